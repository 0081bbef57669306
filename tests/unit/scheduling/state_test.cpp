#include "scheduling/state.hpp"

#include <gtest/gtest.h>

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
    const Neighbours neighbours(problem);
    const Solution nothing(problem.activities.size());
    State walked(problem, neighbours, nothing);
    for (int step = 0; step < 60; ++step) {
      const auto a = static_cast<std::uint32_t>(random.below(problem.activities.size()));
      walked.set(a, random_choice(random, problem, a));
    }
    State fresh(problem, neighbours, nothing);
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
    const Neighbours neighbours(problem);
    State state(problem, neighbours, Solution(problem.activities.size()));
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
  problem.pools.push_back({{1, 1}, {3, 0}, {0, 1}, false});
  problem.options.push_back(
      {.cost = {5, 5}, .release = {0, 1}, .demands = {{0, Span::around, 0, 1, 1}}, .fees = {}});
  problem.activities.push_back({.first_option = 0, .option_count = 1, .never = 10, .series = {}});
  problem.blocks = {{0}};
  const Neighbours neighbours(problem);
  State state(problem, neighbours, Solution(1));
  EXPECT_TRUE(state.admissible());
  EXPECT_TRUE(state.over_capacity());
  state.set(0, {0, 0});
  EXPECT_FALSE(state.admissible());
  state.set(0, {0, 1});
  EXPECT_TRUE(state.admissible());
}

}  // namespace
}  // namespace qsmo::scheduling
