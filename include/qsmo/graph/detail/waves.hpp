// Bodies of waves.hpp.
#pragma once

#include "qsmo/graph/detail/order.hpp"
#include "qsmo/graph/waves.hpp"

namespace qsmo {

template <GraphLike G>
Waves waves(const G& graph) {
  return detail::with_waiting(graph, [&](auto& waiting) {
    std::vector<Node> queue(graph.nodes() + 1);
    // First come, first served takes wave after wave: what is queued when a wave begins is that wave.
    std::vector<std::size_t> begin_of_wave;
    std::size_t next_begin = 0;
    const std::size_t placed =
        detail::first_come(graph, waiting, queue, [&](std::size_t at, std::size_t end) {
          if (at != next_begin) return;
          begin_of_wave.push_back(at);
          next_begin = end;
        });
    if (placed < graph.nodes()) detail::raise_cycle_of(graph);
    Waves out{std::vector<std::uint32_t>(graph.nodes()), begin_of_wave.size()};
    begin_of_wave.push_back(placed);
    for (std::uint32_t wave = 0; wave < out.count; ++wave) {
      for (std::size_t i = begin_of_wave[wave]; i < begin_of_wave[wave + 1]; ++i)
        out.of[queue[i]] = wave;
    }
    return out;
  });
}

extern template Waves waves(const DependencyGraph& graph);

}  // namespace qsmo
