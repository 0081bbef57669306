// Weights as whole numbers, so that sums and comparisons are exact. Private.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace qsmo::detail {

/// Weights in whole parts.
struct Quanta {
  std::vector<std::int64_t> values;
  double part = 1;  ///< What one of them weighs, times `parts_in_unit`.
  double parts_in_unit = 1;
  bool exact = true;  ///< Whether values stand for their weights exactly, and so do sums.

  [[nodiscard]] double weight(std::int64_t value) const {
    return static_cast<double>(value) * part / parts_in_unit;
  }
};

/// Weights that are whole numbers after a shift by at most 9 decimal places, with a sum below 2^52 then, are taken as
/// those decimals (0.1 is a tenth), in parts of their greatest common divisor; others are rounded to parts of about 2^-50
/// of their sum, a power of two. Weights are finite and at least 0.
[[nodiscard]] Quanta quanta_of(std::span<const double> weights);

}  // namespace qsmo::detail
