// Arcs that need not be cut after all. Private.
#pragma once

#include <span>
#include <vector>

#include "feedback_problem.hpp"

namespace qsmo::detail {

/// Which arcs of the problem to cut: those back in `order`, less every one that closes no cycle when it is put back.
/// They are tried in `sequence`, places of arcs. What remains is minimal, each closes a cycle with arcs that stay; but
/// once the stop is reached only what takes a few milliseconds is still tried.
[[nodiscard]] std::vector<bool> without_spare(const FeedbackProblem& problem,
                                              std::span<const Node> order,
                                              std::span<const std::uint32_t> sequence,
                                              const StopPoint& stop);

}  // namespace qsmo::detail
