#include "qsmo/core/decimal.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "qsmo/core/error.hpp"
#include "qsmo/core/random.hpp"

namespace qsmo {
namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();

template <class Number>
std::int64_t raw(std::string_view text) {
  Number number = Number::from_raw(-777);
  EXPECT_EQ(Number::parse(text, number), ParseStatus::ok) << text;
  return number.raw();
}

template <class Number>
ParseStatus status(std::string_view text) {
  Number number = Number::from_raw(-777);
  const ParseStatus status = Number::parse(text, number);
  if (status != ParseStatus::ok) {
    EXPECT_EQ(number.raw(), -777) << text;
  }
  return status;
}

TEST(Decimal, ReadsTextExactly) {
  EXPECT_EQ(raw<Decimal>("3"), 3'000'000);
  EXPECT_EQ(raw<Decimal>("-12.5"), -12'500'000);
  EXPECT_EQ(raw<Decimal>("+0.000001"), 1);
  EXPECT_EQ(raw<Decimal>("007.10"), 7'100'000);
  EXPECT_EQ(raw<Money>("0.07"), 7);
  EXPECT_EQ(raw<Money>("1234567890123.45"), 123'456'789'012'345);
}

TEST(Decimal, ReadsExponentsExactly) {
  EXPECT_EQ(raw<Decimal>("1.2e3"), 1'200'000'000);
  EXPECT_EQ(raw<Decimal>("1.2E+3"), 1'200'000'000);
  EXPECT_EQ(raw<Decimal>("120e-7"), 12);
  EXPECT_EQ(raw<Money>("100e-4"), 1);
  EXPECT_EQ(raw<Money>("0.0000001e5"), 1);
}

TEST(Decimal, MinusZeroIsZero) {
  for (const char* zero :
       {"0", "-0", "+0", "-0.000000000", "0e99999999999999999999", "-0e-5", "0000"}) {
    EXPECT_EQ(raw<Decimal>(zero), 0) << zero;
    EXPECT_EQ(Decimal::from_raw(raw<Decimal>(zero)).to_string(), "0");
  }
}

TEST(Decimal, RefusesMorePlacesThanItHas) {
  EXPECT_EQ(status<Money>("0.001"), ParseStatus::too_many_places);
  EXPECT_EQ(status<Money>("1e-3"), ParseStatus::too_many_places);
  EXPECT_EQ(status<Money>("1e-400"), ParseStatus::too_many_places);
  EXPECT_EQ(status<Decimal>("0.0000001"), ParseStatus::too_many_places);
  EXPECT_EQ(status<Decimal>("1e-99999999999999999999"), ParseStatus::too_many_places);
}

TEST(Decimal, ZerosBehindItsPlacesDoNoHarm) {
  EXPECT_EQ(raw<Money>("0.01000000000000000000000000000"), 1);
  EXPECT_EQ(raw<Decimal>("1.5000000000"), 1'500'000);
}

TEST(Decimal, RefusesWhatIsNoNumber) {
  for (const char* text :
       {"",   " ", "1 ", " 1", "abc",  "1,5", "1.2.3", "--1",   "+-1",   "1e",      "1e+",
        "e5", ".", "-",  "-.", "0x10", "nan", "inf",   "1_000", "1e1.5", "\xd9\xa3"}) {
    EXPECT_EQ(status<Decimal>(text), ParseStatus::not_a_number) << text;
  }
  EXPECT_EQ(status<Decimal>(std::string_view("1\0", 2)), ParseStatus::not_a_number);
}

TEST(Decimal, HoldsItsLargestAndSmallestNumberAndNoMore) {
  EXPECT_EQ(raw<Money>("92233720368547758.07"), largest);
  EXPECT_EQ(raw<Money>("-92233720368547758.08"), smallest);
  EXPECT_EQ(raw<Decimal>("9223372036854.775807"), largest);
  EXPECT_EQ(raw<Decimal>("-9223372036854.775808"), smallest);
  EXPECT_EQ(status<Money>("92233720368547758.08"), ParseStatus::out_of_range);
  EXPECT_EQ(status<Money>("-92233720368547758.09"), ParseStatus::out_of_range);
  EXPECT_EQ(status<Decimal>("9223372036854.775808"), ParseStatus::out_of_range);
}

TEST(Decimal, RefusesNumbersOutOfRange) {
  for (const char* text : {"1e400", "1e20", "-1e20", "12345678901234567890", "99999999999999999999",
                           "1e99999999999999999999"}) {
    EXPECT_EQ(status<Decimal>(text), ParseStatus::out_of_range) << text;
    EXPECT_EQ(status<Money>(text), ParseStatus::out_of_range) << text;
  }
  EXPECT_EQ(status<Money>(std::string(100'000, '9')), ParseStatus::out_of_range);
}

TEST(Decimal, WritesTheShortestExactText) {
  EXPECT_EQ(Decimal(12).to_string(), "12");
  EXPECT_EQ(Decimal::from_raw(12'500'000).to_string(), "12.5");
  EXPECT_EQ(Decimal::from_raw(-1).to_string(), "-0.000001");
  EXPECT_EQ(Money::from_raw(-5).to_string(), "-0.05");
  EXPECT_EQ(Money::from_raw(smallest).to_string(), "-92233720368547758.08");
}

TEST(Decimal, TextReadsBackAsTheSameNumber) {
  std::vector<std::int64_t> numbers{0,           1,        -1,          99,        100,
                                    101,         999'999,  1'000'000,   1'000'001, largest,
                                    largest - 1, smallest, smallest + 1};
  Random random(1);
  for (int i = 0; i < 1000; ++i)
    numbers.push_back(static_cast<std::int64_t>(random.next()) >> (i % 64));
  for (const std::int64_t number : numbers) {
    EXPECT_EQ(raw<Decimal>(Decimal::from_raw(number).to_string()), number);
    EXPECT_EQ(raw<Money>(Money::from_raw(number).to_string()), number);
  }
}

TEST(Decimal, SumsAreExact) {
  Decimal sum;
  for (int i = 0; i < 10; ++i) sum += Decimal::from_raw(100'000);
  EXPECT_EQ(sum, Decimal(1));
  EXPECT_EQ(Money(1) - Money::from_raw(1), Money::from_raw(99));
  EXPECT_EQ(-Money(3), Money(-3));
  EXPECT_LT(Money(-3), Money(2));
}

TEST(Decimal, SumsThrowInsteadOfWrapping) {
  EXPECT_EQ((Money::from_raw(largest) + Money::from_raw(0)).raw(), largest);
  EXPECT_THROW((void)(Money::from_raw(largest) + Money::from_raw(1)), OverflowError);
  EXPECT_THROW((void)(Money::from_raw(smallest) - Money::from_raw(1)), OverflowError);
  EXPECT_THROW((void)(-Decimal::from_raw(smallest)), OverflowError);
  EXPECT_THROW((void)(Money::from_raw(largest) + Money::from_raw(1)), std::overflow_error);
}

TEST(Decimal, TheNearestToADoubleIsHalfAwayFromZero) {
  EXPECT_EQ(Money::nearest(0.125).raw(), 13);
  EXPECT_EQ(Money::nearest(-0.125).raw(), -13);
  EXPECT_EQ(Decimal::nearest(0.1), Decimal::from_raw(100'000));
}

TEST(Decimal, NoDoubleBeyondItsRangeHasANearest) {
  for (const double value : {1e30, -1e30, std::numeric_limits<double>::infinity(),
                             std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_THROW((void)Decimal::nearest(value), OverflowError) << value;
  }
}

}  // namespace
}  // namespace qsmo
