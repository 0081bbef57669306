// The scenario that tests of policy and planning start from, small enough to compute by hand.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "qsmo/model/portfolio_builder.hpp"
#include "qsmo/planning/money.hpp"
#include "qsmo/planning/plan.hpp"

namespace qsmo::small {

/// Twelve months from October 2020, which are fiscal year 2021; no discounting. Agency A has
/// workload w (100 employees, 1200 USD a year), agency B has u (50 employees, 2400 USD a year), both
/// payroll on systems of their own. Provider P sells O at 6 USD, provider Q sells O2 at 12 USD, per
/// employee and year. A migration takes no time, effort or money.
inline Scenario scenario() {
  PortfolioBuilder builder({.name = "small", .as_of = {2020, 10}, .periods = 12});
  builder.add(Area{.id = "HR"})
      .add(Service{.id = "payroll", .area = "HR", .unit = "employees"})
      .add(Agency{.id = "A"})
      .add(Agency{.id = "B"})
      .add(Provider{.id = "P"})
      .add(Provider{.id = "Q"})
      .add(Marketplace{.id = "M", .area = "HR"})
      .add(Designation{
          .marketplace = "M", .state = DesignationState::designated, .date = {2019, 10}})
      .add(Offering{.id = "O", .provider = "P", .marketplace = "M"})
      .add(Offering{.id = "O2", .provider = "Q", .marketplace = "M"})
      .add(Coverage{.offering = "O", .service = "payroll"})
      .add(Coverage{.offering = "O2", .service = "payroll"})
      .add(Tier{.offering = "O", .service = "payroll", .unit_price = 6})
      .add(Tier{.offering = "O2", .service = "payroll", .unit_price = 12})
      .add(Workload{
          .id = "u", .agency = "B", .service = "payroll", .volume = 50, .annual_cost = 2400})
      .add(Workload{
          .id = "w", .agency = "A", .service = "payroll", .volume = 100, .annual_cost = 1200});
  return builder.scenario();
}

/// Positions in the tables of scenario().
inline constexpr std::size_t u = 0, w = 1, O = 0, O2 = 1, A = 0, B = 1, P = 0, Q = 1;

inline Portfolio portfolio(const std::function<void(Scenario&)>& edit = [](Scenario&) {}) {
  Scenario out = scenario();
  edit(out);
  return Portfolio(std::move(out));
}

struct Choice {
  std::string workload;
  std::string offering;
  int cutover = 0;
};

/// The status quo, but with these moves.
inline Plan plan(const Portfolio& portfolio, const std::vector<Choice>& choices) {
  Plan out = status_quo(portfolio);
  for (const Choice& choice : choices) {
    out.moves[portfolio.workload(choice.workload)] =
        Move{portfolio.offering(choice.offering), choice.cutover};
  }
  return out;
}

/// A decimal with up to six places, as `decimal(4.8)`.
inline Decimal decimal(double value) { return Decimal::nearest(value); }
inline Money cents(std::int64_t value) { return Money::from_raw(value); }

/// One phase (the last) for every migration of payroll.
inline MigrationParameters one_phase(int periods, Decimal agency_effort = {},
                                     Decimal provider_effort = {}, Money spend = {}) {
  MigrationParameters out;
  out.service = "payroll";
  out.phases[3] = {periods, agency_effort, provider_effort, spend};
  return out;
}

/// Cents of an agency's lines of one kind, by period.
inline std::vector<std::int64_t> line(const Portfolio& portfolio, const Plan& plan,
                                      const std::string& agency, MoneyKind kind) {
  const Statement statement = evaluate(portfolio, plan);
  std::vector<std::int64_t> out;
  for (int t = 0; t < statement.periods(); ++t) {
    out.push_back(statement.amount(portfolio.agency(agency), kind, t).raw());
  }
  return out;
}

}  // namespace qsmo::small
