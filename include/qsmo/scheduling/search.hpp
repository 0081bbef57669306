// The search for a cheap feasible solution.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>

#include "qsmo/core/stop.hpp"
#include "qsmo/scheduling/problem.hpp"

namespace qsmo::scheduling {

inline constexpr std::uint64_t no_work_limit = std::numeric_limits<std::uint64_t>::max();

/// How long to search. The same seed and work limit give the same solution, whatever the number of threads.
struct SearchOptions {
  std::uint64_t seed = 1;
  std::uint64_t work_limit = 20'000;  ///< Moves, over all walkers.
  int threads = 1;
  StopPoint stop = {};
  /// A cost at which nobody can ask for more: the search ends at the next barrier once it is reached.
  Cost good_enough = std::numeric_limits<Cost>::min();
  /// Called at barriers with the best cost so far and the share of the work done.
  std::function<void(Cost, double)> progress = {};
};

/// The best solution found.
struct SearchResult {
  Solution solution;
  Cost cost = 0;
  std::uint64_t broken =
      0;  ///< Required activities that never take effect, and arcs broken by fixed ones; 0: all kept.
  bool over_capacity =
      false;             ///< A pool is over its capacity (then it already was so at the start).
  bool stopped = false;  ///< Ended before the work limit.
};

/// Priority insertion from `start` (which places the fixed activities), then large neighbourhoods: remove related
/// blocks, insert each at its best option and slot, accept by simulated annealing. If `start` breaks nothing, neither
/// does the result. Pools that `start` overloads are never loaded further.
[[nodiscard]] SearchResult search(const Problem& problem, const Solution& start,
                                  const SearchOptions& options);

}  // namespace qsmo::scheduling
