// How a portfolio resolves the policy values of its scenario, period by period.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/model/full_scenario.hpp"
#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Twelve months from October 2020, or six quarters from then on.
Portfolio stating(std::vector<PolicyValue> values, PeriodLength length = PeriodLength::month) {
  return small::portfolio([&](Scenario& s) {
    s.settings.period = length;
    if (length == PeriodLength::quarter) s.settings.periods = 6;
    s.policy_values = std::move(values);
  });
}

/// Faults as `pointer: "value": expected ...`.
std::vector<std::string> wrong(std::vector<PolicyValue> values,
                               PeriodLength length = PeriodLength::month) {
  std::vector<std::string> out;
  for (const Fault& fault : full::faults([&] { (void)stating(std::move(values), length); }))
    out.push_back(to_string(fault));
  return out;
}

/// `phase_subsidy` of each period in tenths.
std::vector<int> shares(const Portfolio& portfolio) {
  std::vector<int> out;
  for (int t = 0; t < portfolio.periods(); ++t)
    out.push_back(static_cast<int>(portfolio.parameters(t).phase_subsidy.raw() / 100'000));
  return out;
}

PolicyValue share(const char* value, std::optional<Date> from = {},
                  std::optional<Date> until = {}) {
  return {.parameter = "phase_subsidy", .from = from, .until = until, .value = value};
}

// ---- faults

TEST(IndexPolicy, NamesUnknownParametersWithASuggestion) {
  EXPECT_THAT(wrong({{.parameter = "participatoin", .value = "true"}}),
              ElementsAre("/policy_values/0/parameter: \"participatoin\": expected a parameter; "
                          "did you mean \"participation\"?"));
}

TEST(IndexPolicy, RefusesValuesThatCannotBeReadAlsoIfTheyNeverHold) {
  EXPECT_THAT(wrong({share("0"), share("much", Date{2035, 1})}),
              ElementsAre("/policy_values/1/value: \"much\": expected a number"));
  EXPECT_THAT(wrong({share("2")}),
              ElementsAre("/policy_values/0/value: \"2\": expected a number from 0 to 1"));
  EXPECT_THAT(wrong({{.parameter = "mandate_deadline", .value = "2021-26-04"}}),
              ElementsAre("/policy_values/0/value: \"2021-26-04\": expected a date as \"2021-10\" "
                          "or \"2021-10-15\"; did you mean \"2021-04-26\"?"));
}

TEST(IndexPolicy, RefusesAnotherUnitThanTheParameters) {
  const auto with_unit = [](const char* parameter, const char* value, const char* unit) {
    return wrong({{.parameter = parameter, .value = value, .unit = unit}});
  };
  EXPECT_THAT(with_unit("phase_subsidy", "0.5", "share"), IsEmpty());
  EXPECT_THAT(with_unit("phase_subsidy", "0.5", "percent"),
              ElementsAre("/policy_values/0/unit: \"percent\": expected share"));
  EXPECT_THAT(with_unit("incentive_budget", "5", "USD"),
              ElementsAre("/policy_values/0/unit: \"USD\": expected USD/year"));
  EXPECT_THAT(with_unit("starts_allowed", "true", "share"),
              ElementsAre("/policy_values/0/unit: \"share\": expected no unit: the parameter has "
                          "none"));
}

TEST(IndexPolicy, RefusesAnEndBeforeItsStart) {
  EXPECT_THAT(wrong({share("0", Date{2020, 1, 15}, Date{2020, 1, 14})}),
              ElementsAre("/policy_values/0/until: \"2020-01-14\": expected a date not before "
                          "2020-01-15"));
  EXPECT_THAT(wrong({share("0", Date{2020, 1, 15}, Date{2020, 1}), share("0", Date{2020, 2})}),
              IsEmpty());
}

TEST(IndexPolicy, RefusesTwoValuesOfOneDate) {
  EXPECT_THAT(wrong({share("0.1"), share("0.2")}),
              ElementsAre("/policy_values/1/from: expected a date of its own: another value of "
                          "phase_subsidy begins then too"));
  EXPECT_THAT(wrong({share("0.1", Date{2020, 1}), share("0.2", Date{2020, 5}),
                     share("0.3", Date{2020, 1})}),
              ElementsAre("/policy_values/2/from: \"2020-01\": expected a date of its own: another "
                          "value of phase_subsidy begins then too"));
}

TEST(IndexPolicy, RefusesValuesThatOverlap) {
  EXPECT_THAT(wrong({share("0.2", Date{2021, 1}), share("0.1", {}, Date{2021, 1, 1})}),
              ElementsAre("/policy_values/1/until: \"2021-01-01\": expected a date before 2021-01, "
                          "when the next value of phase_subsidy begins"));
  EXPECT_THAT(wrong({share("0.1", {}, Date{2020, 12}), share("0.2", Date{2020, 12, 31})}),
              ElementsAre("/policy_values/0/until: \"2020-12\": expected a date before 2020-12-31, "
                          "when the next value of phase_subsidy begins"))
      << "a month without a day lasts until its last day";
  EXPECT_THAT(wrong({share("0.1", {}, Date{2020, 12, 30}), share("0.2", Date{2020, 12, 31})}),
              IsEmpty());
  EXPECT_THAT(wrong({share("0.1", {}, Date{2020, 12, 31}), share("0.2", Date{2021, 1})}),
              IsEmpty());
}

TEST(IndexPolicy, NeedsAValueInEveryPeriodOfTheHorizon) {
  EXPECT_THAT(wrong({share("0.5", Date{2020, 11})}),
              ElementsAre("/policy_values/0: \"2020-10\": expected a date from 2020-11 on, the "
                          "first value of phase_subsidy"));
  EXPECT_THAT(wrong({share("0.5", Date{2020, 10, 31})}), IsEmpty())
      << "a value dated in a period holds in all of it";
  EXPECT_THAT(wrong({share("0.5", Date{2030, 1})}),
              ElementsAre("/policy_values/0: \"2020-10\": expected a date from 2030-01 on, the "
                          "first value of phase_subsidy"));
}

TEST(IndexPolicy, SaysWhichParameterEndedWhen) {
  EXPECT_THAT(
      wrong({share("0.5", Date{2019, 1}, Date{2021, 3})}),
      ElementsAre("/policy_values/0: \"2021-04\": expected a value of phase_subsidy on that "
                  "date: the last one, 0.5, ended on 2021-03"));
  EXPECT_THAT(
      wrong({{.parameter = "starts_allowed", .value = "true"}, share("0.5", {}, Date{2019, 3})}),
      ElementsAre("/policy_values/1: \"2020-10\": expected a value of phase_subsidy on that "
                  "date: the last one, 0.5, ended on 2019-03"));
  EXPECT_THAT(wrong({share("0.5", {}, Date{2021, 9, 1})}), IsEmpty())
      << "its end's period is the last of the horizon";
  EXPECT_THAT(
      wrong({share("0.5", {}, Date{2020, 12}), share("0.2", Date{2021, 2})}),
      ElementsAre("/policy_values/0: \"2021-01\": expected a value of phase_subsidy on that "
                  "date: the last one, 0.5, ended on 2020-12"))
      << "a gap";
}

TEST(IndexPolicy, ReportsTheFaultsOfAllValues) {
  EXPECT_EQ(full::pointers([](Scenario& s) {
              s.policy_values = {{.parameter = "nothing", .value = "1"},
                                 {.parameter = "starts_allowed", .value = "true"},
                                 {.parameter = "phase_subsidy", .value = "x"},
                                 {.parameter = "watch_below", .value = "1", .unit = "USD"}};
            }),
            (std::vector<std::string>{"/policy_values/0/parameter", "/policy_values/2/value",
                                      "/policy_values/3/unit"}));
  EXPECT_THAT(wrong({share("0.5", Date{2020, 11}),
                     {.parameter = "participation", .until = Date{2020, 11}, .value = "true"}}),
              ElementsAre("/policy_values/0: \"2020-10\": expected a date from 2020-11 on, the "
                          "first value of phase_subsidy",
                          "/policy_values/1: \"2020-12\": expected a value of participation on "
                          "that date: the last one, true, ended on 2020-11"));
}

TEST(IndexPolicy, SaysOncePerParameterThatAPeriodHasNoValue) {
  EXPECT_THAT(wrong({share("0.5", Date{2020, 12}), share("0.6", Date{2021, 3}),
                     share("0.7", Date{2021, 5}, Date{2021, 6})})
                  .size(),
              1U);
}

// ---- periods

TEST(IndexPolicy, HoldsTheInitialParametersWhereNothingIsStated) {
  const Portfolio portfolio = stating({});
  EXPECT_EQ(portfolio.regimes(), std::vector<Parameters>{Parameters()});
  for (int t = -3; t < portfolio.periods(); ++t) {
    EXPECT_EQ(portfolio.parameters(t), Parameters());
    EXPECT_EQ(portfolio.regime(t), 0U);
  }
}

TEST(IndexPolicy, AppliesAValueToTheWholePeriodOfItsDate) {
  EXPECT_THAT(shares(stating(
                  {share("0.1"), share("0.2", Date{2020, 12, 31}), share("0.3", Date{2021, 3})})),
              ElementsAre(1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3));
}

TEST(IndexPolicy, AppliesAValueToTheWholeQuarterOfItsDate) {
  EXPECT_THAT(shares(stating({share("0.1"), share("0.2", Date{2021, 3, 31}),
                              share("0.3", Date{2021, 7}, Date{2022, 1, 2})},
                             PeriodLength::quarter)),
              ElementsAre(1, 2, 2, 3, 3, 3));
}

TEST(IndexPolicy, TakesTheLatestDateOfSeveralInOnePeriodWhateverTheOrder) {
  const PolicyValue first = share("0.2", Date{2021, 1, 5});
  const PolicyValue last = share("0.3", Date{2021, 3, 5});
  for (const auto& values :
       {std::vector{share("0.1"), first, last}, std::vector{last, first, share("0.1")}})
    EXPECT_THAT(shares(stating(values, PeriodLength::quarter)), ElementsAre(1, 3, 3, 3, 3, 3));
}

TEST(IndexPolicy, HoldsAValueThroughThePeriodOfItsEndUnlessAnotherTakesOver) {
  EXPECT_THAT(shares(stating({share("0.1", {}, Date{2021, 1, 2}), share("0.2", Date{2021, 4})},
                             PeriodLength::quarter)),
              ElementsAre(1, 1, 2, 2, 2, 2));
  EXPECT_THAT(shares(stating({share("0.1", {}, Date{2021, 1, 2}), share("0.2", Date{2021, 1, 3})},
                             PeriodLength::quarter)),
              ElementsAre(1, 2, 2, 2, 2, 2));
}

TEST(IndexPolicy, StartsFromWhatHeldBeforeTheHorizon) {
  const Portfolio portfolio =
      stating({share("0.1", Date{1999, 1}), share("0.2", Date{2020, 9, 30}, Date{2020, 12}),
               share("0.3", Date{2021, 1}), share("0.4", Date{2031, 1})});
  EXPECT_THAT(shares(portfolio), ElementsAre(2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3));
  EXPECT_EQ(portfolio.parameters(-5), portfolio.parameters(0)) << "a start before 0 acts as 0";
}

TEST(IndexPolicy, FloorsTheMandatesDeadlineToItsPeriod) {
  const auto deadline = [](const char* date, PeriodLength length) {
    return stating({{.parameter = "mandate_deadline", .value = date}}, length)
        .parameters(0)
        .mandate_deadline;
  };
  EXPECT_EQ(deadline("2021-03-31", PeriodLength::month), (Date{2021, 3}));
  EXPECT_EQ(deadline("2021-03-31", PeriodLength::quarter), (Date{2021, 1}));
  EXPECT_EQ(deadline("2019-12-24", PeriodLength::quarter), (Date{2019, 10}));
  EXPECT_EQ(deadline("2035-12-24", PeriodLength::quarter), (Date{2035, 10}));
}

// ---- regimes

TEST(Regimes, AreNumberedFromTheFirstPeriodAndMayReturn) {
  const Portfolio portfolio =
      stating({share("0.1"),
               share("0.2", Date{2020, 12}),
               share("0.1", Date{2021, 2}),
               {.parameter = "starts_allowed", .value = "true"},
               {.parameter = "starts_allowed", .from = Date{2021, 6}, .value = "false"}});
  std::vector<std::size_t> regimes;
  for (int t = 0; t < portfolio.periods(); ++t) {
    regimes.push_back(portfolio.regime(t));
    EXPECT_EQ(portfolio.parameters(t), portfolio.regimes()[portfolio.regime(t)]);
  }
  EXPECT_THAT(regimes, ElementsAre(0, 0, 1, 1, 0, 0, 0, 0, 2, 2, 2, 2));
  EXPECT_EQ(portfolio.regimes().size(), 3U);
  EXPECT_EQ(portfolio.regime(-1), 0U);
}

TEST(Regimes, AreOneWhereAValueRepeatsWhatHolds) {
  EXPECT_EQ(stating({share("0.1"), share("0.1", Date{2021, 1})}).regimes().size(), 1U);
}

// ---- settings

TEST(PolicySettings, HoldWhereNoValueIsStated) {
  const auto parameters = [](std::vector<PolicyValue> values) {
    return small::portfolio([&](Scenario& s) {
             s.settings.eligible_states = {DesignationState::research};
             s.settings.participation = true;
             s.settings.mandates_bind = false;
             s.policy_values = std::move(values);
           })
        .parameters(5);
  };
  Parameters expected;
  expected.eligible_states = {DesignationState::research};
  expected.participation = true;
  expected.mandates_bind = false;
  EXPECT_EQ(parameters({}), expected);
  // Each gives way to values of its own parameter alone.
  expected.participation = false;
  EXPECT_EQ(parameters({{.parameter = "participation", .value = "false"}}), expected);
  expected.mandates_bind = true;
  EXPECT_EQ(parameters({{.parameter = "participation", .value = "false"},
                        {.parameter = "mandates_bind", .value = "true"}}),
            expected);
  expected.eligible_states = {};
  EXPECT_EQ(parameters({{.parameter = "participation", .value = "false"},
                        {.parameter = "mandates_bind", .value = "true"},
                        {.parameter = "eligible_states", .value = "none"}}),
            expected);
}

TEST(PolicySettings, DoNotFillGapsOfValues) {
  const auto found = full::faults([] {
    (void)small::portfolio([](Scenario& s) {
      s.settings.participation = true;
      s.policy_values = {{.parameter = "participation", .from = Date{2021, 1}, .value = "false"}};
    });
  });
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].pointer, "/policy_values/0");
}

TEST(ValuesByPeriod, AreFlooredAndHoldTheSettingsOfWhatIsNotStated) {
  const Portfolio portfolio =
      stating({{.parameter = "participation", .from = Date{2021, 2, 15}, .value = "true"},
               {.parameter = "participation", .until = Date{2021, 2, 14}, .value = "false"}},
              PeriodLength::quarter);
  const auto& values = portfolio.values_by_period();
  ASSERT_EQ(values.size(), 4U);
  EXPECT_EQ(values[0].until, (Date{2021, 1}));
  EXPECT_EQ(values[1].from, (Date{2021, 1}));
  EXPECT_EQ(in_force(values, "participation", {2020, 10}).text, "false");
  EXPECT_EQ(in_force(values, "participation", {2021, 1}).text, "true");
  EXPECT_EQ(in_force(values, "eligible_states", {2021, 1}).text, "designated");
  EXPECT_EQ(in_force(values, "mandates_bind", {2021, 1}).text, "true");
  EXPECT_EQ(portfolio.scenario().policy_values[0].from, (Date{2021, 2, 15}))
      << "what is stated stays as it is stated";
}

}  // namespace
}  // namespace qsmo
