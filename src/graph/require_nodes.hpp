// Nodes that a caller names must be nodes of the graph.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "graph/capped_faults.hpp"
#include "qsmo/graph/concepts.hpp"

namespace qsmo::detail {

/// Throws InputError that names each of `named` that is not below `nodes`; `pointer` says where they stand.
inline void require_nodes(std::size_t nodes, std::span<const Node> named,
                          const std::string& pointer) {
  CappedFaults faults;
  for (std::size_t i = 0; i < named.size(); ++i) {
    if (named[i] < nodes) continue;
    faults.add(pointer + "/" + std::to_string(i), std::to_string(named[i]),
               nodes == 0 ? "nothing, as there are no nodes"
                          : "a node from 0 to " + std::to_string(nodes - 1));
  }
  faults.raise_if_any(pointer);
}

}  // namespace qsmo::detail
