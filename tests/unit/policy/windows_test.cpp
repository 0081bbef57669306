#include "qsmo/policy/windows.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Periods 0..11 (October 2020 to September 2021) in which `rule` holds for w.
template <class Rule>
std::vector<int> holding(const Portfolio& portfolio, Rule rule) {
  std::vector<int> out;
  for (int t = 0; t < portfolio.periods(); ++t) {
    if (rule(portfolio, portfolio.workload("w"), t)) out.push_back(t);
  }
  return out;
}

std::vector<int> cutovers(CutoverRule rule, int fiscal_year_start = 10) {
  return holding(small::portfolio([&](Scenario& s) {
                   s.services[0].cutover_rule = rule;
                   s.settings.fiscal_year_start = fiscal_year_start;
                 }),
                 cutover_rule_allows);
}

TEST(CutoverRuleAllows, TheFirstPeriodsOfItsSpan) {
  EXPECT_THAT(cutovers(CutoverRule::any), ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
  EXPECT_THAT(cutovers(CutoverRule::fiscal_year_start), ElementsAre(0));
  EXPECT_THAT(cutovers(CutoverRule::calendar_year_start), ElementsAre(3));
  EXPECT_THAT(cutovers(CutoverRule::quarter_start), ElementsAre(0, 3, 6, 9));
}

TEST(CutoverRuleAllows, CountsQuartersFromTheFiscalYear) {
  EXPECT_THAT(cutovers(CutoverRule::fiscal_year_start, 2), ElementsAre(4));
  EXPECT_THAT(cutovers(CutoverRule::quarter_start, 2), ElementsAre(1, 4, 7, 10));
}

TEST(BlackedOut, InEveryPeriodThatTheBlackoutTouches) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.blackouts = {{"A", {2020, 12, 31}, {2021, 2, 1}, ""}, {"B", {2021, 6}, {2021, 7}, ""}};
  });
  EXPECT_THAT(holding(portfolio, blacked_out), ElementsAre(2, 3, 4));
}

TEST(BlackedOut, IsNotInheritedFromAParent) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.agencies[small::A].parent = "B";
    s.blackouts = {{"B", {2020, 12}, {2021, 2}, ""}};
  });
  EXPECT_THAT(holding(portfolio, blacked_out), IsEmpty());
}

TEST(BlackedOut, IgnoresWindowsWhollyPastOrBeyond) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.blackouts = {{"A", {2020, 1}, {2020, 9}, ""}, {"A", {2021, 10}, {2022, 9}, ""}};
  });
  EXPECT_THAT(holding(portfolio, blacked_out), IsEmpty());
}

TEST(BlackedOut, CutsWindowsAtTheHorizon) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.blackouts = {{"A", {2020, 1}, {2020, 10}, ""}, {"A", {2021, 9}, {2022, 9}, ""}};
  });
  EXPECT_THAT(holding(portfolio, blacked_out), ElementsAre(0, 11));
}

TEST(StartFrozen, ByTheAgencysOwnFreezesAndEverybodys) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.start_freezes = {{"", {2020, 10}, {2020, 12, 18}, "continuing resolution"},
                       {"A", {2021, 4}, {2021, 4}, ""},
                       {"B", {2021, 6}, {2021, 6}, ""}};
  });
  EXPECT_THAT(holding(portfolio, start_frozen), ElementsAre(0, 1, 2, 6));
}

TEST(StartFrozen, WhereThePolicySuspendsStarts) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.start_freezes = {{"A", {2021, 4}, {2021, 4}, ""}};
    s.policy_values = {{.parameter = "starts_allowed", .value = "true"},
                       {.parameter = "starts_allowed", .from = Date{2021, 3, 31}, .value = "false"},
                       {.parameter = "starts_allowed", .from = Date{2021, 5, 1}, .value = "true"}};
  });
  EXPECT_THAT(holding(portfolio, start_frozen), ElementsAre(5, 6));
  const auto why = [&](int t) {
    return start_window(portfolio, portfolio.workload("w"), t).reason;
  };
  EXPECT_EQ(why(4), Reason::start_open);
  EXPECT_EQ(why(5), Reason::starts_suspended);
  EXPECT_EQ(why(6), Reason::starts_suspended);
  EXPECT_EQ(why(7), Reason::start_open);
}

TEST(StartWindow, SaysTheFirstReason) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.start_freezes = {{"", {2020, 10}, {2020, 10}, ""}};
    s.workloads[small::w].earliest_start = Date{2020, 12, 31};
  });
  const auto why = [&](int t) {
    return start_window(portfolio, portfolio.workload("w"), t).reason;
  };
  EXPECT_EQ(why(-1), Reason::before_earliest_start);
  EXPECT_EQ(why(0), Reason::start_frozen);
  EXPECT_EQ(why(1), Reason::before_earliest_start);
  EXPECT_EQ(why(2), Reason::start_open);
}

TEST(CutoverWindow, SaysTheFirstReason) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.services[0].cutover_rule = CutoverRule::quarter_start;
    s.blackouts = {{"A", {2020, 12}, {2021, 1}, ""}};
  });
  const auto why = [&](int t) {
    return cutover_window(portfolio, portfolio.workload("w"), t).reason;
  };
  EXPECT_EQ(why(0), Reason::cutover_open);
  EXPECT_EQ(why(1), Reason::outside_cutover_rule);
  EXPECT_EQ(why(2), Reason::blacked_out);
  EXPECT_EQ(why(3), Reason::blacked_out);
  EXPECT_EQ(why(6), Reason::cutover_open);
}

TEST(EarliestStart, IsThePeriodOfItsDate) {
  const auto earliest = [](std::optional<Date> date) {
    const Portfolio portfolio =
        small::portfolio([&](Scenario& s) { s.workloads[small::w].earliest_start = date; });
    return earliest_start(portfolio, portfolio.workload("w"));
  };
  EXPECT_EQ(earliest(std::nullopt), 0);
  EXPECT_EQ(earliest(Date{2021, 1, 31}), 3);
  EXPECT_EQ(earliest(Date{2019, 1}), 0);
  EXPECT_EQ(earliest(Date{2030, 1}), 12);
}

}  // namespace
}  // namespace qsmo
