#include "qsmo/model/portfolio.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "model/fault_list.hpp"
#include "model/validate_fields.hpp"
#include "model/validate_relations.hpp"
#include "qsmo/core/int128.hpp"
#include "qsmo/model/scenario_json.hpp"

namespace qsmo {
namespace {

using Data = Portfolio::Data;
using detail::FaultList;

/// Name indices of the tables that can be referred to, while references are resolved.
struct NameTables {
  Data::NameIndex standards, areas, services, agencies, providers, marketplaces, offerings,
      workloads, funds;
  /// Tables with records whose names could not be read.
  std::set<std::string_view> incomplete = {};

  template <class Entity>
  [[nodiscard]] const Data::NameIndex& of() const {
    if constexpr (std::is_same_v<Entity, Standard>) return standards;
    if constexpr (std::is_same_v<Entity, Area>) return areas;
    if constexpr (std::is_same_v<Entity, Service>) return services;
    if constexpr (std::is_same_v<Entity, Agency>) return agencies;
    if constexpr (std::is_same_v<Entity, Provider>) return providers;
    if constexpr (std::is_same_v<Entity, Marketplace>) return marketplaces;
    if constexpr (std::is_same_v<Entity, Offering>) return offerings;
    if constexpr (std::is_same_v<Entity, Workload>) return workloads;
    if constexpr (std::is_same_v<Entity, Fund>) return funds;
  }
};

struct EntityWords {
  std::string_view entity, table;
};
template <class Entity>
constexpr EntityWords words;
template <>
constexpr EntityWords words<Standard> = {"a standard", "standards"};
template <>
constexpr EntityWords words<Area> = {"an area", "areas"};
template <>
constexpr EntityWords words<Service> = {"a service", "services"};
template <>
constexpr EntityWords words<Agency> = {"an agency", "agencies"};
template <>
constexpr EntityWords words<Provider> = {"a provider", "providers"};
template <>
constexpr EntityWords words<Marketplace> = {"a marketplace", "marketplaces"};
template <>
constexpr EntityWords words<Offering> = {"an offering", "offerings"};
template <>
constexpr EntityWords words<Workload> = {"a workload", "workloads"};
template <>
constexpr EntityWords words<Fund> = {"a fund", "funds"};

template <class Record>
Data::NameIndex index_names(std::string_view table, const std::vector<Record>& records,
                            FaultList& faults) {
  Data::NameIndex index;
  index.reserve(records.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    const auto [known, fresh] = index.emplace(records[i].id, i);
    if (!fresh && !records[i].id.empty()) {
      faults.add(table, i, "id", records[i].id,
                 "a name of its own; record " + std::to_string(known->second) + " has the same");
    }
  }
  return index;
}

/// Suggestions search all names; a file whose every reference is wrong must not cost records x names.
constexpr int max_suggestions = 100;

/// Resolves the references of one record.
class Resolver {
 public:
  Resolver(const NameTables& names, FaultList& faults) : names_(names), faults_(faults) {}
  void start(std::string_view table, std::size_t index) {
    table_ = table;
    index_ = index;
  }

  template <class Entity>
  void operator()(const Field& field, Ref<Entity>& ref) {
    resolve(std::string(field.name), ref);
  }
  template <class Entity>
  void operator()(const Field& field, std::vector<Ref<Entity>>& refs) {
    for (std::size_t i = 0; i < refs.size(); ++i) {
      if (refs[i].given())
        resolve(std::string(field.name) + "/" + std::to_string(i), refs[i]);
      else
        faults_.add(table_, index_, std::string(field.name) + "/" + std::to_string(i), "",
                    "a name");
    }
  }
  template <class T>
  void operator()(const Field&, T&) {}

 private:
  template <class Entity>
  void resolve(const std::string& place, Ref<Entity>& ref) {
    if (!ref.given()) return;
    const Data::NameIndex& index = names_.of<Entity>();
    if (const auto found = index.find(ref.name()); found != index.end()) {
      ref.resolve(Id<Entity>(found->second));
      return;
    }
    if (names_.incomplete.contains(words<Entity>.table)) return faults_.doubt(table_, index_);
    std::string suggestion;
    if (suggestions_++ < max_suggestions)
      suggestion = nearest_name(ref.name(), sorted_names(index));
    faults_.add(table_, index_, place, ref.name(), "the id of " + std::string(words<Entity>.entity),
                std::move(suggestion));
  }

  static std::vector<std::string_view> sorted_names(const Data::NameIndex& index) {
    std::vector<std::string_view> names;
    for (const auto& [name, id] : index) names.push_back(name);
    std::sort(names.begin(), names.end());
    return names;
  }

  const NameTables& names_;
  FaultList& faults_;
  std::string_view table_;
  std::size_t index_ = 0;
  int suggestions_ = 0;
};

std::set<std::string_view> incomplete_tables(const Scenario& scenario, const FaultList& faults) {
  std::set<std::string_view> tables;
  Scenario::visit_tables(
      [&](std::string_view table, std::string_view, const auto& records) {
        if constexpr (requires { records.front().id; }) {
          const bool named = std::none_of(records.begin(), records.end(),
                                          [](const auto& record) { return record.id.empty(); });
          if (!named || !faults.complete(table)) tables.insert(table);
        }
      },
      scenario);
  return tables;
}

NameTables index_all(const Scenario& s, FaultList& faults) {
  (void)index_names("mandates", s.mandates, faults);
  return {index_names("standards", s.standards, faults),
          index_names("areas", s.areas, faults),
          index_names("services", s.services, faults),
          index_names("agencies", s.agencies, faults),
          index_names("providers", s.providers, faults),
          index_names("marketplaces", s.marketplaces, faults),
          index_names("offerings", s.offerings, faults),
          index_names("workloads", s.workloads, faults),
          index_names("funds", s.funds, faults),
          incomplete_tables(s, faults)};
}

void resolve_references(Scenario& scenario, const NameTables& names, FaultList& faults) {
  Resolver resolver(names, faults);
  Scenario::visit_tables(
      [&](std::string_view table, std::string_view, auto& records) {
        using Record = typename std::remove_cvref_t<decltype(records)>::value_type;
        for (std::size_t i = 0; i < records.size(); ++i) {
          resolver.start(table, i);
          Record::visit(resolver, records[i]);
        }
      },
      scenario);
}

void index_lineage(Data& data, FaultList& faults) {
  const auto& agencies = data.scenario.agencies;
  data.lineage.resize(agencies.size());
  for (std::size_t i = 0; i < agencies.size(); ++i) {
    std::vector<AgencyId>& line = data.lineage[i];
    for (AgencyId at(i);; at = agencies[at.index()].parent.id()) {
      if (!line.empty() && std::find(line.begin(), line.end(), at) != line.end()) {
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

std::shared_ptr<const Data> resolve(Scenario scenario, const Locator& locator) {
  FaultList faults(locator);
  auto data = std::make_shared<Data>();
  data->scenario = std::move(scenario);
  detail::validate_fields(data->scenario, faults);
  NameTables names = index_all(data->scenario, faults);
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
  detail::validate_relations(*data, faults);
  if (!faults.empty()) throw InputError(faults.take());
  return data;
}

std::size_t find_name(const Data::NameIndex& index, std::string_view name, std::string_view kind) {
  if (const auto found = index.find(name); found != index.end()) return found->second;
  std::vector<std::string_view> names;
  for (const auto& [known, id] : index) names.push_back(known);
  std::sort(names.begin(), names.end());
  throw UnknownNameError(kind, std::string(name), nearest_name(name, names));
}

template <class T>
void take(const std::optional<T>& from, T& to, bool& open) {
  if (open && from) {
    to = *from;
    open = false;
  }
}

/// Which fields of a way are still to be found in a more general row.
struct OpenFields {
  std::array<std::array<bool, 4>, phase_count> phases;
  std::array<bool, 5> rest;
  OpenFields() {
    for (auto& phase : phases) phase.fill(true);
    rest.fill(true);
  }
};

void take_row(const MigrationParameters& row, Way& way, OpenFields& open) {
  for (std::size_t i = 0; i < phase_count; ++i) {
    const PhaseParameters& from = row.phases[i];
    Way::PhaseNeeds& to = way.phases[i];
    take(from.periods, to.periods, open.phases[i][0]);
    take(from.agency_effort, to.agency_effort, open.phases[i][1]);
    take(from.provider_effort, to.provider_effort, open.phases[i][2]);
    take(from.spend, to.spend, open.phases[i][3]);
  }
  take(row.hypercare, way.hypercare, open.rest[0]);
  take(row.hypercare_agency_effort, way.hypercare_agency_effort, open.rest[1]);
  take(row.hypercare_provider_effort, way.hypercare_provider_effort, open.rest[2]);
  take(row.dual_run, way.dual_run, open.rest[3]);
  take(row.onboarding, way.onboarding, open.rest[4]);
}

}  // namespace

Fault Locator::locate(std::string_view table, std::size_t index, std::string_view field) const {
  Fault fault;
  if (!table.empty()) fault.pointer = "/" + std::string(table) + "/" + std::to_string(index);
  if (!field.empty()) fault.pointer += "/" + std::string(field);
  return fault;
}

bool Locator::broken(std::string_view, std::size_t) const { return false; }

bool Locator::complete(std::string_view) const { return true; }

Portfolio::Portfolio(Scenario scenario, const Locator& locator)
    : data_(resolve(std::move(scenario), locator)) {}

Portfolio Portfolio::replace(const std::function<void(Scenario&)>& edit) const {
  Scenario copy = scenario();
  edit(copy);
  return Portfolio(std::move(copy));
}

AgencyId Portfolio::agency(std::string_view name) const {
  return AgencyId(find_name(data_->agency_names, name, "agency"));
}
ServiceId Portfolio::service(std::string_view name) const {
  return ServiceId(find_name(data_->service_names, name, "service"));
}
OfferingId Portfolio::offering(std::string_view name) const {
  return OfferingId(find_name(data_->offering_names, name, "offering"));
}
WorkloadId Portfolio::workload(std::string_view name) const {
  return WorkloadId(find_name(data_->workload_names, name, "workload"));
}
MarketplaceId Portfolio::marketplace(std::string_view name) const {
  return MarketplaceId(find_name(data_->marketplace_names, name, "marketplace"));
}

std::optional<CoverageId> Portfolio::coverage(OfferingId offering, ServiceId service) const {
  const auto found = data_->coverage.find({offering, service});
  if (found == data_->coverage.end()) return std::nullopt;
  return found->second;
}

const Stage* Portfolio::stage(OfferingId offering, int t) const {
  const Stage* in_force = nullptr;
  for (const Stage* stage : data_->stages[offering.index()]) {
    if (calendar().period_of(stage->date) > t) break;
    in_force = stage;
  }
  return in_force;
}

DesignationState Portfolio::designation(MarketplaceId marketplace, int t) const {
  DesignationState state = DesignationState::research;
  for (const Designation* designation : data_->designations[marketplace.index()]) {
    if (calendar().period_of(designation->date) > t) break;
    state = designation->state;
  }
  return state;
}

Way Portfolio::way(WorkloadId workload, OfferingId offering) const {
  const Workload& w = (*this)[workload];
  constexpr std::size_t none = Data::none;
  const std::array<Data::ParameterKey, 5> keys{{{workload.index(), offering.index(), none, {}},
                                                {workload.index(), none, none, {}},
                                                {none, offering.index(), none, {}},
                                                {none, none, w.service.id().index(), w.size_class},
                                                {none, none, w.service.id().index(), {}}}};
  Way way;
  OpenFields open;
  for (const Data::ParameterKey& key : keys) {
    if (const auto row = data_->parameters.find(key); row != data_->parameters.end())
      take_row(*row->second, way, open);
  }
  const MigrationInProgress* progress = in_progress(workload);
  if (progress != nullptr && progress->offering.id() == offering) {
    for (int i = 0; i < progress->phases_done; ++i) way.phases[static_cast<std::size_t>(i)] = {};
  }
  return way;
}

std::optional<FundId> Portfolio::fund(AgencyId agency, MoneyKind kind) const {
  const auto found = data_->funds.find({agency, kind});
  if (found == data_->funds.end()) return std::nullopt;
  return found->second;
}

Money Portfolio::budget(FundId fund, int fiscal_year) const {
  const auto found = data_->budgets.find({fund, fiscal_year});
  return found == data_->budgets.end() ? Money() : found->second;
}

std::string Portfolio::fingerprint() const {
  UInt128 hash = (static_cast<UInt128>(0x6c62272e07bb0142ULL) << 64) | 0x62b821756295c58dULL;
  const UInt128 prime = (static_cast<UInt128>(0x0000000001000000ULL) << 64) | 0x000000000000013bULL;
  for (const char c : to_json(scenario())) hash = (hash ^ static_cast<unsigned char>(c)) * prime;
  std::string text = "fnv1a128:";
  for (int shift = 124; shift >= 0; shift -= 4)
    text += "0123456789abcdef"[static_cast<std::size_t>(hash >> shift) & 15];
  return text;
}

}  // namespace qsmo
