#include "qsmo/model/field.hpp"

#include <gtest/gtest.h>

#include "qsmo/model/dependency.hpp"
#include "qsmo/model/fund.hpp"

namespace qsmo {
namespace {

TEST(EnumNames, NameEachValueAndFindItAgain) {
  for (std::size_t i = 0; i < money_kind_count; ++i) {
    const auto kind = static_cast<MoneyKind>(i);
    EXPECT_EQ(enum_from<MoneyKind>(name_of(kind)), kind);
  }
  EXPECT_EQ(name_of(DependencyKind::start_after), "start_after");
  EXPECT_EQ(enum_from<PeriodLength>("month"), PeriodLength::month);
  EXPECT_EQ(enum_from<PeriodLength>("Month"), std::nullopt);
  EXPECT_EQ(enum_from<PeriodLength>(""), std::nullopt);
}

TEST(FundedKind, HasTheNameOfItsMoneyLine) {
  for (std::size_t i = 0; i < EnumNames<FundedKind>::names.size(); ++i) {
    const auto kind = static_cast<FundedKind>(i);
    EXPECT_EQ(name_of(kind), name_of(money_kind(kind)));
  }
}

TEST(Ref, IsEqualByNameWhateverItResolvesTo) {
  Ref<Agency> a = "x";
  const Ref<Agency> b = "x";
  a.resolve(AgencyId(3));
  EXPECT_EQ(a, b);
  EXPECT_EQ(a.id(), AgencyId(3));
  EXPECT_TRUE(a.given());
  EXPECT_FALSE(Ref<Agency>().given());
}

TEST(Profile, AConstantHoldsAlways) {
  const Profile<Decimal> profile = 5;
  EXPECT_EQ(profile.at(Calendar(), 0), Decimal(5));
  EXPECT_EQ(profile.at(Calendar(), 239), Decimal(5));
}

TEST(Profile, AStepHoldsFromThePeriodOfItsDateAndTheLastPersists) {
  const Calendar calendar({2020, 10}, PeriodLength::quarter, 8, 10);
  const Profile<Money> profile(
      {{std::nullopt, Money(1)}, {Date{2021, 6, 30}, Money(2)}, {Date{2022, 1}, Money(3)}});
  const int expected[] = {1, 1, 2, 2, 2, 3, 3, 3};
  for (int t = 0; t < 8; ++t) EXPECT_EQ(profile.at(calendar, t), Money(expected[t])) << t;
}

TEST(Profile, AStepBeforeTheHorizonHoldsFromItsStart) {
  const Calendar calendar({2020, 10}, PeriodLength::month, 8, 10);
  EXPECT_EQ(Profile<Money>({{std::nullopt, Money(1)}, {Date{2019, 1}, Money(2)}}).at(calendar, 0),
            Money(2));
}

TEST(Profile, OfSeveralStepsInOnePeriodTheLastDateHolds) {
  const Calendar calendar({2020, 10}, PeriodLength::quarter, 8, 10);
  const Profile<Money> profile(
      {{std::nullopt, Money(1)}, {Date{2021, 1}, Money(2)}, {Date{2021, 3}, Money(3)}});
  EXPECT_EQ(profile.at(calendar, 0), Money(1));
  EXPECT_EQ(profile.at(calendar, 1), Money(3));
}

}  // namespace
}  // namespace qsmo
