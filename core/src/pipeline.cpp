#include "pipeline.h"

namespace candour::detail {

Walk::Walk(std::string_view text, const Knowledge& knowledge)
    : text_(text), knowledge_(knowledge), document_(read_document(text, knowledge)) {
  carried_.spoken = !document_.speakers.empty();
}

bool Walk::next() {
  if (at_ > 0) remember();
  if (at_ >= document_.blocks.size()) return false;
  const Block& block = document_.blocks[at_++];
  carried_.kind = block.kind;
  if (block.kind == BlockKind::paragraph) carried_.lead = false;
  read_block(text_, block, knowledge_, reading_);
  return true;
}

void Walk::remember() {
  const auto& sentences = reading_.sentences;
  if (sentences.empty()) return;
  meter();
  int score = 0;
  bool demand = false;
  for (const ClauseReading& r : reading_.readings) {
    score += r.score;
    demand = demand || r.demand;
  }
  if (carried_.kind == BlockKind::heading) {
    carried_.heading_sign = static_cast<std::int8_t>(score > 0 ? 1 : score < 0 ? -1 : 0);
    carried_.heading_demand = demand;
    carried_.heading_stems.clear();
    for (const Token& token : reading_.words.tokens) {
      if (token.kind == TokenKind::word) carried_.heading_stems.push_back(token.stem);
    }
    carried_.lead = false;
    carried_.before_sign = 0;
    return;
  }
  const Token& last = reading_.words.tokens.back();
  if (carried_.kind == BlockKind::paragraph && last.kind == TokenKind::punctuation && last.mark == U':') {
    const ClauseReading& lead = reading_.readings.back();
    const int lead_score = lead.score;
    carried_.lead = true;
    carried_.lead_demand = lead.demand;
    carried_.lead_sign = static_cast<std::int8_t>(lead_score > 0 ? 1 : lead_score < 0 ? -1 : 0);
  }
  const int before = sentences.back().score;
  carried_.before_sign = static_cast<std::int8_t>(before > 0 ? 1 : before < 0 ? -1 : 0);
}

void Walk::meter() {
  constexpr float kNewest = 0.06F;  // weight of one sentence: some fifteen sentences are remembered
  constexpr float kNewestWord = 0.003F;
  for (const SentenceReading& s : reading_.sentences) {
    carried_.praise += kNewest * ((s.score > 0 ? 1.0F : 0.0F) - carried_.praise);
    carried_.blame += kNewest * ((s.score < 0 ? 1.0F : 0.0F) - carried_.blame);
  }
  for (const Token& token : reading_.words.tokens) {
    if (token.kind != TokenKind::word) continue;
    const bool talk = token.form != 0 && (knowledge_.vocabulary.form(token.form).tags & kSpeech) != 0;
    carried_.talk += kNewestWord * ((talk ? 1.0F : 0.0F) - carried_.talk);
  }
}

}  // namespace candour::detail
