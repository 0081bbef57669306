#include "qsmo/graph/reach.hpp"

#include <string>

#include "graph/reach_blocks.hpp"
#include "graph/require_nodes.hpp"

namespace qsmo {
namespace {

std::vector<Node> places_of(const std::vector<bool>& marks) {
  std::vector<Node> out;
  for (Node node = 0; node < marks.size(); ++node) {
    if (marks[node]) out.push_back(node);
  }
  return out;
}

std::vector<Node> reached(const DependencyGraph& graph, std::span<const Node> starts) {
  // A start is walked from, but reached only if an arc leads to it.
  std::vector<bool> reached(graph.nodes()), queued(graph.nodes());
  std::vector<Node> queue;
  const auto visit = [&](Node node) {
    if (queued[node]) return;
    queued[node] = true;
    queue.push_back(node);
  };
  for (const Node node : starts) visit(node);
  for (std::size_t head = 0; head < queue.size(); ++head) {
    for (const Node to : graph.dependents(queue[head])) {
      reached[to] = true;
      visit(to);
    }
  }
  return places_of(reached);
}

/// Set bits of words, eight at a time and without the instruction that the oldest machines lack.
std::uint64_t set_bits(const detail::ReachLine& line, const detail::ReachLine& mask) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < line.words.size(); ++i) {
    std::uint64_t word = line.words[i] & mask.words[i];
    word -= word >> 1 & 0x5555555555555555;
    word = (word & 0x3333333333333333) + (word >> 2 & 0x3333333333333333);
    sum += (word + (word >> 4)) & 0x0f0f0f0f0f0f0f0f;  // at most 8 a byte, and 64 after all words
  }
  sum = (sum & 0x00ff00ff00ff00ff) + (sum >> 8 & 0x00ff00ff00ff00ff);
  return sum * 0x0001000100010001 >> 48;
}

/// Sizes of the components of one block, as bits: line k holds the components whose size has bit k.
class BlockSizes {
 public:
  explicit BlockSizes(std::span<const std::uint32_t> sizes) : sizes_(sizes) {}

  void move_to(std::uint32_t first) {
    if (first == first_) return;
    first_ = first;
    planes_.clear();
    const std::size_t end =
        std::min<std::size_t>(sizes_.size(), first + detail::ReachBlocks::width);
    for (std::size_t at = first; at < end; ++at) add(at - first, sizes_[at]);
  }
  [[nodiscard]] std::uint32_t total(const detail::ReachLine& line) const {
    std::uint64_t sum = 0;
    for (std::size_t k = 0; k < planes_.size(); ++k) sum += set_bits(line, planes_[k]) << k;
    return static_cast<std::uint32_t>(sum);
  }

 private:
  void add(std::size_t bit, std::uint32_t size) {
    for (std::size_t k = 0; size >> k != 0; ++k) {
      if (planes_.size() == k) planes_.emplace_back();
      if ((size >> k & 1U) != 0) planes_[k].set(bit);
    }
  }

  std::span<const std::uint32_t> sizes_;
  std::uint32_t first_ = static_cast<std::uint32_t>(-1);
  std::vector<detail::ReachLine> planes_;
};

std::vector<std::uint32_t> sizes_of(const Components& components) {
  std::vector<std::uint32_t> sizes(components.count, 0);
  for (const std::uint32_t component : components.of) ++sizes[component];
  return sizes;
}

}  // namespace

std::vector<Node> reachable_from(const DependencyGraph& graph, std::span<const Node> starts) {
  detail::require_nodes(graph.nodes(), starts, "/starts");
  return reached(graph, starts);
}

std::vector<Node> reachable_to(const DependencyGraph& graph, std::span<const Node> targets) {
  detail::require_nodes(graph.nodes(), targets, "/targets");
  return reached(reversed(graph), targets);
}

std::vector<std::uint32_t> blocked_counts(const DependencyGraph& graph) {
  const Components parts = components(graph);
  const std::vector<std::uint32_t> sizes = sizes_of(parts);
  std::vector<std::uint32_t> of_component(parts.count, 0);
  for (const std::uint32_t at : cyclic_components(graph, parts)) of_component[at] = sizes[at];
  BlockSizes block(sizes);
  detail::ReachBlocks(graph, parts)
      .run([&](std::uint32_t at, std::uint32_t first, const detail::ReachLine& line) {
        block.move_to(first);
        of_component[at] += block.total(line);
      });
  std::vector<std::uint32_t> out(graph.nodes());
  for (Node node = 0; node < graph.nodes(); ++node) out[node] = of_component[parts.of[node]];
  return out;
}

}  // namespace qsmo
