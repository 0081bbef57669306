#include "qsmo/scheduling/solve.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "qsmo/scheduling/bound.hpp"
#include "qsmo/scheduling/evaluate.hpp"
#include "qsmo/scheduling/search.hpp"

namespace qsmo::scheduling {
namespace {

/// What the bound's work counts for: nodes of cuts in the time of a move.
constexpr double nodes_per_move = 25;
/// Share of the whole work that goes to the bound: first, so that the search has prices, and then all along.
constexpr double share_before_search = 0.15;
constexpr double share_of_bound = 0.4;
constexpr double share_when_search_idles = 0.9;
/// A problem with so few nodes may be solved to the end: most of the work goes there.
constexpr std::size_t small_problem = 4'000;
constexpr std::uint64_t moves_without_gain = 200'000;
/// Moves between two looks at what to do next.
constexpr std::uint64_t moves_per_round = 2'000;
/// The search gets new prices when the bound has risen by this share of the gap.
constexpr double worth_new_prices = 0.02;

bool is_feasible(const Evaluation& evaluation) {
  return evaluation.broken == 0 && !evaluation.over_capacity;
}

/// Bound and search in turns.
class Solver {
 public:
  Solver(const Problem& problem, const Solution& start, const SolveOptions& options)
      : options_(options),
        bound_(problem, start, BoundOptions{options.threads}),
        search_(problem, start, SearchOptions{options.seed, options.threads}),
        small_(bound_.nodes() <= small_problem),
        feasible_(is_feasible(evaluate(problem, start))) {}

  SolveResult run() {
    search_.construct(options_.stop);
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
  [[nodiscard]] double share() const {
    const double work = options_.work_limit == no_work_limit
                            ? 0
                            : work_of_all() / static_cast<double>(options_.work_limit);
    return std::min(1.0, std::max(work, options_.stop.time_share()));
  }
  [[nodiscard]] double work_of_all() const { return static_cast<double>(moves_) + bound_work_; }

  [[nodiscard]] bool proved() const {
    return search_.broken() == 0 && search_.cost() - bound_.value() <= tolerance();
  }

  [[nodiscard]] bool done() const {
    if (options_.stop.reached() || proved()) return true;
    if (search_.idle() && exhausted_) return true;
    return options_.work_limit != no_work_limit &&
           work_of_all() >= static_cast<double>(options_.work_limit);
  }

  [[nodiscard]] bool wants_bound() const {
    if (exhausted_) return false;
    if (search_.idle() || bound_work_ == 0) return true;
    if (bound_.converging() && share() < share_before_search) return true;
    // A search that finds nothing any more leaves the rest to the bound.
    const bool idle = moves_ > 5 * moves_at_best_ + moves_without_gain;
    return bound_work_ <
           (idle || small_ ? share_when_search_idles : share_of_bound) * work_of_all();
  }

  /// Solutions hardly better than the best are of no interest, provided that it breaks nothing.
  [[nodiscard]] BoundTarget target() const {
    BoundTarget target{search_.cost(), forbidden};
    if (feasible_) target.cutoff = search_.cost() - tolerance();
    return target;
  }
  [[nodiscard]] Cost tolerance() const {
    return options_.tolerance ? options_.tolerance(bound_.value()) : 0;
  }

  void improve_bound() {
    const std::uint64_t evaluations = bound_.improve(10, target(), options_.stop);
    exhausted_ = evaluations == 0;
    bound_work_ +=
        static_cast<double>(evaluations) * static_cast<double>(bound_.nodes()) / nodes_per_move;
    const auto gap = static_cast<double>(search_.cost() - bound_.value());
    if (static_cast<double>(bound_.value() - priced_) < worth_new_prices * gap) return;
    priced_ = bound_.value();
    search_.set_prices(bound_.prices());
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
    moves_ += search_.run(moves, begin, end, options_.stop);
    if (search_.cost() < before) moves_at_best_ = moves_;
  }

  void report() const {
    if (options_.progress) options_.progress({search_.cost(), bound_.value(), moves_, share()});
  }

  [[nodiscard]] SolveResult result() {
    SolveResult out;
    out.solution = search_.best();
    out.cost = search_.cost();
    out.bound = bound_.value();
    out.prices = bound_.prices();
    out.broken = search_.broken();
    out.stopped = options_.stop.reached();
    out.moves = moves_;
    return out;
  }

  const SolveOptions& options_;
  Bound bound_;
  Search search_;
  bool small_;
  bool feasible_;  // the start, and so all that follows
  std::uint64_t moves_ = 0;
  std::uint64_t moves_at_best_ = 0;
  double bound_work_ = 0;  // in moves
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
    result = Solver(problem, start, options).run();
  }
  const Evaluation found = evaluate(problem, result.solution);
  result.cost = found.cost;
  result.broken = found.broken;
  result.over_capacity = found.over_capacity;
  result.infeasibility = find_infeasibility(problem);
  if (result.prices.empty()) {
    result.prices = no_prices(problem);
    result.bound = Bound(problem, start, BoundOptions{1}).value();
  }
  return result;
}

}  // namespace qsmo::scheduling
