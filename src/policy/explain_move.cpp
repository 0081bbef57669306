#include "qsmo/policy/explain_move.hpp"

#include <algorithm>

#include "qsmo/policy/assessment.hpp"
#include "qsmo/policy/eligibility.hpp"
#include "qsmo/policy/mandate.hpp"
#include "qsmo/policy/windows.hpp"

namespace qsmo {
namespace {

Explanation in_words(const Portfolio& portfolio, int t, Reason reason,
                     const std::vector<NamedText>& facts) {
  return detail::explain(reason, facts, portfolio.values_by_period(),
                         portfolio.calendar().first_month(std::max(t, 0)));
}

std::vector<NamedText> facts_of_offering(const Portfolio& p, WorkloadId w, OfferingId o, int start,
                                         int cutover, Rule rule) {
  switch (rule) {
  case Rule::availability:
    return texts_of(availability_facts(p, w, o, cutover));
  case Rule::provider:
    return texts_of(ProviderFacts{p[p[o].provider.id()].kind()});
  case Rule::standards:
    return texts_of(standards_facts(p, w, o));
  case Rule::fit_gap:
    return texts_of(fit_gap_facts(p, w, o));
  case Rule::marketplace:
    return texts_of(marketplace_facts(p, w, o, start));
  case Rule::standing:
    return texts_of(StandingFacts{assessed_standing(p, o)});
  case Rule::quality:
    return texts_of(QualityFacts{p[o].quality, p[w].quality});
  default:
    return {};
  }
}

std::vector<NamedText> facts_of_workload(const Portfolio& p, WorkloadId w, int t, Rule rule) {
  switch (rule) {
  case Rule::mandate:
    return texts_of(mandate_facts(p, w));
  case Rule::start_window:
    return texts_of(start_window_facts(p, w, t));
  case Rule::cutover_window:
    return texts_of(cutover_window_facts(p, w, t));
  default:
    return {};
  }
}

}  // namespace

Explanation explain_move(const Portfolio& portfolio, WorkloadId workload, OfferingId offering,
                         int start, int cutover, Reason reason) {
  const Rule rule = info_of(reason).rule;
  return in_words(portfolio, rule == Rule::availability ? cutover : start, reason,
                  facts_of_offering(portfolio, workload, offering, start, cutover, rule));
}

Explanation explain_workload(const Portfolio& portfolio, WorkloadId workload, int t,
                             Reason reason) {
  return in_words(portfolio, t, reason,
                  facts_of_workload(portfolio, workload, t, info_of(reason).rule));
}

}  // namespace qsmo
