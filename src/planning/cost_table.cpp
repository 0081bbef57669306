#include "planning/cost_table.hpp"

#include <algorithm>

#include "qsmo/core/int128.hpp"

namespace qsmo {
namespace {

using scheduling::Cost;
using scheduling::present_cost;

std::size_t index(int t) { return static_cast<std::size_t>(t); }

constexpr std::int64_t one = Decimal::scale;

/// cents x share x share / periods a year, rounded half up; nothing here is negative.
std::int64_t line(Money annual, std::int64_t share_a, std::int64_t share_b, int per_year) {
  const Int128 numerator = static_cast<Int128>(annual.raw()) * share_a * share_b;
  const Int128 divisor = static_cast<Int128>(one) * one * per_year;
  return static_cast<std::int64_t>((2 * numerator + divisor) / (2 * divisor));
}

}  // namespace

IncumbentCosts::IncumbentCosts(const Portfolio& p, WorkloadId id,
                               const std::vector<double>& discount)
    : horizon_(p.periods()), paid_{0}, stranded_{0} {
  const Workload& w = p[id];
  const Calendar& calendar = p.calendar();
  const int per_year = calendar.periods_per_year();
  last_served_ = w.incumbent_end ? calendar.last_period(*w.incumbent_end) : horizon_;
  may_stay_ = w.fallback_factor.has_value();
  contract_end_ = w.contract_end ? calendar.last_period(*w.contract_end) : -1;
  const std::int64_t stranded = line(w.annual_cost, w.stranded_share.raw(), one, per_year);
  for (int t = 0; t < horizon_; ++t) {
    const bool extended = w.contract_end && t > contract_end_;
    const bool fallback = may_stay_ && t > last_served_;
    cents_.push_back(line(w.annual_cost, one + (extended ? w.extension_premium.raw() : 0),
                          fallback ? w.fallback_factor->raw() : one, per_year));
    paid_.push_back(paid_.back() +
                    present_cost(static_cast<double>(cents_.back()), discount[index(t)]));
    stranded_.push_back(stranded_.back() +
                        present_cost(static_cast<double>(stranded), discount[index(t)]));
  }
}

Cost IncumbentCosts::stranded(int e) const {
  const int end = std::min(contract_end_ + 1, horizon_);
  return e < end ? at(stranded_, end) - at(stranded_, e) : 0;
}

int IncumbentCosts::release(int cutover, int dual_run) const {
  int e = std::min(cutover + dual_run, horizon_);
  if (!may_stay_) e = std::min(e, last_served_ + 1);
  return std::max(e, cutover);
}

std::vector<Cost> service_tail(const Portfolio& p, WorkloadId id, CoverageId coverage,
                               const std::vector<double>& discount) {
  const Workload& w = p[id];
  const Profile<Decimal>& price = p.tiers(coverage).front()->unit_price;
  const Profile<Money>& fee = p[p[coverage].offering.id()].annual_fee;
  std::vector<Cost> tail(index(p.periods()) + 1, 0);
  for (int t = p.periods() - 1; t >= 0; --t) {
    const std::int64_t cents =
        scheduling::line_cents(w.volume.raw(), price.at(p.calendar(), t).raw(),
                               fee.at(p.calendar(), t).raw(), p.calendar().periods_per_year());
    tail[index(t)] =
        tail[index(t) + 1] + present_cost(static_cast<double>(cents), discount[index(t)]);
  }
  return tail;
}

std::vector<Cost> way_costs(const Portfolio& p, WorkloadId id, const IncumbentCosts& incumbent,
                            const WayOpen& way, const std::vector<Cost>& service,
                            const std::vector<double>& discount) {
  const Workload& w = p[id];
  const int duration = way.way.duration();
  std::vector<Cost> costs(index(p.periods()), scheduling::forbidden);
  for (int c = 0; c < p.periods(); ++c) {
    if (!way.open[index(c)]) continue;
    const int e = incumbent.release(c, way.way.dual_run);
    Cost cost = incumbent.paid(0, e) + incumbent.stranded(e);
    if (e < p.periods())
      cost += present_cost(static_cast<double>(w.decommission_cost.raw()), discount[index(e)]);
    cost += present_cost(static_cast<double>(way.way.onboarding.raw()), discount[index(c)]);
    int t = c - duration;
    for (const Way::PhaseNeeds& phase : way.way.phases) {
      for (int k = 0; k < phase.periods; ++k, ++t) {
        if (t >= 0)
          cost += present_cost(static_cast<double>(phase.spend.raw()), discount[index(t)]);
      }
    }
    costs[index(c)] = service.empty() ? cost : cost + service[index(c)];
  }
  return costs;
}

}  // namespace qsmo
