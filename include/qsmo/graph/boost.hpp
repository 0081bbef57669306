// The bridge to Boost.Graph, both ways: DependencyGraph as a Boost graph, to run Boost's algorithms on it, and Boost's
// graphs as GraphLike, to run qsmo's on them. The only public header that includes Boost (CMake target qsmo::boost).
//
// DependencyGraph models VertexListGraph, EdgeListGraph, IncidenceGraph and AdjacencyGraph, with the property maps
// `vertex_index` (the node) and `edge_index` (the arc number).
#pragma once

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <ranges>
#include <span>
#include <utility>

#include "qsmo/graph/concepts.hpp"
#include "qsmo/graph/dependency_graph.hpp"

namespace qsmo {

/// An edge is an arc by its number, and carries its prerequisite, so that `source` need not search for it.
struct BoostEdge {
  Node prerequisite = 0;
  std::uint32_t number = 0;
  friend auto operator<=>(const BoostEdge&, const BoostEdge&) = default;
};

namespace detail {

/// The arcs of one node.
class OutEdgeIterator
    : public boost::iterator_facade<OutEdgeIterator, BoostEdge, boost::random_access_traversal_tag,
                                    BoostEdge> {
 public:
  OutEdgeIterator() = default;
  explicit OutEdgeIterator(BoostEdge edge) : edge_(edge) {}

 private:
  friend class boost::iterator_core_access;
  [[nodiscard]] BoostEdge dereference() const { return edge_; }
  [[nodiscard]] bool equal(const OutEdgeIterator& other) const { return edge_ == other.edge_; }
  void increment() { ++edge_.number; }
  void decrement() { --edge_.number; }
  void advance(std::ptrdiff_t n) { edge_.number = static_cast<std::uint32_t>(edge_.number + n); }
  [[nodiscard]] std::ptrdiff_t distance_to(const OutEdgeIterator& other) const {
    return std::ptrdiff_t{other.edge_.number} - std::ptrdiff_t{edge_.number};
  }
  BoostEdge edge_;
};

/// All arcs by number, each with the node whose row it stands in.
class EdgeIterator : public boost::iterator_facade<EdgeIterator, BoostEdge,
                                                   boost::forward_traversal_tag, BoostEdge> {
 public:
  EdgeIterator() = default;
  EdgeIterator(std::span<const std::uint32_t> offsets, BoostEdge edge)
      : offsets_(offsets), edge_(edge) {
    find_row();
  }

 private:
  friend class boost::iterator_core_access;
  [[nodiscard]] BoostEdge dereference() const { return edge_; }
  [[nodiscard]] bool equal(const EdgeIterator& other) const {
    return edge_.number == other.edge_.number;
  }
  void increment() {
    ++edge_.number;
    find_row();
  }
  void find_row() {
    while (edge_.number < offsets_.back() && edge_.number >= offsets_[edge_.prerequisite + 1])
      ++edge_.prerequisite;
  }
  std::span<const std::uint32_t> offsets_;
  BoostEdge edge_;
};

/// From an edge to its arc number.
struct ArcNumberMap {
  using key_type = BoostEdge;
  using value_type = std::uint32_t;
  using reference = std::uint32_t;
  using category = boost::readable_property_map_tag;
  friend std::uint32_t get(ArcNumberMap, const BoostEdge& edge) { return edge.number; }
  std::uint32_t operator[](const BoostEdge& edge) const { return edge.number; }
};

}  // namespace detail
}  // namespace qsmo

namespace boost {

template <>
struct graph_traits<qsmo::DependencyGraph> {
  struct traversal_category : vertex_list_graph_tag,
                              edge_list_graph_tag,
                              incidence_graph_tag,
                              adjacency_graph_tag {};
  using vertex_descriptor = qsmo::Node;
  using edge_descriptor = qsmo::BoostEdge;
  using directed_category = directed_tag;
  using edge_parallel_category = allow_parallel_edge_tag;
  using vertex_iterator = counting_iterator<qsmo::Node>;
  using edge_iterator = qsmo::detail::EdgeIterator;
  using out_edge_iterator = qsmo::detail::OutEdgeIterator;
  using adjacency_iterator = const qsmo::Node*;
  using in_edge_iterator = void;  // named by boost::filtered_graph
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

template <>
struct property_map<qsmo::DependencyGraph, edge_index_t> {
  using type = qsmo::detail::ArcNumberMap;
  using const_type = type;
};

}  // namespace boost

namespace qsmo {

// Found by argument-dependent lookup from Boost's algorithms.

[[nodiscard]] inline std::size_t num_vertices(const DependencyGraph& graph) {
  return graph.nodes();
}
[[nodiscard]] inline std::size_t num_edges(const DependencyGraph& graph) { return graph.arcs(); }
[[nodiscard]] inline auto vertices(const DependencyGraph& graph) {
  using Iterator = boost::counting_iterator<Node>;
  return std::pair(Iterator(0), Iterator(static_cast<Node>(graph.nodes())));
}
[[nodiscard]] inline auto edges(const DependencyGraph& graph) {
  const auto at = [&](std::size_t number) {
    return detail::EdgeIterator(graph.offsets(), {0, static_cast<std::uint32_t>(number)});
  };
  return std::pair(at(0), at(graph.arcs()));
}
[[nodiscard]] inline std::size_t out_degree(Node node, const DependencyGraph& graph) {
  return graph.dependents(node).size();
}
[[nodiscard]] inline auto out_edges(Node node, const DependencyGraph& graph) {
  return std::pair(detail::OutEdgeIterator({node, graph.offsets()[node]}),
                   detail::OutEdgeIterator({node, graph.offsets()[node + 1]}));
}
[[nodiscard]] inline auto adjacent_vertices(Node node, const DependencyGraph& graph) {
  const auto dependents = graph.dependents(node);
  return std::pair(dependents.data(), dependents.data() + dependents.size());
}
[[nodiscard]] inline Node source(const BoostEdge& edge, const DependencyGraph&) {
  return edge.prerequisite;
}
[[nodiscard]] inline Node target(const BoostEdge& edge, const DependencyGraph& graph) {
  return graph.dependents()[edge.number];
}
[[nodiscard]] inline auto get(boost::vertex_index_t, const DependencyGraph&) {
  return boost::typed_identity_property_map<Node>();
}
[[nodiscard]] inline Node get(boost::vertex_index_t, const DependencyGraph&, Node node) {
  return node;
}
[[nodiscard]] inline auto get(boost::edge_index_t, const DependencyGraph&) {
  return detail::ArcNumberMap();
}
[[nodiscard]] inline std::uint32_t get(boost::edge_index_t, const DependencyGraph&,
                                       const BoostEdge& edge) {
  return edge.number;
}

/// The edge of an arc number: what a property map over edges wants. O(log nodes).
[[nodiscard]] inline BoostEdge boost_edge(const DependencyGraph& graph, std::uint32_t number) {
  return {graph.arc(number).prerequisite, number};
}

/// A Boost graph with directed edges and the vertices 0 .. num_vertices-1: `adjacency_list` with a `vecS` of vertices,
/// `compressed_sparse_row_graph`, `adjacency_matrix`.
template <class G>
concept BoostDigraph = requires {
  requires std::integral<typename boost::graph_traits<G>::vertex_descriptor>;
  requires std::convertible_to<typename boost::graph_traits<G>::directed_category,
                               boost::directed_tag>;
  requires std::convertible_to<typename boost::graph_traits<G>::traversal_category,
                               boost::vertex_list_graph_tag>;
  requires std::convertible_to<typename boost::graph_traits<G>::traversal_category,
                               boost::adjacency_graph_tag>;
};

namespace detail {

/// A Boost adjacency iterator as a C++20 iterator over nodes: Boost's own are not `std::input_iterator`.
template <class Iterator>
class DependentIterator {
 public:
  using value_type = Node;
  using difference_type = std::ptrdiff_t;
  using iterator_concept = std::forward_iterator_tag;
  using iterator_category = std::input_iterator_tag;

  DependentIterator() = default;
  explicit DependentIterator(Iterator at) : at_(std::move(at)) {}
  Node operator*() const { return static_cast<Node>(*at_); }
  DependentIterator& operator++() {
    ++at_;
    return *this;
  }
  DependentIterator operator++(int) {
    DependentIterator before = *this;
    ++at_;
    return before;
  }
  friend bool operator==(const DependentIterator& a, const DependentIterator& b) {
    return a.at_ == b.at_;
  }

 private:
  Iterator at_{};
};

/// A pair of them. (Not `std::ranges::subrange`, of which clang 14 does not understand libstdc++'s.)
template <class Iterator>
class DependentRange {
 public:
  explicit DependentRange(const std::pair<Iterator, Iterator>& ends)
      : begin_(ends.first), end_(ends.second) {}
  [[nodiscard]] DependentIterator<Iterator> begin() const { return begin_; }
  [[nodiscard]] DependentIterator<Iterator> end() const { return end_; }

 private:
  DependentIterator<Iterator> begin_;
  DependentIterator<Iterator> end_;
};

}  // namespace detail

/// A Boost graph as this layer sees graphs: `any_order(boost_view(graph))`. An edge leads from a prerequisite to its
/// dependent. Two words; it refers to the graph, which must outlive it and not change.
template <BoostDigraph G>
class BoostView {
 public:
  explicit BoostView(const G& graph) : graph_(&graph), nodes_(num_vertices(graph)) {
    detail::require_graph_size(nodes_, 0);
  }
  /// How many nodes.
  [[nodiscard]] std::size_t nodes() const { return nodes_; }
  /// Nodes that must wait for `node`, in the order of the Boost graph.
  [[nodiscard]] auto dependents(Node node) const {
    using Traits = boost::graph_traits<G>;
    return detail::DependentRange<typename Traits::adjacency_iterator>(
        adjacent_vertices(static_cast<typename Traits::vertex_descriptor>(node), *graph_));
  }

 private:
  const G* graph_;
  std::size_t nodes_;
};

/// View of a Boost graph. Throws InputError if it has more nodes than fit 32 bits.
template <BoostDigraph G>
[[nodiscard]] BoostView<G> boost_view(const G& graph) {
  return BoostView<G>(graph);
}
/// Not of a temporary, which would be gone.
template <BoostDigraph G>
void boost_view(const G&& graph) = delete;

}  // namespace qsmo

/// @cond
// Doxygen knows no specialisations of variables.
template <class Iterator>
inline constexpr bool std::ranges::enable_borrowed_range<qsmo::detail::DependentRange<Iterator>> =
    true;
/// @endcond
