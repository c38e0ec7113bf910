// Stage 10, report: the analysis as JSON, with its summary.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

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

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// Writes what there are thousands of straight into the text: a tree of JSON values takes many times the time.
class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  Writer& raw(std::string_view text) {
    out_ += text;
    return *this;
  }

  Writer& number(std::uint32_t value) {
    constexpr std::size_t kDigits = 10;
    std::array<char, kDigits> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out_.append(digits.data(), end);
    return *this;
  }

  Writer& string(std::string_view text) {
    const bool plain =  // printable ASCII; all else is left to those who know how JSON has it
        std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
    if (!plain) return raw(dump(text));
    out_ += '"';
    out_ += text;
    out_ += '"';
    return *this;
  }

  /// Two decimals at most: more would promise what a calibrated probability does not hold.
  Writer& probability(double value) {
    constexpr double kHundred = 100;
    constexpr std::uint32_t kTen = 10;
    const auto hundredths = static_cast<std::uint32_t>(std::round(value * kHundred));
    const auto whole = static_cast<std::uint32_t>(kHundred);
    number(hundredths / whole).raw(".").number(hundredths % whole / kTen);
    return hundredths % kTen == 0 ? *this : number(hundredths % kTen);
  }

 private:
  std::string& out_;
};

void write(Writer& to, const Sentence& sentence, const OffsetMap& offset) {
  to.raw("{\"start\":").number(offset(sentence.span.start)).raw(",\"end\":").number(offset(sentence.span.end));
  to.raw(",\"label\":").string(name(kLabels, sentence.label));
  if (sentence.speaker >= 0) to.raw(",\"speaker\":").number(static_cast<std::uint32_t>(sentence.speaker));
  to.raw("}");
}

void write(Writer& to, const Because& because, const OffsetMap& offset) {
  to.raw("{\"start\":").number(offset(because.span.start)).raw(",\"end\":").number(offset(because.span.end));
  to.raw(",\"role\":").string(name(kRoles, because.role));
  to.raw(",\"effect\":").string(name(kEffects, because.effect));
  to.raw(",\"note\":").string(because.note).raw("}");
}

void write(Writer& to, const Finding& finding, std::uint32_t number, const OffsetMap& offset) {
  to.raw(R"({"id":"f)").number(number).raw("\"");
  to.raw(",\"start\":").number(offset(finding.span.start)).raw(",\"end\":").number(offset(finding.span.end));
  to.raw(",\"sentence\":").number(finding.sentence);
  to.raw(",\"label\":").string(name(kLabels, finding.label));
  to.raw(",\"severity\":").number(static_cast<std::uint32_t>(finding.severity));
  to.raw(finding.kind == Kind::action ? R"(,"kind":"action")" : R"(,"kind":"judgement")");
  if (finding.trend != Trend::none) to.raw(",\"trend\":").string(name(kTrends, finding.trend));
  to.raw(",\"themes\":[");
  const char* comma = "";
  for (const std::string& theme : finding.themes) to.raw(std::exchange(comma, ",")).string(theme);
  to.raw("],\"confidence\":").probability(finding.confidence).raw(",\"because\":[");
  comma = "";
  for (const Because& because : finding.because) {
    to.raw(std::exchange(comma, ","));
    write(to, because, offset);
  }
  to.raw("]}");
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

/// About what the JSON of the sentences and findings takes, a little over rather than under: a long text that outgrows
/// its room is copied, and stands twice in memory.
std::size_t likely_bytes(const Analysis& analysis) {
  constexpr std::size_t kSentence = 60, kFinding = 180, kTheme = 4, kBecause = 88;  // without the words in them
  std::size_t bytes = kSentence * analysis.sentences.size() + kFinding * analysis.findings.size();
  for (const Finding& finding : analysis.findings) {
    for (const std::string& theme : finding.themes) bytes += kTheme + theme.size();
    for (const Because& because : finding.because) bytes += kBecause + because.note.size();
  }
  return bytes;
}

}  // namespace

std::string to_json(const Analysis& analysis, std::string_view text, Units units) {
  const OffsetMap offset(text, units);
  std::string out = dump({{"schema", "candour/1"},
                          {"version", version()},
                          {"units", name(kUnits, units)},
                          {"length", offset(static_cast<std::uint32_t>(text.size()))},
                          {"framework", analysis.framework},
                          {"frameworkChosenByText", analysis.framework_chosen_by_text},
                          {"language", analysis.language},
                          {"speakers", analysis.speakers}});
  out.back() = ',';
  out.reserve(out.size() + likely_bytes(analysis));
  Writer to(out);
  to.raw("\"sentences\":[");
  const char* comma = "";
  for (const Sentence& sentence : analysis.sentences) {
    to.raw(std::exchange(comma, ","));
    write(to, sentence, offset);
  }
  to.raw("],\"findings\":[");
  comma = "";
  std::uint32_t number = 0;
  for (const Finding& finding : analysis.findings) {
    to.raw(std::exchange(comma, ","));
    write(to, finding, ++number, offset);
  }
  to.raw("],\"summary\":").raw(dump(summary_json(analysis))).raw("}");
  return out;
}

}  // namespace candour
