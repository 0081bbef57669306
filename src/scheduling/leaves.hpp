// A component's solutions cut into parts, each relaxed by itself: tighter than relaxed as one.
#pragma once

#include <cstdint>
#include <vector>

#include "qsmo/core/stop.hpp"
#include "qsmo/scheduling/prices.hpp"
#include "scheduling/relaxation.hpp"

namespace qsmo::scheduling {

/// The solutions of a component in which each block keeps to its window, at prices of its own for the pools that only
/// this component draws on.
struct Leaf {
  std::vector<Window> windows;
  Prices own;
  Cost value = 0;               ///< No solution of the leaf costs less, at the prices it was last evaluated at.
  std::vector<Choice> choices;  ///< Of that least cost.
  std::vector<double> spread;   ///< By block: how far its labels varied while the own prices were sought.
  std::vector<std::uint32_t> middle;  ///< By block: the label that they varied around.
  bool whole = false;                 ///< Nothing left to split.
};

/// The leaves of one component: a partition of its solutions. Whatever the prices of the shared pools, no solution of the
/// component costs less than the least of its leaves.
class Leaves {
 public:
  Leaves(Relaxation& relaxation, std::size_t component, const Prices& prices,
         const std::vector<double>& scale);

  /// Without own prices, own pools are charged as the relaxation is.
  void set_own_prices(bool own) {
    if (!own) leaves_.front().own.clear();
  }
  /// Evaluates the leaf at the prices the relaxation is charged with. False if `stop` ended it.
  bool evaluate(Leaf& leaf, const StopPoint& stop);
  /// Evaluates all, or only the `most` that were least last.
  bool evaluate(std::size_t most, const StopPoint& stop);
  /// Seeks better own prices for the least leaf, in at most `steps` evaluations, and then splits it, `splits` times.
  /// All leaves must have been evaluated at the prices charged.
  bool grow(int splits, int steps, const StopPoint& stop);
  /// Drops leaves that cost more than this; the least stays.
  void drop_above(Cost value);

  [[nodiscard]] const Leaf& least() const { return leaves_[least_]; }
  [[nodiscard]] std::size_t size() const { return leaves_.size(); }
  /// What the own prices of the least leaf prove, a measure of what splitting can gain.
  [[nodiscard]] double own_worth() const { return worth(least()); }
  /// Work done since the last call, in nodes of cuts.
  [[nodiscard]] std::size_t take_work();

 private:
  bool improve(Leaf& leaf, int steps, const StopPoint& stop);
  [[nodiscard]] double worth(const Leaf& leaf) const;
  [[nodiscard]] std::uint32_t place_to_split(const Leaf& leaf) const;
  void find_least();

  Relaxation* relaxation_;
  std::size_t component_;
  std::vector<double> scale_;   // by own pool
  std::vector<double> weight_;  // by block: how much its slot matters
  std::vector<Leaf> leaves_;
  std::size_t least_ = 0;
  std::size_t work_ = 0;
};

}  // namespace qsmo::scheduling
