// The planner: who moves what to which offering when, for the most net benefit, with a bound on what is possible.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "qsmo/core/stop.hpp"
#include "qsmo/model/portfolio.hpp"
#include "qsmo/planning/aims.hpp"
#include "qsmo/planning/check.hpp"
#include "qsmo/planning/plan.hpp"

namespace qsmo {

/// What is known of a result. `optimal` only when bound - objective <= max(1 cent, 1e-6 x |bound|).
enum class Status { optimal, feasible, infeasible, unknown };

template <>
struct EnumNames<Status> {
  static constexpr std::array<std::string_view, 4> names{"optimal", "feasible", "infeasible",
                                                         "unknown"};
};

/// State of a run, for progress bars.
struct Progress {
  double value = 0;  ///< Objective of the best plan so far; without aims, its net benefit.
  double bound = 0;
  double gap = 0;
  std::uint64_t moves = 0;  ///< Search moves so far.
  double share = 0;         ///< Share of the limit used, 0..1.
};

/// Work of a run without any limit, in moves of the search: some seconds for 250 workloads.
inline constexpr std::uint64_t default_work_limit = 400'000;

/// How long and how to plan. The same portfolio, aims, warm start, seed and work limit give the same plan, whatever the
/// number of threads; a time limit or a stop makes a run non-reproducible.
struct PlanOptions {
  std::uint64_t seed = 1;
  /// Search moves in all; absent: `default_work_limit`, or without limit if there is a time limit.
  std::optional<std::uint64_t> work_limit = {};
  std::optional<double> time_limit = {};  ///< Seconds.
  /// Bytes; what would need more is refused with the figures before it is begun.
  std::optional<std::uint64_t> memory_limit = {};
  int threads = 0;  ///< 0: as many as the machine has.
  /// Where to start. Any plan of the portfolio will do: what of it breaks a rule is left out, with a warning.
  std::optional<Plan> warm_start = {};
  Aims aims = {};                    ///< What to maximise besides net benefit.
  const StopSource* stop = nullptr;  ///< Polled; the best plan so far is returned.
  std::function<void(const Progress&)> progress =
      {};  ///< Called from the calling thread at barriers of the search.
};

/// What one more unit of a scarce capacity is worth: a marginal estimate from the prices that prove the bound.
struct ShadowPrice {
  ConstraintKind kind = ConstraintKind::provider_effort;
  std::vector<std::string> entities = {};  ///< As in Violation.
  std::optional<int> period = {};
  std::optional<int> fiscal_year = {};  ///< For budgets.
  double price = 0;       ///< Dollars of present value for one unit more in this period or year.
  std::string unit = {};  ///< `effort`, `migrations`, `USD`, or the unit of the service.
  friend bool operator==(const ShadowPrice&, const ShadowPrice&) = default;
};

/// Why no feasible plan exists: the first witness found, not a smallest one.
struct Witness {
  /// The capacity that cannot hold what must move. None: these workloads must move and have no way that fits.
  std::optional<ConstraintKind> kind = {};
  std::vector<std::string> entities = {};  ///< Of the capacity, as in Violation.
  std::optional<int> period = {};          ///< First period, and last.
  std::optional<int> last_period = {};
  std::optional<int> fiscal_year = {};  ///< Of budgets, instead: first year, and last.
  std::optional<int> last_fiscal_year = {};
  std::vector<std::string> workloads = {};
  std::vector<double> draws =
      {};               ///< By workload: what it must draw on the capacity, at the least.
  double need = 0;      ///< Sum of these and of what is there from the start.
  double capacity = 0;  ///< Of all these periods.
  std::string unit = {};
  std::string message = {};  ///< One sentence for people.
  friend bool operator==(const Witness&, const Witness&) = default;
};

/// A plan with what is known about it. Money in dollars of present value.
struct PlanResult {
  Status status = Status::unknown;
  Plan plan;  ///< The best plan found; if status is infeasible or unknown, it breaks a rule.
  double net_benefit = 0;  ///< cost(status quo) - cost(plan).
  double objective = 0;    ///< net_benefit less the terms of the aims.
  double bound = 0;        ///< No feasible plan has a higher objective. Rounded up.
  double gap = 0;          ///< (bound - objective) / max(|bound|, $1).
  double cost = 0;         ///< cost(plan).
  std::vector<ObjectiveTerm> objective_terms;  ///< One for each aim given.
  /// By kind, entities and time; those above 0.
  std::vector<ShadowPrice> shadow_prices;
  std::optional<Witness> infeasibility;  ///< With status infeasible.
  std::uint64_t seed = 1;
  std::optional<std::uint64_t> work_limit;  ///< As applied; absent: only the time limit held.
  std::optional<double> time_limit;
  bool stopped = false;  ///< A time limit or a stop ended the run before the work limit.
  std::vector<std::string>
      warnings;  ///< For people: cycles that cannot move, duties without a way, what a warm start lost.

  friend bool operator==(const PlanResult&, const PlanResult&) = default;
};

/// Plans for the highest objective: net benefit, less the terms of the aims. If the status quo is feasible, the result is
/// a feasible plan. Throws InputError if a dependency cycle that cannot move contains a pinned move or one in progress, if
/// aims or warm start do not fit the portfolio, and if the memory limit is too small.
[[nodiscard]] PlanResult plan(const Portfolio& portfolio, const PlanOptions& options = {});

/// Bytes that plan() needs at the most, besides the portfolio itself.
[[nodiscard]] std::uint64_t memory_need(const Portfolio& portfolio);

}  // namespace qsmo
