// A component's solutions cut into parts, each relaxed by itself: tighter than relaxed as one.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "qsmo/core/stop.hpp"
#include "qsmo/scheduling/prices.hpp"
#include "scheduling/relaxation.hpp"

namespace qsmo::scheduling {

/// Mean and variance of a block's labels over some evaluations.
class Spread {
 public:
  void add(double label) {
    count_ += 1;
    sum_ += label;
    squares_ += label * label;
  }
  [[nodiscard]] double mean() const { return sum_ / count_; }
  [[nodiscard]] double variance() const {
    return count_ > 0 ? std::max(0.0, squares_ / count_ - mean() * mean()) : 0.0;
  }

 private:
  double count_ = 0;
  double sum_ = 0;
  double squares_ = 0;
};

/// The solutions of a component in which each block keeps to its window, at prices of its own for the pools that only
/// this component draws on.
struct Leaf {
  std::vector<Window> windows;
  Prices own;
  std::vector<Relaxation::Mask> masks;  ///< Options left, by activity; empty: all.
  Cost value = 0;  ///< No solution of the leaf costs less, at the prices it was last evaluated at.
  std::vector<Choice> choices;        ///< Of that least cost.
  std::vector<std::uint32_t> labels;  ///< Of these, by block.
  std::vector<Spread> spreads;        ///< By block, while the own prices were sought.
  bool fits = false;                  ///< The choices overload none of the own pools.
  bool whole = false;                 ///< Nothing left to split.
};

/// The leaves of one component: a partition of its solutions. Whatever the prices of the shared pools, no solution of the
/// component costs less than the least of its leaves.
class Leaves {
 public:
  /// One leaf without prices of its own.
  Leaves(Relaxation& relaxation, std::size_t component);
  /// From these prices the pools that only this component draws on go on by themselves.
  void take_over(const Prices& prices, const std::vector<double>& scale);

  /// Evaluates all leaves at the prices the relaxation is charged with, or only the `most` that were least when all were
  /// evaluated last. False if `stop` ended it.
  bool evaluate(std::size_t most, const StopPoint& stop);
  /// Seeks better own prices for the least leaf, in at most `steps` evaluations, and then splits it, `splits` times.
  /// All leaves must have been evaluated at the prices charged. `missing` is what all components together lack; where
  /// hardly any of it was gained, they rest for some calls. False if `stop` ended it.
  bool grow(int splits, int steps, double missing, const StopPoint& stop);
  /// Drops leaves that cost more than this, but never the least.
  void drop_above(Cost value);
  /// Keeps solutions in which a block's label is at most `cut`, or above it. False if there are none.
  bool restrict_to(std::size_t place, std::uint16_t cut, bool low);

  /// Keeps solutions in which an activity is placed by these options or stays out.
  void restrict_options(std::size_t activity, Relaxation::Mask mask);
  /// Options that restrict_options() has left open, by activity; empty: all.
  [[nodiscard]] const std::vector<Relaxation::Mask>& masks() const { return leaves_[0].masks; }
  [[nodiscard]] const Leaf& least() const { return leaves_[least_]; }
  /// Labels of a block that some leaf leaves open.
  [[nodiscard]] Window hull(std::size_t place) const;
  [[nodiscard]] std::size_t size() const { return leaves_.size(); }
  /// How much the slot of a block matters.
  [[nodiscard]] double weight(std::size_t place) const { return weights_[place]; }
  /// Work done since the last call, in nodes of cuts.
  [[nodiscard]] std::size_t take_work() { return std::exchange(work_, 0); }

 private:
  bool evaluate(Leaf& leaf, const StopPoint& stop);
  bool improve(Leaf& leaf, int steps, const StopPoint& stop);
  bool split(int splits, int steps, const StopPoint& stop);
  bool split_least(std::size_t place, int steps, const StopPoint& stop);
  [[nodiscard]] double worth(const Leaf& leaf) const;
  [[nodiscard]] std::size_t place_to_split(const Leaf& leaf) const;
  [[nodiscard]] double hope(const Leaf& leaf) const;
  void find_least(std::size_t among);

  Relaxation* relaxation_;
  std::size_t component_;
  std::vector<double> scale_;    // by own pool
  std::vector<double> weights_;  // by block
  std::vector<Leaf> leaves_;
  std::size_t least_ = 0;
  std::size_t work_ = 0;
  double missing_ = 0;
  int rest_ = 0;  // calls of grow() to sit out
  int longest_rest_ = 1;
};

}  // namespace qsmo::scheduling
