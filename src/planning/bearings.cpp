#include "qsmo/planning/bearings.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "planning/ways.hpp"
#include "qsmo/planning/money.hpp"
#include "qsmo/policy/eligibility.hpp"
#include "qsmo/policy/explain_move.hpp"
#include "qsmo/policy/mandate.hpp"
#include "qsmo/policy/participation.hpp"
#include "qsmo/policy/windows.hpp"

namespace qsmo {
namespace {

/// Counts of one workload's reasons: by offering (0: none; i + 1: offering i) and reason.
class Tally {
 public:
  void note(std::optional<OfferingId> offering, Reason reason, int t) {
    const std::size_t key = offering ? offering->index() + 1 : 0;
    const auto [found, fresh] =
        counts_.try_emplace({key, reason}, Bearing{{}, offering, reason, t, t, 0});
    Bearing& bearing = found->second;
    bearing.first = std::min(bearing.first, t);
    bearing.last = std::max(bearing.last, t);
    ++bearing.periods;
  }

  void write(WorkloadId workload, std::vector<Bearing>& out) const {
    for (const auto& [key, bearing] : counts_) {
      out.push_back(bearing);
      out.back().workload = workload;
    }
  }

 private:
  std::map<std::pair<std::size_t, Reason>, Bearing> counts_;
};

/// What joining is worth to each agency, in dollars; empty if the policy is never voluntary.
std::vector<double> gains_of(const Portfolio& p, const Plan& plan) {
  std::vector<double> out;
  if (!ever_voluntary(p)) return out;
  const Statement today = evaluate(p, status_quo(p));
  const Statement then = evaluate(p, plan);
  for (std::size_t i = 0; i < p.scenario().agencies.size(); ++i)
    out.push_back(present_value(p, today, AgencyId(i)) - present_value(p, then, AgencyId(i)));
  return out;
}

class Bearings {
 public:
  Bearings(const Portfolio& portfolio, const Plan& plan)
      : p_(portfolio),
        plan_(plan),
        standings_(last_standings(portfolio)),
        mandates_(portfolio),
        gain_(gains_of(portfolio, plan)) {}

  std::vector<Bearing> run() {
    std::vector<Bearing> out;
    for (std::size_t i = 0; i < plan_.moves.size(); ++i) {
      Tally tally;
      add_workload(WorkloadId(i), tally);
      tally.write(WorkloadId(i), out);
    }
    return out;
  }

 private:
  void add_workload(WorkloadId w, Tally& tally) const {
    for (int t = 0; t < p_.periods(); ++t) {
      const Verdict verdict = mandates_.at(w, t);
      if (verdict.outcome() != Outcome::not_applicable) tally.note({}, verdict.reason, t);
    }
    if (p_.in_progress(w) != nullptr) return;
    add_windows(w, tally);
    for (const CoverageId coverage : p_.coverages(p_[w].service.id()))
      add_offering(w, p_[coverage].offering.id(), tally);
    if (plan_.moves[w]) add_move(w, *plan_.moves[w], tally);
  }

  void add_windows(WorkloadId w, Tally& tally) const {
    for (int t = 0; t < p_.periods(); ++t) {
      for (const Verdict verdict : {start_window(p_, w, t), cutover_window(p_, w, t)}) {
        if (verdict.bars()) tally.note({}, verdict.reason, t);
      }
    }
  }

  void add_offering(WorkloadId w, OfferingId offering, Tally& tally) const {
    const EligibilityJudge judge(p_, w, offering, standings_[offering]);
    const int duration = p_.way(w, offering).duration();
    for (int start = 0; start + duration < p_.periods(); ++start) {
      const Verdict verdict = judge.at(start, start + duration);
      if (verdict.reason == Reason::is_incumbent) return;
      const bool at_cutover = verdict.rule() == Rule::availability;
      if (verdict.bars())
        tally.note(offering, verdict.reason, at_cutover ? start + duration : start);
    }
  }

  void add_move(WorkloadId w, const Move& move, Tally& tally) const {
    const EligibilityJudge judge(p_, w, move.offering, standings_[move.offering]);
    const int start = start_of(p_, w, move);
    for (const Verdict verdict : judge.all(start, move.cutover)) {
      const bool of_policy = verdict.rule() == Rule::marketplace || verdict.rule() == Rule::quality;
      if (of_policy && verdict.outcome() == Outcome::allowed)
        tally.note(move.offering, verdict.reason, start);
    }
    if (voluntary(p_, start)) tally.note({}, joined(p_[w].agency.id()), start);
    if (!incentive(p_, w, move.offering, move.cutover).empty())
      tally.note(move.offering, subsidy(move.cutover), move.cutover);
  }

  [[nodiscard]] Reason joined(AgencyId agency) const {
    return participation(p_, agency, gain_[agency.index()]).reason;
  }

  [[nodiscard]] Reason subsidy(int cutover) const {
    return p_.parameters(cutover).subsidy_repayment_years > 0 ? Reason::subsidised_to_be_repaid
                                                              : Reason::subsidised;
  }

  const Portfolio& p_;
  const Plan& plan_;
  Standings standings_;
  MandateJudge mandates_;
  std::vector<double> gain_;
};

Explanation explain_one(const Portfolio& p, const std::vector<double>& gains,
                        const Bearing& bearing) {
  const Rule rule = info_of(bearing.reason).rule;
  const Date date = p.calendar().first_month(bearing.first);
  if (rule == Rule::participation) {
    const AgencyId agency = p[bearing.workload].agency.id();
    const ParticipationFacts facts{Money::nearest(gains[agency.index()]),
                                   p[agency].participation_threshold};
    return detail::explain(bearing.reason, texts_of(facts), p.values_by_period(), date);
  }
  if (rule == Rule::incentive)
    return detail::explain(bearing.reason, {}, p.values_by_period(), date);
  if (!bearing.offering)
    return explain_workload(p, bearing.workload, bearing.first, bearing.reason);
  const int duration = p.way(bearing.workload, *bearing.offering).duration();
  const int start = rule == Rule::availability ? bearing.first - duration : bearing.first;
  return explain_move(p, bearing.workload, *bearing.offering, start, start + duration,
                      bearing.reason);
}

}  // namespace

std::vector<Bearing> bearings(const Portfolio& portfolio, const Plan& plan) {
  return Bearings(portfolio, plan).run();
}

std::vector<Explanation> explain(const Portfolio& portfolio, const Plan& plan,
                                 const std::vector<Bearing>& bearings) {
  const std::vector<double> gains = gains_of(portfolio, plan);
  std::vector<Explanation> out;
  for (const Bearing& bearing : bearings) out.push_back(explain_one(portfolio, gains, bearing));
  return out;
}

}  // namespace qsmo
