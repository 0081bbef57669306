#include "scheduling/state.hpp"

#include <algorithm>
#include <cmath>

#include "qsmo/core/int128.hpp"
#include "scheduling/tariff_cost.hpp"

namespace qsmo::scheduling {
namespace {

std::size_t index(int t) { return static_cast<std::size_t>(t); }

/// The line of an incremental tariff, rounded half up; in long double if it exceeds 128 bits.
double exact_average_cents(const Tariff& tariff, const Option& option, Amount volume, int t,
                           int periods_per_year) {
  constexpr Int128 cent = 10'000'000'000;
  Int128 spent = 0;
  for (std::size_t k = 0; k < tariff.from_volume.size() && tariff.from_volume[k] < volume; ++k) {
    const Amount end =
        k + 1 < tariff.from_volume.size() ? std::min(volume, tariff.from_volume[k + 1]) : volume;
    spent += static_cast<Int128>(end - tariff.from_volume[k]) * tariff.unit_price[k][index(t)];
  }
  const Int128 half = cent * volume * periods_per_year;  // of the doubled line
  Int128 units = 0, fees = 0, sum = 0;
  if (__builtin_mul_overflow(spent, Int128(2) * option.volume, &units) ||
      __builtin_mul_overflow(cent * 2 * fee_at(option, t), Int128(volume), &fees) ||
      __builtin_add_overflow(units, fees, &sum) || __builtin_add_overflow(sum, half, &sum)) {
    const long double line = (static_cast<long double>(spent) / static_cast<long double>(volume) *
                                  static_cast<long double>(option.volume) * 1e-10L +
                              static_cast<long double>(fee_at(option, t))) /
                             periods_per_year;
    return static_cast<double>(std::round(line));
  }
  return static_cast<double>(static_cast<std::int64_t>(sum / (2 * half)));
}

}  // namespace

Neighbours::Neighbours(const Problem& problem)
    : arcs_out(problem.activities.size()),
      arcs_in(problem.activities.size()),
      links(problem.activities.size()),
      tariff_of_pool(problem.pools.size(), none),
      tier_costs(problem.options.size()),
      block_of(problem.activities.size(), 0) {
  for (std::uint32_t i = 0; i < problem.precedences.size(); ++i) {
    arcs_out[problem.precedences[i].prerequisite].push_back(i);
    arcs_in[problem.precedences[i].dependent].push_back(i);
  }
  for (std::uint32_t i = 0; i < problem.links.size(); ++i) {
    links[problem.links[i].a.activity].push_back(i);
    links[problem.links[i].b.activity].push_back(i);
  }
  for (std::uint32_t i = 0; i < problem.tariffs.size(); ++i)
    tariff_of_pool[problem.tariffs[i].pool] = i;
  for (std::uint32_t i = 0; i < problem.options.size(); ++i) {
    const Option& option = problem.options[i];
    if (option.tariff == none || problem.tariffs[option.tariff].incremental) continue;
    const Tariff& tariff = problem.tariffs[option.tariff];
    for (std::size_t k = 0; k < tariff.from_volume.size(); ++k) {
      for (int t = 0; t < problem.horizon; ++t)
        tier_costs[i].push_back(tier_cost(problem, option, tariff, k, t));
    }
  }
  for (std::uint32_t b = 0; b < problem.blocks.size(); ++b) {
    for (const std::uint32_t activity : problem.blocks[b]) block_of[activity] = b;
  }
}

State::State(const Problem& problem, const Neighbours& neighbours, const Solution& start)
    : problem_(&problem),
      neighbours_(&neighbours),
      choice_(problem.activities.size()),
      pools_(problem.pools.size()),
      account_cost_(problem.accounts.size(), 0),
      account_movers_(problem.accounts.size(), 0),
      members_(problem.tariffs.size()),
      tiers_(problem.tariffs.size()),
      member_cost_(problem.activities.size(), 0) {
  for (std::size_t p = 0; p < pools_.size(); ++p) {
    pools_[p].limit = problem.pools[p].capacity;
    pools_[p].use = problem.pools[p].initial;
    if (problem.pools[p].cumulative) {
      for (std::size_t b = 1; b < pools_[p].use.size(); ++b)
        pools_[p].use[b] += pools_[p].use[b - 1];
    }
    for (std::size_t b = 0; b < pools_[p].use.size(); ++b)
      overloads_ += pools_[p].use[b] > pools_[p].limit[b] ? 1 : 0;
  }
  for (std::uint32_t i = 0; i < problem.tariffs.size(); ++i) {
    for (int t = 0; t < problem.horizon; ++t) {
      tiers_[i].push_back(static_cast<std::uint32_t>(
          tier_at(problem.tariffs[i], pools_[problem.tariffs[i].pool].use[index(t)])));
    }
  }
  for (std::uint32_t a = 0; a < problem.activities.size(); ++a) {
    const Activity& activity = problem.activities[a];
    cost_ += activity.never;
    charge(activity.account, activity.never);
    broken_ += activity.required ? 1 : 0;
  }
  assign(start);
  for (PoolState& pool : pools_) {
    for (std::size_t b = 0; b < pool.use.size(); ++b)
      pool.limit[b] = std::max(pool.limit[b], pool.use[b]);
  }
  overloads_ = 0;
}

bool State::over_capacity() const {
  for (std::size_t p = 0; p < pools_.size(); ++p) {
    for (std::size_t b = 0; b < pools_[p].use.size(); ++b) {
      if (pools_[p].use[b] > problem_->pools[p].capacity[b]) return true;
    }
  }
  return false;
}

void State::judge(std::uint32_t account, int sign) {
  const Account& terms = problem_->accounts[account];
  if (terms.bound && account_movers_[account] > 0 && account_cost_[account] > terms.limit)
    bad_accounts_ += sign;
}

void State::charge(std::uint32_t account, Cost amount) {
  if (account == none) return;
  judge(account, -1);
  account_cost_[account] += amount;
  judge(account, 1);
}

void State::use(std::uint32_t pool, int period, Amount amount) {
  const Pool& terms = problem_->pools[pool];
  PoolState& state = pools_[pool];
  const std::size_t first = terms.bucket[index(period)];
  const std::size_t last = terms.cumulative ? state.use.size() : first + 1;
  for (std::size_t b = first; b < last; ++b) {
    const bool before = state.use[b] > state.limit[b];
    state.use[b] += amount;
    overloads_ += (state.use[b] > state.limit[b] ? 1 : 0) - (before ? 1 : 0);
  }
}

void State::use_span(const Demand& demand, const Activity& activity, int slot, int release,
                     Amount sign) {
  const int horizon = problem_->horizon;
  const Amount amount = sign * demand.amount;
  switch (demand.span) {
  case Span::around:
    for (int t = std::max(0, slot + demand.from); t < std::min(horizon, slot + demand.to); ++t)
      use(demand.pool, t, amount);
    return;
  case Span::after_release:
    for (int t = release; t < horizon; ++t) use(demand.pool, t, amount);
    return;
  case Span::at_release:
    if (release < horizon) use(demand.pool, release, amount);
    return;
  case Span::until_release:
    for (int t = slot; t < release; ++t) use(demand.pool, t, amount * activity.series[index(t)]);
    return;
  }
}

bool State::finds_room(const Option& option, int slot) const {
  for (const Demand& demand : option.demands) {
    if (demand.span != Span::around || demand.amount <= 0) continue;
    const Pool& terms = problem_->pools[demand.pool];
    const PoolState& state = pools_[demand.pool];
    const int end = std::min(problem_->horizon, slot + demand.to);
    for (int t = std::max(0, slot + demand.from); t < end; ++t) {
      const std::size_t b = terms.bucket[index(t)];
      if (state.use[b] + demand.amount > state.limit[b]) return false;
    }
  }
  return true;
}

void State::count_choice(std::uint32_t a, int sign) {
  const Activity& activity = problem_->activities[a];
  const Option& option = problem_->options[choice_[a].option];
  const int slot = choice_[a].slot;
  const int release = option.release[index(slot)];
  const Cost delta = sign * (option.cost[index(slot)] - activity.never);
  cost_ += delta;
  if (activity.account != none) {
    judge(activity.account, -1);
    account_cost_[activity.account] += delta;
    account_movers_[activity.account] += activity.fixed ? 0 : sign;
    judge(activity.account, 1);
  }
  if (activity.required) broken_ -= static_cast<std::uint64_t>(sign);
  for (const Demand& demand : option.demands) {
    use_span(demand, activity, slot, release, sign);
    const std::uint32_t tariff = neighbours_->tariff_of_pool[demand.pool];
    if (tariff != none) dirty_.push_back(tariff);
  }
  if (option.tariff == none) return;
  auto& members = members_[option.tariff];
  if (sign > 0) {
    members.push_back(a);
  } else {
    members.erase(std::find(members.begin(), members.end(), a));
    charge_member(a, 0);
  }
  changed_members_.push_back(a);
}

void State::count_links(std::uint32_t a, int sign) {
  for (const std::uint32_t i : neighbours_->links[a]) {
    const Link& link = problem_->links[i];
    const int slot_a = slot(link.a.activity);
    const int slot_b = slot(link.b.activity);
    const int from = std::min(slot_a, slot_b);
    const int to = std::max(slot_a, slot_b);
    if (from == to) continue;
    for (const Link::Side* side : {&link.a, &link.b}) {
      const Cost delta = sign * (side->prefix[index(to)] - side->prefix[index(from)]);
      cost_ += delta;
      charge(problem_->activities[side->activity].account, delta);
      if (side->pool == none) continue;
      for (int t = from; t < to; ++t) use(side->pool, t, sign * side->amount);
    }
  }
}

void State::count_arc(const Precedence& arc, int sign) {
  if (!placed(arc.dependent)) return;
  const int slot_w = choice_[arc.dependent].slot;
  const int held = arc.to_start ? slot_w - duration(arc.dependent) : slot_w;
  const bool kept =
      placed(arc.prerequisite) ? held >= choice_[arc.prerequisite].slot + arc.lag : arc.allow;
  if (kept) return;
  if (!arc.soft) {
    broken_ += static_cast<std::uint64_t>(sign);
    return;
  }
  const Cost price = sign * arc.price[index(slot_w)];
  cost_ += price;
  charge(problem_->activities[arc.dependent].account, price);
  if (arc.pool != none) use(arc.pool, slot_w, sign * arc.amount);
}

void State::count_arcs(std::uint32_t a, int sign) {
  for (const std::uint32_t i : neighbours_->arcs_out[a]) count_arc(problem_->precedences[i], sign);
  for (const std::uint32_t i : neighbours_->arcs_in[a]) count_arc(problem_->precedences[i], sign);
}

void State::set(std::uint32_t a, const Choice& choice) {
  put(a, choice);
  update_tariffs();
}

void State::assign(const Solution& solution) {
  for (std::uint32_t a = 0; a < solution.size(); ++a) {
    if (!(choice_[a] == solution[a])) put(a, solution[a]);
  }
  update_tariffs();
}

void State::put(std::uint32_t a, const Choice& choice) {
  count_links(a, -1);
  count_arcs(a, -1);
  if (placed(a)) count_choice(a, -1);
  choice_[a] = choice;
  if (placed(a)) count_choice(a, 1);
  count_arcs(a, 1);
  count_links(a, 1);
}

/// As set() and back, without the tariffs: they do not touch pools, and cost the most.
std::int64_t State::overloads_with(std::uint32_t a, const Choice& choice, bool links) {
  const std::size_t dirty = dirty_.size();
  const std::size_t changed = changed_members_.size();
  if (links) {
    put(a, choice);
  } else {
    choice_[a] = choice;
    count_choice(a, 1);
  }
  const std::int64_t overloads = overloads_;
  if (links) {
    put(a, Choice{});
  } else {
    count_choice(a, -1);
    choice_[a] = Choice{};
  }
  dirty_.resize(dirty);
  changed_members_.resize(changed);
  return overloads;
}

std::size_t State::tier_at(const Tariff& tariff, Amount volume) const {
  std::size_t tier = 0;
  while (tier + 1 < tariff.from_volume.size() && tariff.from_volume[tier + 1] <= volume) ++tier;
  return tier;
}

Cost State::period_cost(const Tariff& tariff, std::uint32_t o, Amount volume, int t) const {
  const Option& option = problem_->options[o];
  if (!tariff.incremental)
    return neighbours_
        ->tier_costs[o][tier_at(tariff, volume) * index(problem_->horizon) + index(t)];
  return average_cost(tariff, option, volume, average_price(tariff, volume, t), t);
}

/// Over the slices, in millionths of a dollar.
double State::average_price(const Tariff& tariff, Amount volume, int t) const {
  double spent = 0;
  for (std::size_t k = 0; k < tariff.from_volume.size() && tariff.from_volume[k] < volume; ++k) {
    const Amount end =
        k + 1 < tariff.from_volume.size() ? std::min(volume, tariff.from_volume[k + 1]) : volume;
    spent += static_cast<double>(end - tariff.from_volume[k]) *
             static_cast<double>(tariff.unit_price[k][index(t)]);
  }
  return volume > 0 ? spent / static_cast<double>(volume)
                    : static_cast<double>(tariff.unit_price[0][index(t)]);
}

Cost State::average_cost(const Tariff& tariff, const Option& option, Amount volume, double price,
                         int t) const {
  const double cents = (static_cast<double>(option.volume) * price * 1e-10 +
                        static_cast<double>(fee_at(option, t))) /
                       problem_->periods_per_year;
  // Close to half a cent floating point may round to the wrong side; then count exactly.
  const double beyond = cents - std::floor(cents);
  if (std::fabs(beyond - 0.5) > 1e-9 * std::max(1.0, cents) || volume <= 0)
    return present_cost(std::round(cents), problem_->discount[index(t)]);
  return present_cost(exact_average_cents(tariff, option, volume, t, problem_->periods_per_year),
                      problem_->discount[index(t)]);
}

Cost State::member_cost(std::uint32_t i, std::uint32_t a) const {
  const Tariff& tariff = problem_->tariffs[i];
  const auto& use = pools_[tariff.pool].use;
  Cost sum = 0;
  if (tariff.incremental) {
    for (int t = choice_[a].slot; t < problem_->horizon; ++t)
      sum += average_cost(tariff, problem_->options[choice_[a].option], use[index(t)],
                          averages_[index(t)], t);
    return sum;
  }
  const std::vector<Cost>& costs = neighbours_->tier_costs[choice_[a].option];
  for (int t = choice_[a].slot; t < problem_->horizon; ++t)
    sum += costs[tiers_[i][index(t)] * index(problem_->horizon) + index(t)];
  return sum;
}

void State::charge_member(std::uint32_t a, Cost cost) {
  cost_ += cost - member_cost_[a];
  charge(problem_->activities[a].account, cost - member_cost_[a]);
  member_cost_[a] = cost;
}

void State::update_tariff(std::uint32_t i) {
  const Tariff& tariff = problem_->tariffs[i];
  const auto& use = pools_[tariff.pool].use;
  bool moved = tariff.incremental;
  for (int t = 0; t < problem_->horizon; ++t) {
    const auto tier = static_cast<std::uint32_t>(tier_at(tariff, use[index(t)]));
    moved = moved || tier != tiers_[i][index(t)];
    tiers_[i][index(t)] = tier;
  }
  if (tariff.incremental) {
    averages_.resize(index(problem_->horizon));
    for (int t = 0; t < problem_->horizon; ++t)
      averages_[index(t)] = average_price(tariff, use[index(t)], t);
  }
  for (const std::uint32_t a : members_[i]) {
    if (moved || std::binary_search(changed_members_.begin(), changed_members_.end(), a))
      charge_member(a, member_cost(i, a));
  }
}

void State::update_tariffs() {
  if (dirty_.empty()) return;
  std::sort(dirty_.begin(), dirty_.end());
  dirty_.erase(std::unique(dirty_.begin(), dirty_.end()), dirty_.end());
  std::sort(changed_members_.begin(), changed_members_.end());
  for (const std::uint32_t i : dirty_) update_tariff(i);
  dirty_.clear();
  changed_members_.clear();
}

void State::tariff_tail(const Option& option, std::vector<Cost>& tail) const {
  const int horizon = problem_->horizon;
  tail.assign(index(horizon) + 1, 0);
  if (option.tariff == none) return;
  const Tariff& tariff = problem_->tariffs[option.tariff];
  const auto o = static_cast<std::uint32_t>(&option - problem_->options.data());
  const auto& use = pools_[tariff.pool].use;
  for (int t = horizon - 1; t >= 0; --t) {
    tail[index(t)] = tail[index(t) + 1] + period_cost(tariff, o, use[index(t)] + option.volume, t);
  }
}

}  // namespace qsmo::scheduling
