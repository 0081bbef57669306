#include "qsmo/graph/ready_queue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>

#include "qsmo/core/random.hpp"
#include "qsmo/graph/cycle.hpp"
#include "qsmo/graph/order.hpp"

namespace {

using qsmo::Arc;
using qsmo::DependencyGraph;
using qsmo::Node;
using qsmo::ReadyQueue;
using testing::ElementsAre;
using testing::HasSubstr;

DependencyGraph random_acyclic(qsmo::Random& random, std::size_t nodes, std::size_t arcs) {
  std::vector<Node> hidden(nodes);
  std::iota(hidden.begin(), hidden.end(), Node{0});
  for (std::size_t i = nodes; i > 1; --i) std::swap(hidden[i - 1], hidden[random.below(i)]);
  std::vector<Arc> out;
  for (std::size_t i = 0; i < arcs; ++i) {
    const std::uint64_t a = random.below(nodes);
    const std::uint64_t b = random.below(nodes);
    if (a != b) out.push_back({hidden[std::min(a, b)], hidden[std::max(a, b)]});
  }
  return {nodes, out};
}

/// Keys with many ties.
std::vector<double> random_keys(qsmo::Random& random, std::size_t nodes) {
  std::vector<double> out(nodes);
  for (double& key : out) key = static_cast<double>(random.below(5)) - 2;
  return out;
}

std::vector<Node> one_at_a_time(ReadyQueue queue) {
  std::vector<Node> out;
  while (const auto node = queue.take()) {
    EXPECT_EQ(queue.under_way(), 1u);
    queue.done(*node);
    out.push_back(*node);
  }
  EXPECT_TRUE(queue.finished());
  return out;
}

TEST(ReadyQueue, OfNothingIsFinished) {
  const DependencyGraph graph;
  ReadyQueue queue(graph);
  EXPECT_TRUE(queue.finished());
  EXPECT_EQ(queue.ready(), 0u);
  EXPECT_EQ(queue.take(), std::nullopt);
}

TEST(ReadyQueue, IsNotFinishedWhileItsOnlyNodeIsUnderWay) {
  const DependencyGraph graph(1, std::vector<Arc>{});
  ReadyQueue queue(graph);
  EXPECT_EQ(queue.ready(), 1u);
  EXPECT_EQ(queue.take(), Node{0});
  EXPECT_EQ(queue.ready(), 0u);
  EXPECT_EQ(queue.under_way(), 1u);
  EXPECT_EQ(queue.take(), std::nullopt);
  EXPECT_FALSE(queue.finished());
  queue.done(0);
  EXPECT_EQ(queue.under_way(), 0u);
  EXPECT_TRUE(queue.finished());
}

TEST(ReadyQueue, HoldsADependentBackUntilItsLastPrerequisiteIsDone) {
  const DependencyGraph graph(3, {{0, 2}, {1, 2}, {1, 2}});
  ReadyQueue queue(graph);
  EXPECT_EQ(queue.ready(), 2u);
  EXPECT_EQ(queue.take(), Node{0});
  EXPECT_EQ(queue.take(), Node{1});
  queue.done(1);
  EXPECT_EQ(queue.take(), std::nullopt);
  queue.done(0);
  EXPECT_EQ(queue.ready(), 1u);
  EXPECT_EQ(queue.take(), Node{2});
}

TEST(ReadyQueue, TakesTheLeastKeyFirstAndOfEqualKeysTheLeastNumber) {
  const DependencyGraph graph(5, {{0, 4}});
  const double infinity = std::numeric_limits<double>::infinity();
  const std::vector<double> keys{2, infinity, 1, 1, -infinity};
  EXPECT_THAT(one_at_a_time(ReadyQueue(graph, keys)), ElementsAre(2, 3, 0, 4, 1));
}

TEST(ReadyQueue, PrefersANodeSetFreeToAReadyOneOfGreaterKey) {
  const DependencyGraph graph(3, {{2, 0}});
  ReadyQueue queue(graph, std::vector<double>{0, 5, 1});
  EXPECT_EQ(queue.take(), Node{2});
  queue.done(2);
  EXPECT_EQ(queue.take(), Node{0});
  EXPECT_EQ(queue.take(), Node{1});
}

TEST(ReadyQueue, OneAtATimeIsTheLexicographicOrder) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    qsmo::Random random(seed);
    const std::size_t nodes = 1 + random.below(150);
    const DependencyGraph graph = random_acyclic(random, nodes, random.below(4 * nodes));
    const std::vector<double> keys = random_keys(random, nodes);
    ASSERT_EQ(one_at_a_time(ReadyQueue(graph)), qsmo::order(graph)) << "seed " << seed;
    ASSERT_EQ(one_at_a_time(ReadyQueue(graph, keys)), qsmo::order(graph, keys)) << "seed " << seed;
  }
}

/// Takes and finishes nodes at random, several under way, and holds each answer against the definition.
void run_interleaved(const DependencyGraph& graph, const std::vector<double>& keys,
                     qsmo::Random& random) {
  const DependencyGraph prerequisites = qsmo::reversed(graph);
  std::vector<bool> taken(graph.nodes(), false);
  std::vector<bool> done(graph.nodes(), false);
  std::vector<Node> under_way;
  const auto is_ready = [&](Node node) {
    return !taken[node] && std::ranges::all_of(prerequisites.dependents(node),
                                               [&](Node before) { return done[before]; });
  };
  ReadyQueue queue(graph, keys);
  while (!queue.finished()) {
    std::vector<Node> ready;
    for (Node node = 0; node < graph.nodes(); ++node) {
      if (is_ready(node)) ready.push_back(node);
    }
    ASSERT_EQ(queue.ready(), ready.size());
    ASSERT_EQ(queue.under_way(), under_way.size());
    if (under_way.empty() || random.below(2) == 0) {
      const auto least =
          std::ranges::min_element(ready, [&](Node a, Node b) { return keys[a] < keys[b]; });
      const auto node = queue.take();
      ASSERT_EQ(node.has_value(), least != ready.end());
      if (!node) continue;
      ASSERT_EQ(*node, *least);
      taken[*node] = true;
      under_way.push_back(*node);
    } else {
      std::swap(under_way[random.below(under_way.size())], under_way.back());
      done[under_way.back()] = true;
      queue.done(under_way.back());
      under_way.pop_back();
    }
  }
  EXPECT_TRUE(std::ranges::all_of(done, [](bool each) { return each; }));
  EXPECT_EQ(queue.take(), std::nullopt);
}

TEST(ReadyQueue, GivesOutNothingBeforeItsPrerequisitesWithSeveralUnderWay) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    qsmo::Random random(seed);
    const std::size_t nodes = 1 + random.below(80);
    const DependencyGraph graph = random_acyclic(random, nodes, random.below(3 * nodes));
    run_interleaved(graph, random_keys(random, nodes), random);
    if (HasFailure()) FAIL() << "seed " << seed;
  }
}

TEST(ReadyQueue, FinishesEveryAcyclicGraphOfFourNodesAndRefusesEveryOther) {
  constexpr Node nodes = 4;
  std::size_t refused = 0;
  for (std::uint32_t code = 0; code < (1u << (nodes * nodes)); ++code) {
    std::vector<Arc> arcs;
    for (Node i = 0; i < nodes * nodes; ++i) {
      if ((code >> i & 1) != 0) arcs.push_back({i / nodes, i % nodes});
    }
    const DependencyGraph graph(nodes, arcs);
    try {
      ASSERT_TRUE(qsmo::is_valid_order(graph, one_at_a_time(ReadyQueue(graph))));
    } catch (const qsmo::CycleError&) {
      ++refused;
    }
  }
  // 543 of the 65536 digraphs of four labelled nodes have no cycle.
  EXPECT_EQ(refused, 65536u - 543u);
}

TEST(ReadyQueue, NamesTheCycle) {
  const DependencyGraph graph(4, {{0, 1}, {2, 3}, {3, 2}});
  try {
    ReadyQueue queue(graph);
    FAIL() << "no error";
  } catch (const qsmo::CycleError& error) {
    EXPECT_THAT(error.cycle(), testing::UnorderedElementsAre(2, 3));
  }
  const DependencyGraph self(2, {{1, 1}});
  EXPECT_THROW(ReadyQueue{self}, qsmo::CycleError);
}

TEST(ReadyQueue, WantsOneKeyANodeThatIsANumber) {
  const DependencyGraph graph(3, {{0, 1}});
  EXPECT_THROW(ReadyQueue(graph, std::vector<double>{1, 2}), qsmo::InputError);
  EXPECT_THROW(ReadyQueue(graph, std::vector<double>{1, 2, 3, 4}), qsmo::InputError);
  try {
    ReadyQueue queue(graph, std::vector<double>{1, std::numeric_limits<double>::quiet_NaN(), 3});
    FAIL() << "no error";
  } catch (const qsmo::InputError& error) {
    ASSERT_EQ(error.faults().size(), 1u);
    EXPECT_EQ(error.faults().front().pointer, "/keys/1");
  }
}

std::string complaint(ReadyQueue& queue, Node node) {
  try {
    queue.done(node);
  } catch (const std::logic_error& error) {
    return error.what();
  }
  return {};
}

TEST(ReadyQueue, RefusesToFinishWhatIsNotUnderWay) {
  const DependencyGraph graph(3, {{0, 1}});
  ReadyQueue queue(graph);
  EXPECT_THAT(complaint(queue, 0), HasSubstr("node 0"));  // ready
  EXPECT_THAT(complaint(queue, 1), HasSubstr("node 1"));  // waits
  EXPECT_THAT(complaint(queue, 3), HasSubstr("node 3"));  // does not exist
  EXPECT_EQ(queue.take(), Node{0});
  EXPECT_EQ(complaint(queue, 0), "");
  EXPECT_THAT(complaint(queue, 0), HasSubstr("not under way"));  // done already
  EXPECT_EQ(queue.take(), Node{1});
  EXPECT_EQ(queue.under_way(), 1u);
}

TEST(ReadyQueue, RunsThroughAPathOfAMillionNodes) {
  constexpr Node nodes = 1'000'000;
  std::vector<Arc> arcs;
  std::vector<double> keys(nodes);
  for (Node node = 0; node < nodes; ++node) {
    if (node > 0) arcs.push_back({node, node - 1});
    keys[node] = node % 7;
  }
  const DependencyGraph graph(nodes, arcs);
  const std::vector<Node> order = one_at_a_time(ReadyQueue(graph, keys));
  ASSERT_EQ(order.size(), nodes);
  for (Node i = 0; i < nodes; ++i) ASSERT_EQ(order[i], nodes - 1 - i);
}

TEST(ReadyQueue, RunsThroughAStarOfAMillionNodes) {
  constexpr Node nodes = 1'000'000;
  std::vector<Arc> arcs;
  for (Node node = 1; node < nodes; ++node) arcs.push_back({0, node});
  const DependencyGraph graph(nodes, arcs);
  ReadyQueue queue(graph);
  EXPECT_EQ(queue.take(), Node{0});
  EXPECT_EQ(queue.ready(), 0u);
  queue.done(0);
  EXPECT_EQ(queue.ready(), nodes - 1);
  EXPECT_EQ(queue.take(), Node{1});
}

}  // namespace
