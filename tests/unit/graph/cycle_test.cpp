#include "qsmo/graph/cycle.hpp"

#include <gtest/gtest.h>

namespace {

using qsmo::Arc;
using qsmo::DependencyGraph;
using qsmo::Node;

TEST(ShortestCycle, TakesTheShorterOfTwo) {
  const std::vector<Arc> arcs{{0, 1}, {1, 2}, {2, 0}, {1, 0}};
  EXPECT_EQ(qsmo::shortest_cycle_through(DependencyGraph(3, arcs), 0), (std::vector<Node>{0, 1}));
  EXPECT_EQ(qsmo::shortest_cycle_through(DependencyGraph(3, arcs), 2),
            (std::vector<Node>{2, 0, 1}));
}

TEST(ShortestCycle, IsEmptyWithoutOneAndOneNodeForASelfArc) {
  const std::vector<Arc> arcs{{0, 1}, {2, 2}};
  EXPECT_TRUE(qsmo::shortest_cycle_through(DependencyGraph(3, arcs), 0).empty());
  EXPECT_EQ(qsmo::shortest_cycle_through(DependencyGraph(3, arcs), 2), std::vector<Node>{2});
}

}  // namespace
