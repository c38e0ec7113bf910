// Labelled documents for training and measuring: gold (clauses labelled by hand) and headed (sentences labelled by the
// heading under which they stood).
//
// The blind tenth: a gold document whose name has a CRC-32 that ten divides teaches nothing, is tuned on by nothing and
// is never shown; it is only measured on, apart from the rest. Documents of the same group teach nothing either, for
// they say much the same. Who works on the analyser does not read them.
#ifndef CANDOUR_TRAIN_CORPUS_H
#define CANDOUR_TRAIN_CORPUS_H

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candour/candour.h"

namespace candour::train {

struct GoldFinding {
  Span span;  ///< bytes
  Label label = Label::strength;
  int severity = 2;
  Kind kind = Kind::judgement;
  Trend trend = Trend::none;
  std::vector<std::string> themes;
};

struct GoldSentence {
  Span span;
  std::vector<GoldFinding> findings;
};

struct GoldDocument {
  std::string name;  ///< the file's stem
  std::string part;  ///< "dev", "train", "real-dev", "mix-dev", "spoken-dev", "written", "long", "plain", "reports"
  std::string domain;
  std::string text;
  std::vector<GoldSentence> sentences;
  std::string group;   ///< documents of one group stay in one fold
  bool blind = false;  ///< of the blind tenth
};

/// A sentence of the headed corpora, given as a document of its own.
struct HeadedSentence {
  std::string text;
  Label label = Label::context;
  bool finding = false;  ///< kind `finding`: used for measuring too
  bool lead = false;
  std::string group;
  std::string source;
  std::string report;   ///< the document it stood in
  std::string section;  ///< and its part there
};

/// The part of reports whose sentences stand in the headed corpora and were labelled for training, clause by clause.
inline constexpr std::string_view kReports = "reports";

/// Whether a document was written for training only.
[[nodiscard]] bool is_written(std::string_view part) noexcept;
/// Whether a document was labelled to measure on.
[[nodiscard]] bool is_measured(std::string_view part) noexcept;

/// All .jsonl documents of a folder, in order of name. Prints what cannot be read and skips it.
[[nodiscard]] std::vector<GoldDocument> read_gold(const std::filesystem::path& folder, const std::string& part);
[[nodiscard]] std::vector<HeadedSentence> read_headed(const std::filesystem::path& file);

/// Those reports, in order. `labels` (tests/corpus/reports.jsonl) holds places and labels alone; the words are those of
/// `headed`, in order. Prints which report has other words than were labelled, and skips it.
[[nodiscard]] std::vector<GoldDocument> read_reports(const std::filesystem::path& labels,
                                                     std::span<const HeadedSentence> headed);

/// Whether a gold document of this name (the file's stem) is of the blind tenth.
[[nodiscard]] bool is_blind(std::string_view name);

/// What binds a document to others: the place a report is about, so that a report that stands in two corpora is one.
[[nodiscard]] std::string group_of(const std::string& name);

}  // namespace candour::train

#endif  // CANDOUR_TRAIN_CORPUS_H
