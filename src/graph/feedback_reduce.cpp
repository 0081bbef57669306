#include "feedback_reduce.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace qsmo::detail {
namespace {

constexpr Node none = static_cast<Node>(-1);

/// For each node: how many arcs lead to it and from it, their weights, and the last of them.
struct Degrees {
  explicit Degrees(const FeedbackProblem& problem) : in(problem.nodes), out(problem.nodes) {
    for (std::uint32_t i = 0; i < problem.arcs.size(); ++i) {
      out[problem.arcs[i].from].add(problem.arcs[i].weight, i);
      in[problem.arcs[i].to].add(problem.arcs[i].weight, i);
    }
  }
  struct Side {
    std::uint32_t arcs = 0;
    std::uint32_t last = 0;
    std::int64_t weight = 0;
    void add(std::int64_t more, std::uint32_t arc) {
      ++arcs;
      last = arc;
      weight += more;
    }
  };
  std::vector<Side> in, out;
};

/// Root of the tree that a node has been put into, with the path to it halved.
Node root_of(std::vector<Node>& up, Node node) {
  while (up[node] != node) node = up[node] = up[up[node]];
  return node;
}

/// Nodes with each after the one it goes into.
std::vector<Node> tops_first(std::span<const Node> into) {
  std::vector<std::uint32_t> begin(into.size() + 1, 0);
  std::vector<Node> below, out;
  for (const Node top : into) {
    if (top != none) ++begin[top];
  }
  std::uint32_t sum = 0;
  for (std::uint32_t& at : begin) sum += std::exchange(at, sum);
  below.resize(sum);
  for (Node node = 0; node < into.size(); ++node) {
    if (into[node] != none) below[begin[into[node]]++] = node;
  }
  out.reserve(into.size());
  for (Node node = 0; node < into.size(); ++node) {
    if (into[node] == none) out.push_back(node);
  }
  for (std::size_t head = 0; head < out.size(); ++head) {
    const Node top = out[head];
    for (std::uint32_t i = top == 0 ? 0 : begin[top - 1]; i < begin[top]; ++i)
      out.push_back(below[i]);
  }
  return out;
}

}  // namespace

FeedbackReduction::FeedbackReduction(FeedbackProblem problem)
    : problem_(std::move(problem)),
      first_(problem_.nodes),
      last_(problem_.nodes),
      next_(problem_.nodes, none) {
  std::iota(first_.begin(), first_.end(), Node{0});
  std::iota(last_.begin(), last_.end(), Node{0});
  merge_arcs();
  constexpr std::size_t small = 10'000;
  for (std::size_t before = problem_.nodes; shrink(); before = problem_.nodes) {
    // Large problems are not gone through again for a few nodes.
    if (problem_.nodes > small && before - problem_.nodes < before / 100) break;
  }
}

bool FeedbackReduction::shrink() {
  const bool dependents = contract(Toward::dependents);
  const bool prerequisites = contract(Toward::prerequisites);
  return dependents || prerequisites || contract_pairs();
}

void FeedbackReduction::merge_arcs() {
  std::vector<FeedbackArc>& arcs = problem_.arcs;
  const auto pair_of = [](const FeedbackArc& arc) { return std::minmax(arc.from, arc.to); };
  std::sort(arcs.begin(), arcs.end(), [&](const FeedbackArc& a, const FeedbackArc& b) {
    return std::pair<Node, Node>(pair_of(a)) < std::pair<Node, Node>(pair_of(b));
  });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < arcs.size();) {
    const std::pair<Node, Node> ends = pair_of(arcs[i]);
    std::int64_t rising = 0, falling = 0;
    for (; i < arcs.size() && std::pair<Node, Node>(pair_of(arcs[i])) == ends; ++i)
      (arcs[i].from < arcs[i].to ? rising : falling) += arcs[i].weight;
    paid_ += std::min(rising, falling);
    if (rising > falling) arcs[kept++] = {ends.first, ends.second, rising - falling};
    if (falling > rising) arcs[kept++] = {ends.second, ends.first, falling - rising};
  }
  arcs.resize(kept);
}

/// Puts nodes with one arc on one side into the node at its other end: by the only arc that leads to them (they come
/// after it, `dependents`) or from them (before it). All at once: the nodes put into one another form trees.
bool FeedbackReduction::contract(Toward leaf_end) {
  const bool after = leaf_end == Toward::dependents;
  const Degrees degrees(problem_);
  const auto& one_side = after ? degrees.in : degrees.out;
  const auto& other_side = after ? degrees.out : degrees.in;
  std::vector<Node> into(problem_.nodes, none), up(problem_.nodes);
  std::iota(up.begin(), up.end(), Node{0});
  bool any = false;
  for (Node node = 0; node < problem_.nodes; ++node) {
    if (one_side[node].arcs != 1) continue;
    const FeedbackArc& arc = problem_.arcs[one_side[node].last];
    if (arc.weight < other_side[node].weight) continue;
    const Node top = after ? arc.from : arc.to;
    if (root_of(up, top) == node) continue;  // a ring: one of its arcs is paid
    up[node] = into[node] = top;
    any = true;
  }
  if (any) apply(into, tops_first(into), leaf_end);
  return any;
}

/// Joins nodes that touch no other such pair in the same round.
bool FeedbackReduction::contract_pairs() {
  const Degrees degrees(problem_);
  std::vector<Node> into(problem_.nodes, none);
  std::vector<bool> taken(problem_.nodes, false);
  bool any = false;
  for (const FeedbackArc& arc : problem_.arcs) {
    const bool only = degrees.in[arc.to].arcs == 1 || degrees.out[arc.from].arcs == 1;
    const std::int64_t instead = std::min(degrees.out[arc.to].weight, degrees.in[arc.from].weight);
    if (!only || arc.weight < instead || taken[arc.from] || taken[arc.to]) continue;
    taken[arc.from] = taken[arc.to] = true;
    into[arc.to] = arc.from;
    any = true;
  }
  if (any) apply(into, tops_first(into), Toward::dependents);
  return any;
}

void FeedbackReduction::apply(std::span<const Node> into, std::span<const Node> sequence,
                              Toward leaf_end) {
  const bool after = leaf_end == Toward::dependents;
  std::vector<Node> group(problem_.nodes);
  Node groups = 0;
  for (const Node node : sequence) group[node] = into[node] == none ? groups++ : group[into[node]];
  std::vector<Node> first(groups), last(groups);
  for (const Node node : sequence) {
    const Node at = group[node];
    if (into[node] == none) {
      first[at] = first_[node];
      last[at] = last_[node];
    } else if (after) {
      next_[last[at]] = first_[node];
      last[at] = last_[node];
    } else {
      next_[last_[node]] = first[at];
      first[at] = first_[node];
    }
  }
  first_ = std::move(first);
  last_ = std::move(last);
  std::size_t kept = 0;
  for (const FeedbackArc& arc : problem_.arcs) {
    if (group[arc.from] != group[arc.to]) {
      problem_.arcs[kept++] = {group[arc.from], group[arc.to], arc.weight};
    } else if ((after ? into[arc.to] : into[arc.from]) != (after ? arc.from : arc.to)) {
      paid_ += arc.weight;  // back to the top of its group
    }
  }
  problem_.arcs.resize(kept);
  problem_.nodes = groups;
  merge_arcs();
}

std::vector<Node> FeedbackReduction::expanded(std::span<const Node> order) const {
  std::vector<Node> out;
  out.reserve(next_.size());
  for (const Node group : order) {
    for (Node node = first_[group]; node != none; node = next_[node]) out.push_back(node);
  }
  return out;
}

}  // namespace qsmo::detail
