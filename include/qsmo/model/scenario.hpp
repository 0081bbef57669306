// A scenario as its file states it: plain tables in human units, names as keys. Portfolio is its validated form.
#pragma once

#include <string>
#include <vector>

#include "qsmo/model/agency.hpp"
#include "qsmo/model/assessment.hpp"
#include "qsmo/model/dependency.hpp"
#include "qsmo/model/fund.hpp"
#include "qsmo/model/governance.hpp"
#include "qsmo/model/marketplace.hpp"
#include "qsmo/model/migration.hpp"
#include "qsmo/model/offering.hpp"
#include "qsmo/model/policy_inputs.hpp"
#include "qsmo/model/policy_values.hpp"
#include "qsmo/model/provider.hpp"
#include "qsmo/model/service.hpp"
#include "qsmo/model/standard.hpp"
#include "qsmo/model/workload.hpp"

namespace qsmo {

inline constexpr std::string_view scenario_format = "qsmo-scenario/1";

/// Facts of the scenario as a whole.
struct Settings {
  std::string name = {};
  std::string description = {};
  Date as_of = {};
  PeriodLength period = PeriodLength::month;
  int periods = 0;
  int fiscal_year_start = 10;
  Decimal discount_rate = {};
  int base_year = 0;
  bool mandates_bind = true;
  bool participation = false;
  std::vector<DesignationState> eligible_states{DesignationState::designated};
  std::string policy = {};
  Provenance provenance = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"name", "Name of the scenario."}, self.name);
    v(Field{"description", "What it is about."}, self.description);
    v(Field{.name = "as_of",
            .doc = "First day of period 0: the first of a month, on a period boundary of the "
                   "fiscal year.",
            .required = true},
      self.as_of);
    v(Field{"period", "Length of a period."}, self.period);
    v(Field{.name = "periods",
            .doc = "Periods in the horizon.",
            .unit = "periods",
            .required = true,
            .min = 1,
            .max = 240},
      self.periods);
    v(Field{.name = "fiscal_year_start",
            .doc = "Month in which the fiscal year starts.",
            .unit = "month",
            .min = 1,
            .max = 12},
      self.fiscal_year_start);
    v(Field{.name = "discount_rate",
            .doc = "Real annual rate for present values.",
            .unit = "share/year",
            .max = 1},
      self.discount_rate);
    v(Field{.name = "base_year",
            .doc = "Year of the constant dollars; absent or 0: not stated.",
            .max = 2200},
      self.base_year);
    v(Field{"mandates_bind",
            "Mandates bind; false: they are facts without force. This and the next "
            "two hold where `policy_values` states nothing else."},
      self.mandates_bind);
    v(Field{"participation", "The policy is voluntary: an agency joins only if it is better off "
                             "and the quality is at least today's."},
      self.participation);
    v(Field{"eligible_states", "Marketplace states in which offerings are eligible."},
      self.eligible_states);
    v(Field{"policy", "Name of the policy that `policy_values` states."}, self.policy);
    v(provenance_field, self.provenance);
  }
  friend bool operator==(const Settings&, const Settings&) = default;
};

/// Every table of a scenario. Not validated: hand it to Portfolio.
struct Scenario {
  Settings settings = {};
  std::vector<Standard> standards = {};
  std::vector<Area> areas = {};
  std::vector<Service> services = {};
  std::vector<Agency> agencies = {};
  std::vector<Blackout> blackouts = {};
  std::vector<StartFreeze> start_freezes = {};
  std::vector<Provider> providers = {};
  std::vector<Marketplace> marketplaces = {};
  std::vector<Designation> designations = {};
  std::vector<OperationalPlan> operational_plans = {};
  std::vector<Finding> findings = {};
  std::vector<GovernanceEvent> governance_events = {};
  std::vector<Offering> offerings = {};
  std::vector<Coverage> coverages = {};
  std::vector<Tier> tiers = {};
  std::vector<Stage> stages = {};
  std::vector<Measure> measures = {};
  std::vector<Observation> observations = {};
  std::vector<Workload> workloads = {};
  std::vector<MigrationParameters> migration_parameters = {};
  std::vector<MigrationInProgress> migrations_in_progress = {};
  std::vector<Pin> pins = {};
  std::vector<Dependency> dependencies = {};
  std::vector<Interface> interfaces = {};
  std::vector<Fund> funds = {};
  std::vector<Budget> budgets = {};
  std::vector<Mandate> mandates = {};
  std::vector<Waiver> waivers = {};
  std::vector<Exception> exceptions = {};
  std::vector<PolicyValue> policy_values = {};

  /// Calls `v(name, doc, table)` for each table, in the order of the file.
  template <class Visitor, class Self>
  static void visit_tables(Visitor&& v, Self& self) {
    v("standards", "Standards that services require and offerings meet.", self.standards);
    v("areas", "Areas of mission support.", self.areas);
    v("services", "Common mission-support functions.", self.services);
    v("agencies", "Organisations with needs.", self.agencies);
    v("blackouts", "Spans in which an agency cannot cut over.", self.blackouts);
    v("start_freezes", "Spans in which no migration may start.", self.start_freezes);
    v("providers", "Who sells.", self.providers);
    v("marketplaces", "What QSMOs manage.", self.marketplaces);
    v("designations", "Dated states of marketplaces.", self.designations);
    v("operational_plans", "Versions of the operational plans of QSMOs.", self.operational_plans);
    v("findings", "What reviewers found in operational plans.", self.findings);
    v("governance_events", "Steps taken towards designations.", self.governance_events);
    v("offerings", "What providers sell.", self.offerings);
    v("coverages", "Which services an offering covers, with volumes.", self.coverages);
    v("tiers", "Prices of a coverage by total volume.", self.tiers);
    v("stages", "Dated availability of offerings.", self.stages);
    v("measures", "What continuous assessment measures.", self.measures);
    v("observations", "What was observed of measures.", self.observations);
    v("workloads", "One agency's need for one service.", self.workloads);
    v("migration_parameters", "What migrations take.", self.migration_parameters);
    v("migrations_in_progress", "Migrations under way at the as-of date.",
      self.migrations_in_progress);
    v("pins", "Decisions that the plan must keep.", self.pins);
    v("dependencies", "What must come before what.", self.dependencies);
    v("interfaces", "Data links that need a bridge while one side has cut over.", self.interfaces);
    v("funds", "Money that pays for stated kinds of cost.", self.funds);
    v("budgets", "Money of a fund by fiscal year.", self.budgets);
    v("mandates", "Orders to migrate.", self.mandates);
    v("waivers", "Excuses from mandates.", self.waivers);
    v("exceptions", "Investment Action Plans.", self.exceptions);
    v("policy_values", "Dated parameters of the policy in force.", self.policy_values);
  }
  friend bool operator==(const Scenario&, const Scenario&) = default;
};

}  // namespace qsmo
