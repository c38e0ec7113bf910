#include "report.h"

#include <algorithm>
#include <cmath>

#include "output.h"

namespace candour::cli {
namespace {

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

void add(Tally& tally, const Finding& finding) {
  ++(finding.label == Label::strength ? tally.strengths : tally.concerns);
  if (finding.kind == Kind::action) ++tally.actions;
}

void join(std::string& list, std::string_view part) {
  if (part.empty()) return;
  if (!list.empty()) list += "; ";
  list += part;
}

/// Units that the characters of `text` take.
std::uint32_t units_in(std::string_view text, Units units) {
  if (units == Units::utf8) return static_cast<std::uint32_t>(text.size());
  std::uint32_t count = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) ++count;
    if (units == Units::utf16 && byte >= 0xF0) ++count;
  }
  return count;
}

}  // namespace

Places::Places(std::string_view text) : text_(text), starts_{0} {
  for (std::size_t at = text.find_first_of("\r\n"); at != std::string_view::npos; at = text.find_first_of("\r\n", at)) {
    at += text.substr(at, 2) == "\r\n" ? 2 : 1;
    starts_.push_back(static_cast<std::uint32_t>(at));
  }
}

Place Places::at(std::uint32_t offset, Units units) const {
  const auto line = std::upper_bound(starts_.begin(), starts_.end(), offset) - 1;
  return {static_cast<std::uint32_t>(line - starts_.begin() + 1),
          units_in(text_.substr(*line, offset - *line), units) + 1};
}

void leave_out(Analysis& analysis, double min_confidence) {
  if (min_confidence <= 0) return;
  auto& findings = analysis.findings;
  findings.erase(std::remove_if(findings.begin(), findings.end(),
                                [min_confidence](const Finding& f) { return f.confidence < min_confidence; }),
                 findings.end());
  for (Sentence& sentence : analysis.sentences) sentence.label = Label::context;
  for (const Finding& finding : findings) {
    Label& label = analysis.sentences[finding.sentence].label;
    label = label == Label::context || label == finding.label ? finding.label : Label::mixed;
  }
}

Tally tally(const Analysis& analysis) {
  Tally out;
  for (const Finding& finding : analysis.findings) add(out, finding);
  return out;
}

std::vector<ThemeTally> tally_by_theme(const Report& report) {
  const auto& themes = report.framework.themes;
  std::vector<ThemeTally> all;
  all.reserve(themes.size() + 1);
  for (const ThemeInfo& theme : themes) all.push_back({theme.title, {}});
  all.push_back({"No theme", {}});
  for (const Finding& finding : report.analysis.findings) {
    std::size_t place = themes.size();
    if (!finding.themes.empty()) {
      const auto it = std::find_if(themes.begin(), themes.end(),
                                   [&finding](const ThemeInfo& t) { return t.id == finding.themes.front(); });
      place = static_cast<std::size_t>(it - themes.begin());
    }
    add(all[place].tally, finding);
  }
  all.erase(std::remove_if(all.begin(), all.end(),
                           [](const ThemeTally& t) { return t.tally.strengths + t.tally.concerns == 0; }),
            all.end());
  return all;
}

std::string sentence_of(const Tally& tally, std::size_t sentences) {
  if (tally.strengths + tally.concerns == 0) {
    if (sentences == 0) return "There is no text in it.";
    return "Neither strengths nor concerns in " + counted(sentences, "sentence", "sentences") + ".";
  }
  std::string out = counted(tally.strengths, "strength", "strengths") + " and " +
                    counted(tally.concerns, "concern", "concerns") + " in " +
                    counted(sentences, "sentence", "sentences");
  if (tally.actions == 0) return out + ".";
  if (tally.concerns == 1) return out + "; the concern says what has to change.";
  return out + "; " + std::to_string(tally.actions) + " of the concerns " + (tally.actions == 1 ? "says" : "say") +
         " what has to change.";
}

std::string framework_line(const Report& report) {
  if (report.framework.id.empty()) return "";
  std::string out = "Framework: " + on_a_line(report.framework.title);
  return out + (report.analysis.framework_chosen_by_text ? ", picked by the text's own words." : ".");
}

std::string_view label_word(Label label) noexcept {
  switch (label) {
    case Label::strength:
      return "strength";
    case Label::concern:
      return "concern";
    case Label::mixed:
      return "mixed";
    default:
      return "context";
  }
}

std::string_view kind_word(Kind kind) noexcept { return kind == Kind::action ? "action" : "judgement"; }

std::string_view trend_word(Trend trend) noexcept {
  switch (trend) {
    case Trend::improved:
      return "improved";
    case Trend::worse:
      return "worse";
    case Trend::unchanged:
      return "unchanged";
    default:
      return "";
  }
}

std::string verdict_of(const Finding& finding) {
  if (finding.kind == Kind::action) return finding.severity == 3 ? "concern, must change" : "concern, to change";
  const bool strength = finding.label == Label::strength;
  const std::string label(label_word(finding.label));
  if (finding.severity == 3) return (strength ? "great " : "grave ") + label;
  return finding.severity == 1 ? "slight " + label : label;
}

std::string theme_title(const FrameworkInfo& framework, const std::string& id) {
  const auto it = std::find_if(framework.themes.begin(), framework.themes.end(),
                               [&id](const ThemeInfo& theme) { return theme.id == id; });
  return it == framework.themes.end() ? id : it->title;
}

std::string about(const Report& report, const Finding& finding) {
  std::string themes;
  for (const std::string& theme : finding.themes) {
    if (!themes.empty()) themes += ", ";
    themes += theme_title(report.framework, theme);
  }
  std::string out = themes;
  join(out, trend_word(finding.trend));
  if (const int speaker = report.analysis.sentences[finding.sentence].speaker; speaker >= 0) {
    join(out, "said by " + report.analysis.speakers[static_cast<std::size_t>(speaker)]);
  }
  return out;
}

std::string why(const Finding& finding) {
  std::string out;
  for (const Because& because : finding.because) join(out, because.note);
  return out;
}

std::string percent(double confidence) {
  constexpr double kHundred = 100;
  return std::to_string(std::lround(confidence * kHundred)) + " %";
}

std::string_view words_of(const Report& report, Span span) {
  return std::string_view(report.document.text).substr(span.start, span.end - span.start);
}

}  // namespace candour::cli
