// A first lower bound: cycles that pay for themselves. Private.
#pragma once

#include "feedback_problem.hpp"

namespace qsmo::detail {

/// The worth of a packing of short cycles: each cycle takes as much of its arcs' weights as all of them have left, and
/// whoever breaks the cycles pays at least that for each. No order pays less than the sum. About `reach` arcs are looked
/// at for each arc of the problem.
[[nodiscard]] std::int64_t packing_bound(const FeedbackProblem& problem, std::size_t reach,
                                         FeedbackWork& work);

}  // namespace qsmo::detail
