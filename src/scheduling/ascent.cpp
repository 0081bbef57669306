#include "scheduling/ascent.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace qsmo::scheduling {
namespace {

using Vectors = std::vector<std::vector<double>>;

double product(const Vectors& a, const Vectors& b) {
  double sum = 0;
  for (std::size_t p = 0; p < a.size(); ++p) {
    for (std::size_t i = 0; i < a[p].size(); ++i) sum += a[p][i] * b[p][i];
  }
  return sum;
}

/// Share of the old direction that keeps the new one from turning back.
double deflection(const Vectors& slope, const Vectors& direction) {
  if (direction.empty()) return 0;
  const double length = product(direction, direction);
  return length > 0 ? std::max(0.0, -1.5 * product(slope, direction) / length) : 0;
}

}  // namespace

Ascent::Ascent(std::vector<double> scale, double length, int patience)
    : scale_(std::move(scale)),
      length_(length),
      patience_(patience),
      best_(-std::numeric_limits<double>::infinity()) {}

/// Where a price is 0 and there is room, nothing pulls.
Vectors Ascent::slope(const Prices& prices, const std::vector<std::vector<Amount>>& excess) const {
  Vectors out(prices.size());
  for (std::size_t p = 0; p < prices.size(); ++p) {
    for (std::size_t b = 0; b < prices[p].size(); ++b) {
      const double pull = static_cast<double>(excess[p][b]) / scale_[p];
      out[p].push_back(prices[p][b] <= 0 && pull < 0 ? 0 : pull);
    }
  }
  return out;
}

void Ascent::step(Prices& prices, double value, const std::vector<std::vector<Amount>>& excess,
                  double target) {
  constexpr double worth_while = 1e-3;  // of the way to the target
  Vectors pull = slope(prices, excess);
  const bool gained = value > best_ + worth_while * std::max(0.0, target - best_);
  if (value > best_) {
    best_ = value;
    best_prices_ = prices;
    best_slope_ = pull;
  }
  idle_ = gained ? 0 : idle_ + 1;
  if (idle_ >= patience_) {
    idle_ = 0;
    length_ *= 0.7;
    prices = best_prices_;
    pull = best_slope_;
    value = best_;
    direction_.clear();
  }
  const double share = deflection(pull, direction_);
  for (std::size_t p = 0; share > 0 && p < pull.size(); ++p) {
    for (std::size_t b = 0; b < pull[p].size(); ++b) pull[p][b] += share * direction_[p][b];
  }
  direction_ = std::move(pull);
  const double size = product(direction_, direction_);
  flat_ = !(size > 0);
  if (flat_ || !(target > value)) return;
  const double stride = length_ * (target - value) / size;
  constexpr double dearest = 0x1.0p52;  // of a typical draw
  for (std::size_t p = 0; p < prices.size(); ++p) {
    for (std::size_t b = 0; b < prices[p].size(); ++b)
      prices[p][b] = std::clamp(prices[p][b] + stride * direction_[p][b] / scale_[p], 0.0,
                                dearest / scale_[p]);
  }
}

}  // namespace qsmo::scheduling
