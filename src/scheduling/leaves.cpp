#include "scheduling/leaves.hpp"

#include <cmath>
#include <limits>

#include "scheduling/ascent.hpp"

namespace qsmo::scheduling {

namespace {

bool is_within(const std::vector<std::vector<Amount>>& excess) {
  return std::all_of(excess.begin(), excess.end(), [](const std::vector<Amount>& buckets) {
    return std::all_of(buckets.begin(), buckets.end(), [](Amount amount) { return amount <= 0; });
  });
}

}  // namespace

Leaves::Leaves(Relaxation& relaxation, std::size_t component)
    : relaxation_(&relaxation), component_(component), leaves_(1) {
  leaves_.front().windows = relaxation.windows(component);
  for (const std::uint32_t b : relaxation.blocks(component))
    weights_.push_back(relaxation.weight(b));
}

void Leaves::take_over(const Prices& prices, const std::vector<double>& scale) {
  Leaf& root = leaves_.front();
  for (const std::uint32_t p : relaxation_->own_pools(component_)) {
    root.own.push_back(relaxation_->is_shared(p) ? std::vector<double>(prices[p].size(), 0.0)
                                                 : prices[p]);
    scale_.push_back(scale[p]);
  }
}

/// What the own prices prove.
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
  relaxation_->allow(component_, leaf.masks);
  const Relaxation::Part part = relaxation_->solve(component_, leaf.own, leaf.windows, stop);
  if (!part.done) return false;
  work_ += relaxation_->nodes(component_);
  const double given = worth(leaf);
  const auto proved = static_cast<Cost>(std::ceil(given + std::fabs(given) * 1e-12));
  leaf.value = part.value > unsound && given < 0x1.0p60 ? part.value - proved : unsound;
  leaf.choices = relaxation_->choices(component_, leaf.own, part.labels);
  leaf.labels = part.labels;
  return true;
}

void Leaves::find_least(std::size_t among) {
  least_ = 0;
  for (std::size_t i = 1; i < among; ++i) {
    if (leaves_[i].value < leaves_[least_].value) least_ = i;
  }
}

bool Leaves::evaluate(std::size_t most, const StopPoint& stop) {
  if (most < leaves_.size()) {
    // The others keep their values of old, which the order goes by; what they would cost now is not known.
    std::nth_element(leaves_.begin(), leaves_.begin() + static_cast<std::ptrdiff_t>(most),
                     leaves_.end(), [](const Leaf& a, const Leaf& b) { return a.value < b.value; });
  }
  most = std::min(most, leaves_.size());
  for (std::size_t i = 0; i < most; ++i) {
    if (!evaluate(leaves_[i], stop)) return false;
  }
  find_least(most);
  return true;
}

/// Steps along the own pools' excess; notes how the blocks' labels vary on the way.
bool Leaves::improve(Leaf& leaf, int steps, const StopPoint& stop) {
  const auto& own_pools = relaxation_->own_pools(component_);
  Ascent ascent(scale_, 1.0, 3);
  leaf.spreads.assign(leaf.windows.size(), {});
  Leaf best;
  best.value = std::numeric_limits<Cost>::min();
  const double aim = hope(leaf);
  for (int i = 0; i < steps; ++i) {
    if (!evaluate(leaf, stop)) return false;
    for (std::size_t b = 0; b < leaf.labels.size(); ++b) leaf.spreads[b].add(leaf.labels[b]);
    const bool better = leaf.value > best.value;
    if (better) best = leaf;
    std::vector<std::vector<Amount>> excess = relaxation_->own_use(component_, leaf.choices);
    for (std::size_t p = 0; p < excess.size(); ++p) {
      const std::vector<Amount>& room = relaxation_->room()[own_pools[p]];
      for (std::size_t b = 0; b < room.size(); ++b) excess[p][b] -= room[b];
    }
    if (better) best.fits = is_within(excess);
    ascent.step(leaf.own, static_cast<double>(leaf.value), excess,
                static_cast<double>(best.value) + aim);
    if (ascent.flat()) break;
  }
  best.spreads = std::move(leaf.spreads);
  leaf = std::move(best);
  return true;
}

/// How much there is to gain is not known: some of what the prices prove now, or of what all components lack.
double Leaves::hope(const Leaf& leaf) const { return std::max(0.2 * worth(leaf), 0.01 * missing_); }

Window Leaves::hull(std::size_t place) const {
  Window hull = leaves_.front().windows[place];
  for (const Leaf& leaf : leaves_) {
    hull.first = std::min(hull.first, leaf.windows[place].first);
    hull.last = std::max(hull.last, leaf.windows[place].last);
  }
  return hull;
}

/// The block whose labels vary most, weighed by what its slot matters. Where none varies and yet the choices do not fit:
/// the one that matters most. The number of blocks if there is none.
std::size_t Leaves::place_to_split(const Leaf& leaf) const {
  std::size_t place = leaf.windows.size();
  double most = 0;
  for (std::size_t b = 0; b < leaf.windows.size(); ++b) {
    const double weight = leaf.spreads[b].variance() * weights_[b];
    if (leaf.windows[b].first == leaf.windows[b].last || weight <= most) continue;
    most = weight;
    place = b;
  }
  for (std::size_t b = 0; most == 0 && !leaf.fits && b < leaf.windows.size(); ++b) {
    if (leaf.windows[b].first < leaf.windows[b].last &&
        (place == leaf.windows.size() || weights_[b] > weights_[place]))
      place = b;
  }
  return place;
}

bool Leaves::grow(int splits, int steps, double missing, const StopPoint& stop) {
  missing_ = missing;
  find_least(leaves_.size());
  if (relaxation_->own_pools(component_).empty() || rest_-- > 0) return true;
  const Cost before = least().value;
  if (!split(splits, steps, stop)) return false;
  const double gain = static_cast<double>(least().value) - static_cast<double>(before);
  const double worth_while = 1e-4 * missing;
  constexpr int longest = 16;
  longest_rest_ = gain < worth_while ? std::min(longest, 2 * longest_rest_) : 1;
  rest_ = gain < worth_while ? longest_rest_ : 0;
  return true;
}

bool Leaves::split(int splits, int steps, const StopPoint& stop) {
  for (int i = 0; i < splits; ++i) {
    Leaf& leaf = leaves_[least_];
    if (leaf.whole) return true;
    if (leaf.spreads.empty()) {
      Leaf better = leaf;
      if (!improve(better, steps, stop)) return false;
      better.value = std::max(better.value, leaf.value);
      leaf = std::move(better);
      find_least(leaves_.size());
      continue;
    }
    const std::size_t place = place_to_split(leaf);
    leaf.whole = place == leaf.windows.size();
    if (!leaf.whole && !split_least(place, steps, stop)) return false;
  }
  return true;
}

bool Leaves::split_least(std::size_t place, int steps, const StopPoint& stop) {
  const Leaf& leaf = leaves_[least_];
  const Window window = leaf.windows[place];
  const auto cut = static_cast<std::uint16_t>(
      std::clamp<double>(leaf.spreads[place].mean(), window.first, window.last - 1));
  Leaf low = leaf, high = leaf;
  low.windows[place].last = cut;
  high.windows[place].first = static_cast<std::uint16_t>(cut + 1);
  for (Leaf* part : {&low, &high}) {
    if (!improve(*part, steps, stop)) return false;
    part->value = std::max(part->value, leaf.value);  // a part costs no less than the whole
  }
  leaves_[least_] = std::move(low);
  leaves_.push_back(std::move(high));
  find_least(leaves_.size());
  return true;
}

void Leaves::restrict_options(std::size_t activity, Relaxation::Mask mask) {
  for (Leaf& leaf : leaves_) {
    if (leaf.masks.empty())
      leaf.masks.assign(relaxation_->activities(component_).size(), Relaxation::all_options);
    leaf.masks[activity] &= mask;
    leaf.spreads.clear();
    leaf.whole = false;
  }
  rest_ = 0;
}

void Leaves::drop_above(Cost value) {
  find_least(leaves_.size());
  const Cost least = leaves_[least_].value;
  leaves_.erase(
      std::remove_if(leaves_.begin(), leaves_.end(),
                     [&](const Leaf& leaf) { return leaf.value > value && leaf.value > least; }),
      leaves_.end());
  find_least(leaves_.size());
}

bool Leaves::restrict_to(std::size_t place, std::uint16_t cut, bool low) {
  for (Leaf& leaf : leaves_) {
    Window& window = leaf.windows[place];
    const Window before = window;
    if (low) {
      window.last = std::min(window.last, cut);
    } else {
      window.first = std::max<std::uint16_t>(window.first, static_cast<std::uint16_t>(cut + 1));
    }
    if (window == before) continue;
    leaf.spreads.clear();
    leaf.whole = false;
  }
  leaves_.erase(std::remove_if(leaves_.begin(), leaves_.end(),
                               [&](const Leaf& leaf) {
                                 return leaf.windows[place].first > leaf.windows[place].last;
                               }),
                leaves_.end());
  rest_ = 0;
  find_least(leaves_.size());
  return !leaves_.empty();
}

}  // namespace qsmo::scheduling
