#include "explained.h"

#include <algorithm>
#include <string_view>

namespace candour::train {
namespace {

std::vector<std::string_view> paragraphs_of(std::string_view text) {
  constexpr std::string_view kGap = "\n\n";
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t gap = text.find(kGap);
    out.push_back(text.substr(0, gap));
    text.remove_prefix(gap == std::string_view::npos ? text.size() : gap + kGap.size());
  }
  return out;
}

/// The text without the words, and where a place in it has moved to.
struct Shortened {
  std::string text;
  std::vector<Span> removed;  ///< in order, not overlapping

  Shortened(std::string_view from, std::vector<Span> words) {
    std::sort(words.begin(), words.end(), [](Span a, Span b) { return a.start < b.start; });
    std::uint32_t at = 0;
    for (Span word : words) {
      word.start = std::max(word.start, at);
      if (word.end <= word.start) continue;
      if (word.end < from.size() && from[word.end] == ' ') ++word.end;  // no double blank is left
      text += from.substr(at, word.start - at);
      removed.push_back(word);
      at = word.end;
    }
    text += from.substr(at);
  }

  [[nodiscard]] std::uint32_t moved(std::uint32_t place) const {
    std::uint32_t out = place;
    for (const Span r : removed) {
      if (r.start < place) out -= std::min(r.end, place) - r.start;
    }
    return out;
  }
};

/// How sure the analyser is of the finding's label at its place without the words; 0 where it no longer says it.
double sure_without(const Analyser& analyser, std::string_view text, const Finding& finding, std::vector<Span> words) {
  const Shortened without(text, std::move(words));
  const auto analysis = analyser.analyse(without.text);
  const Span place{without.moved(finding.span.start), without.moved(finding.span.end)};
  double out = 0;
  if (!analysis) return out;
  for (const Finding& f : analysis->findings) {
    const bool same = f.label == finding.label && f.span.start < place.end && place.start < f.span.end;
    if (same) out = std::max(out, f.confidence);
  }
  return out;
}

std::string words_of(std::string_view text, Span span) {
  return std::string(text.substr(span.start, span.end - span.start));
}

}  // namespace

Explained explained(const std::vector<GoldDocument>& documents, const Analyser& analyser) {
  Explained out;
  for (const GoldDocument& document : documents) {
    if (document.blind) continue;
    for (const std::string_view text : paragraphs_of(document.text)) {
      const auto analysis = analyser.analyse(text);
      if (!analysis) continue;
      for (const Finding& f : analysis->findings) {
        ++out.findings;
        if (f.because.empty()) {
          out.unmoved.push_back({document.name, words_of(text, f.span), "", f.confidence, f.confidence});
          continue;
        }
        std::vector<Span> words;
        std::string shown;
        for (const Because& b : f.because) {
          words.push_back(b.span);
          shown += (shown.empty() ? "" : " | ") + words_of(text, b.span);
        }
        double first = 0;
        for (const Because& b : f.because) {
          const double without = sure_without(analyser, text, f, {b.span});
          if (&b == &f.because.front()) first = without;
          if (b.effect == Effect::softens || b.effect == Effect::strengthens) continue;
          ++out.words;
          if (without < f.confidence) ++out.weaker_words;
        }
        const double all = sure_without(analyser, text, f, words);
        if (first < f.confidence) ++out.weaker_first;
        if (all == 0) ++out.gone;
        if (all < f.confidence)
          ++out.weaker;
        else
          out.unmoved.push_back({document.name, words_of(text, f.span), shown, f.confidence, all});
      }
    }
  }
  return out;
}

nlohmann::ordered_json to_json(const Explained& result) {
  nlohmann::ordered_json out{{"findings", result.findings},
                             {"weaker", result.weaker},
                             {"gone", result.gone},
                             {"weakerWithoutFirst", result.weaker_first},
                             {"words", result.words},
                             {"weakerWithoutWord", result.weaker_words},
                             {"unmoved", nlohmann::ordered_json::array()}};
  for (const Unmoved& u : result.unmoved)
    out["unmoved"].push_back({{"document", u.document},
                              {"finding", u.finding},
                              {"words", u.words},
                              {"before", u.before},
                              {"after", u.after}});
  return out;
}

}  // namespace candour::train
