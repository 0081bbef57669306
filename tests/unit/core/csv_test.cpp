#include "core/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace qsmo::detail {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Cells = std::vector<std::string>;

std::vector<Cells> cells(std::string_view text, char separator = ',') {
  const CsvText csv = parse_csv(text, separator);
  EXPECT_TRUE(csv.faults.empty()) << text;
  std::vector<Cells> out;
  for (const CsvRow& row : csv.rows) out.push_back(row.cells);
  return out;
}

std::vector<std::size_t> lines(std::string_view text) {
  std::vector<std::size_t> out;
  for (const CsvRow& row : parse_csv(text).rows) out.push_back(row.line);
  return out;
}

TEST(Csv, SplitsRowsIntoCells) {
  EXPECT_THAT(cells("a,b\n1,2\n"), ElementsAre(Cells{"a", "b"}, Cells{"1", "2"}));
  EXPECT_THAT(cells("a,b\n1,2"), ElementsAre(Cells{"a", "b"}, Cells{"1", "2"}));
  EXPECT_THAT(cells(",a,\n"), ElementsAre(Cells{"", "a", ""}));
  EXPECT_THAT(cells("a,"), ElementsAre(Cells{"a", ""}));
  EXPECT_THAT(cells(" a , b "), ElementsAre(Cells{" a ", " b "}));
}

TEST(Csv, AnEmptyTextHasNoRows) {
  EXPECT_THAT(cells(""), IsEmpty());
  EXPECT_THAT(cells("\n\r\n\r"), IsEmpty());
  EXPECT_THAT(cells("\xef\xbb\xbf"), IsEmpty());
}

TEST(Csv, QuotedCellsHoldSeparatorsQuotesAndLines) {
  EXPECT_THAT(cells("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"\"\n"),
              ElementsAre(Cells{"a,b", "say \"hi\"", "two\nlines", ""}));
  EXPECT_THAT(cells("\"\"\"\"\n"), ElementsAre(Cells{"\""}));
}

TEST(Csv, QuotesInsideAPlainCellAreText) {
  EXPECT_THAT(cells("a\"b,c\n"), ElementsAre(Cells{"a\"b", "c"}));
}

TEST(Csv, AllLineEndsCount) {
  EXPECT_THAT(cells("a\r\nb\nc\rd"), ElementsAre(Cells{"a"}, Cells{"b"}, Cells{"c"}, Cells{"d"}));
  EXPECT_THAT(lines("a\r\nb\nc\rd"), ElementsAre(1, 2, 3, 4));
}

TEST(Csv, AByteOrderMarkIsSkipped) {
  EXPECT_THAT(cells("\xef\xbb\xbf"
                    "a,b\n"),
              ElementsAre(Cells{"a", "b"}));
}

TEST(Csv, RowsWithoutTextAreSkippedButCounted) {
  EXPECT_THAT(cells("a,b\n\n,\n1,2\n"), ElementsAre(Cells{"a", "b"}, Cells{"1", "2"}));
  EXPECT_THAT(lines("a,b\n\n,\n1,2\n"), ElementsAre(1, 4));
}

TEST(Csv, RowsKnowTheLineOfTheirFirstCell) {
  EXPECT_THAT(lines("a\n\"x\ny\nz\",1\nb\n"), ElementsAre(1, 2, 5));
}

TEST(Csv, RaggedRowsStayAsTheyAre) {
  EXPECT_THAT(cells("a,b\n1\n1,2,3\n"),
              ElementsAre(Cells{"a", "b"}, Cells{"1"}, Cells{"1", "2", "3"}));
}

TEST(Csv, AnUnclosedQuoteIsAFaultWhereItOpens) {
  const CsvText csv = parse_csv("a,b\n1,\"open\n2,3\n");
  ASSERT_EQ(csv.faults.size(), 1U);
  EXPECT_EQ(csv.faults[0].line, 2U);
  EXPECT_EQ(csv.faults[0].expected, "a closing quote");
}

TEST(Csv, TextBehindAClosingQuoteIsAFault) {
  const CsvText csv = parse_csv("a\n\"x\"y,\"z\"\n");
  ASSERT_EQ(csv.faults.size(), 1U);
  EXPECT_EQ(csv.faults[0].line, 2U);
}

TEST(Csv, TheSeparatorMayBeAnother) {
  EXPECT_THAT(cells("a;b,c\n", ';'), ElementsAre(Cells{"a", "b,c"}));
}

TEST(CsvCell, ReadsBackAsTheSameText) {
  for (const std::string text :
       {"plain", "a,b", "say \"hi\"", "two\nlines", "c\r", " blank", "blank ", "\"", ",", "\t"}) {
    EXPECT_THAT(cells("x," + csv_cell(text) + "\n"), ElementsAre(Cells{"x", text}));
  }
  EXPECT_EQ(csv_cell("plain"), "plain");
}

}  // namespace
}  // namespace qsmo::detail
