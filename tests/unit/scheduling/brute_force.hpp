// The oracle of the scheduling layer: problem.hpp's definitions written out plainly, and every solution tried. Shares no
// code with the library.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "qsmo/core/int128.hpp"
#include "qsmo/scheduling/problem.hpp"

namespace qsmo::scheduling::tiny {

inline std::size_t at(int t) { return static_cast<std::size_t>(t); }

/// What the definitions say about a solution.
struct Verdict {
  Cost cost = 0;
  std::vector<Cost> account_costs;
  std::vector<std::vector<Amount>> use;  ///< By pool and bucket.
  std::uint64_t broken = 0;  ///< Required or fixed activities that stay out, hard arcs broken.
  bool over_capacity = false;
  bool well_formed = true;  ///< Own options, allowed slots, blocks in one slot or out.
  bool accounts_hold = true;

  [[nodiscard]] bool feasible() const {
    return well_formed && broken == 0 && !over_capacity && accounts_hold;
  }
};

class Judge {
 public:
  Judge(const Problem& problem, const Solution& solution) : p_(problem), solution_(solution) {}

  Verdict run() {
    out_.account_costs.assign(p_.accounts.size(), 0);
    add_initial_use();
    for (std::uint32_t a = 0; a < p_.activities.size(); ++a) add_activity(a);
    for (const Link& link : p_.links) add_link(link);
    for (const Precedence& arc : p_.precedences) add_arc(arc);
    carry_over();
    for (std::uint32_t a = 0; a < p_.activities.size(); ++a) add_tariff(a);
    judge_blocks();
    judge_pools();
    judge_accounts();
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool placed(std::uint32_t a) const { return solution_[a].option != none; }
  [[nodiscard]] const Option& option(std::uint32_t a) const {
    return p_.options[solution_[a].option];
  }
  /// The horizon if it never takes effect.
  [[nodiscard]] int slot(std::uint32_t a) const {
    return placed(a) ? solution_[a].slot : p_.horizon;
  }

  void pay(std::uint32_t a, Cost cost) {
    out_.cost += cost;
    if (p_.activities[a].account != none) out_.account_costs[p_.activities[a].account] += cost;
  }
  void use(std::uint32_t pool, int t, Amount amount) {
    if (pool != none && t >= 0 && t < p_.horizon)
      out_.use[pool][p_.pools[pool].bucket[at(t)]] += amount;
  }

  void add_initial_use() {
    for (const Pool& pool : p_.pools) out_.use.push_back(pool.initial);
  }

  void add_activity(std::uint32_t a) {
    const Activity& activity = p_.activities[a];
    if (!placed(a)) {
      pay(a, activity.never);
      out_.cost += activity.never_aim;
      out_.broken += activity.required || activity.fixed ? 1 : 0;
      return;
    }
    const std::uint32_t o = solution_[a].option;
    const bool own =
        o >= activity.first_option && o < activity.first_option + activity.option_count;
    if (!own || slot(a) < 0 || slot(a) >= p_.horizon || option(a).cost[at(slot(a))] >= forbidden)
      out_.well_formed = false;
    pay(a, option(a).cost[at(slot(a))]);
    if (!option(a).aim.empty()) out_.cost += option(a).aim[at(slot(a))];
    if (!option(a).credit.empty() && activity.account != none)
      out_.account_costs[activity.account] -= option(a).credit[at(slot(a))];
    for (const Demand& demand : option(a).demands) add_demand(a, demand);
  }

  void add_demand(std::uint32_t a, const Demand& demand) {
    const int release = option(a).release[at(slot(a))];
    for (int t = 0; t < p_.horizon; ++t) {
      switch (demand.span) {
      case Span::around:
        if (t >= slot(a) + demand.from && t < slot(a) + demand.to)
          use(demand.pool, t, demand.amount);
        break;
      case Span::after_release:
        if (t >= release) use(demand.pool, t, demand.amount);
        break;
      case Span::at_release:
        if (t == release) use(demand.pool, t, demand.amount);
        break;
      case Span::until_release:
        if (t >= slot(a) && t < release)
          use(demand.pool, t, demand.amount * p_.activities[a].series[at(t)]);
        break;
      }
    }
  }

  void add_link(const Link& link) {
    for (int t = 0; t < p_.horizon; ++t) {
      const bool has_a = slot(link.a.activity) <= t;
      const bool has_b = slot(link.b.activity) <= t;
      if (has_a == has_b) continue;
      for (const Link::Side& side : {link.a, link.b}) {
        pay(side.activity, side.prefix[at(t + 1)] - side.prefix[at(t)]);
        use(side.pool, t, side.amount);
      }
    }
  }

  void add_arc(const Precedence& arc) {
    if (!placed(arc.dependent)) return;
    const int held = slot(arc.dependent) - (arc.to_start ? option(arc.dependent).duration : 0);
    const bool kept =
        placed(arc.prerequisite) ? held >= slot(arc.prerequisite) + arc.lag : arc.allow;
    if (kept) return;
    if (!arc.soft) {
      ++out_.broken;
      return;
    }
    pay(arc.dependent, arc.price[at(slot(arc.dependent))]);
    use(arc.pool, slot(arc.dependent), arc.amount);
  }

  void carry_over() {
    for (std::size_t pool = 0; pool < p_.pools.size(); ++pool) {
      if (!p_.pools[pool].cumulative) continue;
      for (std::size_t b = 1; b < out_.use[pool].size(); ++b)
        out_.use[pool][b] += out_.use[pool][b - 1];
    }
  }

  /// What the option's volume costs in period t at the total volume: millionths of cents times the total, exact.
  void add_tariff(std::uint32_t a) {
    if (!placed(a) || option(a).tariff == none) return;
    const Tariff& tariff = p_.tariffs[option(a).tariff];
    for (int t = slot(a); t < p_.horizon; ++t) {
      const Amount total = out_.use[tariff.pool][p_.pools[tariff.pool].bucket[at(t)]];
      const double cents = tariff.incremental ? average_line(tariff, option(a), total, t)
                                              : tier_line(tariff, option(a), total, t);
      pay(a, std::llround(cents * p_.discount[at(t)] * 10'000.0));
    }
  }

  static Amount fee(const Option& option, int t) {
    return option.fees.empty() ? option.fee : option.fees[at(t)];
  }

  /// Volumes and prices are millionths: their product is 1e-10 cents.
  static constexpr std::int64_t cent = 10'000'000'000;

  static double rounded(Int128 numerator, Int128 denominator) {
    Int128 quotient = numerator / denominator;
    if (2 * (numerator % denominator) >= denominator) ++quotient;
    return static_cast<double>(static_cast<std::int64_t>(quotient));
  }

  [[nodiscard]] double tier_line(const Tariff& tariff, const Option& option, Amount total,
                                 int t) const {
    Amount price = tariff.unit_price[0][at(t)];
    for (std::size_t k = 0; k < tariff.from_volume.size(); ++k) {
      if (tariff.from_volume[k] <= total) price = tariff.unit_price[k][at(t)];
    }
    return rounded(Int128(option.volume) * price + Int128(fee(option, t)) * cent,
                   Int128(cent) * p_.periods_per_year);
  }

  [[nodiscard]] double average_line(const Tariff& tariff, const Option& option, Amount total,
                                    int t) const {
    if (total == 0) return tier_line(tariff, option, 0, t);
    Int128 spent = 0;
    for (std::size_t k = 0; k < tariff.from_volume.size(); ++k) {
      const Amount end =
          k + 1 < tariff.from_volume.size() ? std::min(total, tariff.from_volume[k + 1]) : total;
      spent +=
          Int128(std::max<Amount>(0, end - tariff.from_volume[k])) * tariff.unit_price[k][at(t)];
    }
    return rounded(Int128(option.volume) * spent + Int128(fee(option, t)) * cent * total,
                   Int128(cent) * total * p_.periods_per_year);
  }

  void judge_blocks() {
    for (const auto& block : p_.blocks) {
      for (const std::uint32_t a : block) {
        if (slot(a) != slot(block.front())) out_.well_formed = false;
      }
    }
  }

  void judge_pools() {
    for (std::size_t pool = 0; pool < p_.pools.size(); ++pool) {
      for (std::size_t b = 0; b < out_.use[pool].size(); ++b) {
        if (out_.use[pool][b] > p_.pools[pool].capacity[b]) out_.over_capacity = true;
      }
    }
  }

  void judge_accounts() {
    for (std::uint32_t a = 0; a < p_.activities.size(); ++a) {
      const std::uint32_t account = p_.activities[a].account;
      if (account == none || !placed(a) || p_.activities[a].fixed) continue;
      if (!option(a).joins.empty() && !option(a).joins[at(slot(a))]) continue;
      if (p_.accounts[account].bound && out_.account_costs[account] > p_.accounts[account].limit)
        out_.accounts_hold = false;
    }
  }

  const Problem& p_;
  const Solution& solution_;
  Verdict out_;
};

inline Verdict judge(const Problem& problem, const Solution& solution) {
  return Judge(problem, solution).run();
}

/// All that may be chosen for an activity.
inline std::vector<Choice> choices(const Problem& problem, std::uint32_t a) {
  std::vector<Choice> out{Choice{}};
  const Activity& activity = problem.activities[a];
  for (std::uint32_t i = 0; i < activity.option_count; ++i) {
    const std::uint32_t o = activity.first_option + i;
    for (int s = 0; s < problem.horizon; ++s) {
      if (problem.options[o].cost[at(s)] < forbidden) out.push_back({o, s});
    }
  }
  return out;
}

/// How many solutions there are.
inline double solution_count(const Problem& problem) {
  double count = 1;
  for (std::uint32_t a = 0; a < problem.activities.size(); ++a)
    count *= static_cast<double>(choices(problem, a).size());
  return count;
}

/// Calls `use` with every solution, feasible or not.
template <class Use>
void for_each_solution(const Problem& problem, const Use& use) {
  std::vector<std::vector<Choice>> open;
  for (std::uint32_t a = 0; a < problem.activities.size(); ++a) open.push_back(choices(problem, a));
  Solution solution(open.size());
  std::vector<std::size_t> digit(open.size(), 0);
  for (;;) {
    use(solution);
    std::size_t a = 0;
    while (a < open.size() && ++digit[a] == open[a].size()) {
      digit[a] = 0;
      solution[a] = open[a][0];
      ++a;
    }
    if (a == open.size()) return;
    solution[a] = open[a][digit[a]];
  }
}

struct Optimum {
  Cost cost = 0;
  Solution solution;
};

/// The cheapest feasible solution, the first of several; none if there is none.
inline std::optional<Optimum> optimum(const Problem& problem) {
  std::optional<Optimum> best;
  for_each_solution(problem, [&](const Solution& solution) {
    const Verdict verdict = judge(problem, solution);
    if (verdict.feasible() && (!best || verdict.cost < best->cost))
      best = Optimum{verdict.cost, solution};
  });
  return best;
}

}  // namespace qsmo::scheduling::tiny
