#include "qsmo/graph/transitive_closure.hpp"

#include <bit>
#include <string>

#include "graph/reach_blocks.hpp"

namespace qsmo {
namespace {

void require_memory(std::size_t rows, std::size_t words, std::size_t limit) {
  const std::size_t bytes = rows * words * sizeof(std::uint64_t);
  if (bytes <= limit) return;
  throw InputError({Fault{"", 0, "/memory_limit", std::to_string(limit),
                          "at least " + std::to_string(bytes) + " bytes for the bits of " +
                              std::to_string(rows) + " components",
                          ""}});
}

/// Calls `visit(place)` for each set bit, rising.
template <class Visit>
void for_each_bit(std::span<const std::uint64_t> words, Visit&& visit) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (std::uint64_t word = words[i]; word != 0; word &= word - 1)
      visit(i * 64 + static_cast<std::size_t>(std::countr_zero(word)));
  }
}

}  // namespace

TransitiveClosure::TransitiveClosure(const DependencyGraph& graph, std::size_t memory_limit)
    : components_(qsmo::components(graph)), words_((components_.count + 63) / 64) {
  require_memory(components_.count, words_, memory_limit);
  bits_.resize(components_.count * words_);
  detail::ReachBlocks(graph, components_)
      .run([&](std::size_t row, std::size_t first, const detail::ReachLine& line) {
        const std::size_t word = first / 64;
        std::copy_n(line.words.begin(), std::min(line.words.size(), words_ - word),
                    bits_.begin() + static_cast<std::ptrdiff_t>(row * words_ + word));
      });
  for (const std::size_t row : cyclic_components(graph, components_))
    bits_[row * words_ + row / 64] |= std::uint64_t{1} << (row % 64);
}

std::uint64_t TransitiveClosure::pairs() const {
  std::vector<std::uint64_t> sizes(components_.count, 0);
  for (const std::uint32_t component : components_.of) ++sizes[component];
  std::uint64_t pairs = 0;
  for (std::size_t row = 0; row < components_.count; ++row) {
    std::uint64_t reached = 0;
    for_each_bit(std::span(bits_).subspan(row * words_, words_),
                 [&](std::size_t column) { reached += sizes[column]; });
    pairs += sizes[row] * reached;
  }
  return pairs;
}

DependencyGraph TransitiveClosure::graph() const {
  const std::size_t nodes = components_.of.size();
  const std::uint64_t size = pairs();
  detail::require_graph_size(nodes, size);
  const NodeLists members = components_.members();
  std::vector<Node> from, to;
  from.reserve(size);
  to.reserve(size);
  std::vector<std::uint64_t> reached((nodes + 63) / 64);
  for (std::size_t row = 0; row < components_.count; ++row) {
    std::fill(reached.begin(), reached.end(), 0);
    for_each_bit(std::span(bits_).subspan(row * words_, words_), [&](std::size_t column) {
      for (const Node node : members[column]) reached[node / 64] |= std::uint64_t{1} << (node % 64);
    });
    for (const Node node : members[row]) {
      for_each_bit(reached, [&](std::size_t other) { to.push_back(static_cast<Node>(other)); });
      from.resize(to.size(), node);
    }
  }
  return DependencyGraph::from_columns(nodes, from, to);
}

}  // namespace qsmo
