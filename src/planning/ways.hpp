// Which ways a workload has: offerings and the periods in which each may cut over.
#pragma once

#include <optional>
#include <vector>

#include "qsmo/core/id_vector.hpp"
#include "qsmo/model/portfolio.hpp"

namespace qsmo {

/// Moving one workload onto one offering, with the periods in which it may cut over.
struct WayOpen {
  OfferingId offering;
  CoverageId coverage;
  Way way;
  std::vector<bool> open;  ///< By cutover period.

  [[nodiscard]] bool any() const;
};

/// Standing of every offering as last observed, assessed once.
using Standings = IdVector<Offering, Standing>;
[[nodiscard]] Standings last_standings(const Portfolio& portfolio);

/// Ways of a workload by its own constraints 1, 2 (without duties), 3 and 13; those without an open period are left
/// out, save that of a migration in progress.
[[nodiscard]] std::vector<WayOpen> open_ways(const Portfolio& portfolio, WorkloadId workload,
                                             const Standings& standings);

}  // namespace qsmo
