#include "scheduling/state_layout.hpp"

#include <algorithm>

#include "scheduling/tariff_cost.hpp"

namespace qsmo::scheduling {
namespace {

std::size_t index(int t) { return static_cast<std::size_t>(t); }

bool is_identity(const std::vector<std::uint32_t>& bucket) {
  for (std::size_t t = 0; t < bucket.size(); ++t) {
    if (bucket[t] != t) return false;
  }
  return true;
}

/// Demands around the slot, as disjoint pieces of constant amount by rising period.
std::vector<Draw> pieces(const std::vector<Demand>& demands, std::uint32_t pool,
                         std::uint32_t first) {
  std::vector<std::int32_t> cuts;
  for (const Demand& demand : demands) {
    cuts.push_back(demand.from);
    cuts.push_back(demand.to);
  }
  std::sort(cuts.begin(), cuts.end());
  std::vector<Draw> out;
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    if (cuts[i] == cuts[i + 1]) continue;
    Amount amount = 0;
    for (const Demand& demand : demands) {
      if (demand.from <= cuts[i] && cuts[i] < demand.to) amount += demand.amount;
    }
    if (amount == 0) continue;
    if (!out.empty() && out.back().to == cuts[i] && out.back().amount == amount) {
      out.back().to = cuts[i + 1];
    } else {
      out.push_back({pool, first, cuts[i], cuts[i + 1], amount});
    }
  }
  return out;
}

}  // namespace

Layout::Layout(const Problem& p, Accounts accounts) : problem(&p), horizon(p.horizon) {
  lay_pools();
  lay_activities(accounts);
  lay_arcs();
  lay_links();
  lay_options();
  lay_tariffs();
}

void Layout::lay_pools() {
  tariff_of_pool.assign(problem->pools.size(), none);
  for (std::uint32_t i = 0; i < problem->tariffs.size(); ++i)
    tariff_of_pool[problem->tariffs[i].pool] = i;
  for (const Pool& pool : problem->pools) {
    PoolShape shape;
    shape.first = static_cast<std::uint32_t>(buckets);
    shape.buckets = static_cast<std::uint32_t>(pool.capacity.size());
    shape.cumulative = pool.cumulative;
    shape.plain = !pool.cumulative && is_identity(pool.bucket);
    shape.yearly = !pool.cumulative && std::is_sorted(pool.bucket.begin(), pool.bucket.end());
    shape.limits = std::any_of(pool.capacity.begin(), pool.capacity.end(),
                               [](Amount capacity) { return capacity < unlimited; });
    buckets += shape.buckets;
    bucket_of.insert(bucket_of.end(), pool.bucket.begin(), pool.bucket.end());
    std::vector<std::int32_t> ends(index(horizon), horizon);
    for (int t = horizon - 2; t >= 0; --t)
      ends[index(t)] =
          pool.bucket[index(t)] == pool.bucket[index(t + 1)] ? ends[index(t + 1)] : t + 1;
    run_end.insert(run_end.end(), ends.begin(), ends.end());
    pools.push_back(shape);
  }
}

void Layout::lay_activities(Accounts accounts) {
  block_of.assign(problem->activities.size(), 0);
  for (std::uint32_t b = 0; b < problem->blocks.size(); ++b) {
    for (const std::uint32_t a : problem->blocks[b]) block_of[a] = b;
  }
  for (const Activity& activity : problem->activities) {
    const bool kept = activity.account != none &&
                      (accounts == Accounts::all || problem->accounts[activity.account].bound);
    account.push_back(kept ? activity.account : none);
    Amount sum = 0;
    if (!activity.series.empty()) series_sums.add(0);
    for (const Amount amount : activity.series) series_sums.add(sum += amount);
    series_sums.end_row();
  }
}

void Layout::lay_arcs() {
  const std::size_t n = problem->activities.size();
  std::vector<std::vector<ArcEnd>> in(n);
  std::vector<std::vector<ArcEnd>> out(n);
  soft_in.assign(n, false);
  for (std::uint32_t i = 0; i < problem->precedences.size(); ++i) {
    const Precedence& arc = problem->precedences[i];
    ArcEnd end{arc.prerequisite, i, arc.lag, arc.to_start, arc.allow, arc.soft};
    in[arc.dependent].push_back(end);
    end.other = arc.dependent;
    out[arc.prerequisite].push_back(end);
    if (arc.soft) soft_in[arc.dependent] = true;
  }
  arcs_in = Rows<ArcEnd>(in);
  arcs_out = Rows<ArcEnd>(out);
}

void Layout::lay_links() {
  std::vector<std::vector<Tie>> lists(problem->activities.size());
  for (std::uint32_t i = 0; i < problem->links.size(); ++i) {
    const Link& link = problem->links[i];
    bool plain = true;
    for (const Link::Side* side : {&link.a, &link.b})
      plain = plain && side->pool == none && account[side->activity] == none;
    link_is_plain.push_back(plain);
    lists[link.a.activity].push_back({link.b.activity, i});
    lists[link.b.activity].push_back({link.a.activity, i});
    for (std::size_t t = 0; t <= index(horizon); ++t)
      link_costs.push_back(link.a.prefix[t] + link.b.prefix[t]);
  }
  ties = Rows<Tie>(lists);
}

/// By activity: pools on which its links and soft arcs draw.
std::vector<std::vector<std::uint32_t>> Layout::outside_pools() const {
  std::vector<std::vector<std::uint32_t>> pools_of(problem->activities.size());
  const auto note = [&](std::uint32_t a, std::uint32_t pool) {
    if (pool != none && pools[pool].limits) pools_of[a].push_back(pool);
  };
  for (const Link& link : problem->links) {
    for (const Link::Side* side : {&link.a, &link.b}) {
      note(link.a.activity, side->pool);
      note(link.b.activity, side->pool);
    }
  }
  for (const Precedence& arc : problem->precedences) {
    if (!arc.soft) continue;
    note(arc.prerequisite, arc.pool);
    note(arc.dependent, arc.pool);
  }
  return pools_of;
}

void Layout::lay_options() {
  const auto outside = outside_pools();
  for (const auto& list : outside) pays_outside.push_back(!list.empty());
  std::vector<std::uint32_t> owner(problem->options.size(), none);
  for (std::uint32_t a = 0; a < problem->activities.size(); ++a) {
    const Activity& activity = problem->activities[a];
    for (std::uint32_t i = 0; i < activity.option_count; ++i) owner[activity.first_option + i] = a;
  }
  for (std::uint32_t o = 0; o < problem->options.size(); ++o) {
    const Option& option = problem->options[o];
    duration.push_back(option.duration);
    tariff.push_back(option.tariff);
    if (owner[o] != none) lay_demands(option, outside[owner[o]]);
    plain_draws.end_row();
    yearly_draws.end_row();
    other_demands.end_row();
  }
}

/// Pool by pool: what can be judged by itself, and what must be summed up first.
void Layout::lay_demands(const Option& option, const std::vector<std::uint32_t>& outside) {
  std::vector<std::uint32_t> on;
  for (const Demand& demand : option.demands) on.push_back(demand.pool);
  std::sort(on.begin(), on.end());
  on.erase(std::unique(on.begin(), on.end()), on.end());
  for (const std::uint32_t pool : on) {
    const PoolShape& shape = pools[pool];
    if (!shape.limits) continue;
    std::vector<Demand> demands;
    for (const Demand& demand : option.demands) {
      if (demand.pool == pool && demand.amount != 0) demands.push_back(demand);
    }
    const bool simple = (shape.plain || shape.yearly) &&
                        std::find(outside.begin(), outside.end(), pool) == outside.end() &&
                        std::all_of(demands.begin(), demands.end(), [](const Demand& demand) {
                          return demand.span == Span::around && demand.amount > 0;
                        });
    if (!simple) {
      for (const Demand& demand : demands) other_demands.add(demand);
      continue;
    }
    std::vector<Draw> draws = pieces(demands, pool, shape.first);
    if (shape.plain) {
      for (const Draw& draw : draws) plain_draws.add(draw);
    } else if (!draws.empty()) {
      yearly_draws.add(std::move(draws));
    }
  }
}

void Layout::lay_tariffs() {
  tier_costs.resize(problem->options.size());
  row_of.assign(problem->options.size(), none);
  std::vector<std::vector<std::uint32_t>> members(problem->tariffs.size());
  for (std::uint32_t a = 0; a < problem->activities.size(); ++a) {
    const Activity& activity = problem->activities[a];
    for (std::uint32_t i = 0; i < activity.option_count; ++i) {
      const std::uint32_t o = activity.first_option + i;
      if (tariff[o] == none) continue;
      members[tariff[o]].push_back(o);
      row_of[o] = account[a];  // for now
    }
  }
  first_row.push_back(0);
  for (std::uint32_t i = 0; i < problem->tariffs.size(); ++i) {
    incremental = incremental || problem->tariffs[i].incremental;
    lay_rows(i, members[i]);
    first_row.push_back(static_cast<std::uint32_t>(row_account.size()));
  }
}

void Layout::lay_rows(std::uint32_t i, const std::vector<std::uint32_t>& members) {
  const Tariff& terms = problem->tariffs[i];
  std::vector<std::uint32_t> accounts;
  for (const std::uint32_t o : members) accounts.push_back(row_of[o]);
  std::sort(accounts.begin(), accounts.end());
  accounts.erase(std::unique(accounts.begin(), accounts.end()), accounts.end());
  for (const std::uint32_t o : members) {
    row_of[o] = first_row[i] + static_cast<std::uint32_t>(
                                   std::lower_bound(accounts.begin(), accounts.end(), row_of[o]) -
                                   accounts.begin());
    if (terms.incremental) continue;
    for (std::size_t k = 0; k < terms.from_volume.size(); ++k) {
      for (int t = 0; t < horizon; ++t)
        tier_costs[o].push_back(tier_cost(*problem, problem->options[o], terms, k, t));
    }
  }
  row_account.insert(row_account.end(), accounts.begin(), accounts.end());
}

}  // namespace qsmo::scheduling
