#include "model.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <nlohmann/json.hpp>

namespace candour::detail {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint32_t kMostRows = 1U << 20U;
constexpr std::uint32_t kMarkBits = 64;  // of one number of SparseRows::marks

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

/// The weights under `name`, `Row::size()` a row: a block of them, or packed with a head behind the other.
template <class Row>
bool read_weights(const Json& json, const char* name, std::span<const std::string_view> blocks, std::size_t rows,
                  std::vector<Row>& out) {
  constexpr std::size_t kRow = std::tuple_size_v<Row>;
  static_assert(sizeof(Row) == kRow);
  const auto it = json.find(name);
  if (it == json.end()) return false;
  out.resize(rows);
  if (it->is_number_unsigned() && it->get<std::size_t>() < blocks.size()) {
    const std::string_view block = blocks[it->get<std::size_t>()];
    if (block.size() != kRow * rows) return false;
    std::memcpy(out.data(), block.data(), block.size());
    return true;
  }
  std::vector<std::uint8_t> bytes;
  std::vector<std::int8_t> weights;
  if (!it->is_string() || !from_base64(it->get_ref<const std::string&>(), bytes) ||
      !unpack(bytes, kRow * rows, weights))
    return false;
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t h = 0; h < kRow; ++h) out[row][h] = weights[h * rows + row];
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

  template <std::size_t N>
  static std::uint64_t pack(const std::array<std::int8_t, N>& row) {
    static_assert(N <= kWeights);
    std::uint64_t packed = 0;
    for (std::size_t i = 0; i < N; ++i) packed |= static_cast<std::uint64_t>(row[i] + kAbove) << i * kByteBits;
    return packed;
  }

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
  static constexpr int kAbove = 128;
  static constexpr unsigned kByteBits = 8;
  static constexpr unsigned kLaneBits = 16;
  static constexpr std::uint64_t kLanes = 0x00FF00FF00FF00FFULL;
  static constexpr std::uint64_t kLane = 0xFFFFULL;
  static constexpr std::int32_t kMostRows = 256;

  void flush() {
    for (std::size_t i = 0; i < kWeights; i += 2) {
      const std::size_t shift = i / 2 * kLaneBits;
      totals_[i] += static_cast<std::int32_t>(even_ >> shift & kLane) - kAbove * rows_;
      totals_[i + 1] += static_cast<std::int32_t>(odd_ >> shift & kLane) - kAbove * rows_;
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
    const SparseRows& index = model.detail_index;
    for (const std::uint32_t f : features) {
      const std::uint32_t row = f & (model.detail_rows - 1);
      const std::uint64_t marks = index.marks[row / kMarkBits];
      const std::uint64_t mark = std::uint64_t{1} << row % kMarkBits;
      if ((marks & mark) == 0) continue;
      sum.add(
          index.packed[index.before[row / kMarkBits] + static_cast<std::uint32_t>(std::popcount(marks & (mark - 1)))]);
    }
  }
  const RowSum::Totals& totals = sum.totals();
  for (std::size_t h = 2; h < kHeads; ++h) scores[h] = double{model.scale[h]} * totals[h - 2] + double{model.bias[h]};
}

void index_details(Model& model) {
  SparseRows index;
  index.marks.resize((model.details.size() + kMarkBits - 1) / kMarkBits);
  index.before.resize(index.marks.size());
  for (std::size_t at = 0; at < model.details.size(); ++at) {
    if (at % kMarkBits == 0) index.before[at / kMarkBits] = static_cast<std::uint32_t>(index.packed.size());
    const auto& row = model.details[at];
    if (std::all_of(row.begin(), row.end(), [](std::int8_t weight) { return weight == 0; })) continue;
    index.marks[at / kMarkBits] |= std::uint64_t{1} << at % kMarkBits;
    index.packed.push_back(RowSum::pack(row));
  }
  model.detail_index = std::move(index);
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
  return model_from(json, file, {});
}

Result<Model> model_from(const Json& json, std::string_view file, std::span<const std::string_view> blocks) {
  const auto number = [&json](const char* name) {
    const auto it = json.find(name);
    return it != json.end() && it->is_number() ? it->get<double>() : -1.0;
  };
  Model model;
  model.rows = static_cast<std::uint32_t>(std::clamp(number("rows"), 0.0, double{kMostRows}));
  model.detail_rows = static_cast<std::uint32_t>(std::clamp(number("detail_rows"), 0.0, double{kMostRows}));
  if (!power_of_two(model.rows)) return fault(file, "/rows", "a power of two up to 1048576 is needed");
  if (!power_of_two(model.detail_rows)) return fault(file, "/detail_rows", "a power of two up to 1048576 is needed");
  if (!read_weights(json, "labels", blocks, model.rows, model.labels))
    return fault(file, "/labels", "the weights are cut off or damaged");
  if (!read_weights(json, "details", blocks, model.detail_rows, model.details))
    return fault(file, "/details", "the weights are cut off or damaged");
  index_details(model);
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
  for (const char* name : {"strength_thresholds", "concern_thresholds"}) {
    const auto it = json.find(name);
    auto& to = name[0] == 's' ? model.thresholds.strength : model.thresholds.concern;
    if (it == json.end() || !it->is_array() || it->size() != to.size())
      return fault(file, std::string("/") + name, "a number for writing and one for speech are needed");
    for (std::size_t i = 0; i < to.size(); ++i) {
      if (!(*it)[i].is_number())
        return fault(file, std::string("/") + name, "a number for writing and one for speech are needed");
      to[i] = (*it)[i].get<float>();
    }
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
  json["strength_thresholds"] = model.thresholds.strength;
  json["concern_thresholds"] = model.thresholds.concern;
  std::vector<std::int8_t> weights;
  for (std::size_t h = 0; h < 2; ++h) {
    for (const auto& row : model.labels) weights.push_back(row[h]);
  }
  json["labels"] = to_base64(pack(weights));
  weights.clear();
  for (std::size_t h = 0; h < kHeads - 2; ++h) {
    for (const auto& row : model.details) weights.push_back(row[h]);
  }
  json["details"] = to_base64(pack(weights));
  return json.dump(1) + "\n";
}

}  // namespace candour::detail
