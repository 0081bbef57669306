#include "scheduling/walker_relations.hpp"

#include <algorithm>

#include "qsmo/graph/components.hpp"

namespace qsmo::scheduling {
namespace {

void tidy(Blocks& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

bool binds_unplaced(const Precedence& arc) { return !arc.soft && !arc.allow; }

bool has_way(const Problem& problem, std::uint32_t a) {
  const Activity& activity = problem.activities[a];
  for (std::uint32_t i = 0; i < activity.option_count; ++i) {
    const auto& cost = problem.options[activity.first_option + i].cost;
    if (std::any_of(cost.begin(), cost.end(), [](Cost c) { return c < forbidden; })) return true;
  }
  return false;
}

}  // namespace

Relations::Relations(const Problem& problem, const Layout& layout)
    : by_account(problem.accounts.size()),
      by_pool(problem.pools.size()),
      adjacent(problem.blocks.size()),
      prerequisites(problem.blocks.size()),
      dependents(problem.blocks.size()),
      can_move(problem.blocks.size(), false) {
  const auto join = [&](std::uint32_t a, std::uint32_t b, std::vector<Blocks>& lists) {
    if (layout.block_of[a] != layout.block_of[b])
      lists[layout.block_of[a]].push_back(layout.block_of[b]);
  };
  for (std::uint32_t b = 0; b < problem.blocks.size(); ++b) {
    const Blocks& members = problem.blocks[b];
    for (const std::uint32_t a : members) {
      const Activity& activity = problem.activities[a];
      if (activity.account != none) by_account[activity.account].push_back(b);
      for (std::uint32_t i = 0; i < activity.option_count; ++i) {
        for (const Demand& demand : problem.options[activity.first_option + i].demands) {
          if (layout.pools[demand.pool].limits) by_pool[demand.pool].push_back(b);
        }
      }
    }
    if (std::all_of(members.begin(), members.end(),
                    [&](std::uint32_t a) { return has_way(problem, a); }))
      movable.push_back(b);
  }
  for (const std::uint32_t b : movable) can_move[b] = true;
  std::vector<Arc> arcs;
  for (const Precedence& arc : problem.precedences) {
    join(arc.prerequisite, arc.dependent, adjacent);
    join(arc.dependent, arc.prerequisite, adjacent);
    if (!binds_unplaced(arc)) continue;
    join(arc.dependent, arc.prerequisite, prerequisites);
    join(arc.prerequisite, arc.dependent, dependents);
    arcs.push_back({layout.block_of[arc.prerequisite], layout.block_of[arc.dependent]});
  }
  for (const Link& link : problem.links) {
    join(link.a.activity, link.b.activity, adjacent);
    join(link.b.activity, link.a.activity, adjacent);
  }
  for (auto* lists : {&by_account, &by_pool, &adjacent, &prerequisites, &dependents}) {
    for (Blocks& list : *lists) tidy(list);
  }
  for (std::uint32_t p = 0; p < by_pool.size(); ++p) {
    if (!by_pool[p].empty()) scarce.push_back(p);
  }
  rank = components(DependencyGraph(problem.blocks.size(), arcs)).of;
}

}  // namespace qsmo::scheduling
