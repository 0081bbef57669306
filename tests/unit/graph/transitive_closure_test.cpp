#include "qsmo/graph/transitive_closure.hpp"

#include <gtest/gtest.h>

#include "qsmo/graph/reach.hpp"
#include "unit/graph/support.hpp"

namespace {

using graph_test::Arc;
using graph_test::DependencyGraph;
using graph_test::Node;
using qsmo::TransitiveClosure;

void expect_agrees_with_distances(const DependencyGraph& graph) {
  const auto distance = graph_test::distances(graph);
  const TransitiveClosure closure(graph);
  std::vector<Arc> pairs;
  for (Node a = 0; a < graph.nodes(); ++a) {
    for (Node b = 0; b < graph.nodes(); ++b) {
      const bool reaches = distance[a][b] <= graph.nodes();
      ASSERT_EQ(closure.reaches(a, b), reaches) << a << " to " << b;
      if (reaches) pairs.push_back({a, b});
    }
  }
  ASSERT_EQ(closure.pairs(), pairs.size());
  ASSERT_EQ(graph_test::arcs_of(closure.graph()), pairs);
}

TEST(TransitiveClosure, KnowsAllChainsOfEveryGraphOfFourNodes) {
  graph_test::for_each_digraph_up_to(4, expect_agrees_with_distances);
}

TEST(TransitiveClosure, KnowsAllChainsOfRandomGraphs) {
  qsmo::Random random(4);
  for (int round = 0; round < 200; ++round) {
    const std::size_t nodes = 1 + random.below(40);
    expect_agrees_with_distances(graph_test::random_graph(random, nodes, random.below(2 * nodes)));
  }
}

TEST(TransitiveClosure, AgreesWithSearchesInGraphsOfManyBlocks) {
  qsmo::Random random(5);
  for (const std::size_t arcs : {1000U, 2000U, 5000U}) {
    const DependencyGraph graph = graph_test::random_graph(random, 1300, arcs);
    const TransitiveClosure closure(graph);
    for (Node from = 0; from < graph.nodes(); from += 7) {
      std::vector<Node> reached;
      for (Node to = 0; to < graph.nodes(); ++to) {
        if (closure.reaches(from, to)) reached.push_back(to);
      }
      ASSERT_EQ(reached, qsmo::reachable_from(graph, std::vector{from}));
    }
  }
}

TEST(TransitiveClosure, IsClosed) {
  qsmo::Random random(6);
  for (int round = 0; round < 20; ++round) {
    const DependencyGraph once =
        TransitiveClosure(graph_test::random_graph(random, 150, 200)).graph();
    EXPECT_EQ(TransitiveClosure(once).graph(), once);
  }
}

TEST(TransitiveClosure, OfAHugeComponentIsOneBit) {
  const TransitiveClosure closure(graph_test::path(1'000'000, true), 8);
  EXPECT_TRUE(closure.reaches(5, 5));
  EXPECT_TRUE(closure.reaches(999'999, 17));
  EXPECT_EQ(closure.pairs(), 1'000'000'000'000U);
  EXPECT_EQ(closure.components().count, 1U);
}

TEST(TransitiveClosure, RefusesAGraphOfMorePairsThanArcsHaveNumbers) {
  const TransitiveClosure closure(graph_test::path(100'000, true));
  const auto faults = graph_test::faults_of([&] { (void)closure.graph(); });
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].pointer, "/arcs");
  EXPECT_EQ(faults[0].value, "10000000000");
}

TEST(TransitiveClosure, RefusesATableBeyondTheMemoryLimit) {
  const DependencyGraph graph = graph_test::path(130);
  EXPECT_NO_THROW(TransitiveClosure(graph, 130 * 3 * 8));
  const auto faults = graph_test::faults_of([&] { TransitiveClosure(graph, 130 * 3 * 8 - 1); });
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].pointer, "/memory_limit");
  EXPECT_EQ(faults[0].value, "3119");
  EXPECT_EQ(faults[0].expected, "at least 3120 bytes for the bits of 130 components");
}

TEST(TransitiveClosure, RefusesALongPathInsteadOfTakingAllMemory) {
  const auto faults =
      graph_test::faults_of([] { TransitiveClosure closure(graph_test::path(1'000'000)); });
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].pointer, "/memory_limit");
}

TEST(TransitiveClosure, OfAPathHoldsAllPairsInOrder) {
  const TransitiveClosure closure(graph_test::path(3000));
  EXPECT_EQ(closure.pairs(), 3000U * 2999 / 2);
  EXPECT_TRUE(closure.reaches(0, 2999));
  EXPECT_FALSE(closure.reaches(2999, 0));
  EXPECT_FALSE(closure.reaches(1500, 1500));
}

TEST(TransitiveClosure, CountsAsManyPairsOfARealGraphAsNodesAreBlocked) {
  const auto graph = graph_test::real_graph("slucene");
  if (!graph) GTEST_SKIP() << graph_test::no_reference_data;
  const auto blocked = qsmo::blocked_counts(*graph);
  EXPECT_EQ(TransitiveClosure(*graph).pairs(),
            std::accumulate(blocked.begin(), blocked.end(), std::uint64_t{0}));
}

}  // namespace
