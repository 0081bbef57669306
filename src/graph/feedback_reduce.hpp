// Smaller problems with the same cheapest orders. Private.
#pragma once

#include "feedback_problem.hpp"

namespace qsmo::detail {

/// Rules that keep a cheapest order, applied until none applies:
/// - arcs of the same ends are one arc;
/// - of two opposite arcs every order pays one: the lighter weight is paid, and the heavier arc keeps the difference;
/// - an arc that weighs at least as much as all arcs out of its dependent, or into its prerequisite, need not be cut:
///   those would do. If it is also the only arc into its dependent or out of its prerequisite, the two nodes become one,
///   which makes no new cycle.
class FeedbackReduction {
 public:
  explicit FeedbackReduction(FeedbackProblem problem);

  [[nodiscard]] const FeedbackProblem& problem() const { return problem_; }
  /// What every order pays on top of what it pays in `problem()`.
  [[nodiscard]] std::int64_t paid() const { return paid_; }
  /// An order of the first problem's nodes that pays at most `paid()` more than `order` does in `problem()`.
  [[nodiscard]] std::vector<Node> expanded(std::span<const Node> order) const;

 private:
  bool shrink();
  void merge_arcs();
  bool contract(Toward leaf_end);
  bool contract_pairs();
  void apply(std::span<const Node> into, std::span<const Node> sequence, Toward leaf_end);

  FeedbackProblem problem_;
  std::int64_t paid_ = 0;
  std::vector<Node> first_,
      last_;                // of the run of first nodes that each node of the problem stands for
  std::vector<Node> next_;  // in these runs
};

}  // namespace qsmo::detail
