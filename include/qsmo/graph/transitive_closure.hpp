// Who waits for whom, directly or not, as a table of bits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "qsmo/graph/components.hpp"
#include "qsmo/graph/dependency_graph.hpp"

namespace qsmo {

/// Answers "does `to` wait for `from`, directly or through others?" in O(1). Holds one row of bits a component: about
/// count * count / 8 bytes, for `count` components.
class TransitiveClosure {
 public:
  /// O(arcs * components / 512 + components * components / 64) time; about 100 bytes a component and 12 an arc beside
  /// the table. Throws InputError (`/memory_limit`) if the table would take more than `memory_limit` bytes.
  explicit TransitiveClosure(const DependencyGraph& graph,
                             std::size_t memory_limit = std::size_t{4} << 30);

  /// Whether `to` waits for `from`; a node waits for itself only if it lies on a cycle.
  [[nodiscard]] bool reaches(Node from, Node to) const {
    const std::size_t row = components_.of[from], column = components_.of[to];
    return (bits_[row * words_ + column / 64] >> (column % 64) & 1U) != 0;
  }
  /// All pairs (from, to) as a graph; dependents rise. O(pairs + components * nodes / 64). Throws InputError beyond
  /// 2^32-1 pairs.
  [[nodiscard]] DependencyGraph graph() const;
  /// How many pairs there are. O(components * components / 64 and those that reach each other).
  [[nodiscard]] std::uint64_t pairs() const;
  [[nodiscard]] const Components& components() const { return components_; }

 private:
  Components components_;
  std::size_t words_ = 0;
  std::vector<std::uint64_t> bits_;
};

}  // namespace qsmo
