// Stage 5, cues: finds the lexicon's patterns (a trie over token keys) and the constructions (RE2) in a sentence.
#ifndef CANDOUR_SRC_CUES_H
#define CANDOUR_SRC_CUES_H

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "knowledge.h"
#include "sentences.h"

namespace candour::detail {

/// One occurrence of a lexicon entry or a construction, over tokens [first, last) of the block.
struct Cue {
  std::uint32_t first = 0, last = 0;
  std::uint32_t id = 0;     ///< hash of the pattern or construction
  std::uint16_t group = 0;  ///< class
  std::int8_t value = 0;
  CueRole role = CueRole::judge;
};

/// Whether it turns what follows round: a negation, or a share so small that it denies ("few", "none of").
[[nodiscard]] constexpr bool turns_round(const Cue& cue) noexcept {
  constexpr int kFew = -2;
  return cue.role == CueRole::negation || (cue.role == CueRole::quantity && cue.value <= kFew);
}

/// All entries of `trie` that occur in tokens [from, to), in order of start. A token may be in many.
void match(const Trie& trie, std::span<const Token> tokens, std::uint32_t from, std::uint32_t to,
           const Vocabulary& vocabulary, std::vector<Cue>& out);

/// Cues of one sentence, in order, after these conflicts are settled: within a role the leftmost longest match
/// stands; nothing judges inside a fixed expression of subject matter; a longer judging phrase hides what it is made
/// of. Appends to `out`. Linear in the tokens for a given lexicon.
void read_cues(std::string_view text, std::span<const Token> tokens, const SentenceTokens& sentence,
               const Knowledge& knowledge, std::vector<Cue>& out);

}  // namespace candour::detail

#endif  // CANDOUR_SRC_CUES_H
