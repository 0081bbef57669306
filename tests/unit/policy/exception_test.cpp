#include "qsmo/policy/exception.hpp"

#include <gtest/gtest.h>

#include "unit/policy/rule_support.hpp"

namespace qsmo {
namespace {

ExceptionFacts approved(std::optional<Date> decided = Date{2021, 1},
                        std::optional<Date> off_ramp = {}) {
  return {.decision = ExceptionDecision::approved, .decided = decided, .off_ramp = off_ramp};
}

ExceptionVerdict asked(const ExceptionFacts& facts, Date date = {2021, 6},
                       bool off_ramp_required = false) {
  Parameters parameters;
  parameters.off_ramp_required = off_ramp_required;
  return exception_rule(facts, date, parameters);
}

TEST(ExceptionRule, HoldsOnlyIfApproved) {
  EXPECT_EQ(asked(approved()).reason, Reason::exception_in_force);
  EXPECT_EQ(asked({.decision = ExceptionDecision::pending}).reason, Reason::exception_pending);
  EXPECT_EQ(asked({.decision = ExceptionDecision::denied}).reason, Reason::exception_denied);
  EXPECT_EQ(asked({}).reason, Reason::exception_pending) << "nothing decided allows nothing";
}

TEST(ExceptionRule, HoldsFromTheDateOfItsApprovalOn) {
  EXPECT_EQ(asked(approved(Date{2021, 1, 15}), {2021, 1, 14}).reason, Reason::exception_not_yet);
  EXPECT_EQ(asked(approved(Date{2021, 1, 15}), {2021, 1, 15}).reason, Reason::exception_in_force);
  EXPECT_EQ(asked(approved(std::nullopt), {1999, 1}).reason, Reason::exception_in_force);
}

TEST(ExceptionRule, HoldsThroughTheDateOfItsOffRamp) {
  const ExceptionFacts facts = approved(Date{2021, 1}, Date{2021, 6, 30});
  EXPECT_EQ(asked(facts, {2021, 6, 29}).reason, Reason::exception_in_force);
  EXPECT_EQ(asked(facts, {2021, 6, 30}).reason, Reason::exception_in_force);
  EXPECT_EQ(asked(facts, {2021, 7}).reason, Reason::exception_expired);
  // Floored to periods, as portfolios ask: the whole month of the off-ramp.
  EXPECT_EQ(asked(approved(Date{2021, 1}, Date{2021, 6}), {2021, 6}).reason,
            Reason::exception_in_force);
}

TEST(ExceptionRule, SaysUntilWhenItHolds) {
  EXPECT_EQ(asked(approved(Date{2021, 1}, Date{2021, 9})).holds_until, (Date{2021, 9}));
  EXPECT_EQ(asked(approved(Date{2021, 1}, Date{2021, 2})).holds_until, (Date{2021, 2}));
  EXPECT_EQ(asked(approved()).holds_until, std::nullopt);
}

TEST(ExceptionRule, NeedsAnOffRampWhereThePolicySaysSo) {
  EXPECT_EQ(asked(approved(), {2021, 6}, true).reason, Reason::off_ramp_missing);
  EXPECT_EQ(asked(approved(Date{2021, 1}, Date{2021, 9}), {2021, 6}, true).reason,
            Reason::exception_in_force);
  EXPECT_EQ(asked(approved(Date{2021, 1}, Date{2021, 5}), {2021, 6}, true).reason,
            Reason::exception_expired);
}

TEST(ExceptionRule, NeedsAComprehensivePlanWhereMoreIsAtStake) {
  for (unsigned flags = 0; flags < 32; ++flags) {
    ExceptionFacts facts = approved();
    facts.marketplace_operates = (flags & 1U) != 0;
    facts.new_or_replacement_system = (flags & 2U) != 0;
    facts.several_qsmos = (flags & 4U) != 0;
    facts.provider_outside = (flags & 8U) != 0;
    facts.qsmo_asks = (flags & 16U) != 0;
    // A provider is outside an operating marketplace only if one operates.
    const bool more = (flags & 22U) != 0 || (flags & 9U) == 9U;
    for (const ExceptionKind kind : values_of<ExceptionKind>()) {
      facts.kind = kind;
      const ExceptionVerdict verdict = asked(facts);
      EXPECT_EQ(verdict.needed, more ? ExceptionKind::comprehensive : ExceptionKind::streamlined);
      const bool enough = !more || kind == ExceptionKind::comprehensive;
      EXPECT_EQ(verdict.reason,
                enough ? Reason::exception_in_force : Reason::plan_not_comprehensive);
    }
  }
}

TEST(ExceptionRule, GivesTheFirstOfSeveralReasons) {
  ExceptionFacts facts{.kind = ExceptionKind::streamlined,
                       .decision = ExceptionDecision::denied,
                       .decided = Date{2021, 8},
                       .qsmo_asks = true};
  EXPECT_EQ(asked(facts, {2021, 6}, true).reason, Reason::exception_denied);
  facts.decision = ExceptionDecision::pending;
  EXPECT_EQ(asked(facts, {2021, 6}, true).reason, Reason::plan_not_comprehensive);
  facts.kind = ExceptionKind::comprehensive;
  EXPECT_EQ(asked(facts, {2021, 6}, true).reason, Reason::exception_pending);
  facts.decision = ExceptionDecision::approved;
  EXPECT_EQ(asked(facts, {2021, 6}, true).reason, Reason::off_ramp_missing);
  facts.off_ramp = Date{2021, 5};
  EXPECT_EQ(asked(facts, {2021, 6}, true).reason, Reason::exception_not_yet);
  facts.decided = Date{2021, 1};
  EXPECT_EQ(asked(facts, {2021, 6}, true).reason, Reason::exception_expired);
}

TEST(ExceptionRule, NeverHoldsAgainOnceItHasExpired) {
  std::mt19937 random(11);
  for (int i = 0; i < draws; ++i) {
    const auto facts = random_record<ExceptionFacts>(random);
    const auto parameters = random_record<Parameters>(random);
    bool began = false, ended = false;
    for (int month = 1; month <= 6; ++month) {
      const bool holds = !exception_rule(facts, {2020, month}, parameters).bars();
      ASSERT_FALSE(holds && ended);
      ended = ended || (began && !holds);
      began = began || holds;
    }
  }
}

TEST(ExceptionRule, GrowsNoSofterWithMoreAsked) {
  expect_no_relief<ExceptionFacts, ExceptionVerdict>(
      exception_rule,
      [](ExceptionFacts&, Parameters& parameters) { parameters.off_ramp_required = true; });
  expect_no_relief<ExceptionFacts, ExceptionVerdict>(
      exception_rule, [](ExceptionFacts& facts, Parameters&) { facts.qsmo_asks = true; });
  expect_no_relief<ExceptionFacts, ExceptionVerdict>(
      exception_rule,
      [](ExceptionFacts& facts, Parameters&) { facts.marketplace_operates = true; });
  expect_no_relief<ExceptionFacts, ExceptionVerdict>(
      exception_rule,
      [](ExceptionFacts& facts, Parameters&) { facts.kind = ExceptionKind::streamlined; });
}

TEST(ExceptionRule, GivesEachOfItsReasons) {
  expect_every_reason(Rule::exception, &exception_rule);
}

}  // namespace
}  // namespace qsmo
