// What use of the pools is charged with: where the bound and the search meet.
#pragma once

#include <vector>

#include "qsmo/scheduling/problem.hpp"

namespace qsmo::scheduling {

/// A price >= 0, in Cost per unit of Amount, for each bucket of each pool: [pool][bucket]. The bound finds the prices at
/// which the relaxed problem comes closest to the real one; the search charges them so that scarce buckets go to those
/// who gain most; the user reads them as marginal values of capacity.
using Prices = std::vector<std::vector<double>>;

/// Price 0 everywhere.
[[nodiscard]] Prices no_prices(const Problem& problem);

/// What a unit of use costs by period: the price of the period's bucket and, in a cumulative pool, of all later ones.
[[nodiscard]] std::vector<double> prices_by_period(const Pool& pool,
                                                   const std::vector<double>& prices);

}  // namespace qsmo::scheduling
