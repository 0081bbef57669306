// Good orders fast: a greedy one, and moves of single nodes to where they cost least. Private.
#pragma once

#include "feedback_problem.hpp"

namespace qsmo::detail {

/// Sources to the front, sinks to the back, else the node that gains most to the front (Eades, Lin, Smyth 1993).
/// O((nodes + arcs) log arcs).
[[nodiscard]] std::vector<Node> greedy_order(const FeedbackProblem& problem);

/// Moves one node at a time to its cheapest place until no such move gains or the work ends. Never worse than before.
[[nodiscard]] std::vector<Node> sifted(const FeedbackProblem& problem, std::span<const Node> order,
                                       FeedbackWork& work);

/// Forces arcs that lead back to lead forward, one at a time, and keeps what does not cost more once the other nodes
/// have made way. Never worse than before; the order must be a sifted one.
[[nodiscard]] std::vector<Node> kicked(const FeedbackProblem& problem, std::span<const Node> order,
                                       std::uint64_t steps, FeedbackWork& work);

}  // namespace qsmo::detail
