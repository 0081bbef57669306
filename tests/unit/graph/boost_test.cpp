#include "qsmo/graph/boost.hpp"

#include <gtest/gtest.h>

#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>
#include <iterator>

#include "qsmo/core/random.hpp"
#include "qsmo/graph/components.hpp"

namespace {

std::vector<qsmo::Arc> random_arcs(qsmo::Random& random, std::size_t nodes, std::size_t arcs) {
  std::vector<qsmo::Arc> out(arcs);
  for (qsmo::Arc& arc : out) {
    arc = {static_cast<qsmo::Node>(random.below(nodes)),
           static_cast<qsmo::Node>(random.below(nodes))};
  }
  return out;
}

TEST(BoostGraph, FindsTheSameComponentsAsOurs) {
  qsmo::Random random(7);
  for (int round = 0; round < 200; ++round) {
    const std::size_t nodes = 1 + random.below(12);
    const qsmo::DependencyGraph graph(nodes, random_arcs(random, nodes, random.below(30)));
    std::vector<int> boost_component(nodes);
    const auto map = boost::make_iterator_property_map(
        boost_component.begin(), boost::typed_identity_property_map<qsmo::Node>());
    const auto count = static_cast<std::size_t>(boost::strong_components(graph, map));
    const qsmo::Components ours = qsmo::components(graph);
    ASSERT_EQ(ours.count, count);
    for (std::size_t a = 0; a < nodes; ++a) {
      for (std::size_t b = 0; b < nodes; ++b) {
        ASSERT_EQ(ours.of[a] == ours.of[b], boost_component[a] == boost_component[b]);
      }
    }
  }
}

TEST(BoostGraph, SortsTopologically) {
  const std::vector<qsmo::Arc> arcs{{2, 0}, {0, 1}, {2, 1}};
  const qsmo::DependencyGraph graph(3, arcs);
  std::vector<qsmo::Node> reversed;
  boost::topological_sort(graph, std::back_inserter(reversed));
  EXPECT_EQ(reversed, (std::vector<qsmo::Node>{1, 0, 2}));
}

TEST(BoostGraph, ListsEveryEdgeOnce) {
  const std::vector<qsmo::Arc> arcs{{2, 0}, {0, 1}, {2, 1}, {2, 2}};
  const qsmo::DependencyGraph graph(4, arcs);
  std::vector<std::pair<qsmo::Node, qsmo::Node>> seen;
  const auto [begin, end] = edges(graph);
  for (auto edge = begin; edge != end; ++edge)
    seen.emplace_back(source(*edge, graph), target(*edge, graph));
  EXPECT_EQ(seen, (std::vector<std::pair<qsmo::Node, qsmo::Node>>{{0, 1}, {2, 0}, {2, 1}, {2, 2}}));
}

}  // namespace
