// The cheapest arcs to bridge so that no cycle is left: minimum weighted feedback arc sets, with proof.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "qsmo/core/stop.hpp"
#include "qsmo/graph/dependency_graph.hpp"

namespace qsmo {

/// How hard to try.
struct CycleBreakOptions {
  std::uint64_t work_limit =
      300'000'000;  ///< Steps of the search for each component, of a few nanoseconds.
  std::optional<double> time_limit = {};  ///< Seconds for all; none: no limit.
  const StopSource* stop = nullptr;       ///< Ends the work with the best arcs so far.
};

/// What breaking the cycles of one component costs.
struct ComponentBreak {
  std::uint32_t component = 0;      ///< By the numbers of `components(graph)`.
  std::vector<std::uint32_t> arcs;  ///< Numbers of its arcs to bridge, rising.
  double cost = 0;                  ///< Their weight.
  double bound = 0;                 ///< No set of arcs that breaks its cycles weighs less.
  friend bool operator==(const ComponentBreak&, const ComponentBreak&) = default;
};

/// Arcs without which the graph is acyclic. None of them is spare: put back alone, each would close a cycle.
struct CycleBreak {
  std::vector<std::uint32_t> arcs;         ///< Numbers of the arcs to bridge, rising.
  double cost = 0;                         ///< Their weight.
  double bound = 0;                        ///< No set of arcs that breaks all cycles weighs less.
  std::vector<ComponentBreak> components;  ///< The same for each cyclic component, rising.

  /// Whether it is proven that nothing is cheaper.
  [[nodiscard]] bool optimal() const { return cost == bound; }
  friend bool operator==(const CycleBreak&, const CycleBreak&) = default;
};

/// The set of arcs of the least weight that breaks all cycles; every arc weighs 1 without `weights`. Weights are by arc
/// number, finite and not negative; sums are exact if the weights are whole numbers below 2^52 in all, else weights are
/// rounded to that many parts of their sum. Self arcs are always among them. Components are cut down by reductions that
/// keep an optimum (pairs of opposite arcs, arcs too heavy to be worth it, nodes with one way in or out), then solved
/// exactly where the work limit allows, else heuristically with a bound. Deterministic unless time or a stop ends it.
/// Finding the least is NP-hard (Karp 1972). Throws InputError that names each bad weight.
[[nodiscard]] CycleBreak break_cycles(const DependencyGraph& graph,
                                      std::span<const double> weights = {},
                                      const CycleBreakOptions& options = {});

}  // namespace qsmo
