// Clauses as training examples: features by the analyser's own pipeline, labels from the gold findings they overlap.
#ifndef CANDOUR_TRAIN_EXAMPLES_H
#define CANDOUR_TRAIN_EXAMPLES_H

#include <cstdint>
#include <string>
#include <vector>

#include "corpus.h"
#include "features.h"
#include "knowledge.h"

namespace candour::train {

struct Example {
  std::vector<std::uint32_t> features;
  std::vector<std::uint8_t> kinds;  ///< of the features, see detail::FeatureKind
  Span span;                        ///< of the finding that this clause would give
  Label label = Label::context;
  int severity = 2;
  Kind kind = Kind::judgement;
  Trend trend = Trend::none;
  Label verdict = Label::context;  ///< of the rules alone
  bool demand = false;
  int score = 0;
  std::vector<Span> cues;  ///< the judging cues in force
  std::string theme;       ///< first theme by the framework of its domain
};

struct Prepared {
  const GoldDocument* document = nullptr;
  std::vector<Example> examples;
};

/// `framework` is used for themes; null for none.
[[nodiscard]] std::vector<Example> examples_of(const std::string& text, const std::vector<GoldSentence>& sentences,
                                               const detail::Knowledge& knowledge, const detail::Framework* framework);

}  // namespace candour::train

#endif  // CANDOUR_TRAIN_EXAMPLES_H
