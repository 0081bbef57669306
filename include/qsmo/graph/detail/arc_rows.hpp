// Adjacency that grows and shrinks: a short row lies in the node's own record, a longer one in a block of a pool.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "qsmo/graph/dependency_graph.hpp"

namespace qsmo::detail {

/// The dependents and the prerequisites of each node, in no promised order. 32 bytes a node, both ways side by side in one
/// cache line; up to 3 arcs each way need no more.
class ArcRows {
 public:
  explicit ArcRows(std::size_t nodes) : rows_(2 * nodes) {}

  [[nodiscard]] std::size_t nodes() const { return rows_.size() / 2; }
  [[nodiscard]] std::span<const Node> dependents(Node node) const {
    return contents(rows_[dependents_of(node)]);
  }
  [[nodiscard]] std::span<const Node> prerequisites(Node node) const {
    return contents(rows_[prerequisites_of(node)]);
  }

  void add_node() { rows_.resize(rows_.size() + 2); }
  /// O(1) amortized.
  void add(Arc arc) {
    append(rows_[dependents_of(arc.prerequisite)], arc.dependent);
    append(rows_[prerequisites_of(arc.dependent)], arc.prerequisite);
  }
  /// Takes one copy of an arc away, and says whether there was one. O(arcs of the two ends).
  bool remove(Arc arc) {
    return remove(rows_[dependents_of(arc.prerequisite)], arc.dependent) &&
           remove(rows_[prerequisites_of(arc.dependent)], arc.prerequisite);
  }
  /// Where `dependents` and `prerequisites` of a node will be read, to load it ahead.
  [[nodiscard]] const void* place(Node node) const { return &rows_[dependents_of(node)]; }

 private:
  static constexpr std::uint32_t short_row = 3;
  // Blocks begin at multiples of this, so that their numbers fit 32 bits.
  static constexpr std::size_t least_block = 4;

  struct Row {
    std::uint32_t size = 0;
    std::array<Node, short_row> short_nodes{};  // a long row's first is the number of its block
  };

  [[nodiscard]] static std::size_t dependents_of(Node node) { return 2 * std::size_t{node}; }
  [[nodiscard]] static std::size_t prerequisites_of(Node node) { return 2 * std::size_t{node} + 1; }
  [[nodiscard]] std::span<const Node> contents(const Row& row) const {
    return {row.size <= short_row ? row.short_nodes.data() : block(row), row.size};
  }
  [[nodiscard]] const Node* block(const Row& row) const {
    return pool_.data() + row.short_nodes.front() * least_block;
  }
  [[nodiscard]] Node* block(const Row& row) {
    return pool_.data() + row.short_nodes.front() * least_block;
  }
  void append(Row& row, Node node) {
    if (row.size < short_row)
      row.short_nodes[row.size++] = node;
    else
      append_to_block(row, node);
  }
  void append_to_block(Row& row, Node node);
  bool remove(Row& row, Node node);
  void shrink(Row& row);
  void move_to_block(Row& row, std::uint32_t size);
  [[nodiscard]] std::uint32_t new_block(std::uint32_t size);
  void free_block(std::uint32_t number, std::uint32_t size);

  std::vector<Row> rows_;  // two a node
  // A long row's block has the least power of two that holds it.
  std::vector<Node> pool_;
  std::array<std::vector<std::uint32_t>, 33> free_;  // numbers of free blocks, by log2 of the size
};

}  // namespace qsmo::detail
