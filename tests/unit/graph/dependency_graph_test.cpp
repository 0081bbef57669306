#include "qsmo/graph/dependency_graph.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <deque>
#include <forward_list>
#include <limits>
#include <list>
#include <tuple>

#include "unit/graph/support.hpp"

namespace {

using graph_test::arcs_of;
using graph_test::faults_of;
using graph_test::for_each_digraph_up_to;
using graph_test::random_arcs;
using graph_test::random_graph;
using qsmo::Arc;
using qsmo::ArcLike;
using qsmo::DependencyGraph;
using qsmo::Fault;
using qsmo::Node;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Fault fault(std::string pointer, std::string value, std::string expected) {
  return {"", 0, std::move(pointer), std::move(value), std::move(expected), ""};
}

template <class P, class D>
DependencyGraph columns(std::size_t nodes, const std::vector<P>& prerequisites,
                        const std::vector<D>& dependents) {
  return DependencyGraph::from_columns(nodes, prerequisites, dependents);
}

TEST(DependencyGraph, HoldsTheArcsByPrerequisiteAndThenAsGiven) {
  const DependencyGraph graph(4, {{2, 3}, {0, 1}, {2, 0}, {0, 1}, {2, 2}});
  EXPECT_EQ(graph.nodes(), 4U);
  EXPECT_EQ(graph.arcs(), 5U);
  EXPECT_THAT(graph.dependents(0), ElementsAre(1, 1));
  EXPECT_THAT(graph.dependents(1), IsEmpty());
  EXPECT_THAT(graph.dependents(2), ElementsAre(3, 0, 2));
  EXPECT_THAT(graph.dependents(3), IsEmpty());
  EXPECT_THAT(graph.offsets(), ElementsAre(0, 2, 2, 5, 5));
  EXPECT_THAT(graph.dependents(), ElementsAre(1, 1, 3, 0, 2));
}

TEST(DependencyGraph, WithoutNodesIsEmpty) {
  for (const DependencyGraph& graph : {DependencyGraph(), DependencyGraph(0, {})}) {
    EXPECT_EQ(graph.nodes(), 0U);
    EXPECT_EQ(graph.arcs(), 0U);
    EXPECT_THAT(graph.offsets(), ElementsAre(0));
    EXPECT_EQ(qsmo::reversed(graph), graph);
    EXPECT_EQ(qsmo::without_repeats(graph), graph);
    EXPECT_EQ(qsmo::without_arcs(graph, {}), graph);
    EXPECT_EQ(DependencyGraph::copy_of(graph), graph);
    EXPECT_THAT(qsmo::arc_numbers(graph, {}), IsEmpty());
  }
}

TEST(DependencyGraph, KeepsNodesWithoutArcs) {
  const DependencyGraph graph(1000, {});
  EXPECT_EQ(graph.nodes(), 1000U);
  EXPECT_THAT(graph.dependents(999), IsEmpty());
}

TEST(DependencyGraph, KnowsTheArcOfEachNumber) {
  for_each_digraph_up_to(3, [](const DependencyGraph& graph) {
    const std::vector<Arc> arcs = arcs_of(graph);
    ASSERT_THAT(arcs, SizeIs(graph.arcs()));
    for (std::uint32_t number = 0; number < arcs.size(); ++number) {
      ASSERT_EQ(graph.arc(number), arcs[number]);
      ASSERT_LE(graph.first_arc(arcs[number].prerequisite), number);
      ASSERT_LT(number, graph.offsets()[arcs[number].prerequisite + 1]);
    }
  });
}

TEST(DependencyGraph, IsTheSameFromAnyRangeOfAnyKindOfArc) {
  const DependencyGraph expected(3, {{0, 1}, {2, 1}, {0, 2}});
  using Pair = std::pair<int, long>;
  using Tuple = std::tuple<std::uint8_t, std::int16_t>;
  const std::vector<Pair> pairs{{0, 1}, {2, 1}, {0, 2}};
  EXPECT_EQ(DependencyGraph(3, pairs), expected);
  EXPECT_EQ(DependencyGraph(3, std::list<Tuple>{{0, 1}, {2, 1}, {0, 2}}), expected);
  EXPECT_EQ(DependencyGraph(3, std::forward_list<Arc>{{0, 1}, {2, 1}, {0, 2}}), expected);
  EXPECT_EQ(DependencyGraph(3, std::deque<std::array<Node, 2>>{{0, 1}, {2, 1}, {0, 2}}), expected);
  const Arc plain[] = {{0, 1}, {2, 1}, {0, 2}};
  EXPECT_EQ(DependencyGraph(3, plain), expected);
  const std::initializer_list<Arc> listed{{0, 1}, {2, 1}, {0, 2}};
  EXPECT_EQ(DependencyGraph(3, listed), expected);
}

/// The arc 0 -> 0 `size` times, without memory for it. Cannot be walked as a constant, as some views cannot.
template <class OnRead>
class SelfArcs {
 public:
  class Iterator {
   public:
    using value_type = Arc;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    Iterator(SelfArcs* arcs, std::ptrdiff_t at) : arcs_(arcs), at_(at) {}
    Arc operator*() const {
      arcs_->on_read_();
      return {0, 0};
    }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    Iterator operator++(int) { return {arcs_, at_++}; }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }
    friend std::ptrdiff_t operator-(const Iterator& a, const Iterator& b) { return a.at_ - b.at_; }

   private:
    SelfArcs* arcs_ = nullptr;
    std::ptrdiff_t at_ = 0;
  };
  SelfArcs(std::ptrdiff_t size, OnRead on_read) : size_(size), on_read_(std::move(on_read)) {}
  Iterator begin() { return {this, 0}; }
  Iterator end() { return {this, size_}; }

 private:
  std::ptrdiff_t size_;
  OnRead on_read_;
};

TEST(DependencyGraph, IsBuiltFromARangeThatMakesItsArcs) {
  int reads = 0;
  SelfArcs arcs(3, [&] { ++reads; });
  EXPECT_EQ(DependencyGraph(1, arcs), DependencyGraph(1, {{0, 0}, {0, 0}, {0, 0}}));
  EXPECT_EQ(reads, 6) << "walked once to count and once to fill";
  EXPECT_EQ(DependencyGraph(1, SelfArcs(2, [] {})).arcs(), 2U);
}

static_assert(ArcLike<Arc> && ArcLike<const Arc&>);
static_assert(ArcLike<std::pair<int, int>> && ArcLike<const std::pair<int, int>&>);
static_assert(ArcLike<std::tuple<std::uint64_t, signed char>>);
static_assert(ArcLike<std::array<Node, 2>&>);
static_assert(!ArcLike<int>);
static_assert(!ArcLike<std::pair<double, int>>);
static_assert(!ArcLike<std::pair<int, std::string>>);
static_assert(!ArcLike<std::pair<bool, bool>>);
static_assert(!ArcLike<std::pair<char, char>>);
static_assert(!std::is_constructible_v<DependencyGraph, std::size_t, std::vector<std::string>>);
static_assert(!std::is_constructible_v<DependencyGraph, std::size_t, std::vector<double>>);
static_assert(!std::is_constructible_v<DependencyGraph, std::size_t, int>);

template <class T>
class DependencyGraphColumns : public ::testing::Test {};
using WholeNumbers = ::testing::Types<std::int8_t, std::uint8_t, std::int16_t, std::uint16_t,
                                      std::int32_t, std::uint32_t, std::int64_t, std::uint64_t,
                                      long, unsigned long, long long, unsigned long long>;
TYPED_TEST_SUITE(DependencyGraphColumns, WholeNumbers);

TYPED_TEST(DependencyGraphColumns, HoldTheSameArcsWhateverTheirType) {
  using T = TypeParam;
  const DependencyGraph expected(100, {{0, 1}, {99, 1}, {0, 99}});
  const std::vector<T> prerequisites{0, 99, 0}, dependents{1, 1, 99};
  EXPECT_EQ(columns(100, prerequisites, dependents), expected);
  EXPECT_EQ(columns(100, prerequisites, std::vector<std::int64_t>{1, 1, 99}), expected);
  EXPECT_EQ(columns(100, std::vector<std::uint8_t>{0, 99, 0}, dependents), expected);
}

TYPED_TEST(DependencyGraphColumns, AreRefusedWithTheirLeastAndGreatestNumbersOutOfRange) {
  using Limits = std::numeric_limits<TypeParam>;
  const std::vector<TypeParam> prerequisites{0, Limits::max()}, dependents{Limits::min(), 1};
  std::vector<Fault> expected;
  if constexpr (Limits::is_signed) {
    expected.push_back(
        fault("/arcs/0/dependent", std::to_string(Limits::min()), "a node from 0 to 4"));
  }
  expected.push_back(
      fault("/arcs/1/prerequisite", std::to_string(Limits::max()), "a node from 0 to 4"));
  EXPECT_EQ(faults_of([&] { (void)columns(5, prerequisites, dependents); }), expected);
}

TEST(DependencyGraph, NamesEveryArcOutOfRange) {
  EXPECT_THAT(faults_of([] {
                (void)DependencyGraph(2, {{0, 1}, {1, 2}, {7, 0}, {1, 1}, {4294967295, 5}});
              }),
              ElementsAre(fault("/arcs/1/dependent", "2", "a node from 0 to 1"),
                          fault("/arcs/2/prerequisite", "7", "a node from 0 to 1"),
                          fault("/arcs/4/prerequisite", "4294967295", "a node from 0 to 1"),
                          fault("/arcs/4/dependent", "5", "a node from 0 to 1")));
}

TEST(DependencyGraph, DoesNotTakeANumberModuloTwoToThe32) {
  // As 32 bits, both would be node 0.
  const std::int64_t wrapped = std::int64_t{1} << 32;
  EXPECT_THAT(
      faults_of([&] {
        (void)columns(2, std::vector<std::int64_t>{0, wrapped}, std::vector<std::int64_t>{1, 1});
      }),
      ElementsAre(fault("/arcs/1/prerequisite", "4294967296", "a node from 0 to 1")));
  EXPECT_THAT(faults_of([&] {
                (void)columns(2, std::vector<std::int64_t>{0}, std::vector<std::int64_t>{-wrapped});
              }),
              ElementsAre(fault("/arcs/0/dependent", "-4294967296", "a node from 0 to 1")));
}

TEST(DependencyGraph, OfNoNodesTakesNoArcs) {
  EXPECT_THAT(faults_of([] {
                (void)DependencyGraph(0, {{0, 0}});
              }),
              ElementsAre(fault("/arcs/0/prerequisite", "0", "no arcs, as there are no nodes"),
                          fault("/arcs/0/dependent", "0", "no arcs, as there are no nodes")));
}

TEST(DependencyGraph, NamesTheFirst100FaultsAndCountsTheOthers) {
  std::vector<Arc> arcs(1000, {0, 1});
  for (std::size_t row = 0; row < 1000; row += 4) arcs[row] = {1, 9};
  const std::vector<Fault> faults = faults_of([&] { (void)DependencyGraph(2, arcs); });
  ASSERT_THAT(faults, SizeIs(101));
  EXPECT_EQ(faults[99], fault("/arcs/396/dependent", "9", "a node from 0 to 1"));
  EXPECT_EQ(faults[100].pointer, "/arcs");
  EXPECT_EQ(faults[100].value, "150 more");
}

TEST(DependencyGraph, NamesExactly100FaultsWithoutACountOfOthers) {
  const std::vector<Arc> arcs(100, {0, 2});
  EXPECT_THAT(faults_of([&] { (void)DependencyGraph(2, arcs); }), SizeIs(100));
}

TEST(DependencyGraph, RefusesColumnsOfDifferentLengths) {
  const std::vector<int> two{0, 1}, three{0, 1, 1};
  EXPECT_THAT(
      faults_of([&] { (void)columns(2, two, three); }),
      ElementsAre(fault("/dependents", "3 rows", "as many rows as prerequisites, which has 2")));
  EXPECT_THAT(faults_of([&] { (void)columns(2, three, two); }), SizeIs(1));
  EXPECT_THAT(faults_of([&] { (void)columns(2, std::vector<int>{}, two); }), SizeIs(1));
}

TEST(DependencyGraph, RefusesMoreArcsThan32BitsNumberBeforeItReadsOne) {
  int reads = 0;
  SelfArcs arcs(std::ptrdiff_t{1} << 32, [&] { ++reads; });
  EXPECT_THAT(faults_of([&] { (void)DependencyGraph(1, arcs); }),
              ElementsAre(fault("/arcs", "4294967296", "at most 4294967295 arcs")));
  EXPECT_EQ(reads, 0);
}

TEST(DependencyGraph, RefusesMoreNodesThan32BitsNumber) {
  EXPECT_THAT(faults_of([] { (void)DependencyGraph(0xffffffff, {}); }),
              ElementsAre(fault("/nodes", "4294967295", "at most 4294967294 nodes")));
  EXPECT_THAT(faults_of([] {
                (void)DependencyGraph(std::numeric_limits<std::size_t>::max(), {{0, 0}});
              }),
              SizeIs(1));
}

TEST(DependencyGraph, IsACopyOfWhatItIsCopiedFrom) {
  qsmo::Random random(1);
  for (int round = 0; round < 100; ++round) {
    const DependencyGraph graph = random_graph(random, 1 + random.below(30), random.below(60));
    EXPECT_EQ(DependencyGraph::copy_of(graph), graph);
  }
}

TEST(ArcNumbers, LeadFromTheGivenArcsToTheGraphs) {
  qsmo::Random random(2);
  for (int round = 0; round < 200; ++round) {
    const std::size_t nodes = 1 + random.below(8);
    const std::vector<Arc> arcs = random_arcs(random, nodes, random.below(30));
    const DependencyGraph graph(nodes, arcs);
    const std::vector<std::uint32_t> number = qsmo::arc_numbers(graph, arcs);
    std::vector<std::uint32_t> sorted = number;
    std::sort(sorted.begin(), sorted.end());
    ASSERT_THAT(number, SizeIs(arcs.size()));
    for (std::uint32_t i = 0; i < arcs.size(); ++i) {
      ASSERT_EQ(graph.arc(number[i]), arcs[i]);
      ASSERT_EQ(sorted[i], i);
    }
  }
}

TEST(ArcNumbers, OfRepeatedArcsRiseAsGiven) {
  const std::vector<Arc> arcs{{1, 0}, {0, 1}, {1, 0}, {1, 0}};
  EXPECT_THAT(qsmo::arc_numbers(DependencyGraph(2, arcs), arcs), ElementsAre(1, 0, 2, 3));
}

TEST(ArcNumbers, PutValuesInTheirPlaces) {
  const std::vector<Arc> arcs{{1, 0}, {0, 1}, {1, 0}};
  const std::vector<std::uint32_t> number = qsmo::arc_numbers(DependencyGraph(2, arcs), arcs);
  const std::vector<std::string> values{"a", "b", "c"};
  EXPECT_THAT(qsmo::by_number(number, std::span<const std::string>(values)),
              ElementsAre("b", "a", "c"));
  EXPECT_THAT(qsmo::by_number({}, std::span<const double>()), IsEmpty());
}

TEST(ArcNumbers, AreRefusedForOtherArcsThanTheGraphs) {
  const std::vector<Arc> arcs{{0, 1}, {1, 2}, {0, 2}};
  const DependencyGraph graph(3, arcs);
  const auto refused_at = [&](const std::vector<Arc>& others) {
    const std::vector<Fault> faults = faults_of([&] { (void)qsmo::arc_numbers(graph, others); });
    return faults.size() == 1 ? faults.front().pointer : "not refused";
  };
  EXPECT_EQ(refused_at({{0, 1}, {1, 2}}), "/arcs/2");
  EXPECT_EQ(refused_at({{0, 1}, {1, 2}, {0, 2}, {0, 1}}), "/arcs/3");
  EXPECT_EQ(refused_at({{0, 2}, {1, 2}, {0, 1}}), "/arcs/0") << "another order of arcs";
  EXPECT_EQ(refused_at({{0, 1}, {1, 2}, {1, 2}}), "/arcs/2") << "one arc more than its row holds";
  EXPECT_EQ(refused_at({{0, 1}, {7, 2}, {0, 2}}), "/arcs/1") << "a node out of range";
  EXPECT_EQ(refused_at({{0, 1}, {2, 2}, {0, 2}}), "/arcs/1") << "an empty row at the end";
  EXPECT_EQ(refused_at(arcs), "not refused");
}

TEST(Reversed, HasEachArcTurnedRoundAndRising) {
  for_each_digraph_up_to(3, [](const DependencyGraph& graph) {
    const DependencyGraph turned = qsmo::reversed(graph);
    ASSERT_EQ(turned.nodes(), graph.nodes());
    ASSERT_EQ(turned.arcs(), graph.arcs());
    for (const Arc& arc : arcs_of(graph))
      ASSERT_TRUE(graph_test::has_arc(turned, arc.dependent, arc.prerequisite));
    ASSERT_EQ(qsmo::reversed(turned), graph);
  });
}

TEST(Reversed, KeepsRepeatsAndTwiceReversedSortsEachRow) {
  const DependencyGraph graph(3, {{0, 2}, {0, 1}, {0, 2}, {1, 1}, {2, 2}});
  const DependencyGraph turned = qsmo::reversed(graph);
  EXPECT_THAT(turned.dependents(2), ElementsAre(0, 0, 2));
  EXPECT_THAT(turned.dependents(1), ElementsAre(0, 1));
  EXPECT_THAT(qsmo::reversed(turned).dependents(0), ElementsAre(1, 2, 2));
}

TEST(WithoutRepeats, KeepsEachArcBetweenTwoNodesOnceAndRising) {
  qsmo::Random random(3);
  for (int round = 0; round < 200; ++round) {
    const std::size_t nodes = 1 + random.below(8);
    const DependencyGraph graph = random_graph(random, nodes, random.below(40));
    std::vector<Arc> expected;
    for (Node a = 0; a < nodes; ++a) {
      for (Node b = 0; b < nodes; ++b) {
        if (a != b && graph_test::has_arc(graph, a, b)) expected.push_back({a, b});
      }
    }
    const DependencyGraph once = qsmo::without_repeats(graph);
    EXPECT_EQ(once.nodes(), nodes);
    EXPECT_EQ(arcs_of(once), expected);
    EXPECT_EQ(qsmo::without_repeats(once), once);
  }
}

TEST(WithoutArcs, KeepsAllOthersInTheirOrder) {
  qsmo::Random random(4);
  for (int round = 0; round < 200; ++round) {
    const std::size_t nodes = 1 + random.below(8);
    const DependencyGraph graph = random_graph(random, nodes, random.below(30));
    std::vector<std::uint32_t> gone;
    std::vector<Arc> kept;
    for (std::uint32_t number = 0; number < graph.arcs(); ++number) {
      if (random.below(3) == 0)
        gone.push_back(number);
      else
        kept.push_back(graph.arc(number));
    }
    const DependencyGraph less = qsmo::without_arcs(graph, gone);
    EXPECT_EQ(less.nodes(), nodes);
    EXPECT_EQ(arcs_of(less), kept);
    EXPECT_EQ(qsmo::without_arcs(graph, {}), graph);
  }
}

TEST(WithoutArcs, MayTakeTheSameNumberTwice) {
  const DependencyGraph graph(2, {{0, 1}, {1, 0}});
  const std::vector<std::uint32_t> numbers{1, 1};
  EXPECT_EQ(qsmo::without_arcs(graph, numbers), DependencyGraph(2, {{0, 1}}));
}

TEST(WithoutArcs, TakesNumbersInAnyOrderAndRefusesThoseOutOfRange) {
  const DependencyGraph graph(3, {{0, 1}, {1, 2}, {2, 0}});
  EXPECT_EQ(qsmo::without_arcs(graph, std::vector<std::uint32_t>{2, 0}),
            DependencyGraph(3, {{1, 2}}));
  const auto faults = graph_test::faults_of([&] {
    (void)qsmo::without_arcs(graph, std::vector<std::uint32_t>{0, 3, 9});
  });
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0], fault("/numbers/1", "3", "an arc number below 3"));
  EXPECT_EQ(faults[1].pointer, "/numbers/2");
}

TEST(DependencyGraph, IsBuiltFromColumnsOfAnyKind) {
  std::vector<int> prerequisites{0, 1};
  const std::array<std::int64_t, 2> dependents{1, 2};
  const DependencyGraph graph(3, {{0, 1}, {1, 2}});
  EXPECT_EQ(DependencyGraph::from_columns(3, prerequisites, dependents), graph);
  EXPECT_EQ(DependencyGraph::from_columns(3, std::span(prerequisites), std::span(dependents)),
            graph);
}

}  // namespace
