// Which buckets a choice draws on.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "qsmo/scheduling/problem.hpp"

namespace qsmo::scheduling {

/// Calls `each(pool, period, amount)` for every period in which the activity, placed so, draws on a pool.
template <class Each>
void for_each_use(const Problem& problem, const Activity& activity, const Option& option, int slot,
                  const Each& each) {
  const int horizon = problem.horizon;
  const int release = option.release[static_cast<std::size_t>(slot)];
  for (const Demand& demand : option.demands) {
    switch (demand.span) {
    case Span::around:
      for (int t = std::max(0, slot + demand.from); t < std::min(horizon, slot + demand.to); ++t)
        each(demand.pool, t, demand.amount);
      break;
    case Span::after_release:
      for (int t = release; t < horizon; ++t) each(demand.pool, t, demand.amount);
      break;
    case Span::at_release:
      if (release < horizon) each(demand.pool, release, demand.amount);
      break;
    case Span::until_release:
      for (int t = slot; t < release; ++t)
        each(demand.pool, t, demand.amount * activity.series[static_cast<std::size_t>(t)]);
      break;
    }
  }
}

/// In a cumulative pool, use counts in all later buckets too.
inline void accumulate(const Pool& pool, std::vector<Amount>& use) {
  for (std::size_t b = 1; pool.cumulative && b < use.size(); ++b) use[b] += use[b - 1];
}

/// Use by pool and bucket: of what is there initially, the choices and the links; soft arcs that are broken left out.
[[nodiscard]] inline std::vector<std::vector<Amount>> uses(const Problem& problem,
                                                           const Solution& solution) {
  std::vector<std::vector<Amount>> use;
  for (const Pool& pool : problem.pools) use.push_back(pool.initial);
  const auto add = [&](std::uint32_t pool, int t, Amount amount) {
    use[pool][problem.pools[pool].bucket[static_cast<std::size_t>(t)]] += amount;
  };
  const auto slot_of = [&](std::uint32_t a) {
    return solution[a].option == none ? problem.horizon : solution[a].slot;
  };
  for (std::size_t a = 0; a < solution.size(); ++a) {
    if (solution[a].option != none)
      for_each_use(problem, problem.activities[a], problem.options[solution[a].option],
                   solution[a].slot, add);
  }
  for (const Link& link : problem.links) {
    const int a = slot_of(link.a.activity), b = slot_of(link.b.activity);
    const int from = std::min(a, b), to = std::max(a, b);
    for (const Link::Side* side : {&link.a, &link.b}) {
      if (side->pool == none) continue;
      for (int t = from; t < to; ++t) add(side->pool, t, side->amount);
    }
  }
  for (std::size_t p = 0; p < use.size(); ++p) accumulate(problem.pools[p], use[p]);
  return use;
}

}  // namespace qsmo::scheduling
