// Branch and bound over bounds: what is left open is cut in two until no part holds anything better.
#pragma once

#include <cstddef>
#include <vector>

#include "qsmo/core/stop.hpp"
#include "scheduling/dual.hpp"

namespace qsmo::scheduling {

/// Depth first: the better of two halves next. Every node is a bound of its own that starts from its parent's prices and
/// leaves, and is pushed on until it exceeds the cutoff or pushing no longer pays; then it is split.
class Tree {
 public:
  explicit Tree(const Dual& root);

  /// One step on the node in hand. False if `stop` ended it.
  bool advance(const BoundTarget& target, const StopPoint& stop);
  /// Nothing is open: no solution costs less than the cutoff.
  [[nodiscard]] bool closed() const { return open_.empty() && stuck_ >= forbidden; }
  /// No step can do more.
  [[nodiscard]] bool finished() const { return open_.empty(); }
  /// No solution costs less than this or the cutoff.
  [[nodiscard]] Cost value() const;
  [[nodiscard]] std::size_t take_work();

 private:
  void split();

  std::vector<Dual> open_;
  Cost stuck_ = forbidden;  // least value of nodes that could not be split
  std::size_t work_ = 0;
};

}  // namespace qsmo::scheduling
