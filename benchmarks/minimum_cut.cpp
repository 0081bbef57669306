// Minimum cuts of one component (12 activities in chains of slots, arcs and links between them) under weights that change
// from round to round, as prices do: the library's flow, kept, beside Boost.Graph's, built anew and kept with new weights.
// Prints microseconds per node and round; the cuts' values are compared.

// Boost's flow trips this warning of g++ 12.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/boykov_kolmogorov_max_flow.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "qsmo/core/random.hpp"
#include "scheduling/minimum_cut.hpp"

namespace {

using qsmo::Random;
using qsmo::scheduling::Flow;
using qsmo::scheduling::infinite_flow;
using qsmo::scheduling::MinimumCut;
using Clock = std::chrono::steady_clock;

constexpr int chains = 12;
constexpr int rounds = 150;

struct Network {
  int slots = 40;
  std::vector<MinimumCut::CutArc> arcs;
  std::vector<double> costs;  // by node: mean of its weight
};

Network random_network(Random& random, int slots) {
  Network network{slots, {}, {}};
  const auto node = [&](int chain, int slot) {
    return static_cast<std::uint32_t>(chain * slots + slot);
  };
  for (int c = 0; c < chains; ++c) {
    for (int s = 0; s < slots; ++s) {
      network.costs.push_back(random.normal() * 1e6);
      if (s > 0) network.arcs.push_back({node(c, s), node(c, s - 1), infinite_flow, Flow{0}});
    }
    for (int d = c + 1; d < chains; ++d) {
      const bool precedes = random.uniform() < 2.0 / chains;
      const bool linked = random.uniform() < 0.3;
      for (int s = 0; s + 1 < slots; ++s) {
        if (precedes) network.arcs.push_back({node(c, s), node(d, s + 1), infinite_flow, Flow{0}});
        if (linked) network.arcs.push_back({node(c, s), node(d, s), 200'000, 200'000});
      }
    }
  }
  return network;
}

/// Weights by round: prices move less and less.
std::vector<std::vector<Flow>> random_weights(Random& random, const Network& network) {
  std::vector<std::vector<Flow>> weights;
  for (int round = 0; round < rounds; ++round) {
    auto& row = weights.emplace_back();
    for (const double cost : network.costs)
      row.push_back(static_cast<Flow>(cost + random.normal() * 1e6 / (1 + round)));
  }
  return weights;
}

Flow value_of(const Network& network, const std::vector<Flow>& weights, const MinimumCut& cut) {
  Flow sum = 0;
  for (std::uint32_t i = 0; i < weights.size(); ++i) sum += cut.is_true(i) ? weights[i] : 0;
  for (const auto& arc : network.arcs) {
    if (cut.is_true(arc.tail) != cut.is_true(arc.head))
      sum += cut.is_true(arc.tail) ? arc.capacity : arc.reverse;
  }
  return sum;
}

std::vector<Flow> by_ours(const Network& network, const std::vector<std::vector<Flow>>& weights) {
  MinimumCut cut(network.costs.size(), network.arcs);
  std::vector<Flow> before(network.costs.size(), 0), values;
  for (const auto& row : weights) {
    for (std::uint32_t i = 0; i < row.size(); ++i) cut.add_weight(i, row[i] - before[i]);
    cut.solve({});
    before = row;
    values.push_back(value_of(network, row, cut));
  }
  return values;
}

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
using Edge = Traits::edge_descriptor;
using Graph = boost::adjacency_list<
    boost::vecS, boost::vecS, boost::directedS,
    boost::property<
        boost::vertex_index_t, std::size_t,
        boost::property<boost::vertex_color_t, boost::default_color_type,
                        boost::property<boost::vertex_distance_t, long,
                                        boost::property<boost::vertex_predecessor_t, Edge>>>>,
    boost::property<boost::edge_capacity_t, Flow,
                    boost::property<boost::edge_residual_capacity_t, Flow,
                                    boost::property<boost::edge_reverse_t, Edge>>>>;

/// Boost's graph of a network, with both terminal arcs of every node.
struct BoostNetwork {
  explicit BoostNetwork(const Network& network)
      : nodes(network.costs.size()), graph(network.costs.size() + 2) {
    for (std::size_t i = 0; i < nodes; ++i) {
      from_source.push_back(add(nodes, i, 0, 0));
      to_sink.push_back(add(i, nodes + 1, 0, 0));
    }
    for (const auto& arc : network.arcs) add(arc.tail, arc.head, arc.capacity, arc.reverse);
  }

  Edge add(std::size_t tail, std::size_t head, Flow capacity, Flow reverse) {
    const Edge there = boost::add_edge(tail, head, graph).first;
    const Edge back = boost::add_edge(head, tail, graph).first;
    boost::put(boost::edge_capacity, graph, there, capacity);
    boost::put(boost::edge_capacity, graph, back, reverse);
    boost::put(boost::edge_reverse, graph, there, back);
    boost::put(boost::edge_reverse, graph, back, there);
    return there;
  }

  Flow solve(const std::vector<Flow>& weights) {
    Flow constant = 0;
    for (std::size_t i = 0; i < nodes; ++i) {
      constant += std::min<Flow>(weights[i], 0);
      boost::put(boost::edge_capacity, graph, from_source[i], std::max<Flow>(0, -weights[i]));
      boost::put(boost::edge_capacity, graph, to_sink[i], std::max<Flow>(0, weights[i]));
    }
    return constant + boost::boykov_kolmogorov_max_flow(graph, nodes, nodes + 1);
  }

  std::size_t nodes;
  Graph graph;
  std::vector<Edge> from_source, to_sink;
};

template <class Run>
double seconds_of(const Run& run, std::vector<Flow>& values) {
  const auto begin = Clock::now();
  values = run();
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

void compare(int slots) {
  std::vector<double> ours, rebuilt, kept;
  for (std::uint64_t seed = 1; seed <= 9; ++seed) {
    Random random(seed);
    const Network network = random_network(random, slots);
    const auto weights = random_weights(random, network);
    std::vector<Flow> a, b, c;
    ours.push_back(seconds_of([&] { return by_ours(network, weights); }, a));
    rebuilt.push_back(seconds_of(
        [&] {
          std::vector<Flow> values;
          for (const auto& row : weights) values.push_back(BoostNetwork(network).solve(row));
          return values;
        },
        b));
    kept.push_back(seconds_of(
        [&] {
          BoostNetwork boost_network(network);
          std::vector<Flow> values;
          for (const auto& row : weights) values.push_back(boost_network.solve(row));
          return values;
        },
        c));
    if (a != b || a != c) {
      std::fprintf(stderr, "the cuts differ\n");
      std::exit(1);
    }
  }
  const auto per_node = [&](std::vector<double>& seconds) {
    std::sort(seconds.begin(), seconds.end());
    return seconds[seconds.size() / 2] * 1e6 / (rounds * chains * slots);
  };
  std::printf("| %d x %d | %.3f | %.3f | %.3f |\n", chains, slots, per_node(ours), per_node(kept),
              per_node(rebuilt));
}

}  // namespace

int main() {
  std::printf("| activities x slots | ours | Boost.Graph, kept and re-weighted | Boost.Graph, "
              "built anew |\n");
  std::printf("|---|---|---|---|\n");
  compare(40);
  compare(120);
  return 0;
}
