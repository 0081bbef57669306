// Makes any plan one to start from, and a plan that the checker refuses one that it accepts.
#pragma once

#include <vector>

#include "qsmo/planning/compile.hpp"

namespace qsmo {

struct Repaired {
  scheduling::Solution solution;
  std::vector<WorkloadId> left_out;  ///< Their moves are not in the solution. Rising.
};

/// Leaves out of `wish` what is not open (and leaves migrations in progress as in the status quo), then what breaks arcs,
/// blocks, pools or accounts, the least useful first, until no pool is loaded further than its capacity or the status
/// quo. What must move may stay out. O(size of the problem) a round; each round leaves something out.
[[nodiscard]] Repaired repair(const Compiled& compiled, const Plan& wish);

/// Leaves out what check() names as broken, and what depends on it, until it names nothing. Nothing if that does not lead
/// to a feasible plan.
[[nodiscard]] std::optional<Plan> without_violations(const Portfolio& portfolio,
                                                     const Compiled& compiled, Plan plan);

}  // namespace qsmo
