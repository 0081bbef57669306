#include "qsmo/policy/mandate_rules.hpp"

#include <gtest/gtest.h>

#include "unit/policy/rule_support.hpp"

namespace qsmo {
namespace {

using Edit = std::function<void(Parameters&)>;

Reason asked(const MandateFacts& facts, Date date, const Edit& edit = {}) {
  Parameters parameters;
  if (edit) edit(parameters);
  return mandate_rule(facts, date, parameters).reason;
}

/// Agency A's payroll.
MandateFacts payroll(std::optional<Date> ordered_by = {}, std::optional<Date> contract_end = {},
                     std::optional<Date> waived_until = {}) {
  return {ordered_by, "HR", "A", contract_end, waived_until, true};
}

const Edit by_june = [](Parameters& p) { p.mandate_deadline = Date{2021, 6, 15}; };
const Edit no_renewal = [](Parameters& p) { p.mandate_at_contract_end = true; };

TEST(MandateRule, OrdersNothingByItself) {
  EXPECT_EQ(asked({}, {2021, 6}), Reason::not_ordered);
  EXPECT_EQ(asked(payroll({}, Date{2021, 1}, Date{2021, 9}), {2021, 6}), Reason::not_ordered);
}

TEST(MandateRule, IsDueOnTheDeadline) {
  const MandateFacts facts = payroll(Date{2021, 6, 15});
  EXPECT_EQ(asked(facts, {2021, 6, 14}), Reason::not_yet_due);
  EXPECT_EQ(asked(facts, {2021, 6, 15}), Reason::deadline_reached);
  EXPECT_EQ(asked(facts, {2030, 1}), Reason::deadline_reached);
}

TEST(MandateRule, IsDueOnThePolicysOwnDeadline) {
  EXPECT_EQ(asked(payroll(), {2021, 6, 14}, by_june), Reason::not_yet_due);
  EXPECT_EQ(asked(payroll(), {2021, 6, 15}, by_june), Reason::deadline_reached);
}

TEST(MandateRule, IsDueOnTheEarlierOfBothDeadlines) {
  EXPECT_EQ(asked(payroll(Date{2021, 3}), {2021, 4}, by_june), Reason::deadline_reached);
  EXPECT_EQ(asked(payroll(Date{2021, 9}), {2021, 7}, by_june), Reason::deadline_reached);
  EXPECT_EQ(asked(payroll(Date{2021, 9}), {2021, 6}, by_june), Reason::not_yet_due);
}

TEST(MandateRule, IsDueAfterTheContractsEnd) {
  const MandateFacts facts = payroll({}, Date{2021, 6, 15});
  EXPECT_EQ(asked(facts, {2021, 6, 14}, no_renewal), Reason::not_yet_due);
  EXPECT_EQ(asked(facts, {2021, 6, 15}, no_renewal), Reason::not_yet_due);
  EXPECT_EQ(asked(facts, {2021, 6, 16}, no_renewal), Reason::contract_ended);
  EXPECT_EQ(asked(facts, {2021, 6, 16}), Reason::not_ordered);
  EXPECT_EQ(asked(payroll(), {2021, 6, 16}, no_renewal), Reason::not_ordered);
}

TEST(MandateRule, SaysTheDeadlineWhereTheContractEndedToo) {
  EXPECT_EQ(asked(payroll(Date{2021, 3}, Date{2021, 1}), {2021, 3}, no_renewal),
            Reason::deadline_reached);
  EXPECT_EQ(asked(payroll(Date{2021, 3}, Date{2021, 1}), {2021, 2}, no_renewal),
            Reason::contract_ended);
}

Edit scoped(const Edit& order, std::vector<std::string> areas, std::vector<std::string> agencies) {
  return [=](Parameters& p) {
    order(p);
    p.mandate_areas = areas;
    p.mandate_agencies = agencies;
  };
}

TEST(MandateRule, ReachesWhatThePolicyListsAndAllWhereItListsNothing) {
  const MandateFacts facts = payroll({}, Date{2021, 1});
  for (const Edit& order : {by_june, no_renewal}) {
    const auto reaches = [&](std::vector<std::string> areas, std::vector<std::string> agencies) {
      return asked(facts, {2021, 7}, scoped(order, std::move(areas), std::move(agencies))) !=
             Reason::not_ordered;
    };
    EXPECT_TRUE(reaches({}, {}));
    EXPECT_TRUE(reaches({"FM", "HR"}, {}));
    EXPECT_TRUE(reaches({}, {"B", "A"}));
    EXPECT_TRUE(reaches({"HR"}, {"A"}));
    EXPECT_FALSE(reaches({"FM"}, {}));
    EXPECT_FALSE(reaches({}, {"B"}));
    EXPECT_FALSE(reaches({"HR"}, {"B"}));
    EXPECT_FALSE(reaches({"FM"}, {"A"}));
    EXPECT_FALSE(reaches({"H", "HRX", "hr"}, {})) << "names as they stand";
  }
}

TEST(MandateRule, LeavesMandatesThatNameTheWorkloadOutsideItsLists) {
  EXPECT_EQ(asked(payroll(Date{2021, 3}), {2021, 4}, scoped(by_june, {"FM"}, {"B"})),
            Reason::deadline_reached);
  EXPECT_EQ(asked(payroll(Date{2021, 9}), {2021, 7}, scoped(by_june, {"FM"}, {})),
            Reason::not_yet_due)
      << "the general deadline of June is not its own";
}

TEST(MandateRule, HasNoForceWhereMandatesDoNotBind) {
  const auto free = [](const Edit& order) {
    return [=](Parameters& p) {
      if (order) order(p);
      p.mandates_bind = false;
    };
  };
  EXPECT_EQ(asked(payroll(Date{2021, 3}), {2021, 4}, free({})), Reason::mandate_without_force);
  EXPECT_EQ(asked(payroll(), {2021, 7}, free(by_june)), Reason::mandate_without_force);
  EXPECT_EQ(asked(payroll({}, Date{2021, 1}), {2021, 7}, free(no_renewal)),
            Reason::mandate_without_force);
  EXPECT_EQ(asked(payroll(), {2021, 7}, free({})), Reason::not_ordered);
}

TEST(MandateRule, IsLiftedThroughTheLastDateOfAWaiver) {
  const MandateFacts facts = payroll(Date{2021, 3}, {}, Date{2021, 6, 15});
  EXPECT_EQ(asked(facts, {2021, 1}), Reason::waived) << "also before the deadline";
  EXPECT_EQ(asked(facts, {2021, 6, 15}), Reason::waived);
  EXPECT_EQ(asked(facts, {2021, 6, 16}), Reason::deadline_reached);
  EXPECT_EQ(asked(payroll({}, {}, Date{2021, 9}), {2021, 7}, by_june), Reason::waived);
  EXPECT_EQ(asked(payroll({}, Date{2021, 1}, Date{2021, 9}), {2021, 7}, no_renewal),
            Reason::waived);
}

TEST(MandateRule, IsNotLiftedWhereWaiversAreNotHonoured) {
  EXPECT_EQ(asked(payroll(Date{2021, 3}, {}, Date{2021, 9}), {2021, 4},
                  [](Parameters& p) { p.waivers_honoured = false; }),
            Reason::deadline_reached);
}

TEST(MandateRule, WaitsForTheContractsEndWhereThePolicySaysSo) {
  const Edit waits = [](Parameters& p) { p.waived_until_contract_end = true; };
  const MandateFacts facts = payroll(Date{2021, 3}, Date{2021, 6, 15});
  EXPECT_EQ(asked(facts, {2021, 4}, waits), Reason::waived);
  EXPECT_EQ(asked(facts, {2021, 6, 15}, waits), Reason::waived);
  EXPECT_EQ(asked(facts, {2021, 6, 16}, waits), Reason::deadline_reached);
  EXPECT_EQ(asked(facts, {2021, 4}), Reason::deadline_reached);
  EXPECT_EQ(asked(payroll(Date{2021, 3}), {2021, 4}, waits), Reason::deadline_reached)
      << "without a contract there is nothing to wait for";
  // It is no waiver that could be not honoured.
  EXPECT_EQ(asked(facts, {2021, 4},
                  [&](Parameters& p) {
                    waits(p);
                    p.waivers_honoured = false;
                  }),
            Reason::waived);
}

TEST(MandateRule, ExcusesWhomNobodyCanServeYetWhereThePolicySaysSo) {
  const Edit excuses = [](Parameters& p) { p.excused_without_way = true; };
  MandateFacts facts = payroll(Date{2021, 3});
  EXPECT_EQ(asked(facts, {2021, 4}, excuses), Reason::deadline_reached);
  facts.has_way = false;
  EXPECT_EQ(asked(facts, {2021, 4}), Reason::deadline_reached);
  EXPECT_EQ(asked(facts, {2021, 2}, excuses), Reason::no_way_yet);
  EXPECT_EQ(asked(facts, {2021, 4}, excuses), Reason::no_way_yet);
  // A waiver comes first, and what is not ordered needs no excuse.
  facts.waived_until = Date{2021, 4};
  EXPECT_EQ(asked(facts, {2021, 4}, excuses), Reason::waived);
  EXPECT_EQ(asked({.has_way = false}, {2021, 4}, excuses), Reason::not_ordered);
}

TEST(MandateRule, LastsOnceItIsDue) {
  std::mt19937 random(13);
  int due_at_last = 0;
  for (int i = 0; i < draws; ++i) {
    const auto facts = random_record<MandateFacts>(random);
    const auto parameters = random_record<Parameters>(random);
    bool due = false;
    for (int month = 1; month <= 6; ++month) {
      const bool now =
          mandate_rule(facts, {2020, month}, parameters).outcome() == Outcome::required;
      ASSERT_TRUE(now || !due);
      due = now;
    }
    due_at_last += due ? 1 : 0;
  }
  EXPECT_GT(due_at_last, draws / 20);
}

/// What was required must stay so.
void expect_no_less_required(const std::function<void(MandateFacts&, Parameters&)>& change) {
  std::mt19937 random(17);
  int newly_required = 0;
  for (int i = 0; i < draws; ++i) {
    auto facts = random_record<MandateFacts>(random);
    auto parameters = random_record<Parameters>(random);
    const Date date{2020, static_cast<int>(1 + random() % 5)};
    const bool before = mandate_rule(facts, date, parameters).outcome() == Outcome::required;
    change(facts, parameters);
    const bool after = mandate_rule(facts, date, parameters).outcome() == Outcome::required;
    ASSERT_TRUE(after || !before);
    newly_required += after && !before ? 1 : 0;
  }
  EXPECT_GT(newly_required, 0) << "the change requires nothing";
}

TEST(MandateRule, GrowsNoSofterWithAStricterPolicy) {
  expect_no_less_required([](MandateFacts&, Parameters& p) { p.mandates_bind = true; });
  expect_no_less_required([](MandateFacts&, Parameters& p) { p.waivers_honoured = false; });
  expect_no_less_required(
      [](MandateFacts&, Parameters& p) { p.waived_until_contract_end = false; });
  expect_no_less_required([](MandateFacts&, Parameters& p) { p.excused_without_way = false; });
  expect_no_less_required([](MandateFacts& f, Parameters&) { f.has_way = true; });
  expect_no_less_required([](MandateFacts&, Parameters& p) { p.mandate_at_contract_end = true; });
  expect_no_less_required([](MandateFacts&, Parameters& p) { p.mandate_deadline = Date{2020, 1}; });
  expect_no_less_required([](MandateFacts&, Parameters& p) { p.mandate_areas.clear(); });
  expect_no_less_required([](MandateFacts&, Parameters& p) { p.mandate_agencies.clear(); });
  expect_no_less_required([](MandateFacts& f, Parameters& p) {
    if (!p.mandate_areas.empty()) p.mandate_areas.push_back(f.area);
  });
  expect_no_less_required([](MandateFacts& f, Parameters&) { f.ordered_by = Date{2020, 1}; });
  expect_no_less_required([](MandateFacts& f, Parameters&) { f.waived_until.reset(); });
}

TEST(MandateRule, GivesEachOfItsReasons) { expect_every_reason(Rule::mandate, &mandate_rule); }

}  // namespace
}  // namespace qsmo
