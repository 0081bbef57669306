#include "scheduling/state.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "scheduling/insertion.hpp"
#include "unit/scheduling/small_problem.hpp"

namespace qsmo::scheduling {
namespace {

Choice random_choice(Random& random, const Problem& problem, std::uint32_t a) {
  const Activity& activity = problem.activities[a];
  if (activity.option_count == 0 || random.uniform() < 0.3) return {};
  const std::uint32_t o =
      activity.first_option + static_cast<std::uint32_t>(random.below(activity.option_count));
  const auto slot = static_cast<int>(random.below(static_cast<std::uint64_t>(problem.horizon)));
  if (problem.options[o].cost[static_cast<std::size_t>(slot)] >= forbidden) return {};
  return {o, slot};
}

TEST(State, AfterAnyMovesEqualsAFreshCount) {
  Random random(3);
  for (int round = 0; round < 300; ++round) {
    const Problem problem = testing::random_problem(random, 6, 9);
    const Layout layout(problem, Accounts::all);
    const Solution nothing(problem.activities.size());
    State walked(layout, nothing, Rounding::exact);
    for (int step = 0; step < 60; ++step) {
      const auto a = static_cast<std::uint32_t>(random.below(problem.activities.size()));
      walked.set(a, random_choice(random, problem, a));
    }
    State fresh(layout, nothing, Rounding::exact);
    for (std::uint32_t a = 0; a < problem.activities.size(); ++a) fresh.set(a, walked.choice(a));
    ASSERT_EQ(walked.cost(), fresh.cost());
    ASSERT_EQ(walked.broken(), fresh.broken());
    ASSERT_EQ(walked.admissible(), fresh.admissible());
    ASSERT_EQ(walked.over_capacity(), fresh.over_capacity());
    ASSERT_EQ(walked.account_costs(), fresh.account_costs());
  }
}

TEST(State, UndoneMovesLeaveNoTrace) {
  Random random(4);
  for (int round = 0; round < 200; ++round) {
    const Problem problem = testing::random_problem(random, 5, 8);
    const Layout layout(problem, Accounts::all);
    State state(layout, Solution(problem.activities.size()), Rounding::exact);
    for (std::uint32_t a = 0; a < 5; ++a) state.set(a, random_choice(random, problem, a));
    const Cost cost = state.cost();
    const auto accounts = state.account_costs();
    for (std::uint32_t a = 0; a < 5; ++a) {
      const Choice before = state.choice(a);
      state.set(a, random_choice(random, problem, a));
      state.set(a, before);
    }
    ASSERT_EQ(state.cost(), cost);
    ASSERT_EQ(state.account_costs(), accounts);
  }
}

TEST(State, LetsAPoolThatStartsOverloadedGrowNoFurther) {
  Problem problem;
  problem.horizon = 2;
  problem.discount = {1, 1};
  problem.pools.emplace_back();
  problem.pools[0].capacity = {1, 1};
  problem.pools[0].initial = {3, 0};
  problem.pools[0].bucket = {0, 1};
  problem.options.emplace_back();
  problem.options[0].cost = {5, 5};
  problem.options[0].release = {0, 1};
  problem.options[0].demands = {{0, Span::around, 0, 1, 1}};
  problem.activities.emplace_back();
  problem.activities[0].option_count = 1;
  problem.activities[0].never = 10;
  problem.blocks = {{0}};
  const Layout layout(problem, Accounts::all);
  State state(layout, Solution(1), Rounding::exact);
  EXPECT_TRUE(state.admissible());
  EXPECT_TRUE(state.over_capacity());
  state.set(0, {0, 0});
  EXPECT_FALSE(state.admissible());
  state.set(0, {0, 1});
  EXPECT_TRUE(state.admissible());
}

/// Random choices of six activities, counted with lines rounded one by one and together.
TEST(State, LinesRoundedTogetherMissTheirExactSumByHalfACentEach) {
  Random random(8);
  bool differed = false;
  for (int round = 0; round < 200; ++round) {
    const Problem problem = testing::random_problem(random, 6, 9);
    const Layout layout(problem, Accounts::all);
    State exact(layout, Solution(6), Rounding::exact);
    State together(layout, Solution(6), Rounding::together);
    Cost room = 0;
    for (std::uint32_t a = 0; a < 6; ++a) {
      const Choice choice = random_choice(random, problem, a);
      exact.set(a, choice);
      together.set(a, choice);
      if (choice.option != none && problem.options[choice.option].tariff != none)
        room += 5'001 * (problem.horizon - choice.slot);
    }
    ASSERT_LE(std::abs(exact.cost() - together.cost()), problem.tariffs[0].incremental ? room : 0);
    differed = differed || exact.cost() != together.cost();
  }
  EXPECT_TRUE(differed);
}

TEST(State, PricesWhatAnOptionUses) {
  Random random(9);
  for (int round = 0; round < 100; ++round) {
    const Problem problem = testing::random_problem(random, 4, 8);
    const Layout layout(problem, Accounts::all);
    Prices prices = no_prices(problem);
    for (auto& pool : prices) {
      for (double& price : pool) price = random.uniform(0, 1e-3);
    }
    Scores scores(problem);
    scores.set_prices(problem, prices);
    for (std::uint32_t a = 0; a < 4; ++a) {
      const Choice choice = random_choice(random, problem, a);
      if (choice.option == none) continue;
      // Links and arcs draw on pools, too: only what the option itself uses is priced.
      Problem bare = problem;
      bare.links.clear();
      bare.precedences.clear();
      const Layout bare_layout(bare, Accounts::all);
      State state(bare_layout, Solution(4), Rounding::exact);
      const std::vector<Amount> before(state.room(), state.room() + bare_layout.buckets);
      state.set(a, choice);
      double price = 0;
      std::size_t at = 0;
      for (const auto& pool : prices) {
        for (const double p : pool) {
          price += p * static_cast<double>(before[at] - state.room()[at]);
          ++at;
        }
      }
      ASSERT_NEAR(static_cast<double>(scores.priced[scores.at(choice)]), price,
                  1e-6 * (1 + std::abs(price)));
    }
  }
}

}  // namespace
}  // namespace qsmo::scheduling
