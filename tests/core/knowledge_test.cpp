// Knowledge: inflection, and files with a fault, which are refused with file, place and reason.
#include "knowledge.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "inflection.h"
#include "stand.h"

namespace candour::test {
namespace {

using namespace detail;

void check_fault(const KnowledgeFiles& files, const std::string& file, const std::string& path,
                 const std::string& reason) {
  const auto loaded = files.load();
  REQUIRE_FALSE_MESSAGE(loaded, file, " was taken");
  CAPTURE(loaded.error().message);
  CHECK(loaded.error().code == "knowledge");
  CHECK(loaded.error().file == file);
  CHECK(loaded.error().path == path);
  CHECK(loaded.error().message.find(reason) != std::string::npos);
}

/// A class of the lexicon with one entry.
KnowledgeFiles with_class(const std::string& role, const std::string& entries) {
  KnowledgeFiles files;
  files.put("lexicon/test.json", R"({"class":"test","role":")" + role + R"(","entries":)" + entries + "}");
  return files;
}

KnowledgeFiles with_construction(const std::string& item) {
  KnowledgeFiles files;
  files.put("constructions.json", R"({"constructions":[)" + item + "]}");
  return files;
}

std::set<std::string> verb(std::string_view lemma) {
  std::set<std::string> out;
  for (const InflectedVerb& form : verb_forms(lemma, *knowledge().irregulars)) out.insert(form.text);
  return out;
}

std::set<std::string> noun(std::string_view lemma) {
  const auto forms = noun_forms(lemma, *knowledge().irregulars);
  return {forms.begin(), forms.end()};
}

constexpr const char* kTest = "lexicon/test.json";

}  // namespace

TEST_CASE("knowledge: verbs have their forms") {
  CHECK(verb("fail") == std::set<std::string>{"fail", "fails", "failed", "failing"});
  CHECK(verb("improve") == std::set<std::string>{"improve", "improves", "improved", "improving"});
  CHECK(verb("deny") == std::set<std::string>{"deny", "denies", "denied", "denying"});
  CHECK(verb("reach").contains("reaches"));
  CHECK(verb("stop").contains("stopped"));
  CHECK(verb("refer").contains("referring"));
  CHECK(verb("agree").contains("agreeing"));
  CHECK(verb("fall") == std::set<std::string>{"fall", "falls", "falling", "fell", "fallen"});
  CHECK(verb("be").contains("were"));
}

TEST_CASE("knowledge: nouns have their plurals") {
  CHECK(noun("delay") == std::set<std::string>{"delay", "delays"});
  CHECK(noun("difficulty").contains("difficulties"));
  CHECK(noun("weakness").contains("weaknesses"));
  CHECK(noun("child").contains("children"));
}

TEST_CASE("knowledge: stems of the forms of a word are one") {
  CHECK(stem("improving") == stem("improved"));
  CHECK(stem("weaknesses") == stem("weakness"));
  CHECK(stem("clearly") == stem("clear"));
  CHECK(stem("is") == "is");
  CHECK(stem("").empty());
}

TEST_CASE("knowledge: the files on disk load") {
  const auto loaded = KnowledgeFiles().load();
  CHECK_MESSAGE(loaded, (loaded ? "" : loaded.error().file + " " + loaded.error().message));
}

TEST_CASE("knowledge: a file that is no JSON is named with the place where it breaks off") {
  KnowledgeFiles files;
  files.put(kTest, "{\n\"class\": \"test\",\n\"role\": }");
  const auto loaded = files.load();
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().file == kTest);
  CHECK(loaded.error().message.find("line 3") != std::string::npos);
  CHECK(loaded.error().at > 20);
  for (const char* text : {"", "{", "[1,", "nonsense", "{\"a\":1}}", "\xFF", "{\"a\":\"\xC3\"}"}) {
    check_fault(KnowledgeFiles().put(kTest, text), kTest, "", "JSON");
  }
  check_fault(KnowledgeFiles().put(kTest, "[]"), kTest, "", "object");
}

TEST_CASE("knowledge: a class needs a known role, a name and entries") {
  check_fault(with_class("juggle", "{}"), kTest, "/role", "juggle");
  check_fault(KnowledgeFiles().put(kTest, R"({"class":"x","entries":{}})"), kTest, "/role", "role");
  check_fault(KnowledgeFiles().put(kTest, R"({"role":"judge","entries":{}})"), kTest, "/class", "name");
  check_fault(KnowledgeFiles().put(kTest, R"({"role":"judge","class":"x"})"), kTest, "/entries", "entries");
  check_fault(with_class("judge", "[]"), kTest, "/entries", "entries");
  check_fault(with_class("judge", "0"), kTest, "/entries", "entries");  // a number means a list of the pack, if any
}

TEST_CASE("knowledge: values are whole numbers within the bounds of their role") {
  check_fault(with_class("judge", R"({"frobnicated":4})"), kTest, "/entries/frobnicated", "-3 to 3");
  check_fault(with_class("judge", R"({"frobnicated":0})"), kTest, "/entries/frobnicated", "0");
  check_fault(with_class("judge", R"({"frobnicated":1.5})"), kTest, "/entries/frobnicated", "whole number");
  check_fault(with_class("judge", R"({"frobnicated":"2"})"), kTest, "/entries/frobnicated", "whole number");
  check_fault(with_class("demand", R"({"frobnicated":1})"), kTest, "/entries/frobnicated", "-3 to -1");
  check_fault(with_class("judge", R"({"frobnicated":18446744073709551615})"), kTest, "/entries/frobnicated", "");
}

TEST_CASE("knowledge: patterns are checked") {
  check_fault(with_class("judge", R"({"":1})"), kTest, "/entries/", "empty");
  check_fault(with_class("judge", R"({"_ frob":1})"), kTest, "/entries/_ frob", "wildcard");
  check_fault(with_class("judge", R"({"frob _?":1})"), kTest, "/entries/frob _?", "wildcard");
  check_fault(with_class("judge", R"({"frob/x":1})"), kTest, "/entries/frob~1x", "mark");
  check_fault(with_class("judge", R"({"/v":1})"), kTest, "/entries/~1v", "mark");
  check_fault(with_class("judge", R"({"Frob":1})"), kTest, "/entries/Frob", "lower case");
}

TEST_CASE("knowledge: a pattern stands once in a role") {
  KnowledgeFiles files = with_class("judge", R"({"frobnicated":1})");
  files.put("lexicon/test2.json", R"({"class":"other","role":"judge","entries":{"frobnicated":2}})");
  check_fault(files, "lexicon/test2.json", "/entries/frobnicated", "twice");
  files.put("lexicon/test2.json", R"({"class":"other","role":"hedge","entries":{"frobnicated":2}})");
  CHECK(files.load());
}

TEST_CASE("knowledge: constructions are checked, their patterns by RE2") {
  check_fault(with_construction(R"({"id":"a","role":"judge","value":1,"pattern":"(unclosed"})"), "constructions.json",
              "/constructions/0/pattern", "missing )");
  check_fault(with_construction(R"~({"id":"a","role":"judge","value":1,"pattern":"(?=ahead)"})~"), "constructions.json",
              "/constructions/0/pattern", "");
  check_fault(with_construction(R"({"id":"a","role":"juggle","value":1,"pattern":"a"})"), "constructions.json",
              "/constructions/0/role", "juggle");
  check_fault(with_construction(R"({"id":"a","role":"judge","pattern":"a"})"), "constructions.json", "/constructions/0",
              "value");
  check_fault(with_construction(R"({"id":"a","role":"judge","value":9,"pattern":"a"})"), "constructions.json",
              "/constructions/0/value", "-3 to 3");
  check_fault(with_construction("3"), "constructions.json", "/constructions/0", "needed");
  check_fault(
      with_construction(
          R"({"id":"a","role":"judge","value":1,"pattern":"a"},{"id":"a","role":"judge","value":1,"pattern":"b"})"),
      "constructions.json", "/constructions/1/id", "twice");
}

TEST_CASE("knowledge: a model that is cut is refused with the place") {
  check_fault(KnowledgeFiles().put("model.json", R"({"rows":64)"), "model.json", "", "JSON");
  check_fault(KnowledgeFiles().put("model.json", R"({"rows":64,"detail_rows":64,"labels":"AAA="})"), "model.json",
              "/labels", "cut off");
}

TEST_CASE("knowledge: files that are missing or unknown are named") {
  for (const char* name : {"grammar.json", "morphology.json", "constructions.json"}) {
    const auto loaded = KnowledgeFiles().drop(name).load();
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().message.find(name) != std::string::npos);
  }
  check_fault(KnowledgeFiles().put("poetry.json", "{}"), "poetry.json", "", "not a file of knowledge");
  CHECK_FALSE(Analyser::create(std::span<const KnowledgeFile>()));
}

TEST_CASE("knowledge: a broken framework is refused with the place") {
  check_fault(KnowledgeFiles().put("frameworks/test.json",
                                   R"({"id":"t","title":"T","themes":[{"id":"a","title":"A","cues":{"x":7}}]})"),
              "frameworks/test.json", "/themes/0/cues/x", "weight");
}

TEST_CASE("knowledge: a file cut anywhere is refused") {
  const std::string whole = R"({"class":"test","role":"judge","entries":{"frob/v _? up":-2,"well-led #":1}})";
  for (std::size_t size = 0; size < whole.size(); size += 5) {
    CHECK_FALSE(KnowledgeFiles().put(kTest, whole.substr(0, size)).load());
  }
  CHECK(KnowledgeFiles().put(kTest, whole).load());
}

TEST_CASE("knowledge: the grammar and the tables of forms are checked") {
  check_fault(KnowledgeFiles().put("grammar.json", "{}"), "grammar.json", "/connectives", "missing");
  check_fault(KnowledgeFiles().put("morphology.json", "{}"), "morphology.json", "/irregular_verbs", "missing");
  const auto loaded = KnowledgeFiles().put("grammar.json", R"({"connectives":{"sideways":["but"]}})").load();
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().path == "/connectives/sideways");
}

}  // namespace candour::test
