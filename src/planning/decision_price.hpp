// What further aims charge for the decision on one workload.
#pragma once

#include "qsmo/planning/aims.hpp"

namespace qsmo {

/// Prices of one decision by term; 0 for aims that are not given.
struct DecisionPrice {
  Money changes;
  Money risk;
  Money disruption;

  [[nodiscard]] Money sum() const { return changes + risk + disruption; }
};

/// `move`: none if the workload is retained.
[[nodiscard]] DecisionPrice decision_price(const Portfolio& portfolio, const Aims& aims,
                                           WorkloadId workload, const std::optional<Move>& move);

/// What any decision of one workload costs at the most.
[[nodiscard]] Money dearest_decision(const Aims& aims);

}  // namespace qsmo
