// Whether the words that an explanation shows carried the decision: without them it has to be less sure.
#ifndef CANDOUR_TRAIN_EXPLAINED_H
#define CANDOUR_TRAIN_EXPLAINED_H

#include <cstdint>
#include <nlohmann/json.hpp>
#include <vector>

#include "candour/candour.h"
#include "corpus.h"

namespace candour::train {

/// A finding that stays as sure without the words shown for it.
struct Unmoved {
  std::string document, finding, words;
  double before = 0, after = 0;
};

struct Explained {
  std::uint32_t findings = 0;
  std::uint32_t weaker = 0;        ///< less sure, or gone, without all words shown
  std::uint32_t gone = 0;          ///< no longer found
  std::uint32_t weaker_first = 0;  ///< less sure, or gone, without the first of the words alone
  std::uint32_t words = 0;         ///< all words shown that say the label: no hedges, no intensifiers
  std::uint32_t weaker_words = 0;  ///< those without which alone it is less sure, or gone
  std::vector<Unmoved> unmoved;
};

/// Analyses each paragraph of the documents that are not blind, and again without the words shown for each finding.
[[nodiscard]] Explained explained(const std::vector<GoldDocument>& documents, const Analyser& analyser);
[[nodiscard]] nlohmann::ordered_json to_json(const Explained& result);

}  // namespace candour::train

#endif  // CANDOUR_TRAIN_EXPLAINED_H
