#include "features.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text.h"

namespace candour::detail {
namespace {

/// The family a feature is of; part of its hash.
enum class Family : std::uint32_t {
  word = 1,
  stem,
  bigram,
  stem_bigram,
  skip_bigram,
  trigram,
  opening,
  negated_stem,
  context_stem,
  cue_role,
  cue_id,
  cue_group,
  cue_pair,
  effect,
  summary,
  relation,
  neighbour,
  sentence,
  block,
  heading,
  heading_stem,
  lead,
  subject,
  shape,
  genre,
  verb,
  last_effect,
  first_effect,
  name,
  before,
  spoken_stem,
  density,
  class_bigram,
  class_trigram,
  class_skip,
  verb_group,
  subject_kind,
  spoken_cue,
};

constexpr std::uint32_t mix(std::uint32_t a, std::uint32_t b) noexcept {
  std::uint64_t h = (std::uint64_t{a} << 32U | b) * 0x9E3779B97F4A7C15ULL;
  h ^= h >> 29U;
  h *= 0xBF58476D1CE4E5B9ULL;
  return static_cast<std::uint32_t>(h >> 32U);
}

template <class... Parts>
constexpr std::uint32_t feature(Family family, Parts... parts) noexcept {
  std::uint32_t hash = static_cast<std::uint32_t>(family) * 0x85EBCA6BU;
  ((hash = mix(hash, static_cast<std::uint32_t>(parts))), ...);
  return hash;
}

constexpr std::uint32_t kNegationWindow = 6;  // tokens
constexpr float kSomeTalk = 0.02F;            // share of words; written reports lie below
constexpr float kMuchTalk = 0.045F;

constexpr int sign(int x) { return x > 0 ? 1 : x < 0 ? -1 : 0; }
constexpr int clamp(int x, int most) { return x > most ? most : x < -most ? -most : x; }

/// How a cue stands in its clause, as a few bits.
std::uint32_t state(const CueInForce& c) {
  return (c.negated ? 1U : 0U) | (c.embedded ? 2U : 0U) | (c.swallowed ? 4U : 0U);
}

/// What a content word looks like; part of the hash of a feature.
enum class Shape : std::uint32_t {
  name = 1,
  unknown,
  number,
  common_verb,
  adverb,
  gerund,
  past,
  present,
  noun,
  base,
  other,
};

Shape shape_of(const Token& token, std::uint16_t tags) {
  if (token.kind == TokenKind::number) return Shape::number;
  if (token.form == 0) return token.capital ? Shape::name : Shape::unknown;
  static constexpr std::array<std::pair<std::uint16_t, Shape>, 7> kShapes{{{kCommonVerb, Shape::common_verb},
                                                                           {kAdverb, Shape::adverb},
                                                                           {kGerund, Shape::gerund},
                                                                           {kPast, Shape::past},
                                                                           {kPresent, Shape::present},
                                                                           {kNoun, Shape::noun},
                                                                           {kBase, Shape::base}}};
  for (const auto& [tag, shape] : kShapes) {
    if ((tags & tag) != 0) return shape;
  }
  return Shape::other;
}

/// The form of the word that a verb group ends in; part of the hash of a feature.
std::uint32_t ending_of(std::uint16_t tags) {
  static constexpr std::array<std::uint16_t, 6> kEndings{kGerund, kPast, kPresent, kBase, kDeterminer, kPreposition};
  std::uint32_t number = 1;
  for (const std::uint16_t tag : kEndings) {
    if ((tags & tag) != 0) return number;
    ++number;
  }
  return number;
}

class Emitter {
 public:
  Emitter(const BlockReading& block, std::uint32_t sentence, std::uint32_t index, const Carried& carried,
          std::vector<Feature>& out)
      : block_(block),
        sentence_(block.sentences[sentence]),
        number_(sentence),
        index_(index),
        reading_(block.readings[index]),
        carried_(carried),
        out_(out) {}

  void run() {
    words();
    kind_ = FeatureKind::cue;
    cues();
    classes();
    kind_ = FeatureKind::structure;
    verb_group();
    summary();
    neighbours();
    surroundings();
  }

 private:
  void add(std::uint32_t hash, std::int32_t source = kNoSource) { out_.push_back({hash, source, kind_}); }

  void words() {
    const auto& tokens = block_.words.tokens;
    const Clause& clause = reading_.clause;
    std::uint32_t before = 0;
    std::uint32_t before_stem = feature(Family::word, 0);
    std::uint32_t skipped = before_stem;
    for (std::uint32_t i = clause.first; i < clause.last; ++i) {
      const Token& token = tokens[i];
      if (token.kind == TokenKind::punctuation && token.mark != U'?' && token.mark != U'"' && token.mark != U'%')
        continue;
      const std::int32_t source = Feature::of_token(i);
      // names of people and places say nothing: one feature for all that the vocabulary does not know
      const bool name = token.capital && token.form == 0 && i != sentence_.tokens.first;
      const std::uint32_t stem = name ? feature(Family::name) : token.stem;
      const std::uint32_t key = name ? feature(Family::name) : token.key;
      kind_ = FeatureKind::word;
      add(feature(Family::word, key), source);
      add(feature(Family::stem, stem), source);
      kind_ = FeatureKind::phrase;
      add(feature(Family::bigram, before, key), source);
      add(feature(Family::stem_bigram, before_stem, stem), source);
      add(feature(Family::skip_bigram, skipped, stem), source);
      if (block_.denied[i] != 0) add(feature(Family::negated_stem, stem), source);
      if (carried_.spoken) add(feature(Family::spoken_stem, stem), source);
      const std::uint32_t place = i - clause.first;
      if (place < kOpeningWords) add(feature(Family::opening, place, key), source);
      before = key;
      skipped = before_stem;
      before_stem = stem;
    }
    add(feature(Family::bigram, before, 0));
    kind_ = FeatureKind::around;
    for (std::uint32_t i = sentence_.tokens.first; i < sentence_.tokens.last; ++i) {
      if (i >= clause.first && i < clause.last) continue;
      if (tokens[i].kind == TokenKind::word) add(feature(Family::context_stem, tokens[i].stem), Feature::of_token(i));
    }
  }

  void cues() {
    std::uint32_t before = 0;
    int first = 0;
    int last = 0;
    for (std::uint32_t i = reading_.first_cue; i < reading_.last_cue; ++i) {
      const CueInForce& c = block_.in_force[i];
      const auto source = static_cast<std::int32_t>(i);
      const auto role = static_cast<std::uint32_t>(c.cue.role);
      const int value = c.cue.value;
      add(feature(Family::cue_role, role, value, state(c)), source);
      add(feature(Family::cue_role, role, sign(value), 99), source);
      add(feature(Family::cue_id, c.cue.id, c.negated ? 1 : 0, static_cast<std::uint32_t>(c.cue.role)), source);
      add(feature(Family::cue_group, c.cue.group, c.negated ? 1 : 0), source);
      if (carried_.spoken) {
        add(feature(Family::spoken_cue, c.cue.group, c.negated ? 1 : 0), source);
        add(feature(Family::spoken_cue, role, value, state(c), 5), source);
      }
      if (c.effect != 0 && !c.embedded && !c.swallowed) {
        add(feature(Family::effect, c.effect, c.intensified ? 1 : 0, c.hedged ? 1 : 0), source);
        add(feature(Family::effect, sign(c.effect), role), source);
        if (first == 0) first = c.effect;
        last = c.effect;
      }
      const std::uint32_t now = role * 8U + static_cast<std::uint32_t>(sign(value) + 1) + (c.negated ? 4U : 0U);
      add(feature(Family::cue_pair, before, now), source);
      before = now;
    }
    add(feature(Family::cue_pair, before, 0xFFFFU));
    add(feature(Family::first_effect, sign(first)));
    add(feature(Family::last_effect, sign(last)));
    add(feature(Family::last_effect, sign(first), sign(last)));
  }

  /// A word or cue as the n-grams of classes see it.
  struct Item {
    std::uint32_t what = 0;
    std::int32_t source = kNoSource;
  };

  /// Cues as their roles, function words as themselves, all else by its shape: what generalises over vocabulary.
  /// `next` is the first token behind the item.
  [[nodiscard]] Item item_at(std::uint32_t i, std::uint32_t& next) const {
    constexpr std::uint32_t kCues = 0x10000U;
    constexpr std::uint32_t kMarks = 0x20000U;
    constexpr std::uint16_t kFunction =
        kAuxiliary | kPronoun | kDeterminer | kPreposition | kRelative | kModal | kStopword;
    next = i + 1;
    if (const std::int32_t number = block_.cue_at[i]; number != kNoSource) {
      const Cue& cue = block_.in_force[static_cast<std::size_t>(number)].cue;
      next = std::max(cue.last, next);
      return {kCues + static_cast<std::uint32_t>(cue.role) * 8U + static_cast<std::uint32_t>(sign(cue.value) + 1),
              number};
    }
    const Token& token = block_.words.tokens[i];
    const std::int32_t source = Feature::of_token(i);
    if (token.kind == TokenKind::punctuation) return {kMarks + static_cast<std::uint32_t>(token.mark), source};
    if ((block_.tags[i] & kFunction) != 0) return {token.key, source};
    return {static_cast<std::uint32_t>(shape_of(token, block_.tags[i])), source};
  }

  void classes() {
    const Clause& clause = reading_.clause;
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    std::uint32_t next = 0;
    for (std::uint32_t i = clause.first; i < clause.last; i = next) {
      const Item item = item_at(i, next);
      add(feature(Family::class_bigram, b, item.what), item.source);
      add(feature(Family::class_trigram, a, b, item.what), item.source);
      add(feature(Family::class_skip, a, item.what), item.source);
      a = b;
      b = item.what;
    }
    add(feature(Family::class_bigram, b, 0));
    add(feature(Family::class_trigram, a, b, 0));
  }

  /// Tense, mood and voice of the first verb group, and what its subject is.
  void verb_group() {
    const auto& tokens = block_.words.tokens;
    const Clause& clause = reading_.clause;
    const auto verdict = static_cast<std::uint32_t>(reading_.verdict);
    std::uint32_t verb = clause.body;
    while (verb < clause.last && !block_.finite[verb]) ++verb;
    const std::uint32_t subject = subject_of(verb);
    std::uint32_t group = 0;
    const std::uint32_t head = head_of(verb, group);
    if (verb < clause.last && head < clause.last) {
      group = mix(group, ending_of(block_.tags[head]));
      add(feature(Family::verb_group, 4, tokens[head].stem, subject), Feature::of_token(head));
      add(feature(Family::verb_group, 5, group, tokens[head].stem), Feature::of_token(head));
    }
    add(feature(Family::verb_group, 1, group));
    add(feature(Family::verb_group, 2, group, verdict));
    add(feature(Family::verb_group, 3, group, subject));
    add(feature(Family::subject_kind, 1, subject));
    add(feature(Family::subject_kind, 2, subject, verdict));
    if (verb <= clause.body || verb >= clause.last) return;
    add(feature(Family::subject_kind, 3, tokens[verb - 1].stem), Feature::of_token(verb - 1));
    add(feature(Family::subject_kind, 4, tokens[verb - 1].stem, group), Feature::of_token(verb - 1));
  }

  /// The word behind the auxiliaries, adverbs and "not" that start at `verb`; `group` takes in what stands before it.
  [[nodiscard]] std::uint32_t head_of(std::uint32_t verb, std::uint32_t& group) const {
    constexpr std::uint32_t kLongestGroup = 5;
    constexpr std::uint32_t kDenied = 7;
    std::uint32_t head = verb;
    for (; head < reading_.clause.last && head < verb + kLongestGroup; ++head) {
      const std::uint16_t t = block_.tags[head];
      const bool denial = block_.words.tokens[head].key == not_;
      if ((t & (kAuxiliary | kModal)) != 0)
        group = mix(group, block_.words.tokens[head].key);
      else if (denial)
        group = mix(group, kDenied);
      else if ((t & kAdverb) == 0)
        break;
    }
    return head;
  }

  /// The first word of the subject if it is a function word, else its shape.
  [[nodiscard]] std::uint32_t subject_of(std::uint32_t verb) const {
    const std::uint32_t first = reading_.clause.body;
    if (first >= verb || first >= reading_.clause.last) return 0;
    std::uint32_t next = 0;
    return item_at(first, next).what;
  }

  void summary() {
    const ClauseReading& r = reading_;
    const auto verdict = static_cast<std::uint32_t>(r.verdict);
    const std::uint32_t frames = (r.attitude ? 1U : 0U) | (r.demand ? 2U : 0U) | (r.aim ? 4U : 0U) |
                                 (r.plan ? 8U : 0U) | (r.history ? 16U : 0U) | (r.courtesy ? 32U : 0U) |
                                 (r.report ? 64U : 0U) | (r.question ? 128U : 0U);
    constexpr int kMostScore = 5;
    constexpr int kMostCount = 3;
    add(feature(Family::summary, 1, clamp(r.score, kMostScore)));
    add(feature(Family::summary, 2, verdict));
    add(feature(Family::summary, 3, clamp(r.positives, kMostCount), clamp(r.negatives, kMostCount)));
    add(feature(Family::summary, 4, clamp(r.strongest, kMostCount)));
    for (std::uint32_t bit = 1; bit <= 128; bit <<= 1U) {
      if ((frames & bit) == 0) continue;
      add(feature(Family::summary, 5, bit));
      add(feature(Family::summary, 6, bit, verdict));
    }
    const auto relation = static_cast<std::uint32_t>(r.clause.relation);
    add(feature(Family::relation, relation));
    add(feature(Family::relation, relation, verdict));
    add(feature(Family::subject, static_cast<std::uint32_t>(r.subject + 1)));
    add(feature(Family::subject, static_cast<std::uint32_t>(r.subject + 1), verdict));
    const bool leads = lead_in();
    add(feature(Family::shape, leads ? 21 : 20, r.demand ? 1 : 0));
    if (leads) add(feature(Family::shape, 22, verdict));
    const std::uint32_t length = r.clause.last - r.clause.first;
    const std::uint32_t bucket = length < 4    ? 0
                                 : length < 8  ? 1
                                 : length < 14 ? 2
                                 : length < 24 ? 3
                                 : length < 40 ? 4
                                               : 5;
    add(feature(Family::shape, bucket));
    add(feature(Family::shape, bucket, verdict, 7));
    add(feature(Family::shape, r.number ? 11 : 10, verdict));
    add(feature(Family::shape, r.number ? 13 : 12, r.score == 0 ? 1 : 0));
  }

  /// Whether the clause ends its block with a colon: a list follows.
  [[nodiscard]] bool lead_in() const {
    const Token& last = block_.words.tokens.back();
    return index_ + 1 == block_.readings.size() && last.kind == TokenKind::punctuation && last.mark == U':';
  }

  void neighbours() {
    const auto verdict = static_cast<std::uint32_t>(reading_.verdict);
    const bool has_before = index_ > sentence_.first_clause;
    const bool has_after = index_ + 1 < sentence_.last_clause;
    const std::uint32_t before = has_before ? 1U + static_cast<std::uint32_t>(block_.readings[index_ - 1].verdict) : 0U;
    const std::uint32_t after = has_after ? 1U + static_cast<std::uint32_t>(block_.readings[index_ + 1].verdict) : 0U;
    const std::uint32_t joint =
        has_after ? static_cast<std::uint32_t>(block_.readings[index_ + 1].clause.relation) : 99U;
    add(feature(Family::neighbour, 1, before, static_cast<std::uint32_t>(reading_.clause.relation)));
    add(feature(Family::neighbour, 2, after, joint));
    add(feature(Family::neighbour, 3, joint));
    add(feature(Family::neighbour, 4, before, after, verdict));
    if (has_before) {  // "how well it plans *and reduces harm*" goes on with what is asked
      const ClauseReading& r = block_.readings[index_ - 1];
      const std::uint32_t frames = (r.attitude ? 1U : 0U) | (r.demand ? 2U : 0U) | (r.aim ? 4U : 0U) |
                                   (r.plan ? 8U : 0U) | (r.history ? 16U : 0U) | (r.report ? 32U : 0U);
      add(feature(Family::neighbour, 5, frames, static_cast<std::uint32_t>(reading_.clause.relation)));
      add(feature(Family::neighbour, 6, frames, static_cast<std::uint32_t>(reading_.clause.relation), verdict));
      if (r.clause.relation == Relation::condition) {  // "If it stops, *homes will flood*" judges nothing yet
        const std::uint32_t opening = block_.words.tokens[r.clause.first].key;
        add(feature(Family::neighbour, 7, opening));
        add(feature(Family::neighbour, 8, opening, verdict));
      }
    }
    add(feature(Family::sentence, 1, sign(sentence_.score)));
    add(feature(Family::sentence, 2, sign(sentence_.score), verdict));
    const int previous = number_ > 0 ? sign(block_.sentences[number_ - 1].score) : sign(carried_.before_sign) + 10;
    const int next = number_ + 1 < block_.sentences.size() ? sign(block_.sentences[number_ + 1].score) : 5;
    add(feature(Family::sentence, 3, previous));
    add(feature(Family::sentence, 4, next));
    add(feature(Family::sentence, 5, previous, next));
    add(feature(Family::sentence, 6, number_ == 0 ? 0 : 1, verdict));
    add(feature(Family::sentence, 7, sentence_.question ? 1 : 0, carried_.spoken ? 1 : 0));
    kind_ = FeatureKind::around;
    if (number_ > 0) {
      const SentenceTokens& s = block_.sentences[number_ - 1].tokens;
      for (std::uint32_t i = s.first; i < s.last; ++i) {
        if (block_.words.tokens[i].kind == TokenKind::word) add(feature(Family::before, block_.words.tokens[i].stem));
      }
    }
  }

  void surroundings() {
    kind_ = FeatureKind::structure;
    const auto verdict = static_cast<std::uint32_t>(reading_.verdict);
    add(feature(Family::block, static_cast<std::uint32_t>(carried_.kind)));
    add(feature(Family::block, static_cast<std::uint32_t>(carried_.kind), verdict));
    add(feature(Family::genre, carried_.spoken ? 1 : 0));
    add(feature(Family::genre, carried_.spoken ? 1 : 0, verdict));
    const auto level = [](float share) { return static_cast<std::uint32_t>(share * kLevels); };
    const std::uint32_t talk = carried_.talk > kMuchTalk ? 2 : carried_.talk > kSomeTalk ? 1 : 0;
    add(feature(Family::density, 1, level(carried_.praise)));
    add(feature(Family::density, 2, level(carried_.blame)));
    add(feature(Family::density, 3, level(carried_.praise + carried_.blame), verdict));
    add(feature(Family::density, 4, talk));
    add(feature(Family::density, 5, talk, verdict));
    add(feature(Family::heading, sign(carried_.heading_sign), carried_.heading_demand ? 1 : 0));
    for (const std::uint32_t stem : carried_.heading_stems) add(feature(Family::heading_stem, stem));
    if (!carried_.lead) return;
    add(feature(Family::lead, sign(carried_.lead_sign), carried_.lead_demand ? 1 : 0));
    add(feature(Family::lead, sign(carried_.lead_sign), carried_.lead_demand ? 1 : 0, verdict));
  }

  std::uint32_t not_ = fold32(fnv1a("not"));
  static constexpr std::uint32_t kOpeningWords = 3;
  static constexpr float kLevels = 6;  // steps in which the density of judgement is told

  const BlockReading& block_;
  const SentenceReading& sentence_;
  std::uint32_t number_;
  std::uint32_t index_;
  const ClauseReading& reading_;
  const Carried& carried_;
  std::vector<Feature>& out_;
  FeatureKind kind_ = FeatureKind::structure;
};

/// Notes by token what the cues of one clause do there.
void mark_cues(const ClauseReading& reading, BlockReading& out) {
  for (std::uint32_t i = reading.first_cue; i < reading.last_cue; ++i) {
    const Cue& cue = out.in_force[i].cue;
    std::int32_t& longest = out.cue_at[cue.first];
    if (longest == kNoSource || out.in_force[static_cast<std::size_t>(longest)].cue.last < cue.last)
      longest = static_cast<std::int32_t>(i);
    if (cue.role != CueRole::negation && cue.role != CueRole::shortfall) continue;
    const std::uint32_t end = std::min(reading.clause.last, cue.last + kNegationWindow);
    for (std::uint32_t t = cue.last; t < end; ++t) out.denied[t] = 1;
  }
}

}  // namespace

void BlockReading::clear() {
  words.tokens.clear();
  words.sentences.clear();
  clauses.clear();
  cues.clear();
  readings.clear();
  in_force.clear();
  sentences.clear();
  tags.clear();
  finite.clear();
  denied.clear();
  cue_at.clear();
}

void read_block(std::string_view text, const Block& block, const Knowledge& knowledge, BlockReading& out) {
  out.clear();
  read_sentences(text, block, knowledge, out.words);
  const std::span<const Token> tokens(out.words.tokens);
  for (const Token& token : tokens) out.tags.push_back(tags_of(token, knowledge));
  out.finite.resize(tokens.size());
  out.denied.resize(tokens.size());
  out.cue_at.resize(tokens.size(), kNoSource);
  for (const SentenceTokens& sentence : out.words.sentences) {
    SentenceReading reading;
    reading.tokens = sentence;
    reading.first_clause = static_cast<std::uint32_t>(out.readings.size());
    for (std::uint32_t i = sentence.last; i > sentence.first && tokens[i - 1].kind == TokenKind::punctuation; --i) {
      reading.question = reading.question || tokens[i - 1].mark == U'?';
    }
    out.clauses.clear();
    out.cues.clear();
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
      out.finite[i] = finite_verb(tokens, i, sentence.first, sentence.last, knowledge);
    read_clauses(tokens, sentence, knowledge, out.clauses);
    read_cues(text, tokens, sentence, knowledge, out.cues);
    read_scope(tokens, out.clauses, out.cues, reading.question, knowledge, out.readings, out.in_force);
    reading.last_clause = static_cast<std::uint32_t>(out.readings.size());
    for (std::uint32_t i = reading.first_clause; i < reading.last_clause; ++i) {
      reading.score += out.readings[i].score;
      mark_cues(out.readings[i], out);
    }
    out.sentences.push_back(reading);
  }
}

void clause_features(const BlockReading& block, std::uint32_t sentence, std::uint32_t index, const Carried& carried,
                     std::vector<Feature>& out) {
  Emitter(block, sentence, index, carried, out).run();
}

}  // namespace candour::detail
