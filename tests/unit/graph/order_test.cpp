#include "qsmo/graph/order.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <set>

#include "qsmo/graph/cycle.hpp"
#include "qsmo/graph/detail/least_first.hpp"
#include "unit/graph/support.hpp"

namespace {

using graph_test::arcs_of;
using graph_test::faults_of;
using graph_test::for_each_digraph_up_to;
using graph_test::path;
using graph_test::random_acyclic;
using qsmo::Arc;
using qsmo::CycleError;
using qsmo::DependencyGraph;
using qsmo::Node;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// By the definition: each node once, and each prerequisite earlier than its dependent.
bool keeps(const DependencyGraph& graph, const std::vector<Node>& order) {
  std::vector<Node> sorted = order, place(graph.nodes());
  std::sort(sorted.begin(), sorted.end());
  std::vector<Node> all(graph.nodes());
  std::iota(all.begin(), all.end(), Node{0});
  if (sorted != all) return false;
  for (Node i = 0; i < order.size(); ++i) place[order[i]] = i;
  const std::vector<Arc> arcs = arcs_of(graph);
  return std::all_of(arcs.begin(), arcs.end(), [&](const Arc& arc) {
    return place[arc.prerequisite] < place[arc.dependent];
  });
}

/// Nodes by key and then by number.
std::vector<Node> by_key(const std::vector<double>& keys) {
  std::vector<Node> out(keys.size());
  std::iota(out.begin(), out.end(), Node{0});
  std::sort(out.begin(), out.end(),
            [&](Node a, Node b) { return std::pair(keys[a], a) < std::pair(keys[b], b); });
  return out;
}

/// The first valid order, if all orders are listed as words over the alphabet `by_rank`. Empty if there is none.
std::vector<Node> first_valid_word(const DependencyGraph& graph, const std::vector<Node>& by_rank) {
  std::vector<Node> ranks(graph.nodes()), word(graph.nodes());
  std::iota(ranks.begin(), ranks.end(), Node{0});
  do {
    std::transform(ranks.begin(), ranks.end(), word.begin(), [&](Node i) { return by_rank[i]; });
    if (keeps(graph, word)) return word;
  } while (std::next_permutation(ranks.begin(), ranks.end()));
  return {};
}

/// The same for many nodes: a heap of free nodes, of the algorithm's description.
std::vector<Node> heap_order(const DependencyGraph& graph, const std::vector<double>& keys) {
  std::vector<std::size_t> waiting(graph.nodes(), 0);
  for (const Arc& arc : arcs_of(graph)) ++waiting[arc.dependent];
  std::set<std::pair<double, Node>> free;
  for (Node node = 0; node < graph.nodes(); ++node) {
    if (waiting[node] == 0) free.emplace(keys[node], node);
  }
  std::vector<Node> out;
  while (!free.empty()) {
    out.push_back(free.begin()->second);
    free.erase(free.begin());
    for (const Node to : graph.dependents(out.back())) {
      if (--waiting[to] == 0) free.emplace(keys[to], to);
    }
  }
  return out;
}

/// The cycle in the way of an order; empty if none was in the way.
template <class Algorithm>
std::vector<Node> cycle_in_the_way(Algorithm&& algorithm) {
  try {
    (void)algorithm();
  } catch (const CycleError& error) {
    return error.cycle();
  }
  return {};
}

TEST(Order, IsTheLexicographicallySmallestOverAllGraphsOfUpToFourNodes) {
  for_each_digraph_up_to(4, [](const DependencyGraph& graph) {
    std::vector<Node> numbers(graph.nodes());
    std::iota(numbers.begin(), numbers.end(), Node{0});
    const std::vector<Node> expected = first_valid_word(graph, numbers);
    if (expected.empty() && graph.nodes() > 0) return;  // cyclic: see the next test
    ASSERT_EQ(qsmo::order(graph), expected);
    ASSERT_TRUE(keeps(graph, qsmo::any_order(graph)));
  });
}

TEST(Order, IsRefusedWithACycleExactlyWhereThereIsOneOverAllGraphsOfUpToFourNodes) {
  for_each_digraph_up_to(4, [](const DependencyGraph& graph) {
    const bool cyclic = graph_test::girth(graph) > 0;
    const std::vector<double> keys(graph.nodes(), 0);
    for (const auto& cycle : {cycle_in_the_way([&] { return qsmo::order(graph); }),
                              cycle_in_the_way([&] { return qsmo::order(graph, keys); }),
                              cycle_in_the_way([&] { return qsmo::any_order(graph); })}) {
      ASSERT_EQ(cycle.empty(), !cyclic);
      ASSERT_TRUE(cycle.empty() || graph_test::is_cycle(graph, cycle));
    }
  });
}

TEST(Order, ByKeyIsTheSmallestByKeyAndThenNumber) {
  qsmo::Random random(1);
  for (int round = 0; round < 3000; ++round) {
    const std::size_t nodes = random.below(7);
    const DependencyGraph graph = random_acyclic(random, nodes, random.below(10));
    std::vector<double> keys(nodes);
    for (double& key : keys) key = static_cast<double>(random.below(4)) - 1.5;
    ASSERT_EQ(qsmo::order(graph, keys), first_valid_word(graph, by_key(keys)));
  }
}

TEST(Order, AgreesWithAHeapOnLargerGraphs) {
  qsmo::Random random(2);
  for (int round = 0; round < 300; ++round) {
    const std::size_t nodes = random.below(600);
    const DependencyGraph graph = random_acyclic(random, nodes, random.below(3 * nodes + 1));
    std::vector<double> numbers(nodes), keys(nodes);
    std::iota(numbers.begin(), numbers.end(), 0.0);
    for (double& key : keys) key = static_cast<double>(random.below(20));
    ASSERT_EQ(qsmo::order(graph), heap_order(graph, numbers));
    ASSERT_EQ(qsmo::order(graph, numbers), qsmo::order(graph));
    ASSERT_EQ(qsmo::order(graph, keys), heap_order(graph, keys));
    ASSERT_TRUE(keeps(graph, qsmo::any_order(graph)));
  }
}

TEST(Order, DoesNotDependOnTheOrderOfTheArcsNorOnRepeats) {
  qsmo::Random random(3);
  for (int round = 0; round < 200; ++round) {
    const DependencyGraph graph = random_acyclic(random, 40, 80);
    const DependencyGraph other = qsmo::without_repeats(graph);
    const std::vector<double> keys(40, 1.0);
    EXPECT_EQ(qsmo::order(graph), qsmo::order(other));
    EXPECT_EQ(qsmo::order(graph, keys), qsmo::order(other)) << "equal keys leave the numbers";
  }
}

TEST(Order, TakesInfiniteKeysAndBothZerosAsOne) {
  const DependencyGraph graph(5, {});
  const std::vector<double> keys{infinity, 0.0, -infinity, -0.0, 0.0};
  EXPECT_THAT(qsmo::order(graph, keys), ElementsAre(2, 1, 3, 4, 0));
}

TEST(Order, OfNoNodesIsEmpty) {
  EXPECT_THAT(qsmo::order(DependencyGraph()), IsEmpty());
  EXPECT_THAT(qsmo::order(DependencyGraph(), {}), IsEmpty());
  EXPECT_THAT(qsmo::any_order(DependencyGraph()), IsEmpty());
  EXPECT_TRUE(qsmo::is_valid_order(DependencyGraph(), {}));
}

TEST(Order, NamesTheKeysThatAreNoNumbers) {
  const DependencyGraph graph(4, {{0, 1}});
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> keys{0, nan, 1, nan};
  const auto faults = faults_of([&] { (void)qsmo::order(graph, keys); });
  ASSERT_THAT(faults, SizeIs(2));
  EXPECT_EQ(faults[0].pointer, "/keys/1");
  EXPECT_EQ(faults[0].value, "NaN");
  EXPECT_EQ(faults[1].pointer, "/keys/3");
}

TEST(Order, NamesThe100FirstKeysThatAreNoNumbersAndCountsTheOthers) {
  const std::vector<double> keys(1000, std::numeric_limits<double>::quiet_NaN());
  const auto faults = faults_of([&] { (void)qsmo::order(DependencyGraph(1000, {}), keys); });
  ASSERT_THAT(faults, SizeIs(101));
  EXPECT_EQ(faults[100].value, "900 more");
}

TEST(Order, WantsOneKeyANode) {
  for (const std::size_t size : {0U, 2U, 4U}) {
    const std::vector<double> keys(size);
    const auto faults = faults_of([&] { (void)qsmo::order(DependencyGraph(3, {}), keys); });
    ASSERT_THAT(faults, SizeIs(1));
    EXPECT_EQ(faults[0].pointer, "/keys");
    EXPECT_EQ(faults[0].value, std::to_string(size) + " keys");
  }
}

/// Nodes 0 .. leaves-1 have nothing before them; each hub after them has as many of those before it as it says, and
/// their numbers are last, so that a hub that comes too early is out of order.
DependencyGraph hubs(const std::vector<std::size_t>& prerequisites) {
  const std::size_t leaves = *std::max_element(prerequisites.begin(), prerequisites.end());
  std::vector<Arc> arcs;
  for (std::size_t hub = 0; hub < prerequisites.size(); ++hub) {
    for (std::size_t i = 0; i < prerequisites[hub]; ++i) {
      arcs.push_back(
          {static_cast<Node>(prerequisites.size() + leaves - 1 - i), static_cast<Node>(hub)});
    }
  }
  return {prerequisites.size() + leaves, arcs};
}

TEST(Order, CountsMorePrerequisitesThanFitOneOrTwoBytes) {
  for (const std::vector<std::size_t>& prerequisites :
       std::vector<std::vector<std::size_t>>{{254},
                                             {255},
                                             {256},
                                             {257},
                                             {511},
                                             {512},
                                             {513},
                                             {1, 255, 3},
                                             {255, 255},
                                             {256, 255, 0, 1},
                                             {1, 2, 257, 256, 258, 512},
                                             {65535},
                                             {65536},
                                             {65537, 256}}) {
    const DependencyGraph graph = hubs(prerequisites);
    const std::vector<Node> any = qsmo::any_order(graph);
    EXPECT_TRUE(keeps(graph, any));
    const std::vector<Node> least = qsmo::order(graph);
    EXPECT_TRUE(keeps(graph, least));
    EXPECT_TRUE(qsmo::is_valid_order(graph, std::span<const Node>(least)));
  }
}

TEST(Order, CountsRepeatedArcsBeyondAByte) {
  for (const std::size_t repeats : {255U, 256U, 257U, 512U}) {
    const DependencyGraph graph(2, std::vector<Arc>(repeats, {1, 0}));
    EXPECT_THAT(qsmo::order(graph), ElementsAre(1, 0));
    EXPECT_THAT(qsmo::any_order(graph), ElementsAre(1, 0));
    const DependencyGraph self(1, std::vector<Arc>(repeats, {0, 0}));
    EXPECT_THAT(cycle_in_the_way([&] { return qsmo::any_order(self); }), ElementsAre(0));
    EXPECT_THAT(cycle_in_the_way([&] { return qsmo::order(self); }), ElementsAre(0));
  }
}

TEST(Order, OfAPathOfAMillionNodesIsThePath) {
  constexpr std::size_t length = 1'000'000;
  std::vector<Node> expected(length);
  std::iota(expected.begin(), expected.end(), Node{0});
  EXPECT_EQ(qsmo::order(path(length)), expected);
  EXPECT_EQ(qsmo::any_order(path(length)), expected);
  const DependencyGraph backwards = qsmo::reversed(path(length));
  std::reverse(expected.begin(), expected.end());
  EXPECT_EQ(qsmo::order(backwards), expected);
  EXPECT_EQ(qsmo::any_order(backwards), expected);
}

TEST(Order, OfARingOfAMillionNodesIsRefusedWithTheRing) {
  const DependencyGraph ring = path(1'000'000, true);
  try {
    (void)qsmo::any_order(ring);
    FAIL() << "no error";
  } catch (const CycleError& error) {
    EXPECT_EQ(error.cycle().size(), ring.nodes());
    EXPECT_TRUE(graph_test::is_cycle(ring, error.cycle()));
    EXPECT_LT(std::string(error.what()).size(), 1000U) << "a message is for people";
  }
  EXPECT_EQ(cycle_in_the_way([&] { return qsmo::order(ring); }).size(), ring.nodes());
}

TEST(Order, IsRefusedWithACycleOfOneHugeComponent) {
  qsmo::Random random(4);
  const DependencyGraph graph = graph_test::random_graph(random, 100'000, 1'000'000);
  const std::vector<Node> cycle = cycle_in_the_way([&] { return qsmo::any_order(graph); });
  EXPECT_TRUE(graph_test::is_cycle(graph, cycle));
}

TEST(Order, OfRealGraphsIsRefusedWithARealCycleAndValidWithoutCycles) {
  for (const char* name :
       {"colt", "guava", "junit", "slucene", "weka", "depends", "depends_recommends"}) {
    const auto graph = graph_test::real_graph(name);
    if (!graph) GTEST_SKIP() << graph_test::no_reference_data;
    const std::vector<Node> cycle = cycle_in_the_way([&] { return qsmo::order(*graph); });
    EXPECT_TRUE(graph_test::is_cycle(*graph, cycle)) << name;
    // Arcs that lead down alone have no cycle, and the numbers themselves are no order of them.
    std::vector<Arc> falling;
    for (const Arc& arc : arcs_of(*graph)) {
      if (arc.prerequisite < arc.dependent) falling.push_back({arc.dependent, arc.prerequisite});
    }
    const DependencyGraph acyclic(graph->nodes(), falling);
    std::vector<double> numbers(graph->nodes());
    std::iota(numbers.begin(), numbers.end(), 0.0);
    EXPECT_TRUE(keeps(acyclic, qsmo::any_order(acyclic))) << name;
    EXPECT_EQ(qsmo::order(acyclic), heap_order(acyclic, numbers)) << name;
  }
}

TEST(ValidOrder, IsWhatTheDefinitionSaysOverAllGraphsAndOrdersOfThreeNodes) {
  for_each_digraph_up_to(3, [](const DependencyGraph& graph) {
    std::vector<Node> order(graph.nodes());
    std::iota(order.begin(), order.end(), Node{0});
    do {
      ASSERT_EQ(qsmo::is_valid_order(graph, std::span<const Node>(order)), keeps(graph, order));
    } while (std::next_permutation(order.begin(), order.end()));
  });
}

TEST(ValidOrder, HoldsEveryNodeOnceAndNothingElse) {
  const DependencyGraph graph(3, {{0, 1}});
  const auto valid = [&](const std::vector<Node>& order) {
    return qsmo::is_valid_order(graph, std::span<const Node>(order));
  };
  EXPECT_TRUE(valid({2, 0, 1}));
  EXPECT_FALSE(valid({2, 1, 0}));
  EXPECT_FALSE(valid({0, 1}));
  EXPECT_FALSE(valid({0, 1, 2, 2}));
  EXPECT_FALSE(valid({0, 1, 1}));
  EXPECT_FALSE(valid({0, 1, 3}));
  EXPECT_FALSE(valid({0, 1, static_cast<Node>(-1)}));
  EXPECT_FALSE(valid({}));
}

class LeastFirstOfSize : public ::testing::TestWithParam<std::uint32_t> {};

TEST_P(LeastFirstOfSize, GivesUpWhatASortedSetGivesUp) {
  const std::uint32_t size = GetParam();
  qsmo::Random random(size);
  qsmo::detail::LeastFirst ours(size);
  std::set<std::uint32_t> theirs;
  for (std::uint32_t round = 0; round < 4 * size + 200; ++round) {
    const auto number = static_cast<std::uint32_t>(random.below(size));
    if (random.below(5) < 3) {
      ours.add(number);
      theirs.insert(number);
    } else if (!theirs.empty()) {
      const auto at = random.below(2) == 0 ? theirs.begin() : theirs.lower_bound(number);
      const std::uint32_t gone = at == theirs.end() ? *theirs.rbegin() : *at;
      ours.remove(gone);
      theirs.erase(gone);
    }
    ASSERT_EQ(ours.empty(), theirs.empty());
    if (!theirs.empty()) {
      ASSERT_EQ(ours.least(), *theirs.begin());
    }
  }
}

TEST_P(LeastFirstOfSize, HoldsItsFirstAndItsLastNumber) {
  const std::uint32_t size = GetParam();
  qsmo::detail::LeastFirst set(size);
  EXPECT_TRUE(set.empty());
  set.add(size - 1);
  EXPECT_EQ(set.least(), size - 1);
  set.add(0);
  EXPECT_EQ(set.least(), 0U);
  set.remove(0);
  EXPECT_EQ(set.empty(), size == 1);
  if (size > 1) set.remove(size - 1);
  EXPECT_TRUE(set.empty());
}

TEST_P(LeastFirstOfSize, SortsEverythingPutInBackwards) {
  const std::uint32_t size = GetParam();
  qsmo::detail::LeastFirst set(size);
  for (std::uint32_t i = size; i-- > 0;) set.add(i);
  for (std::uint32_t i = 0; i < size; ++i) {
    ASSERT_EQ(set.least(), i);
    set.remove(i);
  }
  EXPECT_TRUE(set.empty());
}

INSTANTIATE_TEST_SUITE_P(Sizes, LeastFirstOfSize,
                         ::testing::Values(1, 2, 63, 64, 65, 127, 128, 129, 4095, 4096, 4097));

TEST(LeastFirst, OfSizeZeroIsEmpty) { EXPECT_TRUE(qsmo::detail::LeastFirst(0).empty()); }

}  // namespace
