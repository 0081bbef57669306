#include "qsmo/planning/cycles.hpp"

#include <algorithm>
#include <optional>
#include <span>

#include "planning/ways.hpp"
#include "qsmo/graph/components.hpp"
#include "qsmo/graph/cycle.hpp"
#include "qsmo/policy/assessment.hpp"
#include "qsmo/policy/eligibility.hpp"

namespace qsmo {
namespace {

/// Hard arcs that hold also when the prerequisite is retained; `together` both ways; none into sunk starts.
struct HardArcs {
  std::vector<Arc> arcs;
  std::vector<const Dependency*> source;
};

HardArcs hard_arcs(const Portfolio& p) {
  HardArcs out;
  for (const Dependency& d : p.scenario().dependencies) {
    const bool sunk =
        d.kind == DependencyKind::start_after && p.in_progress(d.dependent.id()) != nullptr;
    if (d.break_price || d.if_retained == IfRetained::allow || sunk) continue;
    const Arc arc{static_cast<Node>(d.prerequisite.id().index()),
                  static_cast<Node>(d.dependent.id().index())};
    out.arcs.push_back(arc);
    out.source.push_back(&d);
    if (d.kind != DependencyKind::together) continue;
    out.arcs.push_back({arc.dependent, arc.prerequisite});
    out.source.push_back(&d);
  }
  return out;
}

std::string cycle_text(const Portfolio& p, const DependencyGraph& graph, Node through) {
  std::string text;
  for (const Node node : shortest_cycle_through(graph, through))
    text += p[WorkloadId(node)].id + " -> ";
  return text + p[WorkloadId(through)].id;
}

/// Shortest duration over the ways that are eligible (constraint 1) at some cutover; none if there is no such way.
std::optional<int> shortest_way(const Portfolio& p, WorkloadId w, const Standings& standings) {
  std::optional<int> least;
  const ServiceId service = p[w].service.id();
  const bool under_way = p.in_progress(w) != nullptr;
  for (const CoverageId coverage : p.coverages(service)) {
    const OfferingId offering = p[coverage].offering.id();
    const int duration = p.way(w, offering).duration();
    const EligibilityJudge judge(p, w, offering, standings[offering]);
    const auto open = [&](int t) {
      return under_way ? covered(p, offering, service, t) : !judge.at(t - duration, t).bars();
    };
    for (int t = 0; t < p.periods(); ++t) {
      if (!open(t)) continue;
      least = std::min(least.value_or(duration), duration);
      break;
    }
  }
  return least;
}

/// Why the members of a cycle cannot move; empty if they can.
std::string obstacle(const Portfolio& p, std::span<const Node> members, const HardArcs& hard,
                     const Components& parts) {
  const Standings standings = assessed_standings(p);
  std::vector<int> shortest;
  for (const Node node : members) {
    const std::optional<int> least = shortest_way(p, WorkloadId(node), standings);
    if (!least) return p[WorkloadId(node)].id + " has no eligible way";
    shortest.push_back(*least);
  }
  for (std::size_t i = 0; i < hard.arcs.size(); ++i) {
    const Arc& arc = hard.arcs[i];
    const bool inside = parts.of[arc.prerequisite] == parts.of[members.front()] &&
                        parts.of[arc.dependent] == parts.of[members.front()];
    if (!inside || hard.source[i]->kind != DependencyKind::start_after) continue;
    const auto at =
        std::lower_bound(members.begin(), members.end(), arc.dependent) - members.begin();
    if (shortest[static_cast<std::size_t>(at)] > 0) {
      return p[WorkloadId(arc.dependent)].id + " would have to start after it has cut over";
    }
  }
  return {};
}

bool obliged_by_input(const Portfolio& p, WorkloadId w) {
  const Pin* pin = p.pin(w);
  return p.in_progress(w) != nullptr || (pin != nullptr && pin->action == PinAction::migrate);
}

}  // namespace

MoveGroups move_groups(const Portfolio& p) {
  const HardArcs hard = hard_arcs(p);
  const DependencyGraph graph(p.scenario().workloads.size(), hard.arcs);
  const Components parts = components(graph);
  MoveGroups out;
  std::vector<Fault> faults;
  const NodeLists lists = parts.members();
  for (std::size_t part = 0; part < lists.size(); ++part) {
    const std::span<const Node> members = lists[part];
    std::vector<WorkloadId> group;
    for (const Node node : members) group.emplace_back(node);
    const std::string why = members.size() > 1 ? obstacle(p, members, hard, parts) : std::string();
    out.groups.push_back(group);
    out.blocked.push_back(!why.empty());
    if (why.empty()) continue;
    const std::string cycle = cycle_text(p, graph, members.front());
    const auto obliged = std::find_if(group.begin(), group.end(),
                                      [&](WorkloadId w) { return obliged_by_input(p, w); });
    if (obliged != group.end()) {
      faults.push_back({"", 0, "/workloads/" + std::to_string(obliged->index()), p[*obliged].id,
                        "no pinned move or migration in progress on a cycle that cannot move (" +
                            cycle + "; " + why + ")",
                        ""});
    }
    out.warnings.push_back("the cycle " + cycle + " cannot move: " + why);
  }
  if (!faults.empty()) throw InputError(std::move(faults));
  return out;
}

}  // namespace qsmo
