// The figures of a run: by corpus, by domain, for headed sentences, and how far the lexicon covers; printed, or as
// JSON.
#ifndef CANDOUR_TRAIN_TABLES_H
#define CANDOUR_TRAIN_TABLES_H

#include <cstdint>
#include <iosfwd>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "examples.h"
#include "measure.h"

namespace candour::train {

/// The corpus under which a document is counted: all that was written for this project is one, dev+train.
[[nodiscard]] std::string corpus_of(const GoldDocument& doc);

/// How far the lexicon's judging cues cover what judges, and how often they stand in what does not.
struct Coverage {
  std::uint32_t findings = 0;
  std::uint32_t bare_findings = 0;  ///< those with no cue in force
  std::uint32_t contexts = 0;       ///< clauses that are neither strength nor concern
  std::uint32_t cued_contexts = 0;  ///< those with a cue in force
  void add(const GoldDocument& doc, const std::vector<Example>& examples);
  void merge(const Coverage& other);
};

struct Table {
  std::map<std::string, Score> corpora, domains;
  std::map<std::string, std::pair<int, int>> headed;  ///< by source: label right, all
  std::map<std::string, Coverage> coverage;

  void add(const GoldDocument& doc, const std::vector<Example>& examples, const std::vector<Said>& said);
  void merge(const Table& other);
  [[nodiscard]] Score together() const;  ///< all corpora but the written one and the document kept apart
};

void print(std::ostream& out, const Table& table);
void print_coverage(std::ostream& out, const Table& table);
[[nodiscard]] nlohmann::ordered_json to_json(const Table& table);

}  // namespace candour::train

#endif  // CANDOUR_TRAIN_TABLES_H
