#include "cues.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <bitset>
#include <tuple>

namespace candour::detail {
namespace {

/// Follows every path of the trie that tokens from `at` on allow, and reports each entry met.
class Walker {
 public:
  Walker(const Trie& trie, std::span<const Token> tokens, std::uint32_t to, const Vocabulary& vocabulary,
         std::vector<Cue>& out)
      : trie_(trie), tokens_(tokens), to_(to), vocabulary_(vocabulary), out_(out) {}

  void from(std::uint32_t start) {
    start_ = start;
    walk(0, start);
  }

 private:
  void walk(std::uint32_t node, std::uint32_t at) {
    if (at >= to_) return;
    const Token& token = tokens_[at];
    if (token.kind == TokenKind::punctuation) return;
    if (const std::uint32_t next = trie_.child(node, token.key); next != 0) reach(next, at + 1);
    if (token.form != 0) {
      for (const std::uint32_t key : vocabulary_.keys(token.form)) {
        if (const std::uint32_t next = trie_.child(node, key); next != 0) reach(next, at + 1);
      }
    }
    if (trie_.has_wildcard(node)) reach(trie_.child(node, kAnyWordKey), at + 1);
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
  std::uint32_t to_;
  const Vocabulary& vocabulary_;
  std::vector<Cue>& out_;
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
  std::stable_sort(cues.begin(), cues.end(), [](const Cue& a, const Cue& b) {
    return std::tuple(a.first, b.last, a.id) < std::tuple(b.first, a.last, b.id);
  });
  std::array<std::uint32_t, kCueRoles> end{};
  std::erase_if(cues, [&end](const Cue& cue) {
    std::uint32_t& taken = end[static_cast<std::size_t>(cue.role)];
    if (cue.first < taken) return true;
    taken = cue.last;
    return false;
  });
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
  for (std::size_t i = 0; i < cues.size(); ++i) {
    if (!judges(cues[i].role)) continue;
    for (std::size_t j = 0; j < cues.size() && cues[j].first < cues[i].last; ++j) {
      if (i != j && cues[j].first >= cues[i].first && hides(cues[i], cues[j])) hidden[j] = true;
    }
  }
  std::size_t index = 0;
  std::erase_if(cues, [&](const Cue&) { return hidden[index++]; });
}

}  // namespace

void match(const Trie& trie, std::span<const Token> tokens, std::uint32_t from, std::uint32_t to,
           const Vocabulary& vocabulary, std::vector<Cue>& out) {
  Walker walker(trie, tokens, to, vocabulary, out);
  for (std::uint32_t at = from; at < to; ++at) walker.from(at);
}

void read_cues(std::string_view text, std::span<const Token> tokens, const SentenceTokens& sentence,
               const Knowledge& knowledge, std::vector<Cue>& out) {
  std::vector<Cue> found;
  match(knowledge.lexicon, tokens, sentence.first, sentence.last, knowledge.vocabulary, found);
  match_constructions(text, tokens, sentence, knowledge, found);
  settle_roles(found);
  hide_inner(found);
  out.insert(out.end(), found.begin(), found.end());
}

}  // namespace candour::detail
