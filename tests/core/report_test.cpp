// Stage 10, report: the analysis as JSON.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "candour/candour.h"
#include "stand.h"

namespace candour::test {
namespace {

using nlohmann::json;

json report_of(std::string_view text, Units units = Units::utf16, const Options& options = {}) {
  return json::parse(to_json(analyse(text, options), text, units), nullptr, false);
}

}  // namespace

TEST_CASE("report: it says what it is") {
  const json report = report_of("The force is good.");
  CHECK(report["schema"] == "candour/1");
  CHECK(report["version"] == std::string(version()));
  CHECK(report["units"] == "utf16");
  CHECK(report["length"] == 18);
  CHECK(report["language"] == "en");
  CHECK(report["speakers"].empty());
}

TEST_CASE("report: empty text gives an empty report") {
  const json report = report_of("");
  CHECK(report["length"] == 0);
  CHECK(report["sentences"].empty());
  CHECK(report["findings"].empty());
  CHECK(report["summary"]["strengths"] == 0);
}

TEST_CASE("report: offsets count the units asked for") {
  const std::string text = "👍 Café: the food is excellent.";
  struct Sample {
    Units units;
    std::size_t length;
  };
  for (const Sample& sample : {Sample{Units::utf8, text.size()}, Sample{Units::utf16, text.size() - 3},
                               Sample{Units::codepoint, text.size() - 4}}) {
    const json report = report_of(text, sample.units);
    CHECK(report["length"] == sample.length);
    REQUIRE(report["findings"].size() == 1);
    CHECK(report["findings"][0]["end"] == sample.length - 1);
  }
}

TEST_CASE("report: the summary counts the findings") {
  const std::string text = read_file("tests/samples/hearing.txt");
  const json report = report_of(text);
  const json& summary = report["summary"];
  std::size_t strengths = 0;
  std::size_t actions = 0;
  std::size_t themed = 0;
  std::size_t spoken = 0;
  for (const json& finding : report["findings"]) {
    strengths += finding["label"] == "strength" ? 1 : 0;
    actions += finding["kind"] == "action" ? 1 : 0;
    themed += finding["themes"].empty() ? 0 : 1;
    spoken += report["sentences"][finding["sentence"].get<std::size_t>()].contains("speaker") ? 1 : 0;
  }
  const auto total = [](const json& rows) {
    std::size_t sum = 0;
    for (const json& row : rows) sum += row["strengths"].get<std::size_t>() + row["concerns"].get<std::size_t>();
    return sum;
  };
  CHECK(summary["sentences"] == report["sentences"].size());
  CHECK(summary["strengths"] == strengths);
  CHECK(summary["concerns"] == report["findings"].size() - strengths);
  CHECK(summary["actions"] == actions);
  CHECK(total(summary["bySeverity"]) == report["findings"].size());
  CHECK(total(summary["byTheme"]) == themed);
  CHECK(total(summary["bySpeaker"]) == spoken);
  CHECK(spoken > 0);
}

TEST_CASE("report: it is JSON for any text") {
  for (const OddText& odd : odd_texts()) {
    for (const Units units : {Units::utf8, Units::utf16, Units::codepoint}) {
      CHECK_MESSAGE(report_of(odd.text, units).is_object(), odd.name);
    }
  }
}

}  // namespace candour::test
