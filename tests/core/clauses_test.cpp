// Stage 4, clauses: where a sentence is cut and how its parts are joined.
#include "clauses.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "stand.h"

namespace candour::test {
namespace {

using namespace detail;
using Lines = std::vector<std::string>;

std::vector<Clause> cut(const BlockTokens& words) {
  std::vector<Clause> clauses;
  for (const SentenceTokens& sentence : words.sentences) read_clauses(words.tokens, sentence, knowledge(), clauses);
  return clauses;
}

/// The words of each clause without its connective and closing mark.
Lines clauses_of(std::string_view text) {
  const BlockTokens words = tokens_of(text);
  Lines out;
  for (const Clause& clause : cut(words)) {
    std::uint32_t last = clause.last;
    while (last > clause.body && words.tokens[last - 1].kind == TokenKind::punctuation) --last;
    if (last == clause.body) continue;
    out.emplace_back(words_of(text, {words.tokens[clause.body].span.start, words.tokens[last - 1].span.end}));
  }
  return out;
}

std::vector<Relation> relations_of(std::string_view text) {
  std::vector<Relation> out;
  for (const Clause& clause : cut(tokens_of(text))) out.push_back(clause.relation);
  return out;
}

}  // namespace

TEST_CASE("clauses: contrast parts them") {
  CHECK(clauses_of("The force is good at this, but victims wait too long.") ==
        Lines{"The force is good at this", "victims wait too long"});
  CHECK(clauses_of("Staff are kind whereas managers are remote.") == Lines{"Staff are kind", "managers are remote"});
  CHECK(relations_of("Staff are kind but slow to act.")[1] == Relation::contrast);
}

TEST_CASE("clauses: a connective put in between commas parts nothing, but does where a clause follows") {
  CHECK(clauses_of("Not every nurse, though, had been told of the change.") ==
        Lines{"Not every nurse, though, had been told of the change"});
  CHECK(clauses_of("The team is, however, too small to see all that it receives.").size() == 1);
  CHECK(clauses_of("The team is small, however, the work is sound.").size() == 2);
  CHECK(clauses_of("The team is small, but, as we shall see, the work is sound.").size() >= 2);
}

TEST_CASE("clauses: a relative clause in the subject hides no verb of its own clause") {
  CHECK(clauses_of("It is slow, and the share of calls that have been lost is higher than before.") ==
        Lines{"It is slow", "the share of calls that have been lost is higher than before"});
  CHECK(clauses_of("The council is slow and the belief that staff are happy.").size() == 1);
}

TEST_CASE("clauses: what is asked about goes on behind and") {
  CHECK(clauses_of("We assess how well it keeps people safe and reduces crime.").size() == 1);
  CHECK(clauses_of("We looked at how it responds and found that it is slow.").size() == 2);
}

TEST_CASE("clauses: a new subject behind a comma opens a clause, whatever hangs on the one before") {
  CHECK(clauses_of("I welcome the attention that leaders now pay to staff, and I was impressed by the help.") ==
        Lines{"I welcome the attention that leaders now pay to staff", "I was impressed by the help"});
}

TEST_CASE("clauses: a verb before its subject sets a condition, unless it asks") {
  CHECK(relations_of("Had they asked the staff, they would have known.") ==
        std::vector<Relation>{Relation::condition, Relation::main});
  CHECK(relations_of("Is the council good, and would you say so?").front() == Relation::start);
  CHECK(relations_of("Have the staff to hand.").front() == Relation::start);
}

TEST_CASE("clauses: concession parts them in either order") {
  CHECK(clauses_of("Although the response is effective, it does not yet use its partners.") ==
        Lines{"the response is effective", "it does not yet use its partners"});
  CHECK(clauses_of("The response is effective, although it does not use its partners.") ==
        Lines{"The response is effective", "it does not use its partners"});
  CHECK(relations_of("While pupils are safe, attendance is poor.") ==
        std::vector<Relation>{Relation::concession, Relation::main});
}

TEST_CASE("clauses: a despite phrase stands by itself") {
  CHECK(clauses_of("Despite the shortcomings in its intelligence, it is good at preventing crime.") ==
        Lines{"the shortcomings in its intelligence", "it is good at preventing crime"});
  CHECK(relations_of("Despite the delays, morale is high.")[0] == Relation::despite);
}

TEST_CASE("clauses: a time or place in front is no clause") {
  CHECK(clauses_of("Since last year, the force has improved its response.").size() == 1);
  CHECK(relations_of("Since last year, the force has improved its response.")[0] == Relation::start);
  CHECK(clauses_of("After the inspection, the school, which had lost its head, closed.").size() == 1);
  CHECK(clauses_of("Since it opened, the unit has been full.").size() == 2);
  CHECK(clauses_of("After failing its inspection, the school closed.").size() == 2);
}

TEST_CASE("clauses: a connective leaves the denial behind it to its clause") {
  CHECK(clauses_of("Plans are clear, although not all officers are aware of them.") ==
        Lines{"Plans are clear", "not all officers are aware of them"});
}

TEST_CASE("clauses: semicolons, colons and dashes part them") {
  CHECK(clauses_of("Records are poor; nobody checks them.").size() == 2);
  CHECK(clauses_of("One thing stands out: nobody checks them.").size() == 2);
  CHECK(clauses_of("The plan is late — nobody owns it.").size() == 2);
}

TEST_CASE("clauses: coordinated verbs that judge for themselves part, lists of nouns do not") {
  CHECK(clauses_of("The force has an effective strategy, and it regularly seeks feedback.").size() == 2);
  CHECK(clauses_of("Victims are kept informed and officers are praised.").size() == 2);
  CHECK(clauses_of("Leaders are praised for their energy, vision and good humour.").size() == 1);
  CHECK(clauses_of("The trust works with schools, charities and the police.").size() == 1);
}

TEST_CASE("clauses: relative clauses, causes and complements stay with their head") {
  CHECK(clauses_of("We are pleased that the force listens to victims.").size() == 1);
  CHECK(clauses_of("The team that runs the ward is stretched.").size() == 1);
  CHECK(clauses_of("It is late because the supplier failed.").size() == 1);
}

TEST_CASE("clauses: a connective inside brackets cuts nothing") {
  CHECK(clauses_of("The unit (small: four officers) is effective.").size() == 1);
}

TEST_CASE("clauses: together they are the sentence") {
  std::vector<std::string> texts{"But although it is good; however, despite this: but and or but.",
                                 "Although, but. While. Despite", "but but but but", "and, and; and: and — and"};
  for (const OddText& odd : odd_texts()) texts.push_back(odd.text);
  for (const std::string& text : texts) {
    CAPTURE(text.substr(0, 60));
    const BlockTokens words = tokens_of(text);
    for (const SentenceTokens& sentence : words.sentences) {
      std::vector<Clause> clauses;
      read_clauses(words.tokens, sentence, knowledge(), clauses);
      std::uint32_t next = sentence.first;
      for (const Clause& clause : clauses) {
        REQUIRE(clause.first == next);
        REQUIRE(clause.last > clause.first);
        REQUIRE(clause.body >= clause.first);
        REQUIRE(clause.body <= clause.last);
        next = clause.last;
      }
      REQUIRE(next == sentence.last);
    }
  }
}

}  // namespace candour::test
