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

Date floored(const Calendar& calendar, const Date& date) {
  return calendar.first_month(calendar.period_of(date));
}

}  // namespace

MandateFacts mandate_facts(const Portfolio& portfolio, WorkloadId workload) {
  const Calendar& calendar = portfolio.calendar();
  const Workload& need = portfolio[workload];
  MandateFacts facts;
  facts.area = portfolio[need.service.id()].area.name();
  facts.agency = need.agency.name();
  if (need.contract_end) facts.contract_end = floored(calendar, *need.contract_end);
  for (const Mandate& mandate : portfolio.scenario().mandates) {
    if (!orders(mandate, need)) continue;
    const Date deadline = floored(calendar, mandate.deadline);
    if (!facts.ordered_by || deadline < *facts.ordered_by) facts.ordered_by = deadline;
  }
  for (const Waiver* waiver : portfolio.waivers(workload)) {
    const Date until = floored(calendar, waiver->until);
    if (!facts.waived_until || *facts.waived_until < until) facts.waived_until = until;
  }
  return facts;
}

Verdict mandate(const Portfolio& portfolio, WorkloadId workload, int t) {
  return mandate_rule(mandate_facts(portfolio, workload), portfolio.calendar().first_month(t),
                      portfolio.parameters(t));
}

std::optional<int> mandated_deadline(const Portfolio& portfolio, WorkloadId workload) {
  const MandateFacts facts = mandate_facts(portfolio, workload);
  for (int t = 0; t < portfolio.periods(); ++t) {
    const Verdict verdict =
        mandate_rule(facts, portfolio.calendar().first_month(t), portfolio.parameters(t));
    if (verdict.outcome() == Outcome::required) return t;
  }
  return std::nullopt;
}

std::optional<int> incumbent_deadline(const Portfolio& portfolio, WorkloadId workload) {
  const Workload& need = portfolio[workload];
  if (!need.incumbent_end || need.fallback_factor) return std::nullopt;
  const int deadline = portfolio.calendar().last_period(*need.incumbent_end) + 1;
  if (deadline >= portfolio.periods()) return std::nullopt;
  return deadline;
}

}  // namespace qsmo
