// Arcs that need not be cut after all. Private.
#pragma once

#include <span>
#include <vector>

#include "feedback_problem.hpp"

namespace qsmo::detail {

/// Which arcs of the problem to cut: those back in `order`, less every one that closes no cycle when it is put back.
/// They are tried in `sequence`, places of arcs. What remains is minimal: each closes a cycle with arcs that stay.
[[nodiscard]] std::vector<bool> without_spare(const FeedbackProblem& problem,
                                              std::span<const Node> order,
                                              std::span<const std::uint32_t> sequence);

}  // namespace qsmo::detail
