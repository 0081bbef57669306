// The dependency graph: compressed sparse rows (CSR), immutable, small and fast to walk.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <ranges>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "qsmo/core/error.hpp"
#include "qsmo/graph/concepts.hpp"

namespace qsmo {

/// `prerequisite` must come before `dependent`. This direction holds everywhere in qsmo.
struct Arc {
  Node prerequisite = 0;
  Node dependent = 0;
  friend bool operator==(const Arc&, const Arc&) = default;
};

/// A type of integers that may number nodes: those that `std::cmp_less` compares, so no characters and no truth values.
template <class T>
concept NodeNumber = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> &&
                     !std::same_as<T, wchar_t> && !std::same_as<T, char8_t> &&
                     !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;

/// Something that says of an arc: its prerequisite, then its dependent. An Arc, a pair, a tuple.
template <class T>
concept ArcLike = std::same_as<std::remove_cvref_t<T>, Arc> || requires(const T& arc) {
  requires NodeNumber<std::remove_cvref_t<decltype(std::get<0>(arc))>>;
  requires NodeNumber<std::remove_cvref_t<decltype(std::get<1>(arc))>>;
};

/// Node numbers side by side: a vector, span or array of integers.
template <class R>
concept NodeColumn = std::ranges::contiguous_range<const R> && std::ranges::sized_range<const R> &&
    NodeNumber<std::ranges::range_value_t<R>>;

/// Nodes 0 .. nodes()-1 and arcs prerequisite -> dependent.
///
/// Arcs are numbered 0 .. arcs()-1 by prerequisite, and among those of one prerequisite in the order in which they were
/// given; values of arcs (weights, lags) are arrays by arc number (see `arc_numbers`). Repeated arcs and self arcs are
/// kept as given: a repeated arc says nothing new, and a self arc is a cycle of one node. `without_repeats` drops both.
/// 4 bytes a node and 4 an arc. At most 2^32-2 nodes and 2^32-1 arcs. A node asked for must be below nodes(). A graph that
/// was moved from may only be assigned to.
class DependencyGraph {
 public:
  /// No nodes.
  DependencyGraph() = default;
  /// From arcs, given as any multi-pass range of Arc or of pairs. O(nodes + arcs). Throws InputError that names each arc
  /// with a node out of range, by its row: the first 100 of them.
  template <std::ranges::forward_range Arcs>
  requires ArcLike<std::ranges::range_reference_t<Arcs>> DependencyGraph(std::size_t nodes,
                                                                         Arcs&& arcs) {
    build(nodes, static_cast<std::size_t>(std::ranges::distance(arcs)), arcs);
  }
  /// From a list of arcs, as `DependencyGraph(3, {{0, 1}, {1, 2}})`.
  DependencyGraph(std::size_t nodes, std::initializer_list<Arc> arcs)
      : DependencyGraph(nodes, std::span(arcs.begin(), arcs.size())) {}
  /// From two columns of the same length: vectors, spans or arrays of integers, of any type. Throws InputError, as above; a
  /// number that does not fit a node is out of range.
  template <NodeColumn P, NodeColumn D>
  [[nodiscard]] static DependencyGraph from_columns(std::size_t nodes, const P& prerequisites,
                                                    const D& dependents);
  /// A copy of another kind of graph. O(nodes + arcs).
  template <GraphLike G>
  [[nodiscard]] static DependencyGraph copy_of(const G& graph);

  /// How many nodes.
  [[nodiscard]] std::size_t nodes() const { return offsets_.size() - 1; }
  /// How many arcs.
  [[nodiscard]] std::size_t arcs() const { return dependents_.size(); }
  /// Nodes that must wait for `node`, in the order in which the arcs were given.
  [[nodiscard]] std::span<const Node> dependents(Node node) const {
    return {dependents_.data() + offsets_[node], dependents_.data() + offsets_[node + 1]};
  }
  /// Number of the node's first arc; its others follow.
  [[nodiscard]] std::uint32_t first_arc(Node node) const { return offsets_[node]; }
  /// The arc of that number. O(log nodes).
  [[nodiscard]] Arc arc(std::uint32_t number) const {
    const auto row = std::upper_bound(offsets_.begin(), offsets_.end(), number);
    return {static_cast<Node>(row - offsets_.begin()) - 1, dependents_[number]};
  }
  /// The rows themselves: node `i` has the arcs `offsets()[i]` .. `offsets()[i + 1] - 1`. Size nodes() + 1.
  [[nodiscard]] std::span<const std::uint32_t> offsets() const { return offsets_; }
  /// Dependent of each arc, by arc number.
  [[nodiscard]] std::span<const Node> dependents() const { return dependents_; }

  friend bool operator==(const DependencyGraph&, const DependencyGraph&) = default;

 private:
  template <class Arcs>
  void build(std::size_t nodes, std::size_t size, Arcs&& arcs);

  std::vector<std::uint32_t> offsets_{0};
  std::vector<Node> dependents_;
};

/// The number of each arc in the graph that was built from exactly these arcs: `values` in the order of `arcs` become
/// values by arc number with `by_number`. O(nodes + arcs). Throws InputError if the graph was built from other arcs.
[[nodiscard]] std::vector<std::uint32_t> arc_numbers(const DependencyGraph& graph,
                                                     std::span<const Arc> arcs);

/// `values[i]` put at place `numbers[i]`. The sizes are equal. O(size).
template <class T>
[[nodiscard]] std::vector<T> by_number(std::span<const std::uint32_t> numbers,
                                       std::span<const T> values) {
  std::vector<T> out(values.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) out[numbers[i]] = values[i];
  return out;
}

/// The arcs turned round: `reversed(graph).dependents(node)` are the prerequisites of `node`, rising. O(nodes + arcs).
[[nodiscard]] DependencyGraph reversed(const DependencyGraph& graph);

/// The graph without self arcs and repeated arcs; dependents rise. O(nodes + arcs).
[[nodiscard]] DependencyGraph without_repeats(const DependencyGraph& graph);

/// The graph without the arcs of these numbers, in any order. O(nodes + arcs). Throws InputError that names each number
/// out of range.
[[nodiscard]] DependencyGraph without_arcs(const DependencyGraph& graph,
                                           std::span<const std::uint32_t> numbers);

namespace detail {

/// Throws InputError if there are too many nodes or arcs for 32-bit numbers.
void require_graph_size(std::size_t nodes, std::size_t arcs);

/// Collects the arcs that name a node out of range.
class ArcFaults {
 public:
  explicit ArcFaults(std::size_t nodes) : nodes_(nodes) {}
  void add(std::size_t row, const char* end, std::string value);
  [[noreturn]] void raise();

 private:
  std::size_t nodes_;
  std::size_t found_ = 0;
  std::vector<Fault> faults_;
};

template <class T>
constexpr bool is_node_below(T value, std::size_t nodes) {
  return std::cmp_greater_equal(value, 0) && std::cmp_less(value, nodes);
}

template <class A>
constexpr auto prerequisite_of(const A& arc) {
  if constexpr (std::same_as<A, Arc>)
    return arc.prerequisite;
  else
    return std::get<0>(arc);
}

template <class A>
constexpr auto dependent_of(const A& arc) {
  if constexpr (std::same_as<A, Arc>)
    return arc.dependent;
  else
    return std::get<1>(arc);
}

template <class Arcs>
[[noreturn]] void raise_arc_faults(std::size_t nodes, Arcs& arcs) {
  ArcFaults faults(nodes);
  std::size_t row = 0;
  for (const auto& arc : arcs) {
    const auto prerequisite = prerequisite_of(arc);
    const auto dependent = dependent_of(arc);
    if (!is_node_below(prerequisite, nodes))
      faults.add(row, "prerequisite", std::to_string(prerequisite));
    if (!is_node_below(dependent, nodes)) faults.add(row, "dependent", std::to_string(dependent));
    ++row;
  }
  faults.raise();
}

/// Two columns seen as a range of pairs.
template <class P, class D>
class ColumnArcs {
 public:
  class Iterator {
   public:
    Iterator(const P* prerequisite, const D* dependent)
        : prerequisite_(prerequisite), dependent_(dependent) {}
    std::pair<P, D> operator*() const { return {*prerequisite_, *dependent_}; }
    Iterator& operator++() {
      ++prerequisite_;
      ++dependent_;
      return *this;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) {
      return a.prerequisite_ == b.prerequisite_;
    }

   private:
    const P* prerequisite_;
    const D* dependent_;
  };
  ColumnArcs(std::span<const P> prerequisites, std::span<const D> dependents)
      : prerequisites_(prerequisites), dependents_(dependents) {}
  [[nodiscard]] Iterator begin() const { return {prerequisites_.data(), dependents_.data()}; }
  [[nodiscard]] Iterator end() const {
    return {prerequisites_.data() + prerequisites_.size(), dependents_.data() + dependents_.size()};
  }

 private:
  std::span<const P> prerequisites_;
  std::span<const D> dependents_;
};

/// Throws InputError: columns of different lengths.
void require_same_length(std::size_t prerequisites, std::size_t dependents);

}  // namespace detail

template <class Arcs>
void DependencyGraph::build(std::size_t nodes, std::size_t size, Arcs&& arcs) {
  detail::require_graph_size(nodes, size);
  std::vector<std::uint32_t> offsets(nodes + 1, 0);
  bool in_range = true;
  for (const auto& arc : arcs) {
    const auto prerequisite = detail::prerequisite_of(arc);
    const bool fits = detail::is_node_below(prerequisite, nodes) &&
                      detail::is_node_below(detail::dependent_of(arc), nodes);
    in_range &= fits;
    // A wrong arc is counted somewhere harmless, so that the loop has no way out.
    ++offsets[fits ? static_cast<std::size_t>(prerequisite) : nodes];
  }
  if (!in_range) detail::raise_arc_faults(nodes, arcs);
  std::uint32_t begin = 0;
  for (std::uint32_t& offset : offsets) begin += std::exchange(offset, begin);
  std::vector<Node> dependents(size);
  // Each offset runs to its row's end, which is the next row's begin: shifted back below.
  for (const auto& arc : arcs) {
    dependents[offsets[static_cast<std::size_t>(detail::prerequisite_of(arc))]++] =
        static_cast<Node>(detail::dependent_of(arc));
  }
  std::move_backward(offsets.begin(), offsets.end() - 1, offsets.end());
  offsets.front() = 0;
  offsets_ = std::move(offsets);
  dependents_ = std::move(dependents);
}

template <NodeColumn P, NodeColumn D>
DependencyGraph DependencyGraph::from_columns(std::size_t nodes, const P& prerequisites,
                                              const D& dependents) {
  const std::size_t size = std::ranges::size(prerequisites);
  detail::require_same_length(size, std::ranges::size(dependents));
  DependencyGraph graph;
  graph.build(nodes, size,
              detail::ColumnArcs(std::span<const std::ranges::range_value_t<P>>(prerequisites),
                                 std::span<const std::ranges::range_value_t<D>>(dependents)));
  return graph;
}

template <GraphLike G>
DependencyGraph DependencyGraph::copy_of(const G& graph) {
  std::vector<Arc> arcs;
  for (Node node = 0; node < graph.nodes(); ++node) {
    for (const Node to : graph.dependents(node)) arcs.push_back({node, to});
  }
  return {graph.nodes(), arcs};
}

}  // namespace qsmo
