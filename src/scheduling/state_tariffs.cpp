#include "scheduling/state_tariffs.hpp"

#include <cmath>

#include "qsmo/core/int128.hpp"

namespace qsmo::scheduling {
namespace {

std::size_t index(int t) { return static_cast<std::size_t>(t); }

/// The line of an incremental tariff, rounded half up; in long double if it exceeds 128 bits.
double exact_average_cents(const Tariff& tariff, const Option& option, Amount volume, int t,
                           int periods_per_year) {
  constexpr Int128 cent = 10'000'000'000;
  Int128 spent = 0;
  for (std::size_t k = 0; k < tariff.from_volume.size() && tariff.from_volume[k] < volume; ++k) {
    const Amount end =
        k + 1 < tariff.from_volume.size() ? std::min(volume, tariff.from_volume[k + 1]) : volume;
    spent += static_cast<Int128>(end - tariff.from_volume[k]) * tariff.unit_price[k][index(t)];
  }
  const Int128 half = cent * volume * periods_per_year;  // of the doubled line
  Int128 units = 0, fees = 0, sum = 0;
  if (__builtin_mul_overflow(spent, Int128(2) * option.volume, &units) ||
      __builtin_mul_overflow(cent * 2 * fee_at(option, t), Int128(volume), &fees) ||
      __builtin_add_overflow(units, fees, &sum) || __builtin_add_overflow(sum, half, &sum)) {
    const long double line = (static_cast<long double>(spent) / static_cast<long double>(volume) *
                                  static_cast<long double>(option.volume) * 1e-10L +
                              static_cast<long double>(fee_at(option, t))) /
                             periods_per_year;
    return static_cast<double>(std::round(line));
  }
  return static_cast<double>(static_cast<std::int64_t>(sum / (2 * half)));
}

}  // namespace

TariffSums::TariffSums(const Layout& layout, Rounding rounding)
    : layout_(&layout),
      rounding_(rounding),
      charged_(layout.row_account.size(), 0),
      use_(index(layout.horizon)),
      tiers_(index(layout.horizon)),
      prices_(index(layout.horizon)) {
  const auto& tariffs = layout.problem->tariffs;
  std::size_t size = 0;
  for (std::uint32_t i = 0; i < tariffs.size(); ++i) {
    for (std::uint32_t r = layout.first_row[i]; r < layout.first_row[i + 1]; ++r) {
      at_.push_back(size);
      size += width(tariffs[i]);
    }
  }
  for (const Tariff& tariff : tariffs) {
    at_.push_back(size);
    size += width(tariff);
  }
  sums_.assign(size, 0);
}

std::size_t TariffSums::width(const Tariff& tariff) const {
  return (tariff.incremental ? 2 : tariff.from_volume.size()) * index(layout_->horizon);
}

void TariffSums::count(std::uint32_t o, int slot, int sign) {
  const std::uint32_t i = layout_->tariff[o];
  const Tariff& tariff = layout_->problem->tariffs[i];
  const Option& option = layout_->problem->options[o];
  const std::size_t h = index(layout_->horizon);
  for (std::int64_t* sums : {row(layout_->row_of[o]), row(all(i))}) {
    if (tariff.incremental) {
      for (std::size_t t = index(slot); t < h; ++t) {
        sums[t] += sign * option.volume;
        sums[h + t] += sign * fee_at(option, static_cast<int>(t));
      }
      continue;
    }
    const std::vector<Cost>& costs = layout_->tier_costs[o];
    for (std::size_t k = 0; k < tariff.from_volume.size(); ++k) {
      for (std::size_t at = k * h + index(slot); at < (k + 1) * h; ++at)
        sums[at] += sign * costs[at];
    }
  }
  touch(i);
}

std::size_t TariffSums::tier_at(const Tariff& tariff, Amount volume) const {
  std::size_t tier = 0;
  while (tier + 1 < tariff.from_volume.size() && tariff.from_volume[tier + 1] <= volume) ++tier;
  return tier;
}

/// Over the slices, in millionths of a dollar.
double TariffSums::average_price(const Tariff& tariff, Amount volume, int t) const {
  double spent = 0;
  for (std::size_t k = 0; k < tariff.from_volume.size() && tariff.from_volume[k] < volume; ++k) {
    const Amount end =
        k + 1 < tariff.from_volume.size() ? std::min(volume, tariff.from_volume[k + 1]) : volume;
    spent += static_cast<double>(end - tariff.from_volume[k]) *
             static_cast<double>(tariff.unit_price[k][index(t)]);
  }
  return volume > 0 ? spent / static_cast<double>(volume)
                    : static_cast<double>(tariff.unit_price[0][index(t)]);
}

Cost TariffSums::rounded_together(const std::int64_t* sums, double price, int t) const {
  const Problem& problem = *layout_->problem;
  const double cents =
      (static_cast<double>(sums[0]) * price * 1e-10 + static_cast<double>(sums[1])) /
      problem.periods_per_year;
  return present_cost(cents, problem.discount[index(t)]);
}

Cost TariffSums::exact_line(const Tariff& tariff, const Option& option, Amount volume,
                            int t) const {
  const Problem& problem = *layout_->problem;
  const double cents = (static_cast<double>(option.volume) * prices_[index(t)] * 1e-10 +
                        static_cast<double>(fee_at(option, t))) /
                       problem.periods_per_year;
  // Close to half a cent floating point may round to the wrong side; then count exactly.
  const double beyond = cents - std::floor(cents);
  if (std::fabs(beyond - 0.5) > 1e-9 * std::max(1.0, cents) || volume <= 0)
    return present_cost(std::round(cents), problem.discount[index(t)]);
  return present_cost(exact_average_cents(tariff, option, volume, t, problem.periods_per_year),
                      problem.discount[index(t)]);
}

void TariffSums::price_periods(std::uint32_t i) {
  const Tariff& tariff = layout_->problem->tariffs[i];
  for (int t = 0; t < layout_->horizon; ++t) {
    if (tariff.incremental) {
      prices_[index(t)] = average_price(tariff, use_[index(t)], t);
    } else {
      tiers_[index(t)] = tier_at(tariff, use_[index(t)]);
    }
  }
}

Cost TariffSums::row_cost(std::uint32_t i, std::uint32_t r) const {
  const std::size_t h = index(layout_->horizon);
  const std::int64_t* sums = row(r);
  Cost cost = 0;
  for (std::size_t t = 0; t < h; ++t) {
    if (layout_->problem->tariffs[i].incremental) {
      const std::int64_t pair[] = {sums[t], sums[h + t]};
      cost += rounded_together(pair, prices_[t], static_cast<int>(t));
    } else {
      cost += sums[tiers_[t] * h + t];
    }
  }
  return cost;
}

/// Member by member.
void TariffSums::exact_rows(std::uint32_t i, const Solution& solution,
                            std::vector<Cost>& costs) const {
  const Problem& problem = *layout_->problem;
  for (const Choice& choice : solution) {
    if (choice.option == none || layout_->tariff[choice.option] != i) continue;
    Cost& cost = costs[layout_->row_of[choice.option] - layout_->first_row[i]];
    for (int t = choice.slot; t < layout_->horizon; ++t)
      cost += exact_line(problem.tariffs[i], problem.options[choice.option], use_[index(t)], t);
  }
}

}  // namespace qsmo::scheduling
