#include "qsmo/scheduling/problem.hpp"

#include <gtest/gtest.h>

namespace qsmo::scheduling {
namespace {

TEST(LineCents, RoundsHalfAwayFromZero) {
  // 100 units at 0.15 = 15.00 a year; 12 periods: 1.25 each.
  EXPECT_EQ(line_cents(100'000'000, 150'000, 0, 12), 125);
  // 1 unit at 0.30 a year over 12 periods: 2.5 cents.
  EXPECT_EQ(line_cents(1'000'000, 300'000, 0, 12), 3);
  // A fee of 0.29 a year: 2.4166 cents.
  EXPECT_EQ(line_cents(0, 0, 29, 12), 2);
}

TEST(LineCents, HoldsAtTheLargestVolumeAndPrice) {
  // 1e9 units at 1e6 dollars: 1e15 dollars a year, a quarter of it a period.
  EXPECT_EQ(line_cents(1'000'000'000'000'000, 1'000'000'000'000, 0, 4), 25'000'000'000'000'000);
}

TEST(PresentCost, IsInMillionthsOfADollar) { EXPECT_EQ(present_cost(150, 0.5), 750'000); }

}  // namespace
}  // namespace qsmo::scheduling
