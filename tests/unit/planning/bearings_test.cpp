#include "qsmo/planning/bearings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <sstream>
#include <tuple>

#include "qsmo/planning/money.hpp"
#include "qsmo/policy/assessment.hpp"
#include "qsmo/policy/eligibility.hpp"
#include "qsmo/policy/mandate.hpp"
#include "qsmo/policy/participation.hpp"
#include "qsmo/policy/windows.hpp"
#include "unit/planning/random_portfolio.hpp"
#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

using small::plan;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// `w O marketplace_closed 0-2 (3)`.
std::string text(const Portfolio& p, const Bearing& bearing) {
  std::ostringstream out;
  out << p[bearing.workload].id;
  if (bearing.offering) out << ' ' << p[*bearing.offering].id;
  out << ' ' << name_of(bearing.reason) << ' ' << bearing.first << '-' << bearing.last << " ("
      << bearing.periods << ')';
  return out.str();
}

/// Bearings on w, the plan having these moves.
std::vector<std::string> on_w(const Portfolio& p, const std::vector<small::Choice>& choices = {}) {
  std::vector<std::string> out;
  for (const Bearing& bearing : bearings(p, plan(p, choices))) {
    if (p[bearing.workload].id == "w") out.push_back(text(p, bearing));
  }
  return out;
}

PolicyValue states(const char* parameter, const char* value, std::optional<Date> from = {}) {
  return {.parameter = parameter, .from = from, .value = value};
}

TEST(Bearings, AreNoneWhereNothingBarsOrdersOrOpens) {
  EXPECT_THAT(bearings(small::portfolio(), status_quo(small::portfolio())), IsEmpty());
}

TEST(Bearings, SayWhatOpenedTheWayTaken) {
  EXPECT_THAT(on_w(small::portfolio(), {{"w", "O", 5}}),
              ElementsAre("w O marketplace_open 5-5 (1)"));
  const Portfolio longer =
      small::portfolio([](Scenario& s) { s.migration_parameters = {small::one_phase(2)}; });
  EXPECT_THAT(on_w(longer, {{"w", "O", 5}}), ElementsAre("w O marketplace_open 3-3 (1)"));
}

TEST(Bearings, CountTheStartsThatAMarketplaceBars) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.designations[0].date = {2021, 1};
    s.migration_parameters = {small::one_phase(2)};
  });
  EXPECT_THAT(on_w(portfolio),
              ElementsAre("w O marketplace_closed 0-2 (3)", "w O2 marketplace_closed 0-2 (3)"));
  EXPECT_THAT(on_w(portfolio, {{"w", "O2", 5}}),
              ElementsAre("w O marketplace_closed 0-2 (3)", "w O2 marketplace_open 3-3 (1)",
                          "w O2 marketplace_closed 0-2 (3)"));
}

TEST(Bearings, CountStartsWhoseCutoverLiesInsideTheHorizonOnly) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.offerings[small::O].standing = Standing::delisted;
    s.migration_parameters = {small::one_phase(4)};
  });
  EXPECT_THAT(on_w(portfolio), ElementsAre("w O standing_bars 0-7 (8)"));
}

TEST(Bearings, CountCutoversForStages) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.stages = {{.offering = "O", .state = StageState::initial, .date = {2021, 1}}};
    s.migration_parameters = {small::one_phase(2)};
    s.policy_values = {states("open_stages", "initial|full"),
                       states("open_stages", "full", Date{2021, 8})};
  });
  // Cutovers 2 .. 11: none before period 3, closed from 10 on.
  EXPECT_THAT(on_w(portfolio),
              ElementsAre("w O not_yet_offered 2-2 (1)", "w O stage_closed 10-11 (2)"));
}

TEST(Bearings, NameTheFirstReasonOnly) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.designations[0].date = {2021, 1};
    s.offerings[small::O].standing = Standing::delisted;
  });
  EXPECT_THAT(on_w(portfolio),
              ElementsAre("w O marketplace_closed 0-2 (3)", "w O standing_bars 3-11 (9)",
                          "w O2 marketplace_closed 0-2 (3)"));
}

TEST(Bearings, CountPeriodsThatAreNotConsecutive) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.policy_values = {states("eligible_states", "none"),
                       states("eligible_states", "designated", Date{2020, 12}),
                       states("eligible_states", "none", Date{2021, 8})};
  });
  EXPECT_THAT(on_w(portfolio),
              ElementsAre("w O marketplace_closed 0-11 (4)", "w O2 marketplace_closed 0-11 (4)"));
}

TEST(Bearings, LeaveTheIncumbentOut) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.workloads[small::w].incumbent = "O";
    s.designations.clear();
  });
  EXPECT_THAT(on_w(portfolio), ElementsAre("w O2 marketplace_closed 0-11 (12)"));
}

TEST(Bearings, SayWhatIsOrderedWhereMandatesBind) {
  const auto ordered = [](const char* bind) {
    return small::portfolio([=](Scenario& s) {
      s.mandates = {{.id = "m", .agencies = {"A"}, .deadline = {2021, 1}}};
      s.waivers = {{"w", {2020, 11}, ""}};
      s.policy_values = {states("mandates_bind", bind)};
    });
  };
  EXPECT_THAT(on_w(ordered("true")), ElementsAre("w not_yet_due 2-2 (1)", "w waived 0-1 (2)",
                                                 "w deadline_reached 3-11 (9)"));
  EXPECT_THAT(on_w(ordered("false")), IsEmpty());
  EXPECT_EQ(bearings(ordered("true"), status_quo(ordered("true"))).size(), 3U)
      << "of u, of agency B, nothing is ordered";
}

TEST(Bearings, SayWhereWindowsBar) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.services[0].cutover_rule = CutoverRule::quarter_start;
    s.blackouts = {{"A", {2020, 11}, {2021, 1}, ""}};
    s.start_freezes = {{"A", {2020, 10}, {2020, 11}, ""}};
    s.workloads[small::w].earliest_start = Date{2020, 12};
    s.policy_values = {states("starts_allowed", "true"),
                       states("starts_allowed", "false", Date{2021, 9})};
  });
  // Of each kind of window the first that bars: 0 and 1 are frozen, so the earliest start never
  // comes first.
  EXPECT_THAT(on_w(portfolio),
              ElementsAre("w starts_suspended 11-11 (1)", "w start_frozen 0-1 (2)",
                          "w blacked_out 1-3 (3)", "w outside_cutover_rule 4-11 (6)"));
}

Portfolio voluntary_until_january(Money threshold) {
  return small::portfolio([=](Scenario& s) {
    s.agencies[small::A].participation_threshold = threshold;
    s.migration_parameters = {small::one_phase(2)};
    s.policy_values = {states("participation", "true"),
                       states("participation", "false", Date{2021, 1}),
                       states("quality_floor", "false")};
  });
}

TEST(Bearings, SayWhetherAnAgencyJoinsWhereThePolicyIsVoluntaryAtTheStart) {
  // w saves 50 USD a month from cutover on.
  EXPECT_THAT(on_w(voluntary_until_january(400), {{"w", "O", 4}}),
              ElementsAre("w better_off 2-2 (1)", "w O marketplace_open 2-2 (1)"));
  EXPECT_THAT(on_w(voluntary_until_january(Money::from_raw(40'001)), {{"w", "O", 4}}),
              ElementsAre("w worse_off 2-2 (1)", "w O marketplace_open 2-2 (1)"));
  EXPECT_THAT(on_w(voluntary_until_january(400), {{"w", "O", 5}}),
              ElementsAre("w O marketplace_open 3-3 (1)"));
  EXPECT_THAT(on_w(voluntary_until_january(400)), IsEmpty());
}

TEST(Bearings, SayWhetherQualityIsKept) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.settings.participation = true;
    s.offerings[small::O].quality = 4;
    s.workloads[small::w].quality = 4;
  });
  EXPECT_THAT(on_w(portfolio, {{"w", "O", 0}}),
              ElementsAre("w better_off 0-0 (1)", "w O marketplace_open 0-0 (1)",
                          "w O quality_kept 0-0 (1)", "w O2 quality_unknown 0-11 (12)"));
}

TEST(Bearings, SayWhatIsSubsidisedInThePeriodOfCutover) {
  const auto subsidised = [](const char* years, Money onboarding) {
    return small::portfolio([=](Scenario& s) {
      MigrationParameters row = small::one_phase(2);
      row.onboarding = onboarding;
      s.migration_parameters = {row};
      s.policy_values = {states("onboarding_subsidy", "0.5"),
                         states("subsidy_repayment_years", years)};
    });
  };
  EXPECT_THAT(on_w(subsidised("0", 30), {{"w", "O", 5}}),
              ElementsAre("w O marketplace_open 3-3 (1)", "w O subsidised 5-5 (1)"));
  EXPECT_THAT(on_w(subsidised("2", 30), {{"w", "O", 5}}),
              ElementsAre("w O marketplace_open 3-3 (1)", "w O subsidised_to_be_repaid 5-5 (1)"));
  EXPECT_THAT(on_w(subsidised("2", 0), {{"w", "O", 5}}),
              ElementsAre("w O marketplace_open 3-3 (1)"))
      << "nothing is paid";
  EXPECT_THAT(on_w(subsidised("2", 30)), IsEmpty()) << "of moves alone";
}

TEST(Bearings, LeaveMigrationsInProgressToTheirMandates) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.migrations_in_progress = {{.workload = "w", .offering = "O", .cutover_from = {2021, 1}}};
    s.designations.clear();
    s.start_freezes = {{"", {2020, 10}, {2021, 9}, ""}};
    s.settings.participation = true;
    s.mandates = {{.id = "m", .agencies = {"A"}, .deadline = {2021, 3}}};
    s.policy_values = {states("onboarding_subsidy", "1")};
  });
  EXPECT_THAT(on_w(portfolio), ElementsAre("w not_yet_due 0-4 (5)", "w deadline_reached 5-11 (7)"));
}

TEST(Bearings, AreShownInWordsWithParametersAndReferences) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.designations[0].date = {2021, 1};
    s.mandates = {{.id = "m", .agencies = {"A"}, .deadline = {2020, 10}}};
    s.agencies[small::A].participation_threshold = 1000;
    MigrationParameters row = small::one_phase(1);
    row.onboarding = 100;
    s.migration_parameters = {row};
    s.policy_values = {{.parameter = "eligible_states",
                        .from = Date{2019, 4, 26},
                        .value = "designated",
                        .reference = "M-19-16, p. 3"},
                       states("participation", "true"),
                       states("quality_floor", "false"),
                       states("onboarding_subsidy", "0.5")};
  });
  const Plan moved = plan(portfolio, {{"w", "O", 4}});
  const std::vector<Bearing> found = bearings(portfolio, moved);
  const std::vector<Explanation> words = explain(portfolio, moved, found);
  ASSERT_EQ(words.size(), found.size());
  std::map<Reason, Explanation> by_reason;
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(words[i].reason, found[i].reason);
    EXPECT_EQ(words[i].rule, Verdict{found[i].reason}.rule());
    by_reason[found[i].reason] = words[i];
  }
  EXPECT_EQ(by_reason[Reason::deadline_reached].sentence, "its mandate is due");
  const Explanation& closed = by_reason[Reason::marketplace_closed];
  EXPECT_EQ(closed.sentence,
            "its marketplace is research, and starts need one of designated or an exception");
  ASSERT_EQ(closed.parameters.size(), 1U);
  EXPECT_EQ(closed.parameters[0].reference, "M-19-16, p. 3");
  // w saves 50 USD a month in the periods 4 to 11, pays 100 for onboarding and gets half of it
  // back.
  EXPECT_THAT(by_reason[Reason::worse_off].sentence,
              HasSubstr("joining is worth 350, less than its threshold 1000"));
  EXPECT_THAT(by_reason[Reason::subsidised].sentence,
              HasSubstr("a subsidy of 0.5 of onboarding and 0 of phases is paid"));
}

// ---- compared

using Key = std::tuple<std::size_t, std::size_t, Reason>;  // workload, offering + 1 or 0, reason

class Expected {
 public:
  Expected(const Portfolio& p, const Plan& plan) : p_(p), plan_(plan) {
    for (std::size_t i = 0; i < plan.moves.size(); ++i) add(WorkloadId(i));
  }
  [[nodiscard]] std::vector<Bearing> list() const {
    std::vector<Bearing> out;
    for (const auto& [key, periods] : met_) {
      const auto& [workload, offering, reason] = key;
      Bearing bearing{WorkloadId(workload),
                      {},
                      reason,
                      *periods.begin(),
                      *periods.rbegin(),
                      static_cast<int>(periods.size())};
      if (offering > 0) bearing.offering = OfferingId(offering - 1);
      out.push_back(bearing);
    }
    return out;
  }

 private:
  void note(WorkloadId w, std::size_t offering, Reason reason, int t) {
    met_[{w.index(), offering, reason}].insert(t);
  }

  void add(WorkloadId w) {
    for (int t = 0; t < p_.periods(); ++t) {
      const Reason ordered = MandateJudge(p_).at(w, t).reason;
      if (ordered != Reason::not_ordered && ordered != Reason::mandate_without_force)
        note(w, 0, ordered, t);
      if (p_.in_progress(w) != nullptr) continue;
      if (const Verdict v = start_window(p_, w, t); v.bars()) note(w, 0, v.reason, t);
      if (const Verdict v = cutover_window(p_, w, t); v.bars()) note(w, 0, v.reason, t);
    }
    if (p_.in_progress(w) != nullptr) return;
    for (std::size_t o = 0; o < p_.scenario().offerings.size(); ++o) add(w, OfferingId(o));
    if (plan_.moves[w]) add(w, *plan_.moves[w]);
  }

  void add(WorkloadId w, OfferingId o) {
    if (p_[w].incumbent == p_[o].id || !p_.coverage(o, p_[w].service.id())) return;
    const int duration = p_.way(w, o).duration();
    for (int cutover = duration; cutover < p_.periods(); ++cutover) {
      const Verdict verdict = eligibility(p_, w, o, cutover - duration, cutover);
      if (!verdict.bars()) continue;
      const bool staged = verdict.rule() == Rule::availability;
      note(w, o.index() + 1, verdict.reason, staged ? cutover : cutover - duration);
    }
  }

  void add(WorkloadId w, const Move& move) {
    const int start = start_of(p_, w, move);
    const EligibilityJudge judge(p_, w, move.offering, assessed_standing(p_, move.offering));
    for (const Verdict verdict : judge.all(start, move.cutover)) {
      if (verdict.outcome() == Outcome::allowed &&
          (verdict.rule() == Rule::marketplace || verdict.rule() == Rule::quality))
        note(w, move.offering.index() + 1, verdict.reason, start);
    }
    if (p_.parameters(start).participation) {
      const AgencyId agency = p_[w].agency.id();
      const double value = present_value(p_, evaluate(p_, status_quo(p_)), agency) -
                           present_value(p_, evaluate(p_, plan_), agency);
      const double threshold = p_[agency].participation_threshold.to_double();
      note(w, 0, value - threshold > -half_a_cent ? Reason::better_off : Reason::worse_off, start);
    }
    if (incentive(p_, w, move.offering, move.cutover).empty()) return;
    const bool lent = p_.parameters(move.cutover).subsidy_repayment_years > 0;
    note(w, move.offering.index() + 1, lent ? Reason::subsidised_to_be_repaid : Reason::subsidised,
         move.cutover);
  }

  const Portfolio& p_;
  const Plan& plan_;
  std::map<Key, std::set<int>> met_;
};

TEST(Bearings, AreWhatThePolicySaysOnRandomPortfoliosAndPlans) {
  std::mt19937 random(31);
  std::size_t compared = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    const Portfolio p = small::random_portfolio(seed, {.periods = 8});
    Plan plan = status_quo(p);
    for (std::size_t i = 0; i < plan.moves.size(); ++i) {
      const OfferingId offering(random() % 2);
      const int duration = p.way(WorkloadId(i), offering).duration();
      const int cutover = duration + static_cast<int>(random() % 5);
      if (random() % 4 != 0) plan.moves[WorkloadId(i)] = Move{offering, cutover};
    }
    const std::vector<Bearing> found = bearings(p, plan);
    ASSERT_EQ(found, Expected(p, plan).list()) << "seed " << seed;
    EXPECT_EQ(explain(p, plan, found).size(), found.size());
    compared += found.size();
  }
  EXPECT_GT(compared, 2'000U);
}

}  // namespace
}  // namespace qsmo
