#include "qsmo/policy/ready_made.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "core/read_file.hpp"
#include "core/text.hpp"
#include "qsmo/policy/policy_files.hpp"
#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

/// Ten years of months from October 2020.
Portfolio ten_years() {
  return small::portfolio([](Scenario& s) { s.settings.periods = 120; });
}

Portfolio under_at(std::string_view id, std::string_view date = "2020-10") {
  return under(ten_years(), find_policy(std::string(id) + "@" + std::string(date)));
}

TEST(ReadyMade, StandInTheOrderOfTheirDates) {
  std::vector<Date> dates;
  for (const std::string_view id : ready_made_policies()) {
    ASSERT_TRUE(ready_made_policy(id).enacted) << id;
    dates.push_back(*ready_made_policy(id).enacted);
  }
  EXPECT_TRUE(std::is_sorted(dates.begin(), dates.end()));
  EXPECT_THAT(ready_made_policies(),
              ElementsAre("lines-of-business", "shared-first", "qsmo-marketplace", "hybrid"));
}

TEST(ReadyMade, AreTheFilesOfTheFolder) {
  for (const std::string_view id : ready_made_policies()) {
    const std::string file =
        std::string(QSMO_SOURCE_DIR) + "/policies/" + std::string(id) + ".yaml";
    EXPECT_EQ(ready_made_text(id), detail::read_file(file));
    EXPECT_EQ(ready_made_policy(id), read_policy(file));
    EXPECT_EQ(ready_made_policy(id).id, id);
  }
}

TEST(ReadyMade, HaveANameAndASummary) {
  for (const std::string_view id : ready_made_policies()) {
    EXPECT_THAT(ready_made_policy(id).name, Not("")) << id;
    EXPECT_THAT(ready_made_policy(id).summary, Not("")) << id;
  }
}

TEST(ReadyMade, EveryValueSaysWhereItComesFrom) {
  for (const std::string_view id : ready_made_policies()) {
    for (const PolicyValue& value : ready_made_policy(id).values) {
      const std::string_view reference = value.reference;
      EXPECT_THAT(value.reference, Not("")) << id << ": " << value.parameter;
      if (!reference.starts_with("assumed")) continue;
      EXPECT_TRUE(reference.starts_with("assumed: ") &&
                  !detail::trimmed(reference.substr(9)).empty())
          << id << ": " << value.parameter << " is assumed, but why?";
    }
  }
}

TEST(ReadyMade, NumbersStateTheirUnit) {
  for (const std::string_view id : ready_made_policies()) {
    for (const PolicyValue& value : ready_made_policy(id).values) {
      const bool number =
          !value.value.empty() && value.value.find_first_not_of("0123456789.") == std::string::npos;
      EXPECT_EQ(!value.unit.empty(), number) << id << ": " << value.parameter;
    }
  }
}

TEST(ReadyMade, EveryParameterBeginsWithThePolicy) {
  for (const std::string_view id : ready_made_policies()) {
    const Policy policy = ready_made_policy(id);
    EXPECT_NO_THROW(static_cast<void>(parameters_on(policy, *policy.enacted))) << id;
  }
}

TEST(ReadyMade, UnknownNamesHaveTheNearestOne) {
  try {
    static_cast<void>(ready_made_policy("shared-frist"));
    FAIL();
  } catch (const UnknownNameError& error) {
    EXPECT_EQ(error.suggestion(), "shared-first");
  }
  EXPECT_THROW(static_cast<void>(ready_made_text("")), UnknownNameError);
}

TEST(ReadyMade, TakenTodayEachHoldsForTenYears) {
  for (const std::string_view id : ready_made_policies()) {
    const Portfolio portfolio = under_at(id);
    EXPECT_EQ(portfolio.settings().policy, std::string(id) + "@2020-10");
  }
}

TEST(ReadyMade, TodaysPoliciesHoldWithoutADate) {
  for (const char* id : {"qsmo-marketplace", "hybrid"})
    EXPECT_NO_THROW(static_cast<void>(under(ten_years(), ready_made_policy(id)))) << id;
}

TEST(ReadyMade, PastPoliciesAreOverAndSayWhichParameterEndedWhen) {
  for (const auto& [id, end] :
       {std::pair{"lines-of-business", "2009-10"}, std::pair{"shared-first", "2019-04"}}) {
    const Policy policy = ready_made_policy(id);
    try {
      static_cast<void>(under(ten_years(), policy));
      FAIL() << id;
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), HasSubstr("provider_kinds"));
      EXPECT_THAT(error.what(), HasSubstr("ended on " + std::string(end)));
    }
    const Extended extended = lenient(policy);
    EXPECT_NO_THROW(static_cast<void>(under(ten_years(), extended.policy)));
    std::set<std::string> parameters;
    for (const PolicyValue& value : policy.values) parameters.insert(value.parameter);
    EXPECT_EQ(extended.warnings.size(), parameters.size()) << "each has an end";
  }
}

TEST(ReadyMade, LinesOfBusinessOrdersWithSeveralYearsToGo) {
  const Portfolio portfolio = under_at("lines-of-business");
  EXPECT_FALSE(portfolio.parameters(0).mandate_deadline);
  const Parameters& last = portfolio.parameters(119);
  EXPECT_TRUE(last.mandates_bind);
  ASSERT_TRUE(last.mandate_deadline);
  const int months = last.mandate_deadline->month_index() - Date{2020, 10, 0}.month_index();
  EXPECT_GE(months, 48);
  EXPECT_LE(months, 84);
  EXPECT_FALSE(last.participation);
}

TEST(ReadyMade, SharedFirstTurnsToFederalProvidersAndEndsContracts) {
  const Portfolio portfolio = under_at("shared-first");
  const std::vector<ProviderKind> federal{ProviderKind::federal};
  EXPECT_NE(portfolio.parameters(0).provider_kinds, federal);
  EXPECT_FALSE(portfolio.parameters(0).mandate_at_contract_end);
  EXPECT_FALSE(portfolio.parameters(0).standards_bind);
  EXPECT_EQ(portfolio.parameters(119).provider_kinds, federal);
  EXPECT_TRUE(portfolio.parameters(119).mandate_at_contract_end);
  EXPECT_TRUE(portfolio.parameters(119).standards_bind);
  EXPECT_FALSE(portfolio.parameters(119).mandate_deadline);
}

TEST(ReadyMade, TheMarketplaceIsVoluntaryAndAsksForOffRampsFromTheGuidanceOn) {
  const Policy policy = ready_made_policy("qsmo-marketplace");
  const Parameters before = parameters_on(policy, {2021, 3, 25});
  const Parameters after = parameters_on(policy, {2021, 3, 26});
  EXPECT_TRUE(before.participation);
  EXPECT_FALSE(before.mandates_bind);
  EXPECT_EQ(before.outside_marketplace, OutsideMarketplace::until_pre_designation);
  EXPECT_FALSE(before.off_ramp_required);
  EXPECT_TRUE(after.off_ramp_required);
  EXPECT_EQ(after.exception_review_days, 10);
}

TEST(ReadyMade, TheHybridOrdersAndPaysInAdvance) {
  const Parameters& today = under_at("hybrid").parameters(0);
  EXPECT_TRUE(today.mandates_bind);
  ASSERT_TRUE(today.mandate_deadline);
  EXPECT_EQ(today.mandate_deadline->month_index(), (Date{2026, 9, 0}.month_index()));
  EXPECT_TRUE(today.waived_until_contract_end);
  EXPECT_EQ(today.onboarding_subsidy, small::decimal(0.5));
  EXPECT_EQ(today.subsidy_repayment_years, 5);
  EXPECT_TRUE(today.incentive_budget);
}

}  // namespace
}  // namespace qsmo
