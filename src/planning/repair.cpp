#include "planning/repair.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include "qsmo/planning/check.hpp"
#include "qsmo/scheduling/evaluate.hpp"
#include "scheduling/uses.hpp"

namespace qsmo {
namespace {

namespace sch = scheduling;
using sch::Amount;
using sch::Cost;

/// A solution from which moves are taken until it breaks nothing.
class Repair {
 public:
  Repair(const Compiled& compiled, const Plan& wish)
      : problem_(compiled.problem), limits_(sch::uses(problem_, compiled.status_quo)) {
    for (std::size_t p = 0; p < limits_.size(); ++p) {
      for (std::size_t b = 0; b < limits_[p].size(); ++b)
        limits_[p][b] = std::max(limits_[p][b], problem_.pools[p].capacity[b]);
    }
    for (std::uint32_t a = 0; a < problem_.activities.size(); ++a) {
      solution_.push_back(open_choice(a, wish.moves[WorkloadId(a)]));
      if (!problem_.activities[a].fixed) continue;
      if (!placed(a)) solution_[a] = compiled.status_quo[a];
    }
  }

  Repaired run(const Plan& wish) {
    do {
      while (drop_broken_arcs() || drop_broken_blocks()) {
      }
    } while (drop_overloads() || drop_losers());
    Repaired out{std::move(solution_), {}};
    for (std::uint32_t a = 0; a < out.solution.size(); ++a) {
      const auto& move = wish.moves[WorkloadId(a)];
      const sch::Choice& choice = out.solution[a];
      const bool kept = choice.option != sch::none && move && choice.slot == move->cutover &&
                        problem_.options[choice.option].tag == move->offering.index();
      if (move && !kept) out.left_out.emplace_back(a);
    }
    return out;
  }

 private:
  [[nodiscard]] bool placed(std::uint32_t a) const { return solution_[a].option != sch::none; }
  [[nodiscard]] bool fixed(std::uint32_t a) const { return problem_.activities[a].fixed; }
  [[nodiscard]] int slot(std::uint32_t a) const {
    return placed(a) ? solution_[a].slot : problem_.horizon;
  }

  [[nodiscard]] sch::Choice open_choice(std::uint32_t a, const std::optional<Move>& move) const {
    if (!move) return {};
    const sch::Activity& activity = problem_.activities[a];
    for (std::uint32_t i = 0; i < activity.option_count; ++i) {
      const std::uint32_t o = activity.first_option + i;
      const sch::Option& option = problem_.options[o];
      if (option.tag == move->offering.index() &&
          option.cost[static_cast<std::size_t>(move->cutover)] < sch::forbidden)
        return {o, move->cutover};
    }
    return {};
  }

  /// Whether there was something to drop.
  bool drop(std::uint32_t a) {
    if (fixed(a) || !placed(a)) return false;
    solution_[a] = {};
    return true;
  }

  [[nodiscard]] bool broken(const sch::Precedence& arc) const {
    if (!placed(arc.dependent) || (!placed(arc.prerequisite) && arc.allow)) return false;
    const int lead = arc.to_start ? problem_.options[solution_[arc.dependent].option].duration : 0;
    return !placed(arc.prerequisite) ||
           slot(arc.dependent) - lead < slot(arc.prerequisite) + arc.lag;
  }

  /// A dependent that stays satisfies every arc.
  bool drop_broken_arcs() {
    bool dropped = false;
    for (const sch::Precedence& arc : problem_.precedences) {
      if (!arc.soft && broken(arc)) dropped |= drop(arc.dependent) || drop(arc.prerequisite);
    }
    return dropped;
  }

  bool drop_broken_blocks() {
    bool dropped = false;
    for (const auto& block : problem_.blocks) {
      const bool apart = std::any_of(block.begin(), block.end(), [&](std::uint32_t a) {
        return slot(a) != slot(block.front());
      });
      if (!apart) continue;
      for (const std::uint32_t a : block) dropped |= drop(a);
    }
    return dropped;
  }

  /// How far each bucket is above its limit.
  [[nodiscard]] std::vector<std::vector<Amount>> overloads() const {
    auto use = sch::uses(problem_, solution_);
    for (const sch::Precedence& arc : problem_.precedences) {
      if (!arc.soft || arc.pool == sch::none || !broken(arc)) continue;
      add_use(use, arc.pool, slot(arc.dependent), arc.amount);
    }
    for (std::size_t p = 0; p < use.size(); ++p) {
      for (std::size_t b = 0; b < use[p].size(); ++b)
        use[p][b] = std::max<Amount>(0, use[p][b] - limits_[p][b]);
    }
    return use;
  }

  void add_use(std::vector<std::vector<Amount>>& use, std::uint32_t p, int t, Amount amount) const {
    const sch::Pool& pool = problem_.pools[p];
    const std::size_t first = pool.bucket[static_cast<std::size_t>(t)];
    for (std::size_t b = first; b < (pool.cumulative ? use[p].size() : first + 1); ++b)
      use[p][b] += amount;
  }

  /// Calls `each(pool, period, amount)` for what a placed activity draws.
  template <class Each>
  void for_each_draw(std::uint32_t a, const Each& each) const {
    sch::for_each_use(problem_, problem_.activities[a], problem_.options[solution_[a].option],
                      solution_[a].slot, each);
  }

  /// Once through what moves, the least useful first, dropping what draws on a bucket that is too full.
  bool drop_overloads() {
    auto excess = overloads();
    bool dropped = false;
    for (const std::uint32_t a : by_rising_use()) {
      bool concerned = false;
      for_each_draw(a, [&](std::uint32_t p, int t, Amount amount) {
        const auto first =
            excess[p].begin() + problem_.pools[p].bucket[static_cast<std::size_t>(t)];
        const auto last = problem_.pools[p].cumulative ? excess[p].end() : first + 1;
        concerned =
            concerned || (amount > 0 && std::any_of(first, last, [](Amount x) { return x > 0; }));
      });
      if (!concerned) continue;
      for_each_draw(a,
                    [&](std::uint32_t p, int t, Amount amount) { add_use(excess, p, t, -amount); });
      dropped |= drop(a);
    }
    return dropped;
  }

  /// What may be dropped, by how much its own tables say that it saves.
  [[nodiscard]] std::vector<std::uint32_t> by_rising_use() const {
    std::vector<std::uint32_t> order;
    for (std::uint32_t a = 0; a < solution_.size(); ++a) {
      if (placed(a) && !fixed(a)) order.push_back(a);
    }
    const auto saves = [&](std::uint32_t a) {
      return problem_.activities[a].never - problem_.options[solution_[a].option]
                                                .cost[static_cast<std::size_t>(solution_[a].slot)];
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return saves(a) < saves(b); });
    return order;
  }

  /// Accounts above their limit keep nothing that moves.
  bool drop_losers() {
    const bool any = std::any_of(problem_.accounts.begin(), problem_.accounts.end(),
                                 [](const sch::Account& account) { return account.bound; });
    if (!any) return false;
    const std::vector<Cost> costs = sch::evaluate(problem_, solution_).account_costs;
    bool dropped = false;
    for (std::uint32_t a = 0; a < solution_.size(); ++a) {
      const std::uint32_t account = problem_.activities[a].account;
      if (account == sch::none) continue;
      const sch::Account& limit = problem_.accounts[account];
      if (limit.bound && costs[account] > limit.limit) dropped |= drop(a);
    }
    return dropped;
  }

  const sch::Problem& problem_;
  std::vector<std::vector<Amount>> limits_;
  sch::Solution solution_;
};

/// Whether the move draws on the capacity that the violation is about.
class Blame {
 public:
  Blame(const Portfolio& p, const Compiled& compiled, const Violation& violation)
      : p_(p), violation_(violation) {
    for (std::uint32_t i = 0; i < compiled.problem.pools.size(); ++i) {
      const Source& source = compiled.sources[compiled.problem.pools[i].tag];
      if (source.rule == decltype(source.rule)(violation.kind) &&
          origin_of(p, source).entities == violation.entities)
        pool_ = i;
    }
  }

  [[nodiscard]] bool names(const Compiled& compiled, const sch::Solution& solution,
                           WorkloadId w) const {
    if (violation_.kind == ConstraintKind::participation)
      return p_[w].agency.name() == violation_.entities.front();
    if (pool_ == sch::none) return named(p_[w].id);
    const sch::Choice& choice = solution[w.index()];
    bool draws = false;
    if (choice.option == sch::none) return false;
    sch::for_each_use(compiled.problem, compiled.problem.activities[w.index()],
                      compiled.problem.options[choice.option], choice.slot,
                      [&](std::uint32_t pool, int, Amount amount) {
                        draws = draws || (pool == pool_ && amount > 0);
                      });
    return draws;
  }

 private:
  /// The last workload that it names: of an arc, the dependent.
  [[nodiscard]] bool named(const std::string& workload) const {
    const auto& entities = violation_.entities;
    const bool arc = violation_.kind == ConstraintKind::cutover_before ||
                     violation_.kind == ConstraintKind::start_after;
    return workload == entities[arc ? 1 : 0];
  }

  const Portfolio& p_;
  const Violation& violation_;
  std::uint32_t pool_ = sch::none;
};

}  // namespace

Repaired repair(const Compiled& compiled, const Plan& wish) {
  return Repair(compiled, wish).run(wish);
}

std::optional<Plan> without_violations(const Portfolio& p, const Compiled& compiled, Plan plan) {
  for (;;) {
    const std::vector<Violation> violations = check(p, plan);
    if (violations.empty()) return plan;
    const Repaired now = repair(compiled, plan);
    Plan next = plan_of(p, compiled.problem, now.solution);
    for (const Violation& violation : violations) {
      const Blame blame(p, compiled, violation);
      for (std::size_t i = 0; i < next.moves.size(); ++i) {
        const WorkloadId w(i);
        if (p.in_progress(w) == nullptr && blame.names(compiled, now.solution, w))
          next.moves[w] = std::nullopt;
      }
    }
    next = plan_of(p, compiled.problem, repair(compiled, next).solution);
    if (next == plan) return std::nullopt;
    plan = std::move(next);
  }
}

}  // namespace qsmo
