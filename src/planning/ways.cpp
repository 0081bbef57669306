#include "planning/ways.hpp"

#include <algorithm>

#include "qsmo/policy/assessment.hpp"
#include "qsmo/policy/eligibility.hpp"
#include "qsmo/policy/windows.hpp"

namespace qsmo {
namespace {

struct Range {
  int from = 0;
  int to = 0;
};

/// Cutover periods that a pin or a migration in progress leaves.
Range pinned_range(const Portfolio& p, WorkloadId w) {
  const Calendar& calendar = p.calendar();
  Range range{0, p.periods() - 1};
  const auto narrow = [&](const std::optional<Date>& from, const std::optional<Date>& to) {
    if (from) range.from = std::max(range.from, calendar.begin_period(*from));
    if (to) range.to = std::min(range.to, calendar.last_period(*to));
  };
  if (const MigrationInProgress* m = p.in_progress(w)) {
    narrow(m->cutover_from, m->cutover_to.value_or(m->cutover_from));
  } else if (const Pin* pin = p.pin(w)) {
    narrow(pin->cutover_from, pin->cutover_to);
  }
  return range;
}

bool pinned_away(const Portfolio& p, WorkloadId w, OfferingId offering) {
  if (const MigrationInProgress* m = p.in_progress(w)) return m->offering.id() != offering;
  const Pin* pin = p.pin(w);
  if (pin == nullptr) return false;
  return pin->action == PinAction::retain ||
         (pin->offering.given() && pin->offering.id() != offering);
}

/// What does not depend on the offering: rule, blackouts, range.
std::vector<bool> open_cutovers(const Portfolio& p, WorkloadId w) {
  std::vector<bool> open(static_cast<std::size_t>(p.periods()), false);
  const Range range = pinned_range(p, w);
  for (int t = range.from; t <= range.to; ++t) {
    open[static_cast<std::size_t>(t)] = cutover_rule_allows(p, w, t) && !blacked_out(p, w, t);
  }
  return open;
}

/// Start periods that windows and the earliest start leave.
std::vector<bool> open_starts(const Portfolio& p, WorkloadId w) {
  std::vector<bool> open(static_cast<std::size_t>(p.periods()), false);
  for (int t = std::max(0, earliest_start(p, w)); t < p.periods(); ++t)
    open[static_cast<std::size_t>(t)] = !start_frozen(p, w, t);
  return open;
}

}  // namespace

bool WayOpen::any() const { return std::find(open.begin(), open.end(), true) != open.end(); }

Standings last_standings(const Portfolio& p) { return assessed_standings(p); }

std::vector<WayOpen> open_ways(const Portfolio& p, WorkloadId w, const Standings& standings) {
  std::vector<WayOpen> ways;
  const std::vector<bool> cutovers = open_cutovers(p, w);
  const std::vector<bool> starts = open_starts(p, w);
  const bool under_way = p.in_progress(w) != nullptr;
  const ServiceId service = p[w].service.id();
  for (const CoverageId coverage : p.coverages(service)) {
    const OfferingId offering = p[coverage].offering.id();
    if (pinned_away(p, w, offering)) continue;
    WayOpen way{offering, coverage, p.way(w, offering), cutovers};
    const EligibilityJudge judge(p, w, offering, standings[offering]);
    for (int t = 0; t < p.periods(); ++t) {
      const auto i = static_cast<std::size_t>(t);
      if (!way.open[i]) continue;
      const int start = t - way.way.duration();
      way.open[i] = under_way ? covered(p, offering, service, t)
                              : start >= 0 && starts[static_cast<std::size_t>(start)] &&
                                    !judge.at(start, t).bars();
    }
    if (way.any() || under_way) ways.push_back(std::move(way));
  }
  return ways;
}

}  // namespace qsmo
