// Stage 1, text: checks that bytes are UTF-8 and converts byte offsets to the units a caller counts in.
#ifndef CANDOUR_SRC_TEXT_H
#define CANDOUR_SRC_TEXT_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "candour/candour.h"

namespace candour::detail {

/// One decoded character. `length` is its bytes; a malformed byte decodes to U+FFFD of length 1.
struct Character {
  char32_t code = 0;
  std::uint32_t length = 1;
};

// Nearly all text is ASCII: that is dealt with in place, the rest in text.cpp.
inline constexpr char32_t kAsciiEnd = 0x80;
[[nodiscard]] Character decode_beyond_ascii(std::string_view text, std::size_t at) noexcept;
void append_beyond_ascii(std::string& out, char32_t code);
[[nodiscard]] bool is_space_beyond_ascii(char32_t code) noexcept;
[[nodiscard]] bool is_letter_beyond_ascii(char32_t code) noexcept;
[[nodiscard]] char32_t to_lower_beyond_ascii(char32_t code) noexcept;

/// Decodes the character at `at` (must be < text.size()).
[[nodiscard]] inline Character decode(std::string_view text, std::size_t at) noexcept {
  const auto lead = static_cast<unsigned char>(text[at]);
  return lead < kAsciiEnd ? Character{lead, 1} : decode_beyond_ascii(text, at);
}

/// Byte offset of the first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7), if any. Linear.
[[nodiscard]] std::optional<std::size_t> first_malformed(std::string_view text) noexcept;

/// Appends `code` as UTF-8.
inline void append_utf8(std::string& out, char32_t code) {
  if (code < kAsciiEnd)
    out.push_back(static_cast<char>(code));
  else
    append_beyond_ascii(out, code);
}

/// Unicode White_Space, plus zero-width and BOM. C0 controls, NUL included, separate words as blanks do.
[[nodiscard]] inline bool is_space(char32_t code) noexcept {
  return code < kAsciiEnd ? code <= U' ' || code == U'\x7F' : is_space_beyond_ascii(code);
}
/// Letters as far as word splitting needs them.
[[nodiscard]] inline bool is_letter(char32_t code) noexcept {
  return code < kAsciiEnd ? (code | 0x20U) >= U'a' && (code | 0x20U) <= U'z' : is_letter_beyond_ascii(code);
}
[[nodiscard]] inline bool is_digit(char32_t code) noexcept { return code >= U'0' && code <= U'9'; }
/// Latin, Greek and Cyrillic simple folding.
[[nodiscard]] inline char32_t to_lower(char32_t code) noexcept {
  if (code >= kAsciiEnd) return to_lower_beyond_ascii(code);
  return code >= U'A' && code <= U'Z' ? code + (U'a' - U'A') : code;
}
[[nodiscard]] inline bool is_upper(char32_t code) noexcept { return to_lower(code) != code; }

/// Converts byte offsets of one text to another unit. Built once, linear; each conversion scans at most
/// kStride bytes.
class OffsetMap {
 public:
  OffsetMap(std::string_view text, Units units);
  [[nodiscard]] std::uint32_t operator()(std::uint32_t byte) const noexcept;

 private:
  static constexpr std::uint32_t kStride = 32;  ///< bytes between checkpoints
  std::string_view text_;
  Units units_;
  std::vector<std::uint32_t> checkpoints_;  ///< empty where bytes and units agree (ASCII)
};

/// `text` without white space at its ends, as a span of the whole that starts at `offset`.
[[nodiscard]] Span trimmed(std::string_view whole, Span span) noexcept;

}  // namespace candour::detail

#endif  // CANDOUR_SRC_TEXT_H
