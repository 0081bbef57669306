#include "model/validate_governance.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "qsmo/model/scenario_json.hpp"
#include "unit/model/full_scenario.hpp"

namespace qsmo {
namespace {

using full::pointers;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using enum GovernanceStep;

GovernanceEvent event(GovernanceStep step, Date date) {
  return {.marketplace = "M", .step = step, .date = date};
}

GovernanceEvent vote(Date date, int members, int votes_for, int votes_against) {
  GovernanceEvent out = event(voted, date);
  out.members = members, out.votes_for = votes_for, out.votes_against = votes_against;
  return out;
}

/// The whole way of marketplace M, pre-designated in January 2020 and designated on 2 April 2021.
std::vector<GovernanceEvent> the_way() {
  return {event(lead_named, {2020, 1, 15}),    event(plan_submitted, {2020, 6, 1}),
          event(board_reviewed, {2020, 7, 1}), event(programme_office_reviewed, {2020, 7, 2}),
          event(omb_reviewed, {2020, 7, 3}),   event(questions_answered, {2020, 8, 1}),
          event(presented, {2020, 9, 1}),      vote({2020, 9, 1}, 8, 5, 2),
          event(funding_agreed, {2021, 1}),    event(announced, {2021, 4, 2})};
}

/// Places of the way.
enum : std::size_t { lead, submission, board, office, omb, questions, talk, ballot, funding, news };

Scenario way(const std::function<void(Scenario&)>& edit = [](Scenario&) {}) {
  return full::changed([&](Scenario& s) {
    s.governance_events = the_way();
    s.operational_plans = {{"M", 1, {2020, 6, 1}, ""}};
    s.findings = {};
    edit(s);
  });
}

std::vector<std::string> faulty(const std::function<void(Scenario&)>& edit) {
  return pointers(way(edit));
}

std::vector<Fault> faults_of(const std::function<void(Scenario&)>& edit) {
  return full::faults([&] { (void)Portfolio(way(edit)); });
}

void drop(Scenario& s, std::size_t place) {
  s.governance_events.erase(s.governance_events.begin() + static_cast<std::ptrdiff_t>(place));
}

TEST(GovernanceEvents, MayStandInAnyOrder) {
  EXPECT_THAT(faulty([](Scenario&) {}), IsEmpty());
  EXPECT_THAT(faulty([](Scenario& s) {
                // Presented and voted on one day: these two must stay in order.
                std::rotate(s.governance_events.begin(), s.governance_events.begin() + omb,
                            s.governance_events.end());
              }),
              IsEmpty());
}

TEST(GovernanceEvents, NeedWhatComesBeforeThem) {
  const auto faults = faults_of([](Scenario& s) { drop(s, questions); });
  ASSERT_THAT(pointers(faults), ElementsAre("/governance_events/5/step")) << "told once";
  EXPECT_EQ(faults[0].value, "presented");
  EXPECT_EQ(faults[0].expected, "questions_answered before it");
}

TEST(GovernanceEvents, NeedEachPrerequisite) {
  for (std::size_t place = lead; place < news; ++place) {
    if (place == submission) continue;  // another fault: its version has no event
    const auto faults = faults_of([&](Scenario& s) { drop(s, place); });
    ASSERT_THAT(faults, SizeIs(1)) << place;
    EXPECT_THAT(faults[0].expected, HasSubstr(std::string(name_of(the_way()[place].step))));
  }
  EXPECT_THAT(faulty([](Scenario& s) { drop(s, news); }), IsEmpty()) << "events are what happened";
}

TEST(GovernanceEvents, TellAllThatIsMissingAtOnce) {
  const auto faults = faults_of([](Scenario& s) {
    s.governance_events = {event(lead_named, {2020, 1, 15}), event(announced, {2021, 4, 2})};
    s.operational_plans = {};
  });
  ASSERT_THAT(pointers(faults), ElementsAre("/governance_events/1/step"));
  EXPECT_EQ(faults[0].expected,
            "plan_submitted, board_reviewed, programme_office_reviewed, omb_reviewed, "
            "questions_answered, presented, voted, funding_agreed before it");
}

TEST(GovernanceEvents, AreOutOfOrderByTheirDatesOnly) {
  const auto faults = faults_of([](Scenario& s) {
    s.governance_events[questions].date = {2020, 9, 2};
  });
  ASSERT_THAT(pointers(faults), ElementsAre("/governance_events/6/step"))
      << "the answers are not repeated though the presentation missed them";
  EXPECT_EQ(faults[0].expected, "questions_answered before it");
}

TEST(GovernanceEvents, OfOneDayHappenInTheOrderOfTheTable) {
  EXPECT_THAT(faulty([](Scenario& s) {
                std::swap(s.governance_events[talk], s.governance_events[ballot]);
              }),
              ElementsAre("/governance_events/6/step"));
  EXPECT_THAT(faulty([](Scenario& s) {
                s.governance_events[questions].date = {2020, 9, 1};
              }),
              IsEmpty());
}

TEST(GovernanceEvents, InAMonthHappenOnItsFirstDay) {
  EXPECT_THAT(faulty([](Scenario& s) {
                s.governance_events[questions].date = {2020, 9};
              }),
              IsEmpty());
  EXPECT_THAT(faulty([](Scenario& s) {
                s.governance_events[talk].date = {2020, 8};
              }),
              ElementsAre("/governance_events/6/step"));
}

TEST(GovernanceEvents, HaveReviewsInAnyOrder) {
  EXPECT_THAT(faulty([](Scenario& s) {
                std::swap(s.governance_events[board].date, s.governance_events[omb].date);
              }),
              IsEmpty());
}

TEST(GovernanceEvents, AreNotRepeated) {
  for (const std::size_t place : {board, office, omb, questions, talk, funding}) {
    const auto faults = faults_of([&](Scenario& s) {
      GovernanceEvent again = the_way()[place];
      again.date = {2021, 6, 1};
      s.governance_events.push_back(again);
    });
    ASSERT_THAT(pointers(faults), ElementsAre("/governance_events/10/step")) << place;
    EXPECT_EQ(faults[0].expected, "a step that M has not taken yet");
  }
}

TEST(GovernanceEvents, VoteAgainAfterAVote) {
  EXPECT_THAT(faulty([](Scenario& s) {
                s.governance_events.push_back(vote({2020, 10, 1}, 8, 8, 0));
              }),
              IsEmpty());
}

/// Another version on 1 October 2020.
void resubmit(Scenario& s) {
  s.operational_plans.push_back({"M", 2, {2020, 10, 1}, ""});
  s.governance_events.push_back(event(plan_submitted, {2020, 10, 1}));
}

TEST(AnotherVersion, StartsItsStepsAnew) {
  const auto faults = faults_of(&resubmit);
  ASSERT_THAT(pointers(faults), ElementsAre("/governance_events/8/step"));
  EXPECT_EQ(faults[0].value, "funding_agreed");
  EXPECT_EQ(faults[0].expected,
            "board_reviewed, programme_office_reviewed, omb_reviewed, questions_answered, "
            "presented, voted before it");
  EXPECT_THAT(faulty([](Scenario& s) {
                resubmit(s);
                for (std::size_t place = board; place <= ballot; ++place) {
                  GovernanceEvent again = the_way()[place];
                  again.date = {2020, 11, 1};
                  s.governance_events.push_back(again);
                }
              }),
              IsEmpty());
}

TEST(AnotherVersion, LeavesTheLeadNamedAndTheAnnouncementMade) {
  const auto after = [](GovernanceStep step) {
    return faulty([=](Scenario& s) {
      s.operational_plans.push_back({"M", 2, {2022, 1}, ""});
      s.governance_events.push_back(event(plan_submitted, {2022, 1}));
      for (std::size_t place = board; place <= funding; ++place) {
        GovernanceEvent again = the_way()[place];
        again.date = {2022, 2};
        s.governance_events.push_back(again);
      }
      if (step == announced) s.designations[0].date = {2022, 3};
      if (step == lead_named) s.designations[1].date = {2022, 3};
      GovernanceEvent again = event(step, {2022, 3});
      s.governance_events.push_back(again);
    });
  };
  EXPECT_THAT(after(announced),
              ElementsAre("/governance_events/9/date", "/governance_events/18/step"));
  EXPECT_THAT(after(lead_named), testing::Contains("/governance_events/18/step"));
}

TEST(Submissions, HaveAVersionEach) {
  EXPECT_THAT(faulty([](Scenario& s) {
                s.governance_events[submission].date = {2020, 6, 2};
              }),
              ElementsAre("/governance_events/1/date", "/operational_plans/0/submitted"));
  EXPECT_THAT(faulty([](Scenario& s) { s.operational_plans.clear(); }),
              ElementsAre("/governance_events/1/date"));
  EXPECT_THAT(faulty([](Scenario& s) { s.governance_events.clear(); }),
              ElementsAre("/operational_plans/0/submitted"));
  EXPECT_THAT(faulty([](Scenario& s) { s.operational_plans[0].marketplace = "M2"; }),
              ElementsAre("/governance_events/1/date", "/operational_plans/0/submitted"));
}

TEST(Submissions, OfAVersionAreOne) {
  const auto faults = faults_of([](Scenario& s) {
    s.governance_events.insert(s.governance_events.begin() + board,
                               s.governance_events[submission]);
  });
  ASSERT_THAT(pointers(faults), ElementsAre("/governance_events/2/step"));
  EXPECT_EQ(faults[0].expected, "one submission of a version");
}

TEST(Versions, AreSubmittedOnce) {
  const auto faults = faults_of([](Scenario& s) {
    s.operational_plans.push_back({"M", 1, {2020, 12, 1}, ""});
  });
  ASSERT_THAT(pointers(faults),
              ElementsAre("/operational_plans/1/version", "/operational_plans/1/submitted"));
  EXPECT_EQ(faults[0].expected, "another version: M has submitted this one");
}

TEST(Versions, RiseWithTheirDates) {
  const auto second = [](int version, Date submitted) {
    return faulty([=](Scenario& s) {
      s.operational_plans.push_back({"M", version, submitted, ""});
      // Without steps after the submissions, so that only these can be wrong.
      s.governance_events = {event(lead_named, {2020, 1, 15}), event(plan_submitted, {2020, 6, 1})};
      if (submitted != Date{2020, 6, 1})
        s.governance_events.push_back(event(plan_submitted, submitted));
    });
  };
  EXPECT_THAT(second(2, {2020, 6, 2}), IsEmpty());
  EXPECT_THAT(second(7, {2020, 6, 2}), IsEmpty()) << "numbers may be left out";
  EXPECT_THAT(second(2, {2020, 6, 1}), ElementsAre("/operational_plans/1/submitted"));
  EXPECT_THAT(second(2, {2020, 5, 1}), ElementsAre("/operational_plans/1/submitted"));
  EXPECT_THAT(pointers(way([](Scenario& s) {
                s.operational_plans.push_back({"M2", 1, {2020, 5, 1}, ""});
                s.designations.push_back({"M2", DesignationState::pre_designated, {2020, 1}, ""});
                s.governance_events.push_back({"M2", lead_named, {2020, 1}});
                s.governance_events.push_back({"M2", plan_submitted, {2020, 5, 1}});
              })),
              IsEmpty())
      << "of another marketplace";
}

std::vector<std::string> with_finding(const Finding& finding) {
  return faulty([&](Scenario& s) { s.findings = {finding}; });
}

TEST(Findings, AreAboutAVersionThatIsThere) {
  Finding finding{.marketplace = "M", .version = 1, .raised = {2020, 7, 1}};
  EXPECT_THAT(with_finding(finding), IsEmpty());
  finding.version = 2;
  EXPECT_THAT(with_finding(finding), ElementsAre("/findings/0/version"));
  finding.version = 1, finding.marketplace = "M2";
  EXPECT_THAT(with_finding(finding), ElementsAre("/findings/0/version"));
}

TEST(Findings, AreRaisedAfterTheSubmissionAndResolvedAfterThat) {
  const auto dates = [](Date raised, std::optional<Date> resolved) {
    return with_finding({.marketplace = "M", .version = 1, .raised = raised, .resolved = resolved});
  };
  EXPECT_THAT(dates({2020, 5, 31}, {}), ElementsAre("/findings/0/raised"));
  EXPECT_THAT(dates({2020, 6, 1}, {}), IsEmpty());
  EXPECT_THAT(dates({2020, 6}, {}), IsEmpty()) << "maybe after the first";
  EXPECT_THAT(dates({2020, 7, 2}, Date{2020, 7, 1}), ElementsAre("/findings/0/resolved"));
  EXPECT_THAT(dates({2020, 7, 2}, Date{2020, 7, 2}), IsEmpty());
  EXPECT_THAT(dates({2020, 7, 2}, Date{2020, 7}), IsEmpty()) << "maybe later in July";
  EXPECT_THAT(dates({2020, 7}, Date{2020, 6, 30}), ElementsAre("/findings/0/resolved"));
}

TEST(Votes, AreStatedWithTheirBoard) {
  const auto counts = [](std::optional<int> members, std::optional<int> votes_for,
                         std::optional<int> votes_against) {
    return faulty([=](Scenario& s) {
      GovernanceEvent& event = s.governance_events[ballot];
      event.members = members, event.votes_for = votes_for, event.votes_against = votes_against;
    });
  };
  EXPECT_THAT(counts({}, 5, 2), ElementsAre("/governance_events/7/members"));
  EXPECT_THAT(counts(0, 0, 0), ElementsAre("/governance_events/7/members"));
  EXPECT_THAT(counts(8, {}, 2), ElementsAre("/governance_events/7/votes_for"));
  EXPECT_THAT(counts(8, 5, {}), ElementsAre("/governance_events/7/votes_against"));
  EXPECT_THAT(counts({}, {}, {}),
              ElementsAre("/governance_events/7/members", "/governance_events/7/votes_for"));
}

TEST(Votes, AreNotMoreThanMembers) {
  const auto counts = [](int members, int votes_for, int votes_against) {
    return faulty([=](Scenario& s) {
      s.governance_events[ballot] = vote({2020, 9, 1}, members, votes_for, votes_against);
    });
  };
  EXPECT_THAT(counts(8, 8, 0), IsEmpty());
  EXPECT_THAT(counts(8, 7, 2), ElementsAre("/governance_events/7/votes_for"));
  EXPECT_THAT(counts(8, 9, 0), ElementsAre("/governance_events/7/votes_for"));
  EXPECT_THAT(counts(8, 0, 8), IsEmpty()) << "whether a vote carries is for the policy to say";
}

TEST(Votes, AreNoOtherStepsBusiness) {
  EXPECT_THAT(faulty([](Scenario& s) { s.governance_events[talk].members = 8; }),
              ElementsAre("/governance_events/6/members"));
  EXPECT_THAT(faulty([](Scenario& s) { s.governance_events[talk].votes_for = 0; }),
              ElementsAre("/governance_events/6/votes_for"));
  EXPECT_THAT(faulty([](Scenario& s) { s.governance_events[lead].votes_against = 0; }),
              ElementsAre("/governance_events/0/votes_against"));
}

TEST(Designations, AgreeWithTheAnnouncement) {
  const auto faults = faults_of([](Scenario& s) { s.governance_events[news].date = {2021, 4, 1}; });
  ASSERT_THAT(pointers(faults), ElementsAre("/governance_events/9/date")) << "announced before";
  EXPECT_EQ(faults[0].value, "2021-04-01");
  EXPECT_EQ(faults[0].expected, "2021-04-02, since when M is designated by `designations`");
  EXPECT_THAT(faulty([](Scenario& s) {
                s.governance_events[news].date = {2021, 4, 3};
              }),
              ElementsAre("/governance_events/9/date"))
      << "announced after";
  EXPECT_THAT(faulty([](Scenario& s) {
                s.governance_events[news].date = {2021, 4};
              }),
              ElementsAre("/governance_events/9/date"))
      << "another date, if in the same month";
  EXPECT_THAT(faulty([](Scenario& s) { s.designations.erase(s.designations.begin()); }),
              ElementsAre("/governance_events/9/step"))
      << "announced without";
}

TEST(Designations, AgreeWithTheNamingOfTheLead) {
  EXPECT_THAT(faulty([](Scenario& s) {
                s.governance_events[lead].date = {2020, 1, 16};
              }),
              ElementsAre("/governance_events/0/date"));
  EXPECT_THAT(faulty([](Scenario& s) { s.designations.erase(s.designations.begin() + 1); }),
              ElementsAre("/governance_events/0/step"));
}

TEST(Designations, NeedNoEvents) {
  EXPECT_THAT(faulty([](Scenario& s) {
                s.governance_events.clear();
                s.operational_plans.clear();
              }),
              IsEmpty());
}

TEST(Governance, IsNotJudgedByRecordsThatAreBroken) {
  EXPECT_THAT(faulty([](Scenario& s) { s.governance_events[questions].marketplace = "N"; }),
              ElementsAre("/governance_events/5/marketplace"))
      << "the presentation is not out of order for that";
  EXPECT_THAT(faulty([](Scenario& s) {
                s.operational_plans[0].submitted = {1970, 1, 1};
                s.findings = {{.marketplace = "M", .version = 1, .raised = {2020, 7, 1}}};
              }),
              ElementsAre("/operational_plans/0/submitted"));
  EXPECT_THAT(faulty([](Scenario& s) {
                s.governance_events[questions].date = {1970, 1, 1};
              }),
              ElementsAre("/governance_events/5/date"));
  EXPECT_THAT(faulty([](Scenario& s) { s.designations[0].marketplace = "N"; }),
              ElementsAre("/designations/0/marketplace"));
  EXPECT_THAT(faulty([](Scenario& s) {
                s.designations[1].date = {1970, 1, 1};
              }),
              ElementsAre("/designations/1/date"));
}

TEST(Governance, FaultsHaveLines) {
  const std::string text = R"({
  "format": "qsmo-scenario/1", "as_of": "2020-10", "periods": 12,
  "areas": [{"id": "HR"}],
  "marketplaces": [{"id": "M", "area": "HR"}],
  "designations": [{"marketplace": "M", "state": "pre_designated", "date": "2020-01"}],
  "governance_events": [
    {"marketplace": "M", "step": "lead_named", "date": "2020-01"},
    {"marketplace": "M", "step": "voted", "date": "2020-02",
     "members": 8, "votes_for": 9, "votes_against": 0}
  ]
})";
  const auto faults = full::faults([&] { (void)parse_scenario_json(text, "governance.json"); });
  ASSERT_THAT(pointers(faults),
              ElementsAre("/governance_events/1/step", "/governance_events/1/votes_for"));
  EXPECT_EQ(faults[0].file, "governance.json");
  EXPECT_EQ(faults[0].line, 8U);
  EXPECT_EQ(faults[0].value, "voted");
  EXPECT_EQ(faults[1].line, 9U);
}

TEST(InOrder, IsByDateAndThenAsListed) {
  std::vector<GovernanceEvent> events{event(presented, {2020, 2}), event(voted, {2020, 1, 31}),
                                      event(announced, {2020, 2}), event(omb_reviewed, {2020, 1})};
  for (GovernanceEvent& e : events) e.marketplace.resolve(MarketplaceId(3));
  events[3].marketplace.resolve(MarketplaceId(4));
  EXPECT_THAT(in_order(events, MarketplaceId(3)), ElementsAre(1, 0, 2));
  EXPECT_THAT(in_order(events, MarketplaceId(4)), ElementsAre(3));
  EXPECT_THAT(in_order(events, MarketplaceId(0)), IsEmpty());
}

}  // namespace
}  // namespace qsmo
