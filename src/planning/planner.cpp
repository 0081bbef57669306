#include "qsmo/planning/planner.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>
#include <utility>

#include "planning/findings.hpp"
#include "planning/fits.hpp"
#include "planning/repair.hpp"
#include "planning/valuation.hpp"
#include "qsmo/planning/compile.hpp"
#include "qsmo/planning/money.hpp"
#include "qsmo/scheduling/evaluate.hpp"
#include "qsmo/scheduling/solve.hpp"

namespace qsmo {
namespace {

namespace sch = scheduling;

int threads_of(const PlanOptions& options) {
  return options.threads > 0 ? options.threads
                             : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

std::optional<std::uint64_t> work_limit_of(const PlanOptions& options) {
  if (!options.work_limit && !options.time_limit) return default_work_limit;
  return options.work_limit;
}

/// Throws InputError with all that does not fit.
void require_options(const Portfolio& portfolio, const PlanOptions& options) {
  require_aims(portfolio, options.aims);
  std::vector<Fault> faults;
  if (options.warm_start && !fits(portfolio, *options.warm_start))
    faults.push_back({"", 0, "/warm_start", "", "a plan of this portfolio", ""});
  if (options.memory_limit && *options.memory_limit < memory_need(portfolio)) {
    faults.push_back(
        {"", 0, "/memory_limit", std::to_string(*options.memory_limit),
         "at least " + std::to_string(memory_need(portfolio)) + " bytes for this portfolio", ""});
  }
  if (!faults.empty()) throw InputError(std::move(faults));
}

/// Translates costs of the compiled problem to dollars of the objective.
class Scale {
 public:
  Scale(const Portfolio& p, const Compiled& compiled, const Valuation& valuation)
      : status_quo_cost_(valuation.status_quo_cost()), dollars_(compiled.problem.dollars_per_cost) {
    const sch::Problem& problem = compiled.problem;
    const auto movable = std::count_if(problem.activities.begin(), problem.activities.end(),
                                       [](const sch::Activity& a) { return a.option_count > 0; });
    // The rounding of the tables: half a unit of cost for each of at most four lines a period of what can move.
    rounding_ = 0.5 * static_cast<double>(movable) * (4.0 * problem.horizon + 11.0);
    // Nothing can be saved: exactly nothing, whatever the tables rounded. (The search may start elsewhere than the status
    // quo, where that breaks a rule; then this says nothing.)
    if (plan_of(p, problem, compiled.status_quo) == status_quo(p)) {
      least_ = sch::evaluate(problem, compiled.status_quo).cost;
      least_objective_ = valuation.objective_of_status_quo();
    }
  }

  [[nodiscard]] double value(sch::Cost cost) const {
    return status_quo_cost_ - static_cast<double>(cost) * dollars_;
  }
  /// Highest objective that any plan can have, rounded up to a hundredth of a cent.
  [[nodiscard]] double bound(sch::Cost least) const {
    if (least_ == least) return least_objective_;
    return std::ceil((value(least) + rounding_ * dollars_) * 1e4) / 1e4;
  }
  /// A cost this little above the bound is sure to count as proved once it is counted exactly.
  [[nodiscard]] sch::Cost tolerance(sch::Cost least) const {
    const double limit = bound(least);
    const double good = status_quo_cost_ - limit + 0.9 * optimality_tolerance(limit);
    return std::max<sch::Cost>(0, static_cast<sch::Cost>(std::floor(good / dollars_)) - least);
  }

 private:
  double status_quo_cost_;
  double dollars_;
  double rounding_ = 0;
  std::optional<sch::Cost> least_;
  double least_objective_ = 0;
};

class Planner {
 public:
  Planner(const Portfolio& portfolio, const PlanOptions& options)
      : p_(portfolio),
        options_(options),
        stop_(options.stop, options.time_limit),
        valuation_(portfolio, options.aims) {
    result_.seed = options.seed;
    result_.work_limit = work_limit_of(options);
    result_.time_limit = options.time_limit;
  }

  PlanResult run() {
    const std::optional<Compiled> compiled = compile(p_, options_.aims, stop_);
    if (compiled) {
      search(*compiled);
    } else {
      leave_as_is();
    }
    valuation_.apply(result_);
    return std::move(result_);
  }

 private:
  /// There was no time to begin. Nothing costs less than nothing: that bounds what can be saved.
  void leave_as_is() {
    result_.stopped = true;
    result_.bound = std::ceil(valuation_.status_quo_cost() * 1e4) / 1e4;
    result_.plan = status_quo(p_);
    result_.status = Status::unknown;
    const bool feasible = check(p_, result_.plan).empty();
    if (options_.warm_start && check(p_, *options_.warm_start).empty() &&
        (!feasible ||
         valuation_.objective(*options_.warm_start) > valuation_.objective_of_status_quo())) {
      result_.plan = *options_.warm_start;
      result_.status = Status::feasible;
    } else if (feasible) {
      result_.status = Status::feasible;
    }
  }

  void search(const Compiled& compiled) {
    result_.warnings = compiled.warnings;
    const Scale scale(p_, compiled, valuation_);
    const sch::Solution start = start_of_search(compiled);
    const sch::SolveResult found = sch::solve(compiled.problem, start, solve_options(scale));
    result_.bound = scale.bound(found.bound);
    result_.stopped = found.stopped;
    result_.plan = plan_of(p_, compiled.problem, found.solution);
    result_.shadow_prices = shadow_prices(p_, compiled, found.prices);
    judge(compiled, found);
  }

  /// The status quo, or what can be kept of the warm start if that is better.
  sch::Solution start_of_search(const Compiled& compiled) {
    if (!options_.warm_start) return compiled.status_quo;
    const Plan& wish = *options_.warm_start;
    Repaired repaired = repair(compiled, wish);
    if (!repaired.left_out.empty()) {
      std::vector<std::string> names;
      for (const WorkloadId w : repaired.left_out) names.push_back(p_[w].id);
      const auto moves = std::count_if(wish.moves.begin(), wish.moves.end(),
                                       [](const auto& move) { return move.has_value(); });
      result_.warnings.push_back("of the " + std::to_string(moves) + " moves of the warm start " +
                                 std::to_string(names.size()) +
                                 " cannot be kept: " + listed(names));
    }
    const sch::Evaluation quo = sch::evaluate(compiled.problem, compiled.status_quo);
    const sch::Evaluation warm = sch::evaluate(compiled.problem, repaired.solution);
    const bool better = std::pair(warm.broken, warm.cost) < std::pair(quo.broken, quo.cost);
    return better ? std::move(repaired.solution) : compiled.status_quo;
  }

  sch::SolveOptions solve_options(const Scale& scale) {
    sch::SolveOptions out;
    out.seed = options_.seed;
    out.work_limit = work_limit_of(options_).value_or(sch::no_work_limit);
    out.threads = threads_of(options_);
    out.stop = stop_;
    out.tolerance = [scale](sch::Cost bound) { return scale.tolerance(bound); };
    if (options_.progress) {
      out.progress = [this, scale](const sch::SolveProgress& now) {
        const double value = scale.value(now.cost), bound = scale.bound(now.bound);
        options_.progress({value, bound, gap_of(bound, value), now.moves, now.share});
      };
    }
    return out;
  }

  /// The page's promise: if the status quo is feasible, so is the result. The independent checker decides.
  void judge(const Compiled& compiled, const sch::SolveResult& found) {
    const std::vector<Violation> violations = check(p_, result_.plan);
    if (violations.empty() || mend(compiled, violations.front())) {
      result_.status = Status::feasible;
      return;
    }
    if (!compiled.impossible.empty()) {
      result_.infeasibility = without_way(p_, compiled.impossible.front());
    } else if (found.infeasibility) {
      result_.infeasibility = witness_of(p_, compiled, *found.infeasibility);
    }
    result_.status = result_.infeasibility ? Status::infeasible : Status::unknown;
    for (const WorkloadId w : compiled.impossible)
      result_.warnings.push_back(without_way(p_, w).message);
    if (compiled.impossible.empty() && result_.infeasibility)
      result_.warnings.push_back(result_.infeasibility->message);
  }

  /// Whether a plan that the checker refuses could be made one that it accepts.
  bool mend(const Compiled& compiled, const Violation& violation) {
    std::optional<Plan> mended = without_violations(p_, compiled, result_.plan);
    if (!mended) return false;
    result_.warnings.push_back("the plan found breaks a rule (" + violation.message +
                               "); what breaks it is left out");
    result_.plan = *std::move(mended);
    return true;
  }

  const Portfolio& p_;
  const PlanOptions& options_;
  StopPoint stop_;
  Valuation valuation_;
  PlanResult result_;
};

}  // namespace

PlanResult plan(const Portfolio& portfolio, const PlanOptions& options) {
  require_options(portfolio, options);
  return Planner(portfolio, options).run();
}

std::uint64_t memory_need(const Portfolio& portfolio) {
  const auto periods = static_cast<std::uint64_t>(portfolio.periods());
  std::uint64_t ways = 0;
  for (const Workload& w : portfolio.scenario().workloads)
    ways += portfolio.coverages(w.service.id()).size();
  const std::uint64_t workloads = portfolio.scenario().workloads.size();
  // Measured from 250 to 20,000 workloads and from 40 to 120 periods, and a third more.
  return 16'000'000 + ways * (600 + 60 * periods) + workloads * (2'000 + 400 * periods);
}

}  // namespace qsmo
