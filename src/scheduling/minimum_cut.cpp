#include "scheduling/minimum_cut.hpp"

#include <algorithm>

namespace qsmo::scheduling {
namespace {

bool is_infinite(Flow capacity) { return capacity >= infinite_flow / 2; }

}  // namespace

MinimumCut::MinimumCut(std::size_t nodes, const std::vector<CutArc>& arcs)
    : first_(nodes + 1, 0),
      head_(2 * arcs.size()),
      mate_(2 * arcs.size()),
      residual_(2 * arcs.size()),
      excess_(nodes, 0),
      level_(nodes, 0),
      next_(nodes, 0) {
  for (const CutArc& arc : arcs) {
    ++first_[arc.tail + 1];
    ++first_[arc.head + 1];
  }
  for (std::size_t i = 0; i < nodes; ++i) first_[i + 1] += first_[i];
  std::vector<std::uint32_t> free(first_.begin(), first_.end() - 1);
  for (const CutArc& arc : arcs) {
    const std::uint32_t there = free[arc.tail]++;
    const std::uint32_t back = free[arc.head]++;
    head_[there] = arc.head;
    head_[back] = arc.tail;
    mate_[there] = back;
    mate_[back] = there;
    residual_[there] = arc.capacity;
    residual_[back] = arc.reverse;
    slot_of_.push_back(there);
    capacity_.push_back(arc.capacity);
  }
  queue_.reserve(nodes);
}

void MinimumCut::send(std::uint32_t slot, Flow amount) {
  if (!is_infinite(residual_[slot])) residual_[slot] -= amount;
  if (!is_infinite(residual_[mate_[slot]])) residual_[mate_[slot]] += amount;
}

void MinimumCut::set_capacity(std::uint32_t arc, Flow capacity) {
  const std::uint32_t there = slot_of_[arc];
  const std::uint32_t back = mate_[there];
  const Flow change = capacity - capacity_[arc];
  capacity_[arc] = capacity;
  residual_[there] += change;
  residual_[back] += change;
  // What no longer fits flows back.
  for (const std::uint32_t slot : {there, back}) {
    if (residual_[slot] >= 0) continue;
    const Flow too_much = -residual_[slot];
    excess_[head_[mate_[slot]]] += too_much;
    excess_[head_[slot]] -= too_much;
    residual_[slot] = 0;
    residual_[mate_[slot]] -= too_much;
  }
}

bool MinimumCut::measure() {
  std::fill(level_.begin(), level_.end(), unreached);
  queue_.clear();
  for (std::uint32_t i = 0; i < excess_.size(); ++i) {
    if (excess_[i] >= 0) continue;
    level_[i] = 0;
    queue_.push_back(i);
  }
  bool reached = false;
  for (std::size_t at = 0; at < queue_.size(); ++at) {
    const std::uint32_t i = queue_[at];
    for (std::uint32_t slot = first_[i]; slot < first_[i + 1]; ++slot) {
      const std::uint32_t j = head_[slot];
      if (level_[j] != unreached || residual_[mate_[slot]] == 0) continue;
      level_[j] = level_[i] + 1;
      reached = reached || excess_[j] > 0;
      queue_.push_back(j);
    }
  }
  return reached;
}

/// Depth first along falling levels, until nothing is left or nothing more can go.
void MinimumCut::push_from(std::uint32_t source) {
  path_.clear();
  std::uint32_t at = source;
  while (true) {
    if (excess_[at] < 0) {
      Flow amount = std::min(excess_[source], -excess_[at]);
      for (const std::uint32_t slot : path_) amount = std::min(amount, residual_[slot]);
      excess_[source] -= amount;
      excess_[at] += amount;
      std::size_t keep = path_.size();
      for (std::size_t i = path_.size(); i-- > 0;) {
        send(path_[i], amount);
        if (residual_[path_[i]] == 0) keep = i;
      }
      if (excess_[source] == 0) return;
      if (keep < path_.size()) {
        at = head_[mate_[path_[keep]]];
        path_.resize(keep);
      }
      if (excess_[at] < 0) continue;
    }
    while (next_[at] < first_[at + 1] &&
           (residual_[next_[at]] == 0 || level_[head_[next_[at]]] != level_[at] - 1))
      ++next_[at];
    if (next_[at] < first_[at + 1]) {
      path_.push_back(next_[at]);
      at = head_[next_[at]];
    } else if (path_.empty()) {
      return;
    } else {
      at = head_[mate_[path_.back()]];
      path_.pop_back();
      ++next_[at];
    }
  }
}

bool MinimumCut::solve(const StopPoint& stop) {
  while (measure()) {
    if (stop.reached()) return false;
    std::copy(first_.begin(), first_.end() - 1, next_.begin());
    // Nearest first; queue_ holds every node that reaches a deficit.
    for (const std::uint32_t i : queue_) {
      if (excess_[i] > 0) push_from(i);
    }
  }
  return true;
}

}  // namespace qsmo::scheduling
