#include "qsmo/policy/offering_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/policy/rule_support.hpp"

namespace qsmo {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Date today{2021, 1};

// ---- availability

Reason available(const AvailabilityFacts& facts, const Parameters& parameters = {}) {
  return availability_rule(facts, today, parameters).reason;
}

AvailabilityFacts staged(std::optional<StageState> stage, bool listed = true) {
  return {.covers_service = true, .staged = true, .stage = stage, .stage_lists_service = listed};
}

TEST(AvailabilityRule, TakesAnOfferingWithoutStagesForOneInFullUse) {
  EXPECT_EQ(available({.covers_service = true}), Reason::available);
  EXPECT_EQ(available({.covers_service = false}), Reason::service_not_covered);
  // Without stages what is said of a stage plays no part.
  EXPECT_EQ(
      available(
          {.covers_service = true, .stage = StageState::planned, .stage_lists_service = false}),
      Reason::available);
}

TEST(AvailabilityRule, NeedsAStageThatHasBegunAndListsTheService) {
  EXPECT_EQ(available(staged(std::nullopt)), Reason::not_yet_offered);
  EXPECT_EQ(available(staged(StageState::planned)), Reason::stage_closed);
  EXPECT_EQ(available(staged(StageState::initial)), Reason::available);
  EXPECT_EQ(available(staged(StageState::full)), Reason::available);
  EXPECT_EQ(available(staged(StageState::full, false)), Reason::service_not_in_stage);
}

TEST(AvailabilityRule, OpensExactlyTheStagesOfThePolicy) {
  for (const auto& open : subsets<StageState>()) {
    Parameters parameters;
    parameters.open_stages = open;
    for (const StageState stage : values_of<StageState>())
      EXPECT_EQ(available(staged(stage), parameters),
                contains(open, stage) ? Reason::available : Reason::stage_closed);
    EXPECT_EQ(available(staged(std::nullopt), parameters), Reason::not_yet_offered);
    EXPECT_EQ(available({.covers_service = true}, parameters),
              contains(open, StageState::full) ? Reason::available : Reason::stage_closed);
  }
}

TEST(AvailabilityRule, BarsWhatEndsOrMustBeLeftInsideTheHorizon) {
  EXPECT_EQ(available({.covers_service = true, .ends_inside = true}), Reason::ends);
  EXPECT_EQ(available({.covers_service = true, .off_ramp_inside = true}), Reason::off_ramp_inside);
}

TEST(AvailabilityRule, GivesTheFirstOfSeveralReasons) {
  AvailabilityFacts facts{.is_incumbent = true,
                          .covers_service = false,
                          .staged = true,
                          .stage = {},
                          .stage_lists_service = false,
                          .ends_inside = true,
                          .off_ramp_inside = true};
  EXPECT_EQ(available(facts), Reason::is_incumbent);
  facts.is_incumbent = false;
  EXPECT_EQ(available(facts), Reason::service_not_covered);
  facts.covers_service = true;
  EXPECT_EQ(available(facts), Reason::not_yet_offered);
  facts.stage = StageState::planned;
  EXPECT_EQ(available(facts), Reason::stage_closed);
  facts.stage = StageState::initial;
  EXPECT_EQ(available(facts), Reason::service_not_in_stage);
  facts.stage_lists_service = true;
  EXPECT_EQ(available(facts), Reason::ends);
  facts.ends_inside = false;
  EXPECT_EQ(available(facts), Reason::off_ramp_inside);
  facts.off_ramp_inside = false;
  EXPECT_EQ(available(facts), Reason::available);
}

TEST(AvailabilityRule, GrowsNoSofterWithFewerOpenStages) {
  expect_no_relief<AvailabilityFacts, Verdict>(availability_rule,
                                               [](AvailabilityFacts&, Parameters& parameters) {
                                                 if (!parameters.open_stages.empty())
                                                   parameters.open_stages.pop_back();
                                               });
}

// ---- provider

TEST(ProviderRule, AdmitsExactlyTheKindsOfThePolicy) {
  for (const auto& kinds : subsets<ProviderKind>()) {
    Parameters parameters;
    parameters.provider_kinds = kinds;
    for (const ProviderKind kind : values_of<ProviderKind>())
      EXPECT_EQ(provider_rule({kind}, today, parameters).reason,
                contains(kinds, kind) ? Reason::provider_admitted : Reason::provider_kind_barred);
  }
}

TEST(ProviderRule, AdmitsEveryKindWhereNothingIsStated) {
  for (const ProviderKind kind : values_of<ProviderKind>())
    EXPECT_EQ(provider_rule({kind}, today, {}).reason, Reason::provider_admitted);
}

// ---- standards

Reason standards(std::vector<std::string> required, std::vector<std::string> met,
                 bool bind = true) {
  Parameters parameters;
  parameters.standards_bind = bind;
  return standards_rule({std::move(required), std::move(met)}, today, parameters).reason;
}

TEST(StandardsRule, NeedsEveryStandardOfTheService) {
  EXPECT_EQ(standards({}, {}), Reason::standards_met);
  EXPECT_EQ(standards({}, {"S1"}), Reason::standards_met);
  EXPECT_EQ(standards({"S1", "S2"}, {"S3", "S2", "S1"}), Reason::standards_met);
  EXPECT_EQ(standards({"S1", "S2"}, {"S1"}), Reason::standard_missing);
  EXPECT_EQ(standards({"S1"}, {}), Reason::standard_missing);
}

TEST(StandardsRule, TakesNamesAsTheyStand) {
  EXPECT_EQ(standards({"S1"}, {"S10"}), Reason::standard_missing);
  EXPECT_EQ(standards({"S10"}, {"S1"}), Reason::standard_missing);
  EXPECT_EQ(standards({"S1"}, {"s1"}), Reason::standard_missing);
}

TEST(StandardsRule, ForgivesWhereStandardsDoNotBind) {
  EXPECT_EQ(standards({"S1"}, {}, false), Reason::standards_do_not_bind);
  EXPECT_EQ(standards({"S1"}, {"S1"}, false), Reason::standards_do_not_bind);
}

TEST(StandardsRule, GrowsNoSofterWhereStandardsBind) {
  expect_no_relief<StandardsFacts, Verdict>(
      standards_rule,
      [](StandardsFacts&, Parameters& parameters) { parameters.standards_bind = true; });
}

// ---- fit gap

FitGapVerdict fit_gap(const FitGapFacts& facts, std::optional<int> limit = {}) {
  Parameters parameters;
  parameters.largest_fit_gap = limit;
  return fit_gap_rule(facts, today, parameters);
}

TEST(FitGapRule, FindsNoGapWhereNothingIsRequiredOrAllIsCovered) {
  EXPECT_EQ(fit_gap({}, 0).reason, Reason::no_gap);
  EXPECT_EQ(fit_gap({{}, {"FFM.030"}, {}}, 0).reason, Reason::no_gap);
  EXPECT_EQ(fit_gap({{"FFM.030.070"}, {"FFM.030.070"}, {}}, 0).reason, Reason::no_gap);
}

TEST(FitGapRule, TakesAnIdForAllBelowIt) {
  const auto covers = [](const char* covered, const char* required) {
    return fit_gap({{required}, {covered}, {}}).missing.empty();
  };
  EXPECT_TRUE(covers("FFM.030", "FFM.030.070"));
  EXPECT_TRUE(covers("FFM", "FFM.030.070"));
  EXPECT_TRUE(covers("FFM", "FFM"));
  EXPECT_FALSE(covers("FFM.03", "FFM.030"));
  EXPECT_FALSE(covers("FFM.030", "FFM.0301.070"));
  EXPECT_FALSE(covers("FFM.030.07", "FFM.030.070"));
  EXPECT_FALSE(covers("F", "FFM.030"));
  EXPECT_FALSE(covers("ffm", "FFM.030"));
  EXPECT_FALSE(covers("", "FFM.030"));
}

TEST(FitGapRule, DoesNotTakeAPartForTheWhole) {
  EXPECT_THAT(fit_gap({{"FFM.030"}, {"FFM.030.070", "FFM.030.080"}, {}}).missing,
              ElementsAre("FFM.030"));
}

TEST(FitGapRule, CountsApprovedUniqueRequirementsAsMetAlsoByWhatStandsAboveThem) {
  const FitGapFacts facts{{"FFM.010.020", "HCM.030.070", "FFM.040"}, {"FFM.040"}, {"HCM.030"}};
  EXPECT_THAT(fit_gap(facts).missing, ElementsAre("FFM.010.020"));
}

TEST(FitGapRule, ListsTheGapInTheOrderOfTheRequirements) {
  const FitGapFacts facts{{"c", "a", "d", "b"}, {"a"}, {}};
  for (const std::optional<int> limit :
       {std::optional<int>(), std::optional<int>(3), std::optional<int>(0)})
    EXPECT_THAT(fit_gap(facts, limit).missing, ElementsAre("c", "d", "b"));
}

TEST(FitGapRule, BarsGapsAboveTheLimitOnly) {
  const FitGapFacts two{{"a", "b", "c"}, {"c"}, {}};
  EXPECT_EQ(fit_gap(two).reason, Reason::gap_within_limit);
  EXPECT_EQ(fit_gap(two, 3).reason, Reason::gap_within_limit);
  EXPECT_EQ(fit_gap(two, 2).reason, Reason::gap_within_limit);
  EXPECT_EQ(fit_gap(two, 1).reason, Reason::gap_too_large);
  EXPECT_EQ(fit_gap(two, 0).reason, Reason::gap_too_large);
}

TEST(FitGapRule, GrowsNoSofterWithALowerLimitOrLessCovered) {
  expect_no_relief<FitGapFacts, FitGapVerdict>(
      fit_gap_rule, [](FitGapFacts&, Parameters& parameters) {
        parameters.largest_fit_gap = parameters.largest_fit_gap.value_or(3) / 2;
      });
  expect_no_relief<FitGapFacts, FitGapVerdict>(fit_gap_rule, [](FitGapFacts& facts, Parameters&) {
    (facts.covered.empty() ? facts.approved_unique : facts.covered).clear();
  });
}

// ---- marketplace

Reason marketplace(const MarketplaceFacts& facts, const Parameters& parameters = {}) {
  return marketplace_rule(facts, today, parameters).reason;
}

TEST(MarketplaceRule, OpensListedOfferingsInTheStatesOfThePolicyOrByException) {
  for (const auto& eligible : subsets<DesignationState>()) {
    Parameters parameters;
    parameters.eligible_states = eligible;
    for (const DesignationState state : values_of<DesignationState>()) {
      for (const bool excepted : {false, true}) {
        const Reason closed = excepted ? Reason::excepted : Reason::marketplace_closed;
        EXPECT_EQ(marketplace({.state = state, .excepted = excepted}, parameters),
                  contains(eligible, state) ? Reason::marketplace_open : closed);
      }
    }
  }
}

TEST(MarketplaceRule, AsksForADesignationWhereNothingIsStated) {
  EXPECT_EQ(marketplace({.state = DesignationState::pre_designated}), Reason::marketplace_closed);
  EXPECT_EQ(marketplace({.state = DesignationState::designated}), Reason::marketplace_open);
}

Reason outside(OutsideMarketplace rule, DesignationState area, bool excepted) {
  Parameters parameters;
  parameters.outside_marketplace = rule;
  // What is eligible in a marketplace says nothing of what is outside.
  parameters.eligible_states = values_of<DesignationState>();
  return marketplace({.listed = false,
                      .state = DesignationState::designated,
                      .area_state = area,
                      .excepted = excepted},
                     parameters);
}

TEST(MarketplaceRule, AllowsOutsideAlwaysUntilPreDesignationOrByException) {
  for (const DesignationState area : values_of<DesignationState>()) {
    const bool research = area == DesignationState::research;
    for (const bool excepted : {false, true}) {
      const Reason otherwise = excepted ? Reason::excepted : Reason::outside_without_exception;
      EXPECT_EQ(outside(OutsideMarketplace::open, area, excepted), Reason::outside_open);
      EXPECT_EQ(outside(OutsideMarketplace::until_pre_designation, area, excepted),
                research ? Reason::outside_until_pre_designation : otherwise);
      EXPECT_EQ(outside(OutsideMarketplace::exception, area, excepted), otherwise);
    }
  }
}

TEST(MarketplaceRule, AsksForAnExceptionOutsideWhereNothingIsStated) {
  EXPECT_EQ(marketplace({.listed = false}), Reason::outside_without_exception);
  EXPECT_EQ(marketplace({.listed = false, .excepted = true}), Reason::excepted);
}

TEST(MarketplaceRule, GrowsNoSofterWithFewerStatesOrAStricterOutside) {
  expect_no_relief<MarketplaceFacts, Verdict>(marketplace_rule,
                                              [](MarketplaceFacts&, Parameters& parameters) {
                                                if (!parameters.eligible_states.empty())
                                                  parameters.eligible_states.pop_back();
                                              });
  expect_no_relief<MarketplaceFacts, Verdict>(
      marketplace_rule, [](MarketplaceFacts&, Parameters& parameters) {
        auto& rule = parameters.outside_marketplace;
        rule = rule == OutsideMarketplace::open ? OutsideMarketplace::until_pre_designation
                                                : OutsideMarketplace::exception;
      });
  expect_no_relief<MarketplaceFacts, Verdict>(
      marketplace_rule, [](MarketplaceFacts& facts, Parameters&) { facts.excepted = false; });
}

// ---- standing

TEST(StandingRule, BarsExactlyTheStandingsOfThePolicy) {
  for (const auto& barring : subsets<Standing>()) {
    Parameters parameters;
    parameters.barring_standings = barring;
    for (const Standing standing : values_of<Standing>())
      EXPECT_EQ(standing_rule({standing}, today, parameters).reason,
                contains(barring, standing) ? Reason::standing_bars : Reason::standing_accepted);
  }
}

TEST(StandingRule, BarsSuspendedAndDelistedWhereNothingIsStated) {
  for (const Standing standing : values_of<Standing>())
    EXPECT_EQ(standing_rule({standing}, today, {}).bars(), standing >= Standing::suspended);
}

// ---- quality

Reason quality(std::optional<Decimal> offered, std::optional<Decimal> today_s,
               bool participation = true, bool floor = true) {
  Parameters parameters;
  parameters.participation = participation;
  parameters.quality_floor = floor;
  return quality_rule({offered, today_s}, today, parameters).reason;
}

TEST(QualityRule, NeedsAtLeastTodaysQuality) {
  EXPECT_EQ(quality(3, 3), Reason::quality_kept);
  EXPECT_EQ(quality(4, 3), Reason::quality_kept);
  EXPECT_EQ(quality(Decimal::from_raw(2'999'999), 3), Reason::quality_below);
  EXPECT_EQ(quality(0, 0), Reason::quality_kept);
}

TEST(QualityRule, FailsWhatIsUnknown) {
  EXPECT_EQ(quality({}, 3), Reason::quality_unknown);
  EXPECT_EQ(quality(3, {}), Reason::quality_unknown);
  EXPECT_EQ(quality({}, {}), Reason::quality_unknown);
  EXPECT_TRUE(Verdict{Reason::quality_unknown}.bars());
}

TEST(QualityRule, AsksOnlyUnderAVoluntaryPolicyWithAFloor) {
  for (const auto& [participation, floor] :
       {std::pair(false, true), std::pair(true, false), std::pair(false, false)}) {
    EXPECT_EQ(quality(2, 3, participation, floor), Reason::quality_free);
    EXPECT_EQ(quality({}, 3, participation, floor), Reason::quality_free);
    EXPECT_EQ(quality(4, 3, participation, floor), Reason::quality_free);
  }
}

TEST(QualityRule, GrowsNoSofterUnderAVoluntaryPolicyOrWithAFloor) {
  expect_no_relief<QualityFacts, Verdict>(
      quality_rule, [](QualityFacts&, Parameters& parameters) { parameters.participation = true; });
  expect_no_relief<QualityFacts, Verdict>(
      quality_rule, [](QualityFacts&, Parameters& parameters) { parameters.quality_floor = true; });
  expect_no_relief<QualityFacts, Verdict>(
      quality_rule, [](QualityFacts& facts, Parameters&) { facts.offered.reset(); });
}

// ---- all

template <class Facts, class VerdictOf>
void expect_no_dates(RuleFunction<Facts, VerdictOf> rule) {
  std::mt19937 random(4);
  for (int i = 0; i < 500; ++i) {
    const auto facts = random_record<Facts>(random);
    const auto parameters = random_record<Parameters>(random);
    EXPECT_EQ(rule(facts, {1999, 12, 31}, parameters), rule(facts, {2031, 1}, parameters));
  }
}

TEST(OfferingRules, LeaveTheDateToTheFacts) {
  expect_no_dates(&availability_rule);
  expect_no_dates(&provider_rule);
  expect_no_dates(&standards_rule);
  expect_no_dates(&fit_gap_rule);
  expect_no_dates(&marketplace_rule);
  expect_no_dates(&standing_rule);
  expect_no_dates(&quality_rule);
}

TEST(OfferingRules, GiveEachOfTheirReasons) {
  expect_every_reason(Rule::availability, &availability_rule);
  expect_every_reason(Rule::provider, &provider_rule);
  expect_every_reason(Rule::standards, &standards_rule);
  expect_every_reason(Rule::fit_gap, &fit_gap_rule);
  expect_every_reason(Rule::marketplace, &marketplace_rule);
  expect_every_reason(Rule::standing, &standing_rule);
  expect_every_reason(Rule::quality, &quality_rule);
}

}  // namespace
}  // namespace qsmo
