// A set of numbers that gives up its least member: a tree of bits, 64 children a word.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace qsmo::detail {

/// Numbers below `size`. Adding, taking and finding the least touch one word a level: log64(size) of them.
class LeastFirst {
 public:
  explicit LeastFirst(std::size_t size) {
    do {
      size = (size + 63) / 64;
      levels_.emplace_back(size, 0);
    } while (size > 1);
  }

  [[nodiscard]] bool empty() const { return levels_.back().empty() || levels_.back().front() == 0; }

  void add(std::uint32_t number) {
    for (auto& level : levels_) {
      std::uint64_t& word = level[number / 64];
      const bool had_any = word != 0;
      word |= std::uint64_t{1} << (number % 64);
      if (had_any) return;
      number /= 64;
    }
  }

  /// Least member, which must exist.
  [[nodiscard]] std::uint32_t least() const {
    std::uint32_t number = 0;
    for (auto level = levels_.rbegin(); level != levels_.rend(); ++level)
      number = number * 64 + static_cast<std::uint32_t>(std::countr_zero((*level)[number]));
    return number;
  }

  /// A member.
  void remove(std::uint32_t number) {
    for (auto& level : levels_) {
      std::uint64_t& word = level[number / 64];
      word &= ~(std::uint64_t{1} << (number % 64));
      if (word != 0) return;
      number /= 64;
    }
  }

 private:
  std::vector<std::vector<std::uint64_t>> levels_;  // from the members up
};

}  // namespace qsmo::detail
