// A first lower bound: cycles that pay for themselves. Private.
#pragma once

#include "feedback_problem.hpp"

namespace qsmo::detail {

/// The worth of a packing of short cycles: each cycle takes as much of its arcs' weights as all of them have left, and
/// whoever breaks the cycles pays at least that for each. No order pays less than the sum. About 1000 arcs are looked
/// at for each arc of the problem, and `steps` in all.
[[nodiscard]] std::int64_t packing_bound(const FeedbackProblem& problem, std::uint64_t steps,
                                         FeedbackWork& work);

}  // namespace qsmo::detail
