#include "qsmo/scheduling/search.hpp"

#include <algorithm>
#include <cmath>
#include <thread>
#include <vector>

#include "scheduling/walker.hpp"

namespace qsmo::scheduling {
namespace {

/// A constant, never the number of cores: the result must not depend on the machine.
constexpr std::size_t walkers = 2;
/// Shares of the run at which the walkers go on from the best of them.
constexpr double first_meeting = 0.5;
constexpr double share_between_meetings = 0.05;
/// Start temperature, as a share of what is at stake in an activity on average. High, because stakes differ by orders of
/// magnitude: where the large ones go matters most, and they settle first.
constexpr double heat = 2;

/// Part of `moves` that falls to a walker: the sum over walkers is `moves`.
std::uint64_t part_of(std::uint64_t moves, std::size_t walker) {
  return moves / walkers + (walker < moves % walkers ? 1 : 0);
}

/// Mean difference between never and the cheapest place.
double mean_stake(const Problem& problem, const Scores& scores) {
  const auto horizon = static_cast<std::ptrdiff_t>(problem.horizon);
  double sum = 0;
  std::size_t movable = 0;
  for (const Activity& activity : problem.activities) {
    const auto from = scores.cost.begin() + activity.first_option * horizon;
    const auto least = std::min_element(from, from + activity.option_count * horizon);
    if (activity.option_count * horizon == 0 || std::isinf(*least)) continue;
    sum += std::abs(static_cast<double>(activity.never + activity.never_aim) - *least);
    ++movable;
  }
  return sum / static_cast<double>(std::max<std::size_t>(1, movable));
}

}  // namespace

struct Search::Team {
  Team(const Problem& p, const Solution& start, const SearchOptions& options)
      : problem(&p),
        threads(options.threads),
        layout(p, Accounts::binding),
        relations(p, layout),
        scores(p),
        hot(heat * mean_stake(p, scores)) {
    const Random random(options.seed);
    for (std::size_t i = 0; i < walkers; ++i)
      members.push_back(
          std::make_unique<Walker>(layout, relations, scores, start, random.split(i)));
  }

  [[nodiscard]] const Walker& best() const {
    return **std::min_element(members.begin(), members.end(), [](const auto& x, const auto& y) {
      return x->best_value() < y->best_value();
    });
  }

  /// Runs `work(i)` for every walker, on as many threads as asked for.
  template <class Work>
  void run_all(const Work& work) {
    if (threads <= 1) {
      for (std::size_t i = 0; i < walkers; ++i) work(i);
      return;
    }
    std::vector<std::thread> pool;
    for (std::size_t i = 1; i < walkers; ++i) pool.emplace_back(work, i);
    work(0);
    for (std::thread& thread : pool) thread.join();
  }

  std::uint64_t anneal(std::uint64_t moves, double begin, double end, const StopPoint& stop) {
    std::vector<std::uint64_t> made(walkers, 0);
    run_all([&](std::size_t i) {
      made[i] = members[i]->anneal(part_of(moves, i), {hot, begin, end}, stop);
    });
    std::uint64_t sum = 0;
    for (const std::uint64_t m : made) sum += m;
    return sum;
  }

  void meet() {
    const Solution& solution = best().best();
    for (const auto& walker : members) walker->adopt(solution);
  }

  /// Walkers round the lines of incremental tariffs together; what is reported is exact.
  Cost exact_cost() {
    const Walker& walker = best();
    if (!layout.incremental) return walker.best_value().cost;
    if (exact.walker != &walker || exact.improvement != walker.improvements()) {
      const State state(layout, walker.best(), Rounding::exact);
      exact = {&walker, walker.improvements(), state.cost()};
    }
    return exact.cost;
  }

  struct Exact {
    const Walker* walker = nullptr;
    std::uint64_t improvement = 0;
    Cost cost = 0;
  };

  const Problem* problem;
  int threads;
  Exact exact;  // as last counted
  Layout layout;
  Relations relations;
  Scores scores;
  std::vector<std::unique_ptr<Walker>> members;
  double hot;
  double met = first_meeting;  // share at which the walkers meet next
};

Search::Search(const Problem& problem, const Solution& start, const SearchOptions& options)
    : team_(std::make_unique<Team>(problem, start, options)) {}
Search::~Search() = default;
Search::Search(Search&&) noexcept = default;
Search& Search::operator=(Search&&) noexcept = default;

void Search::construct(const StopPoint& stop) {
  team_->run_all([&](std::size_t i) { team_->members[i]->construct(stop); });
}

void Search::set_prices(const Prices& prices) { team_->scores.set_prices(*team_->problem, prices); }

std::uint64_t Search::run(std::uint64_t moves, double begin, double end, const StopPoint& stop) {
  const auto share_at = [&](std::uint64_t work) {
    return begin + (end - begin) * static_cast<double>(work) / static_cast<double>(moves);
  };
  std::uint64_t done = 0;
  while (done < moves && !stop.reached()) {
    // Up to the next meeting, if that lies in this part of the run.
    std::uint64_t to = moves;
    if (team_->met < end && end > begin) {
      const double part = std::max(0.0, team_->met - begin) / (end - begin);
      to = std::clamp(static_cast<std::uint64_t>(part * static_cast<double>(moves)) + 1, done + 1,
                      moves);
    }
    done += team_->anneal(to - done, share_at(done), share_at(to), stop);
    if (share_at(done) >= team_->met && !stop.reached()) {
      team_->met = share_at(done) + share_between_meetings;
      team_->meet();
    }
  }
  return done;
}

void Search::adopt(const Solution& solution) {
  for (const auto& walker : team_->members) walker->adopt(solution);
}

bool Search::idle() const { return team_->relations.movable.empty(); }
const Solution& Search::best() const { return team_->best().best(); }
Cost Search::cost() const { return team_->exact_cost(); }
std::uint64_t Search::broken() const { return team_->best().best_broken(); }

}  // namespace qsmo::scheduling
