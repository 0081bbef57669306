// By when a workload must have cut over (docs/planning-problem.md, constraint 2): mandate_rule asked of a portfolio.
#pragma once

#include <optional>

#include "qsmo/model/portfolio.hpp"
#include "qsmo/policy/mandate_rules.hpp"

namespace qsmo {

/// What is ordered of a workload, all dates floored to periods.
[[nodiscard]] MandateFacts mandate_facts(const Portfolio& portfolio, WorkloadId workload);

/// What the mandates in force in period t say. O(mandates + waivers).
[[nodiscard]] Verdict mandate(const Portfolio& portfolio, WorkloadId workload, int t);

/// Last cutover period that the mandates allow: the first period in which mandate_rule requires the move. None if it
/// never does within the horizon. O(periods + mandates + waivers).
[[nodiscard]] std::optional<int> mandated_deadline(const Portfolio& portfolio, WorkloadId workload);

/// Last cutover period that the incumbent's end allows: the period after it; none if the incumbent does not end
/// inside the horizon or may be kept at a fallback factor.
[[nodiscard]] std::optional<int> incumbent_deadline(const Portfolio& portfolio,
                                                    WorkloadId workload);

}  // namespace qsmo
