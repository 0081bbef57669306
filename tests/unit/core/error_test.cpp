#include "qsmo/core/error.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace qsmo {
namespace {

TEST(Fault, TellsPlaceValueAndExpectationOnOneLine) {
  const Fault fault{"a.json", 3, "/agencies/0/parent", "USDO", "the id of an agency", "USDA"};
  EXPECT_EQ(to_string(fault), "a.json:3: /agencies/0/parent: \"USDO\": expected the id of an "
                              "agency; did you mean \"USDA\"?");
}

TEST(Fault, LeavesOutWhatItDoesNotKnow) {
  EXPECT_EQ(to_string(Fault{"", 7, "", "", "a number", ""}), "expected a number");
  EXPECT_EQ(to_string(Fault{"a.json", 0, "", "", "a number", ""}), "a.json: expected a number");
}

TEST(Fault, EscapesControlCharactersInEveryPart) {
  const std::string text = to_string(Fault{"a\nb", 1, "/x\x1b[2J", "\x07\x7f\t", "e\rf", "g\x01"});
  EXPECT_EQ(
      text,
      "a\\x0ab:1: /x\\x1b[2J: \"\\x07\\x7f\\x09\": expected e\\x0df; did you mean \"g\\x01\"?");
}

TEST(Fault, EscapesControlCharactersThatTakeTwoBytes) {
  EXPECT_EQ(to_string(Fault{"", 0, "",
                            "\xc2\x9b"
                            "2J\xc2\x85\xc2\xa0",
                            "x", ""}),
            "\"\\xc2\\x9b2J\\xc2\\x85\xc2\xa0\": expected x");
}

TEST(Fault, EscapesBytesThatAreNoText) {
  EXPECT_EQ(to_string(Fault{"\xff", 0, "", "a\xc3", "\xed\xa0\x80", ""}),
            "\\xff: \"a\\xc3\": expected \\xed\\xa0\\x80");
}

TEST(Fault, LeavesOtherLettersAsTheyAre) {
  const std::string text = "\xc3\xa9 \xe2\x82\xac \xf0\x9f\x9a\x80";
  EXPECT_EQ(to_string(Fault{"", 0, "", text, "x", ""}), "\"" + text + "\": expected x");
}

TEST(InputError, CarriesEveryFaultAndShowsTheFirstTen) {
  const std::vector<Fault> faults(12, Fault{"", 0, "/x", "", "y", ""});
  const InputError error(faults);
  EXPECT_EQ(error.faults(), faults);
  const std::string what = error.what();
  EXPECT_EQ(what.rfind("12 faults\n", 0), 0U);
  EXPECT_NE(what.find("and 2 more"), std::string::npos);
  EXPECT_STREQ(InputError({faults[0]}).what(), "1 fault\n  /x: expected y");
}

TEST(Errors, AreBothQsmosAndTheStandardLibrarys) {
  EXPECT_THROW(throw InputError({}), std::invalid_argument);
  EXPECT_THROW(throw InputError({}), Error);
  EXPECT_THROW(throw IoError("p", "r"), std::runtime_error);
  EXPECT_THROW(throw UnknownNameError("agency", "x", ""), std::out_of_range);
  EXPECT_THROW(throw OverflowError("x"), std::overflow_error);
}

TEST(Errors, CarryTheirDataAndTellThemInPrint) {
  const UnknownNameError unknown("agency", "US\nDO", "USDA");
  EXPECT_EQ(unknown.name(), "US\nDO");
  EXPECT_EQ(unknown.suggestion(), "USDA");
  EXPECT_STREQ(unknown.what(), "no agency \"US\\x0aDO\"; did you mean \"USDA\"?");
  const IoError io("a\x1b", "no\nway");
  EXPECT_EQ(io.path(), "a\x1b");
  EXPECT_STREQ(io.what(), "a\\x1b: no\\x0away");
}

TEST(NearestName, IsFoundForASlip) {
  EXPECT_EQ(nearest_name("parnet", {"periods", "parent"}), "parent");
  EXPECT_EQ(nearest_name("agencys", {"agencies", "areas"}), "agencies");
  EXPECT_EQ(nearest_name("usDA", {"DOI", "USDA"}), "USDA");
  EXPECT_EQ(nearest_name("payrol", {"payroll"}), "payroll");
}

TEST(NearestName, IsNoneForAnotherWord) {
  EXPECT_EQ(nearest_name("payroll", {"ledger", "grants"}), "");
  EXPECT_EQ(nearest_name("payroll", {}), "");
  EXPECT_EQ(nearest_name(std::string(201, 'a'), {std::string_view("a")}), "");
}

TEST(NearestName, AllowsOneSlipInShortNames) {
  EXPECT_EQ(nearest_name("w2", {"w1"}), "w1");
  EXPECT_EQ(nearest_name("w2", {"x1"}), "");
  EXPECT_EQ(nearest_name("wf", {"fw"}), "fw");
}

TEST(NearestName, TiesGoToTheFirst) {
  EXPECT_EQ(nearest_name("w3", {"w1", "w2"}), "w1");
  EXPECT_EQ(nearest_name("w3", {"w2", "w1"}), "w2");
}

TEST(NearestName, ANameThatIsRightButForCaseIsAlwaysNear) {
  EXPECT_EQ(nearest_name("usda", {"DOI", "USDA"}), "USDA");
}

TEST(NearestName, LetterCaseCountsHalfASlip) {
  EXPECT_EQ(nearest_name("abc", {"abd", "ABc", "Abc"}), "Abc");
}

}  // namespace
}  // namespace qsmo
