#include "feedback_spare.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>
#include <utility>

#include "labelled_list.hpp"

namespace qsmo::detail {
namespace {

/// The problem with nodes named by their places in the order, which brings neighbours together in memory.
FeedbackProblem renamed(const FeedbackProblem& problem, std::span<const Node> order) {
  const std::vector<Node> places = places_in(order);
  FeedbackProblem out = problem;
  for (FeedbackArc& arc : out.arcs) {
    arc.from = places[arc.from];
    arc.to = places[arc.to];
  }
  return out;
}

std::vector<Node> first_nodes(std::size_t count) {
  std::vector<Node> nodes(count);
  std::iota(nodes.begin(), nodes.end(), Node{0});
  return nodes;
}

/// Nodes of a forest over the arcs to higher nodes, by when a depth-first walk enters and leaves them: one that is
/// below another can be reached from it. A quick yes for many paths, above all for long ones.
class ForestPaths {
 public:
  ForestPaths(std::size_t nodes, const FeedbackLinks& out) : enter_(nodes, 0), leave_(nodes, 0) {
    for (Node root = 0; root < nodes; ++root) {
      if (enter_[root] == 0) walk(out, root);
    }
  }
  [[nodiscard]] bool lead(Node from, Node to) const {
    return enter_[from] <= enter_[to] && enter_[to] <= leave_[from];
  }

 private:
  void walk(const FeedbackLinks& out, Node root) {
    enter_[root] = ++clock_;
    visits_.assign(1, {root, 0});
    while (!visits_.empty()) {
      auto& [node, next] = visits_.back();
      const auto links = out[node];
      if (next == links.size()) {
        leave_[node] = clock_;
        visits_.pop_back();
        continue;
      }
      const Node to = links[next++].node;
      if (to < node || enter_[to] != 0) continue;
      enter_[to] = ++clock_;
      visits_.emplace_back(to, 0);
    }
  }

  std::vector<std::uint32_t> enter_, leave_;
  std::uint32_t clock_ = 0;
  std::vector<std::pair<Node, std::size_t>> visits_;
};

/// The arcs that are kept, with an order of them that changes as arcs are put back (as Pearce and Kelly's, 2006, but
/// that one side of the search is enough).
class KeptArcs {
 public:
  explicit KeptArcs(const FeedbackProblem& problem)
      : problem_(problem),
        out_(problem, Toward::dependents),
        in_(problem, Toward::prerequisites),
        list_(first_nodes(problem.nodes)),
        seen_(problem.nodes, nobody),
        cut_(problem.arcs.size()) {
    for (std::size_t i = 0; i < cut_.size(); ++i) cut_[i] = leads_back(problem.arcs[i]);
  }

  std::vector<bool> run(std::span<const std::uint32_t> sequence, const StopPoint& stop) {
    constexpr std::uint64_t few = 500'000;
    const ForestPaths forest(problem_.nodes, out_);
    FeedbackWork work(std::numeric_limits<std::uint64_t>::max(), stop);
    FeedbackWork last_work(few, no_stop_);
    for (const std::uint32_t number : sequence) {
      const FeedbackArc& arc = problem_.arcs[number];
      if (!cut_[number] || arc.from == arc.to || forest.lead(arc.to, arc.from)) continue;
      if (lead_forward(arc)) cut_[number] = false;
      if (!work.spend(looks_) && !last_work.spend(looks_)) break;
    }
    return std::move(cut_);
  }

 private:
  enum Side : std::uint8_t { nobody, ahead, behind };
  struct Search {
    std::vector<Node> nodes;
    std::size_t head = 0;
    [[nodiscard]] bool is_complete() const { return head == nodes.size(); }
  };

  [[nodiscard]] bool leads_back(const FeedbackArc& arc) const {
    return list_.label(arc.from) >= list_.label(arc.to);
  }

  /// Turns the ends of an arc round in the order, unless the kept arcs forbid that.
  bool lead_forward(const FeedbackArc& arc) {
    looks_ = 1;
    if (!leads_back(arc)) return true;
    const bool met = meet(arc.to, arc.from);
    if (!met) reorder(arc);
    for (const Search* search : {&ahead_, &behind_}) {
      for (const Node node : search->nodes) seen_[node] = nobody;
    }
    return !met;
  }

  /// Whether the kept arcs lead from one node to the other: searched from both ends, the side with fewer nodes first,
  /// until they meet or one side is complete.
  bool meet(Node from, Node to) {
    low_ = list_.label(from);
    high_ = list_.label(to);
    start(ahead_, from, ahead);
    start(behind_, to, behind);
    while (!ahead_.is_complete() && !behind_.is_complete()) {
      const bool met = ahead_.nodes.size() <= behind_.nodes.size() ? advance(ahead_, ahead, out_)
                                                                   : advance(behind_, behind, in_);
      if (met) return true;
    }
    return false;
  }

  void start(Search& search, Node node, Side side) {
    search.nodes.assign(1, node);
    search.head = 0;
    seen_[node] = side;
  }

  bool advance(Search& search, Side side, const FeedbackLinks& links) {
    for (const FeedbackLink link : links[search.nodes[search.head++]]) {
      ++looks_;
      if (cut_[link.arc] || seen_[link.node] == side) continue;
      if (seen_[link.node] != nobody) return true;
      const std::int64_t label = list_.label(link.node);
      if (label < low_ || label > high_) continue;
      seen_[link.node] = side;
      search.nodes.push_back(link.node);
    }
    return false;
  }

  /// All that leads to the arc's prerequisite goes before its dependent, or all that its dependent leads to goes after
  /// the prerequisite, whichever is known in full.
  void reorder(const FeedbackArc& arc) {
    const bool from_behind = behind_.is_complete();
    std::vector<Node> nodes = from_behind ? behind_.nodes : ahead_.nodes;
    std::sort(nodes.begin(), nodes.end(),
              [&](Node a, Node b) { return list_.label(a) < list_.label(b); });
    list_.move_before(nodes, from_behind ? arc.to : list_.next(arc.from));
  }

  const FeedbackProblem& problem_;
  FeedbackLinks out_, in_;
  LabelledList list_;
  std::vector<Side> seen_;
  std::vector<bool> cut_;
  Search ahead_, behind_;
  std::int64_t low_ = 0, high_ = 0;  // labels between which a path can run
  std::uint64_t looks_ = 0;
  StopPoint no_stop_;
};

}  // namespace

std::vector<bool> without_spare(const FeedbackProblem& problem, std::span<const Node> order,
                                std::span<const std::uint32_t> sequence, const StopPoint& stop) {
  const FeedbackProblem by_place = renamed(problem, order);
  return KeptArcs(by_place).run(sequence, stop);
}

}  // namespace qsmo::detail
