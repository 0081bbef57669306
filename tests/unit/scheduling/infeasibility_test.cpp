// What find_infeasibility names against all placements of tiny problems, and against plain sums over all intervals.
#include "qsmo/scheduling/infeasibility.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <string>

#include "unit/scheduling/brute_force.hpp"
#include "unit/scheduling/random_problem.hpp"

namespace qsmo::scheduling {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using tiny::Features;
using tiny::judge;
using tiny::optimum;
using tiny::random_instance;

using Found = std::optional<Infeasibility>;

int dice(Random& random, int low, int high) {
  return low + static_cast<int>(random.below(static_cast<std::uint64_t>(high - low + 1)));
}

/// Obligations that are hard to meet: few slots, little capacity.
void tighten(Random& random, Problem& problem) {
  const double shut = random.uniform(0.0, 0.6);
  for (Option& option : problem.options) {
    for (Cost& cost : option.cost) {
      if (random.uniform() < shut) cost = forbidden;
    }
  }
  const Amount less = dice(random, 0, 3);
  for (Pool& pool : problem.pools) {
    for (Amount& capacity : pool.capacity) {
      if (capacity < 1'000) capacity = std::max<Amount>(0, capacity - less);
    }
  }
}

/// One more pool, short of what all must draw on it; the others have plenty.
void crowd(Random& random, Problem& problem) {
  for (Pool& pool : problem.pools) pool.capacity.assign(pool.capacity.size(), unlimited);
  Pool pool;
  const int width = dice(random, 1, 2);
  pool.cumulative = random.uniform() < 0.3;
  for (int t = 0; t < problem.horizon; ++t)
    pool.bucket.push_back(static_cast<std::uint32_t>(t / width));
  for (std::uint32_t b = 0; b <= pool.bucket.back(); ++b) {
    pool.initial.push_back(dice(random, 0, 5) / 5);
    pool.capacity.push_back(dice(random, 3, 4) + (pool.cumulative ? 2 * b : 0));
  }
  for (Option& option : problem.options) {
    const auto number = static_cast<std::uint32_t>(problem.pools.size());
    option.demands.push_back(
        {number, Span::around, -dice(random, 0, 2), dice(random, 0, 1), dice(random, 1, 2)});
  }
  problem.pools.push_back(std::move(pool));
}

/// Small problems of which many are infeasible.
Problem hard_problem(Random& random, const Features& wanted = {}) {
  Features features = wanted;
  features.most_solutions = 1'500;
  Problem problem = random_instance(random, features).problem;
  const double oblige = random.uniform(0.0, 1.0);
  for (Activity& activity : problem.activities)
    activity.required |= features.obligations && random.uniform() < oblige;
  if (features.pools && random.uniform() < 0.5) {
    crowd(random, problem);
  } else {
    tighten(random, problem);
  }
  return problem;
}

std::string round_name(int round) { return "problem " + std::to_string(round); }

bool takes_back(const Problem& problem, std::uint32_t pool) {
  return std::any_of(problem.options.begin(), problem.options.end(), [&](const Option& option) {
    return std::any_of(option.demands.begin(), option.demands.end(), [&](const Demand& demand) {
      return demand.pool == pool && demand.amount < 0;
    });
  });
}

/// What there is by bucket if only this is placed.
std::vector<std::vector<Amount>> use_of(const Problem& problem, std::uint32_t a,
                                        const Choice& choice) {
  Problem alone = problem;
  alone.links.clear();
  alone.precedences.clear();
  Solution solution(problem.activities.size());
  solution[a] = choice;
  return judge(alone, solution).use;
}

bool fits_alone(const Problem& problem, std::uint32_t a, const Choice& choice) {
  const auto use = use_of(problem, a, choice);
  for (std::uint32_t p = 0; p < use.size(); ++p) {
    for (std::size_t b = 0; b < use[p].size() && !takes_back(problem, p); ++b) {
      if (use[p][b] > problem.pools[p].capacity[b]) return false;
    }
  }
  return true;
}

bool has(const Infeasibility& found, std::uint32_t a) {
  return std::binary_search(found.activities.begin(), found.activities.end(), a);
}

/// Only what the claim speaks of: its activities, the hard arcs and blocks among them, what fits into the pools alone.
Problem only_claimed(const Problem& problem, const Infeasibility& found) {
  Problem out = problem;
  out.links.clear();
  out.accounts.assign(out.accounts.size(), {});
  std::erase_if(out.precedences, [&](const Precedence& arc) {
    return arc.soft || arc.allow || !has(found, arc.prerequisite) || !has(found, arc.dependent);
  });
  for (auto& block : out.blocks)
    std::erase_if(block, [&](std::uint32_t a) { return !has(found, a); });
  std::erase_if(out.blocks, [](const auto& block) { return block.empty(); });
  for (std::uint32_t a = 0; a < problem.activities.size(); ++a) {
    if (!has(found, a)) {
      out.blocks.push_back({a});
      out.activities[a].option_count = 0;
      out.activities[a].required = out.activities[a].fixed = false;
    }
    for (const Choice& choice : tiny::choices(problem, a)) {
      if (choice.option != none && !fits_alone(problem, a, choice))
        out.options[choice.option].cost[tiny::at(choice.slot)] = forbidden;
    }
  }
  for (Pool& pool : out.pools) pool.capacity.assign(pool.capacity.size(), unlimited);
  return out;
}

Amount over(const std::vector<Amount>& use, std::size_t first, std::size_t last) {
  return std::accumulate(use.begin() + static_cast<std::ptrdiff_t>(first),
                         use.begin() + static_cast<std::ptrdiff_t>(last) + 1, Amount{0});
}

/// Initial use, summed up if the pool is cumulative.
std::vector<Amount> at_first(const Pool& pool) {
  std::vector<Amount> out = pool.initial;
  if (pool.cumulative) std::partial_sum(out.begin(), out.end(), out.begin());
  return out;
}

void expect_claim_about_pool(const Problem& problem, const Infeasibility& found) {
  const Problem alone = only_claimed(problem, found);
  const Pool& pool = problem.pools[found.pool];
  const Amount initial = over(at_first(pool), found.bucket, found.last_bucket);
  ASSERT_FALSE(takes_back(problem, found.pool));
  ASSERT_EQ(over(pool.capacity, found.bucket, found.last_bucket), found.capacity);
  ASSERT_GT(found.least_use, found.capacity);
  ASSERT_EQ(found.draws.size(), found.activities.size());
  ASSERT_EQ(found.least_use, std::accumulate(found.draws.begin(), found.draws.end(), initial));
  tiny::for_each_solution(alone, [&](const Solution& solution) {
    if (!judge(alone, solution).feasible()) return;
    for (std::size_t i = 0; i < found.activities.size(); ++i) {
      const std::uint32_t a = found.activities[i];
      ASSERT_NE(solution[a].option, none);
      const auto use = use_of(problem, a, solution[a])[found.pool];
      ASSERT_GE(over(use, found.bucket, found.last_bucket) - initial, found.draws[i]);
    }
  });
}

void expect_true(const Problem& problem, const Infeasibility& found) {
  ASSERT_TRUE(std::is_sorted(found.activities.begin(), found.activities.end()));
  ASSERT_FALSE(optimum(problem).has_value());
  Problem freed = problem;
  for (std::uint32_t a = 0; a < problem.activities.size(); ++a) {
    if (!has(found, a)) freed.activities[a].required = freed.activities[a].fixed = false;
  }
  ASSERT_FALSE(optimum(freed).has_value());
  if (found.pool != none) {
    expect_claim_about_pool(problem, found);
  } else {
    ASSERT_THAT(found.draws, IsEmpty());
    ASSERT_FALSE(optimum(only_claimed(problem, found)).has_value());
  }
}

TEST(Infeasibility, ClaimsOnlyWhatIsTrueOfItsActivitiesAlone) {
  Random random(201);
  int windows = 0, initial = 0, buckets = 0, intervals = 0, sums = 0, squeezed = 0;
  for (int round = 0; round < 3'000; ++round) {
    SCOPED_TRACE(round_name(round));
    const Problem problem = hard_problem(random);
    const Found found = find_infeasibility(problem);
    if (!found) continue;
    ASSERT_NO_FATAL_FAILURE(expect_true(problem, *found));
    windows += found->pool == none ? 1 : 0;
    if (found->pool == none) continue;
    initial += found->activities.empty() ? 1 : 0;
    buckets += found->bucket == found->last_bucket ? 1 : 0;
    intervals += found->bucket < found->last_bucket ? 1 : 0;
    sums += problem.pools[found->pool].cumulative ? 1 : 0;
    squeezed += std::count(found->draws.begin(), found->draws.end(), 0) > 0 ? 1 : 0;
  }
  EXPECT_GT(windows, 100);
  EXPECT_GT(initial, 10);
  EXPECT_GT(buckets, 30);
  EXPECT_GT(intervals, 3);
  EXPECT_GT(sums, 10);
  EXPECT_GT(squeezed, 3);
}

TEST(Infeasibility, OfWindowsIsFoundWheneverNothingButArcsAndBlocksBind) {
  Features features;
  features.pools = features.tariffs = features.accounts = false;
  features.soft_arcs = features.start_lags = false;
  Random random(202);
  int infeasible = 0;
  for (int round = 0; round < 600; ++round) {
    SCOPED_TRACE(round_name(round));
    const Problem problem = hard_problem(random, features);
    const Found found = find_infeasibility(problem);
    ASSERT_EQ(found.has_value(), !optimum(problem).has_value());
    if (!found) continue;
    ++infeasible;
    ASSERT_NO_FATAL_FAILURE(expect_true(problem, *found));
  }
  EXPECT_GT(infeasible, 150);
  EXPECT_LT(infeasible, 500);
}

bool obliged(const Problem& problem, std::uint32_t a) {
  return std::any_of(problem.blocks.begin(), problem.blocks.end(), [&](const auto& block) {
    return std::find(block.begin(), block.end(), a) != block.end() &&
           std::any_of(block.begin(), block.end(), [&](std::uint32_t m) {
             return problem.activities[m].required || problem.activities[m].fixed;
           });
  });
}

/// The ways that fit alone at slots that its whole block has.
std::vector<Choice> ways_left(const Problem& problem, std::uint32_t a) {
  const auto open = [&](std::uint32_t m) {
    std::vector<Choice> out = tiny::choices(problem, m);
    std::erase_if(out,
                  [&](const Choice& c) { return c.option == none || !fits_alone(problem, m, c); });
    return out;
  };
  std::vector<Choice> out = open(a);
  for (const auto& block : problem.blocks) {
    if (std::find(block.begin(), block.end(), a) == block.end()) continue;
    for (const std::uint32_t m : block) {
      const auto others = open(m);
      std::erase_if(out, [&](const Choice& c) {
        return std::none_of(others.begin(), others.end(),
                            [&](const Choice& other) { return other.slot == c.slot; });
      });
    }
  }
  return out;
}

/// Without arcs: what must be drawn on an interval, each activity by its most sparing way.
Amount must_be_drawn(const Problem& problem, std::uint32_t p, std::size_t first, std::size_t last) {
  const Amount initial = over(at_first(problem.pools[p]), first, last);
  Amount sum = initial;
  for (std::uint32_t a = 0; a < problem.activities.size(); ++a) {
    if (!obliged(problem, a)) continue;
    Amount least = unlimited;
    for (const Choice& way : ways_left(problem, a))
      least = std::min(least, over(use_of(problem, a, way)[p], first, last) - initial);
    sum += least;
  }
  return sum;
}

bool some_interval_is_short(const Problem& problem) {
  for (std::uint32_t p = 0; p < problem.pools.size(); ++p) {
    const Pool& pool = problem.pools[p];
    for (std::size_t i = 0; i < pool.capacity.size() && !takes_back(problem, p); ++i) {
      const std::size_t end = pool.cumulative ? i + 1 : pool.capacity.size();
      for (std::size_t j = i; j < end && pool.capacity[j] < unlimited; ++j) {
        if (must_be_drawn(problem, p, i, j) > over(pool.capacity, i, j)) return true;
      }
    }
  }
  return false;
}

bool some_has_no_way(const Problem& problem) {
  for (std::uint32_t a = 0; a < problem.activities.size(); ++a) {
    if (obliged(problem, a) && ways_left(problem, a).empty()) return true;
  }
  return false;
}

TEST(Infeasibility, OfPoolsIsFoundWheneverAnIntervalIsShortInPlainSums) {
  Features features;
  features.arcs = false;
  Random random(203);
  int of_pools = 0, feasible = 0;
  for (int round = 0; round < 2'000; ++round) {
    SCOPED_TRACE(round_name(round));
    const Problem problem = hard_problem(random, features);
    const Found found = find_infeasibility(problem);
    const bool no_way = some_has_no_way(problem);
    ASSERT_EQ(found.has_value(), no_way || some_interval_is_short(problem));
    of_pools += found && !no_way ? 1 : 0;
    feasible += found ? 0 : 1;
  }
  EXPECT_GT(of_pools, 30);
  EXPECT_GT(feasible, 100);
}

TEST(Infeasibility, FoundRemainsWithMoreObligationsAndLessCapacity) {
  Random random(204);
  int found = 0;
  for (int round = 0; round < 800; ++round) {
    SCOPED_TRACE(round_name(round));
    Problem problem = hard_problem(random);
    if (!find_infeasibility(problem)) continue;
    ++found;
    for (Activity& activity : problem.activities) activity.required |= random.uniform() < 0.3;
    for (Pool& pool : problem.pools) {
      for (Amount& capacity : pool.capacity) capacity -= static_cast<Amount>(random.below(3));
    }
    ASSERT_TRUE(find_infeasibility(problem).has_value());
  }
  EXPECT_GT(found, 200);
}

TEST(Infeasibility, IsNoneWhereNothingIsRequiredAndNothingOverdrawn) {
  Features features;
  features.obligations = false;
  Random random(205);
  int fine = 0;
  for (int round = 0; round < 200; ++round) {
    SCOPED_TRACE(round_name(round));
    const Problem problem = hard_problem(random, features);
    const Solution empty(problem.activities.size());
    const Found found = find_infeasibility(problem);
    if (!judge(problem, empty).over_capacity) {
      ++fine;
      ASSERT_EQ(found, std::nullopt);
    } else if (found) {
      ASSERT_THAT(found->activities, IsEmpty());
    }
  }
  EXPECT_GT(fine, 100);
}

/// Activities of one option each over six periods, with a pool of effort.
class Small {
 public:
  explicit Small(std::vector<Amount> capacity, int width = 1) {
    problem.horizon = 6;
    problem.discount.assign(6, 1.0);
    Pool pool;
    pool.initial.assign(capacity.size(), 0);
    pool.capacity = std::move(capacity);
    for (int t = 0; t < 6; ++t) pool.bucket.push_back(static_cast<std::uint32_t>(t / width));
    problem.pools.push_back(pool);
  }

  /// Takes effect within from .. to and draws `amount` in each of `duration` periods before.
  std::uint32_t add(int from, int to, int duration = 0, Amount amount = 0) {
    const auto a = static_cast<std::uint32_t>(problem.activities.size());
    Activity activity;
    activity.first_option = a;
    activity.option_count = 1;
    activity.series.assign(6, 1);
    Option option;
    option.duration = duration;
    for (int s = 0; s < 6; ++s) {
      option.cost.push_back(s >= from && s <= to ? 0 : forbidden);
      option.release.push_back(static_cast<std::int16_t>(s));
    }
    if (amount != 0) option.demands.push_back({0, Span::around, -duration, 0, amount});
    problem.options.push_back(option);
    problem.activities.push_back(activity);
    problem.blocks.push_back({a});
    return a;
  }
  std::uint32_t require(std::uint32_t a) {
    problem.activities[a].required = true;
    return a;
  }
  Precedence& arc(std::uint32_t prerequisite, std::uint32_t dependent, int lag) {
    problem.precedences.emplace_back();
    problem.precedences.back().prerequisite = prerequisite;
    problem.precedences.back().dependent = dependent;
    problem.precedences.back().lag = lag;
    return problem.precedences.back();
  }
  [[nodiscard]] Found find() const { return find_infeasibility(problem); }

  Problem problem;
};

const std::vector<Amount> plenty(6, 100);

TEST(Infeasibility, NamesARequiredActivityWithoutAnOpenSlot) {
  Small small(plenty);
  small.require(small.add(0, 5));
  small.require(small.add(3, 2));
  ASSERT_TRUE(small.find());
  EXPECT_THAT(small.find()->activities, ElementsAre(1));
  EXPECT_EQ(small.find()->pool, none);
}

TEST(Infeasibility, NamesWhatFitsNowhereIntoAPool) {
  Small small({2, 2, 2, 2, 2, 2});
  small.require(small.add(1, 5, 1, 3));
  ASSERT_TRUE(small.find());
  EXPECT_THAT(small.find()->activities, ElementsAre(0));
  EXPECT_EQ(small.find()->pool, none);
}

TEST(Infeasibility, NamesWhatFitsNowhereIntoTheRunningSumOfAPool) {
  Small small({2, 3, 4}, 2);
  small.problem.pools[0].cumulative = true;
  const auto a = small.add(4, 4, 4, 1);
  EXPECT_EQ(small.find(), std::nullopt);
  small.require(a);
  ASSERT_TRUE(small.find());
  EXPECT_THAT(small.find()->activities, ElementsAre(a));
  EXPECT_EQ(small.find()->pool, none);
  small.problem.pools[0].capacity = {2, 4, 4};
  EXPECT_EQ(small.find(), std::nullopt);
}

TEST(Infeasibility, NamesTheChainThatSqueezesAndObliges) {
  Small small(plenty);
  const auto early = small.add(2, 5), middle = small.add(0, 5);
  small.add(0, 5);
  const auto due = small.require(small.add(0, 5));
  small.require(small.add(0, 5));
  small.arc(early, middle, 2);
  small.arc(middle, due, 1);
  EXPECT_EQ(small.find(), std::nullopt);
  small.arc(early, due, 3).soft = true;
  small.arc(middle, due, 2).allow = true;
  EXPECT_EQ(small.find(), std::nullopt);
  small.problem.options[due].cost[5] = forbidden;
  ASSERT_TRUE(small.find());
  EXPECT_THAT(small.find()->activities, ElementsAre(early, middle, due));
  small.problem.activities[due].required = false;
  EXPECT_EQ(small.find(), std::nullopt);
}

TEST(Infeasibility, CountsTheShortestDurationForStarts) {
  Small small(plenty);
  const auto first = small.add(2, 5);
  const auto due = small.require(small.add(0, 3, 2));
  small.arc(first, due, 0);
  EXPECT_EQ(small.find(), std::nullopt);
  small.problem.precedences[0].to_start = true;
  ASSERT_TRUE(small.find());
  EXPECT_THAT(small.find()->activities, ElementsAre(first, due));
}

TEST(Infeasibility, NamesACycleThatCannotTurn) {
  Small small(plenty);
  const auto a = small.add(0, 5), b = small.require(small.add(0, 5));
  small.arc(a, b, 1);
  small.arc(b, a, 0);
  ASSERT_TRUE(small.find());
  EXPECT_THAT(small.find()->activities, ElementsAre(a, b));
}

TEST(Infeasibility, NamesABlockWithoutACommonSlot) {
  Small small(plenty);
  small.require(small.add(0, 2));
  small.add(3, 5);
  small.problem.blocks = {{0, 1}};
  ASSERT_TRUE(small.find());
  EXPECT_THAT(small.find()->activities, ElementsAre(0, 1));
}

TEST(Infeasibility, NamesABucketThatAllMustDrawOn) {
  Small small({100, 9, 100}, 2);
  for (int i = 0; i < 3; ++i) small.require(small.add(4, 4, 2, 2));
  small.add(4, 4, 2, 50);
  small.require(small.add(0, 5, 1, 50));
  const Found found = small.find();
  ASSERT_TRUE(found);
  EXPECT_EQ(*found, (Infeasibility{{0, 1, 2}, {4, 4, 4}, 0, 1, 1, 12, 9}));
}

TEST(Infeasibility, NamesIntervalsThatNoSingleBucketShows) {
  // Two of three periods by six activities, of two units each, that no period alone must bear.
  Small small({100, 2, 2, 2, 100, 100});
  for (int i = 0; i < 4; ++i) small.require(small.add(2, 4, 1, 2));
  const Found found = small.find();
  ASSERT_TRUE(found);
  EXPECT_EQ(*found, (Infeasibility{{0, 1, 2, 3}, {2, 2, 2, 2}, 0, 1, 3, 8, 6}));
  small.problem.activities[2].required = false;
  EXPECT_EQ(small.find(), std::nullopt);
}

TEST(Infeasibility, OfACumulativePoolCountsAllThatWasDrawnBefore) {
  Small small({3, 6, 9}, 2);
  small.problem.pools[0].cumulative = true;
  small.problem.pools[0].initial = {1, 1, 0};
  for (int i = 0; i < 2; ++i) small.require(small.add(1, 3, 1, 2));
  EXPECT_EQ(small.find(), std::nullopt);
  small.require(small.add(1, 4, 1, 2));
  small.arc(small.add(1, 5), 0, 1);  // leaves it fewer slots, none that matters, as the next
  small.arc(1, small.require(small.add(0, 2)), 0);
  const Found found = small.find();
  ASSERT_TRUE(found);
  EXPECT_EQ(*found, (Infeasibility{{0, 1, 2}, {2, 2, 2}, 0, 1, 1, 8, 6}));
}

TEST(Infeasibility, NamesWhoConfinesThoseThatDraw) {
  Small small({100, 2, 100, 100, 100, 100});
  const auto first = small.require(small.add(2, 5, 1, 2)), second = small.add(2, 5, 1, 2);
  const auto due = small.require(small.add(0, 2));
  small.arc(second, due, 0);
  EXPECT_EQ(small.find(), std::nullopt);
  small.arc(first, due, 0);
  const Found found = small.find();
  ASSERT_TRUE(found);
  EXPECT_EQ(*found, (Infeasibility{{first, second, due}, {2, 2, 0}, 0, 1, 1, 4, 2}));
}

TEST(Infeasibility, BlamesNobodyForWhatIsThereInitially) {
  Small small({1, 1, 1, 1, 1, 1});
  small.require(small.add(3, 2));
  small.problem.pools[0].initial[4] = 2;
  const Found found = small.find();
  ASSERT_TRUE(found);
  EXPECT_EQ(*found, (Infeasibility{{}, {}, 0, 4, 4, 2, 1}));
}

TEST(Infeasibility, LeavesOutPoolsFromWhichCapacityMayComeBack) {
  Small small({1, 1, 1, 1, 1, 1});
  small.require(small.add(2, 2, 1, 2));
  ASSERT_TRUE(small.find());
  small.add(0, 0);
  small.problem.options[1].demands.push_back({0, Span::after_release, 0, 0, -1});
  EXPECT_EQ(small.find(), std::nullopt);
  EXPECT_TRUE(optimum(small.problem).has_value());
}

TEST(Infeasibility, IsNoneForUnlimitedPoolsAndAnEmptyProblem) {
  Small small(std::vector<Amount>(6, unlimited));
  for (int i = 0; i < 40; ++i) small.require(small.add(1, 1, 1, unlimited / 1'000));
  EXPECT_EQ(small.find(), std::nullopt);
  EXPECT_EQ(find_infeasibility(Problem{}), std::nullopt);
}

TEST(Infeasibility, IsStillFoundWhereIntervalsAreTooManyToLookAtAll) {
  // One bucket that each must draw on, in a pool whose every interval would be work for every way.
  constexpr int horizon = 240;
  Problem problem;
  problem.horizon = horizon;
  problem.discount.assign(horizon, 1.0);
  Pool pool;
  for (int t = 0; t < horizon; ++t) pool.bucket.push_back(static_cast<std::uint32_t>(t));
  pool.initial.assign(horizon, 0);
  pool.capacity.assign(horizon, 20'000);
  pool.capacity[200] = 99;
  problem.pools.push_back(pool);
  for (std::uint32_t a = 0; a < 100; ++a) {
    Activity activity;
    activity.first_option = a;
    activity.option_count = 1;
    activity.required = true;
    activity.series.assign(horizon, 0);
    Option option;
    for (int s = 0; s < horizon; ++s) {
      option.cost.push_back(s < 150 ? 0 : forbidden);
      option.release.push_back(static_cast<std::int16_t>(s));
    }
    option.demands.push_back({0, Span::around, 0, horizon, 1});
    problem.options.push_back(option);
    problem.activities.push_back(activity);
    problem.blocks.push_back({a});
  }
  const Found found = find_infeasibility(problem);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->activities.size(), 100U);
  EXPECT_EQ(found->bucket, 200U);
  EXPECT_EQ(found->least_use, 100);
}

}  // namespace
}  // namespace qsmo::scheduling
