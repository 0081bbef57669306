// A cycle to show to people.
#pragma once

#include <span>
#include <vector>

#include "qsmo/graph/dependency_graph.hpp"

namespace qsmo {

/// A shortest cycle through `node`: the nodes from `node` on, each a dependent of the one before, the last one's
/// dependent being `node` again. Empty if there is none. Ties to the arcs given first. O(nodes + arcs).
[[nodiscard]] std::vector<Node> shortest_cycle_through(const DependencyGraph& graph, Node node);

}  // namespace qsmo
