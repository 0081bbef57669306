// DependencyGraph as a Boost graph: include this to run Boost.Graph's algorithms on it. The only public header that
// includes Boost (CMake target qsmo::boost). Models VertexListGraph, EdgeListGraph, IncidenceGraph and AdjacencyGraph.
#pragma once

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>
#include <cstddef>
#include <utility>

#include "qsmo/graph/dependency_graph.hpp"

namespace qsmo::detail {

/// An edge is its prerequisite and its place among the prerequisite's dependents.
struct EdgeDescriptor {
  Node from = 0;
  std::uint32_t place = 0;
  friend auto operator<=>(const EdgeDescriptor&, const EdgeDescriptor&) = default;
};

class OutEdgeIterator
    : public boost::iterator_facade<OutEdgeIterator, EdgeDescriptor,
                                    boost::random_access_traversal_tag, EdgeDescriptor> {
 public:
  OutEdgeIterator() = default;
  OutEdgeIterator(Node from, std::uint32_t place) : edge_{from, place} {}

 private:
  friend class boost::iterator_core_access;
  EdgeDescriptor dereference() const { return edge_; }
  bool equal(const OutEdgeIterator& other) const { return edge_ == other.edge_; }
  void increment() { ++edge_.place; }
  void decrement() { --edge_.place; }
  void advance(std::ptrdiff_t n) { edge_.place = static_cast<std::uint32_t>(edge_.place + n); }
  std::ptrdiff_t distance_to(const OutEdgeIterator& other) const {
    return static_cast<std::ptrdiff_t>(other.edge_.place) -
           static_cast<std::ptrdiff_t>(edge_.place);
  }
  EdgeDescriptor edge_;
};

class EdgeIterator : public boost::iterator_facade<EdgeIterator, EdgeDescriptor,
                                                   boost::forward_traversal_tag, EdgeDescriptor> {
 public:
  EdgeIterator() = default;
  EdgeIterator(const DependencyGraph* graph, Node from) : graph_(graph), edge_{from, 0} {
    settle();
  }

 private:
  friend class boost::iterator_core_access;
  EdgeDescriptor dereference() const { return edge_; }
  bool equal(const EdgeIterator& other) const { return edge_ == other.edge_; }
  void increment() {
    ++edge_.place;
    settle();
  }
  void settle() {
    while (edge_.from < graph_->nodes() && edge_.place >= graph_->dependents(edge_.from).size())
      edge_ = {edge_.from + 1, 0};
  }
  const DependencyGraph* graph_ = nullptr;
  EdgeDescriptor edge_;
};

}  // namespace qsmo::detail

namespace boost {

template <>
struct graph_traits<qsmo::DependencyGraph> {
  struct traversal_category : vertex_list_graph_tag,
                              edge_list_graph_tag,
                              incidence_graph_tag,
                              adjacency_graph_tag {};
  using vertex_descriptor = qsmo::Node;
  using edge_descriptor = qsmo::detail::EdgeDescriptor;
  using directed_category = directed_tag;
  using edge_parallel_category = allow_parallel_edge_tag;
  using vertex_iterator = counting_iterator<qsmo::Node>;
  using edge_iterator = qsmo::detail::EdgeIterator;
  using out_edge_iterator = qsmo::detail::OutEdgeIterator;
  using adjacency_iterator = const qsmo::Node*;
  using vertices_size_type = std::size_t;
  using edges_size_type = std::size_t;
  using degree_size_type = std::size_t;
  static vertex_descriptor null_vertex() { return static_cast<qsmo::Node>(-1); }
};

template <>
struct property_map<qsmo::DependencyGraph, vertex_index_t> {
  using type = typed_identity_property_map<qsmo::Node>;
  using const_type = type;
};

}  // namespace boost

namespace qsmo {

/// Found by argument-dependent lookup from Boost's algorithms.
inline auto vertices(const DependencyGraph& graph) {
  using Iterator = boost::counting_iterator<Node>;
  return std::pair(Iterator(0), Iterator(static_cast<Node>(graph.nodes())));
}
inline std::size_t num_vertices(const DependencyGraph& graph) { return graph.nodes(); }
inline std::size_t num_edges(const DependencyGraph& graph) { return graph.arcs(); }
inline auto edges(const DependencyGraph& graph) {
  return std::pair(detail::EdgeIterator(&graph, 0),
                   detail::EdgeIterator(&graph, static_cast<Node>(graph.nodes())));
}
inline std::size_t out_degree(Node node, const DependencyGraph& graph) {
  return graph.dependents(node).size();
}
inline auto out_edges(Node node, const DependencyGraph& graph) {
  return std::pair(
      detail::OutEdgeIterator(node, 0),
      detail::OutEdgeIterator(node, static_cast<std::uint32_t>(out_degree(node, graph))));
}
inline auto adjacent_vertices(Node node, const DependencyGraph& graph) {
  const auto dependents = graph.dependents(node);
  return std::pair(dependents.data(), dependents.data() + dependents.size());
}
inline Node source(const detail::EdgeDescriptor& edge, const DependencyGraph&) { return edge.from; }
inline Node target(const detail::EdgeDescriptor& edge, const DependencyGraph& graph) {
  return graph.dependents(edge.from)[edge.place];
}
inline auto get(boost::vertex_index_t, const DependencyGraph&) {
  return boost::typed_identity_property_map<Node>();
}
inline Node get(boost::vertex_index_t, const DependencyGraph&, Node node) { return node; }

}  // namespace qsmo
