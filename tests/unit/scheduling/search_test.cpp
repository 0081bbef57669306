#include "qsmo/scheduling/search.hpp"

#include <gtest/gtest.h>

#include <optional>

#include "qsmo/scheduling/bound.hpp"
#include "qsmo/scheduling/evaluate.hpp"
#include "scheduling/state.hpp"
#include "unit/scheduling/small_problem.hpp"

namespace qsmo::scheduling {
namespace {

/// Cheapest feasible solution by trying all of them; none if there is none.
class BruteForce {
 public:
  explicit BruteForce(const Problem& problem)
      : problem_(problem),
        neighbours_(problem),
        state_(problem, neighbours_, Solution(problem.activities.size())) {}

  std::optional<Cost> run() {
    decide(0);
    return best_;
  }

 private:
  bool blocks_agree() const {
    for (const auto& block : problem_.blocks) {
      for (const std::uint32_t a : block) {
        if (state_.slot(a) != state_.slot(block.front())) return false;
      }
    }
    return true;
  }

  void decide(std::uint32_t a) {
    if (a == problem_.activities.size()) {
      const bool feasible = state_.broken() == 0 && state_.admissible() && blocks_agree();
      if (feasible && (!best_ || state_.cost() < *best_)) best_ = state_.cost();
      return;
    }
    decide(a + 1);
    const Activity& activity = problem_.activities[a];
    for (std::uint32_t o = activity.first_option; o < activity.first_option + activity.option_count;
         ++o) {
      for (int slot = 0; slot < problem_.horizon; ++slot) {
        if (problem_.options[o].cost[static_cast<std::size_t>(slot)] >= forbidden) continue;
        state_.set(a, {o, slot});
        decide(a + 1);
      }
    }
    state_.set(a, {});
  }

  const Problem& problem_;
  Neighbours neighbours_;
  State state_;
  std::optional<Cost> best_;
};

TEST(Search, FindsTheOptimumOfNearlyAllTinyProblemsAndNeverBeatsIt) {
  Random random(21);
  int solvable = 0;
  int found_optimum = 0;
  for (int round = 0; round < 150; ++round) {
    const Problem problem = testing::random_problem(random, 4, 6);
    const std::optional<Cost> optimum = BruteForce(problem).run();
    const SearchResult result = search(problem, Solution(4), {.work_limit = 2'000});
    if (!optimum) {
      EXPECT_GT(result.broken, 0U);
      continue;
    }
    ++solvable;
    if (result.broken == 0) {
      EXPECT_GE(result.cost, *optimum);
      EXPECT_LE(lower_bound(problem), *optimum);
      found_optimum += result.cost == *optimum ? 1 : 0;
    }
  }
  EXPECT_GT(solvable, 80);
  EXPECT_GE(found_optimum, solvable * 95 / 100);
}

TEST(Search, ReturnsWhatItSaysItReturns) {
  Random random(5);
  for (int round = 0; round < 50; ++round) {
    const Problem problem = testing::random_problem(random, 8, 12);
    const SearchResult result = search(
        problem, Solution(8), {.seed = static_cast<std::uint64_t>(round), .work_limit = 400});
    const Evaluation fresh = evaluate(problem, result.solution);
    EXPECT_EQ(result.cost, fresh.cost);
    EXPECT_EQ(result.broken, fresh.broken);
    EXPECT_FALSE(fresh.over_capacity && !evaluate(problem, Solution(8)).over_capacity);
  }
}

TEST(Search, DoesNotDependOnTheNumberOfThreads) {
  Random random(6);
  const Problem problem = testing::random_problem(random, 30, 20);
  const SearchResult one = search(problem, Solution(30), {.work_limit = 3'000, .threads = 1});
  const SearchResult four = search(problem, Solution(30), {.work_limit = 3'000, .threads = 4});
  EXPECT_EQ(one.solution, four.solution);
  EXPECT_EQ(one.cost, four.cost);
}

TEST(Search, StopsAtOnceWhenAskedTo) {
  Random random(7);
  const Problem problem = testing::random_problem(random, 30, 20);
  StopSource source;
  source.request();
  const SearchResult result =
      search(problem, Solution(30),
             {.work_limit = 1'000'000'000, .stop = StopPoint(&source, std::nullopt)});
  EXPECT_TRUE(result.stopped);
  EXPECT_EQ(result.solution, Solution(30));
}

TEST(Search, WithoutActivitiesReturnsNothingAtNoCost) {
  const SearchResult result = search(Problem{}, {}, {.work_limit = 10});
  EXPECT_TRUE(result.solution.empty());
  EXPECT_EQ(result.cost, 0);
}

TEST(Search, DoesNothingWithAWorkLimitOfZeroButInsert) {
  Problem problem;
  problem.horizon = 2;
  problem.discount = {1, 1};
  problem.options.push_back({.cost = {5, 4}, .release = {0, 1}, .demands = {}, .fees = {}});
  problem.activities.push_back({.first_option = 0, .option_count = 1, .never = 10, .series = {}});
  problem.blocks = {{0}};
  EXPECT_EQ(search(problem, Solution(1), {.work_limit = 0}).cost, 4);
}

}  // namespace
}  // namespace qsmo::scheduling
