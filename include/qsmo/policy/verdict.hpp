// What a rule says, and why: every verdict has a reason, and every reason belongs to one rule.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "qsmo/model/field.hpp"

namespace qsmo {

/// Every rule, in the order in which eligibility asks them, then the others. Each is a pure function
/// `verdict = x_rule(facts, date, parameters)`; rules.hpp lists them with their functions.
enum class Rule {
  availability,
  provider,
  standards,
  fit_gap,
  marketplace,
  standing,
  quality,
  start_window,
  cutover_window,
  exception,
  mandate,
  participation,
  incentive,
  solicitation,
  legacy_provider,
  designation,
  operational_plan,
  attainment,
  score,
  assessment,
  adoption
};

template <>
struct EnumNames<Rule> {
  static constexpr std::array<std::string_view, 21> names{
      "availability", "provider",         "standards",    "fit_gap",        "marketplace",
      "standing",     "quality",          "start_window", "cutover_window", "exception",
      "mandate",      "participation",    "incentive",    "solicitation",   "legacy_provider",
      "designation",  "operational_plan", "attainment",   "score",          "assessment",
      "adoption"};
};

/// What a verdict means for whoever asked.
enum class Outcome {
  allowed,         ///< It may be done.
  barred,          ///< It may not be done.
  required,        ///< It must be done.
  found,           ///< A finding, with values: a score, a standing, an amount.
  not_applicable,  ///< The rule does not concern it, or has no force.
  missing          ///< The data to judge it are missing; never a pass.
};

template <>
struct EnumNames<Outcome> {
  static constexpr std::array<std::string_view, 6> names{"allowed", "barred",         "required",
                                                         "found",   "not_applicable", "missing"};
};

/// Every reason of every rule; `reasons` says what each means. Coverage of a rule means that each of its reasons was given.
enum class Reason {
  // availability
  available,
  is_incumbent,
  service_not_covered,
  not_yet_offered,
  stage_closed,
  service_not_in_stage,
  ends,
  off_ramp_inside,
  // provider
  provider_admitted,
  provider_kind_barred,
  // standards
  standards_met,
  standard_missing,
  standards_do_not_bind,
  // fit_gap
  no_gap,
  gap_within_limit,
  gap_too_large,
  // marketplace
  marketplace_open,
  marketplace_closed,
  excepted,
  outside_open,
  outside_until_pre_designation,
  outside_without_exception,
  // standing
  standing_accepted,
  standing_bars,
  // quality
  quality_free,
  quality_kept,
  quality_below,
  quality_unknown,
  // start_window
  start_open,
  starts_suspended,
  start_frozen,
  before_earliest_start,
  // cutover_window
  cutover_open,
  blacked_out,
  outside_cutover_rule,
  // exception
  exception_in_force,
  exception_pending,
  exception_denied,
  exception_not_yet,
  exception_expired,
  plan_not_comprehensive,
  off_ramp_missing,
  // mandate
  not_ordered,
  mandate_without_force,
  not_yet_due,
  waived,
  no_way_yet,
  deadline_reached,
  contract_ended,
  // participation
  participation_free,
  better_off,
  worse_off,
  // incentive
  no_incentive,
  subsidised,
  subsidised_to_be_repaid,
  // solicitation
  no_marketplace_yet,
  takes_offering,
  critical_maintenance,
  below_threshold,
  business_case_approved,
  business_case_needed,
  // legacy_provider
  not_frozen,
  critical_patch,
  ordered_by_law,
  joint_case_approved,
  joint_case_needed,
  // designation
  step_taken,
  pre_designates,
  designates,
  step_out_of_order,
  step_repeated,
  no_quorum,
  no_majority,
  plan_not_approved,
  // operational_plan
  plan_not_submitted,
  plan_awaits_review,
  plan_returned,
  plan_awaits_vote,
  plan_approved_on_condition,
  plan_approved,
  // attainment
  target_met,
  target_missed,
  not_observed,
  volume_only,
  // score
  scored,
  too_little_observed,
  // assessment
  standing_kept,
  standing_fell,
  standing_rose,
  fell_for_missing_data,
  score_missing,
  stays_delisted,
  // adoption
  adoption_complete,
  adoption_partial,
  adoption_not_started,
  adoption_not_planned
};

/// What a reason means. `sentence` speaks of facts and parameters by {name}; explain() fills them in.
struct ReasonInfo {
  Reason reason;
  std::string_view name;
  Rule rule;
  Outcome outcome;
  std::string_view sentence;
};

inline constexpr std::size_t reason_count =
    static_cast<std::size_t>(Reason::adoption_not_planned) + 1;

/// By reason.
inline constexpr std::array<ReasonInfo, reason_count> reasons{{
    {Reason::available, "available", Rule::availability, Outcome::allowed,
     "the offering serves it then"},
    {Reason::is_incumbent, "is_incumbent", Rule::availability, Outcome::barred,
     "the offering already serves it"},
    {Reason::service_not_covered, "service_not_covered", Rule::availability, Outcome::barred,
     "the offering does not cover the service"},
    {Reason::not_yet_offered, "not_yet_offered", Rule::availability, Outcome::barred,
     "no stage of the offering has begun"},
    {Reason::stage_closed, "stage_closed", Rule::availability, Outcome::barred,
     "its stage is {stage}, and cutovers need one of {open_stages}"},
    {Reason::service_not_in_stage, "service_not_in_stage", Rule::availability, Outcome::barred,
     "its stage {stage} does not list the service"},
    {Reason::ends, "ends", Rule::availability, Outcome::barred,
     "the offering ends inside the horizon"},
    {Reason::off_ramp_inside, "off_ramp_inside", Rule::availability, Outcome::barred,
     "the off-ramp of its exception lies inside the horizon"},
    {Reason::provider_admitted, "provider_admitted", Rule::provider, Outcome::allowed,
     "{kind} providers may take customers"},
    {Reason::provider_kind_barred, "provider_kind_barred", Rule::provider, Outcome::barred,
     "its provider is {kind}, and only {provider_kinds} may take customers"},
    {Reason::standards_met, "standards_met", Rule::standards, Outcome::allowed,
     "it meets every standard of the service"},
    {Reason::standard_missing, "standard_missing", Rule::standards, Outcome::barred,
     "it misses a standard of the service ({required})"},
    {Reason::standards_do_not_bind, "standards_do_not_bind", Rule::standards,
     Outcome::not_applicable, "standards do not bind (standards_bind {standards_bind})"},
    {Reason::no_gap, "no_gap", Rule::fit_gap, Outcome::allowed,
     "it covers every activity required"},
    {Reason::gap_within_limit, "gap_within_limit", Rule::fit_gap, Outcome::allowed,
     "the activities it leaves uncovered are within largest_fit_gap {largest_fit_gap}"},
    {Reason::gap_too_large, "gap_too_large", Rule::fit_gap, Outcome::barred,
     "it leaves more activities uncovered than largest_fit_gap {largest_fit_gap}"},
    {Reason::marketplace_open, "marketplace_open", Rule::marketplace, Outcome::allowed,
     "its marketplace is {state}, one of {eligible_states}"},
    {Reason::marketplace_closed, "marketplace_closed", Rule::marketplace, Outcome::barred,
     "its marketplace is {state}, and starts need one of {eligible_states} or an exception"},
    {Reason::excepted, "excepted", Rule::marketplace, Outcome::allowed,
     "an approved exception is in force"},
    {Reason::outside_open, "outside_open", Rule::marketplace, Outcome::allowed,
     "offerings outside marketplaces are open (outside_marketplace {outside_marketplace})"},
    {Reason::outside_until_pre_designation, "outside_until_pre_designation", Rule::marketplace,
     Outcome::allowed, "no marketplace of the area is pre-designated yet (it is {area_state})"},
    {Reason::outside_without_exception, "outside_without_exception", Rule::marketplace,
     Outcome::barred,
     "no marketplace lists it and no exception is in force (outside_marketplace "
     "{outside_marketplace}; the area's marketplace is {area_state})"},
    {Reason::standing_accepted, "standing_accepted", Rule::standing, Outcome::allowed,
     "its standing is {standing}"},
    {Reason::standing_bars, "standing_bars", Rule::standing, Outcome::barred,
     "its standing is {standing}, and {barring_standings} take no new customers"},
    {Reason::quality_free, "quality_free", Rule::quality, Outcome::not_applicable,
     "no quality is asked for (participation {participation}, quality_floor {quality_floor})"},
    {Reason::quality_kept, "quality_kept", Rule::quality, Outcome::allowed,
     "its quality {offered} is at least today's {today}"},
    {Reason::quality_below, "quality_below", Rule::quality, Outcome::barred,
     "its quality {offered} is below today's {today}"},
    {Reason::quality_unknown, "quality_unknown", Rule::quality, Outcome::missing,
     "a quality is not assessed (offered {offered}, today {today})"},
    {Reason::start_open, "start_open", Rule::start_window, Outcome::allowed, "it may start then"},
    {Reason::starts_suspended, "starts_suspended", Rule::start_window, Outcome::barred,
     "no migration may start (starts_allowed {starts_allowed})"},
    {Reason::start_frozen, "start_frozen", Rule::start_window, Outcome::barred,
     "a start freeze touches the period"},
    {Reason::before_earliest_start, "before_earliest_start", Rule::start_window, Outcome::barred,
     "it may not start before {earliest}"},
    {Reason::cutover_open, "cutover_open", Rule::cutover_window, Outcome::allowed,
     "it may cut over then"},
    {Reason::blacked_out, "blacked_out", Rule::cutover_window, Outcome::barred,
     "a blackout of the agency touches the period"},
    {Reason::outside_cutover_rule, "outside_cutover_rule", Rule::cutover_window, Outcome::barred,
     "the service cuts over by the rule {cutover_rule} alone"},
    {Reason::exception_in_force, "exception_in_force", Rule::exception, Outcome::allowed,
     "the Investment Action Plan is approved since {decided}"},
    {Reason::exception_pending, "exception_pending", Rule::exception, Outcome::barred,
     "the Investment Action Plan is not decided"},
    {Reason::exception_denied, "exception_denied", Rule::exception, Outcome::barred,
     "the Investment Action Plan was denied"},
    {Reason::exception_not_yet, "exception_not_yet", Rule::exception, Outcome::barred,
     "the approval holds only from {decided}"},
    {Reason::exception_expired, "exception_expired", Rule::exception, Outcome::barred,
     "its off-ramp {off_ramp} has passed"},
    {Reason::plan_not_comprehensive, "plan_not_comprehensive", Rule::exception, Outcome::barred,
     "the plan is streamlined, and this investment needs a comprehensive one"},
    {Reason::off_ramp_missing, "off_ramp_missing", Rule::exception, Outcome::barred,
     "the plan names no off-ramp date (off_ramp_required {off_ramp_required})"},
    {Reason::not_ordered, "not_ordered", Rule::mandate, Outcome::not_applicable,
     "nobody orders it to move"},
    {Reason::mandate_without_force, "mandate_without_force", Rule::mandate, Outcome::not_applicable,
     "mandates do not bind (mandates_bind {mandates_bind})"},
    {Reason::not_yet_due, "not_yet_due", Rule::mandate, Outcome::allowed,
     "it is ordered to move, and the deadline lies ahead"},
    {Reason::waived, "waived", Rule::mandate, Outcome::allowed, "a waiver lifts the mandate"},
    {Reason::no_way_yet, "no_way_yet", Rule::mandate, Outcome::allowed,
     "no offering could serve it by then (excused_without_way {excused_without_way})"},
    {Reason::deadline_reached, "deadline_reached", Rule::mandate, Outcome::required,
     "its mandate is due"},
    {Reason::contract_ended, "contract_ended", Rule::mandate, Outcome::required,
     "its contract ended on {contract_end} and may not be renewed"},
    {Reason::participation_free, "participation_free", Rule::participation, Outcome::not_applicable,
     "the policy is not voluntary (participation {participation})"},
    {Reason::better_off, "better_off", Rule::participation, Outcome::allowed,
     "joining is worth {value}, at least its threshold {threshold}"},
    {Reason::worse_off, "worse_off", Rule::participation, Outcome::barred,
     "joining is worth {value}, less than its threshold {threshold}"},
    {Reason::no_incentive, "no_incentive", Rule::incentive, Outcome::not_applicable,
     "no subsidy is offered"},
    {Reason::subsidised, "subsidised", Rule::incentive, Outcome::found,
     "a subsidy of {onboarding_subsidy} of onboarding and {phase_subsidy} of phases is paid"},
    {Reason::subsidised_to_be_repaid, "subsidised_to_be_repaid", Rule::incentive, Outcome::found,
     "a subsidy of {onboarding_subsidy} of onboarding and {phase_subsidy} of phases is paid, and "
     "repaid over {subsidy_repayment_years} years"},
    {Reason::no_marketplace_yet, "no_marketplace_yet", Rule::solicitation, Outcome::allowed,
     "the area's marketplace is {area_state}, before {solicitation_frozen_from}"},
    {Reason::takes_offering, "takes_offering", Rule::solicitation, Outcome::allowed,
     "it takes an offering of the marketplace"},
    {Reason::critical_maintenance, "critical_maintenance", Rule::solicitation, Outcome::allowed,
     "critical operation, security and maintenance go on"},
    {Reason::below_threshold, "below_threshold", Rule::solicitation, Outcome::allowed,
     "{amount} is below the review threshold {solicitation_threshold}"},
    {Reason::business_case_approved, "business_case_approved", Rule::solicitation, Outcome::allowed,
     "its business case is approved by {approved_by}"},
    {Reason::business_case_needed, "business_case_needed", Rule::solicitation, Outcome::barred,
     "it needs a business case approved by {business_case_approvers}; it has {approved_by}"},
    {Reason::not_frozen, "not_frozen", Rule::legacy_provider, Outcome::allowed,
     "the area's marketplace is {area_state}, before {providers_frozen_from}"},
    {Reason::critical_patch, "critical_patch", Rule::legacy_provider, Outcome::allowed,
     "critical patches have priority"},
    {Reason::ordered_by_law, "ordered_by_law", Rule::legacy_provider, Outcome::allowed,
     "appropriations language orders it to serve others"},
    {Reason::joint_case_approved, "joint_case_approved", Rule::legacy_provider, Outcome::allowed,
     "its joint business case with the QSMO is approved"},
    {Reason::joint_case_needed, "joint_case_needed", Rule::legacy_provider, Outcome::barred,
     "{request} needs a joint business case with the QSMO"},
    {Reason::step_taken, "step_taken", Rule::designation, Outcome::allowed,
     "the step {step} is taken"},
    {Reason::pre_designates, "pre_designates", Rule::designation, Outcome::allowed,
     "a lead is named: the marketplace is pre-designated"},
    {Reason::designates, "designates", Rule::designation, Outcome::allowed,
     "announced: the marketplace is designated"},
    {Reason::step_out_of_order, "step_out_of_order", Rule::designation, Outcome::barred,
     "the step {step} comes before what it needs: done so far are {done}"},
    {Reason::step_repeated, "step_repeated", Rule::designation, Outcome::barred,
     "the step {step} is done already"},
    {Reason::no_quorum, "no_quorum", Rule::designation, Outcome::barred,
     "{votes_for} + {votes_against} votes of {members} members are less than the quorum "
     "{vote_quorum}"},
    {Reason::no_majority, "no_majority", Rule::designation, Outcome::barred,
     "{votes_for} votes against {votes_against} do not exceed the share {vote_majority}"},
    {Reason::plan_not_approved, "plan_not_approved", Rule::designation, Outcome::barred,
     "designation is contingent on an approved operational plan"},
    {Reason::plan_not_submitted, "plan_not_submitted", Rule::operational_plan, Outcome::barred,
     "no version of the plan is submitted"},
    {Reason::plan_awaits_review, "plan_awaits_review", Rule::operational_plan, Outcome::barred,
     "version {version} awaits its reviews"},
    {Reason::plan_returned, "plan_returned", Rule::operational_plan, Outcome::barred,
     "version {version} has open findings: {open_major} major, {open_minor} minor"},
    {Reason::plan_awaits_vote, "plan_awaits_vote", Rule::operational_plan, Outcome::barred,
     "version {version} awaits the board's vote"},
    {Reason::plan_approved_on_condition, "plan_approved_on_condition", Rule::operational_plan,
     Outcome::allowed,
     "version {version} is approved on condition that {open_minor} minor findings are resolved"},
    {Reason::plan_approved, "plan_approved", Rule::operational_plan, Outcome::allowed,
     "version {version} is approved"},
    {Reason::target_met, "target_met", Rule::attainment, Outcome::found,
     "{value} meets the target {target}"},
    {Reason::target_missed, "target_missed", Rule::attainment, Outcome::found,
     "{value} misses the target {target}"},
    {Reason::not_observed, "not_observed", Rule::attainment, Outcome::missing,
     "there is no observation"},
    {Reason::volume_only, "volume_only", Rule::attainment, Outcome::not_applicable,
     "the measure has no target"},
    {Reason::scored, "scored", Rule::score, Outcome::found,
     "observed is a weight of {observed_weight} of {total_weight}"},
    {Reason::too_little_observed, "too_little_observed", Rule::score, Outcome::missing,
     "observed is a weight of {observed_weight} of {total_weight}, less than the share "
     "{least_observed_weight}"},
    {Reason::standing_kept, "standing_kept", Rule::assessment, Outcome::found,
     "the standing {standing} is kept with a score of {score}"},
    {Reason::standing_fell, "standing_fell", Rule::assessment, Outcome::found,
     "a score of {score} in the last of {periods_to_fall} periods moves it down from {standing}"},
    {Reason::standing_rose, "standing_rose", Rule::assessment, Outcome::found,
     "a score of {score} in the last of {periods_to_rise} periods moves it up from {standing}"},
    {Reason::fell_for_missing_data, "fell_for_missing_data", Rule::assessment, Outcome::found,
     "{missing_periods_to_watch} periods without a score move it to watch"},
    {Reason::score_missing, "score_missing", Rule::assessment, Outcome::missing,
     "there is no score; the standing {standing} is kept"},
    {Reason::stays_delisted, "stays_delisted", Rule::assessment, Outcome::found,
     "what is delisted stays so until it is listed anew"},
    {Reason::adoption_complete, "adoption_complete", Rule::adoption, Outcome::found,
     "all bureaus have adopted"},
    {Reason::adoption_partial, "adoption_partial", Rule::adoption, Outcome::found,
     "adoption has begun and is not complete"},
    {Reason::adoption_not_started, "adoption_not_started", Rule::adoption, Outcome::found,
     "adoption is planned and has not begun"},
    {Reason::adoption_not_planned, "adoption_not_planned", Rule::adoption, Outcome::found,
     "adoption is not planned"},
}};

template <>
struct EnumNames<Reason> {
  static constexpr std::array<std::string_view, reason_count> names = [] {
    std::array<std::string_view, reason_count> out{};
    for (const ReasonInfo& info : reasons) out[static_cast<std::size_t>(info.reason)] = info.name;
    return out;
  }();
};

[[nodiscard]] constexpr const ReasonInfo& info_of(Reason reason) {
  return reasons[static_cast<std::size_t>(reason)];
}

/// What a rule says. Rules that find values return a type derived from it.
struct Verdict {
  Reason reason = Reason::available;

  [[nodiscard]] constexpr Rule rule() const { return info_of(reason).rule; }
  [[nodiscard]] constexpr Outcome outcome() const { return info_of(reason).outcome; }
  /// Whether it stands in the way: barred, or the data to judge it are missing.
  [[nodiscard]] constexpr bool bars() const {
    return outcome() == Outcome::barred || outcome() == Outcome::missing;
  }

  /// The values it found, besides reason and outcome: none here.
  template <class Visitor, class Self>
  static void visit(Visitor&, Self&) {}
  friend constexpr bool operator==(const Verdict&, const Verdict&) = default;
};

}  // namespace qsmo
