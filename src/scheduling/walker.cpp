#include "scheduling/walker.hpp"

#include <algorithm>
#include <cmath>

#include "qsmo/graph/components.hpp"

namespace qsmo::scheduling {
namespace {

constexpr std::size_t most_removed = 8;
/// Share of candidate slots that insertion overlooks, so that it does not repeat itself (Christiaens, Vanden Berghe 2020).
constexpr double blink = 0.01;

std::size_t index(int t) { return static_cast<std::size_t>(t); }

void tidy(std::vector<std::uint32_t>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

/// Slots and starts that the hard arcs to placed neighbours leave open.
struct Window {
  int slot_from = 0;
  int slot_to = 0;  // last slot
  int start_from = 0;
  bool open = true;
};

bool binds_unplaced(const Precedence& arc) { return !arc.soft && !arc.allow; }

Window window_of(const State& state, const Neighbours& neighbours, std::uint32_t a) {
  const Problem& problem = state.problem();
  Window window{0, problem.horizon - 1, -problem.horizon, true};
  for (const std::uint32_t i : neighbours.arcs_in[a]) {
    const Precedence& arc = problem.precedences[i];
    if (arc.soft) continue;
    if (!state.placed(arc.prerequisite)) {
      if (!arc.allow && neighbours.block_of[arc.prerequisite] != neighbours.block_of[a])
        window.open = false;
      continue;
    }
    const int least = state.slot(arc.prerequisite) + arc.lag;
    (arc.to_start ? window.start_from : window.slot_from) =
        std::max(arc.to_start ? window.start_from : window.slot_from, least);
  }
  for (const std::uint32_t i : neighbours.arcs_out[a]) {
    const Precedence& arc = problem.precedences[i];
    if (arc.soft || !state.placed(arc.dependent)) continue;
    const int held = state.slot(arc.dependent) - (arc.to_start ? state.duration(arc.dependent) : 0);
    window.slot_to = std::min(window.slot_to, held - arc.lag);
  }
  return window;
}

/// Costs of links and of soft arcs to dependents, by slot of `a`; the horizon stands for never.
void neighbour_costs(const State& state, const Neighbours& neighbours, std::uint32_t a,
                     std::vector<Cost>& extra) {
  const Problem& problem = state.problem();
  extra.assign(index(problem.horizon) + 1, 0);
  for (const std::uint32_t i : neighbours.links[a]) {
    const Link& link = problem.links[i];
    const int other = state.slot(link.a.activity == a ? link.b.activity : link.a.activity);
    for (int t = 0; t <= problem.horizon; ++t) {
      const std::size_t from = index(std::min(t, other));
      const std::size_t to = index(std::max(t, other));
      extra[index(t)] +=
          link.a.prefix[to] - link.a.prefix[from] + link.b.prefix[to] - link.b.prefix[from];
    }
  }
  for (const std::uint32_t i : neighbours.arcs_out[a]) {
    const Precedence& arc = problem.precedences[i];
    if (!arc.soft || !state.placed(arc.dependent)) continue;
    const int slot_w = state.slot(arc.dependent);
    const int held = arc.to_start ? slot_w - state.duration(arc.dependent) : slot_w;
    for (int t = std::max(0, held - arc.lag + 1); t < problem.horizon; ++t)
      extra[index(t)] += arc.price[index(slot_w)];
    if (!arc.allow) extra[index(problem.horizon)] += arc.price[index(slot_w)];
  }
}

/// Price of the soft arcs into `a` that a slot and duration would break.
Cost soft_in(const State& state, const Neighbours& neighbours, std::uint32_t a, int slot,
             int duration) {
  const Problem& problem = state.problem();
  Cost sum = 0;
  for (const std::uint32_t i : neighbours.arcs_in[a]) {
    const Precedence& arc = problem.precedences[i];
    if (!arc.soft) continue;
    const int held = arc.to_start ? slot - duration : slot;
    const bool kept =
        state.placed(arc.prerequisite) ? held >= state.slot(arc.prerequisite) + arc.lag : arc.allow;
    if (!kept) sum += arc.price[index(slot)];
  }
  return sum;
}

bool has_soft_in(const Problem& problem, const Neighbours& neighbours, std::uint32_t a) {
  return std::any_of(neighbours.arcs_in[a].begin(), neighbours.arcs_in[a].end(),
                     [&](std::uint32_t i) { return problem.precedences[i].soft; });
}

/// A block to insert: what must move first, then what saves most.
struct Candidate {
  bool required = false;
  double benefit = 0;
  std::uint32_t block = 0;
};

bool has_way(const Problem& problem, std::uint32_t a) {
  const Activity& activity = problem.activities[a];
  for (std::uint32_t i = 0; i < activity.option_count; ++i) {
    const auto& cost = problem.options[activity.first_option + i].cost;
    if (std::any_of(cost.begin(), cost.end(), [](Cost c) { return c < forbidden; })) return true;
  }
  return false;
}

}  // namespace

Relations::Relations(const Problem& problem, const Neighbours& neighbours)
    : by_account(problem.accounts.size()),
      by_pool(problem.pools.size()),
      adjacent(problem.blocks.size()),
      prerequisites(problem.blocks.size()),
      dependents(problem.blocks.size()) {
  const auto join = [&](std::uint32_t a, std::uint32_t b,
                        std::vector<std::vector<std::uint32_t>>& lists) {
    if (neighbours.block_of[a] != neighbours.block_of[b])
      lists[neighbours.block_of[a]].push_back(neighbours.block_of[b]);
  };
  for (std::uint32_t b = 0; b < problem.blocks.size(); ++b) {
    for (const std::uint32_t a : problem.blocks[b]) {
      const Activity& activity = problem.activities[a];
      if (activity.account != none) by_account[activity.account].push_back(b);
      for (std::uint32_t i = 0; i < activity.option_count; ++i) {
        for (const Demand& demand : problem.options[activity.first_option + i].demands)
          by_pool[demand.pool].push_back(b);
      }
    }
    const auto& members = problem.blocks[b];
    if (std::all_of(members.begin(), members.end(),
                    [&](std::uint32_t a) { return has_way(problem, a); }))
      movable.push_back(b);
  }
  std::vector<Arc> arcs;
  for (const Precedence& arc : problem.precedences) {
    join(arc.prerequisite, arc.dependent, adjacent);
    join(arc.dependent, arc.prerequisite, adjacent);
    if (!binds_unplaced(arc)) continue;
    join(arc.dependent, arc.prerequisite, prerequisites);
    join(arc.prerequisite, arc.dependent, dependents);
    arcs.push_back({neighbours.block_of[arc.prerequisite], neighbours.block_of[arc.dependent]});
  }
  for (const Link& link : problem.links) {
    join(link.a.activity, link.b.activity, adjacent);
    join(link.b.activity, link.a.activity, adjacent);
  }
  for (auto* lists : {&by_account, &by_pool, &adjacent, &prerequisites, &dependents}) {
    for (auto& list : *lists) tidy(list);
  }
  rank = components(DependencyGraph(problem.blocks.size(), arcs)).of;
}

Walker::Walker(const Problem& problem, const Neighbours& neighbours, const Relations& relations,
               const Solution& start, Random random)
    : problem_(&problem),
      neighbours_(&neighbours),
      relations_(&relations),
      state_(problem, neighbours, start),
      random_(random),
      best_(start),
      best_value_(value()),
      mark_(problem.blocks.size(), 0) {}

double Walker::mean_cost() const {
  double sum = 0;
  for (const Activity& activity : problem_->activities) sum += static_cast<double>(activity.never);
  return sum / static_cast<double>(std::max<std::size_t>(1, problem_->activities.size()));
}

void Walker::set(std::uint32_t activity, const Choice& choice) {
  journal_.emplace_back(activity, state_.choice(activity));
  state_.put(activity, choice);  // tariffs when somebody asks: value(), admissible()
}

void Walker::rollback(std::size_t to) {
  for (; journal_.size() > to; journal_.pop_back())
    state_.put(journal_.back().first, journal_.back().second);
}

void Walker::remember() {
  if (admissible() && value() < best_value_) {
    best_value_ = value();
    best_ = state_.solution();
  }
}

void Walker::adopt(const Solution& solution) {
  state_.assign(solution);
  remember();
}

/// A block leaves with everything that requires it; what is fixed stays and is broken until the block is back.
void Walker::remove_block(std::uint32_t block) {
  std::vector<std::uint32_t> stack{block};
  while (!stack.empty()) {
    const std::uint32_t at = stack.back();
    stack.pop_back();
    bool any = false;
    for (const std::uint32_t a : problem_->blocks[at]) {
      if (!state_.placed(a)) continue;
      set(a, Choice{});
      any = true;
    }
    if (!any) continue;
    for (const std::uint32_t dependent : relations_->dependents[at]) {
      if (!problem_->activities[problem_->blocks[dependent].front()].fixed)
        stack.push_back(dependent);
    }
  }
}

bool Walker::is_placed(std::uint32_t block) const {
  const auto& members = problem_->blocks[block];
  return std::all_of(members.begin(), members.end(),
                     [&](std::uint32_t a) { return state_.placed(a); });
}

bool Walker::insert_block(std::uint32_t block, Mode mode) {
  const auto& members = problem_->blocks[block];
  if (members.size() > 1) return insert_together(members, mode);
  return insert_one(members.front(), mode, -1);
}

/// What must move and finds no room may first run over the pools that pay its links: its partners can follow. The move
/// as a whole is judged in the end.
bool Walker::insert_one(std::uint32_t a, Mode mode, int only_slot) {
  if (insert_one(a, mode, only_slot, true)) return true;
  return problem_->activities[a].required && !neighbours_->links[a].empty() &&
         insert_one(a, mode, only_slot, false);
}

bool Walker::insert_one(std::uint32_t a, Mode mode, int only_slot, bool links) {
  const Activity& activity = problem_->activities[a];
  const Window window = window_of(state_, *neighbours_, a);
  if (!window.open && !activity.fixed) return false;
  neighbour_costs(state_, *neighbours_, a, extra_);
  const bool soft = has_soft_in(*problem_, *neighbours_, a);
  const bool must = mode != Mode::if_cheaper || activity.required || activity.fixed;
  Cost best = must ? forbidden : activity.never + extra_[index(problem_->horizon)];
  Choice choice;
  std::int64_t overloads = state_.overloads();
  for (std::uint32_t i = 0; i < activity.option_count; ++i) {
    const std::uint32_t o = activity.first_option + i;
    const Option& option = problem_->options[o];
    state_.tariff_tail(option, tail_);
    const int from = std::max(window.slot_from, window.start_from + option.duration);
    for (int s = only_slot < 0 ? std::max(0, from) : only_slot; s <= window.slot_to; ++s) {
      if (only_slot >= 0 && (s > only_slot || s < from)) break;
      if (option.cost[index(s)] >= forbidden) continue;
      Cost cost = option.cost[index(s)] + tail_[index(s)] + extra_[index(s)];
      if (soft) cost += soft_in(state_, *neighbours_, a, s, option.duration);
      const bool better = mode == Mode::earliest && choice.option != none
                              ? std::pair(s, cost) < std::pair(choice.slot, best)
                              : cost < best;
      if ((!better && overloads == 0) || !state_.finds_room(option, s)) continue;
      if (only_slot < 0 && random_.uniform() < blink) continue;  // a large block needs every member
      const std::int64_t after = state_.overloads_with(a, {o, s}, links);
      if (after > overloads || (after == overloads && !better)) continue;
      overloads = after;
      best = cost;
      choice = {o, s};
    }
  }
  if (choice.option == none) return false;
  set(a, choice);
  return true;
}

/// Tries slots by rising sum of the members' cheapest costs; the members of a block share one.
bool Walker::insert_together(const std::vector<std::uint32_t>& block, Mode mode) {
  const std::size_t untouched = journal_.size();
  const Value old = value();
  for (const std::uint32_t a : block) {
    if (state_.placed(a)) set(a, Choice{});
  }
  std::vector<Cost> sums(index(problem_->horizon), 0);
  for (const std::uint32_t a : block) {
    const Activity& activity = problem_->activities[a];
    std::vector<Cost> least(sums.size(), forbidden);
    for (std::uint32_t i = 0; i < activity.option_count; ++i) {
      const Option& option = problem_->options[activity.first_option + i];
      state_.tariff_tail(option, tail_);
      for (std::size_t s = 0; s < sums.size(); ++s) {
        if (option.cost[s] < forbidden) least[s] = std::min(least[s], option.cost[s] + tail_[s]);
      }
    }
    for (std::size_t s = 0; s < sums.size(); ++s)
      sums[s] = least[s] >= forbidden || sums[s] >= forbidden ? forbidden : sums[s] + least[s];
  }
  std::vector<std::pair<Cost, int>> slots;
  for (int s = 0; s < problem_->horizon; ++s) {
    if (sums[index(s)] < forbidden) slots.emplace_back(sums[index(s)], s);
  }
  if (mode != Mode::earliest) std::sort(slots.begin(), slots.end());
  const std::size_t before = journal_.size();
  for (const auto& [cost, s] : slots) {
    if (slots.size() > 1 && random_.uniform() < blink) continue;
    bool all = true;
    for (const std::uint32_t a : block) all = all && insert_one(a, Mode::force, s);
    // The arcs between members were out of sight while the first of them were placed.
    const bool better = mode != Mode::if_cheaper ? state_.broken() <= old.broken : value() < old;
    if (all && better) return true;
    rollback(before);
  }
  rollback(untouched);
  return false;
}

/// The block and all it requires that is not placed, prerequisites first.
void Walker::closure(std::uint32_t block, std::vector<std::uint32_t>& out) {
  ++mark_round_;
  std::vector<std::uint32_t> stack{block};
  mark_[block] = mark_round_;
  while (!stack.empty()) {
    const std::uint32_t at = stack.back();
    stack.pop_back();
    out.push_back(at);
    for (const std::uint32_t prerequisite : relations_->prerequisites[at]) {
      if (mark_[prerequisite] == mark_round_ || is_placed(prerequisite)) continue;
      mark_[prerequisite] = mark_round_;
      stack.push_back(prerequisite);
    }
  }
  std::sort(out.begin(), out.end(), [&](std::uint32_t x, std::uint32_t y) {
    return relations_->rank[x] < relations_->rank[y];
  });
}

/// What a block requires may lose money: at its own cheapest place, late, it would hold the block up; at its earliest
/// it frees it and is polished later. Neither is always right.
bool Walker::insert_closure(std::uint32_t block, Mode prerequisites) {
  std::vector<std::uint32_t> blocks;
  closure(block, blocks);
  for (const std::uint32_t b : blocks) {
    if (stop_->reached()) return false;
    if (!insert_block(b, b == block ? Mode::force : prerequisites)) return false;
  }
  return true;
}

void Walker::construct(const StopPoint& stop) {
  stop_ = &stop;
  std::vector<Candidate> order;
  for (const std::uint32_t b : relations_->movable) {
    double benefit = 0;
    bool required = false;
    for (const std::uint32_t a : problem_->blocks[b]) {
      const Activity& activity = problem_->activities[a];
      Cost least = forbidden;
      for (std::uint32_t i = 0; i < activity.option_count; ++i) {
        const auto& cost = problem_->options[activity.first_option + i].cost;
        least = std::min(least, *std::min_element(cost.begin(), cost.end()));
      }
      benefit += static_cast<double>(activity.never - least);
      required = required || activity.required;
    }
    order.push_back({required, benefit, b});
  }
  std::stable_sort(order.begin(), order.end(), [](const Candidate& x, const Candidate& y) {
    return std::pair(x.required, x.benefit) > std::pair(y.required, y.benefit);
  });
  for (const auto& [required, benefit, b] : order) {
    if (stop.reached()) break;
    if (is_placed(b)) continue;
    journal_.clear();
    const Value before = value();
    const auto attempt = [&](Mode prerequisites) {
      return insert_closure(b, prerequisites) && admissible() && value() < before;
    };
    if (attempt(Mode::earliest)) continue;
    rollback(0);
    if (!attempt(Mode::force)) rollback(0);
  }
  for (std::uint32_t account = 0; account < problem_->accounts.size() && !stop.reached();
       ++account) {
    if (problem_->accounts[account].bound) insert_account(account);
  }
  remember();
}

/// What no block of an account reaches alone (a threshold), several may reach together.
void Walker::insert_account(std::uint32_t account) {
  journal_.clear();
  const Value before = value();
  for (const std::uint32_t b : relations_->by_account[account]) {
    if (stop_->reached()) break;
    if (!is_placed(b)) insert_block(b, Mode::if_cheaper);
  }
  if (!admissible() || !(value() < before)) rollback(0);
}

void Walker::pick_from(const std::vector<std::uint32_t>& pool, std::vector<std::uint32_t>& out) {
  if (pool.empty()) return;
  const std::size_t count = 2 + random_.below(most_removed - 1);
  for (std::size_t i = 0; i < count; ++i) out.push_back(pool[random_.below(pool.size())]);
}

/// Blocks that draw on one pool and are placed within a window of time, or not at all.
void Walker::pick_window(std::vector<std::uint32_t>& out) {
  if (problem_->pools.empty()) return;
  const auto& pool = relations_->by_pool[random_.below(problem_->pools.size())];
  if (pool.empty()) return;
  const int width = 1 + problem_->horizon / 8;
  const int from = static_cast<int>(random_.below(static_cast<std::uint64_t>(problem_->horizon)));
  const std::size_t offset = random_.below(pool.size());
  for (std::size_t i = 0; i < pool.size() && out.size() < most_removed; ++i) {
    const std::uint32_t b = pool[(offset + i) % pool.size()];
    const int slot = state_.slot(problem_->blocks[b].front());
    const bool near =
        slot == problem_->horizon ? random_.uniform() < 0.3 : slot >= from && slot < from + width;
    if (near) out.push_back(b);
  }
}

void Walker::pick_cluster(std::vector<std::uint32_t>& out) {
  std::uint32_t at = relations_->movable[random_.below(relations_->movable.size())];
  out.push_back(at);
  while (out.size() < most_removed && !relations_->adjacent[at].empty()) {
    at = relations_->adjacent[at][random_.below(relations_->adjacent[at].size())];
    out.push_back(at);
    if (random_.uniform() < 0.25) return;
  }
}

void Walker::pick_related(std::vector<std::uint32_t>& out) {
  const double dice = random_.uniform();
  const std::uint32_t seed = relations_->movable[random_.below(relations_->movable.size())];
  if (dice < 0.10) {
    pick_from(relations_->movable, out);
  } else if (dice < 0.40) {
    const std::uint32_t account = problem_->activities[problem_->blocks[seed].front()].account;
    pick_from(account == none ? relations_->movable : relations_->by_account[account], out);
  } else if (dice < 0.70) {
    pick_window(out);
  } else {
    pick_cluster(out);
  }
  if (out.empty()) out.push_back(seed);
  tidy(out);
}

/// Inserts in random order; blocks that wait for others of the list get a second chance.
void Walker::reinsert(std::vector<std::uint32_t>& blocks) {
  for (std::size_t i = blocks.size(); i > 1; --i)
    std::swap(blocks[i - 1], blocks[random_.below(i)]);
  std::stable_partition(blocks.begin(), blocks.end(), [&](std::uint32_t b) {
    const Activity& first = problem_->activities[problem_->blocks[b].front()];
    return first.fixed || first.required;
  });
  for (int pass = 0; pass < 2; ++pass) {
    for (const std::uint32_t b : blocks) {
      if (stop_->reached()) return;
      if (!is_placed(b)) insert_block(b, Mode::if_cheaper);
    }
  }
}

bool Walker::move(double temperature) {
  journal_.clear();
  const Value before = value();
  std::vector<std::uint32_t> blocks;
  pick_related(blocks);
  for (const std::uint32_t b : blocks) {
    if (stop_->reached()) break;
    remove_block(b);
  }
  for (const auto& [a, choice] : journal_) blocks.push_back(neighbours_->block_of[a]);
  tidy(blocks);
  if (random_.uniform() < 0.25) {
    const std::uint32_t forced = blocks[random_.below(blocks.size())];
    const std::size_t mark = journal_.size();
    const Mode prerequisites = random_.uniform() < 0.5 ? Mode::earliest : Mode::force;
    if (!is_placed(forced) && !insert_closure(forced, prerequisites)) rollback(mark);
  }
  reinsert(blocks);
  if (stop_->reached()) {  // what is half done is not kept
    rollback(0);
    return false;
  }
  const Value after = value();
  bool accept = admissible() && after.broken <= before.broken;
  if (accept && after.broken == before.broken && after.cost > before.cost) {
    const double worse = static_cast<double>(after.cost - before.cost);
    accept = temperature > 0 && random_.uniform() < std::exp(-worse / temperature);
  }
  if (!accept) rollback(0);
  if (accept) remember();
  return accept;
}

std::uint64_t Walker::anneal(std::uint64_t moves, double hot, double cold, const StopPoint& stop) {
  stop_ = &stop;
  if (relations_->movable.empty()) return moves;
  for (std::uint64_t i = 0; i < moves; ++i) {
    if (stop.reached()) return i;
    const double share = static_cast<double>(i) / static_cast<double>(moves);
    move(hot + (cold - hot) * share);
  }
  return moves;
}

}  // namespace qsmo::scheduling
