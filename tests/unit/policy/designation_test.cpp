#include "qsmo/policy/designation.hpp"

#include <gtest/gtest.h>

#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

Portfolio dated_designations(std::vector<DesignationState> eligible = {
                                 DesignationState::designated}) {
  return small::portfolio([&](Scenario& s) {
    s.settings.eligible_states = std::move(eligible);
    s.designations = {{"M", DesignationState::pre_designated, {2020, 12, 31}, ""},
                      {"M", DesignationState::designated, {2021, 3, 15}, ""}};
  });
}

TEST(AcceptsStarts, FromThePeriodOfTheDesignationOn) {
  const Portfolio portfolio = dated_designations();
  EXPECT_FALSE(accepts_starts(portfolio, portfolio.marketplace("M"), 4));
  EXPECT_TRUE(accepts_starts(portfolio, portfolio.marketplace("M"), 5));
  EXPECT_TRUE(accepts_starts(portfolio, portfolio.marketplace("M"), 11));
}

TEST(AcceptsStarts, InTheStatesThatTheScenarioNames) {
  const Portfolio portfolio =
      dated_designations({DesignationState::pre_designated, DesignationState::designated});
  EXPECT_FALSE(accepts_starts(portfolio, portfolio.marketplace("M"), 1));
  EXPECT_TRUE(accepts_starts(portfolio, portfolio.marketplace("M"), 2));
  const Portfolio only_before = dated_designations({DesignationState::research});
  EXPECT_TRUE(accepts_starts(only_before, only_before.marketplace("M"), 1));
  EXPECT_FALSE(accepts_starts(only_before, only_before.marketplace("M"), 2));
}

TEST(AcceptsStarts, TakesAStartBeforeTheHorizonAsPeriodZero) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.designations[0].date = {2020, 10};
  });
  EXPECT_TRUE(accepts_starts(portfolio, portfolio.marketplace("M"), -3));
}

}  // namespace
}  // namespace qsmo
