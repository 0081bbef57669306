// Many lists of nodes in two arrays: the members of components, of waves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "qsmo/graph/concepts.hpp"

namespace qsmo {

/// Lists 0 .. size()-1 of nodes; `lists[i]` is a span.
class NodeLists {
 public:
  NodeLists() = default;
  /// Nodes grouped by a label 0 .. count-1 each, rising within each list. O(nodes + count).
  NodeLists(std::span<const std::uint32_t> label_of, std::size_t count);

  /// How many lists.
  [[nodiscard]] std::size_t size() const { return offsets_.size() - 1; }
  /// Nodes of one list, rising.
  [[nodiscard]] std::span<const Node> operator[](std::size_t list) const {
    return std::span(nodes_).subspan(offsets_[list], offsets_[list + 1] - offsets_[list]);
  }
  /// All lists one after the other.
  [[nodiscard]] std::span<const Node> nodes() const { return nodes_; }
  /// Where each list begins in `nodes()`, and the end. Size size() + 1.
  [[nodiscard]] std::span<const std::uint32_t> offsets() const { return offsets_; }

 private:
  std::vector<std::uint32_t> offsets_{0};
  std::vector<Node> nodes_;
};

}  // namespace qsmo
