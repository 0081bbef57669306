// By when a workload must have cut over (docs/planning-problem.md, constraint 2).
#pragma once

#include <optional>

#include "qsmo/model/portfolio.hpp"

namespace qsmo {

/// Last cutover period that the mandates allow, waivers applied; none if there is no duty (no mandate, mandates do
/// not bind in this scenario, or the deadline lies beyond the horizon). With several mandates the earliest counts.
[[nodiscard]] std::optional<int> mandated_deadline(const Portfolio& portfolio, WorkloadId workload);

/// Last cutover period that the incumbent's end allows: the period after it; none if the incumbent does not end
/// inside the horizon or may be kept at a fallback factor.
[[nodiscard]] std::optional<int> incumbent_deadline(const Portfolio& portfolio,
                                                    WorkloadId workload);

}  // namespace qsmo
