// Stage 3, sentences: cuts a block into tokens and sentences.
//
// A token is a word, a number or a punctuation mark. Words are cut at hyphens ("well-led" is two) and contractions
// are spelt out ("isn't" is `is` `not`), so that the lexicon needs one form of each; spans still point at the text.
#ifndef CANDOUR_SRC_SENTENCES_H
#define CANDOUR_SRC_SENTENCES_H

#include <cstdint>
#include <string_view>
#include <vector>

#include "document.h"
#include "knowledge.h"

namespace candour::detail {

enum class TokenKind : std::uint8_t { word, number, punctuation };

struct Token {
  Span span;
  std::uint32_t key = 0;   ///< of the surface form; as the keys of patterns
  std::uint32_t stem = 0;  ///< hash of the stem, for n-grams; numbers all have one
  std::uint32_t form = 0;  ///< number in the vocabulary, 0 for unknown
  char32_t mark = 0;       ///< the punctuation mark, quotes folded to '"' and dashes to '-'
  TokenKind kind = TokenKind::word;
  bool capital = false;
  bool joined = false;  ///< hangs on the token before it by a hyphen or an apostrophe
};

/// Tag bits of a token; 0 for what is no word or not known.
[[nodiscard]] inline std::uint16_t tags_of(const Token& token, const Knowledge& knowledge) noexcept {
  return token.kind == TokenKind::word && token.form != 0 ? knowledge.vocabulary.form(token.form).tags
                                                          : std::uint16_t{0};
}

struct SentenceTokens {
  Span span;                          ///< without bullet, with a speaker's label
  std::uint32_t first = 0, last = 0;  ///< tokens, half-open
};

struct BlockTokens {
  std::vector<Token> tokens;
  std::vector<SentenceTokens> sentences;
};

/// Cuts `block` into `out`, whose storage is used again. Linear.
void read_sentences(std::string_view text, const Block& block, const Knowledge& knowledge, BlockTokens& out);

}  // namespace candour::detail

#endif  // CANDOUR_SRC_SENTENCES_H
