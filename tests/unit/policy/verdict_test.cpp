#include "qsmo/policy/verdict.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "qsmo/policy/rules.hpp"

namespace qsmo {
namespace {

TEST(Reasons, StandInTheOrderOfTheirEnumeration) {
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    EXPECT_EQ(static_cast<std::size_t>(reasons[i].reason), i) << reasons[i].name;
    EXPECT_EQ(name_of(reasons[i].reason), reasons[i].name);
  }
}

TEST(Reasons, HaveNamesOfTheirOwnAndSentences) {
  std::set<std::string_view> names;
  for (const ReasonInfo& info : reasons) {
    EXPECT_TRUE(names.insert(info.name).second) << info.name;
    EXPECT_FALSE(info.sentence.empty()) << info.name;
    // A case may say either, so one must not be taken for the other.
    EXPECT_FALSE(enum_from<Outcome>(info.name)) << info.name;
  }
}

TEST(Reasons, StandTogetherInTheOrderOfTheRules) {
  for (std::size_t i = 1; i < reasons.size(); ++i)
    EXPECT_LE(reasons[i - 1].rule, reasons[i].rule) << reasons[i].name;
}

TEST(Reasons, AreAtLeastTwoForEachRule) {
  std::map<Rule, int> counts;
  for (const ReasonInfo& info : reasons) ++counts[info.rule];
  for (std::size_t i = 0; i < EnumNames<Rule>::names.size(); ++i)
    EXPECT_GE(counts[static_cast<Rule>(i)], 2) << EnumNames<Rule>::names[i];
}

TEST(Verdict, IsOfTheRuleAndOutcomeOfItsReason) {
  const Verdict closed{Reason::marketplace_closed};
  EXPECT_EQ(closed.rule(), Rule::marketplace);
  EXPECT_EQ(closed.outcome(), Outcome::barred);
  EXPECT_TRUE(closed.bars());
  EXPECT_FALSE(Verdict{Reason::marketplace_open}.bars());
  EXPECT_FALSE(Verdict{Reason::deadline_reached}.bars());
}

TEST(Verdict, StandsInTheWayIfDataAreMissing) {
  EXPECT_EQ(Verdict{Reason::quality_unknown}.outcome(), Outcome::missing);
  EXPECT_TRUE(Verdict{Reason::quality_unknown}.bars());
}

TEST(Rules, AreVisitedOnceEachInTheirOrder) {
  std::size_t next = 0;
  visit_rules([&](Rule rule, std::string_view doc, auto) {
    EXPECT_EQ(static_cast<std::size_t>(rule), next++);
    EXPECT_FALSE(doc.empty());
  });
  EXPECT_EQ(next, EnumNames<Rule>::names.size());
}

template <class Facts, class VerdictOf>
Rule rule_of_reply(RuleFunction<Facts, VerdictOf> function) {
  return function(Facts{}, {2020, 10}, Parameters{}).rule();
}

TEST(Rules, GiveReasonsOfTheirOwn) {
  visit_rules([&](Rule rule, std::string_view, auto function) {
    EXPECT_EQ(rule_of_reply(function), rule) << name_of(rule);
  });
}

}  // namespace
}  // namespace qsmo
