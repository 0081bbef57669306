#include "scheduling/leaves.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "scheduling/ascent.hpp"

namespace qsmo::scheduling {
namespace {

/// Mean and variance of a block's labels over some evaluations.
struct Labels {
  double count = 0;
  double sum = 0;
  double squares = 0;

  void add(double label) {
    count += 1;
    sum += label;
    squares += label * label;
  }
  [[nodiscard]] double mean() const { return sum / count; }
  [[nodiscard]] double variance() const {
    return std::max(0.0, squares / count - mean() * mean());
  }
};

}  // namespace

Leaves::Leaves(Relaxation& relaxation, std::size_t component, const Prices& prices,
               const std::vector<double>& scale)
    : relaxation_(&relaxation), component_(component) {
  Leaf root;
  root.windows = relaxation.windows(component);
  for (const std::uint32_t p : relaxation.own_pools(component)) {
    root.own.push_back(prices[p]);
    scale_.push_back(scale[p]);
  }
  for (const std::uint32_t b : relaxation.blocks(component))
    weight_.push_back(relaxation.weight(b));
  leaves_.push_back(std::move(root));
}

double Leaves::worth(const Leaf& leaf) const {
  double sum = 0;
  const auto& own_pools = relaxation_->own_pools(component_);
  for (std::size_t i = 0; i < leaf.own.size(); ++i) {
    const std::vector<Amount>& room = relaxation_->room()[own_pools[i]];
    for (std::size_t b = 0; b < room.size(); ++b)
      sum += leaf.own[i][b] * static_cast<double>(room[b]);
  }
  return sum;
}

bool Leaves::evaluate(Leaf& leaf, const StopPoint& stop) {
  const Relaxation::Part part = relaxation_->solve(component_, leaf.own, leaf.windows, stop);
  if (!part.done) return false;
  work_ += relaxation_->nodes(component_);
  const double given = worth(leaf);
  leaf.value = part.value - static_cast<Cost>(std::ceil(given + std::fabs(given) * 1e-12));
  leaf.choices = relaxation_->choices(component_, leaf.own, part.labels);
  leaf.middle = part.labels;
  return true;
}

void Leaves::find_least() {
  least_ = 0;
  for (std::size_t i = 1; i < leaves_.size(); ++i) {
    if (leaves_[i].value < leaves_[least_].value) least_ = i;
  }
}

bool Leaves::evaluate(std::size_t most, const StopPoint& stop) {
  if (most < leaves_.size()) {
    // The least of those evaluated now counts; what the others would cost now is not known.
    std::nth_element(leaves_.begin(), leaves_.begin() + static_cast<std::ptrdiff_t>(most),
                     leaves_.end(),
                     [](const Leaf& a, const Leaf& b) { return a.value < b.value; });
  }
  most = std::min(most, leaves_.size());
  for (std::size_t i = 0; i < most; ++i) {
    if (!evaluate(leaves_[i], stop)) return false;
  }
  least_ = 0;
  for (std::size_t i = 1; i < most; ++i) {
    if (leaves_[i].value < leaves_[least_].value) least_ = i;
  }
  return true;
}

/// Steps along the own pools' excess; remembers how the blocks' labels vary on the way.
bool Leaves::improve(Leaf& leaf, int steps, const StopPoint& stop) {
  const auto& own_pools = relaxation_->own_pools(component_);
  Ascent ascent(scale_, 1.0, 3);
  Leaf best = leaf;
  best.value = std::numeric_limits<Cost>::min();
  std::vector<Labels> labels(leaf.windows.size());
  // How much there is to gain is not known: some of what the prices prove now.
  const double hope =
      std::max(0.2 * worth(leaf), 1e-3 * std::fabs(static_cast<double>(leaf.value)));
  for (int i = 0; i < steps; ++i) {
    if (!evaluate(leaf, stop)) return false;
    for (std::size_t b = 0; b < labels.size(); ++b) labels[b].add(leaf.middle[b]);
    if (leaf.value > best.value) {
      best.value = leaf.value;
      best.own = leaf.own;
      best.choices = leaf.choices;
    }
    std::vector<std::vector<Amount>> excess = relaxation_->own_use(component_, leaf.choices);
    for (std::size_t p = 0; p < excess.size(); ++p) {
      const std::vector<Amount>& room = relaxation_->room()[own_pools[p]];
      for (std::size_t b = 0; b < room.size(); ++b) excess[p][b] -= room[b];
    }
    ascent.step(leaf.own, static_cast<double>(leaf.value), excess,
                static_cast<double>(best.value) + hope);
    if (ascent.flat()) break;
  }
  leaf = std::move(best);
  leaf.spread.clear();
  leaf.middle.clear();
  for (std::size_t b = 0; b < labels.size(); ++b) {
    leaf.spread.push_back(labels[b].variance() * weight_[b]);
    leaf.middle.push_back(static_cast<std::uint32_t>(labels[b].mean()));
  }
  return true;
}

/// The block whose labels vary most, weighed by what its slot matters; the number of blocks if none varies.
std::uint32_t Leaves::place_to_split(const Leaf& leaf) const {
  auto place = static_cast<std::uint32_t>(leaf.windows.size());
  double most = 0;
  for (std::uint32_t b = 0; b < leaf.windows.size(); ++b) {
    if (leaf.windows[b].first == leaf.windows[b].last || leaf.spread[b] <= most) continue;
    most = leaf.spread[b];
    place = b;
  }
  return place;
}

bool Leaves::grow(int splits, int steps, const StopPoint& stop) {
  find_least();
  for (int i = 0; i < splits; ++i) {
    Leaf& leaf = leaves_[least_];
    if (leaf.whole) return true;
    if (leaf.spread.empty()) {
      const Leaf before = leaf;
      if (!improve(leaf, steps, stop)) {
        leaf = before;
        return false;
      }
      find_least();
      continue;
    }
    const std::uint32_t place = place_to_split(leaf);
    if (place == leaf.windows.size()) {
      leaf.whole = true;
      return true;
    }
    const Window window = leaf.windows[place];
    const auto cut = static_cast<std::uint16_t>(
        std::clamp<std::uint32_t>(leaf.middle[place], window.first, window.last - 1U));
    Leaf low = leaf, high = leaf;
    low.windows[place].last = cut;
    high.windows[place].first = static_cast<std::uint16_t>(cut + 1);
    if (!improve(low, steps, stop) || !improve(high, steps, stop)) return false;
    // A part costs no less than the whole.
    low.value = std::max(low.value, leaf.value);
    high.value = std::max(high.value, leaf.value);
    leaves_[least_] = std::move(low);
    leaves_.push_back(std::move(high));
    find_least();
  }
  return true;
}

void Leaves::drop_above(Cost value) {
  find_least();
  const Leaf least = leaves_[least_];
  leaves_.erase(std::remove_if(leaves_.begin(), leaves_.end(),
                               [&](const Leaf& leaf) {
                                 return leaf.value > value && leaf.value > least.value;
                               }),
                leaves_.end());
  find_least();
}

std::size_t Leaves::take_work() { return std::exchange(work_, 0); }

}  // namespace qsmo::scheduling
