// The linear model: its sums, its probabilities, its file.
#include "model.h"

#include <doctest/doctest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "stand.h"

namespace candour::test {
namespace {

using namespace detail;
using Json = nlohmann::ordered_json;

Model random_model(std::uint64_t seed, std::uint32_t rows, std::uint32_t detail_rows) {
  std::mt19937_64 random(seed);
  const auto weight = [&random] {
    return random() % 3 == 0 ? static_cast<std::int8_t>(random() % 255 - 127) : std::int8_t{0};
  };
  Model model;
  model.rows = rows;
  model.detail_rows = detail_rows;
  model.labels.resize(rows);
  for (auto& row : model.labels) row = {weight(), weight()};
  model.details = SparseRows(detail_rows);
  for (std::size_t row = 0; row < detail_rows; ++row) {
    DetailRow weights{};
    for (auto& w : weights) w = weight();
    if (weights != DetailRow{}) model.details.fill(row, weights);
  }
  for (std::size_t h = 0; h < kHeads; ++h) {
    model.scale[h] = 0.03125F * static_cast<float>(h + 1);
    model.bias[h] = -0.5F * static_cast<float>(h);
  }
  model.temperature = 1.5F;
  model.thresholds = {0.25F, 0.375F};
  return model;
}

std::string file_of(const Model& model) { return write_model(model, R"({"corpora":["none"]})"); }

/// The model file with one member changed.
std::string changed(const char* name, const Json& value) {
  Json json = Json::parse(file_of(random_model(7, 64, 32)), nullptr, false);
  json[name] = value;
  return json.dump();
}

void check_fault(const std::string& text, const std::string& path) {
  const auto model = parse_model(text, "model.json");
  REQUIRE_FALSE(model);
  CHECK(model.error().code == "knowledge");
  CHECK(model.error().file == "model.json");
  CHECK(model.error().path == path);
  CHECK_FALSE(model.error().message.empty());
}

}  // namespace

TEST_CASE("model: a score is the sum of the weights of the features' rows") {
  Model model = random_model(1, 16, 8);
  const std::vector<std::uint32_t> features{3, 16 + 3, 5, 0xFFFFFFFF};
  const Scores scores = score(model, features);
  for (std::size_t h = 0; h < kHeads; ++h) {
    int sum = 0;
    for (const std::uint32_t f : features) sum += h < 2 ? model.labels[f % 16][h] : model.details.at(f % 8)[h - 2];
    CHECK(scores[h] == doctest::Approx(static_cast<double>(model.scale[h]) * sum + static_cast<double>(model.bias[h])));
  }
}

TEST_CASE("model: without weights only the bias is left") {
  Model empty;
  empty.bias[0] = 2;
  const Scores scores = score(empty, std::vector<std::uint32_t>{1, 2, 3});
  CHECK(scores[0] == 2);
  CHECK(scores[1] == 0);
}

TEST_CASE("model: odds are a softmax with context at 0") {
  for (const double s : {-60.0, -3.0, 0.0, 0.7, 12.0, 700.0}) {
    for (const double c : {-700.0, -1.0, 0.0, 2.5, 60.0}) {
      const Odds p = odds(s, c);
      const double top = std::max({s, c, 0.0});
      const double total = std::exp(s - top) + std::exp(c - top) + std::exp(-top);
      CHECK(p.strength == doctest::Approx(std::exp(s - top) / total).epsilon(1e-9));
      CHECK(p.concern == doctest::Approx(std::exp(c - top) / total).epsilon(1e-9));
      CHECK(p.strength + p.concern <= 1.0 + 1e-12);
    }
  }
}

TEST_CASE("model: what is written is read back") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Model model = random_model(seed, 1U << (seed % 9), 1U << (seed % 7));
    const auto read = parse_model(file_of(model), "model.json");
    REQUIRE(read);
    CHECK(read->rows == model.rows);
    CHECK(read->labels == model.labels);
    CHECK(read->details == model.details);
    CHECK(read->scale == model.scale);
    CHECK(read->bias == model.bias);
    CHECK(read->temperature == model.temperature);
    CHECK(read->thresholds.strength == model.thresholds.strength);
    CHECK(read->thresholds.concern == model.thresholds.concern);
  }
}

TEST_CASE("model: a file that is cut or damaged is refused with the place") {
  const std::string whole = file_of(random_model(3, 64, 32));
  for (std::size_t size = 0; size < whole.size() - 2; size += 37) {
    CHECK_FALSE(parse_model(std::string_view(whole).substr(0, size), "model.json"));
  }
  check_fault("[]", "");
  check_fault(changed("rows", 63), "/rows");
  check_fault(changed("rows", -1), "/rows");
  check_fault(changed("rows", 1e300), "/labels");
  check_fault(changed("rows", "64"), "/rows");
  check_fault(changed("detail_rows", 0), "/detail_rows");
  check_fault(changed("labels", "AAAA"), "/labels");
  check_fault(changed("labels", "not base64!"), "/labels");
  check_fault(changed("labels", 3), "/labels");
  check_fault(changed("details", ""), "/details");
  check_fault(changed("scale", Json::array({1, 2})), "/scale");
  check_fault(changed("bias", "x"), "/bias");
  check_fault(changed("temperature", 0), "/temperature");
}

}  // namespace candour::test
