#include "qsmo/graph/cycle.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "qsmo/graph/components.hpp"
#include "unit/graph/support.hpp"

namespace {

using graph_test::arcs_of;
using graph_test::faults_of;
using graph_test::for_each_digraph_up_to;
using graph_test::girth;
using graph_test::is_cycle;
using graph_test::path;
using graph_test::random_graph;
using qsmo::Arc;
using qsmo::Cycle;
using qsmo::CycleError;
using qsmo::DependencyGraph;
using qsmo::Node;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// Whether the cycle found is what find_cycle promises of a graph whose shortest cycle has `length` nodes.
void expect_found(const DependencyGraph& graph, const std::optional<Cycle>& cycle,
                  std::size_t length) {
  ASSERT_EQ(cycle.has_value(), length > 0);
  if (!cycle) return;
  ASSERT_TRUE(is_cycle(graph, cycle->nodes));
  ASSERT_THAT(cycle->nodes, SizeIs(length));
  ASSERT_EQ(cycle->nodes.front(), *std::min_element(cycle->nodes.begin(), cycle->nodes.end()));
  ASSERT_TRUE(cycle->shortest);
}

TEST(FindCycle, IsAShortestOneOverAllGraphsOfUpToFourNodes) {
  for_each_digraph_up_to(4, [](const DependencyGraph& graph) {
    expect_found(graph, qsmo::find_cycle(graph), girth(graph));
  });
}

TEST(FindCycle, IsAShortestOneInRandomGraphs) {
  qsmo::Random random(1);
  for (int round = 0; round < 400; ++round) {
    const std::size_t nodes = 1 + random.below(60);
    const DependencyGraph graph = random_graph(random, nodes, random.below(2 * nodes));
    expect_found(graph, qsmo::find_cycle(graph), girth(graph));
  }
}

/// A ring of all nodes under random names with a few random chords: long shortest cycles, many nodes with one way on.
DependencyGraph ring_with_chords(qsmo::Random& random, std::size_t nodes, std::size_t chords) {
  const std::vector<Node> name = graph_test::random_permutation(random, nodes);
  std::vector<Arc> arcs;
  for (std::size_t i = 0; i < nodes; ++i) arcs.push_back({name[i], name[(i + 1) % nodes]});
  for (const Arc& chord : graph_test::random_arcs(random, nodes, chords)) {
    if (chord.prerequisite != chord.dependent) arcs.push_back(chord);
  }
  return {nodes, arcs};
}

TEST(FindCycle, IsAShortestOneWhereCyclesAreLong) {
  qsmo::Random random(2);
  for (int round = 0; round < 400; ++round) {
    const DependencyGraph graph = ring_with_chords(random, 2 + random.below(40), random.below(5));
    expect_found(graph, qsmo::find_cycle(graph), girth(graph));
  }
}

TEST(FindCycle, IsASelfArcIfThereIsOne) {
  const std::optional<Cycle> cycle =
      qsmo::find_cycle(DependencyGraph(4, {{0, 1}, {1, 0}, {1, 2}, {2, 0}, {3, 3}}));
  EXPECT_EQ(cycle, (Cycle{{3}, true}));
}

TEST(FindCycle, CountsRepeatedArcsOnce) {
  const DependencyGraph graph(3, {{0, 1}, {0, 1}, {1, 2}, {1, 2}, {2, 0}, {0, 1}});
  EXPECT_EQ(qsmo::find_cycle(graph), (Cycle{{0, 1, 2}, true}));
}

TEST(FindCycle, IsNoneWithoutNodesAndOnALongPath) {
  EXPECT_EQ(qsmo::find_cycle(DependencyGraph()), std::nullopt);
  EXPECT_EQ(qsmo::find_cycle(DependencyGraph(1, {})), std::nullopt);
  EXPECT_EQ(qsmo::find_cycle(path(1'000'000)), std::nullopt);
}

TEST(FindCycle, OfARingOfAMillionNodesIsTheRing) {
  const DependencyGraph ring = path(1'000'000, true);
  expect_found(ring, qsmo::find_cycle(ring), ring.nodes());
  const DependencyGraph back = qsmo::reversed(ring);
  expect_found(back, qsmo::find_cycle(back), back.nodes());
}

TEST(FindCycle, OfOneHugeComponentIsACycle) {
  qsmo::Random random(3);
  const DependencyGraph graph = random_graph(random, 100'000, 500'000);
  const std::optional<Cycle> cycle = qsmo::find_cycle(graph);
  ASSERT_TRUE(cycle.has_value());
  EXPECT_TRUE(is_cycle(graph, cycle->nodes));
  EXPECT_EQ(cycle, qsmo::find_cycle(graph)) << "always the same one";
}

TEST(FindCycle, SaysSoIfTheWorkLimitEndedTheSearch) {
  // The first search, from 0, finds the long cycle; the short one is far behind.
  const DependencyGraph graph(
      6, {{0, 1}, {1, 2}, {2, 3}, {3, 0}, {0, 2}, {3, 4}, {4, 3}, {4, 5}, {5, 4}});
  const std::optional<Cycle> quick = qsmo::find_cycle(graph, 0);
  ASSERT_TRUE(quick.has_value());
  EXPECT_TRUE(is_cycle(graph, quick->nodes));
  EXPECT_FALSE(quick->shortest);
  EXPECT_THAT(quick->nodes, SizeIs(3));
  EXPECT_EQ(qsmo::find_cycle(graph), (Cycle{{3, 4}, true}));
}

TEST(FindCycle, NeverClaimsAShortestOneThatIsNot) {
  qsmo::Random random(4);
  int unproven = 0;
  for (int round = 0; round < 500; ++round) {
    const DependencyGraph graph = ring_with_chords(random, 2 + random.below(30), random.below(8));
    const std::optional<Cycle> cycle = qsmo::find_cycle(graph, random.below(60));
    ASSERT_TRUE(cycle.has_value());
    ASSERT_TRUE(is_cycle(graph, cycle->nodes));
    if (cycle->shortest) {
      ASSERT_THAT(cycle->nodes, SizeIs(girth(graph)));
    }
    unproven += !cycle->shortest;
  }
  EXPECT_GT(unproven, 20);
  EXPECT_LT(unproven, 480);
}

/// The graph with only the arcs between the nodes of `among`.
DependencyGraph within(const DependencyGraph& graph, const std::vector<Node>& among) {
  const auto has = [&](Node node) {
    return std::find(among.begin(), among.end(), node) != among.end();
  };
  std::vector<Arc> arcs;
  for (const Arc& arc : arcs_of(graph)) {
    if (has(arc.prerequisite) && has(arc.dependent)) arcs.push_back(arc);
  }
  return {graph.nodes(), arcs};
}

TEST(FindCycle, AmongNodesUsesNoOthers) {
  qsmo::Random random(5);
  for (int round = 0; round < 300; ++round) {
    const std::size_t nodes = 1 + random.below(20);
    const DependencyGraph graph = random_graph(random, nodes, random.below(3 * nodes));
    std::vector<Node> among = graph_test::random_permutation(random, nodes);
    among.resize(random.below(nodes + 1));
    const DependencyGraph inside = within(graph, among);
    expect_found(inside, qsmo::find_cycle(graph, std::span<const Node>(among)), girth(inside));
  }
}

TEST(FindCycle, AmongNodesTakesThemInAnyOrderAndTwice) {
  const DependencyGraph graph(4, {{1, 3}, {3, 1}, {0, 2}, {2, 0}, {3, 3}});
  const std::vector<Node> among{2, 0, 2};
  EXPECT_EQ(qsmo::find_cycle(graph, std::span<const Node>(among)), (Cycle{{0, 2}, true}));
  EXPECT_EQ(qsmo::find_cycle(graph, std::span<const Node>()), std::nullopt);
}

TEST(FindCycle, ThroughEachComponentOfRealGraphsIsAShortestOne) {
  for (const char* name : {"colt", "guava", "junit", "slucene", "weka", "depends"}) {
    const auto graph = graph_test::real_graph(name);
    if (!graph) GTEST_SKIP() << graph_test::no_reference_data;
    const qsmo::Components parts = qsmo::components(*graph);
    const qsmo::NodeLists members = parts.members();
    for (const std::uint32_t component : qsmo::cyclic_components(*graph, parts)) {
      const auto cycle = qsmo::find_cycle(*graph, members[component]);
      ASSERT_TRUE(cycle.has_value());
      ASSERT_TRUE(cycle->shortest);
      ASSERT_TRUE(is_cycle(*graph, cycle->nodes));
      for (const Node node : members[component])
        ASSERT_LE(cycle->nodes.size(), qsmo::shortest_cycle_through(*graph, node).size()) << name;
      for (const Node node : cycle->nodes) ASSERT_EQ(parts.of[node], component);
    }
  }
}

TEST(ShortestCycle, ThroughEachNodeHasTheLengthOfTheShortestWayBackOverAllGraphsOfUpToFourNodes) {
  for_each_digraph_up_to(4, [](const DependencyGraph& graph) {
    const auto distance = graph_test::distances(graph);
    for (Node node = 0; node < graph.nodes(); ++node) {
      const std::vector<Node> cycle = qsmo::shortest_cycle_through(graph, node);
      const std::size_t length = distance[node][node];
      ASSERT_EQ(cycle.size(), length > graph.nodes() ? 0 : length);
      if (cycle.empty()) continue;
      ASSERT_EQ(cycle.front(), node);
      ASSERT_TRUE(is_cycle(graph, cycle));
    }
  });
}

TEST(ShortestCycle, TakesTheShorterOfTwo) {
  const DependencyGraph graph(3, {{0, 1}, {1, 2}, {2, 0}, {1, 0}});
  EXPECT_THAT(qsmo::shortest_cycle_through(graph, 0), ElementsAre(0, 1));
  EXPECT_THAT(qsmo::shortest_cycle_through(graph, 2), ElementsAre(2, 0, 1));
}

TEST(ShortestCycle, TakesTheArcsGivenFirst) {
  EXPECT_THAT(qsmo::shortest_cycle_through(DependencyGraph(3, {{0, 2}, {0, 1}, {1, 0}, {2, 0}}), 0),
              ElementsAre(0, 2));
  EXPECT_THAT(qsmo::shortest_cycle_through(DependencyGraph(3, {{0, 1}, {0, 2}, {1, 0}, {2, 0}}), 0),
              ElementsAre(0, 1));
}

TEST(ShortestCycle, IsEmptyWithoutOneAndOneNodeForASelfArc) {
  const DependencyGraph graph(3, {{0, 1}, {2, 2}});
  EXPECT_THAT(qsmo::shortest_cycle_through(graph, 0), IsEmpty());
  EXPECT_THAT(qsmo::shortest_cycle_through(graph, 2), ElementsAre(2));
}

TEST(ShortestCycle, ThroughARingOfAMillionNodesIsTheRing) {
  const DependencyGraph ring = path(1'000'000, true);
  const std::vector<Node> cycle = qsmo::shortest_cycle_through(ring, 999'999);
  EXPECT_EQ(cycle.front(), 999'999U);
  EXPECT_THAT(cycle, SizeIs(1'000'000));
  EXPECT_TRUE(is_cycle(ring, cycle));
}

TEST(ShortestCycle, RefusesNodesThatTheGraphDoesNotHave) {
  const DependencyGraph graph(2, {{0, 1}, {1, 0}});
  const auto through = faults_of([&] { (void)qsmo::shortest_cycle_through(graph, 2); });
  ASSERT_EQ(through.size(), 1U);
  EXPECT_EQ(through.front().value, "2");
  const std::vector<Node> among{0, 7, 1, 9};
  const auto faults = faults_of([&] { (void)qsmo::find_cycle(graph, among); });
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0].pointer, "/among/1");
  EXPECT_EQ(faults[1].value, "9");
}

TEST(CycleError, SaysTheCycleAndCarriesIt) {
  const CycleError error({3, 1, 4});
  EXPECT_THAT(error.cycle(), ElementsAre(3, 1, 4));
  EXPECT_THAT(error.what(), HasSubstr("3 -> 1 -> 4 -> 3"));
  EXPECT_THAT(CycleError({7}).what(), HasSubstr("7 -> 7"));
}

TEST(CycleError, ShortensALongCycleInItsMessageOnly) {
  std::vector<Node> nodes(1000);
  std::iota(nodes.begin(), nodes.end(), Node{0});
  const CycleError error(nodes);
  EXPECT_EQ(error.cycle(), nodes);
  EXPECT_THAT(error.what(), HasSubstr("(1000 nodes)"));
  EXPECT_LT(std::string(error.what()).size(), 300U);
}

TEST(CycleError, IsCaughtAsAnErrorOfQsmoAndOfTheStandard) {
  const CycleError error({0});
  const qsmo::Error& ours = error;
  const std::invalid_argument& standard = error;
  EXPECT_STREQ(ours.what(), standard.what());
}

}  // namespace
