#include "qsmo/core/calendar.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace qsmo {
namespace {

using ::testing::ElementsAre;

const Calendar months(Date{2020, 10}, PeriodLength::month, 24, 10);
const Calendar quarters(Date{2020, 10}, PeriodLength::quarter, 8, 10);

TEST(Date, ReadsMonthsAndDays) {
  EXPECT_EQ(Date::parse("2021-10"), (Date{2021, 10, 0}));
  EXPECT_EQ(Date::parse("2021-10-15"), (Date{2021, 10, 15}));
  EXPECT_EQ(Date::parse("0001-01-01"), (Date{1, 1, 1}));
}

TEST(Date, RefusesOtherForms) {
  for (const char* text :
       {"", "2021", "2021-1", "2021-10-1", "21-10-15", "2021/10/15", "2021-10/15",
        "2021-10-15T00:00", " 2021-10", "2021-10 ", "+021-10", "2021--1", "2021-1a", "20211015ab",
        "15-10-2021", "2021-10-", "-021-10"}) {
    EXPECT_EQ(Date::parse(text), std::nullopt) << text;
  }
}

TEST(Date, RefusesDaysThatDoNotExist) {
  for (const char* text :
       {"2021-00", "2021-13", "2021-00-10", "2021-01-00", "2021-01-32", "2021-04-31", "2021-06-31",
        "2021-09-31", "2021-11-31", "2021-02-29", "2100-02-29", "2200-02-29", "2020-02-30"}) {
    EXPECT_EQ(Date::parse(text), std::nullopt) << text;
  }
}

TEST(Date, KnowsLeapYears) {
  for (const char* text : {"2020-02-29", "2000-02-29", "2024-02-29"})
    EXPECT_TRUE(Date::parse(text)) << text;
}

TEST(Date, WritesWhatItReads) {
  for (const char* text : {"2021-10", "2021-01-05", "0042-12-31", "9999-12"})
    EXPECT_EQ(Date::parse(text)->to_string(), text);
}

TEST(Date, ComparesByTime) {
  EXPECT_LT((Date{2020, 12, 31}), (Date{2021, 1}));
  EXPECT_LT((Date{2021, 1}), (Date{2021, 1, 1}));
}

TEST(Calendar, ADateNamesThePeriodThatContainsIt) {
  EXPECT_EQ(months.period_of({2020, 10}), 0);
  EXPECT_EQ(months.period_of({2020, 10, 31}), 0);
  EXPECT_EQ(months.period_of({2020, 11, 1}), 1);
  EXPECT_EQ(quarters.period_of({2020, 12, 31}), 0);
  EXPECT_EQ(quarters.period_of({2021, 1, 1}), 1);
}

TEST(Calendar, CountsOnBeforeAndBeyondTheHorizon) {
  EXPECT_EQ(months.period_of({2020, 9, 30}), -1);
  EXPECT_EQ(quarters.period_of({2020, 9, 30}), -1);
  EXPECT_EQ(quarters.period_of({2020, 7, 1}), -1);
  EXPECT_EQ(quarters.period_of({2020, 6, 30}), -2);
  EXPECT_EQ(months.period_of({2022, 10}), 24);
  EXPECT_EQ(months.period_of({1980, 1}), -489);
}

TEST(Calendar, WhatBeginsBeforeTheHorizonActsAsItsFirstPeriod) {
  EXPECT_EQ(months.begin_period({2019, 1}), 0);
  EXPECT_EQ(months.begin_period({2021, 1}), 3);
  EXPECT_EQ(months.begin_period({2050, 1}), 24);
}

TEST(Calendar, WhatEndsBeforeTheHorizonActsAsMinusOne) {
  EXPECT_EQ(months.last_period({2019, 1}), -1);
  EXPECT_EQ(months.last_period({2020, 9, 30}), -1);
  EXPECT_EQ(months.last_period({2020, 10}), 0);
  EXPECT_EQ(months.last_period({2050, 1}), 24);
}

TEST(Calendar, PeriodsStartWithTheirFirstMonth) {
  EXPECT_EQ(months.first_month(0), (Date{2020, 10}));
  EXPECT_EQ(months.first_month(-10), (Date{2019, 12}));
  EXPECT_EQ(quarters.first_month(1), (Date{2021, 1}));
  EXPECT_EQ(quarters.first_month(-4), (Date{2019, 10}));
  EXPECT_EQ(quarters.label(2), "2021-04");
}

TEST(Calendar, EveryPeriodContainsItsFirstMonth) {
  for (const Calendar& calendar : {months, quarters}) {
    for (int t = -30; t < 60; ++t) EXPECT_EQ(calendar.period_of(calendar.first_month(t)), t);
  }
}

TEST(Calendar, AFiscalYearBearsTheYearInWhichItEnds) {
  EXPECT_EQ(months.fiscal_year(-1), 2020);
  EXPECT_EQ(months.fiscal_year(0), 2021);
  EXPECT_EQ(months.fiscal_year(11), 2021);
  EXPECT_EQ(months.fiscal_year(12), 2022);
  EXPECT_EQ(quarters.fiscal_year(3), 2021);
  EXPECT_EQ(quarters.fiscal_year(4), 2022);
}

TEST(Calendar, AFiscalYearFromJanuaryBearsItsOwnYear) {
  const Calendar calendar(Date{2021, 1}, PeriodLength::month, 24, 1);
  EXPECT_EQ(calendar.fiscal_year(0), 2021);
  EXPECT_EQ(calendar.fiscal_year(11), 2021);
  EXPECT_EQ(calendar.fiscal_year(12), 2022);
  EXPECT_EQ(calendar.fiscal_year(-1), 2020);
  EXPECT_TRUE(calendar.starts_fiscal_year(12));
}

TEST(Calendar, AFiscalYearMayStartInAnyMonth) {
  for (int start = 2; start <= 12; ++start) {
    const Calendar calendar(Date{2021, start}, PeriodLength::month, 24, start);
    EXPECT_EQ(calendar.fiscal_year(-1), 2021) << start;
    EXPECT_EQ(calendar.fiscal_year(0), 2022) << start;
    EXPECT_EQ(calendar.fiscal_year(11), 2022) << start;
    EXPECT_EQ(calendar.fiscal_year(12), 2023) << start;
  }
}

template <class Question>
std::vector<int> starts(const Calendar& calendar, Question question) {
  std::vector<int> out;
  for (int t = 0; t < 12; ++t) {
    if ((calendar.*question)(t)) out.push_back(t);
  }
  return out;
}

TEST(Calendar, KnowsWhereYearsAndQuartersStart) {
  EXPECT_THAT(starts(months, &Calendar::starts_fiscal_year), ElementsAre(0));
  EXPECT_THAT(starts(months, &Calendar::starts_calendar_year), ElementsAre(3));
  EXPECT_THAT(starts(months, &Calendar::starts_quarter), ElementsAre(0, 3, 6, 9));
  EXPECT_THAT(starts(quarters, &Calendar::starts_fiscal_year), ElementsAre(0, 4, 8));
  EXPECT_THAT(starts(quarters, &Calendar::starts_calendar_year), ElementsAre(1, 5, 9));
  EXPECT_EQ(starts(quarters, &Calendar::starts_quarter).size(), 12U);
}

TEST(Calendar, QuartersAreFiscal) {
  const Calendar calendar(Date{2020, 11}, PeriodLength::month, 24, 11);
  EXPECT_THAT(starts(calendar, &Calendar::starts_quarter), ElementsAre(0, 3, 6, 9));
  const Calendar odd(Date{2020, 11}, PeriodLength::quarter, 8, 11);
  EXPECT_TRUE(starts(odd, &Calendar::starts_calendar_year).empty());
}

TEST(Calendar, AYearHasTwelveMonthsOrFourQuarters) {
  EXPECT_EQ(months.periods_per_year(), 12);
  EXPECT_EQ(quarters.periods_per_year(), 4);
  EXPECT_EQ(quarters.length(), PeriodLength::quarter);
  EXPECT_NE(months, quarters);
}

}  // namespace
}  // namespace qsmo
