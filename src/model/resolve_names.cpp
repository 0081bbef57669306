#include "model/resolve_names.hpp"

#include <algorithm>
#include <set>

namespace qsmo::detail {
namespace {

using Data = Portfolio::Data;

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
constexpr EntityWords words<Measure> = {"a measure", "measures"};
template <>
constexpr EntityWords words<Fund> = {"a fund", "funds"};

template <class Record>
Data::NameIndex index_table(std::string_view table, const std::vector<Record>& records,
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

}  // namespace

NameTables index_names(const Scenario& s, FaultList& faults) {
  (void)index_table("mandates", s.mandates, faults);
  return {index_table("standards", s.standards, faults),
          index_table("areas", s.areas, faults),
          index_table("services", s.services, faults),
          index_table("agencies", s.agencies, faults),
          index_table("providers", s.providers, faults),
          index_table("marketplaces", s.marketplaces, faults),
          index_table("offerings", s.offerings, faults),
          index_table("workloads", s.workloads, faults),
          index_table("funds", s.funds, faults),
          index_table("measures", s.measures, faults),
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

}  // namespace qsmo::detail
