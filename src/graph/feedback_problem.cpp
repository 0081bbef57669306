#include "feedback_problem.hpp"

#include <algorithm>
#include <utility>

namespace qsmo::detail {

std::vector<Node> places_in(std::span<const Node> order) {
  std::vector<Node> places(order.size());
  for (Node i = 0; i < order.size(); ++i) places[order[i]] = i;
  return places;
}

std::int64_t backward_weight(const FeedbackProblem& problem, std::span<const Node> order) {
  const std::vector<Node> places = places_in(order);
  std::int64_t weight = 0;
  for (const FeedbackArc& arc : problem.arcs) {
    if (places[arc.to] < places[arc.from]) weight += arc.weight;
  }
  return weight;
}

FeedbackLinks::FeedbackLinks(const FeedbackProblem& problem, Toward toward)
    : offsets_(problem.nodes + 1, 0), links_(problem.arcs.size()) {
  const bool out = toward == Toward::dependents;
  for (const FeedbackArc& arc : problem.arcs) ++offsets_[out ? arc.from : arc.to];
  std::size_t begin = 0;
  for (std::size_t& offset : offsets_) begin += std::exchange(offset, begin);
  for (std::uint32_t i = 0; i < problem.arcs.size(); ++i) {
    const FeedbackArc& arc = problem.arcs[i];
    links_[offsets_[out ? arc.from : arc.to]++] = {out ? arc.to : arc.from, i};
  }
  std::move_backward(offsets_.begin(), offsets_.end() - 1, offsets_.end());
  offsets_.front() = 0;
}

}  // namespace qsmo::detail
