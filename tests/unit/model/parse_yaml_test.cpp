#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "model/document.hpp"
#include "qsmo/model/scenario_json.hpp"
#include "unit/model/full_scenario.hpp"

namespace qsmo::detail {
namespace {

using ::testing::AnyOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// The tree as JSON without blanks.
std::string shown_whole(const Value& value) {
  std::string out;
  switch (value.kind) {
  case Value::Kind::array:
    for (const Value& item : value.items) out += (out.empty() ? "" : ",") + shown_whole(item);
    return "[" + out + "]";
  case Value::Kind::object:
    for (const Value::Member& member : value.members)
      out += (out.empty() ? "\"" : ",\"") + member.key + "\":" + shown_whole(member.value);
    return "{" + out + "}";
  case Value::Kind::string:
    return "\"" + value.text + "\"";
  default:
    return value.text;
  }
}

/// `text@line` of every leaf, in the order of the file.
void note_lines(const Value& value, std::vector<std::string>& out) {
  if (value.kind != Value::Kind::array && value.kind != Value::Kind::object)
    out.push_back(value.text + "@" + std::to_string(value.line));
  for (const Value& item : value.items) note_lines(item, out);
  for (const Value::Member& member : value.members) note_lines(member.value, out);
}

std::vector<std::string> lines(std::string_view text) {
  std::vector<std::string> out;
  note_lines(parse_yaml(text, "s.yaml").root, out);
  return out;
}

std::string tree(std::string_view text) {
  const Document document = parse_yaml(text, "s.yaml");
  EXPECT_THAT(document.faults, IsEmpty()) << text << "\n" << to_string(document.faults.front());
  EXPECT_EQ(document.name, "s.yaml");
  EXPECT_FALSE(document.csv);
  return shown_whole(document.root);
}

/// The kind of a value, for tables of scalars.
std::string kind(std::string_view scalar) {
  const Document document = parse_yaml("a: " + std::string(scalar), "s.yaml");
  EXPECT_THAT(document.faults, IsEmpty()) << scalar;
  const Value* value = document.root.find("a");
  return value == nullptr ? "nothing" : std::string(kind_name(value->kind)) + " " + value->text;
}

struct Case {
  std::string text;
  std::string place;  // `line pointer`
  std::string expected;
};

void expect_one_fault(const Case& c) {
  const Document document = parse_yaml(c.text, "s.yaml");
  const std::string text = c.text.substr(0, 200);
  ASSERT_THAT(document.faults, SizeIs(1)) << text;
  const Fault& fault = document.faults[0];
  EXPECT_EQ(std::to_string(fault.line) + " " + fault.pointer, c.place) << text;
  EXPECT_THAT(fault.expected, HasSubstr(c.expected)) << text;
  EXPECT_EQ(fault.file, "s.yaml");
}

void expect_same(const Value& a, const Value& b) {
  EXPECT_EQ(a.kind, b.kind) << a.line;
  EXPECT_EQ(a.line, b.line) << a.text;
  EXPECT_EQ(a.text, b.text) << a.line;
  ASSERT_EQ(a.items.size(), b.items.size()) << a.line;
  ASSERT_EQ(a.members.size(), b.members.size()) << a.line;
  for (std::size_t i = 0; i < a.items.size(); ++i) expect_same(a.items[i], b.items[i]);
  for (std::size_t i = 0; i < a.members.size(); ++i) {
    EXPECT_EQ(a.members[i].key, b.members[i].key) << a.members[i].line;
    EXPECT_EQ(a.members[i].line, b.members[i].line) << a.members[i].key;
    expect_same(a.members[i].value, b.members[i].value);
  }
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

TEST(ParseYaml, ReadsListsAndObjectsInEitherStyle) {
  EXPECT_EQ(tree("a: 1\nb:\n- x\n- y: [1, {z: true}]\n  w: {}\nc:\n  - []\n"),
            R"({"a":1,"b":["x",{"y":[1,{"z":true}],"w":{}}],"c":[[]]})");
  EXPECT_EQ(tree("- - 1\n  - 2\n- 3"), "[[1,2],3]");
  EXPECT_EQ(tree("a: {b, c: 1, }"), R"({"a":{"b":null,"c":1}})");
  EXPECT_EQ(tree("[a: 1, b]"), R"([{"a":1},"b"])");
  EXPECT_EQ(tree("5"), "5");
}

TEST(ParseYaml, ReadsJsonToTheSameTree) {
  const std::string text = to_json(full::scenario());
  const Document yaml = parse_yaml(text, "s"), json = parse_json(text, "s");
  EXPECT_THAT(yaml.faults, IsEmpty());
  ASSERT_THAT(json.root.members, SizeIs(testing::Gt(10)));
  expect_same(yaml.root, json.root);
}

TEST(ParseYaml, OnlyTrueAndFalseAreBooleans) {
  for (const char* word : {"true", "false"})
    EXPECT_EQ(kind(word), std::string("a boolean ") + word);
  for (const char* word : {"yes", "no", "on", "off", "y", "n", "NO", "No", "True", "TRUE", "False"})
    EXPECT_EQ(kind(word), std::string("a string ") + word);
}

TEST(ParseYaml, NumbersAreThoseOfJsonWithTheirTextAsWritten) {
  for (const char* number : {"0", "-0", "7", "-12", "1.50", "0.000001", "1e2", "1E+2", "-1.5e-10",
                             "99999999999999999999", "999999999.123457", "1e400"}) {
    EXPECT_EQ(kind(number), std::string("a number ") + number);
  }
  for (const char* text : {"+5",    "05",   "010",     "00",         "-01",
                           ".5",    "5.",   "-a",      "1.e5",       "1e",
                           "1e+",   "0x1F", "0o17",    "0b1",        "1_000",
                           "1,000", ".inf", "-.inf",   ".nan",       "NaN",
                           "inf",   "1:30", "2020-10", "2020-10-15", "2020-10-15T10:00:00Z",
                           "1.2.3", "1 2",  "1.5USD",  "--1",        "1-"}) {
    EXPECT_EQ(kind(text), std::string("a string ") + text);
  }
}

TEST(ParseYaml, NullIsAWordATildeOrNothing) {
  for (const char* word : {"null", "~", "", "# c", "&x", "&x null", "&x # c\n  ~", "null # c"})
    EXPECT_EQ(kind(word), "null null") << word;
  for (const char* word : {"Null", "NULL", "nullable", "null#x", "~x", "null a", "none"})
    EXPECT_EQ(kind(word), std::string("a string ") + word);
  EXPECT_EQ(tree("a:\nNULL b: 1\nc:\nNullable: 2\nd:\nNULL#: 3"),
            R"({"a":null,"NULL b":1,"c":null,"Nullable":2,"d":null,"NULL#":3})");
  EXPECT_EQ(tree("[&x, NULL]"), R"([null,"NULL"])");
  EXPECT_EQ(tree("[null, NULL, ~]"), R"([null,"NULL",null])");
}

TEST(ParseYaml, QuotedAndBlockScalarsAreStrings) {
  for (const char* quoted : {"'true'", "\"true\""}) EXPECT_EQ(kind(quoted), "a string true");
  EXPECT_EQ(kind("'12'"), "a string 12");
  EXPECT_EQ(kind("\"null\""), "a string null");
  EXPECT_EQ(kind("''"), "a string ");
  EXPECT_EQ(kind("'it''s \\n'"), "a string it's \\n");
  EXPECT_EQ(kind("\"\\u00e9\\n\\x41\""), "a string \u00e9\nA");
  EXPECT_EQ(kind("|\n  12\n"), "a string 12\n");
  EXPECT_EQ(kind(">-\n  a\n  b\n"), "a string a b");
  EXPECT_EQ(kind("&x '1'"), "a string 1");
}

TEST(ParseYaml, KeysAreTextAsWritten) {
  EXPECT_EQ(tree("1: a\ntrue: b\n2020-10: c\n'': d\n'<<': e\n\"null\": f\n? g\n: h"),
            R"({"1":"a","true":"b","2020-10":"c","":"d","<<":"e","null":"f","g":"h"})");
}

TEST(ParseYaml, EveryValueAndKeyHasItsLine) {
  EXPECT_THAT(
      lines("a: 1\n\n# c\nb:\n  - x\n  - |\n    y\n    z\n  - 'p\n    q'\nc: {d: 2,\n e: 3}"),
      ElementsAre("1@1", "x@5", "y\nz\n@6", "p q@9", "2@11", "3@12"));
  EXPECT_THAT(lines("a: 1\r\nb: |\r\n  x\r\nc: 3\r\n"), ElementsAre("1@1", "x\n@2", "3@4"));
  const Document document = parse_yaml("\na:\n  b:\n    - c: 1\n", "s.yaml");
  const Value::Member& a = document.root.members.at(0);
  const Value::Member& b = a.value.members.at(0);
  EXPECT_EQ(document.root.line, 2U);
  EXPECT_EQ(a.line, 2U);
  EXPECT_EQ(a.value.line, 3U);
  EXPECT_EQ(b.line, 3U);
  EXPECT_EQ(b.value.line, 4U);
  EXPECT_EQ(b.value.items.at(0).line, 4U);
}

TEST(ParseYaml, AnAbsentValueStandsOnTheLineOfItsKeyOrDash) {
  EXPECT_THAT(lines("a:\nb:\n\n\nc:\n  null\nd: # c\n\n"),
              ElementsAre("null@1", "null@2", "null@6", "null@7"));
  EXPECT_THAT(lines("-\n# c\n\n-  # d\n-\n\n"), ElementsAre("null@1", "null@4", "null@5"));
  EXPECT_THAT(lines("a:\n- -\n  -\n-\n# c\nb: {c: ,\n d}"),
              ElementsAre("null@2", "null@3", "null@4", "null@6", "null@7"));
  EXPECT_THAT(lines("a:\nnull b: 1"), ElementsAre("null@1", "1@2"));
}

TEST(ParseYaml, ByteOrderMarksAreSkipped) {
  EXPECT_EQ(tree("\xef\xbb\xbf\x61: 1"), R"({"a":1})");
  EXPECT_EQ(tree("\xef\xbb\xbf\xef\xbb\xbf- &a NULL\n- *a"), R"(["NULL","NULL"])");
  EXPECT_EQ(tree("\xef\xbc\x81: 1"), "{\"\xef\xbc\x81\":1}");
}

TEST(ParseYaml, OneDocumentMayBeMarked) {
  EXPECT_EQ(tree("%YAML 1.2\n---\na: 1\n...\n# c\n"), R"({"a":1})");
  for (const std::string text :
       {"a: 1\n---\nb: 2", "[1]\n---", "a: 1\n--- # c\n", "- 1\na: 1", "a: 1\n...\nb: 1"}) {
    const auto line = text.find("b: 1") == std::string::npos ? "2 " : "3 ";
    expect_one_fault({text, line, "one document, and nothing after it"});
  }
  expect_one_fault({"[1] x", "1 ", "nothing after it"});
  expect_one_fault({"\"a\" \"b\"", "1 ", "nothing after it"});
  expect_one_fault({",", "1 ", "nothing after it"});
  expect_one_fault({"{}\n]", "2 ", "YAML"});
}

TEST(ParseYaml, DirectivesAreRefusedButForTheVersion) {
  for (const char* text : {"%YAML 1.2\n---\na: 1", "%YAML 1.2\r\n---\r\na: 1\r\n"})
    EXPECT_EQ(tree(text), R"({"a":1})");
  for (const char* text : {"%YAML 1.1\n---\na: 1", "%YAML 1.20\n---\na: 1", "%TAG ! tag:x\n---\na",
                           "%x\n---\na: 1", "%"}) {
    expect_one_fault({text, "1 ", "no line that begins with % (a directive)"});
  }
  expect_one_fault({"a: 1\n%b: 2\n", "2 ", "no line that begins with % (a directive)"});
  expect_one_fault({"# c\n%YAML 1.2\n---\na", "2 ", "no line that begins with % (a directive)"});
  EXPECT_EQ(tree("a: b%\n  %c"), R"({"a":"b% %c"})");
}

TEST(ParseYaml, AKeyInABlockHasAColon) {
  expect_one_fault({"a: 1\nb", "2 /b", "a colon after the key"});
  expect_one_fault({"a: 1\nb:\n  c: 2\n  d\n", "4 /b/d", "a colon after the key"});
  expect_one_fault({"a:\n  b: 1\n  'c' # d", "3 /a/c", "a colon after the key"});
  EXPECT_EQ(tree("a: 1\n? b"), R"({"a":1,"b":null})");
}

TEST(ParseYaml, EmptyInputIsAFaultLikeThatOfJson) {
  for (const char* text : {"", "\n\n", "\xef\xbb\xbf", "  \n# c", "%YAML 1.2\n", "\r\n"}) {
    const Document yaml = parse_yaml(text, "s.yaml");
    EXPECT_EQ(yaml.root.kind, Value::Kind::null);
    const Document json = parse_json(text, "s.yaml");
    ASSERT_THAT(yaml.faults, SizeIs(1));
    ASSERT_THAT(json.faults, SizeIs(1));
    EXPECT_EQ(yaml.faults[0].pointer, json.faults[0].pointer);
    EXPECT_EQ(yaml.faults[0].expected, "YAML; the input is empty");
  }
  expect_one_fault({"", "1 ", "YAML; the input is empty"});
  expect_one_fault({"\n\n", "3 ", "YAML; the input is empty"});
}

TEST(ParseYaml, KeysStandOnceInAnObject) {
  expect_one_fault({"a: 1\nb:\n  - c: 1\n    d: 2\n    'c': 3\n", "5 /b/0/c", "each key once"});
  expect_one_fault({"a/b: 1\na/b: 2", "2 /a~1b", "each key once in an object"});
  EXPECT_EQ(tree("a: {x: 1}\nb: {x: 1, X: 2}"), R"({"a":{"x":1},"b":{"x":1,"X":2}})");
}

TEST(ParseYaml, ARepeatedKeyDoesNotEndTheReading) {
  const Document document = parse_yaml("a: 1\na: 2\nb: 3\nb: 4\nc: ]", "s.yaml");
  ASSERT_THAT(document.faults, SizeIs(3));
  EXPECT_EQ(document.faults[0].line, 2U);
  EXPECT_EQ(document.faults[1].line, 4U);
  EXPECT_EQ(document.faults[2].pointer, "/c");
  EXPECT_EQ(shown_whole(document.root), R"({"a":1,"a":2,"b":3,"b":4,"c":})");
}

TEST(ParseYaml, KeysMustBeScalars) {
  for (const Case& c :
       {Case{"a:\n  ? [b]\n  : 1", "2 /a", "a key that is text"},
        Case{"a:\n  ? b: 1\n  : 1", "2 /a", "a key that is text"},
        Case{"{[1]: 2}", "1 ", "a key that is text"}, Case{"a: 1\n: b", "2 ", "a key that is text"},
        Case{"a: 1\n~: b", "2 ", "a key that is text"},
        Case{"a: 1\nnull: b", "2 ", "a key that is text"},
        Case{"a: {: 1}", "1 /a", "a key that is text"},
        Case{"a: {x: 1,, y: 2}", "1 /a", "a key that is text"},
        Case{"a: &x b\n*x : 1", "2 ", "not an alias"},
        Case{"a: 1\n&x b: 1", "2 ", "a key without an anchor"}}) {
    expect_one_fault(c);
  }
}

TEST(ParseYaml, AnUnclosedQuoteIsToldWhereItOpens) {
  for (const std::string open : {"'x", "\"x", "'", "\"", "'x''", "\"x\\\"", "&x 'y"}) {
    expect_one_fault({"a: 1\nb: " + open + "\n", "2 /b", "a closing quote"});
    expect_one_fault({"a: 1\nb: " + open + "\n\n  c\n", "2 /b", "a closing quote"});
  }
  expect_one_fault({"a: 'x\n\n'", "1 /a", "a closing quote behind the text"});
  expect_one_fault({"a: \"\n \n\"", "1 /a", "a closing quote behind the text"});
  EXPECT_EQ(tree("a: 'x\n  '\nb: \"\\\\\"\nc: ''''\nd: \"'\""),
            "{\"a\":\"x \",\"b\":\"\\\",\"c\":\"'\",\"d\":\"'\"}");
}

TEST(ParseYaml, AnUnclosedBracketIsToldWhereItOpens) {
  expect_one_fault({"- 1\n- {\"a\": 1,\n   \"b\": 2\n", "2 /1", "is a bracket not closed?"});
  expect_one_fault({"a:\n  b: {c: 1", "2 /a/b", "is a comma or a closing brace missing?"});
  expect_one_fault({"a: [1,\n 2\n", "3 /a/2", "is a comma or a closing bracket missing?"});
}

TEST(ParseYaml, MergeKeysAreRefused) {
  expect_one_fault({"a: &x {b: 1}\nc:\n  <<: *x\n", "3 /c", "merge keys (<<) are not read"});
  EXPECT_EQ(tree("a: <<"), R"({"a":"<<"})");
}

TEST(ParseYaml, TagsAreRefused) {
  for (const char* node :
       {"!!python/object:os.system x", "!foo x", "!!str x", "!!str", "! x", "!", "!!null",
        "!!int 5", "!foo [1]", "!foo {x: 1}", "!foo\n  - 1", "!<tag:x> 1", "!<?> 1", "&x !foo 1",
        "!foo &x 1", "&x # c\n    ! 1", "&x\n    !foo 1", "! 'x'", "&x ! [1]"}) {
    expect_one_fault({"a:\n  b: " + std::string(node), "2 /a/b", "a value without a tag (!)"});
  }
  expect_one_fault({"a: 1\n!foo b: 2", "2 ", "a value without a tag (!)"});
  expect_one_fault({"!foo a: 2", "1 ", "a value without a tag (!)"});
  expect_one_fault({"- !foo a: 2", "1 /0", "a value without a tag (!)"});
  expect_one_fault({"!", "1 ", "a value without a tag (!)"});
  EXPECT_EQ(tree("a: x!\nb!: &x '!'\nc: [d, &y e!]"), R"({"a":"x!","b!":"!","c":["d","e!"]})");
}

TEST(ParseYaml, TabsDoNotIndent) {
  for (const Case& c : {Case{"a:\n\tb: 1", "2 /a", "spaces for indentation, not tabs"},
                        Case{"a:\n \tb", "2 /a", "spaces for indentation, not tabs"},
                        Case{"a:\n\t- b", "2 /a", "spaces for indentation, not tabs"},
                        Case{"a:\n\t[b]", "2 /a", "spaces for indentation, not tabs"},
                        Case{"a:\n\tnull", "2 /a", "spaces for indentation, not tabs"},
                        Case{"\ta: 1", "1 ", "spaces for indentation, not tabs"},
                        Case{"a: |\n\tb", "2 /a", "spaces for indentation, not tabs"},
                        Case{"a: b\n\tc", "2 /a", "spaces for indentation, not tabs"}}) {
    expect_one_fault(c);
  }
  EXPECT_EQ(tree("a:\tb\nc: x\ty\t# d\n\t\ne: |\n  \tf\ng: {\n\th: 1,\n\ti: 2\n\t}"),
            "{\"a\":\"b\",\"c\":\"x\ty\",\"e\":\"\tf\n\",\"g\":{\"h\":1,\"i\":2}}");
}

TEST(ParseYaml, TextIsUtf8WithoutControlCharacters) {
  expect_one_fault({"a: 1\nb: \xff", "2 ", "text in UTF-8"});
  expect_one_fault({"a: \xc0\x80", "1 ", "text in UTF-8"});
  expect_one_fault({"\xff\xfe"
                    "a",
                    "1 ", "text in UTF-8"});
  expect_one_fault({std::string("a: 1\nb: \0c", 10), "2 ", "text without control characters"});
  expect_one_fault({std::string("\0a\0b", 4), "1 ", "text without control characters"});
  for (const char* bad : {"\x01", "\x04", "\x1b", "\x7f", "\xc2\x80", "\xc2\x85"}) {
    const std::string text = "a: 1\n# " + std::string(bad) + "\n";
    expect_one_fault({text, "2 ", "text without control characters"});
    EXPECT_EQ(parse_yaml(text, "s").faults[0].value, bad);
  }
  expect_one_fault({"a: 1\rb: 2", "1 ", "lines that end in LF or CRLF"});
}

TEST(ParseYaml, SyntaxFaultsHaveALineAndAHint) {
  for (const Case& c :
       {Case{"a: 1\n   b: 2", "2 ", "YAML; illegal map value (does a text with a colon need"},
        Case{"a: b: c", "1 ", "YAML; illegal map value"},
        Case{"a:\n  b: 1\n c: 2", "3 ", "YAML; end of map not found (is the line indented"},
        Case{"- a\n- c: ]", "2 /1/c", "YAML; illegal flow end"},
        Case{"a: 'x", "1 /a", "YAML; illegal EOF in scalar (is a closing quote missing?)"},
        Case{"a: \"\\q\"", "1 /a", "YAML; unknown escape character: q (single quotes"},
        Case{"a: \"\\\u00e9\"", "1 /a", "YAML; unknown escape character:  (single quotes"},
        Case{"a: \"\\ud83d\\ude00\"", "1 /a", "YAML; invalid unicode"},
        Case{"a: \"\\N\"", "1 /a", "no escape \\N or \\_"},
        Case{"a: @b", "1 /a", "YAML; unknown token (does the text need quotes?)"},
        Case{"a: - b", "1 /a", "YAML; illegal block entry (does the list begin on a line"},
        Case{"a: 1\nb: [1, 2", "2 /b/2", "YAML; end of sequence flow not found"},
        Case{"a: {\n\tb: 1]}", "2 /a", "YAML; illegal flow end"},
        Case{"a: [1}", "1 /a/0", "YAML; illegal flow end"},
        Case{"a: [1,, 2]", "1 /a/1", "a value before each comma"},
        Case{"a: &x &y 1", "1 /a", "YAML; cannot assign multiple anchors"}}) {
    expect_one_fault(c);
  }
}

TEST(ParseYaml, FaultsShowWhatStandsThere) {
  const auto value = [](std::string_view text) { return parse_yaml(text, "s").faults.at(0).value; };
  EXPECT_EQ(value("a: @b c\nd: 1"), "@b c");
  EXPECT_EQ(value("a: *x"), "*x");
  EXPECT_EQ(value("a: !!str x"), "!!str x");
  EXPECT_EQ(value("a: *" + repeated("\u00e9", 20)), "*" + repeated("\u00e9", 9));
  EXPECT_THAT(value("a: 1\n? " + repeated("x", 500) + "\n? " + repeated("x", 500)), SizeIs(80));
}

TEST(ParseYaml, AliasesAreCopiedWithTheLinesOfTheirAnchors) {
  EXPECT_EQ(tree("a: &x {b: [1, &y c]}\nd: [*x, *y]\ne: *x"),
            R"({"a":{"b":[1,"c"]},"d":[{"b":[1,"c"]},"c"],"e":{"b":[1,"c"]}})");
  EXPECT_THAT(lines("a: &x\n  b: 1\nc: *x\nd: 2"), ElementsAre("1@2", "1@2", "2@4"));
  EXPECT_EQ(tree("[&a [1], *a, *a, *a, *a, *a, &b 2, *b, *a]"),
            "[[1],[1],[1],[1],[1],[1],2,2,[1]]");
  EXPECT_EQ(tree("a: &x\nb: *x\nc: &x 1\nd: *x"), R"({"a":null,"b":null,"c":1,"d":1})");
  EXPECT_EQ(tree("- &x a\n- *x\n- &x b\n- *x"), R"(["a","a","b","b"])");
}

TEST(ParseYaml, AliasesNeedAnAnchorAboveThemThatDoesNotHoldThem) {
  expect_one_fault({"a: 1\nb: *x", "2 /b", "an alias of an anchor (&) that stands above it"});
  expect_one_fault({"a: *x\nb: &x 1", "1 /a", "an anchor (&) that stands above"});
  expect_one_fault({"a: &x\n  b:\n    - *x", "3 /a/b/0", "something else than what it is part of"});
  expect_one_fault({"&x [*x]", "1 /0", "something else than what it is part of"});
  expect_one_fault({"&x\na: 1\nb:\n  c: *x", "4 /b/c", "something else than what it is part of"});
}

/// Nine levels, each nine times the one before.
std::string laughs(const std::string& first, int levels) {
  std::string text = "a0: &a0 " + first + "\n";
  for (int i = 1; i <= levels; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
    for (int j = 1; j < 9; ++j) text += ", " + before;
    text += "]\n";
  }
  return text;
}

TEST(ParseYaml, AliasesCannotMultiplyWithoutBound) {
  // Level k holds 1 + 9 + ... + 9^k values: 672,605 up to the sixth with the root, and the first
  // alias of the seventh would add 597,871.
  const Document small = parse_yaml(laughs("lol", 6), "s.yaml");
  EXPECT_THAT(small.faults, IsEmpty());
  EXPECT_EQ(small.root.members.size(), 7U);
  for (const int levels : {7, 9, 12}) {
    const Document document = parse_yaml(laughs("lol", levels), "s.yaml");
    ASSERT_THAT(document.faults, SizeIs(1));
    EXPECT_EQ(document.faults[0].line, 8U);
    EXPECT_EQ(document.faults[0].pointer, "/a7/0");
    EXPECT_THAT(document.faults[0].expected, HasSubstr("a tree of at most 1000000 values"));
    EXPECT_EQ(document.root.members.size(), 8U);
  }
}

TEST(ParseYaml, AliasesOfLongTextsAndKeysCountAsWhatTheyHold) {
  const std::string text = repeated("x", 100'000);
  std::string aliases;
  for (int i = 0; i < 2000; ++i) aliases += "\n- *x";
  for (const std::string& anchored :
       {text, "\"" + text + "\"", "\n  ? " + text + "\n  : 1", "\n  - " + text}) {
    const Document document = parse_yaml("- &x " + anchored + aliases, "s.yaml");
    ASSERT_THAT(document.faults, SizeIs(1)) << anchored.substr(0, 10);
    EXPECT_THAT(document.faults[0].expected, HasSubstr("of text, each 100 bytes count"));
    EXPECT_GT(document.root.items.size(), 900U);
    EXPECT_LT(document.root.items.size(), 1001U);
  }
}

TEST(ParseYaml, DepthIsLimited) {
  const auto nested = [](std::size_t depth) { return repeated("[", depth) + repeated("]", depth); };
  EXPECT_EQ(tree("a: " + nested(15)), "{\"a\":" + nested(15) + "}");
  expect_one_fault({"a:\n  " + nested(16), "2 /a" + repeated("/0", 15),
                    "at most 16 levels of lists and objects"});
  for (const std::string& text :
       {nested(100'000), repeated("{a: ", 100'000) + repeated("}", 100'000),
        repeated("[a: ", 100'000) + repeated("]", 100'000), repeated("- ", 100'000),
        repeated("? ", 100'000), repeated("[", 100'000), "a: " + repeated("[", 100'000)}) {
    const Document document = parse_yaml(text, "s.yaml");
    ASSERT_THAT(document.faults, SizeIs(1)) << text.substr(0, 10);
    EXPECT_EQ(document.faults[0].line, 1U);
    EXPECT_THAT(document.faults[0].expected,
                AnyOf(HasSubstr("at most 16 levels"), HasSubstr("a key that is text")));
  }
  std::string stairs;
  for (std::size_t i = 0; i < 1000; ++i) stairs += repeated(" ", i) + "a:\n";
  expect_one_fault({stairs, "17 " + repeated("/a", 16), "at most 16 levels"});
}

TEST(ParseYaml, AliasesDoNotPassTheLimitOfDepth) {
  const std::string eight = repeated("[", 8) + repeated("]", 8);
  EXPECT_EQ(tree("a: &x " + eight + "\nb: " + repeated("[", 7) + "*x" + repeated("]", 7)),
            "{\"a\":" + eight + ",\"b\":" + repeated("[", 15) + repeated("]", 15) + "}");
  expect_one_fault({"a: &x " + eight + "\nb: " + repeated("[", 8) + "*x" + repeated("]", 8),
                    "2 /b" + repeated("/0", 8), "at most 16 levels"});
}

TEST(ParseYaml, HostileTextIsReadOrRefusedInTime) {
  constexpr std::size_t size = 1'000'000;
  EXPECT_EQ(tree(repeated("-", size)).size(), size + 2);
  EXPECT_EQ(tree("a: |\n  " + repeated("x", size)).size(), size + 8);
  for (const char* part : {"[", "{",      "[a,", "- ",   "? ", ": ",  "{a: ", "!",      "&a ",
                           "*", "'",      "\"",  "\"\\", "|",  ",",   "]",    "---\n",  "@",
                           "%", "%A b\n", "# ",  "\n",   "\t", "a: ", "<<: ", "&a [*a,"}) {
    const Document document = parse_yaml(repeated(part, size / std::string(part).size()), "s.yaml");
    for (const Fault& fault : document.faults) EXPECT_GE(fault.line, 1U) << part;
    EXPECT_EQ(document.faults.size(), std::string(part) == "'" ? 0U : 1U) << part;
  }
}

TEST(ParseYaml, HasALimitOfSize) {
  expect_one_fault({repeated("a", (16U << 20) + 1), "1 ", "at most 16 MiB of YAML"});
}

TEST(ParseYaml, EveryPartOfAFileIsReadOrRefused) {
  const std::string text =
      "%YAML 1.2\n---\n# c\ncases: &c\n- name: \"x \\u00e9\\n\"\n  given: {a: [1, 2.5e3, ~], "
      "'b': *c0}\n  then: |+\n    text\n\n-\n- ? k\n  : >-\n    folded\n    text\n...\n";
  const std::string whole = std::string(text).replace(text.find("*c0"), 3, "yes");
  EXPECT_EQ(tree(whole),
            "{\"cases\":[{\"name\":\"x \u00e9\n\",\"given\":{\"a\":[1,2.5e3,null],\"b\":\"yes\"},"
            "\"then\":\"text\n\n\"},null,{\"k\":\"folded text\"}]}");
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (const std::string& cut : {text.substr(0, i), text.substr(i)}) {
      for (const Fault& fault : parse_yaml(cut, "s.yaml").faults) {
        EXPECT_GE(fault.line, 1U) << cut;
        EXPECT_FALSE(fault.expected.empty()) << cut;
      }
    }
  }
}

}  // namespace
}  // namespace qsmo::detail
