#include "qsmo/core/id.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <type_traits>
#include <unordered_set>

#include "qsmo/core/id_vector.hpp"

namespace qsmo {
namespace {

struct Apple {};
struct Pear {};

TEST(Id, DoesNotMixWithIdsOfOtherEntities) {
  static_assert(!std::is_convertible_v<Id<Apple>, Id<Pear>>);
  static_assert(!std::is_constructible_v<Id<Apple>, Id<Pear>>);
  static_assert(!std::is_convertible_v<std::size_t, Id<Apple>>);
  static_assert(!std::is_convertible_v<Id<Apple>, std::size_t>);
  SUCCEED();
}

TEST(Id, ComparesAndHashesByItsIndex) {
  const Id<Apple> two(2), three(3);
  EXPECT_LT(two, three);
  EXPECT_EQ(two, Id<Apple>(2));
  EXPECT_EQ(Id<Apple>().index(), 0U);
  const std::unordered_set<Id<Apple>> set{two, three, Id<Apple>(2)};
  EXPECT_EQ(set.size(), 2U);
}

TEST(IdVector, HoldsOneValueForEachId) {
  IdVector<Apple, int> values(3, 7);
  values[Id<Apple>(1)] = 5;
  values.push_back(9);
  EXPECT_EQ(values.size(), 4U);
  EXPECT_EQ(values[Id<Apple>(0)], 7);
  EXPECT_EQ(values[Id<Apple>(1)], 5);
  EXPECT_EQ(std::as_const(values)[Id<Apple>(3)], 9);
  int sum = 0;
  for (const int value : values) sum += value;
  EXPECT_EQ(sum, 28);
}

TEST(IdVector, HoldsTruthValuesToo) {
  IdVector<Apple, bool> values(2);
  values[Id<Apple>(1)] = true;
  EXPECT_FALSE(values[Id<Apple>(0)]);
  EXPECT_TRUE(values[Id<Apple>(1)]);
}

TEST(IdVector, ThrowsBeyondItsEnd) {
  const IdVector<Apple, int> values(1);
  EXPECT_THROW((void)values.at(Id<Apple>(1)), std::out_of_range);
}

}  // namespace
}  // namespace qsmo
