// Standard output: buffered, checked once at the end, coloured where a terminal takes it.
#ifndef CANDOUR_CLI_OUTPUT_H
#define CANDOUR_CLI_OUTPUT_H

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace candour::cli {

class Output {
 public:
  Output& operator<<(std::string_view part);
  Output& operator<<(char part) { return *this << std::string_view(&part, 1); }

  /// Hands everything on; false when it could not be written (a full disk, say).
  [[nodiscard]] bool flush();

 private:
  std::string held_;
  bool failed_ = false;
};

/// What the place that output goes to can show.
struct Terminal {
  bool colour = false;
  std::size_t width = 0;  ///< columns, 0 where lines need not be broken
};

[[nodiscard]] Terminal terminal();

/// Whether a person would have to type the input.
[[nodiscard]] bool input_is_typed();

enum class Ink : std::uint8_t { plain, bold, faint, strength, concern, grave };

/// `words` in that ink, or as they are without colour.
[[nodiscard]] std::string inked(std::string_view words, Ink ink, const Terminal& terminal);

/// Text from a document as it may be shown on a line of a terminal: white space and control characters become one
/// blank, marks that turn the direction of writing go.
[[nodiscard]] std::string on_a_line(std::string_view text);

/// How many columns text takes, about: one a character.
[[nodiscard]] std::size_t columns(std::string_view text) noexcept;

}  // namespace candour::cli

#endif  // CANDOUR_CLI_OUTPUT_H
