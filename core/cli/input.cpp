#include "input.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "candour/candour.h"
#include "text.h"

namespace candour::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kChunk = std::size_t{1} << 16U;      // bytes read at a time
constexpr std::size_t kMostBytes = kMaxTextBytes + 16;     // of a file: one that is longer is refused as too long
constexpr std::size_t kMostLineBytes = kMaxTextBytes * 2;  // of a line: its text may hold escapes

std::string reason(int error) { return std::generic_category().message(error); }

/// A file that closes itself; standard input stays open.
class File {
 public:
  explicit File(const std::string& path) : own_(path != "-"), file_(own_ ? std::fopen(path.c_str(), "rb") : stdin) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (own_ && file_ != nullptr) (void)std::fclose(file_);
  }
  [[nodiscard]] bool open() const noexcept { return file_ != nullptr; }

  /// Bytes read into `chunk`, 0 at the end or at an error.
  [[nodiscard]] std::size_t read(std::array<char, kChunk>& chunk) const {
    return std::fread(chunk.data(), 1, chunk.size(), file_);
  }
  [[nodiscard]] bool failed() const { return std::ferror(file_) != 0; }

 private:
  bool own_;
  std::FILE* file_;
};

std::string cut_note(std::size_t at) { return "byte " + std::to_string(at) + " does not belong to any character"; }

/// The text of `{"text": …}`, or what is wrong.
struct Entry {
  Document document;
  std::string fault;
};

Entry entry_of(Json& json, const std::string& file, std::string name) {
  Entry out;
  out.document = {std::move(name), file, nullptr, "", false};
  if (!json.is_object()) {
    out.fault = "an object with a \"text\" is needed";
    return out;
  }
  const auto text = json.find("text");
  if (text == json.end() || !text->is_string()) {
    out.fault = "there is no \"text\" in it that is a string";
    return out;
  }
  out.document.text = std::move(text->get_ref<std::string&>());
  if (const auto id = json.find("id"); id != json.end()) {
    if (!id->is_string() && !id->is_number() && !id->is_null()) {
      out.fault = "its \"id\" is neither a string nor a number";
      return out;
    }
    out.document.id = *id;
  }
  return out;
}

class Reader {
 public:
  Reader(std::string path, Type type, const Sink& sink)
      : path_(std::move(path)), name_(path_ == "-" ? "standard input" : path_), type_(type), sink_(sink) {}

  void read() {
    if (type_ == Type::lines) return lines();
    std::string bytes;
    std::string why;
    if (!read_whole(path_, bytes, why)) return sink_.fault(name_, why);
    if (type_ == Type::json) return json(bytes);
    text(std::move(bytes));
  }

 private:
  void text(std::string bytes) {
    Document document{name_, path_, nullptr, "", true};
    // UTF-8 stays as it is, byte order mark included, so that offsets are offsets into the file
    const bool utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
    if (type_ == Type::text && !utf16) {
      document.text = std::move(bytes);
      return sink_.document(document);
    }
    auto converted = normalise(bytes, type_ == Type::captions ? ending() : "txt");
    if (!converted) return sink_.fault(name_, converted.error().message);
    document.text = std::move(*converted);
    document.in_place = false;
    sink_.document(document);
  }

  [[nodiscard]] std::string ending() const { return path_.substr(path_.rfind('.') + 1); }

  void json(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (const auto bad = detail::first_malformed(bytes))
      return sink_.fault(name_, "not valid UTF-8: " + cut_note(*bad));
    Json parsed = Json::parse(bytes, nullptr, false);
    if (parsed.is_discarded()) return sink_.fault(name_, "not valid JSON");
    if (!parsed.is_array()) return hand_on(entry_of(parsed, path_, name_));
    std::size_t number = 0;
    for (Json& item : parsed) hand_on(entry_of(item, path_, name_ + ":" + std::to_string(++number)));
  }

  void hand_on(const Entry& entry) const {
    if (entry.fault.empty())
      sink_.document(entry.document);
    else
      sink_.fault(entry.document.name, entry.fault);
  }

  void lines() {
    const File file(path_);
    if (!file.open()) return sink_.fault(name_, reason(errno));
    const auto chunk = std::make_unique<std::array<char, kChunk>>();
    while (const std::size_t size = file.read(*chunk)) {
      std::string_view rest(chunk->data(), size);
      while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        append(rest.substr(0, end));
        if (end == std::string_view::npos) break;
        line();
        rest.remove_prefix(end + 1);
      }
    }
    if (!line_.empty() || too_long_) line();
    if (file.failed()) sink_.fault(name_, reason(errno));
  }

  void append(std::string_view part) {
    too_long_ = too_long_ || line_.size() + part.size() > kMostLineBytes;
    if (!too_long_) line_ += part;
  }

  void line() {
    ++number_;
    const std::string name = name_ + ":" + std::to_string(number_);
    if (std::exchange(too_long_, false)) {
      sink_.fault(name, "the line is longer than can be analysed at once");
      line_ = {};  // gives its memory back
      return;
    }
    std::string_view words = line_;
    if (number_ == 1 && words.starts_with("\xEF\xBB\xBF")) words.remove_prefix(3);
    if (words.find_first_not_of(" \t\r") != std::string_view::npos) parse(words, name);
    line_.clear();
  }

  void parse(std::string_view words, const std::string& name) const {
    if (const auto bad = detail::first_malformed(words)) {
      return sink_.fault(name, "the line is not valid UTF-8: " + cut_note(*bad));
    }
    Json parsed = Json::parse(words, nullptr, false);
    if (parsed.is_discarded()) return sink_.fault(name, "the line is not valid JSON");
    hand_on(entry_of(parsed, path_, name));
  }

  std::string path_;
  std::string name_;
  Type type_;
  const Sink& sink_;
  std::string line_;
  std::size_t number_ = 0;
  bool too_long_ = false;
};

}  // namespace

Type type_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return Type::text;
  std::string ending(name.substr(dot + 1));
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (ending == "vtt" || ending == "srt") return Type::captions;
  if (ending == "json") return Type::json;
  return ending == "ndjson" || ending == "jsonl" ? Type::lines : Type::text;
}

bool read_whole(const std::string& path, std::string& out, std::string& why) {
  const File file(path);
  if (!file.open()) {
    why = reason(errno);
    return false;
  }
  const auto chunk = std::make_unique<std::array<char, kChunk>>();
  while (const std::size_t size = file.read(*chunk)) {
    if (out.size() + size > kMostBytes) {
      why = "it is longer than the " + std::to_string(kMaxTextBytes >> 20U) + " MB that can be analysed at once";
      return false;
    }
    out.append(chunk->data(), size);
  }
  if (file.failed()) why = reason(errno);
  return !file.failed();
}

void read_input(const std::string& path, Type type, const Sink& sink) { Reader(path, type, sink).read(); }

}  // namespace candour::cli
