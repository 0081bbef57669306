#include "qsmo/core/random.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <set>

namespace qsmo {
namespace {

TEST(Random, GivesTheNumbersOfSplitMix64) {
  // Reference output of https://prng.di.unimi.it/splitmix64.c for the seed 1234567.
  Random random(1234567);
  EXPECT_EQ(random.next(), 6457827717110365317ULL);
  EXPECT_EQ(random.next(), 3203168211198807973ULL);
  EXPECT_EQ(random.next(), 9817491932198370423ULL);
}

TEST(Random, IsAConstantExpression) {
  static_assert(Random(7).next() == Random(7).next());
  static_assert(Random(7).below(1) == 0);
  SUCCEED();
}

TEST(Random, UniformLiesInItsInterval) {
  Random random(1);
  double sum = 0;
  for (int i = 0; i < 10'000; ++i) {
    const double value = random.uniform(-2, 6);
    ASSERT_GE(value, -2);
    ASSERT_LT(value, 6);
    sum += value;
  }
  EXPECT_NEAR(sum / 10'000, 2, 0.1);
}

TEST(Random, BelowGivesEveryNumberAboutAsOften) {
  Random random(2);
  std::array<int, 7> counts{};
  for (int i = 0; i < 7'000; ++i) ++counts[random.below(counts.size())];
  for (const int count : counts) EXPECT_NEAR(count, 1'000, 150);
}

TEST(Random, NormalHasMeanZeroAndVarianceOne) {
  Random random(3);
  double sum = 0, squares = 0;
  for (int i = 0; i < 20'000; ++i) {
    const double value = random.normal();
    ASSERT_TRUE(std::isfinite(value));
    sum += value;
    squares += value * value;
  }
  EXPECT_NEAR(sum / 20'000, 0, 0.03);
  EXPECT_NEAR(squares / 20'000, 1, 0.05);
}

TEST(Random, SplitsIntoStreamsOfTheirOwn) {
  const Random random(4);
  std::set<std::uint64_t> first;
  for (std::uint64_t key = 0; key < 1'000; ++key) first.insert(random.split(key).next());
  EXPECT_EQ(first.size(), 1'000U);
  EXPECT_EQ(random.split(5).next(), Random(4).split(5).next());
  EXPECT_NE(Random(4).split(5).next(), Random(5).split(4).next());
}

}  // namespace
}  // namespace qsmo
