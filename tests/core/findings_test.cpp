// Stage 8, findings: where a span begins and ends (rule 18 of the guidelines), and that reasons belong to it.
#include "findings.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "stand.h"

namespace candour::test {
namespace {

using namespace detail;
using Lines = std::vector<std::string>;

/// The span that a finding in each clause would have.
Lines spans_of(std::string_view text) {
  const BlockReading block = reading_of(text);
  Lines out;
  for (const ClauseReading& reading : block.readings)
    out.emplace_back(words_of(text, finding_span(block, reading, knowledge())));
  return out;
}

}  // namespace

TEST_CASE("findings: a span leaves out the connective and the closing stop") {
  CHECK(spans_of("The force is good, but victims wait too long.") ==
        Lines{"The force is good", "victims wait too long"});
  CHECK(spans_of("However, it is slow!") == Lines{"it is slow"});
  CHECK(spans_of("Plans are clear, although not all officers are aware of them.") ==
        Lines{"Plans are clear", "not all officers are aware of them"});
}

TEST_CASE("findings: a span leaves out a fronted adverbial and a bare reporting frame") {
  CHECK(spans_of("In the last year, the force has improved its response.") ==
        Lines{"the force has improved its response"});
  CHECK(spans_of("We found that records are poor.") == Lines{"records are poor"});
  CHECK(spans_of("Not every officer, though, had been trained.") ==
        Lines{"Not every officer, though, had been trained"});
}

TEST_CASE("findings: a span keeps the frame that carries the attitude or the witness") {
  CHECK(spans_of("I am pleased that records are kept.") == Lines{"I am pleased that records are kept"});
  CHECK(spans_of("Pupils say they feel safe.") == Lines{"Pupils say they feel safe"});
}

TEST_CASE("findings: brackets and quotes that open in a span close in it") {
  CHECK(spans_of("The plan is late (by a year).") == Lines{"The plan is late (by a year)"});
  CHECK(spans_of("Staff call it “a shambles”.") == Lines{"Staff call it “a shambles”"});
}

TEST_CASE("findings: without weights the rules decide") {
  ClauseReading reading;
  reading.verdict = Label::concern;
  reading.demand = true;
  const Decision decision = decide(Model{}, reading, Scores{});
  CHECK(decision.label == Label::concern);
  CHECK(decision.kind == Kind::action);
  reading.verdict = Label::context;
  CHECK(decide(Model{}, reading, Scores{}).label == Label::context);
}

TEST_CASE("findings: with weights the odds decide, against their thresholds") {
  Model model;
  model.rows = 1;
  model.labels.resize(1);
  model.thresholds = {0.4F, 0.6F};
  const auto label = [&model](double strength, double concern) {
    Scores scores{};
    scores[index_of(Head::strength)] = strength;
    scores[index_of(Head::concern)] = concern;
    return decide(model, {}, scores).label;
  };
  CHECK(label(0.1, -5) == Label::strength);
  CHECK(label(-5, 0.1) == Label::context);
  CHECK(label(-5, 3) == Label::concern);
  CHECK(label(-3, -3) == Label::context);
}

TEST_CASE("findings: every one has reasons, at most four, in its own clause, with words of their own") {
  const std::string text = read_file("tests/samples/police.txt") + "\n\n" + read_file("tests/samples/hearing.txt");
  const Analysis analysis = analyse(text);
  REQUIRE(analysis.findings.size() > 10);
  for (const Finding& finding : analysis.findings) {
    CAPTURE(words_of(text, finding.span));
    CHECK_FALSE(finding.because.empty());
    CHECK(finding.because.size() <= kMostReasons);
    const Span sentence = analysis.sentences[finding.sentence].span;
    for (const Because& because : finding.because) {
      CHECK(because.span.start < because.span.end);
      CHECK(because.span.start >= sentence.start);
      CHECK(because.span.end <= sentence.end);
      CHECK_FALSE(because.note.empty());
      CHECK(because.note.find("{}") == std::string::npos);
    }
  }
}

}  // namespace candour::test
