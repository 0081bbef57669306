#include "qsmo/graph/components.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/graph/strong_components.hpp>
#include <boost/property_map/property_map.hpp>
#include <map>
#include <string>

#include "qsmo/graph/boost.hpp"
#include "qsmo/graph/order.hpp"
#include "unit/graph/support.hpp"

namespace {

using graph_test::arcs_of;
using graph_test::for_each_digraph_up_to;
using graph_test::path;
using graph_test::random_graph;
using qsmo::Arc;
using qsmo::Components;
using qsmo::DependencyGraph;
using qsmo::Node;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Whether each component has a number 0 .. count-1, none is empty, and no arc leads to a lower one.
void expect_topological(const DependencyGraph& graph, const Components& parts) {
  ASSERT_EQ(parts.of.size(), graph.nodes());
  std::vector<bool> used(parts.count, false);
  for (const std::uint32_t component : parts.of) {
    ASSERT_LT(component, parts.count);
    used[component] = true;
  }
  ASSERT_EQ(std::count(used.begin(), used.end(), false), 0);
  for (const Arc& arc : arcs_of(graph))
    ASSERT_LE(parts.of[arc.prerequisite], parts.of[arc.dependent]);
}

/// Compares with Boost's components. The partitions are the same if neither splits what the other holds together.
void expect_as_boost(const DependencyGraph& graph) {
  const Components ours = qsmo::components(graph);
  expect_topological(graph, ours);
  std::vector<std::uint32_t> theirs(graph.nodes());
  const auto count = boost::strong_components(
      graph, boost::make_iterator_property_map(theirs.begin(),
                                               boost::typed_identity_property_map<Node>()));
  ASSERT_EQ(ours.count, static_cast<std::size_t>(count));
  std::map<std::uint32_t, std::uint32_t> ours_of;
  for (Node node = 0; node < graph.nodes(); ++node)
    ASSERT_EQ(ours_of.emplace(theirs[node], ours.of[node]).first->second, ours.of[node]);
}

TEST(Components, AreTheClassesOfMutualReachabilityOverAllGraphsOfUpToFourNodes) {
  for_each_digraph_up_to(4, [](const DependencyGraph& graph) {
    const Components parts = qsmo::components(graph);
    const auto distance = graph_test::distances(graph);
    expect_topological(graph, parts);
    for (Node a = 0; a < graph.nodes(); ++a) {
      for (Node b = 0; b < graph.nodes(); ++b) {
        const bool mutual = distance[a][b] <= graph.nodes() && distance[b][a] <= graph.nodes();
        ASSERT_EQ(parts.of[a] == parts.of[b], a == b || mutual);
      }
    }
  });
}

TEST(Components, AreAsBoostFindsThemInRandomGraphs) {
  qsmo::Random random(11);
  for (int round = 0; round < 300; ++round) {
    const std::size_t nodes = 1 + random.below(600);
    expect_as_boost(random_graph(random, nodes, random.below(3 * nodes)));
  }
}

TEST(Components, AreAsBoostFindsThemAroundOneGiant) {
  // Few arcs leave many nodes before the giant, behind it and beside it, among them other cycles.
  qsmo::Random random(12);
  for (const std::size_t nodes : {12'000U, 30'000U}) {
    for (const std::size_t arcs_per_ten_nodes : {11U, 13U, 15U, 20U, 30U, 100U})
      expect_as_boost(random_graph(random, nodes, nodes * arcs_per_ten_nodes / 10));
  }
}

/// Cliques, nearly: groups of `size` nodes with random arcs inside, and a chain of arcs from group to group.
DependencyGraph groups(qsmo::Random& random, std::size_t count, std::size_t size) {
  std::vector<Arc> arcs;
  for (std::size_t group = 0; group < count; ++group) {
    const auto first = static_cast<Node>(group * size);
    for (const Arc& arc : graph_test::random_arcs(random, size, 3 * size))
      arcs.push_back({first + arc.prerequisite, first + arc.dependent});
    if (group > 0) arcs.push_back({first, first - 1});
  }
  return {count * size, arcs};
}

TEST(Components, AreAsBoostFindsThemWhereNoneIsGiant) {
  qsmo::Random random(13);
  expect_as_boost(groups(random, 2, 10'000));
  expect_as_boost(groups(random, 5, 4'000));
  expect_as_boost(groups(random, 2'000, 10));
}

TEST(Components, AreAsBoostFindsThemWhereCyclesAreLong) {
  // Rings with chords at random numbers: what reaches the pivot is far from it, both ways.
  qsmo::Random random(14);
  for (const std::size_t chords : {0U, 1U, 50U}) {
    const std::vector<Node> name = graph_test::random_permutation(random, 20'000);
    std::vector<Arc> arcs;
    for (std::size_t i = 0; i < name.size(); ++i)
      arcs.push_back({name[i], name[(i + 1) % name.size()]});
    for (const Arc& chord : graph_test::random_arcs(random, name.size(), chords))
      arcs.push_back(chord);
    expect_as_boost(DependencyGraph(name.size(), arcs));
    arcs.erase(arcs.begin());  // which opens the ring
    expect_as_boost(DependencyGraph(name.size(), arcs));
    expect_as_boost(qsmo::reversed(DependencyGraph(name.size(), arcs)));
  }
}

TEST(Components, CountMorePrerequisitesThanFitAByte) {
  for (const std::size_t prerequisites : {255U, 256U, 257U, 600U}) {
    std::vector<Arc> arcs{{0, 1}, {1, 0}};
    for (Node node = 2; node < prerequisites + 1; ++node) arcs.push_back({node, 0});
    const Components parts = qsmo::components(DependencyGraph(prerequisites + 1, arcs));
    EXPECT_EQ(parts.count, prerequisites);
    EXPECT_EQ(parts.of[0], prerequisites - 1);
    EXPECT_EQ(parts.of[1], prerequisites - 1);
  }
}

TEST(Components, DoNotSeeSelfArcsAndRepeats) {
  qsmo::Random random(15);
  for (int round = 0; round < 100; ++round) {
    const DependencyGraph graph = random_graph(random, 30, 60);
    const Components once = qsmo::components(qsmo::without_repeats(graph));
    const Components parts = qsmo::components(graph);
    EXPECT_EQ(parts.count, once.count);
    for (Node node = 1; node < 30; ++node) {
      EXPECT_EQ(parts.of[node] == parts.of[node - 1], once.of[node] == once.of[node - 1]);
    }
  }
}

TEST(Components, OfNoNodesAreNone) {
  const Components none = qsmo::components(DependencyGraph());
  EXPECT_EQ(none.count, 0U);
  EXPECT_THAT(none.of, IsEmpty());
  EXPECT_EQ(none.members().size(), 0U);
  EXPECT_EQ(qsmo::condensation(DependencyGraph()).graph, DependencyGraph());
}

TEST(Components, OfAPathOfAMillionNodesAreItsNodesInOrder) {
  constexpr std::size_t length = 1'000'000;
  std::vector<std::uint32_t> expected(length);
  std::iota(expected.begin(), expected.end(), 0U);
  EXPECT_EQ(qsmo::components(path(length)), (Components{expected, length}));
  std::reverse(expected.begin(), expected.end());
  EXPECT_EQ(qsmo::components(qsmo::reversed(path(length))), (Components{expected, length}));
}

TEST(Components, OfARingOfAMillionNodesAreOne) {
  constexpr std::size_t length = 1'000'000;
  const Components one{std::vector<std::uint32_t>(length, 0), 1};
  EXPECT_EQ(qsmo::components(path(length, true)), one);
  EXPECT_EQ(qsmo::components(qsmo::reversed(path(length, true))), one);
}

TEST(Components, OfAPathBehindARingAreTheRingAndThePathsNodes) {
  // The plain search goes a million nodes deep: nothing here may be recursive.
  constexpr Node length = 1'000'000;
  std::vector<Arc> arcs{{0, 1}, {1, 0}};
  for (Node node = 1; node + 1 < length; ++node) arcs.push_back({node, node + 1});
  const Components parts = qsmo::components(DependencyGraph(length, arcs));
  EXPECT_EQ(parts.count, length - 1);
  EXPECT_EQ(parts.of[0], 0U);
  EXPECT_EQ(parts.of[1], 0U);
  EXPECT_EQ(parts.of[length - 1], length - 2);
}

TEST(Components, ListTheirMembersRising) {
  const auto members = qsmo::components(DependencyGraph(4, {{3, 1}, {1, 3}, {1, 0}})).members();
  ASSERT_EQ(members.size(), 3U);
  std::vector<std::vector<Node>> lists;
  for (std::size_t i = 0; i < members.size(); ++i)
    lists.emplace_back(members[i].begin(), members[i].end());
  EXPECT_THAT(lists,
              ::testing::UnorderedElementsAre(ElementsAre(0), ElementsAre(2), ElementsAre(1, 3)));
  EXPECT_EQ(members.nodes().size(), 4U);
  EXPECT_EQ(members.offsets().size(), 4U);
}

TEST(NodeLists, GroupNodesByLabelAndMayBeEmpty) {
  const std::vector<std::uint32_t> labels{2, 0, 2, 2, 0};
  const qsmo::NodeLists lists(labels, 4);
  ASSERT_EQ(lists.size(), 4U);
  EXPECT_THAT(lists[0], ElementsAre(1, 4));
  EXPECT_THAT(lists[1], IsEmpty());
  EXPECT_THAT(lists[2], ElementsAre(0, 2, 3));
  EXPECT_THAT(lists[3], IsEmpty());
  EXPECT_THAT(lists.nodes(), ElementsAre(1, 4, 0, 2, 3));
  EXPECT_THAT(lists.offsets(), ElementsAre(0, 2, 2, 5, 5));
  EXPECT_EQ(qsmo::NodeLists().size(), 0U);
}

TEST(CyclicComponents, AreThoseOfNodesThatReachThemselvesOverAllGraphsOfUpToFourNodes) {
  for_each_digraph_up_to(4, [](const DependencyGraph& graph) {
    const Components parts = qsmo::components(graph);
    const auto distance = graph_test::distances(graph);
    std::vector<bool> cyclic(parts.count, false);
    for (Node node = 0; node < graph.nodes(); ++node) {
      if (distance[node][node] <= graph.nodes()) cyclic[parts.of[node]] = true;
    }
    std::vector<std::uint32_t> expected;
    for (std::uint32_t i = 0; i < parts.count; ++i) {
      if (cyclic[i]) expected.push_back(i);
    }
    ASSERT_EQ(qsmo::cyclic_components(graph, parts), expected);
  });
}

void expect_condensed(const DependencyGraph& graph) {
  const qsmo::Condensation condensed = qsmo::condensation(graph);
  const std::vector<std::uint32_t>& of = condensed.components.of;
  ASSERT_EQ(condensed.components, qsmo::components(graph));
  ASSERT_EQ(condensed.graph.nodes(), condensed.components.count);
  std::vector<Arc> expected;
  for (const Arc& arc : arcs_of(graph)) {
    if (of[arc.prerequisite] != of[arc.dependent])
      expected.push_back({of[arc.prerequisite], of[arc.dependent]});
  }
  const auto ends = [](const Arc& arc) { return std::pair(arc.prerequisite, arc.dependent); };
  std::sort(expected.begin(), expected.end(),
            [&](const Arc& a, const Arc& b) { return ends(a) < ends(b); });
  expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
  ASSERT_EQ(arcs_of(condensed.graph), expected);
  ASSERT_EQ(condensed.members.size(), condensed.components.count);
  for (std::uint32_t i = 0; i < condensed.members.size(); ++i) {
    for (const Node node : condensed.members[i]) ASSERT_EQ(of[node], i);
  }
  ASSERT_EQ(condensed.members.nodes().size(), graph.nodes());
}

TEST(Condensation, HasEachArcBetweenComponentsOnceOverAllGraphsOfUpToFourNodes) {
  for_each_digraph_up_to(4, expect_condensed);
}

TEST(Condensation, HasAnOrderThatIsTheNumbers) {
  qsmo::Random random(16);
  for (int round = 0; round < 100; ++round) {
    const DependencyGraph graph = random_graph(random, 300, random.below(600));
    expect_condensed(graph);
    const DependencyGraph condensed = qsmo::condensation(graph).graph;
    std::vector<Node> numbers(condensed.nodes());
    std::iota(numbers.begin(), numbers.end(), Node{0});
    EXPECT_EQ(qsmo::order(condensed), numbers);
  }
}

TEST(Condensation, OfAnAcyclicGraphHasAllItsArcs) {
  qsmo::Random random(17);
  const DependencyGraph graph =
      qsmo::without_repeats(graph_test::random_acyclic(random, 500, 2000));
  EXPECT_EQ(qsmo::condensation(graph).graph.arcs(), graph.arcs());
}

struct Counts {
  const char* name;
  std::size_t nodes, arcs, components, cyclic, largest;
};

class RealComponents : public ::testing::TestWithParam<Counts> {};

TEST_P(RealComponents, HaveTheCountsOfTheReferenceData) {
  const Counts& expected = GetParam();
  const auto graph = graph_test::real_graph(expected.name);
  if (!graph) GTEST_SKIP() << graph_test::no_reference_data;
  const Components parts = qsmo::components(*graph);
  const qsmo::NodeLists members = parts.members();
  std::size_t cyclic = 0, largest = 0;
  for (std::size_t i = 0; i < members.size(); ++i) {
    cyclic += members[i].size() > 1;
    largest = std::max(largest, members[i].size());
  }
  EXPECT_EQ(graph->nodes(), expected.nodes);
  EXPECT_EQ(graph->arcs(), expected.arcs);
  EXPECT_EQ(parts.count, expected.components);
  EXPECT_EQ(cyclic, expected.cyclic);
  EXPECT_EQ(largest, expected.largest);
  expect_as_boost(*graph);
  expect_condensed(*graph);
}

INSTANTIATE_TEST_SUITE_P(
    Graphs, RealComponents,
    ::testing::Values(Counts{"depends", 63'666, 264'830, 63'569, 59, 11},
                      Counts{"depends_recommends", 63'666, 292'921, 61'739, 976, 243},
                      Counts{"colt", 550, 1'157, 542, 4, 3},
                      Counts{"guava", 838, 1'078, 822, 12, 4}, Counts{"junit", 181, 311, 180, 1, 2},
                      Counts{"slucene", 3'471, 10'872, 3'397, 15, 54},
                      Counts{"weka", 2'124, 4'844, 2'087, 27, 7}),
    [](const auto& graph) { return std::string(graph.param.name); });

}  // namespace
