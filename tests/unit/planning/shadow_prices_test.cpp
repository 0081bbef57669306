#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "planning/findings.hpp"
#include "qsmo/model/generator.hpp"
#include "qsmo/planning/planner.hpp"
#include "unit/planning/all_plans.hpp"
#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

/// One migration at a time, each a month long, with a spend of 300.
Portfolio scarce(const std::function<void(Scenario&)>& edit = [](Scenario&) {}) {
  return small::portfolio([&](Scenario& s) {
    s.settings.periods = 8;
    s.settings.discount_rate = small::decimal(0.05);
    s.coverages.erase(s.coverages.begin() + small::O2);  // O only
    s.tiers.erase(s.tiers.begin() + 1);
    s.providers[small::P].concurrent_migrations = Profile<Decimal>(1);
    s.migration_parameters.push_back(small::one_phase(1, {}, 1, 100));
    s.funds = {{.id = "TMF", .agencies = {"A", "B"}, .kinds = {FundedKind::phase}}};
    s.budgets = {{.fund = "TMF", .fiscal_year = 2021, .amount = 150}};
    edit(s);
  });
}

const ShadowPrice* find(const PlanResult& result, ConstraintKind kind, std::optional<int> period) {
  const auto at =
      std::find_if(result.shadow_prices.begin(), result.shadow_prices.end(),
                   [&](const ShadowPrice& p) { return p.kind == kind && p.period == period; });
  return at == result.shadow_prices.end() ? nullptr : &*at;
}

TEST(ShadowPrices, NameWhatIsScarce) {
  // The budget pays for one of two moves, both of which save much.
  const PlanResult result = plan(scarce(), {.work_limit = 20'000});
  const ShadowPrice* budget = find(result, ConstraintKind::budget, std::nullopt);
  ASSERT_NE(budget, nullptr);
  EXPECT_EQ(budget->entities, std::vector<std::string>{"TMF"});
  EXPECT_EQ(budget->fiscal_year, 2021);
  EXPECT_EQ(budget->unit, "USD");
  // A dollar more lets a hundredth of the second move happen at the most.
  EXPECT_GT(budget->price, 0);
  EXPECT_LT(budget->price, 30);
}

TEST(ShadowPrices, AreNoneWhereNothingIsScarce) {
  const PlanResult result = plan(small::portfolio([](Scenario& s) {
    s.providers[small::P].concurrent_migrations = Profile<Decimal>(10);
    s.migration_parameters.push_back(small::one_phase(1));
  }));
  EXPECT_EQ(result.status, Status::optimal);
  EXPECT_TRUE(result.shadow_prices.empty());
}

TEST(ShadowPrices, AreOfTheWholeRestWhereMoneyCarriesOver) {
  // Prices 1, 2 and 3 of a dollar through years 1, 2 and 3: a dollar of year 1 is there in all of them.
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.settings.periods = 36;
    s.funds = {{.id = "F", .agencies = {"A"}, .kinds = {FundedKind::phase}, .carry_over = true},
               {.id = "G", .agencies = {"B"}, .kinds = {FundedKind::phase}}};
  });
  const Compiled compiled = compile(portfolio);
  ASSERT_EQ(compiled.problem.pools.size(), 2U);
  const double dollar_per_cent = 1e6 / 100;  // in units of cost
  const std::vector<double> prices{dollar_per_cent, 2 * dollar_per_cent, 3 * dollar_per_cent};
  std::vector<double> seen;
  for (const ShadowPrice& price : shadow_prices(portfolio, compiled, {prices, prices}))
    seen.push_back(price.price);
  const std::vector<double> expected{6, 5, 3, 1, 2, 3};
  ASSERT_EQ(seen.size(), expected.size());
  for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_NEAR(seen[i], expected[i], 1e-9);
}

bool is_scarce(ConstraintKind kind) {
  return kind == ConstraintKind::provider_concurrent || kind == ConstraintKind::budget;
}

/// What a plan leaves of the capacity that has this price; negative where it takes too much.
double room(const Portfolio& portfolio, const Plan& plan, const ShadowPrice& price) {
  if (price.kind == ConstraintKind::budget) {
    const FundId fund(0);
    const Money spend = evaluate(portfolio, plan).spend(fund, *price.fiscal_year);
    return (portfolio.budget(fund, *price.fiscal_year) - spend).to_double();
  }
  double running = 0;
  for (std::size_t i = 0; i < plan.moves.size(); ++i) {
    const auto& move = plan.moves[WorkloadId(i)];
    running += move && start_of(portfolio, WorkloadId(i), *move) <= *price.period &&
                       *price.period < move->cutover
                   ? 1
                   : 0;
  }
  const Provider& provider = portfolio[ProviderId(small::P)];
  return provider.concurrent_migrations->at(portfolio.calendar(), *price.period).to_double() -
         running;
}

/// The relaxed problem by brute force: scarce capacities may be exceeded, and every unit of them is sold and bought at
/// its price times `factor`. Whatever the prices, no feasible plan is worth more.
double relaxed(const Portfolio& portfolio, const std::vector<ShadowPrice>& prices,
               double factor = 1) {
  double best = -std::numeric_limits<double>::infinity();
  small::for_all_plans(portfolio, [&](const Plan& plan) {
    const auto violations = check(portfolio, plan);
    if (std::any_of(violations.begin(), violations.end(),
                    [](const Violation& v) { return !is_scarce(v.kind); }))
      return;
    double value = small::objective(portfolio, plan);
    for (const ShadowPrice& price : prices)
      value += factor * price.price * room(portfolio, plan, price);
    best = std::max(best, value);
  });
  return best;
}

Portfolio with_budget(int budget) {
  return scarce([&](Scenario& s) { s.budgets[0].amount = Money(budget); });
}

TEST(ShadowPrices, ProveAboutTheLeastThatPricesCanProve) {
  // Were they in another unit or of another capacity, then smaller or greater ones would prove less.
  for (const int budget : {100, 130, 150, 180}) {
    const Portfolio portfolio = with_budget(budget);
    const PlanResult result = plan(portfolio, {.work_limit = 20'000});
    const double least = relaxed(portfolio, result.shadow_prices);
    EXPECT_GE(least, *small::optimum(portfolio) - 1e-6);
    for (const double factor : {0.0, 0.5, 0.8, 1.25, 2.0})
      EXPECT_GE(relaxed(portfolio, result.shadow_prices, factor), 0.98 * least)
          << budget << " x " << factor;
  }
}

TEST(ShadowPrices, BoundWhatAFewUnitsMoreBring) {
  // Weak duality: at the same prices, a unit more raises what they prove by its price. No plan of the variant is worth
  // more, as long as the unit lets nothing fit that did not fit alone before.
  int positive = 0;
  for (const int budget : {100, 150, 199}) {
    for (const int extra : {1, 10, 60}) {
      const PlanResult result = plan(with_budget(budget), {.work_limit = 20'000});
      const ShadowPrice* price = find(result, ConstraintKind::budget, std::nullopt);
      const double worth = price == nullptr ? 0 : price->price * extra;
      EXPECT_LE(*small::optimum(with_budget(budget + extra)),
                relaxed(with_budget(budget), result.shadow_prices) + worth + 1e-6)
          << budget << ' ' << extra;
      positive += price != nullptr ? 1 : 0;
    }
  }
  EXPECT_GT(positive, 0);
}

/// One slot in every period, `more` in period `period`.
Portfolio slots(int period, int more) {
  return small::portfolio([=](Scenario& s) {
    s.settings.periods = 6;
    std::vector<Profile<Decimal>::Step> steps{{std::nullopt, period == 0 ? 1 + more : 1}};
    if (period > 0) steps.push_back({Date{2020, 10 + period}, 1 + more});
    steps.push_back({Date{2020, 11 + period}, 1});
    s.providers[small::P].concurrent_migrations = Profile<Decimal>(steps);
    s.migration_parameters.push_back(small::one_phase(1));
  });
}

TEST(ShadowPrices, OfSlotsAreNoLessThanWhatOneMoreSlotBrings) {
  const PlanResult result = plan(slots(0, 0), {.work_limit = 20'000});
  const double least = relaxed(slots(0, 0), result.shadow_prices);
  for (const int period : {0, 1}) {
    const ShadowPrice* price = find(result, ConstraintKind::provider_concurrent, period);
    const double worth = price == nullptr ? 0 : price->price;
    EXPECT_LE(*small::optimum(slots(period, 1)), least + worth + 1e-6) << period;
  }
  const ShadowPrice* first = find(result, ConstraintKind::provider_concurrent, 0);
  ASSERT_NE(first, nullptr) << "both want to move at once, and the first slot is worth something";
}

TEST(ShadowPrices, AreTheSameForAnyNumberOfThreads) {
  const Portfolio portfolio(generate_scenario(
      {.agencies = 4, .services = 5, .periods = 32, .capacity_ratio = 0.5, .seed = 2}));
  const PlanResult one = plan(portfolio, {.work_limit = 5'000, .threads = 1});
  EXPECT_FALSE(one.shadow_prices.empty());
  for (const int threads : {2, 4, 16})
    EXPECT_EQ(plan(portfolio, {.work_limit = 5'000, .threads = threads}), one);
}

}  // namespace
}  // namespace qsmo
