#include "qsmo/scheduling/solve.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "qsmo/scheduling/bound.hpp"
#include "qsmo/scheduling/evaluate.hpp"
#include "qsmo/scheduling/search.hpp"
#include "scheduling/tariff_cost.hpp"

namespace qsmo::scheduling {
namespace {

/// What the bound's work counts for: nodes of cuts in the time of a move.
constexpr double nodes_per_move = 25;
/// Share of the whole work that goes to the bound: first, so that the search has prices, and then all along.
constexpr double share_before_search = 0.15;
constexpr double share_of_bound = 0.4;
constexpr double share_when_search_idles = 0.9;
/// A problem with so few nodes may be solved to the end: more of the work goes there.
constexpr double share_of_bound_if_small = 0.6;
constexpr std::size_t small_problem = 4'000;
constexpr std::uint64_t moves_without_gain = 200'000;
/// Moves between two looks at what to do next.
constexpr std::uint64_t moves_per_round = 2'000;
/// The search gets new prices when the bound has risen by this share of the gap.
constexpr double worth_new_prices = 0.02;

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Building the bound takes this many times as long as building the search, at most.
constexpr double bound_per_search = 15;

bool is_feasible(const Evaluation& evaluation) {
  return evaluation.broken == 0 && !evaluation.over_capacity;
}

/// Least that an option's lines under its tariff add, by slot: every period at its cheapest tier. A price between those
/// of the tiers is never cheaper.
std::vector<Cost> least_tariff(const Problem& problem, const Option& option) {
  std::vector<Cost> out(static_cast<std::size_t>(problem.horizon) + 1, 0);
  if (option.tariff == none) return out;
  const Tariff& tariff = problem.tariffs[option.tariff];
  for (int t = problem.horizon; t-- > 0;) {
    Cost least = tier_cost(problem, option, tariff, 0, t);
    for (std::size_t k = 1; k < tariff.unit_price.size(); ++k)
      least = std::min(least, tier_cost(problem, option, tariff, k, t));
    const auto period = static_cast<std::size_t>(t);
    out[period] = out[period + 1] + least;
  }
  return out;
}

Cost least_alone(const Problem& problem, const Activity& activity) {
  Cost least =
      activity.required || activity.fixed ? forbidden : activity.never + activity.never_aim;
  for (std::uint32_t i = 0; i < activity.option_count; ++i) {
    const Option& option = problem.options[activity.first_option + i];
    const std::vector<Cost> tariff = least_tariff(problem, option);
    for (std::size_t s = 0; s < option.cost.size(); ++s) {
      if (option.cost[s] >= forbidden) continue;
      least =
          std::min(least, option.cost[s] + (option.aim.empty() ? 0 : option.aim[s]) + tariff[s]);
    }
  }
  return least < forbidden ? least : activity.never + activity.never_aim;
}

/// Least that the periods between any two cost, not above 0.
Cost least_between(const std::vector<Cost>& prefix) {
  Cost least = 0;
  Cost highest = prefix.empty() ? 0 : prefix.front();
  for (const Cost cost : prefix) {
    least = std::min(least, cost - highest);
    highest = std::max(highest, cost);
  }
  return least;
}

/// A bound at once: each activity at its own cheapest, links and soft arcs as cheap as can be.
Cost least_apart(const Problem& problem) {
  Cost sum = 0;
  for (const Activity& activity : problem.activities) sum += least_alone(problem, activity);
  for (const Link& link : problem.links)
    sum += least_between(link.a.prefix) + least_between(link.b.prefix);
  for (const Precedence& arc : problem.precedences) {
    for (const Cost price : arc.price) sum += std::min<Cost>(0, price);
  }
  return sum;
}

/// Bound and search in turns.
class Solver {
 public:
  Solver(const Problem& problem, const Solution& start, const SolveOptions& options)
      : problem_(problem),
        options_(options),
        feasible_(is_feasible(evaluate(problem, start))),
        search_(problem, start, SearchOptions{options.seed, options.threads}) {
    setup_seconds_ = seconds_since(begin_);
  }

  SolveResult run(const Solution& start) {
    search_.construct(options_.stop);
    if (has_time_for_bound()) {
      bound_.emplace(problem_, start, BoundOptions{options_.threads});
      small_ = bound_->nodes() <= small_problem;
    } else {
      least_apart_ = least_apart(problem_);
    }
    while (!done()) {
      if (wants_bound()) {
        improve_bound();
      } else {
        search();
      }
      report();
    }
    return result();
  }

 private:
  /// Building the bound cannot be interrupted.
  [[nodiscard]] bool has_time_for_bound() const {
    const double share = options_.stop.time_share();
    if (share == 0) return true;
    const double passed = share - share_at_begin_;
    const double left = (1 - share) / std::max(1e-9, passed) * seconds_since(begin_);
    return left > bound_per_search * setup_seconds_;
  }
  [[nodiscard]] Cost bound_value() const { return bound_ ? bound_->value() : least_apart_; }

  [[nodiscard]] double share() const {
    const double work = options_.work_limit == no_work_limit
                            ? 0
                            : work_of_all() / static_cast<double>(options_.work_limit);
    return std::min(1.0, std::max(work, options_.stop.time_share()));
  }
  [[nodiscard]] double work_of_all() const { return static_cast<double>(moves_) + bound_work_; }

  [[nodiscard]] bool proved() const {
    return search_.broken() == 0 && search_.cost() - bound_value() <= tolerance();
  }

  [[nodiscard]] bool done() const {
    if (options_.stop.reached() || proved()) return true;
    if (search_.idle() && (exhausted_ || !bound_)) return true;
    return options_.work_limit != no_work_limit &&
           work_of_all() >= static_cast<double>(options_.work_limit);
  }

  [[nodiscard]] bool wants_bound() const {
    if (!bound_ || exhausted_) return false;
    if (search_.idle() || bound_work_ == 0) return true;
    if (bound_->converging() && share() < share_before_search) return true;
    // A search that finds nothing any more leaves the rest to the bound.
    const bool idle = moves_ > 5 * moves_at_best_ + moves_without_gain;
    return part_of_bound() < (idle     ? share_when_search_idles
                              : small_ ? share_of_bound_if_small
                                       : share_of_bound);
  }

  /// Share of the bound in what was done so far. What its work takes differs by a factor of ten: without a work limit
  /// nothing needs to be reproducible, and the clock tells.
  [[nodiscard]] double part_of_bound() const {
    if (options_.work_limit != no_work_limit) return bound_work_ / work_of_all();
    return bound_seconds_ / std::max(1e-9, bound_seconds_ + search_seconds_);
  }

  /// Solutions hardly better than the best are of no interest, provided that it breaks nothing.
  [[nodiscard]] BoundTarget target() const {
    BoundTarget target{search_.cost(), forbidden};
    if (feasible_) target.cutoff = search_.cost() - tolerance();
    return target;
  }
  [[nodiscard]] Cost tolerance() const {
    return options_.tolerance ? options_.tolerance(bound_value()) : 0;
  }

  void improve_bound() {
    const auto begin = Clock::now();
    const std::uint64_t evaluations = bound_->improve(10, target(), options_.stop);
    bound_seconds_ += seconds_since(begin);
    exhausted_ = evaluations == 0;
    bound_work_ +=
        static_cast<double>(evaluations) * static_cast<double>(bound_->nodes()) / nodes_per_move;
    const auto gap = static_cast<double>(search_.cost() - bound_value());
    if (static_cast<double>(bound_value() - priced_) < worth_new_prices * gap) return;
    priced_ = bound_value();
    search_.set_prices(bound_->prices());
  }

  void search() {
    const double begin = share();
    std::uint64_t moves = moves_per_round;
    if (options_.work_limit != no_work_limit) {
      const double left = static_cast<double>(options_.work_limit) - work_of_all();
      moves = std::min(moves, static_cast<std::uint64_t>(std::max(1.0, left)));
    }
    const double end = options_.work_limit == no_work_limit
                           ? begin
                           : std::min(1.0, begin + static_cast<double>(moves) /
                                                       static_cast<double>(options_.work_limit));
    const Cost before = search_.cost();
    const auto began = Clock::now();
    moves_ += search_.run(moves, begin, end, options_.stop);
    search_seconds_ += seconds_since(began);
    if (search_.cost() < before) moves_at_best_ = moves_;
  }

  void report() const {
    if (options_.progress) options_.progress({search_.cost(), bound_value(), moves_, share()});
  }

  [[nodiscard]] SolveResult result() {
    SolveResult out;
    out.solution = search_.best();
    out.cost = search_.cost();
    out.bound = bound_value();
    out.prices = bound_ ? bound_->prices() : no_prices(problem_);
    out.broken = search_.broken();
    out.stopped = options_.stop.reached();
    out.moves = moves_;
    return out;
  }

  const Problem& problem_;
  const SolveOptions& options_;
  Clock::time_point begin_ = Clock::now();
  double share_at_begin_ = options_.stop.time_share();
  double setup_seconds_ = 0;
  bool feasible_;  // the start, and so all that follows
  Search search_;
  std::optional<Bound> bound_;  // if there is time for it
  Cost least_apart_ = 0;        // else
  bool small_ = false;
  std::uint64_t moves_ = 0;
  std::uint64_t moves_at_best_ = 0;
  double bound_work_ = 0;  // in moves
  double bound_seconds_ = 0;
  double search_seconds_ = 0;
  Cost priced_ = std::numeric_limits<Cost>::min() / 2;
  bool exhausted_ = false;
};

}  // namespace

SolveResult solve(const Problem& problem, const Solution& start, const SolveOptions& options) {
  SolveResult result;
  if (options.stop.reached()) {
    result.solution = start;
    result.stopped = true;
  } else {
    result = Solver(problem, start, options).run(start);
  }
  const Evaluation found = evaluate(problem, result.solution);
  result.cost = found.cost;
  result.broken = found.broken;
  result.over_capacity = found.over_capacity;
  result.infeasibility = find_infeasibility(problem);
  if (result.prices.empty()) {
    result.prices = no_prices(problem);
    result.bound = least_apart(problem);
  }
  return result;
}

}  // namespace qsmo::scheduling
