// What plans of one portfolio are worth, counted exactly.
#pragma once

#include "qsmo/planning/aims.hpp"
#include "qsmo/planning/money.hpp"
#include "qsmo/planning/planner.hpp"

namespace qsmo {

[[nodiscard]] double gap_of(double bound, double objective);

/// How far a proven optimum may be from the bound.
[[nodiscard]] double optimality_tolerance(double bound);

class Valuation {
 public:
  /// Both must outlive it.
  Valuation(const Portfolio& portfolio, const Aims& aims);

  [[nodiscard]] double status_quo_cost() const { return status_quo_cost_; }
  [[nodiscard]] double objective_of_status_quo() const;
  [[nodiscard]] double objective(const Plan& plan) const;
  /// Sets all money of a result from its plan, its gap from its bound, and whether a feasible plan is proved optimal.
  void apply(PlanResult& result) const;

 private:
  const Portfolio& portfolio_;
  const Aims& aims_;
  Statement before_;
  double status_quo_cost_;
};

}  // namespace qsmo
