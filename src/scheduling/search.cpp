#include "qsmo/scheduling/search.hpp"

#include <algorithm>
#include <thread>
#include <vector>

#include "scheduling/walker.hpp"

namespace qsmo::scheduling {
namespace {

/// A constant, never the number of cores: the result must not depend on the machine.
constexpr std::size_t walkers = 2;
/// Moves of all walkers between two barriers, at most.
constexpr std::uint64_t moves_per_round = 500;
/// In the second half of the run, the walkers go on from the best of them this often.
constexpr double share_between_meetings = 0.05;
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

/// Part of `moves` that falls to a walker: the sum over walkers is `moves`.
std::uint64_t part_of(std::uint64_t moves, std::size_t walker) {
  return moves / walkers + (walker < moves % walkers ? 1 : 0);
}

/// Falls to 0 at the end.
double temperature(double hot, double share) { return hot * (1.0 - share) * (1.0 - share); }

SearchResult result_of(const Problem& problem, const Neighbours& neighbours, const Solution& start,
                       const Walker& best, bool stopped) {
  // A fresh count, with the limits of the start.
  State state(problem, neighbours, start);
  state.assign(best.best());
  return {best.best(), state.cost(), state.broken(), state.over_capacity(), stopped};
}

}  // namespace

SearchResult search(const Problem& problem, const Solution& start, const SearchOptions& options) {
  const Neighbours neighbours(problem);
  const Relations relations(problem, neighbours);
  const Random random(options.seed);
  std::vector<Walker> team;
  for (std::size_t i = 0; i < walkers; ++i)
    team.emplace_back(problem, neighbours, relations, start, random.split(i));
  run_all(options.threads, [&](std::size_t i) { team[i].construct(options.stop); });
  const double hot = heat * team[0].mean_cost();
  std::uint64_t done = 0;
  double met = 0.5;
  const auto satisfied = [&] {
    const Value best = team[best_of(team)].best_value();
    return relations.movable.empty() || (best.broken == 0 && best.cost <= options.good_enough);
  };
  while (done < options.work_limit && !options.stop.reached() && !satisfied()) {
    const std::uint64_t moves = std::min(moves_per_round, options.work_limit - done);
    const auto share_at = [&](std::uint64_t work) {
      // Under a time limit the run cools with the clock, whichever limit comes first.
      return std::max(static_cast<double>(work) / static_cast<double>(options.work_limit),
                      options.stop.time_share());
    };
    const double before = share_at(done);
    const double after = share_at(done + moves);
    run_all(options.threads, [&](std::size_t i) {
      team[i].anneal(part_of(moves, i), temperature(hot, before), temperature(hot, after),
                     options.stop);
    });
    done += moves;
    const std::size_t best = best_of(team);
    if (after >= met && !options.stop.reached()) {
      met = after + share_between_meetings;
      for (std::size_t i = 0; i < team.size(); ++i) team[i].adopt(team[best].best());
    }
    if (options.progress) options.progress(team[best].best_value().cost, after);
  }
  return result_of(problem, neighbours, start, team[best_of(team)], options.stop.reached());
}

}  // namespace qsmo::scheduling
