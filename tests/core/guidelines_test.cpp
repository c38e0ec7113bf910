// The rules of the guidelines by short sentences of our own, none from the labelled documents: which clauses are
// strengths and concerns, in order. One test each.
//
// JUDGED must hold. NOT_YET is a known failure: it is allowed to fail, and when it holds (its test says so) it should
// become JUDGED.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "stand.h"

namespace candour::test {
namespace {

constexpr Label S = Label::strength;
constexpr Label C = Label::concern;

std::string shown(const std::vector<Label>& labels) {
  std::string out;
  for (const Label label : labels) out += label == S ? "strength " : "concern ";
  return out.empty() ? "context" : out;
}

std::vector<Label> labels_of(std::string_view text) {
  std::vector<Label> out;
  for (const Finding& finding : analyse(text, {"generic", ""}).findings) out.push_back(finding.label);
  return out;
}

void check_labels(std::string_view text, const std::vector<Label>& expected) {
  const std::vector<Label> found = labels_of(text);
  CHECK_MESSAGE(found == expected, text, " -- expected: ", shown(expected), "-- found: ", shown(found));
}

/// The one finding of a sentence.
Finding only(std::string_view text) {
  const Analysis analysis = analyse(text, {"generic", ""});
  REQUIRE_MESSAGE(analysis.findings.size() == 1, text, " has ", analysis.findings.size(), " findings");
  return analysis.findings.front();
}

}  // namespace

#define JUDGED(rule, text, ...) \
  TEST_CASE("guidelines, " rule ": " text) { check_labels(text, {__VA_ARGS__}); }
#define NOT_YET(rule, text, ...) \
  TEST_CASE("guidelines, not yet, " rule ": " text* doctest::may_fail()) { check_labels(text, {__VA_ARGS__}); }

// 1: the assessor's view decides, not the everyday feeling of words
NOT_YET("subject matter", "The unit investigates serious and organised crime.")
JUDGED("subject matter", "It tackles serious and organised crime well.", S)
JUDGED("subject matter", "Vulnerable children live in every part of the county.")
JUDGED("subject matter", "The report covers domestic abuse, neglect and exploitation.")
NOT_YET("subject matter", "Officers attended an attack in the town centre last night.")

// 2: one clause, one finding
JUDGED("clauses", "The clinic is clean, but its records are out of date.", S, C)
JUDGED("clauses", "The council has an effective strategy, and regularly seeks feedback.", S, S)
JUDGED("clauses", "Leaders are praised for their energy, vision and humour.", S)
JUDGED("clauses", "The food is good and the rooms are cold.", S, C)

// 3: concession keeps both sides
JUDGED("concession", "Although teaching is strong, attendance remains poor.", S, C)
JUDGED("concession", "Attendance remains poor, although teaching is strong.", C, S)
JUDGED("concession", "While staff are kind, they are poorly trained.", S, C)
JUDGED("concession", "The service is popular; however, it is not well run.", S, C)
JUDGED("concession", "Response times are good, yet victims feel ignored.", S, C)
JUDGED("despite", "Despite the shortcomings in its records, the team is good at its work.", C, S)
JUDGED("despite", "The team is good at its work despite the shortcomings in its records.", S, C)

// 4: negation turns it round, and back again
JUDGED("negation", "None of the wards were clean enough.", C)
JUDGED("negation", "Not all officers are aware of the policy.", C)
JUDGED("negation", "The trust fails to learn from incidents.", C)
JUDGED("negation", "There is a lack of supervision.", C)
JUDGED("negation", "Staff rarely check the records.", C)
JUDGED("negation", "Decisions are made without adequate evidence.", C)
JUDGED("negation", "We found no evidence that lessons are learned.", C)
JUDGED("negation", "Too few managers have been trained.", C)
JUDGED("negation", "The home isn't clean.", C)
JUDGED("negation", "Nurses don’t always wash their hands.", C)
JUDGED("negation", "The governors have no concerns.", S)
NOT_YET("negation", "Finding a bed is not a problem.", S)
JUDGED("negation", "There were no failings.", S)
JUDGED("negation", "Nothing of concern was found in the accounts.", S)
JUDGED("negation", "Complaints are answered without delay.", S)

// 5: the outermost attitude wins
JUDGED("attitude", "I am pleased that the board accepts the need for reform.", S)
JUDGED("attitude", "We are concerned that good practice is not shared.", C)
JUDGED("attitude", "I am reassured that the trust is acting on my concerns.", S)
JUDGED("attitude", "Inspectors were impressed by how staff dealt with a difficult year.", S)
JUDGED("attitude", "I am disappointed that the improved plan was dropped.", C)
NOT_YET("attitude", "I welcome its plan, which is still not funded.", S, C)

// 6: practices and results plainly offered as good or bad
JUDGED("practice", "The force works with other agencies to understand demand.", S)
JUDGED("practice", "Calls waited nine minutes on average, against a target of one.", C)
JUDGED("practice", "Every pupil has a trusted adult to turn to.", S)
JUDGED("description", "The force serves 800,000 people.")
JUDGED("description", "We interviewed forty staff.")
JUDGED("description", "The panel met in March and published its report in May.")

// 7: hard circumstances
JUDGED("circumstances", "The trust faces particular challenges because of the size of the county.")
JUDGED("circumstances", "It is struggling to meet these challenges.", C)

// 8: what must change
JUDGED("demand", "The force needs to improve its records.", C)
JUDGED("demand", "Managers must act at once.", C)
JUDGED("demand", "We recommend that the board publishes its data.", C)
JUDGED("demand", "There is room for improvement.", C)
JUDGED("demand", "More could be done to support families.", C)
NOT_YET("demand", "All forces should record crime well.")
JUDGED("plan", "The council plans to open two hubs next year.")

// 9: progress
JUDGED("progress", "Response times have improved.", S)
JUDGED("progress", "The service has addressed our recommendation.", S)
JUDGED("progress", "Morale has deteriorated.", C)
JUDGED("progress", "The trust has not yet appointed a director.", C)
JUDGED("progress", "Waiting times have improved, but remain too long.", S, C)

// 10: grades
JUDGED("grade", "Leadership requires improvement.", C)
JUDGED("grade", "We rated the home outstanding.", S)
JUDGED("grade", "The force is inadequate at protecting vulnerable people.", C)
JUDGED("grade", "The school was placed in special measures.", C)
JUDGED("grade", "The standard was not met.", C)

// 11: who speaks
JUDGED("question", "Why have you failed for three years to publish the figures?", C)
JUDGED("question", "Are you confident in your data?")
JUDGED("witness", "Pupils say that they feel safe.", S)
JUDGED("witness", "Staff told us that they feel unsupported.", C)

// 12: courtesy
JUDGED("courtesy", "Thank you very much for coming this morning.")
JUDGED("courtesy", "Good morning, everyone.")
JUDGED("courtesy", "I offer my condolences to the family.")

// 13: goals and duties
JUDGED("goal", "The aim of the plan is to reduce harm.")
JUDGED("goal", "We examined whether the service is effective.")
JUDGED("duty", "By law, councils must publish their accounts.")

// 14: looking back
JUDGED("history", "Our last report contained two causes of concern.")
JUDGED("history", "The backlog that we reported last year is now cleared.", S)
JUDGED("history", "Records are still incomplete.", C)

// 15, 16: norms, encouragement, faint praise
JUDGED("norm", "No child should have to wait that long.", C)
JUDGED("encouragement", "Continue the excellent work.", S)
JUDGED("encouragement", "It is too early to say.")
JUDGED("faint praise", "It is not terrible.", S)

// 19: small hard cases
JUDGED("hard case", "I find that astonishing.", C)
JUDGED("hard case", "The quality of records is patchy.", C)
JUDGED("hard case", "Practice varies between stations.", C)
JUDGED("hard case", "Leaders recognise that too many patients wait too long.", C)

// movement and comparison
JUDGED("direction", "Complaints rose by a tenth.", C)
JUDGED("direction", "Complaints fell by a tenth.", S)
JUDGED("direction", "Caseloads are too high.", C)
JUDGED("direction", "Standards are high.", S)
JUDGED("direction", "The backlog has halved.", S)
JUDGED("direction", "Costs have risen sharply.", C)
JUDGED("direction", "Sickness is lower than the national average.", S)

#undef JUDGED
#undef NOT_YET

TEST_CASE("guidelines, not yet, lists: a lead-in is context, its items are the findings" * doctest::may_fail()) {
  check_labels("The force should:\n\n- improve its records\n- train its call handlers", {C, C});
}

TEST_CASE("guidelines, lists: signposts and headings are context") {
  check_labels("What has gone well\n\nStaff are very kind to patients.\n\nAreas for improvement\n\nRecords are poor.",
               {S, C});
}

TEST_CASE("guidelines, kind: a demand is an action, a plain concern a judgement") {
  CHECK(only("The force must improve its records.").kind == Kind::action);
  CHECK(only("Its records are poor.").kind == Kind::judgement);
  CHECK(only("Its records are good.").kind == Kind::judgement);
}

TEST_CASE("guidelines, severity: emphasis and gravity weigh more, hedges less") {
  CHECK(only("The home is outstanding.").severity == 3);
  CHECK(only("The trust could do more to support families.").severity == 1);
}

TEST_CASE("guidelines, not yet, severity: serious concerns are grave" * doctest::may_fail()) {
  CHECK(only("I have serious concerns about the quality of records.").severity == 3);
}

TEST_CASE("guidelines, not yet, severity: a plain fault is plain" * doctest::may_fail()) {
  CHECK(only("The records are poor.").severity == 2);
}

TEST_CASE("guidelines, trend: change is told from state") {
  CHECK(only("Response times have improved.").trend == Trend::improved);
  CHECK(only("Records are still incomplete.").trend == Trend::unchanged);
  CHECK(only("Records are incomplete.").trend == Trend::none);
}

TEST_CASE("guidelines, not yet, trend: deterioration is a change for the worse" * doctest::may_fail()) {
  CHECK(only("Morale has deteriorated.").trend == Trend::worse);
}

}  // namespace candour::test
