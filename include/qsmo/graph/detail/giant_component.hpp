// The component that most nodes belong to, if there is one, without a depth-first search.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "qsmo/graph/concepts.hpp"
#include "qsmo/graph/detail/prefetch.hpp"

namespace qsmo::detail {

/// Where a node stands to the component in question.
enum class Standing : std::uint8_t { outside, reached, member };

/// A component, and what can be reached from it: those nodes can be numbered after it, without looking at the others.
struct GiantComponent {
  std::vector<Node> members;
  std::vector<Node> reached;  ///< Without the members.
};

/// Nodes reachable from `start`, breadth first; it is the first.
template <GraphLike G>
std::vector<Node> breadth_first(const G& graph, Node start, std::vector<Standing>& standing) {
  std::vector<Node> queue(graph.nodes() + 1);
  Standing* const seen = standing.data();
  Node* const nodes = queue.data();
  std::size_t end = 1;
  nodes[0] = start;
  seen[start] = Standing::reached;
  for (std::size_t at = 0; at < end; ++at) {
    prefetch_rows(graph, nodes + at, end - at);
    for (const Node to : graph.dependents(nodes[at])) {
      const bool is_new = seen[to] == Standing::outside;
      seen[to] = Standing::reached;
      nodes[end] = to;
      end += is_new;
    }
  }
  queue.resize(end);
  return queue;
}

/// Makes a member of each candidate with a member among its dependents, and drops it from the candidates. A member found
/// counts at once, so that one sweep goes far.
template <GraphLike G>
void sweep(const G& graph, std::vector<Node>& candidates, std::vector<Standing>& standing) {
  std::size_t left = 0;
  for (const Node node : candidates) {
    const bool joins = std::ranges::any_of(
        graph.dependents(node), [&](Node to) { return standing[to] == Standing::member; });
    if (joins)
      standing[node] = Standing::member;
    else
      candidates[left++] = node;
  }
  candidates.resize(left);
}

/// The component of `pivot`, if it turns out to hold most of the `core` nodes. A breadth-first search finds what the
/// pivot reaches; sweeps over that in the order of numbers find what reaches the pivot. Breadth first and by rows,
/// memory can be loaded ahead, which a depth-first search cannot: on a random graph it is 3 times as fast. Few members, or
/// too many sweeps (long cycles): none, and the time of a few sweeps is lost.
template <GraphLike G>
GiantComponent giant_component(const G& graph, std::size_t core, Node pivot) {
  constexpr int most_sweeps = 12;
  std::vector<Standing> standing(graph.nodes(), Standing::outside);
  std::vector<Node> reached = breadth_first(graph, pivot, standing);
  if (reached.size() < core / 2) return {};
  standing[pivot] = Standing::member;
  std::vector<Node> candidates;
  candidates.reserve(reached.size());
  for (Node node = 0; node < graph.nodes(); ++node) {
    if (standing[node] == Standing::reached) candidates.push_back(node);
  }
  const auto all = candidates.size();
  std::size_t before = all + 1;
  for (int i = 0; candidates.size() < before; ++i) {
    if (i == most_sweeps) return {};
    before = candidates.size();
    sweep(graph, candidates, standing);
  }
  std::erase_if(reached, [&](Node node) { return standing[node] != Standing::member; });
  return {std::move(reached), std::move(candidates)};
}

}  // namespace qsmo::detail
