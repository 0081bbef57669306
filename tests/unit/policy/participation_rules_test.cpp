#include "qsmo/policy/participation_rules.hpp"

#include <gtest/gtest.h>

#include "unit/policy/rule_support.hpp"

namespace qsmo {
namespace {

const Date today{2021, 1};

Money cents(std::int64_t value) { return Money::from_raw(value); }

ParticipationVerdict joins(Money value, Money threshold, bool voluntary = true) {
  Parameters parameters;
  parameters.participation = voluntary;
  return participation_rule({value, threshold}, today, parameters);
}

TEST(ParticipationRule, AsksForTheThreshold) {
  EXPECT_EQ(joins(100, 100).reason, Reason::better_off);
  EXPECT_EQ(joins(cents(10'001), 100).reason, Reason::better_off);
  EXPECT_EQ(joins(cents(9'999), 100).reason, Reason::worse_off);
  EXPECT_EQ(joins(0, 0).reason, Reason::better_off);
  EXPECT_EQ(joins(cents(-1), 0).reason, Reason::worse_off);
  EXPECT_EQ(joins(-50, -50).reason, Reason::better_off) << "it may accept a loss";
  EXPECT_EQ(joins(-51, -50).reason, Reason::worse_off);
}

TEST(ParticipationRule, BindsNobodyWhereThePolicyIsNotVoluntary) {
  EXPECT_EQ(joins(-1'000, 1'000, false).reason, Reason::participation_free);
  EXPECT_EQ(joins(1'000, -1'000, false).reason, Reason::participation_free);
}

TEST(ParticipationRule, SaysUnderAnyPolicyWhatWouldMakeAnAgencyJoin) {
  for (const bool voluntary : {false, true}) {
    EXPECT_EQ(joins(-20, 30, voluntary).subsidy, Money(50));
    EXPECT_EQ(joins(-50, -20, voluntary).subsidy, Money(30));
    EXPECT_EQ(joins(30, 30, voluntary).subsidy, Money());
    EXPECT_EQ(joins(40, 30, voluntary).subsidy, Money());
  }
}

TEST(ParticipationRule, AsksForNoMoreThanItTakes) {
  std::mt19937 random(3);
  for (int i = 0; i < 2'000; ++i) {
    const auto facts = random_record<ParticipationFacts>(random);
    const Money subsidy = joins(facts.value, facts.threshold).subsidy;
    EXPECT_EQ(joins(facts.value + subsidy, facts.threshold).reason, Reason::better_off);
    if (subsidy > Money()) {
      EXPECT_EQ(joins(facts.value + subsidy - cents(1), facts.threshold).reason, Reason::worse_off);
    }
  }
}

TEST(ParticipationRule, GrowsNoSofterUnderAVoluntaryPolicyOrWithAHigherThreshold) {
  expect_no_relief<ParticipationFacts, ParticipationVerdict>(
      participation_rule,
      [](ParticipationFacts&, Parameters& parameters) { parameters.participation = true; });
  expect_no_relief<ParticipationFacts, ParticipationVerdict>(
      participation_rule,
      [](ParticipationFacts& facts, Parameters&) { facts.threshold += cents(1); });
}

IncentiveVerdict subsidy(Money onboarding, Money phase_spend, const char* onboarding_share,
                         const char* phase_share, int repayment_years = 0) {
  Parameters parameters;
  EXPECT_EQ(Decimal::parse(onboarding_share, parameters.onboarding_subsidy), ParseStatus::ok);
  EXPECT_EQ(Decimal::parse(phase_share, parameters.phase_subsidy), ParseStatus::ok);
  parameters.subsidy_repayment_years = repayment_years;
  return incentive_rule({onboarding, phase_spend}, today, parameters);
}

TEST(IncentiveRule, OffersNothingWithoutAShare) {
  const IncentiveVerdict verdict = subsidy(30, 500, "0", "0", 3);
  EXPECT_EQ(verdict.reason, Reason::no_incentive);
  EXPECT_EQ(verdict.subsidy, Money());
  EXPECT_EQ(verdict.repayment_years, 0);
}

TEST(IncentiveRule, PaysTheSharesOfOnboardingAndPhases) {
  EXPECT_EQ(subsidy(30, 500, "0.5", "0.25").subsidy, Money(140));
  EXPECT_EQ(subsidy(30, 500, "0.5", "0").subsidy, Money(15));
  EXPECT_EQ(subsidy(30, 500, "0", "0.25").subsidy, Money(125));
  EXPECT_EQ(subsidy(30, 500, "1", "1").subsidy, Money(530));
}

TEST(IncentiveRule, RoundsEachPartToCentsHalfAwayFromZero) {
  EXPECT_EQ(subsidy(cents(1), 0, "0.5", "0").subsidy, cents(1));
  EXPECT_EQ(subsidy(cents(1), 0, "0.499999", "0").subsidy, cents(0));
  EXPECT_EQ(subsidy(cents(3), 0, "0.5", "0").subsidy, cents(2));
  EXPECT_EQ(subsidy(0, cents(3), "0", "0.5").subsidy, cents(2));
  // Apart, not together: half a cent twice is two cents.
  EXPECT_EQ(subsidy(cents(1), cents(1), "0.5", "0.5").subsidy, cents(2));
  // What a rule is asked of is not its business: a refund is shared alike.
  EXPECT_EQ(subsidy(cents(-1), 0, "0.5", "0").subsidy, cents(-1));
  EXPECT_EQ(subsidy(cents(-3), 0, "0.499999", "0").subsidy, cents(-1));
  EXPECT_EQ(subsidy(cents(-1), 0, "0.499999", "0").subsidy, cents(0));
}

TEST(IncentiveRule, IsExactForTheLargestAmounts) {
  const Money most = cents(100'000'000'000'00);
  EXPECT_EQ(subsidy(most, 0, "1", "0").subsidy, most);
  EXPECT_EQ(subsidy(most, most, "0.000001", "0.999999").subsidy, most);
  EXPECT_EQ(subsidy(most - cents(1), 0, "0.333333", "0").subsidy, cents(333'333'000'000'0));
}

TEST(IncentiveRule, SaysWhetherItIsToBeRepaid) {
  EXPECT_EQ(subsidy(30, 500, "0.5", "0.25").reason, Reason::subsidised);
  const IncentiveVerdict lent = subsidy(30, 500, "0.5", "0.25", 3);
  EXPECT_EQ(lent.reason, Reason::subsidised_to_be_repaid);
  EXPECT_EQ(lent.repayment_years, 3);
  EXPECT_EQ(subsidy(30, 500, "0.5", "0.25", 1).reason, Reason::subsidised_to_be_repaid);
  EXPECT_EQ(lent.subsidy, Money(140));
}

TEST(IncentiveRule, IsOfferedAlsoWhereThereIsNothingToPay) {
  EXPECT_EQ(subsidy(0, 500, "0.5", "0").reason, Reason::subsidised);
  EXPECT_EQ(subsidy(0, 500, "0.5", "0").subsidy, Money());
}

TEST(IncentiveRule, NeverPaysLessForAHigherShareNorMoreThanTheCost) {
  std::mt19937 random(19);
  for (int i = 0; i < draws; ++i) {
    const IncentiveFacts facts{cents(static_cast<std::int64_t>(random() % 10'000)),
                               cents(static_cast<std::int64_t>(random() % 10'000))};
    Parameters parameters;
    parameters.onboarding_subsidy = Decimal::from_raw(static_cast<int>(random() % 900'000));
    parameters.phase_subsidy = Decimal::from_raw(static_cast<int>(random() % 900'000));
    const Money before = incentive_rule(facts, today, parameters).subsidy;
    EXPECT_LE(before, facts.onboarding + facts.phase_spend);
    Decimal& share = i % 2 == 0 ? parameters.onboarding_subsidy : parameters.phase_subsidy;
    share += Decimal::from_raw(static_cast<int>(random() % 100'000));
    EXPECT_GE(incentive_rule(facts, today, parameters).subsidy, before);
  }
}

TEST(ParticipationRules, GiveEachOfTheirReasons) {
  expect_every_reason(Rule::participation, &participation_rule);
  expect_every_reason(Rule::incentive, &incentive_rule);
}

TEST(ParticipationRules, LeaveTheDateToTheFacts) {
  std::mt19937 random(23);
  for (int i = 0; i < 500; ++i) {
    const auto joining = random_record<ParticipationFacts>(random);
    const auto cost = random_record<IncentiveFacts>(random);
    const auto parameters = random_record<Parameters>(random);
    EXPECT_EQ(participation_rule(joining, {1999, 12, 31}, parameters),
              participation_rule(joining, today, parameters));
    EXPECT_EQ(incentive_rule(cost, {1999, 12, 31}, parameters),
              incentive_rule(cost, today, parameters));
  }
}

}  // namespace
}  // namespace qsmo
