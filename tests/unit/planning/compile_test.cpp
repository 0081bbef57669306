#include "qsmo/planning/compile.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "qsmo/model/generator.hpp"
#include "qsmo/planning/check.hpp"
#include "qsmo/planning/money.hpp"
#include "qsmo/scheduling/evaluate.hpp"
#include "qsmo/scheduling/solve.hpp"
#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

double compiled_cost(const Portfolio& portfolio, const Compiled& compiled,
                     const scheduling::Solution& solution) {
  const double cost =
      static_cast<double>(scheduling::evaluate(compiled.problem, solution).cost) * 1e-6;
  const double exact =
      present_value(portfolio, evaluate(portfolio, plan_of(portfolio, compiled.problem, solution)));
  EXPECT_NEAR(cost, exact, 1e-6 * static_cast<double>(4 * solution.size()) * portfolio.periods())
      << "tables and evaluator disagree";
  return cost;
}

/// Every way of the single workload `w`, by the tables and by the evaluator.
void expect_same_money(const Portfolio& portfolio) {
  const Compiled compiled = compile(portfolio);
  compiled_cost(portfolio, compiled, compiled.status_quo);
  int compared = 0;
  for (std::uint32_t a = 0; a < compiled.problem.activities.size(); ++a) {
    const scheduling::Activity& activity = compiled.problem.activities[a];
    for (std::uint32_t o = activity.first_option; o < activity.first_option + activity.option_count;
         ++o) {
      for (int slot = 0; slot < portfolio.periods(); ++slot) {
        if (compiled.problem.options[o].cost[static_cast<std::size_t>(slot)] >=
            scheduling::forbidden)
          continue;
        scheduling::Solution solution = compiled.status_quo;
        solution[a] = {o, slot};
        compiled_cost(portfolio, compiled, solution);
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 0);
}

TEST(Compile, CountsEveryLineAsTheEvaluatorDoes) {
  expect_same_money(small::portfolio([](Scenario& s) {
    s.settings.discount_rate = small::decimal(0.035);
    Workload& w = s.workloads[small::w];
    w.annual_cost = small::cents(123'457);
    w.contract_end = Date{2021, 3};
    w.extension_premium = small::decimal(0.137);
    w.stranded_share = small::decimal(0.333333);
    w.decommission_cost = small::cents(98'765);
    s.offerings[small::O].annual_fee =
        Profile<Money>({{std::nullopt, small::cents(1'000)}, {Date{2021, 1}, small::cents(777)}});
    s.tiers[0].unit_price = Profile<Decimal>(
        {{std::nullopt, small::decimal(6.123456)}, {Date{2021, 2}, small::decimal(5.5)}});
    MigrationParameters row = small::one_phase(2, 1, 1, small::cents(33'333));
    row.phases[0] = {1, {}, {}, small::cents(101)};
    row.dual_run = 2;
    row.onboarding = small::cents(5'555);
    s.migration_parameters.push_back(row);
    s.interfaces.push_back({.a = "u", .b = "w", .cost_per_period = small::cents(1'001)});
    s.dependencies.push_back(
        {.prerequisite = "u", .dependent = "w", .lag = 2, .break_price = small::cents(7'777)});
  }));
}

TEST(Compile, CountsTheFallbackFactorAndTheIncumbentsEnd) {
  const auto with_end = [](std::optional<Decimal> factor) {
    return small::portfolio([&](Scenario& s) {
      s.workloads[small::w].incumbent_end = Date{2021, 2};
      s.workloads[small::w].fallback_factor = factor;
      MigrationParameters row = small::one_phase(1);
      row.dual_run = 3;
      s.migration_parameters.push_back(row);
    });
  };
  expect_same_money(with_end(std::nullopt));
  expect_same_money(with_end(small::decimal(2.5)));
}

TEST(Compile, CountsTiersOfBothRules) {
  for (const Pricing pricing : {Pricing::all_units, Pricing::incremental}) {
    const Portfolio portfolio = small::portfolio([&](Scenario& s) {
      s.coverages[small::O].pricing = pricing;
      s.coverages[small::O].base_volume = 30;
      s.tiers.push_back(
          {.offering = "O", .service = "payroll", .from_volume = 100, .unit_price = 4});
      s.workloads[small::u].incumbent = "O";
      s.workloads[small::u].volume = 40;
    });
    expect_same_money(portfolio);
  }
}

TEST(Compile, AgreesWithTheEvaluatorOnWholeGeneratedPlans) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Portfolio portfolio(generate_scenario(
        {.agencies = 5, .services = 4, .periods = 20, .capacity_ratio = 0.8, .seed = seed}));
    const Compiled compiled = compile(portfolio);
    const auto found =
        scheduling::solve(compiled.problem, compiled.status_quo, {.seed = seed, .work_limit = 200});
    compiled_cost(portfolio, compiled, found.solution);
    EXPECT_TRUE(check(portfolio, plan_of(portfolio, compiled.problem, found.solution)).empty());
  }
}

TEST(Compile, NamesWhatMustMoveAndCannot) {
  const Compiled compiled = compile(small::portfolio([](Scenario& s) {
    s.mandates = {{.id = "m", .agencies = {"A"}, .deadline = {2020, 11}}};
    s.migration_parameters.push_back(small::one_phase(5));
  }));
  ASSERT_EQ(compiled.impossible.size(), 1U);
  EXPECT_EQ(compiled.impossible[0].index(), small::w);
}

TEST(Compile, MakesThePrerequisitesOfADutyADuty) {
  const Compiled compiled = compile(small::portfolio([](Scenario& s) {
    s.mandates = {{.id = "m", .agencies = {"A"}, .deadline = {2021, 3}}};
    s.dependencies.push_back({.prerequisite = "u", .dependent = "w", .lag = 2});
  }));
  EXPECT_TRUE(compiled.problem.activities[small::u].required);
  const auto& cost =
      compiled.problem.options[compiled.problem.activities[small::u].first_option].cost;
  EXPECT_LT(cost[3], scheduling::forbidden);
  EXPECT_GE(cost[4], scheduling::forbidden);
}

TEST(Compile, GivesUpWhenItsTimeIsOver) {
  const Portfolio portfolio = small::portfolio();
  EXPECT_FALSE(compile(portfolio, {}, StopPoint(nullptr, 0.0)).has_value());
  StopSource stop;
  EXPECT_TRUE(compile(portfolio, {}, StopPoint(&stop, std::nullopt)).has_value());
  stop.request();
  EXPECT_FALSE(compile(portfolio, {}, StopPoint(&stop, std::nullopt)).has_value());
}

TEST(Compile, KeepsNoTablesOfWhatIsTheSameInAllPeriods) {
  const Compiled compiled = compile(small::portfolio([](Scenario& s) {
    s.offerings[small::O].annual_fee = Money(10);
    s.tiers.push_back({.offering = "O", .service = "payroll", .from_volume = 60, .unit_price = 5});
  }));
  for (const scheduling::Option& option : compiled.problem.options) {
    EXPECT_TRUE(option.fees.empty());
    EXPECT_TRUE(option.aim.empty());
  }
}

TEST(Compile, SplitsOptionsByRegimeOnlyWhereASubsidyIsPaid) {
  const auto options = [](const char* share, const char* then) {
    return compile(small::portfolio([=](Scenario& s) {
             MigrationParameters row = small::one_phase(1);
             row.onboarding = 100;
             s.migration_parameters = {row};
             s.policy_values = {
                 {.parameter = "onboarding_subsidy", .value = share},
                 {.parameter = "onboarding_subsidy", .from = Date{2021, 1}, .value = then},
                 {.parameter = "largest_fit_gap", .value = "5"},
                 {.parameter = "largest_fit_gap", .from = Date{2021, 4}, .value = "6"}};
           }))
        .problem.options;
  };
  EXPECT_EQ(options("0", "0").size(), 4U) << "two workloads, two offerings";
  const auto split = options("0", "0.5");
  EXPECT_EQ(split.size(), 12U) << "three regimes";
  for (std::size_t slot = 0; slot < 12; ++slot) {
    const auto open = std::count_if(split.begin(), split.end(), [&](const auto& option) {
      return option.cost[slot] < scheduling::forbidden;
    });
    EXPECT_EQ(open, slot == 0 ? 0 : 4) << "each way is in one of them";
  }
}

}  // namespace
}  // namespace qsmo
