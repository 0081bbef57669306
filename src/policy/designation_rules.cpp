#include "qsmo/policy/designation_rules.hpp"

#include <algorithm>
#include <cstdint>
#include <span>

namespace qsmo {
namespace {

template <class T>
bool has(const std::vector<T>& values, T value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

template <class T>
bool has_all(const std::vector<T>& values, std::span<const T> wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](T value) { return has(values, value); });
}

DesignationState state_after(const std::vector<GovernanceStep>& done) {
  if (has(done, GovernanceStep::announced)) return DesignationState::designated;
  if (has(done, GovernanceStep::lead_named)) return DesignationState::pre_designated;
  return DesignationState::research;
}

/// `share` of a count, in millionths, like the other side of the comparison.
std::int64_t millionths(Decimal share, int count) { return share.raw() * count; }
std::int64_t millionths(int count) { return Decimal::scale * count; }

Reason judge_vote(const DesignationFacts& facts, const Parameters& parameters) {
  const int cast = facts.votes_for + facts.votes_against;
  if (millionths(cast) < millionths(parameters.vote_quorum, facts.members))
    return Reason::no_quorum;
  if (millionths(facts.votes_for) <= millionths(parameters.vote_majority, cast))
    return Reason::no_majority;
  return Reason::step_taken;
}

Reason judge_step(const DesignationFacts& facts, const Parameters& parameters) {
  if (!has_all(facts.done, governance_prerequisites(facts.step))) return Reason::step_out_of_order;
  if (has(facts.done, facts.step)) return Reason::step_repeated;
  switch (facts.step) {
  case GovernanceStep::lead_named:
    return Reason::pre_designates;
  case GovernanceStep::voted:
    return judge_vote(facts, parameters);
  case GovernanceStep::announced:
    return facts.plan_approved ? Reason::designates : Reason::plan_not_approved;
  default:
    return Reason::step_taken;
  }
}

}  // namespace

DesignationVerdict designation_rule(const DesignationFacts& facts, Date,
                                    const Parameters& parameters) {
  DesignationVerdict verdict;
  verdict.reason = judge_step(facts, parameters);
  std::vector<GovernanceStep> done = facts.done;
  if (!verdict.bars()) done.push_back(facts.step);
  verdict.state = state_after(done);
  return verdict;
}

Verdict operational_plan_rule(const OperationalPlanFacts& facts, Date,
                              const Parameters& parameters) {
  if (facts.version == 0) return {Reason::plan_not_submitted};
  if (!facts.reviewed) return {Reason::plan_awaits_review};
  const bool blocked =
      facts.open_major > 0 || (parameters.minor_findings_block && facts.open_minor > 0);
  if (blocked) return {Reason::plan_returned};
  if (!facts.voted) return {Reason::plan_awaits_vote};
  return {facts.open_minor > 0 ? Reason::plan_approved_on_condition : Reason::plan_approved};
}

Verdict solicitation_rule(const SolicitationFacts& facts, Date, const Parameters& parameters) {
  if (facts.area_state < parameters.solicitation_frozen_from) return {Reason::no_marketplace_yet};
  if (facts.takes_offering) return {Reason::takes_offering};
  if (facts.critical_maintenance) return {Reason::critical_maintenance};
  if (facts.amount < parameters.solicitation_threshold) return {Reason::below_threshold};
  const bool approved =
      has_all(facts.approved_by, std::span<const Approver>(parameters.business_case_approvers));
  return {approved ? Reason::business_case_approved : Reason::business_case_needed};
}

Verdict legacy_provider_rule(const LegacyProviderFacts& facts, Date, const Parameters& parameters) {
  if (facts.area_state < parameters.providers_frozen_from) return {Reason::not_frozen};
  if (facts.critical_patch) return {Reason::critical_patch};
  if (facts.ordered_by_law) return {Reason::ordered_by_law};
  return {facts.joint_case_approved ? Reason::joint_case_approved : Reason::joint_case_needed};
}

}  // namespace qsmo
