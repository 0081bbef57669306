#include "qsmo/planning/aims.hpp"

#include <gtest/gtest.h>

#include "qsmo/core/random.hpp"
#include "qsmo/model/generator.hpp"
#include "qsmo/planning/planner.hpp"
#include "unit/planning/all_plans.hpp"
#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

Aims to_keep(const Plan& published, Money price) {
  Aims aims;
  aims.changes = {published, price};
  return aims;
}

Aims all_aims(const Portfolio& portfolio) {
  Aims aims = to_keep(status_quo(portfolio), 300);
  aims.risk = RiskAim{{0, 100, 400}, {}};
  aims.risk->band = IdVector<Workload, std::optional<RiskBand>>(2);
  aims.risk->band[WorkloadId(small::u)] = RiskBand::high;
  aims.risk->band[WorkloadId(small::w)] = RiskBand::medium;
  aims.disruption = DisruptionAim{};
  aims.disruption->price[9] = 700;  // October
  return aims;
}

std::size_t changes_of(const PlanResult& result) { return result.objective_terms.at(0).count; }

TEST(Aims, CountEachTermOfAPlan) {
  const Portfolio portfolio = small::portfolio();
  const Plan plan = small::plan(portfolio, {{"u", "O", 0}, {"w", "O", 3}});
  const auto terms = objective_terms(portfolio, plan, all_aims(portfolio));
  const std::vector<ObjectiveTerm> expected{
      {"changes", 2, 600}, {"risk", 2, 500}, {"disruption", 1, 700}};
  EXPECT_EQ(terms, expected);
  EXPECT_TRUE(objective_terms(portfolio, plan, {}).empty());
}

TEST(Aims, ChargeAQuarterTheDearestOfItsMonths) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.settings.period = PeriodLength::quarter;
    s.settings.periods = 4;
  });
  Aims aims;
  aims.disruption = DisruptionAim{};
  aims.disruption->price[7] = 50;  // August
  aims.disruption->price[8] = 80;  // September
  const auto amount = [&](int cutover) {
    return objective_terms(portfolio, small::plan(portfolio, {{"w", "O", cutover}}), aims)[0]
        .amount;
  };
  EXPECT_EQ(amount(3), 80);
  EXPECT_EQ(amount(2), 0);
}

TEST(Aims, LeaveTheRiskOfAMigrationInProgressOut) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.migrations_in_progress = {
        {.workload = "w", .offering = "O", .cutover_from = {2020, 11}, .phases_done = 4}};
  });
  const auto terms = objective_terms(portfolio, status_quo(portfolio), all_aims(portfolio));
  const std::vector<ObjectiveTerm> expected{
      {"changes", 0, 0}, {"risk", 0, 0}, {"disruption", 0, 0}};
  EXPECT_EQ(terms, expected);
}

TEST(Aims, AreRefusedWithAllTheirFaults) {
  const Portfolio portfolio = small::portfolio();
  Aims aims = all_aims(portfolio);
  aims.changes->price = -1;
  aims.changes->published.moves = {};
  aims.risk->price[1] = Money::from_raw(10'000'000'000'001);
  aims.risk->band.push_back({});
  aims.disruption->price[11] = -5;
  try {
    (void)plan(portfolio, {.aims = aims});
    FAIL();
  } catch (const InputError& error) {
    ASSERT_EQ(error.faults().size(), 5U);
    EXPECT_EQ(error.faults()[2].pointer, "/aims/risk/price/1");
    EXPECT_EQ(error.faults()[2].value, "100000000000.01");
  }
}

TEST(Aims, ArePartOfTheOptimum) {
  const Portfolio portfolio = small::portfolio();
  for (const Aims& aims : {Aims{}, all_aims(portfolio)}) {
    const PlanResult result = plan(portfolio, {.aims = aims});
    const double best = *small::optimum(portfolio, aims);
    EXPECT_NEAR(result.objective, best, 1e-6);
    EXPECT_NEAR(result.objective, small::objective(portfolio, result.plan, aims), 1e-9);
    EXPECT_NEAR(result.net_benefit, small::objective(portfolio, result.plan), 1e-9);
    EXPECT_GE(result.bound, best - 1e-9);
    EXPECT_EQ(result.status, Status::optimal);
  }
}

TEST(Aims, AreBoundedAboveEveryPlanOfTinyPortfolios) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random random(seed);
    const Portfolio portfolio = small::portfolio([&](Scenario& s) {
      s.settings.periods = 6;
      s.settings.discount_rate = small::decimal(0.07);
      s.providers[small::P].concurrent_migrations = Profile<Decimal>(1);
      s.migration_parameters.push_back(small::one_phase(1 + static_cast<int>(random.below(2))));
    });
    Aims aims = all_aims(portfolio);
    aims.changes->price = static_cast<int>(random.below(900));
    aims.changes->published =
        small::plan(portfolio, {{"u", "O", static_cast<int>(random.below(6))}, {"w", "O2", 3}});
    aims.disruption->price[static_cast<std::size_t>(random.below(12))] = 333;
    const PlanResult result = plan(portfolio, {.work_limit = 2'000, .aims = aims});
    const double best = *small::optimum(portfolio, aims);
    EXPECT_TRUE(check(portfolio, result.plan).empty());
    EXPECT_LE(result.objective, best + 1e-6) << seed;
    EXPECT_GE(result.bound, best - 1e-6) << seed;
    if (result.status == Status::optimal) {
      EXPECT_NEAR(result.objective, best, 0.01) << seed;
    }
  }
}

TEST(LeastChange, AtNoPriceIsTheFreeOptimum) {
  const Portfolio portfolio = small::portfolio();
  const Plan published = small::plan(portfolio, {{"u", "O2", 5}});
  const PlanResult free = plan(portfolio);
  const PlanResult result = plan(portfolio, {.aims = to_keep(published, 0)});
  EXPECT_EQ(result.plan, free.plan);
  EXPECT_EQ(result.objective, free.objective);
  EXPECT_EQ(changes_of(result), 2U) << "changes are counted also where they are free";
}

TEST(LeastChange, AtAnyHighPriceIsThePublishedPlan) {
  const Portfolio portfolio = small::portfolio();
  const Plan published = small::plan(portfolio, {{"u", "O2", 5}, {"w", "O", 7}});
  const PlanResult result = plan(portfolio, {.aims = to_keep(published, 1'000'000)});
  EXPECT_EQ(result.plan, published);
  EXPECT_EQ(result.status, Status::optimal);
  EXPECT_EQ(result.objective, result.net_benefit);
}

TEST(LeastChange, ChangesNoMoreAtAHigherPrice) {
  // Tiny and proved optimal at every price: then the number of changes cannot rise with the price.
  const Portfolio portfolio = small::portfolio();
  const Plan published = small::plan(portfolio, {{"u", "O2", 8}, {"w", "O2", 2}});
  std::size_t before = 2;
  std::vector<std::size_t> seen;
  for (int price = 0; price <= 3'000; price += 250) {
    const PlanResult result = plan(portfolio, {.aims = to_keep(published, price)});
    ASSERT_EQ(result.status, Status::optimal);
    EXPECT_LE(changes_of(result), before);
    before = changes_of(result);
    seen.push_back(before);
  }
  EXPECT_EQ(seen.front(), 2U);
  EXPECT_EQ(seen.back(), 0U);
}

TEST(LeastChange, KeepsMoreOfThePublishedPlanWhereOnlyThatIsPriced) {
  const Portfolio portfolio(generate_scenario(
      {.agencies = 4, .services = 4, .periods = 32, .capacity_ratio = 0.7, .seed = 5}));
  const Plan published = plan(portfolio, {.seed = 1, .work_limit = 3'000}).plan;
  const Portfolio later = portfolio.replace([](Scenario& s) {
    for (Budget& budget : s.budgets) budget.amount = Money::from_raw(budget.amount.raw() / 2);
  });
  const auto changes = [&](Money price) {
    return changes_of(plan(
        later, {.work_limit = 20'000, .warm_start = published, .aims = to_keep(published, price)}));
  };
  EXPECT_LT(changes(1'000'000'000), changes(0));
}

}  // namespace
}  // namespace qsmo
