// What the force of a policy costs: mandates and voluntary participation against the plan that is free of both, and who is worse
// off.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "qsmo/planning/plan.hpp"
#include "qsmo/planning/what_if.hpp"

namespace qsmo {

/// The portfolio under its policy, but mandates do not bind.
[[nodiscard]] Portfolio without_mandates(const Portfolio& portfolio);
/// The portfolio under its policy, but it is not voluntary: no participation constraint, no quality floor.
[[nodiscard]] Portfolio without_participation(const Portfolio& portfolio);
/// Whether the policy orders any workload to move within the horizon.
[[nodiscard]] bool has_mandates(const Portfolio& portfolio);

/// What lies between two numbers, ends included, in dollars of present value.
struct Interval {
  double least = 0;
  double most = 0;
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// What a force costs: net benefit of the best plan without it less that of the best plan with it, never below 0. `comparison` is
/// what_if(with, without). With values v, v' and bounds b, b' of the two runs it lies in [v' - min(b, b'), b' - v]. None if a plan is
/// missing (with a mandate that nobody can meet there is no price). Only for runs without aims.
[[nodiscard]] std::optional<Interval> price_of_force(const Comparison& comparison);

/// How one agency fares in a plan.
struct AgencyStake {
  AgencyId agency = {};
  double value =
      0;  ///< Present value of its own lines saved against the status quo, transfers included; dollars.
  Money threshold = {};
  Money subsidy =
      {};  ///< max(0, threshold - value), to the cent: what would make it join by itself.
  int migrations = 0;  ///< Of its own workloads, those that move and are not in progress.
  friend bool operator==(const AgencyStake&, const AgencyStake&) = default;
};

/// One for each agency with a migration that is not in progress, in the portfolio's order. O(evaluate).
[[nodiscard]] std::vector<AgencyStake> stakes(const Portfolio& portfolio, const Plan& plan);

/// Workloads that move, not in progress, onto an offering that is not known to be as good as today's service. Listed, not
/// priced.
[[nodiscard]] std::vector<WorkloadId> quality_shortfalls(const Portfolio& portfolio,
                                                         const Plan& plan);

}  // namespace qsmo
