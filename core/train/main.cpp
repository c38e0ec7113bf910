// candour-train: cross-validates the model over documents, prints the table, and writes core/data/model.json.
//
//   candour-train [--shared DIR] [--gold DIR]… [--corpus DIR] [--folds N] [--out FILE] [--json FILE] [--no-cv]
//                 [--errors FILE] [--mode rules|oracle|shipped|explanations|documents]
//
// --shared holds the labelled corpora, --gold is a folder of more labelled documents, --corpus that of the folders
// `written`, `long` and `plain` of documents written for training.
// Documents of one group (the same place or inquiry) stay in one fold, in all corpora. Thresholds, temperature and the
// biases of severity, action and trend are chosen inside each fold, on parts held out in turn. `--mode rules` measures
// the rules without weights, `--mode oracle` what the cutting of clauses allows, `--mode shipped` the analyser as it is
// on what its model was not trained on, `--mode explanations` whether the words it shows carried its decisions;
// `--mode documents` only lists the documents. The written documents teach first; what they teach is the prior of the
// fit to the others. The blind tenth (see corpus.h) has no part in any fit: the model of
// all other documents is measured on it.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <future>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "corpus.h"
#include "examples.h"
#include "explained.h"
#include "findings.h"
#include "learner.h"
#include "measure.h"
#include "tables.h"

namespace candour::train {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kApart = "police-met-2016";  // only ever measured on

struct Settings {
  std::filesystem::path shared, corpus, out, errors, json;
  std::vector<std::filesystem::path> gold;
  int folds = 6;
  bool cv = true;
  std::string mode = "model";  ///< or "rules", "oracle", "shipped", "explanations", "documents"
  float headed = 0.5F;
  float reports = 1;   ///< weight of the reports labelled for training
  float alone = 0.3F;  ///< weight of single sentences
  float severity_alone = 0.5F, severity_written = 0.2F;
  // of the written documents, by kind: in the fit of the prior, and beside the others after it
  float written_prior = 0.5F, written_beside = 0.1F;
  float long_prior = 1, long_beside = 0.4F;
  float plain_prior = 1, plain_beside = 0.5F;
  Levels levels;
  float prior_scale = 1;  ///< of the penalties when the written documents are learned from alone
  LearnerOptions learner;
};

/// The part of single plain sentences, which stand as people type them: their structure is no document's.
constexpr std::string_view kPlain = "plain";

struct Headed {
  HeadedSentence sentence;
  std::vector<Example> examples;
};

struct Data {
  std::vector<GoldDocument> gold;
  std::vector<Prepared> prepared;
  std::vector<Prepared> alone;  ///< each sentence of the gold documents as a text of its own, as people try them
  std::vector<Headed> headed;
  std::set<std::string> blind_groups;
  std::set<std::string> labelled;  ///< reports that teach by the labels of their clauses, and not by their headings
};

/// Whether a document may be trained and tuned on.
bool teaches(const Data& data, const GoldDocument& doc) {
  return doc.name != kApart && !data.blind_groups.contains(doc.group);
}

int fold_of(const std::string& group, int folds) {
  return static_cast<int>(detail::fold32(detail::fnv1a(group)) % static_cast<std::uint32_t>(folds));
}

const detail::Framework* framework_for(const detail::Knowledge& knowledge, const std::string& domain) {
  if (domain != "police") return nullptr;
  for (const auto& f : knowledge.frameworks) {
    if (f.info.id == "peel") return &f;
  }
  return nullptr;
}

/// Gives each example its structural features a second time as a written document's own, so that what is peculiar to
/// the written documents (how often they judge, and where) is learned apart from what holds everywhere (Daumé, 2007,
/// "Frustratingly easy domain adaptation").
void mark_as_written(std::vector<Example>& examples) {
  constexpr auto kStructure = static_cast<std::uint8_t>(detail::FeatureKind::structure);
  constexpr std::uint32_t kSpread = 0x9E3779B1U;
  static const std::uint32_t kWritten = detail::fold32(detail::fnv1a("written"));
  for (Example& e : examples) {
    const std::size_t count = e.features.size();
    e.features.push_back(kWritten);
    e.kinds.push_back(kStructure);
    for (std::size_t i = 0; i < count; ++i) {
      if (e.kinds[i] != kStructure) continue;
      e.features.push_back(e.features[i] * kSpread ^ kWritten);
      e.kinds.push_back(kStructure);
    }
  }
}

Data prepare(const Settings& s, const detail::Knowledge& knowledge) {
  Data data;
  std::vector<std::filesystem::path> folders = s.gold;
  for (const char* part : {"dev", "train", "real-dev", "mix-dev", "spoken-dev"}) {
    if (!s.shared.empty()) folders.push_back(s.shared / "gold" / part);
  }
  for (const auto& folder : folders) {
    auto docs = read_gold(folder, folder.filename().string());
    data.gold.insert(data.gold.end(), std::make_move_iterator(docs.begin()), std::make_move_iterator(docs.end()));
  }
  for (const char* part : {"written", "long", "plain"}) {
    if (s.corpus.empty()) break;
    auto docs = read_gold(s.corpus / part, part);
    for (auto& d : docs) d.group = "written " + d.name;
    data.gold.insert(data.gold.end(), std::make_move_iterator(docs.begin()), std::make_move_iterator(docs.end()));
  }
  std::vector<HeadedSentence> headed;
  for (const char* name : {"ofsted-send", "joint-inspections"}) {
    if (s.shared.empty()) break;
    auto sentences = read_headed(s.shared / "real" / (std::string(name) + ".jsonl"));
    headed.insert(headed.end(), std::make_move_iterator(sentences.begin()), std::make_move_iterator(sentences.end()));
  }
  if (!s.corpus.empty() && s.reports > 0) {
    for (GoldDocument& doc : read_reports(s.corpus / "reports.jsonl", headed)) data.gold.push_back(std::move(doc));
  }
  for (const GoldDocument& doc : data.gold) {
    if (doc.blind) data.blind_groups.insert(doc.group);
    if (doc.part == kReports) data.labelled.insert(doc.name);
  }
  for (const GoldDocument& doc : data.gold)
    data.prepared.push_back(
        {&doc, examples_of(doc.text, doc.sentences, knowledge, framework_for(knowledge, doc.domain))});
  for (Prepared& p : data.prepared) {
    if (is_written(p.document->part) && p.document->part != kPlain) mark_as_written(p.examples);
  }
  for (const GoldDocument& doc : data.gold) {
    if (is_written(doc.part) || !teaches(data, doc)) continue;
    Prepared all{&doc, {}};
    for (const GoldSentence& sentence : doc.sentences) {
      GoldSentence moved{{0, sentence.span.end - sentence.span.start}, sentence.findings};
      for (GoldFinding& f : moved.findings)
        f.span = {f.span.start - sentence.span.start, f.span.end - sentence.span.start};
      auto examples = examples_of(doc.text.substr(sentence.span.start, moved.span.end), {moved}, knowledge, nullptr);
      std::move(examples.begin(), examples.end(), std::back_inserter(all.examples));
    }
    data.alone.push_back(std::move(all));
  }
  for (HeadedSentence& h : headed) {
    if (data.blind_groups.contains(h.group)) continue;
    auto examples = examples_of(h.text, {}, knowledge, nullptr);
    data.headed.push_back({std::move(h), std::move(examples)});
  }
  return data;
}

std::vector<Said> said_by(const Prepared& doc, const detail::Model& model, const std::vector<detail::Scores>& scores) {
  std::vector<Said> out;
  for (std::size_t i = 0; i < doc.examples.size(); ++i) {
    const Example& e = doc.examples[i];
    detail::ClauseReading reading;
    reading.verdict = e.verdict;
    reading.demand = e.demand;
    const detail::Decision d = detail::decide(model, reading, scores[i]);
    if (d.label == Label::context || e.span.start == e.span.end) continue;
    out.push_back({e.span, d.label, d.severity, d.kind, d.trend, e.theme, d.confidence});
  }
  return out;
}

std::vector<detail::Scores> scores_of(const std::vector<Example>& examples, const detail::Model& model) {
  std::vector<detail::Scores> out;
  out.reserve(examples.size());
  for (const Example& e : examples) out.push_back(detail::score(model, e.features));
  return out;
}

/// A headed sentence stands alone and nearly always judges: its place in a document must teach nothing, and one
/// feature of its own takes up how often it judges.
Example words_alone(const Example& e) {
  constexpr auto kStructure = static_cast<std::uint8_t>(detail::FeatureKind::structure);
  constexpr auto kAround = static_cast<std::uint8_t>(detail::FeatureKind::around);
  static const std::uint32_t kHeaded = detail::fold32(detail::fnv1a("stands under a heading"));
  Example out = e;
  out.features.assign(1, kHeaded);
  out.kinds.assign(1, kStructure);
  for (std::size_t i = 0; i < e.features.size(); ++i) {
    if (e.kinds[i] == kStructure || e.kinds[i] == kAround) continue;
    out.features.push_back(e.features[i]);
    out.kinds.push_back(e.kinds[i]);
  }
  return out;
}

/// Which documents are taken, and how they weigh.
enum class Use : std::uint8_t { gold, prior, beside };

float weight_of(const Settings& s, std::string_view part, Use use) {
  if (part == kReports) return s.reports;
  if (use == Use::gold) return 1;
  const bool prior = use == Use::prior;
  if (part == kPlain) return prior ? s.plain_prior : s.plain_beside;
  if (part == "long") return prior ? s.long_prior : s.long_beside;
  return prior ? s.written_prior : s.written_beside;
}

/// Training items from gold and headed documents for which `keep(group)` holds. `labelled_by` chooses in a headed
/// sentence the clause that its label belongs to; null takes every clause.
template <class Keep>
std::vector<Weighted> items(const Data& data, const Settings& s, const Keep& keep, const FloatModel* labelled_by,
                            std::vector<Example>& storage, Use use = Use::gold) {
  std::vector<Weighted> out;
  for (const Prepared& p : data.prepared) {
    if (!keep(p.document->group) || !teaches(data, *p.document)) continue;
    if (is_written(p.document->part) != (use != Use::gold)) continue;
    const float weight = weight_of(s, p.document->part, use);
    if (weight == 0) continue;
    const float severity = use == Use::gold ? 1 : s.severity_written;
    for (const Example& e : p.examples) out.push_back({&e, weight, severity});
  }
  for (const Prepared& p : data.alone) {
    if (use != Use::gold || s.alone == 0 || !keep(p.document->group)) continue;
    for (const Example& e : p.examples) out.push_back({&e, s.alone, s.severity_alone});
  }
  if (s.headed == 0 || use != Use::gold) return out;
  std::vector<std::pair<const Example*, Label>> chosen;
  for (const Headed& h : data.headed) {
    if (!keep(h.sentence.group) || h.examples.empty() || data.labelled.contains(h.sentence.report)) continue;
    if (h.sentence.label == Label::context) {
      for (const Example& e : h.examples) chosen.emplace_back(&e, Label::context);
      continue;
    }
    const Example* best = nullptr;
    double most = -1;
    for (const Example& e : h.examples) {
      double p = 1;
      if (labelled_by != nullptr) {
        const detail::Scores z = score(*labelled_by, e.features);
        const detail::Odds o = detail::odds(z[0], z[1]);
        p = h.sentence.label == Label::strength ? o.strength : o.concern;
      }
      if (p > most) {
        most = p;
        best = &e;
      }
    }
    constexpr double kLeast = 0.05;  // below this the heading's label is more likely wrong than the model
    if (labelled_by == nullptr || most >= kLeast) chosen.emplace_back(best, h.sentence.label);
  }
  storage.clear();
  storage.reserve(chosen.size());
  for (const auto& [e, label] : chosen) {
    storage.push_back(words_alone(*e));
    storage.back().label = label;
    // that such a sentence asks for no action and tells of no change is mostly so: taken as known it serves both
    out.push_back({&storage.back(), s.headed, 0});
  }
  return out;
}

/// A clause and the scores that a model gave it which had not seen its document.
struct Judged {
  const Example* example = nullptr;
  detail::Scores scores{};
};

/// Fits temperature by likelihood and thresholds by F1 on clauses held out. A threshold is half of the best F1 that any
/// reaches, which is where the best one lies if the odds are right (Lipton, Elkan and Narayanan, 2014, "Optimal
/// thresholding of classifiers to maximize F1 measure"): the place of the best itself varies by 0.2 from fold to fold.
void tune(FloatModel& model, const std::vector<Judged>& z) {
  double best = 1e18;
  for (int tenth = 5; tenth <= 30; ++tenth) {
    const float t = 0.1F * static_cast<float>(tenth);
    double loss = 0;
    for (const auto& [e, s] : z) {
      const Label label = e->label;
      const detail::Odds o = detail::odds(s[0] / double{t}, s[1] / double{t});
      const double p = label == Label::strength  ? o.strength
                       : label == Label::concern ? o.concern
                                                 : 1 - o.strength - o.concern;
      loss -= std::log(std::max(p, 1e-9));
    }
    if (loss < best) {
      best = loss;
      model.temperature = t;
    }
  }
  std::vector<detail::Odds> all;
  all.reserve(z.size());
  for (const Judged& j : z)
    all.push_back(detail::odds(j.scores[0] / double{model.temperature}, j.scores[1] / double{model.temperature}));
  for (const Label label : {Label::strength, Label::concern}) {
    double top = 0;
    for (int fiftieth = 12; fiftieth <= 30; ++fiftieth) {
      const float threshold = 0.02F * static_cast<float>(fiftieth);
      Counts counts;
      for (std::size_t i = 0; i < z.size(); ++i) {
        const double p = label == Label::strength ? all[i].strength : all[i].concern;
        counts.add(z[i].example->label == label, p >= double{threshold});
      }
      top = std::max(top, counts.f1());
    }
    (label == Label::strength ? model.thresholds.strength : model.thresholds.concern) = static_cast<float>(top / 2);
  }
}

/// Shifts the biases of severity, action and trend so that the held-out findings come out best: kappa for severity,
/// F1 for the rest. Log-odds of 0 would call rare classes too seldom.
void tune_details(FloatModel& model, const std::vector<Judged>& held) {
  std::vector<detail::Scores> z;
  std::vector<const Example*> findings;
  for (const auto& [e, s] : held) {
    if (e->label == Label::context) continue;
    z.push_back(s);
    findings.push_back(e);
  }
  constexpr float kStep = 0.2F;
  constexpr int kSteps = 15;
  float best_severe = 0;
  float best_slight = 0;
  double top = -1;
  for (int a = -2; a <= kSteps; ++a) {
    for (int b = -2; b <= kSteps; ++b) {
      Score s;
      for (std::size_t i = 0; i < z.size(); ++i) {
        const double severe = z[i][2] + double{kStep} * a;
        const double slight = z[i][3] + double{kStep} * b;
        s.severity.emplace_back(findings[i]->severity, severe > 0 && severe >= slight ? 3 : slight > 0 ? 1 : 2);
      }
      if (s.kappa() <= top) continue;
      top = s.kappa();
      best_severe = kStep * static_cast<float>(a);
      best_slight = kStep * static_cast<float>(b);
    }
  }
  model.bias[2] += best_severe;
  model.bias[3] += best_slight;
  for (std::size_t h = 4; h < detail::kHeads; ++h) {
    double most = -1;
    float chosen = 0;
    for (int a = -5; a <= kSteps; ++a) {
      Counts counts;
      for (std::size_t i = 0; i < z.size(); ++i) {
        const Example& e = *findings[i];
        const bool gold = h == 4   ? e.kind == Kind::action
                          : h == 5 ? e.trend == Trend::improved
                          : h == 6 ? e.trend == Trend::worse
                                   : e.trend == Trend::unchanged;
        const bool asked = (e.label == Label::strength) == (h == 5);
        counts.add(gold, asked && z[i][h] + double{kStep} * a > 0);
      }
      if (counts.f1() <= most) continue;
      most = counts.f1();
      chosen = kStep * static_cast<float>(a);
    }
    model.bias[h] += chosen;
  }
}

/// One fit over the groups that `keep` admits: labels pulled towards what the written documents teach, details from
/// all.
template <class Keep>
FloatModel fit_once(const Data& data, const Settings& s, const Keep& keep, const FloatModel* pulled,
                    const FloatModel* labelled_by) {
  std::vector<Example> storage;
  std::vector<Example> unused;
  std::vector<Weighted> all = items(data, s, keep, labelled_by, storage);
  LearnerOptions options = s.learner;
  options.details = false;
  const auto written = items(data, s, keep, nullptr, unused, Use::beside);
  std::vector<Weighted> with_written = all;
  with_written.insert(with_written.end(), written.begin(), written.end());
  FloatModel model = learn(with_written, options, pulled);
  if (!s.learner.details) return model;
  options.details = true;
  options.labels = false;
  FloatModel with = learn(with_written, options);
  model.details = std::move(with.details);
  std::copy(with.bias.begin() + 2, with.bias.end(), model.bias.begin() + 2);
  return model;
}

template <class Keep>
FloatModel fit(const Data& data, const Settings& s, const Keep& keep) {
  constexpr int kTuneParts = 3;
  std::vector<Example> unused;
  std::optional<FloatModel> prior;
  LearnerOptions alone = s.learner;
  alone.details = false;
  for (float& p : alone.penalty) p *= s.prior_scale;
  if (const auto written = items(data, s, keep, nullptr, unused, Use::prior); !written.empty())
    prior = learn(written, alone);
  const FloatModel* pulled = prior ? &*prior : nullptr;
  // every document is held out once: thresholds from a single held-out part were seen to vary by 0.2
  std::vector<Judged> held;
  std::optional<FloatModel> first;
  for (int part = 0; part < kTuneParts; ++part) {
    const auto tuning = [&](const std::string& group) {
      return fold_of("tune " + group, kTuneParts) == part && !group.starts_with("written ");
    };
    first = fit_once(
        data, s, [&](const std::string& g) { return keep(g) && !tuning(g); }, pulled, nullptr);
    for (const Prepared& p : data.prepared) {
      if (!keep(p.document->group) || !tuning(p.document->group) || !teaches(data, *p.document)) continue;
      if (!is_measured(p.document->part)) continue;
      for (const Example& e : p.examples) held.push_back({&e, score(*first, e.features)});
    }
  }
  FloatModel model = fit_once(data, s, keep, pulled, &*first);
  tune(model, held);
  if (s.learner.details) tune_details(model, held);
  return model;
}

void write_errors(std::ostream& out, const Prepared& p, const std::vector<Said>& said) {
  for (const GoldSentence& s : p.document->sentences) {
    std::string marks;
    for (const Label label : {Label::strength, Label::concern}) {
      const bool g =
          std::any_of(s.findings.begin(), s.findings.end(), [label](const GoldFinding& f) { return f.label == label; });
      double confidence = 0;
      for (const Said& f : said) {
        if (f.label == label && f.span.start < s.span.end && s.span.start < f.span.end)
          confidence = std::max(confidence, f.confidence);
      }
      if (g != (confidence > 0))
        marks += std::string(g ? " missed-" : " false-") + (label == Label::strength ? "strength" : "concern") + " " +
                 std::to_string(confidence).substr(0, 4);
    }
    if (marks.empty()) continue;
    out << corpus_of(*p.document) << ' ' << p.document->name << marks << "\n    "
        << p.document->text.substr(s.span.start, s.span.end - s.span.start) << '\n';
  }
}

Table measure(const Data& data, const Settings& s, int fold, const detail::Model& model, std::ostream* errors) {
  Table table;
  for (const Prepared& p : data.prepared) {
    if (p.document->blind || fold_of(p.document->group, s.folds) != fold) continue;
    const auto said = said_by(p, model, scores_of(p.examples, model));
    table.add(*p.document, p.examples, said);
    if (errors != nullptr && is_measured(p.document->part)) write_errors(*errors, p, said);
  }
  for (const Headed& h : data.headed) {
    if (fold_of(h.sentence.group, s.folds) != fold || !h.sentence.finding || h.sentence.label == Label::context)
      continue;
    double strength = 0;
    double concern = 0;
    for (const Example& e : h.examples) {
      const detail::Scores z = detail::score(model, e.features);
      const detail::Odds o = detail::odds(z[0], z[1]);
      strength = std::max(strength, model.rows == 0 ? (e.score > 0 ? e.score : 0) : o.strength);
      concern = std::max(concern, model.rows == 0 ? (e.score < 0 ? -e.score : 0) : o.concern);
    }
    auto& [right, all] = table.headed[h.sentence.source];
    right += (h.sentence.label == Label::strength) == (strength >= concern) ? 1 : 0;
    ++all;
  }
  return table;
}

Table measure_blind(const Data& data, const detail::Model& model) {
  Table table;
  for (const Prepared& p : data.prepared) {
    if (p.document->blind) table.add(*p.document, p.examples, said_by(p, model, scores_of(p.examples, model)));
  }
  return table;
}

/// The model of one fold and what it makes of the documents held out from it; of the fold behind the last, which holds
/// out nothing but the blind tenth, what it makes of that.
struct Outcome {
  FloatModel model;
  Table table;
};

Outcome fit_and_measure(const Data& data, const Settings& s, int fold, std::ostream* errors) {
  Outcome out;
  detail::Model model;
  if (s.mode == "model") {
    out.model = fit(data, s, [&](const std::string& g) { return fold_of(g, s.folds) != fold; });
    model = quantise(out.model, s.levels);
  }
  out.table = fold == s.folds ? measure_blind(data, model) : measure(data, s, fold, model, errors);
  return out;
}

/// Two folds at a time; `table` gets those held out in turn, `blind` the blind tenth. Gives the model of all.
FloatModel fit_all(const Data& data, const Settings& s, Table& table, Table& blind) {
  constexpr int kThreads = 2;
  std::vector<std::ostringstream> errors(static_cast<std::size_t>(s.folds) + 1);
  FloatModel model;
  for (int fold = s.cv ? 0 : s.folds; fold <= s.folds; fold += kThreads) {
    std::vector<std::future<Outcome>> running;
    for (int k = fold; k <= std::min(s.folds, fold + kThreads - 1); ++k)
      running.push_back(std::async(std::launch::async, fit_and_measure, std::cref(data), std::cref(s), k,
                                   &errors[static_cast<std::size_t>(k)]));
    for (std::size_t k = 0; k < running.size(); ++k) {
      Outcome outcome = running[k].get();
      const bool last = fold + static_cast<int>(k) == s.folds;
      (last ? blind : table).merge(outcome.table);
      if (last) model = std::move(outcome.model);
    }
  }
  if (!s.errors.empty()) {
    std::ofstream out(s.errors);
    for (const auto& e : errors) out << e.str();
  }
  return model;
}

/// What the clauses would give if each were judged as its label says.
Table oracle(const Data& data) {
  Table table;
  for (const Prepared& p : data.prepared) {
    if (p.document->blind) continue;
    std::vector<Said> said;
    for (const Example& e : p.examples) {
      if (e.label != Label::context) said.push_back({e.span, e.label, e.severity, e.kind, e.trend, e.theme, 1});
    }
    table.add(*p.document, p.examples, said);
  }
  return table;
}

/// The analyser as it ships, on what its model was not trained on.
Table shipped(const Data& data, const Analyser& analyser) {
  Table table;
  for (const Prepared& p : data.prepared) {
    if (!p.document->blind && p.document->name != kApart) continue;
    Options options;
    if (p.document->domain == "police") options.framework = "peel";
    const auto analysis = analyser.analyse(p.document->text, options);
    if (!analysis) continue;
    std::vector<Said> said;
    for (const Finding& f : analysis->findings)
      said.push_back(
          {f.span, f.label, f.severity, f.kind, f.trend, f.themes.empty() ? "" : f.themes.front(), f.confidence});
    table.add(*p.document, p.examples, said);
  }
  return table;
}

Json documents_json(const Data& data, const Settings& s) {
  Json out = Json::array();
  for (const GoldDocument& d : data.gold) {
    if (!is_measured(d.part)) continue;
    out.push_back({{"name", d.name},
                   {"part", d.part},
                   {"domain", d.domain},
                   {"group", d.group},
                   {"fold", fold_of(d.group, s.folds)},
                   {"blind", d.blind},
                   {"teaches", teaches(data, d)}});
  }
  return out;
}

Json provenance_of(const Data& data, const Settings& s, const Table& table, const Table& blind) {
  Json out;
  std::map<std::string, int> corpora;
  int blind_documents = 0;
  for (const GoldDocument& d : data.gold) {
    if (teaches(data, d)) ++corpora[d.part];
    if (d.blind) ++blind_documents;
  }
  out["documents"] = corpora;
  out["headed_sentences"] = data.headed.size();
  out["blind_documents"] = blind_documents;
  out["folds"] = s.folds;
  const auto figure = [](const Score& score) { return std::round(score.sentence_f1() * 1000) / 1000; };
  for (const auto& [name, score] : table.corpora) out["cross_validated_sentence_f1"][name] = figure(score);
  out["blind_sentence_f1"] = figure(blind.together());
  return out;
}

int run(const Settings& s) {
  auto analyser = Analyser::create();
  if (!analyser) {
    std::cerr << analyser.error().file << analyser.error().path << ": " << analyser.error().message << '\n';
    return 1;
  }
  const Data data = prepare(s, analyser->knowledge());
  std::size_t clauses = 0;
  for (const Prepared& p : data.prepared) clauses += p.examples.size();
  std::cerr << data.gold.size() << " documents, " << clauses << " clauses, " << data.headed.size()
            << " headed sentences\n";
  Json json{{"mode", s.mode}, {"folds", s.folds}, {"documents", documents_json(data, s)}};
  const auto finish = [&s, &json] {
    if (!s.json.empty()) std::ofstream(s.json) << json.dump(1) << '\n';
    return 0;
  };
  if (s.mode == "documents") return finish();
  if (s.mode == "oracle") {
    const Table table = oracle(data);
    print(std::cout, table);
    json["oracle"] = to_json(table);
    return finish();
  }
  if (s.mode == "shipped") {
    const Table table = shipped(data, *analyser);
    print(std::cout, table);
    json["shipped"] = to_json(table);
    return finish();
  }
  if (s.mode == "explanations") {
    json["explanations"] = to_json(explained(data.gold, *analyser));
    return finish();
  }
  Table table;
  Table blind;
  const FloatModel model = fit_all(data, s, table, blind);
  if (s.cv) {
    std::cout << "Cross-validated in " << s.folds << " folds\n";
    print(std::cout, table);
    json["crossValidated"] = to_json(table);
  }
  std::cout << "\nThe blind tenth, by the model of all the others\n";
  print(std::cout, blind);
  print_coverage(std::cout, blind);
  json["blind"] = to_json(blind);
  if (!s.out.empty())
    std::ofstream(s.out) << detail::write_model(quantise(model, s.levels), provenance_of(data, s, table, blind).dump());
  return finish();
}

}  // namespace
}  // namespace candour::train

int main(int argc, char** argv) {
  candour::train::Settings s;
  for (int i = 1; i < argc; ++i) {
    const std::string arg = argv[i];
    const auto value = [&]() -> std::string { return i + 1 < argc ? argv[++i] : ""; };
    if (arg == "--shared")
      s.shared = value();
    else if (arg == "--corpus")
      s.corpus = value();
    else if (arg == "--out")
      s.out = value();
    else if (arg == "--json")
      s.json = value();
    else if (arg == "--gold")
      s.gold.emplace_back(value());
    else if (arg == "--errors")
      s.errors = value();
    else if (arg == "--folds")
      s.folds = std::stoi(value());
    else if (arg == "--no-cv")
      s.cv = false;
    else if (arg == "--mode")
      s.mode = value();
    else if (arg == "--written")
      s.written_prior = std::stof(value());
    else if (arg == "--long")
      s.long_prior = std::stof(value());
    else if (arg == "--headed")
      s.headed = std::stof(value());
    else if (arg == "--prior-penalty")
      s.prior_scale = std::stof(value());
    else if (arg == "--levels")
      s.levels.labels = std::stoi(value());
    else if (arg == "--detail-levels")
      s.levels.details = std::stoi(value());
    else if (arg == "--severity-levels")
      s.levels.severity = std::stoi(value());
    else if (arg == "--written-beside")
      s.written_beside = std::stof(value());
    else if (arg == "--long-beside")
      s.long_beside = std::stof(value());
    else if (arg == "--plain")
      s.plain_prior = std::stof(value());
    else if (arg == "--plain-beside")
      s.plain_beside = std::stof(value());
    else if (arg == "--reports")
      s.reports = std::stof(value());
    else if (arg == "--alone")
      s.alone = std::stof(value());
    else if (arg == "--severity-alone")
      s.severity_alone = std::stof(value());
    else if (arg == "--severity-written")
      s.severity_written = std::stof(value());
    else if (arg == "--labels-only")
      s.learner.details = false;
    else if (arg == "--iterations")
      s.learner.iterations = std::stoi(value());
    else if (arg == "--least-count")
      s.learner.least_count = std::stoi(value());
    else if (arg == "--penalty" || arg == "--detail-penalty" || arg == "--severity-penalty") {
      std::stringstream list(value());
      for (float& p : arg == "--penalty"          ? s.learner.penalty
                      : arg == "--detail-penalty" ? s.learner.detail_penalty
                                                  : s.learner.severity_penalty) {
        std::string item;
        std::getline(list, item, ',');
        p = std::stof(item);
      }
    } else if (arg == "--rows")
      s.learner.rows = 1U << std::stoul(value());
    else if (arg == "--detail-rows")
      s.learner.detail_rows = 1U << std::stoul(value());
    else {
      std::cerr << "unknown option " << arg << '\n';
      return 2;
    }
  }
  if (s.shared.empty() && s.gold.empty()) {
    std::cerr << "usage: candour-train [--shared DIR] [--gold DIR]… [--corpus DIR] [--folds N] [--out FILE] …\n";
    return 2;
  }
  return candour::train::run(s);
}
