// sarif: SARIF 2.1.0 (OASIS), so that tools for reviewing code show findings in the margin of the text.
//
// A concern is a result of kind "fail", its level by its severity; a strength is one of kind "pass". Results of a
// document that is not its file's own text (captions, lines of JSON) have no region.
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "text.h"
#include "write.h"

namespace candour::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// A path as a URI reference: RFC 3986's unreserved characters and slashes stay, all else is percent-encoded.
std::string uri_of(std::string_view path) {
  if (path == "-") return "stdin";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || std::string_view("-._~/").find(c) != std::string_view::npos) {
      out.push_back(c);
    } else {
      out.push_back('%');
      out.push_back(kDigits[byte >> 4U]);
      out.push_back(kDigits[byte & 15U]);
    }
  }
  return out;
}

enum Rule : std::uint8_t { strength, concern, action };

Rule rule_of(const Finding& finding) {
  if (finding.label == Label::strength) return strength;
  return finding.kind == Kind::action ? action : concern;
}

Json rules() {
  const auto rule = [](const char* id, const char* name, const char* says) {
    return Json{{"id", id}, {"name", name}, {"shortDescription", {{"text", says}}}};
  };
  return Json::array({rule("strength", "Strength", "The text says that something is good."),
                      rule("concern", "Concern", "The text says that something is wrong."),
                      rule("action", "Action", "The text says that something has to change.")});
}

const char* level_of(const Finding& finding) {
  if (finding.label == Label::strength) return "none";
  return finding.severity == 3 ? "error" : finding.severity == 2 ? "warning" : "note";
}

class SarifWriter : public Writer {
 public:
  SarifWriter(Output& out, Units units) : out_(out), units_(units) {}

  void begin() override {
    const Json driver{{"name", "Candour"},
                      {"version", std::string(version())},
                      {"semanticVersion", std::string(version())},
                      {"rules", rules()}};
    out_ << R"({"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":)"
         << dump(driver) << R"(},"columnKind":")"
         << (column_units() == Units::utf16 ? "utf16CodeUnits" : "unicodeCodePoints")
         << R"(","newlineSequences":["\r\n","\n","\r"],"results":[)";
  }

  void write(const Report& report) override {
    const std::string uri = uri_of(report.document.file);
    uris_.insert(uri);
    const Places places(report.document.text);
    const detail::OffsetMap characters(report.document.text, column_units());
    for (const Finding& finding : report.analysis.findings) {
      out_ << (first_ ? "\n" : ",\n") << dump(result(report, finding, uri, places, characters));
      first_ = false;
    }
  }

  void end(bool all_done) override {
    Json artifacts = Json::array();
    for (const std::string& uri : uris_) artifacts.push_back({{"location", {{"uri", uri}}}});
    out_ << R"(],"artifacts":)" << dump(artifacts) << R"(,"invocations":[)" << dump({{"executionSuccessful", all_done}})
         << "]}]}\n";
  }

 private:
  /// SARIF counts columns in UTF-16 units or in code points, never in bytes.
  [[nodiscard]] Units column_units() const { return units_ == Units::codepoint ? Units::codepoint : Units::utf16; }

  [[nodiscard]] Json region(const Report& report, Span span, const Places& places,
                            const detail::OffsetMap& characters) const {
    const Place start = places.at(span.start, column_units());
    const Place end = places.at(span.end, column_units());
    Json out{{"startLine", start.line},
             {"startColumn", start.column},
             {"endLine", end.line},
             {"endColumn", end.column},
             {"charOffset", characters(span.start)},
             {"charLength", characters(span.end) - characters(span.start)}};
    if (units_ == Units::utf8) {
      out["byteOffset"] = span.start;
      out["byteLength"] = span.end - span.start;
    }
    out["snippet"] = {{"text", std::string(words_of(report, span))}};
    return out;
  }

  [[nodiscard]] Json result(const Report& report, const Finding& finding, const std::string& uri, const Places& places,
                            const detail::OffsetMap& characters) const {
    const Rule rule = rule_of(finding);
    static constexpr std::array<const char*, 3> kIds{"strength", "concern", "action"};
    constexpr double kHundred = 100;
    Json physical{{"artifactLocation", {{"uri", uri}}}};
    if (report.document.in_place) physical["region"] = region(report, finding.span, places, characters);
    Json location{{"physicalLocation", std::move(physical)}};
    if (!report.document.in_place) location["logicalLocations"] = Json::array({{{"name", report.document.name}}});
    Json properties{{"severity", finding.severity},
                    {"kind", std::string(kind_word(finding.kind))},
                    {"themes", finding.themes},
                    {"confidence", rounded(finding.confidence)}};
    if (finding.trend != Trend::none) properties["trend"] = std::string(trend_word(finding.trend));
    const std::string reasons = why(finding);
    const std::string message = verdict_of(finding) + ": " + on_a_line(words_of(report, finding.span)) +
                                (reasons.empty() ? "" : " (" + reasons + ")");
    return {{"ruleId", kIds[rule]},
            {"ruleIndex", static_cast<int>(rule)},
            {"kind", rule == strength ? "pass" : "fail"},
            {"level", level_of(finding)},
            {"rank", rounded(finding.confidence) * kHundred},
            {"message", {{"text", message}}},
            {"locations", Json::array({std::move(location)})},
            {"properties", std::move(properties)}};
  }

  static double rounded(double confidence) {
    constexpr double kHundred = 100;
    return std::round(confidence * kHundred) / kHundred;
  }

  Output& out_;
  Units units_;
  bool first_ = true;
  std::set<std::string> uris_;
};

}  // namespace

std::unique_ptr<Writer> sarif_writer(Output& out, Units units) { return std::make_unique<SarifWriter>(out, units); }

}  // namespace candour::cli
