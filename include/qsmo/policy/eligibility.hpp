// Which offering a workload may move to (docs/planning-problem.md, constraint 1): the rules about offerings, asked of a
// portfolio.
#pragma once

#include <array>
#include <vector>

#include "qsmo/model/portfolio.hpp"
#include "qsmo/policy/exception.hpp"
#include "qsmo/policy/offering_rules.hpp"

namespace qsmo {

/// What a portfolio says about moving `workload` onto `offering`: the facts of each rule. Starts before the horizon act
/// as 0.
[[nodiscard]] AvailabilityFacts availability_facts(const Portfolio& portfolio, WorkloadId workload,
                                                   OfferingId offering, int cutover);
[[nodiscard]] StandardsFacts standards_facts(const Portfolio& portfolio, WorkloadId workload,
                                             OfferingId offering);
[[nodiscard]] FitGapFacts fit_gap_facts(const Portfolio& portfolio, WorkloadId workload,
                                        OfferingId offering);
[[nodiscard]] MarketplaceFacts marketplace_facts(const Portfolio& portfolio, WorkloadId workload,
                                                 OfferingId offering, int start);
[[nodiscard]] ExceptionFacts exception_facts(const Portfolio& portfolio, const Exception& exception,
                                             int start);

/// Whether a workload may move onto an offering, at any time: what does not depend on the time is judged once for each
/// regime of the policy. Keeps a reference to the portfolio.
class EligibilityJudge {
 public:
  /// `standing` is the offering's assessed standing as last observed (assessment.hpp). O(standards + activities).
  EligibilityJudge(const Portfolio& portfolio, WorkloadId workload, OfferingId offering,
                   Standing standing);

  /// The first verdict that bars, in the order availability (but for ends), provider, standards, fit gap, marketplace,
  /// standing, quality, ends; else `available`. Does not look at windows, pins or capacity. Parameters are those of the
  /// start, but for the stages those of the cutover. O(stages + exceptions).
  [[nodiscard]] Verdict at(int start, int cutover) const;

  /// The verdict of every rule, in the same order, each once.
  [[nodiscard]] std::array<Verdict, 7> all(int start, int cutover) const;

 private:
  /// Verdicts that no date changes, of one regime.
  struct Timeless {
    std::array<Verdict, 3> before;  ///< provider, standards, fit gap
    std::array<Verdict, 2> after;   ///< standing, quality
    Verdict first_before, first_after;
  };
  [[nodiscard]] Timeless judge(const Parameters& parameters, Standing standing) const;
  [[nodiscard]] Verdict marketplace(int start) const;

  const Portfolio* portfolio_;
  WorkloadId workload_;
  OfferingId offering_;
  AvailabilityFacts ends_;
  std::vector<Timeless> timeless_;  // by regime
};

/// The verdict of EligibilityJudge for one start and cutover.
[[nodiscard]] Verdict eligibility(const Portfolio& portfolio, WorkloadId workload,
                                  OfferingId offering, int start, int cutover);

/// Whether `offering` covers `service` in period t: covered at all, and in an open stage that lists it.
[[nodiscard]] bool covered(const Portfolio& portfolio, OfferingId offering, ServiceId service,
                           int t);

}  // namespace qsmo
