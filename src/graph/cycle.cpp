#include "qsmo/graph/cycle.hpp"

#include <algorithm>

namespace qsmo {

std::vector<Node> shortest_cycle_through(const DependencyGraph& graph, Node node) {
  constexpr Node none = static_cast<Node>(-1);
  std::vector<Node> from(graph.nodes(), none);
  std::vector<Node> queue{node};
  for (std::size_t head = 0; head < queue.size(); ++head) {
    for (const Node to : graph.dependents(queue[head])) {
      if (to == node) {
        std::vector<Node> cycle;
        for (Node at = queue[head]; at != node; at = from[at]) cycle.push_back(at);
        cycle.push_back(node);
        std::reverse(cycle.begin(), cycle.end());
        return cycle;
      }
      if (from[to] == none) {
        from[to] = queue[head];
        queue.push_back(to);
      }
    }
  }
  return {};
}

}  // namespace qsmo
