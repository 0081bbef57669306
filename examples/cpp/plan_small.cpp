// Two payrolls and a provider that runs one migration at a time: build a portfolio in code, plan it, check the plan.
// USDA goes first because each month of waiting costs it more. examples/python/small_portfolio.py is the same case.

#include <iostream>

#include <qsmo/model/portfolio_builder.hpp>
#include <qsmo/planning/check.hpp>
#include <qsmo/planning/planner.hpp>

namespace {

qsmo::Portfolio two_payrolls() {
  qsmo::PortfolioBuilder builder({.name = "two payrolls", .as_of = {2024, 10}, .periods = 24});
  builder.add(qsmo::Area{.id = "HR"})
      .add(qsmo::Service{.id = "payroll", .area = "HR", .unit = "employees"})
      .add(qsmo::Agency{.id = "USDA"})
      .add(qsmo::Agency{.id = "DOC"})
      .add(qsmo::Provider{.id = "NFC", .concurrent_migrations = 1})
      .add(qsmo::Marketplace{.id = "HR marketplace", .area = "HR"})
      .add(qsmo::Designation{.marketplace = "HR marketplace",
                             .state = qsmo::DesignationState::designated,
                             .date = {2020, 1}})
      .add(qsmo::Offering{.id = "NFC payroll", .provider = "NFC", .marketplace = "HR marketplace"})
      .add(qsmo::Coverage{.offering = "NFC payroll", .service = "payroll"})
      .add(qsmo::Tier{.offering = "NFC payroll", .service = "payroll", .unit_price = 60})
      .add(qsmo::Workload{.id = "USDA payroll",
                          .agency = "USDA",
                          .service = "payroll",
                          .volume = 10'000,
                          .annual_cost = 1'200'000})
      .add(qsmo::Workload{.id = "DOC payroll",
                          .agency = "DOC",
                          .service = "payroll",
                          .volume = 5'000,
                          .annual_cost = 600'000});

  qsmo::MigrationParameters parameters{.service = "payroll", .dual_run = 1};
  parameters.phases[static_cast<std::size_t>(qsmo::Phase::readiness)].periods = 1;
  parameters.phases[static_cast<std::size_t>(qsmo::Phase::migration)] = {.periods = 2,
                                                                         .spend = 20'000};
  return builder.add(parameters).build();
}

void print_move(const qsmo::Portfolio& portfolio, qsmo::WorkloadId workload,
                const qsmo::Move& move) {
  std::cout << portfolio[workload].id << " moves to " << portfolio[move.offering].id << " in "
            << portfolio.calendar().label(move.cutover) << '\n';
}

}  // namespace

int main() {
  const qsmo::Portfolio portfolio = two_payrolls();
  const qsmo::PlanResult result = qsmo::plan(portfolio, {.work_limit = 20'000});
  for (std::size_t i = 0; i < result.plan.moves.size(); ++i) {
    const qsmo::WorkloadId workload(i);
    if (const auto& move = result.plan.moves[workload]) print_move(portfolio, workload, *move);
  }
  std::cout << "net benefit: $" << qsmo::Money::nearest(result.net_benefit).to_string() << '\n'
            << "rules broken: " << qsmo::check(portfolio, result.plan).size() << '\n';
}
