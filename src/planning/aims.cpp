#include "qsmo/planning/aims.hpp"

#include <algorithm>

#include "planning/decision_price.hpp"
#include "planning/fits.hpp"
#include "qsmo/core/error.hpp"

namespace qsmo {
namespace {

/// 100 billion dollars, as most money fields of scenarios.
constexpr Money most_price = Money::from_raw(10'000'000'000'000);

Money cutover_price(const Calendar& calendar, const DisruptionAim& aim, int cutover) {
  Money highest;
  const int months = 12 / calendar.periods_per_year();
  for (int i = 0; i < months; ++i) {
    const auto month = static_cast<std::size_t>(calendar.first_month(cutover).month - 1 + i) % 12;
    highest = std::max(highest, aim.price[month]);
  }
  return highest;
}

/// Collects what is wrong with aims.
class AimFaults {
 public:
  void price(const std::string& pointer, Money price) {
    if (price < Money() || price > most_price)
      add(pointer, price.to_string(), "an amount from 0 to " + most_price.to_string());
  }
  template <class Prices>
  void prices(const std::string& pointer, const Prices& all) {
    for (std::size_t i = 0; i < all.size(); ++i) price(pointer + "/" + std::to_string(i), all[i]);
  }
  void add(std::string pointer, std::string value, std::string expected) {
    faults_.push_back({"", 0, std::move(pointer), std::move(value), std::move(expected), ""});
  }
  void raise() {
    if (!faults_.empty()) throw InputError(std::move(faults_));
  }

 private:
  std::vector<Fault> faults_;
};

}  // namespace

DecisionPrice decision_price(const Portfolio& p, const Aims& aims, WorkloadId w,
                             const std::optional<Move>& move) {
  DecisionPrice out;
  if (aims.changes && aims.changes->published.moves[w] != move) out.changes = aims.changes->price;
  if (!move) return out;
  if (aims.risk && aims.risk->band[w] && p.in_progress(w) == nullptr)
    out.risk = aims.risk->price[static_cast<std::size_t>(*aims.risk->band[w])];
  if (aims.disruption)
    out.disruption = cutover_price(p.calendar(), *aims.disruption, move->cutover);
  return out;
}

Money dearest_decision(const Aims& aims) {
  Money sum;
  const auto highest = [](const auto& prices) {
    return *std::max_element(prices.begin(), prices.end());
  };
  if (aims.changes) sum += aims.changes->price;
  if (aims.risk) sum += highest(aims.risk->price);
  if (aims.disruption) sum += highest(aims.disruption->price);
  return sum;
}

std::vector<ObjectiveTerm> objective_terms(const Portfolio& portfolio, const Plan& plan,
                                           const Aims& aims) {
  require_aims(portfolio, aims);
  DecisionPrice sum;
  std::size_t changed = 0, risky = 0, disruptive = 0;
  for (std::size_t i = 0; aims.any() && i < plan.moves.size(); ++i) {
    const WorkloadId w(i);
    const DecisionPrice price = decision_price(portfolio, aims, w, plan.moves[w]);
    sum.changes += price.changes;
    sum.risk += price.risk;
    sum.disruption += price.disruption;
    changed += aims.changes && aims.changes->published.moves[w] != plan.moves[w] ? 1 : 0;
    risky += price.risk > Money() ? 1 : 0;
    disruptive += price.disruption > Money() ? 1 : 0;
  }
  std::vector<ObjectiveTerm> terms;
  if (aims.changes) terms.push_back({"changes", changed, sum.changes.to_double()});
  if (aims.risk) terms.push_back({"risk", risky, sum.risk.to_double()});
  if (aims.disruption) terms.push_back({"disruption", disruptive, sum.disruption.to_double()});
  return terms;
}

void require_aims(const Portfolio& portfolio, const Aims& aims) {
  AimFaults faults;
  if (aims.changes) {
    faults.price("/aims/changes/price", aims.changes->price);
    if (!fits(portfolio, aims.changes->published))
      faults.add("/aims/changes/published", "", "a plan of this portfolio");
  }
  if (aims.risk) {
    faults.prices("/aims/risk/price", aims.risk->price);
    if (aims.risk->band.size() != portfolio.scenario().workloads.size())
      faults.add("/aims/risk/band", std::to_string(aims.risk->band.size()),
                 "an entry for each workload");
  }
  if (aims.disruption) faults.prices("/aims/disruption/price", aims.disruption->price);
  faults.raise();
}

}  // namespace qsmo
