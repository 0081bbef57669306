#include "qsmo/policy/windows.hpp"

#include <algorithm>

namespace qsmo {
namespace {

// Clamped dates make a window that is wholly past or wholly beyond the horizon empty.
template <class Window>
bool touches(const Calendar& calendar, const Window& window, int t) {
  return calendar.begin_period(window.from) <= t && t <= calendar.last_period(window.to);
}

template <class Windows>
bool any_touches(const Calendar& calendar, const Windows& windows, int t) {
  return std::any_of(windows.begin(), windows.end(),
                     [&](const auto* window) { return touches(calendar, *window, t); });
}

}  // namespace

bool cutover_rule_allows(const Portfolio& portfolio, WorkloadId workload, int t) {
  const Calendar& calendar = portfolio.calendar();
  switch (portfolio[portfolio[workload].service.id()].cutover_rule) {
  case CutoverRule::any:
    return true;
  case CutoverRule::fiscal_year_start:
    return calendar.starts_fiscal_year(t);
  case CutoverRule::calendar_year_start:
    return calendar.starts_calendar_year(t);
  case CutoverRule::quarter_start:
    return calendar.starts_quarter(t);
  }
  return false;
}

bool blacked_out(const Portfolio& portfolio, WorkloadId workload, int t) {
  return any_touches(portfolio.calendar(), portfolio.blackouts(portfolio[workload].agency.id()), t);
}

bool start_frozen(const Portfolio& portfolio, WorkloadId workload, int t) {
  return any_touches(portfolio.calendar(), portfolio.start_freezes(portfolio[workload].agency.id()),
                     t);
}

int earliest_start(const Portfolio& portfolio, WorkloadId workload) {
  const std::optional<Date>& date = portfolio[workload].earliest_start;
  return date ? portfolio.calendar().begin_period(*date) : 0;
}

}  // namespace qsmo
