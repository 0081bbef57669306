// A weighted digraph whose cycles are to be broken, and orders of its nodes as answers. Private.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "qsmo/core/stop.hpp"
#include "qsmo/graph/concepts.hpp"

namespace qsmo::detail {

/// Weight in whole quanta, at least 0.
struct FeedbackArc {
  Node from = 0;
  Node to = 0;
  std::int64_t weight = 0;
  friend bool operator==(const FeedbackArc&, const FeedbackArc&) = default;
};

/// An order of the nodes pays for each arc that leads back in it. The least that an order pays is the weight of a
/// minimum feedback arc set: a set that breaks all cycles leaves an order, and the arcs back in an order break them
/// all.
struct FeedbackProblem {
  std::size_t nodes = 0;
  std::vector<FeedbackArc> arcs;
};

/// An order and what is known about all of them.
struct FeedbackAnswer {
  std::vector<Node> order;
  std::int64_t bound = 0;  ///< No order pays less.
};

/// Place of each node in the order.
[[nodiscard]] std::vector<Node> places_in(std::span<const Node> order);

/// What the order pays.
[[nodiscard]] std::int64_t backward_weight(const FeedbackProblem& problem,
                                           std::span<const Node> order);

/// One end of an arc, seen from the other.
struct FeedbackLink {
  Node node = 0;
  std::uint32_t arc = 0;  ///< Place in FeedbackProblem::arcs.
};

enum class Toward { dependents, prerequisites };

/// The arcs of each node, in one direction.
class FeedbackLinks {
 public:
  FeedbackLinks(const FeedbackProblem& problem, Toward toward);
  [[nodiscard]] std::span<const FeedbackLink> operator[](Node node) const {
    return {links_.data() + offsets_[node], links_.data() + offsets_[node + 1]};
  }

 private:
  std::vector<std::size_t> offsets_;
  std::vector<FeedbackLink> links_;
};

/// Counts the steps of a search and ends it: at its limit, which is deterministic, or at a stop.
class FeedbackWork {
 public:
  FeedbackWork(std::uint64_t limit, const StopPoint& stop) : left_(limit), stop_(stop) {}

  /// Whether there was enough left for these steps.
  bool spend(std::uint64_t steps) {
    if (ended_) return false;
    since_poll_ += steps;
    if (steps > left_ || (since_poll_ >= poll_every && poll())) {
      ended_ = true;
      return false;
    }
    left_ -= steps;
    return true;
  }
  [[nodiscard]] bool ended() const { return ended_; }
  [[nodiscard]] std::uint64_t left() const { return ended_ ? 0 : left_; }

 private:
  static constexpr std::uint64_t poll_every = 20'000;  // A step is a few nanoseconds.
  bool poll() {
    since_poll_ = 0;
    return stop_.reached();
  }

  std::uint64_t left_;
  const StopPoint& stop_;
  std::uint64_t since_poll_ = poll_every;  // The first step asks.
  bool ended_ = false;
};

}  // namespace qsmo::detail
