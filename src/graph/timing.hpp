// Durations and lags, checked, for everything that adds up times.
#pragma once

#include <cstdint>

#include "qsmo/graph/critical_path.hpp"

namespace qsmo::detail {

/// Durations with their defaults. The arrays and the graph must outlive it.
class Timing {
 public:
  /// Throws InputError that names each fault.
  Timing(const DependencyGraph& graph, const Durations& durations);

  [[nodiscard]] std::int64_t duration(Node node) const {
    return durations_.nodes.empty() ? 1 : durations_.nodes[node];
  }
  [[nodiscard]] std::int64_t lag(std::uint32_t arc) const {
    return durations_.lags.empty() ? 0 : durations_.lags[arc];
  }

 private:
  Durations durations_;
};

[[noreturn]] void raise_time_overflow();

/// The time itself. Throws OverflowError if it leaves 62 bits.
inline std::int64_t checked_time(std::int64_t time) {
  constexpr std::int64_t limit = std::int64_t{1} << 62;
  if (time <= -limit || time >= limit) raise_time_overflow();
  return time;
}

/// a + b of a time and any number. Throws OverflowError if the sum leaves 62 bits.
inline std::int64_t add_times(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) raise_time_overflow();
  return checked_time(sum);
}

/// a - b, the same.
inline std::int64_t subtract_times(std::int64_t a, std::int64_t b) {
  std::int64_t difference = 0;
  if (__builtin_sub_overflow(a, b, &difference)) raise_time_overflow();
  return checked_time(difference);
}

}  // namespace qsmo::detail
