#include "qsmo/planning/planner.hpp"

#include <gtest/gtest.h>

#include "qsmo/model/generator.hpp"
#include "qsmo/planning/check.hpp"
#include "qsmo/planning/plan_json.hpp"
#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

TEST(Planner, TakesTheCheaperOfferingAtOnceAndProvesIt) {
  const Portfolio portfolio = small::portfolio();
  const PlanResult result = plan(portfolio);
  EXPECT_EQ(result.status, Status::optimal);
  EXPECT_EQ(result.plan, small::plan(portfolio, {{"u", "O", 0}, {"w", "O", 0}}));
  // Status quo 2400 + 1200; offering O: 6 x 50 + 6 x 100.
  EXPECT_NEAR(result.net_benefit, 2700, 1e-6);
  EXPECT_GE(result.bound, result.net_benefit);
  EXPECT_NEAR(result.cost, 900, 1e-6);
}

TEST(Planner, RetainsWhatDoesNotPay) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    for (Tier& tier : s.tiers) tier.unit_price = 100;
  });
  const PlanResult result = plan(portfolio);
  EXPECT_EQ(result.plan, status_quo(portfolio));
  EXPECT_EQ(result.status, Status::optimal);
  EXPECT_DOUBLE_EQ(result.net_benefit, 0);
}

TEST(Planner, ForcesAnUnprofitablePrerequisiteWhoseDependentPays) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.workloads[small::u].annual_cost = 100;  // moving u costs 300
    s.workloads[small::w].annual_cost = 9'000;
    s.dependencies.push_back({.prerequisite = "u", .dependent = "w"});
  });
  EXPECT_EQ(plan(portfolio).plan, small::plan(portfolio, {{"u", "O", 0}, {"w", "O", 0}}));
}

TEST(Planner, ObeysAMandateAtALoss) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    for (Tier& tier : s.tiers) tier.unit_price = 100;
    s.mandates = {{.id = "m", .agencies = {"A"}, .deadline = {2021, 1}}};
  });
  const PlanResult result = plan(portfolio);
  EXPECT_TRUE(check(portfolio, result.plan).empty());
  EXPECT_EQ(result.plan.moves[WorkloadId(small::w)]->cutover, 3);
  EXPECT_LT(result.net_benefit, 0);
}

TEST(Planner, SaysInfeasibleWhenAMandateCannotBeMet) {
  const PlanResult result = plan(small::portfolio([](Scenario& s) {
    s.mandates = {{.id = "m", .agencies = {"A"}, .deadline = {2020, 11}}};
    s.migration_parameters.push_back(small::one_phase(5));
  }));
  EXPECT_EQ(result.status, Status::infeasible);
  ASSERT_EQ(result.warnings.size(), 1U);
  EXPECT_EQ(result.warnings[0], "w must migrate but has no way to");
  ASSERT_TRUE(result.infeasibility.has_value());
  EXPECT_FALSE(result.infeasibility->kind.has_value());
  EXPECT_EQ(result.infeasibility->workloads, std::vector<std::string>{"w"});
}

/// Both workloads are due by `deadline`; each takes two months, and P takes one at a time.
Portfolio one_at_a_time(Date deadline) {
  return small::portfolio([&](Scenario& s) {
    s.coverages.erase(s.coverages.begin() + small::O2);
    s.tiers.erase(s.tiers.begin() + small::O2);
    s.providers[small::P].concurrent_migrations = Profile<Decimal>(1);
    s.migration_parameters.push_back(small::one_phase(2, {}, {}, 100));
    s.mandates = {{.id = "m", .deadline = deadline}};
  });
}

TEST(Planner, NamesThePoolTheWorkloadsAndThePeriodsThatCannotHoldTogether) {
  EXPECT_TRUE(check(one_at_a_time({2021, 2}), plan(one_at_a_time({2021, 2})).plan).empty());
  const PlanResult result = plan(one_at_a_time({2020, 12}));
  EXPECT_EQ(result.status, Status::infeasible);
  ASSERT_TRUE(result.infeasibility.has_value());
  const Witness& witness = *result.infeasibility;
  EXPECT_EQ(witness.kind, ConstraintKind::provider_concurrent);
  EXPECT_EQ(witness.entities, std::vector<std::string>{"P"});
  EXPECT_EQ(witness.workloads, (std::vector<std::string>{"u", "w"}));
  ASSERT_TRUE(witness.period && witness.last_period);
  EXPECT_LE(*witness.last_period, 2);
  EXPECT_GT(witness.need, witness.capacity);
  EXPECT_EQ(witness.unit, "migrations");
  EXPECT_EQ(result.warnings, std::vector<std::string>{witness.message});
}

TEST(Planner, NamesTheFiscalYearOfABudgetThatCannotPayForDuties) {
  const PlanResult result = plan(one_at_a_time({2021, 8}).replace([](Scenario& s) {
    s.funds = {{.id = "TMF", .agencies = {"A", "B"}, .kinds = {FundedKind::phase}}};
    s.budgets = {{.fund = "TMF", .fiscal_year = 2021, .amount = 350}};
  }));
  EXPECT_EQ(result.status, Status::infeasible);
  ASSERT_TRUE(result.infeasibility.has_value());
  EXPECT_EQ(result.infeasibility->message,
            "budget of fund TMF in fiscal year 2021: what must migrate (u and w) needs at least "
            "400 USD but there is only 350");
  EXPECT_EQ(result.infeasibility->fiscal_year, 2021);
  EXPECT_EQ(result.infeasibility->draws, (std::vector<double>{200, 200}));
}

TEST(Planner, DoesNotMakeAnAgencyWorseOffUnderAVoluntaryPolicy) {
  const auto with = [](bool voluntary) {
    return small::portfolio([&](Scenario& s) {
      s.settings.participation = voluntary;
      for (Offering& offering : s.offerings) offering.quality = 3;
      for (Workload& workload : s.workloads) workload.quality = 3;
      s.workloads[small::u].annual_cost = 100;  // B loses by moving u, A gains more by what follows
      s.workloads[small::w].annual_cost = 9'000;
      s.dependencies.push_back({.prerequisite = "u", .dependent = "w"});
    });
  };
  EXPECT_GT(plan(with(false)).net_benefit, 0);
  const PlanResult voluntary = plan(with(true));
  EXPECT_EQ(voluntary.plan, status_quo(with(true)));
  EXPECT_EQ(voluntary.status, Status::feasible)
      << "the bound ignores participation, so it cannot prove this";
}

TEST(Planner, MovesAZeroLagCycleTogether) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.dependencies.push_back({.prerequisite = "u", .dependent = "w"});
    s.dependencies.push_back({.prerequisite = "w", .dependent = "u"});
    s.blackouts = {{.agency = "A", .from = {2020, 10}, .to = {2020, 12}}};
  });
  EXPECT_EQ(plan(portfolio).plan, small::plan(portfolio, {{"u", "O", 3}, {"w", "O", 3}}));
}

TEST(Planner, MakesFeasiblePlansOfGeneratedScenariosOfManyShapes) {
  int planned = 0;
  for (const int agencies : {1, 3, 8}) {
    for (const int services : {1, 4, 9}) {
      for (const int periods : {4, 20, 40}) {
        for (const double ratio : {0.2, 0.6, 1.0, 2.0}) {
          for (std::uint64_t seed = 1; seed <= 2; ++seed) {
            const Portfolio portfolio(
                generate_scenario({agencies, services, periods, ratio, seed}));
            const PlanResult result = plan(portfolio, {.seed = seed, .work_limit = 100});
            const auto violations = check(portfolio, result.plan);
            EXPECT_TRUE(violations.empty()) << violations.front().message;
            EXPECT_TRUE(result.warnings.empty()) << result.warnings.front();
            EXPECT_GE(result.net_benefit, 0);
            EXPECT_GE(result.bound, result.net_benefit);
            ++planned;
          }
        }
      }
    }
  }
  EXPECT_GE(planned, 200);
}

TEST(Planner, GivesTheSameBytesForAnyNumberOfThreads) {
  const Portfolio portfolio(generate_scenario(
      {.agencies = 6, .services = 6, .periods = 24, .capacity_ratio = 0.5, .seed = 9}));
  const std::string one = to_json(portfolio, plan(portfolio, {.work_limit = 1'000, .threads = 1}));
  for (const int threads : {2, 4, 16}) {
    EXPECT_EQ(to_json(portfolio, plan(portfolio, {.work_limit = 1'000, .threads = threads})), one);
  }
}

TEST(Planner, HonoursAStopRequestWithTheBestPlanSoFar) {
  const Portfolio portfolio(generate_scenario(
      {.agencies = 6, .services = 6, .periods = 24, .capacity_ratio = 0.5, .seed = 9}));
  StopSource stop;
  PlanOptions options{.work_limit = 1'000'000'000, .stop = &stop};
  options.progress = [&](const Progress& progress) {
    EXPECT_GE(progress.bound, progress.value);
    stop.request();
  };
  const PlanResult result = plan(portfolio, options);
  EXPECT_TRUE(result.stopped);
  EXPECT_GT(result.net_benefit, 0);
  EXPECT_TRUE(check(portfolio, result.plan).empty());
}

TEST(Planner, WithATimeLimitOfZeroReturnsTheStatusQuo) {
  const Portfolio portfolio = small::portfolio();
  const PlanResult result = plan(portfolio, {.time_limit = 0.0});
  EXPECT_TRUE(result.stopped);
  EXPECT_EQ(result.plan, status_quo(portfolio));
  EXPECT_EQ(result.status, Status::feasible);
}

TEST(Planner, BoundsWhatItHadNoTimeToLookAt) {
  const Portfolio portfolio(generate_scenario({.agencies = 3, .services = 3, .periods = 40}));
  const PlanResult hasty = plan(portfolio, {.time_limit = 0.0});
  const PlanResult result = plan(portfolio, {.work_limit = 2'000});
  ASSERT_GT(result.net_benefit, 0);
  EXPECT_GE(hasty.bound, result.net_benefit);
  EXPECT_TRUE(hasty.shadow_prices.empty());
}

TEST(Planner, RefusesAMemoryLimitThatIsTooSmallWithTheFigures) {
  const Portfolio portfolio = small::portfolio();
  const std::uint64_t need = memory_need(portfolio);
  try {
    (void)plan(portfolio, {.memory_limit = need - 1});
    FAIL();
  } catch (const InputError& error) {
    ASSERT_EQ(error.faults().size(), 1U);
    EXPECT_EQ(error.faults()[0].value, std::to_string(need - 1));
    EXPECT_EQ(error.faults()[0].expected,
              "at least " + std::to_string(need) + " bytes for this portfolio");
  }
  EXPECT_EQ(plan(portfolio, {.memory_limit = need}), plan(portfolio));
}

TEST(Planner, PlansOnePeriod) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) { s.settings.periods = 1; });
  const PlanResult result = plan(portfolio);
  EXPECT_EQ(result.status, Status::optimal);
  EXPECT_EQ(result.plan, small::plan(portfolio, {{"u", "O", 0}, {"w", "O", 0}}));
}

TEST(Planner, PlansAPortfolioWithoutOfferings) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.offerings.clear();
    s.coverages.clear();
    s.tiers.clear();
  });
  const PlanResult result = plan(portfolio);
  EXPECT_EQ(result.status, Status::optimal);
  EXPECT_EQ(result.bound, 0);
  EXPECT_EQ(result.plan, status_quo(portfolio));
}

TEST(Planner, PlansAPortfolioWithoutWorkloads) {
  const Portfolio portfolio = PortfolioBuilder({.as_of = {2020, 10}, .periods = 4}).build();
  const PlanResult result = plan(portfolio);
  EXPECT_EQ(result.status, Status::optimal);
  EXPECT_EQ(result.plan.moves.size(), 0U);
}

TEST(Planner, EndsAsSoonAsNothingMoreCanBeGained) {
  const PlanResult result = plan(small::portfolio(), {.time_limit = 600.0});
  EXPECT_EQ(result.status, Status::optimal);
  EXPECT_FALSE(result.stopped);
}

TEST(Planner, SaysThatNothingCanBeSavedWhereNothingCanMove) {
  const PlanResult result = plan(small::portfolio([](Scenario& s) { s.designations.clear(); }));
  EXPECT_EQ(result.status, Status::optimal);
  EXPECT_EQ(result.bound, 0);
  EXPECT_EQ(result.gap, 0);
}

TEST(Planner, PlansAmountsThatDoNotFitIntoMillionthsOfADollar) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.settings.periods = 240;
    for (Workload& workload : s.workloads) {
      workload.annual_cost = Money::from_raw(10'000'000'000'000);  // 1e11 dollars
      workload.incumbent_end = Date{2020, 10};
      workload.fallback_factor = 1'000;
    }
  });
  const PlanResult result = plan(portfolio, {.work_limit = 500});
  EXPECT_TRUE(check(portfolio, result.plan).empty());
  EXPECT_EQ(result.plan, small::plan(portfolio, {{"u", "O", 0}, {"w", "O", 0}}));
  EXPECT_EQ(result.status, Status::optimal);
  // Nor do the dearest aims.
  Aims aims;
  aims.changes = {status_quo(portfolio), Money::from_raw(10'000'000'000'000)};
  const PlanResult dear = plan(portfolio, {.work_limit = 500, .aims = aims});
  EXPECT_EQ(dear.plan, result.plan);
  EXPECT_NEAR(dear.objective, dear.net_benefit - 2e11, 1e3);
  EXPECT_GE(dear.bound, dear.objective);
}

/// w is on its way to O, with cutover from November 2020 to August 2021.
Portfolio under_way(const std::function<void(Scenario&)>& edit) {
  return small::portfolio([&](Scenario& s) {
    s.migrations_in_progress = {{.workload = "w",
                                 .offering = "O",
                                 .cutover_from = {2020, 11},
                                 .cutover_to = Date{2021, 8},
                                 .phases_done = 4}};
    edit(s);
  });
}

TEST(Planner, KeepsAMigrationInProgressWithinItsMandate) {
  // The longer w waits the cheaper it is: its service costs more than its legacy system.
  const Portfolio portfolio = under_way([](Scenario& s) {
    for (Tier& tier : s.tiers) tier.unit_price = 20;
    s.mandates = {{.id = "m", .agencies = {"A"}, .deadline = {2021, 1}}};
  });
  const PlanResult result = plan(portfolio);
  EXPECT_TRUE(result.warnings.empty());
  EXPECT_EQ(result.plan.moves[WorkloadId(small::w)]->cutover, 3);
  EXPECT_TRUE(check(portfolio, result.plan).empty());
}

TEST(Planner, MovesAMigrationInProgressOutOfABlackout) {
  const Portfolio portfolio = under_way([](Scenario& s) {
    s.blackouts = {{.agency = "A", .from = {2020, 11}, .to = {2020, 12}}};
  });
  EXPECT_FALSE(check(portfolio, status_quo(portfolio)).empty());
  const PlanResult result = plan(portfolio);
  EXPECT_TRUE(check(portfolio, result.plan).empty());
  EXPECT_EQ(result.plan.moves[WorkloadId(small::w)]->cutover, 3);
}

TEST(Planner, BoundsTheSavingOfLeavingABarredSlot) {
  // Only w can do anything: leave its barred slot for the one open one, where it costs less.
  const PlanResult result = plan(under_way([](Scenario& s) {
    s.pins = {{.workload = "u", .action = PinAction::retain}};
    for (Tier& tier : s.tiers) tier.unit_price = 20;
    s.blackouts = {{.agency = "A", .from = {2020, 11}, .to = {2021, 7}}};
  }));
  // Nine months later at 2000 instead of 1200 a year.
  EXPECT_NEAR(result.net_benefit, 9 * (166.67 - 100), 1e-6);
  EXPECT_GE(result.bound, result.net_benefit);
}

TEST(Planner, SaysInfeasibleWhenAMigrationInProgressHasNoOpenSlot) {
  const PlanResult result = plan(under_way([](Scenario& s) {
    s.blackouts = {{.agency = "A", .from = {2020, 10}, .to = {2021, 9}}};
  }));
  EXPECT_EQ(result.status, Status::infeasible);
}

TEST(Planner, CountsHundredsOfTiers) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.coverages[small::O].base_volume = 290;
    for (int i = 1; i < 300; ++i)
      s.tiers.push_back(
          {.offering = "O", .service = "payroll", .from_volume = i, .unit_price = 30});
  });
  const PlanResult result = plan(portfolio);
  EXPECT_TRUE(check(portfolio, result.plan).empty());
  EXPECT_EQ(result.plan, small::plan(portfolio, {{"u", "O2", 0}}));
}

}  // namespace
}  // namespace qsmo
