#include "qsmo/policy/participation.hpp"

#include <gtest/gtest.h>

#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

Portfolio voluntary_until_january() {
  return small::portfolio([](Scenario& s) {
    s.policy_values = {{.parameter = "participation", .value = "true"},
                       {.parameter = "participation", .from = Date{2021, 1, 20}, .value = "false"}};
  });
}

TEST(Voluntary, HoldsPeriodByPeriod) {
  const Portfolio portfolio = voluntary_until_january();
  EXPECT_TRUE(voluntary(portfolio, -3));
  EXPECT_TRUE(voluntary(portfolio, 2));
  EXPECT_FALSE(voluntary(portfolio, 3));
  EXPECT_TRUE(ever_voluntary(portfolio));
  EXPECT_FALSE(ever_voluntary(small::portfolio()));
}

TEST(Participation, TakesAShortfallOfLessThanHalfACentForNone) {
  const Portfolio portfolio = small::portfolio(
      [](Scenario& s) { s.agencies[small::A].participation_threshold = small::cents(1050); });
  const AgencyId agency = portfolio.agency("A");
  EXPECT_EQ(participation(portfolio, agency, 10.4951).reason, Reason::better_off);
  EXPECT_EQ(participation(portfolio, agency, 10.4949).reason, Reason::worse_off);
  EXPECT_EQ(participation(portfolio, agency, 10.4).subsidy, small::cents(10));
}

Portfolio subsidised(const char* share, const char* years) {
  return small::portfolio([&](Scenario& s) {
    MigrationParameters row = small::one_phase(2, {}, {}, small::cents(101));
    row.onboarding = small::cents(1001);
    s.migration_parameters = {row};
    s.policy_values = {{.parameter = "onboarding_subsidy", .value = share},
                       {.parameter = "phase_subsidy", .from = Date{2021, 2}, .value = "0.25"},
                       {.parameter = "phase_subsidy", .value = "0"},
                       {.parameter = "subsidy_repayment_years", .value = years}};
  });
}

std::vector<Instalment> paid(const Portfolio& portfolio, int cutover) {
  return incentive(portfolio, portfolio.workload("w"), portfolio.offering("O"), cutover);
}

TEST(Incentive, IsRoundedByPartAndPaidAtCutoverByTheParametersOfThatPeriod) {
  // Half of 1001 cents is 501 (away from zero); a quarter of 202 cents is 51 (50.5).
  EXPECT_EQ(paid(subsidised("0.5", "0"), 3), (std::vector<Instalment>{{3, small::cents(501)}}));
  EXPECT_EQ(paid(subsidised("0.5", "0"), 4), (std::vector<Instalment>{{4, small::cents(552)}}));
  EXPECT_TRUE(paid(subsidised("0", "0"), 3).empty());
  EXPECT_EQ(paid(subsidised("0", "0"), 4), (std::vector<Instalment>{{4, small::cents(51)}}));
}

TEST(Incentive, IsPaidBackInFullWithTheRestInTheLastPart) {
  const auto parts = paid(subsidised("0.5", "1"), 3);
  ASSERT_EQ(parts.size(), 13U);
  Money sum;
  for (const Instalment& part : parts) sum += part.amount;
  EXPECT_EQ(sum, Money());
  EXPECT_EQ(parts[1], (Instalment{4, small::cents(-41)}));
  EXPECT_EQ(parts[12], (Instalment{15, small::cents(-50)}));
}

TEST(Incentive, IsPaidBackInQuartersWherePeriodsAreQuarters) {
  const Portfolio portfolio =
      subsidised("1", "1").replace([](Scenario& s) { s.settings.period = PeriodLength::quarter; });
  // 1001 + a quarter of 202 cents, as of July 2021, in four parts of 263.
  EXPECT_EQ(paid(portfolio, 3), (std::vector<Instalment>{{3, small::cents(1052)},
                                                         {4, small::cents(-263)},
                                                         {5, small::cents(-263)},
                                                         {6, small::cents(-263)},
                                                         {7, small::cents(-263)}}));
}

TEST(Incentive, SubsidisesNoMigrationInProgress) {
  const Portfolio portfolio = subsidised("0.5", "0").replace([](Scenario& s) {
    s.migrations_in_progress = {{.workload = "w", .offering = "O", .cutover_from = {2021, 1}}};
  });
  EXPECT_TRUE(paid(portfolio, 3).empty());
  EXPECT_FALSE(incentive(portfolio, portfolio.workload("u"), portfolio.offering("O"), 3).empty());
}

TEST(Incentive, PaysNothingWhereTheShareComesToNoCent) {
  const Portfolio portfolio = subsidised("0.000001", "1");
  EXPECT_TRUE(paid(portfolio, 3).empty());
}

TEST(IncentiveBudget, IsThatOfTheFirstPeriodOfTheYear) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.policy_values = {{.parameter = "incentive_budget", .value = "100"},
                       {.parameter = "incentive_budget", .from = Date{2020, 11}, .value = "7"}};
  });
  EXPECT_EQ(incentive_budget(portfolio, 2021), Money(100));
  EXPECT_EQ(incentive_budget(portfolio, 2022), std::nullopt);
  EXPECT_EQ(incentive_budget(small::portfolio(), 2021), std::nullopt);
}

}  // namespace
}  // namespace qsmo
