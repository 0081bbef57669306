#include "qsmo/policy/participation.hpp"

#include <algorithm>

namespace qsmo {
namespace {

IncentiveFacts incentive_facts(const Way& way) {
  IncentiveFacts facts{way.onboarding, {}};
  for (const Way::PhaseNeeds& phase : way.phases) {
    for (int k = 0; k < phase.periods; ++k) facts.phase_spend += phase.spend;
  }
  return facts;
}

/// `count` equal parts, rounded down, the rest with the last.
void add_repayments(std::vector<Instalment>& out, Money subsidy, int first, int count) {
  const std::int64_t part = subsidy.raw() / count;
  const std::int64_t last = subsidy.raw() - part * (count - 1);
  for (int k = 0; k < count; ++k)
    out.push_back({first + k, Money::from_raw(k + 1 < count ? -part : -last)});
}

}  // namespace

bool voluntary(const Portfolio& portfolio, int t) { return portfolio.parameters(t).participation; }

bool ever_voluntary(const Portfolio& portfolio) {
  const auto& regimes = portfolio.regimes();
  return std::any_of(regimes.begin(), regimes.end(),
                     [](const Parameters& parameters) { return parameters.participation; });
}

ParticipationVerdict participation(const Portfolio& portfolio, AgencyId agency, double value) {
  Parameters parameters;
  parameters.participation = true;
  return participation_rule({Money::nearest(value), portfolio[agency].participation_threshold}, {},
                            parameters);
}

std::vector<Instalment> incentive(const Portfolio& portfolio, WorkloadId workload,
                                  OfferingId offering, int cutover) {
  const Parameters& parameters = portfolio.parameters(cutover);
  const bool any =
      parameters.onboarding_subsidy != Decimal() || parameters.phase_subsidy != Decimal();
  if (!any || portfolio.in_progress(workload) != nullptr) return {};
  const IncentiveVerdict verdict =
      incentive_rule(incentive_facts(portfolio.way(workload, offering)),
                     portfolio.calendar().first_month(cutover), parameters);
  if (verdict.subsidy == Money()) return {};
  std::vector<Instalment> out{{cutover, verdict.subsidy}};
  const int count = verdict.repayment_years * portfolio.calendar().periods_per_year();
  if (count > 0) add_repayments(out, verdict.subsidy, cutover + 1, count);
  return out;
}

std::optional<Money> incentive_budget(const Portfolio& portfolio, int fiscal_year) {
  for (int t = 0; t < portfolio.periods(); ++t) {
    if (portfolio.calendar().fiscal_year(t) == fiscal_year)
      return portfolio.parameters(t).incentive_budget;
  }
  return std::nullopt;
}

}  // namespace qsmo
