#include "qsmo/policy/ask.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace qsmo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

const Date date{2020, 10};

std::vector<Fault> faults(Rule rule, const std::vector<NamedText>& facts,
                          const Policy& policy = {}) {
  try {
    (void)ask(rule, facts, date, policy);
  } catch (const InputError& error) {
    return error.faults();
  }
  return {};
}

TEST(Ask, GivesTheVerdictInWords) {
  const Answer answer = ask(Rule::marketplace, {{"state", "designated"}}, date, {});
  EXPECT_EQ(answer.explanation.reason, Reason::marketplace_open);
  EXPECT_EQ(answer.explanation.sentence, "its marketplace is designated, one of designated");
  EXPECT_THAT(answer.values, IsEmpty());
}

TEST(Ask, TakesInitialValuesForFactsThatAreNotGiven) {
  EXPECT_EQ(ask(Rule::marketplace, {}, date, {}).explanation.reason, Reason::marketplace_closed);
}

TEST(Ask, ReadsListsAndNothing) {
  const Answer gap =
      ask(Rule::fit_gap, {{"required", "FFM.010|FFM.020"}, {"covered", "FFM.010"}}, date, {});
  EXPECT_THAT(gap.values, ElementsAre(Pair("missing", "FFM.020")));
  const Answer all = ask(Rule::fit_gap, {{"required", "none"}}, date, {});
  EXPECT_EQ(all.explanation.reason, Reason::no_gap);
  EXPECT_THAT(all.values, ElementsAre(Pair("missing", "none")));
}

TEST(Ask, GoesByThePolicy) {
  Policy policy;
  policy.values = {{.parameter = "eligible_states", .value = "research|designated"}};
  EXPECT_EQ(ask(Rule::marketplace, {}, date, policy).explanation.reason, Reason::marketplace_open);
}

TEST(Ask, RefusesFactsThatTheRuleDoesNotHave) {
  const auto found = faults(Rule::marketplace, {{"stat", "designated"}, {"area", "HR"}});
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].expected, "a fact of marketplace");
  EXPECT_EQ(found[0].suggestion, "state");
  EXPECT_EQ(found[1].value, "area");
}

TEST(Ask, RefusesRepeatedFactsAndUnreadableValues) {
  const auto repeated = faults(Rule::marketplace, {{"listed", "true"}, {"listed", "false"}});
  ASSERT_THAT(repeated, SizeIs(1));
  EXPECT_EQ(repeated[0].expected, "each fact once");
  const auto unread = faults(Rule::marketplace, {{"listed", "maybe"}, {"state", "designed"}});
  ASSERT_THAT(unread, SizeIs(2));
  EXPECT_EQ(unread[1].suggestion, "designated");
}

TEST(Ask, RefusesNumbersOutOfRange) {
  const auto found = faults(Rule::designation, {{"members", "-1"}, {"votes_for", "1001"}});
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].expected, "a number from 0 to 1000");
  EXPECT_EQ(found[1].pointer, "/votes_for");
}

TEST(Ask, RefusesADateBeforeTheFirstValue) {
  Policy policy;
  policy.values = {{.parameter = "starts_allowed", .from = Date{2021, 1}, .value = "true"}};
  const auto found = faults(Rule::marketplace, {}, policy);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].expected, HasSubstr("the first value of starts_allowed"));
}

}  // namespace
}  // namespace qsmo
