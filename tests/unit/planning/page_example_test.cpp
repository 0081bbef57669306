// The example of docs/planning-problem.md, line by line.
#include <gtest/gtest.h>

#include <numeric>

#include "qsmo/planning/aims.hpp"
#include "qsmo/planning/check.hpp"
#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

void set_example(Scenario& s) {
  s.workloads[small::w].decommission_cost = 40;
  s.offerings[small::O].annual_fee = Money(10);
  MigrationParameters row = small::one_phase(1, {}, {}, 500);
  row.dual_run = 2;
  row.onboarding = 30;
  s.migration_parameters.push_back(row);
}

std::int64_t sum_of(const std::vector<std::int64_t>& line) {
  return std::accumulate(line.begin(), line.end(), std::int64_t{0});
}

TEST(PlanningProblemPage, ExampleHoldsToTheCent) {
  const Portfolio portfolio = small::portfolio(set_example);
  const Plan plan = small::plan(portfolio, {{"w", "O", 3}});
  const auto sum = [&](MoneyKind kind) { return sum_of(small::line(portfolio, plan, "A", kind)); };
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

/// The example under a policy that subsidises and is voluntary until a date.
Portfolio subsidised(const char* voluntary_until, Money threshold = {},
                     std::optional<const char*> incentive_budget = {}) {
  return small::portfolio([&](Scenario& s) {
    set_example(s);
    s.agencies[small::A].participation_threshold = threshold;
    s.funds = {{.id = "F", .agencies = {"A"}, .kinds = {FundedKind::transfer}}};
    s.budgets = {{"F", 2021, 1'000, {}}};
    s.settings.policy = "incentives";
    s.policy_values = {
        {.parameter = "onboarding_subsidy", .value = "0.5"},
        {.parameter = "phase_subsidy", .value = "0.25"},
        {.parameter = "subsidy_repayment_years", .value = "1"},
        {.parameter = "quality_floor", .value = "false"},
        {.parameter = "participation", .value = "true"},
        {.parameter = "participation", .from = Date::parse(voluntary_until), .value = "false"}};
    if (incentive_budget)
      s.policy_values.push_back({.parameter = "incentive_budget", .value = *incentive_budget});
  });
}

TEST(PlanningProblemPage, IncentivesHoldToTheCent) {
  const Portfolio portfolio = subsidised("2020-12");
  const Plan plan = small::plan(portfolio, {{"w", "O", 3}});
  EXPECT_EQ(small::line(portfolio, plan, "A", MoneyKind::transfer),
            (std::vector<std::int64_t>{0, 0, 0, -14'000, 1'166, 1'166, 1'166, 1'166, 1'166, 1'166,
                                       1'166, 1'166}));
  const Statement statement = evaluate(portfolio, plan);
  std::int64_t own = 0, government = 0;
  for (int t = 0; t < portfolio.periods(); ++t) {
    own += statement.total(portfolio.agency("A"), t).raw();
    government += statement.total(t).raw();
  }
  EXPECT_EQ(own, 148'075);
  // Agency B retains u at 2400 USD.
  EXPECT_EQ(government - 240'000, 152'747);
  EXPECT_EQ(statement.spend(FundId(0), 2021), small::cents(4'672));
}

std::vector<std::string> broken(const Portfolio& portfolio) {
  std::vector<std::string> out;
  for (const Violation& violation : check(portfolio, small::plan(portfolio, {{"w", "O", 3}})))
    out.push_back(violation.message);
  return out;
}

TEST(PlanningProblemPage, IncentiveBudgetMustAllowWhatTheYearCostsToTheCent) {
  EXPECT_EQ(broken(subsidised("2020-12", {}, "46.72")), std::vector<std::string>());
  EXPECT_EQ(broken(subsidised("2020-12", {}, "46.71")),
            std::vector<std::string>{"incentives come to 46.72 USD in fiscal year 2021, 0.01 USD "
                                     "over the policy's 46.71"});
}

TEST(PlanningProblemPage, RegimeOfTheStartSaysWhoMustBeBetterOff) {
  // Mandatory from period 2, in which the migration starts.
  EXPECT_EQ(broken(subsidised("2020-12", 1'000)), std::vector<std::string>());
  // Voluntary until January: 1,200.00 - 1,480.75.
  EXPECT_EQ(broken(subsidised("2021-01", small::cents(-28'075))), std::vector<std::string>());
  EXPECT_EQ(broken(subsidised("2021-01", small::cents(-28'074))),
            std::vector<std::string>{"agency A gains -280.75 USD of present value but joins only "
                                     "for -280.74 (shortfall 0.01)"});
}

}  // namespace
}  // namespace qsmo
