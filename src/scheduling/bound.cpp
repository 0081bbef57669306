#include "qsmo/scheduling/bound.hpp"

#include <algorithm>

#include "scheduling/tariff_cost.hpp"

namespace qsmo::scheduling {
namespace {

/// Cheapest cost of an option over its slots.
Cost cheapest(const Problem& problem, const Option& option) {
  std::vector<Cost> tail(static_cast<std::size_t>(problem.horizon) + 1, 0);
  if (option.tariff != none) {
    const Tariff& tariff = problem.tariffs[option.tariff];
    for (int t = problem.horizon - 1; t >= 0; --t) {
      Cost least = forbidden;
      for (std::size_t k = 0; k < tariff.from_volume.size(); ++k)
        least = std::min(least, tier_cost(problem, option, tariff, k, t));
      tail[static_cast<std::size_t>(t)] = tail[static_cast<std::size_t>(t) + 1] + least;
    }
  }
  Cost best = forbidden;
  for (std::size_t slot = 0; slot < option.cost.size(); ++slot) {
    if (option.cost[slot] < forbidden) best = std::min(best, option.cost[slot] + tail[slot]);
  }
  return best;
}

}  // namespace

Cost lower_bound(const Problem& problem) {
  Cost total = 0;
  for (const Activity& activity : problem.activities) {
    Cost best = activity.required || activity.fixed ? forbidden : activity.never;
    for (std::uint32_t i = 0; i < activity.option_count; ++i) {
      best = std::min(best, cheapest(problem, problem.options[activity.first_option + i]));
    }
    // Without any way there is no feasible solution; what it costs to stay is then the honest figure.
    total += best < forbidden ? best : activity.never;
  }
  return total;
}

}  // namespace qsmo::scheduling
