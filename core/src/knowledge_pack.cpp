#include "knowledge_pack.h"

#include <algorithm>
#include <numeric>

#include "byte_reader.h"
#include "packed_weights.h"

namespace candour::detail {
namespace {

constexpr std::string_view kMagic = "candour-pack 2\n";
constexpr std::uint8_t kMostShared = 31;  // bytes; so no byte of a word is as small

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

  static std::uint32_t number(ByteReader& high, ByteReader& low) {
    const std::uint32_t upper = high.next();
    return upper << 8U | low.next();
  }

  [[nodiscard]] bool overrun() const {
    return values_.overrun() || leads_.overrun() || first_high_.overrun() || first_low_.overrun() ||
           rest_high_.overrun() || rest_low_.overrun();
  }

  ByteReader values_, leads_, first_high_, first_low_, rest_high_, rest_low_;
};

}  // namespace

std::optional<Pack> read_pack(std::string_view bytes) {
  constexpr std::size_t kSections = 11;
  if (!bytes.starts_with(kMagic)) return std::nullopt;
  ByteReader reader(bytes.substr(kMagic.size()));
  std::array<std::string_view, kSections> sections;
  for (std::string_view& section : sections) {
    const auto read = reader.section();
    if (!read) return std::nullopt;
    section = *read;
  }
  if (!reader.ended()) return std::nullopt;
  Pack pack;
  pack.files = sections[0];
  if (!sections[9].empty()) {
    pack.weights = unpack_weights(sections[9], sections[10]);
    if (!pack.weights) return std::nullopt;
  }
  if (!read_words(sections[1], sections[2], pack.words)) return std::nullopt;
  ListReader lists({sections[3], sections[4], sections[5], sections[6], sections[7], sections[8]});
  if (!lists.read(pack.words.size(), pack.lists)) return std::nullopt;
  return pack;
}

}  // namespace candour::detail
