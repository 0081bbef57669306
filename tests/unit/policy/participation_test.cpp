#include "qsmo/policy/participation.hpp"

#include <gtest/gtest.h>

#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

std::optional<double> threshold(bool voluntary, Money amount) {
  const Portfolio portfolio = small::portfolio([&](Scenario& s) {
    s.settings.participation = voluntary;
    s.agencies[small::A].participation_threshold = amount;
  });
  return participation_threshold(portfolio, portfolio.agency("A"));
}

TEST(ParticipationThreshold, ExistsOnlyUnderAVoluntaryPolicy) {
  EXPECT_EQ(threshold(false, 10), std::nullopt);
  EXPECT_EQ(threshold(true, small::cents(1050)), 10.5);
  EXPECT_EQ(threshold(true, -10), -10);
  EXPECT_EQ(threshold(true, {}), 0);
}

}  // namespace
}  // namespace qsmo
