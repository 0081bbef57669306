// Weights of arcs that no cheapest set holds, brought down to where the others can be told apart. Private.
#pragma once

#include <span>
#include <vector>

#include "feedback_problem.hpp"

namespace qsmo::detail {

/// The weights, but that none is greater than is needed to keep its arc out of every cheapest set: "never this one" is
/// often written as a huge number, beside which the others would be lost to rounding. The sets of the least weight
/// stay the same, and so does what they weigh. Weights are finite and at least 0, one for each arc of the problem.
/// O((nodes + arcs) log arcs).
[[nodiscard]] std::vector<double> capped_weights(const FeedbackProblem& problem,
                                                 std::span<const double> weights);

}  // namespace qsmo::detail
