#include "qsmo/policy/explain.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "qsmo/policy/rule_info.hpp"

namespace qsmo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string_view> placeholders(std::string_view sentence) {
  std::vector<std::string_view> out;
  for (std::size_t open = sentence.find('{'); open != std::string_view::npos;
       open = sentence.find('{', open + 1)) {
    const std::size_t close = sentence.find('}', open);
    out.push_back(sentence.substr(open + 1, close - open - 1));
  }
  return out;
}

template <class Names>
bool contains(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<std::string_view> facts_of(Rule rule) {
  std::vector<std::string_view> out;
  for (const FieldInfo& fact : info_of(rule).facts) out.push_back(fact.name);
  return out;
}

TEST(Sentences, SpeakOfFactsAndParametersOfTheirRuleAlone) {
  for (const ReasonInfo& info : reasons) {
    for (const std::string_view name : placeholders(info.sentence)) {
      EXPECT_TRUE(contains(facts_of(info.rule), name) ||
                  contains(info_of(info.rule).parameters, name))
          << info.name << " speaks of " << name;
    }
  }
}

TEST(Facts, HaveNamesThatNoParameterHas) {
  for (std::size_t i = 0; i < EnumNames<Rule>::names.size(); ++i) {
    for (const std::string_view fact : facts_of(static_cast<Rule>(i)))
      EXPECT_FALSE(contains(parameter_names(), fact)) << EnumNames<Rule>::names[i] << "." << fact;
  }
}

template <class Facts, class VerdictOf>
std::string filled(RuleFunction<Facts, VerdictOf>, Reason reason) {
  return explain(Verdict{reason}, Facts{}, {2020, 10}, Policy{}).sentence;
}

TEST(Explain, FillsInEverySentence) {
  visit_rules([&](Rule rule, std::string_view, auto function) {
    for (const ReasonInfo& info : reasons) {
      if (info.rule == rule) {
        EXPECT_THAT(filled(function, info.reason), Not(HasSubstr("{"))) << info.name;
      }
    }
  });
}

const Date date{2020, 10};

Policy policy(std::vector<PolicyValue> values) {
  Policy out;
  out.values = std::move(values);
  return out;
}

TEST(Explain, SaysRuleReasonAndOutcome) {
  const Explanation said = explain(Verdict{Reason::start_frozen}, StartWindowFacts{}, date, {});
  EXPECT_EQ(said.rule, Rule::start_window);
  EXPECT_EQ(said.reason, Reason::start_frozen);
  EXPECT_EQ(said.outcome, Outcome::barred);
  EXPECT_EQ(said.sentence, "a start freeze touches the period");
  EXPECT_THAT(said.parameters, IsEmpty());
}

TEST(Explain, FillsInFactsAndParameters) {
  const Policy stated = policy({{.parameter = "eligible_states",
                                 .from = Date{2019, 4, 26},
                                 .value = "pre_designated|designated",
                                 .reference = "M-19-16, p. 3"}});
  const Explanation said =
      explain(Verdict{Reason::marketplace_closed}, MarketplaceFacts{}, date, stated);
  EXPECT_EQ(said.sentence,
            "its marketplace is research, and starts need one of pre_designated, designated or an "
            "exception");
  EXPECT_THAT(said.parameters,
              ElementsAre(ParameterUsed{"eligible_states", "pre_designated|designated",
                                        "2019-04-26", "M-19-16, p. 3"}));
}

TEST(Explain, JoinsTheItemsOfListsByCommas) {
  const DesignationFacts facts{
      .step = GovernanceStep::announced,
      .done = {GovernanceStep::lead_named, GovernanceStep::plan_submitted}};
  EXPECT_EQ(explain(Verdict{Reason::step_out_of_order}, facts, date, {}).sentence,
            "the step announced comes before what it needs: done so far are lead_named, "
            "plan_submitted");
}

TEST(Explain, SaysNoneForWhatIsNotThere) {
  const Explanation said = explain(Verdict{Reason::quality_unknown}, QualityFacts{}, date, {});
  EXPECT_EQ(said.sentence, "a quality is not assessed (offered none, today none)");
}

TEST(Explain, SaysInitialValuesWithoutAReference) {
  const Explanation said = explain(Verdict{Reason::gap_too_large}, FitGapFacts{}, date, {});
  EXPECT_THAT(said.parameters, ElementsAre(ParameterUsed{"largest_fit_gap", "none", "", ""}));
}

TEST(Explain, NamesAParameterOnceThatASentenceNamesTwice) {
  const Explanation said = explain(Verdict{Reason::subsidised}, IncentiveFacts{}, date, {});
  EXPECT_THAT(said.parameters, ElementsAre(ParameterUsed{"onboarding_subsidy", "0", "", ""},
                                           ParameterUsed{"phase_subsidy", "0", "", ""}));
  const Explanation gap = explain(Verdict{Reason::gap_within_limit}, FitGapFacts{}, date, {});
  EXPECT_THAT(gap.sentence, HasSubstr("largest_fit_gap none"));
  EXPECT_EQ(gap.parameters.size(), 1u);
}

TEST(Explain, TakesTheValueThatHoldsOnTheDate) {
  const Policy stated =
      policy({{.parameter = "starts_allowed", .value = "true", .reference = "first"},
              {.parameter = "starts_allowed",
               .from = Date{2020, 11},
               .value = "false",
               .reference = "second"}});
  const auto on = [&](Date day) {
    return explain(Verdict{Reason::starts_suspended}, StartWindowFacts{}, day, stated).parameters;
  };
  EXPECT_THAT(on({2020, 10}), ElementsAre(ParameterUsed{"starts_allowed", "true", "", "first"}));
  EXPECT_THAT(on({2020, 11}),
              ElementsAre(ParameterUsed{"starts_allowed", "false", "2020-11", "second"}));
}

TEST(Explain, RefusesADateOnWhichAParameterOfTheSentenceHasNoValue) {
  const Policy stated =
      policy({{.parameter = "starts_allowed", .from = Date{2021, 1}, .value = "false"}});
  EXPECT_THROW((void)explain(Verdict{Reason::starts_suspended}, StartWindowFacts{}, date, stated),
               InputError);
  EXPECT_NO_THROW((void)explain(Verdict{Reason::start_open}, StartWindowFacts{}, date, stated));
}

}  // namespace
}  // namespace qsmo
