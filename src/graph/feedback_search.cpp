#include "feedback_search.hpp"

#include <algorithm>
#include <deque>
#include <numeric>
#include <utility>

#include "feedback_kernel.hpp"
#include "feedback_reduce.hpp"
#include "feedback_split.hpp"

namespace qsmo::detail {
namespace {

/// A problem made smaller, and what it falls into.
struct Stage {
  Stage(FeedbackProblem problem, std::vector<Node> names_above, std::uint32_t depth_below)
      : reduction(std::move(problem)), names(std::move(names_above)), depth(depth_below) {}

  FeedbackReduction reduction;
  std::vector<Node> names;  // of this problem's nodes in the reduced problem of the stage above
  std::uint32_t depth;
  std::size_t first_part = 0;  // parts are stages of their own, one after the other
  FeedbackPieces pieces;       // for arcs of the reduced problem, which part
  std::vector<Node> order;     // the answer, for this problem's nodes
};

/// A topological order of the arcs for which `kept` holds, which form no cycle.
template <class Kept>
std::vector<Node> order_of_kept(const FeedbackProblem& problem, const Kept& kept) {
  const FeedbackLinks out(problem, Toward::dependents);
  std::vector<std::uint32_t> waits_for(problem.nodes, 0);
  for (std::uint32_t i = 0; i < problem.arcs.size(); ++i) waits_for[problem.arcs[i].to] += kept(i);
  std::vector<Node> order;
  order.reserve(problem.nodes);
  for (Node node = 0; node < problem.nodes; ++node) {
    if (waits_for[node] == 0) order.push_back(node);
  }
  for (std::size_t head = 0; head < order.size(); ++head) {
    for (const FeedbackLink link : out[order[head]]) {
      if (kept(link.arc) && --waits_for[link.node] == 0) order.push_back(link.node);
    }
  }
  return order;
}

/// Arcs by piece; those of no piece are left out.
class ArcsOfPieces {
 public:
  explicit ArcsOfPieces(const FeedbackPieces& pieces) : begin_(pieces.count + 1, 0) {
    for (const std::uint32_t piece : pieces.of) {
      if (piece != FeedbackPieces::none) ++begin_[piece];
    }
    std::size_t sum = 0;
    for (std::size_t& at : begin_) sum += std::exchange(at, sum);
    arcs_.resize(sum);
    for (std::uint32_t arc = 0; arc < pieces.of.size(); ++arc) {
      if (pieces.of[arc] != FeedbackPieces::none) arcs_[begin_[pieces.of[arc]]++] = arc;
    }
  }
  [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t piece) const {
    const std::size_t begin = piece == 0 ? 0 : begin_[piece - 1];
    return std::span(arcs_).subspan(begin, begin_[piece] - begin);
  }

 private:
  std::vector<std::size_t> begin_;  // each one's end, once filled
  std::vector<std::uint32_t> arcs_;
};

/// Makes a problem smaller and splits it in turn until neither helps, solves what remains, and puts the answers
/// together.
class Search {
 public:
  Search(std::uint64_t work_limit, const StopPoint& stop) : work_(work_limit, stop) {}

  FeedbackAnswer run(const FeedbackProblem& problem) {
    stages_.emplace_back(problem, std::vector<Node>{}, 0);
    for (std::size_t i = 0; i < stages_.size(); ++i) open(stages_[i]);
    solve_leaves();
    for (std::size_t i = stages_.size(); i-- > 0;) close(stages_[i]);
    return {std::move(stages_.front().order), bound_};
  }

 private:
  static constexpr std::uint32_t deepest =
      30;  // stages in one another: none of them may cost linear time too often

  void open(Stage& stage) {
    bound_ += stage.reduction.paid();
    const FeedbackProblem& problem = stage.reduction.problem();
    stage.pieces = pieces_of(problem);
    stage.first_part = stages_.size();
    if (stage.depth == deepest || is_whole(stage)) {
      stage.pieces.count = 0;
      leaves_.push_back(&stage);
      return;
    }
    const ArcsOfPieces arcs(stage.pieces);
    std::vector<Node> local(problem.nodes, nowhere);
    for (std::uint32_t piece = 0; piece < stage.pieces.count; ++piece)
      add_part(problem, arcs[piece], local, stage.depth + 1);
  }

  /// A stage for these arcs of the problem. `local` is scratch space: nowhere for each node, before and after.
  void add_part(const FeedbackProblem& problem, std::span<const std::uint32_t> arcs,
                std::vector<Node>& local, std::uint32_t depth) {
    FeedbackProblem part;
    std::vector<Node> names;
    const auto name = [&](Node node) {
      if (local[node] == nowhere) {
        local[node] = static_cast<Node>(names.size());
        names.push_back(node);
      }
      return local[node];
    };
    for (const std::uint32_t i : arcs) {
      const FeedbackArc& arc = problem.arcs[i];
      const Node from = name(arc.from);
      part.arcs.push_back({from, name(arc.to), arc.weight});
    }
    part.nodes = names.size();
    for (const Node node : names) local[node] = nowhere;
    stages_.emplace_back(std::move(part), std::move(names), depth);
  }

  /// Whether a stage is one piece and nothing besides.
  static bool is_whole(const Stage& stage) {
    return stage.pieces.count == 1 && std::find(stage.pieces.of.begin(), stage.pieces.of.end(),
                                                FeedbackPieces::none) == stage.pieces.of.end();
  }

  /// The small ones first, so that a large one does not use up their work.
  void solve_leaves() {
    std::stable_sort(leaves_.begin(), leaves_.end(), [](const Stage* a, const Stage* b) {
      return a->reduction.problem().arcs.size() < b->reduction.problem().arcs.size();
    });
    for (Stage* leaf : leaves_) {
      FeedbackAnswer answer = solve_kernel(leaf->reduction.problem(), work_);
      bound_ += answer.bound;
      leaf->order = leaf->reduction.expanded(answer.order);
    }
  }

  void close(Stage& stage) {
    if (!stage.order.empty()) return;
    const FeedbackProblem& problem = stage.reduction.problem();
    const ArcsOfPieces arcs(stage.pieces);
    std::vector<bool> kept(problem.arcs.size(), true);
    std::vector<Node> place(problem.nodes, 0);
    for (std::uint32_t piece = 0; piece < stage.pieces.count; ++piece) {
      const Stage& part = stages_[stage.first_part + piece];
      for (Node i = 0; i < part.order.size(); ++i) place[part.names[part.order[i]]] = i;
      for (const std::uint32_t i : arcs[piece])
        kept[i] = place[problem.arcs[i].from] < place[problem.arcs[i].to];
    }
    stage.order = stage.reduction.expanded(
        order_of_kept(problem, [&](std::uint32_t arc) { return kept[arc]; }));
  }

  static constexpr Node nowhere = static_cast<Node>(-1);
  FeedbackWork work_;
  std::deque<Stage> stages_;  // each before its parts
  std::vector<Stage*> leaves_;
  std::int64_t bound_ = 0;
};

}  // namespace

FeedbackAnswer solve_feedback(const FeedbackProblem& problem, std::uint64_t work_limit,
                              const StopPoint& stop) {
  // A good order takes a few looks at each arc, whatever the limit.
  constexpr std::uint64_t looks = 200;
  return Search(work_limit + looks * (problem.nodes + problem.arcs.size()), stop).run(problem);
}

}  // namespace qsmo::detail
