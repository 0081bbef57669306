// The whole ordering layer in one include; it stands alone. The tour:
//
//   DependencyGraph graph(nodes, arcs)      dependency_graph.hpp   prerequisite -> dependent, compressed rows
//   any_order, order, is_valid_order        order.hpp              what may come after what
//   waves                                   waves.hpp              what can move together, also under limits
//   components, condensation                components.hpp         what must move together
//   find_cycle, shortest_cycle_through      cycle.hpp              why there is no order
//   break_cycles                            cycle_breaking.hpp     the cheapest arcs to bridge, with proof
//   reachable_from, reachable_to            reach.hpp              what waits for a node, what it requires
//   TransitiveClosure                       transitive_closure.hpp who waits for whom, in O(1)
//   transitive_reduction                    transitive_reduction.hpp   the fewest arcs that say the same
//   critical_path, longest_chains           critical_path.hpp, longest_chains.hpp   times, slack, what drives what
//   OnlineOrder                             online_order.hpp       an order kept while arcs come and go
//   ReadyQueue                              ready_queue.hpp        work in dependency order
//   read_arcs, to_dot, to_graphml           arc_files.hpp          files
//
// graph/boost.hpp, which needs Boost, makes a DependencyGraph a Boost graph and runs these templates on Boost graphs.
#pragma once

#include "qsmo/graph/arc_files.hpp"
#include "qsmo/graph/components.hpp"
#include "qsmo/graph/critical_path.hpp"
#include "qsmo/graph/cycle.hpp"
#include "qsmo/graph/cycle_breaking.hpp"
#include "qsmo/graph/dependency_graph.hpp"
#include "qsmo/graph/longest_chains.hpp"
#include "qsmo/graph/online_order.hpp"
#include "qsmo/graph/order.hpp"
#include "qsmo/graph/reach.hpp"
#include "qsmo/graph/ready_queue.hpp"
#include "qsmo/graph/transitive_closure.hpp"
#include "qsmo/graph/transitive_reduction.hpp"
#include "qsmo/graph/waves.hpp"
