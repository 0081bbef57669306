// Translates a portfolio to the domain-free scheduling problem, and solutions back to plans.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "qsmo/core/stop.hpp"
#include "qsmo/model/portfolio.hpp"
#include "qsmo/planning/aims.hpp"
#include "qsmo/planning/origin.hpp"
#include "qsmo/planning/plan.hpp"
#include "qsmo/scheduling/problem.hpp"

namespace qsmo {

/// Activity i is workload i; the tag of an option is its offering's index; the accounts are the agencies. Tags of pools,
/// precedences, links, tariffs and accounts are indices into `sources`.
struct Compiled {
  scheduling::Problem problem;
  scheduling::Solution status_quo;
  std::vector<Source> sources;
  std::vector<std::string> warnings;  ///< Cycles that cannot move.
  std::vector<WorkloadId>
      impossible;  ///< Workloads that must move but have no way: proof that no feasible plan exists.
};

/// Every constraint of docs/planning-problem.md but transfers, which the planner does not decide. Throws InputError as
/// move_groups() and require_aims() do. O(workloads x offerings x periods) time and memory.
[[nodiscard]] Compiled compile(const Portfolio& portfolio, const Aims& aims = {});
/// The same, or nothing if `stop` is reached first.
[[nodiscard]] std::optional<Compiled> compile(const Portfolio& portfolio, const Aims& aims,
                                              const StopPoint& stop);

/// The plan that a solution of the compiled problem stands for.
[[nodiscard]] Plan plan_of(const Portfolio& portfolio, const scheduling::Problem& problem,
                           const scheduling::Solution& solution);

}  // namespace qsmo
