// The softer approach, asked of a portfolio (docs/planning-problem.md, constraint 12, and incentives).
#pragma once

#include <optional>
#include <vector>

#include "qsmo/model/portfolio.hpp"
#include "qsmo/policy/participation_rules.hpp"

namespace qsmo {

/// A discounted shortfall below this many dollars is none.
inline constexpr double half_a_cent = 0.005;

/// Whether the policy is voluntary in period t: agencies with a migration that starts then must be better off.
[[nodiscard]] bool voluntary(const Portfolio& portfolio, int t);
/// Whether it is so in any period.
[[nodiscard]] bool ever_voluntary(const Portfolio& portfolio);

/// participation_rule for an agency that joins in a voluntary period. `value` is the present value of joining in dollars,
/// taken to the nearest cent.
[[nodiscard]] ParticipationVerdict participation(const Portfolio& portfolio, AgencyId agency,
                                                 double value);

/// A subsidy as it is paid: what the workload's agency gets in a period (negative: what it pays back).
struct Instalment {
  int period = 0;
  Money amount = {};
  friend bool operator==(const Instalment&, const Instalment&) = default;
};

/// What incentive_rule gives for a move with cutover in period c, as it is paid: all in period c, then, if it is to be repaid,
/// in equal parts in each of the periods after it, cents rounded down and the rest with the last, also beyond the horizon (where
/// nothing counts). Empty for migrations in progress, and if there is none. Parameters are those of period c.
[[nodiscard]] std::vector<Instalment> incentive(const Portfolio& portfolio, WorkloadId workload,
                                                OfferingId offering, int cutover);

/// Most that incentives, less what is paid back, may come to in a fiscal year; none: no limit. The parameter of the year's
/// first period within the horizon.
[[nodiscard]] std::optional<Money> incentive_budget(const Portfolio& portfolio, int fiscal_year);

}  // namespace qsmo
