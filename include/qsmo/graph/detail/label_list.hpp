// A list whose members can be compared in O(1) and moved in amortized O(log n).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "qsmo/graph/concepts.hpp"

namespace qsmo::detail {

/// Nodes 0 .. size()-1 in a list, each with a label; labels rise along the list and leave gaps. Where a gap is full, the
/// labels around it are spread out: Bender, Cole, Demaine, Farach-Colton, Zito (2002). 16 bytes a node.
class LabelList {
 public:
  /// The nodes in this order.
  explicit LabelList(std::span<const Node> order);

  [[nodiscard]] std::size_t size() const { return members_.size(); }
  /// a comes before b iff label(a) < label(b). Good until the next change.
  [[nodiscard]] std::uint64_t label(Node node) const { return members_[node].label; }
  [[nodiscard]] std::vector<Node> order() const;

  /// A new node, numbered size(), at the end.
  void add_node();
  /// Moves these nodes, in this order, to just before `place`, which is none of them.
  void move_before(std::span<const Node> nodes, Node place);
  /// The same just after `place`.
  void move_after(std::span<const Node> nodes, Node place);

 private:
  struct Member {
    std::uint64_t label;
    Node before;
    Node after;
  };
  static constexpr Node end = static_cast<Node>(-1);

  void unlink(std::span<const Node> nodes);
  void link(std::span<const Node> nodes, Node before, Node after);
  void connect(Node before, Node after);
  bool label_between(std::span<const Node> nodes, Node before, Node after);
  void spread(std::size_t unlabelled, Node before, Node after);

  std::vector<Member> members_;
  Node first_ = end;
  Node last_ = end;
};

}  // namespace qsmo::detail
