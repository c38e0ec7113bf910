#include "knowledge_pack.h"

#include <algorithm>
#include <numeric>

namespace candour::detail {
namespace {

constexpr std::string_view kMagic = "candour-pack 1\n";
constexpr std::uint8_t kMostShared = 31;  // bytes; so no byte of a word is as small

/// Bytes one after another. Reading past the end gives 0 and is remembered.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] std::uint8_t next() {
    if (at_ < bytes_.size()) return static_cast<std::uint8_t>(bytes_[at_++]);
    overrun_ = true;
    return 0;
  }

  [[nodiscard]] std::uint32_t varint() {
    constexpr unsigned kWidest = 28;  // bits before the last group of a 32-bit number
    std::uint32_t value = 0;
    for (unsigned shift = 0; shift <= kWidest; shift += 7) {
      const std::uint8_t byte = next();
      value |= static_cast<std::uint32_t>(byte & 0x7FU) << shift;
      if (byte < 0x80) break;
    }
    return value;
  }

  [[nodiscard]] std::optional<std::string_view> section() {
    std::uint32_t length = 0;
    for (unsigned shift = 0; shift < 32; shift += 8) length |= static_cast<std::uint32_t>(next()) << shift;
    if (overrun_ || bytes_.size() - at_ < length) return std::nullopt;
    at_ += length;
    return bytes_.substr(at_ - length, length);
  }

  [[nodiscard]] bool ended() const { return at_ == bytes_.size(); }
  [[nodiscard]] bool overrun() const { return overrun_; }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool overrun_ = false;
};

/// The words by their numbers.
bool read_words(std::string_view packed, std::string_view classes, std::vector<std::string>& out) {
  std::array<std::uint32_t, 256> next{};  // number of the next word of a class
  for (const char c : classes) ++next[static_cast<std::uint8_t>(c)];
  std::exclusive_scan(next.begin(), next.end(), next.begin(), std::uint32_t{0});
  out.resize(classes.size());
  std::string word;
  std::size_t at = 0;
  for (const char c : classes) {
    if (at >= packed.size()) return false;
    const auto same = static_cast<std::uint8_t>(packed[at++]);
    if (same > kMostShared || same > word.size()) return false;
    const std::size_t from = at;
    while (at < packed.size() && static_cast<std::uint8_t>(packed[at]) > kMostShared) ++at;
    word.resize(same);
    word.append(packed.substr(from, at - from));
    out[next[static_cast<std::uint8_t>(c)]++] = word;
  }
  return at == packed.size();
}

class ListReader {
 public:
  explicit ListReader(const std::array<std::string_view, 6>& streams)
      : values_(streams[0]),
        leads_(streams[1]),
        first_high_(streams[2]),
        first_low_(streams[3]),
        rest_high_(streams[4]),
        rest_low_(streams[5]) {}

  /// Reads all lists; false where a stream ends too early or too late, or names a word that is not there.
  [[nodiscard]] bool read(std::size_t words, std::vector<Patterns>& out) {
    while (!values_.ended()) {
      Patterns list;
      for (std::uint32_t groups = values_.varint(); groups > 0 && !overrun(); --groups)
        group(static_cast<std::int8_t>(values_.next()), list);
      const auto known = [words](std::uint32_t word) { return word < words; };
      if (overrun() || !std::all_of(list.words.begin(), list.words.end(), known)) return false;
      out.push_back(std::move(list));
    }
    return leads_.ended() && first_high_.ended() && first_low_.ended() && rest_high_.ended() && rest_low_.ended();
  }

 private:
  void group(std::int8_t value, Patterns& out) {
    Patterns::Item before;
    while (const std::uint8_t lead = leads_.next()) {
      const std::uint32_t same = lead >> 4U;
      const std::uint32_t more = lead & 15U;
      const std::uint32_t length = before.last - before.first;
      Patterns::Item item{static_cast<std::uint32_t>(out.words.size()), 0, value};
      for (std::uint32_t i = 0; i < same && i < length; ++i) out.words.push_back(out.words[before.first + i]);
      for (std::uint32_t i = 0; i < more; ++i) {
        const std::uint32_t base = i == 0 && same < length ? out.words[before.first + same] : 0;
        out.words.push_back(base + (i == 0 ? number(first_high_, first_low_) : number(rest_high_, rest_low_)));
      }
      item.last = static_cast<std::uint32_t>(out.words.size());
      out.items.push_back(item);
      before = item;
    }
  }

  static std::uint32_t number(Bytes& high, Bytes& low) {
    const std::uint32_t upper = high.next();
    return upper << 8U | low.next();
  }

  [[nodiscard]] bool overrun() const {
    return values_.overrun() || leads_.overrun() || first_high_.overrun() || first_low_.overrun() ||
           rest_high_.overrun() || rest_low_.overrun();
  }

  Bytes values_, leads_, first_high_, first_low_, rest_high_, rest_low_;
};

}  // namespace

std::optional<Pack> read_pack(std::string_view bytes) {
  constexpr std::size_t kSections = 11;
  if (!bytes.starts_with(kMagic)) return std::nullopt;
  Bytes reader(bytes.substr(kMagic.size()));
  std::array<std::string_view, kSections> sections;
  for (std::string_view& section : sections) {
    const auto read = reader.section();
    if (!read) return std::nullopt;
    section = *read;
  }
  if (!reader.ended()) return std::nullopt;
  Pack pack;
  pack.files = sections[0];
  pack.weights = {sections[9], sections[10]};
  if (!read_words(sections[1], sections[2], pack.words)) return std::nullopt;
  ListReader lists({sections[3], sections[4], sections[5], sections[6], sections[7], sections[8]});
  if (!lists.read(pack.words.size(), pack.lists)) return std::nullopt;
  return pack;
}

}  // namespace candour::detail
