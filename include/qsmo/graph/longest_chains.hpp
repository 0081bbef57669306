// The longest chains of dependencies: where the time goes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "qsmo/graph/critical_path.hpp"
#include "qsmo/graph/dependency_graph.hpp"

namespace qsmo {

/// A chain of dependencies, from a node without prerequisites to one without dependents.
struct Chain {
  std::vector<Node> nodes;
  /// Durations of its nodes plus lags of its arcs: negative if the lags are.
  std::int64_t length = 0;
  friend bool operator==(const Chain&, const Chain&) = default;
};

/// The `count` longest chains, or all if there are fewer; longest first, ties by their nodes' numbers in order.
/// Repeated arcs count once, with their longest lag. Without negative lags the first is as long as the critical path;
/// with them it may be shorter, as a critical path may begin at a node that its prerequisites do not hold up, and a chain
/// may not. Throws as `critical_path`. O(nodes + arcs) and, for each chain, its nodes and their arcs times a logarithm.
[[nodiscard]] std::vector<Chain> longest_chains(const DependencyGraph& graph, std::size_t count,
                                                const Durations& durations = {});

}  // namespace qsmo
