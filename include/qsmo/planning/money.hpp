// What a plan costs: every line of docs/planning-problem.md, "Money", exact and independent of the planner.
#pragma once

#include <optional>
#include <vector>

#include "qsmo/model/portfolio.hpp"
#include "qsmo/planning/plan.hpp"

namespace qsmo {

/// The money of one plan. Each cell is a sum of lines that were rounded once to cents, half away from zero. Agencies
/// and periods that it does not have throw UnknownNameError.
class Statement {
 public:
  /// `fiscal_years` are consecutive.
  Statement(std::size_t agencies, int periods, std::size_t funds, std::vector<int> fiscal_years);

  /// Sum of an agency's own lines (not its descendants') of a kind in a period. A transfer received is negative.
  [[nodiscard]] Money amount(AgencyId agency, MoneyKind kind, int period) const;
  /// Government total of a period: all agencies, all kinds but transfers.
  [[nodiscard]] Money total(int period) const;
  /// An agency's own lines of a period, all kinds.
  [[nodiscard]] Money total(AgencyId agency, int period) const;
  /// What a fund spends in a fiscal year, undiscounted; 0 for years outside fiscal_years().
  [[nodiscard]] Money spend(FundId fund, int fiscal_year) const;
  /// Fiscal years that touch the horizon, rising.
  [[nodiscard]] const std::vector<int>& fiscal_years() const { return fiscal_years_; }
  [[nodiscard]] int periods() const { return periods_; }
  [[nodiscard]] std::size_t agencies() const { return agencies_; }

  void add(AgencyId agency, MoneyKind kind, int period, Money amount);
  /// Throws UnknownNameError for years outside fiscal_years().
  void add_spend(FundId fund, int fiscal_year, Money amount);

  friend bool operator==(const Statement&, const Statement&) = default;

 private:
  [[nodiscard]] std::size_t cell(AgencyId agency, MoneyKind kind, int period) const;

  std::size_t agencies_;
  int periods_;
  std::vector<int> fiscal_years_;
  std::vector<Money> cells_;  // (agency, period, kind), row by row
  std::vector<Money> spend_;  // (fund, fiscal year)
};

/// Every line of money of the plan. The plan may be infeasible; moves need a covered service (throws InputError if
/// an offering does not cover the service, or a cutover or transfer lies outside 0 .. periods-1). Throws OverflowError.
/// O(workloads x periods).
[[nodiscard]] Statement evaluate(const Portfolio& portfolio, const Plan& plan);

/// Present value in dollars of the government's total: the sum over periods of cents times discount factor.
[[nodiscard]] double present_value(const Portfolio& portfolio, const Statement& statement);
/// Present value of one agency's own lines, transfers included.
[[nodiscard]] double present_value(const Portfolio& portfolio, const Statement& statement,
                                   AgencyId agency);

/// A plan against the status quo.
struct Benefit {
  double net_benefit = 0;  ///< Present value saved, in dollars; negative if the plan costs more.
  std::optional<int>
      breakeven;  ///< Least period from which the cumulative discounted saving stays >= 0; none if it ends below 0.
  std::vector<double> cumulative_saving;  ///< Discounted, by period, in dollars.
  friend bool operator==(const Benefit&, const Benefit&) = default;
};

/// `any_move` says whether a migration that is not in progress moves; without one there is no breakeven.
/// A discounted shortfall below half a cent is none.
[[nodiscard]] Benefit compare(const Portfolio& portfolio, const Statement& status_quo,
                              const Statement& plan, bool any_move);

/// Whether any workload without a migration in progress moves in the plan.
[[nodiscard]] bool any_new_move(const Portfolio& portfolio, const Plan& plan);

}  // namespace qsmo
