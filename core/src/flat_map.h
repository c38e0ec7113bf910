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

  [[nodiscard]] std::uint32_t get(std::uint64_t key) const noexcept {
    for (std::size_t at = place(key);; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].value == 0) return 0;
      if (slots_[at].key == key) return slots_[at].value;
    }
  }

  /// Sets `key` to `value` (not 0), replacing what was there.
  void set(std::uint64_t key, std::uint32_t value) {
    if ((count_ + 1) * 2 > slots_.size()) grow();
    std::size_t at = place(key);
    while (slots_[at].value != 0 && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
    if (slots_[at].value == 0) ++count_;
    slots_[at] = {key, value};
  }

  [[nodiscard]] std::size_t size() const noexcept { return count_; }

 private:
  static constexpr std::size_t kFirstSize = 64;  // a power of two, so that a mask finds the slot
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t value = 0;
  };

  [[nodiscard]] std::size_t place(std::uint64_t key) const noexcept {
    key ^= key >> 31U;
    key *= 0x9E3779B97F4A7C15ULL;  // Fibonacci hashing spreads the low bits
    return static_cast<std::size_t>(key >> 32U) & (slots_.size() - 1);
  }

  void grow() {
    std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
    count_ = 0;
    for (const Slot& slot : old) {
      if (slot.value != 0) set(slot.key, slot.value);
    }
  }

  std::vector<Slot> slots_;
  std::size_t count_ = 0;
};

}  // namespace candour::detail

#endif  // CANDOUR_SRC_FLAT_MAP_H
