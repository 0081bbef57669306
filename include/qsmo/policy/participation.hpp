// When an agency joins by itself (docs/planning-problem.md, constraint 12).
#pragma once

#include <optional>

#include "qsmo/model/portfolio.hpp"

namespace qsmo {

/// A discounted shortfall below this many dollars is none.
inline constexpr double half_a_cent = 0.005;

/// Least present value of joining, in dollars, at which the agency joins; none if the policy is not voluntary.
[[nodiscard]] std::optional<double> participation_threshold(const Portfolio& portfolio,
                                                            AgencyId agency);

}  // namespace qsmo
