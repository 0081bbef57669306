#include "planning/valuation.hpp"

#include <algorithm>
#include <cmath>

namespace qsmo {
namespace {

double sum_of(const std::vector<ObjectiveTerm>& terms) {
  double sum = 0;
  for (const ObjectiveTerm& term : terms) sum += term.amount;
  return sum;
}

}  // namespace

double gap_of(double bound, double objective) {
  return (bound - objective) / std::max(std::fabs(bound), 1.0);
}

double optimality_tolerance(double bound) { return std::max(0.01, 1e-6 * std::fabs(bound)); }

Valuation::Valuation(const Portfolio& portfolio, const Aims& aims)
    : portfolio_(portfolio),
      aims_(aims),
      before_(evaluate(portfolio, status_quo(portfolio))),
      status_quo_cost_(present_value(portfolio, before_)) {}

double Valuation::objective_of_status_quo() const {
  return 0.0 - sum_of(objective_terms(portfolio_, status_quo(portfolio_), aims_));
}

double Valuation::objective(const Plan& plan) const {
  PlanResult result;
  result.plan = plan;
  apply(result);
  return result.objective;
}

void Valuation::apply(PlanResult& result) const {
  const Statement after = evaluate(portfolio_, result.plan);
  result.cost = present_value(portfolio_, after);
  result.net_benefit =
      compare(portfolio_, before_, after, any_new_move(portfolio_, result.plan)).net_benefit;
  result.objective_terms = objective_terms(portfolio_, result.plan, aims_);
  result.objective = result.net_benefit - sum_of(result.objective_terms);
  result.gap = gap_of(result.bound, result.objective);
  if (result.status == Status::feasible &&
      result.bound - result.objective <= optimality_tolerance(result.bound))
    result.status = Status::optimal;
}

}  // namespace qsmo
