#include "qsmo/graph/boost.hpp"

#include <gtest/gtest.h>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/adjacency_matrix.hpp>
#include <boost/graph/boykov_kolmogorov_max_flow.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dag_shortest_paths.hpp>
#include <boost/graph/edmonds_karp_max_flow.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>
#include <iterator>
#include <limits>
#include <map>

#include "qsmo/graph/components.hpp"
#include "qsmo/graph/cycle.hpp"
#include "qsmo/graph/order.hpp"
#include "qsmo/graph/waves.hpp"
#include "unit/graph/support.hpp"

namespace {

using graph_test::arcs_of;
using graph_test::random_acyclic;
using graph_test::random_graph;
using qsmo::Arc;
using qsmo::BoostEdge;
using qsmo::DependencyGraph;
using qsmo::Node;

BOOST_CONCEPT_ASSERT((boost::concepts::VertexListGraph<DependencyGraph>));
BOOST_CONCEPT_ASSERT((boost::concepts::EdgeListGraph<DependencyGraph>));
BOOST_CONCEPT_ASSERT((boost::concepts::VertexAndEdgeListGraph<DependencyGraph>));
BOOST_CONCEPT_ASSERT((boost::concepts::IncidenceGraph<DependencyGraph>));
BOOST_CONCEPT_ASSERT((boost::concepts::AdjacencyGraph<DependencyGraph>));
BOOST_CONCEPT_ASSERT(
    (boost::concepts::ReadablePropertyGraph<DependencyGraph, Node, boost::vertex_index_t>));
BOOST_CONCEPT_ASSERT(
    (boost::concepts::ReadablePropertyGraph<DependencyGraph, BoostEdge, boost::edge_index_t>));

/// Writes to an array by node.
template <class T>
auto by_node(std::vector<T>& values) {
  return boost::make_iterator_property_map(values.begin(),
                                           boost::typed_identity_property_map<Node>());
}

/// Writes to an array by arc number.
template <class T>
auto by_arc(std::vector<T>& values, const DependencyGraph& graph) {
  return boost::make_iterator_property_map(values.begin(), get(boost::edge_index, graph));
}

bool same_partition(const std::vector<std::uint32_t>& a, const std::vector<int>& b) {
  std::map<std::uint32_t, int> forth;
  std::map<int, std::uint32_t> back;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (forth.emplace(a[i], b[i]).first->second != b[i]) return false;
    if (back.emplace(b[i], a[i]).first->second != a[i]) return false;
  }
  return a.size() == b.size();
}

std::size_t boost_components(const DependencyGraph& graph, std::vector<int>& component) {
  component.assign(graph.nodes(), -1);
  return static_cast<std::size_t>(boost::strong_components(graph, by_node(component)));
}

TEST(BoostGraph, ListsEveryEdgeOnceInTheOrderOfTheArcNumbers) {
  const DependencyGraph graph(6, {{2, 0}, {0, 1}, {2, 1}, {2, 2}, {4, 0}, {2, 0}});
  std::vector<Arc> seen;
  std::uint32_t number = 0;
  const auto [begin, end] = edges(graph);
  for (auto edge = begin; edge != end; ++edge) {
    EXPECT_EQ(get(boost::edge_index, graph, *edge), number);
    EXPECT_EQ(qsmo::boost_edge(graph, number), *edge);
    seen.push_back({source(*edge, graph), target(*edge, graph)});
    ++number;
  }
  EXPECT_EQ(seen, arcs_of(graph));
  EXPECT_EQ(num_edges(graph), 6U);
}

TEST(BoostGraph, GivesTheSameEdgesNodeByNodeAsInOneList) {
  qsmo::Random random(3);
  for (int round = 0; round < 100; ++round) {
    const DependencyGraph graph = random_graph(random, 1 + random.below(12), random.below(30));
    std::vector<BoostEdge> by_row;
    const auto [node_begin, node_end] = vertices(graph);
    for (auto node = node_begin; node != node_end; ++node) {
      const auto [begin, end] = out_edges(*node, graph);
      EXPECT_EQ(static_cast<std::size_t>(end - begin), out_degree(*node, graph));
      by_row.insert(by_row.end(), begin, end);
      const auto [first, last] = adjacent_vertices(*node, graph);
      EXPECT_TRUE(std::equal(begin, end, first, last, [&](const BoostEdge& edge, Node to) {
        return target(edge, graph) == to && source(edge, graph) == *node;
      }));
    }
    const auto [begin, end] = edges(graph);
    EXPECT_EQ(by_row, std::vector<BoostEdge>(begin, end));
  }
}

TEST(BoostGraph, WithoutNodesOrArcsIsEmpty) {
  for (const std::size_t nodes : {std::size_t{0}, std::size_t{3}}) {
    const DependencyGraph graph(nodes, {});
    EXPECT_EQ(edges(graph).first, edges(graph).second);
    EXPECT_EQ(vertices(graph).second - vertices(graph).first, static_cast<std::ptrdiff_t>(nodes));
    std::vector<int> component;
    EXPECT_EQ(boost_components(graph, component), nodes);
  }
}

TEST(BoostGraph, FindsTheSameComponentsAsOurs) {
  qsmo::Random random(7);
  for (int round = 0; round < 300; ++round) {
    const std::size_t nodes = 1 + random.below(400);
    const DependencyGraph graph = random_graph(random, nodes, random.below(2 * nodes + 1));
    std::vector<int> component;
    const std::size_t count = boost_components(graph, component);
    const qsmo::Components ours = qsmo::components(graph);
    ASSERT_EQ(ours.count, count);
    ASSERT_TRUE(same_partition(ours.of, component));
  }
}

TEST(BoostGraph, FindsTheSameComponentsAsOursInRealGraphs) {
  if (!graph_test::real_graph("junit")) GTEST_SKIP() << graph_test::no_reference_data;
  for (const char* name : {"colt", "guava", "junit", "slucene", "weka"}) {
    const DependencyGraph graph = *graph_test::real_graph(name);
    std::vector<int> component;
    const std::size_t count = boost_components(graph, component);
    const qsmo::Components ours = qsmo::components(graph);
    EXPECT_EQ(ours.count, count) << name;
    EXPECT_TRUE(same_partition(ours.of, component)) << name;
  }
}

TEST(BoostGraph, SortsTopologicallyAndOurCheckAgrees) {
  qsmo::Random random(8);
  for (int round = 0; round < 200; ++round) {
    const std::size_t nodes = random.below(300);
    const DependencyGraph graph = random_acyclic(random, nodes, 3 * nodes);
    std::vector<Node> sorted;
    boost::topological_sort(graph, std::back_inserter(sorted));
    std::reverse(sorted.begin(), sorted.end());
    EXPECT_TRUE(qsmo::is_valid_order(graph, std::span<const Node>(sorted)));
  }
}

TEST(BoostGraph, IsRefusedByTopologicalSortExactlyIfOursFindsACycle) {
  qsmo::Random random(9);
  int cyclic = 0;
  for (int round = 0; round < 400; ++round) {
    const std::size_t nodes = 1 + random.below(40);
    const DependencyGraph graph = random_graph(random, nodes, random.below(nodes + 1));
    bool refused = false;
    std::vector<Node> sorted;
    try {
      boost::topological_sort(graph, std::back_inserter(sorted));
    } catch (const boost::not_a_dag&) {
      refused = true;
    }
    EXPECT_EQ(qsmo::find_cycle(graph).has_value(), refused);
    cyclic += refused;
  }
  EXPECT_GT(cyclic, 50);
  EXPECT_LT(cyclic, 350);
}

TEST(BoostGraph, IsSearchedBreadthFirst) {
  qsmo::Random random(10);
  for (int round = 0; round < 200; ++round) {
    const std::size_t nodes = 1 + random.below(20);
    const DependencyGraph graph = random_graph(random, nodes, random.below(3 * nodes));
    const std::size_t none = nodes + 1;
    std::vector<std::size_t> distance(nodes, none);
    distance[0] = 0;
    const auto record = boost::record_distances(by_node(distance), boost::on_tree_edge());
    boost::breadth_first_search(graph, Node{0}, boost::visitor(boost::make_bfs_visitor(record)));
    auto expected = graph_test::distances(graph)[0];
    expected[0] = 0;
    EXPECT_EQ(distance, expected);
  }
}

TEST(BoostGraph, HasShortestPathsOverWeightsByArcNumber) {
  qsmo::Random random(11);
  for (int round = 0; round < 200; ++round) {
    const std::size_t nodes = 1 + random.below(20);
    const DependencyGraph graph = random_acyclic(random, nodes, 3 * nodes);
    std::vector<int> weight(graph.arcs());
    for (int& value : weight) value = static_cast<int>(random.below(20));
    std::vector<int> distance(nodes);
    const Node start = qsmo::any_order(graph).front();
    boost::dag_shortest_paths(
        graph, start, boost::weight_map(by_arc(weight, graph)).distance_map(by_node(distance)));
    std::vector<int> expected(nodes, std::numeric_limits<int>::max());
    expected[start] = 0;
    for (const Node node : qsmo::order(graph)) {
      if (expected[node] == std::numeric_limits<int>::max()) continue;
      for (std::uint32_t arc = graph.first_arc(node); arc < graph.first_arc(node + 1); ++arc) {
        int& to = expected[graph.dependents()[arc]];
        to = std::min(to, expected[node] + weight[arc]);
      }
    }
    EXPECT_EQ(distance, expected);
  }
}

/// A network for Boost's flows: each arc has a capacity and an arc back without one.
struct Network {
  DependencyGraph graph;
  std::vector<int> capacity;
  std::vector<int> residual;
  std::vector<BoostEdge> back;
};

Network network(std::size_t nodes, const std::vector<Arc>& arcs, const std::vector<int>& capacity) {
  std::vector<Arc> both;
  for (const Arc& arc : arcs) {
    both.push_back(arc);
    both.push_back({arc.dependent, arc.prerequisite});
  }
  Network out{DependencyGraph(nodes, both), std::vector<int>(both.size()),
              std::vector<int>(both.size()), std::vector<BoostEdge>(both.size())};
  const std::vector<std::uint32_t> number = qsmo::arc_numbers(out.graph, both);
  for (std::size_t i = 0; i < both.size(); ++i) {
    out.capacity[number[i]] = i % 2 == 0 ? capacity[i / 2] : 0;
    out.back[number[i]] = qsmo::boost_edge(out.graph, number[i ^ 1]);
  }
  return out;
}

/// The cheapest arcs from a set of nodes with 0 and without `sink` to the other nodes, over all such sets.
int least_cut(std::size_t nodes, const std::vector<Arc>& arcs, const std::vector<int>& capacity,
              Node sink) {
  int best = std::numeric_limits<int>::max();
  for (std::uint32_t set = 1; set < 1U << nodes; set += 2) {
    if ((set >> sink) % 2 == 1) continue;
    int cut = 0;
    for (std::size_t i = 0; i < arcs.size(); ++i) {
      if ((set >> arcs[i].prerequisite) % 2 == 1 && (set >> arcs[i].dependent) % 2 == 0)
        cut += capacity[i];
    }
    best = std::min(best, cut);
  }
  return best;
}

TEST(BoostGraph, HasAMaximumFlowAsLargeAsTheLeastCut) {
  qsmo::Random random(12);
  int positive = 0;
  for (int round = 0; round < 300; ++round) {
    const std::size_t nodes = 2 + random.below(6);
    const auto sink = static_cast<Node>(nodes - 1);
    std::vector<Arc> arcs;
    for (const Arc& arc : graph_test::random_arcs(random, nodes, random.below(20))) {
      if (arc.prerequisite != arc.dependent) arcs.push_back(arc);
    }
    std::vector<int> capacity(arcs.size());
    for (int& value : capacity) value = static_cast<int>(random.below(10));
    const int cut = least_cut(nodes, arcs, capacity, sink);
    positive += cut > 0;

    Network net = network(nodes, arcs, capacity);
    const auto index = get(boost::vertex_index, net.graph);
    const auto capacities = by_arc(net.capacity, net.graph);
    const auto residuals = by_arc(net.residual, net.graph);
    const auto backs = by_arc(net.back, net.graph);
    EXPECT_EQ(
        boost::push_relabel_max_flow(net.graph, Node{0}, sink, capacities, residuals, backs, index),
        cut);
    EXPECT_EQ(boost::boykov_kolmogorov_max_flow(net.graph, capacities, residuals, backs, index,
                                                Node{0}, sink),
              cut);
    std::vector<boost::default_color_type> color(nodes);
    std::vector<BoostEdge> via(nodes);
    EXPECT_EQ(boost::edmonds_karp_max_flow(net.graph, Node{0}, sink, capacities, residuals, backs,
                                           by_node(color), by_node(via)),
              cut);
  }
  EXPECT_GT(positive, 100);
}

using List = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
using TwoWayList = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;
using SetList = boost::adjacency_list<boost::setS, boost::vecS, boost::directedS>;
using Rows = boost::compressed_sparse_row_graph<boost::directedS>;
using Matrix = boost::adjacency_matrix<boost::directedS>;

static_assert(qsmo::GraphLike<qsmo::BoostView<List>>);
static_assert(qsmo::GraphLike<qsmo::BoostView<TwoWayList>>);
static_assert(qsmo::GraphLike<qsmo::BoostView<SetList>>);
static_assert(qsmo::GraphLike<qsmo::BoostView<Rows>>);
static_assert(qsmo::GraphLike<qsmo::BoostView<Matrix>>);
static_assert(qsmo::GraphLike<qsmo::BoostView<DependencyGraph>>);
static_assert(
    !qsmo::BoostDigraph<boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>>,
    "an undirected edge has no prerequisite");
static_assert(
    !qsmo::BoostDigraph<boost::adjacency_list<boost::vecS, boost::listS, boost::directedS>>,
    "vertices of a list are not numbers");

template <class G>
concept Viewable = requires(G&& graph) {
  qsmo::boost_view(std::forward<G>(graph));
};
static_assert(Viewable<List&> && Viewable<const List&>);
static_assert(!Viewable<List>, "a view of a temporary would outlive it");

template <class G>
G boost_copy(const DependencyGraph& graph) {
  std::vector<std::pair<Node, Node>> pairs;
  for (const Arc& arc : arcs_of(graph)) pairs.emplace_back(arc.prerequisite, arc.dependent);
  if constexpr (std::same_as<G, DependencyGraph>) {
    return graph;
  } else if constexpr (std::same_as<G, Rows>) {
    return G(boost::edges_are_sorted, pairs.begin(), pairs.end(), graph.nodes());
  } else {
    return G(pairs.begin(), pairs.end(), graph.nodes());
  }
}

/// What an algorithm says: its result, or the cycle that is in its way.
template <class Algorithm>
auto outcome(Algorithm&& algorithm) {
  std::pair<decltype(algorithm()), std::vector<Node>> out;
  try {
    out.first = algorithm();
  } catch (const qsmo::CycleError& error) {
    out.second = error.cycle();
  }
  return out;
}

template <class G>
void expect_same_answers(const G& boost_graph) {
  const auto view = qsmo::boost_view(boost_graph);
  const DependencyGraph copy = DependencyGraph::copy_of(view);
  ASSERT_EQ(copy.nodes(), num_vertices(boost_graph));
  EXPECT_EQ(qsmo::components(view), qsmo::components(copy));
  const auto any = outcome([&] { return qsmo::any_order(view); });
  EXPECT_EQ(any, outcome([&] { return qsmo::any_order(copy); }));
  EXPECT_EQ(outcome([&] { return qsmo::order(view); }), outcome([&] { return qsmo::order(copy); }));
  std::vector<double> keys(copy.nodes());
  for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = static_cast<double>(i * 7 % 5);
  EXPECT_EQ(outcome([&] { return qsmo::order(view, keys); }),
            outcome([&] { return qsmo::order(copy, keys); }));
  EXPECT_EQ(outcome([&] { return qsmo::waves(view); }), outcome([&] { return qsmo::waves(copy); }));
  std::vector<Node> reversed = any.first;
  std::reverse(reversed.begin(), reversed.end());
  for (const std::vector<Node>& order : {any.first, reversed}) {
    EXPECT_EQ(qsmo::is_valid_order(view, std::span<const Node>(order)),
              qsmo::is_valid_order(copy, std::span<const Node>(order)));
  }
}

template <class G>
class BoostView : public ::testing::Test {};
using BoostGraphs = ::testing::Types<List, TwoWayList, SetList, Rows, Matrix, DependencyGraph>;
TYPED_TEST_SUITE(BoostView, BoostGraphs);

TYPED_TEST(BoostView, GivesTheSameAnswersAsADependencyGraph) {
  qsmo::Random random(13);
  for (int round = 0; round < 150; ++round) {
    const std::size_t nodes = random.below(25);
    const DependencyGraph graph = round % 2 == 0
                                      ? random_acyclic(random, nodes, 2 * nodes)
                                      : random_graph(random, nodes, random.below(nodes + 1));
    // A matrix and a set hold an arc once, so that all of them hold the same arcs here.
    const DependencyGraph once = qsmo::without_repeats(graph);
    const auto boost_graph = boost_copy<TypeParam>(once);
    ASSERT_EQ(DependencyGraph::copy_of(qsmo::boost_view(boost_graph)), once);
    expect_same_answers(boost_graph);
  }
}

TYPED_TEST(BoostView, OfAGraphWithoutNodesIsEmpty) {
  const auto boost_graph = boost_copy<TypeParam>(DependencyGraph());
  EXPECT_EQ(qsmo::boost_view(boost_graph).nodes(), 0U);
  expect_same_answers(boost_graph);
}

TYPED_TEST(BoostView, SeesSelfArcs) {
  const auto boost_graph = boost_copy<TypeParam>(DependencyGraph(3, {{0, 1}, {1, 1}, {1, 2}}));
  const auto any = outcome([&] { return qsmo::any_order(qsmo::boost_view(boost_graph)); });
  EXPECT_EQ(any.second, std::vector<Node>{1});
}

TEST(BoostListView, SeesRepeatedArcs) {
  const DependencyGraph graph(3, {{0, 1}, {0, 1}, {0, 2}, {2, 1}, {0, 1}});
  const auto list = boost_copy<List>(graph);
  EXPECT_EQ(DependencyGraph::copy_of(qsmo::boost_view(list)), graph);
  expect_same_answers(list);
}

TEST(BoostListView, FollowsTheGraphItLooksAt) {
  List list(2);
  add_edge(0, 1, list);
  EXPECT_EQ(qsmo::any_order(qsmo::boost_view(list)), (std::vector<Node>{0, 1}));
  add_edge(1, 0, list);
  EXPECT_THROW((void)qsmo::any_order(qsmo::boost_view(list)), qsmo::CycleError);
}

}  // namespace
