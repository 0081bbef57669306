// What a type must offer for the linear-time algorithms of this layer to run on it.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ranges>

namespace qsmo {

/// Node of a graph, 0 .. nodes()-1.
using Node = std::uint32_t;

/// Anything with nodes 0 .. nodes()-1 and a range of the dependents of each: a DependencyGraph, a Boost graph seen
/// through `boost_view`, or a user's own type. `dependents(node)` gives the same nodes in the same order each time,
/// all of them below nodes(), and its iterators stay good as long as the graph. Nobody checks that: for graphs that are not
/// to be trusted there is `DependencyGraph::copy_of`, which does.
template <class G>
concept GraphLike = requires(const G& graph, Node node) {
  { graph.nodes() } -> std::unsigned_integral;
  { graph.dependents(node) } -> std::ranges::input_range;
  requires std::ranges::borrowed_range<decltype(graph.dependents(node))>;
  requires std::copyable<std::ranges::iterator_t<decltype(graph.dependents(node))>>;
  requires std::convertible_to<std::ranges::range_reference_t<decltype(graph.dependents(node))>,
                               Node>;
};

}  // namespace qsmo
