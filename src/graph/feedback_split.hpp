// Parts of a problem that have nothing to do with each other's cycles. Private.
#pragma once

#include "feedback_problem.hpp"

namespace qsmo::detail {

/// Every cycle lies within one piece: a block (a part that no single node holds together) of a strong component.
struct FeedbackPieces {
  static constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);
  std::vector<std::uint32_t> of;  ///< Piece of each arc; none: on no cycle.
  std::uint32_t count = 0;
};

/// O(nodes + arcs). No two arcs have the same two ends.
[[nodiscard]] FeedbackPieces pieces_of(const FeedbackProblem& problem);

}  // namespace qsmo::detail
