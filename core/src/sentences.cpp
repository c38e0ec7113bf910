#include "sentences.h"

#include <algorithm>
#include <string>

#include "inflection.h"
#include "text.h"

namespace candour::detail {
namespace {

constexpr std::size_t kLongestWord = 64;  // bytes that are read of a word; longer "words" are data
constexpr std::uint32_t kMostTokens =
    400;  // of one sentence; text without stops is cut here, so that time stays linear

constexpr bool is_apostrophe(char32_t c) { return c == U'\'' || c == U'\u2019' || c == U'\u2018' || c == U'\u02BC'; }
constexpr bool is_hyphen(char32_t c) { return c == U'-' || c == U'\u2010' || c == U'\u2011'; }
constexpr bool is_dash(char32_t c) { return c >= U'\u2012' && c <= U'\u2015'; }
constexpr bool is_quote(char32_t c) {
  return c == U'"' || (c >= U'\u201C' && c <= U'\u201F') || c == U'\u00AB' || c == U'\u00BB';
}

constexpr bool is_currency(char32_t c) { return c == U'£' || c == U'$' || c == U'€'; }

constexpr bool is_plain_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool is_word_character(char32_t c) { return is_letter(c) || is_digit(c); }

class Tokeniser {
 public:
  Tokeniser(std::string_view text, const Knowledge& knowledge, std::vector<Token>& out)
      : text_(text), knowledge_(knowledge), out_(out) {}

  void piece(Span span) {
    std::uint32_t at = span.start;
    while (at < span.end) {
      const Character c = decode(text_, at);
      if (is_space(c.code))
        at += c.length;
      else if (is_word_character(c.code) || starts_amount(c.code, at, span.end))
        at = word(at, span.end);
      else
        at = punctuation(c, at, span.end);
    }
  }

 private:
  [[nodiscard]] bool starts_amount(char32_t c, std::uint32_t at, std::uint32_t end) const {
    return is_currency(c) && at + decode(text_, at).length < end &&
           is_digit(decode(text_, at + decode(text_, at).length).code);
  }

  /// Reads one run of letters, digits and inner apostrophes, points and commas (in numbers and initials).
  std::uint32_t word(std::uint32_t at, std::uint32_t end) {
    const std::uint32_t from = at;
    bool digits = false;
    bool letters = false;
    bool capital = is_upper(decode(text_, at).code);
    lower_.clear();
    while (at < end) {
      if (const std::uint32_t run = plain_run(at, end); run != 0) {  // nearly all of nearly all words
        letters = true;
        at += run;
        continue;
      }
      const Character c = decode(text_, at);
      const char32_t next = at + c.length < end ? decode(text_, at + c.length).code : U' ';
      if (is_letter(c.code))
        letters = true;
      else if (is_digit(c.code))
        digits = true;
      else if (is_apostrophe(c.code)) {
        if (!is_letter(next) || at == from) break;
      } else if (c.code == U'.' || c.code == U',') {
        const bool number = digits && is_digit(next) && !letters;
        const bool initials = c.code == U'.' && letters && is_letter(next) && at - from <= 1;
        const bool more_initials = c.code == U'.' && initials_ && is_letter(next);
        if (!number && !initials && !more_initials) break;
        initials_ = !number;
      } else if (!(c.code == U'%' && digits) && !(is_currency(c.code) && at == from)) {
        break;
      }
      if (lower_.size() < kLongestWord) append_utf8(lower_, is_apostrophe(c.code) ? U'\'' : to_lower(c.code));
      at += c.length;
    }
    initials_ = false;
    const bool joined = joined_at_ == from && from != 0;
    emit_word({from, at}, digits && !plain_letters(), capital, joined);
    if (at < end && is_hyphen(decode(text_, at).code)) {
      const std::uint32_t after = at + decode(text_, at).length;
      if (after < end && is_word_character(decode(text_, after).code)) {
        joined_at_ = after;
        return after;
      }
    }
    return at;
  }

  /// Takes the ASCII letters from `at` on into lower_; returns how many there are.
  std::uint32_t plain_run(std::uint32_t at, std::uint32_t end) {
    std::uint32_t to = at;
    while (to < end && is_plain_letter(text_[to])) ++to;
    const std::size_t room = kLongestWord - std::min(lower_.size(), kLongestWord);
    const std::size_t held = lower_.size();
    lower_.append(text_.substr(at, std::min<std::size_t>(to - at, room)));
    for (std::size_t i = held; i < lower_.size(); ++i) lower_[i] = static_cast<char>(lower_[i] | 0x20);
    return to - at;
  }

  [[nodiscard]] bool plain_letters() const { return !lower_.empty() && lower_.front() >= 'a'; }

  void emit_word(Span span, bool number, bool capital, bool joined) {
    if (number) {
      static const std::uint32_t kNumberStem = fold32(fnv1a("#"));
      Token token{span, kNumberKey, kNumberStem, 0, 0, TokenKind::number, false, joined};
      out_.push_back(token);
      return;
    }
    const bool apostrophe = lower_.find('\'') != std::string::npos;
    if (apostrophe ? contraction(span, capital, joined) : spelt_out(knowledge_.joined_words, span, capital, joined))
      return;
    push(lower_, span, capital, joined);
  }

  /// The two words that a rule makes of the whole of this one. Each gets its own part of the span.
  bool spelt_out(const std::vector<Rewrite>& rules, Span span, bool capital, bool joined) {
    const auto rule = std::find_if(rules.begin(), rules.end(), [this](const Rewrite& r) { return r.from == lower_; });
    if (rule == rules.end()) return false;
    const std::size_t space = rule->to.find(' ');
    const std::uint32_t cut = apostrophe_in(span);
    push(std::string_view(rule->to).substr(0, space), {span.start, cut}, capital, joined);
    push(std::string_view(rule->to).substr(space + 1), {cut, span.end}, false, true);
    return true;
  }

  /// Spells a contraction out.
  bool contraction(Span span, bool capital, bool joined) {
    if (spelt_out(knowledge_.whole_contractions, span, capital, joined)) return true;
    const std::uint32_t at = apostrophe_in(span);
    for (const Rewrite& rule : knowledge_.contractions) {
      if (!lower_.ends_with(rule.from) || lower_.size() == rule.from.size()) continue;
      const std::uint32_t cut = rule.from.front() == 'n' ? at - 1 : at;
      push(std::string_view(lower_).substr(0, lower_.size() - rule.from.size()), {span.start, cut}, capital, joined);
      push(rule.to, {cut, span.end}, false, true);
      return true;
    }
    if (lower_.ends_with("'s")) {
      push(std::string_view(lower_).substr(0, lower_.size() - 2), {span.start, at}, capital, joined);
      push("'s", {at, span.end}, false, true);
      return true;
    }
    return false;
  }

  /// Where the last apostrophe of a word stands; behind its third letter where there is none ("can|not").
  [[nodiscard]] std::uint32_t apostrophe_in(Span span) const {
    constexpr std::uint32_t kFirst = 3;
    std::uint32_t found = std::min(span.start + kFirst, span.end);
    for (std::uint32_t at = span.start; at < span.end;) {
      const Character c = decode(text_, at);
      if (is_apostrophe(c.code)) found = at;
      at += c.length;
    }
    return found;
  }

  void push(std::string_view lower, Span span, bool capital, bool joined) {
    std::uint64_t hash = fnv1a(lower);
    std::uint32_t form = knowledge_.vocabulary.find(hash);
    std::string respelt;
    if (form == 0 && knowledge_.spelling_beginnings.in(lower)) {
      for (const Rewrite& rule : knowledge_.spellings) {
        const std::size_t at = lower.find(rule.from);
        if (at == std::string_view::npos) continue;
        respelt = std::string(lower.substr(0, at)) + rule.to + std::string(lower.substr(at + rule.from.size()));
        const std::uint64_t other = fnv1a(respelt);
        const std::uint32_t number = knowledge_.vocabulary.find(other);
        if (number == 0) continue;
        form = number;
        hash = other;
        lower = respelt;
        break;
      }
    }
    const std::uint32_t stem_key = form != 0 ? knowledge_.vocabulary.form(form).stem : fold32(fnv1a(stem(lower)));
    out_.push_back({span, word_key(hash), stem_key, form, 0, TokenKind::word, capital, joined});
  }

  static std::uint32_t word_key(std::uint64_t hash) {
    const std::uint32_t key = fold32(hash);
    return key <= kNumberKey ? key + kNumberKey + 1 : key;
  }

  std::uint32_t punctuation(Character c, std::uint32_t at, std::uint32_t end) {
    char32_t mark = c.code;
    std::uint32_t to = at + c.length;
    if (is_quote(c.code))
      mark = U'"';
    else if (is_dash(c.code))
      mark = U'\u2014';
    else if (is_apostrophe(c.code))
      mark = U'\'';
    else if (c.code == U'\u2026')
      mark = U'.';
    if (c.code == U'-' && to < end && text_[to] == '-') {  // a dash as typewriters have it
      mark = U'\u2014';
      while (to < end && text_[to] == '-') ++to;
    }
    out_.push_back(
        {{at, to}, fold32(mark + 0x110000U), fold32(mark + 0x110000U), 0, mark, TokenKind::punctuation, false, false});
    return to;
  }

  std::string_view text_;
  const Knowledge& knowledge_;
  std::vector<Token>& out_;
  std::string lower_;
  std::uint32_t joined_at_ = 0;
  bool initials_ = false;
};

class Splitter {
 public:
  Splitter(std::string_view text, const Knowledge& knowledge, const std::vector<Token>& tokens)
      : text_(text), knowledge_(knowledge), tokens_(tokens) {}

  /// Whether a sentence ends behind token i.
  [[nodiscard]] bool ends_at(std::size_t i) const {
    const Token& token = tokens_[i];
    if (token.kind != TokenKind::punctuation) return false;
    if (token.mark != U'.' && token.mark != U'?' && token.mark != U'!') return false;
    std::size_t next = i + 1;
    while (next < tokens_.size() && closes(tokens_[next]) && tokens_[next].span.start == tokens_[next - 1].span.end)
      ++next;
    if (next >= tokens_.size()) return true;
    if (tokens_[next].span.start == tokens_[next - 1].span.end && tokens_[next].kind != TokenKind::punctuation &&
        token.mark == U'.')
      return false;
    if (tokens_[next].kind == TokenKind::punctuation &&
        (tokens_[next].mark == U'.' || tokens_[next].mark == U'?' || tokens_[next].mark == U'!' ||
         tokens_[next].mark == U',' || tokens_[next].mark == U';'))
      return false;
    if (token.mark == U'.' && i > 0 && abbreviates(i))
      return !lower_follows(next) && tokens_[next].kind == TokenKind::word && !short_title(i) && sentence_opener(next);
    return !lower_follows(next);
  }

  /// Tokens behind i that still belong to its sentence: closing quotes and brackets.
  [[nodiscard]] std::size_t closers(std::size_t i) const {
    std::size_t next = i + 1;
    while (next < tokens_.size() && closes(tokens_[next]) && tokens_[next].span.start == tokens_[next - 1].span.end)
      ++next;
    return next;
  }

 private:
  static bool closes(const Token& t) {
    return t.kind == TokenKind::punctuation && (t.mark == U'"' || t.mark == U'\'' || t.mark == U')' || t.mark == U']');
  }

  [[nodiscard]] bool lower_follows(std::size_t next) const {
    while (next < tokens_.size() && tokens_[next].kind == TokenKind::punctuation &&
           (tokens_[next].mark == U'"' || tokens_[next].mark == U'(' || tokens_[next].mark == U'\''))
      ++next;
    if (next >= tokens_.size()) return false;
    const Token& t = tokens_[next];
    return t.kind == TokenKind::word && !t.capital && is_letter(decode(text_, t.span.start).code) &&
           decode(text_, t.span.start).code < 0x250;
  }

  [[nodiscard]] bool abbreviates(std::size_t i) const {
    const Token& before = tokens_[i - 1];
    if (before.kind != TokenKind::word || before.span.end != tokens_[i].span.start) return false;
    const std::string_view word = text_.substr(before.span.start, before.span.end - before.span.start);
    if (word.size() == 1 && before.capital) return word != "I";  // an initial
    std::string lower;
    for (const char c : word)
      lower.push_back(
          static_cast<char>(to_lower(static_cast<unsigned char>(c) < 0x80 ? static_cast<unsigned char>(c) : U'?')));
    return std::binary_search(knowledge_.abbreviations.begin(), knowledge_.abbreviations.end(), fnv1a(lower));
  }

  /// Mr., Dr.: a name follows, never a new sentence.
  [[nodiscard]] bool short_title(std::size_t i) const {
    const Token& before = tokens_[i - 1];
    std::string lower;
    for (std::uint32_t at = before.span.start; at < before.span.end; ++at)
      lower.push_back(static_cast<char>(to_lower(static_cast<unsigned char>(text_[at]))));
    return std::binary_search(knowledge_.speaker_titles.begin(), knowledge_.speaker_titles.end(), fnv1a(lower)) ||
           lower.size() == 1;
  }

  [[nodiscard]] bool sentence_opener(std::size_t next) const {
    if (tokens_[next].form == 0) return false;
    constexpr std::uint16_t kOpeners = kPronoun | kDeterminer | kPreposition | kAdverb | kAuxiliary;
    return (knowledge_.vocabulary.form(tokens_[next].form).tags & kOpeners) != 0;
  }

  std::string_view text_;
  const Knowledge& knowledge_;
  const std::vector<Token>& tokens_;
};

}  // namespace

void read_sentences(std::string_view text, const Block& block, const Knowledge& knowledge, BlockTokens& out) {
  out.tokens.clear();
  out.sentences.clear();
  Tokeniser tokeniser(text, knowledge, out.tokens);
  for (Span piece : block.pieces) {
    piece.start = std::max(piece.start, block.body);
    tokeniser.piece(piece);
  }
  const Splitter splitter(text, knowledge, out.tokens);
  const auto size = static_cast<std::uint32_t>(out.tokens.size());
  std::uint32_t first = 0;
  const auto close = [&](std::uint32_t last) {
    if (last > first)
      out.sentences.push_back({{out.tokens[first].span.start, out.tokens[last - 1].span.end}, first, last});
    first = last;
  };
  for (std::uint32_t i = 0; i < size; ++i) {
    if (i < first) continue;
    if (splitter.ends_at(i))
      close(static_cast<std::uint32_t>(splitter.closers(i)));
    else if (i + 1 - first >= kMostTokens)
      close(i + 1);
  }
  close(size);
  const bool labelled =
      block.speaker >= 0 && block.kind == BlockKind::paragraph && block.body > block.pieces.front().start;
  if (labelled && !out.sentences.empty()) out.sentences.front().span.start = block.pieces.front().start;
}

}  // namespace candour::detail
