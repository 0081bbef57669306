#include "model/validate_relations.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "qsmo/graph/components.hpp"
#include "qsmo/graph/cycle.hpp"
#include "qsmo/model/detail/portfolio_data.hpp"

namespace qsmo::detail {
namespace {

using Data = Portfolio::Data;

class RelationValidator {
 public:
  RelationValidator(const Data& data, FaultList& faults)
      : data_(data), s_(data.scenario), calendar_(data.calendar), faults_(faults) {}

  void run() {
    settings();
    spans();
    designations();
    coverages();
    stages();
    workloads();
    migrations_in_progress();
    pins();
    exceptions();
    dependencies();
    dependency_cycles();
    interfaces();
  }

 private:
  [[nodiscard]] bool covers(const Ref<Offering>& offering, const Ref<Service>& service) const {
    return data_.coverage.contains({offering.id(), service.id()});
  }

  /// False also when a broken coverage might be the one that is missed.
  [[nodiscard]] bool surely_not_covered(const Ref<Offering>& offering,
                                        const Ref<Service>& service) const {
    return !covers(offering, service) && !faults_.any_broken("coverages", s_.coverages.size());
  }

  [[nodiscard]] const Workload& workload(const Ref<Workload>& ref) const {
    return s_.workloads[ref.id().index()];
  }

  void settings() {
    const Settings& settings = s_.settings;
    if (settings.as_of.day > 1)
      faults_.add("", 0, "as_of", settings.as_of.to_string(), "the first of a month");
    if (settings.period == PeriodLength::quarter && !calendar_.starts_quarter(0)) {
      faults_.add("", 0, "as_of", settings.as_of.to_string(),
                  "a month in which a quarter of the fiscal year begins");
    }
    if (settings.eligible_states.empty())
      faults_.add("", 0, "eligible_states", "", "at least one state");
    const bool january =
        settings.period == PeriodLength::month || (1 - settings.fiscal_year_start) % 3 == 0;
    for (std::size_t i = 0; i < s_.services.size(); ++i) {
      if (s_.services[i].cutover_rule == CutoverRule::calendar_year_start && !january) {
        faults_.add("services", i, "cutover_rule", name_of(CutoverRule::calendar_year_start),
                    "another rule: no period begins in January");
      }
    }
  }

  template <class Record>
  void span_of(std::string_view table, const std::vector<Record>& records) {
    for (std::size_t i = 0; i < records.size(); ++i) {
      if (!faults_.broken(table, i)) ordered(table, i, "to", records[i].from, records[i].to);
    }
  }

  void ordered(std::string_view table, std::size_t i, std::string_view field, const Date& from,
               const Date& to) {
    // A month ends after all of its days.
    const bool ends_first =
        from.month_index() > to.month_index() ||
        (from.month_index() == to.month_index() && to.day != 0 && from.day > to.day);
    if (ends_first)
      faults_.add(table, i, field, to.to_string(), "a date not before " + from.to_string());
  }

  void spans() {
    span_of("blackouts", s_.blackouts);
    span_of("start_freezes", s_.start_freezes);
  }

  void designations() {
    for (const auto& list : data_.designations) {
      for (std::size_t i = 1; i < list.size(); ++i) {
        const auto index = static_cast<std::size_t>(list[i] - s_.designations.data());
        if (list[i]->date == list[i - 1]->date) {
          faults_.add("designations", index, "date", list[i]->date.to_string(),
                      "one designation of a marketplace per date");
        } else if (list[i]->state <= list[i - 1]->state) {
          faults_.add("designations", index, "state", name_of(list[i]->state),
                      "a state after " + std::string(name_of(list[i - 1]->state)));
        }
      }
    }
  }

  void coverages() {
    const bool all_tiers = !faults_.any_broken("tiers", s_.tiers.size());
    for (std::size_t i = 0; i < s_.coverages.size(); ++i) {
      if (faults_.broken("coverages", i)) continue;
      const auto& tiers = data_.tiers[i];
      if (tiers.empty() && all_tiers)
        faults_.add("coverages", i, "service", s_.coverages[i].service.name(),
                    "at least one tier with its price");
      for (std::size_t k = 0; k < tiers.size(); ++k) {
        const auto index = static_cast<std::size_t>(tiers[k] - s_.tiers.data());
        if (k == 0 && tiers[k]->from_volume != Decimal() && all_tiers) {
          faults_.add("tiers", index, "from_volume", tiers[k]->from_volume.to_string(),
                      "0 in the first tier");
        }
        if (k > 0 && tiers[k]->from_volume == tiers[k - 1]->from_volume) {
          faults_.add("tiers", index, "from_volume", tiers[k]->from_volume.to_string(),
                      "one tier per volume");
        }
      }
    }
  }

  void stages() {
    for (const auto& list : data_.stages) {
      for (std::size_t i = 0; i < list.size(); ++i) {
        const auto index = static_cast<std::size_t>(list[i] - s_.stages.data());
        if (i > 0 && list[i]->date == list[i - 1]->date) {
          faults_.add("stages", index, "date", list[i]->date.to_string(),
                      "one stage of an offering per date");
        }
        for (std::size_t k = 0; k < list[i]->services.size(); ++k) {
          const Ref<Service>& service = list[i]->services[k];
          if (surely_not_covered(list[i]->offering, service)) {
            faults_.add("stages", index, "services/" + std::to_string(k), service.name(),
                        "a service that the offering covers");
          }
        }
      }
    }
  }

  void workloads() {
    for (std::size_t i = 0; i < s_.workloads.size(); ++i) {
      const Workload& w = s_.workloads[i];
      if (faults_.broken("workloads", i) || !w.incumbent.given()) continue;
      if (surely_not_covered(w.incumbent, w.service)) {
        faults_.add("workloads", i, "incumbent", w.incumbent.name(),
                    "an offering that covers " + w.service.name());
      }
    }
  }

  void not_covered(std::string_view table, std::size_t i, const Ref<Offering>& offering,
                   const Ref<Workload>& ref) {
    if (faults_.broken("workloads", ref.id().index())) return;
    const Ref<Service>& service = workload(ref).service;
    if (surely_not_covered(offering, service))
      faults_.add(table, i, "offering", offering.name(),
                  "an offering that covers " + service.name());
  }

  void inside_horizon(std::string_view table, std::size_t i, std::string_view field,
                      const Date& date) {
    const int t = calendar_.period_of(date);
    if (t < 0 || t >= calendar_.periods()) {
      faults_.add(table, i, field, date.to_string(),
                  "a date within the horizon, " + calendar_.label(0) + " to " +
                      calendar_.label(calendar_.periods() - 1));
    }
  }

  void migrations_in_progress() {
    const std::string_view table = "migrations_in_progress";
    for (std::size_t i = 0; i < s_.migrations_in_progress.size(); ++i) {
      const MigrationInProgress& m = s_.migrations_in_progress[i];
      if (faults_.broken(table, i)) continue;
      not_covered(table, i, m.offering, m.workload);
      if (m.offering == workload(m.workload).incumbent)
        faults_.add(table, i, "offering", m.offering.name(),
                    "an offering other than the incumbent");
      inside_horizon(table, i, "cutover_from", m.cutover_from);
      if (m.cutover_to) {
        inside_horizon(table, i, "cutover_to", *m.cutover_to);
        ordered(table, i, "cutover_to", m.cutover_from, *m.cutover_to);
      }
      const Pin* pin = data_.pins[m.workload.id().index()];
      if (pin != nullptr)
        faults_.add(table, i, "workload", m.workload.name(),
                    "no pin besides: a migration in progress is one");
    }
  }

  void pins() {
    for (std::size_t i = 0; i < s_.pins.size(); ++i) {
      const Pin& pin = s_.pins[i];
      if (faults_.broken("pins", i)) continue;
      if (pin.action == PinAction::retain) {
        if (pin.offering.given())
          faults_.add("pins", i, "offering", pin.offering.name(), "no offering with `retain`");
        if (pin.cutover_from)
          faults_.add("pins", i, "cutover_from", pin.cutover_from->to_string(),
                      "no cutover with `retain`");
        if (pin.cutover_to)
          faults_.add("pins", i, "cutover_to", pin.cutover_to->to_string(),
                      "no cutover with `retain`");
        continue;
      }
      if (pin.offering.given()) not_covered("pins", i, pin.offering, pin.workload);
      if (pin.cutover_from) inside_horizon("pins", i, "cutover_from", *pin.cutover_from);
      if (pin.cutover_to) inside_horizon("pins", i, "cutover_to", *pin.cutover_to);
      if (pin.cutover_from && pin.cutover_to)
        ordered("pins", i, "cutover_to", *pin.cutover_from, *pin.cutover_to);
    }
  }

  void exceptions() {
    for (std::size_t i = 0; i < s_.exceptions.size(); ++i) {
      if (!faults_.broken("exceptions", i))
        not_covered("exceptions", i, s_.exceptions[i].offering, s_.exceptions[i].workload);
    }
  }

  void dependencies() {
    std::set<std::tuple<WorkloadId, WorkloadId, DependencyKind>> seen;
    for (std::size_t i = 0; i < s_.dependencies.size(); ++i) {
      const Dependency& d = s_.dependencies[i];
      if (faults_.broken("dependencies", i)) continue;
      if (d.prerequisite == d.dependent)
        faults_.add("dependencies", i, "dependent", d.dependent.name(),
                    "another workload than the prerequisite");
      if (!seen.emplace(d.prerequisite.id(), d.dependent.id(), d.kind).second) {
        faults_.add("dependencies", i, "dependent", d.dependent.name(),
                    "one arc of a kind between two workloads");
      }
      if (d.kind != DependencyKind::together) continue;
      if (d.lag != 0)
        faults_.add("dependencies", i, "lag", std::to_string(d.lag), "no lag with `together`");
      if (d.break_price)
        faults_.add("dependencies", i, "break_price", d.break_price->to_string(),
                    "no break price with `together`");
      if (d.if_retained == IfRetained::allow)
        faults_.add("dependencies", i, "if_retained", "allow", "no `allow` with `together`");
    }
  }

  /// An arc that holds whatever is decided, and whose lag counts in a cycle. `all_known`: no migration in progress is broken.
  [[nodiscard]] bool binds_in_cycles(const Dependency& d, bool all_known) const {
    const bool under_way = !all_known || data_.in_progress[d.dependent.id().index()] != nullptr;
    const bool sunk_start = d.kind == DependencyKind::start_after && under_way;
    return !d.break_price && d.if_retained == IfRetained::retain && !sunk_start;
  }

  /// A cycle of hard arcs with a positive sum of lags can never be satisfied: every arc inside a strongly connected
  /// component lies on a cycle, so one with a lag is enough.
  void dependency_cycles() {
    const bool all_known =
        !faults_.any_broken("migrations_in_progress", s_.migrations_in_progress.size());
    std::vector<Arc> arcs;
    std::vector<std::size_t> source;
    for (std::size_t i = 0; i < s_.dependencies.size(); ++i) {
      const Dependency& d = s_.dependencies[i];
      if (faults_.broken("dependencies", i) || !binds_in_cycles(d, all_known)) continue;
      const Arc arc{static_cast<Node>(d.prerequisite.id().index()),
                    static_cast<Node>(d.dependent.id().index())};
      arcs.push_back(arc);
      source.push_back(i);
      if (d.kind == DependencyKind::together) {
        arcs.push_back({arc.dependent, arc.prerequisite});
        source.push_back(i);
      }
    }
    const DependencyGraph graph(s_.workloads.size(), arcs);
    const Components parts = components(graph);
    std::set<std::uint32_t> told;
    for (std::size_t k = 0; k < arcs.size(); ++k) {
      const std::uint32_t part = parts.of[arcs[k].prerequisite];
      const bool inside = part == parts.of[arcs[k].dependent];
      if (!inside || s_.dependencies[source[k]].lag == 0 || !told.insert(part).second) continue;
      faults_.add("dependencies", source[k], "lag", std::to_string(s_.dependencies[source[k]].lag),
                  "no lag on a cycle of dependencies: " + cycle_text(arcs, arcs[k], parts));
    }
  }

  /// A shortest cycle through the arc, by names.
  [[nodiscard]] std::string cycle_text(const std::vector<Arc>& arcs, const Arc& through,
                                       const Components& parts) const {
    std::vector<Arc> kept{through};
    for (const Arc& arc : arcs) {
      const bool same_part = parts.of[arc.prerequisite] == parts.of[through.dependent] &&
                             parts.of[arc.dependent] == parts.of[through.dependent];
      if (same_part && arc.prerequisite != through.prerequisite) kept.push_back(arc);
    }
    std::string text;
    for (const Node node :
         shortest_cycle_through(DependencyGraph(s_.workloads.size(), kept), through.prerequisite)) {
      text += s_.workloads[node].id + " -> ";
    }
    return text + s_.workloads[through.prerequisite].id;
  }

  void interfaces() {
    std::set<std::pair<WorkloadId, WorkloadId>> seen;
    for (std::size_t i = 0; i < s_.interfaces.size(); ++i) {
      const Interface& link = s_.interfaces[i];
      if (faults_.broken("interfaces", i)) continue;
      if (link.a == link.b)
        faults_.add("interfaces", i, "b", link.b.name(), "another workload than a");
      if (!seen.emplace(std::minmax(link.a.id(), link.b.id())).second) {
        faults_.add("interfaces", i, "b", link.b.name(), "one interface between two workloads");
      }
    }
  }

  const Data& data_;
  const Scenario& s_;
  const Calendar& calendar_;
  FaultList& faults_;
};

}  // namespace

void validate_relations(const Portfolio::Data& data, FaultList& faults) {
  RelationValidator(data, faults).run();
}

}  // namespace qsmo::detail
