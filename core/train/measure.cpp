#include "measure.h"

#include <algorithm>
#include <cmath>

#include "text.h"

namespace candour::train {
namespace {

std::uint32_t overlap(Span a, Span b) {
  const std::uint32_t from = std::max(a.start, b.start);
  const std::uint32_t to = std::min(a.end, b.end);
  return to > from ? to - from : 0;
}

std::vector<Span> words_of(const std::string& text, Span range) {
  std::vector<Span> out;
  const auto inside = [](char32_t c) { return detail::is_letter(c) || detail::is_digit(c); };
  for (std::uint32_t at = range.start; at < range.end;) {
    detail::Character c = detail::decode(text, at);
    if (!inside(c.code)) {
      at += c.length;
      continue;
    }
    const std::uint32_t from = at;
    while (at < range.end) {
      c = detail::decode(text, at);
      if (!inside(c.code) && c.code != U'\'' && c.code != U'\u2019' && c.code != U'.' && c.code != U'-') break;
      at += c.length;
    }
    out.push_back({from, at});
  }
  return out;
}

bool touches(Span a, Span b) { return a.start < b.end && b.start < a.end; }

}  // namespace

void Score::add(const GoldDocument& doc, const std::vector<Said>& said) {
  std::vector<const GoldFinding*> gold;
  for (const GoldSentence& s : doc.sentences) {
    for (const GoldFinding& f : s.findings) gold.push_back(&f);
    bool right = true;
    for (const Label label : {Label::strength, Label::concern}) {
      const bool g =
          std::any_of(s.findings.begin(), s.findings.end(), [label](const GoldFinding& f) { return f.label == label; });
      const bool p = std::any_of(said.begin(), said.end(), [&](const Said& f) {
        const std::uint32_t shared = overlap(f.span, s.span);
        return f.label == label && (shared * 2 > f.span.end - f.span.start || shared * 2 > s.span.end - s.span.start);
      });
      (label == Label::strength ? strength : concern).add(g, p);
      right = right && g == p;
    }
    ++sentences;
    if (right) ++exact;
  }
  for (const Span word : words_of(doc.text, {0, static_cast<std::uint32_t>(doc.text.size())})) {
    const auto g =
        std::find_if(gold.begin(), gold.end(), [word](const GoldFinding* f) { return touches(f->span, word); });
    const auto p = std::find_if(said.begin(), said.end(), [word](const Said& f) { return touches(f.span, word); });
    if (g != gold.end() && p != said.end() && (*g)->label == p->label)
      ++span.hit;
    else {
      if (g != gold.end()) ++span.missed;
      if (p != said.end()) ++span.extra;
    }
  }
  for (const GoldFinding* g : gold) {
    const std::size_t all = words_of(doc.text, g->span).size();
    const Said* best = nullptr;
    std::size_t most = 0;
    for (const Said& f : said) {
      if (f.label != g->label || !touches(f.span, g->span)) continue;
      const std::size_t shared =
          words_of(doc.text, {std::max(f.span.start, g->span.start), std::min(f.span.end, g->span.end)}).size();
      if (shared > most) {
        most = shared;
        best = &f;
      }
    }
    if (best == nullptr || most * 2 < all) continue;
    severity.emplace_back(g->severity, best->severity);
    action.add(g->kind == Kind::action, best->kind == Kind::action);
    if (g->trend != Trend::none && g->trend == best->trend)
      ++trend.hit;
    else {
      if (g->trend != Trend::none) ++trend.missed;
      if (best->trend != Trend::none) ++trend.extra;
    }
    if (doc.domain == "police") {
      if (!g->themes.empty() && std::find(g->themes.begin(), g->themes.end(), best->theme) != g->themes.end())
        ++theme.hit;
      else {
        if (!g->themes.empty()) ++theme.missed;
        if (!best->theme.empty()) ++theme.extra;
      }
    }
  }
  for (const Said& f : said) {
    const bool right = std::any_of(gold.begin(), gold.end(), [&f](const GoldFinding* g) {
      return g->label == f.label &&
             overlap(g->span, f.span) * 2 >= std::min(g->span.end - g->span.start, f.span.end - f.span.start);
    });
    calibration.emplace_back(f.confidence, right);
  }
}

void Score::merge(const Score& other) {
  for (const auto member :
       {&Score::strength, &Score::concern, &Score::span, &Score::theme, &Score::action, &Score::trend})
    (this->*member).merge(other.*member);
  severity.insert(severity.end(), other.severity.begin(), other.severity.end());
  calibration.insert(calibration.end(), other.calibration.begin(), other.calibration.end());
  sentences += other.sentences;
  exact += other.exact;
}

double Score::kappa() const {
  if (severity.empty()) return 0;
  std::array<double, 3> a{}, b{};
  double observed = 0;
  for (const auto& [x, y] : severity) {
    observed += (x - y) * (x - y);
    ++a[static_cast<std::size_t>(x - 1)];
    ++b[static_cast<std::size_t>(y - 1)];
  }
  double expected = 0;
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 3; ++j)
      expected += (i - j) * (i - j) * a[static_cast<std::size_t>(i)] * b[static_cast<std::size_t>(j)] /
                  static_cast<double>(severity.size());
  }
  return expected > 0 ? 1 - observed / expected : 0;
}

double Score::calibration_error() const {
  constexpr std::size_t kBins = 10;
  std::array<double, kBins> sum{}, right{}, count{};
  for (const auto& [confidence, correct] : calibration) {
    const std::size_t bin = std::min(kBins - 1, static_cast<std::size_t>(confidence * kBins));
    sum[bin] += confidence;
    right[bin] += correct ? 1 : 0;
    ++count[bin];
  }
  double error = 0;
  for (std::size_t i = 0; i < kBins; ++i) error += std::abs(sum[i] - right[i]);
  return calibration.empty() ? 0 : error / static_cast<double>(calibration.size());
}

}  // namespace candour::train
