#include "qsmo/policy/first_way.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "qsmo/policy/eligibility.hpp"
#include "qsmo/policy/windows.hpp"
#include "unit/planning/random_portfolio.hpp"
#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

using ::testing::ElementsAre;

constexpr int never = -1;

/// First ways of u and w.
std::vector<int> first(const std::function<void(Scenario&)>& edit) {
  std::vector<int> out;
  for (const std::optional<int>& way : first_ways(small::portfolio(edit)))
    out.push_back(way.value_or(never));
  return out;
}

TEST(FirstWays, AreTheFirstPeriodsWhereNothingBars) {
  EXPECT_THAT(first([](Scenario&) {}), ElementsAre(0, 0));
  EXPECT_THAT(first([](Scenario& s) { s.migration_parameters = {small::one_phase(3)}; }),
              ElementsAre(3, 3));
}

TEST(FirstWays, TakeTheFasterOffering) {
  EXPECT_THAT(first([](Scenario& s) {
                s.migration_parameters = {small::one_phase(3), {.offering = "O2"}};
                s.migration_parameters[1].phases[3].periods = 1;
              }),
              ElementsAre(1, 1));
}

TEST(FirstWays, WaitForTheMarketplaceAndForTheRegime) {
  EXPECT_THAT(first([](Scenario& s) {
                s.designations[0].date = {2021, 1};
                s.migration_parameters = {small::one_phase(2)};
              }),
              ElementsAre(5, 5));
  EXPECT_THAT(first([](Scenario& s) {
                s.policy_values = {
                    {.parameter = "provider_kinds", .value = "federal"},
                    {.parameter = "provider_kinds", .from = Date{2021, 2}, .value = "commercial"}};
              }),
              ElementsAre(4, 4));
}

TEST(FirstWays, AreNoneWhereNothingIsEverEligible) {
  EXPECT_THAT(first([](Scenario& s) { s.designations.clear(); }), ElementsAre(never, never));
  EXPECT_THAT(first([](Scenario& s) { s.migration_parameters = {small::one_phase(12)}; }),
              ElementsAre(never, never));
}

TEST(FirstWays, KeepOutOfClosedWindows) {
  EXPECT_THAT(first([](Scenario& s) {
                s.migration_parameters = {small::one_phase(1)};
                s.services[0].cutover_rule = CutoverRule::quarter_start;  // 0, 3, 6, 9
                s.blackouts = {{"A", {2021, 1}, {2021, 1}, ""}};          // of w, 3
                s.start_freezes = {{"B", {2020, 12}, {2020, 12}, ""}};    // of u, 2
                s.workloads[small::w].earliest_start = Date{2021, 4};     // 6
              }),
              ElementsAre(6, 9));
}

TEST(FirstWays, FollowPins) {
  EXPECT_THAT(first([](Scenario& s) {
                s.pins = {
                    {.workload = "u", .action = PinAction::retain},
                    {.workload = "w", .action = PinAction::migrate, .cutover_from = Date{2021, 3}}};
              }),
              ElementsAre(never, 5));
  EXPECT_THAT(first([](Scenario& s) {
                s.pins = {{.workload = "w",
                           .action = PinAction::migrate,
                           .offering = "O2",
                           .cutover_to = Date{2021, 1}}};
                s.stages = {{.offering = "O2", .state = StageState::full, .date = {2021, 1}}};
              }),
              ElementsAre(0, 3));
  EXPECT_THAT(first([](Scenario& s) {
                s.pins = {{.workload = "w",
                           .action = PinAction::migrate,
                           .offering = "O2",
                           .cutover_to = Date{2020, 12}}};
                s.stages = {{.offering = "O2", .state = StageState::full, .date = {2021, 1}}};
              }),
              ElementsAre(0, never));
}

TEST(FirstWays, TakeTheFirstPeriodOfTheRangeOfAMigrationInProgress) {
  EXPECT_THAT(
      first([](Scenario& s) {
        s.migrations_in_progress = {{.workload = "w", .offering = "O", .cutover_from = {2020, 10}}};
      }),
      ElementsAre(0, 0));
  EXPECT_THAT(first([](Scenario& s) {
                s.migrations_in_progress = {{.workload = "w",
                                             .offering = "O",
                                             .cutover_from = {2021, 2},
                                             .cutover_to = Date{2021, 5}}};
                s.designations.clear();
                s.dependencies = {{.prerequisite = "u", .dependent = "w"}};
              }),
              ElementsAre(never, 4));
}

/// u opens in period 3; each migration takes two periods.
std::vector<int> with_arc(Dependency arc) {
  return first([&](Scenario& s) {
    s.migration_parameters = {small::one_phase(2)};
    s.workloads[small::u].earliest_start = Date{2021, 1};
    s.dependencies = {std::move(arc)};
  });
}

TEST(FirstWays, ComeAfterTheirPrerequisites) {
  EXPECT_THAT(with_arc({.prerequisite = "u", .dependent = "w", .lag = 1}), ElementsAre(5, 6));
  EXPECT_THAT(
      with_arc(
          {.prerequisite = "u", .dependent = "w", .kind = DependencyKind::start_after, .lag = 1}),
      ElementsAre(5, 8));
  EXPECT_THAT(with_arc({.prerequisite = "w", .dependent = "u", .lag = 1}), ElementsAre(5, 2));
  EXPECT_THAT(with_arc({.prerequisite = "w", .dependent = "u", .kind = DependencyKind::together}),
              ElementsAre(5, 5));
}

TEST(FirstWays, DoNotWaitForArcsThatNeedNotHold) {
  EXPECT_THAT(
      with_arc({.prerequisite = "u", .dependent = "w", .lag = 1, .if_retained = IfRetained::allow}),
      ElementsAre(5, 2));
  EXPECT_THAT(with_arc({.prerequisite = "u", .dependent = "w", .lag = 1, .break_price = Money(5)}),
              ElementsAre(5, 2));
}

TEST(FirstWays, AreNoneBehindWhatNeverMoves) {
  EXPECT_THAT(first([](Scenario& s) {
                s.pins = {{.workload = "u", .action = PinAction::retain}};
                s.dependencies = {{.prerequisite = "u", .dependent = "w"}};
              }),
              ElementsAre(never, never));
}

TEST(FirstWays, AreNoneAroundACycleThatNeedsTime) {
  EXPECT_THAT(first([](Scenario& s) {
                s.migration_parameters = {small::one_phase(2)};
                s.dependencies = {
                    {.prerequisite = "u", .dependent = "w", .kind = DependencyKind::start_after},
                    {.prerequisite = "w", .dependent = "u"}};
              }),
              ElementsAre(never, never));
}

TEST(FirstWays, LeaveCapacityMoneyAndDeadlinesAside) {
  EXPECT_THAT(first([](Scenario& s) {
                MigrationParameters row = small::one_phase(1, 5, 5, 1'000);
                s.migration_parameters = {row};
                s.providers[small::P].effort_capacity = 1;
                s.providers[small::Q].concurrent_migrations = 0;
                s.agencies[small::A].effort_capacity = 0;
                s.settings.participation = true;
                s.agencies[small::A].participation_threshold = 1'000'000;
                for (Offering& offering : s.offerings) offering.quality = 5;
                for (Workload& workload : s.workloads) workload.quality = 5;
                s.mandates = {{.id = "m", .deadline = {2020, 10}}};
              }),
              ElementsAre(1, 1));
}

/// The definition of the page, raised from 0 until it holds.
std::vector<int> by_page(const Portfolio& p) {
  const std::size_t count = p.scenario().workloads.size();
  std::vector<int> f(count, 0);
  const auto keeps = [&](WorkloadId w, OfferingId o, int c) {
    const int s = c - p.way(w, o).duration();
    if (s < 0 || eligibility(p, w, o, s, c).bars() || start_window(p, w, s).bars() ||
        cutover_window(p, w, c).bars())
      return false;
    for (const Dependency& arc : p.scenario().dependencies) {
      if (arc.dependent.id() != w) continue;
      const int held = arc.kind == DependencyKind::start_after ? s : c;
      if (held < f[arc.prerequisite.id().index()] + arc.lag) return false;
    }
    return true;
  };
  for (bool raised = true; raised;) {
    raised = false;
    for (std::size_t i = 0; i < count; ++i) {
      const auto reached = [&](int c) {
        return keeps(WorkloadId(i), p.offering("O"), c) ||
               keeps(WorkloadId(i), p.offering("O2"), c);
      };
      while (f[i] < p.periods() && !reached(f[i])) ++f[i], raised = true;
    }
  }
  return f;
}

TEST(FirstWays, AreWhatThePageSaysOnRandomPortfolios) {
  int late = 0, none = 0;
  for (unsigned seed = 0; seed < 600; ++seed) {
    const Portfolio base = small::random_portfolio(seed, {.periods = 8, .third_workload = true});
    const Portfolio p = base.replace([&](Scenario& s) {
      for (const auto& [u, w] : {std::pair("u", "w"), std::pair("w", "v")}) {
        if ((seed + (*u == 'u' ? 0 : 1)) % 3 == 0) continue;
        s.dependencies.push_back(
            {.prerequisite = u,
             .dependent = w,
             .kind = seed % 2 == 0 ? DependencyKind::start_after : DependencyKind::cutover_before,
             .lag = static_cast<int>(seed % 3)});
      }
    });
    const auto found = first_ways(p);
    const std::vector<int> expected = by_page(p);
    for (std::size_t i = 0; i < expected.size(); ++i) {
      ASSERT_EQ(found[WorkloadId(i)].value_or(p.periods()), expected[i]) << seed << " " << i;
      late += expected[i] > 0 && expected[i] < p.periods() ? 1 : 0;
      none += expected[i] == p.periods() ? 1 : 0;
    }
  }
  EXPECT_GT(late, 200);
  EXPECT_GT(none, 200);
}

}  // namespace
}  // namespace qsmo
