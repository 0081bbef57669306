// What a solution costs and breaks, counted afresh.
#pragma once

#include <cstdint>
#include <vector>

#include "qsmo/scheduling/problem.hpp"

namespace qsmo::scheduling {

struct Evaluation {
  Cost cost = 0;
  std::vector<Cost> account_costs;
  std::uint64_t broken = 0;  ///< Required activities that never take effect, and hard arcs broken.
  bool over_capacity = false;  ///< A pool is above its capacity in a bucket.
};

/// O(size of the problem).
[[nodiscard]] Evaluation evaluate(const Problem& problem, const Solution& solution);

}  // namespace qsmo::scheduling
