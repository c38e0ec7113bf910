// Stage 8, findings: from scores to labelled spans with severity, kind, trend, confidence and reasons.
#ifndef CANDOUR_SRC_FINDINGS_H
#define CANDOUR_SRC_FINDINGS_H

#include <cstdint>
#include <span>
#include <vector>

#include "candour/candour.h"
#include "features.h"
#include "model.h"

namespace candour::detail {

/// What was decided about one clause.
struct Decision {
  Label label = Label::context;
  double confidence = 0;
  int severity = 2;
  Kind kind = Kind::judgement;
  Trend trend = Trend::none;
};

/// Decides by the model, or by the rules' verdict where the model holds no weights.
[[nodiscard]] Decision decide(const Model& model, const ClauseReading& reading, const Scores& scores) noexcept;

/// The span of a finding in a clause by rule 18 of the guidelines: without connective, fronted adverbial, bare
/// reporting frame and closing stop. Empty when nothing is left.
[[nodiscard]] Span finding_span(const BlockReading& block, const ClauseReading& reading, const Knowledge& knowledge);

/// The words that carried `decision`, weightiest first, at most kMostReasons. `text` gives the words for the notes.
inline constexpr std::size_t kMostReasons = 4;
[[nodiscard]] std::vector<Because> reasons(std::string_view text, const BlockReading& block,
                                           const ClauseReading& reading, std::span<const Feature> features,
                                           const Scores& scores, const Decision& decision, const Knowledge& knowledge);

}  // namespace candour::detail

#endif  // CANDOUR_SRC_FINDINGS_H
