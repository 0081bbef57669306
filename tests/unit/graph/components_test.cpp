#include "qsmo/graph/components.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "qsmo/core/random.hpp"

namespace {

using qsmo::Arc;
using qsmo::DependencyGraph;
using qsmo::Node;

/// Reachability by repeated relaxation: slow and plain.
std::vector<std::vector<bool>> reach(std::size_t nodes, const std::vector<Arc>& arcs) {
  std::vector<std::vector<bool>> out(nodes, std::vector<bool>(nodes));
  for (std::size_t node = 0; node < nodes; ++node) out[node][node] = true;
  for (std::size_t round = 0; round < nodes; ++round) {
    for (const Arc& arc : arcs) {
      for (std::size_t from = 0; from < nodes; ++from) {
        if (out[from][arc.prerequisite]) out[from][arc.dependent] = true;
      }
    }
  }
  return out;
}

TEST(Components, AreTheClassesOfMutualReachabilityInTopologicalOrder) {
  qsmo::Random random(11);
  for (int round = 0; round < 500; ++round) {
    const std::size_t nodes = random.below(9);
    std::vector<Arc> arcs(nodes == 0 ? 0 : random.below(20));
    for (Arc& arc : arcs)
      arc = {static_cast<Node>(random.below(nodes)), static_cast<Node>(random.below(nodes))};
    const auto result = qsmo::components(DependencyGraph(nodes, arcs));
    const auto reachable = reach(nodes, arcs);
    for (std::size_t a = 0; a < nodes; ++a) {
      for (std::size_t b = 0; b < nodes; ++b) {
        EXPECT_EQ(result.of[a] == result.of[b], reachable[a][b] && reachable[b][a]);
        if (reachable[a][b]) {
          EXPECT_LE(result.of[a], result.of[b]);
        }
      }
    }
  }
}

TEST(Components, OfALongPathDoNotOverflowTheStack) {
  constexpr Node length = 1'000'000;
  std::vector<Arc> arcs;
  for (Node node = 0; node + 1 < length; ++node) arcs.push_back({node, node + 1});
  const auto result = qsmo::components(DependencyGraph(length, arcs));
  EXPECT_EQ(result.count, length);
  EXPECT_EQ(result.of[length - 1], length - 1);
}

TEST(Components, ListTheirMembersRising) {
  const std::vector<Arc> arcs{{3, 1}, {1, 3}, {1, 0}};
  const auto members = qsmo::components(DependencyGraph(4, arcs)).members();
  EXPECT_EQ(members.size(), 3U);
  EXPECT_NE(std::find(members.begin(), members.end(), std::vector<Node>{1, 3}), members.end());
}

TEST(DependencyGraph, NamesTheArcThatIsOutOfRange) {
  const std::vector<Arc> arcs{{0, 1}, {1, 2}};
  try {
    (void)DependencyGraph(2, arcs);
    FAIL() << "no error";
  } catch (const qsmo::NodeRangeError& error) {
    EXPECT_EQ(error.arc(), 1U);
    EXPECT_EQ(error.node(), 2U);
  }
}

}  // namespace
