#include "qsmo/planning/price_of_policy.hpp"

#include <gtest/gtest.h>

#include "qsmo/policy/mandate.hpp"
#include "qsmo/policy/participation.hpp"
#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

/// Ordered to move by January, and voluntary besides.
Portfolio forced() {
  return small::portfolio([](Scenario& s) {
    s.policy_values = {{.parameter = "mandate_deadline", .value = "2021-01"},
                       {.parameter = "participation", .value = "true"},
                       {.parameter = "participation", .from = Date{2021, 3}, .value = "false"}};
  });
}

TEST(WithoutForce, LiftsOneSwitchAtAllTimesAndLeavesTheOther) {
  const Portfolio p = forced();
  EXPECT_TRUE(has_mandates(p));
  EXPECT_FALSE(has_mandates(without_mandates(p)));
  EXPECT_TRUE(ever_voluntary(without_mandates(p)));
  EXPECT_FALSE(ever_voluntary(without_participation(p)));
  EXPECT_TRUE(has_mandates(without_participation(p)));
  EXPECT_FALSE(has_mandates(small::portfolio()));
}

Comparison compared(Status with, double value, double bound, double free_value, double free_bound) {
  Comparison out;
  out.base.status = with;
  out.base.net_benefit = value;
  out.base.bound = bound;
  out.variant.status = Status::feasible;
  out.variant.net_benefit = free_value;
  out.variant.bound = free_bound;
  return out;
}

TEST(PriceOfForce, LiesBetweenWhatValuesAndBoundsAllow) {
  // The best with the force is 60 to 70, the best without 100 to 130.
  EXPECT_EQ(price_of_force(compared(Status::feasible, 60, 70, 100, 130)), (Interval{30, 70}));
}

TEST(PriceOfForce, KnowsThatNoPlanUnderAForceBeatsTheFreeBound) {
  EXPECT_EQ(price_of_force(compared(Status::feasible, 60, 500, 100, 100)), (Interval{0, 40}));
}

TEST(PriceOfForce, IsNeverNegative) {
  EXPECT_EQ(price_of_force(compared(Status::feasible, 60, 61, 59, 61)), (Interval{0, 1}));
}

TEST(PriceOfForce, IsNoneWhereAPlanIsMissing) {
  EXPECT_EQ(price_of_force(compared(Status::infeasible, 60, 70, 100, 130)), std::nullopt);
  EXPECT_EQ(price_of_force(compared(Status::unknown, 60, 70, 100, 130)), std::nullopt);
}

TEST(PriceOfForce, OfAnOrderThatCostsMoreThanItSavesIsTheLoss) {
  // Everything costs 1000 USD more a year than today from the start: nobody would move, and the order loses it.
  const Portfolio p = small::portfolio([](Scenario& s) {
    for (Offering& offering : s.offerings) offering.annual_fee = Money(100'000);
    s.policy_values = {{.parameter = "mandate_deadline", .value = "2021-09"}};
  });
  const Comparison comparison = what_if(p, without_mandates(p), {.work_limit = 2'000});
  const auto price = price_of_force(comparison);
  ASSERT_TRUE(price);
  EXPECT_GT(comparison.variant.net_benefit, comparison.base.net_benefit);
  EXPECT_LE(price->least, comparison.variant.net_benefit - comparison.base.net_benefit);
  EXPECT_GE(price->most, comparison.variant.net_benefit - comparison.base.net_benefit);
}

TEST(Stakes, AreOfAgenciesWithNewMigrationsAndSayWhatWouldMakeThemJoin) {
  // u saves 2400 - 300 USD over the year, of which its agency asks for 2200.
  const Portfolio p = small::portfolio(
      [](Scenario& s) { s.agencies[small::B].participation_threshold = Money(2'200); });
  const auto found = stakes(p, small::plan(p, {{"u", "O", 0}}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].agency, p.agency("B"));
  EXPECT_NEAR(found[0].value, 2'100, 1e-9);
  EXPECT_EQ(found[0].subsidy, Money(100));
  EXPECT_EQ(found[0].migrations, 1);
  EXPECT_TRUE(stakes(p, status_quo(p)).empty());
}

TEST(QualityShortfalls, ListWhatIsWorseAndWhatIsNotKnown) {
  const auto listed = [](std::optional<Decimal> offered, std::optional<Decimal> today) {
    const Portfolio p = small::portfolio([&](Scenario& s) {
      s.offerings[small::O].quality = offered;
      s.workloads[small::w].quality = today;
    });
    return !quality_shortfalls(p, small::plan(p, {{"w", "O", 0}})).empty();
  };
  EXPECT_FALSE(listed(7, 7));
  EXPECT_TRUE(listed(6, 7));
  EXPECT_TRUE(listed(std::nullopt, 7));
  EXPECT_TRUE(listed(7, std::nullopt));
}

}  // namespace
}  // namespace qsmo
