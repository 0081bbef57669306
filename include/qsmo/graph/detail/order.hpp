// Bodies of order.hpp.
#pragma once

#include <algorithm>
#include <utility>

#include "qsmo/graph/cycle.hpp"
#include "qsmo/graph/detail/least_first.hpp"
#include "qsmo/graph/detail/waiting.hpp"
#include "qsmo/graph/order.hpp"

namespace qsmo {
namespace detail {

/// Throws CycleError with a short cycle of a graph that has one.
[[noreturn]] void raise_cycle(const DependencyGraph& graph);

template <GraphLike G>
[[noreturn]] void raise_cycle_of(const G& graph) {
  if constexpr (std::same_as<G, DependencyGraph>)
    raise_cycle(graph);
  else
    raise_cycle(DependencyGraph::copy_of(graph));
}

/// Nodes by key, then number. Throws InputError.
std::vector<Node> nodes_by_key(std::size_t nodes, std::span<const double> keys);

/// Takes the free node of the least rank, always. `node_of` and `rank_of` are each other's inverse.
template <GraphLike G, class NodeOf, class RankOf>
std::vector<Node> least_first_order(const G& graph, NodeOf&& node_of, RankOf&& rank_of) {
  return with_waiting(graph, [&](auto& waiting) {
    LeastFirst free(graph.nodes());
    for (Node node = 0; node < graph.nodes(); ++node) {
      if (waiting[node] == 0) free.add(rank_of(node));
    }
    std::vector<Node> out;
    out.reserve(graph.nodes());
    while (!free.empty()) {
      const std::uint32_t rank = free.least();
      free.remove(rank);
      const Node node = node_of(rank);
      out.push_back(node);
      if (!free.empty()) prefetch_row(graph, node_of(free.least()));  // likely to be next
      for (const Node to : graph.dependents(node)) {
        if (--waiting[to] == 0) free.add(rank_of(to));
      }
    }
    if (out.size() < graph.nodes()) raise_cycle_of(graph);
    return out;
  });
}

}  // namespace detail

template <GraphLike G>
std::vector<Node> any_order(const G& graph) {
  return detail::with_waiting(graph, [&](auto& waiting) {
    std::vector<Node> queue(graph.nodes() + 1);
    const std::size_t placed =
        detail::first_come(graph, waiting, queue, [](std::size_t, std::size_t) {});
    if (placed < graph.nodes()) detail::raise_cycle_of(graph);
    queue.pop_back();
    return queue;
  });
}

template <GraphLike G>
std::vector<Node> order(const G& graph) {
  constexpr auto same = [](std::uint32_t number) { return number; };
  return detail::least_first_order(graph, same, same);
}

template <GraphLike G>
std::vector<Node> order(const G& graph, std::span<const double> keys) {
  const std::vector<Node> by_rank = detail::nodes_by_key(graph.nodes(), keys);
  std::vector<std::uint32_t> rank(by_rank.size());
  for (std::uint32_t i = 0; i < by_rank.size(); ++i) rank[by_rank[i]] = i;
  return detail::least_first_order(
      graph, [&](std::uint32_t i) { return by_rank[i]; }, [&](Node node) { return rank[node]; });
}

template <GraphLike G>
bool is_valid_order(const G& graph, std::span<const Node> order) {
  const std::size_t nodes = graph.nodes();
  if (order.size() != nodes) return false;
  constexpr auto unplaced = static_cast<std::uint32_t>(-1);
  std::vector<std::uint32_t> place(nodes, unplaced);
  for (std::uint32_t i = 0; i < nodes; ++i) {
    if (order[i] >= nodes || place[order[i]] != unplaced) return false;
    place[order[i]] = i;
  }
  for (Node node = 0; node < nodes; ++node) {
    for (const Node to : graph.dependents(node)) {
      if (place[to] <= place[node]) return false;
    }
  }
  return true;
}

extern template std::vector<Node> any_order(const DependencyGraph& graph);
extern template std::vector<Node> order(const DependencyGraph& graph);
extern template std::vector<Node> order(const DependencyGraph& graph, std::span<const double> keys);
extern template bool is_valid_order(const DependencyGraph& graph, std::span<const Node> order);

}  // namespace qsmo
