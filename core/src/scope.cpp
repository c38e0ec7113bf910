#include "scope.h"

#include <algorithm>
#include <cstdlib>

namespace candour::detail {
namespace {

constexpr std::uint32_t kNegationReach = 9;   // tokens behind a negator
constexpr std::uint32_t kShortfallReach = 8;  // tokens behind "lack of", "fails to"
constexpr std::uint32_t kTight = 1;           // the same where the pair is of a direction and a good word
constexpr std::uint32_t kPairReach = 6;       // tokens between a direction or a remedy and its thing
constexpr std::uint32_t kSubjectReach = 9;    // the same between a fault that is the subject and its verb
constexpr std::uint32_t kNoPair = ~0U;

bool is_judgement(CueRole role) { return role == CueRole::judge || role == CueRole::grade; }

class ClauseScope {
 public:
  ClauseScope(std::span<const Token> tokens, std::span<CueInForce> cues, ClauseReading& reading,
              const Knowledge& knowledge)
      : tokens_(tokens), cues_(cues), reading_(reading), knowledge_(knowledge) {}

  void run() {
    base_effects();
    modify();
    pair_directions();
    swallow_shortfalls();
    remedies();
    negate();
    embed();
    sum();
  }

 private:
  [[nodiscard]] bool comma_between(std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t i = from; i < to; ++i) {
      if (tokens_[i].kind == TokenKind::punctuation && tokens_[i].mark == U',') return true;
    }
    return false;
  }

  void base_effects() {
    for (CueInForce& c : cues_) {
      switch (c.cue.role) {
        case CueRole::judge:
        case CueRole::grade:
        case CueRole::shortfall:
        case CueRole::attitude:
        case CueRole::demand:
        case CueRole::norm:
          c.effect = c.cue.value;
          break;
        case CueRole::improved:
          c.effect = 1;
          break;
        case CueRole::worse:
          c.effect = -1;
          break;
        case CueRole::practice:
          c.effect = 1;
          break;
        default:
          break;
      }
    }
    // the same words as judgement and as progress count once
    for (CueInForce& c : cues_) {
      const bool weak =
          c.cue.role == CueRole::improved || c.cue.role == CueRole::worse || c.cue.role == CueRole::practice;
      if (!weak) continue;
      for (const CueInForce& other : cues_) {
        const bool overlaps = other.cue.first < c.cue.last && c.cue.first < other.cue.last;
        if (&other != &c && overlaps && other.effect != 0 && !(other.cue.role == c.cue.role)) c.effect = 0;
      }
    }
  }

  void modify() {
    for (const CueInForce& modifier : cues_) {
      const CueRole role = modifier.cue.role;
      if (role != CueRole::intensifier && role != CueRole::hedge) continue;
      // the nearest judging cue, rather to the right
      CueInForce* best = nullptr;
      std::uint32_t nearest = kPairReach;
      for (CueInForce& c : cues_) {
        if (c.effect == 0) continue;
        const bool right = c.cue.first >= modifier.cue.last;
        const std::uint32_t distance = right                              ? c.cue.first - modifier.cue.last
                                       : c.cue.last <= modifier.cue.first ? 2 + modifier.cue.first - c.cue.last
                                                                          : kPairReach;
        if (distance < nearest) {
          nearest = distance;
          best = &c;
        }
      }
      if (best == nullptr) continue;
      if (role == CueRole::intensifier)
        best->intensified = true;
      else
        best->hedged = true;
    }
  }

  [[nodiscard]] bool tagged(std::uint32_t token, std::uint16_t tags) const {
    return (tags_of(tokens_[token], knowledge_) & tags) != 0;
  }

  /// A verb without an object: "has narrowed", "fell by a third".
  [[nodiscard]] bool moves(const CueInForce& d) const {
    if (!tagged(d.cue.first, kPast | kPresent | kGerund)) return false;
    if (d.cue.last >= reading_.clause.last) return true;
    return tokens_[d.cue.last].kind != TokenKind::word || tagged(d.cue.last, kPreposition | kAdverb);
  }

  /// A noun of blame: "the gap between", "delays".
  [[nodiscard]] bool names_fault(const CueInForce& c) const {
    return c.cue.role == CueRole::judge && c.cue.value < 0 &&
           (tagged(c.cue.first, kNoun) || (c.cue.last > c.cue.first + 1 && tagged(c.cue.last - 1, kPreposition)));
  }

  /// Tokens between a direction and what it may pair with; kNoPair where it does not.
  [[nodiscard]] std::uint32_t pair_distance(const CueInForce& d, const CueInForce& t) const {
    if (t.swallowed) return kNoPair;
    const bool right = t.cue.first >= d.cue.last;
    if (!right && t.cue.last > d.cue.first) return kNoPair;
    const bool fault = !right && names_fault(t) && moves(d);
    if (t.cue.role != CueRole::thing && !fault && (t.cue.role != CueRole::judge || !right)) return kNoPair;
    const std::uint32_t from = right ? d.cue.last : t.cue.last;
    const std::uint32_t to = right ? t.cue.first : d.cue.first;
    const std::uint32_t distance = to - from + (right ? 0 : 1);
    if (distance >= (fault ? kSubjectReach : kPairReach) || comma_between(from, to)) return kNoPair;
    // "low quality" is a pair, "tackles crime well" is none
    if (t.cue.role == CueRole::judge && t.cue.value > 0 && distance > kTight) return kNoPair;
    return distance;
  }

  /// "complaints fell", "reduce delays", "high caseloads", "the gap has narrowed": the pair judges, by both signs.
  void pair_directions() {
    for (CueInForce& d : cues_) {
      if (d.cue.role != CueRole::direction || d.swallowed) continue;
      CueInForce* thing = nullptr;
      std::uint32_t nearest = kNoPair;
      for (CueInForce& t : cues_) {
        const std::uint32_t distance = pair_distance(d, t);
        if (distance >= nearest) continue;
        nearest = distance;
        thing = &t;
      }
      if (thing == nullptr) continue;
      if (thing->cue.role == CueRole::thing) {
        d.effect = static_cast<std::int8_t>(d.cue.value * thing->cue.value * 2);
      } else if (d.cue.value < 0) {
        d.effect = static_cast<std::int8_t>(thing->cue.value < 0 ? 1 : -1);
      } else {
        d.effect = static_cast<std::int8_t>(thing->cue.value < 0 ? -1 : 1);
      }
      thing->swallowed = true;
      thing->effect = 0;
      hide_movement(d);
    }
  }

  /// "fell sharply" is no worsening where it is the complaints that fell.
  void hide_movement(const CueInForce& d) {
    for (CueInForce& c : cues_) {
      if (c.cue.role != CueRole::improved && c.cue.role != CueRole::worse) continue;
      if (c.cue.last <= d.cue.first || d.cue.last <= c.cue.first) continue;
      c.effect = 0;
      c.swallowed = true;
    }
  }

  void swallow_shortfalls() {
    for (CueInForce& s : cues_) {
      if (s.cue.role != CueRole::shortfall || s.swallowed) continue;
      for (CueInForce& c : cues_) {
        if (&c == &s || c.cue.first < s.cue.last || c.cue.first - s.cue.last > kShortfallReach) continue;
        if (comma_between(s.cue.last, c.cue.first)) continue;
        if (c.cue.role == CueRole::attitude || c.cue.role == CueRole::demand) continue;
        if (denies(s) && is_judgement(c.cue.role) && c.effect < 0) {
          s.effect = 1;  // "there were no failings"
          c.effect = 0;
          c.swallowed = true;
        } else if (c.effect > 0 || c.cue.role == CueRole::remedy || c.cue.role == CueRole::practice) {
          c.effect = 0;
          c.swallowed = true;
        }
      }
    }
  }

  /// Whether a shortfall says that something is not there at all ("there were no"), rather than too little of it.
  [[nodiscard]] bool denies(const CueInForce& s) const {
    static const std::uint32_t kNo = fold32(fnv1a("no"));
    for (std::uint32_t i = s.cue.first; i < s.cue.last; ++i) {
      if (tokens_[i].key == kNo) return true;
    }
    return false;
  }

  /// "addresses the shortcomings": the fault is being mended.
  void remedies() {
    for (CueInForce& r : cues_) {
      if (r.cue.role != CueRole::remedy || r.swallowed) continue;
      for (CueInForce& c : cues_) {
        if (c.cue.first < r.cue.last || c.cue.first - r.cue.last > kPairReach) continue;
        const bool fault =
            (is_judgement(c.cue.role) && c.effect < 0) || (c.cue.role == CueRole::thing && c.cue.value < 0);
        if (!fault) continue;
        c.effect = 0;
        c.swallowed = true;
        r.effect = 1;
      }
    }
  }

  [[nodiscard]] bool negator(const CueInForce& c) const {
    return turns_round(c.cue) && (c.cue.role == CueRole::negation || !hedges(c.cue));
  }

  /// The "little" of "a little late".
  [[nodiscard]] bool hedges(const Cue& part) const {
    return std::any_of(cues_.begin(), cues_.end(),
                       [&](const CueInForce& c) { return c.cue.role == CueRole::hedge && within(part, c.cue); });
  }

  void negate() {
    for (const CueInForce& n : cues_) {
      if (!negator(n) || n.swallowed) continue;
      for (CueInForce& c : cues_) {
        if (&c == &n || c.cue.first < n.cue.last || c.cue.first - n.cue.last > kNegationReach || c.negated) continue;
        if (comma_between(n.cue.last, c.cue.first)) continue;
        if (c.cue.role == CueRole::negation || c.cue.role == CueRole::quantity) continue;
        c.negated = true;
        if (c.effect == 0) continue;
        c.effect = static_cast<std::int8_t>(c.effect > 0 ? -c.effect : 1);
      }
    }
  }

  /// A part of a longer cue: the "must" of "providers must".
  [[nodiscard]] static bool within(const Cue& part, const Cue& whole) {
    return part.first >= whole.first && part.last <= whole.last && part.last - part.first < whole.last - whole.first;
  }

  /// What stands under an attitude or a demand judges nothing by itself; under an aim or a plan nor does it.
  void embed() {
    for (const CueInForce& frame : cues_) {
      const CueRole role = frame.cue.role;
      const bool takes = role == CueRole::attitude || role == CueRole::demand || role == CueRole::aim ||
                         role == CueRole::plan || role == CueRole::norm;
      if (!takes || frame.embedded) continue;
      const bool neutral = role == CueRole::aim || role == CueRole::plan;
      for (CueInForce& c : cues_) {
        const bool behind = c.cue.first >= frame.cue.last;
        if (&c == &frame || !(behind || (neutral && within(c.cue, frame.cue)))) continue;
        if (neutral && (c.cue.role == CueRole::attitude || c.cue.role == CueRole::norm)) continue;
        c.embedded = true;
      }
    }
  }

  void sum() {
    for (const CueInForce& c : cues_) {
      switch (c.cue.role) {
        case CueRole::attitude:
          reading_.attitude = reading_.attitude || !c.embedded;
          break;
        case CueRole::demand:
          reading_.demand = reading_.demand || !c.embedded;
          break;
        case CueRole::aim:
          reading_.aim = true;
          break;
        case CueRole::plan:
          reading_.plan = true;
          break;
        case CueRole::history:
          reading_.history = true;
          break;
        case CueRole::courtesy:
          reading_.courtesy = true;
          break;
        case CueRole::report:
          reading_.report = true;
          break;
        case CueRole::body:
        case CueRole::assessor:
        case CueRole::served:
          if (reading_.subject < 0) reading_.subject = static_cast<std::int8_t>(c.cue.role);
          break;
        default:
          break;
      }
      if (c.effect == 0 || c.embedded || c.swallowed) continue;
      int effect = c.effect;
      if (c.intensified) effect += effect > 0 ? 1 : -1;
      reading_.score += effect;
      if (effect > 0)
        ++reading_.positives;
      else
        ++reading_.negatives;
      if (std::abs(effect) >= std::abs(reading_.strongest)) reading_.strongest = effect;
    }
    if (reading_.courtesy && std::abs(reading_.score) <= 1) return;
    if (reading_.question && reading_.score >= 0) return;
    if (reading_.score > 0) reading_.verdict = Label::strength;
    if (reading_.score < 0) reading_.verdict = Label::concern;
    if (reading_.score == 0 && reading_.strongest != 0)
      reading_.verdict = reading_.strongest > 0 ? Label::strength : Label::concern;
  }

  std::span<const Token> tokens_;
  std::span<CueInForce> cues_;
  ClauseReading& reading_;
  const Knowledge& knowledge_;
};

}  // namespace

void read_scope(std::span<const Token> tokens, std::span<const Clause> clauses, std::span<const Cue> cues,
                bool question, const Knowledge& knowledge, std::vector<ClauseReading>& readings,
                std::vector<CueInForce>& in_force) {
  std::size_t next = 0;
  for (const Clause& clause : clauses) {
    ClauseReading reading;
    reading.clause = clause;
    reading.first_cue = static_cast<std::uint32_t>(in_force.size());
    while (next < cues.size() && cues[next].first < clause.last) in_force.push_back({cues[next++]});
    reading.last_cue = static_cast<std::uint32_t>(in_force.size());
    reading.question = question;
    for (std::uint32_t i = clause.first; i < clause.last; ++i)
      reading.number = reading.number || tokens[i].kind == TokenKind::number;
    ClauseScope(tokens, std::span(in_force).subspan(reading.first_cue, reading.last_cue - reading.first_cue), reading,
                knowledge)
        .run();
    readings.push_back(reading);
  }
}

}  // namespace candour::detail
