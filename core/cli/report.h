// What writers write from: one analysed document, with places in lines and the wording that all formats share.
#ifndef CANDOUR_CLI_REPORT_H
#define CANDOUR_CLI_REPORT_H

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "candour/candour.h"
#include "input.h"

namespace candour::cli {

/// Line and column, both from 1.
struct Place {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// Finds lines and columns in a text. Built once, linear.
class Places {
 public:
  explicit Places(std::string_view text);
  /// The place of a byte offset; columns count `units`.
  [[nodiscard]] Place at(std::uint32_t offset, Units units) const;

 private:
  std::string_view text_;
  std::vector<std::uint32_t> starts_;  ///< of lines
};

struct Report {
  const Document& document;
  const Analysis& analysis;
  const FrameworkInfo& framework;
};

/// Leaves out findings under a confidence; sentences keep the labels of those that stay.
void leave_out(Analysis& analysis, double min_confidence);

struct Tally {
  std::size_t strengths = 0;
  std::size_t concerns = 0;
  std::size_t actions = 0;
};

struct ThemeTally {
  std::string title;
  Tally tally;
};

[[nodiscard]] Tally tally(const Analysis& analysis);

/// By first theme, in the framework's order; findings without one come last, as "No theme".
[[nodiscard]] std::vector<ThemeTally> tally_by_theme(const Report& report);

/// "12 strengths and 9 concerns in 28 sentences; 3 of the concerns say what has to change."
[[nodiscard]] std::string sentence_of(const Tally& tally, std::size_t sentences);

/// "Framework: Police (PEEL), picked by the text's own words." Empty where there are no frameworks.
[[nodiscard]] std::string framework_line(const Report& report);

[[nodiscard]] std::string_view label_word(Label label) noexcept;
[[nodiscard]] std::string_view kind_word(Kind kind) noexcept;
[[nodiscard]] std::string_view trend_word(Trend trend) noexcept;  ///< empty for none

/// "strength", "grave concern", "slight strength", "must change"
[[nodiscard]] std::string verdict_of(const Finding& finding);

/// Title of a theme by its id; the id where the framework does not name it.
[[nodiscard]] std::string theme_title(const FrameworkInfo& framework, const std::string& id);

/// "Investigating crime; improved; Chair", what there is of it.
[[nodiscard]] std::string about(const Report& report, const Finding& finding);

/// The notes of the reasons, joined.
[[nodiscard]] std::string why(const Finding& finding);

/// "94 %"
[[nodiscard]] std::string percent(double confidence);

[[nodiscard]] std::string_view words_of(const Report& report, Span span);

}  // namespace candour::cli

#endif  // CANDOUR_CLI_REPORT_H
