#include "qsmo/planning/what_if.hpp"

#include <gtest/gtest.h>

#include "qsmo/model/generator.hpp"
#include "unit/planning/all_plans.hpp"
#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

/// One migration at a time, and a blackout of A.
Portfolio base() {
  return small::portfolio([](Scenario& s) {
    s.settings.periods = 7;
    s.settings.discount_rate = small::decimal(0.1);
    s.providers[small::P].concurrent_migrations = Profile<Decimal>(1);
    s.migration_parameters.push_back(small::one_phase(1));
    s.blackouts = {{.agency = "B", .from = {2020, 10}, .to = {2020, 12}}};
  });
}

struct Variant {
  std::string name;
  Portfolio portfolio;
};

std::vector<Variant> variants() {
  return {{"no change", base()},
          {"no blackout", base().replace([](Scenario& s) { s.blackouts.clear(); })},
          {"a longer blackout", base().replace([](Scenario& s) {
             s.blackouts[0].to = Date{2021, 2};
           })},
          {"a later designation", base().replace([](Scenario& s) {
             s.designations[0].date = Date{2021, 1};
           })},
          {"an offering less", base().replace([](Scenario& s) {
             s.coverages.erase(s.coverages.begin());
             s.tiers.erase(s.tiers.begin());
             s.offerings.erase(s.offerings.begin());
           })},
          {"another slot", base().replace([](Scenario& s) {
             s.providers[small::P].concurrent_migrations = Profile<Decimal>(2);
           })},
          {"a workload less",
           base().replace([](Scenario& s) { s.workloads.erase(s.workloads.begin()); })}};
}

TEST(WhatIf, GivesARangeThatContainsTheTruth) {
  for (const Variant& variant : variants()) {
    for (const std::uint64_t work : {0U, 5'000U}) {
      const Comparison found = what_if(base(), variant.portfolio, {.work_limit = work});
      const double truth = *small::optimum(variant.portfolio) - *small::optimum(base());
      ASSERT_TRUE(found.least && found.most);
      EXPECT_LE(*found.least, truth + 1e-6) << variant.name;
      EXPECT_GE(*found.most, truth - 1e-6) << variant.name;
    }
  }
}

TEST(WhatIf, OfTheSameScenarioIsNoChange) {
  const Comparison found = what_if(base(), base());
  EXPECT_EQ(found.base.plan, found.variant.plan);
  EXPECT_TRUE(found.changes.empty());
  EXPECT_LE(*found.least, 0);
  EXPECT_GE(*found.most, 0);
}

TEST(WhatIf, NamesTheDecisionsThatChange) {
  const Portfolio variant = base().replace([](Scenario& s) { s.blackouts.clear(); });
  const Comparison found = what_if(base(), variant, {.work_limit = 5'000});
  ASSERT_FALSE(found.changes.empty());
  EXPECT_EQ(found.changes[0].workload, "u");
  EXPECT_EQ(found.changes[0].base->cutover, 3);
  EXPECT_EQ(found.changes[0].variant->cutover, 1);
  const Portfolio without = base().replace([](Scenario& s) { s.workloads.pop_back(); });
  const Comparison less = what_if(base(), without, {.work_limit = 5'000});
  EXPECT_EQ(less.changes.back().workload, "w");
  EXPECT_FALSE(less.changes.back().variant.has_value());
}

TEST(WhatIf, DoesNotLetALessRestrictedBaseComeOutWorse) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const Portfolio portfolio(generate_scenario(
        {.agencies = 4, .services = 4, .periods = 32, .capacity_ratio = 0.6, .seed = seed}));
    const Portfolio tighter = portfolio.replace([](Scenario& s) {
      for (Budget& budget : s.budgets)
        budget.amount = Money::from_raw(budget.amount.raw() * 8 / 10);
    });
    const Comparison found = what_if(portfolio, tighter, {.work_limit = 200});
    EXPECT_GE(found.base.net_benefit, found.variant.net_benefit - 1e-6);
    EXPECT_TRUE(check(portfolio, found.base.plan).empty());
    const Comparison back = what_if(tighter, portfolio, {.work_limit = 200});
    EXPECT_GE(back.variant.net_benefit, back.base.net_benefit - 1e-6);
  }
}

TEST(WhatIf, HasNoRangeWhereOneSideIsInfeasible) {
  const Portfolio hopeless = base().replace([](Scenario& s) {
    s.mandates = {{.id = "m", .agencies = {"B"}, .deadline = {2020, 11}}};
  });
  const Comparison found = what_if(base(), hopeless, {.work_limit = 500});
  EXPECT_EQ(found.variant.status, Status::infeasible);
  EXPECT_FALSE(found.least || found.most);
}

TEST(WhatIf, MatchesAimsByName) {
  const Portfolio reordered =
      base().replace([](Scenario& s) { std::swap(s.workloads[0], s.workloads[1]); });
  Aims aims;
  aims.changes = {small::plan(base(), {{"u", "O2", 4}, {"w", "O", 2}}), 400};
  aims.risk = RiskAim{{0, 0, 50}, IdVector<Workload, std::optional<RiskBand>>(2)};
  aims.risk->band[WorkloadId(small::u)] = RiskBand::high;
  const Comparison found = what_if(base(), reordered, {.work_limit = 5'000, .aims = aims});
  EXPECT_NEAR(found.base.objective, found.variant.objective, 1e-6);
  EXPECT_EQ(found.base.objective_terms, found.variant.objective_terms);
  EXPECT_TRUE(found.changes.empty());
}

TEST(WhatIf, ReportsTheProgressOfBothRuns) {
  double last = 0;
  PlanOptions options{.work_limit = 3'000};
  const Portfolio portfolio(generate_scenario(
      {.agencies = 4, .services = 4, .periods = 32, .capacity_ratio = 0.6, .seed = 1}));
  options.progress = [&](const Progress& now) {
    EXPECT_GE(now.share, last);
    last = now.share;
  };
  (void)what_if(portfolio, portfolio, options);
  EXPECT_GT(last, 0.5);
}

}  // namespace
}  // namespace qsmo
