#include "qsmo/graph/components.hpp"

namespace qsmo {

template Components components(const DependencyGraph& graph);

std::vector<std::uint32_t> cyclic_components(const DependencyGraph& graph,
                                             const Components& components) {
  std::vector<std::uint32_t> sizes(components.count, 0);
  std::vector<bool> cyclic(components.count, false);
  for (Node node = 0; node < graph.nodes(); ++node) {
    const std::uint32_t component = components.of[node];
    if (++sizes[component] > 1) cyclic[component] = true;
    const auto dependents = graph.dependents(node);
    if (std::find(dependents.begin(), dependents.end(), node) != dependents.end())
      cyclic[component] = true;
  }
  std::vector<std::uint32_t> out;
  for (std::uint32_t component = 0; component < components.count; ++component) {
    if (cyclic[component]) out.push_back(component);
  }
  return out;
}

Condensation condensation(const DependencyGraph& graph) {
  Components parts = components(graph);
  std::vector<Arc> arcs;
  for (Node node = 0; node < graph.nodes(); ++node) {
    for (const Node to : graph.dependents(node)) {
      if (parts.of[node] != parts.of[to]) arcs.push_back({parts.of[node], parts.of[to]});
    }
  }
  DependencyGraph between = without_repeats(DependencyGraph(parts.count, arcs));
  NodeLists members = parts.members();
  return {std::move(between), std::move(parts), std::move(members)};
}

}  // namespace qsmo
