#include "qsmo/testing/verifier.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

namespace qsmo {
namespace {

using ::testing::AllOf;
using ::testing::DescribeMatcher;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::PrintToString;

using testing::Allows;
using testing::Bars;
using testing::DoesNotApply;
using testing::Finds;
using testing::HasReason;
using testing::IsMissing;
using testing::Requires;
using testing::Situation;
using testing::verify;

const Date october{2020, 10};

Verdict marketplace(DesignationState state) {
  return marketplace_rule({.state = state}, october, Parameters{});
}

template <class AnyVerdict, class Matcher>
std::string mismatch(const AnyVerdict& verdict, const Matcher& matcher) {
  ::testing::StringMatchResultListener listener;
  const auto typed = ::testing::SafeMatcherCast<const AnyVerdict&>(matcher);
  return typed.MatchAndExplain(verdict, &listener) ? "matches" : listener.str();
}

TEST(VerdictMatchers, MatchOutcomes) {
  EXPECT_THAT(marketplace(DesignationState::designated), Allows());
  EXPECT_THAT(marketplace(DesignationState::research), Bars());
  EXPECT_THAT(marketplace(DesignationState::research), Not(Allows()));
  EXPECT_THAT(Verdict{Reason::deadline_reached}, Requires());
  EXPECT_THAT(Verdict{Reason::scored}, Finds());
  EXPECT_THAT(Verdict{Reason::not_ordered}, DoesNotApply());
  EXPECT_THAT(Verdict{Reason::not_observed}, IsMissing());
  EXPECT_THAT(Verdict{Reason::not_observed}, Not(Bars()));
}

TEST(VerdictMatchers, MatchReasons) {
  EXPECT_THAT(marketplace(DesignationState::research), Bars(Reason::marketplace_closed));
  EXPECT_THAT(marketplace(DesignationState::research), Not(Bars(Reason::provider_kind_barred)));
  EXPECT_THAT(marketplace(DesignationState::research), HasReason(Reason::marketplace_closed));
  EXPECT_THAT(marketplace(DesignationState::research), Not(HasReason(Reason::marketplace_open)));
}

TEST(VerdictMatchers, MatchVerdictsThatFindValues) {
  const FitGapVerdict gap = fit_gap_rule({.required = {"FFM.010"}}, october, Parameters{});
  EXPECT_THAT(gap, AllOf(Allows(), Field(&FitGapVerdict::missing, ElementsAre("FFM.010"))));
}

TEST(VerdictMatchers, SayWhyTheyDoNotMatch) {
  EXPECT_THAT(mismatch(marketplace(DesignationState::research), Allows()),
              HasSubstr("because its marketplace is {state}"));
  EXPECT_THAT(mismatch(marketplace(DesignationState::research), HasReason(Reason::excepted)),
              HasSubstr("because its marketplace is {state}"));
}

TEST(VerdictMatchers, DescribeThemselves) {
  EXPECT_EQ(DescribeMatcher<Verdict>(Bars()), "is barred");
  EXPECT_EQ(DescribeMatcher<Verdict>(Not(Bars(Reason::ends))), "is not barred, ends");
  EXPECT_EQ(DescribeMatcher<Verdict>(HasReason(Reason::ends)), "has the reason ends");
  EXPECT_EQ(DescribeMatcher<Verdict>(Not(HasReason(Reason::ends))),
            "does not have the reason ends");
}

TEST(Verdicts, ArePrintedWithTheirValues) {
  EXPECT_EQ(PrintToString(Verdict{Reason::ends}), "availability: barred, ends");
  const IncentiveVerdict verdict = incentive_rule({}, october, Parameters{});
  EXPECT_EQ(PrintToString(verdict),
            "incentive: not_applicable, no_incentive, subsidy 0, repayment_years 0");
}

TEST(Values, ArePrintedAsFilesWriteThem) {
  EXPECT_EQ(PrintToString(Money::from_raw(1250)), "12.5");
  EXPECT_EQ(PrintToString(Decimal::from_raw(500'000)), "0.5");
  EXPECT_EQ(PrintToString(october), "2020-10");
}

Policy wide_open() {
  Policy policy;
  policy.id = "wide";
  policy.values = {{.parameter = "eligible_states",
                    .from = Date{2020, 1},
                    .value = "research|pre_designated|designated",
                    .reference = "memo"}};
  return policy;
}

TEST(Verifier, AsksTheRuleOfTheSituation) {
  verify(marketplace_rule).on(october).given({.state = DesignationState::designated}).allows();
  verify(marketplace_rule).on(october).bars();
  verify(marketplace_rule).under(wide_open()).on(october).allows();
  verify(provider_rule).on(october).allows_for(Reason::provider_admitted);
  verify(marketplace_rule).on(october).bars_for(Reason::marketplace_closed);
  verify(mandate_rule).on(october).does_not_apply();
  verify(attainment_rule).on(october).given({.target = Decimal(1)}).lacks_data();
  verify(mandate_rule)
      .on(october)
      .given({.ordered_by = october})
      .demands()
      .demands_for(Reason::deadline_reached);
}

TEST(Verifier, TakesParametersInsteadOfAPolicy) {
  Parameters parameters;
  parameters.provider_kinds = {ProviderKind::commercial};
  verify(provider_rule).under(parameters).on(october).bars();
}

TEST(Verifier, GoesByTheDateAndThePolicy) {
  Policy policy;
  policy.values = {{.parameter = "starts_allowed", .value = "true"},
                   {.parameter = "starts_allowed", .from = Date{2021, 1}, .value = "false"}};
  const auto start = verify(start_window_rule).under(policy);
  start.on({2020, 12}).allows();
  start.on({2021, 1}).bars_for(Reason::starts_suspended);
}

TEST(Verifier, ChecksWhatAVerdictFound) {
  Parameters half;
  half.onboarding_subsidy = Decimal::from_raw(500'000);
  verify(incentive_rule)
      .under(half)
      .on(october)
      .given({.onboarding = 1000})
      .gives(Finds(Reason::subsidised))
      .gives(Field(&IncentiveVerdict::subsidy, Money(500)));
}

TEST(Verifier, LeavesTheSituationThatItStartsFrom) {
  const auto base = verify(marketplace_rule).on(october);
  (void)base.given({.state = DesignationState::designated});
  (void)base.under(wide_open());
  (void)base.when([](MarketplaceFacts& facts) { facts.excepted = true; });
  base.bars();
}

TEST(Verifier, ComparesSituations) {
  const auto base = verify(marketplace_rule).on(october);
  base.is_stricter_than({.state = DesignationState::designated})
      .is_stricter_than(base.under(wide_open()))
      .differs_from(base.under(wide_open()))
      .agrees_with(base.on({2021, 10}))
      .changes_when([](MarketplaceFacts& facts) { facts.excepted = true; })
      .does_not_change_when(
          [](MarketplaceFacts& facts) { facts.area_state = DesignationState::designated; });
}

TEST(Verifier, TakesADemandForStricterThanNothing) {
  verify(mandate_rule).on(october).given({.ordered_by = october}).is_stricter_than(MandateFacts{});
}

// EXPECT_NONFATAL_FAILURE takes no local variables.
Situation<MarketplaceFacts, Verdict> closed() { return verify(marketplace_rule).on(october); }

TEST(FailedChecks, SayWhatWasExpected) {
  EXPECT_NONFATAL_FAILURE(closed().allows(), "Expected: a verdict that is allowed\n");
  EXPECT_NONFATAL_FAILURE(closed().allows_for(Reason::excepted), "is allowed, excepted");
  EXPECT_NONFATAL_FAILURE(closed().under(wide_open()).bars(), "is barred");
  EXPECT_NONFATAL_FAILURE(closed().bars_for(Reason::outside_without_exception),
                          "is barred, outside_without_exception");
  EXPECT_NONFATAL_FAILURE(closed().demands(), "is required");
  EXPECT_NONFATAL_FAILURE(closed().demands_for(Reason::contract_ended), "contract_ended");
  EXPECT_NONFATAL_FAILURE(closed().does_not_apply(), "is not_applicable");
  EXPECT_NONFATAL_FAILURE(closed().lacks_data(), "is missing");
}

TEST(FailedChecks, SayTheSituationAndTheVerdictInWords) {
  EXPECT_NONFATAL_FAILURE(closed().allows(), "given listed true, state research");
  EXPECT_NONFATAL_FAILURE(closed().allows(), "on 2020-10");
  EXPECT_NONFATAL_FAILURE(closed().allows(),
                          "marketplace: barred, marketplace_closed: its marketplace is research, "
                          "and starts need one of designated or an exception");
  EXPECT_NONFATAL_FAILURE(closed().under(wide_open()).bars(),
                          "eligible_states = research|pre_designated|designated from 2020-01 "
                          "(memo)");
  EXPECT_NONFATAL_FAILURE(closed().under(wide_open()).bars(), "under wide");
}

TEST(FailedChecks, ShowBothSituationsOfAComparison) {
  EXPECT_NONFATAL_FAILURE(closed().is_stricter_than(closed()),
                          "a situation that binds while this one does not");
  EXPECT_NONFATAL_FAILURE(closed().under(wide_open()).is_stricter_than(MarketplaceFacts{}),
                          "marketplace: allowed, marketplace_open");
  EXPECT_NONFATAL_FAILURE(closed().differs_from(closed()), "another verdict than here");
  EXPECT_NONFATAL_FAILURE(closed().agrees_with(closed().under(wide_open())),
                          "the same verdict as here:\n  given listed true");
  EXPECT_NONFATAL_FAILURE(closed().changes_when([](MarketplaceFacts&) {}), "another verdict");
  EXPECT_NONFATAL_FAILURE(
      closed().does_not_change_when([](MarketplaceFacts& facts) { facts.excepted = true; }),
      "excepted true");
}

TEST(FailedChecks, AskForADate) {
  EXPECT_NONFATAL_FAILURE(verify(marketplace_rule).bars(), "No date is given");
}

TEST(FailedChecks, NameParametersThatHaveNoValueOnTheDate) {
  EXPECT_NONFATAL_FAILURE(closed().under(wide_open()).on({2019, 12}).bars(), "eligible_states");
}

TEST(FailedChecks, StandAtTheLineOfTheCheck) {
  ::testing::TestPartResultArray results;
  int line = 0;
  {
    const ::testing::ScopedFakeTestPartResultReporter reporter(
        ::testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &results);
    closed().allows(), line = __LINE__;
  }
  ASSERT_EQ(results.size(), 1);
  EXPECT_EQ(results.GetTestPartResult(0).line_number(), line);
  EXPECT_THAT(results.GetTestPartResult(0).file_name(), HasSubstr("verifier_test.cpp"));
}

}  // namespace
}  // namespace qsmo
