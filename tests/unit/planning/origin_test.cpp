#include "qsmo/planning/origin.hpp"

#include <gtest/gtest.h>

#include <set>

#include "qsmo/model/generator.hpp"
#include "qsmo/planning/compile.hpp"
#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

/// One of everything that is compiled.
Portfolio full() {
  return small::portfolio([](Scenario& s) {
    s.settings.periods = 24;
    s.providers[small::P].effort_capacity = Profile<Decimal>(5);
    s.providers[small::Q].concurrent_migrations = Profile<Decimal>(2);
    s.offerings[small::O].effort_capacity = Profile<Decimal>(5);
    s.offerings[small::O].concurrent_migrations = Profile<Decimal>(1);
    s.agencies[small::A].effort_capacity = Profile<Decimal>(3);
    s.coverages[small::O2].max_volume = Profile<Decimal>(120);
    s.tiers.push_back({.offering = "O", .service = "payroll", .from_volume = 60, .unit_price = 5});
    s.funds = {{.id = "TMF", .agencies = {"A"}, .kinds = {FundedKind::phase}},
               {.id = "WCF", .agencies = {"B"}, .kinds = {FundedKind::phase}, .carry_over = true}};
    s.budgets = {{.fund = "TMF", .fiscal_year = 2021, .amount = 100}};
    s.dependencies = {{.prerequisite = "u", .dependent = "w", .lag = 2},
                      {.prerequisite = "u", .dependent = "w", .kind = DependencyKind::start_after}};
    s.interfaces = {{.a = "u", .b = "w", .cost_per_period = 10}};
  });
}

TEST(Origin, NamesEveryPoolInTheWordsOfTheScenario) {
  const Portfolio portfolio = full();
  const Compiled compiled = compile(portfolio);
  std::set<std::string> texts;
  for (const auto& pool : compiled.problem.pools)
    texts.insert(origin_of(portfolio, compiled.sources.at(pool.tag), 1).text);
  const std::set<std::string> expected{"effort of provider P in 2020-11",
                                       "concurrent migrations of provider Q in 2020-11",
                                       "effort for offering O in 2020-11",
                                       "concurrent migrations onto offering O in 2020-11",
                                       "effort of agency A in 2020-11",
                                       "volume of O for payroll in 2020-11",
                                       "volume of O2 for payroll in 2020-11",
                                       "budget of fund TMF in fiscal year 2022",
                                       "budget of fund WCF through fiscal year 2022"};
  EXPECT_EQ(texts, expected);
}

TEST(Origin, NamesArcsLinksTariffsAndAccounts) {
  const Portfolio portfolio = full();
  const Compiled compiled = compile(portfolio);
  const auto text = [&](std::uint32_t tag) {
    return origin_of(portfolio, compiled.sources.at(tag)).text;
  };
  ASSERT_EQ(compiled.problem.precedences.size(), 2U);
  EXPECT_EQ(text(compiled.problem.precedences[0].tag), "u must cut over before w, lag 2");
  EXPECT_EQ(text(compiled.problem.precedences[1].tag), "u must cut over before the start of w");
  ASSERT_EQ(compiled.problem.links.size(), 1U);
  EXPECT_EQ(text(compiled.problem.links[0].tag), "bridge between u and w");
  ASSERT_EQ(compiled.problem.tariffs.size(), 1U);
  EXPECT_EQ(text(compiled.problem.tariffs[0].tag), "price tiers of O for payroll");
  ASSERT_EQ(compiled.problem.accounts.size(), 2U);
  EXPECT_EQ(text(compiled.problem.accounts[small::B].tag), "participation of agency B");
}

TEST(Origin, HasTheNamesKindsAndUnitsOfTheChecker) {
  // Everything starts at once and breaks what it can: each violation of a pool is found among the sources.
  const Portfolio portfolio = full().replace([](Scenario& s) {
    s.dependencies.clear();
    s.migration_parameters.push_back(small::one_phase(2, 9, 9, 1'000));
    s.coverages[small::O].max_volume = Profile<Decimal>(10);
    s.providers[small::P].concurrent_migrations = Profile<Decimal>(1);
  });
  const Compiled compiled = compile(portfolio);
  const Plan plan = small::plan(portfolio, {{"u", "O", 2}, {"w", "O", 2}});
  std::set<ConstraintKind> kinds;
  for (const Violation& violation : check(portfolio, plan)) {
    const bool found = std::any_of(
        compiled.problem.pools.begin(), compiled.problem.pools.end(), [&](const auto& pool) {
          const int year = portfolio.calendar().fiscal_year(0);
          const int bucket =
              violation.period ? *violation.period : violation.fiscal_year.value_or(year) - year;
          const Origin origin = origin_of(portfolio, compiled.sources.at(pool.tag),
                                          static_cast<std::uint32_t>(bucket));
          return origin.kind == name_of(violation.kind) && origin.entities == violation.entities &&
                 origin.period == violation.period && origin.fiscal_year == violation.fiscal_year &&
                 origin.unit == violation.unit;
        });
    EXPECT_TRUE(found) << violation.message;
    kinds.insert(violation.kind);
  }
  EXPECT_EQ(kinds, (std::set{ConstraintKind::provider_effort, ConstraintKind::provider_concurrent,
                             ConstraintKind::offering_effort, ConstraintKind::offering_concurrent,
                             ConstraintKind::agency_effort, ConstraintKind::volume,
                             ConstraintKind::budget}));
}

TEST(Origin, IsKnownForEveryPartOfAGeneratedProblem) {
  const Portfolio portfolio(generate_scenario({.agencies = 5, .services = 5, .periods = 12}));
  const Compiled compiled = compile(portfolio);
  const auto expect_words = [&](std::uint32_t tag) {
    ASSERT_LT(tag, compiled.sources.size());
    EXPECT_FALSE(origin_of(portfolio, compiled.sources[tag]).text.empty());
  };
  for (const auto& pool : compiled.problem.pools) expect_words(pool.tag);
  for (const auto& arc : compiled.problem.precedences) expect_words(arc.tag);
  for (const auto& link : compiled.problem.links) expect_words(link.tag);
  for (const auto& tariff : compiled.problem.tariffs) expect_words(tariff.tag);
  for (const auto& account : compiled.problem.accounts) expect_words(account.tag);
}

}  // namespace
}  // namespace qsmo
