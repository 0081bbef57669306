// Loading memory before it is wanted: at random access, waiting for it is most of the time.
#pragma once

#include <concepts>
#include <cstddef>

#include "qsmo/graph/concepts.hpp"
#include "qsmo/graph/dependency_graph.hpp"

namespace qsmo::detail {

// A function that only prefetches has no effect in the eyes of g++ 12, which drops calls of it unless inlined by force.
#if defined(__GNUC__)
#define QSMO_FORCE_INLINE [[gnu::always_inline]] inline
QSMO_FORCE_INLINE void prefetch(const void* address) { __builtin_prefetch(address); }
#else
#define QSMO_FORCE_INLINE inline
QSMO_FORCE_INLINE void prefetch(const void*) {}
#endif

/// Loads the arcs of a node.
template <GraphLike G>
QSMO_FORCE_INLINE void prefetch_row(const G& graph, Node node) {
  if constexpr (std::same_as<G, DependencyGraph>) {
    const Node* const row = graph.dependents(node).data();
    prefetch(row);
    prefetch(row + 16);
  }
}

/// Loads the rows of the nodes that follow `next` in a queue that holds `ahead` of them: first where a row is, a little
/// later its arcs.
template <GraphLike G>
QSMO_FORCE_INLINE void prefetch_rows(const G& graph, const Node* next, std::size_t ahead) {
  if constexpr (std::same_as<G, DependencyGraph>) {
    if (ahead > 16) prefetch(graph.offsets().data() + next[16]);
    if (ahead > 8) prefetch_row(graph, next[8]);
  }
}

#undef QSMO_FORCE_INLINE

}  // namespace qsmo::detail
