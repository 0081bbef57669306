#include "qsmo/policy/designation_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <vector>

namespace qsmo {
namespace {

using enum GovernanceStep;
using Steps = std::vector<GovernanceStep>;

constexpr Date some_day{2020, 9, 16};

/// The whole way, in order.
const Steps& the_way() {
  static const Steps steps{
      lead_named,     plan_submitted,     board_reviewed, programme_office_reviewed,
      omb_reviewed,   questions_answered, presented,      voted,
      funding_agreed, announced};
  return steps;
}

/// The way up to a step, that one not included.
Steps before(GovernanceStep step) {
  return {the_way().begin(), std::find(the_way().begin(), the_way().end(), step)};
}

DesignationVerdict judge(DesignationFacts facts, const Parameters& parameters = {}) {
  return designation_rule(facts, some_day, parameters);
}

Reason reason(DesignationFacts facts, const Parameters& parameters = {}) {
  return judge(std::move(facts), parameters).reason;
}

DesignationFacts vote(int members, int votes_for, int votes_against) {
  return {.step = voted,
          .done = before(voted),
          .members = members,
          .votes_for = votes_for,
          .votes_against = votes_against};
}

Parameters shares(Decimal quorum, Decimal majority) {
  Parameters out;
  out.vote_quorum = quorum;
  out.vote_majority = majority;
  return out;
}

Decimal millionths(std::int64_t raw) { return Decimal::from_raw(raw); }

TEST(Designation, PreDesignatesWithTheLead) {
  const DesignationVerdict verdict = judge({.step = lead_named});
  EXPECT_EQ(verdict.reason, Reason::pre_designates);
  EXPECT_EQ(verdict.state, DesignationState::pre_designated);
  EXPECT_FALSE(verdict.bars());
}

TEST(Designation, TakesStepsInOrder) {
  const DesignationVerdict verdict = judge({.step = plan_submitted, .done = {lead_named}});
  EXPECT_EQ(verdict.reason, Reason::step_taken);
  EXPECT_EQ(verdict.state, DesignationState::pre_designated);
}

TEST(Designation, ReviewsComeInAnyOrder) {
  Steps reviews{board_reviewed, programme_office_reviewed, omb_reviewed};
  do {
    Steps done{lead_named, plan_submitted};
    for (const GovernanceStep review : reviews) {
      EXPECT_EQ(reason({.step = review, .done = done}), Reason::step_taken);
      done.push_back(review);
    }
  } while (std::next_permutation(reviews.begin(), reviews.end()));
}

TEST(Designation, QuestionsNeedAllReviews) {
  for (const GovernanceStep missing : {board_reviewed, programme_office_reviewed, omb_reviewed}) {
    Steps done = before(questions_answered);
    std::erase(done, missing);
    EXPECT_EQ(reason({.step = questions_answered, .done = done}), Reason::step_out_of_order);
  }
}

TEST(Designation, StepsAreTakenOnce) {
  const DesignationVerdict verdict = judge({.step = presented, .done = before(voted)});
  EXPECT_EQ(verdict.reason, Reason::step_repeated);
  EXPECT_TRUE(verdict.bars());
}

TEST(Designation, OutOfOrderIsToldBeforeRepeated) {
  EXPECT_EQ(reason({.step = voted, .done = {voted}}), Reason::step_out_of_order);
}

TEST(Designation, DesignatesWithTheAnnouncementOfAnApprovedPlan) {
  const DesignationVerdict verdict = judge({.step = announced, .done = before(announced)});
  EXPECT_EQ(verdict.reason, Reason::designates);
  EXPECT_EQ(verdict.state, DesignationState::designated);
  const DesignationVerdict barred =
      judge({.step = announced, .done = before(announced), .plan_approved = false});
  EXPECT_EQ(barred.reason, Reason::plan_not_approved);
  EXPECT_EQ(barred.state, DesignationState::pre_designated);
}

TEST(Designation, OnlyTheAnnouncementNeedsAnApprovedPlan) {
  for (const GovernanceStep step : the_way()) {
    if (step == announced) continue;
    DesignationFacts facts{.step = step, .done = before(step), .members = 1, .votes_for = 1};
    const Reason approved = reason(facts);
    facts.plan_approved = false;
    EXPECT_EQ(reason(facts), approved) << name_of(step);
    EXPECT_FALSE(judge(facts).bars()) << name_of(step);
  }
}

TEST(Votes, ReachTheQuorumExactly) {
  EXPECT_EQ(reason(vote(8, 4, 0)), Reason::step_taken);
  EXPECT_EQ(reason(vote(8, 3, 0)), Reason::no_quorum);
  EXPECT_EQ(reason(vote(9, 4, 0)), Reason::no_quorum);
  EXPECT_EQ(reason(vote(9, 4, 1)), Reason::step_taken) << "votes against count for the quorum";
  const Parameters third = shares(millionths(333'333), 0);
  EXPECT_EQ(reason(vote(3, 1, 0), third), Reason::step_taken);
  const Parameters more = shares(millionths(333'334), 0);
  EXPECT_EQ(reason(vote(3, 1, 0), more), Reason::no_quorum);
}

TEST(Votes, ExceedTheMajorityAndDoNotJustReachIt) {
  EXPECT_EQ(reason(vote(8, 4, 4)), Reason::no_majority);
  EXPECT_EQ(reason(vote(9, 5, 4)), Reason::step_taken);
  const Parameters two_thirds = shares(millionths(500'000), millionths(666'666));
  EXPECT_EQ(reason(vote(9, 6, 3), two_thirds), Reason::step_taken)
      << "666,666 millionths are less than two thirds";
  EXPECT_EQ(reason(vote(9, 6, 3), shares(0, millionths(666'667))), Reason::no_majority);
  const Parameters three_quarters = shares(0, millionths(750'000));
  EXPECT_EQ(reason(vote(8, 6, 2), three_quarters), Reason::no_majority);
  EXPECT_EQ(reason(vote(8, 7, 1), three_quarters), Reason::step_taken);
}

TEST(Votes, MayHaveToBeUnanimous) {
  const Parameters all_but_one = shares(1, millionths(999'999));
  EXPECT_EQ(reason(vote(1000, 1000, 0), all_but_one), Reason::step_taken);
  EXPECT_EQ(reason(vote(1000, 999, 1), all_but_one), Reason::no_majority);
  EXPECT_EQ(reason(vote(5, 5, 0), shares(0, 1)), Reason::no_majority)
      << "nothing exceeds all of the votes";
}

TEST(Votes, ThatAreNoneAreNoMajority) {
  EXPECT_EQ(reason(vote(8, 0, 0)), Reason::no_quorum);
  EXPECT_EQ(reason(vote(0, 0, 0)), Reason::no_majority);
  EXPECT_EQ(reason(vote(8, 0, 0), shares(0, 0)), Reason::no_majority);
  EXPECT_EQ(reason(vote(8, 1, 0), shares(0, 0)), Reason::step_taken);
}

TEST(Votes, AbstentionsCountForNothing) {
  EXPECT_EQ(reason(vote(8, 3, 1)), Reason::step_taken) << "four abstain";
  EXPECT_EQ(reason(vote(8, 3, 0)), Reason::no_quorum) << "five abstain";
  // Against the majority they do not count either.
  EXPECT_EQ(reason(vote(100, 26, 25)), Reason::step_taken);
}

TEST(Votes, MatterToTheVoteAlone) {
  for (const GovernanceStep step : the_way()) {
    if (step == voted) continue;
    const DesignationFacts with{
        .step = step, .done = before(step), .members = 8, .votes_for = 0, .votes_against = 8};
    EXPECT_EQ(judge(with), judge({.step = step, .done = before(step)})) << name_of(step);
  }
}

TEST(Votes, MoreInFavourNeverHurtAndMoreAgainstNeverHelpTheMajority) {
  for (int members = 0; members <= 6; ++members) {
    for (int yes = 0; yes <= members; ++yes) {
      for (int no = 0; yes + no <= members; ++no) {
        if (yes + no == members) continue;
        const Reason now = reason(vote(members, yes, no));
        if (now == Reason::step_taken) {
          EXPECT_EQ(reason(vote(members, yes + 1, no)), Reason::step_taken);
        }
        if (now == Reason::no_majority) {
          EXPECT_EQ(reason(vote(members, yes, no + 1)), Reason::no_majority);
        }
      }
    }
  }
}

TEST(Votes, OfTwiceTheBoardAreJudgedAlike) {
  for (int members = 0; members <= 7; ++members) {
    for (int yes = 0; yes <= members; ++yes) {
      for (int no = 0; yes + no <= members; ++no) {
        EXPECT_EQ(reason(vote(members, yes, no)), reason(vote(2 * members, 2 * yes, 2 * no)));
      }
    }
  }
}

/// What each step needs, written out: the other definition.
Steps needs(GovernanceStep step) {
  switch (step) {
  case lead_named:
    return {};
  case plan_submitted:
    return {lead_named};
  case board_reviewed:
  case programme_office_reviewed:
  case omb_reviewed:
    return {lead_named, plan_submitted};
  case questions_answered:
    return {lead_named, plan_submitted, board_reviewed, programme_office_reviewed, omb_reviewed};
  case presented:
    return {lead_named,   plan_submitted,    board_reviewed, programme_office_reviewed,
            omb_reviewed, questions_answered};
  case voted:
    return {lead_named,   plan_submitted,     board_reviewed, programme_office_reviewed,
            omb_reviewed, questions_answered, presented};
  case funding_agreed:
    return {lead_named,   plan_submitted,     board_reviewed, programme_office_reviewed,
            omb_reviewed, questions_answered, presented,      voted};
  case announced:
    return {lead_named,    plan_submitted,     board_reviewed, programme_office_reviewed,
            omb_reviewed,  questions_answered, presented,      voted,
            funding_agreed};
  }
  return {};
}

bool contains(const Steps& steps, GovernanceStep step) {
  return std::find(steps.begin(), steps.end(), step) != steps.end();
}

bool naively_legal(GovernanceStep step, const Steps& done) {
  for (const GovernanceStep need : needs(step)) {
    if (!contains(done, need)) return false;
  }
  return !contains(done, step);
}

/// Calls `f(done)` for every set of steps, in the order of the way.
void for_all_sets(const std::function<void(const Steps&)>& f) {
  for (unsigned bits = 0; bits < 1U << the_way().size(); ++bits) {
    Steps done;
    for (std::size_t i = 0; i < the_way().size(); ++i) {
      if ((bits >> i & 1U) != 0) done.push_back(the_way()[i]);
    }
    f(done);
  }
}

TEST(Designation, IsAsTheDefinitionSaysForEverySetOfSteps) {
  int legal = 0;
  for_all_sets([&](const Steps& done) {
    for (const GovernanceStep step : the_way()) {
      const DesignationVerdict verdict =
          judge({.step = step, .done = done, .members = 8, .votes_for = 8});
      EXPECT_EQ(!verdict.bars(), naively_legal(step, done));
      legal += verdict.bars() ? 0 : 1;
      const bool lead = contains(done, lead_named) || (step == lead_named && !verdict.bars());
      const bool last = contains(done, announced) || (step == announced && !verdict.bars());
      const DesignationState expected = last   ? DesignationState::designated
                                        : lead ? DesignationState::pre_designated
                                               : DesignationState::research;
      EXPECT_EQ(verdict.state, expected);
    }
  });
  // Each step once for every set of the steps that it neither needs nor is: 2^(9 - needs).
  EXPECT_EQ(legal, 512 + 256 + 3 * 128 + 16 + 8 + 4 + 2 + 1);
}

TEST(Designation, DoesNotCareInWhichOrderStepsAreListed) {
  for_all_sets([](const Steps& done) {
    const Steps reversed(done.rbegin(), done.rend());
    for (const GovernanceStep step : the_way()) {
      const DesignationFacts facts{.step = step, .done = done, .members = 8, .votes_for = 8};
      DesignationFacts other = facts;
      other.done = reversed;
      EXPECT_EQ(judge(facts), judge(other));
    }
  });
}

TEST(Designation, MoreStepsNeverBringAStepOutOfOrder) {
  for_all_sets([](const Steps& done) {
    for (const GovernanceStep step : the_way()) {
      if (reason({.step = step, .done = done}) == Reason::step_out_of_order) continue;
      for (const GovernanceStep further : the_way()) {
        Steps more = done;
        if (!contains(more, further)) more.push_back(further);
        EXPECT_NE(reason({.step = step, .done = more}), Reason::step_out_of_order);
      }
    }
  });
}

TEST(Designation, DoesNotDependOnTheDate) {
  for (const GovernanceStep step : the_way()) {
    const DesignationFacts facts{.step = step, .done = before(step), .members = 3, .votes_for = 2};
    EXPECT_EQ(designation_rule(facts, {1990, 1}, {}), designation_rule(facts, {2100, 12, 31}, {}));
  }
}

Reason plan(OperationalPlanFacts facts, bool minor_findings_block = false) {
  Parameters parameters;
  parameters.minor_findings_block = minor_findings_block;
  return operational_plan_rule(facts, some_day, parameters).reason;
}

TEST(OperationalPlans, GoFromSubmissionToApproval) {
  OperationalPlanFacts facts;
  EXPECT_EQ(plan(facts), Reason::plan_not_submitted);
  facts.version = 1;
  EXPECT_EQ(plan(facts), Reason::plan_awaits_review);
  facts.reviewed = true;
  EXPECT_EQ(plan(facts), Reason::plan_awaits_vote);
  facts.voted = true;
  EXPECT_EQ(plan(facts), Reason::plan_approved);
}

TEST(OperationalPlans, AreReturnedWithMajorFindings) {
  const OperationalPlanFacts facts{
      .version = 2, .reviewed = true, .open_major = 1, .open_minor = 3, .voted = true};
  EXPECT_EQ(plan(facts), Reason::plan_returned);
  EXPECT_TRUE(operational_plan_rule(facts, some_day, {}).bars());
}

TEST(OperationalPlans, AreApprovedOnConditionWithMinorOnes) {
  OperationalPlanFacts facts{.version = 1, .reviewed = true, .open_minor = 1, .voted = true};
  EXPECT_EQ(plan(facts), Reason::plan_approved_on_condition);
  EXPECT_EQ(plan(facts, true), Reason::plan_returned);
  facts.voted = false;
  EXPECT_EQ(plan(facts), Reason::plan_awaits_vote);
  facts.open_minor = 0;
  EXPECT_EQ(plan(facts, true), Reason::plan_awaits_vote);
}

TEST(OperationalPlans, AwaitTheirReviewsBeforeFindingsCount) {
  EXPECT_EQ(plan({.version = 1, .open_major = 2}), Reason::plan_awaits_review);
}

TEST(OperationalPlans, AreNoWorseForAFindingLess) {
  for (const bool reviewed : {false, true}) {
    for (const bool voted_for : {false, true}) {
      for (const bool block : {false, true}) {
        for (int major = 0; major < 3; ++major) {
          for (int minor = 0; minor < 3; ++minor) {
            const OperationalPlanFacts facts{1, reviewed, major, minor, voted_for};
            const bool approved = info_of(plan(facts, block)).outcome == Outcome::allowed;
            EXPECT_EQ(approved, reviewed && voted_for && major == 0 && (minor == 0 || !block));
          }
        }
      }
    }
  }
}

Reason solicitation(const SolicitationFacts& facts, const Parameters& parameters = {}) {
  return solicitation_rule(facts, some_day, parameters).reason;
}

SolicitationFacts own_solicitation(std::vector<Approver> approved_by = {}) {
  return {.area_state = DesignationState::pre_designated,
          .amount = 1'000'000,
          .approved_by = std::move(approved_by)};
}

TEST(Solicitations, AreFreeBeforePreDesignation) {
  SolicitationFacts facts = own_solicitation();
  facts.area_state = DesignationState::research;
  EXPECT_EQ(solicitation(facts), Reason::no_marketplace_yet);
}

TEST(Solicitations, NeedABusinessCaseAfterIt) {
  EXPECT_EQ(solicitation(own_solicitation()), Reason::business_case_needed);
  SolicitationFacts designated = own_solicitation();
  designated.area_state = DesignationState::designated;
  EXPECT_EQ(solicitation(designated), Reason::business_case_needed);
}

TEST(Solicitations, AreFrozenFromTheStateOfThePolicy) {
  Parameters late, early;
  late.solicitation_frozen_from = DesignationState::designated;
  early.solicitation_frozen_from = DesignationState::research;
  EXPECT_EQ(solicitation(own_solicitation(), late), Reason::no_marketplace_yet);
  EXPECT_EQ(solicitation({.area_state = DesignationState::research}, early),
            Reason::business_case_needed);
}

TEST(Solicitations, ForAnOfferingOrCriticalMaintenanceAreFree) {
  SolicitationFacts facts = own_solicitation();
  facts.critical_maintenance = true;
  EXPECT_EQ(solicitation(facts), Reason::critical_maintenance);
  facts.takes_offering = true;
  EXPECT_EQ(solicitation(facts), Reason::takes_offering);
}

TEST(Solicitations, BelowTheThresholdAreFree) {
  Parameters parameters;
  parameters.solicitation_threshold = 1'000'000;
  SolicitationFacts facts = own_solicitation();
  EXPECT_EQ(solicitation(facts, parameters), Reason::business_case_needed) << "exactly at it";
  facts.amount = Money::from_raw(99'999'999);
  EXPECT_EQ(solicitation(facts, parameters), Reason::below_threshold);
  facts.amount = 0;
  EXPECT_EQ(solicitation(facts), Reason::business_case_needed) << "a threshold of 0 lets none pass";
}

TEST(Solicitations, AreApprovedByAllWhoMust) {
  using enum Approver;
  EXPECT_EQ(solicitation(own_solicitation({omb, qsmo, cio, sapoc})),
            Reason::business_case_approved);
  const std::vector<Approver> all{sapoc, cio, qsmo, omb};
  for (const Approver missing : all) {
    std::vector<Approver> others = all;
    std::erase(others, missing);
    EXPECT_EQ(solicitation(own_solicitation(others)), Reason::business_case_needed);
    Parameters parameters;
    parameters.business_case_approvers = others;
    EXPECT_EQ(solicitation(own_solicitation(others), parameters), Reason::business_case_approved);
  }
  Parameters nobody;
  nobody.business_case_approvers = {};
  EXPECT_EQ(solicitation(own_solicitation(), nobody), Reason::business_case_approved);
}

Reason legacy(const LegacyProviderFacts& facts, const Parameters& parameters = {}) {
  return legacy_provider_rule(facts, some_day, parameters).reason;
}

constexpr LegacyProviderFacts frozen{.area_state = DesignationState::pre_designated};

TEST(LegacyProviders, GrowFreelyBeforePreDesignation) {
  EXPECT_EQ(legacy({}), Reason::not_frozen);
  Parameters late, early;
  late.providers_frozen_from = DesignationState::designated;
  early.providers_frozen_from = DesignationState::research;
  EXPECT_EQ(legacy(frozen, late), Reason::not_frozen);
  EXPECT_EQ(legacy({}, early), Reason::joint_case_needed);
}

TEST(LegacyProviders, NeedAJointCaseAfterItWhateverTheyAskFor) {
  for (const ProviderRequest request :
       {ProviderRequest::new_customer, ProviderRequest::expansion, ProviderRequest::investment}) {
    for (const DesignationState state :
         {DesignationState::pre_designated, DesignationState::designated}) {
      LegacyProviderFacts facts{.area_state = state, .request = request};
      EXPECT_EQ(legacy(facts), Reason::joint_case_needed);
      facts.joint_case_approved = true;
      EXPECT_EQ(legacy(facts), Reason::joint_case_approved);
    }
  }
}

TEST(LegacyProviders, PatchAndObeyTheLaw) {
  LegacyProviderFacts facts = frozen;
  facts.ordered_by_law = true;
  EXPECT_EQ(legacy(facts), Reason::ordered_by_law);
  facts.critical_patch = true;
  EXPECT_EQ(legacy(facts), Reason::critical_patch);
  facts.joint_case_approved = true;
  EXPECT_EQ(legacy(facts), Reason::critical_patch);
}

TEST(LegacyProviders, AreNotFrozenEarlierByALaterState) {
  for (const bool patch : {false, true}) {
    for (const bool approved : {false, true}) {
      bool was_barred = false;
      for (const DesignationState state :
           {DesignationState::research, DesignationState::pre_designated,
            DesignationState::designated}) {
        const LegacyProviderFacts facts{
            .area_state = state, .critical_patch = patch, .joint_case_approved = approved};
        const bool barred = legacy_provider_rule(facts, some_day, {}).bars();
        EXPECT_GE(barred, was_barred);
        was_barred = barred;
      }
    }
  }
}

}  // namespace
}  // namespace qsmo
