// The designation of marketplaces, asked of a portfolio: what it allows, where operational plans stand, and what has been and
// is to be done. Dates are of days here, not of periods, and are compared as they stand: a month stands for its first day.
// Parameters are those of the period that contains the date, of the nearest one outside the horizon.
#pragma once

#include <vector>

#include "qsmo/model/portfolio.hpp"
#include "qsmo/policy/designation_rules.hpp"

namespace qsmo {

/// Whether the marketplace accepts starts in period t: its state then is one of the scenario's eligible states.
[[nodiscard]] bool accepts_starts(const Portfolio& portfolio, MarketplaceId marketplace, int t);

/// A governance event with what the designation rule was told of it and says.
struct DesignationStep {
  const GovernanceEvent* event = nullptr;  ///< In the portfolio.
  DesignationFacts facts = {};
  DesignationVerdict verdict = {};
};

/// The marketplace's events in the order in which they happened (in_order()), each judged after those before it. A step that
/// is barred, such as a vote without a majority, does not count as done for the others. Another version of the operational
/// plan starts the steps of of_plan_version() anew: it needs reviews and a vote of its own. O(events^2 + findings x events).
[[nodiscard]] std::vector<DesignationStep> designation_steps(const Portfolio& portfolio,
                                                             MarketplaceId marketplace);

/// What is known on a date of the latest version of the marketplace's operational plan that was submitted by then: its
/// reviews and its vote, if it carried, up to the date, and its findings that were raised and not resolved up to the date.
/// Events of the date itself count. As designation_steps().
[[nodiscard]] OperationalPlanFacts operational_plan_facts(const Portfolio& portfolio,
                                                          MarketplaceId marketplace, Date date);
/// operational_plan_rule for it.
[[nodiscard]] Verdict operational_plan(const Portfolio& portfolio, MarketplaceId marketplace,
                                       Date date);

/// Where a marketplace stands on its way to designation.
struct GovernanceState {
  DesignationState state = DesignationState::research;  ///< By the table `designations`.
  std::vector<GovernanceStep> done = {};  ///< Steps taken and not to be taken anew, in order.
  /// Steps that may be taken next, in the order of GovernanceStep: the announcement only if the plan is approved; none once it is designated.
  std::vector<GovernanceStep> open = {};

  friend bool operator==(const GovernanceState&, const GovernanceState&) = default;
};

/// Where the marketplace stands on the date, events of the date included. A marketplace that `designations` calls
/// pre-designated has a lead, with or without an event that says so. As designation_steps().
[[nodiscard]] GovernanceState governance_state(const Portfolio& portfolio,
                                               MarketplaceId marketplace, Date date);

}  // namespace qsmo
