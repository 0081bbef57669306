#include "qsmo/policy/rule_info.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "qsmo/policy/rules.hpp"
#include "unit/policy/random_record.hpp"

namespace qsmo {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const FieldInfo& field(const std::vector<FieldInfo>& fields, std::string_view name) {
  return *std::find_if(fields.begin(), fields.end(),
                       [&](const FieldInfo& info) { return info.name == name; });
}

TEST(RuleInfo, IsOfTheRuleThatIsAsked) {
  for (std::size_t i = 0; i < EnumNames<Rule>::names.size(); ++i)
    EXPECT_EQ(info_of(static_cast<Rule>(i)).rule, static_cast<Rule>(i));
}

TEST(RuleInfo, DescribesFactsByKind) {
  const auto& facts = info_of(Rule::marketplace).facts;
  ASSERT_EQ(facts.size(), 4u);
  EXPECT_EQ(facts[0].name, "listed");
  EXPECT_EQ(facts[0].kind, FieldKind::boolean);
  EXPECT_EQ(facts[0].initial, "true");
  EXPECT_EQ(facts[1].kind, FieldKind::choice);
  EXPECT_THAT(facts[1].choices, ElementsAre("research", "pre_designated", "designated"));
}

TEST(RuleInfo, TellsListsAndOptionsFromSingleValues) {
  const FieldInfo& met = field(info_of(Rule::standards).facts, "met");
  EXPECT_TRUE(met.list);
  EXPECT_EQ(met.kind, FieldKind::text);
  EXPECT_EQ(met.initial, "none");
  const FieldInfo& offered = field(info_of(Rule::quality).facts, "offered");
  EXPECT_TRUE(offered.optional);
  EXPECT_FALSE(offered.list);
  EXPECT_EQ(offered.kind, FieldKind::decimal);
}

TEST(RuleInfo, DescribesWhatVerdictsFind) {
  EXPECT_THAT(info_of(Rule::marketplace).values, IsEmpty());
  const FieldInfo& subsidy = field(info_of(Rule::incentive).values, "subsidy");
  EXPECT_EQ(subsidy.kind, FieldKind::money);
  EXPECT_EQ(subsidy.unit, "USD");
}

TEST(RuleInfo, DescribesEveryFieldInWords) {
  for (std::size_t i = 0; i < EnumNames<Rule>::names.size(); ++i) {
    const RuleInfo& info = info_of(static_cast<Rule>(i));
    EXPECT_FALSE(info.facts.empty()) << name_of(info.rule);
    for (const auto* fields : {&info.facts, &info.values}) {
      for (const FieldInfo& each : *fields)
        EXPECT_FALSE(each.doc.empty()) << name_of(info.rule) << "." << each.name;
    }
  }
}

bool lists(const RuleInfo& info, std::string_view parameter) {
  return std::find(info.parameters.begin(), info.parameters.end(), parameter) !=
         info.parameters.end();
}

/// Whether drawing the parameters that `wants` names anew changes a verdict, in some number of trials.
template <class Facts, class VerdictOf, class Wants>
bool some_change(RuleFunction<Facts, VerdictOf> rule, int trials, Wants wants) {
  std::mt19937 random(1);
  for (int i = 0; i < trials; ++i) {
    const Facts facts = random_record<Facts>(random);
    const Parameters before = random_record<Parameters>(random);
    const Date date{2020, static_cast<int>(1 + random() % 4), 0};
    Parameters after = before;
    redraw(after, random, wants);
    if (rule(facts, date, before) != rule(facts, date, after)) return true;
  }
  return false;
}

TEST(RuleInfo, NamesEveryParameterThatARuleReads) {
  visit_rules([&](Rule rule, std::string_view, auto function) {
    const RuleInfo& info = info_of(rule);
    EXPECT_FALSE(
        some_change(function, 3000, [&](std::string_view name) { return !lists(info, name); }))
        << name_of(rule) << " reads a parameter that its description does not name";
  });
}

TEST(RuleInfo, NamesNoParameterThatARuleDoesNotRead) {
  visit_rules([&](Rule rule, std::string_view, auto function) {
    for (const std::string_view parameter : info_of(rule).parameters) {
      EXPECT_TRUE(
          some_change(function, 100'000, [&](std::string_view name) { return name == parameter; }))
          << name_of(rule) << " does not read " << parameter;
    }
  });
}

TEST(RuleInfo, LeavesNoParameterWithoutARule) {
  std::vector<std::string_view> idle;
  for (const std::string_view parameter : parameter_names()) {
    bool read = false;
    visit_rules(
        [&](Rule rule, std::string_view, auto) { read |= lists(info_of(rule), parameter); });
    if (!read) idle.push_back(parameter);
  }
  // A limit on what a plan may spend, and a number of days that nothing in a plan depends on.
  EXPECT_THAT(idle, ElementsAre("incentive_budget", "exception_review_days"));
}

}  // namespace
}  // namespace qsmo
