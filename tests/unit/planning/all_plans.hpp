// Every plan of a tiny portfolio: what the planner is judged by.
#pragma once

#include <functional>
#include <optional>

#include "qsmo/planning/aims.hpp"
#include "qsmo/planning/check.hpp"
#include "qsmo/planning/money.hpp"

namespace qsmo::small {

/// Calls `each` with every assignment of moves onto covering offerings, feasible or not.
inline void for_all_plans(const Portfolio& portfolio,
                          const std::function<void(const Plan&)>& each) {
  Plan plan = status_quo(portfolio);
  const std::function<void(std::size_t)> decide = [&](std::size_t i) {
    if (i == plan.moves.size()) return each(plan);
    const WorkloadId w(i);
    plan.moves[w] = std::nullopt;
    decide(i + 1);
    for (const CoverageId coverage : portfolio.coverages(portfolio[w].service.id())) {
      for (int c = 0; c < portfolio.periods(); ++c) {
        plan.moves[w] = Move{portfolio[coverage].offering.id(), c};
        decide(i + 1);
      }
    }
    plan.moves[w] = std::nullopt;
  };
  decide(0);
}

/// Net benefit less the terms of the aims.
inline double objective(const Portfolio& portfolio, const Plan& plan, const Aims& aims = {}) {
  double value = present_value(portfolio, evaluate(portfolio, status_quo(portfolio))) -
                 present_value(portfolio, evaluate(portfolio, plan));
  for (const ObjectiveTerm& term : objective_terms(portfolio, plan, aims)) value -= term.amount;
  return value;
}

/// Highest objective of a feasible plan; none if there is none.
inline std::optional<double> optimum(const Portfolio& portfolio, const Aims& aims = {}) {
  std::optional<double> best;
  for_all_plans(portfolio, [&](const Plan& plan) {
    const double value = objective(portfolio, plan, aims);
    if ((!best || value > *best) && check(portfolio, plan).empty()) best = value;
  });
  return best;
}

}  // namespace qsmo::small
