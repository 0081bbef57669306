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

Verdict judge_start(const Portfolio& portfolio, const StartWindowFacts& facts, int t) {
  return start_window_rule(facts, portfolio.calendar().first_month(t), portfolio.parameters(t));
}

Verdict judge_cutover(const Portfolio& portfolio, const CutoverWindowFacts& facts, int t) {
  return cutover_window_rule(facts, portfolio.calendar().first_month(t), portfolio.parameters(t));
}

CutoverWindowFacts without_blackouts(const Portfolio& portfolio, WorkloadId workload, int t) {
  const Calendar& calendar = portfolio.calendar();
  return {portfolio[portfolio[workload].service.id()].cutover_rule, calendar.starts_fiscal_year(t),
          calendar.starts_calendar_year(t), calendar.starts_quarter(t), false};
}

StartWindowFacts without_earliest(const Portfolio& portfolio, WorkloadId workload, int t) {
  return {any_touches(portfolio.calendar(),
                      portfolio.start_freezes(portfolio[workload].agency.id()), t),
          std::nullopt};
}

}  // namespace

StartWindowFacts start_window_facts(const Portfolio& portfolio, WorkloadId workload, int t) {
  StartWindowFacts facts = without_earliest(portfolio, workload, t);
  if (portfolio[workload].earliest_start)
    facts.earliest = portfolio.calendar().first_month(earliest_start(portfolio, workload));
  return facts;
}

CutoverWindowFacts cutover_window_facts(const Portfolio& portfolio, WorkloadId workload, int t) {
  CutoverWindowFacts facts = without_blackouts(portfolio, workload, t);
  facts.blacked_out = blacked_out(portfolio, workload, t);
  return facts;
}

Verdict start_window(const Portfolio& portfolio, WorkloadId workload, int t) {
  return judge_start(portfolio, start_window_facts(portfolio, workload, t), t);
}

Verdict cutover_window(const Portfolio& portfolio, WorkloadId workload, int t) {
  return judge_cutover(portfolio, cutover_window_facts(portfolio, workload, t), t);
}

bool cutover_rule_allows(const Portfolio& portfolio, WorkloadId workload, int t) {
  return !judge_cutover(portfolio, without_blackouts(portfolio, workload, t), t).bars();
}

bool blacked_out(const Portfolio& portfolio, WorkloadId workload, int t) {
  return any_touches(portfolio.calendar(), portfolio.blackouts(portfolio[workload].agency.id()), t);
}

bool start_frozen(const Portfolio& portfolio, WorkloadId workload, int t) {
  return judge_start(portfolio, without_earliest(portfolio, workload, t), t).bars();
}

int earliest_start(const Portfolio& portfolio, WorkloadId workload) {
  const std::optional<Date>& date = portfolio[workload].earliest_start;
  return date ? portfolio.calendar().begin_period(*date) : 0;
}

}  // namespace qsmo
