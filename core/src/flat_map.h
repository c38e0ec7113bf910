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
  FlatMap() : slots_(kFirstSize) {}

  [[nodiscard]] std::uint32_t get(std::uint64_t key) const noexcept { return slots_[find(key)].value; }

  /// The value of `key`; where that is 0 it must be set before the next call.
  [[nodiscard]] std::uint32_t& operator[](std::uint64_t key) {
    if ((count_ + 1) * 2 > slots_.size()) grow();
    Slot& slot = slots_[find(key)];
    if (slot.value == 0) {
      ++count_;
      slot.upper = upper(key);
      slot.lower = lower(key);
    }
    return slot.value;
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

  /// The slot of `key`, or the empty one that it would take.
  [[nodiscard]] std::size_t find(std::uint64_t key) const noexcept {
    std::uint64_t hash = key ^ key >> 31U;
    hash *= 0x9E3779B97F4A7C15ULL;  // Fibonacci hashing spreads the low bits
    for (auto at = static_cast<std::size_t>(hash >> 32U);; ++at) {
      at &= slots_.size() - 1;
      const Slot& slot = slots_[at];
      if (slot.value == 0 || (slot.lower == lower(key) && slot.upper == upper(key))) return at;
    }
  }

  void grow() {
    const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots_.size() * kGrowth));
    for (const Slot& slot : old) {
      if (slot.value != 0) slots_[find(std::uint64_t{slot.upper} << 32U | slot.lower)] = slot;
    }
  }

  std::vector<Slot> slots_;
  std::size_t count_ = 0;
};

}  // namespace candour::detail

#endif  // CANDOUR_SRC_FLAT_MAP_H
