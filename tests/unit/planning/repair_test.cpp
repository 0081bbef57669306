#include "planning/repair.hpp"

#include <gtest/gtest.h>

#include "qsmo/core/random.hpp"
#include "qsmo/model/generator.hpp"
#include "qsmo/planning/check.hpp"
#include "qsmo/planning/planner.hpp"
#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

Plan repaired(const Portfolio& portfolio, const Plan& wish) {
  const Compiled compiled = compile(portfolio);
  return plan_of(portfolio, compiled.problem, repair(compiled, wish).solution);
}

/// Onto arbitrary offerings in arbitrary periods.
Plan arbitrary(const Portfolio& portfolio, Random& random) {
  Plan plan = status_quo(portfolio);
  for (std::size_t i = 0; i < plan.moves.size(); ++i) {
    const auto ways = portfolio.coverages(portfolio[WorkloadId(i)].service.id());
    if (ways.empty() || random.below(4) == 0) continue;
    plan.moves[WorkloadId(i)] =
        Move{portfolio[ways[random.below(ways.size())]].offering.id(),
             static_cast<int>(random.below(static_cast<std::uint64_t>(portfolio.periods())))};
  }
  return plan;
}

TEST(Repair, LeavesAFeasiblePlanAsItIs) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Portfolio portfolio(generate_scenario(
        {.agencies = 4, .services = 4, .periods = 32, .capacity_ratio = 0.5, .seed = seed}));
    const Plan found = plan(portfolio, {.seed = seed, .work_limit = 500}).plan;
    const Compiled compiled = compile(portfolio);
    const Repaired same = repair(compiled, found);
    EXPECT_TRUE(same.left_out.empty());
    EXPECT_EQ(plan_of(portfolio, compiled.problem, same.solution), found);
  }
}

TEST(Repair, MakesAnyPlanOfAPortfolioWithoutDutiesFeasible) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    Random random(seed);
    const Portfolio portfolio(generate_scenario({.agencies = 3,
                                                 .services = 5,
                                                 .periods = 28,
                                                 .capacity_ratio = seed % 2 == 0 ? 0.3 : 2.0,
                                                 .seed = seed}));
    const auto violations = check(portfolio, repaired(portfolio, arbitrary(portfolio, random)));
    EXPECT_TRUE(violations.empty()) << seed << ' ' << violations.front().message;
  }
}

TEST(Repair, LeavesOutWhatIsNotOpen) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.blackouts = {{.agency = "A", .from = {2020, 11}, .to = {2020, 12}}};
    s.pins = {{.workload = "u", .action = PinAction::retain}};
  });
  const Plan wish = small::plan(portfolio, {{"u", "O", 3}, {"w", "O", 1}});
  EXPECT_EQ(repaired(portfolio, wish), status_quo(portfolio));
  const Plan open = small::plan(portfolio, {{"w", "O", 3}});
  EXPECT_EQ(repaired(portfolio, open), open);
}

TEST(Repair, LeavesOutDependentsOfWhatItLeavesOut) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.dependencies.push_back({.prerequisite = "u", .dependent = "w", .lag = 2});
    s.blackouts = {{.agency = "B", .from = {2020, 10}, .to = {2020, 12}}};
  });
  EXPECT_EQ(repaired(portfolio, small::plan(portfolio, {{"u", "O", 0}, {"w", "O", 9}})),
            status_quo(portfolio));
  EXPECT_EQ(repaired(portfolio, small::plan(portfolio, {{"u", "O", 5}, {"w", "O", 6}})),
            small::plan(portfolio, {{"u", "O", 5}}));
}

TEST(Repair, LeavesOutTheLeastUsefulOfWhatOverloadsAPool) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.providers[small::P].concurrent_migrations = Profile<Decimal>(1);
    s.migration_parameters.push_back(small::one_phase(2));
  });
  // u saves 2100 a year, w 600.
  EXPECT_EQ(repaired(portfolio, small::plan(portfolio, {{"u", "O", 2}, {"w", "O", 3}})),
            small::plan(portfolio, {{"u", "O", 2}}));
  const Plan apart = small::plan(portfolio, {{"u", "O", 2}, {"w", "O", 4}});
  EXPECT_EQ(repaired(portfolio, apart), apart);
}

TEST(Repair, LeavesAMigrationInProgressAsItIs) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.migrations_in_progress = {
        {.workload = "w", .offering = "O", .cutover_from = {2020, 11}, .phases_done = 4}};
  });
  Plan wish = status_quo(portfolio);
  wish.moves[WorkloadId(small::w)] = std::nullopt;
  EXPECT_EQ(repaired(portfolio, wish), status_quo(portfolio));
}

TEST(WithoutViolations, FindsAFeasiblePartOfAPlanThatTheCheckerRefuses) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    Random random(seed);
    const Portfolio portfolio(generate_scenario(
        {.agencies = 3, .services = 4, .periods = 28, .capacity_ratio = 0.4, .seed = seed}));
    const Compiled compiled = compile(portfolio);
    const auto found = without_violations(portfolio, compiled, arbitrary(portfolio, random));
    ASSERT_TRUE(found.has_value());
    EXPECT_TRUE(check(portfolio, *found).empty());
  }
}

TEST(WithoutViolations, FindsNothingWhereADutyIsMissed) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.mandates = {{.id = "m", .agencies = {"A"}, .deadline = {2021, 1}}};
  });
  EXPECT_FALSE(
      without_violations(portfolio, compile(portfolio), status_quo(portfolio)).has_value());
}

TEST(WarmStart, IsTheResultOfARunWithoutWork) {
  const Portfolio portfolio(generate_scenario(
      {.agencies = 4, .services = 4, .periods = 32, .capacity_ratio = 0.5, .seed = 3}));
  const Plan good = plan(portfolio, {.work_limit = 5'000}).plan;
  const PlanResult again = plan(portfolio, {.work_limit = 0, .warm_start = good});
  EXPECT_GE(again.net_benefit, plan(portfolio, {.work_limit = 5'000}).net_benefit);
  EXPECT_TRUE(again.warnings.empty());
  const PlanResult at_once = plan(portfolio, {.time_limit = 0.0, .warm_start = good});
  EXPECT_EQ(at_once.plan, good);
  EXPECT_EQ(at_once.status, Status::feasible);
}

TEST(WarmStart, NeverMakesTheResultWorseThanItself) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Portfolio portfolio(generate_scenario(
        {.agencies = 4, .services = 5, .periods = 32, .capacity_ratio = 0.5, .seed = seed}));
    const PlanResult good = plan(portfolio, {.seed = seed, .work_limit = 8'000});
    const PlanResult more =
        plan(portfolio, {.seed = 99, .work_limit = 300, .warm_start = good.plan});
    EXPECT_GE(more.net_benefit, good.net_benefit - 1e-6);
  }
}

TEST(WarmStart, ThatIsBadDoesNotHideTheStatusQuo) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    for (Tier& tier : s.tiers) tier.unit_price = 100;
  });
  const PlanResult result =
      plan(portfolio, {.work_limit = 0, .warm_start = small::plan(portfolio, {{"u", "O", 0}})});
  EXPECT_EQ(result.plan, status_quo(portfolio));
}

TEST(WarmStart, SaysWhatOfItCannotBeKept) {
  const Portfolio portfolio = small::portfolio(
      [](Scenario& s) { s.pins = {{.workload = "u", .action = PinAction::retain}}; });
  const Plan wish = small::plan(portfolio, {{"u", "O", 3}, {"w", "O", 1}});
  const PlanResult result = plan(portfolio, {.warm_start = wish});
  ASSERT_EQ(result.warnings.size(), 1U);
  EXPECT_EQ(result.warnings[0], "of the 2 moves of the warm start 1 cannot be kept: u");
  EXPECT_FALSE(result.plan.moves[WorkloadId(small::u)].has_value()) << "pins are kept";
}

TEST(WarmStart, ComesFromAnotherScenarioByName) {
  const Portfolio portfolio(generate_scenario(
      {.agencies = 4, .services = 4, .periods = 32, .capacity_ratio = 0.6, .seed = 4}));
  const Plan good = plan(portfolio, {.work_limit = 3'000}).plan;
  // Another order, a shorter horizon, an offering and a workload less.
  const Portfolio other = portfolio.replace([](Scenario& s) {
    s.settings.periods = 30;
    const std::string gone = s.workloads.front().id;
    s.workloads.erase(s.workloads.begin());
    std::reverse(s.workloads.begin(), s.workloads.end());
    std::erase_if(s.dependencies, [&](const Dependency& d) {
      return d.prerequisite.name() == gone || d.dependent.name() == gone;
    });
    std::erase_if(s.interfaces,
                  [&](const Interface& i) { return i.a.name() == gone || i.b.name() == gone; });
    std::erase_if(s.migration_parameters,
                  [&](const MigrationParameters& m) { return m.workload.name() == gone; });
  });
  EXPECT_THROW((void)transplant(portfolio, good, other), UnknownNameError);
  const Plan carried = transplant(portfolio, good, other, Missing::leave_out);
  const PlanResult result = plan(other, {.work_limit = 0, .warm_start = carried});
  EXPECT_TRUE(check(other, result.plan).empty());
  EXPECT_GT(result.net_benefit, 0);
}

TEST(WarmStart, MustBeAPlanOfThePortfolio) {
  const Portfolio portfolio = small::portfolio();
  Plan foreign = status_quo(portfolio);
  foreign.moves.push_back(std::nullopt);
  EXPECT_THROW((void)plan(portfolio, {.warm_start = foreign}), InputError);
}

}  // namespace
}  // namespace qsmo
