#include "qsmo/model/policy_values.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "qsmo/core/error.hpp"

namespace qsmo {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Date january{2021, 1};

std::vector<Fault> faults(const std::function<void()>& run) {
  try {
    run();
  } catch (const InputError& error) {
    return error.faults();
  }
  return {};
}

std::vector<std::string> lines(const std::vector<Fault>& faults) {
  std::vector<std::string> out;
  for (const Fault& fault : faults) out.push_back(to_string(fault));
  return out;
}

/// What is wrong with one value that has always held; empty if nothing is.
std::vector<std::string> wrong(std::string parameter, std::string value) {
  return lines(faults([&] {
    (void)parameters_on({{.parameter = std::move(parameter), .value = std::move(value)}}, january);
  }));
}

Parameters with(std::string parameter, std::string value) {
  return parameters_on({{.parameter = std::move(parameter), .value = std::move(value)}}, january);
}

// ---- names and initial values

TEST(ParameterNames, AreThoseOfParametersOnceEach) {
  const auto& names = parameter_names();
  EXPECT_EQ(names.front(), "eligible_states");
  EXPECT_EQ(names.back(), "least_observed_weight");
  EXPECT_EQ(std::set(names.begin(), names.end()).size(), names.size());
}

TEST(InitialValue, IsWhatHoldsWhereNothingIsStated) {
  EXPECT_EQ(initial_value("eligible_states"), "designated");
  EXPECT_EQ(initial_value("open_stages"), "initial|full");
  EXPECT_EQ(initial_value("outside_marketplace"), "exception");
  EXPECT_EQ(initial_value("mandates_bind"), "true");
  EXPECT_EQ(initial_value("mandate_deadline"), "none");
  EXPECT_EQ(initial_value("mandate_areas"), "none");
  EXPECT_EQ(initial_value("watch_below"), "0.95");
  EXPECT_EQ(initial_value("exception_review_days"), "10");
  EXPECT_EQ(initial_value("no_such_thing"), std::nullopt);
  EXPECT_EQ(initial_value(""), std::nullopt);
}

TEST(InitialValue, ReadsBackAsItself) {
  for (const std::string_view name : parameter_names())
    EXPECT_EQ(with(std::string(name), *initial_value(name)), Parameters()) << name;
}

// ---- reading texts

TEST(ParametersOn, ReadsEveryKindOfValue) {
  EXPECT_EQ(with("starts_allowed", "false").starts_allowed, false);
  EXPECT_EQ(with("exception_review_days", "15").exception_review_days, 15);
  EXPECT_EQ(with("exception_review_days", "1e2").exception_review_days, 100);
  EXPECT_EQ(with("phase_subsidy", "0.123456").phase_subsidy, Decimal::from_raw(123'456));
  EXPECT_EQ(with("incentive_budget", "46.72").incentive_budget, Money::from_raw(4672));
  EXPECT_EQ(with("mandate_deadline", "2024-09-30").mandate_deadline, (Date{2024, 9, 30}));
  EXPECT_EQ(with("mandate_deadline", "2024-09").mandate_deadline, (Date{2024, 9}));
  EXPECT_EQ(with("outside_marketplace", "open").outside_marketplace, OutsideMarketplace::open);
  EXPECT_EQ(with("largest_fit_gap", "0").largest_fit_gap, 0);
}

TEST(ParametersOn, ReadsListsInTheirOrder) {
  EXPECT_THAT(with("eligible_states", "designated|pre_designated").eligible_states,
              ElementsAre(DesignationState::designated, DesignationState::pre_designated));
  EXPECT_THAT(with("mandate_areas", "HR|FM").mandate_areas, ElementsAre("HR", "FM"));
  EXPECT_THAT(with("mandate_agencies", "A").mandate_agencies, ElementsAre("A"));
}

TEST(ParametersOn, ReplacesAListRatherThanAddingToIt) {
  EXPECT_THAT(with("barring_standings", "watch").barring_standings, ElementsAre(Standing::watch));
}

TEST(ParametersOn, TakesNoneForNoValueAndNoItems) {
  Parameters initial;
  initial.largest_fit_gap = 3;
  initial.mandate_deadline = january;
  initial.incentive_budget = 5;
  initial.mandate_areas = {"HR"};
  const Parameters now = parameters_on({{.parameter = "largest_fit_gap", .value = "none"},
                                        {.parameter = "mandate_deadline", .value = "none"},
                                        {.parameter = "incentive_budget", .value = "none"},
                                        {.parameter = "mandate_areas", .value = "none"},
                                        {.parameter = "open_stages", .value = "none"}},
                                       january, initial);
  Parameters expected;
  expected.open_stages = {};
  EXPECT_EQ(now, expected);
}

TEST(ParametersOn, RefusesNoneWhereAValueIsNeeded) {
  for (const char* parameter :
       {"starts_allowed", "phase_subsidy", "exception_review_days", "outside_marketplace"})
    EXPECT_THAT(wrong(parameter, "none"),
                ElementsAre(std::string(parameter) +
                            ": \"none\": expected a value: only numbers that may be absent and "
                            "lists can be none"));
}

TEST(ParametersOn, RefusesTextsThatCannotBeRead) {
  EXPECT_THAT(wrong("starts_allowed", "yes"),
              ElementsAre("starts_allowed: \"yes\": expected true or false"));
  EXPECT_THAT(wrong("phase_subsidy", "half"),
              ElementsAre("phase_subsidy: \"half\": expected a number"));
  EXPECT_THAT(wrong("phase_subsidy", "0.1234567"),
              ElementsAre("phase_subsidy: \"0.1234567\": expected at most 6 decimal places"));
  EXPECT_THAT(wrong("largest_fit_gap", "2.5"),
              ElementsAre("largest_fit_gap: \"2.5\": expected a whole number"));
  EXPECT_THAT(wrong("starts_allowed", ""), ElementsAre("starts_allowed: expected true or false"));
}

TEST(ParametersOn, SuggestsWhatWasMeant) {
  EXPECT_THAT(wrong("mandate_deadline", "2021-26-04"),
              ElementsAre("mandate_deadline: \"2021-26-04\": expected a date as \"2021-10\" or "
                          "\"2021-10-15\"; did you mean \"2021-04-26\"?"));
  EXPECT_THAT(wrong("eligible_states", "designated|pre-designated"),
              ElementsAre("eligible_states: \"pre-designated\": expected one of research, "
                          "pre_designated, designated; did you mean \"pre_designated\"?"));
}

TEST(ParametersOn, RefusesNumbersOutOfRangeAndTakesTheEnds) {
  EXPECT_THAT(wrong("phase_subsidy", "1.000001"),
              ElementsAre("phase_subsidy: \"1.000001\": expected a number from 0 to 1"));
  EXPECT_THAT(wrong("phase_subsidy", "-0.000001"),
              ElementsAre("phase_subsidy: \"-0.000001\": expected a number from 0 to 1"));
  EXPECT_THAT(wrong("largest_fit_gap", "10001"),
              ElementsAre("largest_fit_gap: \"10001\": expected a number from 0 to 10000"));
  EXPECT_THAT(wrong("periods_to_fall", "0"),
              ElementsAre("periods_to_fall: \"0\": expected a number from 1 to 240"));
  EXPECT_THAT(wrong("incentive_budget", "-0.01"),
              ElementsAre("incentive_budget: \"-0.01\": expected a number from 0 to "
                          "1000000000000"));
  for (const auto& [parameter, value] :
       {std::pair("phase_subsidy", "1"), std::pair("phase_subsidy", "0"),
        std::pair("periods_to_fall", "1"), std::pair("periods_to_fall", "240"),
        std::pair("incentive_budget", "1000000000000")})
    EXPECT_THAT(wrong(parameter, value), IsEmpty()) << parameter << " " << value;
}

TEST(ParametersOn, NamesUnknownParametersWithASuggestion) {
  EXPECT_THAT(wrong("starts_alowed", "true"),
              ElementsAre("starts_alowed: \"starts_alowed\": expected a parameter; did you mean "
                          "\"starts_allowed\"?"));
  EXPECT_THAT(wrong("xyz", "true"), ElementsAre("xyz: \"xyz\": expected a parameter"));
}

TEST(ParametersOn, ReportsEveryFault) {
  const auto found = faults([] {
    (void)parameters_on({{.parameter = "participation", .from = Date{2021, 2}, .value = "true"},
                         {.parameter = "phase_subsidy", .value = "x"},
                         {.parameter = "nothing", .value = "x"},
                         {.parameter = "starts_allowed", .value = "true"}},
                        january);
  });
  std::set<std::string> pointers;
  for (const Fault& fault : found) pointers.insert(fault.pointer);
  EXPECT_EQ(pointers, (std::set<std::string>{"nothing", "participation", "phase_subsidy"}));
  EXPECT_EQ(found.size(), 3U);
}

TEST(ParametersOn, DoesNotReadWhatDoesNotHoldOnTheDate) {
  const std::vector<PolicyValue> values{
      {.parameter = "phase_subsidy", .value = "0.5"},
      {.parameter = "phase_subsidy", .from = Date{2021, 2}, .value = "x"}};
  EXPECT_EQ(parameters_on(values, january).phase_subsidy, Decimal::from_raw(500'000));
  EXPECT_THROW((void)parameters_on(values, {2021, 2}), InputError);
}

TEST(ParametersOn, KeepsWhatNoValueStates) {
  Parameters initial;
  initial.periods_to_fall = 5;
  const Parameters now =
      parameters_on({{.parameter = "participation", .value = "true"}}, january, initial);
  EXPECT_EQ(now.periods_to_fall, 5);
  EXPECT_TRUE(now.participation);
  EXPECT_EQ(parameters_on({}, january, initial), initial);
}

// ---- dates

/// Share that is subsidised on a date, as a text.
std::string share_on(const std::vector<PolicyValue>& values, Date date) {
  const std::string text = in_force(values, "phase_subsidy", date).text;
  EXPECT_EQ(parameters_on(values, date).phase_subsidy.to_string(), text);
  return text;
}

const std::vector<PolicyValue> rising{
    {.parameter = "phase_subsidy", .value = "0.1"},
    {.parameter = "phase_subsidy", .from = Date{2021, 1, 15}, .value = "0.2"},
    {.parameter = "phase_subsidy", .from = Date{2022, 1}, .value = "0.3"},
    {.parameter = "participation", .from = Date{2021, 7}, .value = "true"}};

TEST(InForce, TakesTheLatestValueThatHasBegun) {
  EXPECT_EQ(in_force(rising, "phase_subsidy", {1990, 1}).text, "0.1");
  EXPECT_EQ(in_force(rising, "phase_subsidy", {2021, 1, 14}).text, "0.1");
  EXPECT_EQ(in_force(rising, "phase_subsidy", {2021, 1, 15}).text, "0.2");
  EXPECT_EQ(in_force(rising, "phase_subsidy", {2021, 12, 31}).text, "0.2");
  EXPECT_EQ(in_force(rising, "phase_subsidy", {2022, 1}).text, "0.3");
  EXPECT_EQ(in_force(rising, "phase_subsidy", {2035, 1}).text, "0.3");
  // A month as a whole lies before each of its days.
  EXPECT_EQ(in_force(rising, "phase_subsidy", {2021, 1}).text, "0.1");
}

TEST(InForce, SaysWhereTheValueComesFrom) {
  EXPECT_EQ(in_force(rising, "phase_subsidy", {2021, 6}).stated, &rising[1]);
  const ParameterInForce initial = in_force(rising, "starts_allowed", {2021, 6});
  EXPECT_EQ(initial.stated, nullptr);
  EXPECT_EQ(initial.text, "true");
}

TEST(InForce, DoesNotDependOnTheOrderOfValues) {
  std::vector<PolicyValue> values(rising.begin(), rising.begin() + 3);
  std::vector<std::size_t> order{0, 1, 2};
  do {
    const std::vector<PolicyValue> shuffled{rising[order[0]], rising[order[1]], rising[order[2]]};
    for (const Date date : {Date{2020, 1}, Date{2021, 1, 15}, Date{2021, 2}, Date{2022, 1}})
      EXPECT_EQ(share_on(shuffled, date), share_on(values, date));
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST(InForce, TakesTheLastStatedOfTwoThatBeginTogether) {
  const PolicyValue first{.parameter = "phase_subsidy", .from = january, .value = "0.1"};
  const PolicyValue second{.parameter = "phase_subsidy", .from = january, .value = "0.2"};
  EXPECT_EQ(share_on({first, second}, {2021, 2}), "0.2");
  EXPECT_EQ(share_on({second, first}, {2021, 2}), "0.1");
  const PolicyValue always{.parameter = "phase_subsidy", .value = "0.3"};
  const PolicyValue ever{.parameter = "phase_subsidy", .value = "0.4"};
  EXPECT_EQ(share_on({always, ever}, january), "0.4");
}

TEST(InForce, RefusesDatesBeforeTheFirstValue) {
  const std::vector<PolicyValue> values{
      {.parameter = "phase_subsidy", .from = Date{2022, 1}, .value = "0.3"},
      {.parameter = "phase_subsidy", .from = Date{2021, 1, 15}, .value = "0.2"}};
  const std::string expected =
      "phase_subsidy: \"2021-01-14\": expected a date from 2021-01-15 on, the first value of "
      "phase_subsidy";
  EXPECT_THAT(lines(faults([&] {
                (void)in_force(values, "phase_subsidy", {2021, 1, 14});
              })),
              ElementsAre(expected));
  EXPECT_THAT(lines(faults([&] {
                (void)parameters_on(values, {2021, 1, 14});
              })),
              ElementsAre(expected));
  EXPECT_EQ(share_on(values, {2021, 1, 15}), "0.2");
}

TEST(InForce, RefusesDatesBeyondTheLastValuesEndAndSaysWhenItEnded) {
  const std::vector<PolicyValue> values{{.parameter = "phase_subsidy",
                                         .from = Date{2019, 1},
                                         .until = Date{2020, 12, 31},
                                         .value = "0.3"}};
  EXPECT_EQ(share_on(values, {2020, 12, 31}), "0.3");
  const std::string expected =
      "phase_subsidy: \"2021-01-01\": expected a value of phase_subsidy on that date: the last "
      "one, 0.3, ended on 2020-12-31";
  EXPECT_THAT(lines(faults([&] {
                (void)in_force(values, "phase_subsidy", {2021, 1, 1});
              })),
              ElementsAre(expected));
  EXPECT_THAT(lines(faults([&] {
                (void)parameters_on(values, {2021, 1, 1});
              })),
              ElementsAre(expected));
}

TEST(InForce, TakesAMonthAsAnEndWithAllItsDays) {
  const std::vector<PolicyValue> values{
      {.parameter = "phase_subsidy", .until = Date{2020, 12}, .value = "0.3"}};
  EXPECT_EQ(share_on(values, {2020, 12, 31}), "0.3");
  EXPECT_THROW((void)in_force(values, "phase_subsidy", {2021, 1}), InputError);
}

TEST(InForce, NeedsNoEndWhereAnotherValueTakesOver) {
  const std::vector<PolicyValue> values{
      {.parameter = "phase_subsidy", .until = Date{2020, 6}, .value = "0.3"},
      {.parameter = "phase_subsidy", .from = Date{2020, 9}, .value = "0.4"}};
  EXPECT_EQ(share_on(values, {2020, 6}), "0.3");
  EXPECT_THROW((void)in_force(values, "phase_subsidy", {2020, 7}), InputError) << "a gap";
  EXPECT_EQ(share_on(values, {2020, 9}), "0.4");
  EXPECT_EQ(share_on(values, {2031, 9}), "0.4");
}

TEST(InForce, RefusesUnknownParametersWithASuggestion) {
  const auto found = faults([] { (void)in_force({}, "phase_subsidi", january); });
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].pointer, "phase_subsidi");
  EXPECT_EQ(found[0].expected, "a parameter");
  EXPECT_EQ(found[0].suggestion, "phase_subsidy");
}

TEST(InForce, AgreesWithAPlainScanOnRandomValues) {
  std::mt19937 random(29);
  const auto date = [&] {
    return Date{2020, static_cast<int>(1 + random() % 4), static_cast<int>(random() % 3)};
  };
  int refused = 0;
  for (int round = 0; round < 5'000; ++round) {
    std::vector<PolicyValue> values;
    for (unsigned i = 0; i < 1 + random() % 4; ++i) {
      PolicyValue value{.parameter = "exception_review_days",
                        .value = std::to_string(10 * round % 300 + static_cast<int>(i))};
      if (random() % 4 != 0) value.from = date();
      if (random() % 3 == 0) value.until = date();
      values.push_back(std::move(value));
    }
    const Date asked = date();
    const PolicyValue* expected = nullptr;
    for (const PolicyValue& value : values) {
      const bool begun = !value.from || *value.from <= asked;
      const bool supersedes =
          expected == nullptr || !expected->from || (value.from && *value.from >= *expected->from);
      if (begun && supersedes) expected = &value;
    }
    if (expected != nullptr && expected->until) {
      const Date& until = *expected->until;
      const bool over = until.day == 0 ? until.month_index() < asked.month_index() : until < asked;
      if (over) expected = nullptr;
    }
    if (expected != nullptr) {
      ASSERT_EQ(in_force(values, "exception_review_days", asked).stated, expected);
      ASSERT_EQ(std::to_string(parameters_on(values, asked).exception_review_days),
                expected->value);
    } else {
      ++refused;
      ASSERT_THROW((void)in_force(values, "exception_review_days", asked), InputError);
      ASSERT_THROW((void)parameters_on(values, asked), InputError);
    }
  }
  EXPECT_GT(refused, 100);
  EXPECT_LT(refused, 4'900);
}

}  // namespace
}  // namespace qsmo
