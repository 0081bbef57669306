// Cost of one period of an option under its tariff.
#pragma once

#include "qsmo/scheduling/problem.hpp"

namespace qsmo::scheduling {

inline Amount fee_at(const Option& option, int t) {
  return option.fees.empty() ? option.fee : option.fees[static_cast<std::size_t>(t)];
}

/// Every unit at the price of tier k.
inline Cost tier_cost(const Problem& problem, const Option& option, const Tariff& tariff,
                      std::size_t k, int t) {
  const auto period = static_cast<std::size_t>(t);
  const std::int64_t cents = line_cents(option.volume, tariff.unit_price[k][period],
                                        fee_at(option, t), problem.periods_per_year);
  return present_cost(static_cast<double>(cents), problem.discount[period]);
}

}  // namespace qsmo::scheduling
