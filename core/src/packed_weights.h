// The model's weights as the pack holds them: a range coder with a table of frequencies for each thing that is told
// (rANS: Duda, "Asymmetric numeral systems", 2013), a third smaller than what Brotli makes of the rows themselves.
//
// Told row by row: the weight of strength, or -128 where the whole row is 0; that of concern, by how large the first
// is; which of the details have weights, by how large the labels' are; those weights, each by its head.
#ifndef CANDOUR_SRC_PACKED_WEIGHTS_H
#define CANDOUR_SRC_PACKED_WEIGHTS_H

#include <optional>
#include <string_view>

#include "model.h"

namespace candour::detail {

/// `tables`: how many rows there are (a varint), then for each of the sixteen tables how many symbols it has (a varint)
/// and each symbol (a byte) with its frequency (a varint); those of a table come to 2^12. `code`: the
/// coder's state in four bytes, highest first, then what it takes in, two bytes at a time. Nothing where they do not
/// agree to the last bit. Linear.
[[nodiscard]] std::optional<WeightRows> unpack_weights(std::string_view tables, std::string_view code);

}  // namespace candour::detail

#endif  // CANDOUR_SRC_PACKED_WEIGHTS_H
