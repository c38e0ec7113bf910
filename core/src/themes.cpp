#include "themes.h"

#include <algorithm>

#include "cues.h"

namespace candour::detail {
namespace {

constexpr std::size_t kSignatureTokens = 20'000;  // words; more do not change the choice
constexpr double kLeastSignature = 1.5;           // weight per hundred words under which no framework is recognised
constexpr double kClauseWeight = 1.0;
constexpr double kSentenceWeight = 0.2;  // the rest of the sentence
constexpr double kParagraphWeight = 0.2;
constexpr double kHeadingWeight = 0.8;
constexpr double kTitleWeight = 0.25;  // the document's first heading
constexpr double kTopicWeight = 0.3;   // the paragraphs so far
constexpr double kTopicKept = 0.8;     // of the topic from one paragraph to the next
constexpr double kMostVotes = 6;       // that a paragraph or title has for one theme, however often it names it
constexpr double kMostHeadingVotes = 3;
constexpr double kCarryWeight = 0.6;  // the theme of the finding before
constexpr double kLeastTheme = 0.5;   // votes under which a clause has no theme
constexpr double kSecondShare = 0.6;  // of the first theme's votes that a second needs

}  // namespace

const Framework* recognise_framework(std::string_view text, const Knowledge& knowledge) {
  if (knowledge.frameworks.empty()) return nullptr;
  std::vector<double> weights(knowledge.frameworks.size(), 0);
  std::size_t tokens_read = 0;
  BlockTokens words;
  std::vector<Cue> hits;
  const Document document = read_document(text.substr(0, std::min(text.size(), kSignatureTokens * 6)), knowledge);
  for (const Block& block : document.blocks) {
    read_sentences(text, block, knowledge, words);
    const auto count = static_cast<std::uint32_t>(words.tokens.size());
    hits.clear();
    match(knowledge.signatures, words.tokens, 0, count, knowledge.vocabulary, hits);
    for (const Cue& hit : hits) weights[hit.group] += hit.value;
    tokens_read += count;
    if (tokens_read > kSignatureTokens) break;
  }
  const auto generic = std::find_if(knowledge.frameworks.begin(), knowledge.frameworks.end(),
                                    [](const Framework& f) { return f.info.id == "generic"; });
  const auto best = std::max_element(weights.begin(), weights.end());
  const bool fits = *best * 100 >= kLeastSignature * static_cast<double>(tokens_read) && *best > 0;
  if (fits) return &knowledge.frameworks[static_cast<std::size_t>(best - weights.begin())];
  return generic != knowledge.frameworks.end() ? &*generic : &knowledge.frameworks.back();
}

void ThemeReader::vote(std::uint32_t from, std::uint32_t to, double weight, Votes& votes) const {
  const auto first =
      std::partition_point(hits_.begin(), hits_.end(), [from](const Cue& hit) { return hit.first < from; });
  for (auto hit = first; hit != hits_.end() && hit->first < to; ++hit) {
    if (hit->last <= to) votes[hit->group] += weight * hit->value;
  }
}

void ThemeReader::enter(const BlockReading& block, BlockKind kind) {
  const std::size_t themes = framework_.theme_ids.size();
  paragraph_.assign(themes, 0);
  const auto count = static_cast<std::uint32_t>(block.words.tokens.size());
  constexpr std::uint32_t kMostTokens = 2'000;  // of a paragraph read for its topic
  hits_.clear();
  match(framework_.cues, block.words.tokens, 0, count, knowledge_.vocabulary, hits_);
  vote(0, std::min(count, kMostTokens), 1, paragraph_);
  if (heading_.empty()) heading_ = title_ = topic_ = before_ = Votes(themes, 0);
  if (kind == BlockKind::heading) {
    heading_ = paragraph_;
    if (!titled_) title_ = paragraph_;
    titled_ = true;
  }
  for (std::size_t i = 0; i < themes; ++i)
    topic_[i] = kTopicKept * topic_[i] + (1 - kTopicKept) * std::min(before_[i], kMostVotes);
  before_ = paragraph_;
  if (kind != BlockKind::item) last_theme_ = -1;
}

std::vector<std::string> ThemeReader::themes(const BlockReading& block, std::uint32_t sentence,
                                             const ClauseReading& clause) {
  Votes votes(framework_.theme_ids.size(), 0);
  const SentenceTokens& s = block.sentences[sentence].tokens;
  vote(clause.clause.first, clause.clause.last, kClauseWeight, votes);
  vote(s.first, clause.clause.first, kSentenceWeight, votes);
  vote(clause.clause.last, s.last, kSentenceWeight, votes);
  for (std::size_t i = 0; i < votes.size(); ++i) {
    votes[i] += kHeadingWeight * std::min(heading_[i], kMostHeadingVotes) +
                kParagraphWeight * std::min(paragraph_[i], kMostVotes) +
                kTitleWeight * std::min(title_[i], kMostVotes) + kTopicWeight * topic_[i];
    if (static_cast<int>(i) == last_theme_) votes[i] += kCarryWeight;
  }
  std::vector<std::string> out;
  const auto best = std::max_element(votes.begin(), votes.end());
  if (best == votes.end() || *best < kLeastTheme) return out;
  last_theme_ = static_cast<int>(best - votes.begin());
  out.push_back(framework_.theme_ids[static_cast<std::size_t>(last_theme_)]);
  double second_votes = kSecondShare * *best;
  int second = -1;
  for (std::size_t i = 0; i < votes.size(); ++i) {
    if (static_cast<int>(i) == last_theme_ || votes[i] < second_votes) continue;
    second = static_cast<int>(i);
    second_votes = votes[i];
  }
  if (second >= 0) out.push_back(framework_.theme_ids[static_cast<std::size_t>(second)]);
  return out;
}

}  // namespace candour::detail
