// The model's weights as the pack holds them: a range coder with a table of frequencies for each thing that is told
// (rANS: Duda, "Asymmetric numeral systems", 2013), a third smaller than what Brotli makes of the rows themselves.
//
// Told row by row: the weight of strength; that of concern, by how large the first is; which of the details have
// weights, by how large the labels' are; those weights, each by its head.
#ifndef CANDOUR_SRC_PACKED_WEIGHTS_H
#define CANDOUR_SRC_PACKED_WEIGHTS_H

#include <optional>
#include <string>
#include <string_view>

namespace candour::detail {

/// Rows of weights, a byte each, a row behind the other.
struct WeightRows {
  std::string labels;   ///< two a row
  std::string details;  ///< six a row
};

/// `tables`: how many rows there are (a varint), then for each of the sixteen tables how many symbols it has (a varint)
/// and each symbol (a byte) with its frequency (a varint); those of a table come to 2^14. `code`: four bytes of state,
/// highest first, then the bytes of the coder. Nothing where they do not agree to the last bit. Linear.
[[nodiscard]] std::optional<WeightRows> unpack_weights(std::string_view tables, std::string_view code);

}  // namespace candour::detail

#endif  // CANDOUR_SRC_PACKED_WEIGHTS_H
