#include "stand.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace candour::test {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

detail::Block block_of(std::string_view text) {
  return {detail::BlockKind::paragraph, {{0, static_cast<std::uint32_t>(text.size())}}, -1, 0};
}

}  // namespace

const Analyser& analyser() {
  static const Result<Analyser> kAnalyser = Analyser::create();
  if (!kAnalyser) FAIL(kAnalyser.error().file, kAnalyser.error().path, ": ", kAnalyser.error().message);
  return *kAnalyser;
}

const detail::Knowledge& knowledge() { return analyser().knowledge(); }

Analysis analyse(std::string_view text, const Options& options) {
  auto analysis = analyser().analyse(text, options);
  if (!analysis) FAIL(analysis.error().code, ": ", analysis.error().message);
  return std::move(*analysis);
}

std::string_view words_of(std::string_view text, Span span) { return text.substr(span.start, span.end - span.start); }

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) FAIL("cannot read ", path, " (tests run in the root of the repository)");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::string> files_in(const std::string& folder, std::string_view ending) {
  std::vector<std::string> paths;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
    if (entry.path().extension() == ending) paths.push_back(entry.path().generic_string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

detail::BlockTokens tokens_of(std::string_view text) {
  detail::BlockTokens out;
  detail::read_sentences(text, block_of(text), knowledge(), out);
  return out;
}

detail::BlockReading reading_of(std::string_view text) {
  detail::BlockReading out;
  detail::read_block(text, block_of(text), knowledge(), out);
  return out;
}

KnowledgeFiles::KnowledgeFiles() {
  for (const char* folder : {"core/data/lexicon", "core/data/frameworks", "core/data"}) {
    for (const std::string& path : files_in(folder, ".json"))
      files_.emplace_back(path.substr(std::string_view("core/data/").size()), read_file(path));
  }
}

KnowledgeFiles& KnowledgeFiles::put(std::string name, std::string content) {
  drop(name);
  files_.emplace_back(std::move(name), std::move(content));
  return *this;
}

KnowledgeFiles& KnowledgeFiles::drop(std::string_view name) {
  files_.erase(std::remove_if(files_.begin(), files_.end(), [name](const auto& file) { return file.first == name; }),
               files_.end());
  return *this;
}

std::string KnowledgeFiles::content(std::string_view name) const {
  const auto it = std::find_if(files_.begin(), files_.end(), [name](const auto& file) { return file.first == name; });
  if (it == files_.end()) FAIL("there is no built-in file ", std::string(name));
  return it->second;
}

Result<Analyser> KnowledgeFiles::load() const {
  std::vector<KnowledgeFile> views;
  views.reserve(files_.size());
  for (const auto& [name, content] : files_) views.push_back({name, content});
  return Analyser::create(views);
}

const std::vector<OddText>& odd_texts() {
  static const std::vector<OddText> kTexts{
      {"nothing", ""},
      {"spaces", " \t \n\n\u00A0\u2003 \r\n"},
      {"a NUL", std::string("The force is \0 very good.\0", 26)},
      {"only NULs", std::string(100, '\0')},
      {"a byte order mark", "\uFEFFThe force is very good."},
      {"one letter", "a"},
      {"one stop", "."},
      {"emoji only", repeated("🚒👩‍🚒🏴󠁧󠁢󠁷󠁬󠁳󠁿", 50)},
      {"emoji among words", "The 🚓force🚓 is 👍very👍 good👏, but victims 😢 wait far too long 🕰️."},
      {"combining marks", "e" + repeated("\u0301", 500) + " is very poor."},
      {"line ends of every kind", "Good.\r\nPoor.\rGood.\u2028Poor.\u2029Good.\u0085Poor."},
      {"brackets", repeated("(", 3000) + "The force is good." + repeated("\"", 3000)},
      {"stops", repeated(". ", 5000) + repeated("?!…", 2000)},
      {"one long line", repeated("The force is not very good but it is improving ", 4000)},
      {"one long word", repeated("good", 20000)},
      {"apostrophes", repeated("'", 200) + "n't isn't 't 's s' can't've" + repeated("’", 200)},
      {"hyphens", repeated("-", 300) + " well-led, ill-led - poor -- good —bad–" + repeated("good-", 300)},
      {"bullets without words", repeated("• \n- \n* \n1. \n(a) \n", 40)},
      {"headings without words", repeated("#\n##\n\n", 40)},
      {"labels without words", repeated("Chair:\nMs Smith: \nQ1 Chair: \n", 20)},
      {"numbers", repeated("1,234.56% £1.2m 3-4 ", 300)},
      {"another script", "警察は非常に良い仕事をしています。しかし、被害者は長く待ちすぎます。"},
      {"right to left", "الشرطة جيدة جدا. The force is very good. المشكلة خطيرة."},
      {"the last characters", "\U0010FFFF good \U0010FFFF\uFFFF\uFFFE poor"},
  };
  return kTexts;
}

}  // namespace candour::test
