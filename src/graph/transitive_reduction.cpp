#include "qsmo/graph/transitive_reduction.hpp"

#include "graph/reach_blocks.hpp"

namespace qsmo {
namespace {

/// Marks the arcs within components, of repeated ones the first.
void mark_inner_arcs(const DependencyGraph& graph, const Components& components,
                     std::vector<bool>& kept) {
  std::vector<Node> last_from(graph.nodes(), static_cast<Node>(-1));
  for (Node node = 0; node < graph.nodes(); ++node) {
    std::uint32_t number = graph.first_arc(node);
    for (const Node to : graph.dependents(node)) {
      if (components.of[to] == components.of[node] && last_from[to] != node) kept[number] = true;
      last_from[to] = node;
      ++number;
    }
  }
}

std::vector<bool> irredundant(const DependencyGraph& graph) {
  const Components parts = components(graph);
  std::vector<bool> kept(graph.arcs());
  mark_inner_arcs(graph, parts, kept);
  for (const std::uint32_t number : detail::ReachBlocks(graph, parts).irredundant())
    kept[number] = true;
  return kept;
}

std::vector<std::uint32_t> places_of(const std::vector<bool>& marks, bool mark) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = 0; i < marks.size(); ++i) {
    if (marks[i] == mark) out.push_back(i);
  }
  return out;
}

}  // namespace

std::vector<std::uint32_t> irredundant_arcs(const DependencyGraph& graph) {
  return places_of(irredundant(graph), true);
}

DependencyGraph transitive_reduction(const DependencyGraph& graph) {
  return without_arcs(graph, places_of(irredundant(graph), false));
}

}  // namespace qsmo
