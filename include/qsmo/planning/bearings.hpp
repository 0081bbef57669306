// Which rules of the policy bore on each workload of a plan: what barred its ways, what opened the one taken, what obliged it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "qsmo/planning/plan.hpp"
#include "qsmo/policy/explain.hpp"

namespace qsmo {

/// One reason that a rule gave for one workload.
struct Bearing {
  WorkloadId workload = {};
  std::optional<OfferingId> offering = {};  ///< The offering it is about, if it is about one.
  Reason reason = Reason::available;
  int first =
      0;  ///< First period in which it was given: of a start; of a cutover for availability and cutover windows.
  int last = 0;     ///< Last such period.
  int periods = 0;  ///< In how many periods; they need not be consecutive.
  friend bool operator==(const Bearing&, const Bearing&) = default;
};

/// By workload, then offering (none first), then rule and reason. Each reason of
/// * rules about offerings that bars a start in some period, for every offering that covers the service and is not the
///   incumbent; only the first that bars counts, as in EligibilityJudge;
/// * the same rules, asked of the way taken, that allows it and depends on the policy: marketplace, quality;
/// * the mandate, where something is ordered and mandates bind; windows, where they bar;
/// * participation, for agencies that join while the policy is voluntary; incentive, for moves that are subsidised.
/// A migration in progress is bound by its start: it has no bearings but mandates.
/// O(workloads x offerings x periods).
[[nodiscard]] std::vector<Bearing> bearings(const Portfolio& portfolio, const Plan& plan);

/// Bearings of the plan in words, one each.
[[nodiscard]] std::vector<Explanation> explain(const Portfolio& portfolio, const Plan& plan,
                                               const std::vector<Bearing>& bearings);

}  // namespace qsmo
