#include "qsmo/planning/cycles.hpp"

#include <gtest/gtest.h>

#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

Dependency arc(const char* from, const char* to,
               DependencyKind kind = DependencyKind::cutover_before) {
  return {.prerequisite = from, .dependent = to, .kind = kind};
}

/// Nobody sells what u needs.
void without_a_way(Scenario& s) {
  s.services.push_back({.id = "hiring", .area = "HR"});
  s.workloads[small::u].service = "hiring";
}

std::size_t largest(const MoveGroups& groups) {
  std::size_t size = 0;
  for (const auto& group : groups.groups) size = std::max(size, group.size());
  return size;
}

TEST(MoveGroups, AreSingleWithoutCycles) {
  const auto groups =
      move_groups(small::portfolio([](Scenario& s) { s.dependencies = {arc("u", "w")}; }));
  EXPECT_EQ(groups.groups.size(), 2U);
  EXPECT_TRUE(groups.warnings.empty());
}

TEST(MoveGroups, JoinACycleWithoutLags) {
  const auto groups = move_groups(small::portfolio([](Scenario& s) {
    s.dependencies = {arc("u", "w"), arc("w", "u")};
  }));
  EXPECT_EQ(largest(groups), 2U);
  EXPECT_TRUE(groups.warnings.empty());
}

TEST(MoveGroups, JoinWhatMovesTogether) {
  const auto groups = move_groups(small::portfolio(
      [](Scenario& s) { s.dependencies = {arc("u", "w", DependencyKind::together)}; }));
  EXPECT_EQ(largest(groups), 2U);
}

TEST(MoveGroups, DoNotJoinThroughSoftOrAllowingArcs) {
  const auto groups = move_groups(small::portfolio([](Scenario& s) {
    Dependency soft = arc("w", "u");
    soft.break_price = 5;
    Dependency allowing = arc("w", "u", DependencyKind::start_after);
    allowing.if_retained = IfRetained::allow;
    s.dependencies = {arc("u", "w"), soft, allowing};
  }));
  EXPECT_EQ(largest(groups), 1U);
}

TEST(MoveGroups, AreBlockedWhereAStartMustFollowItsOwnCutover) {
  const auto groups = move_groups(small::portfolio([](Scenario& s) {
    s.migration_parameters.push_back(small::one_phase(2));
    s.dependencies = {arc("u", "w"), arc("w", "u", DependencyKind::start_after)};
  }));
  ASSERT_EQ(groups.warnings.size(), 1U);
  EXPECT_NE(groups.warnings[0].find("u -> w -> u"), std::string::npos) << groups.warnings[0];
  EXPECT_TRUE(groups.blocked[0]);
}

TEST(MoveGroups, AreNotBlockedByAStartThatNeedsNoTime) {
  const auto groups = move_groups(small::portfolio([](Scenario& s) {
    s.dependencies = {arc("u", "w"), arc("w", "u", DependencyKind::start_after)};
  }));
  EXPECT_TRUE(groups.warnings.empty());
}

TEST(MoveGroups, AreBlockedByAMemberWithoutAWay) {
  const auto groups = move_groups(small::portfolio([](Scenario& s) {
    s.dependencies = {arc("u", "w"), arc("w", "u")};
    without_a_way(s);
  }));
  ASSERT_EQ(groups.warnings.size(), 1U);
  EXPECT_NE(groups.warnings[0].find("u has no eligible way"), std::string::npos);
}

TEST(MoveGroups, RefuseAPinnedMoveOnABlockedCycle) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.dependencies = {arc("u", "w"), arc("w", "u")};
    without_a_way(s);
    s.pins = {{.workload = "w", .action = PinAction::migrate}};
  });
  try {
    (void)move_groups(portfolio);
    FAIL() << "no error";
  } catch (const InputError& error) {
    ASSERT_EQ(error.faults().size(), 1U);
    EXPECT_EQ(error.faults()[0].value, "w");
  }
}

}  // namespace
}  // namespace qsmo
