// The planner: who moves what to which offering when, for the most net benefit, with a bound on what is possible.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "qsmo/core/stop.hpp"
#include "qsmo/model/portfolio.hpp"
#include "qsmo/planning/plan.hpp"

namespace qsmo {

/// What is known of a result. `optimal` only when bound - net benefit <= max(1 cent, 1e-6 x |bound|).
enum class Status { optimal, feasible, infeasible, unknown };

template <>
struct EnumNames<Status> {
  static constexpr std::array<std::string_view, 4> names{"optimal", "feasible", "infeasible",
                                                         "unknown"};
};

/// State of a run, for progress bars.
struct Progress {
  double net_benefit = 0;
  double bound = 0;
  double gap = 0;
  double share = 0;  ///< Share of the work limit done, 0..1.
};

/// Search moves of a run without any limit: about a second for 250 workloads over 120 months.
inline constexpr std::uint64_t default_work_limit = 50'000;

/// How long and how to plan. The same portfolio, seed and work limit give the same plan, whatever the number of
/// threads; a time limit or a stop makes a run non-reproducible.
struct PlanOptions {
  std::uint64_t seed = 1;
  /// Search moves in all; absent: `default_work_limit`, or without limit if there is a time limit.
  std::optional<std::uint64_t> work_limit = {};
  std::optional<double> time_limit = {};  ///< Seconds.
  int threads = 0;                        ///< 0: as many as the machine has.
  const StopSource* stop = nullptr;       ///< Polled; the best plan so far is returned.
  std::function<void(const Progress&)> progress =
      {};  ///< Called from the calling thread at barriers of the search.
};

/// A plan with what is known about it. Money in dollars of present value.
struct PlanResult {
  Status status = Status::unknown;
  Plan plan;  ///< The best plan found; if status is infeasible or unknown, it breaks a rule.
  double net_benefit = 0;  ///< cost(status quo) - cost(plan).
  double bound = 0;        ///< No feasible plan has a higher net benefit. Rounded up.
  double gap = 0;          ///< (bound - net_benefit) / max(|bound|, $1).
  double cost = 0;         ///< cost(plan).
  std::uint64_t seed = 1;
  std::optional<std::uint64_t> work_limit;  ///< As applied; absent: only the time limit held.
  std::optional<double> time_limit;
  bool stopped = false;  ///< A time limit or a stop ended the run before the work limit.
  std::vector<std::string>
      warnings;  ///< For people: cycles that cannot move, workloads that must move but have no way.

  friend bool operator==(const PlanResult&, const PlanResult&) = default;
};

/// Plans for the most net benefit. If the status quo is feasible, the result is a feasible plan. Throws InputError
/// if a dependency cycle that cannot move contains a pinned move or one in progress.
[[nodiscard]] PlanResult plan(const Portfolio& portfolio, const PlanOptions& options = {});

}  // namespace qsmo
