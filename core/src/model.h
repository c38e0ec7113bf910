// The linear model: small integer weights over hashed features, one file, core/data/model.json.
//
// A feature is a 32-bit hash; its weights stand in the row `hash & (rows - 1)`. Two features that share a row share
// its weights (feature hashing: Weinberger et al., 2009). Scores of a head are the sum of its weights over the
// features of a clause, times the head's scale, plus its bias.
#ifndef CANDOUR_SRC_MODEL_H
#define CANDOUR_SRC_MODEL_H

#include <array>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candour/candour.h"

namespace candour::detail {

/// What is decided by weights. Strength and concern are log-odds against context.
enum class Head : std::uint8_t { strength, concern, severe, slight, action, improved, worse, unchanged };
inline constexpr std::size_t kHeads = 8;
[[nodiscard]] constexpr std::size_t index_of(Head head) noexcept { return static_cast<std::size_t>(head); }

using Scores = std::array<double, kHeads>;

/// The least probability with which a clause is called a strength or a concern, in writing and in speech: findings
/// are rarer and less plainly marked in speech.
struct Thresholds {
  std::array<float, 2> strength{0.5F, 0.5F};
  std::array<float, 2> concern{0.5F, 0.5F};
};

/// Rows of up to eight small weights, most of them empty: those that are not stand side by side, a number each, so that
/// they fit a processor's cache and are summed eight weights at a time.
struct SparseRows {
  std::vector<std::uint64_t> marks;   ///< a bit a row: whether it holds a weight
  std::vector<std::uint32_t> before;  ///< of each number of marks: how many rows hold weights before it
  std::vector<std::uint64_t> packed;  ///< a byte a weight, 128 above it
};

struct Model {
  std::uint32_t rows = 0;                          ///< rows of the label heads, a power of two
  std::vector<std::array<std::int8_t, 2>> labels;  ///< strength, concern
  std::uint32_t detail_rows = 0;
  std::vector<std::array<std::int8_t, kHeads - 2>> details;  ///< severe … unchanged
  SparseRows detail_index;                                   ///< the same, set by index_details()
  std::array<float, kHeads> scale{};
  std::array<float, kHeads> bias{};
  float temperature = 1;  ///< divides the label scores before they become a confidence
  Thresholds thresholds{};
};

/// Sets `detail_index` by `details`; to be called when they have changed.
void index_details(Model& model);

/// Sums the weights of `features`. `features` are full 32-bit hashes.
[[nodiscard]] Scores score(const Model& model, std::span<const std::uint32_t> features) noexcept;
/// The same in two steps, for the second is not always needed: strength and concern, then all others.
[[nodiscard]] Scores score_labels(const Model& model, std::span<const std::uint32_t> features) noexcept;
void score_details(const Model& model, std::span<const std::uint32_t> features, Scores& scores) noexcept;

/// Probability of strength and concern (the rest is context) for label scores.
struct Odds {
  double strength = 0;
  double concern = 0;
};
[[nodiscard]] Odds odds(double strength, double concern) noexcept;

[[nodiscard]] Result<Model> parse_model(std::string_view text, std::string_view file);
/// The same of JSON that is parsed. Weights stand in it packed, or are a number of `blocks`, which hold them row by
/// row.
[[nodiscard]] Result<Model> model_from(const nlohmann::json& json, std::string_view file,
                                       std::span<const std::string_view> blocks);
/// The model file. `provenance` is a JSON object said of how it was made.
[[nodiscard]] std::string write_model(const Model& model, std::string_view provenance);

}  // namespace candour::detail

#endif  // CANDOUR_SRC_MODEL_H
