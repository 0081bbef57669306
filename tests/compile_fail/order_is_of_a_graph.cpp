#include <qsmo/graph/order.hpp>

std::vector<qsmo::Node> of_a_graph() { return qsmo::any_order(qsmo::DependencyGraph()); }

#ifdef QSMO_MISUSE
std::vector<qsmo::Node> of_a_number() { return qsmo::any_order(3); }
#endif
