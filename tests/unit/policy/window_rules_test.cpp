#include "qsmo/policy/window_rules.hpp"

#include <gtest/gtest.h>

#include "unit/policy/rule_support.hpp"

namespace qsmo {
namespace {

Reason start(const StartWindowFacts& facts, Date date, bool starts_allowed = true) {
  Parameters parameters;
  parameters.starts_allowed = starts_allowed;
  return start_window_rule(facts, date, parameters).reason;
}

TEST(StartWindowRule, IsOpenWhereNothingBars) {
  EXPECT_EQ(start({}, {2021, 1}), Reason::start_open);
}

TEST(StartWindowRule, HoldsBackUntilTheEarliestStart) {
  const StartWindowFacts facts{.frozen = false, .earliest = Date{2021, 1, 15}};
  EXPECT_EQ(start(facts, {2021, 1, 14}), Reason::before_earliest_start);
  EXPECT_EQ(start(facts, {2021, 1, 15}), Reason::start_open);
  EXPECT_EQ(start(facts, {2021, 1, 16}), Reason::start_open);
  EXPECT_EQ(start(facts, {2020, 12, 31}), Reason::before_earliest_start);
}

TEST(StartWindowRule, ComparesDatesAsTheyStand) {
  // A month as a whole lies before each of its days; whoever counts in periods floors both.
  EXPECT_EQ(start({.earliest = Date{2021, 1, 15}}, {2021, 1}), Reason::before_earliest_start);
  EXPECT_EQ(start({.earliest = Date{2021, 1}}, {2021, 1, 1}), Reason::start_open);
  EXPECT_EQ(start({.earliest = Date{2021, 1}}, {2021, 1}), Reason::start_open);
}

TEST(StartWindowRule, GivesTheFirstOfSeveralReasons) {
  StartWindowFacts facts{.frozen = true, .earliest = Date{2021, 2}};
  EXPECT_EQ(start(facts, {2021, 1}, false), Reason::starts_suspended);
  EXPECT_EQ(start(facts, {2021, 1}), Reason::start_frozen);
  facts.frozen = false;
  EXPECT_EQ(start(facts, {2021, 1}, false), Reason::starts_suspended);
  EXPECT_EQ(start(facts, {2021, 1}), Reason::before_earliest_start);
}

TEST(StartWindowRule, GrowsNoSofterWhereStartsAreSuspendedOrFrozenOrLater) {
  expect_no_relief<StartWindowFacts, Verdict>(
      start_window_rule,
      [](StartWindowFacts&, Parameters& parameters) { parameters.starts_allowed = false; });
  expect_no_relief<StartWindowFacts, Verdict>(
      start_window_rule, [](StartWindowFacts& facts, Parameters&) { facts.frozen = true; });
  expect_no_relief<StartWindowFacts, Verdict>(start_window_rule,
                                              [](StartWindowFacts& facts, Parameters&) {
                                                Date later = facts.earliest.value_or(Date{2020, 2});
                                                ++later.month;
                                                facts.earliest = later;
                                              });
}

TEST(CutoverWindowRule, AsksTheFlagOfItsRuleAlone) {
  for (unsigned flags = 0; flags < 8; ++flags) {
    const bool fiscal = (flags & 1U) != 0, calendar = (flags & 2U) != 0,
               quarter = (flags & 4U) != 0;
    const auto open = [&](CutoverRule rule, bool blacked_out = false) {
      return cutover_window_rule({rule, fiscal, calendar, quarter, blacked_out}, {2021, 1}, {})
          .reason;
    };
    const auto expected = [](bool allowed) {
      return allowed ? Reason::cutover_open : Reason::outside_cutover_rule;
    };
    EXPECT_EQ(open(CutoverRule::any), Reason::cutover_open);
    EXPECT_EQ(open(CutoverRule::fiscal_year_start), expected(fiscal));
    EXPECT_EQ(open(CutoverRule::calendar_year_start), expected(calendar));
    EXPECT_EQ(open(CutoverRule::quarter_start), expected(quarter));
    for (const CutoverRule rule : values_of<CutoverRule>())
      EXPECT_EQ(open(rule, true), Reason::blacked_out);
  }
}

TEST(CutoverWindowRule, LeavesDateAndParametersAlone) {
  std::mt19937 random(7);
  for (int i = 0; i < 500; ++i) {
    const auto facts = random_record<CutoverWindowFacts>(random);
    EXPECT_EQ(cutover_window_rule(facts, {1999, 12, 31}, random_record<Parameters>(random)),
              cutover_window_rule(facts, {2031, 1}, {}));
  }
}

TEST(WindowRules, GiveEachOfTheirReasons) {
  expect_every_reason(Rule::start_window, &start_window_rule);
  expect_every_reason(Rule::cutover_window, &cutover_window_rule);
}

}  // namespace
}  // namespace qsmo
