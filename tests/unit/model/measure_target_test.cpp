#include "qsmo/model/measure_target.hpp"

#include <gtest/gtest.h>

#include "qsmo/core/error.hpp"

namespace qsmo {
namespace {

constexpr const char* no_direction = "a target that begins with >=, <= or =";
constexpr const char* no_number =
    "a plain number of at most 6 places, from 0 to 1000000000, after the direction";
constexpr const char* no_unit = "% or a unit of letters after the number";

MeasureTarget target(Direction direction, Decimal number, std::string unit) {
  return {direction, number, std::move(unit)};
}

Fault fault_of(std::string_view text) {
  try {
    (void)parse_target(text);
  } catch (const InputError& error) {
    EXPECT_EQ(error.faults().size(), 1u);
    return error.faults().front();
  }
  ADD_FAILURE() << "accepted: " << text;
  return {};
}

TEST(ParseTarget, ReadsDirectionNumberAndUnit) {
  EXPECT_EQ(parse_target(">=98%"), target(Direction::at_least, 98, "percent"));
  EXPECT_EQ(parse_target("<=60 days"), target(Direction::at_most, 60, "days"));
  EXPECT_EQ(parse_target("=100%"), target(Direction::equal, 100, "percent"));
  EXPECT_EQ(parse_target(">=4.5 score"),
            target(Direction::at_least, Decimal::from_raw(4'500'000), "score"));
  EXPECT_EQ(parse_target("<=0.000001 USD/unit"),
            target(Direction::at_most, Decimal::from_raw(1), "USD/unit"));
  EXPECT_EQ(parse_target(">=1000000000"), target(Direction::at_least, 1'000'000'000, ""));
}

TEST(ParseTarget, PassesOverBlanksBetweenTheParts) {
  EXPECT_EQ(parse_target("  >= 98 % "), parse_target(">=98%"));
  EXPECT_EQ(parse_target("<= 60days"), parse_target("<=60 days"));
}

TEST(ParseTarget, TakesZeroForEqualToNothing) {
  EXPECT_EQ(parse_target("Zero"), target(Direction::equal, 0, ""));
  EXPECT_EQ(parse_target("zero"), parse_target("=0"));
}

TEST(ParseTarget, TakesWhatIsToBeDecidedForNoTarget) {
  for (const char* text :
       {"TBD by Service Customer", "TBD by QSMO", "TBD", "tbd later", "", "  ", "none", "None"}) {
    EXPECT_EQ(parse_target(text), MeasureTarget{}) << text;
  }
}

TEST(ParseTarget, RefusesATextWithoutDirection) {
  for (const char* text :
       {"98", "98%", "5 %", ">98%", "<2%", "~98%", "at least 98%", "tbdx", "zeroes", "-1"}) {
    EXPECT_EQ(fault_of(text).expected, no_direction) << text;
    EXPECT_EQ(fault_of(text).value, text);
    EXPECT_EQ(fault_of(text).suggestion, "") << text;
  }
}

TEST(ParseTarget, RefusesWhatIsNoPlainNumber) {
  for (const char* text :
       {">=", ">= ", ">=%", ">=-1%", ">=+1%", ">=.5%", ">=5.%", ">=1.2.3%", ">=0.0000001%",
        ">=1000000000.1", ">=99999999999999999999%", ">=days", ">==98%", ">=,5"}) {
    EXPECT_EQ(fault_of(text).expected, no_number) << text;
  }
}

TEST(ParseTarget, RefusesWhatIsNoUnit) {
  for (const char* text : {">=1e9%", ">=1e9", ">=98%%", ">=98 %days", ">=98 <=99", ">=98,5%",
                           ">=98 \xe2\x82\xac", ">=98%>=", ">=1E5 days"}) {
    EXPECT_EQ(fault_of(text).expected, no_unit) << text;
  }
}

TEST(ParseTarget, SuggestsWhatWasProbablyMeant) {
  EXPECT_EQ(fault_of("\xe2\x89\xa5"
                     "98%")
                .suggestion,
            ">=98%");
  EXPECT_EQ(fault_of("\xe2\x89\xa4 60 days").suggestion, "<= 60 days");
  EXPECT_EQ(fault_of("98%>=").suggestion, ">=98%");
  EXPECT_EQ(fault_of("60 days <=").suggestion, "<=60 days");
  EXPECT_EQ(fault_of("=>98%").suggestion, ">=98%");
  EXPECT_EQ(fault_of("==98%").suggestion, "=98%");
  EXPECT_EQ(fault_of("\xe2\x89\xa5").suggestion, "");
}

TEST(ParseTarget, NamesAtMostTheBeginningOfALongText) {
  EXPECT_LE(fault_of(std::string(1000, 'x')).value.size(), 83u);
}

}  // namespace
}  // namespace qsmo
