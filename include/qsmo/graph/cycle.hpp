// Cycles to show to people.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <vector>

#include "qsmo/graph/dependency_graph.hpp"

namespace qsmo {

/// An order was asked for, but there is a cycle.
class CycleError : public Error, public std::invalid_argument {
 public:
  explicit CycleError(std::vector<Node> cycle);
  /// The cycle's nodes, each a dependent of the one before, the first a dependent of the last.
  [[nodiscard]] const std::vector<Node>& cycle() const { return cycle_; }
  [[nodiscard]] const char* what() const noexcept override { return std::invalid_argument::what(); }

 private:
  std::vector<Node> cycle_;
};

/// A shortest cycle through `node`: the nodes from `node` on, each a dependent of the one before, the last one's
/// dependent being `node` again. Empty if there is none. Ties to the arcs given first. O(nodes + arcs). Throws InputError if
/// the node is out of range.
[[nodiscard]] std::vector<Node> shortest_cycle_through(const DependencyGraph& graph, Node node);

/// A cycle, and whether it is known that no other is shorter.
struct Cycle {
  std::vector<Node>
      nodes;             ///< Each a dependent of the one before, the first a dependent of the last.
  bool shortest = true;  ///< False if the work limit ended the comparison with other cycles.
  friend bool operator==(const Cycle&, const Cycle&) = default;
};

/// A shortest cycle of the graph, from its least node on; none if the graph is acyclic. Of several, always the same one. One
/// search from each node that could have a shorter cycle: O(nodes * arcs) at worst, and far less where a short cycle exists; `work_limit` is how many arcs are looked at before the best cycle so far is good enough.
[[nodiscard]] std::optional<Cycle> find_cycle(const DependencyGraph& graph,
                                              std::uint64_t work_limit = 200'000'000);

/// The same among these nodes alone: the members of a component, say. None if there is none. Throws InputError that names
/// each node out of range.
[[nodiscard]] std::optional<Cycle> find_cycle(const DependencyGraph& graph,
                                              std::span<const Node> among,
                                              std::uint64_t work_limit = 200'000'000);

/// A shortest cycle of each cyclic component, in the order of `cyclic_components`. `work_limit` is for each. The same
/// complexity, component by component.
[[nodiscard]] std::vector<Cycle> find_cycles(const DependencyGraph& graph,
                                             std::uint64_t work_limit = 200'000'000);

}  // namespace qsmo
