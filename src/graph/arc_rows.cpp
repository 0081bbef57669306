#include "qsmo/graph/detail/arc_rows.hpp"

#include <algorithm>
#include <bit>

namespace qsmo::detail {

void ArcRows::append_to_block(Row& row, Node node) {
  if (row.size == short_row || std::has_single_bit(row.size)) move_to_block(row, row.size + 1);
  block(row)[row.size++] = node;
}

bool ArcRows::remove(Row& row, Node node) {
  Node* const begin = row.size <= short_row ? row.short_nodes.data() : block(row);
  Node* const found = std::find(begin, begin + row.size, node);
  if (found == begin + row.size) return false;
  *found = begin[row.size - 1];
  shrink(row);
  return true;
}

/// Gives a row a block of its own that holds `size`, which is more than it holds now.
void ArcRows::move_to_block(Row& row, std::uint32_t size) {
  const std::uint32_t number = new_block(size);
  Node* const to = pool_.data() + number * least_block;
  if (row.size == short_row) {
    std::copy_n(row.short_nodes.data(), row.size, to);
  } else {
    std::copy_n(block(row), row.size, to);
    free_block(row.short_nodes.front(), row.size);
  }
  row.short_nodes.front() = number;
}

/// Takes the last one away; a block of which then half is empty is given back.
void ArcRows::shrink(Row& row) {
  const std::uint32_t before = row.size--;
  if (before <= short_row || (row.size != short_row && !std::has_single_bit(row.size))) return;
  const std::uint32_t number = row.short_nodes.front();
  if (row.size == short_row) {
    std::copy_n(block(row), row.size, row.short_nodes.data());
  } else {
    const std::uint32_t smaller = new_block(row.size);
    std::copy_n(block(row), row.size, pool_.data() + smaller * least_block);
    row.short_nodes.front() = smaller;
  }
  free_block(number, before);
}

std::uint32_t ArcRows::new_block(std::uint32_t size) {
  const std::size_t capacity = std::bit_ceil(std::size_t{size});
  std::vector<std::uint32_t>& free = free_[static_cast<std::size_t>(std::countr_zero(capacity))];
  if (!free.empty()) {
    const std::uint32_t number = free.back();
    free.pop_back();
    return number;
  }
  const auto number = static_cast<std::uint32_t>(pool_.size() / least_block);
  pool_.resize(pool_.size() + capacity);
  return number;
}

void ArcRows::free_block(std::uint32_t number, std::uint32_t size) {
  const std::size_t capacity = std::bit_ceil(std::size_t{size});
  free_[static_cast<std::size_t>(std::countr_zero(capacity))].push_back(number);
}

}  // namespace qsmo::detail
