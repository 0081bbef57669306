#include "scheduling/walker.hpp"

#include <algorithm>
#include <cmath>

namespace qsmo::scheduling {
namespace {

constexpr std::size_t most_removed = 8;
/// Blocks that may leave together with one that they require, or enter together with one that requires them.
constexpr std::size_t most_together = 100;
/// Share of moves in which a block takes the place that it likes best and those in its way leave.
constexpr double exchanges = 0.1;
/// Share of moves that take a group of linked blocks out and put it in again as one, and how large a group may be.
constexpr double group_moves = 0.005;
constexpr std::size_t most_in_group = 60;
/// Share of moves that shift a cone of precedences where there are no links: linked blocks hold each other in place anyway.
constexpr double cone_moves = 0.2;
/// Users of an overloaded bucket among which the one to leave is chosen, and how often that goes on.
constexpr int candidates_to_leave = 3;
constexpr int most_leaving = 30;
/// Insertions between two looks at the clock.
constexpr std::uint32_t insertions_per_poll = 32;

std::size_t index(int t) { return static_cast<std::size_t>(t); }

void tidy(Blocks& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

/// A block to insert: what must move first, then what saves most.
struct Candidate {
  bool required = false;
  double benefit = 0;
  std::uint32_t block = 0;
};

}  // namespace

Walker::Walker(const Layout& layout, const Relations& relations, const Scores& scores,
               const Solution& start, Random random)
    : problem_(layout.problem),
      layout_(&layout),
      relations_(&relations),
      scores_(&scores),
      state_(layout, start, Rounding::together),
      random_(random),
      insertion_(state_, scores, random_),
      best_(start),
      best_value_(value()),
      best_broken_(state_.broken()),
      changed_(start.size(), false),
      mark_(problem_->blocks.size(), 0),
      restored_(start.size(), 0),
      hopeless_(problem_->blocks.size(), false) {
  may_be_shy_ = std::any_of(problem_->options.begin(), problem_->options.end(),
                            [](const Option& option) { return !option.joins.empty(); });
}

void Walker::begin(const StopPoint& stop) {
  stop_ = &stop;
  halted_ = false;
  until_poll_ = 0;
}

/// Looks at the clock now and then; stays true.
bool Walker::halted() {
  if (halted_ || until_poll_-- > 0) return halted_;
  until_poll_ = insertions_per_poll;
  return halted_ = stop_->reached();
}

void Walker::set(std::uint32_t activity, const Choice& choice) {
  journal_.emplace_back(activity, state_.choice(activity));
  state_.put(activity, choice);  // tariffs when somebody asks: value(), admissible()
  if (changed_[activity]) return;
  changed_[activity] = true;
  changes_.push_back(activity);
}

/// Of several changes of an activity the first tells what to restore.
void Walker::rollback(std::size_t to) {
  ++restore_round_;
  for (std::size_t i = to; i < journal_.size(); ++i) {
    const auto& [activity, choice] = journal_[i];
    if (restored_[activity] == restore_round_) continue;
    restored_[activity] = restore_round_;
    state_.put(activity, choice);
  }
  journal_.resize(to);
}

void Walker::remember() {
  if (state_.overloads() > 0 || !(value() < best_value_)) return;
  best_value_ = value();
  best_broken_ = state_.broken();
  ++improvements_;
  for (const std::uint32_t a : changes_) {
    best_[a] = state_.choice(a);
    changed_[a] = false;
  }
  changes_.clear();
}

void Walker::adopt(const Solution& solution) {
  journal_.clear();
  const std::int64_t bad_accounts = state_.bad_accounts();
  for (std::uint32_t a = 0; a < solution.size(); ++a) {
    if (!(state_.choice(a) == solution[a])) set(a, solution[a]);
  }
  if (admissible(bad_accounts)) {
    remember();
  } else {
    rollback(0);
  }
}

/// A block leaves with everything that requires it; what is fixed stays and is broken until the block is back.
bool Walker::remove_block(std::uint32_t block) {
  ++mark_round_;
  Blocks leaving{block};
  mark_[block] = mark_round_;
  for (std::size_t i = 0; i < leaving.size(); ++i) {
    for (const std::uint32_t dependent : relations_->dependents[leaving[i]]) {
      const std::uint32_t first = problem_->blocks[dependent].front();
      if (mark_[dependent] == mark_round_ || problem_->activities[first].fixed ||
          !state_.placed(first))
        continue;
      mark_[dependent] = mark_round_;
      leaving.push_back(dependent);
    }
    if (leaving.size() > most_together) return false;
  }
  for (std::size_t i = leaving.size(); i-- > 0;) {
    for (const std::uint32_t a : problem_->blocks[leaving[i]]) {
      if (state_.placed(a)) set(a, Choice{});
    }
  }
  return true;
}

bool Walker::is_placed(std::uint32_t block) const {
  const Blocks& members = problem_->blocks[block];
  return std::all_of(members.begin(), members.end(),
                     [&](std::uint32_t a) { return state_.placed(a); });
}

bool Walker::insert_block(std::uint32_t block, Mode mode) {
  const Blocks& members = problem_->blocks[block];
  if (members.size() > 1) return insert_together(members, mode);
  return insert_one(members.front(), mode, -1);
}

/// What must move and finds no room may first run over the pools that pay its links: its partners can follow. The move
/// as a whole is judged in the end.
bool Walker::insert_one(std::uint32_t a, Mode mode, int only_slot) {
  Request request{mode, weight_, only_slot, true, false, shy_};
  std::optional<Choice> choice = insertion_.place(a, request);
  if (!choice && problem_->activities[a].required && layout_->pays_outside[a]) {
    request.outside = false;
    choice = insertion_.place(a, request);
  }
  if (!choice) return false;
  set(a, *choice);
  gain_ += insertion_.gain();
  return true;
}

/// Slots open to all members of a block, with the sum of their cheapest costs there.
std::vector<std::pair<double, int>> Walker::common_slots(const Blocks& block) {
  std::vector<double> sums(index(problem_->horizon), 0);
  for (const std::uint32_t a : block) {
    const Activity& activity = problem_->activities[a];
    std::vector<double> least(sums.size(), HUGE_VAL);
    for (std::uint32_t i = 0; i < activity.option_count; ++i) {
      const std::uint32_t o = activity.first_option + i;
      const double* cost = scores_->cost.data() + o * sums.size();
      std::vector<double> row(cost, cost + sums.size());
      insertion_.add_tariff(o, row);
      for (std::size_t s = 0; s < sums.size(); ++s) least[s] = std::min(least[s], row[s]);
    }
    for (std::size_t s = 0; s < sums.size(); ++s) sums[s] += least[s];
  }
  std::vector<std::pair<double, int>> slots;
  for (int s = 0; s < problem_->horizon; ++s) {
    if (sums[index(s)] < HUGE_VAL) slots.emplace_back(sums[index(s)], s);
  }
  return slots;
}

/// Tries slots by rising sum of the members' cheapest costs; the members of a block share one.
bool Walker::insert_together(const Blocks& block, Mode mode) {
  const std::size_t untouched = journal_.size();
  const Value old = value();
  for (const std::uint32_t a : block) {
    if (state_.placed(a)) set(a, Choice{});
  }
  auto slots = common_slots(block);
  if (mode != Mode::earliest) std::sort(slots.begin(), slots.end());
  const std::size_t before = journal_.size();
  const double gain = gain_;
  for (const auto& [cost, s] : slots) {
    gain_ = gain;
    if (slots.size() > 1 && random_.uniform() < 0.01) continue;
    bool all = true;
    for (std::size_t i = 0; i < block.size() && all; ++i)
      all = !halted() && insert_one(block[i], Mode::force, s);
    // The arcs between members were out of sight while the first of them were placed.
    const bool better =
        all && (mode != Mode::if_cheaper ? value().faults <= old.faults : value() < old);
    if (better) return true;
    rollback(before);
    if (halted_) break;
  }
  rollback(untouched);
  return false;
}

/// The block and all it requires that is not placed, prerequisites first. False if that is too much.
bool Walker::closure(std::uint32_t block, Blocks& out) {
  ++mark_round_;
  out.push_back(block);
  mark_[block] = mark_round_;
  for (std::size_t i = 0; i < out.size(); ++i) {
    for (const std::uint32_t prerequisite : relations_->prerequisites[out[i]]) {
      if (mark_[prerequisite] == mark_round_ || is_placed(prerequisite)) continue;
      if (hopeless_[prerequisite]) return false;
      mark_[prerequisite] = mark_round_;
      out.push_back(prerequisite);
    }
  }
  std::sort(out.begin(), out.end(), [&](std::uint32_t x, std::uint32_t y) {
    return relations_->rank[x] < relations_->rank[y];
  });
  return true;
}

/// What a block requires may lose money: at its own cheapest place, late, it would hold the block up; at its earliest
/// it frees it and is polished later. Neither is always right.
bool Walker::insert_closure(std::uint32_t block, Mode prerequisites) {
  Blocks blocks;
  if (!closure(block, blocks)) return false;
  for (const std::uint32_t b : blocks) {
    if (halted()) return false;
    if (insert_block(b, b == block ? Mode::force : prerequisites)) continue;
    failed_ = halted_ ? none : b;
    return false;
  }
  return true;
}

/// What the members save at their own best places, prices aside.
double Walker::benefit(std::uint32_t block) const {
  double benefit = 0;
  const std::size_t horizon = index(problem_->horizon);
  for (const std::uint32_t a : problem_->blocks[block]) {
    const Activity& activity = problem_->activities[a];
    const std::size_t from = activity.first_option * horizon;
    const std::size_t to = from + activity.option_count * horizon;
    double least = HUGE_VAL;
    double cost = HUGE_VAL;
    for (std::size_t i = from; i < to; ++i) {
      const double price = scores_->priced.empty() ? 0 : static_cast<double>(scores_->priced[i]);
      if (scores_->cost[i] + price >= least) continue;
      least = scores_->cost[i] + price;
      cost = scores_->cost[i];
    }
    benefit += static_cast<double>(activity.never + activity.never_aim) - cost;
  }
  return benefit;
}

void Walker::await(std::uint32_t block, bool awaited) {
  for (const std::uint32_t a : problem_->blocks[block]) insertion_.await(a, awaited);
}

/// Keeps a block, and what it requires, that saves something at the prices set or mends a fault. What an account's limit
/// forbids at the best slots may pass where the limit does not bind.
void Walker::construct_block(std::uint32_t b) {
  if (constructed(b) || !may_be_shy_) return;
  shy_ = true;
  (void)constructed(b);
  shy_ = false;
}

/// True also if there is no hope: what finds no place now finds none later.
bool Walker::constructed(std::uint32_t b) {
  journal_.clear();
  const std::uint64_t faults = value().faults;
  const std::int64_t bad_accounts = state_.bad_accounts();
  for (const Mode prerequisites : {Mode::earliest, Mode::force}) {
    gain_ = 0;
    failed_ = none;
    if (insert_closure(b, prerequisites) && admissible(bad_accounts)) {
      const std::uint64_t now = value().faults;
      if (now < faults || (now == faults && gain_ > 0)) return true;
    }
    rollback(0);
    if (failed_ != none && !is_required(failed_)) {
      if (!shy_) hopeless_[failed_] = true;
      return true;
    }
  }
  return false;
}

bool Walker::is_required(std::uint32_t block) const {
  const Blocks& members = problem_->blocks[block];
  return std::any_of(members.begin(), members.end(),
                     [&](std::uint32_t a) { return problem_->activities[a].required; });
}

/// Changes one block by `change`; kept only if that is better.
template <class Change>
void Walker::attempt(const Change& change) {
  const std::size_t mark = journal_.size();
  const Value before = value();
  const std::int64_t bad_accounts = state_.bad_accounts();
  if (!change() || !admissible(bad_accounts) || !(value() < before)) rollback(mark);
}

/// Hopes that did not come true: blocks leave, dependents first, if that is better; then others may enter, prerequisites
/// first.
void Walker::settle() {
  Blocks order = relations_->movable;
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) {
    return relations_->rank[x] < relations_->rank[y];
  });
  journal_.clear();
  for (int round = 0; round < 2; ++round) {
    for (std::size_t i = order.size(); i-- > 0 && !halted();) {
      if (is_placed(order[i])) attempt([&] { return remove_block(order[i]); });
    }
  }
  for (std::size_t i = 0; i < order.size() && !halted(); ++i) {
    if (!is_placed(order[i])) attempt([&] { return insert_closure(order[i], Mode::earliest); });
  }
}

/// Each block is inserted as if all that come later in the list followed.
void Walker::construct(const StopPoint& stop) {
  begin(stop);
  weight_ = 1;
  std::vector<Candidate> order;
  for (const std::uint32_t b : relations_->movable) {
    order.push_back({is_required(b), benefit(b), b});
    await(b, true);
  }
  std::stable_sort(order.begin(), order.end(), [](const Candidate& x, const Candidate& y) {
    return std::pair(x.required, x.benefit) > std::pair(y.required, y.benefit);
  });
  for (const Candidate& candidate : order) {
    if (!halted() && !is_placed(candidate.block)) construct_block(candidate.block);
    await(candidate.block, false);
  }
  settle();
  std::fill(hopeless_.begin(), hopeless_.end(), false);
  for (std::uint32_t i = 0; i < problem_->accounts.size() && !halted(); ++i) {
    if (problem_->accounts[i].bound) insert_account(i);
  }
  remember();
}

/// What no block of an account reaches alone (a threshold), several may reach together.
void Walker::insert_account(std::uint32_t account) {
  journal_.clear();
  attempt([&] {
    for (const std::uint32_t b : relations_->by_account[account]) {
      if (halted()) return false;
      if (!is_placed(b)) insert_block(b, Mode::if_cheaper);
    }
    return true;
  });
}

void Walker::pick_from(const Blocks& pool, Blocks& out) {
  if (pool.empty()) return;
  const std::size_t count = 2 + random_.below(most_removed - 1);
  for (std::size_t i = 0; i < count; ++i) out.push_back(pool[random_.below(pool.size())]);
}

/// Placed within a window of time, or now and then not at all.
bool Walker::near(std::uint32_t block, int from, int to) {
  const int slot = state_.slot(problem_->blocks[block].front());
  return slot == problem_->horizon ? random_.uniform() < 0.3 : slot >= from && slot < to;
}

/// Blocks that draw on one pool, near one time.
void Walker::pick_users(Blocks& out) {
  if (relations_->scarce.empty()) return;
  const Blocks& pool =
      relations_->by_pool[relations_->scarce[random_.below(relations_->scarce.size())]];
  const int width = 1 + problem_->horizon / 8;
  const int from = static_cast<int>(random_.below(static_cast<std::uint64_t>(problem_->horizon)));
  const std::size_t offset = random_.below(pool.size());
  const std::size_t looks = std::min<std::size_t>(pool.size(), 20 * most_removed);
  for (std::size_t i = 0; i < looks && out.size() < most_removed; ++i) {
    const std::uint32_t b = pool[(offset + i) % pool.size()];
    if (near(b, from, from + width)) out.push_back(b);
  }
}

/// Blocks near one time.
void Walker::pick_window(Blocks& out) {
  const Blocks& pool = relations_->movable;
  const int width = 1 + problem_->horizon / 8;
  const int from = static_cast<int>(random_.below(static_cast<std::uint64_t>(problem_->horizon)));
  for (std::size_t i = 0; i < 20 * most_removed && out.size() < most_removed; ++i) {
    const std::uint32_t b = pool[random_.below(pool.size())];
    if (near(b, from, from + width)) out.push_back(b);
  }
}

void Walker::pick_cluster(Blocks& out) {
  std::uint32_t at = any_movable();
  out.push_back(at);
  while (out.size() < most_removed && !relations_->adjacent[at].empty()) {
    at = relations_->adjacent[at][random_.below(relations_->adjacent[at].size())];
    out.push_back(at);
    if (random_.uniform() < 0.25) return;
  }
}

void Walker::pick_related(Blocks& out) {
  const double dice = random_.uniform();
  const std::uint32_t seed = any_movable();
  if (dice < 0.05) {
    pick_from(relations_->movable, out);
  } else if (dice < 0.35) {
    const std::uint32_t account = problem_->activities[problem_->blocks[seed].front()].account;
    pick_from(account == none ? relations_->movable : relations_->by_account[account], out);
  } else if (dice < 0.5) {
    pick_users(out);
  } else if (dice < 0.65) {
    pick_window(out);
  } else {
    pick_cluster(out);
  }
  if (out.empty()) out.push_back(seed);
  tidy(out);
}

/// Inserts in random order; blocks that wait for others of the list get a second chance.
void Walker::reinsert(Blocks& blocks) {
  for (std::size_t i = blocks.size(); i > 1; --i)
    std::swap(blocks[i - 1], blocks[random_.below(i)]);
  std::stable_partition(blocks.begin(), blocks.end(), [&](std::uint32_t b) {
    const Activity& first = problem_->activities[problem_->blocks[b].front()];
    return first.fixed || first.required;
  });
  for (int pass = 0; pass < 2; ++pass) {
    for (const std::uint32_t b : blocks) {
      if (!halted() && !is_placed(b)) insert_block(b, Mode::if_cheaper);
    }
  }
}

/// What a placed activity draws on a bucket, in demands around its slot.
Amount Walker::use_of(std::uint32_t a, std::uint32_t pool, std::uint32_t bucket) const {
  const Choice& choice = state_.choice(a);
  Amount sum = 0;
  for (const Demand& demand : problem_->options[choice.option].demands) {
    if (demand.pool != pool || demand.span != Span::around) continue;
    const int from = std::max(0, choice.slot + demand.from);
    const int to = std::min(problem_->horizon, choice.slot + demand.to);
    for (int t = from; t < to; ++t)
      sum += problem_->pools[pool].bucket[index(t)] == bucket ? demand.amount : 0;
  }
  return sum;
}

/// Of a few blocks found on a bucket, the one that saves least for what it uses; none if nothing is found.
std::uint32_t Walker::least_worthy(std::uint32_t pool, std::uint32_t bucket) {
  const Blocks& users = relations_->by_pool[pool];
  std::uint32_t victim = none;
  double least = HUGE_VAL;
  int found = 0;
  for (std::size_t looks = std::min<std::size_t>(60, 3 * users.size());
       looks > 0 && found < candidates_to_leave; --looks) {
    const std::uint32_t b = users[random_.below(users.size())];
    if (std::find(held_.begin(), held_.end(), b) != held_.end()) continue;
    double saves = 0;
    Amount used = 0;
    for (const std::uint32_t a : problem_->blocks[b]) {
      if (!state_.placed(a)) continue;
      const Activity& activity = problem_->activities[a];
      if (activity.fixed) saves = HUGE_VAL;
      saves += static_cast<double>(activity.never) - scores_->cost[scores_->at(state_.choice(a))];
      used += use_of(a, pool, bucket);
    }
    if (used <= 0) continue;
    ++found;
    if (saves / static_cast<double>(used) >= least) continue;
    least = saves / static_cast<double>(used);
    victim = b;
  }
  return victim;
}

/// Removes others until no pool that an activity draws on is overloaded.
bool Walker::make_room(std::uint32_t a) {
  int left = most_leaving;
  for (const Demand& demand : problem_->options[state_.choice(a).option].demands) {
    if (state_.overloads() == 0) return true;
    const PoolShape& shape = layout_->pools[demand.pool];
    for (std::uint32_t b = 0; shape.limits && b < shape.buckets; ++b) {
      while (state_.room()[shape.first + b] < 0) {
        const std::uint32_t victim = least_worthy(demand.pool, b);
        if (victim == none || left-- == 0 || halted()) return false;
        if (!remove_block(victim) || !state_.placed(a)) return false;
      }
    }
  }
  return state_.overloads() == 0;
}

/// A block takes the place that it likes best, with what it requires; who is in the way leaves.
bool Walker::crowd_in(std::uint32_t block) {
  Blocks blocks;
  if (!closure(block, blocks)) return false;
  held_ = blocks;
  for (const std::uint32_t b : blocks) {
    if (halted()) return false;
    const Blocks& members = problem_->blocks[b];
    if (members.size() > 1) {
      if (!insert_together(members, Mode::force)) return false;
      continue;
    }
    const std::optional<Choice> choice =
        insertion_.place(members.front(), {Mode::force, weight_, -1, true, true, shy_});
    if (!choice) return false;
    set(members.front(), *choice);
    if (!make_room(members.front())) return false;
  }
  return true;
}

std::uint32_t Walker::any_movable() {
  return relations_->movable[random_.below(relations_->movable.size())];
}

/// Mostly with prices, half of these times in full.
void Walker::draw_weight() {
  const double dice = random_.uniform();
  weight_ = dice < 0.2 ? 0 : dice < 0.6 ? 1 : random_.uniform();
}

/// A random block, one that is not placed if such are found at once, goes where it likes best.
bool Walker::exchange() {
  std::uint32_t block = any_movable();
  for (int i = 0; i < 5 && is_placed(block); ++i) block = any_movable();
  if (is_placed(block)) remove_block(block);
  return crowd_in(block);
}

/// Removes related blocks; now and then one of them must come back, with what it requires.
void Walker::ruin() {
  Blocks related;
  pick_related(related);
  for (const std::uint32_t b : related) remove_block(b);
  if (random_.uniform() >= 0.25) return;
  for (const auto& [a, choice] : journal_) related.push_back(layout_->block_of[a]);
  const std::uint32_t forced = related[random_.below(related.size())];
  const std::size_t mark = journal_.size();
  const Mode prerequisites = random_.uniform() < 0.5 ? Mode::earliest : Mode::force;
  if (!is_placed(forced) && !insert_closure(forced, prerequisites)) rollback(mark);
}

/// Blocks within reach of one over arcs and links, nearest first, as many as make a group.
Blocks Walker::group_around(std::uint32_t block) {
  ++mark_round_;
  Blocks group{block};
  mark_[block] = mark_round_;
  for (std::size_t i = 0; i < group.size(); ++i) {
    for (const std::uint32_t next : relations_->adjacent[group[i]]) {
      if (group.size() == most_in_group) return group;
      if (mark_[next] == mark_round_ || !relations_->can_move[next]) continue;
      mark_[next] = mark_round_;
      group.push_back(next);
    }
  }
  return group;
}

/// Inserts blocks as construct() does: each as if those that are still to come followed.
void Walker::insert_group(const Blocks& group) {
  std::vector<Candidate> order;
  const bool by_benefit = random_.uniform() < 0.5;
  for (const std::uint32_t b : group) {
    if (is_placed(b)) continue;
    order.push_back({is_required(b), by_benefit ? benefit(b) : random_.uniform(), b});
    await(b, true);
  }
  std::stable_sort(order.begin(), order.end(), [](const Candidate& x, const Candidate& y) {
    return std::pair(x.required, x.benefit) > std::pair(y.required, y.benefit);
  });
  const Mode prerequisites = random_.uniform() < 0.5 ? Mode::earliest : Mode::force;
  for (const Candidate& candidate : order) {
    const std::size_t mark = journal_.size();
    gain_ = 0;
    if (!is_placed(candidate.block) && !halted() &&
        (!insert_closure(candidate.block, prerequisites) || gain_ <= 0))
      rollback(mark);
    await(candidate.block, false);
  }
}

/// What does not pay in the end leaves; others move if that is better.
void Walker::polish(const Blocks& group) {
  Blocks order = group;
  std::sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) {
    return relations_->rank[x] > relations_->rank[y];
  });
  for (const std::uint32_t b : order) {
    if (is_placed(b) && !halted()) attempt([&] { return remove_block(b); });
  }
  for (const std::uint32_t b : order) {
    if (halted()) return;
    attempt([&] {
      const std::size_t mark = journal_.size();
      if (is_placed(b) && !remove_block(b)) return false;
      Blocks left{b};
      for (std::size_t i = mark; i < journal_.size(); ++i)
        left.push_back(layout_->block_of[journal_[i].first]);
      tidy(left);
      reinsert(left);
      return true;
    });
  }
}

/// A block with some of what it requires, directly or not, or of what requires it.
Blocks Walker::cone_of(std::uint32_t block) {
  ++mark_round_;
  Blocks cone{block};
  mark_[block] = mark_round_;
  const auto& lists = random_.uniform() < 0.5 ? relations_->dependents : relations_->prerequisites;
  const std::size_t most = 2 + random_.below(most_in_group - 1);
  for (std::size_t i = 0; i < cone.size() && cone.size() < most; ++i) {
    for (const std::uint32_t b : lists[cone[i]]) {
      if (mark_[b] == mark_round_ || !relations_->can_move[b]) continue;
      mark_[b] = mark_round_;
      cone.push_back(b);
    }
  }
  return cone;
}

/// A cone leaves and is put in again, prerequisites first: it can move to another time as a whole, which no small move
/// does where each block holds the next.
bool Walker::shift_cone() {
  Blocks order = cone_of(any_movable());
  for (const std::uint32_t b : order) {
    if (is_placed(b) && !remove_block(b)) return false;
  }
  for (const auto& [a, choice] : journal_) order.push_back(layout_->block_of[a]);
  tidy(order);
  std::sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) {
    return relations_->rank[x] < relations_->rank[y];
  });
  const Mode prerequisites = random_.uniform() < 0.5 ? Mode::earliest : Mode::force;
  for (const std::uint32_t b : order) {
    if (halted()) return false;
    const bool required = !relations_->dependents[b].empty();
    if (!is_placed(b)) insert_block(b, required ? prerequisites : Mode::if_cheaper);
  }
  // What nothing of value came to need leaves again.
  for (std::size_t i = order.size(); i-- > 0 && !halted();) {
    if (is_placed(order[i])) attempt([&] { return remove_block(order[i]); });
  }
  return true;
}

/// A group leaves, mostly with another, and enters anew as one.
bool Walker::regroup() {
  const Blocks group = group_around(any_movable());
  Blocks other;
  if (random_.uniform() < 0.7) {
    std::uint32_t block = any_movable();
    for (int i = 0; i < 5 && !is_placed(block); ++i) block = any_movable();
    other = group_around(block);
  }
  for (const Blocks* blocks : {&group, static_cast<const Blocks*>(&other)}) {
    for (const std::uint32_t b : *blocks) {
      if (is_placed(b) && !halted()) remove_block(b);
    }
  }
  insert_group(group);
  polish(group);
  if (other.empty()) return true;
  insert_group(other);
  polish(other);
  return true;
}

bool Walker::accepts(const Value& before, const Value& after, double temperature) {
  if (after.fixed_out != before.fixed_out) return after.fixed_out < before.fixed_out;
  if (after.faults != before.faults) return after.faults < before.faults;
  if (after.cost <= before.cost) return true;
  const double worse = static_cast<double>(after.cost - before.cost);
  return temperature > 0 && random_.uniform() < std::exp(-worse / temperature);
}

void Walker::move(double temperature) {
  journal_.clear();
  const Value before = value();
  const std::int64_t bad_accounts = state_.bad_accounts();
  draw_weight();
  shy_ = may_be_shy_ && random_.uniform() < 0.5;
  bool done = true;
  const double dice = random_.uniform();
  if (dice < group_moves) {
    done = regroup();
  } else if (problem_->links.empty() && dice >= 1 - cone_moves) {
    done = shift_cone();
  } else if (dice < group_moves + exchanges) {
    done = exchange();
  } else {
    ruin();
  }
  Blocks& blocks = picked_;
  blocks.clear();
  for (const auto& [a, choice] : journal_) blocks.push_back(layout_->block_of[a]);
  if (blocks.empty()) blocks.push_back(any_movable());
  tidy(blocks);
  if (done) reinsert(blocks);
  // What is half done is not kept.
  if (!done || halted_ || !admissible(bad_accounts) || !accepts(before, value(), temperature)) {
    rollback(0);
  } else {
    remember();
  }
  shy_ = false;
}

std::uint64_t Walker::anneal(std::uint64_t moves, const Cooling& cooling, const StopPoint& stop) {
  begin(stop);
  if (relations_->movable.empty()) return moves;
  for (std::uint64_t i = 0; i < moves; ++i) {
    if (halted()) return i;
    move(cooling.at(i, moves));
  }
  return moves;
}

}  // namespace qsmo::scheduling
