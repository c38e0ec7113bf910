// Stage 6, scope: says which cues are in force in a clause, and what they come to there.
//
// Negation runs rightwards to the end of its clause (Chapman et al., 2001, without their window); shortfalls ("fails
// to", "lack of") and demands take what follows them; an attitude takes all it embeds; aims and plans judge nothing;
// a direction ("fell") is good or bad by the thing that it moves ("complaints").
#ifndef CANDOUR_SRC_SCOPE_H
#define CANDOUR_SRC_SCOPE_H

#include <cstdint>
#include <span>
#include <vector>

#include "clauses.h"
#include "cues.h"

namespace candour::detail {

/// A cue in its clause. `effect` is what it says of the body there: -3..3, 0 for nothing.
struct CueInForce {
  Cue cue;
  std::int8_t effect = 0;
  bool negated = false;
  bool intensified = false;
  bool hedged = false;
  bool embedded = false;   ///< under an attitude, a demand, an aim or a plan
  bool swallowed = false;  ///< its judgement is part of another cue's ("lack of *confidence*")
};

/// What the rules make of a clause, before any weights.
struct ClauseReading {
  Clause clause;
  std::uint32_t first_cue = 0, last_cue = 0;  ///< into SentenceReading::cues
  int score = 0;                              ///< sum of effects
  int strongest = 0;                          ///< the effect of greatest size, the later of equals
  std::uint8_t positives = 0, negatives = 0;
  bool attitude = false, demand = false, aim = false, plan = false, history = false, courtesy = false, report = false;
  bool question = false, number = false;
  std::int8_t subject = -1;  ///< role of the subject: body, assessor, served; -1 unknown
  Label verdict = Label::context;
};

struct SentenceReading {
  SentenceTokens tokens;
  std::uint32_t first_clause = 0, last_clause = 0;
  bool question = false;
  int score = 0;
};

/// Reads all clauses of one sentence. `clauses` and `cues` are those of the sentence; cues across a clause's edge
/// belong to the clause in which they start. Appends to `readings` and `in_force`.
void read_scope(std::span<const Token> tokens, std::span<const Clause> clauses, std::span<const Cue> cues,
                bool question, const Knowledge& knowledge, std::vector<ClauseReading>& readings,
                std::vector<CueInForce>& in_force);

}  // namespace candour::detail

#endif  // CANDOUR_SRC_SCOPE_H
