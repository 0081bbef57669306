// Boost.Graph with its own algorithms, on its two kinds of graph that suit.
#pragma once

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>
#include <boost/graph/transitive_reduction.hpp>
#include <memory>

#include "peer.hpp"

namespace bench {

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
using BoostRows =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                       boost::no_property, std::uint32_t, std::uint32_t>;
using BoostLists = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

inline Pairs pairs_of(const Given& given) {
  Pairs out(given.prerequisites.size());
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = {given.prerequisites[i], given.dependents[i]};
  return out;
}

template <class Graph>
Graph make_graph(const Pairs& pairs, std::size_t nodes) {
  if constexpr (std::is_same_v<Graph, BoostRows>)
    return {boost::edges_are_unsorted_multi_pass, pairs.begin(), pairs.end(),
            static_cast<std::uint32_t>(nodes)};
  else
    return {pairs.begin(), pairs.end(), nodes};
}

template <class Graph>
Numbers boost_order(const Graph& graph) {
  Numbers out(boost::num_vertices(graph));
  boost::topological_sort(graph, out.rbegin());  // dependents come first
  return out;
}

template <class Graph>
Numbers boost_components(const Graph& graph) {
  Numbers out(boost::num_vertices(graph));
  boost::strong_components(
      graph, boost::make_iterator_property_map(out.begin(), get(boost::vertex_index, graph)));
  return out;
}

struct BoostReduction {
  BoostLists graph;
  std::vector<std::size_t> node_of;  // in the reduction, by node
};

inline std::unique_ptr<BoostReduction> boost_reduction(const BoostLists& graph) {
  auto out = std::make_unique<BoostReduction>();
  out->node_of.resize(boost::num_vertices(graph));
  const auto index = get(boost::vertex_index, graph);
  boost::transitive_reduction(
      graph, out->graph, boost::make_iterator_property_map(out->node_of.begin(), index), index);
  return out;
}

inline Numbers columns_of(const BoostReduction& reduction) {
  Numbers original(reduction.node_of.size());
  for (std::uint32_t node = 0; node < original.size(); ++node)
    original[reduction.node_of[node]] = node;
  Numbers prerequisites, dependents;
  for (const auto& edge : boost::make_iterator_range(boost::edges(reduction.graph))) {
    prerequisites.push_back(original[source(edge, reduction.graph)]);
    dependents.push_back(original[target(edge, reduction.graph)]);
  }
  prerequisites.insert(prerequisites.end(), dependents.begin(), dependents.end());
  return prerequisites;
}

template <class Graph>
class BoostPeer : public Peer {
 public:
  void prepare(const Given& given) override { pairs_ = pairs_of(given); }
  double build(const Given& given) override {
    graph_.reset();
    // Constructed in place: an adjacency_list cannot be moved, and a copy would be measured.
    auto [seconds, graph] = timed(
        [&] { return std::unique_ptr<Graph>(new Graph(make_graph<Graph>(pairs_, given.nodes))); });
    graph_ = std::move(graph);
    return seconds;
  }
  void drop() override {
    graph_.reset();
    pairs_ = {};
  }
  Run run(const std::string& operation) override {
    if (operation == "any_order") return run_of([&] { return boost_order(*graph_); });
    if (operation == "components") return run_of([&] { return boost_components(*graph_); });
    if constexpr (std::is_same_v<Graph, BoostLists>) {
      if (operation == "reduction") {
        const auto [seconds, reduction] = timed([&] { return boost_reduction(*graph_); });
        return {seconds, columns_of(*reduction)};
      }
    }
    no_such_operation(operation);
  }

 private:
  Pairs pairs_;
  std::unique_ptr<Graph> graph_;
};

}  // namespace bench
