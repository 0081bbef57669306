// Strongly connected components: which nodes require each other.
#pragma once

#include <cstdint>
#include <vector>

#include "qsmo/graph/concepts.hpp"
#include "qsmo/graph/dependency_graph.hpp"
#include "qsmo/graph/node_lists.hpp"

namespace qsmo {

/// The partition of the nodes into strongly connected components, numbered in a topological order: an arc never leads
/// from a higher to a lower component.
struct Components {
  std::vector<std::uint32_t> of;  ///< Component of each node.
  std::size_t count = 0;          ///< How many components.

  /// Nodes of each component, rising. O(nodes).
  [[nodiscard]] NodeLists members() const { return {of, count}; }
  friend bool operator==(const Components&, const Components&) = default;
};

/// Components of any graph. Tarjan's algorithm (1972), without recursion. O(nodes + arcs) time, O(nodes) extra space.
/// Deterministic.
template <GraphLike G>
[[nodiscard]] Components components(const G& graph);

/// Components that hold a cycle, rising: those of two or more nodes, and nodes with a self arc. O(nodes + arcs).
[[nodiscard]] std::vector<std::uint32_t> cyclic_components(const DependencyGraph& graph,
                                                           const Components& components);

/// The graph of the components, which is acyclic, with maps both ways.
struct Condensation {
  DependencyGraph graph;  ///< Node i is component i; each arc between two components once, rising.
  Components components;  ///< From a node to its component.
  NodeLists members;      ///< From a component to its nodes.
};

/// O(nodes + arcs).
[[nodiscard]] Condensation condensation(const DependencyGraph& graph);

}  // namespace qsmo

#include "qsmo/graph/detail/components.hpp"  // IWYU pragma: export
