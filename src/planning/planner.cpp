#include "qsmo/planning/planner.hpp"

#include <algorithm>
#include <cmath>
#include <thread>

#include "qsmo/planning/check.hpp"
#include "qsmo/planning/compile.hpp"
#include "qsmo/planning/money.hpp"
#include "qsmo/scheduling/bound.hpp"
#include "qsmo/scheduling/search.hpp"

namespace qsmo {
namespace {

namespace sch = scheduling;

constexpr double dollars_per_cost = 1e-6;

/// Highest net benefit that any plan can have, rounded up to a hundredth of a cent after allowing for the rounding of
/// the tables: half a millionth of a dollar for each of at most four lines a period.
double bound_of(const sch::Problem& problem, double status_quo_cost) {
  const double lines =
      static_cast<double>(problem.activities.size()) * (4.0 * problem.horizon + 10.0);
  const double bound = status_quo_cost -
                       static_cast<double>(sch::lower_bound(problem)) * dollars_per_cost +
                       lines * 0.5 * dollars_per_cost;
  return std::ceil(bound * 1e4) / 1e4;
}

double gap_of(double bound, double net_benefit) {
  return (bound - net_benefit) / std::max(std::fabs(bound), 1.0);
}

bool proves_optimality(double bound, double net_benefit) {
  return bound - net_benefit <= std::max(0.01, 1e-6 * std::fabs(bound));
}

int threads_of(const PlanOptions& options) {
  return options.threads > 0 ? options.threads
                             : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

std::optional<std::uint64_t> work_limit_of(const PlanOptions& options) {
  if (!options.work_limit && !options.time_limit) return default_work_limit;
  return options.work_limit;
}

sch::SearchOptions search_options(const PlanOptions& options, const StopPoint& stop,
                                  double status_quo_cost, double bound) {
  sch::SearchOptions out{options.seed,
                         work_limit_of(options).value_or(sch::no_work_limit),
                         threads_of(options),
                         stop,
                         {}};
  if (options.progress) {
    out.progress = [&options, status_quo_cost, bound](sch::Cost cost, double share) {
      const double value = status_quo_cost - static_cast<double>(cost) * dollars_per_cost;
      options.progress({value, bound, gap_of(bound, value), share});
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
  const double status_quo_cost =
      present_value(portfolio, evaluate(portfolio, status_quo(portfolio)));
  PlanResult result;
  result.bound = bound_of(compiled.problem, status_quo_cost);
  const sch::SearchResult found =
      sch::search(compiled.problem, compiled.status_quo,
                  search_options(options, stop, status_quo_cost, result.bound));
  result.plan = plan_of(portfolio, compiled.problem, found.solution);
  result.warnings = compiled.warnings;
  for (const WorkloadId w : compiled.impossible)
    result.warnings.push_back(portfolio[w].id + " must migrate but has no way to");
  judge(portfolio, compiled, result);
  result.cost = present_value(portfolio, evaluate(portfolio, result.plan));
  result.net_benefit = status_quo_cost - result.cost;
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
