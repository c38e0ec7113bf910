// A hash table from 64-bit keys to 32-bit values, open addressing, no deletion: the tries and the vocabulary need
// tens of thousands of look-ups a millisecond and nothing else. A missing key gives 0.
#ifndef CANDOUR_SRC_FLAT_MAP_H
#define CANDOUR_SRC_FLAT_MAP_H

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace candour::detail {

class FlatMap {
 public:
  FlatMap() : marks_(kFirstSize), slots_(kFirstSize) {}

  [[nodiscard]] std::uint32_t get(std::uint64_t key) const noexcept {
    const std::size_t at = find(key);
    return marks_[at] == 0 ? 0 : slots_[at].value;
  }

  /// The value of `key`; where that is 0 it must be set before the next call.
  [[nodiscard]] std::uint32_t& operator[](std::uint64_t key) {
    if ((count_ + 1) * 2 > slots_.size()) grow();
    const std::size_t at = find(key);
    if (marks_[at] == 0) {
      ++count_;
      marks_[at] = mark(hash(key));
      slots_[at] = {upper(key), lower(key), 0};
    }
    return slots_[at].value;
  }

  [[nodiscard]] std::size_t size() const noexcept { return count_; }

 private:
  static constexpr std::size_t kFirstSize = 64;  // a power of two, so that a mask finds the slot
  static constexpr std::size_t kGrowth = 4;      // copying costs more than the room

  struct Slot {  // twelve bytes: the halves of a key need no padding
    std::uint32_t upper = 0, lower = 0;
    std::uint32_t value = 0;
  };

  static std::uint32_t upper(std::uint64_t key) noexcept { return static_cast<std::uint32_t>(key >> 32U); }
  static std::uint32_t lower(std::uint64_t key) noexcept { return static_cast<std::uint32_t>(key); }

  static std::uint64_t hash(std::uint64_t key) noexcept {
    return (key ^ key >> 31U) * 0x9E3779B97F4A7C15ULL;  // Fibonacci hashing spreads the low bits
  }
  /// Bits of the hash that do not say the place; never 0, which is an empty slot's.
  static std::uint8_t mark(std::uint64_t hash) noexcept { return static_cast<std::uint8_t>(hash >> 24U | 1U); }

  /// The slot of `key`, or the empty one that it would take. The marks, which fit a processor's cache as the slots do
  /// not, say of nearly every slot whether it is worth a look.
  [[nodiscard]] std::size_t find(std::uint64_t key) const noexcept {
    const std::uint64_t h = hash(key);
    for (auto at = static_cast<std::size_t>(h >> 32U);; ++at) {
      at &= slots_.size() - 1;
      if (marks_[at] == 0) return at;
      if (marks_[at] != mark(h)) continue;
      const Slot& slot = slots_[at];
      if (slot.lower == lower(key) && slot.upper == upper(key)) return at;
    }
  }

  void grow() {
    const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots_.size() * kGrowth));
    const std::vector<std::uint8_t> marks = std::exchange(marks_, std::vector<std::uint8_t>(slots_.size()));
    for (std::size_t i = 0; i < old.size(); ++i) {
      if (marks[i] == 0) continue;
      const std::size_t at = find(std::uint64_t{old[i].upper} << 32U | old[i].lower);
      marks_[at] = marks[i];
      slots_[at] = old[i];
    }
  }

  std::vector<std::uint8_t> marks_;  ///< of each slot
  std::vector<Slot> slots_;
  std::size_t count_ = 0;
};

}  // namespace candour::detail

#endif  // CANDOUR_SRC_FLAT_MAP_H
