// Documents into plain text: encodings and captions.
#include <doctest/doctest.h>

#include <string>

#include "candour/candour.h"
#include "stand.h"

namespace candour::test {
namespace {

std::string normal(std::string_view bytes, std::string_view type) {
  const auto text = normalise(bytes, type);
  REQUIRE_MESSAGE(text, (text ? "" : text.error().message));
  return *text;
}

std::string utf16(std::u16string_view text, bool big_endian) {
  std::string out = big_endian ? "\xFE\xFF" : "\xFF\xFE";
  for (const char16_t unit : text) {
    const char high = static_cast<char>(unit >> 8U);
    const char low = static_cast<char>(unit & 0xFFU);
    out.push_back(big_endian ? high : low);
    out.push_back(big_endian ? low : high);
  }
  return out;
}

constexpr std::string_view kHead = "WEBVTT\n\n";

}  // namespace

TEST_CASE("normalise: text stays as it is but for its byte order mark") {
  CHECK(normal("The force is good.\r\n", "txt") == "The force is good.\r\n");
  CHECK(normal("\xEF\xBB\xBFGood.", "txt") == "Good.");
  CHECK(normal("# A heading\n", "md") == "# A heading\n");
  CHECK(normal("", "txt").empty());
  CHECK(normal("00:00:01.000 --> 00:00:02.000", "txt") == "00:00:01.000 --> 00:00:02.000");
}

TEST_CASE("normalise: UTF-16 with a byte order mark becomes UTF-8") {
  for (const bool big_endian : {false, true}) {
    CHECK(normal(utf16(u"Café 👍.", big_endian), "txt") == "Café 👍.");
    CHECK(normal(utf16(u"", big_endian), "txt").empty());
  }
  const char16_t lone[] = {u'a', 0xD800, u'b', 0xDC00, 0};
  CHECK(normal(utf16(lone, false), "txt") == "a\uFFFDb\uFFFD");
}

TEST_CASE("normalise: what is no UTF-8 is refused with the place of its first bad byte") {
  const auto text = normalise("Good\xFF", "txt");
  REQUIRE_FALSE(text);
  CHECK(text.error().code == "utf8");
  CHECK(text.error().at == 4);
}

TEST_CASE("normalise: captions become sentences with speakers") {
  const std::string text =
      normal(std::string(kHead) +
                 "NOTE nobody reads this\n\nSTYLE\n::cue { color: red }\n\n"
                 "1\n00:00:01.000 --> 00:00:03.000 align:start\n<v Ms Osei>The force is <i>good</i>\n\n"
                 "00:00:03.000 --> 00:00:05.000\n<v Ms Osei>at its work &amp; kind.\n\n"
                 "00:00:05.000 --> 00:00:06.000\n<v.loud Chair>Thank you.\n",
             "vtt");
  CHECK(text == "Ms Osei: The force is good at its work & kind.\n\nChair: Thank you.");
}

TEST_CASE("normalise: SRT, with its line ends of Windows") {
  CHECK(
      normal("1\r\n00:00:01,000 --> 00:00:02,000\r\nIt is\r\ngood.\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\nIt is "
             "safe.\r\n",
             "srt") == "It is good. It is safe.");
}

TEST_CASE("normalise: captions that roll up do not repeat themselves") {
  CHECK(normal(std::string(kHead) +
                   "00:00.000 --> 00:01.000\nThe force is\n\n00:01.000 --> 00:02.000\nThe force is\nvery good.\n\n"
                   "00:02.000 --> 00:03.000\nvery good.\nIt listens.\n",
               "vtt") == "The force is very good. It listens.");
}

TEST_CASE("normalise: captions cut anywhere are no trouble") {
  const std::string whole =
      std::string(kHead) + "1\n00:00.000 --> 00:01.000\n<v Ann>A &lt; <b>b</b>é\n\n00:01.000 --> 00:02.000\n<i>c";
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    const auto text = normalise(std::string_view(whole).substr(0, size), "vtt");
    if (!text) CHECK(text.error().code == "utf8");
  }
}

TEST_CASE("normalise: what comes out can be analysed") {
  for (const OddText& odd : odd_texts()) {
    for (const char* type : {"txt", "vtt", "srt"}) {
      const auto text = normalise(odd.text, type);
      REQUIRE(text);
      CHECK(analyser().analyse(*text));
    }
  }
}

}  // namespace candour::test
