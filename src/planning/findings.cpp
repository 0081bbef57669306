#include "planning/findings.hpp"

#include <algorithm>
#include <tuple>

namespace qsmo {
namespace {

namespace sch = scheduling;

constexpr double least_price = 1e-6;
constexpr std::size_t most_names = 5;

/// What one unit more in each bucket is worth: in a cumulative pool it is there in all later buckets too.
std::vector<double> prices_by_bucket(const sch::Pool& pool, std::vector<double> prices) {
  for (std::size_t b = prices.size(); pool.cumulative && b-- > 1;) prices[b - 1] += prices[b];
  return prices;
}

bool before(const ShadowPrice& a, const ShadowPrice& b) {
  return std::tie(a.kind, a.entities, a.period, a.fiscal_year) <
         std::tie(b.kind, b.entities, b.period, b.fiscal_year);
}

/// Exact and short: amounts are decimals.
std::string number(sch::Amount amount, const Source& source) {
  return amounts_per_unit(source) == Money::scale ? Money::from_raw(amount).to_string()
                                                  : Decimal::from_raw(amount).to_string();
}

double in_units(sch::Amount amount, const Source& source) {
  return static_cast<double>(amount) / static_cast<double>(amounts_per_unit(source));
}

/// ` to 2021-10`, if the buckets are several.
std::string until(const Portfolio& p, const Witness& witness) {
  if (witness.last_fiscal_year != witness.fiscal_year)
    return " to " + std::to_string(*witness.last_fiscal_year);
  if (witness.last_period != witness.period)
    return " to " + p.calendar().label(*witness.last_period);
  return {};
}

std::string no_way(const std::vector<std::string>& names) {
  if (names.size() == 1) return names.front() + " must migrate but has no way to";
  return listed(names) + " must migrate but have no way to do so together";
}

}  // namespace

std::string listed(const std::vector<std::string>& names) {
  const std::size_t shown = names.size() > most_names + 1 ? most_names : names.size();
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    const bool last = i + 1 == names.size();
    text += (i == 0 ? "" : last ? " and " : ", ") + names[i];
  }
  if (shown < names.size()) text += " and " + std::to_string(names.size() - shown) + " more";
  return text;
}

std::vector<ShadowPrice> shadow_prices(const Portfolio& p, const Compiled& compiled,
                                       const sch::Prices& prices) {
  std::vector<ShadowPrice> out;
  for (std::size_t i = 0; i < prices.size(); ++i) {
    const sch::Pool& pool = compiled.problem.pools[i];
    const Source& source = compiled.sources[pool.tag];
    const double dollars =
        compiled.problem.dollars_per_cost * static_cast<double>(amounts_per_unit(source));
    const std::vector<double> by_bucket = prices_by_bucket(pool, prices[i]);
    for (std::uint32_t b = 0; b < by_bucket.size(); ++b) {
      const double price = by_bucket[b] * dollars;
      if (price < least_price) continue;
      Origin origin = origin_of(p, source, b);
      out.push_back({std::get<ConstraintKind>(source.rule), std::move(origin.entities),
                     origin.period, origin.fiscal_year, price, std::move(origin.unit)});
    }
  }
  std::sort(out.begin(), out.end(), before);
  return out;
}

Witness witness_of(const Portfolio& p, const Compiled& compiled, const sch::Infeasibility& found) {
  Witness out;
  for (const std::uint32_t a : found.activities) out.workloads.push_back(p[WorkloadId(a)].id);
  if (found.pool == sch::none) {
    out.message = no_way(out.workloads);
    return out;
  }
  const Source& source = compiled.sources[compiled.problem.pools[found.pool].tag];
  Origin first = origin_of(p, source, found.bucket);
  const Origin last = origin_of(p, source, found.last_bucket);
  out.kind = std::get<ConstraintKind>(source.rule);
  out.period = first.period;
  out.last_period = last.period;
  out.fiscal_year = first.fiscal_year;
  out.last_fiscal_year = last.fiscal_year;
  for (const sch::Amount draw : found.draws) out.draws.push_back(in_units(draw, source));
  out.need = in_units(found.least_use, source);
  out.capacity = in_units(found.capacity, source);
  out.unit = first.unit;
  const std::string who = out.workloads.empty()
                              ? "what is there from the start"
                              : "what must migrate (" + listed(out.workloads) + ")";
  out.message = first.text + until(p, out) + ": " + who + " needs at least " +
                number(found.least_use, source) + " " + out.unit + " but there is only " +
                number(found.capacity, source);
  out.entities = std::move(first.entities);
  return out;
}

Witness without_way(const Portfolio& p, WorkloadId workload) {
  Witness out;
  out.workloads = {p[workload].id};
  out.message = no_way(out.workloads);
  return out;
}

}  // namespace qsmo
