// Orders that put every prerequisite before its dependents.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "qsmo/graph/concepts.hpp"
#include "qsmo/graph/dependency_graph.hpp"

namespace qsmo {

/// A valid order, the fastest to find: nodes become free first come, first served. Deterministic. Throws CycleError,
/// with a cycle, if there is none. Kahn's algorithm (1962). O(nodes + arcs) time, about 5 bytes a node beside the result.
template <GraphLike G>
[[nodiscard]] std::vector<Node> any_order(const G& graph);

/// The lexicographically smallest valid order: of the nodes whose prerequisites are all placed, always the one of the
/// least number is next. Throws CycleError. O(arcs + nodes log64(nodes)) time, about 9 bytes a node beside the result.
template <GraphLike G>
[[nodiscard]] std::vector<Node> order(const G& graph);

/// The same by key: of the free nodes always the one of the least key, and of equal keys of the least number. One key a
/// node; throws InputError if there are more or fewer, or one is not a number. Throws CycleError. Adds a sort of the keys.
template <GraphLike G>
[[nodiscard]] std::vector<Node> order(const G& graph, std::span<const double> keys);

/// Whether `order` holds every node once, each after all of its prerequisites. O(nodes + arcs).
template <GraphLike G>
[[nodiscard]] bool is_valid_order(const G& graph, std::span<const Node> order);

}  // namespace qsmo

#include "qsmo/graph/detail/order.hpp"  // IWYU pragma: export
