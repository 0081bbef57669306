// Waves: nodes that can move together, one wave after the other.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "qsmo/graph/concepts.hpp"
#include "qsmo/graph/dependency_graph.hpp"
#include "qsmo/graph/node_lists.hpp"

namespace qsmo {

/// A wave for each node: every node's wave comes after those of its prerequisites.
struct Waves {
  std::vector<std::uint32_t> of;  ///< Wave of each node, from 0.
  std::size_t count = 0;          ///< How many waves.

  /// Nodes of each wave, rising. O(nodes).
  [[nodiscard]] NodeLists members() const { return {of, count}; }
  friend bool operator==(const Waves&, const Waves&) = default;
};

/// The earliest wave of each node: the arcs of the longest chain that ends in it. As few waves as possible. Throws
/// CycleError. O(nodes + arcs).
template <GraphLike G>
[[nodiscard]] Waves waves(const G& graph);

/// What a wave may hold.
struct WaveLimits {
  static constexpr std::size_t any_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::int64_t any_effort = std::numeric_limits<std::int64_t>::max();

  std::size_t size = any_size;                ///< Nodes a wave, at least 1.
  std::span<const std::int64_t> effort = {};  ///< Effort of each node, at least 0; empty: none.
  std::int64_t capacity = any_effort;         ///< Effort a wave.
};

/// Waves under limits, and how many there must be.
struct LimitedWaves {
  Waves waves;
  std::size_t bound =
      0;  ///< No way to keep the limits has fewer waves; equal to waves.count: proven best.
  friend bool operator==(const LimitedWaves&, const LimitedWaves&) = default;
};

/// Few waves under limits: each wave takes, of the nodes that are free, those with the longest chain of dependents
/// first (Hu 1961), then those with the most dependents, then by number; a node whose effort does not fit waits. The
/// least number of waves is hard to find (it contains bin packing); this one is never more than (2 - 1/size) times
/// the least for a limit on size alone (Graham 1969). Throws CycleError; InputError if a limit can never be kept, naming
/// each node whose effort is negative or above the capacity. O(arcs + nodes log(nodes)).
[[nodiscard]] LimitedWaves waves(const DependencyGraph& graph, const WaveLimits& limits);

}  // namespace qsmo

#include "qsmo/graph/detail/waves.hpp"  // IWYU pragma: export
