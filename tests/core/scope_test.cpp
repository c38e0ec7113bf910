// Stage 6, scope: what cues come to in their clause, before any weights.
#include "scope.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "stand.h"

namespace candour::test {
namespace {

using namespace detail;

/// -1, 0 or 1 for each clause: what the rules alone make of it.
std::vector<int> signs(std::string_view text) {
  std::vector<int> out;
  for (const ClauseReading& reading : reading_of(text).readings) {
    out.push_back(reading.verdict == Label::strength ? 1 : reading.verdict == Label::concern ? -1 : 0);
  }
  return out;
}

using Signs = std::vector<int>;

/// The cue that begins with `word`.
CueInForce cue_at(std::string_view text, std::string_view word) {
  const BlockReading block = reading_of(text);
  for (const CueInForce& cue : block.in_force) {
    if (words_of(text, block.words.tokens[cue.cue.first].span) == word) return cue;
  }
  FAIL("no cue begins with ", std::string(word));
  return {};
}

}  // namespace

TEST_CASE("scope: praise and blame by themselves") {
  CHECK(signs("The force is effective.") == Signs{1});
  CHECK(signs("The service is poor.") == Signs{-1});
  CHECK(signs("The report came out on Monday.") == Signs{0});
}

TEST_CASE("scope: negation turns what follows, and a doubled one turns back") {
  CHECK(signs("The force is not effective.") == Signs{-1});
  CHECK(signs("We found no failings.") == Signs{1});
  CHECK(cue_at("The force is not effective.", "effective").negated);
}

TEST_CASE("scope: what is not only so is so") {
  CHECK(signs("The team is not only effective, it is quick.").front() == 1);
  CHECK(signs("They do not just respond slowly.").front() == -1);
  CHECK_FALSE(cue_at("The team is not merely effective.", "effective").negated);
}

TEST_CASE("scope: negation stops at its clause") {
  CHECK(signs("It does not have a plan, but it is effective.").back() == 1);
}

TEST_CASE("scope: a shortfall takes the good that follows it") {
  CHECK(signs("There is a lack of effective supervision.") == Signs{-1});
  CHECK(signs("It fails to provide good care.") == Signs{-1});
}

TEST_CASE("scope: a direction is good or bad by the thing it moves") {
  CHECK(signs("Complaints fell.") == Signs{1});
  CHECK(signs("Complaints rose.") == Signs{-1});
  CHECK(signs("Satisfaction rose.") == Signs{1});
  CHECK(signs("Satisfaction fell.") == Signs{-1});
}

TEST_CASE("scope: a fault that moves is judged by where it goes") {
  CHECK(signs("The gap between the two groups has narrowed.") == Signs{1});
  CHECK(signs("The backlog of cases has grown by a third.") == Signs{-1});
  CHECK(signs("Complaints fell sharply.") == Signs{1});
}

TEST_CASE("scope: a rule or an intention takes the demand that is a part of it or follows it") {
  CHECK(cue_at("Regulations provide that units must be inspected.", "must").embedded);
  CHECK(cue_at("All forces should publish a plan.", "should").embedded);
}

TEST_CASE("scope: a fault that is mended speaks for it") {
  CHECK(signs("It has addressed the failings we found.").front() == 1);
}

TEST_CASE("scope: an attitude takes what it embeds") {
  CHECK(cue_at("I am concerned that good practice is not shared.", "good").embedded);
  CHECK(signs("I am concerned that good practice is not shared.") == Signs{-1});
}

TEST_CASE("scope: a hedge that holds a small quantity denies nothing") {
  CHECK_FALSE(cue_at("Some calls are answered a little late.", "late").negated);
  CHECK(cue_at("Little good came of it.", "good").negated);
}

TEST_CASE("scope: intensifiers and hedges reach the judgement beside them") {
  CHECK(cue_at("The force is very effective.", "effective").intensified);
  CHECK(cue_at("The force is fairly effective.", "effective").hedged);
}

TEST_CASE("scope: clauses and cues of a sentence fit together") {
  for (const OddText& odd : odd_texts()) {
    CAPTURE(odd.name);
    const BlockReading block = reading_of(odd.text);
    std::uint32_t next_clause = 0;
    std::uint32_t next_cue = 0;
    for (const SentenceReading& sentence : block.sentences) {
      REQUIRE(sentence.first_clause == next_clause);
      next_clause = sentence.last_clause;
    }
    REQUIRE(next_clause == block.readings.size());
    for (const ClauseReading& reading : block.readings) {
      REQUIRE(reading.first_cue == next_cue);
      next_cue = reading.last_cue;
      for (std::uint32_t i = reading.first_cue; i < reading.last_cue; ++i) {
        REQUIRE(block.in_force[i].cue.first >= reading.clause.first);
        REQUIRE(block.in_force[i].cue.first < reading.clause.last);
      }
    }
    REQUIRE(next_cue == block.in_force.size());
  }
}

}  // namespace candour::test
