// Figures by the rules of the labelled corpora's guidelines: sentence, span and theme F1, severity's kappa, kind,
// trend.
#ifndef CANDOUR_TRAIN_MEASURE_H
#define CANDOUR_TRAIN_MEASURE_H

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "corpus.h"

namespace candour::train {

struct Counts {
  std::uint32_t hit = 0, extra = 0, missed = 0;
  void add(bool gold, bool said) {
    if (gold && said)
      ++hit;
    else if (said)
      ++extra;
    else if (gold)
      ++missed;
  }
  void merge(const Counts& other) {
    hit += other.hit;
    extra += other.extra;
    missed += other.missed;
  }
  [[nodiscard]] double f1() const {
    return 2.0 * hit + extra + missed > 0 ? 2.0 * hit / (2.0 * hit + extra + missed) : 0;
  }
  [[nodiscard]] double precision() const { return hit + extra > 0 ? double{1} * hit / (hit + extra) : 0; }
  [[nodiscard]] double recall() const { return hit + missed > 0 ? double{1} * hit / (hit + missed) : 0; }
};

struct Said {
  Span span;
  Label label = Label::strength;
  int severity = 2;
  Kind kind = Kind::judgement;
  Trend trend = Trend::none;
  std::string theme;
  double confidence = 0;
};

struct Score {
  Counts strength, concern, span, theme, action, trend;
  std::vector<std::pair<int, int>> severity;
  std::uint32_t sentences = 0, exact = 0;
  std::vector<std::pair<double, bool>> calibration;  ///< confidence, and whether the clause overlaps gold of its label

  void add(const GoldDocument& doc, const std::vector<Said>& said);
  void merge(const Score& other);
  [[nodiscard]] double sentence_f1() const { return (strength.f1() + concern.f1()) / 2; }
  [[nodiscard]] double kappa() const;
  [[nodiscard]] double calibration_error() const;  ///< expected calibration error, ten bins
};

}  // namespace candour::train

#endif  // CANDOUR_TRAIN_MEASURE_H
