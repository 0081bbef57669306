#include "model/validate_relations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/model/full_scenario.hpp"

namespace qsmo {
namespace {

using full::pointers;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(AsOf, IsTheFirstOfAMonth) {
  EXPECT_THAT(pointers([](Scenario& s) { s.settings.as_of.day = 2; }), ElementsAre("/as_of"));
  EXPECT_THAT(pointers([](Scenario& s) { s.settings.as_of.day = 0; }), IsEmpty());
}

TEST(AsOf, BeginsAQuarterOfTheFiscalYearIfPeriodsAreQuarters) {
  EXPECT_THAT(pointers([](Scenario& s) { s.settings.as_of.month = 11; }), ElementsAre("/as_of"));
  EXPECT_THAT(pointers([](Scenario& s) { s.settings.fiscal_year_start = 8; }),
              ElementsAre("/as_of"));
  EXPECT_THAT(
      pointers([](Scenario& s) { s.settings.as_of.month = 11, s.settings.fiscal_year_start = 8; }),
      IsEmpty());
  EXPECT_THAT(pointers([](Scenario& s) {
                s.settings.as_of.month = 11, s.settings.period = PeriodLength::month;
              }),
              IsEmpty());
}

TEST(EligibleStates, AreNotNone) {
  EXPECT_THAT(pointers([](Scenario& s) { s.settings.eligible_states.clear(); }),
              ElementsAre("/eligible_states"));
}

TEST(CalendarYearStarts, NeedAPeriodThatBeginsInJanuary) {
  const auto january = [](int month, PeriodLength length) {
    return pointers([=](Scenario& s) {
      s.services[1].cutover_rule = CutoverRule::calendar_year_start;
      s.settings.as_of.month = s.settings.fiscal_year_start = month;
      s.settings.period = length;
    });
  };
  EXPECT_THAT(january(11, PeriodLength::quarter), ElementsAre("/services/1/cutover_rule"));
  EXPECT_THAT(january(11, PeriodLength::month), IsEmpty());
  EXPECT_THAT(january(10, PeriodLength::quarter), IsEmpty());
}

TEST(Spans, DoNotEndBeforeTheyBegin) {
  const auto blackout = [](Date from, Date to) {
    return pointers([=](Scenario& s) { s.blackouts[0].from = from, s.blackouts[0].to = to; });
  };
  EXPECT_THAT(blackout({2021, 5, 2}, {2021, 5, 1}), ElementsAre("/blackouts/0/to"));
  EXPECT_THAT(blackout({2021, 5}, {2021, 4}), ElementsAre("/blackouts/0/to"));
  EXPECT_THAT(blackout({2021, 5, 2}, {2021, 5, 2}), IsEmpty());
  EXPECT_THAT(blackout({2021, 5, 15}, {2021, 5}), IsEmpty())
      << "a month ends after all of its days";
  EXPECT_THAT(pointers([](Scenario& s) {
                s.start_freezes[1].to = {2022, 9};
              }),
              ElementsAre("/start_freezes/1/to"));
}

TEST(Designations, AreOnePerDate) {
  EXPECT_THAT(pointers([](Scenario& s) { s.designations[1].date = s.designations[0].date; }),
              ElementsAre("/designations/1/date"));
}

TEST(Designations, OnlyGoForward) {
  EXPECT_THAT(
      pointers([](Scenario& s) { std::swap(s.designations[0].date, s.designations[1].date); }),
      ElementsAre("/designations/1/state"));
  EXPECT_THAT(pointers([](Scenario& s) { s.designations[1].state = DesignationState::designated; }),
              ElementsAre("/designations/0/state"));
  EXPECT_THAT(pointers([](Scenario& s) { s.designations[1].state = DesignationState::research; }),
              IsEmpty());
  EXPECT_THAT(pointers([](Scenario& s) {
                s.designations.push_back({"M2", DesignationState::research, {2025, 1}, ""});
              }),
              IsEmpty());
}

TEST(Coverages, HaveATier) {
  EXPECT_THAT(pointers([](Scenario& s) { s.tiers.erase(s.tiers.begin() + 3); }),
              ElementsAre("/coverages/2/service"));
}

TEST(Tiers, BeginAtZero) {
  EXPECT_THAT(pointers([](Scenario& s) { s.tiers[1].from_volume = 1; }),
              ElementsAre("/tiers/1/from_volume"));
}

TEST(Tiers, AreOnePerVolume) {
  EXPECT_THAT(pointers([](Scenario& s) { s.tiers[0].from_volume = 0; }),
              ElementsAre("/tiers/1/from_volume"));
}

TEST(Stages, AreOnePerDate) {
  EXPECT_THAT(pointers([](Scenario& s) { s.stages[1].date = s.stages[0].date; }),
              ElementsAre("/stages/1/date"));
}

TEST(Stages, ListServicesThatTheOfferingCovers) {
  EXPECT_THAT(pointers([](Scenario& s) { s.stages[0].services.push_back("ledger"); }),
              ElementsAre("/stages/0/services/1"));
}

TEST(Workloads, AreCoveredByTheirIncumbent) {
  EXPECT_THAT(pointers([](Scenario& s) { s.workloads[2].incumbent = "O"; }),
              ElementsAre("/workloads/2/incumbent"));
  EXPECT_THAT(pointers([](Scenario& s) { s.workloads[2].incumbent = "O2"; }), IsEmpty());
}

TEST(MigrationsInProgress, GoToAnotherOfferingThatCoversThem) {
  EXPECT_THAT(pointers([](Scenario& s) { s.migrations_in_progress[0].offering = "O"; }),
              ElementsAre("/migrations_in_progress/0/offering"));
  EXPECT_THAT(pointers([](Scenario& s) { s.workloads[3].incumbent = "O2"; }),
              ElementsAre("/migrations_in_progress/0/offering"));
}

TEST(MigrationsInProgress, CutOverWithinTheHorizon) {
  const auto range = [](Date from, std::optional<Date> to) {
    return pointers([=](Scenario& s) {
      s.migrations_in_progress[0].cutover_from = from, s.migrations_in_progress[0].cutover_to = to;
    });
  };
  EXPECT_THAT(range({2020, 9, 30}, {}), ElementsAre("/migrations_in_progress/0/cutover_from"));
  EXPECT_THAT(range({2025, 10, 1}, {}), ElementsAre("/migrations_in_progress/0/cutover_from"));
  EXPECT_THAT(range({2021, 1}, Date{2025, 10, 1}),
              ElementsAre("/migrations_in_progress/0/cutover_to"));
  EXPECT_THAT(range({2021, 5}, Date{2021, 4}), ElementsAre("/migrations_in_progress/0/cutover_to"));
  EXPECT_THAT(range({2020, 10, 1}, Date{2025, 9, 30}), IsEmpty());
}

TEST(MigrationsInProgress, HaveNoPinBesides) {
  EXPECT_THAT(pointers([](Scenario& s) {
                s.pins.push_back({"w4", PinAction::retain});
              }),
              ElementsAre("/migrations_in_progress/0/workload"));
}

TEST(Pins, ThatRetainSayNothingMore) {
  EXPECT_THAT(pointers([](Scenario& s) { s.pins[1].offering = "O2"; }),
              ElementsAre("/pins/1/offering"));
  EXPECT_THAT(pointers([](Scenario& s) {
                s.pins[1].cutover_from = Date{2021, 1};
              }),
              ElementsAre("/pins/1/cutover_from"));
  EXPECT_THAT(pointers([](Scenario& s) {
                s.pins[1].cutover_to = Date{2021, 1};
              }),
              ElementsAre("/pins/1/cutover_to"));
}

TEST(Pins, ThatMigrateNameAnOfferingThatCovers) {
  const auto pin = [](const Pin& other) {
    return pointers([=](Scenario& s) { s.pins[1] = other; });
  };
  EXPECT_THAT(pin({"w3", PinAction::migrate, "O"}), ElementsAre("/pins/1/offering"));
  EXPECT_THAT(pin({"w3", PinAction::migrate, "O2"}), IsEmpty());
  EXPECT_THAT(pin({"w3", PinAction::migrate}), IsEmpty());
}

TEST(Pins, ThatMigrateCutOverWithinTheHorizon) {
  const auto range = [](std::optional<Date> from, std::optional<Date> to) {
    return pointers([=](Scenario& s) { s.pins[0].cutover_from = from, s.pins[0].cutover_to = to; });
  };
  EXPECT_THAT(range(Date{2020, 9, 30}, {}), ElementsAre("/pins/0/cutover_from"));
  EXPECT_THAT(range({}, Date{2025, 10}), ElementsAre("/pins/0/cutover_to"));
  EXPECT_THAT(range(Date{2021, 5}, Date{2021, 4}), ElementsAre("/pins/0/cutover_to"));
  EXPECT_THAT(range({}, Date{2020, 10, 1}), IsEmpty());
  EXPECT_THAT(range(Date{2025, 9, 30}, {}), IsEmpty());
}

TEST(Exceptions, NameAnOfferingThatCovers) {
  EXPECT_THAT(pointers([](Scenario& s) { s.exceptions[1].offering = "O"; }),
              ElementsAre("/exceptions/1/offering"));
}

std::vector<std::string> with_arcs(std::vector<Dependency> arcs) {
  return pointers([&](Scenario& s) { s.dependencies = arcs; });
}

TEST(Dependencies, JoinTwoWorkloadsOncePerKind) {
  EXPECT_THAT(with_arcs({{"w1", "w1"}}), ElementsAre("/dependencies/0/dependent"));
  EXPECT_THAT(with_arcs({{"w1", "w2"}, {"w1", "w2", DependencyKind::cutover_before, 3}}),
              ElementsAre("/dependencies/1/dependent"));
  EXPECT_THAT(with_arcs({{"w1", "w2"}, {"w1", "w2", DependencyKind::start_after}}), IsEmpty());
}

TEST(Dependencies, TogetherHaveNoLagPriceOrAllow) {
  EXPECT_THAT(with_arcs({{"w1", "w2", DependencyKind::together, 1}}),
              ElementsAre("/dependencies/0/lag"));
  EXPECT_THAT(with_arcs({{"w1", "w2", DependencyKind::together, 0, IfRetained::retain, Money(1)}}),
              ElementsAre("/dependencies/0/break_price"));
  EXPECT_THAT(with_arcs({{"w1", "w2", DependencyKind::together, 0, IfRetained::allow}}),
              ElementsAre("/dependencies/0/if_retained"));
  EXPECT_THAT(with_arcs({{"w1", "w2", DependencyKind::together}}), IsEmpty());
}

TEST(DependencyCycles, WithALagAreFaultsThatNameThem) {
  const auto faults = full::faults([] {
    (void)Portfolio(full::changed([](Scenario& s) {
      s.dependencies = {{"w1", "w2"},
                        {"w3", "w4"},
                        {"w2", "w3", DependencyKind::start_after, 2},
                        {"w3", "w1"},
                        {"w1", "w3"}};
    }));
  });
  ASSERT_THAT(pointers(faults), ElementsAre("/dependencies/2/lag"));
  EXPECT_EQ(faults[0].value, "2");
  EXPECT_THAT(faults[0].expected, testing::HasSubstr("w2 -> w3 -> w1 -> w2"));
}

TEST(DependencyCycles, WithoutALagAreNone) {
  EXPECT_THAT(with_arcs({{"w1", "w2"}, {"w2", "w1"}}), IsEmpty());
  EXPECT_THAT(with_arcs({{"w1", "w2", DependencyKind::start_after},
                         {"w2", "w1", DependencyKind::start_after}}),
              IsEmpty());
}

TEST(DependencyCycles, TogetherCountsBothWays) {
  EXPECT_THAT(with_arcs({{"w1", "w2", DependencyKind::cutover_before, 1},
                         {"w1", "w2", DependencyKind::together}}),
              ElementsAre("/dependencies/0/lag"));
  EXPECT_THAT(with_arcs({{"w1", "w2", DependencyKind::cutover_before, 1},
                         {"w2", "w3", DependencyKind::together}}),
              IsEmpty());
}

TEST(DependencyCycles, LeaveOutArcsThatMayBeBrokenOrFreeOrSunk) {
  const Dependency back{"w2", "w1"};
  EXPECT_THAT(
      with_arcs(
          {back, {"w1", "w2", DependencyKind::cutover_before, 1, IfRetained::retain, Money(1)}}),
      IsEmpty());
  EXPECT_THAT(with_arcs({back, {"w1", "w2", DependencyKind::cutover_before, 1, IfRetained::allow}}),
              IsEmpty());
  EXPECT_THAT(with_arcs({back, {"w1", "w2", DependencyKind::cutover_before, 1}}),
              ElementsAre("/dependencies/1/lag"));
  // w4 is under way: its start is sunk, its cutover is not.
  EXPECT_THAT(with_arcs({{"w4", "w1"}, {"w1", "w4", DependencyKind::start_after, 1}}), IsEmpty());
  EXPECT_THAT(with_arcs({{"w4", "w1"}, {"w1", "w4", DependencyKind::cutover_before, 1}}),
              ElementsAre("/dependencies/1/lag"));
}

TEST(DependencyCycles, AreToldOncePerComponent) {
  EXPECT_THAT(with_arcs({{"w1", "w2", DependencyKind::cutover_before, 1},
                         {"w2", "w1", DependencyKind::cutover_before, 1},
                         {"w3", "w4", DependencyKind::cutover_before, 1},
                         {"w4", "w3"}}),
              ElementsAre("/dependencies/0/lag", "/dependencies/2/lag"));
}

TEST(Interfaces, JoinTwoWorkloadsOnce) {
  EXPECT_THAT(pointers([](Scenario& s) { s.interfaces[0].b = "w1"; }),
              ElementsAre("/interfaces/0/b"));
  EXPECT_THAT(pointers([](Scenario& s) {
                s.interfaces.push_back({"w3", "w1", 1, {}});
              }),
              ElementsAre("/interfaces/1/b"));
  EXPECT_THAT(pointers([](Scenario& s) {
                s.interfaces.push_back({"w3", "w2", 1, {}});
              }),
              IsEmpty());
}

// A record with a fault of its own gives no cause for complaints elsewhere.

TEST(BrokenRecords, AreNotBlamedTwice) {
  const std::pair<std::string, std::function<void(Scenario&)>> cases[] = {
      {"/coverages/2/base_volume", [](Scenario& s) { s.coverages[2].base_volume = -1; }},
      {"/coverages/0/service", [](Scenario& s) { s.coverages[0].service = "payrol"; }},
      {"/coverages/1/offering", [](Scenario& s) { s.coverages[1].offering = "O9"; }},
      {"/tiers/1/from_volume", [](Scenario& s) { s.tiers[1].from_volume = -1; }},
      {"/tiers/3/offering", [](Scenario& s) { s.tiers[3].offering = "O9"; }},
      {"/workloads/3/volume", [](Scenario& s) { s.workloads[3].volume = -1; }},
      {"/workloads/3/service", [](Scenario& s) { s.workloads[3].service = "x"; }},
      {"/offerings/1/quality", [](Scenario& s) { s.offerings[1].quality = -1; }},
      {"/offerings/1/id", [](Scenario& s) { s.offerings[1].id = ""; }},
      {"/services/0/fibf/0", [](Scenario& s) { s.services[0].fibf[0] = "="; }},
      {"/services/0/id", [](Scenario& s) { s.services[0].id = ""; }},
      {"/agencies/1/parent", [](Scenario& s) { s.agencies[1].parent = "x"; }},
      {"/designations/1/date",
       [](Scenario& s) {
         s.designations[1].date = {2025, 13};
       }},
      {"/stages/0/date",
       [](Scenario& s) {
         s.stages[0].date = {2025, 13};
       }},
      {"/funds/0/kinds/1", [](Scenario& s) { s.funds[0].kinds[1] = FundedKind::phase; }},
      {"/migrations_in_progress/0/phases_done",
       [](Scenario& s) {
         s.migrations_in_progress[0].phases_done = 5;
         s.dependencies = {{"w4", "w1"}, {"w1", "w4", DependencyKind::start_after, 1}};
       }},
      {"/dependencies/0/lag",
       [](Scenario& s) {
         s.dependencies = {{"w2", "w1", DependencyKind::cutover_before, 241},
                           {"w1", "w2", DependencyKind::cutover_before, 1}};
       }},
  };
  for (const auto& [pointer, edit] : cases) EXPECT_THAT(pointers(edit), ElementsAre(pointer));
}

TEST(BrokenRecords, DoNotHideTheFaultsOfOthers) {
  EXPECT_THAT(
      pointers([](Scenario& s) {
        s.workloads[0].volume = -1, s.stages[1].date = s.stages[0].date, s.pins[1].offering = "O2";
      }),
      testing::UnorderedElementsAre("/workloads/0/volume", "/stages/1/date", "/pins/1/offering"));
}

}  // namespace
}  // namespace qsmo
