#include "scheduling/state.hpp"

#include <algorithm>

namespace qsmo::scheduling {
namespace {

std::size_t index(int t) { return static_cast<std::size_t>(t); }

}  // namespace

State::State(const Layout& layout, const Solution& start, Rounding rounding)
    : layout_(&layout),
      choice_(layout.problem->activities.size()),
      slot_(layout.problem->activities.size(), layout.horizon),
      account_cost_(layout.problem->accounts.size(), 0),
      account_margin_(layout.problem->accounts.size(), 0),
      account_movers_(layout.problem->accounts.size(), 0),
      tariffs_(layout, rounding) {
  if (rounding == Rounding::together) {
    for (const double discount : problem().discount) margin_ += present_cost(0.5, discount) + 1;
  }
  empty_pools();
  for (std::uint32_t a = 0; a < choice_.size(); ++a) {
    const Activity& activity = problem().activities[a];
    cost_ += activity.never + activity.never_aim;
    charge(layout.account[a], activity.never);
    broken_ += activity.required ? 1 : 0;
    fixed_out_ += activity.fixed ? 1 : 0;
  }
  assign(start);
  for (std::size_t b = 0; b < room_.size(); ++b) {
    limit_[b] += std::max<Amount>(0, -room_[b]);
    room_[b] = std::max<Amount>(0, room_[b]);
  }
  overloads_ = 0;
}

void State::empty_pools() {
  for (const Pool& pool : problem().pools) {
    Amount use = 0;
    for (std::size_t b = 0; b < pool.capacity.size(); ++b) {
      use = pool.initial[b] + (pool.cumulative ? use : 0);
      limit_.push_back(pool.capacity[b]);
      room_.push_back(pool.capacity[b] - use);
      overloads_ += room_.back() < 0 ? 1 : 0;
    }
  }
}

bool State::over_capacity() const {
  std::size_t at = 0;
  for (const Pool& pool : problem().pools) {
    for (const Amount capacity : pool.capacity) {
      if (limit_[at] - room_[at] > capacity) return true;
      ++at;
    }
  }
  return false;
}

void State::judge(std::uint32_t account, int sign) {
  if (problem().accounts[account].bound && account_movers_[account] > 0 &&
      account_cost_[account] + account_margin_[account] > problem().accounts[account].limit)
    bad_accounts_ += sign;
}

void State::charge(std::uint32_t account, Cost amount) {
  if (account == none) return;
  judge(account, -1);
  account_cost_[account] += amount;
  judge(account, 1);
}

void State::take(std::size_t bucket, Amount amount) {
  Amount& room = room_[bucket];
  overloads_ -= room < 0 ? 1 : 0;
  room -= amount;
  overloads_ += room < 0 ? 1 : 0;
}

/// `amount` in each period from .. to - 1.
void State::take_run(std::uint32_t pool, int from, int to, Amount amount) {
  const PoolShape& shape = layout_->pools[pool];
  if (shape.plain) {
    for (int t = from; t < to; ++t) take(shape.first + index(t), amount);
    return;
  }
  const std::size_t base = index(static_cast<int>(pool)) * index(layout_->horizon);
  while (from < to) {
    const std::uint32_t bucket = layout_->bucket_of[base + index(from)];
    const int end = std::min(to, layout_->run_end[base + index(from)]);
    const std::uint32_t last = shape.cumulative ? shape.buckets : bucket + 1;
    for (std::uint32_t b = bucket; b < last; ++b) take(shape.first + b, amount * (end - from));
    from = end;
  }
}

void State::take_demand(const Demand& demand, std::uint32_t a, int slot, int release, int sign) {
  const int horizon = layout_->horizon;
  const Amount amount = sign * demand.amount;
  switch (demand.span) {
  case Span::around:
    take_run(demand.pool, std::max(0, slot + demand.from), std::min(horizon, slot + demand.to),
             amount);
    return;
  case Span::after_release:
    take_run(demand.pool, release, horizon, amount);
    return;
  case Span::at_release:
    take_run(demand.pool, release, std::min(horizon, release + 1), amount);
    return;
  case Span::until_release:
    for (int t = slot; t < release; ++t)
      take_run(demand.pool, t, t + 1, amount * problem().activities[a].series[index(t)]);
    return;
  }
}

void State::count_choice(std::uint32_t a, int sign) {
  const Activity& activity = problem().activities[a];
  const Choice& choice = choice_[a];
  const Option& option = problem().options[choice.option];
  const Cost delta = sign * (option.cost[index(choice.slot)] - activity.never);
  const Cost aim = option.aim.empty() ? 0 : option.aim[index(choice.slot)];
  cost_ += delta + sign * (aim - activity.never_aim);
  if (const std::uint32_t account = layout_->account[a]; account != none) {
    judge(account, -1);
    const bool joins =
        !activity.fixed && (option.joins.empty() || option.joins[index(choice.slot)]);
    account_cost_[account] +=
        delta - (option.credit.empty() ? 0 : sign * option.credit[index(choice.slot)]);
    account_movers_[account] += joins ? sign : 0;
    if (option.tariff != none && problem().tariffs[option.tariff].incremental)
      account_margin_[account] += sign * margin_;
    judge(account, 1);
  }
  if (activity.required) broken_ -= static_cast<std::uint64_t>(sign);
  if (activity.fixed) fixed_out_ -= static_cast<std::uint64_t>(sign);
  for (const Demand& demand : option.demands) {
    take_demand(demand, a, choice.slot, option.release[index(choice.slot)], sign);
    const std::uint32_t tariff = layout_->tariff_of_pool[demand.pool];
    if (tariff != none) tariffs_.touch(tariff);
  }
  if (option.tariff != none) tariffs_.count(choice.option, choice.slot, sign);
}

void State::count_link(const Link& link, int slot_a, int slot_b, int sign) {
  const int from = std::min(slot_a, slot_b);
  const int to = std::max(slot_a, slot_b);
  for (const Link::Side* side : {&link.a, &link.b}) {
    charge(layout_->account[side->activity],
           sign * (side->prefix[index(to)] - side->prefix[index(from)]));
    if (side->pool != none) take_run(side->pool, from, to, sign * side->amount);
  }
}

/// An activity goes from one slot to another.
void State::move_links(std::uint32_t a, int from, int to) {
  for (const Tie& tie : layout_->ties[a]) {
    const Cost* cost = layout_->link_cost(tie.link);
    const int other = slot_[tie.other];
    cost_ += cost[std::max(to, other)] - cost[std::min(to, other)] - cost[std::max(from, other)] +
             cost[std::min(from, other)];
    if (layout_->link_is_plain[tie.link]) continue;
    count_link(problem().links[tie.link], from, other, -1);
    count_link(problem().links[tie.link], to, other, 1);
  }
}

void State::count_arc(const ArcEnd& end, std::uint32_t prerequisite, std::uint32_t dependent,
                      int sign) {
  if (!placed(dependent)) return;
  const int held = end.to_start ? start(dependent) : slot_[dependent];
  const bool kept = placed(prerequisite) ? held >= slot_[prerequisite] + end.lag : end.allow;
  if (kept) return;
  if (!end.soft) {
    broken_ += static_cast<std::uint64_t>(sign);
    return;
  }
  const Precedence& arc = problem().precedences[end.arc];
  const Cost price = sign * arc.price[index(slot_[dependent])];
  cost_ += price;
  charge(layout_->account[dependent], price);
  if (arc.pool != none)
    take_run(arc.pool, slot_[dependent], slot_[dependent] + 1, sign * arc.amount);
}

void State::count_arcs(std::uint32_t a, int sign) {
  for (const ArcEnd& end : layout_->arcs_out[a]) count_arc(end, a, end.other, sign);
  for (const ArcEnd& end : layout_->arcs_in[a]) count_arc(end, end.other, a, sign);
}

void State::set(std::uint32_t a, const Choice& choice) {
  put(a, choice);
  update_tariffs();
}

void State::assign(const Solution& solution) {
  for (std::uint32_t a = 0; a < solution.size(); ++a) put(a, solution[a]);
  update_tariffs();
}

void State::put(std::uint32_t a, const Choice& choice) {
  if (choice == choice_[a]) return;
  const int from = slot_[a];
  const int to = choice.option == none ? layout_->horizon : choice.slot;
  count_arcs(a, -1);
  if (placed(a)) count_choice(a, -1);
  choice_[a] = choice;
  slot_[a] = to;
  if (placed(a)) count_choice(a, 1);
  count_arcs(a, 1);
  if (from != to) move_links(a, from, to);
}

void State::update_tariffs() {
  if (tariffs_.settled()) return;
  tariffs_.settle([this](std::uint32_t pool, int t) { return use(pool, t); }, choice_,
                  [this](std::uint32_t account, Cost amount) {
                    cost_ += amount;
                    charge(account, amount);
                  });
}

void State::tariff_tail(std::uint32_t option, std::vector<Cost>& tail) const {
  tariffs_.tail(
      option, [this](std::uint32_t pool, int t) { return use(pool, t); }, tail);
}

}  // namespace qsmo::scheduling
