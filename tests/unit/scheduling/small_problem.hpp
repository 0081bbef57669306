// Random small scheduling problems that use every feature, for oracles and invariants.
#pragma once

#include <algorithm>

#include "qsmo/core/random.hpp"
#include "qsmo/scheduling/problem.hpp"

namespace qsmo::scheduling::testing {

inline int dice(Random& random, int low, int high) {
  return low + static_cast<int>(random.below(static_cast<std::uint64_t>(high - low + 1)));
}

inline std::vector<Cost> random_costs(Random& random, int horizon, double share_forbidden) {
  std::vector<Cost> costs;
  for (int t = 0; t < horizon; ++t)
    costs.push_back(random.uniform() < share_forbidden ? forbidden : dice(random, 10, 200));
  return costs;
}

inline Pool random_pool(Random& random, int horizon, int capacity) {
  Pool pool;
  const bool yearly = random.uniform() < 0.4;
  const int buckets = yearly ? (horizon + 2) / 3 : horizon;
  for (int t = 0; t < horizon; ++t)
    pool.bucket.push_back(static_cast<std::uint32_t>(yearly ? t / 3 : t));
  pool.cumulative = yearly && random.uniform() < 0.5;
  Amount sum = 0;
  for (int b = 0; b < buckets; ++b) {
    sum += dice(random, 0, capacity);
    pool.capacity.push_back(pool.cumulative ? sum : dice(random, 0, capacity));
  }
  pool.initial.assign(static_cast<std::size_t>(buckets), 0);
  return pool;
}

inline Option random_option(Random& random, const Problem& problem) {
  Option option;
  option.duration = dice(random, 0, 2);
  option.cost = random_costs(random, problem.horizon, 0.3);
  const int dual = dice(random, 0, 2);
  for (int t = 0; t < problem.horizon; ++t) {
    option.release.push_back(static_cast<std::int16_t>(std::min(problem.horizon, t + dual)));
    if (t < option.duration) option.cost[static_cast<std::size_t>(t)] = forbidden;
  }
  const auto pools = static_cast<int>(problem.pools.size());
  for (int i = 0; i < pools; ++i) {
    const auto pool = static_cast<std::uint32_t>(i);
    if (!problem.tariffs.empty() && problem.tariffs[0].pool == pool) continue;
    if (random.uniform() < 0.5) continue;
    const int kind = dice(random, 0, 3);
    option.demands.push_back(
        {pool, static_cast<Span>(kind), -option.duration, 1, kind == 1 ? -1 : dice(random, 1, 3)});
  }
  if (!problem.tariffs.empty() && random.uniform() < 0.6) {
    option.tariff = 0;
    option.volume = dice(random, 1, 5) * 1'000'000;
    option.fee = dice(random, 0, 500);
    option.demands.push_back(
        {problem.tariffs[0].pool, Span::around, 0, problem.horizon, option.volume});
  }
  return option;
}

/// At most `activities` activities over `horizon` periods.
inline Problem random_problem(Random& random, int activities, int horizon) {
  Problem problem;
  problem.horizon = horizon;
  for (int t = 0; t < horizon; ++t) problem.discount.push_back(1.0 / (1.0 + 0.01 * t));
  for (int i = 0; i < 3; ++i) problem.pools.push_back(random_pool(random, horizon, 8));
  Pool volume = random_pool(random, horizon, 20);
  volume.bucket.clear();
  volume.cumulative = false;
  for (int t = 0; t < horizon; ++t) volume.bucket.push_back(static_cast<std::uint32_t>(t));
  volume.capacity.assign(static_cast<std::size_t>(horizon), unlimited);
  volume.initial.assign(static_cast<std::size_t>(horizon), dice(random, 0, 3) * 1'000'000);
  problem.pools.push_back(volume);
  const std::vector<Amount> high(static_cast<std::size_t>(horizon), 9'000'000);
  const std::vector<Amount> low(static_cast<std::size_t>(horizon), 5'000'000);
  problem.tariffs.push_back({3, random.uniform() < 0.5, {0, 6'000'000}, {high, low}});
  problem.accounts = {{random.uniform() < 0.5, dice(random, 100, 600)}, {}};
  for (int i = 0; i < activities; ++i) {
    Activity activity;
    activity.first_option = static_cast<std::uint32_t>(problem.options.size());
    activity.option_count = static_cast<std::uint32_t>(dice(random, 0, 2));
    for (std::uint32_t k = 0; k < activity.option_count; ++k)
      problem.options.push_back(random_option(random, problem));
    activity.never = dice(random, 50, 250);
    activity.required = random.uniform() < 0.15;
    activity.account = static_cast<std::uint32_t>(dice(random, 0, 1));
    for (int t = 0; t < horizon; ++t) activity.series.push_back(dice(random, 0, 2));
    problem.activities.push_back(activity);
  }
  for (int i = 0; i + 1 < activities; ++i) {
    if (random.uniform() < 0.5) {
      Precedence arc{static_cast<std::uint32_t>(i),
                     static_cast<std::uint32_t>(dice(random, i + 1, activities - 1)),
                     dice(random, 0, 2),
                     random.uniform() < 0.4,
                     random.uniform() < 0.3,
                     random.uniform() < 0.3,
                     {},
                     none,
                     0};
      for (int t = 0; t < horizon && arc.soft; ++t) arc.price.push_back(30 - t);
      if (arc.soft) arc.pool = 0, arc.amount = 1;
      problem.precedences.push_back(arc);
    }
    if (random.uniform() < 0.4) {
      Link link;
      link.a.activity = static_cast<std::uint32_t>(i);
      link.b.activity = static_cast<std::uint32_t>(i + 1);
      for (int t = 0; t <= horizon; ++t) {
        link.a.prefix.push_back(3 * t);
        link.b.prefix.push_back(2 * t);
      }
      link.b.pool = 1;
      link.b.amount = 1;
      problem.links.push_back(link);
    }
  }
  // The last two activities sometimes move together.
  for (int i = 0; i < activities; ++i) problem.blocks.push_back({static_cast<std::uint32_t>(i)});
  if (activities >= 3 && random.uniform() < 0.4) {
    problem.blocks.pop_back();
    problem.blocks.back().push_back(static_cast<std::uint32_t>(activities - 1));
  }
  return problem;
}

}  // namespace qsmo::scheduling::testing
