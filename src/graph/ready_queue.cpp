#include "qsmo/graph/ready_queue.hpp"

#include <stdexcept>
#include <string>

#include "qsmo/graph/order.hpp"

namespace qsmo {
namespace {

std::vector<std::uint32_t> inverse(std::span<const Node> by_rank) {
  std::vector<std::uint32_t> rank(by_rank.size());
  for (std::uint32_t i = 0; i < by_rank.size(); ++i) rank[by_rank[i]] = i;
  return rank;
}

}  // namespace

ReadyQueue::ReadyQueue(const DependencyGraph& graph, std::span<const double> keys)
    : graph_(&graph),
      waiting_(graph.nodes(), 0),
      taken_(graph.nodes(), false),
      by_rank_(keys.empty() ? std::vector<Node>{} : detail::nodes_by_key(graph.nodes(), keys)),
      rank_(inverse(by_rank_)),
      ready_ranks_(graph.nodes()) {
  static_cast<void>(any_order(graph));  // throws if there is a cycle
  for (const Node to : graph.dependents()) ++waiting_[to];
  for (Node node = 0; node < graph.nodes(); ++node) {
    if (waiting_[node] == 0) set_ready(node);
  }
}

std::optional<Node> ReadyQueue::take() {
  if (ready_ == 0) return std::nullopt;
  const std::uint32_t rank = ready_ranks_.least();
  ready_ranks_.remove(rank);
  const Node node = by_rank_.empty() ? rank : by_rank_[rank];
  taken_[node] = true;
  --ready_;
  ++under_way_;
  return node;
}

void ReadyQueue::done(Node node) {
  if (node >= taken_.size() || !taken_[node])
    throw std::logic_error("node " + std::to_string(node) + " is not under way");
  taken_[node] = false;
  --under_way_;
  ++done_;
  for (const Node to : graph_->dependents(node)) {
    if (--waiting_[to] == 0) set_ready(to);
  }
}

void ReadyQueue::set_ready(Node node) {
  ready_ranks_.add(rank_.empty() ? node : rank_[node]);
  ++ready_;
}

}  // namespace qsmo
