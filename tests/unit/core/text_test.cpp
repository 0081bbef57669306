#include "core/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace qsmo::detail {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Utf8Case {
  std::string text;
  std::size_t first_bad;  // text.size(): none
};

TEST(Utf8, IsJudgedAsTheUnicodeStandardDoes) {
  using namespace std::string_literals;
  const Utf8Case cases[] = {
      {"", 0},
      {"abc", 3},
      {"\x00\x7f"s, 2},
      {"\xc2\x80\xdf\xbf", 4},
      {"\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\xef\xbf\xbf", 12},
      {"\xf0\x90\x80\x80\xf4\x8f\xbf\xbf", 8},
      // Overlong forms.
      {"\xc0\x80", 0},
      {"\xc1\xbf", 0},
      {"\xe0\x80\x80", 0},
      {"\xe0\x9f\xbf", 0},
      {"\xf0\x80\x80\x80", 0},
      {"\xf0\x8f\xbf\xbf", 0},
      // Surrogates, and beyond the last character.
      {"\xed\xa0\x80", 0},
      {"\xed\xbf\xbf", 0},
      {"\xf4\x90\x80\x80", 0},
      {"\xf5\x80\x80\x80", 0},
      {"\xff", 0},
      {"\xfe", 0},
      // Truncated, and continuations without a beginning.
      {"a\xc2", 1},
      {"a\xe2\x82", 1},
      {"a\xf0\x9f\x9a", 1},
      {"\x80", 0},
      {"ab\xbf", 2},
      {"\xc2"
       "a",
       0},
      {"\xe2\x28\xa1", 0},
      {"\xf0\x28\x8c\xbc", 0},
      {"\xf0\x90\x28\xbc", 0},
      {"\xf0\x90\x8c\x28", 0},
      {"\xc3\xa9\xc3", 2},
  };
  for (const Utf8Case& c : cases) {
    EXPECT_EQ(first_non_utf8(c.text), c.first_bad) << testing::PrintToString(c.text);
    EXPECT_EQ(is_utf8(c.text), c.first_bad == c.text.size()) << testing::PrintToString(c.text);
  }
}

TEST(Utf8, EveryByteAfterACharacterIsReadOnItsOwn) {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text{'a', static_cast<char>(byte)};
    EXPECT_EQ(is_utf8(text), byte < 0x80) << byte;
  }
}

TEST(PrintableLength, IsThatOfTheCharacterUnlessItControls) {
  EXPECT_EQ(printable_length("a"), 1U);
  EXPECT_EQ(printable_length("\xc3\xa9x"), 2U);
  EXPECT_EQ(printable_length("\xe2\x82\xac"), 3U);
  EXPECT_EQ(printable_length("\xf0\x9f\x9a\x80"), 4U);
  EXPECT_EQ(printable_length("\xc2\xa0"), 2U);
  for (const char* control : {"", "\x1f", "\x7f", "\xc2\x80", "\xc2\x9f", "\xff", "\xc3"})
    EXPECT_EQ(printable_length(control), 0U);
}

TEST(Characters, AreNotBytes) {
  EXPECT_EQ(characters(""), 0U);
  EXPECT_EQ(characters("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x9a\x80"), 4U);
}

TEST(Trimmed, LosesBlanksAtBothEnds) {
  EXPECT_EQ(trimmed(" \ta b\t "), "a b");
  EXPECT_EQ(trimmed(" \t "), "");
  EXPECT_EQ(trimmed("a\n"), "a\n");
}

TEST(Split, GivesTrimmedParts) {
  EXPECT_THAT(split("a | b|c ", '|'), ElementsAre("a", "b", "c"));
  EXPECT_THAT(split("a", '|'), ElementsAre("a"));
  EXPECT_THAT(split("a||", '|'), ElementsAre("a", "", ""));
  EXPECT_THAT(split("", '|'), IsEmpty());
  EXPECT_THAT(split("  ", '|'), IsEmpty());
}

TEST(Shortened, HasAtMostEightyBytes) {
  EXPECT_EQ(shortened(std::string(80, 'a')), std::string(80, 'a'));
  EXPECT_EQ(shortened(std::string(81, 'a')), std::string(77, 'a') + "...");
}

TEST(Shortened, CutsBetweenCharacters) {
  std::string text;
  for (int i = 0; i < 30; ++i) text += "\xe2\x82\xac";
  for (int lead = 0; lead < 4; ++lead) {
    const std::string cut = shortened(std::string(static_cast<std::size_t>(lead), 'a') + text);
    EXPECT_TRUE(is_utf8(cut)) << lead;
    EXPECT_LE(cut.size(), 80U);
    EXPECT_GE(cut.size(), 75U);
  }
}

TEST(PointerStep, EscapesAsRfc6901Says) {
  EXPECT_EQ(pointer_step("plain"), "plain");
  EXPECT_EQ(pointer_step("a/b~c~1"), "a~1b~0c~01");
}

TEST(Formula, BeginsWithWhatASpreadsheetRuns) {
  for (const char* text : {"=1", "+1", "-1", "@x", "\tx", "\rx"})
    EXPECT_TRUE(looks_like_formula(text)) << text;
  for (const char* text : {"", "a=1", " =1", "'=1", "1-2"})
    EXPECT_FALSE(looks_like_formula(text)) << text;
}

TEST(Formula, NeedsAnApostropheHoweverManyItHas) {
  for (const char* text : {"=1", "'=1", "'''-x", "@"}) EXPECT_TRUE(needs_apostrophe(text)) << text;
  for (const char* text : {"", "'", "''", "'a=1", "a", "' =1"})
    EXPECT_FALSE(needs_apostrophe(text)) << text;
}

}  // namespace
}  // namespace qsmo::detail
