// Stage 3, sentences: tokens and where sentences end.
#include "sentences.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "stand.h"

namespace candour::test {
namespace {

using namespace detail;
using Lines = std::vector<std::string>;

Lines sentences_of(std::string_view text) {
  Lines out;
  for (const SentenceTokens& sentence : tokens_of(text).sentences) out.emplace_back(words_of(text, sentence.span));
  return out;
}

Lines words_in(std::string_view text) {
  Lines out;
  for (const Token& token : tokens_of(text).tokens) out.emplace_back(words_of(text, token.span));
  return out;
}

std::uint32_t key_of_word(const char* word) { return tokens_of(word).tokens.front().key; }

}  // namespace

TEST_CASE("sentences: they end at stops, question marks and exclamation marks") {
  CHECK(sentences_of("It is good. Is it safe? It is not! We left.") ==
        Lines{"It is good.", "Is it safe?", "It is not!", "We left."});
}

TEST_CASE("sentences: they do not end at abbreviations, initials and decimals") {
  for (const char* text :
       {"Mr. Smith praised Dr. Jones of the trust.", "We met J. P. Brown there.", "It rose from 3.5 to 4.25 percent.",
        "Some, e.g. the clerks, were late.", "It is used by the U.S. Army in the field.",
        "The site at example.org was down.", "See para. 4 and fig. 2 of the report.", "He paid £1.2 million for it.",
        "No. 4 is the worst.", "Prof. A. Green wrote it."}) {
    CHECK(sentences_of(text) == Lines{text});
  }
}

TEST_CASE("sentences: closing quotes and brackets stay with what they close") {
  CHECK(sentences_of("“It is good.” We agreed. (It was late.) They left.") ==
        Lines{"“It is good.”", "We agreed.", "(It was late.)", "They left."});
}

TEST_CASE("sentences: a stop inside quotes that the sentence goes on behind is no end") {
  CHECK(sentences_of("They asked “Is it safe?” and left.").size() == 1);
  CHECK(sentences_of("It was slow … and then it stopped.").size() == 1);
}

TEST_CASE("sentences: text without stops is cut, so that time stays linear") {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "very good but ";
  CHECK(sentences_of(text).size() > 10);
}

TEST_CASE("sentences: words are cut at hyphens, numbers and amounts stay whole") {
  CHECK(words_in("A well-led team of 1,250 spent £3.5m, or 12% more.") ==
        Lines{"A", "well", "led", "team", "of", "1,250", "spent", "£3.5m", ",", "or", "12%", "more", "."});
}

TEST_CASE("sentences: contractions are spelt out, with the words they came from") {
  struct Sample {
    const char* text;
    Lines spelt;
  };
  const Sample samples[] = {{"isn't", {"is", "not"}},   {"isn’t", {"is", "not"}},      {"won't", {"will", "not"}},
                            {"can't", {"can", "not"}},  {"cannot", {"can", "not"}},    {"Gotta", {"got", "to"}},
                            {"didn’t", {"did", "not"}}, {"they've", {"they", "have"}}, {"we're", {"we", "are"}}};
  for (const Sample& sample : samples) {
    CAPTURE(sample.text);
    const BlockTokens words = tokens_of(sample.text);
    REQUIRE(words.tokens.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) CHECK(words.tokens[i].key == key_of_word(sample.spelt[i].c_str()));
    CHECK(words.tokens[0].span.end == words.tokens[1].span.start);
    CHECK(words.tokens[1].joined);
  }
}

TEST_CASE("sentences: American spellings are known as the British ones are") {
  CHECK(tokens_of("The program was well organized.").tokens[4].form != 0);
  CHECK(tokens_of("organized").tokens.front().form != 0);
}

TEST_CASE("sentences: a capital or an accent makes no other word") {
  CHECK(tokens_of("GOOD Good good").tokens[0].key == tokens_of("good").tokens[0].key);
  CHECK(words_in("café’s naïve") == Lines{"café", "’s", "naïve"});
}

TEST_CASE("sentences: tokens and sentences are in order, never overlap and lie on character boundaries") {
  for (const OddText& odd : odd_texts()) {
    CAPTURE(odd.name);
    const BlockTokens words = tokens_of(odd.text);
    std::uint32_t end = 0;
    for (const Token& token : words.tokens) {
      REQUIRE(token.span.start >= end);
      REQUIRE(token.span.start <= token.span.end);
      end = token.span.end;
      REQUIRE(end <= odd.text.size());
      for (const std::uint32_t edge : {token.span.start, token.span.end}) {
        const bool boundary = edge == odd.text.size() || (static_cast<unsigned char>(odd.text[edge]) & 0xC0U) != 0x80U;
        REQUIRE(boundary);
      }
    }
    std::uint32_t next = 0;
    for (const SentenceTokens& sentence : words.sentences) {
      CHECK(sentence.first == next);
      CHECK(sentence.last > sentence.first);
      next = sentence.last;
    }
    CHECK(next == words.tokens.size());
  }
}

}  // namespace candour::test
