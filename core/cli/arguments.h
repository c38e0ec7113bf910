// The command line: what is asked for, or what is wrong with the asking.
#ifndef CANDOUR_CLI_ARGUMENTS_H
#define CANDOUR_CLI_ARGUMENTS_H

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candour/candour.h"

namespace candour::cli {

enum class Command : std::uint8_t { analyse, frameworks, explain, help, version };

enum class Format : std::uint8_t { text, json, ndjson, csv, markdown, html, sarif };

struct Arguments {
  Command command = Command::analyse;
  std::vector<std::string> inputs;  ///< files, "-" for standard input; for `explain` the words of the sentence
  std::string framework = "auto";   ///< "auto", an id, or the path of a file
  std::optional<Format> format;
  std::optional<Units> units;
  double min_confidence = 0;
};

/// Reads the arguments behind the program's name. An error's message is one sentence for standard error.
[[nodiscard]] Result<Arguments> read_arguments(std::span<const std::string_view> words);

/// The whole manual, as `--help` prints it.
[[nodiscard]] std::string_view manual() noexcept;

}  // namespace candour::cli

#endif  // CANDOUR_CLI_ARGUMENTS_H
