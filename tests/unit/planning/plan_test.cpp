#include "qsmo/planning/plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

MigrationInProgress w_in_progress() {
  return {.workload = "w",
          .offering = "O",
          .cutover_from = {2020, 12},
          .cutover_to = Date{2021, 2},
          .phases_done = 3};
}

std::vector<double> volume(const Portfolio& portfolio, const Plan& plan, std::size_t coverage) {
  const auto all = volumes(portfolio, plan);
  std::vector<double> out;
  for (Decimal value : all[CoverageId(coverage)]) out.push_back(value.to_double());
  return out;
}

TEST(StatusQuo, RetainsEverything) {
  const Portfolio portfolio = small::portfolio();
  const Plan plan = status_quo(portfolio);
  EXPECT_EQ(plan.moves.size(), 2U);
  EXPECT_THAT(std::vector(plan.moves.begin(), plan.moves.end()), Each(std::optional<Move>()));
  EXPECT_TRUE(plan.transfers.empty());
}

TEST(StatusQuo, LetsMigrationsInProgressGoOnAtTheFirstPeriodOfTheirRange) {
  const Portfolio portfolio =
      small::portfolio([](Scenario& s) { s.migrations_in_progress = {w_in_progress()}; });
  const Plan plan = status_quo(portfolio);
  EXPECT_EQ(plan.moves[portfolio.workload("w")], (Move{portfolio.offering("O"), 2}));
  EXPECT_EQ(plan.moves[portfolio.workload("u")], std::nullopt);
}

TEST(StartOf, LiesTheDurationOfTheWayBeforeCutover) {
  const Portfolio portfolio =
      small::portfolio([](Scenario& s) { s.migration_parameters = {small::one_phase(4)}; });
  EXPECT_EQ(start_of(portfolio, portfolio.workload("w"), {portfolio.offering("O"), 6}), 2);
}

TEST(StartOf, LiesBeforeTheHorizonForAMigrationInProgress) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.migration_parameters = {small::one_phase(4)};
    s.migrations_in_progress = {w_in_progress()};
  });
  EXPECT_EQ(start_of(portfolio, portfolio.workload("w"), {portfolio.offering("O"), 2}), -2);
}

TEST(ReleaseOf, IsTheHorizonForRetainedWorkloads) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.workloads[small::w].incumbent_end = Date{2020, 12};
  });
  EXPECT_EQ(release_of(portfolio, portfolio.workload("w"), std::nullopt), 12);
}

TEST(ReleaseOf, EndsDualRunningWithTheIncumbentUnlessItMayBeKept) {
  const auto build = [](std::optional<Decimal> fallback) {
    return small::portfolio([&](Scenario& s) {
      MigrationParameters parameters = small::one_phase(0);
      parameters.dual_run = 5;
      s.migration_parameters = {parameters};
      s.workloads[small::w].incumbent_end = Date{2021, 1};  // period 3
      s.workloads[small::w].fallback_factor = fallback;
    });
  };
  const Portfolio ends = build(std::nullopt);
  const WorkloadId w = ends.workload("w");
  const OfferingId o = ends.offering("O");
  EXPECT_EQ(release_of(ends, w, Move{o, 2}), 4);  // min(2 + 5, 3 + 1, 12)
  EXPECT_EQ(release_of(ends, w, Move{o, 6}), 6);  // never before the cutover
  EXPECT_EQ(release_of(build(2), w, Move{o, 2}), 7);
  EXPECT_EQ(release_of(build(2), w, Move{o, 9}), 12);
}

TEST(Volumes, CountBaseVolumeAndMovedWorkloadsFromCutoverOn) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.coverages[small::O].base_volume =
        Profile<Decimal>({{std::nullopt, 10}, {Date{2021, 1}, 20}, {Date{2021, 8}, 30}});
  });
  const Plan plan = small::plan(portfolio, {{"w", "O", 2}, {"u", "O", 5}});
  EXPECT_THAT(volume(portfolio, plan, small::O),
              ElementsAre(10, 10, 110, 120, 120, 170, 170, 170, 170, 170, 180, 180));
  EXPECT_THAT(volume(portfolio, plan, small::O2), Each(0));
}

TEST(Volumes, CountTheIncumbentsWorkloadsUntilTheirRelease) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.workloads[small::u].incumbent = "O";
    s.workloads[small::w].incumbent = "O";
    MigrationParameters parameters = small::one_phase(0);
    parameters.dual_run = 2;
    s.migration_parameters = {parameters};
  });
  const Plan plan = small::plan(portfolio, {{"w", "O2", 3}});
  EXPECT_THAT(volume(portfolio, plan, small::O),
              ElementsAre(150, 150, 150, 150, 150, 50, 50, 50, 50, 50, 50, 50));
  EXPECT_THAT(volume(portfolio, plan, small::O2),
              ElementsAre(0, 0, 0, 100, 100, 100, 100, 100, 100, 100, 100, 100));
}

TEST(Volumes, CountAWorkloadThatMovesOntoItsOwnIncumbentOnce) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.workloads[small::w].incumbent = "O";
    MigrationParameters parameters = small::one_phase(0);
    parameters.dual_run = 2;
    s.migration_parameters = {parameters};
  });
  EXPECT_THAT(volume(portfolio, small::plan(portfolio, {{"w", "O", 3}}), small::O), Each(100));
}

}  // namespace
}  // namespace qsmo
