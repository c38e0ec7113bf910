#include "packed_weights.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "byte_reader.h"

namespace candour::detail {
namespace {

constexpr unsigned kScaleBits = 12;  // the frequencies of a table come to two to this
constexpr std::uint32_t kScale = 1U << kScaleBits;
constexpr std::uint32_t kLowest = 1U << 16U;  // of the coder's state between two symbols; where it began
constexpr std::uint32_t kMostRows = 1U << 20U;
constexpr std::int8_t kEmpty = -128;  // in a strength's place, for it is no weight: all of the row is 0

/// How large a weight is, with its sign.
std::size_t signed_size(std::int8_t weight) {
  constexpr int kLarge = 4;
  if (weight == 0) return 0;
  if (weight > 0) return weight < kLarge ? 1 : 2;
  return weight > -kLarge ? 3 : 4;
}

/// How large the larger of two weights is.
std::size_t size_of(std::int8_t strength, std::int8_t concern) {
  constexpr int kStep = 4;
  constexpr std::size_t kLargest = 3;
  const int most = std::max(std::abs(strength), std::abs(concern));
  return most == 0 ? 0 : std::min(kLargest, std::size_t{1} + static_cast<std::size_t>(most / kStep));
}

constexpr std::size_t kConcern = 1;  // the first table of the concern's weights: one for each signed_size
constexpr std::size_t kWhich = 6;    // of which details have weights: one for each size_of
constexpr std::size_t kDetail = 10;  // of the details' weights: one for each head
constexpr std::size_t kTables = 16;

struct Table {
  struct Symbol {
    std::uint16_t start = 0, frequency = 0;
  };
  std::array<Symbol, 256> symbols{};
  std::array<std::uint8_t, kScale> at{};  ///< the symbol to which a part of the scale belongs

  [[nodiscard]] bool read(ByteReader& bytes) {
    std::uint32_t start = 0;
    for (std::uint32_t left = bytes.varint(); left > 0 && !bytes.overrun(); --left) {
      const std::uint8_t symbol = bytes.next();
      const std::uint32_t frequency = bytes.varint();
      if (frequency > kScale - start) return false;
      symbols[symbol] = {static_cast<std::uint16_t>(start), static_cast<std::uint16_t>(frequency)};
      std::fill_n(at.begin() + start, frequency, symbol);
      start += frequency;
    }
    return start == kScale;
  }
};

class Decoder {
 public:
  explicit Decoder(std::string_view code) : bytes_(code) {
    fill();
    fill();
  }

  [[nodiscard]] std::uint8_t next(const Table& table) {
    const std::uint32_t part = state_ & (kScale - 1);
    const std::uint8_t symbol = table.at[part];
    const auto [start, frequency] = table.symbols[symbol];
    state_ = frequency * (state_ >> kScaleBits) + part - start;
    if (state_ < kLowest) fill();
    return symbol;
  }

  /// Whether the coder is where it began.
  [[nodiscard]] bool ended() const { return bytes_.ended() && !bytes_.overrun() && state_ == kLowest; }

 private:
  void fill() {
    const std::uint32_t high = bytes_.next();
    state_ = state_ << 16U | high << 8U | bytes_.next();
  }

  ByteReader bytes_;
  std::uint32_t state_ = 0;
};

}  // namespace

std::optional<WeightRows> unpack_weights(std::string_view tables, std::string_view code) {
  ByteReader bytes(tables);
  const std::uint32_t rows = bytes.varint();
  std::vector<Table> read(kTables);
  for (Table& table : read) {
    if (!table.read(bytes)) return std::nullopt;
  }
  if (!bytes.ended() || rows > kMostRows) return std::nullopt;
  WeightRows out{std::vector<LabelRow>(rows), SparseRows(rows)};
  Decoder decoder(code);
  for (std::size_t row = 0; row < rows; ++row) {
    const auto strength = static_cast<std::int8_t>(decoder.next(read[0]));
    if (strength == kEmpty) continue;
    const auto concern = static_cast<std::int8_t>(decoder.next(read[kConcern + signed_size(strength)]));
    out.labels[row] = {strength, concern};
    const unsigned which = decoder.next(read[kWhich + size_of(strength, concern)]);
    if (which == 0) continue;
    DetailRow details{};
    for (std::size_t head = 0; head < details.size(); ++head) {
      if ((which >> head & 1U) != 0) details[head] = static_cast<std::int8_t>(decoder.next(read[kDetail + head]));
    }
    out.details.fill(row, details);
  }
  if (!decoder.ended()) return std::nullopt;
  return out;
}

}  // namespace candour::detail
