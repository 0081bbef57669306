#include "qsmo/graph/transitive_reduction.hpp"

#include <gtest/gtest.h>

#include "graph/reach_blocks.hpp"
#include "qsmo/graph/components.hpp"
#include "qsmo/graph/transitive_closure.hpp"
#include "unit/graph/support.hpp"

namespace {

using graph_test::Arc;
using graph_test::DependencyGraph;
using graph_test::Node;

using Numbers = std::vector<std::uint32_t>;

/// Straight from the definition: an arc goes if an earlier one says the same, or a chain through another component.
Numbers by_definition(const DependencyGraph& graph) {
  const auto distance = graph_test::distances(graph);
  const auto leads = [&](Node a, Node b) { return distance[a][b] <= graph.nodes(); };
  const auto joined = [&](Node a, Node b) { return a == b || (leads(a, b) && leads(b, a)); };
  const std::vector<Arc> arcs = graph_test::arcs_of(graph);
  const auto is_redundant = [&](std::size_t i) {
    const auto [from, to] = arcs[i];
    const bool within = joined(from, to);
    for (std::size_t j = 0; j < i; ++j) {
      if (arcs[j] == arcs[i]) return true;
      if (!within && joined(arcs[j].prerequisite, from) && joined(arcs[j].dependent, to))
        return true;
    }
    for (Node via = 0; !within && via < graph.nodes(); ++via) {
      if (!joined(via, from) && !joined(via, to) && leads(from, via) && leads(via, to)) return true;
    }
    return false;
  };
  Numbers out;
  for (std::uint32_t i = 0; i < arcs.size(); ++i) {
    if (!is_redundant(i)) out.push_back(i);
  }
  return out;
}

void expect_is_by_definition(const DependencyGraph& graph) {
  const Numbers kept = qsmo::irredundant_arcs(graph);
  ASSERT_EQ(kept, by_definition(graph));
  const std::vector<Arc> arcs = graph_test::arcs_of(graph);
  std::vector<Arc> expected;
  for (const std::uint32_t number : kept) expected.push_back(arcs[number]);
  ASSERT_EQ(qsmo::transitive_reduction(graph), DependencyGraph(graph.nodes(), expected));
}

/// Each arc of an acyclic graph stays exactly if no dependent of its prerequisite leads on to its dependent.
void expect_agrees_with_closure(const DependencyGraph& graph) {
  const qsmo::TransitiveClosure closure(graph);
  const std::vector<Arc> arcs = graph_test::arcs_of(graph);
  Numbers expected;
  for (std::uint32_t i = 0; i < arcs.size(); ++i) {
    const auto others = graph.dependents(arcs[i].prerequisite);
    const bool implied = std::any_of(others.begin(), others.end(), [&](Node other) {
      return closure.reaches(other, arcs[i].dependent);
    });
    const auto row = arcs.begin() + graph.first_arc(arcs[i].prerequisite);
    if (!implied && std::find(row, arcs.begin() + i, arcs[i]) == arcs.begin() + i)
      expected.push_back(i);
  }
  ASSERT_EQ(qsmo::irredundant_arcs(graph), expected);
}

TEST(TransitiveReduction, IsByDefinitionInEveryGraphOfFourNodes) {
  graph_test::for_each_digraph_up_to(4, expect_is_by_definition);
}

TEST(TransitiveReduction, IsByDefinitionInRandomGraphs) {
  qsmo::Random random(7);
  for (int round = 0; round < 1000; ++round) {
    const std::size_t nodes = 1 + random.below(12), arcs = random.below(30);
    expect_is_by_definition(graph_test::random_graph(random, nodes, arcs));
    expect_is_by_definition(graph_test::random_acyclic(random, nodes, arcs));
  }
}

TEST(TransitiveReduction, AgreesWithTheClosureInGraphsOfManyBlocks) {
  qsmo::Random random(8);
  for (const std::size_t nodes : {511U, 512U, 513U, 1024U, 2000U, 3100U}) {
    for (const std::size_t arcs : {nodes, 4 * nodes, 12 * nodes})
      expect_agrees_with_closure(graph_test::random_acyclic(random, nodes, arcs));
  }
}

TEST(TransitiveReduction, AgreesWithTheClosureWhereDensityChangesFromBlockToBlock) {
  // Chains with shortcuts, where all of a block is reached, and sparse parts by turns, with arcs from each to any other.
  qsmo::Random random(9);
  constexpr Node nodes = 9000;
  std::vector<Arc> arcs;
  const auto add = [&](Node node, std::uint64_t to) {
    if (to < nodes) arcs.push_back({node, static_cast<Node>(to)});
  };
  for (Node node = 0; node < nodes; ++node) {
    const bool dense = node / 1500 % 2 == 0;
    if (dense) add(node, node + 1);
    if (dense) add(node, node + 1 + random.below(700));
    if (random.below(3) == 0) add(node, node + 1 + random.below(4000));
  }
  const DependencyGraph graph(nodes, arcs);
  expect_agrees_with_closure(graph);
  expect_agrees_with_closure(qsmo::reversed(graph));
}

TEST(ReachBlocks, DropShortcutsIntoABlockThatIsReachedWholeAndGoOnAfterIt) {
  // A chain of two blocks with shortcuts, then leaves: 300 after its end, and 300 that only its first node leads to. The
  // first block reaches all of the second, and then, but for the first node, some of the leaves.
  constexpr Node chain = 1024, nodes = chain + 600;
  std::vector<Arc> arcs;
  for (Node node = 0; node + 1 < chain; ++node) arcs.push_back({node, node + 1});
  for (Node leaf = chain; leaf < nodes; ++leaf)
    arcs.push_back({leaf % 2 == 0 ? chain - 1 : 0, leaf});
  const DependencyGraph expected(nodes, arcs);
  for (Node node = 0; node + 300 < chain; ++node) arcs.push_back({node, node + 300});
  const DependencyGraph graph(nodes, arcs);
  qsmo::Components each{std::vector<std::uint32_t>(nodes), nodes};
  std::iota(each.of.begin(), each.of.end(), 0U);
  std::vector<Arc> kept;
  for (const std::uint32_t number : qsmo::detail::ReachBlocks(graph, each).irredundant())
    kept.push_back(graph.arc(number));
  EXPECT_EQ(qsmo::without_repeats(DependencyGraph(nodes, kept)), qsmo::without_repeats(expected));
  EXPECT_EQ(kept.size(), expected.arcs());
}

TEST(TransitiveReduction, LeavesWhatIsReachedAsItIs) {
  qsmo::Random random(10);
  for (int round = 0; round < 20; ++round) {
    const DependencyGraph graph = graph_test::random_graph(random, 400, 200 + random.below(1000));
    const DependencyGraph reduced = qsmo::transitive_reduction(graph);
    EXPECT_EQ(qsmo::TransitiveClosure(reduced).graph(), qsmo::TransitiveClosure(graph).graph());
    EXPECT_EQ(qsmo::transitive_reduction(reduced), reduced);
  }
}

TEST(TransitiveReduction, OfAClosureIsTheReductionOfTheGraph) {
  qsmo::Random random(11);
  for (int round = 0; round < 20; ++round) {
    const DependencyGraph graph = graph_test::random_acyclic(random, 200, random.below(600));
    const DependencyGraph closure = qsmo::TransitiveClosure(graph).graph();
    EXPECT_EQ(qsmo::without_repeats(qsmo::transitive_reduction(closure)),
              qsmo::without_repeats(qsmo::transitive_reduction(graph)));
  }
}

TEST(TransitiveReduction, KeepsTheFirstOfRepeatedArcs) {
  const DependencyGraph graph(3, {{0, 2}, {0, 1}, {0, 1}, {1, 2}, {1, 2}});
  EXPECT_EQ(qsmo::irredundant_arcs(graph), (Numbers{1, 3}));
}

TEST(TransitiveReduction, KeepsArcsWithinComponentsAndOneBetweenTwo) {
  //                             0       1       2       3       4       5       6
  const DependencyGraph graph(5, {{0, 1}, {0, 2}, {1, 0}, {1, 2}, {2, 3}, {3, 2}, {4, 4}});
  EXPECT_EQ(qsmo::irredundant_arcs(graph), (Numbers{0, 1, 2, 4, 5, 6}));
  // A cycle with a shortcut keeps it, once; a self arc too.
  const DependencyGraph chord(3, {{0, 1}, {0, 2}, {0, 2}, {1, 2}, {2, 0}, {2, 2}, {2, 2}});
  EXPECT_EQ(qsmo::irredundant_arcs(chord), (Numbers{0, 1, 3, 4, 5}));
}

TEST(TransitiveReduction, OfNoNodesOrOneIsNothing) {
  EXPECT_EQ(qsmo::irredundant_arcs(DependencyGraph()), Numbers{});
  EXPECT_EQ(qsmo::transitive_reduction(DependencyGraph()), DependencyGraph());
  EXPECT_EQ(qsmo::irredundant_arcs(DependencyGraph(1, {})), Numbers{});
}

TEST(TransitiveReduction, OfALongPathWithShortcutsIsThePath) {
  constexpr Node nodes = 1'000'000;
  std::vector<Arc> arcs;
  for (Node node = 0; node + 1 < nodes; ++node) {
    if (node + 3 < nodes) arcs.push_back({node, node + 3});
    arcs.push_back({node, node + 1});
  }
  EXPECT_EQ(qsmo::transitive_reduction(DependencyGraph(nodes, arcs)), graph_test::path(nodes));
}

TEST(TransitiveReduction, LeavesAHugeComponentAsItIs) {
  const DependencyGraph ring = graph_test::path(1'000'000, true);
  EXPECT_EQ(qsmo::transitive_reduction(ring), ring);
}

TEST(TransitiveReduction, OfACompleteOrderIsAPath) {
  std::vector<Arc> arcs;
  constexpr Node nodes = 1200;
  for (Node a = 0; a < nodes; ++a) {
    for (Node b = nodes; b-- > a + 1;) arcs.push_back({a, b});
  }
  EXPECT_EQ(qsmo::transitive_reduction(DependencyGraph(nodes, arcs)), graph_test::path(nodes));
}

TEST(TransitiveReduction, AgreesWithTheClosureOnARealGraph) {
  for (const char* const name : {"slucene", "weka"}) {
    const auto graph = graph_test::real_graph(name);
    if (!graph) GTEST_SKIP() << graph_test::no_reference_data;
    expect_agrees_with_closure(qsmo::condensation(*graph).graph);
  }
}

}  // namespace
