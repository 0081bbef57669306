// In which periods a workload may start and cut over (docs/planning-problem.md, constraints 2 and 3): the window rules asked of
// a portfolio.
#pragma once

#include "qsmo/model/portfolio.hpp"
#include "qsmo/policy/window_rules.hpp"

namespace qsmo {

/// What holds for a start of the workload in period t.
[[nodiscard]] StartWindowFacts start_window_facts(const Portfolio& portfolio, WorkloadId workload,
                                                  int t);
/// What holds for a cutover of the workload in period t.
[[nodiscard]] CutoverWindowFacts cutover_window_facts(const Portfolio& portfolio,
                                                      WorkloadId workload, int t);

/// start_window_rule and cutover_window_rule for period t.
[[nodiscard]] Verdict start_window(const Portfolio& portfolio, WorkloadId workload, int t);
[[nodiscard]] Verdict cutover_window(const Portfolio& portfolio, WorkloadId workload, int t);

/// Whether the cutover rule of the workload's service allows period t, blackouts apart.
[[nodiscard]] bool cutover_rule_allows(const Portfolio& portfolio, WorkloadId workload, int t);
/// Whether a blackout of the workload's own agency touches period t.
[[nodiscard]] bool blacked_out(const Portfolio& portfolio, WorkloadId workload, int t);
/// Whether nothing of the agency may start in period t: a freeze touches it, or the policy suspends starts.
[[nodiscard]] bool start_frozen(const Portfolio& portfolio, WorkloadId workload, int t);
/// First period in which a migration of the workload may start.
[[nodiscard]] int earliest_start(const Portfolio& portfolio, WorkloadId workload);

}  // namespace qsmo
