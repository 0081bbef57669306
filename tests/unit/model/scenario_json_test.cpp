#include "qsmo/model/scenario_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "unit/model/full_scenario.hpp"

namespace qsmo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<Fault> faults(std::string_view text) {
  return full::faults([&] { (void)parse_scenario_json(text, "s.json"); });
}

/// `line pointer` of each fault.
std::vector<std::string> places(std::string_view text) {
  std::vector<std::string> out;
  for (const Fault& fault : faults(text)) {
    EXPECT_EQ(fault.file, "s.json");
    out.push_back(std::to_string(fault.line) + " " + fault.pointer);
  }
  return out;
}

/// A valid scenario whose tables begin on line 3.
std::string with(const std::string& tables) {
  return "{\"format\": \"qsmo-scenario/1\",\n\"as_of\": \"2020-10\", \"periods\": 12" +
         (tables.empty() ? "" : ",\n" + tables) + "}";
}

TEST(ScenarioJson, ReadsTheLeastThereIs) { EXPECT_THAT(places(with("")), IsEmpty()); }

TEST(ScenarioJson, WritesAScenarioThatReadsBackEqual) {
  const Scenario scenario = full::scenario();
  const std::string text = to_json(scenario);
  const Portfolio portfolio = parse_scenario_json(text);
  EXPECT_EQ(portfolio.scenario(), scenario);
  EXPECT_EQ(to_json(portfolio.scenario()), text);
  EXPECT_EQ(portfolio.fingerprint(), Portfolio(scenario).fingerprint());
}

TEST(ScenarioJson, LeavesOutDefaultsButNotAnExplicitZero) {
  const Scenario scenario = full::changed(
      [](Scenario& s) { s.migration_parameters = {{.workload = "w1", .dual_run = 0}}; });
  EXPECT_THAT(to_json(scenario), HasSubstr("    {\"workload\": \"w1\", \"dual_run\": 0}\n"));
}

TEST(ScenarioJson, TablesAndFieldsComeInAnyOrder) {
  EXPECT_THAT(places("{\"agencies\": [{\"parent\": \"b\", \"id\": \"a\"}, {\"id\": \"b\"}], "
                     "\"periods\": 12, \"as_of\": \"2020-10\", \"format\": \"qsmo-scenario/1\"}"),
              IsEmpty());
}

TEST(ScenarioJson, NumbersNeverPassThroughFloatingPoint) {
  const Portfolio p =
      parse_scenario_json(with("\"agencies\": [{\"id\": \"a\", \"headcount\": 999999999.123457, "
                               "\"participation_threshold\": 99999999999.99}]"));
  EXPECT_EQ(p.scenario().agencies[0].headcount->to_string(), "999999999.123457");
  EXPECT_EQ(p.scenario().agencies[0].participation_threshold.to_string(), "99999999999.99");
}

struct Case {
  std::string text;
  std::string place;
  std::string expected;
};

void expect_one_fault(const Case& c) {
  const auto found = faults(c.text);
  ASSERT_EQ(found.size(), 1U) << c.text;
  EXPECT_EQ(std::to_string(found[0].line) + " " + found[0].pointer, c.place) << c.text;
  EXPECT_THAT(found[0].expected, HasSubstr(c.expected)) << c.text;
}

TEST(ScenarioJson, SyntaxFaultsHaveALineAndHideWhatFollows) {
  for (const Case& c :
       {Case{"", "1 ", "JSON"}, Case{"\n\n", "3 ", "JSON"}, Case{"\xef\xbb\xbf", "1 ", "JSON"},
        Case{"{\"format\": \"qsmo-scenario/1\",\n\"periods\": }", "2 /periods", "JSON"},
        Case{"{\"as_of\": \"2020-10\",\n\n\"agencies\": [\n{\"id\": \"a\"},\n{\"id\" \"b\"}]}",
             "5 /agencies/1/id", "JSON"},
        Case{"{\"as_of\": \"2020-10\"", "1 /as_of", "JSON"}, Case{"{\"a\": 1}\nx", "2 ", "JSON"},
        Case{"{'a': 1}", "1 ", "JSON"}, Case{"{\"periods\": 01}", "1 /periods", "JSON"},
        Case{"{\"periods\": +1}", "1 /periods", "JSON"},
        Case{"{\"periods\": NaN}", "1 /periods", "JSON"},
        Case{"{\"name\": \"a\nb\"}", "1 /name", "JSON"},
        Case{"{\"name\": \"\\ud800\"}", "1 /name", "JSON"}, Case{"{\"a\": 1,}", "1 /a", "JSON"}}) {
    expect_one_fault(c);
  }
}

TEST(ScenarioJson, MustBeUtf8) {
  expect_one_fault({"{\"format\": \"qsmo-scenario/1\",\n\"name\": \"a\xff\"}", "2 /name", "UTF-8"});
  expect_one_fault({"{\"name\": \"\xc0\x80\"}", "1 /name", "UTF-8"});
  expect_one_fault({"{\"name\": \"\xed\xa0\x80\"}", "1 /name", "UTF-8"});
  expect_one_fault({std::string("{\0}", 3), "1 ", "JSON"});
}

TEST(ScenarioJson, AByteOrderMarkIsSkipped) {
  EXPECT_THAT(places("\xef\xbb\xbf" + with("\"agencies\": [{\"id\": \"a\", \"x\": 1}]")),
              ElementsAre("3 /agencies/0/x"));
}

TEST(ScenarioJson, IsAnObject) {
  for (const char* text : {"[]", "5", "null", "\"a\"", "true"})
    expect_one_fault({text, "1 ", "an object with the format"});
}

TEST(ScenarioJson, HasItsFormat) {
  expect_one_fault({"{\"as_of\": \"2020-10\", \"periods\": 12}", "1 /format", "required"});
  for (const char* format :
       {"\"qsmo-scenario/2\"", "\"\"", "\"QSMO-scenario/1\"", "1", "null", "[]"}) {
    const auto found = faults(
        "{\"as_of\": \"2020-10\", \"periods\": 12,\n\"format\": " + std::string(format) + "}");
    ASSERT_EQ(found.size(), 1U) << format;
    EXPECT_EQ(found[0].pointer, "/format");
    EXPECT_EQ(found[0].line, 2U);
  }
}

TEST(ScenarioJson, KeysStandOnceInAnObject) {
  expect_one_fault({with("\"agencies\": [{\"id\": \"a\",\n\"id\": \"b\"}]"), "4 /agencies/0/id",
                    "each key once"});
  expect_one_fault({with("\"agencies\": [{\"id\": \"a\"}],\n\"agencies\": [{\"id\": \"b\"}]"),
                    "4 /agencies", "each key once"});
  expect_one_fault({with("\"agencies\": [{\"id\": \"a\", \"provenance\": {\"*\": \"assumed\", "
                         "\"*\": \"derived\"}}]"),
                    "3 /agencies/0/provenance/*", "each key once"});
}

TEST(ScenarioJson, KeysAreKnownAndMisspeltOnesHaveASuggestion) {
  const auto found =
      faults(with("\"agencies\": [{\"id\": \"a\",\n\"parnet\": \"b\"}],\n\"zebra\": 1"));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].pointer, "/agencies/0/parnet");
  EXPECT_EQ(found[0].line, 4U);
  EXPECT_EQ(found[0].suggestion, "parent");
  EXPECT_EQ(found[1].pointer, "/zebra");
  EXPECT_EQ(found[1].suggestion, "");
}

TEST(ScenarioJson, PointersEscapeKeys) {
  EXPECT_THAT(
      places(with("\"agencies\": [{\"id\": \"a\", \"x/y~\": 1, \"provenance\": {\"a/b\": "
                  "\"assumed\"}}],\n\"agencies/0\": 1")),
      ElementsAre("3 /agencies/0/x~1y~0", "3 /agencies/0/provenance/a~1b", "4 /agencies~10"));
}

TEST(ScenarioJson, ValuesAreOfTheirKind) {
  const std::pair<std::string, std::string> cases[] = {
      {"\"agencies\": [{\"id\": 5}]", "/agencies/0/id"},
      {"\"agencies\": [{\"id\": null}]", "/agencies/0/id"},
      {"\"agencies\": [{\"id\": \"a\", \"parent\": null}]", "/agencies/0/parent"},
      {"\"agencies\": [{\"id\": \"a\", \"parent\": \"\"}]", "/agencies/0/parent"},
      {"\"agencies\": [{\"id\": \"a\", \"parent\": {}}]", "/agencies/0/parent"},
      {"\"agencies\": [{\"id\": \"a\", \"headcount\": \"5\"}]", "/agencies/0/headcount"},
      {"\"agencies\": [{\"id\": \"a\", \"headcount\": true}]", "/agencies/0/headcount"},
      {"\"agencies\": [{\"id\": \"a\", \"headcount\": [5]}]", "/agencies/0/headcount"},
      {"\"agencies\": [{\"id\": \"a\", \"effort_capacity\": \"5\"}]",
       "/agencies/0/effort_capacity"},
      {"\"agencies\": [{\"id\": \"a\", \"effort_capacity\": {}}]", "/agencies/0/effort_capacity"},
      {"\"agencies\": [{\"id\": \"a\", \"effort_capacity\": []}]", "/agencies/0/effort_capacity"},
      {"\"agencies\": [{\"id\": \"a\", \"effort_capacity\": [5]}]",
       "/agencies/0/effort_capacity/0"},
      {"\"agencies\": [{\"id\": \"a\", \"effort_capacity\": [{}]}]",
       "/agencies/0/effort_capacity/0/value"},
      {"\"agencies\": [{\"id\": \"a\", \"effort_capacity\": [{\"value\": 1, \"to\": 1}]}]",
       "/agencies/0/effort_capacity/0/to"},
      {"\"agencies\": [{\"id\": \"a\", \"effort_capacity\": [{\"value\": 1}, {\"value\": 2}]}]",
       "/agencies/0/effort_capacity/1/from"},
      {"\"agencies\": [{\"id\": \"a\", \"effort_capacity\": [{\"value\": 1}, {\"from\": "
       "\"2021-13\", \"value\": 2}]}]",
       "/agencies/0/effort_capacity/1/from"},
      {"\"agencies\": [{\"id\": \"a\", \"effort_capacity\": [{\"value\": 1}, 5, {\"from\": "
       "\"2021-12\", \"value\": 2}]}]",
       "/agencies/0/effort_capacity/1"},
      {"\"agencies\": [{\"id\": \"a\", \"provenance\": \"assumed\"}]", "/agencies/0/provenance"},
      {"\"agencies\": [{\"id\": \"a\", \"provenance\": {\"headcount\": 5}}]",
       "/agencies/0/provenance/headcount"},
      {"\"agencies\": [5]", "/agencies/0"},
      {"\"agencies\": [null]", "/agencies/0"},
      {"\"agencies\": {}", "/agencies"},
      {"\"agencies\": null", "/agencies"},
      {"\"participation\": \"true\"", "/participation"},
      {"\"participation\": 1", "/participation"},
      {"\"period\": \"week\"", "/period"},
      {"\"period\": 3", "/period"},
      {"\"fiscal_year_start\": \"10\"", "/fiscal_year_start"},
      {"\"fiscal_year_start\": 1.5", "/fiscal_year_start"},
      {"\"eligible_states\": \"designated\"", "/eligible_states"},
      {"\"eligible_states\": [5]", "/eligible_states/0"},
      {"\"eligible_states\": [\"desinated\", \"research\"]", "/eligible_states/0"},
      {"\"eligible_states\": []", "/eligible_states"},
      {"\"mandates\": [{\"id\": \"m\", \"deadline\": 2021}]", "/mandates/0/deadline"},
      {"\"mandates\": [{\"id\": \"m\", \"deadline\": \"2021-02-29\"}]", "/mandates/0/deadline"},
      {"\"mandates\": [{\"id\": \"m\", \"deadline\": \"1970-01\"}]", "/mandates/0/deadline"},
      {"\"mandates\": [{\"id\": \"m\", \"deadline\": \"0000-01\"}]", "/mandates/0/deadline"},
      {"\"mandates\": [{\"id\": \"m\", \"deadline\": \"2021-02\", \"agencies\": [5]}]",
       "/mandates/0/agencies/0"},
      {"\"mandates\": [{\"id\": \"m\", \"deadline\": \"2021-02\", \"agencies\": [\"\"]}]",
       "/mandates/0/agencies/0"},
      {"\"agencies\": [{\"id\": \"a\"}], \"funds\": [{\"id\": \"f\", \"agencies\": [\"a\"], "
       "\"kinds\": [\"phse\", \"dual_run\"]}]",
       "/funds/0/kinds/0"},
      {"\"agencies\": [{\"id\": \"a\"}], \"funds\": [{\"id\": \"f\", \"agencies\": [\"a\"], "
       "\"kinds\": [\"phse\"]}]",
       "/funds/0/kinds/0"},
      {"\"agencies\": [{\"id\": \"a\"}], \"funds\": [{\"id\": \"f\", \"agencies\": [\"a\"], "
       "\"kinds\": \"phase\"}]",
       "/funds/0/kinds"},
  };
  for (const auto& [tables, pointer] : cases)
    EXPECT_THAT(places(with(tables)), ElementsAre("3 " + pointer)) << tables;
}

TEST(ScenarioJson, OptionalDatesAreJudgedToo) {
  EXPECT_THAT(places(with("\"providers\": [{\"id\": \"P\"}], \"offerings\": [{\"id\": \"O\", "
                          "\"provider\": \"P\", \"ends\": \"0000-01\"}]")),
              ElementsAre("3 /offerings/0/ends"));
}

TEST(ScenarioJson, NumbersAreExactAndInRange) {
  const Case cases[] = {
      {"\"headcount\": 1e400", "/headcount", "a number nearer to 0"},
      {"\"headcount\": -1e400", "/headcount", "a number nearer to 0"},
      {"\"headcount\": 1e-400", "/headcount", "at most 6 decimal places"},
      {"\"headcount\": 12345678901234567890", "/headcount", "smaller number"},
      {"\"headcount\": 99999999999999999999", "/headcount", "smaller number"},
      {"\"headcount\": 1000000001", "/headcount", "a number from 0 to 1000000000"},
      {"\"headcount\": 0.0000001", "/headcount", "at most 6 decimal places"},
      {"\"participation_threshold\": 0.001", "/participation_threshold",
       "at most 2 decimal places"},
      {"\"participation_threshold\": 1e-3", "/participation_threshold", "at most 2 decimal places"},
      {"\"participation_threshold\": -1e11", "", ""},
      {"\"participation_threshold\": 1.50000", "", ""},
      {"\"headcount\": 1e2", "", ""},
      {"\"headcount\": -0", "", ""},
      {"\"headcount\": -0.0", "", ""},
      {"\"headcount\": 100e-7", "", ""},
  };
  for (const Case& c : cases) {
    const auto found = faults(with("\"agencies\": [{\"id\": \"a\",\n" + c.text + "\n}]"));
    if (c.place.empty()) {
      EXPECT_TRUE(found.empty()) << c.text;
      continue;
    }
    ASSERT_EQ(found.size(), 1U) << c.text;
    EXPECT_EQ(found[0].pointer, "/agencies/0" + c.place);
    EXPECT_EQ(found[0].line, 4U) << c.text;
    EXPECT_THAT(found[0].expected, HasSubstr(c.expected));
    EXPECT_THAT(c.text, HasSubstr(found[0].value));
    EXPECT_FALSE(found[0].value.empty());
  }
}

TEST(ScenarioJson, WholeNumbersAreWhole) {
  const auto periods = [](const std::string& number) {
    return places(
        "{\"format\": \"qsmo-scenario/1\", \"as_of\": \"2020-10\", \"periods\": " + number + "}");
  };
  for (const char* number : {"12", "12.0", "1.2e1", "120e-1"})
    EXPECT_THAT(periods(number), IsEmpty()) << number;
  for (const char* number :
       {"12.5", "0.0000001", "4294967308", "99999999999999999999", "-1", "0", "1e9"}) {
    EXPECT_THAT(periods(number), ElementsAre("1 /periods")) << number;
  }
}

TEST(ScenarioJson, DepthIsLimited) {
  const auto nested = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') +
           std::string(static_cast<std::size_t>(depth), ']');
  };
  EXPECT_THAT(places(with("\"zebra\": " + nested(15))), ElementsAre("3 /zebra"));
  const auto found = faults(with("\"zebra\":\n" + nested(100'000)));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].line, 4U);
  EXPECT_EQ(found[0].expected, "at most 16 levels of brackets");
}

TEST(ScenarioJson, TellsAllFaultsInTheOrderOfTheFile) {
  EXPECT_THAT(
      places(with("\"agencies\": [{\"id\": \"a\", \"parent\": \"x\"},\n{\"id\": 5},\n{\"id\": "
                  "\"c\", \"headcount\": -1, \"participation_threshold\": 0.001}],\n"
                  "\"blackouts\": [{\"agency\": \"a\", \"from\": \"2021-02\", \"to\": "
                  "\"2021-01\"}],\n\"areas\": [{\"id\": \"\"}]")),
      ElementsAre("4 /agencies/1/id", "5 /agencies/2/participation_threshold",
                  "5 /agencies/2/headcount", "6 /blackouts/0/to", "7 /areas/0/id"));
}

TEST(ScenarioJson, FaultsOfFormCauseNoComplaintsElsewhere) {
  const std::string agency = "\"agencies\": [{\"id\": \"a\"}],\n\"areas\": [{\"id\": "
                             "\"HR\"}],\n\"services\": [{\"id\": \"s\", \"area\": \"HR\"}],\n";
  const std::string rest = "\"workloads\": [{\"id\": \"w\", \"agency\": \"a\", \"service\": \"s\", "
                           "\"volume\": 1, \"annual_cost\": 1}],\n"
                           "\"pins\": [{\"workload\": \"w\", \"action\": \"retain\"}]";
  ASSERT_THAT(places(with(agency + rest)), IsEmpty());
  // A table under a wrong name, of a wrong kind, a record of a wrong kind, a name of a wrong kind, a name under a wrong key.
  for (const auto& [wrong, pointer] : std::vector<std::pair<std::string, std::vector<std::string>>>{
           {"\"agencys\": [{\"id\": \"a\"}],", {"3 /agencys"}},
           {"\"agencies\": {\"id\": \"a\"},", {"3 /agencies"}},
           {"\"agencies\": [\"a\"],", {"3 /agencies/0"}},
           {"\"agencies\": [{\"id\": 1}],", {"3 /agencies/0/id"}},
           {"\"agencies\": [{\"idd\": \"a\"}],", {"3 /agencies/0/id", "3 /agencies/0/idd"}}}) {
    const std::string text = wrong + agency.substr(agency.find('\n')) + rest;
    EXPECT_EQ(places(with(text)), pointer) << text;
  }
  // Other references of the same file are still judged.
  EXPECT_THAT(places(with("\"agencies\": [{\"id\": 1}],\n\"areas\": [{\"id\": "
                          "\"HR\"}],\n\"services\": [{\"id\": \"s\", \"area\": \"FM\"}]")),
              ElementsAre("3 /agencies/0/id", "5 /services/0/area"));
}

TEST(ScenarioJson, ABrokenHorizonIsToldWithTheOtherFields) {
  EXPECT_THAT(places("{\"format\": \"qsmo-scenario/1\",\n\"as_of\": \"2020-13\", \"periods\": "
                     "1000,\n\"agencies\": [{\"id\": \"a\", \"parent\": \"b\"}]}"),
              ElementsAre("2 /as_of", "2 /periods", "3 /agencies/0/parent"));
}

TEST(ScenarioJson, MessagesNeverHoldControlCharacters) {
  try {
    (void)parse_scenario_json(with("\"agencies\": [{\"id\": \"a\\u001b[2J\\u009b\", \"x\\n\": 1}]"),
                              "s\n.json");
    FAIL();
  } catch (const InputError& error) {
    const std::string what = error.what();
    EXPECT_EQ(what.find('\x1b'), std::string::npos);
    EXPECT_EQ(what.find("\xc2\x9b"), std::string::npos);
    EXPECT_THAT(what, HasSubstr("s\\x0a.json"));
  }
}

TEST(ScenarioJson, LongValuesAreShortened) {
  const auto found = faults(
      with("\"agencies\": [{\"id\": \"a\", \"parent\": \"" + std::string(100'000, 'x') + "\"}]"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_LE(found[0].value.size(), 80U);
}

TEST(ScenarioSchema, IsJsonThatNamesEveryTableAndField) {
  const std::string schema = scenario_schema();
  const Scenario scenario;
  Scenario::visit_tables(
      [&](std::string_view name, std::string_view, const auto& table) {
        EXPECT_THAT(schema, HasSubstr("\"" + std::string(name) + "\": {"));
        using Record = typename std::remove_cvref_t<decltype(table)>::value_type;
        const Record record{};
        auto visitor = [&](const Field& field, const auto&) {
          EXPECT_THAT(schema, HasSubstr("\"" + std::string(field.name) + "\": {"));
        };
        Record::visit(visitor, record);
      },
      scenario);
  EXPECT_EQ(schema, scenario_schema());
}

}  // namespace
}  // namespace qsmo
