// The cheapest order of a problem, with proof where the work allows. Private.
#pragma once

#include "feedback_problem.hpp"

namespace qsmo::detail {

/// A cheap order and a bound; they meet where the order is proven to be the cheapest. Arcs of weight 0 and arcs from a
/// node to itself must not be among the problem's. Deterministic up to `work_limit` steps unless `stop` ends it.
[[nodiscard]] FeedbackAnswer solve_feedback(const FeedbackProblem& problem,
                                            std::uint64_t work_limit, const StopPoint& stop);

}  // namespace qsmo::detail
