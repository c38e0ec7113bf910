// Stage 7, features: what the model sees of a clause, as hashes. Each feature remembers the words it came from, so
// that a decision can be explained by them.
#ifndef CANDOUR_SRC_FEATURES_H
#define CANDOUR_SRC_FEATURES_H

#include <cstdint>
#include <span>
#include <vector>

#include "document.h"
#include "scope.h"

namespace candour::detail {

inline constexpr std::int32_t kNoSource = -1;

/// How far a feature generalises, for training: each kind may be held back by a strength of its own.
enum class FeatureKind : std::uint8_t { word, phrase, around, cue, structure };
inline constexpr std::size_t kFeatureKinds = 5;

struct Feature {
  std::uint32_t hash = 0;
  std::int32_t source = kNoSource;  ///< >= 0: cue in force; < kNoSource: a token, see token()
  FeatureKind kind = FeatureKind::structure;

  [[nodiscard]] static constexpr std::int32_t of_token(std::uint32_t token) noexcept {
    return -2 - static_cast<std::int32_t>(token);
  }
  [[nodiscard]] constexpr bool is_token() const noexcept { return source < kNoSource; }
  [[nodiscard]] constexpr std::uint32_t token() const noexcept { return static_cast<std::uint32_t>(-2 - source); }
};

/// All that is known of one block when its clauses are judged.
struct BlockReading {
  BlockTokens words;
  std::vector<Clause> clauses;
  std::vector<Cue> cues;
  std::vector<ClauseReading> readings;
  std::vector<CueInForce> in_force;
  std::vector<SentenceReading> sentences;
  std::vector<std::uint16_t> tags;   ///< of each token
  std::vector<std::uint8_t> finite;  ///< whether it looks like a finite verb
  std::vector<std::uint8_t> denied;  ///< whether a negation of its clause ends shortly before it
  std::vector<std::int32_t> cue_at;  ///< the longest cue that starts there, as a number into in_force; or kNoSource

  void clear();
};

/// What a block inherits from what stands before it: its heading and the lead-in of its list.
struct Carried {
  BlockKind kind = BlockKind::paragraph;
  bool spoken = false;          ///< the document has speakers
  bool heading_demand = false;  ///< "Areas for improvement"
  std::int8_t heading_sign = 0;
  std::vector<std::uint32_t> heading_stems;
  bool lead = false;  ///< an item under a lead-in ("the force should:")
  bool lead_demand = false;
  std::int8_t lead_sign = 0;
  std::int8_t before_sign = 0;        ///< of the sentence before the block
  float praise = 0.3F, blame = 0.3F;  ///< share of late sentences that the rules call so, newest weighing most
  float talk = 0;                     ///< share of late words that belong to speech (I, you, contractions)
};

/// Tokens, clauses, cues and scope of one block.
void read_block(std::string_view text, const Block& block, const Knowledge& knowledge, BlockReading& out);

/// Features of clause `index` (into block.readings) of sentence `sentence`. Appends to `out`.
void clause_features(const BlockReading& block, std::uint32_t sentence, std::uint32_t index, const Carried& carried,
                     std::vector<Feature>& out);

}  // namespace candour::detail

#endif  // CANDOUR_SRC_FEATURES_H
