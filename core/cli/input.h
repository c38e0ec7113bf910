// Documents from files and standard input, one at a time.
#ifndef CANDOUR_CLI_INPUT_H
#define CANDOUR_CLI_INPUT_H

#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace candour::cli {

/// What a file holds, by its ending.
enum class Type : std::uint8_t { text, captions, json, lines };

struct Document {
  std::string name;           ///< for people: "report.txt", "reports.ndjson:12"
  std::string file;           ///< where it was read from, "-" for standard input
  nlohmann::ordered_json id;  ///< as given in its line, or null
  std::string text;
  bool in_place = true;  ///< whether offsets into the text are offsets into the file
};

struct Sink {
  std::function<void(const Document&)> document;
  /// One sentence on what could not be read; the rest of the input still comes.
  std::function<void(const std::string& name, const std::string& why)> fault;
};

[[nodiscard]] Type type_of(std::string_view path);

/// Whether the input is one document by its nature.
[[nodiscard]] constexpr bool single(Type type) noexcept { return type == Type::text || type == Type::captions; }

/// Reads `path` ("-" is standard input) and hands on what it holds. Lines are handed on one by one, in memory that
/// does not grow with their number.
void read_input(const std::string& path, Type type, const Sink& sink);

/// The whole of a file, or why not.
[[nodiscard]] bool read_whole(const std::string& path, std::string& out, std::string& why);

}  // namespace candour::cli

#endif  // CANDOUR_CLI_INPUT_H
