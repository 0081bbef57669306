// What the tariffs charge, from sums over their members: a change costs as much for ten members as for ten thousand.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "scheduling/state_layout.hpp"
#include "scheduling/tariff_cost.hpp"

namespace qsmo::scheduling {

/// An all-units tariff keeps, for each tier and period, the sum of its members' exact lines at that tier. An incremental
/// one keeps sums of volumes and fees: its lines are rounded together, not one by one, unless `exact` is asked for.
enum class Rounding { together, exact };

/// Sums of the members of each tariff, by account (a row) and in all.
class TariffSums {
 public:
  TariffSums(const Layout& layout, Rounding rounding);

  /// An activity comes under (sign 1) or leaves (-1) the tariff of an option of its own from a slot on.
  void count(std::uint32_t option, int slot, int sign);
  /// The use of its pool may have changed.
  void touch(std::uint32_t tariff) { dirty_.push_back(tariff); }
  [[nodiscard]] bool settled() const { return dirty_.empty(); }
  /// Recounts what was touched. `use_of(pool, t)` is the use, `choice_of(activity)` the choice, and charge(account,
  /// amount) is told what is added to an account (none: to those that are not kept).
  template <class UseOf, class Charge>
  void settle(const UseOf& use_of, const Solution& solution, const Charge& charge);
  /// Added cost, by slot, of one more member of the option's tariff: its own lines and what changes for the others.
  /// Entry horizon is 0.
  template <class UseOf>
  void tail(std::uint32_t option, const UseOf& use_of, std::vector<Cost>& tail) const;

 private:
  [[nodiscard]] std::size_t width(const Tariff& tariff) const;
  [[nodiscard]] std::int64_t* row(std::uint32_t row) { return sums_.data() + at_[row]; }
  [[nodiscard]] const std::int64_t* row(std::uint32_t row) const { return sums_.data() + at_[row]; }
  /// The row of all members.
  [[nodiscard]] std::uint32_t all(std::uint32_t tariff) const {
    return static_cast<std::uint32_t>(layout_->row_account.size()) + tariff;
  }
  [[nodiscard]] std::size_t tier_at(const Tariff& tariff, Amount volume) const;
  [[nodiscard]] double average_price(const Tariff& tariff, Amount volume, int t) const;
  [[nodiscard]] Cost rounded_together(const std::int64_t* sums, double price, int t) const;
  [[nodiscard]] Cost exact_line(const Tariff& tariff, const Option& option, Amount volume,
                                int t) const;
  void price_periods(std::uint32_t tariff);
  [[nodiscard]] Cost row_cost(std::uint32_t tariff, std::uint32_t row) const;
  void exact_rows(std::uint32_t tariff, const Solution& solution, std::vector<Cost>& costs) const;

  const Layout* layout_;
  Rounding rounding_;
  std::vector<std::size_t> at_;  // by row: where its sums begin
  std::vector<std::int64_t>
      sums_;  // all-units: cost by tier and period; incremental: volume, fees by period
  std::vector<Cost> charged_;  // by row
  std::vector<std::uint32_t> dirty_;
  std::vector<Amount> use_;         // by period, of the tariff being settled
  std::vector<std::size_t> tiers_;  // the same
  std::vector<double> prices_;      // the same, incremental: average price
  std::vector<Cost> fresh_;
};

template <class UseOf, class Charge>
void TariffSums::settle(const UseOf& use_of, const Solution& solution, const Charge& charge) {
  if (dirty_.empty()) return;
  std::sort(dirty_.begin(), dirty_.end());
  dirty_.erase(std::unique(dirty_.begin(), dirty_.end()), dirty_.end());
  for (const std::uint32_t i : dirty_) {
    const Tariff& tariff = layout_->problem->tariffs[i];
    for (int t = 0; t < layout_->horizon; ++t)
      use_[static_cast<std::size_t>(t)] = use_of(tariff.pool, t);
    price_periods(i);
    const std::uint32_t first = layout_->first_row[i];
    fresh_.assign(layout_->first_row[i + 1] - first, 0);
    if (tariff.incremental && rounding_ == Rounding::exact) {
      exact_rows(i, solution, fresh_);
    } else {
      for (std::uint32_t r = 0; r < fresh_.size(); ++r) fresh_[r] = row_cost(i, first + r);
    }
    for (std::uint32_t r = 0; r < fresh_.size(); ++r) {
      if (fresh_[r] == charged_[first + r]) continue;
      charge(layout_->row_account[first + r], fresh_[r] - charged_[first + r]);
      charged_[first + r] = fresh_[r];
    }
  }
  dirty_.clear();
}

template <class UseOf>
void TariffSums::tail(std::uint32_t o, const UseOf& use_of, std::vector<Cost>& tail) const {
  const int horizon = layout_->horizon;
  const auto h = static_cast<std::size_t>(horizon);
  const std::uint32_t i = layout_->tariff[o];
  const Tariff& tariff = layout_->problem->tariffs[i];
  const Option& option = layout_->problem->options[o];
  const std::int64_t* sums = row(all(i));
  tail.assign(h + 1, 0);
  for (int t = horizon - 1; t >= 0; --t) {
    const auto at = static_cast<std::size_t>(t);
    const Amount before = use_of(tariff.pool, t);
    const Amount after = before + option.volume;
    Cost added = 0;
    if (tariff.incremental) {
      const std::int64_t now[] = {sums[at], sums[h + at]};
      const std::int64_t then[] = {now[0] + option.volume, now[1] + fee_at(option, t)};
      added = rounded_together(then, average_price(tariff, after, t), t) -
              rounded_together(now, average_price(tariff, before, t), t);
    } else {
      const std::size_t from = tier_at(tariff, before) * h + at;
      const std::size_t to = tier_at(tariff, after) * h + at;
      added = layout_->tier_costs[o][to] + sums[to] - sums[from];
    }
    tail[at] = tail[at + 1] + added;
  }
}

}  // namespace qsmo::scheduling
