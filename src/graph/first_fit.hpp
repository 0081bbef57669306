// A set of ranks with sizes that finds the first one that fits: a tree of least sizes. Private.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace qsmo::detail {

/// Ranks below `size`, each in the set or not. O(log size) for each operation, 16 to 32 bytes a rank.
class FirstFit {
 public:
  explicit FirstFit(std::size_t size)
      : leaves_(std::bit_ceil(std::max<std::size_t>(size, 1))), least_(2 * leaves_, absent) {}

  [[nodiscard]] bool empty() const { return least_[1] == absent; }
  /// `size` is at least 0.
  void add(std::uint32_t rank, std::int64_t size) { set(rank, static_cast<std::uint64_t>(size)); }
  void remove(std::uint32_t rank) { set(rank, absent); }

  /// The least rank whose size is at most `room`, which is at least 0; none if there is none.
  [[nodiscard]] std::optional<std::uint32_t> first(std::int64_t room) const {
    const auto most = static_cast<std::uint64_t>(room);
    if (least_[1] > most) return {};
    std::size_t at = 1;
    while (at < leaves_) at = 2 * at + (least_[2 * at] > most ? 1 : 0);
    return static_cast<std::uint32_t>(at - leaves_);
  }

 private:
  static constexpr auto absent = std::numeric_limits<std::uint64_t>::max();  // more than any size

  void set(std::uint32_t rank, std::uint64_t size) {
    std::size_t at = leaves_ + rank;
    least_[at] = size;
    while ((at /= 2) > 0) least_[at] = std::min(least_[2 * at], least_[2 * at + 1]);
  }

  std::size_t leaves_;
  std::vector<std::uint64_t> least_;  // of the subtree, from the root at 1
};

}  // namespace qsmo::detail
