// The planner under policies, judged by every plan of tiny portfolios.
#include <gtest/gtest.h>

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
      const bool held =
          solution && sch::tiny::Judge(compiled.problem, *solution).run().feasible();
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
  ASSERT_NEAR(result.objective, *best, 1e-6) << "seed " << seed;
  ASSERT_NEAR(small::objective(p, result.plan), *best, 1e-6) << "seed " << seed;
  ASSERT_GE(result.bound, *best - 1e-9) << "seed " << seed;
  if (result.status == Status::optimal) {
    ASSERT_LE(result.bound - *best, std::max(0.01, 1e-6 * std::abs(result.bound)));
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
  EXPECT_GT(tally.improved, 20);
}

}  // namespace
}  // namespace qsmo
