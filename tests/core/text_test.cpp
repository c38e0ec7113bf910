// Stage 1, text: UTF-8 and the conversion of offsets.
#include "text.h"

#include <doctest/doctest.h>

#include <string>

#include "stand.h"

namespace candour::test {
namespace {

using namespace detail;

/// Units of the first `byte` bytes, counted the long way.
std::uint32_t counted(std::string_view text, std::uint32_t byte, Units units) {
  std::uint32_t count = 0;
  for (std::size_t at = 0; at < byte;) {
    const Character c = decode(text, at);
    count += units == Units::utf8 ? c.length : units == Units::utf16 && c.code > 0xFFFF ? 2 : 1;
    at += c.length;
  }
  return count;
}

}  // namespace

TEST_CASE("text: malformed UTF-8 is found at its first bad byte") {
  struct Sample {
    std::string_view bytes;
    std::size_t at;
  };
  using namespace std::string_view_literals;
  const Sample samples[] = {{"\x80", 0},
                            {"a\xBF", 1},
                            {"ab\xC3", 2},
                            {"\xC0\x80", 0},
                            {"\xC1\xBF", 0},
                            {"x\xE0\x80\x80", 1},
                            {"\xE2\x82", 0},
                            {"\xED\xA0\x80", 0},
                            {"\xED\xBF\xBF", 0},
                            {"\xF0\x80\x80\x80", 0},
                            {"\xF4\x90\x80\x80", 0},
                            {"\xF5\x80\x80\x80", 0},
                            {"\xFE", 0},
                            {"é\xFF", 2},
                            {"\0\xC2"sv, 1}};
  for (const Sample& sample : samples) {
    CAPTURE(sample.bytes);
    CHECK(first_malformed(sample.bytes) == sample.at);
  }
}

TEST_CASE("text: well-formed UTF-8 is taken, to its very edges") {
  using namespace std::string_view_literals;
  for (const std::string_view text : {""sv, "\0"sv, "\x7F"sv, "\u0080"sv, "\u07FF"sv, "\u0800"sv, "\uD7FF"sv,
                                      "\uE000"sv, "\uFFFF"sv, "\U00010000"sv, "\U0010FFFF"sv}) {
    CHECK_FALSE(first_malformed(text));
  }
  for (const OddText& odd : odd_texts()) CHECK_FALSE_MESSAGE(first_malformed(odd.text), odd.name);
}

TEST_CASE("text: what is written as UTF-8 is read back") {
  for (char32_t code = 0; code <= 0x10FFFF; code += code < 0x3000 ? 1 : 97) {
    if (code >= 0xD800 && code < 0xE000) continue;
    std::string text;
    append_utf8(text, code);
    const Character read = decode(text, 0);
    REQUIRE(read.code == code);
    REQUIRE(read.length == text.size());
  }
}

TEST_CASE("text: offsets convert to the units of the caller") {
  for (const OddText& odd : odd_texts()) {
    CAPTURE(odd.name);
    for (const Units units : {Units::utf8, Units::utf16, Units::codepoint}) {
      const OffsetMap map(odd.text, units);
      const std::size_t step = odd.text.size() > 5000 ? 997 : 1;
      for (std::size_t at = 0; at <= odd.text.size(); at += step) {
        std::size_t edge = at;
        while (edge < odd.text.size() && (static_cast<unsigned char>(odd.text[edge]) & 0xC0U) == 0x80U) ++edge;
        const auto byte = static_cast<std::uint32_t>(edge);
        REQUIRE(map(byte) == counted(odd.text, byte, units));
      }
    }
  }
}

TEST_CASE("text: white space goes from both ends, of every kind") {
  const std::string text = "\uFEFF \t\u00A0\u2003 The force\u3000\r\n\u200B";
  const Span all{0, static_cast<std::uint32_t>(text.size())};
  CHECK(words_of(text, trimmed(text, all)) == "The force");
  const Span none = trimmed(" \n ", {0, 3});
  CHECK(none.start == none.end);
}

TEST_CASE("text: letters are told from marks, emoji and digits, and lose their capitals") {
  for (const char32_t letter : U"aZéßÆŁжЖωΩß") {
    if (letter != 0) CHECK(is_letter(letter));
  }
  for (const char32_t other : U"1-.–’“…€🚓 \u00D7") {
    if (other != 0) CHECK_FALSE(is_letter(other));
  }
  CHECK(to_lower(U'Q') == U'q');
  CHECK(to_lower(U'É') == U'é');
  CHECK(to_lower(U'Ω') == U'ω');
  CHECK(to_lower(U'Ж') == U'ж');
  CHECK(to_lower(U'Ł') == U'ł');
  CHECK(is_upper(U'A'));
  CHECK_FALSE(is_upper(U'a'));
  CHECK_FALSE(is_upper(U'7'));
}

}  // namespace candour::test
