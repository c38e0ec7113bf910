// The analyser: the stages in order, from text to findings.
#include <algorithm>

#include "candour/candour.h"
#include "features.h"
#include "findings.h"
#include "knowledge_pack.h"
#include "model.h"
#include "pipeline.h"
#include "text.h"
#include "themes.h"

namespace candour {
namespace {

using namespace detail;

/// Whether the text reads as English: by its share of function words. Too short to tell counts as English.
class LanguageMeter {
 public:
  void add(const BlockTokens& words, const Knowledge& knowledge) {
    if (words_ > kEnough) return;
    for (const Token& token : words.tokens) {
      if (token.kind != TokenKind::word) continue;
      ++words_;
      if (token.form != 0 && (knowledge.vocabulary.form(token.form).tags & kStopword) != 0) ++known_;
    }
  }
  [[nodiscard]] const char* language() const {
    return words_ < kTooFew || known_ * 100 >= words_ * kLeastPercent ? "en" : "other";
  }

 private:
  static constexpr std::size_t kEnough = 5'000;     // words
  static constexpr std::size_t kTooFew = 25;        // words; a heading or a name proves nothing
  static constexpr std::size_t kLeastPercent = 20;  // English prose has 40 or more, lists of names some 25
  std::size_t words_ = 0, known_ = 0;
};

Label joined(Label a, Label b) {
  if (a == Label::context) return b;
  return a == b ? a : Label::mixed;
}

class Run {
 public:
  Run(std::string_view text, const Knowledge& knowledge, const Framework& framework, Analysis& out)
      : text_(text), knowledge_(knowledge), themes_(framework, knowledge), out_(out) {}

  void run() {
    LanguageMeter meter;
    Walk walk(text_, knowledge_);
    while (walk.next()) {
      meter.add(walk.reading().words, knowledge_);
      themes_.enter(walk.reading(), walk.block().kind);
      block(walk.block(), walk.reading(), walk.carried());
    }
    out_.speakers = walk.document().speakers;
    out_.language = meter.language();
  }

 private:
  void block(const Block& block, const BlockReading& reading, const Carried& carried) {
    for (std::uint32_t s = 0; s < reading.sentences.size(); ++s) {
      const SentenceReading& sentence = reading.sentences[s];
      out_.sentences.push_back({sentence.tokens.span, Label::context, block.speaker});
      for (std::uint32_t c = sentence.first_clause; c < sentence.last_clause; ++c) clause(reading, s, c, carried);
    }
  }

  void clause(const BlockReading& reading, std::uint32_t sentence, std::uint32_t index, const Carried& carried) {
    const ClauseReading& clause = reading.readings[index];
    features_.clear();
    clause_features(reading, sentence, index, carried, features_);
    hashes_.clear();
    for (const Feature& f : features_) hashes_.push_back(f.hash);
    const Scores scores = score(*knowledge_.model, hashes_);
    const Decision decision = decide(*knowledge_.model, clause, scores, is_spoken(carried));
    if (decision.label == Label::context) return;
    Finding finding;
    finding.span = finding_span(reading, clause, knowledge_);
    if (finding.span.start == finding.span.end) return;
    finding.sentence = static_cast<std::uint32_t>(out_.sentences.size()) - 1;
    finding.label = decision.label;
    finding.severity = decision.severity;
    finding.kind = decision.kind;
    finding.trend = decision.trend;
    finding.confidence = decision.confidence;
    finding.themes = themes_.themes(reading, sentence, clause);
    finding.because = reasons(text_, reading, clause, features_, scores, decision, knowledge_);
    out_.sentences.back().label = joined(out_.sentences.back().label, finding.label);
    out_.findings.push_back(std::move(finding));
  }

  std::string_view text_;
  const Knowledge& knowledge_;
  ThemeReader themes_;
  Analysis& out_;
  std::vector<Feature> features_;
  std::vector<std::uint32_t> hashes_;
};

/// The empty framework: when none is built in, findings simply have no themes.
const Framework& no_framework() {
  static const Framework kNone = [] {
    Framework f;
    f.info.id = "none";
    f.info.title = "No framework";
    return f;
  }();
  return kNone;
}

}  // namespace

Result<Analyser> Analyser::create() {
  auto knowledge = load_pack(built_in_pack());
  if (!knowledge) return knowledge.error();
  return Analyser(std::move(*knowledge));
}

Result<Analyser> Analyser::create(std::span<const KnowledgeFile> files) {
  auto knowledge = load_knowledge(files);
  if (!knowledge) return knowledge.error();
  return Analyser(std::move(*knowledge));
}

Result<Analysis> Analyser::analyse(std::string_view text, const Options& options) const {
  if (text.size() > kMaxTextBytes)
    return Error{"too-long", "The text is longer than the 256 MB that can be analysed at once.", "", "", kMaxTextBytes};
  if (const auto bad = first_malformed(text)) {
    return Error{"utf8",
                 "The text is not valid UTF-8: byte " + std::to_string(*bad) + " does not belong to any character.", "",
                 "", *bad};
  }
  Analysis out;
  const Framework* framework = nullptr;
  std::optional<Framework> own;
  if (!options.framework_json.empty()) {
    auto loaded = load_framework(options.framework_json, *knowledge_);
    if (!loaded) return loaded.error();
    framework = &own.emplace(std::move(*loaded));
  } else if (options.framework == "auto" || options.framework.empty()) {
    framework = recognise_framework(text, *knowledge_);
    out.framework_chosen_by_text = true;
  } else {
    const auto& all = knowledge_->frameworks;
    const auto it =
        std::find_if(all.begin(), all.end(), [&options](const Framework& f) { return f.info.id == options.framework; });
    if (it == all.end()) return Error{"framework", "There is no framework '" + options.framework + "'.", "", "", 0};
    framework = &*it;
  }
  if (framework == nullptr) framework = &no_framework();
  out.framework = framework->info.id;
  Run(text, *knowledge_, *framework, out).run();
  return out;
}

std::vector<FrameworkInfo> Analyser::frameworks() const {
  std::vector<FrameworkInfo> out;
  for (const Framework& framework : knowledge_->frameworks) out.push_back(framework.info);
  return out;
}

std::string_view version() noexcept { return CANDOUR_VERSION; }

}  // namespace candour
