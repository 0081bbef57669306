#include "qsmo/policy/warnings.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>

#include "qsmo/policy/designation.hpp"

namespace qsmo {
namespace {

/// Key of a row of migration_parameters: workload, offering, service, size class.
using Key = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view>;

Key key_of(const MigrationParameters& row) {
  return {row.workload.name(), row.offering.name(), row.service.name(), row.size_class};
}

/// Every key that could hold for a way of the workload.
std::vector<Key> keys_of(const Portfolio& p, const Workload& w) {
  std::vector<Key> keys{
      {w.id, "", "", ""}, {"", "", w.service.name(), w.size_class}, {"", "", w.service.name(), ""}};
  for (const CoverageId coverage : p.coverages(w.service.id())) {
    const std::string& offering = p[coverage].offering.name();
    keys.emplace_back(w.id, offering, "", "");
    keys.emplace_back("", offering, "", "");
  }
  return keys;
}

void warn_of_workloads(const Portfolio& p, std::vector<std::string>& out) {
  std::set<Key> stated, wanted;
  for (const MigrationParameters& row : p.scenario().migration_parameters)
    stated.insert(key_of(row));
  for (const Workload& w : p.scenario().workloads) {
    const std::vector<Key> keys = keys_of(p, w);
    wanted.insert(keys.begin(), keys.end());
    const auto coverages = p.coverages(w.service.id());
    const bool served = std::any_of(coverages.begin(), coverages.end(),
                                    [&](CoverageId c) { return !(p[c].offering == w.incumbent); });
    const bool timed =
        std::any_of(keys.begin(), keys.end(), [&](const Key& key) { return stated.contains(key); });
    if (!served) out.push_back("no offering can take over " + w.id);
    if (served && !timed)
      out.push_back("no row of migration_parameters applies to " + w.id +
                    ": moving it takes no time and costs nothing");
  }
  const auto& rows = p.scenario().migration_parameters;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!wanted.contains(key_of(rows[i])))
      out.push_back("row " + std::to_string(i + 1) +
                    " of migration_parameters applies to no workload");
  }
}

void warn_of_marketplaces(const Portfolio& p, std::vector<std::string>& out) {
  for (std::size_t i = 0; i < p.scenario().marketplaces.size(); ++i) {
    bool open = false;
    for (int t = 0; t < p.periods() && !open; ++t) open = accepts_starts(p, MarketplaceId(i), t);
    if (!open)
      out.push_back("the marketplace " + p[MarketplaceId(i)].id +
                    " is never in an eligible state: nothing can move to its offerings");
  }
}

void warn_of_funds(const Portfolio& p, std::vector<std::string>& out) {
  const Calendar& calendar = p.calendar();
  const int first = calendar.fiscal_year(0);
  const int last = calendar.fiscal_year(p.periods() - 1);
  std::vector<bool> funded(p.scenario().funds.size(), false);
  for (const Budget& budget : p.scenario().budgets) {
    const bool inside = budget.fiscal_year >= first && budget.fiscal_year <= last;
    if (inside) funded[budget.fund.id().index()] = true;
    if (!inside)
      out.push_back("the budget of " + budget.fund.name() + " for " +
                    std::to_string(budget.fiscal_year) + " lies outside the horizon");
  }
  for (std::size_t i = 0; i < funded.size(); ++i) {
    if (!funded[i])
      out.push_back("the fund " + p[FundId(i)].id +
                    " has no budget within the horizon: nothing it covers can be paid");
  }
}

}  // namespace

std::vector<std::string> warnings(const Portfolio& portfolio) {
  std::vector<std::string> out;
  warn_of_workloads(portfolio, out);
  warn_of_marketplaces(portfolio, out);
  warn_of_funds(portfolio, out);
  return out;
}

}  // namespace qsmo
