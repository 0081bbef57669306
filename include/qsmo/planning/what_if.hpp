// What a change of the scenario is worth: base and variant are planned alike and compared.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "qsmo/model/portfolio.hpp"
#include "qsmo/planning/planner.hpp"

namespace qsmo {

/// A decision that differs between two plans, by name.
struct ChangedDecision {
  std::string workload;
  std::optional<Move> base;     ///< In the base; none: retained, or the base lacks the workload.
  std::optional<Move> variant;  ///< In the variant.
  friend bool operator==(const ChangedDecision&, const ChangedDecision&) = default;
};

/// Two scenarios, planned with the same seed and limits. Each counts against its own status quo.
struct Comparison {
  PlanResult base;
  PlanResult variant;
  /// What the change adds to the highest possible objective lies in this range, in dollars of present value. None where a
  /// plan or a bound is missing.
  std::optional<double> least;
  std::optional<double> most;
  std::vector<ChangedDecision>
      changes;  ///< In the order of the base, then what only the variant has.
};

/// Plans `base`, then `variant` from the base's plan as warm start; a plan of one that is better for the other serves both.
/// Limits are those of each run; progress counts both. The published plan and the bands of the aims are of `base`, and are
/// matched by name.
[[nodiscard]] Comparison what_if(const Portfolio& base, const Portfolio& variant,
                                 const PlanOptions& options = {});

}  // namespace qsmo
