// Bytes that are read one after another, as the pack of core/data needs them.
#ifndef CANDOUR_SRC_BYTE_READER_H
#define CANDOUR_SRC_BYTE_READER_H

#include <cstdint>
#include <optional>
#include <string_view>

namespace candour::detail {

/// Bytes one after another. Reading past the end gives 0 and is remembered.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] std::uint8_t next() {
    if (at_ < bytes_.size()) return static_cast<std::uint8_t>(bytes_[at_++]);
    overrun_ = true;
    return 0;
  }

  [[nodiscard]] std::uint32_t varint() {
    constexpr unsigned kWidest = 28;  // bits before the last group of a 32-bit number
    std::uint32_t value = 0;
    for (unsigned shift = 0; shift <= kWidest; shift += 7) {
      const std::uint8_t byte = next();
      value |= static_cast<std::uint32_t>(byte & 0x7FU) << shift;
      if (byte < 0x80) break;
    }
    return value;
  }

  [[nodiscard]] std::optional<std::string_view> section() {
    std::uint32_t length = 0;
    for (unsigned shift = 0; shift < 32; shift += 8) length |= static_cast<std::uint32_t>(next()) << shift;
    if (overrun_ || bytes_.size() - at_ < length) return std::nullopt;
    at_ += length;
    return bytes_.substr(at_ - length, length);
  }

  [[nodiscard]] bool ended() const { return at_ == bytes_.size(); }
  [[nodiscard]] bool overrun() const { return overrun_; }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool overrun_ = false;
};

}  // namespace candour::detail

#endif  // CANDOUR_SRC_BYTE_READER_H
