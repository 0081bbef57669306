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
  /// Steps of the search for each component, on top of what a first good answer takes; a step takes some nanoseconds.
  std::uint64_t work_limit = 300'000'000;
  std::optional<double> time_limit = {};  ///< Seconds for all; none: no limit.
  const StopSource* stop = nullptr;       ///< Ends the search with the best arcs so far.
};

/// What breaking the cycles of one component costs.
struct ComponentBreak {
  std::uint32_t component = 0;      ///< By the numbers of `components(graph)`.
  std::vector<std::uint32_t> arcs;  ///< Numbers of its arcs to bridge, rising.
  double cost = 0;                  ///< Their weight.
  double bound = 0;                 ///< No set of arcs that breaks its cycles weighs less.
  friend bool operator==(const ComponentBreak&, const ComponentBreak&) = default;
};

/// Arcs without which the graph is acyclic. None of them is spare: put back alone, each would close a cycle (but where
/// time or a stop has ended the work on a large graph).
struct CycleBreak {
  std::vector<std::uint32_t> arcs;         ///< Numbers of the arcs to bridge, rising.
  double cost = 0;                         ///< Their weight.
  double bound = 0;                        ///< No set of arcs that breaks all cycles weighs less.
  std::vector<ComponentBreak> components;  ///< The same for each cyclic component, rising.

  /// Whether it is proven that nothing is cheaper.
  [[nodiscard]] bool optimal() const { return cost == bound; }
  friend bool operator==(const CycleBreak&, const CycleBreak&) = default;
};

/// The set of arcs of the least weight that breaks all cycles; every arc weighs 1 without `weights`, which are by arc
/// number, finite and not negative. Self arcs are always among them, repeated arcs all or none.
///
/// Each component is made smaller by rules that keep an optimum (of opposite arcs one is paid; an arc that outweighs
/// all arcs out of its dependent or into its prerequisite is never worth it), split where single nodes hold it
/// together, and solved by branch and cut over its cycles: to proven optimality where the work limit allows, else to a
/// good answer with a bound. Finding the least is NP-hard (Karp 1972).
///
/// Weights with up to 9 decimal places are those decimals exactly (0.1 is a tenth), if their component's sum in the last
/// place is below 2^52. Others are rounded to parts of about 2^-50 of that sum, which is what adding doubles does too;
/// where nothing cheaper by those parts exists the bound is set to the cost. A weight so great that its arc can never be
/// worth it counts as no more than that. Sums are finite. Deterministic unless time or a
/// stop ends it; what comes before and after the search, some looks at each arc, is not interrupted. O(nodes + arcs)
/// memory besides the search's own, at most some 300 MB. Throws InputError that names each bad weight.
[[nodiscard]] CycleBreak break_cycles(const DependencyGraph& graph,
                                      std::span<const double> weights = {},
                                      const CycleBreakOptions& options = {});

}  // namespace qsmo
