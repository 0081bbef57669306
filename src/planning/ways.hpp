// Which ways a workload has: offerings and the periods in which each may cut over.
#pragma once

#include <optional>
#include <vector>

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

/// Ways of a workload by its own constraints 1, 2 (without duties), 3 and 13; those without an open period are left
/// out, save that of a migration in progress.
[[nodiscard]] std::vector<WayOpen> open_ways(const Portfolio& portfolio, WorkloadId workload);

}  // namespace qsmo
