// Stage 4, clauses: cuts a sentence into the clauses that may each carry a judgement of their own.
//
// A cut is made at contrast and concession ("but", "although"), behind a fronted subordinate clause ("While …, …"),
// at semicolons, colons and dashes, and before a coordinated clause or verb phrase with a finite verb of its own.
// Relative, causal and complement clauses stay with their head: in the labelled documents a judgement hardly ever
// ends there.
#ifndef CANDOUR_SRC_CLAUSES_H
#define CANDOUR_SRC_CLAUSES_H

#include <cstdint>
#include <span>
#include <vector>

#include "knowledge.h"
#include "sentences.h"

namespace candour::detail {

struct Clause {
  std::uint32_t first = 0, last = 0;  ///< tokens of the block, half-open, connective included
  std::uint32_t body = 0;             ///< the first token behind the connective
  Relation relation = Relation::start;
};

/// Appends the clauses of `sentence` to `out`. Linear.
void read_clauses(std::span<const Token> tokens, const SentenceTokens& sentence, const Knowledge& knowledge,
                  std::vector<Clause>& out);

/// Whether token i of `tokens` looks like a finite verb, judged by its form and its neighbours within [from, to).
[[nodiscard]] bool finite_verb(std::span<const Token> tokens, std::uint32_t i, std::uint32_t from, std::uint32_t to,
                               const Knowledge& knowledge);

}  // namespace candour::detail

#endif  // CANDOUR_SRC_CLAUSES_H
