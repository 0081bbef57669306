// Branch and cut for a problem that nothing makes smaller. Private.
#pragma once

#include "feedback_problem.hpp"

namespace qsmo::detail {

/// A cheap order with a bound, which meet where it is proven that nothing is cheaper. Cycles that an order does not
/// break become rows of a linear program, found as shortest paths (Grötschel, Jünger, Reinelt 1985; Baharev, Schichl,
/// Neumaier, Achterberg 2021); its row prices, rounded to whole numbers, are the proof.
[[nodiscard]] FeedbackAnswer solve_kernel(const FeedbackProblem& problem, FeedbackWork& work);

}  // namespace qsmo::detail
