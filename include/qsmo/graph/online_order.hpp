// An order that is kept while arcs come and go.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "qsmo/graph/dependency_graph.hpp"
#include "qsmo/graph/detail/arc_rows.hpp"
#include "qsmo/graph/detail/label_list.hpp"

namespace qsmo {

namespace detail {

enum class SearchSide : std::uint8_t { none, forward, backward };

}  // namespace detail

/// A graph under change that never has a cycle, and a valid order of its nodes at all times.
///
/// An insertion costs O(1) if the order holds already. Else two searches take turns, arc by arc: forward from the
/// dependent and back from the prerequisite, until they have passed each other; only what they searched is moved. This is
/// the compatible search of Haeupler, Kavitha, Mathew, Sen and Tarjan (2012): O(sqrt(arcs) log(nodes)) amortized over any
/// sequence of insertions that close no cycle. About 50 bytes a node, which hold up to 3 arcs each way; 12 to 16 an arc
/// where there are more. Not thread safe: even order() and position() change what is kept for the next call.
class OnlineOrder {
 public:
  /// `nodes` nodes and no arcs; the order is by number.
  explicit OnlineOrder(std::size_t nodes = 0);
  /// Starts from a graph. Throws CycleError. O(nodes + arcs).
  explicit OnlineOrder(const DependencyGraph& graph);

  /// A new node at the end of the order; its number is nodes() before the call.
  Node add_node();
  /// Adds an arc; repeated arcs are kept. If it would close a cycle nothing changes and the cycle is returned, from the
  /// arc's dependent on to its prerequisite; empty if it was added. Throws InputError if an end is out of range.
  [[nodiscard]] std::vector<Node> add_arc(Arc arc);
  /// Takes one arc away, and says whether there was one. The order stays. O(arcs of the two ends). Throws InputError.
  bool remove_arc(Arc arc);

  [[nodiscard]] std::size_t nodes() const { return rows_.nodes(); }
  [[nodiscard]] std::size_t arcs() const { return arcs_; }
  /// The nodes in their present order; good until the next change. O(nodes) after an insertion that moved nodes, O(1)
  /// as long as none has.
  [[nodiscard]] std::span<const Node> order() const;
  /// Place of a node in that order. At the cost of order(). Throws InputError if it is out of range.
  [[nodiscard]] std::uint32_t position(Node node) const;
  /// Whether `a` stands before `b` in that order. O(1), always. Throws InputError.
  [[nodiscard]] bool before(Node a, Node b) const;

 private:
  using Side = detail::SearchSide;
  struct Reached {
    Node node;
    std::uint32_t from;  // place among the reached of the node whose arc led here
  };
  struct Waiting {
    std::uint64_t key;  // least first
    std::uint32_t reached;
  };
  /// What one of the two searches has seen; kept for its memory alone.
  struct Seen {
    std::vector<Reached> reached;
    std::vector<Waiting> heap;   // reached, but not searched yet
    std::vector<Node> searched;  // all of its arcs have been followed; in the order of the search
  };
  template <Side side>
  class Search;

  [[nodiscard]] std::vector<Node> put_in_order(Arc arc);
  [[nodiscard]] std::vector<Node> cycle_over(Arc meeting) const;
  [[nodiscard]] static std::vector<Node> way_back(const Seen& seen, Node node);
  void move_searched(Node prerequisite, Node place);
  void forget_searches();
  void forget_order();

  detail::ArcRows rows_;
  detail::LabelList list_;
  std::size_t arcs_ = 0;
  // By node: which search reached it. Those of the last searches stay until the next.
  std::vector<Side> sides_;
  Seen forward_;
  Seen backward_;
  std::vector<Node> moving_;
  // The order as arrays; not there until asked for.
  mutable std::vector<Node> order_;
  mutable std::vector<std::uint32_t> positions_;
};

}  // namespace qsmo
