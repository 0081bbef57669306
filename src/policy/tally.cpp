#include "qsmo/policy/tally.hpp"

#include <algorithm>
#include <thread>
#include <vector>

#include "qsmo/policy/assessment.hpp"
#include "qsmo/policy/eligibility.hpp"
#include "qsmo/policy/mandate.hpp"
#include "qsmo/policy/windows.hpp"

namespace qsmo {
namespace {

class Tally {
 public:
  Tally(const Portfolio& portfolio, const IdVector<Offering, Standing>& standings,
        const MandateJudge& mandates)
      : p_(portfolio), standings_(standings), mandates_(mandates) {}

  void add(WorkloadId w) {
    for (int t = 0; t < p_.periods(); ++t) {
      note(start_window(p_, w, t));
      note(cutover_window(p_, w, t));
      note(mandates_.at(w, t));
    }
    for (const CoverageId coverage : p_.coverages(p_[w].service.id()))
      add(w, p_[coverage].offering.id());
  }

  ReasonCounts counts{};

 private:
  void add(WorkloadId w, OfferingId offering) {
    const EligibilityJudge judge(p_, w, offering, standings_[offering]);
    const int duration = p_.way(w, offering).duration();
    for (int start = 0; start + duration < p_.periods(); ++start) {
      for (const Verdict verdict : judge.all(start, start + duration)) note(verdict);
    }
  }

  void note(Verdict verdict) { ++counts[static_cast<std::size_t>(verdict.reason)]; }

  const Portfolio& p_;
  const IdVector<Offering, Standing>& standings_;
  const MandateJudge& mandates_;
};

}  // namespace

ReasonCounts tally_rules(const Portfolio& portfolio, int threads) {
  const std::size_t workloads = portfolio.scenario().workloads.size();
  const auto wanted = static_cast<std::size_t>(
      threads > 0 ? threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency())));
  const std::size_t parts = std::max<std::size_t>(1, std::min(wanted, workloads));
  const IdVector<Offering, Standing> standings = assessed_standings(portfolio);
  const MandateJudge mandates(portfolio);
  std::vector<Tally> tallies(parts, Tally(portfolio, standings, mandates));
  const auto run = [&](std::size_t part) {
    for (std::size_t w = part; w < workloads; w += parts) tallies[part].add(WorkloadId(w));
  };
  std::vector<std::thread> helpers;
  for (std::size_t part = 1; part < parts; ++part) helpers.emplace_back(run, part);
  run(0);
  for (std::thread& helper : helpers) helper.join();
  ReasonCounts sum{};
  for (const Tally& tally : tallies) {
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += tally.counts[i];
  }
  return sum;
}

}  // namespace qsmo
