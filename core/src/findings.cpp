#include "findings.h"

#include <algorithm>
#include <array>
#include <string>

namespace candour::detail {
namespace {

constexpr std::uint32_t kLongestFront = 14;  // tokens of a fronted adverbial
constexpr double kLeastShare = 0.15;         // of the weightiest reason; less did not carry anything
constexpr double kLeastWordShare = 0.4;      // the same for a word that is no cue, beside one that is
constexpr double kLeastWeight = 0.05;        // of a cue that says the label by itself
constexpr double kRuleConfidence = 0.6;      // without weights there is nothing to calibrate

bool is_mark(const Token& t, char32_t mark) { return t.kind == TokenKind::punctuation && t.mark == mark; }

/// Where the clause begins behind "Since last year," and "We found that".
class Front {
 public:
  Front(const BlockReading& block, const ClauseReading& reading, const Knowledge& knowledge)
      : block_(block),
        reading_(reading),
        knowledge_(knowledge),
        tokens_(block.words.tokens),
        end_(reading.clause.last) {}

  std::uint32_t start() {
    at_ = reading_.clause.body;
    skip_marks();
    while (adverbial() || report()) skip_marks();
    return at_;
  }

 private:
  void skip_marks() {
    while (at_ < end_ && tokens_[at_].kind == TokenKind::punctuation && tokens_[at_].mark != U'(' &&
           tokens_[at_].mark != U'"' && tokens_[at_].mark != U'\'')
      ++at_;
  }

  /// Whether something judges there, or denies ("Not every officer, though, had …").
  [[nodiscard]] bool judged_between(std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t i = reading_.first_cue; i < reading_.last_cue; ++i) {
      const CueInForce& c = block_.in_force[i];
      if (c.cue.role == CueRole::negation && c.cue.first >= from && c.cue.first < to) return true;
      if (c.effect != 0 && c.cue.role != CueRole::practice && c.cue.first >= from && c.cue.first < to) return true;
    }
    return false;
  }

  bool adverbial() {
    const std::uint16_t opening = at_ < end_ ? tags_of(tokens_[at_], knowledge_) : std::uint16_t{0};
    if ((opening & (kPreposition | kAdverb)) == 0) return false;
    const std::uint32_t limit = std::min(end_, at_ + kLongestFront);
    for (std::uint32_t i = at_; i < limit; ++i) {
      if (!is_mark(tokens_[i], U',')) {
        if ((tags_of(tokens_[i], knowledge_) & kAuxiliary) != 0) return false;
        continue;
      }
      if (i + 2 >= end_ || judged_between(at_, i)) return false;
      for (std::uint32_t k = i + 1; k < end_; ++k) {
        if (finite_verb(tokens_, k, at_, end_, knowledge_)) {
          at_ = i + 1;
          return true;
        }
      }
      return false;
    }
    return false;
  }

  /// "We found that …": cut when it is the assessor who reports and nothing in it judges.
  bool report() {
    constexpr std::uint32_t kReach = 3;  // tokens between the start and the reporting verb
    for (std::uint32_t i = reading_.first_cue; i < reading_.last_cue; ++i) {
      const Cue& cue = block_.in_force[i].cue;
      if (cue.role != CueRole::report || cue.first < at_ || cue.first > at_ + kReach || cue.last >= end_) continue;
      static const std::uint32_t kThat = fold32(fnv1a("that"));
      const bool closed = tokens_[cue.last - 1].key == kThat;
      const bool followed = tokens_[cue.last].key == kThat;
      if ((!closed && !followed) || judged_between(at_, cue.last)) return false;
      if (!by_assessor(at_, cue.last)) return false;
      at_ = cue.last + (followed ? 1U : 0U);
      return at_ < end_;
    }
    return false;
  }

  [[nodiscard]] bool by_assessor(std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t i = reading_.first_cue; i < reading_.last_cue; ++i) {
      const Cue& cue = block_.in_force[i].cue;
      if (cue.first >= from && cue.first < to && (cue.role == CueRole::served || cue.role == CueRole::body))
        return false;
    }
    return true;
  }

  const BlockReading& block_;
  const ClauseReading& reading_;
  const Knowledge& knowledge_;
  std::span<const Token> tokens_;
  std::uint32_t at_ = 0;
  std::uint32_t end_;
};

struct Reason {
  std::uint32_t first = 0, last = 0;  ///< tokens
  const CueInForce* cue = nullptr;
  double weight = 0;
};

/// The longest cue on each token of the clause, so that phrases are shown whole; a judging one where two are as long.
std::vector<const CueInForce*> cue_of_each(const BlockReading& block, const ClauseReading& reading) {
  std::vector<const CueInForce*> out(reading.clause.last - reading.clause.first);
  for (std::uint32_t i = reading.first_cue; i < reading.last_cue; ++i) {
    const CueInForce& c = block.in_force[i];
    const auto length = [](const CueInForce& cue) { return cue.cue.last - cue.cue.first; };
    out.resize(std::max<std::size_t>(out.size(), c.cue.last - reading.clause.first));  // a cue may end behind it
    for (std::uint32_t t = c.cue.first; t < c.cue.last; ++t) {
      const CueInForce*& on = out[t - reading.clause.first];
      const bool more =
          on == nullptr || length(c) > length(*on) || (length(c) == length(*on) && on->effect == 0 && c.effect != 0);
      if (more) on = &c;
    }
  }
  return out;
}

/// Names who is judged, not how; never shown as a reason.
bool names_only(CueRole role) {
  switch (role) {
    case CueRole::body:
    case CueRole::assessor:
    case CueRole::served:
    case CueRole::report:
    case CueRole::subject:
    case CueRole::thing:
    case CueRole::history:
      return true;
    default:
      return false;
  }
}

/// What a cue says by itself, before negation: 1, -1, or 0.
int own_sign(const CueInForce& c) {
  switch (c.cue.role) {
    case CueRole::judge:
    case CueRole::grade:
    case CueRole::attitude:
    case CueRole::shortfall:
    case CueRole::demand:
    case CueRole::norm:
      return c.cue.value > 0 ? 1 : -1;
    case CueRole::improved:
    case CueRole::practice:
      return 1;
    case CueRole::worse:
      return -1;
    default:
      return c.effect > 0 ? 1 : c.effect < 0 ? -1 : 0;
  }
}

Role role_of(const CueInForce* cue) {
  if (cue == nullptr) return Role::word;
  switch (cue->cue.role) {
    case CueRole::negation:
    case CueRole::shortfall:
      return Role::negation;
    case CueRole::quantity:
      return turns_round(cue->cue) ? Role::negation : Role::hedge;
    case CueRole::hedge:
      return Role::hedge;
    case CueRole::intensifier:
      return Role::intensifier;
    case CueRole::attitude:
    case CueRole::demand:
    case CueRole::norm:
      return Role::frame;
    case CueRole::grade:
      return Role::grade;
    case CueRole::compare:
    case CueRole::direction:
    case CueRole::improved:
    case CueRole::worse:
    case CueRole::persist:
      return Role::comparison;
    default:
      return Role::cue;
  }
}

Effect effect_of(const CueInForce* cue, Role role, Label label) {
  const Effect towards = label == Label::strength ? Effect::strength : Effect::concern;
  switch (role) {
    case Role::hedge:
      return Effect::softens;
    case Role::intensifier:
      return Effect::strengthens;
    case Role::negation:
      return cue->cue.role == CueRole::shortfall && label == Label::concern ? Effect::concern : Effect::turns;
    case Role::frame:
      return cue->cue.role == CueRole::attitude ? towards : Effect::sets;
    default:
      return towards;
  }
}

std::string_view name_of(Role role) {
  static constexpr std::array<std::string_view, 9> kNames{"cue",      "negation", "hedge",      "intensifier", "frame",
                                                          "contrast", "grade",    "comparison", "word"};
  return kNames[static_cast<std::size_t>(role)];
}

std::string_view name_of(Effect effect) {
  static constexpr std::array<std::string_view, 6> kNames{"strength", "concern",     "turns",
                                                          "softens",  "strengthens", "sets"};
  return kNames[static_cast<std::size_t>(effect)];
}

/// The template `key` with `words` in the place of {}; a line break inside the words reads as a blank.
std::string note(const Knowledge& knowledge, std::string_view key, std::string_view words) {
  constexpr std::string_view kPlace = "{}";
  constexpr std::string_view kBlanks = " \n\r\t";
  const auto it = knowledge.notes.find(key);
  const std::string_view text = it == knowledge.notes.end() ? kPlace : std::string_view(it->second);
  const std::size_t place = std::min(text.find(kPlace), text.size());
  std::string out;
  out.reserve(text.size() + words.size());
  out += text.substr(0, place);
  while (place < text.size() && !words.empty()) {
    const std::size_t blank = std::min(words.find_first_of(kBlanks), words.size());
    const std::size_t next = std::min(words.find_first_not_of(kBlanks, blank), words.size());
    out += words.substr(0, blank);
    if (next > blank) out += ' ';
    words.remove_prefix(next);
  }
  if (place < text.size()) out += text.substr(place + kPlace.size());
  return out;
}

}  // namespace

Decision decide(const Model& model, const ClauseReading& reading, const Scores& scores) noexcept {
  Decision out;
  if (model.rows == 0) {
    out.label = reading.verdict;
    out.confidence = kRuleConfidence;
    out.kind = reading.demand && out.label == Label::concern ? Kind::action : Kind::judgement;
    return out;
  }
  const Odds p = odds(scores[index_of(Head::strength)] / double{model.temperature},
                      scores[index_of(Head::concern)] / double{model.temperature});
  const double s = p.strength / double{model.thresholds.strength};
  const double c = p.concern / double{model.thresholds.concern};
  if (s < 1 && c < 1) return out;
  out.label = s >= c ? Label::strength : Label::concern;
  out.confidence = s >= c ? p.strength : p.concern;
  const double severe = scores[index_of(Head::severe)];
  const double slight = scores[index_of(Head::slight)];
  out.severity = severe > 0 && severe >= slight ? 3 : slight > 0 ? 1 : 2;
  if (out.label == Label::concern && scores[index_of(Head::action)] > 0) out.kind = Kind::action;
  const double worse = scores[index_of(Head::worse)];
  const double unchanged = scores[index_of(Head::unchanged)];
  // what has improved is a strength, what has not is none
  if (out.label == Label::strength)
    out.trend = scores[index_of(Head::improved)] > 0 ? Trend::improved : Trend::none;
  else if (worse > 0 || unchanged > 0)
    out.trend = worse > unchanged ? Trend::worse : Trend::unchanged;
  return out;
}

Span finding_span(const BlockReading& block, const ClauseReading& reading, const Knowledge& knowledge) {
  const auto& tokens = block.words.tokens;
  const std::uint32_t first = Front(block, reading, knowledge).start();
  std::uint32_t last = reading.clause.last;
  const auto opened = [&](char32_t mark, std::uint32_t to) {
    return std::any_of(tokens.begin() + first, tokens.begin() + to,
                       [mark](const Token& t) { return is_mark(t, mark); });
  };
  while (last > first && tokens[last - 1].kind == TokenKind::punctuation) {
    const char32_t mark = tokens[last - 1].mark;
    if (mark == U'%' || (mark == U')' && opened(U'(', last - 1)) || (mark == U'"' && opened(U'"', last - 1))) break;
    --last;
  }
  if (first >= last) return {};
  return {tokens[first].span.start, tokens[last - 1].span.end};
}

std::vector<Because> reasons(std::string_view text, const BlockReading& block, const ClauseReading& reading,
                             std::span<const Feature> features, const Scores& scores, const Decision& decision,
                             const Knowledge& knowledge) {
  const auto& tokens = block.words.tokens;
  const Model& model = *knowledge.model;
  const std::vector<const CueInForce*> cover = cue_of_each(block, reading);
  const std::uint32_t start = reading.clause.first;
  std::vector<Reason> by_start(cover.size());  // of each token of the clause; empty where no reason begins
  const bool strength = decision.label == Label::strength;
  const Odds p = odds(scores[0] / double{model.temperature}, scores[1] / double{model.temperature});
  const double own = strength ? p.strength : p.concern;
  const double other = strength ? p.concern : p.strength;
  const double share = own < 1 ? other / (1 - own) : 0;  // how much of the rest of the probability the rival holds
  const auto weight_of = [&](const Feature& f) {
    if (model.rows == 0) return 0.0;
    const auto& row = model.labels[f.hash & (model.rows - 1)];
    const double s = double{model.scale[0]} * row[0];
    const double c = double{model.scale[1]} * row[1];
    return strength ? s - share * c : c - share * s;
  };
  const auto first_of = [&cover, start](std::uint32_t token) {  // of the reason that the token is part of
    const CueInForce* const cue = cover[token - start];
    return cue != nullptr ? cue->cue.first : token;
  };
  for (const Feature& f : features) {
    if (f.source == kNoSource) continue;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    const CueInForce* cue = nullptr;
    if (f.is_token()) {
      const std::uint32_t token = f.token();
      if (token < reading.clause.first || token >= reading.clause.last) continue;
      cue = cover[token - start];
      first = first_of(token);
      last = cue != nullptr ? cue->cue.last : token + 1;
    } else {
      cue = &block.in_force[static_cast<std::size_t>(f.source)];
      cue = cover[cue->cue.first - start];
      first = cue->cue.first;
      last = cue->cue.last;
    }
    Reason& reason = by_start[first - start];
    if (reason.last < last) reason = {first, last, cue, reason.weight};
    const double weight = weight_of(f);
    reason.weight += weight;
    if (f.kind != FeatureKind::phrase || !f.is_token() || f.token() == start) continue;
    // a pair of words says what it says by both
    const std::uint32_t before = first_of(f.token() - 1);
    if (before < start || before == first) continue;
    reason.weight -= weight / 2;
    by_start[before - start].weight += weight / 2;
  }
  const int wanted = strength ? 1 : -1;
  std::vector<Reason> ranked;
  bool plain = false;  // whether some cue says the label by itself
  for (Reason& reason : by_start) {
    const Token& token = tokens[reason.first];
    if (reason.last == 0 || token.kind == TokenKind::punctuation) continue;
    if (reason.cue == nullptr) {
      const bool hollow = token.form == 0 || (tags_of(token, knowledge) &
                                              (kStopword | kDeterminer | kPreposition | kAuxiliary | kPronoun)) != 0;
      if (!hollow && reason.weight > 0) ranked.push_back(reason);
      continue;
    }
    const CueInForce& c = *reason.cue;
    const Role role = role_of(&c);
    if (names_only(c.cue.role)) continue;
    const bool modifies = role == Role::hedge || role == Role::intensifier;
    const bool denied = c.negated && own_sign(c) == -wanted;
    const bool says = own_sign(c) == wanted && !c.negated && !c.embedded;
    if (own_sign(c) == -wanted && !denied) continue;
    if (says || denied || turns_round(c.cue)) {
      constexpr double kPlain = 2;  // a reader sees these words as the reason before any that only lean
      reason.weight = kPlain * std::max(reason.weight, kLeastWeight);
      plain = true;
    }
    if (reason.weight > 0 || modifies) ranked.push_back(reason);
  }
  if (ranked.empty()) {  // nothing stands out: the weightiest words of any kind, rather than no reason at all
    for (const Reason& reason : by_start) {
      if (reason.last == 0 || tokens[reason.first].kind == TokenKind::punctuation) continue;
      if (ranked.empty())
        ranked.push_back(reason);
      else if (reason.weight > ranked.front().weight)
        ranked.front() = reason;
    }
    for (Reason& reason : ranked) reason.cue = nullptr;
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const Reason& a, const Reason& b) { return a.weight > b.weight; });
  std::vector<Because> out;
  for (const Reason& reason : ranked) {
    const Role role = role_of(reason.cue);
    const bool modifies = role == Role::hedge || role == Role::intensifier;
    const double top = std::max(ranked.front().weight, 0.0);
    const double least = top == 0 ? reason.weight : (role == Role::word && plain ? kLeastWordShare : kLeastShare) * top;
    if (out.size() >= kMostReasons || (!modifies && reason.weight < least)) continue;
    const Span span{tokens[reason.first].span.start, tokens[reason.last - 1].span.end};
    const std::string_view words = text.substr(span.start, span.end - span.start);
    if (reason.cue != nullptr && reason.cue->negated && own_sign(*reason.cue) == -wanted) {
      out.push_back({span, role, strength ? Effect::concern : Effect::strength, note(knowledge, "denied", words)});
      continue;
    }
    const Effect effect = effect_of(reason.cue, role, decision.label);
    out.push_back(
        {span, role, effect, note(knowledge, std::string(name_of(role)) + "." + std::string(name_of(effect)), words)});
  }
  return out;
}

}  // namespace candour::detail
