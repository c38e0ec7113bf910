// Stage 10, report: the analysis as JSON, with its summary.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "candour/candour.h"
#include "text.h"

namespace candour {
namespace {

using Json = nlohmann::ordered_json;
using detail::OffsetMap;

constexpr std::array<const char*, 4> kLabels{"context", "strength", "concern", "mixed"};
constexpr std::array<const char*, 4> kTrends{"", "improved", "worse", "unchanged"};
constexpr std::array<const char*, 9> kRoles{"cue",      "negation", "hedge",      "intensifier", "frame",
                                            "contrast", "grade",    "comparison", "word"};
constexpr std::array<const char*, 6> kEffects{"strength", "concern", "turns", "softens", "strengthens", "sets"};
constexpr std::array<const char*, 3> kUnits{"utf8", "utf16", "codepoint"};

template <class Enum, std::size_t N>
const char* name(const std::array<const char*, N>& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

/// Two decimals: more would promise what a calibrated probability does not hold.
double rounded(double probability) {
  constexpr double kHundred = 100;
  return std::round(probability * kHundred) / kHundred;
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json finding_json(const Finding& finding, std::size_t number, const OffsetMap& offset) {
  Json out{{"id", std::string("f").append(std::to_string(number))},
           {"start", offset(finding.span.start)},
           {"end", offset(finding.span.end)},
           {"sentence", finding.sentence},
           {"label", name(kLabels, finding.label)},
           {"severity", finding.severity},
           {"kind", finding.kind == Kind::action ? "action" : "judgement"}};
  if (finding.trend != Trend::none) out["trend"] = name(kTrends, finding.trend);
  out["themes"] = finding.themes;
  out["confidence"] = rounded(finding.confidence);
  Json because = Json::array();
  for (const Because& b : finding.because) {
    because.push_back({{"start", offset(b.span.start)},
                       {"end", offset(b.span.end)},
                       {"role", name(kRoles, b.role)},
                       {"effect", name(kEffects, b.effect)},
                       {"note", b.note}});
  }
  out["because"] = std::move(because);
  return out;
}

struct Counts {
  std::uint32_t strengths = 0, concerns = 0;
  void add(Label label) { ++(label == Label::strength ? strengths : concerns); }
  [[nodiscard]] Json json() const { return {{"strengths", strengths}, {"concerns", concerns}}; }
};

Json summary_json(const Analysis& analysis) {
  Counts all;
  std::uint32_t actions = 0;
  std::array<Counts, 3> severity;
  std::array<std::uint32_t, 4> trend{};
  std::vector<std::pair<std::string, Counts>> themes;  // in order of first mention
  std::map<int, Counts> speakers;
  for (const Finding& f : analysis.findings) {
    all.add(f.label);
    if (f.kind == Kind::action) ++actions;
    severity[static_cast<std::size_t>(f.severity) - 1].add(f.label);
    ++trend[static_cast<std::size_t>(f.trend)];
    if (!f.themes.empty()) {
      auto it = std::find_if(themes.begin(), themes.end(), [&f](const auto& t) { return t.first == f.themes.front(); });
      if (it == themes.end()) it = themes.insert(themes.end(), {f.themes.front(), {}});
      it->second.add(f.label);
    }
    if (const int speaker = analysis.sentences[f.sentence].speaker; speaker >= 0) speakers[speaker].add(f.label);
  }
  Json by_severity;
  for (std::size_t i = 0; i < severity.size(); ++i) by_severity[std::to_string(i + 1)] = severity[i].json();
  Json by_theme = Json::array();
  for (const auto& [theme, counts] : themes)
    by_theme.push_back({{"theme", theme}, {"strengths", counts.strengths}, {"concerns", counts.concerns}});
  Json by_speaker = Json::array();
  for (const auto& [speaker, counts] : speakers)
    by_speaker.push_back({{"speaker", speaker}, {"strengths", counts.strengths}, {"concerns", counts.concerns}});
  return {{"sentences", analysis.sentences.size()},
          {"strengths", all.strengths},
          {"concerns", all.concerns},
          {"actions", actions},
          {"bySeverity", by_severity},
          {"byTheme", by_theme},
          {"bySpeaker", by_speaker},
          {"trend", {{"improved", trend[1]}, {"worse", trend[2]}, {"unchanged", trend[3]}}}};
}

}  // namespace

std::string to_json(const Analysis& analysis, std::string_view text, Units units) {
  const OffsetMap offset(text, units);
  // written piece by piece: one tree for a long text would take many times its size
  std::string out = dump({{"schema", "candour/1"},
                          {"version", version()},
                          {"units", name(kUnits, units)},
                          {"length", offset(static_cast<std::uint32_t>(text.size()))},
                          {"framework", analysis.framework},
                          {"frameworkChosenByText", analysis.framework_chosen_by_text},
                          {"language", analysis.language},
                          {"speakers", analysis.speakers}});
  out.back() = ',';
  out += "\"sentences\":[";
  for (const Sentence& s : analysis.sentences) {
    Json json{{"start", offset(s.span.start)}, {"end", offset(s.span.end)}, {"label", name(kLabels, s.label)}};
    if (s.speaker >= 0) json["speaker"] = s.speaker;
    out += dump(json) + ",";
  }
  if (out.back() == ',') out.pop_back();
  out += "],\"findings\":[";
  std::size_t number = 0;
  for (const Finding& f : analysis.findings) out += dump(finding_json(f, ++number, offset)) + ",";
  if (out.back() == ',') out.pop_back();
  return out + "],\"summary\":" + dump(summary_json(analysis)) + "}";
}

}  // namespace candour
