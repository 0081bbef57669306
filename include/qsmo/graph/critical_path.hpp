// The critical path method: earliest and latest times, and slack.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "qsmo/graph/dependency_graph.hpp"

namespace qsmo {

/// How long things take, in one unit of time for all.
struct Durations {
  /// Duration of each node, at least 0; empty: 1 each.
  std::span<const std::int64_t> nodes = {};
  /// Wait from the end of the prerequisite to the start of the dependent, by arc number; negative: an overlap; empty:
  /// 0 each.
  std::span<const std::int64_t> lags = {};
};

/// Times of the critical path method (Kelley and Walker 1959). A node starts at or after 0, and at or after the end of
/// each prerequisite plus the arc's lag; it ends `duration` later.
struct CriticalPath {
  static constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);

  /// The greatest earliest end of a node; 0 without nodes.
  std::int64_t length = 0;
  /// Earliest start of each node.
  std::vector<std::int64_t> earliest;
  /// Latest start of each node with which it and all that wait for it can keep the deadline; maybe before 0.
  std::vector<std::int64_t> latest;
  /// latest - earliest: below 0 if the deadline cannot be kept. Without one, 0 exactly
  /// on critical paths.
  std::vector<std::int64_t> total_slack;
  /// How far a node can slip and delay no dependent's earliest start, nor its own end beyond `length`, whatever the
  /// deadline. Never below 0.
  std::vector<std::int64_t> free_slack;
  /// Number of the arc that decides the earliest start, the least of several; `none` if the node can start at 0.
  std::vector<std::uint32_t> driver;
  /// A critical path from its first node to its last: the drivers followed back from the least of the nodes that end at
  /// `length`. Empty only without nodes.
  std::vector<Node> chain;
  friend bool operator==(const CriticalPath&, const CriticalPath&) = default;
};

/// Times for all nodes. `deadline` is the latest end of all; without it, the earliest end. Throws CycleError; InputError
/// that names each bad duration; OverflowError if a time, on the way to the result too, leaves 62 bits.
/// O(nodes + arcs).
[[nodiscard]] CriticalPath critical_path(const DependencyGraph& graph,
                                         const Durations& durations = {},
                                         std::optional<std::int64_t> deadline = {});

}  // namespace qsmo
