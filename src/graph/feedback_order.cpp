#include "feedback_order.hpp"

#include <algorithm>
#include <deque>
#include <queue>
#include <utility>

#include "labelled_list.hpp"
#include "qsmo/core/random.hpp"

namespace qsmo::detail {
namespace {

/// The greedy order in the making. The queue holds old entries too: those whose gain is no longer the node's are passed
/// over.
class Greedy {
 public:
  explicit Greedy(const FeedbackProblem& problem)
      : problem_(problem),
        out_(problem, Toward::dependents),
        in_(problem, Toward::prerequisites),
        placed_(problem.nodes, false),
        gain_(problem.nodes, 0),
        outs_(problem.nodes, 0),
        ins_(problem.nodes, 0) {
    for (const FeedbackArc& arc : problem.arcs) {
      gain_[arc.from] += arc.weight;
      gain_[arc.to] -= arc.weight;
      ++outs_[arc.from];
      ++ins_[arc.to];
    }
  }

  std::vector<Node> run() {
    for (Node node = 0; node < problem_.nodes; ++node) announce(node);
    while (front_.size() + back_.size() < problem_.nodes) {
      if (take_free()) continue;
      const auto [gain, turned] = best_.top();
      const Node node = ~turned;
      best_.pop();
      if (!placed_[node] && gain == gain_[node]) place(node, front_);
    }
    front_.insert(front_.end(), back_.rbegin(), back_.rend());
    return std::move(front_);
  }

 private:
  void announce(Node node) {
    if (outs_[node] == 0 || ins_[node] == 0) {
      free_.push_back(node);
    } else {
      best_.emplace(gain_[node], ~node);  // Of equal gains the least node.
    }
  }

  /// Places a source or a sink, if there is one.
  bool take_free() {
    if (free_.empty()) return false;
    const Node node = free_.back();
    free_.pop_back();
    if (!placed_[node]) place(node, outs_[node] == 0 ? back_ : front_);
    return true;
  }

  void place(Node node, std::vector<Node>& side) {
    placed_[node] = true;
    side.push_back(node);
    for (const FeedbackLink link : out_[node]) {
      if (placed_[link.node]) continue;
      --ins_[link.node];
      gain_[link.node] += problem_.arcs[link.arc].weight;
      announce(link.node);
    }
    for (const FeedbackLink link : in_[node]) {
      if (placed_[link.node]) continue;
      --outs_[link.node];
      gain_[link.node] -= problem_.arcs[link.arc].weight;
      announce(link.node);
    }
  }

  const FeedbackProblem& problem_;
  FeedbackLinks out_, in_;
  std::vector<bool> placed_;
  std::vector<std::int64_t> gain_;  // weight out less weight in, among those not placed
  std::vector<std::uint32_t> outs_, ins_;
  std::vector<Node> free_, front_, back_;
  std::priority_queue<std::pair<std::int64_t, Node>> best_;
};

/// Nodes wait in a queue to be moved; a move makes the neighbours wait again.
class Sifter {
 public:
  Sifter(const FeedbackProblem& problem, std::span<const Node> order)
      : problem_(problem),
        out_(problem, Toward::dependents),
        in_(problem, Toward::prerequisites),
        list_(order),
        waits_(order.size(), false) {}

  [[nodiscard]] std::vector<Node> order() const { return list_.order(); }

  void sift(FeedbackWork& work) {
    for (Node node = list_.next(list_.end()); node != list_.end(); node = list_.next(node))
      wake(node);
    settle(work);
  }

  /// Turns an arc that leads back round by force, lets the others settle, and undoes all of that if it has cost more.
  void kick(FeedbackWork& work, Random& random) {
    const FeedbackArc& arc = problem_.arcs[random.below(problem_.arcs.size())];
    if (!work.spend(1) || list_.label(arc.from) < list_.label(arc.to)) return;
    moves_.clear();
    gained_ = 0;
    const bool up = random.below(2) == 0;
    const Node moved = up ? arc.from : arc.to;
    move_before(moved, up ? arc.to : list_.next(arc.from));
    wake_neighbours(moved);
    settle(work);
    wake(moved);
    settle(work);
    if (gained_ < 0) undo();
  }

 private:
  struct Neighbour {
    std::int64_t label;
    std::int64_t change;  // of the cost when the node passes this neighbour on the way back
    Node node;
  };
  struct Move {
    Node node;
    Node next;  // before the move
  };

  void wake(Node node) {
    if (waits_[node]) return;
    waits_[node] = true;
    waiting_.push_back(node);
  }
  void wake_neighbours(Node node) {
    for (const FeedbackLink link : out_[node]) wake(link.node);
    for (const FeedbackLink link : in_[node]) wake(link.node);
  }

  /// Moves the nodes that wait until none does or the work ends.
  void settle(FeedbackWork& work) {
    while (!waiting_.empty()) {
      const Node node = waiting_.front();
      waiting_.pop_front();
      waits_[node] = false;
      const std::size_t links = out_[node].size() + in_[node].size();
      if (!work.spend(8 * links + 8 + list_.take_relabelled())) continue;
      if (improve(node)) wake_neighbours(node);
    }
  }

  void collect(Node node) {
    neighbours_.clear();
    for (const FeedbackLink link : out_[node])
      neighbours_.push_back({list_.label(link.node), problem_.arcs[link.arc].weight, link.node});
    for (const FeedbackLink link : in_[node])
      neighbours_.push_back({list_.label(link.node), -problem_.arcs[link.arc].weight, link.node});
    std::sort(neighbours_.begin(), neighbours_.end(),
              [](const Neighbour& a, const Neighbour& b) { return a.label < b.label; });
  }

  /// Moves the node to its cheapest place; whether that is cheaper than where it was.
  bool improve(Node node) {
    collect(node);
    std::int64_t cost = 0, here = 0, best = 0;  // all against the place before every neighbour
    std::size_t passed = 0;
    for (std::size_t i = 0; i < neighbours_.size(); ++i) {
      cost += neighbours_[i].change;
      if (neighbours_[i].label < list_.label(node)) here = cost;
      const bool again =
          i + 1 < neighbours_.size() && neighbours_[i + 1].node == neighbours_[i].node;
      if (cost < best && !again) {
        best = cost;
        passed = i + 1;
      }
    }
    if (best >= here) return false;
    moves_.push_back({node, list_.next(node)});
    gained_ += here - best;
    list_.move_before(node, passed == 0 ? neighbours_.front().node
                                        : list_.next(neighbours_[passed - 1].node));
    return true;
  }

  void move_before(Node node, Node at) {
    if (at == node) return;
    gained_ += paid_at(node);
    moves_.push_back({node, list_.next(node)});
    list_.move_before(node, at);
    gained_ -= paid_at(node);
  }

  /// Weight of the node's own arcs that lead back.
  [[nodiscard]] std::int64_t paid_at(Node node) const {
    std::int64_t paid = 0;
    for (const FeedbackLink link : out_[node]) {
      if (list_.label(link.node) < list_.label(node)) paid += problem_.arcs[link.arc].weight;
    }
    for (const FeedbackLink link : in_[node]) {
      if (list_.label(link.node) > list_.label(node)) paid += problem_.arcs[link.arc].weight;
    }
    return paid;
  }

  void undo() {
    for (; !moves_.empty(); moves_.pop_back()) {
      const Move& move = moves_.back();
      if (move.next != move.node) list_.move_before(move.node, move.next);
    }
  }

  const FeedbackProblem& problem_;
  FeedbackLinks out_, in_;
  LabelledList list_;
  std::deque<Node> waiting_;
  std::vector<bool> waits_;
  std::vector<Neighbour> neighbours_;
  std::vector<Move> moves_;  // since the last kick
  std::int64_t gained_ = 0;  // by them
};

}  // namespace

std::vector<Node> greedy_order(const FeedbackProblem& problem) { return Greedy(problem).run(); }

std::vector<Node> sifted(const FeedbackProblem& problem, std::span<const Node> order,
                         FeedbackWork& work) {
  Sifter sifter(problem, order);
  sifter.sift(work);
  return sifter.order();
}

std::vector<Node> kicked(const FeedbackProblem& problem, std::span<const Node> order,
                         std::uint64_t steps, FeedbackWork& work) {
  Sifter sifter(problem, order);
  Random random(problem.arcs.size());
  const std::uint64_t until = work.left() - std::min(work.left(), steps);
  while (work.left() > until) sifter.kick(work, random);
  return sifter.order();
}

}  // namespace qsmo::detail
