#include "qsmo/planning/planner.hpp"

#include <algorithm>
#include <cmath>
#include <thread>

#include "qsmo/planning/check.hpp"
#include "qsmo/planning/compile.hpp"
#include "qsmo/planning/money.hpp"
#include "qsmo/scheduling/bound.hpp"
#include "qsmo/scheduling/evaluate.hpp"
#include "qsmo/scheduling/search.hpp"

namespace qsmo {
namespace {

namespace sch = scheduling;

/// Highest net benefit that any plan can have, rounded up to a hundredth of a cent after allowing for the rounding of
/// the tables: half a unit of cost for each of at most four lines a period of what can move.
double bound_of(const Portfolio& portfolio, const Compiled& compiled, double status_quo_cost) {
  const sch::Problem& problem = compiled.problem;
  const sch::Cost least = sch::lower_bound(problem);
  // Nothing can be saved: exactly nothing, whatever the tables rounded. (The search may start elsewhere than the status
  // quo, where that breaks a rule; then this says nothing.)
  const bool from_status_quo =
      plan_of(portfolio, problem, compiled.status_quo) == status_quo(portfolio);
  if (from_status_quo && sch::evaluate(problem, compiled.status_quo).cost == least) return 0;
  const auto movable = std::count_if(problem.activities.begin(), problem.activities.end(),
                                     [](const sch::Activity& a) { return a.option_count > 0; });
  const double lines = static_cast<double>(movable) * (4.0 * problem.horizon + 10.0);
  const double bound =
      status_quo_cost + (0.5 * lines - static_cast<double>(least)) * problem.dollars_per_cost;
  return std::ceil(bound * 1e4) / 1e4;
}

double gap_of(double bound, double net_benefit) {
  return (bound - net_benefit) / std::max(std::fabs(bound), 1.0);
}

/// How far a proven optimum may be from the bound.
double tolerance(double bound) { return std::max(0.01, 1e-6 * std::fabs(bound)); }

bool proves_optimality(double bound, double net_benefit) {
  return bound - net_benefit <= tolerance(bound);
}

int threads_of(const PlanOptions& options) {
  return options.threads > 0 ? options.threads
                             : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

std::optional<std::uint64_t> work_limit_of(const PlanOptions& options) {
  if (!options.work_limit && !options.time_limit) return default_work_limit;
  return options.work_limit;
}

/// What the search is told; `result` holds the bound already.
sch::SearchOptions search_options(const PlanOptions& options, const StopPoint& stop,
                                  const PlanResult& result, double status_quo_cost,
                                  double dollars_per_cost) {
  sch::SearchOptions out;
  out.seed = options.seed;
  out.work_limit = work_limit_of(options).value_or(sch::no_work_limit);
  out.threads = threads_of(options);
  out.stop = stop;
  const double good = status_quo_cost - result.bound + 0.9 * tolerance(result.bound);
  out.good_enough = static_cast<sch::Cost>(std::floor(good / dollars_per_cost));
  if (options.progress) {
    out.progress = [&options, &result, status_quo_cost, dollars_per_cost](sch::Cost cost,
                                                                          double share) {
      const double value = status_quo_cost - static_cast<double>(cost) * dollars_per_cost;
      options.progress({value, result.bound, gap_of(result.bound, value), share});
    };
  }
  return out;
}

/// The page's promise: if the status quo is feasible, so is the result. The independent checker decides.
void judge(const Portfolio& portfolio, const Compiled& compiled, PlanResult& result) {
  std::vector<Violation> violations = check(portfolio, result.plan);
  if (!violations.empty()) {
    Plan fallback = status_quo(portfolio);
    if (!(fallback == result.plan) && check(portfolio, fallback).empty()) {
      result.warnings.push_back("the plan found breaks a rule (" + violations.front().message +
                                "); the status quo stands in its place");
      result.plan = std::move(fallback);
      violations.clear();
    }
  }
  result.status = violations.empty()            ? Status::feasible
                  : compiled.impossible.empty() ? Status::unknown
                                                : Status::infeasible;
}

}  // namespace

PlanResult plan(const Portfolio& portfolio, const PlanOptions& options) {
  const StopPoint stop(options.stop, options.time_limit);
  const Compiled compiled = compile(portfolio);
  const Statement before = evaluate(portfolio, status_quo(portfolio));
  const double status_quo_cost = present_value(portfolio, before);
  PlanResult result;
  result.bound = bound_of(portfolio, compiled, status_quo_cost);
  const sch::SearchResult found = sch::search(
      compiled.problem, compiled.status_quo,
      search_options(options, stop, result, status_quo_cost, compiled.problem.dollars_per_cost));
  result.plan = plan_of(portfolio, compiled.problem, found.solution);
  result.warnings = compiled.warnings;
  for (const WorkloadId w : compiled.impossible)
    result.warnings.push_back(portfolio[w].id + " must migrate but has no way to");
  judge(portfolio, compiled, result);
  const Statement after = evaluate(portfolio, result.plan);
  result.cost = present_value(portfolio, after);
  result.net_benefit =
      compare(portfolio, before, after, any_new_move(portfolio, result.plan)).net_benefit;
  result.gap = gap_of(result.bound, result.net_benefit);
  if (result.status == Status::feasible && proves_optimality(result.bound, result.net_benefit))
    result.status = Status::optimal;
  result.seed = options.seed;
  result.work_limit = work_limit_of(options);
  result.time_limit = options.time_limit;
  result.stopped = found.stopped;
  return result;
}

}  // namespace qsmo
