// Stage 9, themes: which theme of the framework a clause is about, carried over where a clause only points back.
#ifndef CANDOUR_SRC_THEMES_H
#define CANDOUR_SRC_THEMES_H

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "features.h"
#include "knowledge.h"

namespace candour::detail {

/// The framework whose signature fits the text best; `generic` (or the last) where none fits. Reads at most the first
/// kSignatureTokens words.
[[nodiscard]] const Framework* recognise_framework(std::string_view text, const Knowledge& knowledge);

/// Gives themes to the clauses of one document, block by block.
class ThemeReader {
 public:
  ThemeReader(const Framework& framework, const Knowledge& knowledge) : framework_(framework), knowledge_(knowledge) {}

  /// Call once a block, in order, before asking for its clauses.
  void enter(const BlockReading& block, BlockKind kind);

  /// Ids of the themes of a clause, most fitting first; empty for none.
  [[nodiscard]] std::vector<std::string> themes(const BlockReading& block, std::uint32_t sentence,
                                                const ClauseReading& clause);

 private:
  using Votes = std::vector<double>;
  void vote(std::uint32_t from, std::uint32_t to, double weight, Votes& votes) const;

  const Framework& framework_;
  const Knowledge& knowledge_;
  std::vector<Cue> hits_;  ///< of the block, in order of start
  Votes heading_;
  Votes paragraph_;
  Votes title_;   ///< of the first heading
  Votes topic_;   ///< of the paragraphs so far, the newest weighing most
  Votes before_;  ///< of the paragraph before
  bool titled_ = false;
  int last_theme_ = -1;  ///< of the finding before, in this block
};

}  // namespace candour::detail

#endif  // CANDOUR_SRC_THEMES_H
