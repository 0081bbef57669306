#include "qsmo/graph/cycle.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include "graph/require_nodes.hpp"
#include "qsmo/graph/components.hpp"

namespace qsmo {
namespace {

constexpr Node none = static_cast<Node>(-1);

std::string cycle_message(const std::vector<Node>& cycle) {
  constexpr std::size_t shown = 20;
  std::string text = "there is no order, because of the cycle ";
  for (std::size_t i = 0; i < std::min(cycle.size(), shown); ++i)
    text += std::to_string(cycle[i]) + " -> ";
  if (cycle.size() > shown) text += "... (" + std::to_string(cycle.size()) + " nodes) -> ";
  return text + (cycle.empty() ? "" : std::to_string(cycle.front()));
}

/// Breadth-first searches for a cycle through one node after another, within one label.
class CycleSearch {
 public:
  CycleSearch(const DependencyGraph& graph, std::span<const std::uint32_t> label_of)
      : graph_(graph), label_of_(label_of), from_(graph.nodes(), none) {}

  /// A shortest cycle through `start` of fewer than `below` nodes; empty if there is none. Ties to the arcs given first.
  std::vector<Node> through(Node start, std::size_t below) {
    std::vector<Node> cycle = search(start, below);
    for (const Node node : queue_) from_[node] = none;
    return cycle;
  }
  [[nodiscard]] std::uint64_t work() const { return work_; }

 private:
  std::vector<Node> search(Node start, std::size_t below) {
    queue_.assign(1, start);
    std::size_t level_end = 1,
                length = 1;  // of the cycle that an arc from this level back to the start closes
    for (std::size_t head = 0; head < queue_.size() && length < below; ++head) {
      for (const Node to : graph_.dependents(queue_[head])) {
        ++work_;
        if (to == start) return path_to(queue_[head], start);
        if (from_[to] != none || label_of_[to] != label_of_[start]) continue;
        from_[to] = queue_[head];
        queue_.push_back(to);
      }
      if (head + 1 < level_end) continue;
      level_end = queue_.size();
      ++length;
    }
    return {};
  }

  [[nodiscard]] std::vector<Node> path_to(Node end, Node start) const {
    std::vector<Node> path;
    for (Node at = end; at != start; at = from_[at]) path.push_back(at);
    path.push_back(start);
    std::reverse(path.begin(), path.end());
    return path;
  }

  const DependencyGraph& graph_;
  std::span<const std::uint32_t> label_of_;
  std::vector<Node> from_;
  std::vector<Node> queue_;
  std::uint64_t work_ = 0;
};

/// How many arcs leave `node` for its own label.
std::size_t arcs_within(const DependencyGraph& graph, Node node,
                        std::span<const std::uint32_t> label_of) {
  const auto dependents = graph.dependents(node);
  return static_cast<std::size_t>(std::count_if(dependents.begin(), dependents.end(), [&](Node to) {
    return label_of[to] == label_of[node];
  }));
}

/// Where the searches in one component begin: every cycle goes through one of them. A node with one way on has the cycles
/// of the next node, so only nodes with several are needed, or any one of a ring.
std::vector<Node> cycle_starts(const DependencyGraph& graph, std::span<const Node> members,
                               std::span<const std::uint32_t> component_of) {
  std::vector<Node> starts;
  for (const Node node : members) {
    if (arcs_within(graph, node, component_of) > 1) starts.push_back(node);
  }
  if (starts.empty()) starts.push_back(members.front());
  return starts;
}

std::vector<Node> from_least(std::vector<Node> cycle) {
  std::rotate(cycle.begin(), std::min_element(cycle.begin(), cycle.end()), cycle.end());
  return cycle;
}

/// The best cycle through any of `starts`, of which at least one lies on a cycle.
Cycle best_cycle(CycleSearch& search, std::span<const Node> starts, std::size_t nodes,
                 std::uint64_t work_limit) {
  const std::uint64_t end_of_work = search.work() + work_limit;
  Cycle best;
  for (const Node start : starts) {
    if (!best.nodes.empty() && search.work() > end_of_work) {
      best.shortest = false;
      break;
    }
    const std::size_t below = best.nodes.empty() ? nodes + 1 : best.nodes.size();
    std::vector<Node> cycle = search.through(start, below);
    if (!cycle.empty()) best.nodes = from_least(std::move(cycle));
    if (best.nodes.size() == 1) break;
  }
  return best;
}

}  // namespace

CycleError::CycleError(std::vector<Node> cycle)
    : std::invalid_argument(cycle_message(cycle)), cycle_(std::move(cycle)) {}

std::vector<Node> shortest_cycle_through(const DependencyGraph& graph, Node node) {
  detail::require_nodes(graph.nodes(), std::span(&node, 1), "/node");
  const std::vector<std::uint32_t> one_label(graph.nodes(), 0);
  return CycleSearch(graph, one_label).through(node, graph.nodes() + 1);
}

std::optional<Cycle> find_cycle(const DependencyGraph& graph, std::uint64_t work_limit) {
  const Components parts = components(graph);
  const NodeLists members = parts.members();
  std::vector<Node> starts;
  for (const std::uint32_t component : cyclic_components(graph, parts)) {
    const std::vector<Node> more = cycle_starts(graph, members[component], parts.of);
    starts.insert(starts.end(), more.begin(), more.end());
  }
  if (starts.empty()) return std::nullopt;
  std::sort(starts.begin(), starts.end());
  CycleSearch search(graph, parts.of);
  return best_cycle(search, starts, graph.nodes(), work_limit);
}

std::vector<Cycle> find_cycles(const DependencyGraph& graph, std::uint64_t work_limit) {
  const Components parts = components(graph);
  const NodeLists members = parts.members();
  CycleSearch search(graph, parts.of);
  std::vector<Cycle> cycles;
  for (const std::uint32_t component : cyclic_components(graph, parts)) {
    const std::vector<Node> starts = cycle_starts(graph, members[component], parts.of);
    cycles.push_back(best_cycle(search, starts, graph.nodes(), work_limit));
  }
  return cycles;
}

std::optional<Cycle> find_cycle(const DependencyGraph& graph, std::span<const Node> among,
                                std::uint64_t work_limit) {
  detail::require_nodes(graph.nodes(), among, "/among");
  std::vector<Node> place(graph.nodes(), none);
  std::vector<Node> nodes(among.begin(), among.end());
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  for (Node i = 0; i < nodes.size(); ++i) place[nodes[i]] = i;
  std::vector<Arc> arcs;
  for (const Node node : nodes) {
    for (const Node to : graph.dependents(node)) {
      if (place[to] != none) arcs.push_back({place[node], place[to]});
    }
  }
  std::optional<Cycle> cycle = find_cycle(DependencyGraph(nodes.size(), arcs), work_limit);
  if (!cycle) return cycle;
  for (Node& node : cycle->nodes) node = nodes[node];
  return cycle;
}

}  // namespace qsmo
