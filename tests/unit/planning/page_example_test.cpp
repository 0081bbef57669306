// The example of docs/planning-problem.md, line by line.
#include <gtest/gtest.h>

#include <numeric>

#include "qsmo/planning/aims.hpp"
#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

TEST(PlanningProblemPage, ExampleHoldsToTheCent) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.workloads[small::w].decommission_cost = 40;
    s.offerings[small::O].annual_fee = Money(10);
    MigrationParameters row = small::one_phase(1, {}, {}, 500);
    row.dual_run = 2;
    row.onboarding = 30;
    s.migration_parameters.push_back(row);
  });
  const Plan plan = small::plan(portfolio, {{"w", "O", 3}});
  const auto sum = [&](MoneyKind kind) {
    const auto line = small::line(portfolio, plan, "A", kind);
    return std::accumulate(line.begin(), line.end(), std::int64_t{0});
  };
  EXPECT_EQ(sum(MoneyKind::legacy), 30'000);
  EXPECT_EQ(sum(MoneyKind::dual_run), 20'000);
  EXPECT_EQ(sum(MoneyKind::decommission), 4'000);
  EXPECT_EQ(sum(MoneyKind::service), 45'747);
  EXPECT_EQ(sum(MoneyKind::onboarding), 3'000);
  EXPECT_EQ(sum(MoneyKind::phase), 50'000);
  const Benefit benefit = compare(portfolio, evaluate(portfolio, status_quo(portfolio)),
                                  evaluate(portfolio, plan), true);
  EXPECT_NEAR(benefit.net_benefit, -327.47, 1e-9);
  EXPECT_FALSE(benefit.breakeven.has_value());

  Aims aims;
  aims.changes = {status_quo(portfolio), 50};
  aims.risk = RiskAim{{0, 0, 120}, IdVector<Workload, std::optional<RiskBand>>(plan.moves.size())};
  aims.risk->band[portfolio.workload("w")] = RiskBand::high;
  aims.disruption = DisruptionAim{};
  aims.disruption->price[0] = 25;
  double objective = benefit.net_benefit;
  for (const ObjectiveTerm& term : objective_terms(portfolio, plan, aims)) objective -= term.amount;
  EXPECT_NEAR(objective, -522.47, 1e-9);
}

}  // namespace
}  // namespace qsmo
