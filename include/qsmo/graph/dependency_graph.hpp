// The dependency graph: compressed sparse rows (CSR), immutable, small and fast to walk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "qsmo/core/error.hpp"

namespace qsmo {

/// Node of a graph, 0 .. nodes()-1.
using Node = std::uint32_t;

/// `prerequisite` must come before `dependent`. This direction holds everywhere in qsmo.
struct Arc {
  Node prerequisite = 0;
  Node dependent = 0;
  friend bool operator==(const Arc&, const Arc&) = default;
};

/// An arc names a node that the graph does not have.
class NodeRangeError : public Error, public std::out_of_range {
 public:
  NodeRangeError(std::size_t arc, Node node, std::size_t nodes)
      : std::out_of_range("arc " + std::to_string(arc) + " names node " + std::to_string(node) +
                          ", but there are " + std::to_string(nodes) + " nodes"),
        arc_(arc),
        node_(node) {}
  [[nodiscard]] std::size_t arc() const { return arc_; }
  [[nodiscard]] Node node() const { return node_; }
  [[nodiscard]] const char* what() const noexcept override { return std::out_of_range::what(); }

 private:
  std::size_t arc_;
  Node node_;
};

/// Nodes 0 .. n-1 and arcs prerequisite -> dependent. Repeated arcs and self arcs are kept as given. The dependents
/// of a node stand in the order in which their arcs were given. 4 bytes a node and 4 an arc.
class DependencyGraph {
 public:
  DependencyGraph() = default;
  /// O(nodes + arcs). Throws NodeRangeError.
  DependencyGraph(std::size_t nodes, std::span<const Arc> arcs)
      : offsets_(nodes + 1, 0), dependents_(arcs.size()) {
    for (std::size_t i = 0; i < arcs.size(); ++i) {
      for (const Node node : {arcs[i].prerequisite, arcs[i].dependent}) {
        if (node >= nodes) throw NodeRangeError(i, node, nodes);
      }
      ++offsets_[arcs[i].prerequisite + 1];
    }
    for (std::size_t node = 0; node < nodes; ++node) offsets_[node + 1] += offsets_[node];
    std::vector<std::uint32_t> next(offsets_.begin(), offsets_.end() - 1);
    for (const Arc& arc : arcs) dependents_[next[arc.prerequisite]++] = arc.dependent;
  }

  [[nodiscard]] std::size_t nodes() const { return offsets_.size() - 1; }
  [[nodiscard]] std::size_t arcs() const { return dependents_.size(); }
  /// Nodes that must wait for `node`.
  [[nodiscard]] std::span<const Node> dependents(Node node) const {
    return std::span(dependents_).subspan(offsets_[node], offsets_[node + 1] - offsets_[node]);
  }

 private:
  std::vector<std::uint32_t> offsets_{0};
  std::vector<Node> dependents_;
};

}  // namespace qsmo
