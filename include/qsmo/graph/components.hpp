// Strongly connected components: which nodes require each other.
#pragma once

#include <vector>

#include "qsmo/graph/dependency_graph.hpp"

namespace qsmo {

/// The partition of the nodes into strongly connected components, numbered in a topological order: an arc never leads
/// from a higher to a lower component.
struct Components {
  std::vector<std::uint32_t> of;  ///< Component of each node.
  std::size_t count = 0;

  /// Nodes of each component, rising. O(nodes).
  [[nodiscard]] std::vector<std::vector<Node>> members() const;
};

/// Tarjan's algorithm (1972), without recursion. O(nodes + arcs) time, O(nodes) extra space. Deterministic.
[[nodiscard]] Components components(const DependencyGraph& graph);

}  // namespace qsmo
