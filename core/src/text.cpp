#include "text.h"

#include <algorithm>

namespace candour::detail {
namespace {

constexpr unsigned char byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

constexpr bool is_continuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

/// Length of the well-formed sequence at `at`, or 0.
std::uint32_t sequence_length(std::string_view text, std::size_t at) noexcept {
  const unsigned char lead = byte_at(text, at);
  if (lead < 0x80) return 1;
  const std::uint32_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return 0;
  const unsigned char second = byte_at(text, at + 1);
  // the second byte's range excludes overlong forms, surrogates and what lies above U+10FFFF
  const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (second < low || second > high) return 0;
  for (std::uint32_t i = 2; i < length; ++i) {
    if (!is_continuation(byte_at(text, at + i))) return 0;
  }
  return length;
}

std::uint32_t units_of(std::string_view text, std::size_t from, std::size_t to, Units units) noexcept {
  std::uint32_t count = 0;
  for (std::size_t i = from; i < to; ++i) {
    const unsigned char byte = byte_at(text, i);
    if (!is_continuation(byte)) ++count;
    if (units == Units::utf16 && byte >= 0xF0) ++count;  // outside the BMP: a surrogate pair
  }
  return count;
}

}  // namespace

Character decode_beyond_ascii(std::string_view text, std::size_t at) noexcept {
  const std::uint32_t length = sequence_length(text, at);
  const unsigned char lead = byte_at(text, at);
  if (length == 0) return {U'\uFFFD', 1};
  char32_t code = lead & (0xFFU >> (length + 1));
  for (std::uint32_t i = 1; i < length; ++i) code = (code << 6U) | (byte_at(text, at + i) & 0x3FU);
  return {code, length};
}

std::optional<std::size_t> first_malformed(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t length = sequence_length(text, at);
    if (length == 0) return at;
    at += length;
  }
  return std::nullopt;
}

void append_beyond_ascii(std::string& out, char32_t code) {
  const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code < 0x800) {
    put(0xC0U | (code >> 6U));
  } else {
    if (code < 0x10000) {
      put(0xE0U | (code >> 12U));
    } else {
      put(0xF0U | (code >> 18U));
      put(0x80U | ((code >> 12U) & 0x3FU));
    }
    put(0x80U | ((code >> 6U) & 0x3FU));
  }
  put(0x80U | (code & 0x3FU));
}

bool is_space_beyond_ascii(char32_t code) noexcept {
  return code == 0x85 || code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200B) || code == 0x2028 ||
         code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x2060 || code == 0x3000 || code == 0xFEFF;
}

bool is_letter_beyond_ascii(char32_t code) noexcept {
  if (code == 0xAA || code == 0xB5 || code == 0xBA) return true;
  if (code < 0xC0) return false;
  if (code == 0xD7 || code == 0xF7) return false;
  // blocks of punctuation and symbols, emoji included; everything else outside ASCII counts as a letter
  if ((code >= 0x2000 && code <= 0x2BFF) || (code >= 0x2E00 && code <= 0x2E7F) || (code >= 0x3000 && code <= 0x303F)) {
    return false;
  }
  if ((code >= 0xFE00 && code <= 0xFE6F) || (code >= 0xFF00 && code <= 0xFF0F) || (code >= 0xFFF0 && code <= 0xFFFF)) {
    return false;
  }
  return !(code >= 0x1F000 && code <= 0x1FBFF) && code < 0xE0000;
}

char32_t to_lower_beyond_ascii(char32_t code) noexcept {
  if (code >= 0xC0 && code <= 0xDE && code != 0xD7) return code + 0x20;
  if (code >= 0x100 && code <= 0x137) return code | 1U;
  if (code >= 0x139 && code <= 0x148) return (code & 1U) != 0 ? code + 1 : code;
  if (code >= 0x14A && code <= 0x177) return code | 1U;
  if (code >= 0x391 && code <= 0x3A9) return code + 0x20;
  if (code >= 0x410 && code <= 0x42F) return code + 0x20;
  return code;
}

OffsetMap::OffsetMap(std::string_view text, Units units) : text_(text), units_(units) {
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (units == Units::utf8 || ascii) return;
  std::uint32_t count = 0;
  checkpoints_.reserve(text.size() / kStride + 1);
  for (std::size_t at = 0; at <= text.size(); at += kStride) {
    checkpoints_.push_back(count);
    count += units_of(text, at, std::min(at + kStride, text.size()), units);
  }
}

std::uint32_t OffsetMap::operator()(std::uint32_t byte) const noexcept {
  if (checkpoints_.empty()) return byte;
  const std::uint32_t block = byte / kStride;
  return checkpoints_[block] + units_of(text_, std::size_t{block} * kStride, byte, units_);
}

Span trimmed(std::string_view whole, Span span) noexcept {
  while (span.start < span.end) {
    const Character c = decode(whole, span.start);
    if (!is_space(c.code)) break;
    span.start += c.length;
  }
  while (span.end > span.start) {
    std::uint32_t at = span.end - 1;
    while (at > span.start && is_continuation(byte_at(whole, at))) --at;
    if (!is_space(decode(whole, at).code)) break;
    span.end = at;
  }
  return span;
}

}  // namespace candour::detail
