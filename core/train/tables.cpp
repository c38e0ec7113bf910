#include "tables.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <ostream>

namespace candour::train {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kNameWidth = 18;

double rounded(double value) {
  constexpr double kPlaces = 1e4;
  return std::round(value * kPlaces) / kPlaces;
}

double share(std::uint32_t part, std::uint32_t of) { return of > 0 ? double{1} * part / of : 0; }

void print_row(std::ostream& out, const std::string& name, const Score& s) {
  out << std::left << std::setw(kNameWidth) << name << "  " << s.sentence_f1() << "  " << share(s.exact, s.sentences)
      << "  " << s.strength.f1() << " (" << s.strength.precision() << " " << s.strength.recall() << ")  "
      << s.concern.f1() << " (" << s.concern.precision() << " " << s.concern.recall() << ")  " << s.span.f1() << "  "
      << s.kappa() << "  " << s.action.f1() << "  " << s.trend.f1() << "  " << s.theme.f1() << "  "
      << s.calibration_error() << "  " << s.sentences << '\n';
}

Json counts_json(const Counts& c) {
  return {{"f1", rounded(c.f1())}, {"precision", rounded(c.precision())}, {"recall", rounded(c.recall())}};
}

Json score_json(const Score& s) {
  return {{"sentences", s.sentences},
          {"sentenceF1", rounded(s.sentence_f1())},
          {"exact", rounded(share(s.exact, s.sentences))},
          {"strength", counts_json(s.strength)},
          {"concern", counts_json(s.concern)},
          {"span", rounded(s.span.f1())},
          {"severityKappa", rounded(s.kappa())},
          {"action", rounded(s.action.f1())},
          {"trend", rounded(s.trend.f1())},
          {"theme", rounded(s.theme.f1())},
          {"calibrationError", rounded(s.calibration_error())}};
}

}  // namespace

std::string corpus_of(const GoldDocument& doc) {
  if (doc.name == "police-met-2016") return "met-2016";
  return doc.part == "dev" || doc.part == "train" ? "dev+train" : doc.part;
}

void Coverage::add(const GoldDocument& doc, const std::vector<Example>& examples) {
  for (const GoldSentence& sentence : doc.sentences) {
    for (const GoldFinding& f : sentence.findings) {
      ++findings;
      const bool cued = std::any_of(examples.begin(), examples.end(), [&f](const Example& e) {
        return std::any_of(e.cues.begin(), e.cues.end(),
                           [&f](Span cue) { return cue.start < f.span.end && f.span.start < cue.end; });
      });
      if (!cued) ++bare_findings;
    }
  }
  for (const Example& e : examples) {
    if (e.label != Label::context) continue;
    ++contexts;
    if (!e.cues.empty()) ++cued_contexts;
  }
}

void Coverage::merge(const Coverage& other) {
  findings += other.findings;
  bare_findings += other.bare_findings;
  contexts += other.contexts;
  cued_contexts += other.cued_contexts;
}

void Table::add(const GoldDocument& doc, const std::vector<Example>& examples, const std::vector<Said>& said) {
  const std::string corpus = corpus_of(doc);
  corpora[corpus].add(doc, said);
  if (is_measured(doc.part) && corpus != "met-2016") domains[doc.domain].add(doc, said);
  coverage[corpus].add(doc, examples);
}

void Table::merge(const Table& other) {
  for (const auto& [name, score] : other.corpora) corpora[name].merge(score);
  for (const auto& [name, score] : other.domains) domains[name].merge(score);
  for (const auto& [name, c] : other.coverage) coverage[name].merge(c);
  for (const auto& [name, pair] : other.headed) {
    headed[name].first += pair.first;
    headed[name].second += pair.second;
  }
}

Score Table::together() const {
  Score all;
  for (const auto& [name, score] : corpora) {
    if (is_measured(name) && name != "met-2016") all.merge(score);
  }
  return all;
}

void print(std::ostream& out, const Table& table) {
  out << std::fixed << std::setprecision(3) << std::left << std::setw(kNameWidth) << "corpus"
      << "  sent.  exact  strgth (prec. recall) concrn (prec. recall) span   kappa  action trend  theme  ece    n\n";
  for (const auto& [name, score] : table.corpora) print_row(out, name, score);
  print_row(out, "together", table.together());
  if (!table.domains.empty()) out << "by domain\n";
  for (const auto& [name, score] : table.domains) print_row(out, name, score);
  for (const auto& [name, pair] : table.headed)
    out << name << "  " << static_cast<double>(pair.first) / pair.second << "  of " << pair.second << '\n';
  out.flush();
}

void print_coverage(std::ostream& out, const Table& table) {
  const auto row = [&out](const std::string& name, const Coverage& c) {
    out << std::left << std::setw(kNameWidth) << name << "  " << c.bare_findings << " of " << c.findings
        << " findings hold no cue in force (" << share(c.bare_findings, c.findings) << "), " << c.cued_contexts
        << " of " << c.contexts << " context clauses hold one (" << share(c.cued_contexts, c.contexts) << ")\n";
  };
  Coverage all;
  out << std::fixed << std::setprecision(3);
  for (const auto& [name, c] : table.coverage) {
    row(name, c);
    all.merge(c);
  }
  row("together", all);
  out.flush();
}

Json to_json(const Table& table) {
  Json out;
  for (const auto& [name, score] : table.corpora) out["corpora"][name] = score_json(score);
  for (const auto& [name, score] : table.domains) out["domains"][name] = score_json(score);
  out["together"] = score_json(table.together());
  for (const auto& [name, pair] : table.headed)
    out["headed"][name] = {{"accuracy", rounded(static_cast<double>(pair.first) / pair.second)}, {"n", pair.second}};
  for (const auto& [name, c] : table.coverage)
    out["coverage"][name] = {{"findings", c.findings},
                             {"bareFindings", c.bare_findings},
                             {"contexts", c.contexts},
                             {"cuedContexts", c.cued_contexts}};
  return out;
}

}  // namespace candour::train
