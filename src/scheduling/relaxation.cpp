#include "scheduling/relaxation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "scheduling/tariff_cost.hpp"
#include "scheduling/uses.hpp"

namespace qsmo::scheduling {
namespace {

std::size_t index(int t) { return static_cast<std::size_t>(t); }

constexpr int endless = std::numeric_limits<int>::max() / 2;

/// Costs of an option's tariff from each slot on, every unit at its cheapest tier.
std::vector<Cost> cheapest_tail(const Problem& problem, const Option& option) {
  std::vector<Cost> tail(index(problem.horizon) + 1, 0);
  const Tariff& tariff = problem.tariffs[option.tariff];
  for (int t = problem.horizon - 1; t >= 0; --t) {
    // The cost rises with the price.
    std::size_t cheapest = 0;
    for (std::size_t k = 1; k < tariff.from_volume.size(); ++k) {
      if (tariff.unit_price[k][index(t)] < tariff.unit_price[cheapest][index(t)]) cheapest = k;
    }
    tail[index(t)] = tail[index(t) + 1] + tier_cost(problem, option, tariff, cheapest, t);
  }
  return tail;
}

bool binds(const Precedence& arc) { return !arc.soft && !arc.allow; }

bool is_broken(const Problem& problem, const Precedence& arc, const Solution& solution) {
  const Choice& dependent = solution[arc.dependent];
  const Choice& prerequisite = solution[arc.prerequisite];
  if (dependent.option == none) return false;
  if (prerequisite.option == none) return !arc.allow;
  const int duration = arc.to_start ? problem.options[dependent.option].duration : 0;
  return dependent.slot - duration < prerequisite.slot + arc.lag;
}

/// Most that an option draws on any one bucket of a pool, or more: a quick test before masking.
Amount most_of(const Activity& activity, const Demand& demand) {
  if (demand.amount <= 0) return 0;
  const auto periods = static_cast<Amount>(demand.to - demand.from);
  switch (demand.span) {
  case Span::around:
    return demand.amount * std::max<Amount>(0, periods);
  case Span::at_release:
    return demand.amount;
  case Span::until_release:
    return demand.amount *
           std::accumulate(activity.series.begin(), activity.series.end(), Amount{0});
  case Span::after_release:
    return unlimited;
  }
  return unlimited;
}

constexpr double most_price = 0x1.0p60;

/// Cost units of a price, rounded down; a price beyond all costs counts as that (one below them must not: see sound).
Cost floor_cost(double price) {
  const auto cost = static_cast<Cost>(std::clamp(price, -most_price, most_price));
  return cost - (static_cast<double>(cost) > price ? 1 : 0);
}

Flow floor_units(Cost cost, Cost unit) {
  return cost >= 0 ? cost / unit : -((-cost + unit - 1) / unit);
}

/// Joined sets of numbers.
class Sets {
 public:
  explicit Sets(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), 0U);
  }
  std::uint32_t of(std::uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::uint32_t i, std::uint32_t j) {
    const std::uint32_t a = of(i), b = of(j);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> parent_;
};

}  // namespace

Relaxation::Relaxation(const Problem& problem, const Solution& start)
    : problem_(&problem),
      open_(problem.options.size() * index(problem.horizon), 0),
      tail_(problem.options.size()),
      blocks_(problem.blocks.size()),
      block_of_(problem.activities.size(), 0),
      shared_(problem.pools.size(), 0),
      paid_(problem.pools.size()) {
  for (std::uint32_t b = 0; b < problem.blocks.size(); ++b) {
    for (const std::uint32_t a : problem.blocks[b]) block_of_[a] = b;
  }
  for (std::size_t o = 0; o < problem.options.size(); ++o) {
    const Option& option = problem.options[o];
    if (option.tariff != none) tail_[o] = cheapest_tail(problem, option);
    for (int s = 0; s < problem.horizon; ++s)
      open_[o * index(problem.horizon) + index(s)] = option.cost[index(s)] < forbidden ? 1 : 0;
  }
  set_room(start);
  mask();
  list_labels();
  propagate();
  build_components();
}

void Relaxation::set_room(const Solution& start) {
  room_ = uses(*problem_, start);
  for (const Precedence& arc : problem_->precedences) {
    if (arc.pool == none || !is_broken(*problem_, arc, start)) continue;
    std::vector<Amount>& use = room_[arc.pool];
    const Pool& pool = problem_->pools[arc.pool];
    const std::size_t first = pool.bucket[index(start[arc.dependent].slot)];
    for (std::size_t b = first; b < (pool.cumulative ? use.size() : first + 1); ++b)
      use[b] += arc.amount;
  }
  const std::vector<std::vector<Amount>> initial =
      uses(*problem_, Solution(problem_->activities.size()));
  for (std::size_t p = 0; p < room_.size(); ++p) {
    for (std::size_t b = 0; b < room_[p].size(); ++b)
      room_[p][b] = std::max({room_[p][b], problem_->pools[p].capacity[b]}) - initial[p][b];
  }
}

/// Closes what alone exceeds a bucket.
void Relaxation::mask() {
  const Problem& problem = *problem_;
  std::vector<std::vector<Amount>> room = room_;
  for (const Option& option : problem.options) {
    // Where capacity can be given back, by how much would have to be counted: such pools mask nothing.
    for (const Demand& demand : option.demands) {
      if (demand.amount < 0)
        std::fill(room[demand.pool].begin(), room[demand.pool].end(), unlimited);
    }
  }
  std::vector<Amount> least(room.size(), unlimited);
  std::vector<std::vector<Amount>> used;
  for (std::size_t p = 0; p < room.size(); ++p) {
    if (!room[p].empty()) least[p] = *std::min_element(room[p].begin(), room[p].end());
    used.emplace_back(room[p].size(), 0);
  }
  for (const Activity& activity : problem.activities) {
    for (std::uint32_t i = 0; i < activity.option_count; ++i) {
      const std::uint32_t o = activity.first_option + i;
      const auto& demands = problem.options[o].demands;
      const bool fits = std::all_of(demands.begin(), demands.end(), [&](const Demand& demand) {
        Amount sum = 0;
        for (const Demand& other : demands)
          sum += other.pool == demand.pool ? most_of(activity, other) : 0;
        return sum <= least[demand.pool];
      });
      if (!fits) mask_option(activity, o, room, used);
    }
  }
}

/// `used` is all 0, before and after.
void Relaxation::mask_option(const Activity& activity, std::uint32_t o,
                             const std::vector<std::vector<Amount>>& room,
                             std::vector<std::vector<Amount>>& used) {
  const Option& option = problem_->options[o];
  for (int s = 0; s < problem_->horizon; ++s) {
    if (!is_open(o, s)) continue;
    const auto add = [&](int sign) {
      bool over = false;
      for_each_use(*problem_, activity, option, s, [&](std::uint32_t p, int t, Amount amount) {
        const Pool& pool = problem_->pools[p];
        const std::size_t first = pool.bucket[index(t)];
        const std::size_t end = pool.cumulative ? used[p].size() : first + 1;
        for (std::size_t b = first; b < end; ++b) {
          used[p][b] += sign * amount;
          over = over || used[p][b] > room[p][b];
        }
      });
      return over;
    };
    // Nothing is given back here (see mask), so what is over once stays over.
    if (add(1)) open_[o * index(problem_->horizon) + index(s)] = 0;
    add(-1);
  }
}

void Relaxation::list_labels() {
  const Problem& problem = *problem_;
  for (std::size_t b = 0; b < blocks_.size(); ++b) {
    Block& block = blocks_[b];
    const auto& members = problem.blocks[b];
    block.first_label = static_cast<std::uint32_t>(labels_.size());
    block.may_stay = std::none_of(members.begin(), members.end(), [&](std::uint32_t a) {
      return problem.activities[a].required || problem.activities[a].fixed;
    });
    for (int s = 0; s < problem.horizon; ++s) {
      const auto has_way = [&](std::uint32_t a) {
        const Activity& activity = problem.activities[a];
        for (std::uint32_t i = 0; i < activity.option_count; ++i) {
          if (is_open(activity.first_option + i, s)) return true;
        }
        return false;
      };
      if (std::all_of(members.begin(), members.end(), has_way))
        labels_.push_back(static_cast<std::int16_t>(s));
    }
    block.label_count = static_cast<std::uint32_t>(labels_.size()) - block.first_label;
  }
}

/// A start lag binds at least as tightly as with the shortest duration.
int Relaxation::lag_of(const Precedence& arc) const {
  if (!arc.to_start) return arc.lag;
  const Activity& activity = problem_->activities[arc.dependent];
  int shortest = endless;
  for (std::uint32_t i = 0; i < activity.option_count; ++i) {
    const std::size_t o = activity.first_option + i;
    const auto from = open_.begin() + static_cast<std::ptrdiff_t>(o * index(problem_->horizon));
    if (std::find(from, from + problem_->horizon, 1) != from + problem_->horizon)
      shortest = std::min(shortest, problem_->options[o].duration);
  }
  return shortest == endless ? arc.lag : arc.lag + shortest;
}

/// Trims the labels to what the hard arcs leave, first and last.
void Relaxation::propagate() {
  bool changed = true;
  const auto trim_front = [&](Block& block, int least) {
    while (block.label_count > 0 && labels_[block.first_label] < least) {
      ++block.first_label;
      --block.label_count;
      changed = true;
    }
  };
  const auto trim_back = [&](Block& block, int most) {
    while (block.label_count > 0 && labels_[block.first_label + block.label_count - 1] > most) {
      --block.label_count;
      changed = true;
    }
  };
  const auto judge = [&](Block& block) {
    if (block.labels() > 0) return;
    hopeless_ = true;
    block.may_stay = true;
  };
  std::vector<int> lags;
  for (const Precedence& arc : problem_->precedences) lags.push_back(lag_of(arc));
  for (Block& block : blocks_) judge(block);
  while (changed && !hopeless_) {
    changed = false;
    for (std::size_t i = 0; i < lags.size(); ++i) {
      const Precedence& arc = problem_->precedences[i];
      Block& before = blocks_[block_of_[arc.prerequisite]];
      Block& after = blocks_[block_of_[arc.dependent]];
      if (!binds(arc) || &before == &after) continue;
      trim_front(after, before.label_count > 0 ? labels_[before.first_label] + lags[i] : endless);
      if (!after.may_stay) {
        changed = changed || before.may_stay;
        before.may_stay = false;
        if (after.label_count > 0)
          trim_back(before, labels_[after.first_label + after.label_count - 1] - lags[i]);
      }
      judge(before);
      judge(after);
    }
  }
}

void Relaxation::build_components() {
  const Problem& problem = *problem_;
  Sets sets(blocks_.size());
  for (const Precedence& arc : problem.precedences) {
    if (binds(arc)) sets.join(block_of_[arc.prerequisite], block_of_[arc.dependent]);
  }
  for (const Link& link : problem.links)
    sets.join(block_of_[link.a.activity], block_of_[link.b.activity]);
  std::vector<std::uint32_t> component_of(blocks_.size(), none);
  for (std::uint32_t b = 0; b < blocks_.size(); ++b) {
    std::uint32_t& component = component_of[sets.of(b)];
    if (component == none) {
      component = static_cast<std::uint32_t>(components_.size());
      components_.emplace_back();
    }
    blocks_[b].component = component;
    components_[component].blocks.push_back(b);
  }
  for (std::uint32_t i = 0; i < problem.links.size(); ++i)
    components_[blocks_[block_of_[problem.links[i].a.activity]].component].links.push_back(i);
  find_own_pools();
  place_blocks();
  std::vector<std::vector<MinimumCut::CutArc>> arcs(components_.size());
  for (const Precedence& arc : problem.precedences) {
    if (binds(arc)) add_precedence(arc, arcs[blocks_[block_of_[arc.dependent]].component]);
  }
  for (std::size_t c = 0; c < components_.size(); ++c) {
    Component& component = components_[c];
    for (const std::uint32_t i : component.links) add_link(i, component, arcs[c]);
    for (const std::uint32_t b : component.blocks) {
      const Block& block = blocks_[b];
      for (std::uint32_t k = 1; k + 1 < block.labels(); ++k)
        arcs[c].push_back({block.first_node + k, block.first_node + k - 1, infinite_flow, Flow{0}});
    }
    scale(component);
    if (component.blocks.size() > 1) component.cut = MinimumCut(component.nodes, arcs[c]);
    arcs[c] = {};
  }
}

void Relaxation::find_own_pools() {
  const Problem& problem = *problem_;
  std::vector<std::uint32_t> user(problem.pools.size(), none);
  std::vector<char> given_back(problem.pools.size(), 0);
  std::vector<std::vector<std::uint32_t>> drawn(components_.size());
  for (std::uint32_t a = 0; a < problem.activities.size(); ++a) {
    const Activity& activity = problem.activities[a];
    const std::uint32_t component = blocks_[block_of_[a]].component;
    for (std::uint32_t i = 0; i < activity.option_count; ++i) {
      for (const Demand& demand : problem.options[activity.first_option + i].demands) {
        std::uint32_t& first = user[demand.pool];
        if (first == none) first = component;
        if (first != component) shared_[demand.pool] = 1;
        if (demand.amount < 0) given_back[demand.pool] = 1;
        drawn[component].push_back(demand.pool);
      }
    }
  }
  for (const Link& link : problem.links) {
    for (const Link::Side* side : {&link.a, &link.b}) {
      if (side->pool != none) shared_[side->pool] = 1;
    }
  }
  for (std::size_t c = 0; c < components_.size(); ++c) {
    std::sort(drawn[c].begin(), drawn[c].end());
    drawn[c].erase(std::unique(drawn[c].begin(), drawn[c].end()), drawn[c].end());
    for (const std::uint32_t p : drawn[c]) {
      // What others give back makes room that a component alone has not.
      if (shared_[p] == 0 || (given_back[p] == 0 && could_overload(components_[c], p)))
        components_[c].own_pools.push_back(p);
    }
  }
}

/// Whether the most that each activity draws on one bucket adds up to more than the least room.
bool Relaxation::could_overload(const Component& component, std::uint32_t pool) const {
  const Amount room = *std::min_element(room_[pool].begin(), room_[pool].end());
  Amount sum = 0;
  for (const std::uint32_t b : component.blocks) {
    for (const std::uint32_t a : problem_->blocks[b]) {
      const Activity& activity = problem_->activities[a];
      Amount most = 0;
      for (std::uint32_t i = 0; i < activity.option_count; ++i) {
        Amount draw = 0;
        for (const Demand& demand : problem_->options[activity.first_option + i].demands) {
          if (demand.pool != pool) continue;
          const bool by_period = problem_->pools[pool].capacity.size() == index(problem_->horizon);
          draw +=
              by_period && demand.span == Span::around ? demand.amount : most_of(activity, demand);
        }
        most = std::max(most, draw);
      }
      sum += std::min(most, unlimited / 64);
      if (sum > room) return true;
    }
  }
  return false;
}

/// Place of a pool among the component's own; their number if it is not one.
std::size_t Relaxation::own_place(const Component& component, std::uint32_t pool) {
  const auto& own = component.own_pools;
  const auto at = std::lower_bound(own.begin(), own.end(), pool);
  return at != own.end() && *at == pool ? static_cast<std::size_t>(at - own.begin()) : own.size();
}

void Relaxation::place_blocks() {
  for (Component& component : components_) {
    std::uint32_t rows = 0, members = 0;
    for (std::uint32_t i = 0; i < component.blocks.size(); ++i) {
      Block& block = blocks_[component.blocks[i]];
      block.place = i;
      block.first_node = static_cast<std::uint32_t>(component.nodes);
      block.first_row = rows;
      block.first_member = members;
      members += static_cast<std::uint32_t>(problem_->blocks[component.blocks[i]].size());
      component.nodes += std::max(1U, block.labels()) - 1;
      for (const std::uint32_t a : problem_->blocks[component.blocks[i]])
        rows += problem_->activities[a].option_count;
    }
    component.weights.assign(component.nodes, 0);
    component.link_weights.assign(component.nodes, 0);
    nodes_ += component.nodes + component.blocks.size();
  }
}

/// True node k of the prerequisite: it takes effect at its label k + 1 or later; then the dependent no earlier than that
/// allows.
void Relaxation::add_precedence(const Precedence& arc,
                                std::vector<MinimumCut::CutArc>& arcs) const {
  const Block& before = blocks_[block_of_[arc.prerequisite]];
  const Block& after = blocks_[block_of_[arc.dependent]];
  if (&before == &after) return;
  const int lag = lag_of(arc);
  const auto* labels = labels_.data() + after.first_label;
  std::uint32_t last = 0;
  for (std::uint32_t k = 0; k + 1 < before.labels(); ++k) {
    std::uint32_t least = after.label_count;
    if (k + 1 < before.label_count) {
      const int slot = labels_[before.first_label + k + 1] + lag;
      least = static_cast<std::uint32_t>(
          std::lower_bound(labels, labels + after.label_count, slot) - labels);
    }
    if (least == last || least >= after.labels()) continue;
    arcs.push_back({before.first_node + k, after.first_node + least - 1, infinite_flow, Flow{0}});
    last = least;
  }
}

/// Whether something has not taken effect by the end of period t is a node, or known.
void Relaxation::add_link(std::uint32_t i, Component& component,
                          std::vector<MinimumCut::CutArc>& arcs) const {
  const Link& link = problem_->links[i];
  struct Side {
    std::uint32_t node = none;
    bool waits = false;
    bool operator==(const Side&) const = default;
  };
  const auto side_at = [&](std::uint32_t activity, int t) {
    const Block& block = blocks_[block_of_[activity]];
    const auto* labels = labels_.data() + block.first_label;
    const auto count = static_cast<std::uint32_t>(
        std::upper_bound(labels, labels + block.label_count, t) - labels);
    if (count == 0) return Side{none, true};
    if (count == block.labels()) return Side{none, false};
    return Side{block.first_node + count - 1, false};
  };
  if (block_of_[link.a.activity] == block_of_[link.b.activity]) return;
  for (int from = 0; from < problem_->horizon;) {
    const Side a = side_at(link.a.activity, from);
    const Side b = side_at(link.b.activity, from);
    int to = from + 1;
    while (to < problem_->horizon && side_at(link.a.activity, to) == a &&
           side_at(link.b.activity, to) == b)
      ++to;
    LinkPart part{i, from, to, none, none, false};
    if (a.node != none && b.node != none) {
      part.arc = static_cast<std::uint32_t>(arcs.size());
      arcs.push_back({a.node, b.node, Flow{0}, Flow{0}});
    } else if (a.node != none || b.node != none) {
      part.node = a.node != none ? a.node : b.node;
      part.waits = a.node != none ? b.waits : a.waits;
    }
    if (a.node != none || b.node != none || a.waits != b.waits)
      component.link_parts.push_back(part);
    from = to;
  }
}

/// Scales the flows of a component so that their sums fit.
void Relaxation::scale(Component& component) const {
  double range = 1;
  for (const std::uint32_t b : component.blocks) {
    double low = 0, high = 0;
    for (const std::uint32_t a : problem_->blocks[b]) {
      const Activity& activity = problem_->activities[a];
      const Cost never = activity.never + activity.never_aim;
      Cost least = never, most = never;
      for (std::uint32_t i = 0; i < activity.option_count; ++i) {
        const std::size_t o = activity.first_option + i;
        const Option& option = problem_->options[o];
        for (std::size_t s = 0; s < option.cost.size(); ++s) {
          if (option.cost[s] >= forbidden) continue;
          const Cost cost = option.cost[s] + (option.aim.empty() ? 0 : option.aim[s]) +
                            (tail_[o].empty() ? 0 : tail_[o][s]);
          least = std::min(least, cost);
          most = std::max(most, cost);
        }
      }
      low += static_cast<double>(least);
      high += static_cast<double>(most);
    }
    range = std::max(range, high - low);
  }
  for (const std::uint32_t i : component.links) {
    const Link& link = problem_->links[i];
    range = std::max(range, static_cast<double>(link.a.prefix.back()) +
                                static_cast<double>(link.b.prefix.back()));
  }
  constexpr double room = 0x1.0p60;
  constexpr double priced = 8;  // times the range that prices may add
  const double ceiling = std::min(priced * range, room);
  const auto parts = static_cast<double>(component.nodes + component.link_parts.size() + 1);
  component.ceiling = static_cast<Cost>(ceiling);
  component.unit = std::max<Cost>(1, static_cast<Cost>(std::ceil(2 * ceiling * parts / room)));
}

std::vector<Window> Relaxation::windows(std::size_t c) const {
  std::vector<Window> out;
  for (const std::uint32_t b : components_[c].blocks)
    out.push_back({0, static_cast<std::uint16_t>(blocks_[b].labels() - 1)});
  return out;
}

int Relaxation::slot(std::uint32_t b, std::uint32_t label) const {
  const Block& block = blocks_[b];
  return label < block.label_count ? labels_[block.first_label + label] : problem_->horizon;
}

double Relaxation::weight(std::uint32_t b) const {
  double sum = 0;
  for (const std::uint32_t a : problem_->blocks[b]) {
    const Activity& activity = problem_->activities[a];
    Cost low = activity.never, high = activity.never;
    for (std::uint32_t i = 0; i < activity.option_count; ++i) {
      for (const Cost cost : problem_->options[activity.first_option + i].cost) {
        if (cost >= forbidden) continue;
        low = std::min(low, cost);
        high = std::max(high, cost);
      }
    }
    sum += static_cast<double>(high) - static_cast<double>(low);
  }
  return sum;
}

Relaxation::Paid Relaxation::paid(const Pool& pool, const std::vector<double>& prices) const {
  const auto side = index(problem_->horizon);
  Paid sums(side + 1, 0.0);
  for (const double price : prices_by_period(pool, prices)) sums.push_back(sums.back() + price);
  sums.resize(3 * side + 1, sums.back());
  return sums;
}

void Relaxation::set_prices(const Prices& prices) {
  given_ = 0;
  ++version_;
  double doubt = 0;  // of sums of prices in floating point
  for (std::size_t p = 0; p < prices.size(); ++p) {
    const bool any =
        std::any_of(prices[p].begin(), prices[p].end(), [](double price) { return price > 0; });
    paid_[p] = any ? paid(problem_->pools[p], prices[p]) : Paid{};
    for (std::size_t b = 0; any && b < prices[p].size(); ++b) {
      given_ += static_cast<long double>(prices[p][b]) * static_cast<long double>(room_[p][b]);
      doubt += prices[p][b] * (std::fabs(static_cast<double>(room_[p][b])) +
                               static_cast<double>(problem_->pools[p].capacity[b]));
    }
  }
  given_ += static_cast<long double>(doubt * 1e-12);
}

/// What a demand pays at a slot.
double Relaxation::price(const Demand& demand, const Paid& paid, const Option& option,
                         const Activity& activity, int s) const {
  const int horizon = problem_->horizon;
  const auto between = [&](int from, int to) {
    from = std::clamp(from, -horizon, 2 * horizon);
    to = std::clamp(to, from, 2 * horizon);
    return paid[index(horizon + to)] - paid[index(horizon + from)];
  };
  const int release = option.release[index(s)];
  double units = 0;
  switch (demand.span) {
  case Span::around:
    units = between(s + demand.from, s + demand.to);
    break;
  case Span::after_release:
    units = between(release, horizon);
    break;
  case Span::at_release:
    units = between(release, release + 1);
    break;
  case Span::until_release:
    for (int t = s; t < release; ++t)
      units += static_cast<double>(activity.series[index(t)]) * between(t, t + 1);
    break;
  }
  return static_cast<double>(demand.amount) * units;
}

void Relaxation::add_prices(const Demand& demand, const Paid& paid, const Option& option,
                            const Activity& activity, std::vector<double>& row) const {
  const int horizon = problem_->horizon;
  if (demand.span != Span::around || demand.from < -horizon || demand.to > horizon ||
      demand.from > demand.to) {
    for (int s = 0; s < horizon; ++s) row[index(s)] += price(demand, paid, option, activity, s);
    return;
  }
  const double* from = paid.data() + horizon + demand.from;
  const double* to = paid.data() + horizon + demand.to;
  const auto amount = static_cast<double>(demand.amount);
  for (std::size_t s = 0; s < row.size(); ++s) row[s] += amount * (to[s] - from[s]);
}

void Relaxation::charge(std::size_t c) {
  Component& component = components_[c];
  const auto horizon = index(problem_->horizon);
  std::vector<double> prices;
  component.rows.clear();
  component.sound = true;
  for (const std::uint32_t b : component.blocks) {
    for (const std::uint32_t a : problem_->blocks[b]) {
      const Activity& activity = problem_->activities[a];
      for (std::uint32_t i = 0; i < activity.option_count; ++i) {
        const std::size_t o = activity.first_option + i;
        const Option& option = problem_->options[o];
        prices.assign(horizon, 0.0);
        for (const Demand& demand : option.demands) {
          if (!paid_[demand.pool].empty())
            add_prices(demand, paid_[demand.pool], option, activity, prices);
        }
        const char* open = open_.data() + o * horizon;
        for (std::size_t s = 0; s < horizon; ++s) {
          component.sound = component.sound && prices[s] >= -most_price;
          const Cost cost = option.cost[s] + (option.aim.empty() ? 0 : option.aim[s]) +
                            (tail_[o].empty() ? 0 : tail_[o][s]) + floor_cost(prices[s]);
          component.rows.push_back(open[s] != 0 ? cost : forbidden);
        }
      }
    }
  }
  charge_links(component);
}

void Relaxation::charge_links(Component& component) {
  std::fill(component.link_weights.begin(), component.link_weights.end(), 0);
  component.constant = 0;
  for (const LinkPart& part : component.link_parts) {
    const Link& link = problem_->links[part.link];
    Cost cost = 0;
    for (const Link::Side* side : {&link.a, &link.b}) {
      cost += side->prefix[index(part.to)] - side->prefix[index(part.from)];
      if (side->pool == none || paid_[side->pool].empty()) continue;
      const double* sums = paid_[side->pool].data() + problem_->horizon;
      cost += floor_cost(static_cast<double>(side->amount) * (sums[part.to] - sums[part.from]));
    }
    const Flow flow = floor_units(std::min(cost, component.ceiling), component.unit);
    if (part.arc != none) {
      component.cut.set_capacity(part.arc, flow);
    } else if (part.node != none) {
      // Paid where the node is true and the constant false, or the other way round.
      component.link_weights[part.node] += part.waits ? -flow : flow;
      component.constant += part.waits ? flow : 0;
    } else {
      component.constant += flow;
    }
  }
}

std::vector<Relaxation::Paid> Relaxation::own_paid(const Component& component,
                                                   const Prices& own) const {
  std::vector<Paid> out;
  for (std::size_t i = 0; i < own.size(); ++i)
    out.push_back(paid(problem_->pools[component.own_pools[i]], own[i]));
  return out;
}

/// Least cost of an activity by slot; `row` is that of its first option.
std::vector<Cost> Relaxation::member_row(const Component& component, std::uint32_t a,
                                         std::uint32_t row, Mask mask,
                                         const std::vector<Paid>& own) const {
  const Activity& activity = problem_->activities[a];
  const auto horizon = index(problem_->horizon);
  std::vector<Cost> least(horizon, forbidden);
  std::vector<double> prices;
  for (std::uint32_t i = 0; i < activity.option_count; ++i) {
    if (!allows(mask, i)) continue;
    const Option& option = problem_->options[activity.first_option + i];
    const Cost* costs = component.rows.data() + (row + i) * horizon;
    prices.assign(horizon, 0.0);
    for (const Demand& demand : option.demands) {
      const std::size_t place = own_place(component, demand.pool);
      if (place < own.size()) add_prices(demand, own[place], option, activity, prices);
    }
    for (std::size_t s = 0; s < horizon; ++s) {
      const Cost cost = prices[s] >= -most_price ? costs[s] + floor_cost(prices[s]) : unsound;
      least[s] = std::min(least[s], cost);
    }
  }
  return least;
}

void Relaxation::block_row(const Component& component, std::uint32_t b,
                           const std::vector<Paid>& own, std::vector<Cost>& row) const {
  const Block& block = blocks_[b];
  row.assign(block.labels(), 0);
  std::uint32_t first = block.first_row;
  std::size_t place = block.first_member;
  for (const std::uint32_t a : problem_->blocks[b]) {
    const Activity& activity = problem_->activities[a];
    const std::vector<Cost> member =
        member_row(component, a, first, mask_of(component, place++), own);
    for (std::uint32_t k = 0; k < block.label_count; ++k)
      row[k] = std::min(forbidden, row[k] + member[index(labels_[block.first_label + k])]);
    if (block.may_stay) row.back() += activity.never + activity.never_aim;
    first += activity.option_count;
  }
}

Cost Relaxation::least_apart(std::size_t c) const {
  Cost sum = 0;
  std::vector<Cost> row;
  for (const std::uint32_t b : components_[c].blocks) {
    block_row(components_[c], b, {}, row);
    sum += *std::min_element(row.begin(), row.end());
  }
  return sum;
}

/// The options left leave some block no label in its window.
Relaxation::Part Relaxation::impossible(const Component& component,
                                        const std::vector<Window>& windows) {
  Part part{forbidden, std::vector<std::uint32_t>(component.blocks.size(), 0), true};
  for (std::size_t i = 0; i < windows.size(); ++i) part.labels[i] = windows[i].first;
  return part;
}

Relaxation::Part Relaxation::solve(std::size_t c, const Prices& own,
                                   const std::vector<Window>& windows, const StopPoint& stop) {
  Component& component = components_[c];
  const std::vector<Paid> paid = own_paid(component, own);
  const bool alone = component.blocks.size() == 1;
  std::vector<Cost> row;
  std::vector<Flow> flows;  // by block and label
  std::vector<std::size_t> first;
  bool sound = component.sound;
  for (std::size_t i = 0; i < component.blocks.size(); ++i) {
    const std::uint32_t b = component.blocks[i];
    const std::uint32_t node = blocks_[b].first_node;
    block_row(component, b, paid, row);
    const Window window =
        windows.empty() ? Window{0, static_cast<std::uint16_t>(row.size() - 1)} : windows[i];
    const Cost least = *std::min_element(row.begin() + window.first, row.begin() + window.last + 1);
    if (least >= forbidden / 2) return impossible(component, windows);
    sound = sound && least > unsound / 2;
    const Cost most = least + component.ceiling;
    first.push_back(flows.size());
    for (std::size_t k = 0; k < row.size(); ++k) {
      const bool inside = k >= window.first && k <= window.last;
      flows.push_back(floor_units(inside ? std::min(row[k], most) : most, component.unit));
    }
    for (std::size_t k = 0; !alone && k + 1 < row.size(); ++k) {
      const Flow weight =
          flows[first.back() + k + 1] - flows[first.back() + k] + component.link_weights[node + k];
      component.cut.add_weight(static_cast<std::uint32_t>(node + k),
                               weight - component.weights[node + k]);
      component.weights[node + k] = weight;
    }
  }
  first.push_back(flows.size());
  if (!alone && !component.cut.solve(stop)) return {};
  Part part{component.constant, {}, true};
  for (std::size_t i = 0; i < component.blocks.size(); ++i) {
    const Block& block = blocks_[component.blocks[i]];
    const Flow* costs = flows.data() + first[i];
    std::uint32_t label = 0;
    if (alone) {
      const Flow* end = flows.data() + first[i + 1];
      label = static_cast<std::uint32_t>(std::min_element(costs, end) - costs);
    } else {
      while (label + 1 < block.labels() && component.cut.is_true(block.first_node + label))
        part.value += component.link_weights[block.first_node + label++];
    }
    part.value += costs[label];
    part.labels.push_back(label);
  }
  for (const LinkPart& link : component.link_parts) {
    if (link.arc != none && component.cut.is_cut(link.arc))
      part.value += component.cut.capacity(link.arc);
  }
  part.value = sound ? part.value * component.unit : unsound;
  return part;
}

std::vector<std::uint32_t> Relaxation::activities(std::size_t c) const {
  std::vector<std::uint32_t> out;
  for (const std::uint32_t b : components_[c].blocks)
    out.insert(out.end(), problem_->blocks[b].begin(), problem_->blocks[b].end());
  return out;
}

std::vector<Choice> Relaxation::choices(std::size_t c, const Prices& own,
                                        const std::vector<std::uint32_t>& labels) const {
  const Component& component = components_[c];
  const std::vector<Paid> paid = own_paid(component, own);
  std::vector<Choice> out;
  for (std::size_t i = 0; i < component.blocks.size(); ++i) {
    const std::uint32_t b = component.blocks[i];
    const int s = slot(b, labels[i]);
    std::uint32_t row = blocks_[b].first_row;
    std::size_t member = blocks_[b].first_member;
    for (const std::uint32_t a : problem_->blocks[b]) {
      const Activity& activity = problem_->activities[a];
      Choice choice;
      Cost best = forbidden;
      const Mask mask = mask_of(component, member++);
      for (std::uint32_t k = 0; s < problem_->horizon && k < activity.option_count; ++k, ++row) {
        const std::uint32_t o = activity.first_option + k;
        if (!is_open(o, s) || !allows(mask, k)) continue;
        double price_here = 0;
        for (const Demand& demand : problem_->options[o].demands) {
          const std::size_t place = own_place(component, demand.pool);
          if (place < paid.size())
            price_here += price(demand, paid[place], problem_->options[o], activity, s);
        }
        const Cost cost =
            component.rows[row * index(problem_->horizon) + index(s)] + floor_cost(price_here);
        if (cost >= best) continue;
        best = cost;
        choice = {o, s};
      }
      if (s >= problem_->horizon) row += activity.option_count;
      out.push_back(choice);
    }
  }
  return out;
}

template <class Add>
void Relaxation::for_each_choice(const Component& component, const std::vector<Choice>& choices,
                                 const Add& add) const {
  std::size_t at = 0;
  for (const std::uint32_t b : component.blocks) {
    for (const std::uint32_t a : problem_->blocks[b]) {
      const Choice& choice = choices[at++];
      if (choice.option != none)
        for_each_use(*problem_, problem_->activities[a], problem_->options[choice.option],
                     choice.slot, add);
    }
  }
}

void Relaxation::add_use(std::size_t c, const std::vector<Choice>& choices,
                         std::vector<std::vector<Amount>>& use) const {
  const Component& component = components_[c];
  const auto add = [&](std::uint32_t pool, int t, Amount amount) {
    use[pool][problem_->pools[pool].bucket[index(t)]] += amount;
  };
  for_each_choice(component, choices, add);
  std::size_t at = 0;
  std::vector<std::size_t> first;
  for (const std::uint32_t b : component.blocks) {
    first.push_back(at);
    at += problem_->blocks[b].size();
  }
  for (const std::uint32_t i : component.links) {
    const Link& link = problem_->links[i];
    if (link.a.pool == none && link.b.pool == none) continue;
    const auto slot_of = [&](std::uint32_t a) {  // of one block: one slot
      const Choice& choice = choices[first[blocks_[block_of_[a]].place]];
      return choice.option == none ? problem_->horizon : choice.slot;
    };
    const int x = slot_of(link.a.activity), y = slot_of(link.b.activity);
    for (const Link::Side* side : {&link.a, &link.b}) {
      for (int t = std::min(x, y); side->pool != none && t < std::max(x, y); ++t)
        add(side->pool, t, side->amount);
    }
  }
}

void Relaxation::settle(std::vector<std::vector<Amount>>& use) const {
  for (std::size_t p = 0; p < use.size(); ++p) accumulate(problem_->pools[p], use[p]);
}

std::vector<std::vector<Amount>> Relaxation::own_use(std::size_t c,
                                                     const std::vector<Choice>& choices) const {
  const Component& component = components_[c];
  std::vector<std::vector<Amount>> use;
  for (const std::uint32_t p : component.own_pools) use.emplace_back(room_[p].size(), 0);
  for_each_choice(component, choices, [&](std::uint32_t pool, int t, Amount amount) {
    const std::size_t place = own_place(component, pool);
    if (place < use.size()) use[place][problem_->pools[pool].bucket[index(t)]] += amount;
  });
  for (std::size_t i = 0; i < use.size(); ++i)
    accumulate(problem_->pools[component.own_pools[i]], use[i]);
  return use;
}

}  // namespace qsmo::scheduling
