#include "qsmo/graph/waves.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <set>
#include <tuple>

#include "qsmo/graph/components.hpp"
#include "qsmo/graph/cycle.hpp"
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
using qsmo::Fault;
using qsmo::LimitedWaves;
using qsmo::Node;
using qsmo::WaveLimits;
using qsmo::Waves;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

/// Arcs of the longest chain that ends in each node, by relaxation. The graph is acyclic.
std::vector<std::uint32_t> chain_lengths(const DependencyGraph& graph) {
  std::vector<std::uint32_t> out(graph.nodes(), 0);
  const std::vector<Arc> arcs = arcs_of(graph);
  for (bool changed = true; changed;) {
    changed = false;
    for (const Arc& arc : arcs) {
      if (out[arc.dependent] > out[arc.prerequisite]) continue;
      out[arc.dependent] = out[arc.prerequisite] + 1;
      changed = true;
    }
  }
  return out;
}

std::size_t count_of(const std::vector<std::uint32_t>& of) {
  return of.empty() ? 0 : *std::max_element(of.begin(), of.end()) + std::size_t{1};
}

template <class Algorithm>
std::vector<Node> cycle_in_the_way(Algorithm&& algorithm) {
  try {
    (void)algorithm();
  } catch (const CycleError& error) {
    return error.cycle();
  }
  return {};
}

TEST(Waves, AreTheLongestChainsOverAllGraphsOfUpToFourNodes) {
  for_each_digraph_up_to(4, [](const DependencyGraph& graph) {
    if (graph_test::girth(graph) > 0) {
      const std::vector<Node> cycle = cycle_in_the_way([&] { return qsmo::waves(graph); });
      ASSERT_TRUE(graph_test::is_cycle(graph, cycle));
      return;
    }
    const Waves waves = qsmo::waves(graph);
    ASSERT_EQ(waves.of, chain_lengths(graph));
    ASSERT_EQ(waves.count, count_of(waves.of));
  });
}

TEST(Waves, AreTheLongestChainsInLargerGraphs) {
  qsmo::Random random(1);
  for (int round = 0; round < 200; ++round) {
    const std::size_t nodes = random.below(500);
    const DependencyGraph graph = random_acyclic(random, nodes, random.below(3 * nodes + 1));
    const Waves waves = qsmo::waves(graph);
    ASSERT_EQ(waves.of, chain_lengths(graph));
    ASSERT_EQ(waves.count, count_of(waves.of));
    ASSERT_EQ(waves, qsmo::waves(qsmo::without_repeats(graph)));
  }
}

TEST(Waves, CountBackwardsAsManyAsForwards) {
  qsmo::Random random(2);
  for (int round = 0; round < 100; ++round) {
    const DependencyGraph graph = random_acyclic(random, 60, 100);
    EXPECT_EQ(qsmo::waves(graph).count, qsmo::waves(qsmo::reversed(graph)).count);
  }
}

TEST(Waves, OfNoNodesAreNone) {
  EXPECT_EQ(qsmo::waves(DependencyGraph()), Waves());
  EXPECT_EQ(qsmo::waves(DependencyGraph(), WaveLimits{}), LimitedWaves());
  EXPECT_EQ(qsmo::waves(DependencyGraph(), WaveLimits{.size = 1}), LimitedWaves());
}

TEST(Waves, OfAPathOfAMillionNodesAreAMillion) {
  constexpr std::size_t length = 1'000'000;
  std::vector<std::uint32_t> numbers(length);
  std::iota(numbers.begin(), numbers.end(), 0U);
  const Waves expected{numbers, length};
  EXPECT_EQ(qsmo::waves(path(length)), expected);
  EXPECT_EQ(qsmo::waves(path(length), WaveLimits{.size = 2}), (LimitedWaves{expected, length}));
}

TEST(Waves, OfARingOfAMillionNodesAreRefusedWithTheRing) {
  const DependencyGraph ring = path(1'000'000, true);
  EXPECT_EQ(cycle_in_the_way([&] { return qsmo::waves(ring); }).size(), ring.nodes());
}

TEST(Waves, CountMorePrerequisitesThanFitAByte) {
  for (const std::size_t prerequisites : {255U, 256U, 257U, 512U, 65536U}) {
    std::vector<Arc> arcs;
    for (Node node = 1; node <= prerequisites; ++node) arcs.push_back({node, 0});
    arcs.push_back({1, 2});
    std::vector<std::uint32_t> expected(prerequisites + 1, 0);
    expected[0] = 2;
    expected[2] = 1;
    const DependencyGraph graph(prerequisites + 1, arcs);
    EXPECT_EQ(qsmo::waves(graph), (Waves{expected, 3}));
    EXPECT_EQ(qsmo::waves(graph, WaveLimits{}).waves, (Waves{expected, 3}));
  }
}

TEST(Waves, ListTheirMembersRising) {
  const auto members = qsmo::waves(DependencyGraph(4, {{3, 1}, {2, 0}, {1, 0}})).members();
  ASSERT_EQ(members.size(), 3U);
  EXPECT_THAT(members[0], ElementsAre(2, 3));
  EXPECT_THAT(members[1], ElementsAre(1));
  EXPECT_THAT(members[2], ElementsAre(0));
}

TEST(Waves, OfRealGraphsWithoutTheirCyclesAreTheLongestChains) {
  for (const char* name : {"colt", "guava", "junit", "slucene", "weka", "depends"}) {
    const auto graph = graph_test::real_graph(name);
    if (!graph) GTEST_SKIP() << graph_test::no_reference_data;
    EXPECT_TRUE(graph_test::is_cycle(*graph, cycle_in_the_way([&] { return qsmo::waves(*graph); })))
        << name;
    const DependencyGraph acyclic = qsmo::condensation(*graph).graph;
    EXPECT_EQ(qsmo::waves(acyclic).of, chain_lengths(acyclic)) << name;
  }
}

std::int64_t effort_of(const WaveLimits& limits, Node node) {
  return limits.effort.empty() ? 0 : limits.effort[node];
}

/// Whether a wave of these nodes keeps the limits. Their efforts are small.
bool fits(const WaveLimits& limits, const std::vector<Node>& wave) {
  std::int64_t effort = 0;
  for (const Node node : wave) effort += effort_of(limits, node);
  return wave.size() <= limits.size && effort <= limits.capacity;
}

void expect_kept(const DependencyGraph& graph, const WaveLimits& limits, const LimitedWaves& out) {
  const Waves& waves = out.waves;
  ASSERT_EQ(waves.of.size(), graph.nodes());
  ASSERT_EQ(waves.count, count_of(waves.of));
  for (const Arc& arc : arcs_of(graph))
    ASSERT_LT(waves.of[arc.prerequisite], waves.of[arc.dependent]);
  const qsmo::NodeLists members = waves.members();
  for (std::size_t wave = 0; wave < waves.count; ++wave) {
    ASSERT_FALSE(members[wave].empty());
    ASSERT_TRUE(fits(limits, {members[wave].begin(), members[wave].end()}));
  }
  ASSERT_LE(out.bound, waves.count);
}

std::vector<Node> members_of(std::uint32_t set) {
  std::vector<Node> out;
  for (Node node = 0; set >> node != 0; ++node) {
    if ((set >> node) % 2 == 1) out.push_back(node);
  }
  return out;
}

/// The least number of waves, over all ways to go from no nodes to all of them, wave by wave.
std::size_t least_waves(const DependencyGraph& graph, const WaveLimits& limits) {
  const std::uint32_t all = (1U << graph.nodes()) - 1;
  std::vector<std::uint32_t> prerequisites(graph.nodes(), 0);
  for (const Arc& arc : arcs_of(graph)) prerequisites[arc.dependent] |= 1U << arc.prerequisite;
  std::set<std::uint32_t> reached{0};
  for (std::size_t count = 0;; ++count) {
    if (reached.contains(all)) return count;
    std::set<std::uint32_t> next;
    for (const std::uint32_t done : reached) {
      for (std::uint32_t wave = all & ~done; wave != 0; wave = (wave - 1) & all & ~done) {
        const std::vector<Node> nodes = members_of(wave);
        const bool free = std::all_of(nodes.begin(), nodes.end(), [&](Node node) {
          return (prerequisites[node] & ~done) == 0;
        });
        if (free && fits(limits, nodes)) next.insert(done | wave);
      }
    }
    reached = std::move(next);
  }
}

TEST(LimitedWaves, OfASizeAreNearTheLeastOverAllAcyclicGraphsOfUpToFourNodes) {
  for_each_digraph_up_to(4, [](const DependencyGraph& graph) {
    if (graph_test::girth(graph) > 0) return;
    for (std::size_t size = 1; size <= 4; ++size) {
      const WaveLimits limits{.size = size};
      const LimitedWaves out = qsmo::waves(graph, limits);
      const std::size_t least = least_waves(graph, limits);
      expect_kept(graph, limits, out);
      ASSERT_LE(out.bound, least);
      ASSERT_LE(out.waves.count * size, (2 * size - 1) * least);
    }
  });
}

TEST(LimitedWaves, OfASizeAreNearTheLeastInRandomGraphsOfUpToSevenNodes) {
  qsmo::Random random(3);
  int proven = 0, rounds = 500;
  for (int round = 0; round < rounds; ++round) {
    const std::size_t nodes = 5 + random.below(3);
    const DependencyGraph graph = random_acyclic(random, nodes, random.below(2 * nodes));
    const WaveLimits limits{.size = 1 + random.below(4)};
    const LimitedWaves out = qsmo::waves(graph, limits);
    const std::size_t least = least_waves(graph, limits);
    expect_kept(graph, limits, out);
    ASSERT_LE(out.bound, least);
    ASSERT_LE(out.waves.count * limits.size, (2 * limits.size - 1) * least);
    proven += out.bound == out.waves.count;
  }
  EXPECT_GT(proven, rounds / 2) << "a bound that seldom proves is of little use";
}

TEST(LimitedWaves, OfACapacityKeepItAndTheirBoundHolds) {
  qsmo::Random random(4);
  int proven = 0, rounds = 500;
  for (int round = 0; round < rounds; ++round) {
    const std::size_t nodes = 1 + random.below(7);
    const DependencyGraph graph = random_acyclic(random, nodes, random.below(nodes + 1));
    std::vector<std::int64_t> effort(nodes);
    for (std::int64_t& value : effort) value = static_cast<std::int64_t>(random.below(7));
    const WaveLimits limits{.size = round % 2 == 0 ? WaveLimits::any_size : 1 + random.below(4),
                            .effort = effort,
                            .capacity = 6 + static_cast<std::int64_t>(random.below(6))};
    const LimitedWaves out = qsmo::waves(graph, limits);
    const std::size_t least = least_waves(graph, limits);
    expect_kept(graph, limits, out);
    ASSERT_LE(out.bound, least);
    ASSERT_LE(least, out.waves.count);
    proven += out.bound == out.waves.count;
  }
  EXPECT_GT(proven, rounds / 2);
}

TEST(LimitedWaves, AreTheLeastWhereEachNodeHasOneDependentAtMost) {
  // Hu's theorem, for a limit on size.
  qsmo::Random random(5);
  for (int round = 0; round < 500; ++round) {
    const std::size_t nodes = 1 + random.below(7);
    const std::vector<Node> name = graph_test::random_permutation(random, nodes);
    std::vector<Arc> arcs;
    for (std::size_t i = 0; i + 1 < nodes; ++i) {
      if (random.below(5) > 0) arcs.push_back({name[i], name[i + 1 + random.below(nodes - i - 1)]});
    }
    const DependencyGraph forest(nodes, arcs);
    const WaveLimits limits{.size = 1 + random.below(4)};
    ASSERT_EQ(qsmo::waves(forest, limits).waves.count, least_waves(forest, limits));
  }
}

/// The rule as the header states it, step by step: of the free nodes the one with the longest chain after it, then the
/// most dependents, then the least number; what does not fit waits for the next wave.
Waves by_the_rule(const DependencyGraph& graph, const WaveLimits& limits) {
  const std::vector<std::uint32_t> after = chain_lengths(qsmo::reversed(graph));
  Waves out{std::vector<std::uint32_t>(graph.nodes(), 0), 0};
  std::vector<bool> placed(graph.nodes(), false);
  for (std::size_t left = graph.nodes(); left > 0; ++out.count) {
    std::vector<bool> free(graph.nodes());
    for (Node node = 0; node < graph.nodes(); ++node) free[node] = !placed[node];
    for (const Arc& arc : arcs_of(graph)) {
      if (!placed[arc.prerequisite]) free[arc.dependent] = false;
    }
    std::vector<std::tuple<std::int64_t, std::int64_t, Node>> ranked;
    for (Node node = 0; node < graph.nodes(); ++node) {
      const auto dependents = static_cast<std::int64_t>(graph.dependents(node).size());
      if (free[node]) ranked.emplace_back(-std::int64_t{after[node]}, -dependents, node);
    }
    std::sort(ranked.begin(), ranked.end());
    std::vector<Node> wave;
    for (const auto& [chain, dependents, node] : ranked) {
      wave.push_back(node);
      if (!fits(limits, wave)) wave.pop_back();
    }
    for (const Node node : wave) {
      out.of[node] = static_cast<std::uint32_t>(out.count);
      placed[node] = true;
      --left;
    }
  }
  return out;
}

TEST(LimitedWaves, FollowTheRuleStated) {
  qsmo::Random random(6);
  for (int round = 0; round < 300; ++round) {
    const std::size_t nodes = random.below(60);
    const DependencyGraph graph = random_acyclic(random, nodes, random.below(2 * nodes + 1));
    std::vector<std::int64_t> effort(nodes);
    for (std::int64_t& value : effort) value = static_cast<std::int64_t>(random.below(20));
    WaveLimits limits{.size = 1 + random.below(10)};
    ASSERT_EQ(qsmo::waves(graph, limits).waves, by_the_rule(graph, limits));
    limits.effort = effort;
    limits.capacity = 19 + static_cast<std::int64_t>(random.below(30));
    ASSERT_EQ(qsmo::waves(graph, limits).waves, by_the_rule(graph, limits));
    expect_kept(graph, limits, qsmo::waves(graph, limits));
    limits.size = WaveLimits::any_size;
    ASSERT_EQ(qsmo::waves(graph, limits).waves, by_the_rule(graph, limits));
  }
}

TEST(LimitedWaves, WithoutLimitsAreTheEarliestWaves) {
  qsmo::Random random(7);
  for (int round = 0; round < 100; ++round) {
    const DependencyGraph graph = random_acyclic(random, 50, random.below(120));
    const Waves earliest = qsmo::waves(graph);
    EXPECT_EQ(qsmo::waves(graph, WaveLimits{}), (LimitedWaves{earliest, earliest.count}));
    EXPECT_EQ(qsmo::waves(graph, WaveLimits{.size = 50}), (LimitedWaves{earliest, earliest.count}));
  }
}

TEST(LimitedWaves, OfOneNodeEachAreAsManyAsNodes) {
  qsmo::Random random(8);
  const DependencyGraph graph = random_acyclic(random, 200, 400);
  const LimitedWaves out = qsmo::waves(graph, WaveLimits{.size = 1});
  EXPECT_EQ(out.waves.count, 200U);
  EXPECT_EQ(out.bound, 200U);
}

TEST(LimitedWaves, OfAMillionNodesWithoutArcsAreFull) {
  const LimitedWaves out = qsmo::waves(DependencyGraph(1'000'000, {}), WaveLimits{.size = 999});
  EXPECT_EQ(out.waves.count, 1002U);
  EXPECT_EQ(out.bound, 1002U);
}

TEST(LimitedWaves, AddEffortsBeyond64Bits) {
  const std::vector<std::int64_t> effort(5, most);
  const LimitedWaves out = qsmo::waves(DependencyGraph(5, {}), WaveLimits{.effort = effort});
  EXPECT_EQ(out.waves.count, 5U);
  EXPECT_EQ(out.bound, 5U);
}

TEST(LimitedWaves, OfNoCapacityTakeNodesWithoutEffort) {
  const std::vector<std::int64_t> effort(3, 0);
  const WaveLimits limits{.effort = effort, .capacity = 0};
  const LimitedWaves out = qsmo::waves(DependencyGraph(3, {{0, 1}}), limits);
  EXPECT_THAT(out.waves.of, ElementsAre(0, 1, 0));
  EXPECT_EQ(out.bound, 2U);
}

TEST(LimitedWaves, LetASmallNodePassOneThatDoesNotFit) {
  const std::vector<std::int64_t> effort{3, 3, 1};
  const LimitedWaves out = qsmo::waves(DependencyGraph(3, {}), {.effort = effort, .capacity = 4});
  EXPECT_THAT(out.waves.of, ElementsAre(0, 1, 0));
}

TEST(LimitedWaves, AreRefusedWithTheCycle) {
  const DependencyGraph graph(3, {{0, 1}, {1, 2}, {2, 1}});
  const auto cycle = cycle_in_the_way([&] { return qsmo::waves(graph, WaveLimits{.size = 2}); });
  EXPECT_THAT(cycle, ElementsAre(1, 2));
  const DependencyGraph self(1, {{0, 0}});
  EXPECT_THAT(cycle_in_the_way([&] { return qsmo::waves(self, WaveLimits{}); }), ElementsAre(0));
}

TEST(LimitedWaves, NameEachEffortThatFitsNoWave) {
  const std::vector<std::int64_t> effort{5, -1, 4, 6, std::numeric_limits<std::int64_t>::min()};
  const auto faults = faults_of([&] {
    (void)qsmo::waves(DependencyGraph(5, {}), WaveLimits{.effort = effort, .capacity = 5});
  });
  ASSERT_THAT(faults, SizeIs(3));
  EXPECT_EQ(faults[0].pointer, "/effort/1");
  EXPECT_EQ(faults[0].value, "-1");
  EXPECT_EQ(faults[1].pointer, "/effort/3");
  EXPECT_EQ(faults[1].value, "6");
  EXPECT_EQ(faults[2].pointer, "/effort/4");
  EXPECT_EQ(faults[2].value, "-9223372036854775808");
}

TEST(LimitedWaves, NameTheFirst100EffortsAndCountTheOthers) {
  const std::vector<std::int64_t> effort(1000, 2);
  const auto faults = faults_of([&] {
    (void)qsmo::waves(DependencyGraph(1000, {}), WaveLimits{.effort = effort, .capacity = 1});
  });
  ASSERT_THAT(faults, SizeIs(101));
  EXPECT_EQ(faults[100].pointer, "/effort");
  EXPECT_EQ(faults[100].value, "900 more");
}

TEST(LimitedWaves, AreRefusedForLimitsThatCanNeverBeKept) {
  const DependencyGraph graph(3, {});
  const auto pointers = [&](const WaveLimits& limits) {
    std::vector<std::string> out;
    for (const Fault& fault : faults_of([&] { (void)qsmo::waves(graph, limits); }))
      out.push_back(fault.pointer);
    return out;
  };
  const std::vector<std::int64_t> two(2, 0), four(4, 0), three(3, 1);
  EXPECT_THAT(pointers({.size = 0}), ElementsAre("/size"));
  EXPECT_THAT(pointers({.effort = two}), ElementsAre("/effort"));
  EXPECT_THAT(pointers({.effort = four}), ElementsAre("/effort"));
  EXPECT_THAT(pointers({.capacity = -1}), ElementsAre("/capacity"));
  EXPECT_THAT(pointers({.size = 0, .effort = three, .capacity = 0}),
              ElementsAre("/size", "/effort/0", "/effort/1", "/effort/2"));
  EXPECT_THAT(pointers({.size = 1, .effort = three, .capacity = 1}), IsEmpty());
}

TEST(LimitedWaves, OfAStarWithOneSmallNodeFillEachWaveWithOneLargeNode) {
  constexpr Node nodes = 50'000;
  std::vector<Arc> arcs;
  for (Node node = 1; node < nodes; ++node) arcs.push_back({0, node});
  std::vector<std::int64_t> effort(nodes, 60);
  effort.back() = 1;
  const auto found = qsmo::waves(DependencyGraph(nodes, arcs), {.effort = effort, .capacity = 100});
  EXPECT_EQ(found.waves.count, nodes - 1U);  // no two large ones fit; the small one shares a wave
  EXPECT_GE(found.bound, (60U * (nodes - 1U)) / 100U);
}

}  // namespace
