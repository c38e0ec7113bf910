// The linear model: small integer weights over hashed features, one file, core/data/model.json.
//
// A feature is a 32-bit hash; its weights stand in the row `hash & (rows - 1)`. Two features that share a row share
// its weights (feature hashing: Weinberger et al., 2009). Scores of a head are the sum of its weights over the
// features of a clause, times the head's scale, plus its bias.
#ifndef CANDOUR_SRC_MODEL_H
#define CANDOUR_SRC_MODEL_H

#include <array>
#include <bit>
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

/// The least probability with which a clause is called a strength or a concern.
struct Thresholds {
  float strength = 0.5F;
  float concern = 0.5F;
};

using LabelRow = std::array<std::int8_t, 2>;            ///< strength, concern
using DetailRow = std::array<std::int8_t, kHeads - 2>;  ///< severe … unchanged

/// Rows of weights, most of them empty: those that are not stand side by side, a number each, so that they fit a
/// processor's cache and are summed eight weights at a time.
class SparseRows {
 public:
  SparseRows() = default;
  /// So many rows, all empty.
  explicit SparseRows(std::size_t rows);

  /// Fills a row; rows are filled in rising order.
  void fill(std::size_t row, const DetailRow& weights);

  [[nodiscard]] std::size_t size() const { return rows_; }
  [[nodiscard]] DetailRow at(std::size_t row) const;
  /// The weights of a row, a byte each, 128 above it; null where it is empty.
  [[nodiscard]] const std::uint64_t* find(std::size_t row) const {
    const std::uint64_t marks = marks_[row / kMarkBits];
    const std::uint64_t mark = std::uint64_t{1} << row % kMarkBits;
    if ((marks & mark) == 0) return nullptr;
    return &packed_[before_[row / kMarkBits] + static_cast<std::uint32_t>(std::popcount(marks & (mark - 1)))];
  }

  friend bool operator==(const SparseRows&, const SparseRows&) = default;

 private:
  static constexpr std::size_t kMarkBits = 64;
  std::size_t rows_ = 0;
  std::vector<std::uint64_t> marks_;   ///< a bit a row: whether it is filled
  std::vector<std::uint32_t> before_;  ///< of each number of marks: how many filled rows come before it
  std::vector<std::uint64_t> packed_;
};

/// The weights alone, as many rows of each.
struct WeightRows {
  std::vector<LabelRow> labels;
  SparseRows details;
};

struct Model {
  std::uint32_t rows = 0;  ///< rows of the label heads, a power of two
  std::vector<LabelRow> labels;
  std::uint32_t detail_rows = 0;
  SparseRows details;
  std::array<float, kHeads> scale{};
  std::array<float, kHeads> bias{};
  float temperature = 1;  ///< divides the label scores before they become a confidence
  Thresholds thresholds{};
};

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
/// The same of JSON that is parsed. Where `built_in` is given, the weights are taken from it, and null stands for them.
[[nodiscard]] Result<Model> model_from(const nlohmann::json& json, std::string_view file, WeightRows* built_in);
/// The model file. `provenance` is a JSON object said of how it was made.
[[nodiscard]] std::string write_model(const Model& model, std::string_view provenance);

}  // namespace candour::detail

#endif  // CANDOUR_SRC_MODEL_H
