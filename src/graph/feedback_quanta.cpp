#include "feedback_quanta.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace qsmo::detail {
namespace {

bool all_whole(std::span<const double> weights) {
  constexpr double most = 0x1p52;
  double sum = 0;
  for (const double weight : weights) {
    sum += weight;
    if (sum >= most || weight != std::floor(weight)) return false;
  }
  return true;
}

Quanta whole_quanta(std::span<const double> weights) {
  Quanta quanta{{weights.begin(), weights.end()}, 1, true};
  std::int64_t divisor = 0;
  for (const std::int64_t value : quanta.values) divisor = std::gcd(divisor, value);
  if (divisor > 1) {
    for (std::int64_t& value : quanta.values) value /= divisor;
    quanta.part = static_cast<double>(divisor);
  }
  return quanta;
}

Quanta rounded_quanta(std::span<const double> weights) {
  constexpr int bits = 40;
  const int top = std::ilogb(*std::max_element(weights.begin(), weights.end()));
  double sum = 0;  // in units of the greatest, which cannot overflow
  for (const double weight : weights) sum += std::scalbn(weight, -top);
  const int shift = bits - 1 - std::ilogb(sum) - top;
  Quanta quanta{{}, std::scalbn(1.0, -shift), false};
  quanta.values.reserve(weights.size());
  for (const double weight : weights)
    quanta.values.push_back(std::llround(std::scalbn(weight, shift)));
  return quanta;
}

}  // namespace

Quanta quanta_of(std::span<const double> weights) {
  return all_whole(weights) ? whole_quanta(weights) : rounded_quanta(weights);
}

}  // namespace qsmo::detail
