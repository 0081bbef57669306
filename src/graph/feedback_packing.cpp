#include "feedback_packing.hpp"

#include <algorithm>

namespace qsmo::detail {
namespace {

constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);

/// Arcs with weight left, and searches for paths over them from both ends.
class Packing {
 public:
  explicit Packing(const FeedbackProblem& problem)
      : problem_(problem),
        ahead_(problem, Toward::dependents),
        behind_(problem, Toward::prerequisites) {
    left_.reserve(problem.arcs.size());
    for (const FeedbackArc& arc : problem.arcs) left_.push_back(arc.weight);
  }

  std::int64_t run(std::uint64_t steps, FeedbackWork& work) {
    const std::uint64_t until = work.left() - std::min(work.left(), steps);
    std::int64_t worth = 0;
    for (std::uint32_t arc = 0; arc < left_.size() && work.left() > until; ++arc) {
      for (std::int64_t gain = 1; gain > 0 && left_[arc] > 0;) {
        gain = take_cycle(arc);
        worth += gain;
        if (!work.spend(steps_a_look * looked_)) return worth;
      }
    }
    return worth;
  }

 private:
  static constexpr std::size_t reach = 1000;
  static constexpr std::uint64_t steps_a_look = 4;  // each is a miss of the cache in a large graph
  struct Search {
    Search(const FeedbackProblem& problem, Toward toward)
        : links(problem, toward), by(problem.nodes, none) {}
    void start(Node node) {
      nodes.assign(1, node);
      head = 0;
    }
    void clear() {
      for (const Node node : nodes) by[node] = none;
    }
    FeedbackLinks links;
    std::vector<std::uint32_t> by;  // arc over which each node was found
    std::vector<Node> nodes;
    std::size_t head = 0;
  };

  /// Takes a short cycle through the arc, if one is within reach, for as much as its arcs have left.
  std::int64_t take_cycle(std::uint32_t arc) {
    cycle_.assign(1, arc);
    const Node meeting = meet(problem_.arcs[arc].to, problem_.arcs[arc].from);
    std::int64_t gain = 0;
    if (meeting != none) {
      for (Node at = meeting; at != problem_.arcs[arc].to; at = problem_.arcs[cycle_.back()].from)
        cycle_.push_back(ahead_.by[at]);
      for (Node at = meeting; at != problem_.arcs[arc].from; at = problem_.arcs[cycle_.back()].to)
        cycle_.push_back(behind_.by[at]);
      gain = left_[arc];
      for (const std::uint32_t on : cycle_) gain = std::min(gain, left_[on]);
      for (const std::uint32_t on : cycle_) left_[on] -= gain;
    }
    ahead_.clear();
    behind_.clear();
    return gain;
  }

  /// A node on a path with weight left, known to both sides; `none`: none within reach.
  Node meet(Node from, Node to) {
    ahead_.start(from);
    behind_.start(to);
    looked_ = 1;
    while (looked_ < reach && ahead_.head < ahead_.nodes.size() &&
           behind_.head < behind_.nodes.size()) {
      const bool forward = ahead_.nodes.size() <= behind_.nodes.size();
      const Node meeting =
          forward ? advance(ahead_, behind_, from, to) : advance(behind_, ahead_, to, from);
      if (meeting != none) return meeting;
    }
    return none;
  }

  Node advance(Search& side, const Search& other, Node start, Node goal) {
    const Node node = side.nodes[side.head++];
    for (const FeedbackLink link : side.links[node]) {
      ++looked_;
      if (left_[link.arc] == 0 || link.node == start || side.by[link.node] != none) continue;
      side.by[link.node] = link.arc;
      side.nodes.push_back(link.node);
      if (link.node == goal || other.by[link.node] != none) return link.node;
    }
    return none;
  }

  const FeedbackProblem& problem_;
  Search ahead_, behind_;
  std::vector<std::int64_t> left_;
  std::vector<std::uint32_t> cycle_;
  std::size_t looked_ = 0;
};

}  // namespace

std::int64_t packing_bound(const FeedbackProblem& problem, std::uint64_t steps,
                           FeedbackWork& work) {
  return Packing(problem).run(steps, work);
}

}  // namespace qsmo::detail
