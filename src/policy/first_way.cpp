#include "qsmo/policy/first_way.hpp"

#include <algorithm>
#include <vector>

#include "qsmo/policy/assessment.hpp"
#include "qsmo/policy/eligibility.hpp"
#include "qsmo/policy/windows.hpp"

namespace qsmo {
namespace {

bool pinned_away(const Pin* pin, OfferingId offering) {
  return pin != nullptr && (pin->action == PinAction::retain ||
                            (pin->offering.given() && pin->offering.id() != offering));
}

bool within_pin(const Calendar& calendar, const Pin* pin, int cutover) {
  if (pin == nullptr) return true;
  const bool early = pin->cutover_from && cutover < calendar.begin_period(*pin->cutover_from);
  const bool late = pin->cutover_to && cutover > calendar.last_period(*pin->cutover_to);
  return !early && !late;
}

/// The cutovers that one offering leaves open, and how long the way takes.
struct OpenWay {
  int duration = 0;
  std::vector<int> cutovers;  ///< Rising.
};

class FirstWays {
 public:
  explicit FirstWays(const Portfolio& portfolio)
      : p_(portfolio), standings_(assessed_standings(portfolio)) {
    for (std::size_t i = 0; i < p_.scenario().workloads.size(); ++i) {
      ways_.push_back(open_ways(WorkloadId(i)));
      first_.push_back(0);
    }
    while (raise()) {
    }
  }

  [[nodiscard]] IdVector<Workload, std::optional<int>> take() const {
    IdVector<Workload, std::optional<int>> out;
    for (const int first : first_)
      out.push_back(first < p_.periods() ? std::optional(first) : std::nullopt);
    return out;
  }

 private:
  [[nodiscard]] std::vector<OpenWay> open_ways(WorkloadId w) const {
    std::vector<OpenWay> out;
    if (const MigrationInProgress* m = p_.in_progress(w)) {
      out.push_back({0, {p_.calendar().begin_period(m->cutover_from)}});
      return out;
    }
    for (const CoverageId coverage : p_.coverages(p_[w].service.id())) {
      const OfferingId offering = p_[coverage].offering.id();
      if (!pinned_away(p_.pin(w), offering)) out.push_back(open_way(w, offering));
    }
    return out;
  }

  [[nodiscard]] OpenWay open_way(WorkloadId w, OfferingId offering) const {
    const EligibilityJudge judge(p_, w, offering, standings_[offering]);
    OpenWay way{p_.way(w, offering).duration(), {}};
    for (int c = way.duration; c < p_.periods(); ++c) {
      const int start = c - way.duration;
      const bool open = within_pin(p_.calendar(), p_.pin(w), c) &&
                        !cutover_window(p_, w, c).bars() && !start_window(p_, w, start).bars() &&
                        !judge.at(start, c).bars();
      if (open) way.cutovers.push_back(c);
    }
    return way;
  }

  /// One round; whether anything came later.
  bool raise() {
    std::vector<int> cutover(first_.size(), 0), start(first_.size(), 0);
    for (const Dependency& arc : p_.scenario().dependencies) hold_back(arc, cutover, start);
    bool raised = false;
    for (std::size_t i = 0; i < first_.size(); ++i) {
      if (p_.in_progress(WorkloadId(i)) != nullptr) cutover[i] = start[i] = 0;
      const int first = earliest(ways_[i], std::max(cutover[i], first_[i]), start[i]);
      raised = raised || first > first_[i];
      first_[i] = std::max(first_[i], first);
    }
    return raised;
  }

  void hold_back(const Dependency& arc, std::vector<int>& cutover, std::vector<int>& start) const {
    if (arc.break_price || arc.if_retained == IfRetained::allow) return;
    const std::size_t u = arc.prerequisite.id().index(), w = arc.dependent.id().index();
    std::vector<int>& held = arc.kind == DependencyKind::start_after ? start : cutover;
    held[w] = std::max(held[w], first_[u] + arc.lag);
    if (arc.kind == DependencyKind::together) cutover[u] = std::max(cutover[u], first_[w]);
  }

  /// First open cutover from the two dates on; periods() if there is none.
  [[nodiscard]] int earliest(const std::vector<OpenWay>& ways, int cutover, int start) const {
    int first = p_.periods();
    for (const OpenWay& way : ways) {
      const auto found = std::lower_bound(way.cutovers.begin(), way.cutovers.end(),
                                          std::max(cutover, start + way.duration));
      if (found != way.cutovers.end()) first = std::min(first, *found);
    }
    return first;
  }

  const Portfolio& p_;
  IdVector<Offering, Standing> standings_;
  std::vector<std::vector<OpenWay>> ways_;  // by workload
  std::vector<int> first_;                  // by workload; periods(): never
};

}  // namespace

IdVector<Workload, std::optional<int>> first_ways(const Portfolio& portfolio) {
  return FirstWays(portfolio).take();
}

}  // namespace qsmo
