#include "qsmo/scheduling/prices.hpp"

namespace qsmo::scheduling {

Prices no_prices(const Problem& problem) {
  Prices prices;
  for (const Pool& pool : problem.pools) prices.emplace_back(pool.capacity.size(), 0.0);
  return prices;
}

std::vector<double> prices_by_period(const Pool& pool, const std::vector<double>& prices) {
  std::vector<double> by_bucket = prices;
  if (pool.cumulative) {
    for (std::size_t b = by_bucket.size(); b-- > 1;) by_bucket[b - 1] += by_bucket[b];
  }
  std::vector<double> by_period;
  by_period.reserve(pool.bucket.size());
  for (const std::uint32_t bucket : pool.bucket) by_period.push_back(by_bucket[bucket]);
  return by_period;
}

}  // namespace qsmo::scheduling
