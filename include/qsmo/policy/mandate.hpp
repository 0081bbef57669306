// By when a workload must have cut over (docs/planning-problem.md, constraint 2): mandate_rule asked of a portfolio.
#pragma once

#include <optional>
#include <vector>

#include "qsmo/core/id_vector.hpp"
#include "qsmo/model/portfolio.hpp"
#include "qsmo/policy/mandate_rules.hpp"

namespace qsmo {

/// What is ordered of a workload, all dates floored to periods; `has_way` is left true.
[[nodiscard]] MandateFacts mandate_facts(const Portfolio& portfolio, WorkloadId workload);

/// mandate_rule asked of every workload, period by period. Keeps a reference to the portfolio.
class MandateJudge {
 public:
  /// O(workloads x mandates + waivers); if the policy ever excuses those without a way, first_ways() besides.
  explicit MandateJudge(const Portfolio& portfolio);

  [[nodiscard]] const MandateFacts& facts(WorkloadId workload, int t) const;
  /// What the mandates in force in period t say.
  [[nodiscard]] Verdict at(WorkloadId workload, int t) const;
  /// Last cutover period that they allow: the first period in which the move is required. None if it never is. O(periods).
  [[nodiscard]] std::optional<int> deadline(WorkloadId workload) const;

 private:
  const Portfolio* portfolio_;
  std::vector<MandateFacts> facts_;                   // by workload, for those who have a way
  std::vector<MandateFacts> wayless_;                 // the same, for those who have none
  IdVector<Workload, std::optional<int>> first_way_;  // empty: nobody is excused for want of one
};

/// The deadline of MandateJudge for one workload.
[[nodiscard]] std::optional<int> mandated_deadline(const Portfolio& portfolio, WorkloadId workload);

/// Last cutover period that the incumbent's end allows: the period after it; none if the incumbent does not end
/// inside the horizon or may be kept at a fallback factor.
[[nodiscard]] std::optional<int> incumbent_deadline(const Portfolio& portfolio,
                                                    WorkloadId workload);

}  // namespace qsmo
