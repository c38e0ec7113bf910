// Stage 5, cues: the trie against a search that tries everything, and conflicts between cues.
#include "cues.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "stand.h"

namespace candour::test {
namespace {

using namespace detail;

/// A small language of words, some of which have a second key as verbs and nouns have.
struct Language {
  Vocabulary vocabulary;
  std::vector<std::uint32_t> words;     ///< keys of surface forms
  std::vector<std::uint32_t> families;  ///< keys of "lemmas" that several words share
};

constexpr std::uint32_t kWords = 12;
constexpr std::uint32_t kFamilies = 3;
constexpr std::uint32_t kFirstWord = 100;
constexpr std::uint32_t kFirstFamily = 200;

std::string name_of(std::uint32_t word) { return "w" + std::to_string(word); }

Language make_language() {
  Language out;
  for (std::uint32_t i = 0; i < kFamilies; ++i) out.families.push_back(kFirstFamily + i);
  for (std::uint32_t i = 0; i < kWords; ++i) {
    out.words.push_back(kFirstWord + i);
    if (i % 2 == 0) out.vocabulary.add_key(name_of(i), out.families[i % kFamilies], 0);
  }
  out.vocabulary.freeze();
  return out;
}

struct Pattern {
  std::vector<std::uint32_t> keys;
  Entry entry;
};

/// Whether `pattern` fits the tokens from `at`, by its definition.
bool fits(const Pattern& pattern, const std::vector<Token>& tokens, std::size_t at, const Vocabulary& vocabulary) {
  if (at + pattern.keys.size() > tokens.size()) return false;
  for (std::size_t i = 0; i < pattern.keys.size(); ++i) {
    const Token& token = tokens[at + i];
    if (token.kind == TokenKind::punctuation) return false;
    if (pattern.keys[i] == kAnyWordKey || pattern.keys[i] == token.key) continue;
    const auto keys = token.form == 0 ? std::span<const std::uint32_t>() : vocabulary.keys(token.form);
    if (std::find(keys.begin(), keys.end(), pattern.keys[i]) == keys.end()) return false;
  }
  return true;
}

using Found = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;  // first, last, id

class Trial {
 public:
  explicit Trial(std::uint64_t seed) : random_(seed), language_(make_language()) {}

  void run() {
    Trie trie;
    std::vector<Pattern> patterns;
    for (std::uint32_t id = 1; id <= 40; ++id) {
      patterns.push_back({keys(), {id, static_cast<std::uint16_t>(id), 1, CueRole::judge, -1}});
      std::uint32_t node = 0;
      for (const std::uint32_t key : patterns.back().keys) node = trie.grow(node, key);
      trie.put(node, patterns.back().entry);
    }
    const std::vector<Token> tokens = sentence();
    std::vector<Cue> cues;
    match(trie, tokens, 0, static_cast<std::uint32_t>(tokens.size()), language_.vocabulary, cues);
    std::vector<Found> found;
    for (const Cue& cue : cues) found.emplace_back(cue.first, cue.last, cue.id);
    std::vector<Found> expected;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
      for (const Pattern& pattern : patterns) {
        if (!fits(pattern, tokens, at, language_.vocabulary)) continue;
        expected.emplace_back(at, at + pattern.keys.size(), pattern.entry.id);
      }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());  // a word may fit by its form and by its lemma
    std::sort(expected.begin(), expected.end());
    REQUIRE(found == expected);
  }

 private:
  std::uint32_t below(std::size_t limit) { return static_cast<std::uint32_t>(random_() % limit); }

  std::vector<std::uint32_t> keys() {
    std::vector<std::uint32_t> out;
    const std::uint32_t length = 1 + below(4);
    for (std::uint32_t i = 0; i < length; ++i) {
      const bool inside = i > 0 && i + 1 < length;
      if (inside && below(4) == 0)
        out.push_back(kAnyWordKey);
      else if (below(3) == 0)
        out.push_back(language_.families[below(kFamilies)]);
      else
        out.push_back(language_.words[below(kWords)]);
    }
    return out;
  }

  std::vector<Token> sentence() {
    std::vector<Token> out;
    for (std::uint32_t i = 0; i < 60; ++i) {
      Token token;
      if (below(10) == 0) {
        token.kind = TokenKind::punctuation;
        token.key = kFirstWord;  // a mark fits nothing, whatever its key
      } else {
        const std::uint32_t word = below(kWords);
        token.key = language_.words[word];
        token.form = language_.vocabulary.find(fnv1a(name_of(word)));
      }
      out.push_back(token);
    }
    return out;
  }

  std::mt19937_64 random_;
  Language language_;
};

/// Cues of the first sentence as "role: words".
std::vector<std::string> cues_of(std::string_view text, CueRole role) {
  const BlockTokens words = tokens_of(text);
  std::vector<Cue> cues;
  for (const SentenceTokens& sentence : words.sentences) read_cues(text, words.tokens, sentence, knowledge(), cues);
  std::vector<std::string> out;
  for (const Cue& cue : cues) {
    if (cue.role != role) continue;
    out.emplace_back(words_of(text, {words.tokens[cue.first].span.start, words.tokens[cue.last - 1].span.end}));
  }
  return out;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("cues: the trie finds what a search that tries everything finds") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    Trial(seed).run();
  }
}

TEST_CASE("cues: a pattern does not reach over the end of its range") {
  const BlockTokens words = tokens_of("It is a lack of care.");
  for (std::uint32_t to = 0; to <= words.tokens.size(); ++to) {
    std::vector<Cue> cues;
    match(knowledge().lexicon, words.tokens, 0, to, knowledge().vocabulary, cues);
    for (const Cue& cue : cues) CHECK(cue.last <= to);
  }
}

TEST_CASE("cues: nothing judges inside the fixed name of a subject") {
  CHECK(cues_of("It deals with serious and organised crime.", CueRole::judge).empty());
  CHECK_FALSE(cues_of("It deals with serious and organised crime.", CueRole::subject).empty());
}

TEST_CASE("cues: verbs and nouns are known in all their forms") {
  for (const char* text : {"It struggles.", "It struggled.", "It is struggling.", "They struggle."}) {
    CHECK_MESSAGE(!cues_of(text, CueRole::judge).empty(), text);
  }
}

TEST_CASE("cues: a share is worth what its numbers say") {
  const auto share = [](const char* text) {
    const BlockTokens words = tokens_of(text);
    std::vector<Cue> cues;
    read_cues(text, words.tokens, words.sentences.front(), knowledge(), cues);
    std::erase_if(cues, [](const Cue& cue) { return cue.role != CueRole::quantity; });
    REQUIRE_MESSAGE(cues.size() == 1, text);
    return int{cues.front().value};
  };
  CHECK(share("Two of the six plans were carried out.") == -1);
  CHECK(share("In 11 of 14 cases this was done.") == 1);
  CHECK(share("They saw 39 of the 40.") == 2);
  CHECK(share("It was 40 out of 40.") == 3);
  CHECK(share("It was six in ten.") == 1);
  CHECK(share("It was 1,200 of the 2,400.") == 0);
  CHECK(share("It was 12.5% of them.") == -1);
  CHECK(share("It was 97 per cent of them.") == 2);
  CHECK(share("It was 40 of the 12.") == 0);  // not a share at all
}

TEST_CASE("cues: they are in order, and within a role they do not overlap") {
  for (const OddText& odd : odd_texts()) {
    CAPTURE(odd.name);
    const BlockTokens words = tokens_of(odd.text);
    for (const SentenceTokens& sentence : words.sentences) {
      std::vector<Cue> cues;
      read_cues(odd.text, words.tokens, sentence, knowledge(), cues);
      std::array<std::uint32_t, kCueRoles> ends{};
      std::uint32_t start = 0;
      for (const Cue& cue : cues) {
        REQUIRE(cue.first >= start);
        REQUIRE(cue.first < cue.last);
        REQUIRE(cue.last <= words.tokens.size());
        REQUIRE(cue.first >= ends[static_cast<std::size_t>(cue.role)]);
        start = cue.first;
        ends[static_cast<std::size_t>(cue.role)] = cue.last;
      }
    }
  }
}

}  // namespace candour::test
