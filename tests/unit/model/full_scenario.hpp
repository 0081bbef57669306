// A valid scenario that uses every field of the format, and the faults of what is made of it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "qsmo/core/error.hpp"
#include "qsmo/model/portfolio.hpp"

// Records name only the fields that matter.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

namespace qsmo::full {

inline Decimal decimal(double value) { return Decimal::nearest(value); }
inline Profile<Decimal> steps(Decimal first, Date from, Decimal then) {
  return Profile<Decimal>({{std::nullopt, first}, {from, then}});
}

/// Five years of quarters from October 2020; fiscal years start in July.
inline Scenario scenario() {
  const Provenance assumed{{{"*", "assumed"}}};
  Scenario s;
  s.settings = {.name = "full",
                .description = "two\nlines",
                .as_of = {2020, 10, 1},
                .period = PeriodLength::quarter,
                .periods = 20,
                .fiscal_year_start = 7,
                .discount_rate = decimal(0.02),
                .base_year = 2020,
                .mandates_bind = false,
                .participation = true,
                .eligible_states = {DesignationState::pre_designated, DesignationState::designated},
                .policy = "softer",
                .provenance = {{{"discount_rate", "read: OMB A-94"}, {"*", "derived"}}}};
  s.standards = {{"FIBF-1", "first"}, {"FIBF-2", ""}};
  s.areas = {{"HR", "human resources"}, {"FM", ""}};
  s.services = {{"payroll",
                 "pay",
                 "HR",
                 "employees",
                 CutoverRule::quarter_start,
                 {"FIBF-1"},
                 {"HR.A1", "HR.A2"}},
                {"ledger", "", "FM", "", CutoverRule::any, {}, {}}};
  s.agencies = {{"dept",
                 "=department",
                 {},
                 decimal(98473),
                 steps(6, {2022, 1}, decimal(8.5)),
                 {},
                 {{{"headcount", "read: OPM"}, {"*", "assumed: x"}}}},
                {"bureau", "", "dept", {}, {}, Money::from_raw(-550), {}},
                {"other", "'=quoted", {}, {}, {}, {}, {}}};
  s.blackouts = {{"bureau", {2021, 12, 15}, {2022, 1, 31}, "close, \"year\""}};
  s.start_freezes = {{"bureau", {2021, 10}, {2021, 10}, "CR"}, {{}, {2022, 10, 1}, {2022, 10}, ""}};
  s.providers = {{"P", "centre", "dept", 9, steps(3, {2021, 10}, 4), assumed}, {"Q"}};
  s.marketplaces = {{"M", "market", "HR", "dept"}, {"M2", "", "FM", {}}, {"M3", "", "FM", {}}};
  s.designations = {{"M", DesignationState::designated, {2021, 4, 2}, "letter"},
                    {"M", DesignationState::pre_designated, {2020, 1, 15}, ""},
                    {"M3", DesignationState::pre_designated, {2020, 2}, ""}};
  s.operational_plans = {{"M3", 2, {2020, 9}, "letter"}, {"M3", 1, {2020, 3, 31}, ""}};
  s.findings = {{"M3", 1, "OMB", Severity::major, "no capacity model", {2020, 5}, Date{2020, 9, 1}},
                {"M3", 2, "", Severity::minor, "", {2020, 10, 15}, {}}};
  s.governance_events = {{"M3", GovernanceStep::plan_submitted, {2020, 3, 31}},
                         {"M3", GovernanceStep::lead_named, {2020, 2}},
                         {"M3", GovernanceStep::board_reviewed, {2020, 5}},
                         {"M3", GovernanceStep::plan_submitted, {2020, 9}},
                         {"M3", GovernanceStep::omb_reviewed, {2020, 10, 15}},
                         {"M3", GovernanceStep::board_reviewed, {2020, 10, 15}},
                         {"M3", GovernanceStep::programme_office_reviewed, {2020, 10, 20}},
                         {"M3", GovernanceStep::questions_answered, {2020, 11, 2}},
                         {"M3", GovernanceStep::presented, {2020, 11, 2}},
                         {"M3", GovernanceStep::voted, {2020, 11, 2}, 8, 4, 4},
                         {"M3", GovernanceStep::voted, {2020, 11, 9}, 8, 6, 1, "minutes"},
                         {"M3", GovernanceStep::funding_agreed, {2020, 12}}};
  s.offerings = {
      {"O",
       "offer",
       "P",
       "M",
       Profile<Money>({{std::nullopt, Money(100)}, {Date{2022, 1, 1}, Money::from_raw(12'345)}}),
       {"FIBF-1", "FIBF-2"},
       decimal(0.8),
       Standing::watch,
       Date{2030, 12},
       5,
       2,
       assumed},
      {"O2", "", "Q", {}, Money(), {"FIBF-1"}, decimal(0.9), Standing::good, {}, {}, {}, {}}};
  s.coverages = {{"O",
                  "payroll",
                  Pricing::incremental,
                  steps(10, {2021, 1}, 20),
                  Profile<Decimal>(100'000),
                  {"HR.A1"},
                  assumed},
                 {"O2", "payroll"},
                 {"O2", "ledger"}};
  s.tiers = {{"O", "payroll", 1000, steps(decimal(4.25), {2022, 1}, decimal(4.000001)), assumed},
             {"O", "payroll", 0, decimal(4.5), {}},
             {"O2", "payroll", 0, 5, {}},
             {"O2", "ledger", 0, 6, {}}};
  s.stages = {{"O", StageState::initial, {2021, 1}, {"payroll"}, 5000, assumed},
              {"O", StageState::full, {2022, 1, 1}, {}, {}, {}}};
  s.measures = {{"errors", "errors in pay", "HR", "per mille", Direction::at_most, 5, 2, "SLA"},
                {"calls", "", {}, "calls", Direction::at_least, {}, 0, ""}};
  s.observations = {{"O", "errors", {2021, 1, 31}, decimal(4.5), "report"},
                    {"O2", "calls", {2021, 4}, 1000, ""}};
  s.workloads = {{"w1",
                  "bureau",
                  "payroll",
                  "O2",
                  "large",
                  decimal(1200.5),
                  Money::from_raw(1'234'567),
                  decimal(0.5),
                  Date{2022, 9, 30},
                  decimal(0.1),
                  Date{2024, 9},
                  decimal(1.5),
                  decimal(0.25),
                  Money(5000),
                  Date{2021, 1},
                  {"HR.A1"},
                  {"HR.A2"},
                  assumed},
                 {"w2", "other", "payroll", {}, "", 10, 100},
                 {"w3", "dept", "ledger", {}, "", 1, 10},
                 {"w4", "other", "ledger", {}, "small", 1, 10}};
  MigrationParameters all{"w1", "O"};
  for (int i = 0; i < phase_count; ++i) {
    all.phases[static_cast<std::size_t>(i)] = {i, decimal(0.5 + i), decimal(1.5 + i),
                                               Money::from_raw(101 + i)};
  }
  all.hypercare = 2, all.hypercare_agency_effort = 3, all.hypercare_provider_effort = 0,
  all.dual_run = 0, all.onboarding = Money::from_raw(9999);
  all.provenance = assumed;
  s.migration_parameters = {
      all, {"w1"}, {{}, "O"}, {{}, {}, "payroll", "large"}, {{}, {}, "payroll"}};
  s.migration_parameters[1].dual_run = 4;
  s.migrations_in_progress = {
      {"w4", "O2", {2021, 4}, Date{2021, 7, 1}, 2, {{{"phases_done", "assumed"}}}}};
  s.pins = {{"w1", PinAction::migrate, "O", Date{2022, 1}, Date{2022, 4}},
            {"w3", PinAction::retain}};
  s.dependencies = {
      {"w1", "w2", DependencyKind::start_after, 2, IfRetained::allow, Money::from_raw(7), assumed},
      {"w3", "w2", DependencyKind::together},
      {"w2", "w1"}};
  s.interfaces = {{"w1", "w3", Money::from_raw(333), assumed}};
  s.funds = {
      {"TMF", "fund", {"bureau", "dept"}, {FundedKind::phase, FundedKind::break_price}, true},
      {"F2", "", {"bureau"}, {FundedKind::transfer}, false}};
  s.budgets = {{"TMF", 2021, Money(1000), assumed}, {"TMF", 2022, Money(), {}}};
  s.mandates = {{"M-19-16", {"dept"}, {"payroll"}, {2023, 10}, "memo"}};
  s.waivers = {{"w1", {2024, 1, 31}, "OMB"}};
  s.exceptions = {
      {"w1",
       "O2",
       ExceptionKind::streamlined,
       ExceptionDecision::approved,
       {2021, 1},
       Date{2031, 1},
       "IAP"},
      {"w3", "O2", ExceptionKind::comprehensive, ExceptionDecision::denied, {2021, 1}, {}, ""}};
  s.policy_values = {
      {"phase_subsidy", Date{2019, 4, 26}, Date{2022, 9, 30}, "0.5", "share", "memo, p. 3"},
      {"phase_subsidy", Date{2022, 10, 1}, {}, "0", "", ""}};
  return s;
}

inline Scenario changed(const std::function<void(Scenario&)>& edit) {
  Scenario out = scenario();
  edit(out);
  return out;
}

inline std::vector<Fault> faults(const std::function<void()>& run) {
  try {
    run();
  } catch (const InputError& error) {
    return error.faults();
  }
  return {};
}

inline std::vector<std::string> pointers(const std::vector<Fault>& faults) {
  std::vector<std::string> out;
  for (const Fault& fault : faults) out.push_back(fault.pointer);
  return out;
}

/// Pointers of the faults of a scenario built in code.
inline std::vector<std::string> pointers(const Scenario& scenario) {
  return pointers(faults([&] { (void)Portfolio(scenario); }));
}

inline std::vector<std::string> pointers(const std::function<void(Scenario&)>& edit) {
  return pointers(changed(edit));
}

}  // namespace qsmo::full
