#include "model.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace candour::detail {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint32_t kMostRows = 1U << 20U;
constexpr int kAboveWeight = 128;  // what a byte of SparseRows is above its weight
constexpr unsigned kByteBits = 8;

std::string to_base64(std::span<const std::uint8_t> bytes) {
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (const std::uint8_t byte : bytes) {
    bits = (bits << 8U) | byte;
    held += 8;
    while (held >= 6) {
      held -= 6;
      out.push_back(kAlphabet[(bits >> static_cast<unsigned>(held)) & 63U]);
    }
  }
  if (held > 0) out.push_back(kAlphabet[(bits << static_cast<unsigned>(6 - held)) & 63U]);
  return out;
}

bool from_base64(std::string_view text, std::vector<std::uint8_t>& out) {
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const std::size_t value = kAlphabet.find(c);
    if (value == std::string_view::npos) return false;
    bits = (bits << 6U) | static_cast<std::uint32_t>(value);
    held += 6;
    if (held >= 8) {
      held -= 8;
      out.push_back(static_cast<std::uint8_t>(bits >> static_cast<unsigned>(held)));
    }
  }
  return true;
}

/// Weights are mostly 0: a byte 0 is followed by how many more zeros there are (0 to 255).
std::vector<std::uint8_t> pack(std::span<const std::int8_t> weights) {
  constexpr std::size_t kLongestRun = 255;
  std::vector<std::uint8_t> out;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    out.push_back(static_cast<std::uint8_t>(weights[i]));
    if (weights[i] != 0) continue;
    std::size_t run = 0;
    while (i + 1 < weights.size() && weights[i + 1] == 0 && run < kLongestRun) {
      ++run;
      ++i;
    }
    out.push_back(static_cast<std::uint8_t>(run));
  }
  return out;
}

bool unpack(std::span<const std::uint8_t> bytes, std::size_t size, std::vector<std::int8_t>& out) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] != 0) {
      out.push_back(static_cast<std::int8_t>(bytes[i]));
      continue;
    }
    if (++i >= bytes.size()) return false;
    out.insert(out.end(), std::size_t{bytes[i]} + 1, 0);
    if (out.size() > size) return false;
  }
  return out.size() == size;
}

Error fault(std::string_view file, std::string path, std::string message) {
  return {"knowledge", std::move(message), std::string(file), std::move(path), 0};
}

/// The weights under `name`, packed, a head behind the other: `heads` times `rows`.
bool read_weights(const Json& json, const char* name, std::size_t size, std::vector<std::int8_t>& out) {
  const auto it = json.find(name);
  std::vector<std::uint8_t> bytes;
  return it != json.end() && it->is_string() && from_base64(it->get_ref<const std::string&>(), bytes) &&
         unpack(bytes, size, out);
}

bool read_labels(const Json& json, std::size_t rows, std::vector<LabelRow>& out) {
  std::vector<std::int8_t> weights;
  if (!read_weights(json, "labels", rows * std::tuple_size_v<LabelRow>, weights)) return false;
  for (std::size_t row = 0; row < rows; ++row) out.push_back({weights[row], weights[rows + row]});
  return true;
}

bool read_details(const Json& json, std::size_t rows, SparseRows& out) {
  std::vector<std::int8_t> weights;
  if (!read_weights(json, "details", rows * std::tuple_size_v<DetailRow>, weights)) return false;
  out = SparseRows(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    DetailRow heads{};
    for (std::size_t h = 0; h < heads.size(); ++h) heads[h] = weights[h * rows + row];
    if (heads != DetailRow{}) out.fill(row, heads);
  }
  return true;
}

/// e to the x by argument halving and Taylor's series: plain arithmetic, so that native and WebAssembly agree to the
/// last bit, which the two libraries' exp() do not promise.
double exponential(double x) noexcept {
  constexpr double kSmallest = -40;  // below this a probability is 0 for every purpose here
  constexpr int kHalvings = 6;
  constexpr int kTerms = 10;
  if (x < kSmallest) return 0;
  const double y = x / (1 << kHalvings);
  double term = 1;
  double sum = 1;
  for (int i = 1; i <= kTerms; ++i) {
    term *= y / i;
    sum += term;
  }
  for (int i = 0; i < kHalvings; ++i) sum *= sum;
  return sum;
}

/// Adds up rows of eight weights, four to a number of four 16-bit lanes, which hold 256 rows before they run over.
class RowSum {
 public:
  static constexpr std::size_t kWeights = 8;
  using Totals = std::array<std::int32_t, kWeights>;

  void add(std::uint64_t packed) {
    even_ += packed & kLanes;
    odd_ += packed >> kByteBits & kLanes;
    if (++rows_ == kMostRows) flush();
  }

  const Totals& totals() {
    flush();
    return totals_;
  }

 private:
  static constexpr unsigned kLaneBits = 16;
  static constexpr std::uint64_t kLanes = 0x00FF00FF00FF00FFULL;
  static constexpr std::uint64_t kLane = 0xFFFFULL;
  static constexpr std::int32_t kMostRows = 256;

  void flush() {
    for (std::size_t i = 0; i < kWeights; i += 2) {
      const std::size_t shift = i / 2 * kLaneBits;
      totals_[i] += static_cast<std::int32_t>(even_ >> shift & kLane) - kAboveWeight * rows_;
      totals_[i + 1] += static_cast<std::int32_t>(odd_ >> shift & kLane) - kAboveWeight * rows_;
    }
    even_ = odd_ = 0;
    rows_ = 0;
  }

  std::uint64_t even_ = 0, odd_ = 0;
  std::int32_t rows_ = 0;
  Totals totals_{};
};

bool power_of_two(std::uint32_t n) { return n != 0 && (n & (n - 1)) == 0; }

}  // namespace

SparseRows::SparseRows(std::size_t rows)
    : rows_(rows), marks_((rows + kMarkBits - 1) / kMarkBits), before_(marks_.size()) {}

void SparseRows::fill(std::size_t row, const DetailRow& weights) {
  const std::size_t at = row / kMarkBits;
  if (marks_[at] == 0) before_[at] = static_cast<std::uint32_t>(packed_.size());
  marks_[at] |= std::uint64_t{1} << row % kMarkBits;
  std::uint64_t packed = 0;
  for (std::size_t i = 0; i < weights.size(); ++i)
    packed |= static_cast<std::uint64_t>(weights[i] + kAboveWeight) << i * kByteBits;
  packed_.push_back(packed);
}

DetailRow SparseRows::at(std::size_t row) const {
  DetailRow out{};
  const std::uint64_t* packed = find(row);
  if (packed == nullptr) return out;
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = static_cast<std::int8_t>(static_cast<int>(*packed >> i * kByteBits & 0xFFU) - kAboveWeight);
  return out;
}

Scores score(const Model& model, std::span<const std::uint32_t> features) noexcept {
  Scores scores = score_labels(model, features);
  score_details(model, features, scores);
  return scores;
}

Scores score_labels(const Model& model, std::span<const std::uint32_t> features) noexcept {
  std::int32_t strength = 0;
  std::int32_t concern = 0;
  if (model.rows != 0) {
    const std::uint32_t mask = model.rows - 1;
    for (const std::uint32_t f : features) {
      const auto& row = model.labels[f & mask];
      strength += row[0];
      concern += row[1];
    }
  }
  Scores out{};
  out[0] = double{model.scale[0]} * strength + double{model.bias[0]};
  out[1] = double{model.scale[1]} * concern + double{model.bias[1]};
  return out;
}

void score_details(const Model& model, std::span<const std::uint32_t> features, Scores& scores) noexcept {
  RowSum sum;
  if (model.detail_rows != 0) {
    for (const std::uint32_t f : features) {
      if (const std::uint64_t* packed = model.details.find(f & (model.detail_rows - 1))) sum.add(*packed);
    }
  }
  const RowSum::Totals& totals = sum.totals();
  for (std::size_t h = 2; h < kHeads; ++h) scores[h] = double{model.scale[h]} * totals[h - 2] + double{model.bias[h]};
}

Odds odds(double strength, double concern) noexcept {
  const double top = std::max({strength, concern, 0.0});
  const double s = exponential(strength - top);
  const double c = exponential(concern - top);
  const double n = exponential(-top);
  return {s / (s + c + n), c / (s + c + n)};
}

Result<Model> parse_model(std::string_view text, std::string_view file) {
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded() || !json.is_object()) return fault(file, "", "not valid JSON");
  return model_from(json, file, nullptr);
}

Result<Model> model_from(const Json& json, std::string_view file, WeightRows* built_in) {
  const auto number = [&json](const char* name) {
    const auto it = json.find(name);
    return it != json.end() && it->is_number() ? it->get<double>() : -1.0;
  };
  Model model;
  model.rows = static_cast<std::uint32_t>(std::clamp(number("rows"), 0.0, double{kMostRows}));
  model.detail_rows = static_cast<std::uint32_t>(std::clamp(number("detail_rows"), 0.0, double{kMostRows}));
  if (!power_of_two(model.rows)) return fault(file, "/rows", "a power of two up to 1048576 is needed");
  if (!power_of_two(model.detail_rows)) return fault(file, "/detail_rows", "a power of two up to 1048576 is needed");
  if (built_in != nullptr) {
    if (built_in->labels.size() != model.rows || built_in->details.size() != model.detail_rows)
      return fault(file, "/rows", "other weights are built in");
    model.labels = std::move(built_in->labels);
    model.details = std::move(built_in->details);
  } else {
    if (!read_labels(json, model.rows, model.labels))
      return fault(file, "/labels", "the weights are cut off or damaged");
    if (!read_details(json, model.detail_rows, model.details))
      return fault(file, "/details", "the weights are cut off or damaged");
  }
  for (const char* name : {"scale", "bias"}) {
    const auto it = json.find(name);
    if (it == json.end() || !it->is_array() || it->size() != kHeads)
      return fault(file, std::string("/") + name, "a number for each head is needed");
    for (std::size_t h = 0; h < kHeads; ++h) {
      if (!(*it)[h].is_number()) return fault(file, std::string("/") + name, "a number for each head is needed");
      (name[0] == 's' ? model.scale : model.bias)[h] = (*it)[h].get<float>();
    }
  }
  model.temperature = static_cast<float>(number("temperature"));
  if (model.temperature <= 0) return fault(file, "/temperature", "a number above 0 is needed");
  for (const char* name : {"strength_threshold", "concern_threshold"}) {
    const auto it = json.find(name);
    if (it == json.end() || !it->is_number()) return fault(file, std::string("/") + name, "a number is needed");
    (name[0] == 's' ? model.thresholds.strength : model.thresholds.concern) = it->get<float>();
  }
  return model;
}

std::string write_model(const Model& model, std::string_view provenance) {
  nlohmann::ordered_json json;
  json["provenance"] = nlohmann::ordered_json::parse(provenance, nullptr, false);
  json["rows"] = model.rows;
  json["detail_rows"] = model.detail_rows;
  json["scale"] = model.scale;
  json["bias"] = model.bias;
  json["temperature"] = model.temperature;
  json["strength_threshold"] = model.thresholds.strength;
  json["concern_threshold"] = model.thresholds.concern;
  std::vector<std::int8_t> weights;
  for (std::size_t h = 0; h < 2; ++h) {
    for (const auto& row : model.labels) weights.push_back(row[h]);
  }
  json["labels"] = to_base64(pack(weights));
  weights.clear();
  for (std::size_t h = 0; h < kHeads - 2; ++h) {
    for (std::size_t row = 0; row < model.details.size(); ++row) weights.push_back(model.details.at(row)[h]);
  }
  json["details"] = to_base64(pack(weights));
  return json.dump(1) + "\n";
}

}  // namespace candour::detail
