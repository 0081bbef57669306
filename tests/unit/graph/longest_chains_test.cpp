#include "qsmo/graph/longest_chains.hpp"

#include <gtest/gtest.h>

#include <map>
#include <span>

#include "qsmo/graph/cycle.hpp"
#include "unit/graph/support.hpp"

namespace {

using graph_test::Arc;
using graph_test::DependencyGraph;
using graph_test::Node;
using qsmo::Chain;
using qsmo::Durations;
using qsmo::longest_chains;

using Times = std::vector<std::int64_t>;

constexpr std::size_t all = static_cast<std::size_t>(-1);

Times random_times(qsmo::Random& random, std::size_t size, std::int64_t low, std::uint64_t range) {
  Times out(size);
  for (std::int64_t& time : out) time = low + static_cast<std::int64_t>(random.below(range));
  return out;
}

/// Every chain, in the order that is asked for.
std::vector<Chain> all_chains(const DependencyGraph& graph, const Times& nodes, const Times& lags) {
  std::map<std::pair<Node, Node>, std::int64_t> lag_of;
  std::vector<bool> waits(graph.nodes());
  const std::vector<Arc> arcs = graph_test::arcs_of(graph);
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    const auto [place, is_new] =
        lag_of.try_emplace({arcs[i].prerequisite, arcs[i].dependent}, lags[i]);
    place->second = std::max(place->second, lags[i]);
    waits[arcs[i].dependent] = true;
  }
  std::vector<Chain> open, out;
  for (Node node = 0; node < graph.nodes(); ++node) {
    if (!waits[node]) open.push_back({{node}, nodes[node]});
  }
  while (!open.empty()) {
    const Chain chain = std::move(open.back());
    open.pop_back();
    if (graph.dependents(chain.nodes.back()).empty()) out.push_back(chain);
    for (const auto& [arc, lag] : lag_of) {
      if (arc.first != chain.nodes.back()) continue;
      open.push_back(chain);
      open.back().nodes.push_back(arc.second);
      open.back().length += lag + nodes[arc.second];
    }
  }
  std::sort(out.begin(), out.end(), [](const Chain& a, const Chain& b) {
    return a.length != b.length ? a.length > b.length : a.nodes < b.nodes;
  });
  return out;
}

void expect_is_right(const DependencyGraph& graph, const Times& nodes, const Times& lags) {
  const std::vector<Chain> expected = all_chains(graph, nodes, lags);
  ASSERT_EQ(longest_chains(graph, all, {nodes, lags}), expected);
  for (const std::size_t count : {0U, 1U, 2U, 3U, 7U}) {
    const auto first = std::min(count, expected.size());
    ASSERT_EQ(longest_chains(graph, count, {nodes, lags}),
              std::vector<Chain>(expected.begin(),
                                 expected.begin() + static_cast<std::ptrdiff_t>(first)));
  }
}

TEST(LongestChains, OfATextbookNetworkAreAsComputedByHand) {
  // A(3) -> B(4) -> D(5) -> F(2), A -> C(2) -> E(4) -> F, C -> D, and G(1) alone.
  const DependencyGraph graph(7, {{0, 1}, {0, 2}, {1, 3}, {2, 3}, {2, 4}, {3, 5}, {4, 5}});
  const Times nodes{3, 4, 2, 5, 4, 2, 1};
  const std::vector<Chain> expected{
      {{0, 1, 3, 5}, 14}, {{0, 2, 3, 5}, 12}, {{0, 2, 4, 5}, 11}, {{6}, 1}};
  EXPECT_EQ(longest_chains(graph, 10, {nodes, {}}), expected);
}

TEST(LongestChains, AreAllChainsInOrderInEverySmallAcyclicGraph) {
  qsmo::Random random(17);
  graph_test::for_each_digraph_up_to(4, [&](const DependencyGraph& graph) {
    if (graph_test::girth(graph) != 0) return;
    expect_is_right(graph, random_times(random, graph.nodes(), 0, 3),
                    random_times(random, graph.arcs(), -2, 4));
    expect_is_right(graph, Times(graph.nodes(), 1), Times(graph.arcs(), 0));
  });
}

TEST(LongestChains, AreAllChainsInOrderInRandomNetworks) {
  qsmo::Random random(18);
  for (int round = 0; round < 1000; ++round) {
    const std::size_t nodes = 1 + random.below(9);
    const DependencyGraph graph = graph_test::random_acyclic(random, nodes, random.below(24));
    // Few different values make many ties.
    const std::uint64_t values = 1 + random.below(5);
    expect_is_right(graph, random_times(random, nodes, 0, values),
                    random_times(random, graph.arcs(), -2, values));
  }
}

TEST(LongestChains, BreakTiesByNodesInOrder) {
  // Three choices of two, one after the other: eight chains of one length.
  const DependencyGraph graph(
      9, {{0, 3}, {0, 6}, {3, 1}, {6, 1}, {1, 7}, {1, 4}, {7, 2}, {4, 2}, {2, 8}, {2, 5}});
  const auto chains = longest_chains(graph, 100);
  ASSERT_EQ(chains.size(), 8U);
  EXPECT_EQ(chains.front().nodes, (std::vector<Node>{0, 3, 1, 4, 2, 5}));
  EXPECT_EQ(chains.back().nodes, (std::vector<Node>{0, 6, 1, 7, 2, 8}));
  for (std::size_t i = 1; i < chains.size(); ++i) EXPECT_LT(chains[i - 1].nodes, chains[i].nodes);
}

TEST(LongestChains, CountRepeatedArcsOnceWithTheLongestLag) {
  const DependencyGraph graph(2, {{0, 1}, {0, 1}, {0, 1}});
  const Times lags{1, 5, -2};
  EXPECT_EQ(longest_chains(graph, 5, {{}, lags}), (std::vector<Chain>{{{0, 1}, 7}}));
}

TEST(LongestChains, MayBeNegativeAndShorterThanTheCriticalPath) {
  const DependencyGraph graph = graph_test::path(2);
  const Times nodes{2, 1}, lags{-9};
  EXPECT_EQ(longest_chains(graph, 5, {nodes, lags}), (std::vector<Chain>{{{0, 1}, -6}}));
  EXPECT_EQ(qsmo::critical_path(graph, {nodes, lags}).length, 2);
}

TEST(LongestChains, BeginWithOneAsLongAsTheCriticalPath) {
  qsmo::Random random(19);
  for (int round = 0; round < 100; ++round) {
    const DependencyGraph graph = graph_test::random_acyclic(random, 50, 120);
    const Times nodes = random_times(random, 50, 0, 9),
                lags = random_times(random, graph.arcs(), 0, 9);
    EXPECT_EQ(longest_chains(graph, 1, {nodes, lags}).front().length,
              qsmo::critical_path(graph, {nodes, lags}).length);
  }
}

TEST(LongestChains, OfNoNodesAreNone) {
  EXPECT_TRUE(longest_chains(DependencyGraph(), 5).empty());
  EXPECT_TRUE(longest_chains(graph_test::path(3), 0).empty());
  EXPECT_EQ(longest_chains(DependencyGraph(1, {}), 5), (std::vector<Chain>{{{0}, 1}}));
}

TEST(LongestChains, RunThroughAPathOfAMillionNodes) {
  const auto chains = longest_chains(graph_test::path(1'000'000), 5);
  ASSERT_EQ(chains.size(), 1U);
  EXPECT_EQ(chains[0].length, 1'000'000);
  EXPECT_EQ(chains[0].nodes.size(), 1'000'000U);
}

TEST(LongestChains, OfALongLadderDifferWhereItCostsLeast) {
  // From each rung i two ways lead to the next, the other one shorter by i + 1: 2^rungs chains.
  constexpr Node rungs = 100'000;
  std::vector<Arc> arcs;
  Times lags;
  for (Node i = 0; i < rungs; ++i) {
    const Node rung = 3 * i;
    arcs.insert(arcs.end(),
                {{rung, rung + 1}, {rung, rung + 2}, {rung + 1, rung + 3}, {rung + 2, rung + 3}});
    lags.insert(lags.end(), {-std::int64_t{i} - 1, 0, 0, 0});
  }
  const DependencyGraph graph(3 * rungs + 1, arcs);
  const auto numbers = qsmo::arc_numbers(graph, arcs);
  lags =
      qsmo::by_number(std::span<const std::uint32_t>(numbers), std::span<const std::int64_t>(lags));
  const auto chains = longest_chains(graph, 8, {{}, lags});
  ASSERT_EQ(chains.size(), 8U);
  // What sets of different costs 1, 2, 3, ... come to: {}, {1}, {2}, {3}, {1, 2}, {4}, {1, 3}, {5} or {1, 4}.
  const Times less{0, 1, 2, 3, 3, 4, 4, 5};
  for (std::size_t i = 0; i < chains.size(); ++i)
    EXPECT_EQ(chains[0].length - chains[i].length, less[i]);
  EXPECT_EQ(chains[0].length, 2 * std::int64_t{rungs} + 1);
  // The shorter ways have the smaller numbers, so that {1, 2} is before {3}, and {1, 3} before {4}.
  EXPECT_EQ(std::vector(chains[3].nodes.begin(), chains[3].nodes.begin() + 6),
            (std::vector<Node>{0, 1, 3, 4, 6, 8}));
  EXPECT_EQ(std::vector(chains[4].nodes.begin(), chains[4].nodes.begin() + 6),
            (std::vector<Node>{0, 2, 3, 5, 6, 7}));
}

TEST(LongestChains, OfALayeredNetworkFallAndNeverRepeat) {
  // Ten layers of ten nodes, each joined to all of the next: 10^10 chains, many of one length.
  qsmo::Random random(20);
  std::vector<Arc> arcs;
  for (Node node = 0; node < 90; ++node) {
    for (Node next = 0; next < 10; ++next) arcs.push_back({node, node / 10 * 10 + 10 + next});
  }
  const Times nodes = random_times(random, 100, 0, 4);
  const auto chains = longest_chains(DependencyGraph(100, arcs), 20'000, {nodes, {}});
  ASSERT_EQ(chains.size(), 20'000U);
  for (std::size_t i = 0; i < chains.size(); ++i) {
    std::int64_t length = 0;
    for (const Node node : chains[i].nodes) length += nodes[node];
    ASSERT_EQ(chains[i].length, length);
    if (i == 0) continue;
    const Chain& before = chains[i - 1];
    ASSERT_TRUE(before.length > length ||
                (before.length == length && before.nodes < chains[i].nodes));
  }
}

TEST(LongestChains, AreTheSameWhetherMoreAreAskedForOrNot) {
  qsmo::Random random(21);
  const DependencyGraph graph = graph_test::random_acyclic(random, 200'000, 600'000);
  const auto many = longest_chains(graph, 500);
  const auto few = longest_chains(graph, 20);
  ASSERT_EQ(many.size(), 500U);
  EXPECT_TRUE(std::equal(few.begin(), few.end(), many.begin()));
}

TEST(LongestChains, GoFromEachLeafOfAStarToAllOthers) {
  // 1000 nodes before a hub and 1000 after it: a million chains of one length.
  std::vector<Arc> arcs;
  for (Node leaf = 1; leaf <= 1000; ++leaf) {
    arcs.push_back({leaf, 0});
    arcs.push_back({0, 1000 + leaf});
  }
  const auto chains = longest_chains(DependencyGraph(2001, arcs), 2500);
  ASSERT_EQ(chains.size(), 2500U);
  EXPECT_EQ(chains[999].nodes, (std::vector<Node>{1, 0, 2000}));
  EXPECT_EQ(chains[2499].nodes, (std::vector<Node>{3, 0, 1500}));
}

TEST(LongestChains, ThrowAsTheCriticalPathDoes) {
  EXPECT_THROW((void)longest_chains(DependencyGraph(2, {{0, 1}, {1, 0}}), 1), qsmo::CycleError);
  EXPECT_THROW((void)longest_chains(DependencyGraph(1, {{0, 0}}), 1), qsmo::CycleError);
  const Times negative{-1}, large(2, std::int64_t{1} << 61);
  const auto faults = graph_test::faults_of([&] {
    (void)longest_chains(DependencyGraph(1, {}), 1, Durations{negative, {}});
  });
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].pointer, "/durations/nodes/0");
  EXPECT_THROW((void)longest_chains(graph_test::path(2), 1, {large, {}}), qsmo::OverflowError);
}

}  // namespace
