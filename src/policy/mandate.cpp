#include "qsmo/policy/mandate.hpp"

#include <algorithm>

#include "qsmo/policy/first_way.hpp"

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

MandateJudge::MandateJudge(const Portfolio& portfolio) : portfolio_(&portfolio) {
  for (std::size_t i = 0; i < portfolio.scenario().workloads.size(); ++i)
    facts_.push_back(mandate_facts(portfolio, WorkloadId(i)));
  const auto& regimes = portfolio.regimes();
  const bool asked = std::any_of(regimes.begin(), regimes.end(), [](const Parameters& p) {
    return p.excused_without_way && p.mandates_bind;
  });
  if (!asked) return;
  first_way_ = first_ways(portfolio);
  wayless_ = facts_;
  for (MandateFacts& facts : wayless_) facts.has_way = false;
}

const MandateFacts& MandateJudge::facts(WorkloadId workload, int t) const {
  const bool has_way = first_way_.size() == 0 || first_way_[workload].value_or(t + 1) <= t;
  return (has_way ? facts_ : wayless_)[workload.index()];
}

Verdict MandateJudge::at(WorkloadId workload, int t) const {
  return mandate_rule(facts(workload, t), portfolio_->calendar().first_month(t),
                      portfolio_->parameters(t));
}

std::optional<int> MandateJudge::deadline(WorkloadId workload) const {
  for (int t = 0; t < portfolio_->periods(); ++t) {
    if (at(workload, t).outcome() == Outcome::required) return t;
  }
  return std::nullopt;
}

std::optional<int> mandated_deadline(const Portfolio& portfolio, WorkloadId workload) {
  return MandateJudge(portfolio).deadline(workload);
}

std::optional<int> incumbent_deadline(const Portfolio& portfolio, WorkloadId workload) {
  const Workload& need = portfolio[workload];
  if (!need.incumbent_end || need.fallback_factor) return std::nullopt;
  const int deadline = portfolio.calendar().last_period(*need.incumbent_end) + 1;
  if (deadline >= portfolio.periods()) return std::nullopt;
  return deadline;
}

}  // namespace qsmo
