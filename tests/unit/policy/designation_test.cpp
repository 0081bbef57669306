#include "qsmo/policy/designation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using enum GovernanceStep;

Portfolio dated_designations(std::vector<DesignationState> eligible = {
                                 DesignationState::designated}) {
  return small::portfolio([&](Scenario& s) {
    s.settings.eligible_states = std::move(eligible);
    s.designations = {{"M", DesignationState::pre_designated, {2020, 12, 31}, ""},
                      {"M", DesignationState::designated, {2021, 3, 15}, ""}};
  });
}

TEST(AcceptsStarts, FromThePeriodOfTheDesignationOn) {
  const Portfolio portfolio = dated_designations();
  EXPECT_FALSE(accepts_starts(portfolio, portfolio.marketplace("M"), 4));
  EXPECT_TRUE(accepts_starts(portfolio, portfolio.marketplace("M"), 5));
  EXPECT_TRUE(accepts_starts(portfolio, portfolio.marketplace("M"), 11));
}

TEST(AcceptsStarts, InTheStatesThatTheScenarioNames) {
  const Portfolio portfolio =
      dated_designations({DesignationState::pre_designated, DesignationState::designated});
  EXPECT_FALSE(accepts_starts(portfolio, portfolio.marketplace("M"), 1));
  EXPECT_TRUE(accepts_starts(portfolio, portfolio.marketplace("M"), 2));
  const Portfolio only_before = dated_designations({DesignationState::research});
  EXPECT_TRUE(accepts_starts(only_before, only_before.marketplace("M"), 1));
  EXPECT_FALSE(accepts_starts(only_before, only_before.marketplace("M"), 2));
}

TEST(AcceptsStarts, TakesAStartBeforeTheHorizonAsPeriodZero) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.designations[0].date = {2020, 10};
  });
  EXPECT_TRUE(accepts_starts(portfolio, portfolio.marketplace("M"), -3));
}

GovernanceEvent event(GovernanceStep step, Date date) {
  return {.marketplace = "M", .step = step, .date = date};
}

GovernanceEvent vote(Date date, int votes_for, int votes_against) {
  GovernanceEvent out = event(voted, date);
  out.members = 8, out.votes_for = votes_for, out.votes_against = votes_against;
  return out;
}

/// The way of M: a month a step, from the lead in January to the announcement in September 2020.
std::vector<GovernanceEvent> the_way() {
  return {event(lead_named, {2020, 1, 2}),     event(plan_submitted, {2020, 2, 3}),
          event(board_reviewed, {2020, 3, 4}), event(programme_office_reviewed, {2020, 3, 4}),
          event(omb_reviewed, {2020, 3, 5}),   event(questions_answered, {2020, 4, 6}),
          event(presented, {2020, 5, 7}),      vote({2020, 6, 8}, 8, 0),
          event(funding_agreed, {2020, 7, 9}), event(announced, {2020, 9, 10})};
}

/// Places of the way.
enum : std::size_t { lead, submission, board, office, omb, questions, talk, ballot, funding, news };

Portfolio way(const std::function<void(Scenario&)>& edit = [](Scenario&) {}) {
  return small::portfolio([&](Scenario& s) {
    s.designations = {{"M", DesignationState::pre_designated, {2020, 1, 2}, ""},
                      {"M", DesignationState::designated, {2020, 9, 10}, ""}};
    s.operational_plans = {{"M", 1, {2020, 2, 3}, ""}};
    s.governance_events = the_way();
    edit(s);
  });
}

/// The way with a finding about version 1.
Portfolio with_finding(Severity severity, Date raised, std::optional<Date> resolved = {}) {
  return way([&](Scenario& s) {
    s.findings = {{.marketplace = "M",
                   .version = 1,
                   .severity = severity,
                   .raised = raised,
                   .resolved = resolved}};
  });
}

/// Version 2 is submitted in August 2020, without further steps; nothing is announced.
void resubmit(Scenario& s) {
  s.governance_events.pop_back();
  s.operational_plans.push_back({"M", 2, {2020, 8, 1}, ""});
  s.governance_events.push_back(event(plan_submitted, {2020, 8, 1}));
}

/// Its steps from the reviews to the vote, all on the 20th of August.
void review_again(Scenario& s) {
  for (std::size_t place = board; place <= ballot; ++place) {
    GovernanceEvent again = the_way()[place];
    again.date = {2020, 8, 20};
    s.governance_events.push_back(again);
  }
}

MarketplaceId market(const Portfolio& portfolio) { return portfolio.marketplace("M"); }

Reason plan_on(const Portfolio& portfolio, Date date) {
  return operational_plan(portfolio, market(portfolio), date).reason;
}

std::vector<Reason> reasons(const Portfolio& portfolio) {
  std::vector<Reason> out;
  for (const DesignationStep& step : designation_steps(portfolio, market(portfolio)))
    out.push_back(step.verdict.reason);
  return out;
}

TEST(DesignationSteps, AreJudgedOneAfterAnother) {
  const Portfolio portfolio = way();
  const auto steps = designation_steps(portfolio, market(portfolio));
  ASSERT_EQ(steps.size(), the_way().size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    EXPECT_EQ(steps[i].event, &portfolio.scenario().governance_events[i]);
    EXPECT_FALSE(steps[i].verdict.bars()) << i;
    EXPECT_EQ(steps[i].facts.done.size(), i);
    EXPECT_EQ(steps[i].facts.step, the_way()[i].step);
  }
  EXPECT_EQ(steps[lead].verdict.reason, Reason::pre_designates);
  EXPECT_EQ(steps[news].verdict.reason, Reason::designates);
  EXPECT_EQ(steps[funding].verdict.state, DesignationState::pre_designated);
  EXPECT_EQ(steps[news].verdict.state, DesignationState::designated);
  EXPECT_EQ(steps[ballot].facts.members, 8);
  EXPECT_EQ(steps[ballot].facts.votes_for, 8);
}

TEST(DesignationSteps, AreInOrderOfTheirDatesWhateverTheTable) {
  const Portfolio reversed = way(
      [](Scenario& s) { std::reverse(s.governance_events.begin(), s.governance_events.end()); });
  EXPECT_EQ(reasons(reversed), reasons(way()));
}

TEST(DesignationSteps, AreOfTheirMarketplaceAlone) {
  const Portfolio portfolio = way([](Scenario& s) {
    s.marketplaces.push_back({"N", "", "HR", {}});
    s.designations.push_back({"N", DesignationState::pre_designated, {2020, 3, 4}, ""});
    s.governance_events.push_back({"N", lead_named, {2020, 3, 4}});
  });
  EXPECT_EQ(reasons(portfolio), reasons(way()));
  const auto other = designation_steps(portfolio, portfolio.marketplace("N"));
  ASSERT_EQ(other.size(), 1U);
  EXPECT_EQ(other[0].verdict.reason, Reason::pre_designates);
  EXPECT_EQ(operational_plan(portfolio, portfolio.marketplace("N"), {2021, 1}).reason,
            Reason::plan_not_submitted);
}

TEST(DesignationSteps, ThatAreBarredDoNotCount) {
  const auto verdicts = reasons(way([](Scenario& s) {
    s.governance_events[ballot] = vote({2020, 6, 8}, 4, 4);
  }));
  EXPECT_EQ(verdicts[ballot], Reason::no_majority);
  EXPECT_EQ(verdicts[funding], Reason::step_out_of_order);
  EXPECT_EQ(verdicts[news], Reason::step_out_of_order);
}

TEST(DesignationSteps, VoteAgainWhenAVoteFailed) {
  const auto two_votes = [](int first_in_favour) {
    return reasons(way([=](Scenario& s) {
      s.governance_events[ballot] = vote({2020, 6, 8}, first_in_favour, 1);
      s.governance_events.push_back(vote({2020, 6, 30}, 5, 3));
    }));
  };
  EXPECT_EQ(two_votes(2)[ballot], Reason::no_quorum);
  EXPECT_EQ(two_votes(2)[ballot + 1], Reason::step_taken);
  EXPECT_EQ(two_votes(2).back(), Reason::designates);
  EXPECT_EQ(two_votes(7)[ballot + 1], Reason::step_repeated) << "the first one carried";
  EXPECT_EQ(two_votes(7).back(), Reason::designates);
}

TEST(DesignationSteps, FollowThePolicyOfTheirDay) {
  const auto two_thirds = [](const char* from) {
    return reasons(way([=](Scenario& s) {
      s.settings.as_of = {2020, 4};
      s.governance_events[ballot] = vote({2020, 6, 8}, 5, 3);
      s.policy_values = {{.parameter = "vote_majority", .value = "0.5"},
                         {.parameter = "vote_majority", .from = Date::parse(from), .value = "0.7"}};
    }))[ballot];
  };
  EXPECT_EQ(two_thirds("2020-06"), Reason::no_majority);
  EXPECT_EQ(two_thirds("2020-07"), Reason::step_taken);
}

TEST(DesignationSteps, OutsideTheHorizonFollowThePolicyOfItsEnds) {
  const auto vote_on = [](Date day) {
    return reasons(way([=](Scenario& s) {
      s.designations = {};
      s.operational_plans[0].submitted = {1999, 2, 1};
      s.governance_events.pop_back();
      s.governance_events.erase(s.governance_events.begin() + funding);
      for (GovernanceEvent& e : s.governance_events) e.date = {1999, 2, 1};
      s.designations = {{"M", DesignationState::pre_designated, {1999, 2, 1}, ""}};
      s.governance_events[ballot] = vote(day, 5, 3);
      s.policy_values = {{.parameter = "vote_majority", .value = "0.5"},
                         {.parameter = "vote_majority", .from = Date{2021, 9}, .value = "0.7"}};
    }))[ballot];
  };
  EXPECT_EQ(vote_on({2000, 1}), Reason::step_taken);
  EXPECT_EQ(vote_on({2040, 1}), Reason::no_majority);
}

TEST(DesignationSteps, DoNotAnnounceAPlanThatIsNotApproved) {
  const auto last = [](const Portfolio& portfolio) { return reasons(portfolio).back(); };
  EXPECT_EQ(last(with_finding(Severity::major, {2020, 9, 10})), Reason::plan_not_approved);
  EXPECT_EQ(last(with_finding(Severity::major, {2020, 9, 11})), Reason::designates)
      << "it was not known yet";
  EXPECT_EQ(last(with_finding(Severity::major, {2020, 3, 1}, Date{2020, 9, 10})),
            Reason::designates);
  EXPECT_EQ(last(with_finding(Severity::major, {2020, 3, 1}, Date{2020, 9, 11})),
            Reason::plan_not_approved);
  EXPECT_EQ(last(with_finding(Severity::minor, {2020, 3, 1})), Reason::designates);
}

TEST(OperationalPlan, GoesItsWay) {
  const Portfolio portfolio = way();
  EXPECT_EQ(plan_on(portfolio, {2020, 2, 2}), Reason::plan_not_submitted);
  EXPECT_EQ(plan_on(portfolio, {2020, 2, 3}), Reason::plan_awaits_review);
  EXPECT_EQ(plan_on(portfolio, {2020, 3, 4}), Reason::plan_awaits_review);
  EXPECT_EQ(plan_on(portfolio, {2020, 3, 5}), Reason::plan_awaits_vote);
  EXPECT_EQ(plan_on(portfolio, {2020, 6, 7}), Reason::plan_awaits_vote);
  EXPECT_EQ(plan_on(portfolio, {2020, 6, 8}), Reason::plan_approved);
  EXPECT_EQ(plan_on(portfolio, {2030, 1}), Reason::plan_approved);
}

TEST(OperationalPlan, AwaitsEachOfItsThreeReviews) {
  for (const std::size_t last : {board, office, omb}) {
    const Portfolio portfolio = way([&](Scenario& s) {
      for (const std::size_t place : {board, office, omb})
        s.governance_events[place].date = {2020, 3, place == last ? 9 : 1};
    });
    EXPECT_EQ(plan_on(portfolio, {2020, 3, 8}), Reason::plan_awaits_review) << last;
    EXPECT_EQ(plan_on(portfolio, {2020, 3, 9}), Reason::plan_awaits_vote) << last;
  }
}

/// Whatever M is told must not be what N is told.
TEST(OperationalPlan, IsOfItsMarketplaceAlone) {
  const Portfolio portfolio = way([](Scenario& s) {
    s.marketplaces.push_back({"N", "", "HR", {}});
    s.designations.push_back({"N", DesignationState::pre_designated, {2020, 1, 1}, ""});
    s.governance_events.push_back({"N", lead_named, {2020, 1, 1}});
    s.governance_events.push_back({"N", plan_submitted, {2020, 2, 3}});
    s.operational_plans.push_back({"N", 5, {2020, 2, 3}, ""});
    s.findings = {{.marketplace = "N", .version = 5, .raised = {2020, 4, 1}}};
  });
  const MarketplaceId other = portfolio.marketplace("N");
  EXPECT_EQ(operational_plan_facts(portfolio, market(portfolio), {2020, 5, 1}).version, 1);
  EXPECT_EQ(operational_plan_facts(portfolio, other, {2020, 5, 1}),
            (OperationalPlanFacts{.version = 5, .open_minor = 1}));
  EXPECT_EQ(governance_state(portfolio, other, {2020, 12, 1}).state,
            DesignationState::pre_designated);
  const Portfolio alike = portfolio.replace([](Scenario& s) {
    s.operational_plans.back().version = 1;
    s.findings[0].version = 1;
  });
  EXPECT_EQ(operational_plan_facts(alike, market(alike), {2020, 5, 1}).open_minor, 0);
}

TEST(OperationalPlan, InAMonthStandsAsOnItsFirstDay) {
  EXPECT_EQ(plan_on(way(), {2020, 6}), Reason::plan_awaits_vote);
  EXPECT_EQ(plan_on(way(), {2020, 7}), Reason::plan_approved);
}

TEST(OperationalPlan, IsHeldUpByFindingsFromTheDayOfTheirRaisingToThatOfTheirResolution) {
  const Portfolio portfolio = with_finding(Severity::major, {2020, 4, 1}, Date{2020, 8, 2});
  EXPECT_EQ(plan_on(portfolio, {2020, 3, 31}), Reason::plan_awaits_vote);
  EXPECT_EQ(plan_on(portfolio, {2020, 4, 1}), Reason::plan_returned);
  EXPECT_EQ(plan_on(portfolio, {2020, 8, 1}), Reason::plan_returned) << "the vote does not help";
  EXPECT_EQ(plan_on(portfolio, {2020, 8, 2}), Reason::plan_approved);
}

TEST(OperationalPlan, IsApprovedOnConditionOfMinorFindings) {
  const Portfolio portfolio = with_finding(Severity::minor, {2020, 4, 1});
  EXPECT_EQ(plan_on(portfolio, {2020, 7, 1}), Reason::plan_approved_on_condition);
  const Portfolio strict = portfolio.replace([](Scenario& s) {
    s.policy_values = {{.parameter = "minor_findings_block", .value = "true"}};
  });
  EXPECT_EQ(plan_on(strict, {2020, 7, 1}), Reason::plan_returned);
  EXPECT_EQ(reasons(strict).back(), Reason::plan_not_approved);
}

TEST(OperationalPlan, IsTheLatestVersionWithItsOwnReviewsAndVote) {
  const Portfolio submitted = way(&resubmit);
  EXPECT_EQ(plan_on(submitted, {2020, 7, 31}), Reason::plan_approved);
  EXPECT_EQ(plan_on(submitted, {2020, 8, 1}), Reason::plan_awaits_review);
  const auto facts = operational_plan_facts(submitted, market(submitted), {2020, 8, 1});
  EXPECT_EQ(facts, (OperationalPlanFacts{.version = 2}));
  const Portfolio reviewed = way([](Scenario& s) {
    resubmit(s);
    review_again(s);
  });
  EXPECT_EQ(plan_on(reviewed, {2020, 8, 19}), Reason::plan_awaits_review);
  EXPECT_EQ(plan_on(reviewed, {2020, 8, 20}), Reason::plan_approved);
}

TEST(OperationalPlan, IsNotHeldUpByFindingsAboutAnEarlierVersion) {
  const auto finding = [](int version) {
    return way([=](Scenario& s) {
      resubmit(s);
      review_again(s);
      s.findings = {{.marketplace = "M",
                     .version = version,
                     .severity = Severity::major,
                     .raised = {2020, 8, 1}}};
    });
  };
  EXPECT_EQ(plan_on(finding(1), {2020, 8, 20}), Reason::plan_approved);
  EXPECT_EQ(plan_on(finding(1), {2020, 7, 31}), Reason::plan_approved) << "not raised yet";
  EXPECT_EQ(plan_on(finding(2), {2020, 8, 20}), Reason::plan_returned);
}

TEST(OperationalPlan, CountsFindingsByTheirSeverity) {
  const Portfolio portfolio = way([](Scenario& s) {
    const Finding major{
        .marketplace = "M", .version = 1, .severity = Severity::major, .raised = {2020, 3, 1}};
    Finding minor = major;
    minor.severity = Severity::minor;
    Finding resolved = major;
    resolved.resolved = Date{2020, 3, 2};
    s.findings = {major, minor, minor, resolved, major};
  });
  EXPECT_EQ(operational_plan_facts(portfolio, market(portfolio), {2020, 3, 10}),
            (OperationalPlanFacts{
                .version = 1, .reviewed = true, .open_major = 2, .open_minor = 2, .voted = false}));
}

TEST(OperationalPlan, IsNotVotedByAVoteThatFailed) {
  const Portfolio portfolio = way([](Scenario& s) {
    s.governance_events[ballot] = vote({2020, 6, 8}, 3, 0);
  });
  EXPECT_EQ(plan_on(portfolio, {2020, 9, 10}), Reason::plan_awaits_vote);
}

/// What happens later does not change what is known on a day.
TEST(OperationalPlan, DoesNotLookAhead) {
  const Portfolio whole = way([](Scenario& s) {
    resubmit(s);
    review_again(s);
  });
  for (std::size_t kept = 0; kept <= whole.scenario().governance_events.size(); ++kept) {
    if (kept == 0) continue;
    const Date day = whole.scenario().governance_events[kept - 1].date;
    const Portfolio part = whole.replace([&](Scenario& s) {
      std::erase_if(s.governance_events, [&](const auto& e) { return e.date > day; });
      std::erase_if(s.operational_plans, [&](const auto& plan) { return plan.submitted > day; });
    });
    EXPECT_EQ(operational_plan_facts(part, market(part), day),
              operational_plan_facts(whole, market(whole), day));
    EXPECT_EQ(governance_state(part, market(part), day).open,
              governance_state(whole, market(whole), day).open);
  }
}

GovernanceState state_on(const Portfolio& portfolio, Date date) {
  return governance_state(portfolio, market(portfolio), date);
}

TEST(GovernanceStateOf, SaysWhatComesNext) {
  const Portfolio portfolio = way();
  EXPECT_EQ(state_on(portfolio, {2020, 1, 1}),
            (GovernanceState{DesignationState::research, {}, {lead_named}}));
  EXPECT_EQ(state_on(portfolio, {2020, 1, 2}),
            (GovernanceState{DesignationState::pre_designated, {lead_named}, {plan_submitted}}));
  EXPECT_THAT(state_on(portfolio, {2020, 2, 3}).open,
              ElementsAre(board_reviewed, programme_office_reviewed, omb_reviewed));
  EXPECT_THAT(state_on(portfolio, {2020, 3, 4}).open, ElementsAre(omb_reviewed));
  EXPECT_THAT(state_on(portfolio, {2020, 3, 5}).open, ElementsAre(questions_answered));
  EXPECT_THAT(state_on(portfolio, {2020, 5, 7}).open, ElementsAre(voted));
  EXPECT_THAT(state_on(portfolio, {2020, 6, 8}).open, ElementsAre(funding_agreed));
  EXPECT_THAT(state_on(portfolio, {2020, 7, 9}).open, ElementsAre(announced));
  const GovernanceState designated = state_on(portfolio, {2020, 9, 10});
  EXPECT_EQ(designated.state, DesignationState::designated);
  EXPECT_EQ(designated.done.size(), the_way().size());
  EXPECT_THAT(designated.open, IsEmpty());
}

TEST(GovernanceStateOf, AnnouncesOnlyAnApprovedPlan) {
  const Portfolio portfolio = with_finding(Severity::major, {2020, 4, 1}, Date{2020, 8, 2});
  EXPECT_THAT(state_on(portfolio, {2020, 8, 1}).open, IsEmpty());
  EXPECT_THAT(state_on(portfolio, {2020, 8, 2}).open, ElementsAre(announced));
}

TEST(GovernanceStateOf, StartsAnewWithAnotherVersion) {
  const GovernanceState state = state_on(way(&resubmit), {2020, 8, 1});
  EXPECT_THAT(state.done, ElementsAre(lead_named, plan_submitted));
  EXPECT_THAT(state.open, ElementsAre(board_reviewed, programme_office_reviewed, omb_reviewed));
}

TEST(GovernanceStateOf, VotesAgainWhenAVoteFailed) {
  const Portfolio portfolio = way([](Scenario& s) {
    s.governance_events[ballot] = vote({2020, 6, 8}, 4, 4);
  });
  EXPECT_THAT(state_on(portfolio, {2020, 6, 8}).open, ElementsAre(voted));
}

TEST(GovernanceStateOf, GoesByTheDesignationsWhereNoEventsAreTold) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.designations = {{"M", DesignationState::pre_designated, {2020, 12, 31}, ""},
                      {"M", DesignationState::designated, {2021, 3, 15}, ""}};
  });
  EXPECT_EQ(state_on(portfolio, {2020, 12, 30}),
            (GovernanceState{DesignationState::research, {}, {lead_named}}));
  EXPECT_EQ(state_on(portfolio, {2020, 12, 31}),
            (GovernanceState{DesignationState::pre_designated, {}, {plan_submitted}}));
  EXPECT_EQ(state_on(portfolio, {2021, 3, 15}),
            (GovernanceState{DesignationState::designated, {}, {}}));
}

}  // namespace
}  // namespace qsmo
