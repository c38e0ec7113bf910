// Learning of the linear model: softmax regression over strength, concern and context, and logistic regression for
// severity, kind and trend, both with an L2 penalty of its own for each kind of feature, by L-BFGS (Liu and Nocedal,
// 1989). No randomness: the same data give the same weights.
#ifndef CANDOUR_TRAIN_LEARNER_H
#define CANDOUR_TRAIN_LEARNER_H

#include <array>
#include <cstdint>
#include <vector>

#include "examples.h"
#include "model.h"

namespace candour::train {

struct Weighted {
  const Example* example = nullptr;
  float weight = 1;    ///< of its label; kind and trend count fully
  float severity = 1;  ///< weight of its severity, in which writers differ most; 0 where it is not known
};

struct LearnerOptions {
  std::uint32_t rows = 1U << 18U;
  std::uint32_t detail_rows = 1U << 18U;
  bool labels = true;
  bool details = true;  ///< whether severity, kind and trend are learned too
  int iterations = 60;
  int least_count = 3;  ///< a feature seen in fewer clauses gets no weight; of details, clauses count by their weights
  std::array<float, detail::kFeatureKinds> penalty{100, 200, 300, 60, 30};  ///< word, phrase, around, cue, structure
  std::array<float, detail::kFeatureKinds> detail_penalty{30, 60, 400, 12, 12};  ///< of kind and trend
  std::array<float, detail::kFeatureKinds> severity_penalty{10, 20, 200, 4, 4};
};

/// Weights before they are made small integers.
struct FloatModel {
  std::uint32_t rows = 0, detail_rows = 0;
  std::vector<float> labels;   ///< rows × 2
  std::vector<float> details;  ///< detail_rows × (kHeads - 2)
  std::array<float, detail::kHeads> bias{};
  float temperature = 1;
  detail::Thresholds thresholds{};
};

/// With `prior`, the penalty pulls the label weights towards the prior's instead of towards 0: what was learned from
/// other documents holds where these say nothing else.
[[nodiscard]] FloatModel learn(const std::vector<Weighted>& data, const LearnerOptions& options,
                               const FloatModel* prior = nullptr);
[[nodiscard]] detail::Scores score(const FloatModel& model, const std::vector<std::uint32_t>& features);

/// The greatest weight as a whole number, at most 127, of labels, of kind and trend, and of severity, which learns from
/// most clauses and has most small weights. Few levels make a small file.
struct Levels {
  int labels = 48, details = 31, severity = 45;
};

/// Weights as integers with a scale a head; less than one and a half steps become 0.
[[nodiscard]] detail::Model quantise(const FloatModel& model, const Levels& levels);

}  // namespace candour::train

#endif  // CANDOUR_TRAIN_LEARNER_H
