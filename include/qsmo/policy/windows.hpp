// In which periods a workload may cut over and start (docs/planning-problem.md, constraints 2 and 3).
#pragma once

#include "qsmo/model/portfolio.hpp"

namespace qsmo {

/// Whether the cutover rule of the workload's service allows period t.
[[nodiscard]] bool cutover_rule_allows(const Portfolio& portfolio, WorkloadId workload, int t);
/// Whether a blackout of the workload's own agency touches period t.
[[nodiscard]] bool blacked_out(const Portfolio& portfolio, WorkloadId workload, int t);
/// Whether a start freeze (the agency's own or everybody's) touches period t.
[[nodiscard]] bool start_frozen(const Portfolio& portfolio, WorkloadId workload, int t);
/// First period in which a migration of the workload may start.
[[nodiscard]] int earliest_start(const Portfolio& portfolio, WorkloadId workload);

}  // namespace qsmo
