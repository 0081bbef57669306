#include "qsmo/policy/adoption.hpp"

namespace qsmo {
namespace {

AdoptionVerdict verdict_of(Reason reason, AdoptionStatus status) {
  AdoptionVerdict verdict;
  verdict.reason = reason;
  verdict.status = status;
  return verdict;
}

}  // namespace

AdoptionVerdict adoption_rule(const AdoptionFacts& facts, Date, const Parameters&) {
  // Who needs nothing in the area has adopted nothing.
  if (facts.workloads > 0 && facts.adopted >= facts.workloads)
    return verdict_of(Reason::adoption_complete, AdoptionStatus::complete);
  if (facts.adopted > 0 || facts.under_way > 0)
    return verdict_of(Reason::adoption_partial, AdoptionStatus::partial);
  if (facts.planned > 0)
    return verdict_of(Reason::adoption_not_started, AdoptionStatus::not_started);
  return verdict_of(Reason::adoption_not_planned, AdoptionStatus::not_planned);
}

}  // namespace qsmo
