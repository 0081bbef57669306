// Boost's flow trips this warning of g++ 12.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"

#include "scheduling/minimum_cut.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/boykov_kolmogorov_max_flow.hpp>
#include <vector>

#include "qsmo/core/random.hpp"

namespace qsmo::scheduling {
namespace {

using Arcs = std::vector<MinimumCut::CutArc>;

struct Network {
  std::vector<Flow> weights;
  Arcs arcs;
};

Flow value_of(const Network& network, const MinimumCut& cut) {
  Flow sum = 0;
  for (std::uint32_t i = 0; i < network.weights.size(); ++i)
    sum += cut.is_true(i) ? network.weights[i] : 0;
  for (const auto& arc : network.arcs) {
    if (cut.is_true(arc.tail) && !cut.is_true(arc.head)) sum += arc.capacity;
    if (!cut.is_true(arc.tail) && cut.is_true(arc.head)) sum += arc.reverse;
  }
  return sum;
}

Flow least_by_trying_all(const Network& network) {
  const std::size_t n = network.weights.size();
  Flow best = infinite_flow;
  for (std::uint32_t set = 0; set < (1U << n); ++set) {
    const auto in = [&](std::uint32_t i) { return (set >> i & 1U) != 0; };
    Flow sum = 0;
    for (std::uint32_t i = 0; i < n; ++i) sum += in(i) ? network.weights[i] : 0;
    for (const auto& arc : network.arcs) {
      const Flow paid = in(arc.tail) && !in(arc.head)   ? arc.capacity
                        : !in(arc.tail) && in(arc.head) ? arc.reverse
                                                        : 0;
      sum = paid >= infinite_flow || sum >= infinite_flow / 2 ? infinite_flow : sum + paid;
    }
    best = std::min(best, sum);
  }
  return best;
}

/// By Boost.Graph's maximum flow, from a source to what had better be true, to a sink from what had better be false.
Flow least_by_boost(const Network& network) {
  using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
  using Edge = Traits::edge_descriptor;
  using Vertex = boost::property<
      boost::vertex_index_t, std::size_t,
      boost::property<boost::vertex_color_t, boost::default_color_type,
                      boost::property<boost::vertex_distance_t, long,
                                      boost::property<boost::vertex_predecessor_t, Edge>>>>;
  using Graph = boost::adjacency_list<
      boost::vecS, boost::vecS, boost::directedS, Vertex,
      boost::property<boost::edge_capacity_t, Flow,
                      boost::property<boost::edge_residual_capacity_t, Flow,
                                      boost::property<boost::edge_reverse_t, Edge>>>>;
  const std::size_t n = network.weights.size();
  Graph graph(n + 2);
  const auto add = [&](std::size_t tail, std::size_t head, Flow capacity, Flow reverse) {
    const Edge there = boost::add_edge(tail, head, graph).first;
    const Edge back = boost::add_edge(head, tail, graph).first;
    boost::put(boost::edge_capacity, graph, there, capacity);
    boost::put(boost::edge_capacity, graph, back, reverse);
    boost::put(boost::edge_reverse, graph, there, back);
    boost::put(boost::edge_reverse, graph, back, there);
  };
  Flow constant = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const Flow weight = network.weights[i];
    constant += std::min<Flow>(weight, 0);
    if (weight < 0) add(n, i, -weight, 0);
    if (weight > 0) add(i, n + 1, weight, 0);
  }
  for (const auto& arc : network.arcs) add(arc.tail, arc.head, arc.capacity, arc.reverse);
  return constant + boost::boykov_kolmogorov_max_flow(graph, n, n + 1);
}

Network random_network(Random& random, std::size_t nodes, std::size_t arcs) {
  Network network;
  for (std::size_t i = 0; i < nodes; ++i)
    network.weights.push_back(static_cast<Flow>(random.below(201)) - 100);
  for (std::size_t i = 0; i < arcs; ++i) {
    const auto tail = static_cast<std::uint32_t>(random.below(nodes));
    const auto head = static_cast<std::uint32_t>(random.below(nodes));
    if (tail == head) continue;
    const bool endless = random.uniform() < 0.3;
    const auto some = static_cast<Flow>(random.below(60));
    network.arcs.push_back({tail, head, endless ? infinite_flow : some, endless ? 0 : some});
  }
  return network;
}

void give_weights(MinimumCut& cut, const Network& network, const std::vector<Flow>& before) {
  for (std::uint32_t i = 0; i < network.weights.size(); ++i)
    cut.add_weight(i, network.weights[i] - before[i]);
}

TEST(MinimumCut, IsTheLeastOfAllChoices) {
  Random random(1);
  for (int i = 0; i < 400; ++i) {
    const Network network = random_network(random, 1 + random.below(9), random.below(20));
    MinimumCut cut(network.weights.size(), network.arcs);
    give_weights(cut, network, std::vector<Flow>(network.weights.size(), 0));
    ASSERT_TRUE(cut.solve({}));
    EXPECT_EQ(value_of(network, cut), least_by_trying_all(network));
  }
}

TEST(MinimumCut, AgreesWithBoostUnderWeightsAndCapacitiesThatChange) {
  Random random(2);
  for (int i = 0; i < 20; ++i) {
    Network network = random_network(random, 60, 240);
    MinimumCut cut(network.weights.size(), network.arcs);
    std::vector<Flow> before(network.weights.size(), 0);
    for (int round = 0; round < 12; ++round) {
      give_weights(cut, network, before);
      ASSERT_TRUE(cut.solve({}));
      EXPECT_EQ(value_of(network, cut), least_by_boost(network));
      before = network.weights;
      for (Flow& weight : network.weights) weight += static_cast<Flow>(random.below(81)) - 40;
      for (std::uint32_t a = 0; a < network.arcs.size(); ++a) {
        if (network.arcs[a].capacity >= infinite_flow || random.uniform() < 0.7) continue;
        network.arcs[a].capacity = network.arcs[a].reverse = static_cast<Flow>(random.below(60));
        cut.set_capacity(a, network.arcs[a].capacity);
      }
    }
  }
}

TEST(MinimumCut, PrefersTrueWhereBothAreAsGood) {
  MinimumCut cut(2, {{0, 1, 5, 5}});
  ASSERT_TRUE(cut.solve({}));
  EXPECT_TRUE(cut.is_true(0));
  EXPECT_TRUE(cut.is_true(1));
}

TEST(MinimumCut, NeverCutsAnEndlessArc) {
  MinimumCut cut(2, {{0, 1, infinite_flow, 0}});
  cut.add_weight(0, -1'000'000);
  cut.add_weight(1, 999'999);
  ASSERT_TRUE(cut.solve({}));
  EXPECT_TRUE(cut.is_true(0));
  EXPECT_TRUE(cut.is_true(1));
  cut.add_weight(1, 2);
  ASSERT_TRUE(cut.solve({}));
  EXPECT_FALSE(cut.is_true(0));
}

TEST(MinimumCut, SaysWhenItWasStopped) {
  StopSource source;
  source.request();
  MinimumCut cut(2, {{0, 1, 5, 5}});
  cut.add_weight(0, -10);
  cut.add_weight(1, 10);
  EXPECT_FALSE(cut.solve(StopPoint(&source, {})));
  EXPECT_TRUE(cut.solve({}));
}

}  // namespace
}  // namespace qsmo::scheduling
