// The engine: search for a cheap solution, bound from below, each helping the other.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>

#include "qsmo/core/stop.hpp"
#include "qsmo/scheduling/infeasibility.hpp"
#include "qsmo/scheduling/prices.hpp"
#include "qsmo/scheduling/problem.hpp"

namespace qsmo::scheduling {

inline constexpr std::uint64_t no_work_limit = std::numeric_limits<std::uint64_t>::max();

/// State of a run, for progress reports.
struct SolveProgress {
  Cost cost = 0;            ///< Of the best solution so far.
  Cost bound = 0;           ///< No feasible solution costs less.
  std::uint64_t moves = 0;  ///< Moves of the search so far.
  double share = 0;         ///< Share of the limit used, 0..1.
};

/// How long and how to solve. The same problem, start, seed and work limit give the same result, whatever the number of
/// threads; a deadline or a stop makes a run non-reproducible.
struct SolveOptions {
  std::uint64_t seed = 1;
  /// In moves of the search; evaluations of the bound are counted in moves by the size of their cuts.
  std::uint64_t work_limit = 50'000;
  int threads = 1;
  StopPoint stop = {};
  /// A cost this little above the bound counts as proved; given the bound.
  std::function<Cost(Cost)> tolerance = {};
  /// Called from the calling thread at barriers.
  std::function<void(const SolveProgress&)> progress = {};
};

struct SolveResult {
  Solution solution;
  Cost cost = 0;
  Cost bound = 0;            ///< No feasible solution costs less.
  Prices prices;             ///< That prove the bound, or come close.
  std::uint64_t broken = 0;  ///< Required activities that never take effect, and hard arcs broken.
  bool over_capacity =
      false;  ///< A pool is over its capacity (then it already was so at the start).
  std::optional<Infeasibility> infeasibility;  ///< Proved: no feasible solution exists.
  bool stopped = false;                        ///< Ended by the deadline or a stop.
  std::uint64_t moves = 0;
};

/// Starts from `start`, which places the fixed activities and may place any others (a warm start). If `start` breaks
/// nothing, neither does the result.
[[nodiscard]] SolveResult solve(const Problem& problem, const Solution& start,
                                const SolveOptions& options);

}  // namespace qsmo::scheduling
