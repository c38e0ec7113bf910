// Stage 9, themes: the frameworks, the choice between them, and themes of findings.
#include "themes.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "stand.h"

namespace candour::test {
namespace {

using nlohmann::json;

std::string own_framework(const json& themes) {
  return json{{"id", "own"}, {"title", "Our own"}, {"themes", themes}}.dump();
}

/// Refused with code "framework" and this place.
void check_refused(const std::string& framework, const std::string& path) {
  Options options;
  options.framework_json = framework;
  const auto analysis = analyser().analyse("The force is good.", options);
  CAPTURE(framework);
  REQUIRE_FALSE(analysis);
  CHECK(analysis.error().code == "framework");
  CHECK(analysis.error().path == path);
  CHECK_FALSE(analysis.error().message.empty());
}

}  // namespace

TEST_CASE("themes: the frameworks of the design are there, each with themes in its pillars") {
  std::set<std::string> ids;
  for (const FrameworkInfo& framework : analyser().frameworks()) {
    CAPTURE(framework.id);
    CHECK(ids.insert(framework.id).second);
    CHECK_FALSE(framework.title.empty());
    CHECK_FALSE(framework.about.empty());
    CHECK(framework.themes.size() >= 3);
    std::set<std::string> pillars;
    for (const PillarInfo& pillar : framework.pillars) pillars.insert(pillar.id);
    for (const ThemeInfo& theme : framework.themes) {
      CHECK_FALSE(theme.title.empty());
      const bool stands = theme.pillar.empty() || pillars.contains(theme.pillar);
      CHECK(stands);
    }
  }
  for (const char* id : {"peel", "fire", "ofsted-school", "ofsted-children", "cqc", "prison", "audit", "generic"}) {
    CHECK_MESSAGE(ids.contains(id), id);
  }
}

TEST_CASE("themes: the text's own words pick the framework") {
  struct Sample {
    const char* text;
    const char* framework;
  };
  const Sample samples[] = {
      {"The force answers 999 calls promptly. Officers record crime well. Detectives lack supervision.", "peel"},
      {"Firefighters train often. The fire and rescue service protects the public through prevention work.", "fire"},
      {"Pupils behave well in lessons. The curriculum is ambitious. Teachers check what pupils know.", "ofsted-school"},
      {"Prisoners spend too long locked in their cells. Violence on the wings has risen.", "prison"}};
  for (const Sample& sample : samples) {
    const Analysis analysis = analyse(sample.text);
    CHECK(analysis.framework == sample.framework);
    CHECK(analysis.framework_chosen_by_text);
  }
  CHECK(analyse("It was a fine day and the sea was calm.").framework == "generic");
  CHECK_FALSE(analyse("It is good.", {"fire", ""}).framework_chosen_by_text);
}

TEST_CASE("themes: a clause has the theme of its words") {
  const Analysis analysis = analyse("The force is poor at investigating crime.", {"peel", ""});
  REQUIRE(analysis.findings.size() == 1);
  REQUIRE_FALSE(analysis.findings[0].themes.empty());
  CHECK(analysis.findings[0].themes[0] == "investigating-crime");
}

TEST_CASE("themes: a framework of one's own is used, with cues that the lexicon does not know") {
  Options options;
  options.framework_json =
      own_framework({{{"id", "zorbs"}, {"title", "Zorbs"}, {"cues", {{"zorb/n", 3}, {"zorbing", 2}}}},
                     {{"id", "rest"}, {"title", "Rest"}, {"cues", {{"blorple", 1}}}}});
  const Analysis analysis = analyse("The zorbs are excellent.", options);
  CHECK(analysis.framework == "own");
  REQUIRE(analysis.findings.size() == 1);
  CHECK(analysis.findings[0].themes == std::vector<std::string>{"zorbs"});
}

TEST_CASE("themes: a framework of one's own that is wrong is refused with the place") {
  const json good{{"id", "a"}, {"title", "A"}, {"cues", {{"x", 1}}}};
  const auto with = [&good](const char* name, const json& value) {
    json theme = good;
    theme[name] = value;
    return own_framework(json::array({theme}));
  };
  check_refused("{", "");
  check_refused("[]", "");
  check_refused("{}", "/id");
  check_refused(R"({"id":"x"})", "/title");
  check_refused(R"({"id":"x","title":"X"})", "/themes");
  check_refused(own_framework(json::array()), "/themes");
  check_refused(own_framework(json::array({3})), "/themes/0");
  check_refused(own_framework(json::array({good, good})), "/themes/1/id");
  check_refused(with("id", ""), "/themes/0");
  check_refused(with("pillar", "none"), "/themes/0/pillar");
  check_refused(with("cues", 3), "/themes/0/cues");
  check_refused(with("cues", {{"x", 0}}), "/themes/0/cues/x");
  check_refused(with("cues", {{"x", 4}}), "/themes/0/cues/x");
  check_refused(with("cues", {{"x", "1"}}), "/themes/0/cues/x");
  check_refused(with("cues", {{"", 1}}), "/themes/0/cues/");
  check_refused(with("cues", {{"_ x", 1}}), "/themes/0/cues/_ x");
  check_refused(with("cues", {{"a/b", 1}}), "/themes/0/cues/a~1b");
  check_refused(with("cues", {{"Upper", 1}}), "/themes/0/cues/Upper");
  check_refused(std::string(2U << 20U, ' '), "");
}

TEST_CASE("themes: a hostile framework is taken or refused, never hangs") {
  std::string verbs;
  for (int i = 0; i < 60; ++i) verbs += "run/v _? ";
  Options options;
  options.framework_json = own_framework({{{"id", "a"}, {"title", "A"}, {"cues", {{verbs + "end", 1}}}}});
  (void)analyser().analyse("They run and run.", options);
  options.framework_json = std::string(500'000, '[');
  CHECK_FALSE(analyser().analyse("It is good.", options));
}

TEST_CASE("themes: a framework that does not exist is named") {
  const auto analysis = analyser().analyse("It is good.", {"astrology", ""});
  REQUIRE_FALSE(analysis);
  CHECK(analysis.error().code == "framework");
  CHECK(analysis.error().message.find("astrology") != std::string::npos);
}

}  // namespace candour::test
