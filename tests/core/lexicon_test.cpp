// The knowledge's own examples: each class of the lexicon and each construction says what it must match and what not.
#include <doctest/doctest.h>
#include <re2/re2.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "cues.h"
#include "stand.h"

namespace candour::test {
namespace {

using detail::Cue;
using nlohmann::json;

constexpr std::string_view kOpen = "«";
constexpr std::string_view kClose = "»";

/// A sentence of `match`, without its marks, and what stood between them.
struct Marked {
  std::string text;
  std::vector<Span> spans;
};

Marked unmarked(std::string_view sentence) {
  Marked out;
  while (!sentence.empty()) {
    if (sentence.starts_with(kOpen)) {
      out.spans.push_back({static_cast<std::uint32_t>(out.text.size()), 0});
      sentence.remove_prefix(kOpen.size());
    } else if (sentence.starts_with(kClose)) {
      if (!out.spans.empty()) out.spans.back().end = static_cast<std::uint32_t>(out.text.size());
      sentence.remove_prefix(kClose.size());
    } else {
      out.text.push_back(sentence.front());
      sentence.remove_prefix(1);
    }
  }
  return out;
}

/// Words of the text that an entry of the class matches, before any conflict with other classes is settled.
std::vector<Span> matches(std::string_view text, const std::string& of_class) {
  const auto& classes = knowledge().classes;
  const auto group = static_cast<std::size_t>(std::find(classes.begin(), classes.end(), of_class) - classes.begin());
  const detail::BlockTokens words = tokens_of(text);
  std::vector<Cue> cues;
  detail::match(knowledge().lexicon, words.tokens, 0, static_cast<std::uint32_t>(words.tokens.size()),
                knowledge().vocabulary, cues);
  std::vector<Span> spans;
  for (const Cue& cue : cues) {
    if (cue.group != group) continue;
    spans.push_back({words.tokens[cue.first].span.start, words.tokens[cue.last - 1].span.end});
  }
  return spans;
}

std::vector<Span> construction_matches(std::string_view text, const RE2& pattern) {
  std::vector<Span> spans;
  re2::StringPiece found;
  std::size_t from = 0;
  while (from < text.size() && pattern.Match(text, from, text.size(), RE2::UNANCHORED, &found, 1) && !found.empty()) {
    const auto start = static_cast<std::uint32_t>(found.data() - text.data());
    spans.push_back({start, start + static_cast<std::uint32_t>(found.size())});
    from = spans.back().end;
  }
  return spans;
}

std::string shown(std::string_view text, const std::vector<Span>& spans) {
  std::string out;
  for (const Span& span : spans) out.append(kOpen).append(words_of(text, span)).append(kClose).append(" ");
  return out.empty() ? "nothing" : out;
}

template <class Matcher>
void check_match(const std::string& sentence, const Matcher& matcher) {
  const Marked marked = unmarked(sentence);
  REQUIRE_MESSAGE(!marked.spans.empty(), "no words are marked in: ", sentence);
  const std::vector<Span> found = matcher(marked.text);
  for (const Span& wanted : marked.spans) {
    const bool exact = std::find(found.begin(), found.end(), wanted) != found.end();
    CHECK_MESSAGE(exact, sentence, " -- matched: ", shown(marked.text, found));
  }
}

template <class Matcher>
void check_free(const std::string& sentence, const Matcher& matcher) {
  const std::vector<Span> found = matcher(sentence);
  CHECK_MESSAGE(found.empty(), sentence, " -- matched: ", shown(sentence, found));
}

/// Notes the keys of an object that stand twice: the parser would silently keep one.
class TwiceFinder : public nlohmann::json_sax<json> {
 public:
  [[nodiscard]] const std::vector<std::string>& found() const { return found_; }
  bool null() override { return true; }
  bool boolean(bool /*value*/) override { return true; }
  bool number_integer(number_integer_t /*value*/) override { return true; }
  bool number_unsigned(number_unsigned_t /*value*/) override { return true; }
  bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return true; }
  bool string(string_t& /*value*/) override { return true; }
  bool binary(binary_t& /*value*/) override { return true; }
  bool start_object(std::size_t /*size*/) override { return open_.emplace_back(), true; }
  bool key(string_t& name) override {
    if (!open_.back().insert(name).second) found_.push_back(name);
    return true;
  }
  bool end_object() override { return open_.pop_back(), true; }
  bool start_array(std::size_t /*size*/) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t /*at*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) override {
    return false;
  }

 private:
  std::vector<std::set<std::string>> open_;
  std::vector<std::string> found_;
};

std::vector<std::string> data_files() {
  std::vector<std::string> paths;
  for (const char* folder : {"core/data", "core/data/lexicon", "core/data/frameworks"}) {
    for (std::string& path : files_in(folder, ".json")) paths.push_back(std::move(path));
  }
  return paths;
}

}  // namespace

TEST_CASE("lexicon: it holds thousands of entries") { CHECK(knowledge().lexicon.size() >= 6000); }

TEST_CASE("lexicon: no key stands twice in a file of knowledge") {
  for (const std::string& path : data_files()) {
    TwiceFinder finder;
    CHECK_MESSAGE(json::sax_parse(read_file(path), &finder), path, " is not valid JSON");
    for (const std::string& name : finder.found()) FAIL_CHECK(path, ": '", name, "' stands twice");
  }
}

TEST_CASE("lexicon: every class says what it is for, and has examples for and against") {
  constexpr std::size_t kFewest = 3;
  for (const std::string& path : files_in("core/data/lexicon", ".json")) {
    const json file = json::parse(read_file(path), nullptr, false);
    CAPTURE(path);
    CHECK(file["about"].is_string());
    CHECK(file["examples"]["match"].size() >= kFewest);
    CHECK(file["examples"]["free"].size() >= kFewest);
  }
}

TEST_CASE("lexicon: every class matches the marked words of its examples") {
  for (const std::string& path : files_in("core/data/lexicon", ".json")) {
    const json file = json::parse(read_file(path), nullptr, false);
    CAPTURE(path);
    const auto name = file["class"].get<std::string>();
    for (const json& sentence : file["examples"]["match"]) {
      check_match(sentence.get<std::string>(), [&](std::string_view text) { return matches(text, name); });
    }
  }
}

TEST_CASE("lexicon: no class matches in its examples of what it is not") {
  for (const std::string& path : files_in("core/data/lexicon", ".json")) {
    const json file = json::parse(read_file(path), nullptr, false);
    CAPTURE(path);
    const auto name = file["class"].get<std::string>();
    for (const json& sentence : file["examples"]["free"]) {
      check_free(sentence.get<std::string>(), [&](std::string_view text) { return matches(text, name); });
    }
  }
}

TEST_CASE("lexicon: every construction matches its examples, and nothing in the others") {
  const json file = json::parse(read_file("core/data/constructions.json"), nullptr, false);
  const auto& constructions = knowledge().constructions;
  REQUIRE(file["constructions"].size() == constructions.size());
  for (std::size_t i = 0; i < constructions.size(); ++i) {
    const json& item = file["constructions"][i];
    CAPTURE(constructions[i].id);
    CHECK(item["match"].size() >= 1);
    CHECK(item["free"].size() >= 1);
    const auto matcher = [&](std::string_view text) { return construction_matches(text, *constructions[i].pattern); };
    for (const json& sentence : item["match"]) check_match(sentence.get<std::string>(), matcher);
    for (const json& sentence : item["free"]) check_free(sentence.get<std::string>(), matcher);
  }
}

}  // namespace candour::test
