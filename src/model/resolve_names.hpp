// Names to ids: every reference of a scenario finds its record.
#pragma once

#include <type_traits>

#include "model/fault_list.hpp"
#include "qsmo/model/detail/portfolio_data.hpp"

namespace qsmo::detail {

/// Name indices of the tables that can be referred to, while references are resolved.
struct NameTables {
  Portfolio::Data::NameIndex standards, areas, services, agencies, providers, marketplaces,
      offerings, workloads, funds, measures;
  /// Tables with records whose names could not be read.
  std::set<std::string_view> incomplete = {};

  template <class Entity>
  [[nodiscard]] const Portfolio::Data::NameIndex& of() const {
    if constexpr (std::is_same_v<Entity, Standard>) return standards;
    if constexpr (std::is_same_v<Entity, Area>) return areas;
    if constexpr (std::is_same_v<Entity, Service>) return services;
    if constexpr (std::is_same_v<Entity, Agency>) return agencies;
    if constexpr (std::is_same_v<Entity, Provider>) return providers;
    if constexpr (std::is_same_v<Entity, Marketplace>) return marketplaces;
    if constexpr (std::is_same_v<Entity, Offering>) return offerings;
    if constexpr (std::is_same_v<Entity, Workload>) return workloads;
    if constexpr (std::is_same_v<Entity, Fund>) return funds;
    if constexpr (std::is_same_v<Entity, Measure>) return measures;
  }
};

/// Indexes the names of all tables; a name that stands twice is a fault.
[[nodiscard]] NameTables index_names(const Scenario& scenario, FaultList& faults);

/// Resolves every reference; one that leads nowhere is a fault, unless its record may have been lost with a broken table.
void resolve_references(Scenario& scenario, const NameTables& names, FaultList& faults);

}  // namespace qsmo::detail
