// The independent checker: does a plan keep every constraint of docs/planning-problem.md? Shares no code with the
// planner but the policy rules, which are pure functions.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "qsmo/model/portfolio.hpp"
#include "qsmo/planning/plan.hpp"

namespace qsmo {

/// Which rule is broken. In the order of the table of constraints.
enum class ConstraintKind {
  eligibility,   ///< 1
  cutover_rule,  ///< 2: service rule
  blackout,      ///< 2
  mandate,  ///< 2: deadline, waivers applied; amount in periods late (retained: horizon - deadline)
  incumbent_end,   ///< 2: duty to have moved; amount in periods late (retained: horizon - deadline)
  start_freeze,    ///< 3
  earliest_start,  ///< 3: also starts before period 0; amount in periods
  cutover_before,  ///< 4: amount in periods short
  start_after,     ///< 5: amount in periods short
  together,  ///< 7: amount in periods apart, none if one is retained; the first period in which they are
  provider_effort,      ///< 8: per provider and period
  provider_concurrent,  ///< 8
  offering_effort,      ///< 8
  offering_concurrent,  ///< 8
  agency_effort,        ///< 9: per agency (descendants included) and period
  volume,  ///< 10: per (offering, service) and period; max_volume or the stage's cap, the lower
  budget,  ///< 11: per fund and fiscal year
  incentive_budget,  ///< 12: per fiscal year; subsidies less repayments
  participation,     ///< 12: shortfall in dollars of present value
  pin,               ///< 13: amount in periods if the cutover lies outside the range
  in_progress  ///< 13: a migration in progress leaves its offering or range (amount in periods), or is retained
};

template <>
struct EnumNames<ConstraintKind> {
  static constexpr std::array<std::string_view, 21> names{"eligibility",     "cutover_rule",
                                                          "blackout",        "mandate",
                                                          "incumbent_end",   "start_freeze",
                                                          "earliest_start",  "cutover_before",
                                                          "start_after",     "together",
                                                          "provider_effort", "provider_concurrent",
                                                          "offering_effort", "offering_concurrent",
                                                          "agency_effort",   "volume",
                                                          "budget",          "incentive_budget",
                                                          "participation",   "pin",
                                                          "in_progress"};
};

/// One broken rule. Names, not ids, so that it can be shown and compared as it is.
struct Violation {
  ConstraintKind kind = ConstraintKind::eligibility;
  std::vector<std::string>
      entities;  ///< Names, the most specific first: workload(s), then offering, service, agency, provider or fund.
  std::optional<int>
      period;  ///< Period concerned, if it is one: the cutover, the start (may be < 0), the deadline, or that of the pool.
  std::optional<int> fiscal_year;  ///< Fiscal year concerned, for budgets.
  std::optional<double>
      amount;  ///< Excess over the bound in the constraint's unit; none for yes/no rules.
  std::string
      unit;  ///< `USD`, `effort`, `migrations`, units of the service, `periods`; empty without amount.
  std::string message;  ///< One sentence for people.
  friend bool operator==(const Violation&, const Violation&) = default;
};

/// All violations of the plan, by kind, then entities, then period. Empty: the plan is feasible. The starting state
/// counts too: base volume or work in progress over a pool is reported. Cutovers must lie in 0 .. periods-1 and
/// moves onto covered services (else InputError, as evaluate()). O(workloads x periods).
[[nodiscard]] std::vector<Violation> check(const Portfolio& portfolio, const Plan& plan);

}  // namespace qsmo
