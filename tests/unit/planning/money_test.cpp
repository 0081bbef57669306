#include "qsmo/planning/money.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/wide_integer.hpp"
#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

using small::cents;
using small::decimal;
using small::line;
using small::plan;
using ::testing::Each;
using ::testing::ElementsAre;

// w alone moves onto O with this dual running.
MigrationParameters dual_run(int periods) {
  MigrationParameters out = small::one_phase(0);
  out.dual_run = periods;
  return out;
}

Tier tier_of_o(int from, Profile<Decimal> price) {
  return {
      .offering = "O", .service = "payroll", .from_volume = from, .unit_price = std::move(price)};
}

// ---- rounding

TEST(RoundHalfAway, RoundsToTheNearestAndHalvesAwayFromZero) {
  EXPECT_EQ(round_half_away(Int128(5), Int128(2)), 3);
  EXPECT_EQ(round_half_away(Int128(-5), Int128(2)), -3);
  EXPECT_EQ(round_half_away(Int128(4), Int128(3)), 1);
  EXPECT_EQ(round_half_away(Int128(-4), Int128(3)), -1);
  EXPECT_EQ(round_half_away(Int128(-6), Int128(3)), -2);
  EXPECT_EQ(round_half_away(WideInteger(-5), WideInteger(2)), -3);
  EXPECT_EQ(round_half_away(WideInteger(5) << 200, WideInteger(2) << 200), 3);
}

TEST(RoundHalfAway, ThrowsIfTheResultDoesNotFit) {
  const Int128 largest = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(round_half_away(largest, Int128(1)), std::numeric_limits<std::int64_t>::max());
  EXPECT_THROW((void)round_half_away(largest + 1, Int128(1)), OverflowError);
  EXPECT_THROW((void)round_half_away(WideInteger(1) << 70, WideInteger(1)), OverflowError);
}

// ---- the incumbent

TEST(Evaluate, PaysLegacyUntilCutover) {
  const Portfolio portfolio = small::portfolio();
  // 1200 USD / 12 = 100 USD a month
  EXPECT_THAT(line(portfolio, plan(portfolio, {{"w", "O", 3}}), "A", MoneyKind::legacy),
              ElementsAre(10000, 10000, 10000, 0, 0, 0, 0, 0, 0, 0, 0, 0));
}

TEST(Evaluate, PaysLegacyThroughoutIfRetained) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.workloads[small::w].decommission_cost = 500;
    s.workloads[small::w].contract_end = Date{2021, 3};
    s.workloads[small::w].stranded_share = 1;
  });
  const Plan retained = status_quo(portfolio);
  EXPECT_THAT(line(portfolio, retained, "A", MoneyKind::legacy), Each(10000));
  EXPECT_THAT(line(portfolio, retained, "B", MoneyKind::legacy), Each(20000));
  for (MoneyKind kind : {MoneyKind::dual_run, MoneyKind::stranded, MoneyKind::decommission,
                         MoneyKind::service, MoneyKind::onboarding, MoneyKind::phase}) {
    EXPECT_THAT(line(portfolio, retained, "A", kind), Each(0)) << name_of(kind);
  }
}

TEST(Evaluate, RoundsEachLineOnceHalfAwayFromZero) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.workloads[small::w].annual_cost = cents(6);  // 6 / 12 = 0.5 cents: up
    s.workloads[small::u].annual_cost = cents(5);  // 5 / 12 = 0.41.. cents: down
  });
  EXPECT_THAT(line(portfolio, status_quo(portfolio), "A", MoneyKind::legacy), Each(1));
  EXPECT_THAT(line(portfolio, status_quo(portfolio), "B", MoneyKind::legacy), Each(0));
}

TEST(Evaluate, AddsTheExtensionPremiumAfterTheContractsLastPeriod) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.workloads[small::w].contract_end = Date{2020, 12, 15};  // period 2
    s.workloads[small::w].extension_premium = decimal(0.25);
    s.workloads[small::u].extension_premium = decimal(0.25);  // no contract end: no premium
  });
  // 100 USD x 1.25 = 125 USD
  EXPECT_THAT(line(portfolio, status_quo(portfolio), "A", MoneyKind::legacy),
              ElementsAre(10000, 10000, 10000, 12500, 12500, 12500, 12500, 12500, 12500, 12500,
                          12500, 12500));
  EXPECT_THAT(line(portfolio, status_quo(portfolio), "B", MoneyKind::legacy), Each(20000));
}

TEST(Evaluate, ChargesThePremiumFromTheStartIfTheContractEndedBefore) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.workloads[small::w].contract_end = Date{2020, 9};
    s.workloads[small::w].extension_premium = decimal(0.25);
  });
  EXPECT_THAT(line(portfolio, status_quo(portfolio), "A", MoneyKind::legacy), Each(12500));
}

TEST(Evaluate, MultipliesByTheFallbackFactorAfterTheIncumbentsEnd) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    Workload& w = s.workloads[small::w];
    w.contract_end = Date{2020, 11};  // period 1
    w.extension_premium = decimal(0.25);
    w.incumbent_end = Date{2021, 1};  // period 3
    w.fallback_factor = decimal(1.5);
  });
  // 100; after period 1: 100 x 1.25 = 125; after period 3: 125 x 1.5 = 187.50
  EXPECT_THAT(line(portfolio, status_quo(portfolio), "A", MoneyKind::legacy),
              ElementsAre(10000, 10000, 12500, 12500, 18750, 18750, 18750, 18750, 18750, 18750,
                          18750, 18750));
}

TEST(Evaluate, PaysLegacyAtFactorOneIfTheDutyToLeaveIsBroken) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.workloads[small::w].incumbent_end = Date{2020, 12};
  });
  EXPECT_THAT(line(portfolio, status_quo(portfolio), "A", MoneyKind::legacy), Each(10000));
}

TEST(Evaluate, PaysTheIncumbentInFullDuringDualRunning) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.migration_parameters = {dual_run(2)};
    s.workloads[small::w].contract_end = Date{2021, 1};  // period 3
    s.workloads[small::w].extension_premium = decimal(0.1);
  });
  const Plan moved = plan(portfolio, {{"w", "O", 3}});
  EXPECT_THAT(line(portfolio, moved, "A", MoneyKind::legacy),
              ElementsAre(10000, 10000, 10000, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  EXPECT_THAT(line(portfolio, moved, "A", MoneyKind::dual_run),
              ElementsAre(0, 0, 0, 10000, 11000, 0, 0, 0, 0, 0, 0, 0));
}

TEST(Evaluate, StopsDualRunningAtTheIncumbentsEnd) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.migration_parameters = {dual_run(5)};
    s.workloads[small::w].incumbent_end = Date{2021, 1};  // period 3
    s.workloads[small::w].decommission_cost = 500;
  });
  const Plan moved = plan(portfolio, {{"w", "O", 2}});  // e = min(2 + 5, 3 + 1, 12) = 4
  EXPECT_THAT(line(portfolio, moved, "A", MoneyKind::dual_run),
              ElementsAre(0, 0, 10000, 10000, 0, 0, 0, 0, 0, 0, 0, 0));
  EXPECT_THAT(line(portfolio, moved, "A", MoneyKind::decommission),
              ElementsAre(0, 0, 0, 0, 50000, 0, 0, 0, 0, 0, 0, 0));
}

TEST(Evaluate, KeepsDualRunningAtTheFallbackFactor) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.migration_parameters = {dual_run(3)};
    s.workloads[small::w].incumbent_end = Date{2021, 1};  // period 3
    s.workloads[small::w].fallback_factor = 2;
  });
  EXPECT_THAT(line(portfolio, plan(portfolio, {{"w", "O", 2}}), "A", MoneyKind::dual_run),
              ElementsAre(0, 0, 10000, 10000, 20000, 0, 0, 0, 0, 0, 0, 0));
}

TEST(Evaluate, ReleasesTheIncumbentNotBeforeTheCutover) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.migration_parameters = {dual_run(2)};
    s.workloads[small::w].incumbent_end = Date{2020, 11};  // period 1
    s.workloads[small::w].decommission_cost = 500;
  });
  const Plan late = plan(portfolio, {{"w", "O", 5}});  // e = max(min(7, 2, 12), 5) = 5
  EXPECT_THAT(line(portfolio, late, "A", MoneyKind::legacy),
              ElementsAre(10000, 10000, 10000, 10000, 10000, 0, 0, 0, 0, 0, 0, 0));
  EXPECT_THAT(line(portfolio, late, "A", MoneyKind::dual_run), Each(0));
  EXPECT_THAT(line(portfolio, late, "A", MoneyKind::decommission),
              ElementsAre(0, 0, 0, 0, 0, 50000, 0, 0, 0, 0, 0, 0));
}

TEST(Evaluate, OwesTheStrandedShareUntilTheContractsEndWithoutPremiumOrFactor) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.migration_parameters = {dual_run(2)};
    Workload& w = s.workloads[small::w];
    w.contract_end = Date{2021, 6};  // period 8
    w.extension_premium = decimal(0.25);
    w.incumbent_end = Date{2020, 12};
    w.fallback_factor = 3;
    w.stranded_share = decimal(0.333333);
  });
  // e = 3 + 2 = 5; 100 USD x 0.333333 = 33.3333 USD
  EXPECT_THAT(line(portfolio, plan(portfolio, {{"w", "O", 3}}), "A", MoneyKind::stranded),
              ElementsAre(0, 0, 0, 0, 0, 3333, 3333, 3333, 3333, 0, 0, 0));
}

TEST(Evaluate, CutsStrandedCostAtTheHorizon) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.workloads[small::w].contract_end = Date{2030, 1};
    s.workloads[small::w].stranded_share = decimal(0.5);
  });
  EXPECT_THAT(line(portfolio, plan(portfolio, {{"w", "O", 10}}), "A", MoneyKind::stranded),
              ElementsAre(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5000, 5000));
}

TEST(Evaluate, DecommissionsAfterDualRunning) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.migration_parameters = {dual_run(2)};
    s.workloads[small::w].decommission_cost = cents(12345);
  });
  EXPECT_THAT(line(portfolio, plan(portfolio, {{"w", "O", 9}}), "A", MoneyKind::decommission),
              ElementsAre(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 12345));
}

TEST(Evaluate, DoesNotDecommissionAtTheHorizon) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.migration_parameters = {dual_run(2)};
    s.workloads[small::w].decommission_cost = cents(12345);
  });
  const Plan late = plan(portfolio, {{"w", "O", 10}});  // e = 12 = H
  EXPECT_THAT(line(portfolio, late, "A", MoneyKind::decommission), Each(0));
  EXPECT_THAT(line(portfolio, late, "A", MoneyKind::dual_run),
              ElementsAre(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10000, 10000));
}

// ---- the offering

TEST(Evaluate, ChargesAllUnitsAtThePriceOfTheTierReached) {
  const Portfolio portfolio =
      small::portfolio([](Scenario& s) { s.tiers.push_back(tier_of_o(120, decimal(4.8))); });
  const Plan both = plan(portfolio, {{"w", "O", 3}, {"u", "O", 6}});
  // V = 100 from 3: 100 x 6 / 12 = 50; V = 150 from 6: 100 x 4.8 / 12 = 40 and 50 x 4.8 / 12 = 20
  EXPECT_THAT(line(portfolio, both, "A", MoneyKind::service),
              ElementsAre(0, 0, 0, 5000, 5000, 5000, 4000, 4000, 4000, 4000, 4000, 4000));
  EXPECT_THAT(line(portfolio, both, "B", MoneyKind::service),
              ElementsAre(0, 0, 0, 0, 0, 0, 2000, 2000, 2000, 2000, 2000, 2000));
}

TEST(Evaluate, ReachesATierExactlyAtItsVolume) {
  const auto build = [](int from) {
    return small::portfolio(
        [from](Scenario& s) { s.tiers.push_back(tier_of_o(from, decimal(4.8))); });
  };
  const Portfolio at = build(150);
  const Portfolio beyond = build(151);
  EXPECT_EQ(line(at, plan(at, {{"w", "O", 0}, {"u", "O", 0}}), "A", MoneyKind::service)[0], 4000);
  EXPECT_EQ(line(beyond, plan(beyond, {{"w", "O", 0}, {"u", "O", 0}}), "A", MoneyKind::service)[0],
            5000);
}

TEST(Evaluate, AveragesIncrementalPricesOverTheVolume) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.coverages[small::O].pricing = Pricing::incremental;
    s.tiers.push_back(tier_of_o(120, decimal(4.8)));
  });
  const Plan both = plan(portfolio, {{"w", "O", 3}, {"u", "O", 6}});
  // V = 100: 100 x 6 / 12 = 50
  // V = 150: p = (120 x 6 + 30 x 4.8) / 150 = 5.76; 100 x p / 12 = 48 and 50 x p / 12 = 24
  EXPECT_THAT(line(portfolio, both, "A", MoneyKind::service),
              ElementsAre(0, 0, 0, 5000, 5000, 5000, 4800, 4800, 4800, 4800, 4800, 4800));
  EXPECT_THAT(line(portfolio, both, "B", MoneyKind::service),
              ElementsAre(0, 0, 0, 0, 0, 0, 2400, 2400, 2400, 2400, 2400, 2400));
}

TEST(Evaluate, RoundsIncrementalPricesOnlyInTheLine) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.coverages[small::O].pricing = Pricing::incremental;
    s.coverages[small::O].base_volume = 2;
    s.workloads[small::w].volume = 1;
    s.tiers = {tier_of_o(0, 1), tier_of_o(2, decimal(0.5)), s.tiers[1]};
  });
  // V = 3: p = (2 x 1 + 1 x 0.5) / 3 = 0.8333..; 1 x p / 12 = 6.944.. cents
  EXPECT_EQ(line(portfolio, plan(portfolio, {{"w", "O", 0}}), "A", MoneyKind::service)[0], 7);
}

TEST(Evaluate, CountsBaseVolumeInTheTierReached) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.tiers.push_back(tier_of_o(120, decimal(4.8)));
    s.coverages[small::O].base_volume =
        Profile<Decimal>({{std::nullopt, 0}, {Date{2021, 4}, 20}, {Date{2021, 6}, 19}});
  });
  EXPECT_THAT(line(portfolio, plan(portfolio, {{"w", "O", 4}}), "A", MoneyKind::service),
              ElementsAre(0, 0, 0, 0, 5000, 5000, 4000, 4000, 5000, 5000, 5000, 5000));
}

TEST(Evaluate, CountsWorkloadsOfTheIncumbentInTheTierReachedUntilReleased) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.tiers.push_back(tier_of_o(120, decimal(4.8)));
    s.workloads[small::u].incumbent = "O";
    s.migration_parameters = {dual_run(2)};
  });
  const Plan both = plan(portfolio, {{"w", "O", 0}, {"u", "O2", 6}});
  // u counts in O's volume and pays its annual cost in periods 0..7, and O2 from 6: 50 x 12 / 12
  EXPECT_THAT(line(portfolio, both, "A", MoneyKind::service),
              ElementsAre(4000, 4000, 4000, 4000, 4000, 4000, 4000, 4000, 5000, 5000, 5000, 5000));
  EXPECT_THAT(line(portfolio, both, "B", MoneyKind::legacy),
              ElementsAre(20000, 20000, 20000, 20000, 20000, 20000, 0, 0, 0, 0, 0, 0));
  EXPECT_THAT(line(portfolio, both, "B", MoneyKind::dual_run),
              ElementsAre(0, 0, 0, 0, 0, 0, 20000, 20000, 0, 0, 0, 0));
  EXPECT_THAT(line(portfolio, both, "B", MoneyKind::service),
              ElementsAre(0, 0, 0, 0, 0, 0, 5000, 5000, 5000, 5000, 5000, 5000));
}

TEST(Evaluate, FollowsPricesAndFeesOverTime) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.tiers[0].unit_price = Profile<Decimal>({{std::nullopt, 6}, {Date{2021, 3, 20}, 9}});
    s.offerings[small::O].annual_fee = Profile<Money>({{std::nullopt, 120}, {Date{2021, 8}, 240}});
  });
  // (600 + 120) / 12 = 60; from 5: (900 + 120) / 12 = 85; from 10: (900 + 240) / 12 = 95
  EXPECT_THAT(line(portfolio, plan(portfolio, {{"w", "O", 3}}), "A", MoneyKind::service),
              ElementsAre(0, 0, 0, 6000, 6000, 8500, 8500, 8500, 8500, 8500, 9500, 9500));
}

TEST(Evaluate, RoundsPriceAndFeeTogether) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.workloads[small::w].volume = 1;
    s.tiers[0].unit_price = decimal(0.048);
    s.offerings[small::O].annual_fee = cents(5);
  });
  // (4.8 + 5) / 12 = 0.816.. cents; apart they would be 0.4 and 0.41..
  EXPECT_EQ(line(portfolio, plan(portfolio, {{"w", "O", 0}}), "A", MoneyKind::service)[0], 1);
}

TEST(Evaluate, ChargesTheFeeAloneAtVolumeZero) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.coverages[small::O].pricing = Pricing::incremental;
    s.workloads[small::w].volume = 0;
    s.offerings[small::O].annual_fee = 120;
  });
  EXPECT_THAT(line(portfolio, plan(portfolio, {{"w", "O", 0}}), "A", MoneyKind::service),
              Each(1000));
}

TEST(Evaluate, IsExactWhereProductsExceed128Bits) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.coverages[small::O].pricing = Pricing::incremental;
    s.workloads[small::u].volume = 1'000'000'000;
    s.workloads[small::w].volume = Decimal::from_raw(999'999'999'999'999);
    s.tiers[0].unit_price = Decimal::from_raw(999'999'999'999);
  });
  const Plan both = plan(portfolio, {{"u", "O", 0}, {"w", "O", 0}});
  // 1e9 x 999,999.999999 / 12 = 83,333,333,333,250 USD
  EXPECT_EQ(line(portfolio, both, "B", MoneyKind::service)[0], 8'333'333'333'325'000);
  // 999,999,999.999999 x 999,999.999999 / 12 = 83,333,333,333,249.9166.. USD
  EXPECT_EQ(line(portfolio, both, "A", MoneyKind::service)[0], 8'333'333'333'324'992);
}

TEST(Evaluate, UsesQuartersWherePeriodsAreQuarters) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.settings.period = PeriodLength::quarter;
    s.settings.periods = 4;
    s.offerings[small::O].annual_fee = 2;
  });
  const Plan moved = plan(portfolio, {{"w", "O", 2}});
  // 1200 / 4 = 300; (100 x 6 + 2) / 4 = 150.50
  EXPECT_THAT(line(portfolio, moved, "A", MoneyKind::legacy), ElementsAre(30000, 30000, 0, 0));
  EXPECT_THAT(line(portfolio, moved, "A", MoneyKind::service), ElementsAre(0, 0, 15050, 15050));
}

// ---- the migration

TEST(Evaluate, PaysOnboardingAtCutoverAndPhasesBeforeIt) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    MigrationParameters parameters = small::one_phase(2, {}, {}, cents(777));
    parameters.phases[0] = {1, {}, {}, cents(100)};
    parameters.phases[1] = {0, {}, {}, cents(999)};
    parameters.onboarding = 250;
    s.migration_parameters = {parameters};
  });
  const Plan moved = plan(portfolio, {{"w", "O", 5}});  // starts in 2
  EXPECT_THAT(line(portfolio, moved, "A", MoneyKind::phase),
              ElementsAre(0, 0, 100, 777, 777, 0, 0, 0, 0, 0, 0, 0));
  EXPECT_THAT(line(portfolio, moved, "A", MoneyKind::onboarding),
              ElementsAre(0, 0, 0, 0, 0, 25000, 0, 0, 0, 0, 0, 0));
}

TEST(Evaluate, PaysOnlyWhatIsLeftOfAMigrationInProgress) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    MigrationParameters parameters = small::one_phase(3, {}, {}, cents(777));
    parameters.phases[0] = {2, {}, {}, cents(100)};  // done
    parameters.phases[2] = {2, {}, {}, cents(50)};   // lies before the horizon
    parameters.onboarding = 250;
    s.migration_parameters = {parameters};
    s.migrations_in_progress = {
        {.workload = "w", .offering = "O", .cutover_from = {2020, 12}, .phases_done = 1}};
  });
  const Plan today = status_quo(portfolio);  // c = 2, d = 5, start -3: phase 4 in -1, 0, 1
  EXPECT_THAT(line(portfolio, today, "A", MoneyKind::phase),
              ElementsAre(777, 777, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  EXPECT_THAT(line(portfolio, today, "A", MoneyKind::onboarding),
              ElementsAre(0, 0, 25000, 0, 0, 0, 0, 0, 0, 0, 0, 0));
}

// ---- ties

TEST(Evaluate, SplitsABridgeWithTheOddCentToTheLesserName) {
  const Portfolio portfolio = small::portfolio(
      [](Scenario& s) { s.interfaces = {{.a = "w", .b = "u", .cost_per_period = cents(101)}}; });
  const Plan both = plan(portfolio, {{"w", "O", 3}, {"u", "O", 5}});
  EXPECT_THAT(line(portfolio, both, "B", MoneyKind::bridge),
              ElementsAre(0, 0, 0, 51, 51, 0, 0, 0, 0, 0, 0, 0));  // u
  EXPECT_THAT(line(portfolio, both, "A", MoneyKind::bridge),
              ElementsAre(0, 0, 0, 50, 50, 0, 0, 0, 0, 0, 0, 0));  // w
}

TEST(Evaluate, ComparesNamesByBytes) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.workloads[small::u].id = "\xC3\xA9";  // e acute: beyond every ASCII letter
    s.workloads[small::w].id = "z";
    s.interfaces = {{.a = "\xC3\xA9", .b = "z", .cost_per_period = cents(101)}};
  });
  const Plan moved = plan(portfolio, {{"z", "O", 11}});
  EXPECT_EQ(line(portfolio, moved, "A", MoneyKind::bridge)[11], 51);  // z
  EXPECT_EQ(line(portfolio, moved, "B", MoneyKind::bridge)[11], 50);
}

TEST(Evaluate, BridgesUntilTheHorizonIfOneSideIsRetained) {
  const Portfolio portfolio = small::portfolio(
      [](Scenario& s) { s.interfaces = {{.a = "u", .b = "w", .cost_per_period = cents(100)}}; });
  EXPECT_THAT(line(portfolio, plan(portfolio, {{"w", "O", 10}}), "B", MoneyKind::bridge),
              ElementsAre(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 50, 50));
  EXPECT_THAT(line(portfolio, status_quo(portfolio), "B", MoneyKind::bridge), Each(0));
  EXPECT_THAT(
      line(portfolio, plan(portfolio, {{"w", "O", 4}, {"u", "O2", 4}}), "B", MoneyKind::bridge),
      Each(0));
}

// Cents of breaks in each period of agency A, whose w depends on u by a soft arc.
std::vector<std::int64_t> breaks(const Dependency& arc, const std::vector<small::Choice>& choices,
                                 bool in_progress = false) {
  const Portfolio portfolio = small::portfolio([&](Scenario& s) {
    s.migration_parameters = {small::one_phase(2)};
    s.dependencies = {arc};
    if (in_progress)
      s.migrations_in_progress = {{.workload = "w", .offering = "O", .cutover_from = {2021, 2}}};
  });
  return line(portfolio, plan(portfolio, choices), "A", MoneyKind::break_price);
}

Dependency soft(DependencyKind kind, int lag, IfRetained if_retained = IfRetained::retain) {
  return {.prerequisite = "u",
          .dependent = "w",
          .kind = kind,
          .lag = lag,
          .if_retained = if_retained,
          .break_price = cents(4200)};
}

TEST(Evaluate, ChargesABrokenCutoverBeforeInTheDependentsCutoverPeriod) {
  const Dependency arc = soft(DependencyKind::cutover_before, 2);
  EXPECT_THAT(breaks(arc, {{"u", "O", 3}, {"w", "O", 4}}),
              ElementsAre(0, 0, 0, 0, 4200, 0, 0, 0, 0, 0, 0, 0));
  EXPECT_THAT(breaks(arc, {{"u", "O", 3}, {"w", "O", 5}}), Each(0));
  EXPECT_THAT(breaks(arc, {{"u", "O", 3}}), Each(0));
  EXPECT_THAT(breaks(arc, {{"w", "O", 4}}), ElementsAre(0, 0, 0, 0, 4200, 0, 0, 0, 0, 0, 0, 0));
}

TEST(Evaluate, ChargesABrokenStartAfterInTheDependentsCutoverPeriod) {
  const Dependency arc = soft(DependencyKind::start_after, 1);
  // w takes 2 periods: with c = 6 it starts in 4 = 3 + 1
  EXPECT_THAT(breaks(arc, {{"u", "O", 3}, {"w", "O", 6}}), Each(0));
  EXPECT_THAT(breaks(arc, {{"u", "O", 3}, {"w", "O", 5}}),
              ElementsAre(0, 0, 0, 0, 0, 4200, 0, 0, 0, 0, 0, 0));
  EXPECT_THAT(breaks(arc, {{"w", "O", 5}}), ElementsAre(0, 0, 0, 0, 0, 4200, 0, 0, 0, 0, 0, 0));
}

TEST(Evaluate, ChargesNothingForARetainedPrerequisiteThatAllowsIt) {
  EXPECT_THAT(breaks(soft(DependencyKind::cutover_before, 0, IfRetained::allow), {{"w", "O", 4}}),
              Each(0));
  EXPECT_THAT(breaks(soft(DependencyKind::start_after, 0, IfRetained::allow), {{"w", "O", 4}}),
              Each(0));
}

TEST(Evaluate, ChargesNoStartAfterIntoAMigrationInProgress) {
  EXPECT_THAT(breaks(soft(DependencyKind::start_after, 0), {}, true), Each(0));
  EXPECT_THAT(breaks(soft(DependencyKind::cutover_before, 0), {}, true),
              ElementsAre(0, 0, 0, 0, 4200, 0, 0, 0, 0, 0, 0, 0));
}

// ---- transfers and funds

TEST(Evaluate, BooksATransferWithTheAgencyAndTheFundButNotTheGovernment) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.funds = {{.id = "F", .agencies = {"A"}, .kinds = {FundedKind::transfer}}};
  });
  Plan plan = status_quo(portfolio);
  plan.transfers = {{portfolio.agency("A"), 2, 30}, {portfolio.agency("B"), 2, 70}};
  const Statement statement = evaluate(portfolio, plan);
  EXPECT_EQ(statement.amount(portfolio.agency("A"), MoneyKind::transfer, 2), Money(-30));
  EXPECT_EQ(statement.total(portfolio.agency("A"), 2), Money(70));   // 100 - 30
  EXPECT_EQ(statement.total(portfolio.agency("B"), 2), Money(130));  // 200 - 70: no fund, no limit
  EXPECT_EQ(statement.total(2), Money(300));
  EXPECT_EQ(statement.spend(FundId(0), 2021), Money(30));
}

TEST(Evaluate, BooksSpendWithTheFundOfAgencyKindAndFiscalYear) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.settings.as_of = {2021, 7};  // periods 0..2 are fiscal year 2021, 3..11 are 2022
    s.agencies[small::B].parent = "A";
    MigrationParameters parameters = small::one_phase(3, {}, {}, cents(700));
    parameters.onboarding = cents(11);
    parameters.dual_run = 1;
    s.migration_parameters = {parameters};
    s.funds = {
        {.id = "F", .agencies = {"A"}, .kinds = {FundedKind::phase, FundedKind::onboarding}}};
  });
  const Statement statement = evaluate(portfolio, plan(portfolio, {{"w", "O", 5}, {"u", "O", 5}}));
  EXPECT_THAT(statement.fiscal_years(), ElementsAre(2021, 2022));
  EXPECT_EQ(statement.spend(FundId(0), 2021),
            cents(700));  // phase in period 2; bureau B is not listed
  EXPECT_EQ(statement.spend(FundId(0), 2022), cents(1411));  // phase in 3 and 4, onboarding in 5
  EXPECT_EQ(statement.spend(FundId(0), 2023), Money());
}

TEST(Evaluate, RefusesMovesThatHaveNoPrice) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.services.push_back({.id = "travel", .area = "HR"});
    s.workloads[small::u].service = "travel";
  });
  EXPECT_THROW((void)evaluate(portfolio, plan(portfolio, {{"u", "O", 3}})), InputError);
  EXPECT_THROW((void)evaluate(portfolio, plan(portfolio, {{"w", "O", 12}})), InputError);
  EXPECT_THROW((void)evaluate(portfolio, plan(portfolio, {{"w", "O", -1}})), InputError);
  EXPECT_THROW((void)evaluate(portfolio, Plan()), InputError);
}

TEST(Evaluate, ReportsEveryFaultOfAPlan) {
  const Portfolio portfolio = small::portfolio();
  Plan bad = plan(portfolio, {{"u", "O", 12}});
  bad.moves[portfolio.workload("w")] = Move{OfferingId(7), 0};
  bad.transfers = {{AgencyId(9), 0, 1}, {AgencyId(0), 12, 1}};
  try {
    (void)evaluate(portfolio, bad);
    FAIL();
  } catch (const InputError& error) {
    std::vector<std::string> places;
    for (const Fault& fault : error.faults()) places.push_back(fault.pointer);
    EXPECT_THAT(places, ElementsAre("/moves/0/cutover", "/moves/1/offering", "/transfers/0/agency",
                                    "/transfers/1/period"));
  }
}

// ---- statements

TEST(Statement, ThrowsRatherThanWraps) {
  Statement statement(1, 1, 0, {2021});
  statement.add(AgencyId(0), MoneyKind::legacy, 0, cents(std::numeric_limits<std::int64_t>::max()));
  EXPECT_THROW(statement.add(AgencyId(0), MoneyKind::legacy, 0, cents(1)), OverflowError);
}

TEST(Statement, KnowsWhatItDoesNotHave) {
  const Statement statement(1, 2, 1, {2021});
  EXPECT_THROW((void)statement.amount(AgencyId(1), MoneyKind::legacy, 0), UnknownNameError);
  EXPECT_THROW((void)statement.amount(AgencyId(0), MoneyKind::legacy, 2), UnknownNameError);
  EXPECT_EQ(statement.spend(FundId(0), 1999), Money());
}

TEST(PresentValue, DiscountsEachPeriodFromTheFirst) {
  const Portfolio portfolio =
      small::portfolio([](Scenario& s) { s.settings.discount_rate = decimal(0.05); });
  const Statement today = evaluate(portfolio, status_quo(portfolio));
  double factors = 0;
  for (int t = 0; t < 12; ++t) factors += std::pow(1.05, -t / 12.0);
  EXPECT_NEAR(present_value(portfolio, today), 300 * factors, 1e-9);
  EXPECT_NEAR(present_value(portfolio, today, portfolio.agency("A")), 100 * factors, 1e-9);
}

// ---- comparisons

Benefit benefit(const Portfolio& portfolio, const Plan& plan) {
  return compare(portfolio, evaluate(portfolio, status_quo(portfolio)), evaluate(portfolio, plan),
                 any_new_move(portfolio, plan));
}

TEST(Compare, FindsNoBreakevenIfTheSavingEndsBelowZero) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    MigrationParameters parameters = small::one_phase(0);
    parameters.onboarding = 500;
    s.migration_parameters = {parameters};
  });
  const Benefit result = benefit(portfolio, plan(portfolio, {{"w", "O", 3}}));
  EXPECT_DOUBLE_EQ(result.net_benefit, -50);  // 9 x (100 - 50) - 500
  EXPECT_EQ(result.breakeven, std::nullopt);
}

TEST(Compare, FindsTheFirstPeriodFromWhichTheSavingStaysNonnegative) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    MigrationParameters parameters = small::one_phase(0);
    parameters.onboarding = 100;
    s.migration_parameters = {parameters};
  });
  const Benefit result = benefit(portfolio, plan(portfolio, {{"w", "O", 3}}));
  // -50 in 3, 0 in 4, then 50 more each period
  EXPECT_THAT(result.cumulative_saving,
              ElementsAre(0, 0, 0, -50, 0, 50, 100, 150, 200, 250, 300, 350));
  EXPECT_DOUBLE_EQ(result.net_benefit, 350);
  EXPECT_EQ(result.breakeven, 4);
}

TEST(Compare, LooksPastATemporaryDip) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    // w saves 50 from period 0 on; u pays 600 in period 6, and saves 200 - 25 from then on
    MigrationParameters parameters = small::one_phase(0);
    parameters.service = {};
    parameters.workload = "u";
    parameters.onboarding = 600;
    s.migration_parameters = {parameters};
  });
  const Benefit result = benefit(portfolio, plan(portfolio, {{"w", "O", 0}, {"u", "O", 6}}));
  EXPECT_THAT(result.cumulative_saving,
              ElementsAre(50, 100, 150, 200, 250, 300, -75, 150, 375, 600, 825, 1050));
  EXPECT_EQ(result.breakeven, 7);
}

TEST(Compare, FindsNoBreakevenIfOnlyMigrationsInProgressMove) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.migrations_in_progress = {{.workload = "w",
                                 .offering = "O",
                                 .cutover_from = {2020, 12},
                                 .cutover_to = Date{2021, 2}}};
  });
  const Plan today = status_quo(portfolio);
  EXPECT_FALSE(any_new_move(portfolio, today));
  EXPECT_EQ(benefit(portfolio, today).breakeven, std::nullopt);
  EXPECT_TRUE(any_new_move(portfolio, plan(portfolio, {{"u", "O", 3}})));
  EXPECT_FALSE(any_new_move(portfolio, plan(portfolio, {{"w", "O", 3}})));
}

TEST(Compare, TakesADiscountedShortfallBelowHalfACentForNone) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) { s.settings.discount_rate = 1; });
  const std::size_t agencies = 1;
  Statement today(agencies, 12, 0, {2021});
  Statement moved(agencies, 12, 0, {2021});
  moved.add(AgencyId(0), MoneyKind::phase, 11,
            cents(1));  // 1 cent x 2^(-11/12) = 0.53 cents: a shortfall
  EXPECT_EQ(compare(portfolio, today, moved, true).breakeven, std::nullopt);
  today.add(AgencyId(0), MoneyKind::phase, 11, cents(1));
  EXPECT_EQ(compare(portfolio, today, moved, true).breakeven, 0);
  moved.add(AgencyId(0), MoneyKind::phase, 10, cents(1));  // -0.56 + 0.53 cents in the end: none
  today.add(AgencyId(0), MoneyKind::phase, 11, cents(1));
  EXPECT_EQ(compare(portfolio, today, moved, true).breakeven, 11);
}

}  // namespace
}  // namespace qsmo
