// The engine against the oracle: tiny problems of every constraint kind, all of whose solutions are tried.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <optional>

#include "qsmo/scheduling/bound.hpp"
#include "qsmo/scheduling/evaluate.hpp"
#include "qsmo/scheduling/solve.hpp"
#include "unit/scheduling/brute_force.hpp"
#include "unit/scheduling/random_problem.hpp"

namespace qsmo::scheduling {
namespace {

using tiny::Features;
using tiny::Instance;
using tiny::judge;
using tiny::optimum;
using tiny::Optimum;
using tiny::random_instance;
using tiny::Verdict;

constexpr int rounds = 400;

/// The problem as the engine has to see it: a pool that the start overloads may stay as full as it is.
Problem as_started(const Instance& instance) {
  Problem problem = instance.problem;
  const Verdict verdict = judge(problem, instance.start);
  for (std::size_t p = 0; p < problem.pools.size(); ++p) {
    for (std::size_t b = 0; b < verdict.use[p].size(); ++b)
      problem.pools[p].capacity[b] = std::max(problem.pools[p].capacity[b], verdict.use[p][b]);
  }
  return problem;
}

Solution random_solution(Random& random, const Problem& problem) {
  Solution solution;
  for (std::uint32_t a = 0; a < problem.activities.size(); ++a) {
    const auto open = tiny::choices(problem, a);
    solution.push_back(open[random.below(open.size())]);
  }
  return solution;
}

Bound bound_of(const Instance& instance, std::uint64_t evaluations, Cost target) {
  Bound bound(instance.problem, instance.start, {});
  bound.improve(evaluations, {.cost = target}, StopPoint());
  return bound;
}

SolveResult solve_with(const Instance& instance, std::uint64_t work_limit, int threads = 1,
                       std::uint64_t seed = 1) {
  SolveOptions options;
  options.work_limit = work_limit;
  options.threads = threads;
  options.seed = seed;
  return solve(instance.problem, instance.start, options);
}

/// A random order of 0 .. count-1: new number of each.
std::vector<std::uint32_t> random_order(Random& random, std::size_t count) {
  std::vector<std::uint32_t> out(count);
  std::iota(out.begin(), out.end(), 0U);
  for (std::size_t i = count; i > 1; --i) std::swap(out[i - 1], out[random.below(i)]);
  return out;
}

template <class Thing>
std::vector<Thing> in_order(const std::vector<Thing>& things,
                            const std::vector<std::uint32_t>& number) {
  std::vector<Thing> out(things.size());
  for (std::size_t i = 0; i < things.size(); ++i) out[number[i]] = things[i];
  return out;
}

/// The same problem with everything renumbered.
class Renumbering {
 public:
  Renumbering(Random& random, const Problem& problem)
      : activity_(random_order(random, problem.activities.size())),
        pool_(random_order(random, problem.pools.size())),
        tariff_(random_order(random, problem.tariffs.size())),
        account_(random_order(random, problem.accounts.size())),
        arc_(random_order(random, problem.precedences.size())),
        link_(random_order(random, problem.links.size())),
        block_(random_order(random, problem.blocks.size())),
        option_(problem.options.size()) {}

  Instance operator()(const Instance& from) {
    Problem problem = from.problem;
    problem.activities = in_order(problem.activities, activity_);
    renumber_options(from.problem, problem);
    problem.pools = in_order(problem.pools, pool_);
    problem.tariffs = in_order(problem.tariffs, tariff_);
    problem.accounts = in_order(problem.accounts, account_);
    problem.precedences = in_order(problem.precedences, arc_);
    problem.links = in_order(problem.links, link_);
    problem.blocks = in_order(problem.blocks, block_);
    refer(problem);
    Solution start = in_order(from.start, activity_);
    for (Choice& choice : start) choice.option = changed(choice.option, option_);
    return {std::move(problem), std::move(start)};
  }

 private:
  static std::uint32_t changed(std::uint32_t old, const std::vector<std::uint32_t>& number) {
    return old == none ? none : number[old];
  }

  /// Options follow their activities, in reverse.
  void renumber_options(const Problem& from, Problem& to) {
    to.options.clear();
    for (Activity& activity : to.activities) {
      const std::uint32_t first = activity.first_option;
      activity.first_option = static_cast<std::uint32_t>(to.options.size());
      for (std::uint32_t i = activity.option_count; i-- > 0;) {
        option_[first + i] = static_cast<std::uint32_t>(to.options.size());
        to.options.push_back(from.options[first + i]);
      }
    }
  }

  void refer(Problem& problem) const {
    for (Activity& activity : problem.activities)
      activity.account = changed(activity.account, account_);
    for (Option& option : problem.options) {
      option.tariff = changed(option.tariff, tariff_);
      for (Demand& demand : option.demands) demand.pool = pool_[demand.pool];
    }
    for (Tariff& tariff : problem.tariffs) tariff.pool = pool_[tariff.pool];
    for (Precedence& arc : problem.precedences) {
      arc.prerequisite = activity_[arc.prerequisite];
      arc.dependent = activity_[arc.dependent];
      arc.pool = changed(arc.pool, pool_);
    }
    for (Link& link : problem.links) {
      for (Link::Side* side : {&link.a, &link.b}) {
        side->activity = activity_[side->activity];
        side->pool = changed(side->pool, pool_);
      }
    }
    for (auto& block : problem.blocks) {
      for (std::uint32_t& a : block) a = activity_[a];
    }
  }

  std::vector<std::uint32_t> activity_, pool_, tariff_, account_, arc_, link_, block_, option_;
};

/// The same instance with more room in some buckets.
Instance widened(Random& random, Instance instance) {
  for (Pool& pool : instance.problem.pools) {
    Amount more = 0;
    for (Amount& capacity : pool.capacity) {
      more = (pool.cumulative ? more : 0) + static_cast<Amount>(random.below(3));
      if (capacity < unlimited) capacity += more;
    }
  }
  return instance;
}

std::string round_name(int round) { return "problem " + std::to_string(round); }

TEST(Evaluate, AgreesWithTheDefinitionsOnAnySolution) {
  Random random(101);
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE(round_name(round));
    const Problem problem = random_instance(random).problem;
    for (int i = 0; i < 20; ++i) {
      const Solution solution = random_solution(random, problem);
      const Evaluation counted = evaluate(problem, solution);
      const Verdict verdict = judge(problem, solution);
      ASSERT_EQ(counted.cost, verdict.cost);
      ASSERT_EQ(counted.account_costs, verdict.account_costs);
      ASSERT_EQ(counted.broken, verdict.broken);
      ASSERT_EQ(counted.over_capacity, verdict.over_capacity);
    }
  }
}

TEST(RandomProblems, AreOfEveryKindAndMostlySolvable) {
  Random random(102);
  int solvable = 0, well_started = 0, badly_started = 0;
  for (int round = 0; round < rounds; ++round) {
    const Instance instance = random_instance(random);
    solvable += optimum(instance.problem).has_value() ? 1 : 0;
    (judge(instance.problem, instance.start).feasible() ? well_started : badly_started) += 1;
  }
  EXPECT_GT(solvable, rounds / 2);
  EXPECT_LT(solvable, rounds * 9 / 10);
  EXPECT_GT(well_started, rounds / 4);
  EXPECT_GT(badly_started, rounds / 4);
}

TEST(EngineBound, NeverExceedsTheOptimumWhateverTheTarget) {
  Random random(103);
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE(round_name(round));
    const Instance instance = random_instance(random);
    const auto best = optimum(as_started(instance));
    const Cost known = best ? best->cost : judge(instance.problem, instance.start).cost;
    for (const Cost target : {known, known + 5'000'000, known - 5'000'000, Cost{0},
                              Cost{4'000'000'000'000}, -Cost{4'000'000'000'000}}) {
      for (const std::uint64_t evaluations : {0, 1, 60}) {
        const Bound bound = bound_of(instance, evaluations, target);
        if (best) {
          ASSERT_LE(bound.value(), best->cost) << evaluations << " for " << target;
        }
        ASSERT_EQ(bound.prices().size(), instance.problem.pools.size());
        for (std::size_t p = 0; p < bound.prices().size(); ++p) {
          ASSERT_EQ(bound.prices()[p].size(), instance.problem.pools[p].capacity.size());
          ASSERT_THAT(bound.prices()[p], ::testing::Each(::testing::Ge(0.0)));
        }
      }
    }
  }
}

TEST(EngineBound, WithACutoffNeverExceedsAnOptimumBelowIt) {
  Random random(116);
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE(round_name(round));
    const Instance instance = random_instance(random);
    const auto best = optimum(as_started(instance));
    if (!best) continue;
    for (const Cost above : {-Cost{2'000'000}, Cost{0}, Cost{1}, Cost{500'000}}) {
      const Cost cutoff = best->cost + above;
      Bound bound(instance.problem, instance.start, {});
      for (const std::uint64_t evaluations : {1, 30, 200}) {
        bound.improve(evaluations, {cutoff, cutoff}, StopPoint());
        ASSERT_LE(std::min(bound.value(), cutoff), best->cost) << evaluations << ", " << above;
      }
    }
  }
}

// The search lets such a pool stay as full as it was, so the bound must, too.
TEST(EngineBound, AllowsForWhatSoftArcsBrokenByTheStartDrawOnPools) {
  const auto way = [](Amount amount) {
    return Option{.cost = {0},
                  .aim = {},
                  .credit = {},
                  .joins = {},
                  .release = {0},
                  .demands = {{0, Span::around, 0, 1, amount}},
                  .fees = {}};
  };
  Problem problem;
  problem.horizon = 1;
  problem.discount = {1};
  problem.pools.push_back({.capacity = {2}, .initial = {0}, .bucket = {0}});
  problem.options = {way(2), way(3)};
  problem.activities = {{.series = {}},
                        {.first_option = 0, .option_count = 1, .series = {}},
                        {.first_option = 1, .option_count = 1, .never = 100, .series = {}}};
  Precedence arc;
  arc.prerequisite = 0;
  arc.dependent = 1;
  arc.soft = true;
  arc.price = {0};
  arc.pool = 0;
  arc.amount = 3;
  problem.precedences = {arc};
  problem.blocks = {{0}, {1}, {2}};
  const Instance instance{problem, {{}, {0, 0}, {}}};
  ASSERT_EQ(optimum(as_started(instance))->cost, 0);
  EXPECT_LE(bound_of(instance, 60, 0).value(), 0);
}

TEST(EngineBound, OnlyRises) {
  Random random(104);
  for (int round = 0; round < rounds / 4; ++round) {
    SCOPED_TRACE(round_name(round));
    const Instance instance = random_instance(random);
    const Cost target = judge(instance.problem, instance.start).cost;
    Bound bound(instance.problem, instance.start, {});
    Cost before = bound.value();
    for (int i = 0; i < 20; ++i) {
      bound.improve(3, {.cost = target}, StopPoint());
      ASSERT_GE(bound.value(), before);
      before = bound.value();
    }
  }
}

TEST(EngineBound, WithoutWhatItRelaxesIsTheOptimum) {
  Features features;
  features.pools = features.tariffs = features.accounts = false;
  features.soft_arcs = features.start_lags = false;
  Random random(105);
  int solvable = 0;
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE(round_name(round));
    const Instance instance = random_instance(random, features);
    const auto best = optimum(instance.problem);
    if (!best) continue;
    ++solvable;
    ASSERT_EQ(bound_of(instance, 1, best->cost).value(), best->cost);
  }
  EXPECT_GT(solvable, rounds / 2);
}

TEST(EngineBound, DoesNotDependOnTheOrderOfThingsAtPricesOfZero) {
  Random random(106);
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE(round_name(round));
    const Instance instance = random_instance(random);
    const Instance other = Renumbering(random, instance.problem)(instance);
    const Cost target = judge(instance.problem, instance.start).cost;
    ASSERT_EQ(bound_of(instance, 1, target).value(), bound_of(other, 1, target).value());
  }
}

TEST(EngineBound, OfASolvableProblemAtPricesOfZeroNeverRisesWithCapacity) {
  Random random(107);
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE(round_name(round));
    const Instance instance = random_instance(random);
    if (!optimum(as_started(instance))) continue;
    const Cost target = judge(instance.problem, instance.start).cost;
    ASSERT_LE(bound_of(widened(random, instance), 1, target).value(),
              bound_of(instance, 1, target).value());
  }
}

TEST(Solve, IsFeasibleNeverBelowTheOptimumAndBoundedByIt) {
  Random random(108);
  int solvable = 0, found = 0, proved = 0;
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE(round_name(round));
    const Instance instance = random_instance(random);
    const Problem problem = as_started(instance);
    const auto best = optimum(problem);
    const SolveResult result = solve_with(instance, 400, 1, static_cast<std::uint64_t>(round));
    const Verdict verdict = judge(problem, result.solution);
    ASSERT_EQ(result.cost, verdict.cost);
    ASSERT_EQ(result.broken, verdict.broken);
    ASSERT_EQ(result.over_capacity, judge(instance.problem, result.solution).over_capacity);
    ASSERT_FALSE(verdict.over_capacity);
    ASSERT_FALSE(result.stopped);
    if (judge(problem, instance.start).feasible()) {
      ASSERT_TRUE(verdict.feasible());
      ASSERT_LE(result.cost, judge(problem, instance.start).cost);
    }
    if (result.infeasibility) {
      ASSERT_FALSE(optimum(instance.problem).has_value());
    }
    if (!best) continue;
    ASSERT_LE(result.bound, best->cost);
    ++solvable;
    if (!verdict.feasible()) continue;
    ASSERT_GE(result.cost, best->cost);
    found += result.cost == best->cost ? 1 : 0;
    proved += result.cost == result.bound ? 1 : 0;
  }
  EXPECT_GE(found, solvable * 95 / 100);
  EXPECT_GT(proved, 0);
}

TEST(Solve, LeavesEveryFixedActivityInPlace) {
  Random random(109);
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE(round_name(round));
    const Instance instance = random_instance(random);
    const SolveResult result = solve_with(instance, 60);
    for (std::size_t a = 0; a < result.solution.size(); ++a) {
      if (instance.problem.activities[a].fixed) {
        ASSERT_NE(result.solution[a].option, none);
      }
    }
  }
}

TEST(Solve, WithinItsToleranceOfTheBoundIsWithinItOfTheOptimum) {
  constexpr Cost tolerance = 500'000;
  Random random(110);
  int within = 0;
  for (int round = 0; round < rounds / 2; ++round) {
    SCOPED_TRACE(round_name(round));
    const Instance instance = random_instance(random);
    const Problem problem = as_started(instance);
    const auto best = optimum(problem);
    SolveOptions options;
    options.work_limit = 400;
    options.tolerance = [&](Cost) { return tolerance; };
    const SolveResult result = solve(instance.problem, instance.start, options);
    if (!best || !judge(problem, result.solution).feasible()) continue;
    if (result.cost > result.bound + tolerance) continue;
    ++within;
    ASSERT_LE(result.cost, best->cost + tolerance);
  }
  EXPECT_GT(within, 0);
}

TEST(Solve, OfARenumberedProblemIsBoundedByTheSameOptimum) {
  Random random(111);
  for (int round = 0; round < rounds / 2; ++round) {
    SCOPED_TRACE(round_name(round));
    const Instance instance = random_instance(random);
    const Instance other = Renumbering(random, instance.problem)(instance);
    const auto best = optimum(as_started(instance));
    const auto same = optimum(as_started(other));
    ASSERT_EQ(best.has_value(), same.has_value());
    if (!best) continue;
    ASSERT_EQ(best->cost, same->cost);
    const SolveResult result = solve_with(other, 200);
    ASSERT_LE(result.bound, best->cost);
    if (judge(as_started(other), result.solution).feasible()) {
      ASSERT_GE(result.cost, best->cost);
    }
  }
}

TEST(Solve, WithMoreCapacityIsBoundedByTheOldOptimum) {
  Random random(112);
  for (int round = 0; round < rounds / 2; ++round) {
    SCOPED_TRACE(round_name(round));
    const Instance instance = random_instance(random);
    const Instance wide = widened(random, instance);
    const auto narrow_best = optimum(as_started(instance));
    const auto wide_best = optimum(as_started(wide));
    if (!narrow_best) continue;
    ASSERT_TRUE(wide_best.has_value());
    ASSERT_LE(wide_best->cost, narrow_best->cost);
    ASSERT_LE(solve_with(wide, 200).bound, narrow_best->cost);
  }
}

TEST(Solve, GivesTheSameForAnyNumberOfThreads) {
  Random random(113);
  Features features;
  features.most_activities = 12;  // no oracle is asked
  features.most_periods = 12;
  features.most_solutions = 1e300;
  for (int round = 0; round < 12; ++round) {
    SCOPED_TRACE(round_name(round));
    const Instance instance = random_instance(random, features);
    const SolveResult one = solve_with(instance, 600, 1);
    for (const int threads : {2, 4, 16}) {
      const SolveResult many = solve_with(instance, 600, threads);
      ASSERT_EQ(one.solution, many.solution);
      ASSERT_EQ(one.cost, many.cost);
      ASSERT_EQ(one.bound, many.bound);
      ASSERT_EQ(one.prices, many.prices);
      ASSERT_EQ(one.broken, many.broken);
      ASSERT_EQ(one.moves, many.moves);
      ASSERT_EQ(one.infeasibility, many.infeasibility);
    }
  }
}

TEST(EngineBound, GivesTheSameForAnyNumberOfThreads) {
  Random random(114);
  Features features;
  features.most_activities = 12;
  features.most_periods = 12;
  features.most_solutions = 1e300;
  for (int round = 0; round < 12; ++round) {
    const Instance instance = random_instance(random, features);
    const Cost target = judge(instance.problem, instance.start).cost;
    Bound one(instance.problem, instance.start, {.threads = 1});
    Bound many(instance.problem, instance.start, {.threads = 4});
    one.improve(40, {.cost = target}, StopPoint());
    many.improve(40, {.cost = target}, StopPoint());
    ASSERT_EQ(one.value(), many.value());
    ASSERT_EQ(one.prices(), many.prices());
  }
}

TEST(Solve, StoppedBeforeItBeginsOrWithoutWorkHasADefinedResult) {
  Random random(115);
  StopSource source;
  source.request();
  for (int round = 0; round < rounds / 4; ++round) {
    SCOPED_TRACE(round_name(round));
    const Instance instance = random_instance(random);
    const Problem problem = as_started(instance);
    const auto best = optimum(problem);
    const bool well_started = judge(problem, instance.start).feasible();
    SolveOptions options;
    options.stop = StopPoint(&source, std::nullopt);
    const SolveResult stopped = solve(instance.problem, instance.start, options);
    EXPECT_TRUE(stopped.stopped);
    for (const SolveResult& result : {stopped, solve_with(instance, 0)}) {
      const Verdict verdict = judge(problem, result.solution);
      ASSERT_EQ(result.cost, verdict.cost);
      ASSERT_EQ(result.broken, verdict.broken);
      if (well_started) {
        ASSERT_TRUE(verdict.feasible());
      }
      if (best) {
        ASSERT_LE(result.bound, best->cost);
      }
      if (result.infeasibility) {
        ASSERT_FALSE(optimum(instance.problem).has_value());
      }
    }
  }
}

TEST(Solve, WithoutActivitiesReturnsNothingAtNoCost) {
  const SolveResult result = solve(Problem{}, {}, {.work_limit = 10});
  EXPECT_TRUE(result.solution.empty());
  EXPECT_EQ(result.cost, 0);
  EXPECT_LE(result.bound, 0);
  EXPECT_FALSE(result.infeasibility.has_value());
}

}  // namespace
}  // namespace qsmo::scheduling
