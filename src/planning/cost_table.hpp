// The planner's own figures for one workload: discounted costs by cutover period. Shares nothing with evaluate().
#pragma once

#include <vector>

#include "planning/ways.hpp"
#include "qsmo/model/portfolio.hpp"
#include "qsmo/scheduling/problem.hpp"

namespace qsmo {

/// What a workload costs while its incumbent serves, and when it is left.
class IncumbentCosts {
 public:
  IncumbentCosts(const Portfolio& portfolio, WorkloadId workload,
                 const std::vector<double>& discount);

  /// Cents of the incumbent by period (lines 1).
  [[nodiscard]] const std::vector<std::int64_t>& cents() const { return cents_; }
  /// Discounted cost of periods from .. to-1.
  [[nodiscard]] scheduling::Cost paid(int from, int to) const {
    return at(paid_, to) - at(paid_, from);
  }
  /// Discounted stranded cost if the incumbent is left at `e`.
  [[nodiscard]] scheduling::Cost stranded(int e) const;
  /// Period from which the incumbent is no longer paid.
  [[nodiscard]] int release(int cutover, int dual_run) const;

 private:
  static scheduling::Cost at(const std::vector<scheduling::Cost>& prefix, int t) {
    return prefix[static_cast<std::size_t>(t)];
  }

  int horizon_;
  int last_served_;   // last period of the incumbent; horizon if it has no end
  bool may_stay_;     // beyond it, at the fallback factor
  int contract_end_;  // last period under contract; -1 if none: nothing stranded
  std::vector<std::int64_t> cents_;
  std::vector<scheduling::Cost> paid_;      // prefix sums
  std::vector<scheduling::Cost> stranded_;  // prefix sums
};

/// Discounted cost of taking the way, by cutover (`discount` as in Problem); `forbidden` where it is not open. `service` is the cost of the
/// service from each period on (empty under a tariff, which is counted elsewhere).
[[nodiscard]] std::vector<scheduling::Cost>
way_costs(const Portfolio& portfolio, WorkloadId workload, const IncumbentCosts& incumbent,
          const WayOpen& way, const std::vector<scheduling::Cost>& service,
          const std::vector<double>& discount);

/// Discounted cost of the service from each period to the horizon, for a coverage with one tier.
[[nodiscard]] std::vector<scheduling::Cost> service_tail(const Portfolio& portfolio,
                                                         WorkloadId workload, CoverageId coverage,
                                                         const std::vector<double>& discount);

}  // namespace qsmo
