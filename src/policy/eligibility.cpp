#include "qsmo/policy/eligibility.hpp"

#include <algorithm>

#include "qsmo/policy/designation.hpp"

namespace qsmo {
namespace {

template <class Entity>
bool lists(const std::vector<Ref<Entity>>& refs, Id<Entity> id) {
  return std::any_of(refs.begin(), refs.end(), [&](const auto& ref) { return ref.id() == id; });
}

bool serves(const Workload& workload, OfferingId offering) {
  return workload.incumbent.given() && workload.incumbent.id() == offering;
}

bool meets_standards(const Offering& offering, const Service& service) {
  return std::all_of(service.standards.begin(), service.standards.end(), [&](const auto& standard) {
    return lists(offering.standards, standard.id());
  });
}

bool holds(const Exception& exception, OfferingId offering) {
  return exception.decision == ExceptionDecision::approved && exception.offering.id() == offering;
}

bool excepted(const Portfolio& portfolio, WorkloadId workload, OfferingId offering, int start) {
  const auto exceptions = portfolio.exceptions(workload);
  return std::any_of(exceptions.begin(), exceptions.end(), [&](const Exception* exception) {
    return holds(*exception, offering) &&
           portfolio.calendar().begin_period(exception->date) <= start;
  });
}

bool may_start(const Portfolio& portfolio, WorkloadId workload, OfferingId offering, int start) {
  const Ref<Marketplace>& marketplace = portfolio[offering].marketplace;
  if (marketplace.given() && accepts_starts(portfolio, marketplace.id(), start)) return true;
  return excepted(portfolio, workload, offering, start);
}

bool good_enough(const Offering& offering, const Workload& workload) {
  return offering.quality && workload.quality && *offering.quality >= *workload.quality;
}

bool inside_horizon(const Portfolio& portfolio, const std::optional<Date>& date) {
  return date && portfolio.calendar().period_of(*date) < portfolio.periods();
}

// An off-ramp counts from whatever date its exception is approved: the workload must leave again.
bool ends(const Portfolio& portfolio, WorkloadId workload, OfferingId offering) {
  if (inside_horizon(portfolio, portfolio[offering].ends)) return true;
  const auto exceptions = portfolio.exceptions(workload);
  return std::any_of(exceptions.begin(), exceptions.end(), [&](const Exception* exception) {
    return holds(*exception, offering) && inside_horizon(portfolio, exception->off_ramp);
  });
}

}  // namespace

bool covered(const Portfolio& portfolio, OfferingId offering, ServiceId service, int t) {
  if (!portfolio.coverage(offering, service)) return false;
  if (!portfolio.staged(offering)) return true;
  const Stage* stage = portfolio.stage(offering, t);
  if (stage == nullptr || stage->state == StageState::planned) return false;
  return stage->services.empty() || lists(stage->services, service);
}

Eligibility eligibility(const Portfolio& portfolio, WorkloadId workload, OfferingId offering,
                        int start, int cutover) {
  const Workload& need = portfolio[workload];
  const Offering& offer = portfolio[offering];
  if (serves(need, offering)) return Eligibility::is_incumbent;
  if (!covered(portfolio, offering, need.service.id(), cutover))
    return Eligibility::service_not_covered;
  if (!meets_standards(offer, portfolio[need.service.id()])) return Eligibility::standard_not_met;
  if (!may_start(portfolio, workload, offering, std::max(start, 0)))
    return Eligibility::marketplace_closed;
  if (offer.standing >= Standing::suspended) return Eligibility::standing;
  if (portfolio.settings().participation && !good_enough(offer, need)) return Eligibility::quality;
  if (ends(portfolio, workload, offering)) return Eligibility::ends;
  return Eligibility::eligible;
}

}  // namespace qsmo
