#include "qsmo/graph/reach.hpp"

#include <gtest/gtest.h>

#include "qsmo/graph/transitive_reduction.hpp"
#include "unit/graph/support.hpp"

namespace {

using graph_test::Arc;
using graph_test::DependencyGraph;
using graph_test::Node;

using Nodes = std::vector<Node>;

/// reach[a][b]: whether a chain of at least one arc leads from a to b.
std::vector<std::vector<bool>> reach_of(const DependencyGraph& graph) {
  const auto distance = graph_test::distances(graph);
  std::vector out(graph.nodes(), std::vector<bool>(graph.nodes()));
  for (std::size_t a = 0; a < graph.nodes(); ++a) {
    for (std::size_t b = 0; b < graph.nodes(); ++b) out[a][b] = distance[a][b] <= graph.nodes();
  }
  return out;
}

/// By one search from each node.
std::vector<std::uint32_t> counts_by_search(const DependencyGraph& graph) {
  std::vector<std::uint32_t> out;
  for (Node node = 0; node < graph.nodes(); ++node)
    out.push_back(static_cast<std::uint32_t>(qsmo::reachable_from(graph, Nodes{node}).size()));
  return out;
}

void expect_agrees(const DependencyGraph& graph, const Nodes& starts) {
  const auto reach = reach_of(graph);
  Nodes from, to;
  for (Node node = 0; node < graph.nodes(); ++node) {
    const auto is_reached = [&](Node start) { return reach[start][node]; };
    const auto reaches = [&](Node start) { return reach[node][start]; };
    if (std::any_of(starts.begin(), starts.end(), is_reached)) from.push_back(node);
    if (std::any_of(starts.begin(), starts.end(), reaches)) to.push_back(node);
  }
  ASSERT_EQ(qsmo::reachable_from(graph, starts), from);
  ASSERT_EQ(qsmo::reachable_to(graph, starts), to);
}

TEST(Reachable, HoldsWhatChainsLeadToInEveryGraphOfFourNodes) {
  graph_test::for_each_digraph_up_to(3, [](const DependencyGraph& graph) {
    for (std::uint32_t mask = 0; mask < 1U << graph.nodes(); ++mask) {
      Nodes starts;
      for (Node node = 0; node < graph.nodes(); ++node) {
        if ((mask >> node) % 2 == 1) starts.push_back(node);
      }
      expect_agrees(graph, starts);
    }
  });
  graph_test::for_each_digraph(4, [](const DependencyGraph& graph) {
    expect_agrees(graph, Nodes{2, 0});
  });
}

TEST(Reachable, HoldsWhatChainsLeadToInRandomGraphs) {
  qsmo::Random random(1);
  for (int round = 0; round < 300; ++round) {
    const std::size_t nodes = 1 + random.below(12);
    Nodes starts(random.below(4));
    for (Node& start : starts) start = static_cast<Node>(random.below(nodes));
    expect_agrees(graph_test::random_graph(random, nodes, random.below(20)), starts);
  }
}

TEST(Reachable, HoldsAStartOnlyOnACycleOrAfterAnotherStart) {
  const DependencyGraph graph(5, {{0, 1}, {1, 2}, {2, 1}, {3, 3}, {4, 0}});
  EXPECT_EQ(qsmo::reachable_from(graph, Nodes{0}), (Nodes{1, 2}));
  EXPECT_EQ(qsmo::reachable_from(graph, Nodes{1}), (Nodes{1, 2}));
  EXPECT_EQ(qsmo::reachable_from(graph, Nodes{3}), (Nodes{3}));
  EXPECT_EQ(qsmo::reachable_from(graph, Nodes{0, 4}), (Nodes{0, 1, 2}));
  EXPECT_EQ(qsmo::reachable_to(graph, Nodes{0}), (Nodes{4}));
  EXPECT_EQ(qsmo::reachable_to(graph, Nodes{2, 2}), (Nodes{0, 1, 2, 4}));
}

TEST(Reachable, IsNothingWithoutStartsOrNodes) {
  EXPECT_EQ(qsmo::reachable_from(DependencyGraph(), Nodes{}), Nodes{});
  EXPECT_EQ(qsmo::reachable_to(DependencyGraph(), Nodes{}), Nodes{});
  EXPECT_EQ(qsmo::reachable_from(graph_test::path(5), Nodes{}), Nodes{});
  EXPECT_EQ(qsmo::reachable_from(DependencyGraph(1, {}), Nodes{0}), Nodes{});
}

TEST(Reachable, FollowsAPathOfAMillionNodes) {
  const DependencyGraph graph = graph_test::path(1'000'000);
  EXPECT_EQ(qsmo::reachable_from(graph, Nodes{0}).size(), 999'999U);
  EXPECT_EQ(qsmo::reachable_to(graph, Nodes{999'999}).size(), 999'999U);
  const DependencyGraph ring = graph_test::path(1'000'000, true);
  EXPECT_EQ(qsmo::reachable_from(ring, Nodes{7}).size(), 1'000'000U);
}

TEST(Reachable, NamesEachStartOutOfRange) {
  const DependencyGraph graph = graph_test::path(3);
  const auto faults = graph_test::faults_of([&] {
    (void)qsmo::reachable_from(graph, Nodes{3, 0, 9});
  });
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0].pointer, "/starts/0");
  EXPECT_EQ(faults[0].value, "3");
  EXPECT_EQ(faults[0].expected, "a node from 0 to 2");
  EXPECT_EQ(faults[1].pointer, "/starts/2");
  const auto targets =
      graph_test::faults_of([] { (void)qsmo::reachable_to(DependencyGraph(), Nodes{0}); });
  ASSERT_EQ(targets.size(), 1U);
  EXPECT_EQ(targets[0].pointer, "/targets/0");
  EXPECT_EQ(targets[0].expected, "nothing, as there are no nodes");
}

TEST(Reachable, NamesAHundredFaultsAndCountsTheOthers) {
  const auto faults = graph_test::faults_of(
      [] { (void)qsmo::reachable_from(graph_test::path(3), Nodes(250, Node{5})); });
  ASSERT_EQ(faults.size(), 101U);
  EXPECT_EQ(faults[99].pointer, "/starts/99");
  EXPECT_EQ(faults[100].pointer, "/starts");
  EXPECT_EQ(faults[100].value, "150 more");
}

TEST(BlockedCounts, CountWhatWaitsInEveryGraphOfFourNodes) {
  graph_test::for_each_digraph_up_to(4, [](const DependencyGraph& graph) {
    ASSERT_EQ(qsmo::blocked_counts(graph), counts_by_search(graph));
  });
}

TEST(BlockedCounts, AgreeWithSearchesInGraphsOfManyBlocks) {
  qsmo::Random random(2);
  for (const std::size_t arcs : {500U, 1500U, 2500U, 6000U}) {
    const DependencyGraph cyclic = graph_test::random_graph(random, 1700, arcs);
    EXPECT_EQ(qsmo::blocked_counts(cyclic), counts_by_search(cyclic));
    const DependencyGraph acyclic = graph_test::random_acyclic(random, 1700, arcs);
    EXPECT_EQ(qsmo::blocked_counts(acyclic), counts_by_search(acyclic));
  }
}

TEST(BlockedCounts, WeighComponentsBySize) {
  // Rings of 1, 2, 3, ... nodes, each waiting for the one before.
  std::vector<Arc> arcs;
  std::vector<std::uint32_t> expected;
  constexpr Node rings = 60, nodes = rings * (rings + 1) / 2;
  for (Node size = 1, first = 0; size <= rings; first += size, ++size) {
    for (Node i = 0; i < size; ++i) arcs.push_back({first + i, first + (i + 1) % size});
    if (first + size < nodes) arcs.push_back({first, first + size});
    expected.insert(expected.end(), size, nodes - first);
  }
  EXPECT_EQ(qsmo::blocked_counts(DependencyGraph(nodes, arcs)), expected);
}

TEST(BlockedCounts, OfACycleCountEveryNodeItself) {
  const DependencyGraph ring = graph_test::path(1'000'000, true);
  EXPECT_EQ(qsmo::blocked_counts(ring), std::vector<std::uint32_t>(1'000'000, 1'000'000));
}

TEST(BlockedCounts, OfALongPathFallByOne) {
  const auto counts = qsmo::blocked_counts(graph_test::path(50'000));
  for (std::size_t node = 0; node < counts.size(); ++node)
    ASSERT_EQ(counts[node], counts.size() - 1 - node);
}

TEST(BlockedCounts, StayTheSameWithoutRedundantArcs) {
  qsmo::Random random(3);
  const DependencyGraph graph = graph_test::random_acyclic(random, 3000, 9000);
  EXPECT_EQ(qsmo::blocked_counts(graph), qsmo::blocked_counts(qsmo::transitive_reduction(graph)));
}

TEST(BlockedCounts, AgreeWithSearchesOnARealGraph) {
  const auto graph = graph_test::real_graph("slucene");
  if (!graph) GTEST_SKIP() << graph_test::no_reference_data;
  EXPECT_EQ(qsmo::blocked_counts(*graph), counts_by_search(*graph));
}

}  // namespace
