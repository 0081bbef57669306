#include "model/build_data.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "model/fault_list.hpp"
#include "model/index_policy.hpp"
#include "model/resolve_names.hpp"
#include "model/validate_assessment.hpp"
#include "model/validate_fields.hpp"
#include "model/validate_governance.hpp"
#include "model/validate_relations.hpp"

namespace qsmo::detail {
namespace {

using Data = Portfolio::Data;

void index_lineage(Data& data, FaultList& faults) {
  const auto& agencies = data.scenario.agencies;
  data.lineage.resize(agencies.size());
  std::vector<std::size_t> seen_from(agencies.size(), agencies.size());
  for (std::size_t i = 0; i < agencies.size(); ++i) {
    std::vector<AgencyId>& line = data.lineage[i];
    for (AgencyId at(i);; at = agencies[at.index()].parent.id()) {
      if (std::exchange(seen_from[at.index()], i) == i) {
        // Told once per agency on the cycle, not for those that only lead into it.
        if (at == AgencyId(i))
          faults.add("agencies", i, "parent", agencies[i].parent.name(), "no cycle of parents");
        break;
      }
      line.push_back(at);
      if (!agencies[at.index()].parent.given() || faults.broken("agencies", at.index())) break;
    }
  }
}

void index_offerings(Data& data, FaultList& faults) {
  const Scenario& s = data.scenario;
  data.by_service.resize(s.services.size());
  data.tiers.resize(s.coverages.size());
  data.stages.resize(s.offerings.size());
  for (std::size_t i = 0; i < s.coverages.size(); ++i) {
    const Coverage& coverage = s.coverages[i];
    if (faults.broken("coverages", i)) continue;
    const auto key = std::pair(coverage.offering.id(), coverage.service.id());
    if (!data.coverage.emplace(key, CoverageId(i)).second) {
      faults.add("coverages", i, "service", coverage.service.name(),
                 "one coverage per offering and service");
      continue;
    }
    data.by_service[coverage.service.id().index()].push_back(CoverageId(i));
  }
  const bool all_coverages = !faults.any_broken("coverages", s.coverages.size());
  for (std::size_t i = 0; i < s.tiers.size(); ++i) {
    if (faults.broken("tiers", i)) continue;
    const auto found = data.coverage.find({s.tiers[i].offering.id(), s.tiers[i].service.id()});
    if (found == data.coverage.end()) {
      if (all_coverages)
        faults.add("tiers", i, "service", s.tiers[i].service.name(),
                   "a service that the offering covers");
    } else {
      data.tiers[found->second.index()].push_back(&s.tiers[i]);
    }
  }
  for (auto& tiers : data.tiers) {
    std::stable_sort(tiers.begin(), tiers.end(),
                     [](const Tier* a, const Tier* b) { return a->from_volume < b->from_volume; });
  }
  for (std::size_t i = 0; i < s.stages.size(); ++i) {
    if (!faults.broken("stages", i))
      data.stages[s.stages[i].offering.id().index()].push_back(&s.stages[i]);
  }
  for (auto& stages : data.stages) {
    std::stable_sort(stages.begin(), stages.end(),
                     [](const Stage* a, const Stage* b) { return a->date < b->date; });
  }
}

void index_designations(Data& data, const FaultList& faults) {
  const Scenario& s = data.scenario;
  data.designations.resize(s.marketplaces.size());
  for (std::size_t i = 0; i < s.designations.size(); ++i) {
    if (!faults.broken("designations", i))
      data.designations[s.designations[i].marketplace.id().index()].push_back(&s.designations[i]);
  }
  for (auto& designations : data.designations) {
    std::stable_sort(designations.begin(), designations.end(),
                     [](const Designation* a, const Designation* b) { return a->date < b->date; });
  }
}

void index_workloads(Data& data, FaultList& faults) {
  const Scenario& s = data.scenario;
  data.in_progress.resize(s.workloads.size());
  data.pins.resize(s.workloads.size());
  data.exceptions.resize(s.workloads.size());
  data.waivers.resize(s.workloads.size());
  for (std::size_t i = 0; i < s.migrations_in_progress.size(); ++i) {
    const MigrationInProgress& m = s.migrations_in_progress[i];
    if (faults.broken("migrations_in_progress", i)) continue;
    auto& slot = data.in_progress[m.workload.id().index()];
    if (slot != nullptr)
      faults.add("migrations_in_progress", i, "workload", m.workload.name(),
                 "one migration in progress per workload");
    slot = &m;
  }
  for (std::size_t i = 0; i < s.pins.size(); ++i) {
    if (faults.broken("pins", i)) continue;
    auto& slot = data.pins[s.pins[i].workload.id().index()];
    if (slot != nullptr)
      faults.add("pins", i, "workload", s.pins[i].workload.name(), "one pin per workload");
    slot = &s.pins[i];
  }
  for (std::size_t i = 0; i < s.exceptions.size(); ++i) {
    if (!faults.broken("exceptions", i))
      data.exceptions[s.exceptions[i].workload.id().index()].push_back(&s.exceptions[i]);
  }
  for (std::size_t i = 0; i < s.waivers.size(); ++i) {
    if (!faults.broken("waivers", i))
      data.waivers[s.waivers[i].workload.id().index()].push_back(&s.waivers[i]);
  }
}

void index_agencies(Data& data, const FaultList& faults) {
  const Scenario& s = data.scenario;
  data.blackouts.resize(s.agencies.size());
  data.freezes.resize(s.agencies.size());
  for (std::size_t i = 0; i < s.blackouts.size(); ++i) {
    if (!faults.broken("blackouts", i))
      data.blackouts[s.blackouts[i].agency.id().index()].push_back(&s.blackouts[i]);
  }
  for (std::size_t f_index = 0; f_index < s.start_freezes.size(); ++f_index) {
    const StartFreeze& f = s.start_freezes[f_index];
    if (faults.broken("start_freezes", f_index)) continue;
    for (std::size_t i = 0; i < s.agencies.size(); ++i) {
      if (!f.agency.given() || f.agency.id().index() == i) data.freezes[i].push_back(&f);
    }
  }
}

void index_funds(Data& data, FaultList& faults) {
  const Scenario& s = data.scenario;
  for (std::size_t i = 0; i < s.funds.size(); ++i) {
    if (faults.broken("funds", i)) continue;
    for (const Ref<Agency>& agency : s.funds[i].agencies) {
      for (const FundedKind kind : s.funds[i].kinds) {
        const auto [known, fresh] =
            data.funds.emplace(std::pair(agency.id(), money_kind(kind)), FundId(i));
        if (fresh) continue;
        faults.add("funds", i, "kinds", s.funds[i].id,
                   "one fund per agency and kind; " + s.funds[known->second.index()].id +
                       " already pays " + std::string(name_of(kind)) + " of " + agency.name());
      }
    }
  }
  for (std::size_t i = 0; i < s.budgets.size(); ++i) {
    const Budget& budget = s.budgets[i];
    if (faults.broken("budgets", i)) continue;
    const auto key = std::pair(budget.fund.id(), budget.fiscal_year);
    if (!data.budgets.emplace(key, budget.amount).second) {
      faults.add("budgets", i, "fiscal_year", std::to_string(budget.fiscal_year),
                 "one budget per fund and fiscal year");
    }
  }
}

void index_parameters(Data& data, FaultList& faults) {
  const auto& rows = data.scenario.migration_parameters;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const MigrationParameters& row = rows[i];
    if (faults.broken("migration_parameters", i)) continue;
    const bool by_service = row.service.given();
    const bool by_entity = row.workload.given() || row.offering.given();
    if (by_service == by_entity || (!row.size_class.empty() && !by_service)) {
      faults.add(
          "migration_parameters", i, "", "",
          "a key: workload and offering, workload, offering, service and size_class, or service");
      continue;
    }
    const Data::ParameterKey key{row.workload.given() ? row.workload.id().index() : Data::none,
                                 row.offering.given() ? row.offering.id().index() : Data::none,
                                 by_service ? row.service.id().index() : Data::none,
                                 row.size_class};
    if (!data.parameters.emplace(key, &row).second)
      faults.add("migration_parameters", i, "", "", "one row per key");
  }
}

void set_calendar(Data& data) {
  const Settings& s = data.scenario.settings;
  data.calendar = Calendar(s.as_of, s.period, s.periods, s.fiscal_year_start);
  const double per_year = data.calendar.periods_per_year();
  for (int t = 0; t < s.periods; ++t)
    data.discount.push_back(std::pow(1.0 + s.discount_rate.to_double(), -t / per_year));
}

}  // namespace

std::shared_ptr<const Portfolio::Data> build_data(Scenario scenario, const Locator& locator) {
  FaultList faults(locator);
  auto data = std::make_shared<Data>();
  data->scenario = std::move(scenario);
  validate_fields(data->scenario, faults);
  NameTables names = index_names(data->scenario, faults);
  resolve_references(data->scenario, names, faults);
  // Without a horizon no relation can be judged; else all faults are told at once.
  if (faults.broken("", 0)) throw InputError(faults.take());
  data->agency_names = std::move(names.agencies);
  data->service_names = std::move(names.services);
  data->offering_names = std::move(names.offerings);
  data->workload_names = std::move(names.workloads);
  data->marketplace_names = std::move(names.marketplaces);
  set_calendar(*data);
  index_lineage(*data, faults);
  index_offerings(*data, faults);
  index_designations(*data, faults);
  index_workloads(*data, faults);
  index_agencies(*data, faults);
  index_funds(*data, faults);
  index_parameters(*data, faults);
  index_policy(*data, faults);
  validate_relations(*data, faults);
  validate_governance(*data, faults);
  validate_assessment(*data, faults);
  if (!faults.empty()) throw InputError(faults.take());
  return data;
}

}  // namespace qsmo::detail
