// What every test stands on: the built-in analyser, files of the repository, and texts taken through a stage or two.
#ifndef CANDOUR_TESTS_CORE_STAND_H
#define CANDOUR_TESTS_CORE_STAND_H

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "candour/candour.h"
#include "features.h"
#include "knowledge.h"
#include "sentences.h"

namespace candour::test {

/// The analyser with the knowledge that is built in; made once.
[[nodiscard]] const Analyser& analyser();
[[nodiscard]] const detail::Knowledge& knowledge();

/// The analysis of valid text.
[[nodiscard]] Analysis analyse(std::string_view text, const Options& options = {});

[[nodiscard]] std::string_view words_of(std::string_view text, Span span);

/// A file by its path from the root of the repository; a missing one fails the test that asks for it.
[[nodiscard]] std::string read_file(const std::string& path);

/// Paths of the files with that ending in a folder of the repository, sorted.
[[nodiscard]] std::vector<std::string> files_in(const std::string& folder, std::string_view ending);

/// The whole text as one block, tokens and sentences.
[[nodiscard]] detail::BlockTokens tokens_of(std::string_view text);

/// The whole text as one block, through tokens, clauses, cues and scope.
[[nodiscard]] detail::BlockReading reading_of(std::string_view text);

/// The built-in knowledge with one file put in place of another or added.
class KnowledgeFiles {
 public:
  KnowledgeFiles();
  KnowledgeFiles& put(std::string name, std::string content);
  KnowledgeFiles& drop(std::string_view name);
  [[nodiscard]] std::string content(std::string_view name) const;
  [[nodiscard]] Result<Analyser> load() const;

 private:
  std::vector<std::pair<std::string, std::string>> files_;
};

/// Texts that nobody would write, all of them valid UTF-8, with names.
struct OddText {
  std::string name, text;
};
[[nodiscard]] const std::vector<OddText>& odd_texts();

}  // namespace candour::test

/// Shows lists of words when a check fails.
template <>
struct doctest::StringMaker<std::vector<std::string>> {
  static String convert(const std::vector<std::string>& list) {
    std::string out = "{";
    for (const std::string& item : list) out += "\"" + item + "\" ";
    return (out + "}").c_str();
  }
};

#endif  // CANDOUR_TESTS_CORE_STAND_H
