// Integers beyond 64 bits for money before rounding. Private: only sources include it.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <limits>

#include "qsmo/core/error.hpp"
#include "qsmo/core/int128.hpp"

namespace qsmo {

using WideInteger = boost::multiprecision::int256_t;

namespace detail {

template <class Integer>
std::int64_t rounded_quotient(const Integer& numerator, const Integer& denominator) {
  const bool negative = numerator < 0;
  Integer quotient = numerator / denominator;
  Integer rest = numerator % denominator;
  if (negative) rest = -rest;
  if (rest >= denominator - rest) quotient += negative ? -1 : 1;
  if (quotient > std::numeric_limits<std::int64_t>::max() ||
      quotient < std::numeric_limits<std::int64_t>::min()) {
    throw OverflowError("an amount of money does not fit into 64-bit cents");
  }
  return static_cast<std::int64_t>(quotient);
}

}  // namespace detail

/// numerator / denominator to the nearest integer, half away from zero; denominator > 0. Throws
/// OverflowError if the result does not fit.
inline std::int64_t round_half_away(Int128 numerator, Int128 denominator) {
  return detail::rounded_quotient(numerator, denominator);
}
inline std::int64_t round_half_away(const WideInteger& numerator, const WideInteger& denominator) {
  return detail::rounded_quotient(numerator, denominator);
}

}  // namespace qsmo
