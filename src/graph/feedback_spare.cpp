#include "feedback_spare.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "labelled_list.hpp"
#include "qsmo/core/random.hpp"

namespace qsmo::detail {
namespace {

/// Arcs that lead forward in an order, with nodes named by their places in it: small and close together in memory.
struct ForwardArcs {
  ForwardArcs(const FeedbackProblem& problem, std::span<const Node> places, Toward toward)
      : begin(problem.nodes + 1, 0) {
    const auto each = [&](const auto& visit) {
      for (const FeedbackArc& arc : problem.arcs) {
        const Node from = places[arc.from], to = places[arc.to];
        if (from < to) toward == Toward::dependents ? visit(from, to) : visit(to, from);
      }
    };
    each([&](Node at, Node) { ++begin[at]; });
    std::size_t sum = 0;
    for (std::size_t& offset : begin) sum += std::exchange(offset, sum);
    ends.resize(sum);
    each([&](Node at, Node end) { ends[begin[at]++] = end; });
    std::move_backward(begin.begin(), begin.end() - 1, begin.end());
    begin.front() = 0;
  }
  [[nodiscard]] std::span<const Node> operator[](Node at) const {
    return {ends.data() + begin[at], ends.data() + begin[at + 1]};
  }
  std::vector<std::size_t> begin;
  std::vector<Node> ends;
};

/// Nodes of a forest over forward arcs, by when a depth-first walk enters and leaves them: one that is below another can
/// be reached from it. A quick yes for many paths, above all for long ones.
class ForestPaths {
 public:
  explicit ForestPaths(const ForwardArcs& arcs)
      : enter_(arcs.begin.size() - 1, 0), leave_(arcs.begin.size() - 1, 0) {
    for (Node root = 0; root < enter_.size(); ++root) {
      if (enter_[root] == 0) walk(arcs, root);
    }
  }
  [[nodiscard]] bool lead(Node from, Node to) const {
    return enter_[from] <= enter_[to] && enter_[to] <= leave_[from];
  }

 private:
  void walk(const ForwardArcs& arcs, Node root) {
    enter_[root] = ++clock_;
    visits_.assign(1, {root, 0});
    while (!visits_.empty()) {
      auto& [node, next] = visits_.back();
      const auto ends = arcs[node];
      if (next == ends.size()) {
        leave_[node] = clock_;
        visits_.pop_back();
        continue;
      }
      const Node to = ends[next++];
      if (enter_[to] != 0) continue;
      enter_[to] = ++clock_;
      visits_.emplace_back(to, 0);
    }
  }

  std::vector<std::uint32_t> enter_, leave_;
  std::uint32_t clock_ = 0;
  std::vector<std::pair<Node, std::size_t>> visits_;
};

enum Side : std::uint8_t { nobody, ahead, behind };

/// A search from both ends, the side with fewer nodes first: it is over as soon as they meet or one side is complete.
class TwoSided {
 public:
  explicit TwoSided(std::size_t nodes) : seen_(nodes, nobody) {}

  /// Whether a path leads from one node to the other. `out(node, visit)` and `in(node, visit)` call `visit(neighbour)` for
  /// each neighbour that can be on it, until it says that this is enough.
  template <class Out, class In>
  bool meet(Node from, Node to, const Out& out, const In& in) {
    start(ahead_, from, ahead);
    start(behind_, to, behind);
    bool met = false;
    while (!met && !is_complete(ahead_) && !is_complete(behind_)) {
      met = ahead_.nodes.size() <= behind_.nodes.size() ? advance(ahead_, ahead, out)
                                                        : advance(behind_, behind, in);
    }
    for (const Search* search : {&ahead_, &behind_}) {
      for (const Node node : search->nodes) seen_[node] = nobody;
    }
    return met;
  }
  /// After a search that did not meet: all nodes of the side that is complete, and whether that is the one behind.
  [[nodiscard]] std::pair<std::vector<Node>, bool> complete_side() const {
    const bool from_behind = is_complete(behind_);
    return {from_behind ? behind_.nodes : ahead_.nodes, from_behind};
  }

 private:
  struct Search {
    std::vector<Node> nodes;
    std::size_t head = 0;
  };

  static bool is_complete(const Search& search) { return search.head == search.nodes.size(); }

  void start(Search& search, Node node, Side side) {
    search.nodes.assign(1, node);
    search.head = 0;
    seen_[node] = side;
  }

  template <class Neighbours>
  bool advance(Search& search, Side side, const Neighbours& neighbours) {
    bool met = false;
    neighbours(search.nodes[search.head++], [&](Node node) {
      if (seen_[node] == nobody) {
        seen_[node] = side;
        search.nodes.push_back(node);
      }
      return met = seen_[node] != side;
    });
    return met;
  }

  std::vector<Side> seen_;
  Search ahead_, behind_;
};

/// Pairs of places of which a path from the first to the second is in question.
struct PathQuestion {
  Node from, to;
  std::uint32_t arc;
};

/// Removes questions that one of 64 nodes answers with yes: one that the first leads to and that leads to the second. In a
/// large tangle this settles most of them at a cost of one look at each arc.
void settle_by_landmarks(const ForwardArcs& out, const ForwardArcs& in, Random& random,
                         std::vector<PathQuestion>& questions) {
  constexpr int landmarks = 64;
  const std::size_t nodes = out.begin.size() - 1;
  std::vector<std::uint64_t> reached(nodes, 0), reaching(nodes, 0);  // landmarks from each node; to each
  for (int i = 0; i < landmarks; ++i) {
    const std::uint64_t at = random.below(nodes);
    reached[at] |= std::uint64_t{1} << i;
    reaching[at] |= std::uint64_t{1} << i;
  }
  for (Node node = static_cast<Node>(nodes); node-- > 0;) {
    for (const Node end : out[node]) reached[node] |= reached[end];
  }
  for (Node node = 0; node < nodes; ++node) {
    for (const Node end : in[node]) reaching[node] |= reaching[end];
  }
  std::erase_if(questions, [&](const PathQuestion& question) {
    return (reached[question.from] & reaching[question.to]) != 0;
  });
}

/// Which arcs back in the order close a cycle with the arcs forward in it.
std::vector<bool> closing_arcs(const FeedbackProblem& problem, std::span<const Node> places) {
  const ForwardArcs out(problem, places, Toward::dependents);
  const ForwardArcs in(problem, places, Toward::prerequisites);
  const ForestPaths forest(out);
  std::vector<bool> closing(problem.arcs.size(), false);
  std::vector<PathQuestion> questions;
  for (std::uint32_t i = 0; i < closing.size(); ++i) {
    const Node low = places[problem.arcs[i].to], high = places[problem.arcs[i].from];
    closing[i] = low <= high;
    if (low < high && !forest.lead(low, high)) questions.push_back({low, high, i});
  }
  // A search for one of them looks at some hundred arcs at least: that many answers are worth a look at all.
  const std::size_t worth = 100 + problem.arcs.size() / 500;
  Random random(questions.size());
  for (std::size_t before = questions.size() + worth; before >= questions.size() + worth &&
                                                      questions.size() >= worth;) {
    before = questions.size();
    settle_by_landmarks(out, in, random, questions);
  }
  TwoSided search(problem.nodes);
  for (const auto [from, to, arc] : questions) {
    const auto among = [&](const ForwardArcs& arcs) {
      return [&arcs, low = from, high = to](Node node, const auto& visit) {
        for (const Node end : arcs[node]) {
          if (end >= low && end <= high && visit(end)) return;
        }
      };
    };
    closing[arc] = search.meet(from, to, among(out), among(in));
  }
  return closing;
}

/// An order of the arcs that are kept, which changes as arcs are put back (as Pearce and Kelly's, 2006).
class KeptArcs {
 public:
  KeptArcs(const FeedbackProblem& problem, std::span<const Node> order)
      : problem_(problem),
        out_(problem, Toward::dependents),
        in_(problem, Toward::prerequisites),
        list_(order),
        search_(problem.nodes),
        cut_(problem.arcs.size()) {
    for (std::size_t i = 0; i < cut_.size(); ++i) cut_[i] = leads_back(problem.arcs[i]);
  }

  std::vector<bool> run(std::span<const std::uint32_t> sequence, const std::vector<bool>& closing) {
    for (const std::uint32_t number : sequence) {
      // Arcs that close a cycle still do when others have been put back.
      if (cut_[number] && !closing[number] && can_lead_forward(problem_.arcs[number]))
        cut_[number] = false;
    }
    return std::move(cut_);
  }

 private:
  [[nodiscard]] bool leads_back(const FeedbackArc& arc) const {
    return list_.label(arc.from) >= list_.label(arc.to);
  }

  /// Turns its ends round in the order if the kept arcs do not forbid that.
  bool can_lead_forward(const FeedbackArc& arc) {
    if (!leads_back(arc)) return true;
    const auto among = [&](const FeedbackLinks& links) {
      return [&](Node node, const auto& visit) {
        for (const FeedbackLink link : links[node]) {
          const std::int64_t label = list_.label(link.node);
          const bool between = label >= list_.label(arc.to) && label <= list_.label(arc.from);
          if (between && !cut_[link.arc] && visit(link.node)) return;
        }
      };
    };
    if (search_.meet(arc.to, arc.from, among(out_), among(in_))) return false;
    // All that leads to the arc's prerequisite goes before its dependent, or all that its dependent leads to goes after
    // the prerequisite, whichever is known in full.
    auto [nodes, from_behind] = search_.complete_side();
    std::sort(nodes.begin(), nodes.end(),
              [&](Node a, Node b) { return list_.label(a) < list_.label(b); });
    list_.move_before(nodes, from_behind ? arc.to : list_.next(arc.from));
    return true;
  }

  const FeedbackProblem& problem_;
  FeedbackLinks out_, in_;
  LabelledList list_;
  TwoSided search_;
  std::vector<bool> cut_;
};

}  // namespace

std::vector<bool> without_spare(const FeedbackProblem& problem, std::span<const Node> order,
                                std::span<const std::uint32_t> sequence) {
  const std::vector<bool> closing = closing_arcs(problem, places_in(order));
  return KeptArcs(problem, order).run(sequence, closing);
}

}  // namespace qsmo::detail
