// A lower bound on the cost of every feasible solution.
#pragma once

#include "qsmo/scheduling/problem.hpp"

namespace qsmo::scheduling {

/// Each activity by itself at its cheapest, ignoring pools, precedences and links, with every unit at the tariff's
/// cheapest tier: no feasible solution costs less. O(options x horizon x tiers). The seat of the stronger bound to come.
[[nodiscard]] Cost lower_bound(const Problem& problem);

}  // namespace qsmo::scheduling
