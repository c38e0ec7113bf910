// The pack of core/data that is built in: it holds what the files hold, entry by entry, and judges as they do.
#include "knowledge_pack.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "model.h"
#include "stand.h"

namespace candour::test {
namespace {

using namespace detail;
using Json = nlohmann::json;

const Pack& pack() {
  static const std::optional<Pack> kPack = read_pack(built_in_pack());
  REQUIRE(kPack);
  return *kPack;
}

Json object_of(const Patterns& list) {
  Json out = Json::object();
  for (const Patterns::Item& item : list.items) {
    std::string text;
    for (std::uint32_t i = item.first; i < item.last; ++i)
      text += (text.empty() ? "" : " ") + pack().words[list.words[i]];
    CHECK_MESSAGE(out.find(text) == out.end(), text, " stands twice");
    out[text] = item.value;
  }
  return out;
}

/// Puts the lists back in their places, each once.
void fill(Json& json, std::vector<int>& used) {
  if (!json.is_structured()) return;
  for (const auto& [key, value] : json.items()) {
    const bool list = (key == "entries" || key == "cues" || key == "signature") && value.is_number();
    if (!list) {
      fill(value, used);
      continue;
    }
    const auto number = value.get<std::size_t>();
    REQUIRE(number < pack().lists.size());
    ++used[number];
    value = object_of(pack().lists[number]);
  }
}

/// What is packed of a file, from the file itself.
Json file_on_disk(const std::string& name) {
  Json json = Json::parse(read_file("core/data/" + name), nullptr, false);
  REQUIRE(json.is_object());
  json.erase("examples");
  json.erase("provenance");
  if (!name.starts_with("frameworks/")) json.erase("about");
  return json;
}

void check_model(Json packed) {
  REQUIRE(pack().weights);
  WeightRows weights = *pack().weights;
  const auto built_in = model_from(packed, "model.json", &weights);
  const auto file = parse_model(read_file("core/data/model.json"), "model.json");
  REQUIRE(built_in);
  REQUIRE(file);
  CHECK(built_in->labels == file->labels);
  CHECK(built_in->details == file->details);
  CHECK(built_in->scale == file->scale);
  CHECK(built_in->bias == file->bias);
  CHECK(built_in->temperature == file->temperature);
  CHECK(built_in->thresholds.strength == file->thresholds.strength);
  CHECK(built_in->thresholds.concern == file->thresholds.concern);
}

/// Where the section of that number begins, with its length.
std::size_t section_at(std::string_view bytes, std::size_t section) {
  std::size_t at = bytes.find('\n') + 1;
  for (std::size_t i = 0; i < section; ++i) {
    std::size_t length = 0;
    for (std::size_t k = 4; k > 0; --k) length = length << 8U | static_cast<unsigned char>(bytes[at + k - 1]);
    at += 4 + length;
  }
  return at;
}

/// `bytes` with the section of that number given another length.
std::string with_length(std::string bytes, std::size_t section, char lowest) {
  bytes[section_at(bytes, section)] = lowest;
  return bytes;
}

}  // namespace

TEST_CASE("pack: holds core/data, file by file and entry by entry") {
  const Json files = Json::parse(pack().files, nullptr, false);
  REQUIRE(files.is_array());
  std::vector<int> used(pack().lists.size(), 0);
  std::vector<std::string> names;
  std::size_t patterns = 0;
  for (const Json& file : files) {
    const auto name = file[0].get<std::string>();
    CAPTURE(name);
    names.push_back(name);
    if (name == "model.json") {
      check_model(file[1]);
      continue;
    }
    Json packed = file[1];
    fill(packed, used);
    const Json on_disk = file_on_disk(name);
    CHECK(packed == on_disk);
    if (on_disk.contains("entries")) patterns += on_disk["entries"].size();
  }
  CHECK(patterns > 1000);
  CHECK(std::all_of(used.begin(), used.end(), [](int times) { return times == 1; }));
  std::vector<std::string> expected;
  for (const char* folder : {"core/data", "core/data/frameworks", "core/data/lexicon"}) {
    for (const std::string& path : files_in(folder, ".json"))
      expected.push_back(path.substr(std::string_view("core/data/").size()));
  }
  std::sort(names.begin(), names.end());
  std::sort(expected.begin(), expected.end());
  CHECK(names == expected);
}

TEST_CASE("pack: words are there once, and none is left over") {
  std::vector<std::string> words = pack().words;
  std::sort(words.begin(), words.end());
  CHECK(std::adjacent_find(words.begin(), words.end()) == words.end());
  std::vector<bool> used(words.size(), false);
  for (const Patterns& list : pack().lists) {
    for (const std::uint32_t word : list.words) used[word] = true;
  }
  CHECK(std::find(used.begin(), used.end(), false) == used.end());
}

TEST_CASE("pack: judges as the files do") {
  const auto from_files = KnowledgeFiles().load();
  REQUIRE(from_files);
  for (const std::string& path : files_in("tests/samples", ".txt")) {
    const std::string text = read_file(path);
    for (const FrameworkInfo& framework : analyser().frameworks()) {
      Options options;
      options.framework = framework.id;
      const auto a = from_files->analyse(text, options);
      REQUIRE(a);
      CHECK(to_json(*a, text, Units::utf8) == to_json(analyse(text, options), text, Units::utf8));
    }
  }
}

TEST_CASE("pack: of another version, cut or damaged, it is refused") {
  const std::string whole(built_in_pack());
  REQUIRE(load_pack(whole));
  std::string other = whole;
  other[other.find('2')] = '3';
  CHECK_FALSE(read_pack(other));
  CHECK_FALSE(read_pack(whole + "x"));
  for (std::size_t size = 0; size < whole.size(); size += 1 + whole.size() / 200)
    CHECK_FALSE(read_pack(std::string_view(whole).substr(0, size)));
  const auto refused = load_pack(whole.substr(0, 100));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "knowledge");
  constexpr std::size_t kSections = 11;
  for (std::size_t section = 0; section < kSections; ++section) {
    for (const char lowest : {'\x00', '\x7F', '\xFF'}) (void)load_pack(with_length(whole, section, lowest));
  }
}

TEST_CASE("pack: bytes that were changed never lead outside it") {
  const std::string whole(built_in_pack());
  // The lists stand before the weights, which take most of the bytes and nearly always show that they were changed.
  const std::size_t before_weights = section_at(whole, 9);
  std::uint32_t random = 1;
  int read_yet = 0;
  for (const std::size_t reach : {before_weights, whole.size()}) {
    for (int round = 0; round < 40; ++round) {
      std::string bytes = whole;
      for (int change = 0; change < 3; ++change) {
        random = random * 1664525U + 1013904223U;
        bytes[(random >> 4U) % reach] = static_cast<char>(random >> 24U);
      }
      const auto read = read_pack(bytes);
      if (!read) continue;
      ++read_yet;
      for (const Patterns& list : read->lists) {
        for (const Patterns::Item& item : list.items) REQUIRE(item.last <= list.words.size());
        for (const std::uint32_t word : list.words) REQUIRE(word < read->words.size());
      }
    }
  }
  CHECK(read_yet > 0);
}

}  // namespace candour::test
