#include "scheduling/dual.hpp"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <limits>
#include <thread>

namespace qsmo::scheduling {
namespace {

constexpr std::size_t all_leaves = std::numeric_limits<std::size_t>::max();
/// Leaves of a component that steps of the prices look at: those least when all were looked at last.
constexpr std::size_t leaves_in_sight = 4;
/// Below this step length, prices of whole components have arrived.
constexpr double shortest_step = 0.02;

/// Mean draw on each pool.
std::vector<double> typical_draws(const Problem& problem) {
  std::vector<double> sum(problem.pools.size(), 0), count(problem.pools.size(), 0);
  for (const Option& option : problem.options) {
    for (const Demand& demand : option.demands) {
      const Pool& pool = problem.pools[demand.pool];
      const bool by_period = pool.capacity.size() == pool.bucket.size();
      const int periods = by_period || demand.span != Span::around
                              ? 1
                              : std::clamp(demand.to - demand.from, 1, problem.periods_per_year);
      sum[demand.pool] += std::fabs(static_cast<double>(demand.amount)) * periods;
      count[demand.pool] += 1;
    }
  }
  for (std::size_t p = 0; p < sum.size(); ++p) sum[p] = sum[p] > 0 ? sum[p] / count[p] : 1;
  return sum;
}

/// Calls work(0) .. work(count - 1), in any order, on this many threads.
template <class Work>
void for_all(std::size_t count, int threads, const Work& work) {
  std::atomic<std::size_t> next{0};
  const auto loop = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::thread> helpers;
  for (int i = 1; i < threads && static_cast<std::size_t>(i) < count; ++i)
    helpers.emplace_back(loop);
  loop();
  for (std::thread& helper : helpers) helper.join();
}

}  // namespace

Dual::Dual(Relaxation& relaxation, const Problem& problem, int threads)
    : relaxation_(&relaxation),
      threads_(threads),
      scale_(typical_draws(problem)),
      prices_(no_prices(problem)),
      proved_(prices_),
      shared_(prices_.size(), true),
      ascent_(scale_, 1.0, 10),
      spreads_(relaxation.components()),
      option_spreads_(relaxation.components()) {
  // Threads cost more than they bring for cuts this small.
  constexpr std::size_t worth_a_thread = 4'000;
  if (relaxation.nodes() < worth_a_thread) threads_ = 1;
  relaxation.set_prices(prices_);
  for (std::size_t c = 0; c < relaxation.components(); ++c) {
    leaves_.emplace_back(relaxation, c);
    relaxation.charge(c);
    value_ += relaxation.least_apart(c);
  }
}

bool Dual::advance(const BoundTarget& target, const StopPoint& stop) {
  if (empty_ || value_ >= target.cutoff) return true;
  return splitting_ ? turn(target, stop) : step(target, stop);
}

std::size_t Dual::take_work() {
  std::size_t sum = 0;
  for (Leaves& leaves : leaves_) sum += leaves.take_work();
  return sum;
}

/// Charges all components with prices_ and evaluates the least leaves of each.
bool Dual::evaluate(std::size_t most, const StopPoint& stop) {
  relaxation_->set_prices(shared_prices());
  std::atomic<bool> done{true};
  current_ = 0;
  for_all(leaves_.size(), threads_, [&](std::size_t c) {
    if (!done) return;
    relaxation_->charge(c);
    if (stop.reached() || !leaves_[c].evaluate(most, stop)) done = false;
  });
  return done;
}

Prices Dual::shared_prices() const {
  Prices out = prices_;
  for (std::size_t p = 0; p < out.size(); ++p) {
    if (!shared_[p]) std::fill(out[p].begin(), out[p].end(), 0.0);
  }
  return out;
}

/// Sum over the components less what the capacities give, at the prices last charged.
Cost Dual::total() const {
  long double sum = -relaxation_->given();
  for (const Leaves& leaves : leaves_) {
    if (leaves.least().value <= unsound) return unsound;
    sum += static_cast<long double>(leaves.least().value);
  }
  return static_cast<Cost>(std::floor(std::min<long double>(sum, forbidden)));
}

std::vector<std::vector<Amount>> Dual::excess() const {
  std::vector<std::vector<Amount>> out;
  for (const auto& room : relaxation_->room()) out.emplace_back(room.size(), 0);
  for (std::size_t c = 0; c < leaves_.size(); ++c)
    relaxation_->add_use(c, leaves_[c].least().choices, out);
  relaxation_->settle(out);
  for (std::size_t p = 0; p < out.size(); ++p) {
    for (std::size_t b = 0; b < out[p].size(); ++b)
      out[p][b] = shared_[p] ? out[p][b] - relaxation_->room()[p][b] : 0;
  }
  return out;
}

bool Dual::prove(Cost value) {
  if (value <= value_) return false;
  value_ = value;
  proved_ = prices_;
  return true;
}

/// One step of all prices together.
bool Dual::step(const BoundTarget& target, const StopPoint& stop) {
  if (!evaluate(1, stop)) return false;
  const Cost value = total();
  prove(value);
  ascent_.step(prices_, static_cast<double>(value), excess(), static_cast<double>(target.cost));
  if (ascent_.flat() || ascent_.length() < shortest_step || target.cost <= value) start_splitting();
  return true;
}

void Dual::start_splitting() {
  splitting_ = true;
  for (std::size_t c = 0; c < leaves_.size(); ++c) {
    for (const std::uint32_t p : relaxation_->own_pools(c)) {
      if (!relaxation_->is_shared(p)) shared_[p] = false;
    }
    leaves_[c].take_over(proved_, scale_);
  }
}

/// One round of splitting at the prices proved, then steps of the shared prices.
bool Dual::turn(const BoundTarget& target, const StopPoint& stop) {
  const Cost before = value_;
  prices_ = proved_;
  if (current_ != relaxation_->version() && !evaluate(all_leaves, stop)) return false;
  if (!grow(target, stop)) return false;
  prove(total());
  drop_above(target.cutoff);
  if (value_ >= target.cutoff) return true;
  if (!climb(target, stop)) return false;
  const auto missing = static_cast<double>(target.cost) - static_cast<double>(value_);
  const auto gained = static_cast<double>(value_) - static_cast<double>(before);
  idle_turns_ = gained <= 1e-3 * std::max(0.0, missing) ? idle_turns_ + 1 : 0;
  return true;
}

bool Dual::grow(const BoundTarget& target, const StopPoint& stop) {
  const double missing =
      std::max(1.0, static_cast<double>(target.cost) - static_cast<double>(value_));
  std::atomic<bool> done{true};
  for_all(leaves_.size(), threads_, [&](std::size_t c) {
    if (done && !leaves_[c].grow(effort_.splits, effort_.steps_each, missing, stop)) done = false;
  });
  current_ = done ? relaxation_->version() : 0;
  return done;
}

/// Solutions in leaves this dear cost more than the cutoff, whatever the other components do.
void Dual::drop_above(Cost cutoff) {
  if (cutoff >= forbidden) return;
  const Cost spare = cutoff - total();
  for (Leaves& leaves : leaves_) leaves.drop_above(leaves.least().value + std::max<Cost>(0, spare));
}

void Dual::note_labels() {
  for (std::size_t c = 0; c < leaves_.size(); ++c) {
    const std::vector<std::uint32_t>& labels = leaves_[c].least().labels;
    spreads_[c].resize(labels.size());
    for (std::size_t i = 0; i < labels.size(); ++i) spreads_[c][i].add(labels[i]);
    note_options(c);
  }
}

void Dual::note_options(std::size_t c) {
  const std::vector<Choice>& choices = leaves_[c].least().choices;
  const std::vector<std::uint32_t> activities = relaxation_->activities(c);
  option_spreads_[c].resize(choices.size());
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (choices[i].option != none)
      option_spreads_[c][i].add(relaxation_->option_place(choices[i].option, activities[i]));
  }
}

/// Steps of the shared prices with the leaves in sight; what that promises counts only once all leaves confirm it.
bool Dual::climb(const BoundTarget& target, const StopPoint& stop) {
  Ascent ascent(scale_, length_, 5);
  for (auto& spreads : spreads_) spreads.clear();
  for (auto& spreads : option_spreads_) spreads.clear();
  for (int i = 0; i < effort_.steps_together; ++i) {
    note_labels();
    ascent.step(prices_, static_cast<double>(total()), excess(), static_cast<double>(target.cost));
    if (ascent.flat()) break;
    if (!evaluate(leaves_in_sight, stop)) return false;
  }
  prices_ = ascent.best_prices();
  if (!evaluate(all_leaves, stop)) return false;
  if (prove(total())) {
    current_ = relaxation_->version();
    length_ = std::min(0.3, 1.2 * length_);
  } else {
    length_ *= 0.5;
  }
  return true;
}

std::optional<Dual::Split> Dual::split() const {
  std::optional<Split> best;
  double most = 0;
  for (std::size_t c = 0; c < spreads_.size(); ++c) {
    for (std::size_t i = 0; i < spreads_[c].size(); ++i) {
      const double weight = leaves_[c].weight(i) * spreads_[c][i].variance();
      if (weight <= most) continue;
      most = weight;
      best = Split{c, i, static_cast<std::uint16_t>(spreads_[c][i].mean()), 0};
    }
  }
  const std::optional<Split> options = split_options();
  if (options && option_weight(*options) > most) return options;
  return best ? best : split_anything();
}

/// Where least solutions never differed, the block that matters most.
std::optional<Dual::Split> Dual::split_anything() const {
  std::optional<Split> best;
  double most = -1;
  for (std::size_t c = 0; c < leaves_.size(); ++c) {
    const std::vector<std::uint32_t>& labels = leaves_[c].least().labels;
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const Window hull = leaves_[c].hull(i);
      if (hull.first == hull.last || leaves_[c].weight(i) <= most) continue;
      most = leaves_[c].weight(i);
      const std::uint32_t cut = std::clamp<std::uint32_t>(labels[i], hull.first, hull.last - 1U);
      best = Split{c, i, static_cast<std::uint16_t>(cut), 0};
    }
  }
  return best ? best : split_options();
}

Relaxation::Mask Dual::open_options(std::size_t c, std::size_t place,
                                    std::uint32_t activity) const {
  const std::uint32_t count = std::min(relaxation_->option_count(activity), Relaxation::mask_bits);
  const Relaxation::Mask all =
      count < Relaxation::mask_bits ? (Relaxation::Mask{1} << count) - 1 : Relaxation::all_options;
  return leaves_[c].masks().empty() ? all : all & leaves_[c].masks()[place];
}

/// On the scale of split(): cost times labels squared.
double Dual::option_weight(const Split& split) const {
  constexpr double as_labels = 100;  // what another option counts for
  const std::vector<Spread>& spreads = option_spreads_[split.component];
  if (spreads.empty()) return 0;
  return as_labels * leaves_[split.component].weight(0) * spreads[split.place].variance();
}

/// The activity whose option differed most in the last climb: one of its options, or the others.
std::optional<Dual::Split> Dual::split_options() const {
  std::optional<Split> best;
  double most = -1;
  for (std::size_t c = 0; c < leaves_.size(); ++c) {
    const std::vector<std::uint32_t> activities = relaxation_->activities(c);
    for (std::size_t i = 0; i < activities.size(); ++i) {
      const Relaxation::Mask open = open_options(c, i, activities[i]);
      if (open == 0 || std::has_single_bit(open)) continue;
      const double variance = option_spreads_[c].empty() ? 0 : option_spreads_[c][i].variance();
      if (variance <= most) continue;
      most = variance;
      best = Split{c, i, 0, open & (~open + 1)};
    }
  }
  return best;
}

void Dual::restrict_to(const Split& split, bool low) {
  if (split.low != 0) {
    leaves_[split.component].restrict_options(split.place, low ? split.low : ~split.low);
    current_ = 0;
    idle_turns_ = 0;
    return;
  }
  if (!leaves_[split.component].restrict_to(split.place, split.cut, low)) {
    value_ = forbidden;
    empty_ = true;
    return;
  }
  current_ = 0;
  idle_turns_ = 0;
  length_ = std::max(length_, 0.1);
}

}  // namespace qsmo::scheduling
