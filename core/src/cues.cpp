#include "cues.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <utility>

#include "text.h"

namespace candour::detail {
namespace {

/// Follows every path of the trie that tokens from `at` on allow, and reports each entry met.
class Walker {
 public:
  Walker(const Trie& trie, std::span<const Token> tokens, std::uint32_t from, std::uint32_t to,
         const Vocabulary& vocabulary, std::vector<Cue>& out)
      : trie_(trie), tokens_(tokens), from_(from), to_(to), out_(out) {
    keys_.reserve(to - from);  // looked up once: a word is met on many paths
    for (std::uint32_t at = from; at < to; ++at) keys_.push_back(vocabulary.keys(tokens[at].form));
  }

  void run() {
    for (start_ = from_; start_ < to_; ++start_) walk(0, start_);
  }

 private:
  void walk(std::uint32_t node, std::uint32_t at) {
    if (at >= to_) return;
    const Token& token = tokens_[at];
    if (token.kind == TokenKind::punctuation) return;
    if (const std::uint32_t next = trie_.child(node, token.key); next != 0) reach(next, at + 1);
    for (const std::uint32_t key : keys_[at - from_]) {
      if (const std::uint32_t next = trie_.child(node, key); next != 0) reach(next, at + 1);
    }
    if (const std::uint32_t next = trie_.wildcard(node); next != 0) reach(next, at + 1);
  }

  void reach(std::uint32_t node, std::uint32_t at) {
    for (std::int32_t i = trie_.first_entry(node); i >= 0; i = trie_.entry(i).next) {
      const Entry& entry = trie_.entry(i);
      out_.push_back({start_, at, entry.id, entry.group, entry.value, entry.role});
    }
    walk(node, at);
  }

  const Trie& trie_;
  std::span<const Token> tokens_;
  std::uint32_t from_;
  std::uint32_t to_;
  std::vector<Cue>& out_;
  std::vector<std::span<const std::uint32_t>> keys_;  ///< of each token from from_ on
  std::uint32_t start_ = 0;
};

constexpr bool judges(CueRole role) {
  switch (role) {
    case CueRole::judge:
    case CueRole::attitude:
    case CueRole::grade:
    case CueRole::shortfall:
    case CueRole::demand:
    case CueRole::norm:
    case CueRole::courtesy:
    case CueRole::subject:
    case CueRole::quantity:
      return true;
    default:
      return false;
  }
}

/// What a longer judging phrase around it hides.
constexpr bool hidden_in_phrase(CueRole role) {
  switch (role) {
    case CueRole::judge:
    case CueRole::thing:
    case CueRole::direction:
    case CueRole::negation:
    case CueRole::shortfall:
    case CueRole::remedy:
    case CueRole::attitude:
    case CueRole::demand:
    case CueRole::improved:
    case CueRole::worse:
    case CueRole::grade:
    case CueRole::practice:
    case CueRole::norm:
    case CueRole::intensifier:
    case CueRole::hedge:
    case CueRole::persist:
    case CueRole::plan:
    case CueRole::aim:
    case CueRole::quantity:
      return true;
    default:
      return false;
  }
}

void match_constructions(std::string_view text, std::span<const Token> tokens, const SentenceTokens& sentence,
                         const Knowledge& knowledge, std::vector<Cue>& out) {
  if (knowledge.constructions.empty()) return;
  const std::string_view body = text.substr(sentence.span.start, sentence.span.end - sentence.span.start);
  std::vector<int> hits;
  const auto* set = static_cast<const RE2::Set*>(knowledge.construction_set.get());
  if (!set->Match(body, &hits)) return;
  std::sort(hits.begin(), hits.end());
  for (const int hit : hits) {
    const Construction& construction = knowledge.constructions[static_cast<std::size_t>(hit)];
    std::size_t from = 0;
    re2::StringPiece found;
    while (from < body.size() && construction.pattern->Match(body, from, body.size(), RE2::UNANCHORED, &found, 1) &&
           !found.empty()) {
      const auto start = sentence.span.start + static_cast<std::uint32_t>(found.data() - body.data());
      const auto end = start + static_cast<std::uint32_t>(found.size());
      from = end - sentence.span.start;
      const auto begin = tokens.begin() + sentence.first;
      const auto stop = tokens.begin() + sentence.last;
      const auto first = std::find_if(begin, stop, [start](const Token& t) { return t.span.end > start; });
      const auto last = std::find_if(first, stop, [end](const Token& t) { return t.span.start >= end; });
      if (first == last) continue;
      out.push_back({static_cast<std::uint32_t>(first - tokens.begin()),
                     static_cast<std::uint32_t>(last - tokens.begin()), construction.hash, 0, construction.value,
                     construction.role});
    }
  }
}

/// Leftmost longest within each role; input in order of start.
void settle_roles(std::vector<Cue>& cues) {
  std::sort(cues.begin(), cues.end(), [](const Cue& a, const Cue& b) {
    if (a.first != b.first) return a.first < b.first;
    return std::tuple(b.last, a.id, a.role, a.group) < std::tuple(a.last, b.id, b.role, b.group);
  });
  std::array<std::uint32_t, kCueRoles> end{};
  std::erase_if(cues, [&end](const Cue& cue) {
    std::uint32_t& taken = end[static_cast<std::size_t>(cue.role)];
    if (cue.first < taken) return true;
    taken = cue.last;
    return false;
  });
}

/// What a number is worth, decimals left out; nothing where the token is no number.
std::optional<int> worth(std::string_view text, const Token& token, const Knowledge& knowledge) {
  if (token.kind != TokenKind::number) {
    const auto it = knowledge.number_values.find(token.key);
    return it == knowledge.number_values.end() ? std::nullopt : std::optional(it->second);
  }
  constexpr int kTen = 10;
  constexpr int kMost = 1'000'000;
  int value = 0;
  for (std::uint32_t at = token.span.start; at < token.span.end && text[at] != '.'; ++at) {
    if (!is_digit(static_cast<unsigned char>(text[at]))) continue;
    value = std::min(kMost, value * kTen + (text[at] - '0'));
  }
  return value;
}

/// "41%", or the "cent" of "41 per cent".
bool is_percent(std::string_view text, const Token& token, const Knowledge& knowledge) {
  if (token.kind == TokenKind::number) return text[token.span.end - 1] == '%';
  const auto& words = knowledge.percent_words;
  return std::find(words.begin(), words.end(), token.key) != words.end();
}

/// How much of a whole it is, in hundredths, as quantities.json counts: all 3, most 2, many 1, some 0, a minority -1.
std::int8_t share_value(int hundredths) {
  constexpr std::array<std::pair<int, int>, 4> kLeast{{{100, 3}, {85, 2}, {60, 1}, {45, 0}}};
  for (const auto& [least, value] : kLeast) {
    if (hundredths >= least) return static_cast<std::int8_t>(value);
  }
  return -1;
}

/// "Two of the six", "41 per cent of": a quantity is worth what its numbers say.
void weigh_shares(std::string_view text, std::span<const Token> tokens, const Knowledge& knowledge,
                  std::vector<Cue>& cues) {
  constexpr int kHundred = 100;
  for (Cue& cue : cues) {
    if (cue.role != CueRole::quantity) continue;
    std::vector<int> numbers;
    bool percent = false;
    for (const Token& token : tokens.subspan(cue.first, cue.last - cue.first)) {
      if (const auto value = worth(text, token, knowledge)) numbers.push_back(*value);
      percent = percent || is_percent(text, token, knowledge);
    }
    if (percent && numbers.size() == 1 && numbers[0] <= kHundred) cue.value = share_value(numbers[0]);
    if (numbers.size() == 2 && numbers[0] <= numbers[1] && numbers[1] > 1)
      cue.value = share_value(static_cast<int>(std::int64_t{numbers[0]} * kHundred / numbers[1]));
  }
}

void hide_inner(std::vector<Cue>& cues) {
  const auto hides = [](const Cue& outer, const Cue& inner) {
    if (!judges(outer.role) || outer.first > inner.first || outer.last < inner.last || !hidden_in_phrase(inner.role))
      return false;
    const bool longer = outer.last - outer.first > inner.last - inner.first;
    if (outer.role == CueRole::subject || outer.role == CueRole::courtesy)
      return longer || outer.role == CueRole::subject;
    return longer;
  };
  std::vector<bool> hidden(cues.size(), false);
  std::size_t same = 0;  // the first cue that starts where cue i does
  for (std::size_t i = 0; i < cues.size(); ++i) {
    if (cues[same].first != cues[i].first) same = i;
    if (!judges(cues[i].role)) continue;
    for (std::size_t j = same; j < cues.size() && cues[j].first < cues[i].last; ++j) {
      if (i != j && hides(cues[i], cues[j])) hidden[j] = true;
    }
  }
  std::size_t index = 0;
  std::erase_if(cues, [&](const Cue&) { return hidden[index++]; });
}

}  // namespace

void match(const Trie& trie, std::span<const Token> tokens, std::uint32_t from, std::uint32_t to,
           const Vocabulary& vocabulary, std::vector<Cue>& out) {
  if (from < to) Walker(trie, tokens, from, to, vocabulary, out).run();
}

void read_cues(std::string_view text, std::span<const Token> tokens, const SentenceTokens& sentence,
               const Knowledge& knowledge, std::vector<Cue>& out) {
  std::vector<Cue> found;
  match(knowledge.lexicon, tokens, sentence.first, sentence.last, knowledge.vocabulary, found);
  match_constructions(text, tokens, sentence, knowledge, found);
  settle_roles(found);
  weigh_shares(text, tokens, knowledge, found);
  hide_inner(found);
  out.insert(out.end(), found.begin(), found.end());
}

}  // namespace candour::detail
