#include "clauses.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace candour::detail {
namespace {

constexpr std::uint32_t kShortestClause = 2;   // tokens; less is no clause
constexpr std::uint32_t kLongestSubject = 12;  // tokens looked through for the verb of a coordinated clause

bool is_mark(const Token& token, char32_t mark) { return token.kind == TokenKind::punctuation && token.mark == mark; }

bool breaks(const Token& token) {
  return token.kind == TokenKind::punctuation &&
         (token.mark == U',' || token.mark == U';' || token.mark == U':' || token.mark == U'\u2014');
}

struct Joint {
  Relation relation = Relation::none;
  bool fronted = false;
  std::uint32_t length = 0;  ///< tokens
};

/// The longest connective at token i.
std::optional<Joint> connective_at(std::span<const Token> tokens, std::uint32_t i, std::uint32_t end,
                                   const Knowledge& knowledge) {
  const Trie& trie = knowledge.connectives;
  std::optional<Joint> found;
  std::uint32_t node = 0;
  for (std::uint32_t at = i; at < end; ++at) {
    std::uint32_t next = trie.child(node, tokens[at].key);
    if (next == 0) next = trie.wildcard(node);
    if (next == 0) break;
    node = next;
    if (trie.first_entry(node) < 0) continue;
    const Connective& connective = knowledge.connective_list[trie.entry(trie.first_entry(node)).group];
    found = Joint{connective.relation, connective.fronted, at + 1 - i};
  }
  return found;
}

class Cutter {
 public:
  Cutter(std::span<const Token> tokens, const SentenceTokens& sentence, const Knowledge& knowledge,
         std::vector<Clause>& out)
      : tokens_(tokens), end_(sentence.last), knowledge_(knowledge), out_(out), first_(sentence.first) {
    const auto key = [](std::string_view word) { return fold32(fnv1a(word)); };
    and_ = key("and");
    or_ = key("or");
    that_ = key("that");
    to_ = key("to");
  }

  void run() {
    open(first_, first_, Relation::start);
    std::uint32_t i = first_;
    while (i < end_ && tokens_[i].kind == TokenKind::punctuation) ++i;  // an opening quote
    if (inverted_condition(i)) {
      clause_.relation = Relation::condition;
      fronted_ = true;
    }
    i = connective(i, true);
    while (i < end_) i = step(i);
    close(end_);
  }

 private:
  void open(std::uint32_t first, std::uint32_t body, Relation relation) {
    clause_ = {first, end_, body, relation};
    has_finite_ = had_finite_ = false;
    infinitive_ = false;
    asked_ = false;
    asking_ = 0;
    depth_ = 0;
  }

  void close(std::uint32_t last) {
    clause_.last = last;
    if (last > clause_.first) out_.push_back(clause_);
  }

  void cut(std::uint32_t at, std::uint32_t body, Relation relation) {
    close(at);
    open(at, body, relation);
    fronted_ = false;
  }

  /// Handles a connective at i; returns where to go on. `opening`: nothing of the clause stands before it.
  std::uint32_t connective(std::uint32_t i, bool opening) {
    const auto joint = i < end_ ? connective_at(tokens_, i, end_, knowledge_) : std::nullopt;
    if (!joint) return i;
    const std::uint32_t after = i + joint->length;
    if (joint->relation == Relation::none) return after;
    if (opening) {
      std::uint32_t body = after;
      while (body < end_ && is_mark(tokens_[body], U',')) ++body;
      clause_.body = body < end_ ? body : clause_.body;
      if (clause_.relation == Relation::start || clause_.relation == Relation::coordinated ||
          clause_.relation == Relation::semicolon || clause_.relation == Relation::comma) {
        clause_.relation = joint->relation;
      }
      fronted_ = joint->fronted;
      return body;
    }
    if (end_ - after < kShortestClause || i - clause_.body < 1) return after;
    const bool comma = i > first_ && is_mark(tokens_[i - 1], U',');
    if (comma && !has_finite_ && is_mark(tokens_[after], U',')) return after;  // "few, though, knew of it"
    bool cuts = false;
    switch (joint->relation) {
      case Relation::contrast:
        cuts = true;
        break;
      case Relation::concession:
        cuts = comma || !is_word(i, "while");
        break;
      case Relation::despite:
        cuts = has_finite_;
        break;
      case Relation::result:
        cuts = comma && (joint->length > 1 || subject_at(after));
        break;
      case Relation::contrast_adverb:
        cuts = comma && is_word(i, "yet") && has_finite_;
        break;
      default:
        break;
    }
    if (!cuts) {
      if (joint->relation == Relation::condition || joint->relation == Relation::cause) subordinate();
      return after;
    }
    cut(i, after, joint->relation);
    // a second connective may follow: "but although"
    const std::uint32_t next = connective(after, true);
    return next;
  }

  /// "Had they asked, they would have known": a verb before its subject, and a modal behind the comma.
  [[nodiscard]] bool inverted_condition(std::uint32_t i) const {
    if (i >= end_ || (tags(i) & kAuxiliary) == 0 || !subject_at(i + 1)) return false;
    bool comma = false;
    bool modal = false;
    for (std::uint32_t at = i + 2; at < end_; ++at) {
      if (is_mark(tokens_[at], U'?')) return false;
      comma = comma || is_mark(tokens_[at], U',');
      modal = modal || (comma && (tags(at) & kModal) != 0);
    }
    return modal;
  }

  [[nodiscard]] bool is_word(std::uint32_t i, std::string_view word) const {
    return tokens_[i].key == fold32(fnv1a(word));
  }

  [[nodiscard]] std::uint16_t tags(std::uint32_t i) const { return tags_of(tokens_[i], knowledge_); }

  [[nodiscard]] bool subject_at(std::uint32_t i) const { return i < end_ && (tags(i) & (kPronoun | kDeterminer)) != 0; }

  /// A subordinate clause opens: its finite verb is not the main one.
  void subordinate() { has_finite_ = false; }

  [[nodiscard]] bool finite(std::uint32_t i) const { return finite_verb(tokens_, i, clause_.first, end_, knowledge_); }

  std::uint32_t step(std::uint32_t i) {
    const Token& token = tokens_[i];
    if (token.kind == TokenKind::punctuation) return punctuation(i);
    const std::uint32_t after = connective(i, false);
    if (after != i) return after;
    if (token.key == and_ || token.key == or_) return coordination(i, i);
    const std::uint16_t t = tags(i);
    if (token.key == that_ || (t & kRelative) != 0) {
      if (has_finite_)
        subordinate();
      else if ((t & kRelative) != 0)
        relative_ = true;
      return i + 1;
    }
    asked_ = asked_ || (t & kAsking) != 0;
    if (finite(i)) {
      if (relative_)
        relative_ = false;  // the verb of a relative clause on the subject
      else
        has_finite_ = had_finite_ = true;
      infinitive_ = (t & kModal) != 0;
      if (asked_) asking_ = t & (kPresent | kPast | kBase);
    } else if (token.key == to_) {
      infinitive_ = true;
    }
    return i + 1;
  }

  std::uint32_t punctuation(std::uint32_t i) {
    const char32_t mark = tokens_[i].mark;
    if (mark == U'(' || mark == U'[') ++depth_;
    if ((mark == U')' || mark == U']') && depth_ > 0) --depth_;
    if (depth_ > 0 || end_ - i <= kShortestClause) return i + 1;
    if (mark == U';' || mark == U'\u2014' || mark == U':') {
      cut(i, i + 1, mark == U';' ? Relation::semicolon : mark == U':' ? Relation::colon : Relation::dash);
      std::uint32_t next = i + 1;
      if (next < end_ && (tokens_[next].key == and_ || tokens_[next].key == or_)) clause_.body = ++next;
      return connective(next, true);
    }
    if (mark != U',') return i + 1;
    if (fronted_ && adverbial()) {
      clause_.body = clause_.first;
      clause_.relation = Relation::start;
      fronted_ = false;
    }
    if (fronted_ && ends_fronted(i)) {
      cut(i, i + 1, Relation::main);
      return connective(i + 1, true);
    }
    const std::uint32_t next = i + 1;
    if (tokens_[next].key == and_ || tokens_[next].key == or_) return coordination(i, next);
    if (has_finite_ && opens_clause(next) && !(ends_insertion(i) && (tags(next) & kAdverb) != 0)) {
      cut(i, next, Relation::comma);
      return connective(next, true);
    }
    return next;
  }

  /// Whether the comma at i ends a connective that another comma opens: ", however,".
  [[nodiscard]] bool ends_insertion(std::uint32_t i) const {
    return i > first_ + 1 && is_mark(tokens_[i - 2], U',') &&
           connective_at(tokens_, i - 1, end_, knowledge_).has_value();
  }

  /// "Since last year,": the connective is a preposition there, and what the comma ends is no clause.
  [[nodiscard]] bool adverbial() const {
    if (has_finite_ || clause_.relation == Relation::despite || clause_.body != clause_.first + 1) return false;
    return (tags(clause_.first) & kPreposition) != 0 && (tags(clause_.body) & kGerund) == 0;
  }

  /// Whether the comma at i ends the fronted subordinate clause: it has its verb, or is a bare "despite" phrase.
  [[nodiscard]] bool ends_fronted(std::uint32_t i) const {
    const std::uint32_t next = i + 1;
    if (next >= end_ || tokens_[next].key == and_ || tokens_[next].key == or_) return false;
    if (clause_.relation == Relation::despite || i - clause_.body > kLongestSubject) return true;
    if (has_finite_) return true;
    return subject_at(next);
  }

  /// "and", "or" at `word` (a comma before it at `at`): a cut if a finite verb of its own follows.
  std::uint32_t coordination(std::uint32_t at, std::uint32_t word) {
    std::uint32_t next = word + 1;
    const bool comma = at != word;
    if (next >= end_ || depth_ > 0 || at - clause_.body < kShortestClause) return next;
    if (!has_finite_ && !(comma && had_finite_ && pronoun_clause_at(next))) return next;
    if (asking_ != 0 && !comma && goes_on_asking(next)) return next;
    if (const auto joint = connective_at(tokens_, next, end_, knowledge_); joint && joint->relation != Relation::none &&
                                                                           joint->relation != Relation::condition &&
                                                                           joint->relation != Relation::cause) {
      cut(at, next, Relation::coordinated);
      return connective(next, true);
    }
    if (tokens_[next].key == that_ && comma) {
      cut(at, next + 1, Relation::coordinated);
      return next + 1;
    }
    if (verb_phrase_at(next, comma) || opens_clause(next)) {
      cut(at, next, Relation::coordinated);
      return next;
    }
    return next;
  }

  /// "how well it plans *and reduces harm*": a verb of the form of the one that is asked about.
  [[nodiscard]] bool goes_on_asking(std::uint32_t from) const {
    const std::uint32_t verb = behind_adverbs(from);
    return verb < end_ && (tags(verb) & asking_) != 0;
  }

  /// A pronoun and its verb.
  [[nodiscard]] bool pronoun_clause_at(std::uint32_t i) const {
    if ((tags(i) & kPronoun) == 0) return false;
    const std::uint32_t verb = behind_adverbs(i + 1);
    return verb < end_ && finite(verb);
  }

  [[nodiscard]] std::uint32_t behind_adverbs(std::uint32_t i) const {
    while (i < end_ && (tags(i) & kAdverb) != 0 && (tags(i) & kAuxiliary) == 0) ++i;
    return i;
  }

  /// [adverb]* finite verb
  [[nodiscard]] bool verb_phrase_at(std::uint32_t from, bool comma) const {
    const std::uint32_t i = behind_adverbs(from);
    if (i + 1 >= end_) return false;
    const std::uint16_t t = tags(i);
    if ((t & kAuxiliary) != 0) return !is_word(i, "be") && !is_word(i, "been") && !is_word(i, "being");
    if (infinitive_ && !comma) return false;
    if ((t & kCommonVerb) != 0) return true;
    if (!finite(i)) return false;
    if (i > from && (t & kPresent) != 0) return true;  // "and regularly seeks feedback"
    const std::uint16_t behind = tags(i + 1);
    return (behind & (kDeterminer | kPronoun | kPreposition | kAdverb)) != 0;
  }

  /// A subject within kLongestSubject tokens, then a finite verb, before anything breaks it off.
  [[nodiscard]] bool opens_clause(std::uint32_t i) const {
    if (i + 1 >= end_) return false;
    const std::uint16_t opening = tags(i);
    if ((opening & (kRelative | kPreposition | kGerund)) != 0 && (opening & (kPronoun | kDeterminer)) == 0)
      return false;
    if (pronoun_clause_at(i)) return true;
    bool relative = false;  // "the share of calls that have been lost *is* higher": the verb behind the relative's
    bool related = false;
    const std::uint32_t limit = std::min(end_, i + kLongestSubject);
    for (std::uint32_t at = i + 1; at < limit; ++at) {
      if (breaks(tokens_[at]) || tokens_[at].key == and_) return false;
      const std::uint16_t t = tags(at);
      if (tokens_[at].key == that_ || (t & kRelative) != 0) {
        if (std::exchange(related, true)) return false;
        relative = true;
        continue;
      }
      const bool auxiliary = (t & kAuxiliary) != 0 && (t & kDeterminer) == 0;
      if (!auxiliary && (t & kCommonVerb) == 0) continue;
      if (relative) {
        while (at + 1 < limit && (tags(at + 1) & kAuxiliary) != 0) ++at;
        relative = false;
        continue;
      }
      return !auxiliary || ((tags(at - 1) & kPreposition) == 0 && !is_word(at, "being") && !is_word(at, "been") &&
                            !is_word(at, "be"));
    }
    return false;
  }

  std::span<const Token> tokens_;
  std::uint32_t end_;
  const Knowledge& knowledge_;
  std::vector<Clause>& out_;
  std::uint32_t first_;
  Clause clause_;
  bool has_finite_ = false;
  bool had_finite_ = false;   ///< before any subordinate clause
  bool asked_ = false;        ///< behind "how", "whether"
  std::uint16_t asking_ = 0;  ///< forms of the last verb there
  bool infinitive_ = false;   ///< the last verb hangs on "to" or a modal, so a bare verb behind "and" does too
  bool fronted_ = false;
  bool relative_ = false;
  int depth_ = 0;
  std::uint32_t and_ = 0, or_ = 0, that_ = 0, to_ = 0;
};

}  // namespace

bool finite_verb(std::span<const Token> tokens, std::uint32_t i, std::uint32_t from, std::uint32_t to,
                 const Knowledge& knowledge) {
  const std::uint16_t t = tags_of(tokens[i], knowledge);
  if ((t & kAuxiliary) != 0) return true;
  if (tokens[i].kind != TokenKind::word || (t & (kPresent | kPast | kBase)) == 0) return false;
  const std::uint16_t before = i > from ? tags_of(tokens[i - 1], knowledge) : std::uint16_t{0};
  const std::uint16_t behind = i + 1 < to ? tags_of(tokens[i + 1], knowledge) : std::uint16_t{0};
  if ((t & kCommonVerb) != 0) return (before & (kDeterminer | kPreposition)) == 0;
  if ((before & (kDeterminer | kPreposition | kAuxiliary)) != 0) return false;  // a noun, or a participle
  if ((t & kPresent) != 0 || (t & kPast) != 0)
    return (behind & (kDeterminer | kPronoun | kPreposition | kAdverb)) != 0 || (before & (kPronoun | kAdverb)) != 0;
  return (before & kPronoun) != 0 || ((before & kNoun) != 0 && (behind & (kDeterminer | kPronoun | kPreposition)) != 0);
}

void read_clauses(std::span<const Token> tokens, const SentenceTokens& sentence, const Knowledge& knowledge,
                  std::vector<Clause>& out) {
  Cutter(tokens, sentence, knowledge, out).run();
}

}  // namespace candour::detail
