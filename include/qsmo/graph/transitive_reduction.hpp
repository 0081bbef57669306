// The fewest arcs that say the same.
#pragma once

#include <cstdint>
#include <vector>

#include "qsmo/graph/dependency_graph.hpp"

namespace qsmo {

/// Numbers of the arcs that no chain of other arcs implies, rising: the transitive reduction (Aho, Garey and Ullman
/// 1972). Of repeated arcs the first stays. In a graph with cycles the other arcs inside components stay as they are,
/// self arcs too, and between two components the first arc stands for all. O(arcs * nodes / 512) time at worst, far less
/// where few nodes lead to any 512 others or arcs are short; about 100 bytes a node and 12 an arc.
[[nodiscard]] std::vector<std::uint32_t> irredundant_arcs(const DependencyGraph& graph);

/// The graph of those arcs alone. The same complexity.
[[nodiscard]] DependencyGraph transitive_reduction(const DependencyGraph& graph);

}  // namespace qsmo
