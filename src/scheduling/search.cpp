#include "qsmo/scheduling/search.hpp"

#include <algorithm>
#include <thread>
#include <vector>

#include "scheduling/walker.hpp"

namespace qsmo::scheduling {
namespace {

/// A constant, never the number of cores: the result must not depend on the machine.
constexpr std::size_t walkers = 2;
constexpr std::uint64_t rounds = 20;
/// Start temperature, as a share of the mean cost of an activity.
constexpr double heat = 0.02;

/// Runs `work(i)` for every walker, on as many threads as asked for.
template <class Work>
void run_all(int threads, const Work& work) {
  if (threads <= 1) {
    for (std::size_t i = 0; i < walkers; ++i) work(i);
    return;
  }
  std::vector<std::thread> pool;
  for (std::size_t i = 1; i < walkers; ++i) pool.emplace_back(work, i);
  work(0);
  for (std::thread& thread : pool) thread.join();
}

std::size_t best_of(const std::vector<Walker>& team) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < team.size(); ++i) {
    if (team[i].best_value() < team[best].best_value()) best = i;
  }
  return best;
}

/// Moves of a walker in a round: the limit is met exactly, earlier rounds and walkers take what does not divide.
std::uint64_t share_of(std::uint64_t limit, std::uint64_t round, std::size_t walker) {
  const std::uint64_t slices = rounds * walkers;
  const std::uint64_t slice = round * walkers + walker;
  return limit / slices + (slice < limit % slices ? 1 : 0);
}

SearchResult result_of(const Problem& problem, const Neighbours& neighbours, const Solution& start, const Walker& best, bool stopped) {
  // A fresh count, with the limits of the start.
  State state(problem, neighbours, start);
  for (std::uint32_t a = 0; a < best.best().size(); ++a) state.set(a, best.best()[a]);
  return {best.best(), state.cost(), state.broken(), state.over_capacity(), stopped};
}

}  // namespace

SearchResult search(const Problem& problem, const Solution& start, const SearchOptions& options) {
  const Neighbours neighbours(problem);
  const Relations relations(problem);
  const Random random(options.seed);
  std::vector<Walker> team;
  for (std::size_t i = 0; i < walkers; ++i) team.emplace_back(problem, neighbours, relations, start, random.split(i));
  run_all(options.threads, [&](std::size_t i) { team[i].construct(options.stop); });
  const double hot = heat * team[0].mean_cost();
  for (std::uint64_t round = 0; round < rounds && !options.stop.reached(); ++round) {
    const auto temperature = [&](std::uint64_t r) {
      const double left = 1.0 - static_cast<double>(r) / static_cast<double>(rounds);
      return hot * left * left;
    };
    run_all(options.threads, [&](std::size_t i) {
      team[i].anneal(share_of(options.work_limit, round, i), temperature(round), temperature(round + 1), options.stop);
    });
    const std::size_t best = best_of(team);
    // In the second half everybody goes on from the best: exploring first, then agreeing.
    if (round >= rounds / 2) {
      for (std::size_t i = 0; i < team.size(); ++i) team[i].adopt(team[best].best());
    }
    if (options.progress) options.progress(team[best].best_value().cost, static_cast<double>(round + 1) / static_cast<double>(rounds));
  }
  return result_of(problem, neighbours, start, team[best_of(team)], options.stop.reached());
}

}  // namespace qsmo::scheduling
