// Why no feasible solution exists, where that shows without search.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "qsmo/scheduling/problem.hpp"

namespace qsmo::scheduling {

/// What cannot hold together, all else left out. Without a pool: these activities must take effect, as they are required
/// or fixed or one of these needs them, and have no slots, given the hard arcs and blocks among them and what fits into
/// the pools alone. With a pool: in whatever such slots, what they draw on its buckets `bucket` .. `last_bucket`, with
/// what is there initially, exceeds the capacity; without activities, what is there initially does.
struct Infeasibility {
  std::vector<std::uint32_t> activities;  ///< Rising.
  /// With a pool, by entry of `activities`: what each must draw at least. 0 for those that only oblige others or leave
  /// them few slots.
  std::vector<Amount> draws;
  std::uint32_t pool = none;
  std::uint32_t bucket = none;
  std::uint32_t last_bucket = none;  ///< The same as `bucket` if the pool is cumulative.
  /// Sum of `draws` and of what is there initially, over all these buckets (of a cumulative pool, up to this one).
  Amount least_use = 0;
  Amount capacity = 0;  ///< Of all these buckets.

  friend bool operator==(const Infeasibility&, const Infeasibility&) = default;
};

/// The first one found: in what is there initially, then in slots, then in the pools by number, in each over the fewest
/// buckets. Finding none proves nothing. Pools from which something may give capacity back are left out.
/// Without required or fixed activities O(demands + arcs + links); with them, for each and all that it needs, also
/// O(horizon x periods drawn on) by option, and O(buckets^2) by pool. Intervals of several buckets are looked at within
/// a fixed amount of work.
[[nodiscard]] std::optional<Infeasibility> find_infeasibility(const Problem& problem);

}  // namespace qsmo::scheduling
