// From when on workloads could move if nothing but rules and order held them back.
#pragma once

#include <optional>

#include "qsmo/core/id_vector.hpp"
#include "qsmo/model/portfolio.hpp"

namespace qsmo {

/// By workload, the first cutover period in which some offering could take it over: eligible, in open start and cutover windows, as it
/// is pinned, and not before what its hard arcs (no price, no `allow`) and partners of `together` could reach in turn; capacity, money and
/// deadlines apart. Of a migration in progress, the first period of its range. None if there is no such period, as around a
/// cycle that cannot move. O(rounds x workloads x offerings of a service x periods); rounds are few but on cycles.
[[nodiscard]] IdVector<Workload, std::optional<int>> first_ways(const Portfolio& portfolio);

}  // namespace qsmo
