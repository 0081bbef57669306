#include "qsmo/planning/check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

using small::cents;
using small::decimal;
using small::plan;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Kind, entities, period or fiscal year, amount and unit: `mandate w @3 2 periods`.
std::string summary(const Violation& violation) {
  std::ostringstream out;
  out << name_of(violation.kind);
  for (const std::string& entity : violation.entities) out << ' ' << entity;
  if (violation.period) out << " @" << *violation.period;
  if (violation.fiscal_year) out << " FY" << *violation.fiscal_year;
  if (violation.amount) out << ' ' << *violation.amount << ' ' << violation.unit;
  return out.str();
}

std::vector<std::string> found(const Portfolio& portfolio, const Plan& plan) {
  std::vector<std::string> out;
  for (const Violation& violation : check(portfolio, plan)) out.push_back(summary(violation));
  return out;
}

std::vector<std::string> found(const Portfolio& portfolio,
                               const std::vector<small::Choice>& choices) {
  return found(portfolio, plan(portfolio, choices));
}

// w may be under way, with a phase of 2 periods left and 4 done.
MigrationInProgress under_way(Date from = {2021, 1}, Date to = {2021, 3}) {
  return {.workload = "w", .offering = "O", .cutover_from = from, .cutover_to = to};
}

TEST(Check, FindsNothingInAFeasiblePlan) {
  const Portfolio portfolio = small::portfolio();
  EXPECT_THAT(check(portfolio, plan(portfolio, {{"w", "O", 3}, {"u", "O2", 0}})), IsEmpty());
  EXPECT_THAT(check(portfolio, status_quo(portfolio)), IsEmpty());
}

TEST(Check, RefusesMovesThatHaveNoPrice) {
  const Portfolio portfolio = small::portfolio();
  EXPECT_THROW((void)check(portfolio, plan(portfolio, {{"w", "O", 12}})), InputError);
}

// ---- 1

TEST(Check, FindsStandardsThatAreNotMet) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.standards = {{.id = "S"}};
    s.services[0].standards = {"S"};
    s.offerings[small::O2].standards = {"S"};
  });
  EXPECT_THAT(found(portfolio, {{"w", "O2", 3}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"w", "O", 3}}), ElementsAre("eligibility w O"));
}

TEST(Check, FindsStartsBeforeTheMarketplaceOpens) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.designations[0].date = {2021, 1};
    s.migration_parameters = {small::one_phase(2)};
  });
  EXPECT_THAT(found(portfolio, {{"w", "O", 5}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"w", "O", 4}}), ElementsAre("eligibility w O @2"));
}

TEST(Check, FindsCutoversWithoutAnOpenStage) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.stages = {{.offering = "O", .state = StageState::initial, .date = {2021, 1}}};
  });
  EXPECT_THAT(found(portfolio, {{"w", "O", 3}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"w", "O", 2}}), ElementsAre("eligibility w O @2"));
}

TEST(Check, BindsAMigrationInProgressByCoverageOnly) {
  const auto build = [](Date stage) {
    return small::portfolio([&](Scenario& s) {
      s.migrations_in_progress = {under_way()};
      s.designations.clear();
      s.offerings[small::O].standing = Standing::suspended;
      s.offerings[small::O].ends = Date{2021, 8};
      s.migration_parameters = {small::one_phase(6)};
      s.start_freezes = {{"", {2020, 1}, {2022, 1}, ""}};
      s.workloads[small::w].earliest_start = Date{2021, 1};
      s.stages = {{.offering = "O", .state = StageState::initial, .date = stage}};
    });
  };
  const Portfolio open = build({2021, 1});
  EXPECT_THAT(found(open, status_quo(open)), IsEmpty());
  const Portfolio closed = build({2021, 2});
  EXPECT_THAT(found(closed, status_quo(closed)), ElementsAre("eligibility w O @3"));
}

// ---- 2

TEST(Check, FindsCutoversAgainstTheRuleOfTheService) {
  const Portfolio portfolio = small::portfolio(
      [](Scenario& s) { s.services[0].cutover_rule = CutoverRule::quarter_start; });
  EXPECT_THAT(found(portfolio, {{"w", "O", 3}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"w", "O", 4}}), ElementsAre("cutover_rule w payroll @4"));
}

TEST(Check, FindsCutoversInsideABlackout) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.blackouts = {{"A", {2021, 1, 31}, {2021, 2}, ""}};
  });
  EXPECT_THAT(found(portfolio, {{"w", "O", 2}, {"u", "O", 3}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"w", "O", 3}}), ElementsAre("blackout w A @3"));
  EXPECT_THAT(found(portfolio, {{"w", "O", 5}}), IsEmpty());
}

TEST(Check, BindsAMigrationInProgressByWindowsOfCutover) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.migrations_in_progress = {under_way()};
    s.blackouts = {{"A", {2021, 1}, {2021, 1}, ""}};
  });
  EXPECT_THAT(found(portfolio, status_quo(portfolio)), ElementsAre("blackout w A @3"));
  EXPECT_THAT(found(portfolio, {{"w", "O", 4}}), IsEmpty());
}

TEST(Check, FindsCutoversAfterTheMandatedDeadline) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.mandates = {{.id = "m", .agencies = {"A"}, .deadline = {2021, 1}}};
  });
  EXPECT_THAT(found(portfolio, {{"w", "O", 3}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"w", "O", 5}}), ElementsAre("mandate w @3 2 periods"));
  EXPECT_THAT(found(portfolio, status_quo(portfolio)), ElementsAre("mandate w @3 9 periods"));
}

TEST(Check, FindsWorkloadsThatOutstayTheirIncumbent) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.workloads[small::w].incumbent_end = Date{2020, 12};
  });
  EXPECT_THAT(found(portfolio, {{"w", "O", 3}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"w", "O", 4}}), ElementsAre("incumbent_end w @3 1 periods"));
  EXPECT_THAT(found(portfolio, status_quo(portfolio)), ElementsAre("incumbent_end w @3 9 periods"));
}

// ---- 3

TEST(Check, FindsStartsInsideAFreeze) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.migration_parameters = {small::one_phase(2)};
    s.start_freezes = {{"", {2020, 10}, {2020, 12, 18}, "continuing resolution"}};
  });
  EXPECT_THAT(found(portfolio, {{"w", "O", 5}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"w", "O", 4}}), ElementsAre("start_freeze w A @2"));
}

TEST(Check, FindsStartsBeforeTheEarliest) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.migration_parameters = {small::one_phase(2)};
    s.workloads[small::w].earliest_start = Date{2021, 2};
  });
  EXPECT_THAT(found(portfolio, {{"w", "O", 6}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"w", "O", 4}}), ElementsAre("earliest_start w @2 2 periods"));
}

TEST(Check, FindsStartsBeforeTheHorizon) {
  const Portfolio portfolio =
      small::portfolio([](Scenario& s) { s.migration_parameters = {small::one_phase(3)}; });
  EXPECT_THAT(found(portfolio, {{"w", "O", 3}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"w", "O", 2}}), ElementsAre("earliest_start w @-1 1 periods"));
}

// ---- 4 to 7

Portfolio with_arc(DependencyKind kind, int lag, IfRetained if_retained = IfRetained::retain,
                   std::optional<Money> break_price = {}, bool in_progress = false) {
  return small::portfolio([&](Scenario& s) {
    s.migration_parameters = {small::one_phase(2)};
    s.dependencies = {{.prerequisite = "u",
                       .dependent = "w",
                       .kind = kind,
                       .lag = lag,
                       .if_retained = if_retained,
                       .break_price = break_price}};
    if (in_progress) s.migrations_in_progress = {under_way()};
  });
}

TEST(Check, FindsCutoversBeforeThePrerequisites) {
  const Portfolio portfolio = with_arc(DependencyKind::cutover_before, 2);
  EXPECT_THAT(found(portfolio, {{"u", "O", 3}, {"w", "O", 5}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"u", "O", 3}, {"w", "O", 4}}),
              ElementsAre("cutover_before u w @4 1 periods"));
  EXPECT_THAT(found(portfolio, {{"u", "O", 3}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"w", "O", 4}}),
              ElementsAre("cutover_before u w @4 10 periods"));  // 12 + 2 - 4
}

TEST(Check, FindsStartsBeforeThePrerequisitesCutover) {
  const Portfolio portfolio = with_arc(DependencyKind::start_after, 1);
  EXPECT_THAT(found(portfolio, {{"u", "O", 3}, {"w", "O", 6}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"u", "O", 3}, {"w", "O", 5}}),
              ElementsAre("start_after u w @3 1 periods"));
  EXPECT_THAT(found(portfolio, {{"u", "O", 3}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"w", "O", 5}}),
              ElementsAre("start_after u w @3 10 periods"));  // 12 + 1 - 3
}

TEST(Check, FreesTheDependentOfARetainedPrerequisiteThatAllowsIt) {
  const Portfolio portfolio = with_arc(DependencyKind::cutover_before, 1, IfRetained::allow);
  EXPECT_THAT(found(portfolio, {{"w", "O", 4}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"u", "O", 4}, {"w", "O", 4}}),
              ElementsAre("cutover_before u w @4 1 periods"));
}

TEST(Check, NeverReportsASoftArc) {
  const Portfolio portfolio =
      with_arc(DependencyKind::cutover_before, 2, IfRetained::retain, cents(1));
  EXPECT_THAT(found(portfolio, {{"u", "O", 3}, {"w", "O", 4}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"w", "O", 4}}), IsEmpty());
}

TEST(Check, BindsAMigrationInProgressByCutoverBeforeOnly) {
  const Portfolio after = with_arc(DependencyKind::start_after, 0, IfRetained::retain, {}, true);
  EXPECT_THAT(found(after, status_quo(after)), IsEmpty());
  const Portfolio before =
      with_arc(DependencyKind::cutover_before, 0, IfRetained::retain, {}, true);
  EXPECT_THAT(found(before, status_quo(before)), ElementsAre("cutover_before u w @3 9 periods"));
}

TEST(Check, FindsWhatShouldMoveTogetherApart) {
  const Portfolio portfolio = with_arc(DependencyKind::together, 0);
  EXPECT_THAT(found(portfolio, {{"u", "O", 4}, {"w", "O2", 4}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"u", "O", 4}, {"w", "O", 7}}),
              ElementsAre("together u w @4 3 periods"));
  EXPECT_THAT(found(portfolio, {{"w", "O", 7}}), ElementsAre("together u w @7"));
}

// ---- 8 and 9

MigrationParameters efforts() {
  MigrationParameters out = small::one_phase(2, decimal(1.5), decimal(2.5));
  out.hypercare = 1;
  out.hypercare_agency_effort = decimal(0.5);
  out.hypercare_provider_effort = 1;
  return out;
}

TEST(Check, AddsUpTheEffortOfAProvider) {
  const auto build = [](Decimal capacity) {
    return small::portfolio([&](Scenario& s) {
      s.migration_parameters = {efforts()};
      s.providers[small::P].effort_capacity = capacity;
    });
  };
  // w works in 3 and 4, u in 4 and 5, hypercare of w in 5: 2.5, 5, 3.5
  const std::vector<small::Choice> choices{{"w", "O", 5}, {"u", "O", 6}};
  const Portfolio enough = build(5);
  EXPECT_THAT(found(enough, choices), IsEmpty());
  const Portfolio short_of = build(Decimal::from_raw(4'999'999));
  EXPECT_THAT(found(short_of, choices), ElementsAre("provider_effort P @4 1e-06 effort"));
  EXPECT_THAT(found(short_of, {{"w", "O", 5}, {"u", "O2", 6}}), IsEmpty());
  const Portfolio much_too_short = build(3);
  EXPECT_THAT(found(much_too_short, choices),
              ElementsAre("provider_effort P @4 2 effort", "provider_effort P @5 0.5 effort"));
  EXPECT_EQ(check(much_too_short, plan(much_too_short, choices))[1].message,
            "provider P needs 3.5 effort in 2021-03 but has 3 (excess 0.5)");
}

TEST(Check, FollowsCapacitiesOverTime) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.migration_parameters = {efforts()};
    s.providers[small::P].effort_capacity =
        Profile<Decimal>({{std::nullopt, 3}, {Date{2021, 2}, 2}, {Date{2021, 3}, 3}});
  });
  EXPECT_THAT(found(portfolio, {{"w", "O", 4}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"w", "O", 5}}), ElementsAre("provider_effort P @4 0.5 effort"));
}

TEST(Check, CountsMigrationsThatRunAtOnce) {
  const auto build = [](std::size_t seller, bool at_offering) {
    return small::portfolio([=](Scenario& s) {
      s.migration_parameters = {small::one_phase(2)};
      if (at_offering) {
        s.offerings[seller].concurrent_migrations = 1;
      } else {
        s.providers[seller].concurrent_migrations = 1;
      }
    });
  };
  const Portfolio provider = build(small::P, false);
  EXPECT_THAT(found(provider, {{"w", "O", 5}, {"u", "O", 7}}), IsEmpty());  // 3, 4 and 5, 6
  EXPECT_THAT(found(provider, {{"w", "O", 5}, {"u", "O", 6}}),
              ElementsAre("provider_concurrent P @4 1 migrations"));
  const Portfolio offering = build(small::O, true);
  EXPECT_THAT(found(offering, {{"w", "O", 5}, {"u", "O2", 6}}), IsEmpty());
  EXPECT_THAT(found(offering, {{"w", "O", 5}, {"u", "O", 6}}),
              ElementsAre("offering_concurrent O @4 1 migrations"));
}

TEST(Check, AddsUpTheEffortOfAnOfferingBesidesItsProvider) {
  const auto build = [](Decimal capacity) {
    return small::portfolio([&](Scenario& s) {
      s.migration_parameters = {efforts()};
      s.providers[small::P].effort_capacity = 5;
      s.offerings[small::O].effort_capacity = capacity;
    });
  };
  EXPECT_THAT(found(build(5), {{"w", "O", 5}, {"u", "O", 6}}), IsEmpty());
  EXPECT_THAT(found(build(4), {{"w", "O", 5}, {"u", "O", 6}}),
              ElementsAre("offering_effort O @4 1 effort"));
}

TEST(Check, CountsEffortAgainstTheAgencyAndEachAncestor) {
  const auto build = [](Decimal own, Decimal parent) {
    return small::portfolio([&](Scenario& s) {
      s.migration_parameters = {efforts()};
      s.agencies.push_back({.id = "root", .effort_capacity = parent});
      s.agencies[small::B].parent = "root";
      s.agencies[small::A].parent = "B";
      s.agencies[small::A].effort_capacity = own;
    });
  };
  // w of A and u of B both work in 4: 1.5 each; hypercare of w in 5: 0.5
  const std::vector<small::Choice> choices{{"w", "O", 5}, {"u", "O", 6}};
  EXPECT_THAT(found(build(decimal(1.5), 3), choices), IsEmpty());
  EXPECT_THAT(found(build(decimal(1.5), decimal(2.75)), choices),
              ElementsAre("agency_effort root @4 0.25 effort"));
  EXPECT_THAT(found(build(1, 3), choices),
              ElementsAre("agency_effort A @3 0.5 effort", "agency_effort A @4 0.5 effort"));
}

TEST(Check, CutsEffortAtTheHorizon) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    MigrationParameters parameters = small::one_phase(4, 1, 1);
    parameters.hypercare = 5;
    parameters.hypercare_agency_effort = 2;
    s.migration_parameters = {parameters};
    s.migrations_in_progress = {under_way({2020, 12}, {2020, 12})};
    s.agencies[small::A].effort_capacity = 0;
    s.providers[small::P].concurrent_migrations = 0;
  });
  // c = 2, d = 4: periods -2..1, of which 0 and 1 count; hypercare 2..6
  EXPECT_THAT(found(portfolio, status_quo(portfolio)),
              ElementsAre("provider_concurrent P @0 1 migrations",
                          "provider_concurrent P @1 1 migrations", "agency_effort A @0 1 effort",
                          "agency_effort A @1 1 effort", "agency_effort A @2 2 effort",
                          "agency_effort A @3 2 effort", "agency_effort A @4 2 effort",
                          "agency_effort A @5 2 effort", "agency_effort A @6 2 effort"));
  const Portfolio late = small::portfolio([](Scenario& s) {
    MigrationParameters parameters = small::one_phase(0);
    parameters.hypercare = 5;
    parameters.hypercare_agency_effort = 2;
    s.migration_parameters = {parameters};
    s.agencies[small::A].effort_capacity = 0;
  });
  EXPECT_THAT(found(late, {{"w", "O", 11}}), ElementsAre("agency_effort A @11 2 effort"));
}

// ---- 10

TEST(Check, FindsVolumeBeyondTheMost) {
  const auto build = [](Profile<Decimal> most) {
    return small::portfolio([&](Scenario& s) {
      s.coverages[small::O].base_volume = 10;
      s.coverages[small::O].max_volume = most;
    });
  };
  const Profile<Decimal> dip(
      {{std::nullopt, 110}, {Date{2021, 8}, decimal(109.5)}, {Date{2021, 9}, 110}});
  EXPECT_THAT(found(build(110), {{"w", "O", 3}}), IsEmpty());
  const Portfolio portfolio = build(dip);
  EXPECT_THAT(found(portfolio, {{"w", "O", 3}}), ElementsAre("volume O payroll @10 0.5 employees"));
  EXPECT_EQ(
      check(portfolio, plan(portfolio, {{"w", "O", 3}}))[0].message,
      "offering O for service payroll needs 110 employees in 2021-08 but has 109.5 (excess 0.5)");
}

TEST(Check, CapsVolumeByTheStageInForceIfThatIsLower) {
  const auto build = [](std::vector<Ref<Service>> services) {
    return small::portfolio([&](Scenario& s) {
      s.services.push_back({.id = "travel", .area = "HR"});
      s.coverages.push_back({.offering = "O", .service = "travel", .base_volume = 70});
      s.tiers.push_back({.offering = "O", .service = "travel", .unit_price = 1});
      s.coverages[small::O].max_volume = 120;
      s.stages = {{.offering = "O",
                   .state = StageState::initial,
                   .date = {2020, 10},
                   .services = services,
                   .capacity = 60},
                  {.offering = "O", .state = StageState::full, .date = {2020, 12}}};
    });
  };
  const Portfolio payroll = build({"payroll"});
  EXPECT_THAT(found(payroll, {{"u", "O", 0}}), IsEmpty());
  EXPECT_THAT(found(payroll, {{"w", "O", 0}}),
              ElementsAre("volume O payroll @0 40 employees", "volume O payroll @1 40 employees"));
  EXPECT_THAT(found(payroll, {{"w", "O", 2}}), IsEmpty());
  EXPECT_THAT(found(payroll, {{"w", "O", 11}, {"u", "O", 11}}),
              ElementsAre("volume O payroll @11 30 employees"));
  const Portfolio all = build({});
  EXPECT_THAT(found(all, status_quo(all)),
              ElementsAre("volume O travel @0 10 units", "volume O travel @1 10 units"));
}

TEST(Check, CountsTheIncumbentsVolumeUntilReleased) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    MigrationParameters parameters = small::one_phase(0);
    parameters.dual_run = 2;
    s.migration_parameters = {parameters};
    s.workloads[small::u].incumbent = "O";
    s.coverages[small::O].max_volume = 149;
  });
  EXPECT_THAT(found(portfolio, {{"u", "O2", 3}, {"w", "O", 5}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"u", "O2", 3}, {"w", "O", 4}}),
              ElementsAre("volume O payroll @4 1 employees"));
}

// ---- 11

// The fiscal year starts in April: periods 0..5 are fiscal year 2021, 6..11 are 2022.
Portfolio with_fund(Money first_year, Money second_year, bool carry_over) {
  return small::portfolio([&](Scenario& s) {
    s.settings.fiscal_year_start = 4;
    MigrationParameters parameters = small::one_phase(0);
    parameters.onboarding = 100;
    s.migration_parameters = {parameters};
    s.funds = {{.id = "F",
                .agencies = {"A", "B"},
                .kinds = {FundedKind::onboarding},
                .carry_over = carry_over}};
    s.budgets = {{"F", 2020, 1000, {}}, {"F", 2021, first_year, {}}, {"F", 2022, second_year, {}}};
  });
}

TEST(Check, FindsSpendBeyondTheBudgetOfAYear) {
  const std::vector<small::Choice> choices{{"w", "O", 5}, {"u", "O", 6}};
  EXPECT_THAT(found(with_fund(100, 100, false), choices), IsEmpty());
  EXPECT_THAT(found(with_fund(150, cents(9950), false), choices),
              ElementsAre("budget F FY2022 0.5 USD"));
  EXPECT_THAT(found(with_fund(50, 100, false), {{"w", "O", 5}, {"u", "O", 5}}),
              ElementsAre("budget F FY2021 150 USD"));
}

TEST(Check, CarriesUnspentMoneyOver) {
  const std::vector<small::Choice> choices{{"w", "O", 5}, {"u", "O", 6}};
  EXPECT_THAT(found(with_fund(150, 50, true), choices), IsEmpty());
  EXPECT_THAT(found(with_fund(150, cents(4999), true), choices),
              ElementsAre("budget F FY2022 0.01 USD"));
  EXPECT_THAT(found(with_fund(50, 500, true), choices), ElementsAre("budget F FY2021 50 USD"));
}

TEST(Check, TakesUnlistedYearsAsZero) {
  const Portfolio portfolio =
      with_fund(100, 100, false).replace([](Scenario& s) { s.budgets.pop_back(); });
  EXPECT_THAT(found(portfolio, {{"w", "O", 6}}), ElementsAre("budget F FY2022 100 USD"));
  EXPECT_EQ(check(portfolio, plan(portfolio, {{"w", "O", 6}}))[0].message,
            "fund F spends 100.00 USD in fiscal year 2022 but has 0.00 (excess 100.00)");
}

TEST(Check, CountsTransfersAgainstTheirFund) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.funds = {{.id = "F", .agencies = {"A"}, .kinds = {FundedKind::transfer}}};
    s.budgets = {{"F", 2021, 30, {}}};
  });
  Plan paid = status_quo(portfolio);
  paid.transfers = {{portfolio.agency("A"), 0, 10},
                    {portfolio.agency("A"), 11, 20},
                    {portfolio.agency("B"), 0, 99}};
  EXPECT_THAT(found(portfolio, paid), IsEmpty());
  paid.transfers[1].amount = 21;
  EXPECT_THAT(found(portfolio, paid), ElementsAre("budget F FY2021 1 USD"));
}

// ---- 12

Portfolio voluntary(
    Money threshold, const std::function<void(Scenario&)>& edit = [](Scenario&) {}) {
  return small::portfolio([&](Scenario& s) {
    s.settings.participation = true;
    s.agencies[small::A].participation_threshold = threshold;
    for (Offering& offering : s.offerings) offering.quality = 5;
    for (Workload& workload : s.workloads) workload.quality = 5;
    edit(s);
  });
}

TEST(Check, FindsAgenciesThatWouldNotJoin) {
  // w saves 100 - 50 USD in periods 3..11: 450 USD
  EXPECT_THAT(found(voluntary(450), {{"w", "O", 3}}), IsEmpty());
  EXPECT_THAT(found(voluntary(cents(45001)), {{"w", "O", 3}}),
              ElementsAre("participation A 0.01 USD"));
  const Portfolio portfolio = voluntary(500);
  EXPECT_THAT(found(portfolio, status_quo(portfolio)), IsEmpty());
  EXPECT_EQ(
      check(portfolio, plan(portfolio, {{"w", "O", 3}}))[0].message,
      "agency A gains 450.00 USD of present value but joins only for 500.00 (shortfall 50.00)");
}

TEST(Check, TakesAShortfallBelowHalfACentForNone) {
  const auto saving_in_the_last_period = [](Money threshold, Decimal unit_price) {
    return voluntary(threshold, [&](Scenario& s) {
      s.settings.discount_rate = 1;
      s.workloads[small::w].annual_cost = 12;  // 1 USD a month
      s.workloads[small::w].volume = 1;
      s.tiers[0].unit_price = unit_price;
    });
  };
  // (1 - 5.76 / 12) x 2^(-11/12) = 27.546 cents are 0.454 short of 28
  EXPECT_THAT(found(saving_in_the_last_period(cents(28), decimal(5.76)), {{"w", "O", 11}}),
              IsEmpty());
  // (1 - 6 / 12) x 2^(-11/12) = 26.486 cents are 0.514 short of 27
  const Portfolio portfolio = saving_in_the_last_period(cents(27), 6);
  const auto violations = check(portfolio, plan(portfolio, {{"w", "O", 11}}));
  ASSERT_EQ(violations.size(), 1U);
  EXPECT_NEAR(violations[0].amount.value(), 0.27 - 0.5 * std::pow(2, -11 / 12.0), 1e-12);
}

TEST(Check, CountsTransfersForTheAgencyThatJoins) {
  const Portfolio portfolio = voluntary(460);
  Plan paid = plan(portfolio, {{"w", "O", 3}});
  EXPECT_THAT(found(portfolio, paid), ElementsAre("participation A 10 USD"));
  paid.transfers = {{portfolio.agency("A"), 0, 10}};
  EXPECT_THAT(found(portfolio, paid), IsEmpty());
}

TEST(Check, CountsBridgesByHalvesAndOnlyOfAgenciesThatMove) {
  const Portfolio portfolio = voluntary(441, [](Scenario& s) {
    s.interfaces = {{.a = "u", .b = "w", .cost_per_period = cents(200)}};  // 1 USD each in 3..11
    s.agencies[small::B].participation_threshold = 100;  // B retains, and is not asked
  });
  EXPECT_THAT(found(portfolio, {{"w", "O", 3}}), IsEmpty());
  const Portfolio more =
      portfolio.replace([](Scenario& s) { s.agencies[small::A].participation_threshold = 442; });
  EXPECT_THAT(found(more, {{"w", "O", 3}}), ElementsAre("participation A 1 USD"));
}

TEST(Check, AsksNobodyForMigrationsInProgress) {
  const Portfolio portfolio = voluntary(100000, [](Scenario& s) {
    s.migrations_in_progress = {under_way()};
    s.workloads[small::w].quality = std::nullopt;
  });
  EXPECT_THAT(found(portfolio, {{"w", "O", 5}}), IsEmpty());
}

TEST(Check, AsksTheWorkloadsOwnAgencyAndNotItsParent) {
  const Portfolio portfolio = voluntary(450, [](Scenario& s) {
    s.agencies[small::A].parent = "B";
    s.agencies[small::B].participation_threshold = 100000;
  });
  EXPECT_THAT(found(portfolio, {{"w", "O", 3}}), IsEmpty());
}

TEST(Check, FindsWorseQualityUnderAVoluntaryPolicy) {
  const Portfolio portfolio =
      voluntary(0, [](Scenario& s) { s.offerings[small::O].quality = decimal(4.9); });
  EXPECT_THAT(found(portfolio, {{"w", "O", 3}}), ElementsAre("eligibility w O"));
}

// ---- under policies

PolicyValue states(const char* parameter, const char* value, std::optional<Date> from = {}) {
  return {.parameter = parameter, .from = from, .value = value};
}

/// Voluntary from December to February (periods 2 to 4); migrations take two months.
Portfolio voluntary_for_a_winter(Money threshold) {
  return small::portfolio([&](Scenario& s) {
    s.migration_parameters = {small::one_phase(2)};
    s.agencies[small::A].participation_threshold = threshold;
    s.agencies[small::B].participation_threshold = threshold;
    s.policy_values = {states("quality_floor", "false"), states("participation", "false"),
                       states("participation", "true", Date{2020, 12, 15}),
                       states("participation", "false", Date{2021, 3})};
  });
}

TEST(Check, AsksAgenciesOnlyWhereAMigrationStartsInAVoluntaryPeriod) {
  const Portfolio portfolio = voluntary_for_a_winter(1'000);
  for (int cutover = 2; cutover < 12; ++cutover) {
    const int start = cutover - 2;
    const bool asked = start >= 2 && start <= 4;
    // w saves 50 USD in each period from its cutover on.
    std::ostringstream short_of;
    short_of << "participation A " << 1'000 - 50 * (12 - cutover) << " USD";
    const auto expected =
        asked ? std::vector<std::string>{short_of.str()} : std::vector<std::string>();
    EXPECT_EQ(found(portfolio, {{"w", "O", cutover}}), expected) << cutover;
  }
}

TEST(Check, CountsAllLinesOfAnAgencyThatIsAskedForOneOfItsMigrations) {
  const auto both_of_a = [](Money threshold) {
    return voluntary_for_a_winter(threshold).replace(
        [](Scenario& s) { s.workloads[small::u].agency = "A"; });
  };
  // w starts in a voluntary period and saves 400 USD; u starts in another and saves 175 USD x 7.
  const std::vector<small::Choice> choices{{"w", "O", 4}, {"u", "O", 7}};
  EXPECT_THAT(found(both_of_a(1'275), choices), IsEmpty());
  EXPECT_THAT(found(both_of_a(1'276), choices), ElementsAre("participation A 1 USD"));
  EXPECT_THAT(found(both_of_a(100'000), {{"w", "O", 7}, {"u", "O", 7}}), IsEmpty());
}

TEST(Check, AsksByPeriodZeroForStartsBeforeIt) {
  const Portfolio portfolio = voluntary_for_a_winter(1'000).replace([](Scenario& s) {
    s.policy_values = {states("quality_floor", "false"), states("participation", "true"),
                       states("participation", "false", Date{2020, 11})};
  });
  EXPECT_THAT(found(portfolio, {{"w", "O", 1}}),
              ElementsAre("earliest_start w @-1 1 periods", "participation A 450 USD"));
}

TEST(Check, FindsStartsThatThePolicySuspends) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.migration_parameters = {small::one_phase(2)};
    s.policy_values = {states("starts_allowed", "true"),
                       states("starts_allowed", "false", Date{2020, 12, 31}),
                       states("starts_allowed", "true", Date{2021, 2})};
  });
  EXPECT_THAT(found(portfolio, {{"w", "O", 3}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"w", "O", 4}}), ElementsAre("start_freeze w A @2"));
  EXPECT_THAT(found(portfolio, {{"w", "O", 5}}), ElementsAre("start_freeze w A @3"));
  EXPECT_THAT(found(portfolio, {{"w", "O", 6}}), IsEmpty());
}

TEST(Check, DoesNotSuspendMigrationsInProgress) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.migrations_in_progress = {under_way()};
    s.policy_values = {states("starts_allowed", "false")};
  });
  EXPECT_THAT(found(portfolio, {{"w", "O", 4}}), IsEmpty());
}

TEST(Check, FindsWorkloadsThatThePolicyOrdersLate) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.workloads[small::w].contract_end = Date{2021, 1, 31};
    s.policy_values = {states("mandate_at_contract_end", "false"),
                       states("mandate_at_contract_end", "true", Date{2021, 4})};
  });
  EXPECT_THAT(found(portfolio, {{"w", "O", 6}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"w", "O", 7}}), ElementsAre("mandate w @6 1 periods"));
  EXPECT_THAT(found(portfolio, status_quo(portfolio)), ElementsAre("mandate w @6 6 periods"));
}

TEST(Check, SaysByWhichParameterAMoveIsNotEligible) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.services[0].fibf = {"HCM.010", "HCM.020"};
    s.coverages[small::O].fibf = {"HCM.020"};
    s.policy_values = {states("largest_fit_gap", "0")};
  });
  const auto violations = check(portfolio, plan(portfolio, {{"w", "O", 3}}));
  ASSERT_EQ(violations.size(), 1U);
  EXPECT_THAT(
      violations[0].message,
      HasSubstr("workload w starts towards offering O in 2021-01 and cuts over in 2021-01: "));
  EXPECT_THAT(violations[0].message, HasSubstr("largest_fit_gap 0"));
}

/// Onboarding costs 100 USD, half of it subsidised; fiscal years begin in April (period 6).
Portfolio with_incentives(std::vector<PolicyValue> values) {
  return small::portfolio([&](Scenario& s) {
    s.settings.fiscal_year_start = 4;
    s.settings.policy = "softer";
    MigrationParameters row = small::one_phase(0);
    row.onboarding = 100;
    s.migration_parameters = {row};
    s.policy_values = std::move(values);
    s.policy_values.push_back(states("onboarding_subsidy", "0.5"));
  });
}

TEST(Check, FindsIncentivesBeyondTheBudgetOfAYear) {
  const Portfolio portfolio = with_incentives({states("incentive_budget", "99.99")});
  EXPECT_THAT(found(portfolio, {{"w", "O", 5}, {"u", "O", 6}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"w", "O", 4}, {"u", "O", 5}}),
              ElementsAre("incentive_budget softer FY2021 0.01 USD"));
  EXPECT_THAT(found(portfolio, {{"w", "O", 6}, {"u", "O2", 11}}),
              ElementsAre("incentive_budget softer FY2022 0.01 USD"));
  EXPECT_THAT(found(with_incentives({}), {{"w", "O", 4}, {"u", "O", 5}}), IsEmpty());
}

TEST(Check, TakesTheIncentiveBudgetOfTheYearsFirstPeriod) {
  const Portfolio portfolio = with_incentives({states("incentive_budget", "100"),
                                               states("incentive_budget", "0", Date{2020, 11}),
                                               states("incentive_budget", "20", Date{2021, 4, 30}),
                                               states("incentive_budget", "none", Date{2021, 5})});
  EXPECT_THAT(found(portfolio, {{"w", "O", 4}, {"u", "O", 5}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"w", "O", 11}}),
              ElementsAre("incentive_budget softer FY2022 30 USD"));
}

TEST(Check, CountsRepaymentsForTheIncentiveBudget) {
  // w's 50 USD of period 0 come back at 4.16 a month: 20.80 in this fiscal year, 24.96 in the next.
  const auto budget = [](const char* first_year, const char* second_year) {
    return with_incentives({states("incentive_budget", first_year),
                            states("incentive_budget", second_year, Date{2021, 4}),
                            states("subsidy_repayment_years", "1")});
  };
  EXPECT_THAT(found(budget("29.20", "0"), {{"w", "O", 0}}), IsEmpty());
  EXPECT_THAT(found(budget("29.19", "0"), {{"w", "O", 0}}),
              ElementsAre("incentive_budget softer FY2021 0.01 USD"));
  // What comes back makes room: u's 50 USD of period 11 in the year after.
  EXPECT_THAT(found(budget("50", "25.04"), {{"w", "O", 0}, {"u", "O", 11}}), IsEmpty());
  EXPECT_THAT(found(budget("50", "25.03"), {{"w", "O", 0}, {"u", "O", 11}}),
              ElementsAre("incentive_budget softer FY2022 0.01 USD"));
}

TEST(Check, CountsIncentivesAgainstTheFundAndForTheAgency) {
  const auto build = [](Money budget, Money threshold) {
    return with_incentives({states("participation", "true"), states("quality_floor", "false")})
        .replace([&](Scenario& s) {
          s.funds = {{.id = "F", .agencies = {"A"}, .kinds = {FundedKind::transfer}}};
          s.budgets = {{"F", 2021, budget, {}}};
          s.agencies[small::A].participation_threshold = threshold;
        });
  };
  // w saves 50 USD in the periods 4 to 11, and pays half of 100.
  EXPECT_THAT(found(build(50, 350), {{"w", "O", 4}}), IsEmpty());
  EXPECT_THAT(found(build(cents(4'999), 350), {{"w", "O", 4}}),
              ElementsAre("budget F FY2021 0.01 USD"));
  EXPECT_THAT(found(build(50, 351), {{"w", "O", 4}}), ElementsAre("participation A 1 USD"));
}

TEST(Check, SubsidisesNoMigrationInProgress) {
  const Portfolio portfolio =
      with_incentives({states("incentive_budget", "0")}).replace([](Scenario& s) {
        s.migrations_in_progress = {under_way()};
      });
  EXPECT_THAT(found(portfolio, {{"w", "O", 4}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"u", "O", 4}}),
              ElementsAre("incentive_budget softer FY2021 50 USD"));
}

// ---- 13

Portfolio with_pin(Pin pin) {
  return small::portfolio([&](Scenario& s) { s.pins = {std::move(pin)}; });
}

TEST(Check, FindsPinnedWorkloadsThatMove) {
  const Portfolio portfolio = with_pin({.workload = "w", .action = PinAction::retain});
  EXPECT_THAT(found(portfolio, status_quo(portfolio)), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"w", "O", 3}}), ElementsAre("pin w"));
}

TEST(Check, FindsPinnedMovesThatDoNotHappen) {
  const Portfolio portfolio = with_pin({.workload = "w", .action = PinAction::migrate});
  EXPECT_THAT(found(portfolio, {{"w", "O2", 11}}), IsEmpty());
  EXPECT_THAT(found(portfolio, status_quo(portfolio)), ElementsAre("pin w"));
}

TEST(Check, FindsMovesElsewhereThanPinned) {
  const Portfolio portfolio =
      with_pin({.workload = "w", .action = PinAction::migrate, .offering = "O2"});
  EXPECT_THAT(found(portfolio, {{"w", "O2", 3}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"w", "O", 3}}), ElementsAre("pin w O2"));
}

TEST(Check, FindsCutoversOutsideThePinnedRange) {
  const Portfolio portfolio = with_pin({.workload = "w",
                                        .action = PinAction::migrate,
                                        .cutover_from = Date{2020, 12},
                                        .cutover_to = Date{2021, 2, 3}});
  EXPECT_THAT(found(portfolio, {{"w", "O", 2}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"w", "O", 4}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"w", "O", 1}}), ElementsAre("pin w @1 1 periods"));
  EXPECT_THAT(found(portfolio, {{"w", "O", 7}}), ElementsAre("pin w @7 3 periods"));
}

TEST(Check, FindsMigrationsInProgressThatChange) {
  const Portfolio portfolio =
      small::portfolio([](Scenario& s) { s.migrations_in_progress = {under_way()}; });
  EXPECT_THAT(found(portfolio, {{"w", "O", 5}}), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"w", "O", 6}}), ElementsAre("in_progress w @6 1 periods"));
  EXPECT_THAT(found(portfolio, {{"w", "O", 2}}), ElementsAre("in_progress w @2 1 periods"));
  EXPECT_THAT(found(portfolio, {{"w", "O2", 4}}), ElementsAre("in_progress w O"));
  Plan stays = status_quo(portfolio);
  stays.moves[portfolio.workload("w")].reset();
  EXPECT_THAT(found(portfolio, stays), ElementsAre("in_progress w"));
}

TEST(Check, TakesOneDateOfAMigrationInProgressAsItsOnlyCutover) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.migrations_in_progress = {under_way()};
    s.migrations_in_progress[0].cutover_to.reset();
  });
  EXPECT_THAT(found(portfolio, status_quo(portfolio)), IsEmpty());
  EXPECT_THAT(found(portfolio, {{"w", "O", 4}}), ElementsAre("in_progress w @4 1 periods"));
}

// ---- order and words

TEST(Check, OrdersByKindThenEntitiesThenPeriod) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.mandates = {{.id = "m", .deadline = {2020, 10}}};
    s.coverages[small::O].max_volume = 140;
    s.pins = {{.workload = "u", .action = PinAction::retain}};
    s.offerings[small::O].standing = Standing::suspended;
  });
  EXPECT_THAT(found(portfolio, {{"w", "O", 10}, {"u", "O", 1}}),
              ElementsAre("eligibility u O", "eligibility w O", "mandate u @0 1 periods",
                          "mandate w @0 10 periods", "volume O payroll @10 10 employees",
                          "volume O payroll @11 10 employees", "pin u"));
}

TEST(Check, SaysWhatIsWrongInASentence) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.dependencies = {{.prerequisite = "u", .dependent = "w", .lag = 2}};
    s.mandates = {{.id = "m", .agencies = {"A"}, .deadline = {2020, 11}}};
  });
  const auto messages = check(portfolio, plan(portfolio, {{"w", "O", 2}, {"u", "O", 1}}));
  ASSERT_EQ(messages.size(), 2U);
  EXPECT_EQ(messages[0].message,
            "workload w cuts over in 2020-12 but is mandated by 2020-11 (1 period late)");
  EXPECT_EQ(messages[1].message, "workload w cuts over in 2020-12 but its prerequisite u demands "
                                 "2021-01 or later (1 period short)");
}

}  // namespace
}  // namespace qsmo
