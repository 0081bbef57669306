#include "qsmo/graph/waves.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>

#include "graph/capped_faults.hpp"
#include "graph/first_fit.hpp"
#include "qsmo/core/int128.hpp"

namespace qsmo {

template Waves waves(const DependencyGraph& graph);

namespace {

/// Limits that can be kept, with one effort a node. Throws InputError.
class CheckedLimits {
 public:
  CheckedLimits(std::size_t nodes, const WaveLimits& limits) : limits_(limits) {
    if (limits.size == 0) faults_.add("/size", "0", "at least 1 node a wave");
    if (limits.capacity < 0)
      faults_.add("/capacity", std::to_string(limits.capacity), "at least 0");
    if (!limits.effort.empty() && limits.effort.size() != nodes) {
      faults_.add("/effort", std::to_string(limits.effort.size()) + " values",
                  "one effort a node: " + std::to_string(nodes));
    }
    for (std::size_t i = 0; i < limits.effort.size(); ++i) check_effort(i);
    faults_.raise_if_any("/effort");
  }

  [[nodiscard]] std::size_t size() const { return limits_.size; }
  [[nodiscard]] std::int64_t capacity() const { return limits_.capacity; }
  [[nodiscard]] std::int64_t effort(Node node) const {
    return limits_.effort.empty() ? 0 : limits_.effort[node];
  }

 private:
  void check_effort(std::size_t node) {
    const std::int64_t effort = limits_.effort[node];
    if (effort >= 0 && effort <= capacity()) return;
    faults_.add("/effort/" + std::to_string(node), std::to_string(effort),
                "from 0 to the capacity of a wave, " + std::to_string(capacity()));
  }

  const WaveLimits& limits_;
  detail::CappedFaults faults_;
};

/// Waves that must follow each node's: the arcs of the longest chain that begins in it.
std::vector<std::uint32_t> waves_after(const DependencyGraph& graph, std::span<const Node> order) {
  std::vector<std::uint32_t> after(graph.nodes(), 0);
  for (auto node = order.rbegin(); node != order.rend(); ++node) {
    for (const Node to : graph.dependents(*node))
      after[*node] = std::max(after[*node], after[to] + 1);
  }
  return after;
}

/// How many waves `nodes` and `effort` fill at least.
std::size_t waves_filled(std::size_t nodes, Int128 effort, const CheckedLimits& limits) {
  const auto by_size = nodes / limits.size() + (nodes % limits.size() != 0 ? 1 : 0);
  if (effort == 0) return by_size;
  return std::max(by_size,
                  static_cast<std::size_t>((effort + limits.capacity() - 1) / limits.capacity()));
}

/// If every node of some set has `depth` waves or more on one side of it, those and the waves that the set fills are all
/// different. The best over the sets of depth 0, 1, 2, ...
std::size_t bound_by_depth(std::span<const std::uint32_t> depth, const CheckedLimits& limits) {
  if (depth.empty()) return 0;
  const std::uint32_t deepest = *std::max_element(depth.begin(), depth.end());
  std::vector<std::size_t> nodes(deepest + 1, 0);
  std::vector<Int128> effort(deepest + 1, 0);
  for (Node node = 0; node < depth.size(); ++node) {
    ++nodes[depth[node]];
    effort[depth[node]] += limits.effort(node);
  }
  std::size_t best = 0, all = 0;
  Int128 sum = 0;
  for (std::size_t at = deepest + 1; at-- > 0;) {
    all += nodes[at];
    sum += effort[at];
    best = std::max(best, at + waves_filled(all, sum, limits));
  }
  return best;
}

/// Nodes by urgency: most waves after it, then most dependents, then number.
std::vector<Node> by_urgency(const DependencyGraph& graph, std::span<const std::uint32_t> after) {
  std::vector<Node> out(graph.nodes());
  std::iota(out.begin(), out.end(), Node{0});
  const auto urgency = [&](Node node) {
    return std::tuple(after[node], graph.dependents(node).size());
  };
  std::stable_sort(out.begin(), out.end(), [&](Node a, Node b) { return urgency(a) > urgency(b); });
  return out;
}

/// Fills wave after wave with the most urgent free nodes that fit.
class WaveFiller {
 public:
  WaveFiller(const DependencyGraph& graph, const CheckedLimits& limits, std::vector<Node> by_rank)
      : graph_(graph),
        limits_(limits),
        by_rank_(std::move(by_rank)),
        rank_(graph.nodes()),
        waiting_(graph.nodes(), 0),
        free_(graph.nodes()),
        out_{std::vector<std::uint32_t>(graph.nodes()), 0} {
    for (std::uint32_t i = 0; i < by_rank_.size(); ++i) rank_[by_rank_[i]] = i;
    detail::count_prerequisites(graph, waiting_);
    for (Node node = 0; node < graph.nodes(); ++node) {
      if (waiting_[node] == 0) set_free(node);
    }
  }

  Waves run() {
    for (; !free_.empty(); ++out_.count) {
      fill();
      for (const Node node : wave_) set_free_dependents(node);
    }
    return std::move(out_);
  }

 private:
  void fill() {
    wave_.clear();
    std::int64_t room = limits_.capacity();
    while (wave_.size() < limits_.size()) {
      const auto rank = free_.first(room);
      if (!rank) return;
      const Node node = by_rank_[*rank];
      free_.remove(*rank);
      room -= limits_.effort(node);
      out_.of[node] = static_cast<std::uint32_t>(out_.count);
      wave_.push_back(node);
    }
  }

  void set_free(Node node) { free_.add(rank_[node], limits_.effort(node)); }

  void set_free_dependents(Node node) {
    for (const Node to : graph_.dependents(node)) {
      if (--waiting_[to] == 0) set_free(to);
    }
  }

  const DependencyGraph& graph_;
  const CheckedLimits& limits_;
  std::vector<Node> by_rank_;
  std::vector<std::uint32_t> rank_;
  std::vector<std::uint32_t> waiting_;
  detail::FirstFit free_;
  std::vector<Node> wave_;
  Waves out_;
};

}  // namespace

LimitedWaves waves(const DependencyGraph& graph, const WaveLimits& limits) {
  const CheckedLimits checked(graph.nodes(), limits);
  const std::vector<std::uint32_t> before = waves(graph).of;
  const std::vector<std::uint32_t> after = waves_after(graph, any_order(graph));
  const std::size_t bound =
      std::max(bound_by_depth(before, checked), bound_by_depth(after, checked));
  return {WaveFiller(graph, checked, by_urgency(graph, after)).run(), bound};
}

}  // namespace qsmo
