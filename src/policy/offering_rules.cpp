#include "qsmo/policy/offering_rules.hpp"

#include <algorithm>

namespace qsmo {
namespace {

template <class T>
bool has(const std::vector<T>& values, const T& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

/// Whether `FFM.030` stands for `FFM.030.070`: itself, or above it.
bool stands_for(std::string_view whole, std::string_view activity) {
  return activity.starts_with(whole) &&
         (activity.size() == whole.size() || activity[whole.size()] == '.');
}

bool any_stands_for(const std::vector<std::string>& list, std::string_view activity) {
  return std::any_of(list.begin(), list.end(),
                     [&](const std::string& entry) { return stands_for(entry, activity); });
}

/// An offering without stages is full from the start.
Verdict judge_stage(const AvailabilityFacts& facts, const Parameters& parameters) {
  if (!facts.staged)
    return {has(parameters.open_stages, StageState::full) ? Reason::available
                                                          : Reason::stage_closed};
  if (!facts.stage) return {Reason::not_yet_offered};
  if (!has(parameters.open_stages, *facts.stage)) return {Reason::stage_closed};
  if (!facts.stage_lists_service) return {Reason::service_not_in_stage};
  return {Reason::available};
}

Verdict judge_outside(const MarketplaceFacts& facts, const Parameters& parameters) {
  switch (parameters.outside_marketplace) {
  case OutsideMarketplace::open:
    return {Reason::outside_open};
  case OutsideMarketplace::until_pre_designation:
    if (facts.area_state == DesignationState::research)
      return {Reason::outside_until_pre_designation};
    break;
  case OutsideMarketplace::exception:
    break;
  }
  return {facts.excepted ? Reason::excepted : Reason::outside_without_exception};
}

}  // namespace

Verdict availability_rule(const AvailabilityFacts& facts, Date, const Parameters& parameters) {
  if (facts.is_incumbent) return {Reason::is_incumbent};
  if (!facts.covers_service) return {Reason::service_not_covered};
  if (const Verdict stage = judge_stage(facts, parameters); stage.bars()) return stage;
  if (facts.ends_inside) return {Reason::ends};
  if (facts.off_ramp_inside) return {Reason::off_ramp_inside};
  return {Reason::available};
}

Verdict provider_rule(const ProviderFacts& facts, Date, const Parameters& parameters) {
  return {has(parameters.provider_kinds, facts.kind) ? Reason::provider_admitted
                                                     : Reason::provider_kind_barred};
}

Verdict standards_rule(const StandardsFacts& facts, Date, const Parameters& parameters) {
  if (!parameters.standards_bind) return {Reason::standards_do_not_bind};
  const bool all =
      std::all_of(facts.required.begin(), facts.required.end(),
                  [&](const std::string& standard) { return has(facts.met, standard); });
  return {all ? Reason::standards_met : Reason::standard_missing};
}

FitGapVerdict fit_gap_rule(const FitGapFacts& facts, Date, const Parameters& parameters) {
  FitGapVerdict verdict;
  for (const std::string& activity : facts.required) {
    if (!any_stands_for(facts.covered, activity) &&
        !any_stands_for(facts.approved_unique, activity))
      verdict.missing.push_back(activity);
  }
  const auto gap = static_cast<int>(verdict.missing.size());
  const bool within = !parameters.largest_fit_gap || gap <= *parameters.largest_fit_gap;
  verdict.reason = gap == 0 ? Reason::no_gap
                   : within ? Reason::gap_within_limit
                            : Reason::gap_too_large;
  return verdict;
}

Verdict marketplace_rule(const MarketplaceFacts& facts, Date, const Parameters& parameters) {
  if (!facts.listed) return judge_outside(facts, parameters);
  if (has(parameters.eligible_states, facts.state)) return {Reason::marketplace_open};
  return {facts.excepted ? Reason::excepted : Reason::marketplace_closed};
}

Verdict standing_rule(const StandingFacts& facts, Date, const Parameters& parameters) {
  return {has(parameters.barring_standings, facts.standing) ? Reason::standing_bars
                                                            : Reason::standing_accepted};
}

Verdict quality_rule(const QualityFacts& facts, Date, const Parameters& parameters) {
  if (!parameters.participation || !parameters.quality_floor) return {Reason::quality_free};
  if (!facts.offered || !facts.today) return {Reason::quality_unknown};
  return {*facts.offered >= *facts.today ? Reason::quality_kept : Reason::quality_below};
}

}  // namespace qsmo
