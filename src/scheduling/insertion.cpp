#include "scheduling/insertion.hpp"

#include <algorithm>
#include <limits>

namespace qsmo::scheduling {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
/// Share of candidate slots that insertion overlooks, so that it does not repeat itself (Christiaens, Vanden Berghe 2020).
constexpr double blink = 0.01;
/// The same where room is no matter: else it would be the same slot every time.
constexpr double crowd_blink = 0.1;

std::size_t index(int t) { return static_cast<std::size_t>(t); }

/// Sums of prices over periods 0 .. t-1 of each pool that has a price at all.
std::vector<std::vector<double>> price_sums(const Problem& problem, const Prices& prices) {
  std::vector<std::vector<double>> sums(problem.pools.size());
  for (std::size_t p = 0; p < prices.size(); ++p) {
    if (std::all_of(prices[p].begin(), prices[p].end(), [](double price) { return price == 0; }))
      continue;
    sums[p].push_back(0);
    for (const double price : prices_by_period(problem.pools[p], prices[p]))
      sums[p].push_back(sums[p].back() + price);
  }
  return sums;
}

/// Price of a demand at each slot, added up.
void add_price(const Demand& demand, const Activity& activity, const Option& option, int horizon,
               const std::vector<double>& sums, std::vector<double>& out) {
  std::vector<double> series(demand.span == Span::until_release ? index(horizon) + 1 : 0, 0.0);
  for (std::size_t t = 0; t + 1 < series.size(); ++t)
    series[t + 1] = series[t] + (sums[t + 1] - sums[t]) * static_cast<double>(activity.series[t]);
  const auto amount = static_cast<double>(demand.amount);
  for (int s = 0; s < horizon; ++s) {
    const std::size_t release = index(option.release[index(s)]);
    double price = 0;
    switch (demand.span) {
    case Span::around: {
      const int from = std::clamp(s + demand.from, 0, horizon);
      price = sums[index(std::clamp(s + demand.to, from, horizon))] - sums[index(from)];
      break;
    }
    case Span::after_release:
      price = sums.back() - sums[release];
      break;
    case Span::at_release:
      price = sums[std::min(release + 1, index(horizon))] - sums[release];
      break;
    case Span::until_release:
      price = series[release] - series[index(s)];
      break;
    }
    out[index(s)] += amount * price;
  }
}

}  // namespace

Scores::Scores(const Problem& problem) : horizon(index(problem.horizon)) {
  cost.reserve(problem.options.size() * horizon);
  for (const Option& option : problem.options) {
    for (std::size_t s = 0; s < horizon; ++s) {
      const Cost aim = option.aim.empty() ? 0 : option.aim[s];
      cost.push_back(option.cost[s] < forbidden ? static_cast<double>(option.cost[s] + aim)
                                                : infinity);
    }
  }
}

void Scores::set_prices(const Problem& problem, const Prices& prices) {
  const auto sums = price_sums(problem, prices);
  priced.clear();
  if (std::all_of(sums.begin(), sums.end(), [](const auto& list) { return list.empty(); })) return;
  priced.assign(cost.size(), 0.0F);
  std::vector<double> row(index(problem.horizon));
  for (const Activity& activity : problem.activities) {
    for (std::uint32_t i = 0; i < activity.option_count; ++i) {
      const std::size_t o = activity.first_option + i;
      const Option& option = problem.options[o];
      std::fill(row.begin(), row.end(), 0.0);
      for (const Demand& demand : option.demands) {
        if (!sums[demand.pool].empty())
          add_price(demand, activity, option, problem.horizon, sums[demand.pool], row);
      }
      std::transform(row.begin(), row.end(),
                     priced.begin() + static_cast<std::ptrdiff_t>(o * row.size()),
                     [](double price) { return static_cast<float>(price); });
    }
  }
}

/// Slots and starts that the hard arcs to placed neighbours leave open.
struct Insertion::Window {
  int slot_from = 0;
  int slot_to = 0;  // last slot
  int start_from = 0;
  bool open = true;
};

struct Insertion::Best {
  Choice choice;
  double score = infinity;
  std::int64_t overloads = 0;  // added
};

Insertion::Insertion(const State& state, const Scores& scores, Random& random)
    : state_(&state),
      layout_(&state.layout()),
      scores_(&scores),
      random_(&random),
      extra_(index(layout_->horizon) + 1, 0),
      awaited_(layout_->problem->activities.size(), 0),
      score_(index(layout_->horizon), 0),
      added_(layout_->buckets, 0) {}

Insertion::Window Insertion::window(std::uint32_t a) const {
  Window window{0, layout_->horizon - 1, -layout_->horizon, true};
  for (const ArcEnd& arc : layout_->arcs_in[a]) {
    if (arc.soft) continue;
    if (!state_->placed(arc.other)) {
      if (!arc.allow && layout_->block_of[arc.other] != layout_->block_of[a]) window.open = false;
      continue;
    }
    int& from = arc.to_start ? window.start_from : window.slot_from;
    from = std::max(from, state_->slot(arc.other) + arc.lag);
  }
  for (const ArcEnd& arc : layout_->arcs_out[a]) {
    if (arc.soft || !state_->placed(arc.other)) continue;
    const int held = arc.to_start ? state_->start(arc.other) : state_->slot(arc.other);
    window.slot_to = std::min(window.slot_to, held - arc.lag);
  }
  return window;
}

/// Costs of links and of soft arcs to dependents, for the slots from .. to and for never.
void Insertion::neighbour_costs(std::uint32_t a, int from, int to) {
  const int horizon = layout_->horizon;
  has_extra_ = false;
  const auto begin = [&] {
    if (has_extra_) return;
    has_extra_ = true;
    std::fill(extra_.begin() + from, extra_.begin() + to + 1, 0);
    extra_[index(horizon)] = 0;
  };
  for (const Tie& tie : layout_->ties[a]) {
    const int other = state_->slot(tie.other);
    if (other == horizon && awaited_[tie.other]) continue;
    begin();
    const Cost* cost = layout_->link_cost(tie.link);
    const Cost there = cost[other];
    for (int t = from; t <= std::min(to, other); ++t) extra_[index(t)] += there - cost[t];
    for (int t = std::max(from, other + 1); t <= to; ++t) extra_[index(t)] += cost[t] - there;
    extra_[index(horizon)] += cost[horizon] - there;
  }
  for (const ArcEnd& arc : layout_->arcs_out[a]) {
    if (!arc.soft || !state_->placed(arc.other)) continue;
    begin();
    const int held = arc.to_start ? state_->start(arc.other) : state_->slot(arc.other);
    const Cost price = state_->problem().precedences[arc.arc].price[index(state_->slot(arc.other))];
    for (int t = std::max(from, held - arc.lag + 1); t <= to; ++t) extra_[index(t)] += price;
    if (!arc.allow) extra_[index(horizon)] += price;
  }
}

/// Price of the soft arcs into `a` that a slot and duration would break.
Cost Insertion::soft_in(std::uint32_t a, int slot, int duration) const {
  Cost sum = 0;
  for (const ArcEnd& arc : layout_->arcs_in[a]) {
    if (!arc.soft) continue;
    const int held = arc.to_start ? slot - duration : slot;
    const bool kept =
        state_->placed(arc.other) ? held >= state_->slot(arc.other) + arc.lag : arc.allow;
    if (!kept) sum += state_->problem().precedences[arc.arc].price[index(slot)];
  }
  return sum;
}

void Insertion::add_tariff(std::uint32_t o, std::vector<double>& score) {
  if (layout_->tariff[o] == none) return;
  state_->tariff_tail(o, tail_);
  for (std::size_t s = 0; s < score.size(); ++s) score[s] += static_cast<double>(tail_[s]);
}

void Insertion::score(std::uint32_t a, std::uint32_t o, int from, int to, double weight) {
  const std::size_t base = static_cast<std::size_t>(o) * index(layout_->horizon);
  const double* cost = scores_->cost.data() + base;
  double* score = score_.data();
  if (has_extra_) {
    const Cost* extra = extra_.data();
    for (int s = from; s <= to; ++s) score[s] = cost[s] + static_cast<double>(extra[s]);
  } else {
    std::copy(cost + from, cost + to + 1, score + from);
  }
  if (weight != 0) {
    const float* priced = scores_->priced.data() + base;
    for (int s = from; s <= to; ++s) score[s] += weight * static_cast<double>(priced[s]);
  }
  add_tariff(o, score_);
  if (!layout_->soft_in[a]) return;
  for (int s = from; s <= to; ++s)
    score[s] += static_cast<double>(soft_in(a, s, layout_->duration[o]));
}

/// The slot itself if the simple demands of the option find room there; else a later slot, before which they find none.
int Insertion::first_with_room(std::uint32_t o, int slot) const {
  const int horizon = layout_->horizon;
  for (const Draw& draw : layout_->plain_draws[o]) {
    const Amount* room = state_->room() + draw.first;
    const int from = std::max(0, slot + draw.from);
    for (int t = std::min(horizon, slot + draw.to); t-- > from;) {
      if (room[t] < draw.amount) return t + 1 - draw.from;
    }
  }
  for (const std::vector<Draw>& draws : layout_->yearly_draws[o]) {
    const Amount* room = state_->room() + draws.front().first;
    const std::size_t base = static_cast<std::size_t>(draws.front().pool) * index(horizon);
    const int end = std::min(horizon, slot + draws.back().to);
    int t = std::max(0, slot + draws.front().from);
    while (t < end) {
      const int next = layout_->run_end[base + index(t)];
      Amount amount = 0;
      for (const Draw& draw : draws)
        amount += draw.amount *
                  std::max(0, std::min(next, slot + draw.to) - std::max(t, slot + draw.from));
      const Amount left = room[layout_->bucket_of[base + index(t)]];
      if (amount > left) {
        if (draws.size() > 1) return slot + 1;
        // As many periods as find room at the end of this bucket.
        const auto periods = static_cast<int>(std::max<Amount>(0, left) / draws.front().amount);
        return std::max(slot + 1, next - periods - draws.front().from);
      }
      t = next;
    }
  }
  return slot;
}

void Insertion::add_bucket(std::uint32_t bucket, Amount amount) {
  if (added_[bucket] == 0) touched_.push_back(bucket);
  added_[bucket] += amount;
}

void Insertion::add(std::uint32_t pool, int from, int to, Amount amount) {
  const PoolShape& shape = layout_->pools[pool];
  if (!shape.limits || amount == 0) return;
  const std::size_t base = static_cast<std::size_t>(pool) * index(layout_->horizon);
  while (from < to) {
    const std::uint32_t bucket = layout_->bucket_of[base + index(from)];
    const int end = std::min(to, layout_->run_end[base + index(from)]);
    const std::uint32_t last = shape.cumulative ? shape.buckets : bucket + 1;
    for (std::uint32_t b = bucket; b < last; ++b)
      add_bucket(shape.first + b, amount * (end - from));
    from = end;
  }
}

void Insertion::add_demand(const Demand& demand, std::uint32_t a, int slot, int release) {
  const int horizon = layout_->horizon;
  switch (demand.span) {
  case Span::around:
    return add(demand.pool, std::max(0, slot + demand.from), std::min(horizon, slot + demand.to),
               demand.amount);
  case Span::after_release:
    return add(demand.pool, release, horizon, demand.amount);
  case Span::at_release:
    return add(demand.pool, release, std::min(horizon, release + 1), demand.amount);
  case Span::until_release:
    break;
  }
  const auto sums = layout_->series_sums[a];
  const std::size_t base = static_cast<std::size_t>(demand.pool) * index(horizon);
  for (int t = slot; t < release;) {
    const int end = std::min(release, layout_->run_end[base + index(t)]);
    // One run of periods, one bucket: all of it in its first period.
    add(demand.pool, t, t + 1, demand.amount * (sums[index(end)] - sums[index(t)]));
    t = end;
  }
}

/// What changes in the draws of links and soft arcs when the activity, which never took effect, does so.
void Insertion::add_outside(std::uint32_t a, int slot, int duration) {
  const Problem& problem = state_->problem();
  const int horizon = layout_->horizon;
  for (const Tie& tie : layout_->ties[a]) {
    const Link& link = problem.links[tie.link];
    const int other = state_->slot(tie.other);
    for (const Link::Side* side : {&link.a, &link.b}) {
      if (side->pool == none) continue;
      add(side->pool, slot, std::min(other, horizon), side->amount);
      add(side->pool, std::max(slot, other), horizon, -side->amount);
    }
  }
  const auto arc_draw = [&](const ArcEnd& end, int at, int sign) {
    const Precedence& arc = problem.precedences[end.arc];
    if (arc.pool != none) add(arc.pool, at, at + 1, sign * arc.amount);
  };
  for (const ArcEnd& end : layout_->arcs_in[a]) {
    if (!end.soft) continue;
    const int held = end.to_start ? slot - duration : slot;
    const bool kept =
        state_->placed(end.other) ? held >= state_->slot(end.other) + end.lag : end.allow;
    if (!kept) arc_draw(end, slot, 1);
  }
  for (const ArcEnd& end : layout_->arcs_out[a]) {
    if (!end.soft || !state_->placed(end.other)) continue;
    const int held = end.to_start ? state_->start(end.other) : state_->slot(end.other);
    const bool kept = held >= slot + end.lag;
    if (kept != end.allow) arc_draw(end, state_->slot(end.other), kept ? -1 : 1);
  }
}

std::int64_t Insertion::overloads_added(std::uint32_t a, std::uint32_t o, int slot, bool outside) {
  const int release = state_->problem().options[o].release[index(slot)];
  for (const Demand& demand : layout_->other_demands[o]) add_demand(demand, a, slot, release);
  if (outside && layout_->pays_outside[a]) add_outside(a, slot, layout_->duration[o]);
  std::int64_t overloads = 0;
  for (const std::uint32_t bucket : touched_) {
    const Amount room = state_->room()[bucket];
    overloads += (room < added_[bucket] ? 1 : 0) - (room < 0 ? 1 : 0);
    added_[bucket] = 0;
  }
  touched_.clear();
  return overloads;
}

void Insertion::scan(std::uint32_t a, std::uint32_t o, int from, int to, const Request& request,
                     Best& best) {
  const bool summed = !layout_->other_demands[o].empty() || layout_->pays_outside[a];
  const bool mending = summed && state_->overloads() > 0;
  const std::vector<bool>& joins = state_->problem().options[o].joins;
  const bool wary = request.shy && !joins.empty();
  for (int s = from; s <= to;) {
    if (wary && joins[index(s)]) {
      ++s;
      continue;
    }
    const bool better =
        request.mode == Mode::earliest && best.choice.option != none
            ? s < best.choice.slot || (s == best.choice.slot && score_[index(s)] < best.score)
            : score_[index(s)] < best.score;
    if ((!better && !mending) || score_[index(s)] == infinity) {
      ++s;
      continue;
    }
    if (const int next = request.crowd ? s : first_with_room(o, s); next != s) {
      s = next;
      continue;
    }
    // A large block needs every member.
    const bool overlooked =
        request.only_slot < 0 && random_->uniform() < (request.crowd ? crowd_blink : blink);
    if (!overlooked) {
      const std::int64_t added =
          summed && !request.crowd ? overloads_added(a, o, s, request.outside) : 0;
      if (added < best.overloads || (added == best.overloads && better))
        best = {{o, s}, score_[index(s)], added};
    }
    ++s;
  }
}

std::optional<Choice> Insertion::place(std::uint32_t a, const Request& request) {
  const Activity& activity = state_->problem().activities[a];
  Window window = this->window(a);
  if (!window.open && !activity.fixed) return std::nullopt;
  window.slot_from = std::max(0, window.slot_from);
  if (request.only_slot >= 0) {
    if (request.only_slot < window.slot_from || request.only_slot > window.slot_to)
      return std::nullopt;
    window.slot_from = window.slot_to = request.only_slot;
  }
  if (window.slot_from > window.slot_to) return std::nullopt;
  neighbour_costs(a, window.slot_from, window.slot_to);
  const bool must = request.mode != Mode::if_cheaper || activity.required || activity.fixed;
  Best best;
  double stay = static_cast<double>(activity.never + activity.never_aim);
  if (has_extra_) stay += static_cast<double>(extra_[index(layout_->horizon)]);
  if (!must) best.score = stay;
  const double weight = scores_->priced.empty() ? 0 : request.weight;
  for (std::uint32_t i = 0; i < activity.option_count; ++i) {
    const std::uint32_t o = activity.first_option + i;
    const int from = std::max(window.slot_from, window.start_from + layout_->duration[o]);
    if (from > window.slot_to) continue;
    score(a, o, from, window.slot_to, weight);
    scan(a, o, from, window.slot_to, request, best);
  }
  if (best.choice.option == none) return std::nullopt;
  gain_ = stay - best.score;
  return best.choice;
}

}  // namespace qsmo::scheduling
