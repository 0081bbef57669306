#include "qsmo/scheduling/bound.hpp"

#include <gtest/gtest.h>

namespace qsmo::scheduling {
namespace {

Problem one_activity(Cost never, std::vector<Cost> cost) {
  Problem problem;
  problem.horizon = static_cast<int>(cost.size());
  problem.discount.assign(cost.size(), 1.0);
  Option option;
  for (int s = 0; s < problem.horizon; ++s) option.release.push_back(static_cast<std::int16_t>(s));
  option.cost = std::move(cost);
  problem.options.push_back(option);
  Activity activity;
  activity.option_count = 1;
  activity.never = never;
  problem.activities.push_back(activity);
  problem.blocks = {{0}};
  return problem;
}

/// Another activity like the first, in a block of its own.
void repeat(Problem& problem) {
  Activity activity = problem.activities.front();
  activity.first_option = static_cast<std::uint32_t>(problem.options.size());
  problem.options.push_back(problem.options.front());
  problem.activities.push_back(activity);
  problem.blocks.push_back({static_cast<std::uint32_t>(problem.blocks.size())});
}

Cost bound_of(const Problem& problem, Cost target, std::uint64_t evaluations = 200) {
  Bound bound(problem, Solution(problem.activities.size()), {});
  bound.improve(evaluations, {target, forbidden}, {});
  return bound.value();
}

TEST(Bound, IsTheCheapestWayOrStaying) {
  EXPECT_EQ(bound_of(one_activity(10, {forbidden, 7, 8}), 10), 7);
  EXPECT_EQ(bound_of(one_activity(5, {9, 7, 8}), 5), 5);
}

TEST(Bound, HoldsBeforeTheFirstEvaluation) {
  EXPECT_EQ(bound_of(one_activity(10, {forbidden, 7, 8}), 10, 0), 7);
}

TEST(Bound, OfARequiredActivityIsItsCheapestWay) {
  Problem problem = one_activity(5, {9, 7, 8});
  problem.activities[0].required = true;
  EXPECT_EQ(bound_of(problem, 9), 7);
}

TEST(Bound, CountsAims) {
  Problem problem = one_activity(10, {7, 8});
  problem.options[0].aim = {2, 0};
  EXPECT_EQ(bound_of(problem, 10), 8);
  problem.activities[0].never_aim = -4;
  EXPECT_EQ(bound_of(problem, 10), 6);
}

TEST(Bound, PricesEveryUnitAtTheCheapestTier) {
  Problem problem = one_activity(100'000'000, {0, 0});
  problem.periods_per_year = 1;
  problem.pools.push_back({{unlimited, unlimited}, {0, 0}, {0, 1}});
  problem.tariffs.push_back(
      {0, false, {0, 5'000'000}, {{4'000'000, 4'000'000}, {3'000'000, 3'000'000}}});
  problem.options[0].tariff = 0;
  problem.options[0].volume = 2'000'000;
  // Cutting over in period 1 pays 2 units x 3 dollars once.
  EXPECT_EQ(bound_of(problem, 100'000'000), 6'000'000);
}

TEST(Bound, KnowsThatOnlyOneFitsWhereAPoolHasRoomForOne) {
  // Two of them in one period with room for one: one saves 60, the other nothing.
  Problem problem = one_activity(100'000, {40'000});
  problem.pools.push_back({{1}, {0}, {0}});
  problem.options[0].demands.push_back({0, Span::around, 0, 1, 1});
  repeat(problem);
  const Cost bound = bound_of(problem, 140'000);
  EXPECT_LE(bound, 140'000);
  EXPECT_GT(bound, 139'000);
}

TEST(Bound, ClosesWhatAloneExceedsAPool) {
  Problem problem = one_activity(100, {40, 50});
  problem.pools.push_back({{1, 2}, {0, 0}, {0, 1}});
  problem.options[0].demands.push_back({0, Span::around, 0, 1, 2});
  EXPECT_EQ(bound_of(problem, 100), 50);
}

TEST(Bound, BeatsTheLinearProgrammeWhereAComponentCannotBeInTwoPlaces) {
  // Two linked activities save 10 each from slot 1 on, and each pays 8 a period while only one of them is in effect. There
  // is room for one a period: 0 and 1 must come apart, or both stay. Half of each in both periods would pay no link.
  Problem problem = one_activity(10'000, {0, 1'000});
  problem.pools.push_back({{1, 1}, {0, 0}, {0, 1}});
  problem.options[0].demands.push_back({0, Span::around, 0, 1, 1});
  repeat(problem);
  problem.links.push_back({{0, {0, 4'000, 8'000}, none, 0}, {1, {0, 4'000, 8'000}, none, 0}});
  // Apart: 0 + 1,000 + one period of 8,000. The linear programme: 1,000.
  const Cost bound = bound_of(problem, 9'000, 2'000);
  EXPECT_LE(bound, 9'000);
  EXPECT_GT(bound, 8'500);
}

TEST(Bound, WithACutoffAtTheOptimumProvesItUpToRounding) {
  Problem problem = one_activity(100'000, {40'000, 41'000, 43'000});
  problem.pools.push_back({{3, 3, 3}, {0, 0, 0}, {0, 1, 2}});
  problem.options[0].demands.push_back({0, Span::around, 0, 1, 2});
  for (int i = 0; i < 3; ++i) repeat(problem);
  // One a period: 40 + 41 + 43 and one stays.
  Bound bound(problem, Solution(4), {});
  while (bound.improve(100, {224'000, 224'000}, {}) > 0 && bound.value() < 224'000) {
  }
  EXPECT_LE(bound.value(), 224'000);
  EXPECT_GE(bound.value(), 223'995);
}

TEST(Bound, WithACutoffProvesWhatOnlyOptionsDecide) {
  // All must take effect in the only slot. By the first option each saves 60,000 and takes 2 of 3: there is room for one.
  Problem problem = one_activity(0, {40'000});
  problem.activities[0].required = true;
  problem.pools.push_back({{3}, {0}, {0}});
  problem.activities[0].option_count = 2;
  problem.options.push_back(problem.options[0]);
  problem.options[0].demands.push_back({0, Span::around, 0, 1, 2});
  problem.options[1].cost = {100'000};
  for (std::uint32_t i = 1; i < 4; ++i) {
    Activity activity = problem.activities[0];
    activity.first_option = 2 * i;
    problem.options.push_back(problem.options[0]);
    problem.options.push_back(problem.options[1]);
    problem.activities.push_back(activity);
    problem.blocks.push_back({i});
  }
  Bound bound(problem, Solution(4), {});
  while (bound.improve(100, {340'000, 340'000}, {}) > 0 && bound.value() < 340'000) {
  }
  EXPECT_LE(bound.value(), 340'000);
  EXPECT_GE(bound.value(), 339'995);
}

TEST(Bound, StoppedAtOnceStillHolds) {
  StopSource source;
  source.request();
  Bound bound(one_activity(10, {forbidden, 7, 8}), Solution(1), {});
  EXPECT_EQ(bound.improve(10, {10, forbidden}, StopPoint(&source, {})), 0U);
  EXPECT_LE(bound.value(), 7);
}

}  // namespace
}  // namespace qsmo::scheduling
