// Minimum cuts of one network under terminal weights that change from call to call.
#pragma once

#include <cstdint>
#include <vector>

#include "qsmo/core/stop.hpp"

namespace qsmo::scheduling {

using Flow = std::int64_t;

/// Capacity that no cut pays.
inline constexpr Flow infinite_flow = std::int64_t{1} << 62;

/// Chooses for every node true or false so that the sum of the weights of true nodes and of the capacities of arcs from
/// a true to a false node is least. Dinic's algorithm with excesses and deficits at the nodes; the flow of the last call
/// is kept, which stays right under new weights (Kohli, Torr 2007). Sums of weights must fit into 61 bits.
class MinimumCut {
 public:
  struct CutArc {
    std::uint32_t tail = 0;
    std::uint32_t head = 0;
    Flow capacity = 0;  ///< Paid where the tail is true and the head false; may be infinite_flow.
    Flow reverse = 0;   ///< Paid where the head is true and the tail false.
  };

  MinimumCut() = default;
  MinimumCut(std::size_t nodes, const std::vector<CutArc>& arcs);

  [[nodiscard]] std::size_t nodes() const { return excess_.size(); }
  /// The weight of a node goes up by this.
  void add_weight(std::uint32_t node, Flow weight) { excess_[node] -= weight; }
  /// Another capacity, the same in both directions, for an arc that was given finite ones.
  void set_capacity(std::uint32_t arc, Flow capacity);
  /// False if `stop` ended it: then the choice is none.
  bool solve(const StopPoint& stop);
  [[nodiscard]] Flow capacity(std::uint32_t arc) const { return capacity_[arc]; }
  /// Whether the choice pays the arc (one with the same capacity both ways).
  [[nodiscard]] bool is_cut(std::uint32_t arc) const {
    const std::uint32_t slot = slot_of_[arc];
    return is_true(head_[slot]) != is_true(head_[mate_[slot]]);
  }
  /// Among several least choices that with the most true nodes.
  [[nodiscard]] bool is_true(std::uint32_t node) const { return level_[node] == unreached; }

 private:
  static constexpr std::int32_t unreached = -2;  // never a level less one

  /// Distance to the deficits in the residual network; false if no excess can reach one.
  bool measure();
  void push_from(std::uint32_t node);
  void send(std::uint32_t slot, Flow amount);

  std::vector<std::uint32_t> first_;    // by node: its first slot
  std::vector<std::uint32_t> head_;     // by slot: a slot is an arc seen from one of its ends
  std::vector<std::uint32_t> mate_;     // by slot: the same arc from the other end
  std::vector<Flow> residual_;          // by slot
  std::vector<std::uint32_t> slot_of_;  // by arc: its slot at the tail
  std::vector<Flow> excess_;            // by node; a deficit if negative
  std::vector<std::int32_t> level_;
  std::vector<std::uint32_t> next_;  // by node: slot to try
  std::vector<std::uint32_t> queue_;
  std::vector<std::uint32_t> path_;  // slots from an excess on
  std::vector<Flow> capacity_;       // by arc, for set_capacity
};

}  // namespace qsmo::scheduling
