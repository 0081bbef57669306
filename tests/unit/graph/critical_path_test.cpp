#include "qsmo/graph/critical_path.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "qsmo/graph/cycle.hpp"
#include "unit/graph/support.hpp"

namespace {

using graph_test::Arc;
using graph_test::DependencyGraph;
using graph_test::Node;
using qsmo::critical_path;
using qsmo::CriticalPath;
using qsmo::Durations;

using Times = std::vector<std::int64_t>;
using Numbers = std::vector<std::uint32_t>;

constexpr std::uint32_t none = CriticalPath::none;

Times random_times(qsmo::Random& random, std::size_t size, std::int64_t low, std::uint64_t range) {
  Times out(size);
  for (std::int64_t& time : out) time = low + static_cast<std::int64_t>(random.below(range));
  return out;
}

/// A network with its durations, all owned.
struct Network {
  DependencyGraph graph;
  Times nodes;
  Times lags;
  [[nodiscard]] Durations durations() const { return {nodes, lags}; }
};

Network random_network(qsmo::Random& random, std::size_t nodes, std::size_t arcs) {
  Network out{graph_test::random_acyclic(random, nodes, arcs), {}, {}};
  out.nodes = random_times(random, nodes, 0, 6);
  out.lags = random_times(random, out.graph.arcs(), -4, 8);
  return out;
}

/// Earliest starts by repeated relaxation, from a start that each node is held back to at least.
Times earliest_by_relaxation(const Network& network, Times earliest) {
  const std::vector<Arc> arcs = graph_test::arcs_of(network.graph);
  for (std::size_t round = 0; round < network.graph.nodes(); ++round) {
    for (std::size_t i = 0; i < arcs.size(); ++i) {
      const auto [from, to] = arcs[i];
      earliest[to] = std::max(earliest[to], earliest[from] + network.nodes[from] + network.lags[i]);
    }
  }
  return earliest;
}

std::int64_t length_of(const Network& network, const Times& earliest) {
  std::int64_t length = 0;
  for (std::size_t i = 0; i < earliest.size(); ++i)
    length = std::max(length, earliest[i] + network.nodes[i]);
  return length;
}

/// The times that follow if one node is held back to a start, and all others start as early as they can.
Times earliest_if_held(const Network& network, Node node, std::int64_t start) {
  Times held(network.graph.nodes(), 0);
  held[node] = start;
  return earliest_by_relaxation(network, held);
}

void expect_driver_and_chain_are_right(const Network& network, const CriticalPath& result) {
  const std::vector<Arc> arcs = graph_test::arcs_of(network.graph);
  Numbers driver(network.graph.nodes(), none);
  for (std::uint32_t i = static_cast<std::uint32_t>(arcs.size()); i-- > 0;) {
    const auto [from, to] = arcs[i];
    const std::int64_t start = result.earliest[from] + network.nodes[from] + network.lags[i];
    if (start == result.earliest[to] && start > 0) driver[to] = i;
  }
  ASSERT_EQ(result.driver, driver);
  std::int64_t time = 0;
  for (std::size_t i = 0; i < result.chain.size(); ++i) {
    const Node node = result.chain[i];
    const std::uint32_t arc = result.driver[node];
    ASSERT_EQ(arc == none, i == 0);
    if (i > 0) {
      ASSERT_EQ(arcs[arc], (Arc{result.chain[i - 1], node}));
    }
    time += (i > 0 ? network.lags[arc] : 0) + network.nodes[node];
    ASSERT_EQ(result.total_slack[node], 0);
  }
  ASSERT_EQ(time, result.length);
}

/// The slacks, from their meaning alone: how far a node can be held back.
void expect_slacks_are_right(const Network& network, const CriticalPath& result) {
  for (Node node = 0; node < network.graph.nodes(); ++node) {
    const auto held = [&](std::int64_t by) {
      return earliest_if_held(network, node, result.earliest[node] + by);
    };
    ASSERT_EQ(length_of(network, held(result.total_slack[node])), result.length);
    ASSERT_GT(length_of(network, held(result.total_slack[node] + 1)), result.length);
    Times slipped = held(result.free_slack[node]);
    ASSERT_EQ(length_of(network, slipped), result.length);
    slipped[node] = result.earliest[node];
    ASSERT_EQ(slipped, result.earliest);
    Times beyond = held(result.free_slack[node] + 1);
    const bool is_longer = length_of(network, beyond) > result.length;
    beyond[node] = result.earliest[node];
    ASSERT_TRUE(is_longer || beyond != result.earliest);
    ASSERT_LE(result.free_slack[node], result.total_slack[node]);
    ASSERT_EQ(result.total_slack[node], result.latest[node] - result.earliest[node]);
  }
}

void expect_is_right(const Network& network) {
  const CriticalPath result = critical_path(network.graph, network.durations());
  ASSERT_EQ(result.earliest, earliest_by_relaxation(network, Times(network.graph.nodes(), 0)));
  ASSERT_EQ(result.length, length_of(network, result.earliest));
  expect_driver_and_chain_are_right(network, result);
  expect_slacks_are_right(network, result);
}

/// A textbook network, computed by hand:
///   A(3) -> B(4) -> D(5) -> F(2)        A-B-D-F: 3 + 4 + 5 + 2 = 14, the longest
///   A(3) -> C(2) -> E(4) -> F(2)        A-C-E-F: 3 + 2 + 4 + 2 = 11
///   C(2) -> D(5)                        A-C-D-F: 3 + 2 + 5 + 2 = 12
///   G(1)                                alone
struct Textbook {
  static constexpr Node a = 0, b = 1, c = 2, d = 3, e = 4, f = 5, g = 6;
  //                                  0       1       2       3       4       5       6
  DependencyGraph graph{7, {{a, b}, {a, c}, {b, d}, {c, d}, {c, e}, {d, f}, {e, f}}};
  Times nodes{3, 4, 2, 5, 4, 2, 1};
};

TEST(CriticalPath, OfATextbookNetworkIsAsComputedByHand) {
  const Textbook book;
  const CriticalPath result = critical_path(book.graph, {book.nodes, {}});
  EXPECT_EQ(result.length, 14);
  EXPECT_EQ(result.earliest, (Times{0, 3, 3, 7, 5, 12, 0}));
  EXPECT_EQ(result.latest, (Times{0, 3, 5, 7, 8, 12, 13}));
  EXPECT_EQ(result.total_slack, (Times{0, 0, 2, 0, 3, 0, 13}));
  EXPECT_EQ(result.free_slack, (Times{0, 0, 0, 0, 3, 0, 13}));
  EXPECT_EQ(result.driver, (Numbers{none, 0, 1, 2, 4, 5, none}));
  EXPECT_EQ(result.chain, (std::vector{book.a, book.b, book.d, book.f}));
}

TEST(CriticalPath, MeasuresTotalSlackAgainstTheDeadline) {
  const Textbook book;
  const CriticalPath early = critical_path(book.graph, {book.nodes, {}}, 10);
  EXPECT_EQ(early.total_slack, (Times{-4, -4, -2, -4, -1, -4, 9}));
  EXPECT_EQ(early.latest, (Times{-4, -1, 1, 3, 4, 8, 9}));
  const CriticalPath late = critical_path(book.graph, {book.nodes, {}}, 20);
  EXPECT_EQ(late.total_slack, (Times{6, 6, 8, 6, 9, 6, 19}));
  for (const CriticalPath& result : {early, late}) {
    EXPECT_EQ(result.length, 14);
    EXPECT_EQ(result.earliest, (Times{0, 3, 3, 7, 5, 12, 0}));
    EXPECT_EQ(result.free_slack, (Times{0, 0, 0, 0, 3, 0, 13}));
    EXPECT_EQ(result.chain, (std::vector{book.a, book.b, book.d, book.f}));
  }
  EXPECT_EQ(critical_path(book.graph, {book.nodes, {}}, 14),
            critical_path(book.graph, {book.nodes, {}}));
}

TEST(CriticalPath, TakesOneUnitANodeAndNoLagByDefault) {
  const CriticalPath result = critical_path(DependencyGraph(4, {{0, 1}, {1, 2}, {0, 2}}));
  EXPECT_EQ(result.length, 3);
  EXPECT_EQ(result.earliest, (Times{0, 1, 2, 0}));
  EXPECT_EQ(result.total_slack, (Times{0, 0, 0, 2}));
  EXPECT_EQ(result.chain, (std::vector<Node>{0, 1, 2}));
}

TEST(CriticalPath, LetsNothingStartBeforeZero) {
  // The lag would let node 1 start at -3, and node 2 at just 0.
  const DependencyGraph graph(3, {{0, 1}, {0, 2}});
  const Times nodes{2, 4, 1}, lags{-5, -2};
  const CriticalPath result = critical_path(graph, {nodes, lags});
  EXPECT_EQ(result.earliest, (Times{0, 0, 0}));
  EXPECT_EQ(result.driver, (Numbers{none, none, none}));
  EXPECT_EQ(result.length, 4);
  EXPECT_EQ(result.chain, (std::vector<Node>{1}));
  EXPECT_EQ(result.free_slack, (Times{0, 0, 3}));
  EXPECT_EQ(result.total_slack, (Times{2, 0, 3}));
}

TEST(CriticalPath, EndsWithTheNodeThatEndsLastEvenIfOthersDependOnIt) {
  const DependencyGraph graph(2, {{0, 1}});
  const Times nodes{10, 1}, lags{-8};
  const CriticalPath result = critical_path(graph, {nodes, lags});
  EXPECT_EQ(result.length, 10);
  EXPECT_EQ(result.chain, (std::vector<Node>{0}));
  EXPECT_EQ(result.earliest, (Times{0, 2}));
  EXPECT_EQ(result.free_slack, (Times{0, 7}));
}

TEST(CriticalPath, TakesTheLeastOfEqualDriversAndEnds) {
  const DependencyGraph graph(5, {{0, 3}, {1, 2}, {1, 3}, {1, 3}});
  const CriticalPath result = critical_path(graph);
  EXPECT_EQ(result.driver, (Numbers{none, none, 1, 0, none}));
  EXPECT_EQ(result.chain, (std::vector<Node>{1, 2}));
}

TEST(CriticalPath, OfRepeatedArcsObeysTheLongestLag) {
  const DependencyGraph graph(2, {{0, 1}, {0, 1}, {0, 1}});
  const Times lags{1, 5, -2};
  const CriticalPath result = critical_path(graph, {{}, lags});
  EXPECT_EQ(result.earliest, (Times{0, 6}));
  EXPECT_EQ(result.driver, (Numbers{none, 1}));
}

TEST(CriticalPath, IsRightInEverySmallAcyclicGraph) {
  qsmo::Random random(12);
  graph_test::for_each_digraph_up_to(4, [&](const DependencyGraph& graph) {
    if (graph_test::girth(graph) != 0) return;
    expect_is_right({graph, random_times(random, graph.nodes(), 0, 4),
                     random_times(random, graph.arcs(), -3, 6)});
  });
}

TEST(CriticalPath, IsRightInRandomNetworks) {
  qsmo::Random random(13);
  for (int round = 0; round < 1000; ++round)
    expect_is_right(random_network(random, 1 + random.below(9), random.below(20)));
}

TEST(CriticalPath, ScalesWithItsUnit) {
  qsmo::Random random(14);
  const auto times = [](Times values, std::int64_t factor) {
    for (std::int64_t& value : values) value *= factor;
    return values;
  };
  for (int round = 0; round < 50; ++round) {
    Network network = random_network(random, 40, 100);
    const CriticalPath once = critical_path(network.graph, network.durations());
    network.nodes = times(network.nodes, 1000);
    network.lags = times(network.lags, 1000);
    const CriticalPath scaled = critical_path(network.graph, network.durations());
    EXPECT_EQ(scaled.length, 1000 * once.length);
    EXPECT_EQ(scaled.free_slack, times(once.free_slack, 1000));
    EXPECT_EQ(scaled.total_slack, times(once.total_slack, 1000));
    EXPECT_EQ(scaled.driver, once.driver);
    EXPECT_EQ(scaled.chain, once.chain);
  }
}

TEST(CriticalPath, OfReversedDependenciesIsAsLong) {
  qsmo::Random random(15);
  for (int round = 0; round < 50; ++round) {
    const DependencyGraph graph = graph_test::random_acyclic(random, 60, 150);
    const Times nodes = random_times(random, 60, 0, 20);
    EXPECT_EQ(critical_path(graph, {nodes, {}}).length,
              critical_path(qsmo::reversed(graph), {nodes, {}}).length);
  }
}

TEST(CriticalPath, OfNoNodesIsEmpty) {
  const CriticalPath result = critical_path(DependencyGraph());
  EXPECT_EQ(result.length, 0);
  EXPECT_TRUE(result.chain.empty());
  EXPECT_TRUE(result.earliest.empty());
}

TEST(CriticalPath, OfOneNodeWithoutDurationIsThatNode) {
  const Times nodes{0};
  const CriticalPath result = critical_path(DependencyGraph(1, {}), {nodes, {}});
  EXPECT_EQ(result.length, 0);
  EXPECT_EQ(result.chain, std::vector<Node>{0});
}

TEST(CriticalPath, RunsThroughAPathOfAMillionNodes) {
  constexpr std::size_t nodes = 1'000'000;
  const CriticalPath result = critical_path(graph_test::path(nodes));
  EXPECT_EQ(result.length, static_cast<std::int64_t>(nodes));
  EXPECT_EQ(result.chain.size(), nodes);
  EXPECT_EQ(result.total_slack, Times(nodes, 0));
}

TEST(CriticalPath, OfALargeNetworkHasAPathAsLongAsItSays) {
  qsmo::Random random(16);
  Network network{graph_test::random_acyclic(random, 1'000'000, 2'000'000), {}, {}};
  network.nodes = random_times(random, network.graph.nodes(), 0, 100);
  network.lags = random_times(random, network.graph.arcs(), -20, 60);
  const CriticalPath result = critical_path(network.graph, network.durations());
  expect_driver_and_chain_are_right(network, result);
  EXPECT_EQ(length_of(network, result.earliest), result.length);
  for (std::size_t i = 0; i < result.total_slack.size(); ++i)
    ASSERT_LE(result.free_slack[i], result.total_slack[i]);
}

TEST(CriticalPath, RefusesACycleAndShowsIt) {
  try {
    (void)critical_path(DependencyGraph(4, {{0, 1}, {1, 2}, {2, 1}}));
    FAIL() << "no error";
  } catch (const qsmo::CycleError& error) {
    EXPECT_EQ(error.cycle(), (std::vector<Node>{1, 2}));
  }
  EXPECT_THROW((void)critical_path(DependencyGraph(1, {{0, 0}})), qsmo::CycleError);
  EXPECT_THROW((void)critical_path(graph_test::path(1'000'000, true)), qsmo::CycleError);
}

TEST(CriticalPath, NamesAllBadDurationsAtOnce) {
  const DependencyGraph graph = graph_test::path(3);
  const Times nodes{1, -2, 3, -4}, lags{1};
  const auto faults = graph_test::faults_of([&] {
    (void)critical_path(graph, Durations{nodes, lags});
  });
  ASSERT_EQ(faults.size(), 4U);
  EXPECT_EQ(faults[0].pointer, "/durations/nodes");
  EXPECT_EQ(faults[0].value, "4 values");
  EXPECT_EQ(faults[0].expected, "none, or one a node: 3");
  EXPECT_EQ(faults[1].pointer, "/durations/lags");
  EXPECT_EQ(faults[1].value, "1 values");
  EXPECT_EQ(faults[1].expected, "none, or one an arc: 2");
  EXPECT_EQ(faults[2].pointer, "/durations/nodes/1");
  EXPECT_EQ(faults[2].value, "-2");
  EXPECT_EQ(faults[2].expected, "a whole number of at least 0");
  EXPECT_EQ(faults[3].pointer, "/durations/nodes/3");
}

TEST(CriticalPath, NamesAHundredBadDurationsAndCountsTheOthers) {
  const Times nodes(500, -1);
  const auto faults = graph_test::faults_of([&] {
    (void)critical_path(graph_test::path(500), Durations{nodes, {}});
  });
  ASSERT_EQ(faults.size(), 101U);
  EXPECT_EQ(faults[100].pointer, "/durations");
  EXPECT_EQ(faults[100].value, "400 more");
}

TEST(CriticalPath, HoldsTimesOf62BitsAndRefusesMore) {
  constexpr std::int64_t limit = std::int64_t{1} << 62;
  const DependencyGraph graph = graph_test::path(2);
  const auto length = [&](std::int64_t a, std::int64_t lag, std::int64_t b) {
    const Times nodes{a, b}, lags{lag};
    return critical_path(graph, {nodes, lags}).length;
  };
  EXPECT_EQ(length(limit - 2, 0, 1), limit - 1);
  EXPECT_THROW((void)length(limit - 2, 0, 2), qsmo::OverflowError);
  EXPECT_THROW((void)length(limit, 0, 0), qsmo::OverflowError);
  EXPECT_THROW((void)length(0, limit, 0), qsmo::OverflowError);
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  EXPECT_THROW((void)length(most, most, most), qsmo::OverflowError);
  EXPECT_THROW((void)length(0, std::numeric_limits<std::int64_t>::min(), 0), qsmo::OverflowError);
  EXPECT_THROW((void)critical_path(graph, {}, most), qsmo::OverflowError);
  EXPECT_THROW((void)critical_path(graph, {}, -limit + 1), qsmo::OverflowError);
}

}  // namespace
