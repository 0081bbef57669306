#include "qsmo/policy/warnings.hpp"

#include <gtest/gtest.h>

#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

std::vector<std::string> warnings_of(const std::function<void(Scenario&)>& edit) {
  return warnings(small::portfolio([&](Scenario& s) {
    s.migration_parameters.push_back(small::one_phase(1));
    edit(s);
  }));
}

void expect_one(const std::vector<std::string>& found, const std::string& words) {
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NE(found[0].find(words), std::string::npos) << found[0];
}

TEST(Warnings, AreNoneForAnOrdinaryPortfolio) {
  EXPECT_TRUE(warnings_of([](Scenario&) {}).empty());
}

TEST(Warnings, TellOfMovesThatTakeNothing) {
  const auto found = warnings_of([](Scenario& s) { s.migration_parameters[0].size_class = "XL"; });
  ASSERT_EQ(found.size(), 3U);
  EXPECT_NE(found[0].find("applies to u"), std::string::npos);
  EXPECT_NE(found[1].find("applies to w"), std::string::npos);
  EXPECT_NE(found[2].find("row 1"), std::string::npos);
}

TEST(Warnings, KnowEveryKindOfRow) {
  EXPECT_TRUE(warnings_of([](Scenario& s) {
                for (int i = 0; i < 3; ++i) s.migration_parameters.push_back(small::one_phase(1));
                s.migration_parameters[1].service = {};
                s.migration_parameters[1].workload = "w";
                s.migration_parameters[2].service = {};
                s.migration_parameters[2].workload = "w";
                s.migration_parameters[2].offering = "O";
                s.migration_parameters[3].service = {};
                s.migration_parameters[3].offering = "O2";
              }).empty());
}

TEST(Warnings, TellOfAWorkloadThatNobodyCanTakeOver) {
  expect_one(warnings_of([](Scenario& s) {
               s.services.push_back({.id = "hiring", .area = "HR"});
               s.workloads[small::u].service = "hiring";
             }),
             "no offering can take over u");
}

TEST(Warnings, TellOfAMarketplaceThatNeverOpens) {
  expect_one(warnings_of([](Scenario& s) { s.designations.clear(); }), "marketplace M");
}

TEST(Warnings, TellOfFundsWithoutMoneyAndMoneyOutsideTheHorizon) {
  const auto found = warnings_of([](Scenario& s) {
    s.funds.push_back({.id = "F", .agencies = {"A"}, .kinds = {FundedKind::phase}});
    s.budgets.push_back({.fund = "F", .fiscal_year = 2031, .amount = 5});
  });
  ASSERT_EQ(found.size(), 2U);
  EXPECT_NE(found[0].find("2031"), std::string::npos);
  EXPECT_NE(found[1].find("fund F"), std::string::npos);
}

}  // namespace
}  // namespace qsmo
