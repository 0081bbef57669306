#include "qsmo/graph/concepts.hpp"

#include <gtest/gtest.h>

#include <array>
#include <list>
#include <string>

#include "qsmo/graph/components.hpp"
#include "qsmo/graph/cycle.hpp"
#include "qsmo/graph/order.hpp"
#include "qsmo/graph/waves.hpp"
#include "unit/graph/support.hpp"

namespace {

using qsmo::DependencyGraph;
using qsmo::GraphLike;
using qsmo::Node;

/// Not a number, but turns into a node, and can do nothing else.
class Reference {
 public:
  explicit Reference(Node node) : node_(node) {}
  operator Node() const { return node_; }  // NOLINT: what the concept asks for

 private:
  Node node_;
};

struct End {};

/// An input iterator with not one operation more than an input iterator and a copy need: no default, one pass, an end of
/// another type.
class MinimalIterator {
 public:
  using value_type = Reference;
  using difference_type = std::ptrdiff_t;
  using iterator_concept = std::input_iterator_tag;
  MinimalIterator(const Node* at, const Node* end) : at_(at), end_(end) {}
  Reference operator*() const { return Reference(*at_); }
  MinimalIterator& operator++() {
    ++at_;
    return *this;
  }
  void operator++(int) { ++at_; }
  friend bool operator==(const MinimalIterator& it, End) { return it.at_ == it.end_; }

 private:
  const Node* at_;
  const Node* end_;
};
static_assert(std::input_iterator<MinimalIterator> && !std::forward_iterator<MinimalIterator>);
static_assert(!std::default_initializable<MinimalIterator>);

/// A range that cannot be copied or moved.
class MinimalRange {
 public:
  explicit MinimalRange(std::span<const Node> nodes) : nodes_(nodes) {}
  MinimalRange(const MinimalRange&) = delete;
  MinimalRange& operator=(const MinimalRange&) = delete;
  [[nodiscard]] MinimalIterator begin() const {
    return {nodes_.data(), nodes_.data() + nodes_.size()};
  }
  [[nodiscard]] static End end() { return {}; }

 private:
  std::span<const Node> nodes_;
};

}  // namespace

template <>
inline constexpr bool std::ranges::enable_borrowed_range<MinimalRange> = true;

namespace {

/// The two functions that the concept asks for, and no others: no copy, no comparison, no default.
class MinimalGraph {
 public:
  explicit MinimalGraph(const DependencyGraph& graph) : graph_(graph) {}
  MinimalGraph(const MinimalGraph&) = delete;
  MinimalGraph& operator=(const MinimalGraph&) = delete;
  [[nodiscard]] std::uint16_t nodes() const { return static_cast<std::uint16_t>(graph_.nodes()); }
  [[nodiscard]] MinimalRange dependents(Node node) const {
    return MinimalRange(graph_.dependents(node));
  }

 private:
  const DependencyGraph& graph_;
};

/// The plainest graph that a user may have: lists of numbers, given out by reference.
struct ListGraph {
  explicit ListGraph(const DependencyGraph& graph) : rows(graph.nodes()) {
    for (Node node = 0; node < graph.nodes(); ++node) {
      for (const Node to : graph.dependents(node))
        rows[node].push_back(static_cast<std::uint16_t>(to));
    }
  }
  [[nodiscard]] std::size_t nodes() const { return rows.size(); }
  [[nodiscard]] const std::vector<std::uint16_t>& dependents(Node node) const { return rows[node]; }
  std::vector<std::vector<std::uint16_t>> rows;
};

static_assert(GraphLike<DependencyGraph>);
static_assert(GraphLike<MinimalGraph>);
static_assert(GraphLike<ListGraph>);

struct NoNodes {
  [[nodiscard]] std::span<const Node> dependents(Node) const { return {}; }
};
struct NoDependents {
  [[nodiscard]] std::size_t nodes() const { return 0; }
};
struct SignedNodes : NoNodes {
  [[nodiscard]] int nodes() const { return 0; }
};
struct NotConstant {
  std::size_t nodes() { return 0; }
  std::span<const Node> dependents(Node) { return {}; }
};
template <class Range>
struct Gives : NoDependents {
  [[nodiscard]] Range dependents(Node) const;
};
struct MoveOnlyIterator : MinimalIterator {
  using MinimalIterator::MinimalIterator;
  MoveOnlyIterator(MoveOnlyIterator&&) = default;
  MoveOnlyIterator& operator=(MoveOnlyIterator&&) = default;
  MoveOnlyIterator& operator++();
  void operator++(int);
};
struct MoveOnlyRange {
  [[nodiscard]] static MoveOnlyIterator begin() { return {nullptr, nullptr}; }
  [[nodiscard]] static End end() { return {}; }
};

}  // namespace

template <>
inline constexpr bool std::ranges::enable_borrowed_range<MoveOnlyRange> = true;

namespace {

static_assert(GraphLike<Gives<std::span<const Node>>>);
static_assert(GraphLike<Gives<const std::list<Node>&>>);
static_assert(!GraphLike<NoNodes>);
static_assert(!GraphLike<NoDependents>);
static_assert(!GraphLike<SignedNodes>);
static_assert(!GraphLike<NotConstant>);
static_assert(!GraphLike<Gives<int>>);
static_assert(!GraphLike<Gives<std::span<const std::string>>>, "dependents are nodes");
static_assert(!GraphLike<Gives<std::vector<Node>>>, "its iterators would not outlive it");
static_assert(std::ranges::input_range<MoveOnlyRange> && !GraphLike<Gives<MoveOnlyRange>>,
              "searches keep a place in many ranges");
static_assert(!GraphLike<std::vector<std::vector<Node>>>);
static_assert(!GraphLike<int>);
static_assert(!GraphLike<void>);

/// What an algorithm says: its result, or the cycle that is in its way.
template <class Algorithm>
auto outcome(Algorithm&& algorithm) {
  std::pair<decltype(algorithm()), std::vector<Node>> out;
  try {
    out.first = algorithm();
  } catch (const qsmo::CycleError& error) {
    out.second = error.cycle();
  }
  return out;
}

template <class G>
void expect_same_answers(const G& own, const DependencyGraph& graph) {
  EXPECT_EQ(DependencyGraph::copy_of(own), graph);
  EXPECT_EQ(qsmo::components(own), qsmo::components(graph));
  const auto any = outcome([&] { return qsmo::any_order(own); });
  EXPECT_EQ(any, outcome([&] { return qsmo::any_order(graph); }));
  EXPECT_EQ(outcome([&] { return qsmo::order(own); }), outcome([&] { return qsmo::order(graph); }));
  std::vector<double> keys(graph.nodes());
  for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = static_cast<double>(i % 3);
  EXPECT_EQ(outcome([&] { return qsmo::order(own, keys); }),
            outcome([&] { return qsmo::order(graph, keys); }));
  EXPECT_EQ(outcome([&] { return qsmo::waves(own); }), outcome([&] { return qsmo::waves(graph); }));
  const std::span<const Node> order(any.first);
  EXPECT_EQ(qsmo::is_valid_order(own, order), qsmo::is_valid_order(graph, order));
}

template <class G>
class OwnGraph : public ::testing::Test {};
using OwnGraphs = ::testing::Types<MinimalGraph, ListGraph>;
TYPED_TEST_SUITE(OwnGraph, OwnGraphs);

TYPED_TEST(OwnGraph, GivesTheSameAnswersAsADependencyGraph) {
  qsmo::Random random(1);
  for (int round = 0; round < 300; ++round) {
    const std::size_t nodes = random.below(25);
    const DependencyGraph graph =
        round % 2 == 0 ? graph_test::random_acyclic(random, nodes, 2 * nodes)
                       : graph_test::random_graph(random, nodes, random.below(nodes + 1));
    expect_same_answers(TypeParam(graph), graph);
  }
}

TYPED_TEST(OwnGraph, GivesTheSameAnswersOverAllGraphsOfThreeNodes) {
  graph_test::for_each_digraph_up_to(
      3, [](const DependencyGraph& graph) { expect_same_answers(TypeParam(graph), graph); });
}

TYPED_TEST(OwnGraph, MayHaveNodesWithMorePrerequisitesThanAByteCounts) {
  for (const std::size_t prerequisites : {255U, 256U, 257U, 600U}) {
    std::vector<qsmo::Arc> arcs;
    for (Node node = 1; node <= prerequisites; ++node) arcs.push_back({node, 0});
    const DependencyGraph graph(prerequisites + 1, arcs);
    expect_same_answers(TypeParam(graph), graph);
  }
}

TYPED_TEST(OwnGraph, MayHaveOneHugeComponent) {
  qsmo::Random random(2);
  const DependencyGraph graph = graph_test::random_graph(random, 30'000, 60'000);
  ASSERT_GT(graph.nodes() - qsmo::components(graph).count, 15'000U);
  expect_same_answers(TypeParam(graph), graph);
}

TYPED_TEST(OwnGraph, MayHaveALongPath) {
  const DependencyGraph path = graph_test::path(60'000);
  expect_same_answers(TypeParam(path), path);
}

}  // namespace
