// Candour: what an assessment says is good (strengths) and what it says is wrong or has to change (concerns),
// clause by clause.
//
// The analyser is built once from its knowledge (lexicon, constructions, model, frameworks) and never changes
// afterwards; analyse() is a pure function of the text and the options and may be called from many threads at
// once. There is no I/O here: text comes in as UTF-8, results go out as plain structs or JSON.
//
//   auto analyser = candour::Analyser::create();
//   if (!analyser) { std::cerr << analyser.error().message; return 1; }
//   auto analysis = analyser->analyse(text, {});
//   if (analysis) std::cout << candour::to_json(*analysis, text, candour::Units::utf16);
//
// Nothing here throws. Every function that can fail returns Result<T>, which holds a value or an Error.
#ifndef CANDOUR_CANDOUR_H
#define CANDOUR_CANDOUR_H

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace candour {

/// What went wrong, for a person to read.
struct Error {
  std::string code;     ///< stable, for programs: "utf8", "too-long", "framework", "knowledge", "options", "stopped"
  std::string message;  ///< one sentence: what is wrong and, where it helps, what to do
  std::string file;     ///< the knowledge or framework file at fault, or empty
  std::string path;     ///< the place in that file as a JSON pointer ("/entries/falter~1v"), or empty
  std::size_t at = 0;   ///< byte offset in the text or file at fault
};

/// A value or an Error. Test it as a bool before use.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: implicit by design
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit by design
  explicit operator bool() const noexcept { return state_.index() == 0; }
  const T& operator*() const noexcept { return *std::get_if<0>(&state_); }
  T& operator*() noexcept { return *std::get_if<0>(&state_); }
  const T* operator->() const noexcept { return std::get_if<0>(&state_); }
  T* operator->() noexcept { return std::get_if<0>(&state_); }
  [[nodiscard]] const Error& error() const noexcept { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

/// Longest text that analyse() takes, in bytes: offsets are 32 bits and a browser's memory is finite.
inline constexpr std::size_t kMaxTextBytes = std::size_t{256} << 20;

/// What offsets in output count. JavaScript strings and CodeMirror count UTF-16 units.
enum class Units : std::uint8_t { utf8, utf16, codepoint };

enum class Label : std::uint8_t { context, strength, concern, mixed };  ///< `mixed` for sentences only
enum class Kind : std::uint8_t { judgement, action };
enum class Trend : std::uint8_t { none, improved, worse, unchanged };

/// What a stretch of words is in the explanation of a finding, and what it does there.
enum class Role : std::uint8_t { cue, negation, hedge, intensifier, frame, contrast, grade, comparison, word };
enum class Effect : std::uint8_t { strength, concern, turns, softens, strengthens, sets };

/// Half-open range of UTF-8 byte offsets into the analysed text, always on character boundaries.
struct Span {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

/// One reason for a finding: words that carried the decision, and in plain English what they do.
struct Because {
  Span span;
  Role role = Role::cue;
  Effect effect = Effect::strength;
  std::string note;
};

/// One clause that says what is good, or what is wrong or has to change.
struct Finding {
  Span span;
  std::uint32_t sentence = 0;  ///< index into Analysis::sentences
  Label label = Label::strength;
  int severity = 2;  ///< 1 slight or hedged, 2 plain, 3 emphatic or grave
  Kind kind = Kind::judgement;
  Trend trend = Trend::none;
  std::vector<std::string> themes;  ///< ids of the framework in use, most fitting first
  double confidence = 0;            ///< 0 to 1, calibrated on held-out documents
  std::vector<Because> because;     ///< weightiest first
};

struct Sentence {
  Span span;
  Label label = Label::context;
  int speaker = -1;  ///< index into Analysis::speakers, -1 for none
};

/// All that was found in one text. Offsets are UTF-8 bytes; to_json() converts them.
struct Analysis {
  std::string framework;                  ///< id of the framework in use
  bool framework_chosen_by_text = false;  ///< whether `auto` picked it
  std::string language;                   ///< "en", or "other" when the text does not look like English
  std::vector<std::string> speakers;
  std::vector<Sentence> sentences;
  std::vector<Finding> findings;  ///< in order of the text; never overlapping
};

namespace detail {
struct Framework;
struct Knowledge;
}  // namespace detail

/// A framework of the user's own, compiled once by Analyser::compile_framework() to be used for many texts.
using OwnFramework = std::shared_ptr<const detail::Framework>;

/// Told how far an analysis is: bytes done, of how many. `done` never falls; the first call says 0, the last says
/// `total`, and there is one about every kProgressBytes. To return false stops the analysis.
using Progress = std::function<bool(std::size_t done, std::size_t total)>;
inline constexpr std::size_t kProgressBytes = std::size_t{64} << 10;  // some ten milliseconds of work

struct Options {
  std::string framework = "auto";  ///< id of a built-in framework, or "auto"
  std::string framework_json;      ///< a framework of the user's own (schema as core/data/frameworks); wins if set
  OwnFramework own_framework = nullptr;  ///< the same, compiled; wins over both
  Progress progress = nullptr;           ///< called from within analyse(), on its thread
};

struct ThemeInfo {
  std::string id, title, pillar;
};
struct PillarInfo {
  std::string id, title;
};
struct FrameworkInfo {
  std::string id, title, about;
  std::vector<PillarInfo> pillars;
  std::vector<ThemeInfo> themes;
};

/// A file of knowledge by the name it has under core/data ("lexicon/negators.json").
struct KnowledgeFile {
  std::string_view name;
  std::string_view content;
};

class Analyser {
 public:
  /// Builds an analyser from the built-in knowledge. Cost: some ten milliseconds; build once, use often.
  [[nodiscard]] static Result<Analyser> create();
  /// The same from other files as JSON. Checks all of it: an error names the file, the place in it and the fault.
  [[nodiscard]] static Result<Analyser> create(std::span<const KnowledgeFile> files);

  /// Analyses valid UTF-8. Fails with "utf8" (the offset of the first bad byte in Error::at), "too-long", "framework"
  /// or, where Options::progress said so, "stopped". Empty text gives an empty analysis. Cost: linear in the text.
  [[nodiscard]] Result<Analysis> analyse(std::string_view text, const Options& options = {}) const;

  /// Checks and compiles a framework of the user's own. Fails with "framework". It may be used with this analyser only.
  [[nodiscard]] Result<OwnFramework> compile_framework(std::string_view framework_json) const;

  [[nodiscard]] std::vector<FrameworkInfo> frameworks() const;

  /// The compiled knowledge, for tools of this project (training, tests); not part of the stable API.
  [[nodiscard]] const detail::Knowledge& knowledge() const noexcept { return *knowledge_; }

 private:
  explicit Analyser(std::shared_ptr<const detail::Knowledge> knowledge) : knowledge_(std::move(knowledge)) {}
  std::shared_ptr<const detail::Knowledge> knowledge_;
};

/// The analysis as JSON by analysis.schema.json, offsets in `units`. `text` is the text that was analysed.
/// `framework` gives titles for the summary. Cost: linear.
[[nodiscard]] std::string to_json(const Analysis& analysis, std::string_view text, Units units);

/// Plain text of a document: WebVTT and SRT become sentences with speaker labels ("vtt", "srt"), anything else is
/// text as it is ("txt", "md"). A byte order mark is dropped and UTF-16 with one is converted. Fails with "utf8".
[[nodiscard]] Result<std::string> normalise(std::string_view bytes, std::string_view type);

/// "0.1.0"
[[nodiscard]] std::string_view version() noexcept;

}  // namespace candour

#endif  // CANDOUR_CANDOUR_H
