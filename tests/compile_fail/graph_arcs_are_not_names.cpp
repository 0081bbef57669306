#include <qsmo/graph/dependency_graph.hpp>
#include <string>
#include <utility>
#include <vector>

qsmo::DependencyGraph from_numbers(const std::vector<std::pair<int, int>>& arcs) {
  return qsmo::DependencyGraph(3, arcs);
}

#ifdef QSMO_MISUSE
qsmo::DependencyGraph from_names(const std::vector<std::pair<std::string, std::string>>& arcs) {
  return qsmo::DependencyGraph(3, arcs);
}
#endif
