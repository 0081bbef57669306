#include "feedback_split.hpp"

#include <algorithm>

#include "qsmo/graph/components.hpp"
#include "qsmo/graph/dependency_graph.hpp"

namespace qsmo::detail {
namespace {

std::vector<std::uint32_t> strong_components(const FeedbackProblem& problem) {
  std::vector<Arc> arcs;
  arcs.reserve(problem.arcs.size());
  for (const FeedbackArc& arc : problem.arcs) arcs.push_back({arc.from, arc.to});
  return components(DependencyGraph(problem.nodes, arcs)).of;
}

/// Blocks by a depth-first walk along arcs in either direction (Hopcroft and Tarjan 1973), without recursion.
class Blocks {
 public:
  Blocks(const FeedbackProblem& problem, std::span<const std::uint32_t> component_of)
      : problem_(problem),
        component_of_(component_of),
        out_(problem, Toward::dependents),
        in_(problem, Toward::prerequisites),
        index_(problem.nodes, 0),
        low_(problem.nodes, 0) {
    pieces_.of.assign(problem.arcs.size(), FeedbackPieces::none);
  }

  FeedbackPieces run() {
    for (Node node = 0; node < problem_.nodes; ++node) {
      if (index_[node] == 0) explore(node);
    }
    return std::move(pieces_);
  }

 private:
  struct Visit {
    Node node;
    std::uint32_t by;   // arc that led here
    std::size_t next;   // among the node's arcs out, then in
    std::size_t begin;  // of the arcs above this visit on the stack
  };

  void enter(Node node, std::uint32_t by) {
    index_[node] = low_[node] = ++clock_;
    visits_.push_back({node, by, 0, open_.size()});
    if (by != FeedbackPieces::none) open_.push_back(by);
  }

  void explore(Node root) {
    enter(root, FeedbackPieces::none);
    while (!visits_.empty()) {
      Visit& visit = visits_.back();
      const auto out = out_[visit.node];
      const auto in = in_[visit.node];
      if (visit.next == out.size() + in.size()) {
        leave();
        continue;
      }
      const std::size_t next = visit.next++;
      look(visit, next < out.size() ? out[next] : in[next - out.size()]);
    }
  }

  void look(const Visit& visit, FeedbackLink link) {
    const Node node = visit.node;
    if (link.arc == visit.by || component_of_[link.node] != component_of_[node]) return;
    if (index_[link.node] == 0) {
      enter(link.node, link.arc);
    } else if (index_[link.node] < index_[node]) {
      open_.push_back(link.arc);
      low_[node] = std::min(low_[node], index_[link.node]);
    }
  }

  void leave() {
    const Visit visit = visits_.back();
    visits_.pop_back();
    if (visits_.empty()) return;
    const Node above = visits_.back().node;
    low_[above] = std::min(low_[above], low_[visit.node]);
    if (low_[visit.node] < index_[above]) return;
    // Nothing below leads past the node above: the arcs since then are a block.
    for (std::size_t i = visit.begin; i < open_.size(); ++i) pieces_.of[open_[i]] = pieces_.count;
    open_.resize(visit.begin);
    ++pieces_.count;
  }

  const FeedbackProblem& problem_;
  std::span<const std::uint32_t> component_of_;
  FeedbackLinks out_, in_;
  std::vector<std::uint32_t> index_, low_;
  std::uint32_t clock_ = 0;
  std::vector<Visit> visits_;
  std::vector<std::uint32_t> open_;
  FeedbackPieces pieces_;
};

}  // namespace

FeedbackPieces pieces_of(const FeedbackProblem& problem) {
  const std::vector<std::uint32_t> component_of = strong_components(problem);
  return Blocks(problem, component_of).run();
}

}  // namespace qsmo::detail
