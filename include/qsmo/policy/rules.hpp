// Every rule with its function: the one list that tests, traces, coverage and documentation go by.
#pragma once

#include <string_view>

#include "qsmo/policy/adoption.hpp"
#include "qsmo/policy/assessment_rules.hpp"
#include "qsmo/policy/designation_rules.hpp"
#include "qsmo/policy/exception.hpp"
#include "qsmo/policy/mandate_rules.hpp"
#include "qsmo/policy/offering_rules.hpp"
#include "qsmo/policy/participation_rules.hpp"
#include "qsmo/policy/window_rules.hpp"

namespace qsmo {

/// The type of a rule's function: pure, and the same for planner, checker and tests.
template <class Facts, class VerdictOf>
using RuleFunction = VerdictOf (*)(const Facts& facts, Date date, const Parameters& parameters);

/// Calls `v(rule, doc, function)` for each rule, in the order of Rule.
template <class Visitor>
void visit_rules(Visitor&& v) {
  v(Rule::availability, "Whether an offering serves the service at cutover.", &availability_rule);
  v(Rule::provider, "Whether providers of that kind may take new customers.", &provider_rule);
  v(Rule::standards, "Whether an offering meets the standards of the service.", &standards_rule);
  v(Rule::fit_gap, "Whether an offering covers the activities that an agency needs.",
    &fit_gap_rule);
  v(Rule::marketplace, "Whether a migration onto the offering may start, by its marketplace.",
    &marketplace_rule);
  v(Rule::standing, "Whether an offering of that standing takes new customers.", &standing_rule);
  v(Rule::quality, "Whether an offering keeps today's quality.", &quality_rule);
  v(Rule::start_window, "Whether a migration may start on the date.", &start_window_rule);
  v(Rule::cutover_window, "Whether a workload may cut over on the date.", &cutover_window_rule);
  v(Rule::exception, "Whether an Investment Action Plan is in force.", &exception_rule);
  v(Rule::mandate, "Whether a workload must have moved by the date.", &mandate_rule);
  v(Rule::participation, "Whether an agency joins by itself.", &participation_rule);
  v(Rule::incentive, "What subsidy a migration gets.", &incentive_rule);
  v(Rule::solicitation, "Whether an agency may buy on its own.", &solicitation_rule);
  v(Rule::legacy_provider, "Whether a provider outside the marketplace may grow.",
    &legacy_provider_rule);
  v(Rule::designation, "Whether a step towards designation is legal.", &designation_rule);
  v(Rule::operational_plan, "Whether an operational plan is approved.", &operational_plan_rule);
  v(Rule::attainment, "How far a measure attains its target.", &attainment_rule);
  v(Rule::score, "The score of an offering in a period.", &score_rule);
  v(Rule::assessment, "The standing of an offering after a period.", &assessment_rule);
  v(Rule::adoption, "The official adoption status of an agency in an area.", &adoption_rule);
}

}  // namespace qsmo
