// Which blocks are alike, require each other, or compete; computed once.
#pragma once

#include <cstdint>
#include <vector>

#include "scheduling/state_layout.hpp"

namespace qsmo::scheduling {

using Blocks = std::vector<std::uint32_t>;

struct Relations {
  Relations(const Problem& problem, const Layout& layout);

  std::vector<Blocks> by_account;
  std::vector<Blocks> by_pool;  ///< Pools with a limit: blocks one of whose options draws on them.
  std::vector<std::uint32_t> scarce;  ///< Pools with blocks, rising.
  std::vector<Blocks> adjacent;       ///< By block: arcs and links.
  std::vector<Blocks> prerequisites;  ///< By block: hard arcs that hold even if retained.
  std::vector<Blocks> dependents;     ///< The same arcs, the other way.
  std::vector<std::uint32_t> rank;    ///< By block: place in a topological order of these arcs.
  std::vector<bool> can_move;         ///< By block: is in `movable`.
  Blocks movable;                     ///< Blocks all of whose activities have a way.
};

}  // namespace qsmo::scheduling
