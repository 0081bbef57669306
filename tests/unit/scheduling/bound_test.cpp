#include "qsmo/scheduling/bound.hpp"

#include <gtest/gtest.h>

namespace qsmo::scheduling {
namespace {

Problem one_activity(Cost never, std::vector<Cost> cost) {
  Problem problem;
  problem.horizon = static_cast<int>(cost.size());
  problem.discount.assign(cost.size(), 1.0);
  problem.options.push_back({.cost = std::move(cost), .release = {}, .demands = {}, .fees = {}});
  problem.activities.push_back(
      {.first_option = 0, .option_count = 1, .never = never, .series = {}});
  problem.blocks = {{0}};
  return problem;
}

TEST(LowerBound, IsTheCheapestWayOrStaying) {
  EXPECT_EQ(lower_bound(one_activity(10, {forbidden, 7, 8})), 7);
  EXPECT_EQ(lower_bound(one_activity(5, {9, 7, 8})), 5);
}

TEST(LowerBound, OfARequiredActivityIsItsCheapestWay) {
  Problem problem = one_activity(5, {9, 7, 8});
  problem.activities[0].required = true;
  EXPECT_EQ(lower_bound(problem), 7);
}

TEST(LowerBound, PricesEveryUnitAtTheCheapestTier) {
  Problem problem = one_activity(100'000'000, {0, 0});
  problem.periods_per_year = 1;
  problem.pools.push_back({{unlimited, unlimited}, {0, 0}, {0, 1}, false});
  problem.tariffs.push_back(
      {0, false, {0, 5'000'000}, {{4'000'000, 4'000'000}, {3'000'000, 3'000'000}}});
  problem.options[0].tariff = 0;
  problem.options[0].volume = 2'000'000;
  // Cutting over in period 1 pays 2 units x 3 dollars once.
  EXPECT_EQ(lower_bound(problem), 6'000'000);
}

}  // namespace
}  // namespace qsmo::scheduling
