// Whether a plan is one of a portfolio at all.
#pragma once

#include <algorithm>

#include "qsmo/planning/plan.hpp"

namespace qsmo {

/// Every workload has a decision, every move an offering that covers its service and a cutover inside the horizon.
inline bool fits(const Portfolio& portfolio, const Plan& plan) {
  const Scenario& scenario = portfolio.scenario();
  if (plan.moves.size() != scenario.workloads.size()) return false;
  for (std::size_t i = 0; i < plan.moves.size(); ++i) {
    const auto& move = plan.moves[WorkloadId(i)];
    if (!move) continue;
    if (move->offering.index() >= scenario.offerings.size() || move->cutover < 0 ||
        move->cutover >= portfolio.periods() ||
        !portfolio.coverage(move->offering, scenario.workloads[i].service.id()))
      return false;
  }
  return true;
}

}  // namespace qsmo
