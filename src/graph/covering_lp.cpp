#include "covering_lp.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace qsmo::detail {
namespace {

constexpr double tiny = 1e-9;       // Below this a bound is kept, a price is 0.
constexpr double too_small = 1e-7;  // for a pivot
constexpr double dust = 1e-13;      // of cancelled entries

}  // namespace

CoveringLp::CoveringLp(std::span<const double> costs)
    : columns_(costs.size()),
      costs_(costs.begin(), costs.end()),
      outside_(costs.size()),
      place_(costs.size()),
      reduced_(costs.begin(), costs.end()),
      fixed_(costs.size(), false),
      flipped_(costs.size(), false) {
  std::iota(outside_.begin(), outside_.end(), 0U);
  std::iota(place_.begin(), place_.end(), std::int64_t{0});
}

double CoveringLp::x(std::uint32_t column) const {
  const double value = is_basic(column) ? at_[row_of(column)] : 0.0;
  return flipped_[column] ? 1 - value : value;
}

void CoveringLp::add_row(std::span<const std::uint32_t> columns) {
  std::uint32_t number = static_cast<std::uint32_t>(rows_.size());
  if (free_rows_.empty()) {
    rows_.emplace_back();
    place_.push_back(0);
  } else {
    number = free_rows_.back();
    free_rows_.pop_back();
  }
  rows_[number].assign(columns.begin(), columns.end());
  place_row(number);
}

/// Makes the surplus of a row basic, at what the others make it.
void CoveringLp::place_row(std::uint32_t number) {
  const std::size_t k = basic_.size();
  basic_.push_back(static_cast<std::uint32_t>(columns_) + number);
  place_[basic_.back()] = -1 - static_cast<std::int64_t>(k);
  table_.resize(table_.size() + columns_, 0.0);
  double at = -1;
  for (const std::uint32_t column : rows_[number]) {
    const double sign = flipped_[column] ? -1 : 1;
    if (flipped_[column]) at += 1;
    if (!is_basic(column)) {
      row(k)[place_[column]] += sign;
      continue;
    }
    const std::size_t from = row_of(column);
    at += sign * at_[from];
    for (std::size_t c = 0; c < columns_; ++c) row(k)[c] += sign * row(from)[c];
  }
  at_.push_back(at);
  norms_.push_back(1);
}

void CoveringLp::flip(std::uint32_t column) {
  flipped_[column] = !flipped_[column];
  if (is_basic(column)) {
    const std::size_t k = row_of(column);
    at_[k] = 1 - at_[k];
    for (std::size_t c = 0; c < columns_; ++c) row(k)[c] = -row(k)[c];
    return;
  }
  const auto c = static_cast<std::size_t>(place_[column]);
  value_ += reduced_[c];
  reduced_[c] = -reduced_[c];
  for (std::size_t k = 0; k < basic_.size(); ++k) {
    at_[k] += row(k)[c];
    row(k)[c] = -row(k)[c];
  }
}

void CoveringLp::fix(std::uint32_t column, bool one) {
  if (flipped_[column] != one) flip(column);
  fixed_[column] = true;
}

void CoveringLp::free(std::uint32_t column) {
  fixed_[column] = false;
  if (!is_basic(column) && reduced_[static_cast<std::size_t>(place_[column])] < 0) flip(column);
}

/// The row farthest outside its bounds for its norm; -1 if there is none.
std::ptrdiff_t CoveringLp::worst_row() const {
  std::ptrdiff_t worst = -1;
  double most = 0;
  for (std::size_t k = 0; k < basic_.size(); ++k) {
    double outside = -at_[k];
    if (basic_[k] < columns_) {
      const double above = fixed_[basic_[k]] ? at_[k] : at_[k] - 1;
      outside = std::max(outside, above);
    }
    if (outside <= tiny || outside * outside <= most * norms_[k]) continue;
    most = outside * outside / norms_[k];
    worst = static_cast<std::ptrdiff_t>(k);
  }
  return worst;
}

/// The column that comes into the basis for row k, which must grow if it is below 0 and shrink else; -1: none can.
std::ptrdiff_t CoveringLp::entering(std::size_t k) const {
  const double sign = at_[k] < 0 ? 1 : -1;
  const double* const entries = row(k);
  const auto may_enter = [&](std::size_t c) {
    return sign * entries[c] > too_small && !(outside_[c] < columns_ && fixed_[outside_[c]]);
  };
  double limit = std::numeric_limits<double>::infinity();
  for (std::size_t c = 0; c < columns_; ++c) {
    if (may_enter(c))
      limit = std::min(limit, (std::max(reduced_[c], 0.0) + tiny) / (sign * entries[c]));
  }
  // Of those that keep all prices right within the tolerance, the entry that divides best.
  std::ptrdiff_t best = -1;
  double most = 0;
  for (std::size_t c = 0; c < columns_; ++c) {
    const double entry = sign * entries[c];
    if (entry <= most || !may_enter(c) || reduced_[c] > limit * entry) continue;
    most = entry;
    best = static_cast<std::ptrdiff_t>(c);
  }
  return best;
}

void CoveringLp::pivot(std::size_t k, std::size_t c) {
  double* const source = row(k);
  const double by = -1 / source[c];
  entries_.clear();
  for (std::size_t j = 0; j < columns_; ++j) {
    if (std::abs(source[j]) < dust) {
      source[j] = 0;
    } else {
      source[j] *= by;
      entries_.push_back(static_cast<std::uint32_t>(j));
    }
  }
  source[c] = -by;
  at_[k] *= by;
  for (std::size_t i = 0; i < basic_.size(); ++i) {
    double* const target = row(i);
    const double factor = target[c];
    if (i == k || factor == 0) continue;
    norms_[i] = std::max(norms_[i], factor * factor * by * by * norms_[k]);
    target[c] = 0;
    for (const std::uint32_t j : entries_) target[j] += factor * source[j];
    at_[i] += factor * at_[k];
  }
  norms_[k] = std::max(norms_[k] * by * by, 1.0);
  const double price = reduced_[c];
  reduced_[c] = 0;
  for (const std::uint32_t j : entries_) reduced_[j] += price * source[j];
  value_ += price * at_[k];
  std::swap(basic_[k], outside_[c]);
  place_[basic_[k]] = -1 - static_cast<std::int64_t>(k);
  place_[outside_[c]] = static_cast<std::int64_t>(c);
}

CoveringLp::End CoveringLp::solve(std::uint64_t entries) {
  constexpr std::uint64_t most_pivots = 5'000;
  const std::uint64_t pause = looked_at_ + entries;
  if (pivots_ > most_pivots) restart();
  for (;;) {
    const std::ptrdiff_t worst = worst_row();
    if (worst < 0) return End::optimal;
    const auto k = static_cast<std::size_t>(worst);
    // Above 1: seen from there it is below 0.
    if (at_[k] > 1 && basic_[k] < columns_ && !fixed_[basic_[k]]) flip(basic_[k]);
    const std::ptrdiff_t c = entering(k);
    if (c < 0) return End::infeasible;
    pivot(k, static_cast<std::size_t>(c));
    ++pivots_;
    looked_at_ += entries_.size() * basic_.size() + 2 * columns_;
    if (looked_at_ >= pause) return End::paused;
  }
}

bool CoveringLp::some_row_is_zero() const {
  return std::any_of(rows_.begin(), rows_.end(), [&](const auto& columns) {
    return !columns.empty() && std::all_of(columns.begin(), columns.end(), [&](std::uint32_t c) {
      return fixed_[c] && !flipped_[c];
    });
  });
}

void CoveringLp::restart() {
  pivots_ = 0;
  value_ = 0;
  basic_.clear();
  table_.clear();
  at_.clear();
  norms_.clear();
  for (std::uint32_t column = 0; column < columns_; ++column) {
    outside_[column] = column;
    place_[column] = column;
    flipped_[column] = is_fixed_to_one(column);
    reduced_[column] = flipped_[column] ? -costs_[column] : costs_[column];
    if (flipped_[column]) value_ += costs_[column];
  }
  for (std::uint32_t number = 0; number < rows_.size(); ++number) {
    if (!rows_[number].empty()) place_row(number);
  }
}

void CoveringLp::remove_row(std::size_t k) {
  const std::uint32_t number = basic_[k] - static_cast<std::uint32_t>(columns_);
  rows_[number].clear();
  free_rows_.push_back(number);
  const std::size_t last = basic_.size() - 1;
  if (k != last) {
    std::copy(row(last), row(last) + columns_, row(k));
    at_[k] = at_[last];
    norms_[k] = norms_[last];
    basic_[k] = basic_[last];
    place_[basic_[k]] = -1 - static_cast<std::int64_t>(k);
  }
  basic_.pop_back();
  at_.pop_back();
  norms_.pop_back();
  table_.resize(table_.size() - columns_);
}

void CoveringLp::drop_loose_rows() {
  constexpr double loose = 0.1;
  for (std::size_t k = basic_.size(); k-- > 0;) {
    if (basic_[k] >= columns_ && at_[k] > loose) remove_row(k);
  }
}

}  // namespace qsmo::detail
