// core/data as it is built in: packed by cmake/pack_knowledge.mjs to be small on the way and quick to read.
//
// A pack is the line "candour-pack 2" and eleven sections, each behind its length in four bytes, lowest first:
//   0  JSON, [[name, file], …]: the files, with the number of a list where a file has an object of patterns
//      ("entries", "cues", "signature"), and null for the weights in the model ("labels", "details")
//   1  all words of all patterns in the order of their bytes: for each how many bytes (at most 31) it shares with the
//      one before, then the bytes in which it differs. No word holds a byte that small, so nothing marks its end
//   2  a byte a word, its class of frequency. A word's number counts by class, then by that order
//   3  for each list how many values its patterns have (a varint), then those values
//   4  for each list, value and pattern a byte: in the upper half how many words it shares with the pattern before,
//      in the lower half how many follow; 0 behind the last pattern of a value
//   5, 6  the first word in which it differs, less the word in its place before: upper bytes, lower bytes
//   7, 8  the words that follow it: upper bytes, lower bytes
//   9, 10  the weights of the model, if there is one: the tables and the code of packed_weights.h
#ifndef CANDOUR_SRC_KNOWLEDGE_PACK_H
#define CANDOUR_SRC_KNOWLEDGE_PACK_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model.h"

namespace candour::detail {

/// Patterns with their values, in numbers of words.
struct Patterns {
  struct Item {
    std::uint32_t first = 0, last = 0;  ///< into words, half-open
    std::int8_t value = 0;
  };
  std::vector<std::uint32_t> words;
  std::vector<Item> items;
};

struct Pack {
  std::string_view files;  ///< section 0
  std::vector<std::string> words;
  std::vector<Patterns> lists;
  std::optional<WeightRows> weights;
};

/// Nothing where `bytes` are no pack of this version, or cut off. `files` points into `bytes`. Linear.
[[nodiscard]] std::optional<Pack> read_pack(std::string_view bytes);

/// The pack of core/data in this program.
[[nodiscard]] std::string_view built_in_pack() noexcept;

}  // namespace candour::detail

#endif  // CANDOUR_SRC_KNOWLEDGE_PACK_H
