// What must move before a node, and what waits for it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "qsmo/graph/dependency_graph.hpp"

namespace qsmo {

/// Nodes that wait for any of `starts`, directly or through others, rising. A start itself is among them only if it lies
/// on a cycle or waits for another start. O(nodes + arcs reached). Throws InputError that names each start out of range
/// (`/starts/0`).
[[nodiscard]] std::vector<Node> reachable_from(const DependencyGraph& graph,
                                               std::span<const Node> starts);

/// Nodes that any of `targets` requires, directly or through others, rising; a target as a start above.
/// O(nodes + arcs): for many questions ask `reachable_from(reversed(graph), ...)`. Throws InputError (`/targets/0`).
[[nodiscard]] std::vector<Node> reachable_to(const DependencyGraph& graph,
                                             std::span<const Node> targets);

/// How many nodes wait for each node, directly or through others: what stands still while it stands still. Those of one
/// cycle wait for each other, and so for themselves. O(nodes * arcs / 512) time at worst, far less where few nodes lead
/// to any 512 others; about 110 bytes a node and 12 an arc.
[[nodiscard]] std::vector<std::uint32_t> blocked_counts(const DependencyGraph& graph);

}  // namespace qsmo
