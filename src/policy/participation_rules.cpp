#include "qsmo/policy/participation_rules.hpp"

#include <algorithm>

#include "qsmo/core/int128.hpp"

namespace qsmo {
namespace {

/// `share` of an amount in cents, half away from zero.
std::int64_t share_of(Money amount, Decimal share) {
  const Int128 product = Int128(amount.raw()) * share.raw();
  const Int128 half = product < 0 ? -Decimal::scale / 2 : Decimal::scale / 2;
  return static_cast<std::int64_t>((product + half) / Decimal::scale);
}

}  // namespace

ParticipationVerdict participation_rule(const ParticipationFacts& facts, Date,
                                        const Parameters& parameters) {
  ParticipationVerdict verdict;
  const bool enough = facts.value >= facts.threshold;
  if (!enough) verdict.subsidy = Money::from_raw(facts.threshold.raw() - facts.value.raw());
  verdict.reason = !parameters.participation ? Reason::participation_free
                   : enough                  ? Reason::better_off
                                             : Reason::worse_off;
  return verdict;
}

IncentiveVerdict incentive_rule(const IncentiveFacts& facts, Date, const Parameters& parameters) {
  IncentiveVerdict verdict;
  verdict.reason = Reason::no_incentive;
  if (parameters.onboarding_subsidy == Decimal() && parameters.phase_subsidy == Decimal())
    return verdict;
  verdict.subsidy = Money::from_raw(share_of(facts.onboarding, parameters.onboarding_subsidy) +
                                    share_of(facts.phase_spend, parameters.phase_subsidy));
  verdict.repayment_years = parameters.subsidy_repayment_years;
  verdict.reason =
      verdict.repayment_years > 0 ? Reason::subsidised_to_be_repaid : Reason::subsidised;
  return verdict;
}

}  // namespace qsmo
