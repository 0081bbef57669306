// An order of nodes that changes often. Private.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "qsmo/graph/concepts.hpp"

namespace qsmo::detail {

/// A list of nodes 0 .. n-1 with labels that rise along it, so that places compare in O(1) and a move costs O(1) as
/// long as there is room between the labels; else all are written anew.
class LabelledList {
 public:
  explicit LabelledList(std::span<const Node> order)
      : next_(order.size() + 1),
        before_(order.size() + 1),
        labels_(order.size() + 1),
        gap_((std::int64_t{1} << 58) / static_cast<std::int64_t>(order.size() + 1)) {
    Node last = end();
    for (const Node node : order) {
      join(last, node);
      last = node;
    }
    join(last, end());
    relabel();
  }

  /// Stands before the first and after the last node.
  [[nodiscard]] Node end() const { return static_cast<Node>(next_.size() - 1); }
  [[nodiscard]] Node next(Node node) const { return next_[node]; }
  [[nodiscard]] std::int64_t label(Node node) const { return labels_[node]; }

  void move_before(Node node, Node at) {
    if (at != node) move_before(std::span(&node, 1), at);
  }
  /// Moves nodes to before `at`, which is not among them, in this order.
  void move_before(std::span<const Node> nodes, Node at) {
    for (const Node node : nodes) join(before_[node], next_[node]);
    const Node first = before_[at];
    Node last = first;
    for (const Node node : nodes) {
      join(last, node);
      last = node;
    }
    join(last, at);
    label_run(nodes, first, at);
  }

  /// How many labels were written anew since the last call.
  std::uint64_t take_relabelled() { return std::exchange(relabelled_, 0); }
  [[nodiscard]] std::vector<Node> order() const {
    std::vector<Node> out;
    out.reserve(next_.size() - 1);
    for (Node node = next_[end()]; node != end(); node = next_[node]) out.push_back(node);
    return out;
  }

 private:
  void join(Node a, Node b) {
    next_[a] = b;
    before_[b] = a;
  }

  /// Labels for nodes that now stand between these two.
  void label_run(std::span<const Node> nodes, Node first, Node at) {
    constexpr std::int64_t farthest = std::int64_t{1} << 61;
    const auto parts = static_cast<std::int64_t>(nodes.size()) + 1;
    if (first == end() && at == end()) return relabel();
    const std::int64_t low = first == end() ? labels_[at] - parts * gap_ : labels_[first];
    const std::int64_t high = at == end() ? low + parts * gap_ : labels_[at];
    const std::int64_t step = (high - low) / parts;
    if (step == 0 || low < -farthest || high > farthest) return relabel();
    std::int64_t label = low;
    for (const Node node : nodes) labels_[node] = label += step;
  }

  void relabel() {
    relabelled_ += labels_.size();
    std::int64_t label = 0;
    for (Node node = next_[end()]; node != end(); node = next_[node]) labels_[node] = label += gap_;
  }

  std::vector<Node> next_, before_;
  std::vector<std::int64_t> labels_;
  std::int64_t gap_;
  std::uint64_t relabelled_ = 0;
};

}  // namespace qsmo::detail
