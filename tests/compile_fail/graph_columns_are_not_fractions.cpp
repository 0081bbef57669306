#include <qsmo/graph/dependency_graph.hpp>

qsmo::DependencyGraph from_integers(std::span<const long> a, std::span<const short> b) {
  return qsmo::DependencyGraph::from_columns(3, a, b);
}

#ifdef QSMO_MISUSE
qsmo::DependencyGraph from_fractions(std::span<const long> a, std::span<const double> b) {
  return qsmo::DependencyGraph::from_columns(3, a, b);
}
#endif
