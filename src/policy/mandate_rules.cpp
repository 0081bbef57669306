#include "qsmo/policy/mandate_rules.hpp"

#include <algorithm>

namespace qsmo {
namespace {

// An empty list means all.
bool names(const std::vector<std::string>& list, const std::string& name) {
  return list.empty() || std::find(list.begin(), list.end(), name) != list.end();
}

/// Whether the policy's own general order reaches the workload.
bool in_scope(const MandateFacts& facts, const Parameters& parameters) {
  return names(parameters.mandate_areas, facts.area) &&
         names(parameters.mandate_agencies, facts.agency);
}

bool waived(const MandateFacts& facts, Date date, const Parameters& parameters) {
  const bool by_waiver =
      parameters.waivers_honoured && facts.waived_until && date <= *facts.waived_until;
  const bool by_contract =
      parameters.waived_until_contract_end && facts.contract_end && date <= *facts.contract_end;
  return by_waiver || by_contract;
}

}  // namespace

Verdict mandate_rule(const MandateFacts& facts, Date date, const Parameters& parameters) {
  const bool scope = in_scope(facts, parameters);
  const bool general = scope && parameters.mandate_deadline.has_value();
  const bool renewal = scope && parameters.mandate_at_contract_end && facts.contract_end;
  if (!facts.ordered_by && !general && !renewal) return {Reason::not_ordered};
  if (!parameters.mandates_bind) return {Reason::mandate_without_force};
  if (waived(facts, date, parameters)) return {Reason::waived};
  if (parameters.excused_without_way && !facts.has_way) return {Reason::no_way_yet};
  const bool reached = (facts.ordered_by && *facts.ordered_by <= date) ||
                       (general && *parameters.mandate_deadline <= date);
  if (reached) return {Reason::deadline_reached};
  return {renewal && *facts.contract_end < date ? Reason::contract_ended : Reason::not_yet_due};
}

}  // namespace qsmo
