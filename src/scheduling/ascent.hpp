// Steps towards prices of a higher bound.
#pragma once

#include <cstdint>
#include <vector>

#include "qsmo/scheduling/prices.hpp"
#include "qsmo/scheduling/problem.hpp"

namespace qsmo::scheduling {

/// Subgradient steps of Polyak's length along a deflected direction (Camerini, Fratta, Maffioli 1975): each step goes by
/// the excess of use over room, less where it would turn back on the last one. After steps without a gain the length is
/// cut and the best prices are taken up again.
class Ascent {
 public:
  /// `scale` by pool: a typical draw on it, which makes pools of different units comparable. Prices stay where
  /// they fit into Cost.
  Ascent(std::vector<double> scale, double length, int patience);

  /// Takes the bound `value` and the `excess` found at `prices` and moves them on. `target` is above any bound.
  void step(Prices& prices, double value, const std::vector<std::vector<Amount>>& excess,
            double target);
  [[nodiscard]] double length() const { return length_; }
  [[nodiscard]] double best() const { return best_; }
  [[nodiscard]] const Prices& best_prices() const { return best_prices_; }
  /// Nothing exceeds what it may: no step leads higher.
  [[nodiscard]] bool flat() const { return flat_; }

 private:
  [[nodiscard]] std::vector<std::vector<double>>
  slope(const Prices& prices, const std::vector<std::vector<Amount>>& excess) const;

  std::vector<double> scale_;
  double length_;
  int patience_;
  int idle_ = 0;
  double best_;
  Prices best_prices_;
  std::vector<std::vector<double>> best_slope_;
  std::vector<std::vector<double>> direction_;
  bool flat_ = false;
};

}  // namespace qsmo::scheduling
