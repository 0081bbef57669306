// The planner under policies, judged by every plan of tiny portfolios.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "qsmo/model/generator.hpp"
#include "qsmo/planning/compile.hpp"
#include "qsmo/planning/planner.hpp"
#include "unit/planning/all_plans.hpp"
#include "unit/planning/random_portfolio.hpp"
#include "unit/scheduling/brute_force.hpp"

namespace qsmo {
namespace {

namespace sch = scheduling;

/// The solution that a plan stands for; none if the compiled problem does not have its ways.
std::optional<sch::Solution> solution_of(const sch::Problem& problem, const Plan& plan) {
  sch::Solution out(problem.activities.size());
  for (std::size_t a = 0; a < out.size(); ++a) {
    const auto& move = plan.moves[WorkloadId(a)];
    if (!move) continue;
    const sch::Activity& activity = problem.activities[a];
    for (std::uint32_t o = activity.first_option; o < activity.first_option + activity.option_count;
         ++o) {
      const sch::Option& option = problem.options[o];
      if (option.tag == move->offering.index() &&
          option.cost[static_cast<std::size_t>(move->cutover)] < sch::forbidden)
        out[a] = {o, move->cutover};
    }
    if (out[a].option == sch::none) return std::nullopt;
  }
  return out;
}

TEST(CompiledPolicy, HoldsExactlyThePlansThatTheCheckerAllows) {
  int feasible = 0, broken = 0;
  for (unsigned seed = 0; seed < 150; ++seed) {
    const Portfolio p = small::random_portfolio(
        seed, {.periods = 5, .longest_way = 2, .obstacles = seed % 3 == 0, .limits = true});
    const Compiled compiled = compile(p);
    small::for_all_plans(p, [&](const Plan& plan) {
      const bool allowed = check(p, plan).empty();
      const auto solution = solution_of(compiled.problem, plan);
      const bool held = solution && sch::tiny::Judge(compiled.problem, *solution).run().feasible();
      ASSERT_EQ(held, allowed) << "seed " << seed;
      ++(allowed ? feasible : broken);
    });
  }
  EXPECT_GT(feasible, 500);
  EXPECT_GT(broken, 500);
}

TEST(CompiledPolicy, CountsForEachAgencyWhatTheEvaluatorCounts) {
  int subsidised = 0;
  for (unsigned seed = 0; seed < 150; ++seed) {
    const Portfolio p = small::random_portfolio(
        seed, {.periods = 6, .longest_way = 2, .obstacles = false, .duties = false});
    const Compiled compiled = compile(p);
    small::for_all_plans(p, [&](const Plan& plan) {
      const auto solution = solution_of(compiled.problem, plan);
      if (!solution) return;
      const auto judged = sch::tiny::Judge(compiled.problem, *solution).run();
      const Statement money = evaluate(p, plan);
      for (std::size_t i = 0; i < p.scenario().agencies.size(); ++i) {
        ASSERT_NEAR(static_cast<double>(judged.account_costs[i]) * 1e-6,
                    present_value(p, money, AgencyId(i)), 1e-4)
            << "seed " << seed;
        for (int t = 0; t < p.periods(); ++t)
          subsidised += money.amount(AgencyId(i), MoneyKind::transfer, t) != Money() ? 1 : 0;
      }
      ASSERT_NEAR(static_cast<double>(judged.cost) * 1e-6, present_value(p, money), 1e-4);
    });
  }
  EXPECT_GT(subsidised, 1'000);
}

struct Tally {
  int improved = 0;    ///< Something moves.
  int infeasible = 0;  ///< No plan keeps every rule.
  int proved = 0;      ///< Of these, known to be so.
  int missed = 0;      ///< The search found something worse than the best.
};

void expect_best(const Portfolio& p, unsigned seed, Tally& tally) {
  const PlanResult result = plan(p, {.work_limit = 3'000, .threads = 1});
  const std::optional<double> best = small::optimum(p);
  if (!best) {
    ++tally.infeasible;
    tally.proved += result.status == Status::infeasible ? 1 : 0;
    ASSERT_TRUE(result.status == Status::infeasible || result.status == Status::unknown)
        << "seed " << seed;
    return;
  }
  ASSERT_TRUE(result.status == Status::optimal || result.status == Status::feasible)
      << "seed " << seed << " " << name_of(result.status) << ", best " << *best;
  ASSERT_TRUE(check(p, result.plan).empty()) << "seed " << seed;
  ASSERT_NEAR(small::objective(p, result.plan), result.objective, 1e-6) << "seed " << seed;
  ASSERT_LE(result.objective, *best + 1e-6) << "seed " << seed;
  tally.missed += result.objective < *best - 1e-6 ? 1 : 0;
  ASSERT_GE(result.bound, *best - 1e-9) << "seed " << seed;
  if (result.status == Status::optimal) {
    ASSERT_LE(result.bound - result.objective, std::max(0.01, 1e-6 * std::abs(result.bound)));
  }
  tally.improved += result.plan == status_quo(p) ? 0 : 1;
}

TEST(PlannerUnderPolicies, FindsTheBestPlanOfTwoWorkloads) {
  Tally tally;
  for (unsigned seed = 0; seed < 300; ++seed)
    expect_best(small::random_portfolio(seed, {.periods = 6,
                                               .longest_way = 2,
                                               .obstacles = seed % 4 == 0,
                                               .duties = seed % 2 == 0,
                                               .limits = seed % 3 == 0}),
                seed, tally);
  EXPECT_EQ(tally.missed, 0);
  EXPECT_GT(tally.improved, 50);
  EXPECT_GT(tally.infeasible, 10);
  EXPECT_GT(tally.proved, 10);
}

TEST(PlannerUnderPolicies, FindsTheBestPlanOfThreeWorkloads) {
  Tally tally;
  for (unsigned seed = 0; seed < 60; ++seed)
    expect_best(small::random_portfolio(seed, {.periods = 5,
                                               .longest_way = 1,
                                               .obstacles = false,
                                               .duties = seed % 3 == 0,
                                               .third_workload = true,
                                               .limits = seed % 2 == 0}),
                seed, tally);
  EXPECT_EQ(tally.missed, 0);
  EXPECT_GT(tally.improved, 20);
}

// ---- one thing at a time

PolicyValue states(const char* parameter, const char* value, std::optional<Date> from = {}) {
  return {.parameter = parameter, .from = from, .value = value};
}

/// What the planner makes of the small portfolio; whatever it is, it keeps every rule.
Plan planned(const Portfolio& p) {
  const PlanResult result = plan(p, {.work_limit = 20'000});
  EXPECT_TRUE(result.status == Status::optimal || result.status == Status::feasible);
  EXPECT_TRUE(check(p, result.plan).empty());
  EXPECT_GE(result.bound, result.objective);
  return result.plan;
}

TEST(PlannerUnderPolicies, StartsWhileTheRegimeAllows) {
  // Moving early pays, but the marketplace is eligible from January (3) on.
  const Portfolio p = small::portfolio([](Scenario& s) {
    s.migration_parameters = {small::one_phase(2)};
    s.policy_values = {states("eligible_states", "none"),
                       states("eligible_states", "designated", Date{2021, 1, 20})};
  });
  EXPECT_EQ(planned(p), small::plan(p, {{"u", "O", 5}, {"w", "O", 5}}));
}

TEST(PlannerUnderPolicies, HastensBeforeARegimeCloses) {
  // The service gets cheap in June, so late is best; but starts are suspended from February (4) on.
  const Portfolio p = small::portfolio([](Scenario& s) {
    for (Tier& tier : s.tiers)
      tier.unit_price = Profile<Decimal>({{std::nullopt, 1'000}, {Date{2021, 6}, 1}});
    s.migration_parameters = {small::one_phase(4)};
    s.policy_values = {states("starts_allowed", "true"),
                       states("starts_allowed", "false", Date{2021, 2})};
    s.offerings[small::O2].standing = Standing::suspended;
    s.workloads[small::u].annual_cost = 80'000;
    s.workloads[small::w].annual_cost = 80'000;
  });
  // The last start is in January, its cutover in May (7). For u even the high price pays.
  EXPECT_EQ(planned(p), small::plan(p, {{"u", "O", 4}, {"w", "O", 7}}));
}

TEST(PlannerUnderPolicies, MovesAtALossWhereThePolicyOrdersIt) {
  const Portfolio p = small::portfolio([](Scenario& s) {
    for (Tier& tier : s.tiers) tier.unit_price = 100;
    s.workloads[small::u].contract_end = Date{2021, 2, 28};
    s.policy_values = {states("mandate_agencies", "B"), states("mandate_at_contract_end", "true")};
  });
  EXPECT_EQ(planned(p), small::plan(p, {{"u", "O", 5}}));
}

TEST(PlannerUnderPolicies, SaysInfeasibleWhereThePolicyOrdersWhatItForbids) {
  const PlanResult result = plan(small::portfolio([](Scenario& s) {
    s.policy_values = {states("mandate_deadline", "2021-01"), states("mandate_agencies", "A"),
                       states("provider_kinds", "federal")};
  }));
  EXPECT_EQ(result.status, Status::infeasible);
  EXPECT_EQ(result.warnings, std::vector<std::string>{"w must migrate but has no way to"});
}

/// Joining at once saves each agency 720 USD less 420 of onboarding; it asks for 405.
Portfolio reluctant(std::vector<PolicyValue> values) {
  return small::portfolio([&](Scenario& s) {
    s.settings.fiscal_year_start = 4;
    for (Workload& workload : s.workloads) {
      workload.volume = 100;
      workload.annual_cost = 1'320;
    }
    for (Agency& agency : s.agencies) agency.participation_threshold = 405;
    MigrationParameters row = small::one_phase(0);
    row.onboarding = 420;
    s.migration_parameters = {row};
    s.policy_values = std::move(values);
    s.policy_values.push_back(states("participation", "true"));
    s.policy_values.push_back(states("quality_floor", "false"));
  });
}

TEST(PlannerUnderPolicies, MakesAgenciesJoinByIncentives) {
  const Portfolio unwilling = reluctant({});
  EXPECT_EQ(planned(unwilling), status_quo(unwilling));
  const Portfolio willing = reluctant({states("onboarding_subsidy", "0.25")});
  EXPECT_EQ(planned(willing), small::plan(willing, {{"u", "O", 0}, {"w", "O", 0}}));
  const Portfolio short_of = reluctant({states("onboarding_subsidy", "0.249")});
  EXPECT_EQ(planned(short_of), status_quo(short_of));
}

TEST(PlannerUnderPolicies, DoesNotCountOnWhatMustBePaidBackInside) {
  const Portfolio lent =
      reluctant({states("onboarding_subsidy", "0.25"), states("subsidy_repayment_years", "1")});
  // From cutover 0 all but one of twelve parts come back inside the horizon.
  EXPECT_EQ(planned(lent), status_quo(lent));
}

TEST(PlannerUnderPolicies, SubsidisesOneOfTwoWhereTheBudgetLetsOnlyOneJoin) {
  // w saves 12 USD more than u. Both would need 105 USD in the first fiscal year, which ends in
  // March.
  const auto with_budget = [](const char* budget) {
    return reluctant({states("onboarding_subsidy", "0.25"), states("incentive_budget", budget)})
        .replace([](Scenario& s) { s.workloads[small::w].annual_cost = 1'332; });
  };
  const Portfolio both = with_budget("210");
  EXPECT_EQ(planned(both), small::plan(both, {{"u", "O", 0}, {"w", "O", 0}}));
  for (const char* budget : {"105", "209.99"}) {
    const Portfolio one = with_budget(budget);
    EXPECT_EQ(planned(one), small::plan(one, {{"w", "O", 0}})) << budget;
  }
  const Portfolio none = with_budget("104.99");
  EXPECT_EQ(planned(none), status_quo(none));
}

TEST(PlannerUnderPolicies, SpreadsSubsidiesOverTheYearsOfTheBudget) {
  // Who would move anyhow is paid too, and the budget has room for one a year. In April u still
  // saves 360 - 300 USD.
  const Portfolio p =
      reluctant({states("onboarding_subsidy", "0.25"), states("incentive_budget", "100")})
          .replace([](Scenario& s) {
            for (Agency& agency : s.agencies) agency.participation_threshold = -1'000;
            for (MigrationParameters& row : s.migration_parameters) row.onboarding = 300;
            s.workloads[small::w].annual_cost = 1'800;
          });
  EXPECT_EQ(planned(p), small::plan(p, {{"u", "O", 6}, {"w", "O", 0}}));
}

// A policy that is voluntary until a date, with agencies that never join, allows the same plans as
// one that suspends starts until then: what is found under the one should be found under the other.

/// Voluntary at first, and every agency asks for more than there is.
Portfolio unwilling_until(Scenario s, Date date) {
  for (Agency& agency : s.agencies) agency.participation_threshold = 1'000'000'000;
  s.policy_values = {states("participation", "true"), states("participation", "false", date),
                     states("quality_floor", "false")};
  return Portfolio(std::move(s));
}

Portfolio suspended_until(Scenario s, Date date) {
  s.policy_values = {states("starts_allowed", "false"), states("starts_allowed", "true", date)};
  return Portfolio(std::move(s));
}

TEST(PlannerUnderPolicies, WaitsForTheEndOfAVoluntaryRegime) {
  const Portfolio p = unwilling_until(small::scenario(), {2021, 1});
  EXPECT_EQ(planned(p), small::plan(p, {{"u", "O", 3}, {"w", "O", 3}}));
}

TEST(PlannerUnderPolicies, FindsAsMuchAfterAVoluntaryRegimeAsAfterASuspension) {
  for (std::uint64_t seed = 2; seed <= 3; ++seed) {
    const Scenario scenario = generate_scenario(
        {.agencies = 8, .services = 6, .periods = 24, .capacity_ratio = 1.0, .seed = seed});
    const Date middle = Portfolio(scenario).calendar().first_month(12);
    const PlanResult suspended = plan(suspended_until(scenario, middle), {.work_limit = 5'000});
    const Portfolio p = unwilling_until(scenario, middle);
    ASSERT_GT(suspended.objective, 0);
    ASSERT_TRUE(check(p, suspended.plan).empty());
    const PlanResult found = plan(p, {.work_limit = 5'000});
    EXPECT_GT(found.objective, 0.95 * suspended.objective) << "seed " << seed;
  }
}

}  // namespace
}  // namespace qsmo
