#include "qsmo/model/portfolio.hpp"

#include <algorithm>

#include "model/build_data.hpp"
#include "qsmo/core/int128.hpp"
#include "qsmo/model/scenario_json.hpp"

namespace qsmo {
namespace {

using Data = Portfolio::Data;

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
    : data_(detail::build_data(std::move(scenario), locator)) {}

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
