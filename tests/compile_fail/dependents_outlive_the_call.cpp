#include <qsmo/graph/waves.hpp>

struct Kept {
  std::vector<std::vector<qsmo::Node>> rows;
  std::size_t nodes() const { return rows.size(); }
  const std::vector<qsmo::Node>& dependents(qsmo::Node node) const { return rows[node]; }
};

qsmo::Waves of_kept(const Kept& graph) { return qsmo::waves(graph); }

#ifdef QSMO_MISUSE
struct Copied : Kept {
  std::vector<qsmo::Node> dependents(qsmo::Node node) const { return rows[node]; }
};

qsmo::Waves of_copied(const Copied& graph) { return qsmo::waves(graph); }
#endif
