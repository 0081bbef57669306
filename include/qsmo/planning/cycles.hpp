// Dependency cycles: which workloads can only move together, and which cannot move at all
// (docs/planning-problem.md, "Cycles of hard arcs").
#pragma once

#include <string>
#include <vector>

#include "qsmo/model/portfolio.hpp"

namespace qsmo {

/// The workloads, partitioned: those of one group cut over in the same period or not at all.
struct MoveGroups {
  std::vector<std::vector<WorkloadId>>
      groups;                         ///< Every workload once; most groups have one member.
  std::vector<bool> blocked;          ///< By group: none of its members can move.
  std::vector<std::string> warnings;  ///< A sentence for each blocked group, naming its cycle.
};

/// Groups are the strongly connected components of hard dependencies that hold also when the prerequisite is retained.
/// A cycle with a member without any eligible way, or whose start_after arcs need time, is blocked. Throws InputError
/// if a blocked group has a pinned move or a migration in progress. O(workloads x offerings x periods).
[[nodiscard]] MoveGroups move_groups(const Portfolio& portfolio);

}  // namespace qsmo
