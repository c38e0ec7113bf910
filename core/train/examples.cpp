#include "examples.h"

#include <algorithm>

#include "findings.h"
#include "pipeline.h"
#include "themes.h"

namespace candour::train {
namespace {

std::uint32_t overlap(Span a, Span b) {
  const std::uint32_t from = std::max(a.start, b.start);
  const std::uint32_t to = std::min(a.end, b.end);
  return to > from ? to - from : 0;
}

/// A clause has a finding's label when most of either lies in the other; of several the one it shares most with.
void label_by(const std::vector<const GoldFinding*>& gold, Span clause, Example& out) {
  const GoldFinding* best = nullptr;
  std::uint32_t most = 0;
  for (const GoldFinding* g : gold) {
    const std::uint32_t shared = overlap(g->span, clause);
    constexpr std::uint32_t kThird = 3;
    if (shared * kThird < clause.end - clause.start && shared * 2 < g->span.end - g->span.start) continue;
    if (shared <= most) continue;
    most = shared;
    best = g;
  }
  if (best == nullptr) return;
  out.label = best->label;
  out.severity = best->severity;
  out.kind = best->kind;
  out.trend = best->trend;
}

}  // namespace

std::vector<Example> examples_of(const std::string& text, const std::vector<GoldSentence>& sentences,
                                 const detail::Knowledge& knowledge, const detail::Framework* framework) {
  std::vector<const GoldFinding*> findings;
  for (const GoldSentence& s : sentences) {
    for (const GoldFinding& f : s.findings) findings.push_back(&f);
  }
  std::vector<Example> out;
  std::vector<detail::Feature> features;
  std::optional<detail::ThemeReader> themes;
  if (framework != nullptr) themes.emplace(*framework, knowledge);
  detail::Walk walk(text, knowledge);
  while (walk.next()) {
    const detail::BlockReading& block = walk.reading();
    if (themes) themes->enter(block, walk.block().kind);
    for (std::uint32_t s = 0; s < block.sentences.size(); ++s) {
      for (std::uint32_t c = block.sentences[s].first_clause; c < block.sentences[s].last_clause; ++c) {
        const detail::ClauseReading& reading = block.readings[c];
        features.clear();
        detail::clause_features(block, s, c, walk.carried(), features);
        Example e;
        e.features.reserve(features.size());
        for (const detail::Feature& f : features) {
          e.features.push_back(f.hash);
          e.kinds.push_back(static_cast<std::uint8_t>(f.kind));
        }
        e.span = detail::finding_span(block, reading, knowledge);
        e.verdict = reading.verdict;
        e.demand = reading.demand;
        e.score = reading.score;
        for (std::uint32_t i = reading.first_cue; i < reading.last_cue; ++i) {
          if (block.in_force[i].effect == 0) continue;
          const detail::Cue& cue = block.in_force[i].cue;
          e.cues.push_back({block.words.tokens[cue.first].span.start, block.words.tokens[cue.last - 1].span.end});
        }
        if (themes) {
          const auto ids = themes->themes(block, s, reading);
          if (!ids.empty()) e.theme = ids.front();
        }
        label_by(findings, e.span, e);
        out.push_back(std::move(e));
      }
    }
  }
  return out;
}

}  // namespace candour::train
