#include "qsmo/policy/mandate.hpp"

#include <algorithm>

namespace qsmo {
namespace {

// An empty list means all; bureaus are listed separately, so a parent stands for itself only.
template <class Entity>
bool names(const std::vector<Ref<Entity>>& refs, Id<Entity> id) {
  return refs.empty() ||
         std::any_of(refs.begin(), refs.end(), [&](const auto& ref) { return ref.id() == id; });
}

bool orders(const Mandate& mandate, const Workload& workload) {
  return names(mandate.agencies, workload.agency.id()) &&
         names(mandate.services, workload.service.id());
}

}  // namespace

std::optional<int> mandated_deadline(const Portfolio& portfolio, WorkloadId workload) {
  if (!portfolio.settings().mandates_bind) return std::nullopt;
  const Calendar& calendar = portfolio.calendar();
  int deadline = calendar.periods();
  for (const Mandate& mandate : portfolio.scenario().mandates) {
    if (orders(mandate, portfolio[workload])) {
      deadline = std::min(deadline, calendar.begin_period(mandate.deadline));
    }
  }
  for (const Waiver* waiver : portfolio.waivers(workload)) {
    deadline = std::max(deadline, calendar.last_period(waiver->until) + 1);
  }
  if (deadline >= calendar.periods()) return std::nullopt;
  return deadline;
}

std::optional<int> incumbent_deadline(const Portfolio& portfolio, WorkloadId workload) {
  const Workload& need = portfolio[workload];
  if (!need.incumbent_end || need.fallback_factor) return std::nullopt;
  const int deadline = portfolio.calendar().last_period(*need.incumbent_end) + 1;
  if (deadline >= portfolio.periods()) return std::nullopt;
  return deadline;
}

}  // namespace qsmo
