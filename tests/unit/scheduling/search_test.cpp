#include "qsmo/scheduling/search.hpp"

#include <gtest/gtest.h>

#include <optional>

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
        layout_(problem, Accounts::all),
        state_(layout_, Solution(problem.activities.size()), Rounding::exact) {}

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
  Layout layout_;
  State state_;
  std::optional<Cost> best_;
};

struct Result {
  Solution solution;
  Cost cost = 0;
  std::uint64_t broken = 0;
};

Result result_of(const Search& search) { return {search.best(), search.cost(), search.broken()}; }

/// Inserts, then walks; `start` places nothing.
Result solved(const Problem& problem, std::uint64_t moves, SearchOptions options = {}) {
  Search search(problem, Solution(problem.activities.size()), options);
  search.construct({});
  search.run(moves, 0, 1, {});
  return result_of(search);
}

Prices random_prices(Random& random, const Problem& problem) {
  Prices prices = no_prices(problem);
  for (auto& pool : prices) {
    for (double& price : pool) price = random.uniform() < 0.5 ? 0 : random.uniform(0, 20);
  }
  return prices;
}

TEST(Search, FindsTheOptimumOfNearlyAllTinyProblemsAndNeverBeatsIt) {
  Random random(21);
  int solvable = 0;
  int found_optimum = 0;
  for (int round = 0; round < 150; ++round) {
    const Problem problem = testing::random_problem(random, 4, 6);
    const std::optional<Cost> optimum = BruteForce(problem).run();
    const Result result = solved(problem, 2'000);
    if (!optimum) {
      EXPECT_GT(result.broken, 0U);
      continue;
    }
    ++solvable;
    if (result.broken == 0) {
      EXPECT_GE(result.cost, *optimum);
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
    Search search(problem, Solution(8), {.seed = static_cast<std::uint64_t>(round)});
    search.set_prices(random_prices(random, problem));
    search.construct({});
    search.run(200, 0, 0.5, {});
    search.set_prices(random_prices(random, problem));
    search.run(200, 0.5, 1, {});
    const Evaluation fresh = evaluate(problem, search.best());
    EXPECT_EQ(search.cost(), fresh.cost);
    EXPECT_EQ(search.broken(), fresh.broken);
    EXPECT_FALSE(fresh.over_capacity && !evaluate(problem, Solution(8)).over_capacity);
  }
}

TEST(Search, DoesNotDependOnTheNumberOfThreads) {
  Random random(6);
  const Problem problem = testing::random_problem(random, 30, 20);
  const Result one = solved(problem, 3'000, {.threads = 1});
  const Result four = solved(problem, 3'000, {.threads = 4});
  EXPECT_EQ(one.solution, four.solution);
  EXPECT_EQ(one.cost, four.cost);
}

TEST(Search, StopsAtOnceWhenAskedTo) {
  Random random(7);
  const Problem problem = testing::random_problem(random, 30, 20);
  StopSource source;
  source.request();
  const StopPoint stop(&source, std::nullopt);
  Search search(problem, Solution(30), {});
  search.construct(stop);
  EXPECT_EQ(search.run(1'000'000'000, 0, 1, stop), 0U);
  EXPECT_EQ(search.best(), Solution(30));
}

TEST(Search, WithoutActivitiesReturnsNothingAtNoCost) {
  const Problem problem;
  Search search(problem, {}, {});
  search.construct({});
  EXPECT_TRUE(search.idle());
  EXPECT_EQ(search.run(10, 0, 1, {}), 10U);
  EXPECT_TRUE(search.best().empty());
  EXPECT_EQ(search.cost(), 0);
}

/// One activity that may take effect in two slots at 5 or 4, or never at 10.
Problem one_activity() {
  Problem problem;
  problem.horizon = 2;
  problem.discount = {1, 1};
  problem.options.emplace_back();
  problem.options[0].cost = {5, 4};
  problem.options[0].release = {0, 1};
  problem.activities.emplace_back();
  problem.activities[0].option_count = 1;
  problem.activities[0].never = 10;
  problem.blocks = {{0}};
  return problem;
}

TEST(Search, ConstructsWithoutAnyMove) {
  const Problem problem = one_activity();
  EXPECT_EQ(solved(problem, 0).cost, 4);
}

TEST(Search, GoesOnFromASolutionThatIsAdmissible) {
  const Problem problem = one_activity();
  Search search(problem, Solution(1), {});
  EXPECT_EQ(search.cost(), 10);
  search.adopt({{0, 1}});
  EXPECT_EQ(search.cost(), 4);
  EXPECT_EQ(search.best(), (Solution{{0, 1}}));
}

TEST(Search, DoesNotGoOnFromASolutionThatOverloadsAPool) {
  Problem problem = one_activity();
  problem.pools.emplace_back();
  problem.pools[0].capacity = problem.pools[0].initial = {0, 0};
  problem.pools[0].bucket = {0, 1};
  problem.options[0].demands = {{0, Span::around, 0, 1, 1}};
  Search search(problem, Solution(1), {});
  search.adopt({{0, 1}});
  EXPECT_EQ(search.best(), Solution(1));
}

TEST(Search, CountsFurtherAims) {
  Problem problem = one_activity();
  problem.options[0].aim = {0, 3};
  problem.activities[0].never_aim = 100;
  EXPECT_EQ(solved(problem, 10).cost, 5);
}

}  // namespace
}  // namespace qsmo::scheduling
