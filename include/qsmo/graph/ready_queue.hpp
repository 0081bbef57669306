// Work in dependency order: what can start now, and what a finished node sets free.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "qsmo/graph/dependency_graph.hpp"
#include "qsmo/graph/detail/least_first.hpp"

namespace qsmo {

/// Hands out nodes whose prerequisites are done. Several may be under way at a time; the caller decides how many. The
/// graph must outlive the queue. Not thread safe.
class ReadyQueue {
 public:
  /// Of the ready nodes the one of the least key goes first, of equal keys the least number; without keys by number.
  /// Throws CycleError; InputError if there is not one key a node. O(nodes + arcs).
  explicit ReadyQueue(const DependencyGraph& graph, std::span<const double> keys = {});
  ReadyQueue(DependencyGraph&&, std::span<const double> = {}) = delete;

  /// Takes the next ready node, which is then under way; none if no node is ready. O(log64(nodes)).
  [[nodiscard]] std::optional<Node> take();
  /// Says that a node under way is done, which may make others ready. Throws std::logic_error if it is not under way.
  /// O(its dependents).
  void done(Node node);

  /// How many nodes are ready, and not taken.
  [[nodiscard]] std::size_t ready() const { return ready_; }
  /// How many nodes are under way.
  [[nodiscard]] std::size_t under_way() const { return under_way_; }
  /// Whether every node is done.
  [[nodiscard]] bool finished() const { return done_ == graph_->nodes(); }

 private:
  void set_ready(Node node);

  const DependencyGraph* graph_;
  std::vector<std::uint32_t> waiting_;  // prerequisites not done, by node
  std::vector<bool> taken_;             // by node: under way
  // Nodes by key and the inverse; both empty without keys, where a node's number is its rank.
  std::vector<Node> by_rank_;
  std::vector<std::uint32_t> rank_;
  detail::LeastFirst ready_ranks_;
  std::size_t ready_ = 0;
  std::size_t under_way_ = 0;
  std::size_t done_ = 0;
};

}  // namespace qsmo
