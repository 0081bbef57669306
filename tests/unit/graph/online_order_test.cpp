#include "qsmo/graph/online_order.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <limits>
#include <list>
#include <numeric>

#include "qsmo/core/random.hpp"
#include "qsmo/graph/cycle.hpp"
#include "qsmo/graph/order.hpp"

namespace {

using qsmo::Arc;
using qsmo::DependencyGraph;
using qsmo::Node;
using qsmo::OnlineOrder;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// What OnlineOrder must be equivalent to: all arcs in a list, each question answered from scratch.
class Oracle {
 public:
  explicit Oracle(std::size_t nodes) : nodes_(nodes) {}

  [[nodiscard]] const std::vector<Arc>& arcs() const { return arcs_; }
  [[nodiscard]] bool has(Arc arc) const { return std::ranges::count(arcs_, arc) > 0; }
  void add_node() { ++nodes_; }
  void add(Arc arc) { arcs_.push_back(arc); }
  bool remove(Arc arc) {
    const auto found = std::ranges::find(arcs_, arc);
    if (found == arcs_.end()) return false;
    arcs_.erase(found);
    return true;
  }
  [[nodiscard]] bool reaches(Node from, Node to) const {
    std::vector<Node> stack{from};
    std::vector<bool> seen(nodes_, false);
    seen[from] = true;
    while (!stack.empty()) {
      const Node node = stack.back();
      stack.pop_back();
      for (const auto& [prerequisite, dependent] : arcs_) {
        if (prerequisite != node || seen[dependent]) continue;
        seen[dependent] = true;
        stack.push_back(dependent);
      }
    }
    return seen[to];
  }
  [[nodiscard]] DependencyGraph graph() const { return {nodes_, arcs_}; }

 private:
  std::size_t nodes_;
  std::vector<Arc> arcs_;
};

std::vector<Node> copy(std::span<const Node> nodes) { return {nodes.begin(), nodes.end()}; }

/// A path over arcs of the oracle from the dependent of `refused` to its prerequisite, no node twice.
void expect_cycle(const Oracle& oracle, const std::vector<Node>& cycle, Arc refused) {
  ASSERT_FALSE(cycle.empty());
  EXPECT_EQ(cycle.front(), refused.dependent);
  EXPECT_EQ(cycle.back(), refused.prerequisite);
  for (std::size_t i = 1; i < cycle.size(); ++i) EXPECT_TRUE(oracle.has({cycle[i - 1], cycle[i]}));
  std::vector<Node> sorted = cycle;
  std::ranges::sort(sorted);
  EXPECT_EQ(std::ranges::adjacent_find(sorted), sorted.end());
}

void expect_agreement(const OnlineOrder& online, const Oracle& oracle) {
  ASSERT_EQ(online.arcs(), oracle.arcs().size());
  const std::span<const Node> order = online.order();
  ASSERT_TRUE(qsmo::is_valid_order(oracle.graph(), order));
  for (std::uint32_t i = 0; i < order.size(); ++i) ASSERT_EQ(online.position(order[i]), i);
}

void add_to_both(OnlineOrder& online, Oracle& oracle, Arc arc) {
  const bool closes_cycle = oracle.reaches(arc.dependent, arc.prerequisite);
  const std::vector<Node> before = copy(online.order());
  const std::vector<Node> cycle = online.add_arc(arc);
  ASSERT_EQ(!cycle.empty(), closes_cycle);
  if (closes_cycle) {
    expect_cycle(oracle, cycle, arc);
    EXPECT_EQ(copy(online.order()), before);
  } else {
    oracle.add(arc);
  }
}

Arc random_arc(qsmo::Random& random, std::size_t nodes) {
  return {static_cast<Node>(random.below(nodes)), static_cast<Node>(random.below(nodes))};
}

/// Arcs that agree with one hidden order.
std::vector<Arc> acyclic_arcs(qsmo::Random& random, std::size_t nodes, std::size_t arcs) {
  std::vector<Node> hidden(nodes);
  std::iota(hidden.begin(), hidden.end(), Node{0});
  for (std::size_t i = nodes; i > 1; --i) std::swap(hidden[i - 1], hidden[random.below(i)]);
  std::vector<Arc> out;
  while (out.size() < arcs) {
    const auto [a, b] = random_arc(random, nodes);
    if (a != b) out.push_back({hidden[std::min(a, b)], hidden[std::max(a, b)]});
  }
  return out;
}

TEST(OnlineOrder, OfNothingIsEmpty) {
  const OnlineOrder online;
  EXPECT_EQ(online.nodes(), 0u);
  EXPECT_EQ(online.arcs(), 0u);
  EXPECT_THAT(online.order(), IsEmpty());
}

TEST(OnlineOrder, StartsByNumber) {
  const OnlineOrder online(4);
  EXPECT_THAT(online.order(), ElementsAre(0, 1, 2, 3));
}

TEST(OnlineOrder, LeavesAnOrderThatHoldsAlone) {
  OnlineOrder online(4);
  EXPECT_THAT(online.add_arc({0, 3}), IsEmpty());
  EXPECT_THAT(online.add_arc({1, 2}), IsEmpty());
  EXPECT_THAT(online.order(), ElementsAre(0, 1, 2, 3));
}

TEST(OnlineOrder, MovesOnlyWhatTheNewArcContradicts) {
  OnlineOrder online(5);
  EXPECT_THAT(online.add_arc({3, 1}), IsEmpty());
  EXPECT_THAT(online.order(), ElementsAre(0, 2, 3, 1, 4));
}

TEST(OnlineOrder, AnswersAnArcThatWouldCloseACycleWithThatCycle) {
  OnlineOrder online(4);
  EXPECT_THAT(online.add_arc({2, 1}), IsEmpty());
  EXPECT_THAT(online.add_arc({1, 3}), IsEmpty());
  EXPECT_THAT(online.add_arc({3, 2}), ElementsAre(2, 1, 3));
  EXPECT_EQ(online.arcs(), 2u);
  EXPECT_FALSE(online.remove_arc({3, 2}));
}

TEST(OnlineOrder, RefusesASelfArcAsACycleOfOneNode) {
  OnlineOrder online(2);
  EXPECT_THAT(online.add_arc({1, 1}), ElementsAre(1));
  EXPECT_EQ(online.arcs(), 0u);
}

TEST(OnlineOrder, TakesAnArcThatWasRefusedOnceTheCycleIsBroken) {
  OnlineOrder online(3);
  EXPECT_THAT(online.add_arc({0, 1}), IsEmpty());
  EXPECT_THAT(online.add_arc({1, 2}), IsEmpty());
  EXPECT_THAT(online.add_arc({2, 0}), SizeIs(3));
  EXPECT_TRUE(online.remove_arc({1, 2}));
  EXPECT_THAT(online.add_arc({2, 0}), IsEmpty());
  EXPECT_THAT(online.order(), ElementsAre(2, 0, 1));
}

TEST(OnlineOrder, KeepsAndRemovesRepeatedArcsOneByOne) {
  OnlineOrder online(2);
  for (int i = 0; i < 3; ++i) EXPECT_THAT(online.add_arc({1, 0}), IsEmpty());
  EXPECT_EQ(online.arcs(), 3u);
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(online.add_arc({0, 1}), ElementsAre(1, 0));
    EXPECT_TRUE(online.remove_arc({1, 0}));
  }
  EXPECT_FALSE(online.remove_arc({1, 0}));
  EXPECT_EQ(online.arcs(), 0u);
  EXPECT_THAT(online.add_arc({0, 1}), IsEmpty());
}

TEST(OnlineOrder, LeavesTheOrderWhenAnArcGoes) {
  OnlineOrder online(3);
  EXPECT_THAT(online.add_arc({2, 0}), IsEmpty());
  const std::vector<Node> before = copy(online.order());
  EXPECT_TRUE(online.remove_arc({2, 0}));
  EXPECT_EQ(copy(online.order()), before);
}

TEST(OnlineOrder, RemovesNoArcThatRunsTheOtherWay) {
  OnlineOrder online(2);
  EXPECT_THAT(online.add_arc({0, 1}), IsEmpty());
  EXPECT_FALSE(online.remove_arc({1, 0}));
  EXPECT_FALSE(online.remove_arc({0, 0}));
  EXPECT_EQ(online.arcs(), 1u);
}

TEST(OnlineOrder, PutsNewNodesAtTheEnd) {
  OnlineOrder online;
  EXPECT_EQ(online.add_node(), 0u);
  EXPECT_EQ(online.add_node(), 1u);
  EXPECT_THAT(online.add_arc({1, 0}), IsEmpty());
  EXPECT_EQ(online.add_node(), 2u);
  EXPECT_EQ(online.nodes(), 3u);
  EXPECT_THAT(online.order(), ElementsAre(1, 0, 2));
  EXPECT_EQ(online.position(2), 2u);
  EXPECT_EQ(online.add_node(), 3u);
  EXPECT_EQ(online.position(3), 3u);
  EXPECT_THAT(online.order(), ElementsAre(1, 0, 2, 3));
}

TEST(OnlineOrder, SaysWhereANodeStandsAndWhichOfTwoIsFirst) {
  OnlineOrder online(6);
  EXPECT_THAT(online.add_arc({5, 0}), IsEmpty());
  EXPECT_THAT(online.add_arc({4, 1}), IsEmpty());
  const auto order = online.order();
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    EXPECT_EQ(online.position(order[i]), i);
    for (std::uint32_t j = 0; j < order.size(); ++j)
      EXPECT_EQ(online.before(order[i], order[j]), i < j);
  }
}

TEST(OnlineOrder, StartsFromAGraph) {
  const std::vector<Arc> arcs{{3, 0}, {2, 0}, {3, 2}, {3, 0}};
  const DependencyGraph graph(4, arcs);
  OnlineOrder online(graph);
  EXPECT_EQ(online.nodes(), 4u);
  EXPECT_EQ(online.arcs(), 4u);
  EXPECT_TRUE(qsmo::is_valid_order(graph, online.order()));
  EXPECT_THAT(online.add_arc({0, 3}), ElementsAre(3, 0));
  for (const Arc arc : arcs) EXPECT_TRUE(online.remove_arc(arc));
  EXPECT_EQ(online.arcs(), 0u);
}

TEST(OnlineOrder, DoesNotStartFromAGraphWithACycle) {
  try {
    OnlineOrder online(DependencyGraph(4, {{0, 1}, {2, 3}, {3, 2}}));
    FAIL() << "no error";
  } catch (const qsmo::CycleError& error) {
    EXPECT_THAT(error.cycle(), testing::UnorderedElementsAre(2, 3));
  }
  EXPECT_THROW(OnlineOrder(DependencyGraph(1, {{0, 0}})), qsmo::CycleError);
}

std::vector<qsmo::Fault> faults_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const qsmo::InputError& error) {
    return error.faults();
  }
  return {};
}

TEST(OnlineOrder, NamesEachEndOutOfRange) {
  OnlineOrder online(3);
  const std::string expected = "a node from 0 to 2";
  const qsmo::Fault prerequisite{"", 0, "/prerequisite", "3", expected, ""};
  const qsmo::Fault dependent{"", 0, "/dependent", "4294967295", expected, ""};
  const Node last = std::numeric_limits<Node>::max();
  EXPECT_THAT(faults_of([&] {
                static_cast<void>(online.add_arc({3, last}));
              }),
              ElementsAre(prerequisite, dependent));
  EXPECT_THAT(faults_of([&] { static_cast<void>(online.add_arc({3, 3})); }), SizeIs(2));
  EXPECT_THAT(faults_of([&] {
                static_cast<void>(online.add_arc({3, 0}));
              }),
              ElementsAre(prerequisite));
  EXPECT_THAT(faults_of([&] { online.remove_arc({2, last}); }), ElementsAre(dependent));
  EXPECT_EQ(online.arcs(), 0u);
}

TEST(OnlineOrder, NamesANodeOutOfRangeInAQuestion) {
  const OnlineOrder online(1);
  EXPECT_THAT(faults_of([&] { static_cast<void>(online.position(1)); }),
              ElementsAre(qsmo::Fault{"", 0, "/node", "1", "a node from 0 to 0", ""}));
  EXPECT_THAT(faults_of([&] { static_cast<void>(online.before(7, 0)); }),
              ElementsAre(qsmo::Fault{"", 0, "/a", "7", "a node from 0 to 0", ""}));
}

TEST(OnlineOrder, OfNothingHasNoNodeInRange) {
  OnlineOrder online;
  EXPECT_THAT(
      faults_of([&] {
        online.remove_arc({0, 0});
      }),
      ElementsAre(qsmo::Fault{"", 0, "/prerequisite", "0", "no node, as there are none", ""},
                  qsmo::Fault{"", 0, "/dependent", "0", "no node, as there are none", ""}));
}

TEST(OnlineOrder, RefusesMoreNodesThanNumbers) {
  EXPECT_THAT(faults_of([] { OnlineOrder online(std::size_t{1} << 32); }), SizeIs(1));
}

TEST(OnlineOrder, GoesOnAsACopy) {
  OnlineOrder online(3);
  EXPECT_THAT(online.add_arc({2, 1}), IsEmpty());
  OnlineOrder other = online;
  EXPECT_THAT(other.add_arc({1, 0}), IsEmpty());
  EXPECT_THAT(other.order(), ElementsAre(2, 1, 0));
  EXPECT_THAT(online.add_arc({0, 2}), IsEmpty());
  EXPECT_THAT(online.order(), ElementsAre(0, 2, 1));
}

// Every sequence of five insertions among the arcs of three nodes, self arcs included.
TEST(OnlineOrder, AgreesWithTheOracleOnAllShortSequences) {
  constexpr std::size_t arcs = 9;
  for (std::size_t code = 0; code < arcs * arcs * arcs * arcs * arcs; ++code) {
    OnlineOrder online(3);
    Oracle oracle(3);
    for (std::size_t rest = code, i = 0; i < 5; ++i, rest /= arcs) {
      const Arc arc{static_cast<Node>(rest % arcs / 3), static_cast<Node>(rest % 3)};
      add_to_both(online, oracle, arc);
    }
    expect_agreement(online, oracle);
    if (HasFailure()) FAIL() << "sequence " << code;
  }
}

TEST(OnlineOrder, AgreesWithTheOracleThroughRandomInsertionsAndDeletions) {
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    qsmo::Random random(seed);
    std::size_t nodes = 1 + random.below(8);
    const std::uint64_t deletions = random.below(6);  // of ten changes
    OnlineOrder online(nodes);
    Oracle oracle(nodes);
    for (int step = 0; step < 40; ++step) {
      if (random.below(10) < deletions) {
        // Often one that is there.
        Arc arc = random_arc(random, nodes);
        if (!oracle.arcs().empty() && random.below(3) > 0)
          arc = oracle.arcs()[random.below(oracle.arcs().size())];
        const std::vector<Node> before = copy(online.order());
        EXPECT_EQ(online.remove_arc(arc), oracle.remove(arc));
        EXPECT_EQ(copy(online.order()), before);
      } else if (nodes < 8 && random.below(20) == 0) {
        EXPECT_EQ(online.add_node(), nodes++);
        oracle.add_node();
      } else {
        add_to_both(online, oracle, random_arc(random, nodes));
      }
      expect_agreement(online, oracle);
      if (HasFailure()) FAIL() << "seed " << seed << " step " << step;
    }
  }
}

TEST(OnlineOrder, IsTheSameForTheSameChanges) {
  const auto run = [] {
    qsmo::Random random(5);
    OnlineOrder online(200);
    for (int i = 0; i < 1000; ++i) static_cast<void>(online.add_arc(random_arc(random, 200)));
    return copy(online.order());
  };
  EXPECT_EQ(run(), run());
}

TEST(OnlineOrder, TakesEveryArcOfALargeAcyclicGraphInAnyOrder) {
  for (const std::size_t arcs : {2'000u, 10'000u, 60'000u}) {
    qsmo::Random random(arcs);
    constexpr std::size_t nodes = 5'000;
    const std::vector<Arc> all = acyclic_arcs(random, nodes, arcs);
    OnlineOrder online(nodes);
    for (std::size_t i = 0; i < all.size(); ++i) {
      ASSERT_THAT(online.add_arc(all[i]), IsEmpty());
      if (i % 2'000 == 0) {
        ASSERT_TRUE(qsmo::is_valid_order(DependencyGraph(nodes, std::span(all).first(i + 1)),
                                         online.order()));
      }
    }
    EXPECT_TRUE(qsmo::is_valid_order(DependencyGraph(nodes, all), online.order()));
  }
}

// Arcs at random, some taken away again: rows grow and shrink through all their sizes.
TEST(OnlineOrder, StaysValidOnDenseGraphsUnderChange) {
  constexpr std::size_t nodes = 60;
  qsmo::Random random(11);
  OnlineOrder online(nodes);
  std::vector<Arc> arcs;
  for (int phase = 0; phase < 6; ++phase) {
    for (int i = 0; i < 3'000; ++i) {
      const Arc arc = random_arc(random, nodes);
      if (online.add_arc(arc).empty()) arcs.push_back(arc);
    }
    ASSERT_TRUE(qsmo::is_valid_order(DependencyGraph(nodes, arcs), online.order()));
    const std::size_t keep = random.below(arcs.size() / 2);
    while (arcs.size() > keep) {
      std::swap(arcs[random.below(arcs.size())], arcs.back());
      ASSERT_TRUE(online.remove_arc(arcs.back()));
      ASSERT_FALSE(std::ranges::count(arcs, arcs.back()) == 1 && online.remove_arc(arcs.back()));
      arcs.pop_back();
    }
    ASSERT_EQ(online.arcs(), arcs.size());
  }
}

TEST(OnlineOrder, TakesAPathOfAMillionNodesForwards) {
  constexpr Node nodes = 1'000'000;
  OnlineOrder online(nodes);
  for (Node node = 0; node + 1 < nodes; ++node)
    ASSERT_THAT(online.add_arc({node, node + 1}), IsEmpty());
  EXPECT_EQ(online.order()[123'456], 123'456u);
  EXPECT_THAT(online.add_arc({nodes - 1, 0}), SizeIs(nodes));
}

// Each arc contradicts the order there is, and the last ones join long paths.
TEST(OnlineOrder, TakesAPathOfAMillionNodesBackwards) {
  constexpr Node nodes = 1'000'000;
  OnlineOrder online(nodes);
  for (Node node = 0; node + 1 < nodes; ++node)
    ASSERT_THAT(online.add_arc({node + 1, node}), IsEmpty());
  for (const Node node : {Node{0}, Node{1}, nodes / 2, nodes - 1})
    EXPECT_EQ(online.position(node), nodes - 1 - node);
  EXPECT_THAT(online.add_arc({0, nodes - 1}), SizeIs(nodes));
}

TEST(OnlineOrder, TakesAPathOfAMillionNodesInPiecesOfDoublingLength) {
  constexpr Node nodes = 1 << 20;
  OnlineOrder online(nodes);
  for (Node length = 1; length < nodes; length *= 2) {
    for (Node node = length; node < nodes; node += 2 * length)
      ASSERT_THAT(online.add_arc({node, node - 1}), IsEmpty());
  }
  EXPECT_EQ(online.position(0), nodes - 1);
  EXPECT_EQ(online.position(nodes - 1), 0u);
}

TEST(OnlineOrder, MovesANodeWithAMillionArcs) {
  constexpr Node nodes = 1'000'000;
  OnlineOrder online(nodes);
  for (Node node = 1; node + 1 < nodes; ++node) ASSERT_THAT(online.add_arc({0, node}), IsEmpty());
  ASSERT_THAT(online.add_arc({nodes - 1, 0}), IsEmpty());
  EXPECT_EQ(online.position(nodes - 1) + 1, online.position(0));
  EXPECT_THAT(online.add_arc({5, nodes - 1}), ElementsAre(nodes - 1, 0, 5));
}

class LabelListCheck {
 public:
  explicit LabelListCheck(std::size_t nodes)
      : list_(by_number(nodes)), expected_(by_number(nodes)) {}

  void move(const std::vector<Node>& nodes, Node place, bool after) {
    for (const Node node : nodes) std::erase(expected_, node);
    const auto at = std::ranges::find(expected_, place) + (after ? 1 : 0);
    expected_.insert(at, nodes.begin(), nodes.end());
    after ? list_.move_after(nodes, place) : list_.move_before(nodes, place);
  }
  void add_node() {
    expected_.push_back(static_cast<Node>(expected_.size()));
    list_.add_node();
  }
  [[nodiscard]] const std::vector<Node>& expected() const { return expected_; }
  void expect_same() const {
    ASSERT_EQ(list_.order(), expected_);
    for (std::size_t i = 1; i < expected_.size(); ++i)
      ASSERT_LT(list_.label(expected_[i - 1]), list_.label(expected_[i]));
  }

 private:
  static std::vector<Node> by_number(std::size_t nodes) {
    std::vector<Node> out(nodes);
    std::iota(out.begin(), out.end(), Node{0});
    return out;
  }

  qsmo::detail::LabelList list_;
  std::vector<Node> expected_;
};

TEST(LabelList, KeepsRisingLabelsWhereAllGoToOnePlace) {
  constexpr std::size_t nodes = 500;
  for (const bool after : {true, false}) {
    for (const Node place : {Node{0}, Node{250}, Node{499}}) {
      LabelListCheck check(nodes);
      qsmo::Random random(place);
      for (int i = 0; i < 3'000; ++i) {
        const auto node = static_cast<Node>(random.below(nodes));
        if (node != place) check.move({node}, place, after);
        if (i % 50 == 0) check.expect_same();
      }
      check.expect_same();
      if (HasFailure()) FAIL() << "place " << place << (after ? " after" : " before");
    }
  }
}

TEST(LabelList, KeepsRisingLabelsAtEitherEnd) {
  LabelListCheck check(0);
  for (int i = 0; i < 100; ++i) check.add_node();
  for (int i = 0; i < 2'000; ++i) {
    check.move({check.expected().back()}, check.expected().front(), false);
    if (i % 2 == 0)
      check.move({check.expected()[50], check.expected()[40]}, check.expected().back(), true);
    if (i % 50 == 0) check.expect_same();
  }
  check.expect_same();
}

TEST(LabelList, MovesAllButOneAtOnce) {
  LabelListCheck check(40);
  for (Node place = 0; place < 40; ++place) {
    std::vector<Node> rest = check.expected();
    std::erase(rest, place);
    std::ranges::reverse(rest);
    check.move(rest, place, place % 2 == 0);
    check.expect_same();
  }
}

TEST(LabelList, TakesNewNodesWhenCrowdedAtTheEnd) {
  LabelListCheck check(3);
  for (int i = 0; i < 300; ++i) {
    for (int j = 0; j < 4; ++j) check.move({check.expected()[1]}, check.expected().back(), false);
    check.add_node();
  }
  check.expect_same();
}

}  // namespace
