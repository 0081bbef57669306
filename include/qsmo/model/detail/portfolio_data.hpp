// Storage behind Portfolio's accessors. Not for direct use.
#pragma once

#include <map>
#include <unordered_map>

#include "qsmo/model/portfolio.hpp"

namespace qsmo {

struct Portfolio::Data {
  using NameIndex = std::unordered_map<std::string_view, std::size_t>;

  Scenario scenario;
  Calendar calendar;
  std::vector<double> discount;
  std::vector<PolicyValue> values_by_period;
  std::vector<Parameters> regimes;
  std::vector<std::size_t> regime;  // by period
  NameIndex agency_names, service_names, offering_names, workload_names, marketplace_names;
  std::vector<std::vector<AgencyId>> lineage;
  std::map<std::pair<OfferingId, ServiceId>, CoverageId> coverage;
  std::vector<std::vector<CoverageId>> by_service;
  std::vector<std::vector<const Tier*>> tiers;
  std::vector<std::vector<const Stage*>> stages;
  std::vector<std::vector<const Designation*>> designations;
  std::vector<const MigrationInProgress*> in_progress;
  std::vector<const Pin*> pins;
  std::vector<std::vector<const Exception*>> exceptions;
  std::vector<std::vector<const Waiver*>> waivers;
  std::vector<std::vector<const Blackout*>> blackouts;
  std::vector<std::vector<const StartFreeze*>> freezes;
  std::map<std::pair<AgencyId, MoneyKind>, FundId> funds;
  std::map<std::pair<FundId, int>, Money> budgets;
  /// Rows of migration_parameters by key; `none` stands for a key part that is absent.
  struct ParameterKey {
    std::size_t workload, offering, service;
    std::string_view size_class;
    friend auto operator<=>(const ParameterKey&, const ParameterKey&) = default;
  };
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::map<ParameterKey, const MigrationParameters*> parameters;
};

inline const Scenario& Portfolio::scenario() const { return data_->scenario; }
inline const Settings& Portfolio::settings() const { return data_->scenario.settings; }
inline const Calendar& Portfolio::calendar() const { return data_->calendar; }
inline int Portfolio::periods() const { return data_->calendar.periods(); }
inline double Portfolio::discount_factor(int t) const {
  return data_->discount[static_cast<std::size_t>(t)];
}
inline std::size_t Portfolio::regime(int t) const {
  return data_->regime[static_cast<std::size_t>(t < 0 ? 0 : t)];
}
inline const std::vector<PolicyValue>& Portfolio::values_by_period() const {
  return data_->values_by_period;
}
inline const std::vector<Parameters>& Portfolio::regimes() const { return data_->regimes; }
inline const Parameters& Portfolio::parameters(int t) const { return data_->regimes[regime(t)]; }
inline const Agency& Portfolio::operator[](AgencyId id) const {
  return data_->scenario.agencies[id.index()];
}
inline const Service& Portfolio::operator[](ServiceId id) const {
  return data_->scenario.services[id.index()];
}
inline const Provider& Portfolio::operator[](ProviderId id) const {
  return data_->scenario.providers[id.index()];
}
inline const Marketplace& Portfolio::operator[](MarketplaceId id) const {
  return data_->scenario.marketplaces[id.index()];
}
inline const Offering& Portfolio::operator[](OfferingId id) const {
  return data_->scenario.offerings[id.index()];
}
inline const Coverage& Portfolio::operator[](CoverageId id) const {
  return data_->scenario.coverages[id.index()];
}
inline const Workload& Portfolio::operator[](WorkloadId id) const {
  return data_->scenario.workloads[id.index()];
}
inline const Fund& Portfolio::operator[](FundId id) const {
  return data_->scenario.funds[id.index()];
}
inline std::span<const AgencyId> Portfolio::lineage(AgencyId agency) const {
  return data_->lineage[agency.index()];
}
inline std::span<const CoverageId> Portfolio::coverages(ServiceId service) const {
  return data_->by_service[service.index()];
}
inline std::span<const Tier* const> Portfolio::tiers(CoverageId coverage) const {
  return data_->tiers[coverage.index()];
}
inline bool Portfolio::staged(OfferingId offering) const {
  return !data_->stages[offering.index()].empty();
}
inline const MigrationInProgress* Portfolio::in_progress(WorkloadId workload) const {
  return data_->in_progress[workload.index()];
}
inline const Pin* Portfolio::pin(WorkloadId workload) const {
  return data_->pins[workload.index()];
}
inline std::span<const Exception* const> Portfolio::exceptions(WorkloadId workload) const {
  return data_->exceptions[workload.index()];
}
inline std::span<const Waiver* const> Portfolio::waivers(WorkloadId workload) const {
  return data_->waivers[workload.index()];
}
inline std::span<const Blackout* const> Portfolio::blackouts(AgencyId agency) const {
  return data_->blackouts[agency.index()];
}
inline std::span<const StartFreeze* const> Portfolio::start_freezes(AgencyId agency) const {
  return data_->freezes[agency.index()];
}

}  // namespace qsmo
