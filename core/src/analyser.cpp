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

/// Reports how far an analysis is, now and then.
class Advance {
 public:
  Advance(const Progress& progress, std::size_t total) : progress_(progress), total_(total) {}

  /// False when the analysis shall stop.
  [[nodiscard]] bool start() { return tell(0); }
  [[nodiscard]] bool end() { return tell(total_); }
  [[nodiscard]] bool reach(std::size_t done) { return done < told_ + kProgressBytes || done >= total_ || tell(done); }

 private:
  bool tell(std::size_t done) {
    told_ = done;
    return !progress_ || progress_(done, total_);
  }

  const Progress& progress_;
  std::size_t total_;
  std::size_t told_ = 0;
};

/// Makes room for one more, and where there is none for as many as the rest of the text is likely to bring: doubling
/// would leave half of a long text's findings' memory empty.
template <class T>
void make_room(std::vector<T>& all, std::size_t done, std::size_t total) {
  if (all.size() < all.capacity()) return;
  constexpr std::size_t kFew = 64;
  constexpr double kMost = 2, kMargin = 1.05;
  const double share = static_cast<double>(total) / static_cast<double>(std::max<std::size_t>(done, 1));
  const double factor = std::clamp(share * kMargin, kMargin, kMost);
  all.reserve(kFew + static_cast<std::size_t>(static_cast<double>(all.size()) * factor));
}

class Run {
 public:
  Run(std::string_view text, const Knowledge& knowledge, const Framework& framework, Advance& advance, Analysis& out)
      : text_(text), knowledge_(knowledge), themes_(framework, knowledge), advance_(advance), out_(out) {}

  /// False when it was stopped.
  [[nodiscard]] bool run() {
    LanguageMeter meter;
    Walk walk(text_, knowledge_);
    while (walk.next()) {
      meter.add(walk.reading().words, knowledge_);
      themes_.enter(walk.reading(), walk.block().kind);
      if (!block(walk.block(), walk.reading(), walk.carried())) return false;
    }
    out_.speakers = walk.document().speakers;
    out_.language = meter.language();
    return true;
  }

 private:
  bool block(const Block& block, const BlockReading& reading, const Carried& carried) {
    for (std::uint32_t s = 0; s < reading.sentences.size(); ++s) {
      const SentenceReading& sentence = reading.sentences[s];
      make_room(out_.sentences, sentence.tokens.span.start, text_.size());
      out_.sentences.push_back({sentence.tokens.span, Label::context, block.speaker});
      for (std::uint32_t c = sentence.first_clause; c < sentence.last_clause; ++c) clause(reading, s, c, carried);
      if (!advance_.reach(sentence.tokens.span.end)) return false;
    }
    return true;
  }

  void clause(const BlockReading& reading, std::uint32_t sentence, std::uint32_t index, const Carried& carried) {
    const ClauseReading& clause = reading.readings[index];
    features_.clear();
    clause_features(reading, sentence, index, carried, features_);
    hashes_.clear();
    for (const Feature& f : features_) hashes_.push_back(f.hash);
    Scores scores = score_labels(*knowledge_.model, hashes_);
    // most clauses are context, whatever the details would say
    if (decide(*knowledge_.model, clause, scores).label == Label::context) return;
    score_details(*knowledge_.model, hashes_, scores);
    const Decision decision = decide(*knowledge_.model, clause, scores);
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
    make_room(out_.findings, finding.span.start, text_.size());
    out_.findings.push_back(std::move(finding));
  }

  std::string_view text_;
  const Knowledge& knowledge_;
  ThemeReader themes_;
  Advance& advance_;
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
  const Error stopped{"stopped", "The analysis was stopped.", "", "", 0};
  Advance advance(options.progress, text.size());
  if (!advance.start()) return stopped;
  Analysis out;
  OwnFramework own = options.own_framework;
  if (!own && !options.framework_json.empty()) {
    auto compiled = compile_framework(options.framework_json);
    if (!compiled) return compiled.error();
    own = std::move(*compiled);
  }
  const Framework* framework = own.get();
  if (framework != nullptr) {
    // the reader's own wins
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
  if (!Run(text, *knowledge_, *framework, advance, out).run() || !advance.end()) return stopped;
  return out;
}

Result<OwnFramework> Analyser::compile_framework(std::string_view framework_json) const {
  auto framework = load_framework(framework_json, *knowledge_);
  if (!framework) return framework.error();
  return OwnFramework(std::make_shared<const Framework>(std::move(*framework)));
}

std::vector<FrameworkInfo> Analyser::frameworks() const {
  std::vector<FrameworkInfo> out;
  for (const Framework& framework : knowledge_->frameworks) out.push_back(framework.info);
  return out;
}

std::string_view version() noexcept { return CANDOUR_VERSION; }

}  // namespace candour
