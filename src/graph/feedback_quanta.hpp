// Weights as whole numbers, so that sums and comparisons are exact. Private.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace qsmo::detail {

/// Weights in whole parts.
struct Quanta {
  std::vector<std::int64_t> values;
  double part = 1;    ///< What one of them weighs.
  bool exact = true;  ///< Whether each value times `part` is its weight, and so are sums.
};

/// Whole weights with a sum below 2^52 are taken as they are, in parts of their greatest common divisor; others are
/// rounded to parts of about 2^-40 of their sum, a power of two. Weights are finite and at least 0.
[[nodiscard]] Quanta quanta_of(std::span<const double> weights);

}  // namespace qsmo::detail
