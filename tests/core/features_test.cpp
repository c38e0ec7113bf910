// Stage 7, features: what the model sees of a clause.
#include "features.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "stand.h"

namespace candour::test {
namespace {

using namespace detail;

std::vector<Feature> features_of(const BlockReading& block, const Carried& carried = {}) {
  std::vector<Feature> out;
  clause_features(block, 0, 0, carried, out);
  return out;
}

std::set<std::uint32_t> hashes_of(std::string_view text, const Carried& carried = {}) {
  std::set<std::uint32_t> out;
  for (const Feature& feature : features_of(reading_of(text), carried)) out.insert(feature.hash);
  return out;
}

}  // namespace

TEST_CASE("features: the same clause has the same, another clause has others") {
  CHECK(hashes_of("The force is effective.") == hashes_of("The force is effective."));
  CHECK(hashes_of("The force is effective.") != hashes_of("The force is not effective."));
  CHECK(hashes_of("The force is effective.") != hashes_of("The force is ineffective."));
}

TEST_CASE("features: names of people and places are all one") {
  CHECK(hashes_of("We met Zorblax there.") == hashes_of("We met Quuxley there."));
}

TEST_CASE("features: what stands above and before the clause is seen") {
  Carried under_heading;
  under_heading.heading_demand = true;
  Carried in_list;
  in_list.lead = true;
  in_list.lead_demand = true;
  const auto plain = hashes_of("Records are kept.");
  CHECK(plain != hashes_of("Records are kept.", under_heading));
  CHECK(plain != hashes_of("Records are kept.", in_list));
}

TEST_CASE("features: each knows the words it came from") {
  for (const char* text :
       {"The force is not very effective at preventing crime.", "Complaints fell by 12%, but delays rose."}) {
    const BlockReading block = reading_of(text);
    for (std::uint32_t c = 0; c < block.readings.size(); ++c) {
      std::vector<Feature> features;
      clause_features(block, 0, c, {}, features);
      CHECK(features.size() > 20);
      for (const Feature& feature : features) {
        if (feature.source == kNoSource) continue;
        if (feature.is_token())
          CHECK(feature.token() < block.words.tokens.size());
        else
          CHECK(static_cast<std::size_t>(feature.source) < block.in_force.size());
      }
    }
  }
}

TEST_CASE("features: a reading that is used again leaves nothing behind") {
  BlockReading used = reading_of("Despite the delays, morale is high; it is not good.");
  const std::string text = "The force is effective.";
  read_block(text, {BlockKind::paragraph, {{0, static_cast<std::uint32_t>(text.size())}}, -1, 0}, knowledge(), used);
  std::set<std::uint32_t> hashes;
  for (const Feature& feature : features_of(used)) hashes.insert(feature.hash);
  CHECK(hashes == hashes_of(text));
}

}  // namespace candour::test
