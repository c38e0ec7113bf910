#include "arguments.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>
#include <utility>

namespace candour::cli {
namespace {

constexpr std::array<std::pair<std::string_view, Format>, 7> kFormats{{{"text", Format::text},
                                                                       {"json", Format::json},
                                                                       {"ndjson", Format::ndjson},
                                                                       {"csv", Format::csv},
                                                                       {"markdown", Format::markdown},
                                                                       {"html", Format::html},
                                                                       {"sarif", Format::sarif}}};
constexpr std::array<std::pair<std::string_view, Units>, 3> kUnits{
    {{"utf16", Units::utf16}, {"utf8", Units::utf8}, {"codepoint", Units::codepoint}}};
constexpr std::array<std::pair<std::string_view, Command>, 5> kCommands{{{"analyse", Command::analyse},
                                                                         {"analyze", Command::analyse},
                                                                         {"frameworks", Command::frameworks},
                                                                         {"explain", Command::explain},
                                                                         {"help", Command::help}}};

constexpr std::string_view kManual =
    R"(candour: what an assessment says is good, and what it says is wrong or has to change

Usage:
  candour [analyse] [FILE…|-] [options]    find the strengths and concerns in documents
  candour explain "one sentence"           say why, clause by clause
  candour frameworks                       list what --framework takes
  candour --help | --version

Files are read by their ending:
  .txt .md       text; any other ending too
  .vtt .srt      captions of a recording
  .json          {"text": …}, or a list of such; a saved .candour.json is one
  .ndjson        a document a line: {"id": …, "text": …}
Without files, or for -, standard input is read: text, or with --format ndjson a document a line.

Options:
  --framework auto|ID|FILE.json   themes to report under; auto (the default) picks by the text's own words
  --format FORMAT                 text (the default), json, ndjson, csv, markdown, html or sarif
  --units utf16|utf8|codepoint    what offsets count; utf16 (the default) is what JavaScript strings count
  --min-confidence N              leave out findings of a confidence under N, from 0 to 1
  --                              what follows are files, whatever they are called

text is coloured on a terminal, unless NO_COLOR is set. With --format ndjson any number of documents run through in
the same memory: one analysis a line, in the order of the input.

Exit status: 0 done; 1 an input could not be analysed (which and why is said; the others are done); 2 wrong usage.
)";

Error wrong(std::string message) { return {"usage", std::move(message), "", "", 0}; }

template <class Value, std::size_t N>
std::optional<Value> named(const std::array<std::pair<std::string_view, Value>, N>& names, std::string_view name) {
  const auto it = std::find_if(names.begin(), names.end(), [name](const auto& pair) { return pair.first == name; });
  return it == names.end() ? std::nullopt : std::optional<Value>(it->second);
}

template <class Value, std::size_t N>
std::string choice(const std::array<std::pair<std::string_view, Value>, N>& names) {
  std::string out;
  for (std::size_t i = 0; i < N; ++i) {
    if (i > 0) out += i + 1 == N ? " or " : ", ";
    out += names[i].first;
  }
  return out;
}

/// Takes the words one by one.
class Reader {
 public:
  explicit Reader(std::span<const std::string_view> words) : words_(words) {}

  Result<Arguments> read() {
    take_command();
    bool options_end = false;
    while (at_ < words_.size() && !fault_) {
      const std::string_view word = words_[at_++];
      const bool is_option = !options_end && word.size() > 1 && word.front() == '-';
      if (!is_option)
        out_.inputs.emplace_back(word);
      else if (word == "--")
        options_end = true;
      else
        option(word);
    }
    if (!fault_) check();
    if (fault_) return *fault_;
    return std::move(out_);
  }

 private:
  void take_command() {
    if (words_.empty()) return;
    const auto command = named(kCommands, words_.front());
    if (!command) return;
    out_.command = *command;
    ++at_;
  }

  /// "--name=value" or "--name value"
  std::optional<std::string_view> value(std::string_view word) {
    if (const std::size_t equals = word.find('='); equals != std::string_view::npos) return word.substr(equals + 1);
    if (at_ < words_.size()) return words_[at_++];
    fault_ = wrong("The option " + std::string(word) + " needs a value.");
    return std::nullopt;
  }

  void option(std::string_view word) {
    const std::string_view name = word.substr(0, word.find('='));
    if (word == "--help" || word == "-h") {
      out_.command = Command::help;
    } else if (word == "--version" || word == "-V") {
      out_.command = Command::version;
    } else if (name == "--framework") {
      if (const auto given = value(word)) out_.framework = *given;
    } else if (name == "--format") {
      if (const auto given = value(word)) choose("--format", *given, kFormats, out_.format);
    } else if (name == "--units") {
      if (const auto given = value(word)) choose("--units", *given, kUnits, out_.units);
    } else if (name == "--min-confidence") {
      if (const auto given = value(word)) confidence(*given);
    } else {
      fault_ = wrong("There is no option " + std::string(word) + ".");
    }
  }

  template <class Value, std::size_t N>
  void choose(std::string_view option, std::string_view given,
              const std::array<std::pair<std::string_view, Value>, N>& names, std::optional<Value>& out) {
    out = named(names, given);
    if (!out) fault_ = wrong(std::string(option) + " takes " + choice(names) + ", not '" + std::string(given) + "'.");
  }

  void confidence(std::string_view given) {
    const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), out_.min_confidence);
    const bool whole = error == std::errc() && end == given.data() + given.size();
    if (!whole || !(out_.min_confidence >= 0 && out_.min_confidence <= 1)) {
      fault_ = wrong("--min-confidence takes a number from 0 to 1, not '" + std::string(given) + "'.");
    }
  }

  void check() {
    const auto& inputs = out_.inputs;
    if (out_.command == Command::explain && inputs.empty()) fault_ = wrong("explain needs a sentence.");
    if (out_.command == Command::frameworks && !inputs.empty()) {
      fault_ = wrong("frameworks takes no files; for a file of that name say ./frameworks.");
    }
    if (out_.command == Command::explain || out_.command == Command::frameworks) {
      const bool known = !out_.format || *out_.format == Format::text || *out_.format == Format::json;
      if (!known) fault_ = wrong("explain and frameworks know the formats text and json.");
    }
    if (out_.command == Command::analyse && std::count(inputs.begin(), inputs.end(), "-") > 1) {
      fault_ = wrong("Standard input can be read only once.");
    }
    if (std::find(inputs.begin(), inputs.end(), "") != inputs.end()) fault_ = wrong("A file's name is empty.");
  }

  std::span<const std::string_view> words_;
  std::size_t at_ = 0;
  Arguments out_;
  std::optional<Error> fault_;
};

}  // namespace

Result<Arguments> read_arguments(std::span<const std::string_view> words) { return Reader(words).read(); }

std::string_view manual() noexcept { return kManual; }

}  // namespace candour::cli
