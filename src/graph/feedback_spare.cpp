#include "feedback_spare.hpp"

#include <algorithm>
#include <utility>

namespace qsmo::detail {
namespace {

/// Nodes of a forest over the kept arcs, by when a depth-first walk enters and leaves them: one that is below another
/// can be reached from it. A quick yes for most paths; it stays true as arcs are put back.
class ForestPaths {
 public:
  template <class Kept>
  ForestPaths(std::span<const Node> order, const FeedbackLinks& out, const Kept& kept)
      : enter_(order.size(), 0), leave_(order.size(), 0) {
    std::vector<std::pair<Node, std::size_t>> visits;
    std::uint32_t clock = 0;
    for (const Node root : order) {
      if (enter_[root] != 0) continue;
      enter_[root] = ++clock;
      visits.assign(1, {root, 0});
      while (!visits.empty()) {
        auto& [node, next] = visits.back();
        const auto links = out[node];
        if (next == links.size()) {
          leave_[node] = clock;
          visits.pop_back();
          continue;
        }
        const FeedbackLink link = links[next++];
        if (!kept(link.arc) || enter_[link.node] != 0) continue;
        enter_[link.node] = ++clock;
        visits.emplace_back(link.node, 0);
      }
    }
  }
  [[nodiscard]] bool lead(Node from, Node to) const {
    return enter_[from] <= enter_[to] && enter_[to] <= leave_[from];
  }

 private:
  std::vector<std::uint32_t> enter_, leave_;
};

/// A topological order of the kept arcs that grows with them (as Pearce and Kelly's, but one side is searched at a time).
class KeptArcs {
 public:
  KeptArcs(const FeedbackProblem& problem, std::span<const Node> order)
      : problem_(problem),
        out_(problem, Toward::dependents),
        in_(problem, Toward::prerequisites),
        order_(order.begin(), order.end()),
        place_(places_in(order)),
        cut_(problem.arcs.size()),
        seen_(problem.nodes, nobody) {
    for (std::size_t i = 0; i < cut_.size(); ++i)
      cut_[i] = place_[problem.arcs[i].from] >= place_[problem.arcs[i].to];
  }

  std::vector<bool> run(std::span<const std::uint32_t> sequence) {
    const ForestPaths paths(order_, out_, [&](std::uint32_t arc) { return !cut_[arc]; });
    for (const std::uint32_t number : sequence) {
      const FeedbackArc& arc = problem_.arcs[number];
      if (cut_[number] && arc.from != arc.to && !paths.lead(arc.to, arc.from)) put_back(number);
    }
    return std::move(cut_);
  }

 private:
  enum Side : std::uint8_t { nobody, ahead, behind };
  struct Search {
    std::vector<Node> nodes;
    std::size_t head = 0;
  };

  /// Keeps the arc if the kept arcs do not lead from its dependent to its prerequisite.
  void put_back(std::uint32_t number) {
    const FeedbackArc& arc = problem_.arcs[number];
    if (place_[arc.from] < place_[arc.to]) {  // an arc put back before has turned the two round
      cut_[number] = false;
      return;
    }
    start(ahead_, arc.to, ahead);
    start(behind_, arc.from, behind);
    bool met = false;
    // The side with fewer nodes goes on: the search ends as soon as one side is complete.
    while (!met && ahead_.head < ahead_.nodes.size() && behind_.head < behind_.nodes.size()) {
      met = ahead_.nodes.size() <= behind_.nodes.size()
                ? advance(ahead_, ahead, out_, place_[arc.to], place_[arc.from])
                : advance(behind_, behind, in_, place_[arc.to], place_[arc.from]);
    }
    if (!met) {
      reorder(place_[arc.to], place_[arc.from]);
      cut_[number] = false;
    }
    for (const Search* search : {&ahead_, &behind_}) {
      for (const Node node : search->nodes) seen_[node] = nobody;
    }
  }

  void start(Search& search, Node node, Side side) {
    search.nodes.assign(1, node);
    search.head = 0;
    seen_[node] = side;
  }

  /// Looks at one more node of this side; whether the sides have met.
  bool advance(Search& search, Side side, const FeedbackLinks& links, Node low, Node high) {
    const Node node = search.nodes[search.head++];
    for (const FeedbackLink link : links[node]) {
      if (cut_[link.arc] || place_[link.node] < low || place_[link.node] > high) continue;
      if (seen_[link.node] == side) continue;
      if (seen_[link.node] != nobody) return true;
      seen_[link.node] = side;
      search.nodes.push_back(link.node);
    }
    return false;
  }

  /// Between the two places: all that leads to the arc's prerequisite to the front, or all that its dependent leads to
  /// to the back, whichever is known in full.
  void reorder(Node low, Node high) {
    const bool all_behind = behind_.head == behind_.nodes.size();
    std::stable_partition(order_.begin() + low, order_.begin() + high + 1, [&](Node node) {
      return all_behind ? seen_[node] == behind : seen_[node] != ahead;
    });
    for (Node i = low; i <= high; ++i) place_[order_[i]] = i;
  }

  const FeedbackProblem& problem_;
  FeedbackLinks out_, in_;
  std::vector<Node> order_, place_;
  std::vector<bool> cut_;
  std::vector<Side> seen_;
  Search ahead_, behind_;
};

}  // namespace

std::vector<bool> without_spare(const FeedbackProblem& problem, std::span<const Node> order,
                                std::span<const std::uint32_t> sequence) {
  return KeptArcs(problem, order).run(sequence);
}

}  // namespace qsmo::detail
