#include "feedback_quanta.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

namespace qsmo::detail {
namespace {

constexpr int most_places = 9;

/// The weights in parts of a unit, if that leaves whole numbers whose sum is exact.
std::optional<std::vector<std::int64_t>> whole_parts(std::span<const double> weights,
                                                     double parts_in_unit) {
  constexpr double most = 0x1p52;
  double sum = 0;
  std::vector<std::int64_t> values;
  values.reserve(weights.size());
  for (const double weight : weights) {
    const double value = std::round(weight * parts_in_unit);
    sum += value;
    // Division is rounded correctly: it gives back the double that is nearest to this decimal.
    if (sum >= most || value / parts_in_unit != weight) return {};
    values.push_back(static_cast<std::int64_t>(value));
  }
  return values;
}

Quanta exact_quanta(std::vector<std::int64_t> values, double parts_in_unit) {
  std::int64_t divisor = 0;
  for (const std::int64_t value : values) divisor = std::gcd(divisor, value);
  if (divisor > 1) {
    for (std::int64_t& value : values) value /= divisor;
  }
  return {std::move(values), static_cast<double>(std::max<std::int64_t>(divisor, 1)), parts_in_unit,
          true};
}

Quanta rounded_quanta(std::span<const double> weights) {
  constexpr int bits = 50;
  const int top = std::ilogb(*std::max_element(weights.begin(), weights.end()));
  double sum = 0;  // in units of the greatest, which cannot overflow
  for (const double weight : weights) sum += std::scalbn(weight, -top);
  const int shift = bits - 1 - std::ilogb(sum) - top;
  Quanta quanta{{}, std::scalbn(1.0, -shift), 1, false};
  quanta.values.reserve(weights.size());
  for (const double weight : weights)
    quanta.values.push_back(std::llround(std::scalbn(weight, shift)));
  return quanta;
}

}  // namespace

Quanta quanta_of(std::span<const double> weights) {
  double parts_in_unit = 1;
  for (int places = 0; places <= most_places; ++places, parts_in_unit *= 10) {
    if (auto values = whole_parts(weights, parts_in_unit))
      return exact_quanta(std::move(*values), parts_in_unit);
  }
  return rounded_quanta(weights);
}

}  // namespace qsmo::detail
