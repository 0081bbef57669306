#include "model/validate_assessment.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/model/full_scenario.hpp"

namespace qsmo {
namespace {

using full::pointers;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(Measures, HaveAUnit) {
  for (const char* blank : {"", " ", "\t\n"}) {
    EXPECT_THAT(pointers([&](Scenario& s) { s.measures[0].unit = blank; }),
                ElementsAre("/measures/0/unit"))
        << '"' << blank << '"';
  }
}

TEST(Measures, WeighNoLessThanNothing) {
  EXPECT_THAT(pointers([](Scenario& s) { s.measures[0].weight = full::decimal(-0.5); }),
              ElementsAre("/measures/0/weight"));
}

std::vector<std::string> with_measures(std::vector<Measure> measures) {
  return pointers([&](Scenario& s) {
    s.measures = std::move(measures);
    s.observations = {};
  });
}

Measure measure(const char* id, const char* area, Decimal weight, bool target = true) {
  Measure out{.id = id, .area = area, .unit = "percent", .weight = weight};
  if (target) out.target = 99;
  return out;
}

TEST(Measures, OfAnAreaHaveAWeightTogether) {
  EXPECT_THAT(with_measures({measure("a", "HR", 0), measure("b", "HR", 0)}),
              ElementsAre("/measures/0/weight"));
  EXPECT_THAT(with_measures({measure("a", "HR", 0), measure("b", "HR", full::decimal(0.000001))}),
              IsEmpty());
  EXPECT_THAT(with_measures({measure("a", "HR", 0), measure("b", "FM", 1)}),
              ElementsAre("/measures/0/weight"))
      << "each area by itself";
}

TEST(Measures, WithoutATargetNeedNoWeight) {
  EXPECT_THAT(with_measures({measure("a", "HR", 0, false), measure("b", "HR", 0, false)}),
              IsEmpty());
  EXPECT_THAT(with_measures({measure("a", "HR", 0), measure("b", "HR", 1, false)}),
              ElementsAre("/measures/0/weight"))
      << "and lend none";
}

TEST(Measures, OfAllAreasCountInEach) {
  EXPECT_THAT(with_measures({measure("a", "HR", 0), measure("b", "", 1)}), IsEmpty());
  const auto faults = full::faults([] {
    (void)Portfolio(full::changed([](Scenario& s) {
      s.measures = {measure("a", "", 0), measure("b", "HR", 1)};
      s.observations = {};
    }));
  });
  ASSERT_THAT(pointers(faults), ElementsAre("/measures/0/weight"));
  EXPECT_THAT(faults[0].expected, HasSubstr("measures of FM"));
  EXPECT_EQ(faults[0].value, "0");
}

TEST(Observations, AreOnePerOfferingMeasureAndPeriod) {
  const auto second = [](const char* offering, const char* measure, Date date) {
    return full::faults([=] {
      (void)Portfolio(full::changed([=](Scenario& s) {
        s.observations.push_back({offering, measure, date, 4, ""});
      }));
    });
  };
  // Periods are quarters; the first observation is of 31 January 2021.
  const auto faults = second("O", "errors", {2021, 3});
  ASSERT_THAT(pointers(faults), ElementsAre("/observations/2/date"));
  EXPECT_THAT(faults[0].expected, HasSubstr("record 0"));
  EXPECT_THAT(second("O", "errors", {2021, 4, 1}), IsEmpty());
  EXPECT_THAT(second("O", "errors", {2020, 12, 31}), IsEmpty());
  EXPECT_THAT(second("O", "calls", {2021, 3}), IsEmpty());
  EXPECT_THAT(second("O2", "calls", {2021, 3}), IsEmpty());
  EXPECT_THAT(second("O2", "calls", {2021, 6, 30}), SizeIs(1));
}

TEST(Observations, OutsideTheHorizonAreOnePerPeriodToo) {
  const auto two = [](Date first, Date then) {
    return pointers([=](Scenario& s) {
      s.observations[0].date = first;
      s.observations.push_back({"O", "errors", then, 4, ""});
    });
  };
  EXPECT_THAT(two({2019, 1}, {2019, 3, 31}), ElementsAre("/observations/2/date"));
  EXPECT_THAT(two({2019, 1}, {2019, 4}), IsEmpty());
  EXPECT_THAT(two({2031, 1}, {2031, 2}), ElementsAre("/observations/2/date"));
}

TEST(Observations, AreOfAMeasureOfTheOfferingsArea) {
  const auto faults = full::faults(
      [] { (void)Portfolio(full::changed([](Scenario& s) { s.measures[0].area = "FM"; })); });
  ASSERT_THAT(pointers(faults), ElementsAre("/observations/0/measure"));
  EXPECT_EQ(faults[0].value, "errors");
  EXPECT_EQ(faults[0].expected, "a measure of HR, the area of M, or of all areas");
  EXPECT_THAT(pointers([](Scenario& s) { s.measures[0].area = {}; }), IsEmpty());
}

TEST(Observations, OutsideMarketplacesAreOfMeasuresOfAllAreas) {
  const auto faults = full::faults([] {
    (void)Portfolio(full::changed([](Scenario& s) { s.observations[0].offering = "O2"; }));
  });
  ASSERT_THAT(pointers(faults), ElementsAre("/observations/0/measure"));
  EXPECT_EQ(faults[0].expected, "a measure of all areas: no marketplace lists O2");
}

TEST(Observations, AreNotJudgedByRecordsThatAreBroken) {
  EXPECT_THAT(pointers([](Scenario& s) { s.marketplaces[0].area = "XX"; }),
              ElementsAre("/marketplaces/0/area"));
  EXPECT_THAT(pointers([](Scenario& s) { s.measures[0].area = "XX"; }),
              ElementsAre("/measures/0/area"));
  EXPECT_THAT(pointers([](Scenario& s) { s.observations[0].offering = "XX"; }),
              ElementsAre("/observations/0/offering"));
}

}  // namespace
}  // namespace qsmo
