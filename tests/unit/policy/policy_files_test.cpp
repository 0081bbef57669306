#include "qsmo/policy/policy_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <random>
#include <sstream>

#include "core/read_file.hpp"
#include "policy/timeline.hpp"
#include "qsmo/model/detail/field_text.hpp"
#include "qsmo/policy/ready_made.hpp"
#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// A folder that lives as long as the test.
class PolicyFiles : public ::testing::Test {
 protected:
  PolicyFiles()
      : folder_(fs::temp_directory_path() /
                ("qsmo-policy-files-" + std::to_string(std::random_device{}()))) {
    fs::create_directories(folder_);
  }
  ~PolicyFiles() override { fs::remove_all(folder_); }

  fs::path write(const std::string& name, const std::string& text) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }

  /// A reform that states this subsidy and extends these files.
  fs::path write_reform(const std::string& name, const std::string& subsidy,
                        const std::string& extends = "") const {
    return write(name, "format: qsmo-reform/1\nid: " + name + "\n" +
                           (extends.empty() ? "" : "extends: [" + extends + "]\n") +
                           "parameters: {onboarding_subsidy: " + subsidy + "}\n");
  }

  /// A policy with this quorum from 2020-01 on.
  fs::path write_policy(const std::string& name, const std::string& quorum) const {
    return write(name, "format: qsmo-policy/1\nid: " + name + "\nenacted: 2020-01\nparameters:\n" +
                           "  vote_quorum: [{from: 2020-01, value: " + quorum + "}]\n");
  }

  fs::path write_regimes(const std::string& name, const std::string& regimes) const {
    return write(name, "format: qsmo-policy/1\nid: whole\nregimes:\n" + regimes);
  }

  fs::path folder_;
};

std::vector<Fault> faults_in(const std::function<void()>& call) {
  try {
    call();
  } catch (const InputError& error) {
    return error.faults();
  }
  return {};
}

std::vector<Fault> policy_faults(std::string_view text) {
  return faults_in([&] { static_cast<void>(parse_policy(text, "p.yaml")); });
}

std::vector<Fault> file_faults(const fs::path& file) {
  return faults_in([&] { static_cast<void>(read_policy(file)); });
}

/// `line pointer` of each fault.
std::vector<std::string> places(const std::vector<Fault>& faults) {
  std::vector<std::string> out;
  for (const Fault& fault : faults) out.push_back(std::to_string(fault.line) + " " + fault.pointer);
  return out;
}

/// Two lines of header, so that the parameters begin on line 3.
std::string with_parameters(const std::string& parameters) {
  return "format: qsmo-policy/1\nid: p\nparameters:\n" + parameters;
}

/// Text of the only value of the one parameter.
std::string read_value(const std::string& parameter, const std::string& value) {
  const Policy policy =
      parse_policy(with_parameters("  " + parameter + ": " + value + "\n"), "p.yaml");
  EXPECT_THAT(policy.values, SizeIs(1)) << value;
  EXPECT_EQ(policy.values[0].parameter, parameter);
  return policy.values[0].value;
}

std::string held(const Policy& policy, std::string_view parameter, std::string_view on) {
  try {
    return in_force(policy.values, parameter, *Date::parse(on)).text;
  } catch (const InputError&) {
    return "nothing";
  }
}

// --- what a file says ---

TEST(ParsePolicy, ReadsEveryField) {
  const Policy found = parse_policy(
      "format: qsmo-policy/1\nid: p\nname: A name\nsummary: A summary.\nenacted: 2020-10-01\n"
      "parameters:\n  solicitation_threshold:\n"
      "    - {from: 2021-01, until: 2021-12-31, value: 2500.50, unit: USD, reference: 'memo, p. "
      "3'}\n",
      "p.yaml");
  EXPECT_EQ(found.id, "p");
  EXPECT_EQ(found.name, "A name");
  EXPECT_EQ(found.summary, "A summary.");
  EXPECT_EQ(found.enacted, Date::parse("2020-10-01"));
  const PolicyValue expected{"solicitation_threshold",
                             Date::parse("2021-01"),
                             Date::parse("2021-12-31"),
                             "2500.50",
                             "USD",
                             "memo, p. 3"};
  EXPECT_THAT(found.values, ElementsAre(expected));
}

TEST(ParsePolicy, TypedValuesBecomeText) {
  EXPECT_EQ(read_value("participation", "true"), "true");
  EXPECT_EQ(read_value("onboarding_subsidy", "0.50"), "0.50");
  EXPECT_EQ(read_value("solicitation_threshold", "1e3"), "1e3");
  EXPECT_EQ(read_value("mandate_deadline", "2026-09-30"), "2026-09-30");
  EXPECT_EQ(read_value("outside_marketplace", "open"), "open");
  EXPECT_EQ(read_value("eligible_states", "[research, designated]"), "research|designated");
  EXPECT_EQ(read_value("eligible_states", "designated"), "designated");
  EXPECT_EQ(read_value("mandate_areas", "[HR, 'F M', 7]"), "HR|F M|7");
}

TEST(ParsePolicy, NothingIsNone) {
  EXPECT_EQ(read_value("largest_fit_gap", "none"), "none");
  EXPECT_EQ(read_value("largest_fit_gap", "null"), "none");
  EXPECT_EQ(read_value("largest_fit_gap", ""), "none");
  EXPECT_EQ(read_value("mandate_areas", "[]"), "none");
  EXPECT_EQ(read_value("mandate_areas", "none"), "none");
}

TEST(ParsePolicy, QuotesDoNotMatter) {
  EXPECT_EQ(read_value("participation", "'true'"), "true");
  EXPECT_EQ(read_value("periods_to_rise", "\"6\""), "6");
  EXPECT_EQ(read_value("eligible_states", "'research | designated'"), "research | designated");
  EXPECT_EQ(read_value("largest_fit_gap", "'none'"), "none");
}

TEST(ParsePolicy, OneDatedValueNeedsNoList) {
  const Policy found =
      parse_policy(with_parameters("  participation: {from: 2021-01, value: true}\n"), "p.yaml");
  EXPECT_EQ(held(found, "participation", "2020-12"), "nothing");
  EXPECT_EQ(held(found, "participation", "2021-01"), "true");
}

TEST(ParsePolicy, ReadsJsonToTheSamePolicy) {
  const std::string yaml =
      with_parameters("  eligible_states: [research]\n  largest_fit_gap: null\n"
                      "  vote_quorum: [{from: 2021-01, value: 0.6, reference: x}, {value: 0.5}]\n");
  const std::string json =
      "\xef\xbb\xbf\n {\"format\": \"qsmo-policy/1\", \"id\": \"p\", \"name\": \"\\ud83d\\ude00\", "
      "\"parameters\": {"
      "\"eligible_states\": [\"research\"], \"largest_fit_gap\": null, \"vote_quorum\": "
      "[{\"from\": \"2021-01\", \"value\": 0.6, \"reference\": \"x\"}, {\"value\": 0.5}]}}";
  const std::string named = yaml + "name: \xf0\x9f\x98\x80\n";
  EXPECT_EQ(parse_policy(json, "p.json"), parse_policy(named, "p.yaml"));
}

TEST(ParsePolicy, AliasesStandForWhatTheyName) {
  const Policy found = parse_policy(
      with_parameters("  vote_quorum: [&half {from: 2021-01, value: 0.5, reference: r}]\n"
                      "  vote_majority: [*half]\n"),
      "p.yaml");
  ASSERT_THAT(found.values, SizeIs(2));
  EXPECT_EQ(found.values[1].reference, "r");
}

TEST(ParsePolicy, NoParametersAreInitialOnes) {
  const Policy found = parse_policy(with_parameters("  {}\n"), "p.yaml");
  EXPECT_THAT(found.values, IsEmpty());
  EXPECT_EQ(parameters_on(found, {2020, 1, 1}), Parameters());
}

// --- faults ---

struct FaultCase {
  std::string text;
  std::string place;
  std::string expected;
  std::string value = {};
  std::string suggestion = {};
};

void expect_one_fault(const FaultCase& c) {
  const auto faults = policy_faults(c.text);
  ASSERT_THAT(faults, SizeIs(1)) << c.text << (faults.empty() ? "" : to_string(faults.back()));
  EXPECT_EQ(places(faults)[0], c.place) << c.text;
  EXPECT_THAT(faults[0].expected, HasSubstr(c.expected)) << c.text;
  EXPECT_EQ(faults[0].value, c.value) << c.text;
  EXPECT_EQ(faults[0].suggestion, c.suggestion) << c.text;
  EXPECT_EQ(faults[0].file, "p.yaml");
}

TEST(PolicyFaults, OfTheHeader) {
  const std::string parameters = "parameters: {}\n";
  const std::vector<FaultCase> cases{
      {"id: p\n" + parameters, "1 /format", "required, here qsmo-policy/1"},
      {"format: qsmo-policy/2\nid: p\n" + parameters, "1 /format", "qsmo-policy/1",
       "qsmo-policy/2"},
      {"format: qsmo-scenario/1\nas_of: x\n", "1 /format", "qsmo-policy/1", "qsmo-scenario/1"},
      {"format: qsmo-reform/1\nid: r\n" + parameters, "1 /format", "qsmo-policy/1",
       "qsmo-reform/1"},
      {"format: qsmo-policy/1\n" + parameters, "1 /id", "required"},
      {"format: qsmo-policy/1\nid: ''\n" + parameters, "2 /id", "a name"},
      {"format: qsmo-policy/1\nid: ' p'\n" + parameters, "2 /id", "without blanks", " p"},
      {"format: qsmo-policy/1\nid: 5\n" + parameters, "2 /id", "a string, not a number", "5"},
      {"format: qsmo-policy/1\nid: p\nenacted: 2020-26-04\n" + parameters, "3 /enacted", "a date",
       "2020-26-04", "2020-04-26"},
      {"format: qsmo-policy/1\nid: p\nparamters: {}\n" + parameters, "3 /paramters", "a field",
       "paramters", "parameters"},
      {"format: qsmo-policy/1\nid: p\n", "1 /regimes", "either parameters or regimes"},
      {"format: qsmo-policy/1\nid: p\nregimes: []\n" + parameters, "3 /regimes",
       "either parameters or regimes"},
      {"format: qsmo-policy/1\nid: p\nid: q\n" + parameters, "3 /id", "each key once", "id"},
      {"- 1\n", "1 ", "an object with the format qsmo-policy/1", "[...]"},
      {"format: [\n", "2 /format/0", "YAML"},
      {"", "1 ", "empty"}};
  for (const FaultCase& c : cases) expect_one_fault(c);
}

TEST(PolicyFaults, OfParameters) {
  const std::vector<FaultCase> cases{
      {with_parameters("  [1]\n"), "4 /parameters", "an object of parameters", "[...]"},
      {with_parameters("  elegible_states: designated\n"), "4 /parameters/elegible_states",
       "a parameter", "elegible_states", "eligible_states"},
      {with_parameters("  a/b: 1\n"), "4 /parameters/a~1b", "a parameter", "a/b"},
      {with_parameters("  eligible_states: designed\n"), "4 /parameters/eligible_states",
       "one of research, pre_designated, designated", "designed", "designated"},
      {with_parameters("  eligible_states:\n    - research\n    - designed\n"),
       "6 /parameters/eligible_states/1", "one of", "designed", "designated"},
      {with_parameters("  participation: 1\n"), "4 /parameters/participation", "true or false",
       "1"},
      {with_parameters("  participation: none\n"), "4 /parameters/participation", "can be none",
       "none"},
      {with_parameters("  participation: [true, false]\n"), "4 /parameters/participation",
       "true or false", "true|false"},
      {with_parameters("  participation: ''\n"), "4 /parameters/participation", "a value"},
      {with_parameters("  onboarding_subsidy: 1.5\n"), "4 /parameters/onboarding_subsidy",
       "a number from 0 to 1", "1.5"},
      {with_parameters("  mandate_deadline: 2026-31-12\n"), "4 /parameters/mandate_deadline",
       "a date", "2026-31-12", "2026-12-31"},
      {with_parameters("  mandate_areas: [HR, none]\n"), "4 /parameters/mandate_areas/1",
       "a list without items is none", "none"},
      {with_parameters("  mandate_areas: [HR, null]\n"), "4 /parameters/mandate_areas/1",
       "one item", "null"},
      {with_parameters("  mandate_areas: ['HR|FM']\n"), "4 /parameters/mandate_areas/0", "one item",
       "HR|FM"},
      {with_parameters("  mandate_areas: [HR, [FM]]\n"), "4 /parameters/mandate_areas/1",
       "one item", "[...]"},
      {with_parameters("  mandate_areas: [HR, '']\n"), "4 /parameters/mandate_areas/1",
       "one item"}};
  for (const FaultCase& c : cases) expect_one_fault(c);
}

TEST(PolicyFaults, OfDatedValues) {
  const auto quorum = [](const std::string& rows) {
    return with_parameters("  vote_quorum:\n" + rows);
  };
  const std::string at = " /parameters/vote_quorum/";
  const std::vector<FaultCase> cases{
      {quorum("    - {from: 2020-01}\n"), "5" + at + "0/value", "required"},
      {quorum("    - {from: 2020-01, value: {}}\n"), "5" + at + "0/value", "a value", "{...}"},
      {quorum("    - {from: 2020-01, value: 2}\n"), "5" + at + "0/value", "from 0 to 1", "2"},
      {quorum("    - from: 2020-01\n      value: half\n"), "6" + at + "0/value", "a number",
       "half"},
      {quorum("    - {from: 2019-26-04, value: 0.5}\n"), "5" + at + "0/from", "a date",
       "2019-26-04", "2019-04-26"},
      {quorum("    - {from: 2019-02-30, value: 0.5}\n"), "5" + at + "0/from", "a date",
       "2019-02-30"},
      {quorum("    - {from: 2019, value: 0.5}\n"), "5" + at + "0/from", "a date", "2019"},
      {quorum("    - {from: 1970-01-01, value: 0.5}\n"), "5" + at + "0/from", "1980 to 2200",
       "1970-01-01"},
      {quorum("    - {from: 2020-02, until: 2020-01, value: 0.5}\n"), "5" + at + "0/until",
       "not before 2020-02", "2020-01"},
      {quorum("    - {from: 2020-01, value: 0.5}\n    - {from: 2020-01, value: 0.6}\n"),
       "6" + at + "1/from", "a date of its own", "2020-01"},
      {quorum("    - {value: 0.5}\n    - {value: 0.6}\n"), "6" + at + "1/from",
       "a date of its own"},
      {quorum("    - {from: 2021-01, value: 0.6}\n"
              "    - {from: 2020-01, until: 2021-01-15, value: 0.5}\n"),
       "6" + at + "1/until", "before 2021-01", "2021-01-15"},
      {quorum("    - {from: 2020-01, value: 0.5, unit: USD}\n"), "5" + at + "0/unit", "share",
       "USD"},
      {quorum("    - {from: 2020-01, value: 0.5, reference: ''}\n"), "5" + at + "0/reference",
       "leave the field out"},
      {quorum("    - {from: 2020-01, value: 0.5, reference: '  '}\n"), "5" + at + "0/reference",
       "leave the field out", "  "},
      {quorum("    - {from: 2020-01, value: 0.5, unit: ''}\n"), "5" + at + "0/unit",
       "leave the field out"},
      {quorum("    - {from: 2020-01, value: 0.5, source: memo}\n"), "5" + at + "0/source",
       "a field of this record", "source"},
      {quorum("    - {from: 2020-01, value: 0.5}\n    - 0.6\n"), "6" + at + "1",
       "an object with `value`", "0.6"}};
  for (const FaultCase& c : cases) expect_one_fault(c);
}

TEST(PolicyFaults, AreAllToldByLine) {
  const auto faults =
      policy_faults("format: qsmo-policy/1\nname: 5\nid: p\nparameters:\n  vote_quorm: 1\n"
                    "  vote_majority:\n    - {from: 2020-13, value: maybe, units: share}\n"
                    "  participation: maybe\n");
  EXPECT_THAT(places(faults),
              ElementsAre("2 /name", "5 /parameters/vote_quorm",
                          "7 /parameters/vote_majority/0/from",
                          "7 /parameters/vote_majority/0/units", "8 /parameters/participation"));
}

TEST(PolicyFaults, AliasesThatExplodeAreRefused) {
  std::string text = "format: qsmo-policy/1\nid: p\na: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n";
  for (char c = 'b'; c < 'j'; ++c) {
    text += std::string(1, c) + ": &" + c + " [";
    for (int i = 0; i < 10; ++i) text += std::string(i == 0 ? "" : ", ") + "*" + char(c - 1);
    text += "]\n";
  }
  const auto faults = policy_faults(text);
  ASSERT_THAT(faults, SizeIs(1));
  EXPECT_THAT(faults[0].expected, HasSubstr("aliases"));
}

TEST(PolicyFaults, AMissingFileIsAnIoErrorWithItsPath) {
  try {
    static_cast<void>(read_policy("no/such/policy.yaml"));
    FAIL();
  } catch (const IoError& error) {
    EXPECT_EQ(error.path(), "no/such/policy.yaml");
  }
}

// --- reforms ---

TEST_F(PolicyFiles, AReformComesAfterThoseThatItExtends) {
  write_reform("base.yaml", "0.1");
  write_reform("left.yaml", "0.2", "base.yaml");
  write_reform("right.yaml", "0.3", "base.yaml");
  const auto found = read_reforms(write_reform("top.yaml", "0.4", "left.yaml, right.yaml"));
  std::vector<std::string> ids;
  for (const Reform& reform : found) ids.push_back(reform.id);
  EXPECT_THAT(ids, ElementsAre("base.yaml", "left.yaml", "right.yaml", "top.yaml"));
}

TEST_F(PolicyFiles, FilesAreSoughtBesideTheOneThatNamesThem) {
  write_reform("deep/base.yaml", "0.1");
  write_reform("deep/middle.yaml", "0.2", "base.yaml");
  EXPECT_THAT(read_reforms(write_reform("top.yaml", "0.3", "deep/middle.yaml")), SizeIs(3));
}

TEST_F(PolicyFiles, AReformMayOnlyExtendOthers) {
  write_reform("base.yaml", "0.1");
  const auto found =
      read_reforms(write("top.yaml", "format: qsmo-reform/1\nid: top\nextends: [base.yaml]\n"));
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_THAT(found[1].values, IsEmpty());
  const auto faults = faults_in(
      [&] { static_cast<void>(parse_reforms("format: qsmo-reform/1\nid: r\n", "r.yaml")); });
  EXPECT_THAT(places(faults), ElementsAre("1 /parameters"));
}

TEST_F(PolicyFiles, ACircleOfReformsIsNamed) {
  write_reform("a.yaml", "0.1", "b.yaml");
  write_reform("b.yaml", "0.1", "./c.yaml");
  const fs::path c = write_reform("c.yaml", "0.1", "a.yaml");
  const auto faults = faults_in([&] { static_cast<void>(read_reforms(c)); });
  ASSERT_THAT(faults, SizeIs(1));
  EXPECT_EQ(places(faults)[0], "3 /extends/0");
  EXPECT_EQ(faults[0].file, (folder_ / "b.yaml").string());
  const std::string folder = folder_.string() + "/";
  EXPECT_THAT(faults[0].expected, HasSubstr(folder + "c.yaml -> " + folder + "a.yaml -> " + folder +
                                            "b.yaml -> " + folder + "./c.yaml"));
}

TEST_F(PolicyFiles, AReformThatExtendsItselfIsACircle) {
  const fs::path file = write_reform("a.yaml", "0.1", "a.yaml");
  EXPECT_THAT(faults_in([&] { static_cast<void>(read_reforms(file)); }), SizeIs(1));
  const std::string text = detail::read_file(file.string());
  EXPECT_THAT(faults_in([&] { static_cast<void>(parse_reforms(text, "a.yaml", folder_)); }),
              SizeIs(1));
}

TEST_F(PolicyFiles, AMissingReformIsAnIoErrorThatSaysWhoNamedIt) {
  const fs::path top = write_reform("top.yaml", "0.1", "gone.yaml");
  try {
    static_cast<void>(read_reforms(top));
    FAIL();
  } catch (const IoError& error) {
    EXPECT_EQ(error.path(), (folder_ / "gone.yaml").string());
    EXPECT_THAT(error.what(),
                AllOf(HasSubstr("No such file"), HasSubstr("named by " + top.string() + ":3")));
  }
}

TEST_F(PolicyFiles, FaultsOfExtendedReformsNameTheirFile) {
  write_reform("base.yaml", "2");
  const auto faults = faults_in(
      [&] { static_cast<void>(read_reforms(write_reform("top.yaml", "3", "base.yaml"))); });
  ASSERT_THAT(faults, SizeIs(2));
  EXPECT_EQ(faults[0].file, (folder_ / "base.yaml").string());
  EXPECT_EQ(faults[1].file, (folder_ / "top.yaml").string());
}

TEST_F(PolicyFiles, ChainsOfFilesAreLimited) {
  write_reform("0.yaml", "0.1");
  for (int i = 1; i <= 70; ++i)
    write_reform(std::to_string(i) + ".yaml", "0.1", std::to_string(i - 1) + ".yaml");
  EXPECT_THAT(read_reforms(folder_ / "60.yaml"), SizeIs(61));
  const auto faults = faults_in([&] { static_cast<void>(read_reforms(folder_ / "70.yaml")); });
  ASSERT_THAT(faults, SizeIs(1));
  EXPECT_THAT(faults[0].expected, HasSubstr("64 of them one in another"));
}

TEST_F(PolicyFiles, RegimesThatMultiplyAreLimited) {
  write_policy("0.yaml", "0.5");
  for (int i = 1; i <= 20; ++i) {
    const std::string before = std::to_string(i - 1) + ".yaml";
    write_regimes(std::to_string(i) + ".yaml",
                  "  - {policy: " + before + "}\n  - {from: 2021-01, policy: " + before + "}\n");
  }
  EXPECT_THAT(file_faults(folder_ / "5.yaml"), IsEmpty());
  const auto faults = file_faults(folder_ / "20.yaml");
  ASSERT_THAT(faults, ::testing::Not(IsEmpty()));
  EXPECT_THAT(faults[0].expected, HasSubstr("at most 1000 files"));
}

// --- regimes ---

TEST_F(PolicyFiles, RegimesFollowOneAnother) {
  write_policy("a.yaml", "0.6");
  write_policy("b.yaml", "0.7");
  const Policy found = read_policy(
      write_regimes("p.yaml", "  - {policy: a.yaml}\n  - {from: 2021-01-20, policy: b.yaml}\n"
                              "  - {from: 2025-01-20, policy: qsmo-marketplace}\n"));
  EXPECT_EQ(found.id, "whole");
  EXPECT_EQ(held(found, "vote_quorum", "2019-12"), "nothing");
  EXPECT_EQ(held(found, "vote_quorum", "2021-01-19"), "0.6");
  EXPECT_EQ(held(found, "vote_quorum", "2021-01-20"), "0.7");
  EXPECT_EQ(held(found, "vote_quorum", "2025-01-20"), "0.5");
  EXPECT_EQ(held(found, "participation", "2025-01-19"), "false");
  EXPECT_EQ(held(found, "participation", "2025-01-20"), "true");
  EXPECT_THAT(faults_of(found), IsEmpty());
}

TEST_F(PolicyFiles, AFirstRegimeWithADateHoldsOnlyFromThen) {
  write_policy("a.yaml", "0.6");
  const Policy found =
      read_policy(write_regimes("p.yaml", "  - {from: 2021-01-20, policy: a.yaml}\n"));
  EXPECT_EQ(held(found, "vote_quorum", "2021-01-19"), "nothing");
  EXPECT_EQ(held(found, "vote_quorum", "2021-01-20"), "0.6");
}

TEST_F(PolicyFiles, RegimesMayBeMovedAndThenReformed) {
  write_policy("a.yaml", "0.6");
  write("r.yaml", "format: qsmo-reform/1\nid: r\nparameters:\n"
                  "  vote_quorum: [{from: 2024-06, value: 0.9}]\n");
  const Policy found = read_policy(
      write_regimes("p.yaml", "  - {policy: a.yaml, enacted: 2024-01, reforms: [r.yaml]}\n"));
  EXPECT_EQ(held(found, "vote_quorum", "2023-12"), "nothing");
  EXPECT_EQ(held(found, "vote_quorum", "2024-01"), "0.6");
  EXPECT_EQ(held(found, "vote_quorum", "2024-06"), "0.9");
}

TEST_F(PolicyFiles, RegimesMayNestAndCarryADateInTheName) {
  write_policy("a.yaml", "0.6");
  write_regimes("inner.yaml",
                "  - {policy: a.yaml}\n  - {from: 2022-01, policy: a.yaml@2022-05}\n");
  const Policy found = read_policy(
      write_regimes("p.yaml", "  - {policy: inner.yaml}\n  - {from: 2023-01, policy: hybrid}\n"));
  EXPECT_EQ(held(found, "vote_quorum", "2021-12"), "0.6");
  EXPECT_EQ(held(found, "vote_quorum", "2022-03"), "nothing");
  EXPECT_EQ(held(found, "vote_quorum", "2022-05"), "0.6");
  EXPECT_EQ(held(found, "mandate_deadline", "2023-01"), "2026-09-30");
}

TEST_F(PolicyFiles, FaultsOfRegimes) {
  write_policy("a.yaml", "0.6");
  write("timeless.yaml", "format: qsmo-policy/1\nid: t\nparameters: {}\n");
  const std::string first = "  - {policy: a.yaml}\n";
  const std::vector<FaultCase> cases{
      {"  {}\n", "4 /regimes", "a list of regimes", "{...}"},
      {"  []\n", "4 /regimes", "at least one", "[...]"},
      {"  - a.yaml\n", "4 /regimes/0", "an object with `from` and `policy`", "a.yaml"},
      {"  - {from: 2020-01}\n", "4 /regimes/0/policy", "required"},
      {"  - {policy: a.yaml, form: 2020-01}\n", "4 /regimes/0/form", "a field", "form", "from"},
      {first + first, "5 /regimes/1/from", "only the first"},
      {first + "  - {from: 2021-01, policy: a.yaml}\n  - {from: 2021-01, policy: a.yaml}\n",
       "6 /regimes/2/from", "after that of the regime before, 2021-01", "2021-01"},
      {first + "  - {from: 2021-20-01, policy: a.yaml}\n", "5 /regimes/1/from", "a date",
       "2021-20-01", "2021-01-20"},
      {"  - {policy: hybird}\n", "4 /regimes/0/policy", "a file or a ready-made policy", "hybird",
       "hybrid"},
      {"  - {policy: hybrid@2020-13}\n", "4 /regimes/0/policy", "after @", "2020-13"},
      {"  - {policy: hybrid@2020-10, enacted: 2021-01}\n", "4 /regimes/0/enacted", "one date",
       "2021-01"},
      {"  - {policy: timeless.yaml, enacted: 2021-01}\n", "4 /regimes/0/policy",
       "t can be moved (its /enacted", "2021-01"},
      {"  - {policy: hybrid, enacted: 2199-01}\n", "4 /regimes/0/policy", "1980 to 2200",
       "2199-01"},
      {"  - {policy: a.yaml, reforms: a.yaml}\n", "4 /regimes/0/reforms", "an array, not a string",
       "a.yaml"},
      {"  - {policy: a.yaml, reforms: [5]}\n", "4 /regimes/0/reforms/0", "a string", "5"}};
  for (const FaultCase& c : cases) {
    const fs::path file = write_regimes("p.yaml", c.text);
    const auto faults = file_faults(file);
    ASSERT_THAT(faults, SizeIs(1)) << c.text << (faults.empty() ? "" : to_string(faults.back()));
    EXPECT_EQ(places(faults)[0], c.place) << c.text;
    EXPECT_EQ(faults[0].file, file.string());
    EXPECT_THAT(faults[0].expected, HasSubstr(c.expected)) << c.text;
    EXPECT_EQ(faults[0].value, c.value) << c.text;
    EXPECT_EQ(faults[0].suggestion, c.suggestion) << c.text;
  }
}

TEST_F(PolicyFiles, FaultsOfAllFilesAreTold) {
  write_policy("a.yaml", "6");
  write_reform("r.yaml", "7");
  const auto faults = file_faults(write_regimes(
      "p.yaml", "  - {policy: a.yaml}\n  - {policy: b, reforms: [r.yaml]}\n  - {from: x}\n"));
  std::vector<std::string> files;
  for (const Fault& fault : faults) files.push_back(fs::path(fault.file).filename().string());
  EXPECT_THAT(files, ElementsAre("a.yaml", "p.yaml", "p.yaml", "p.yaml", "p.yaml", "r.yaml"));
}

TEST_F(PolicyFiles, ACircleOfRegimesIsNamed) {
  write_regimes("a.yaml", "  - {policy: b.yaml}\n");
  const fs::path b = write_regimes("b.yaml", "  - {policy: a.yaml}\n");
  const auto faults = file_faults(b);
  ASSERT_THAT(faults, SizeIs(1));
  EXPECT_EQ(faults[0].file, (folder_ / "a.yaml").string());
  EXPECT_THAT(faults[0].expected, HasSubstr("a.yaml -> "));
}

TEST_F(PolicyFiles, AReformIsNoPolicy) {
  write_reform("r.yaml", "0.1");
  const auto faults = file_faults(write_regimes("p.yaml", "  - {policy: r.yaml}\n"));
  ASSERT_THAT(faults, SizeIs(1));
  EXPECT_EQ(faults[0].file, (folder_ / "r.yaml").string());
  EXPECT_EQ(faults[0].expected, "qsmo-policy/1");
}

// --- names ---

TEST_F(PolicyFiles, FindsReadyMadePoliciesAndFiles) {
  write_policy("mine.yaml", "0.6");
  write_policy("plain", "0.7");
  EXPECT_EQ(find_policy("hybrid"), ready_made_policy("hybrid"));
  EXPECT_EQ(find_policy("mine.yaml", folder_).id, "mine.yaml");
  EXPECT_EQ(find_policy("plain", folder_).id, "plain");
  EXPECT_EQ(find_policy((folder_ / "mine.yaml").string()).id, "mine.yaml");
}

TEST_F(PolicyFiles, AReadyMadeNameIsMeantBeforeAFile) {
  write_policy("hybrid", "0.6");
  EXPECT_EQ(find_policy("hybrid", folder_), ready_made_policy("hybrid"));
  EXPECT_EQ(held(find_policy("./hybrid", folder_), "vote_quorum", "2020-01"), "0.6");
}

TEST_F(PolicyFiles, ADateTakesTheApproachAtThatDateWithoutItsEnd) {
  write("old.yaml",
        "format: qsmo-policy/1\nid: old\nenacted: 2004-03\nparameters:\n  vote_quorum:\n"
        "    - {from: 2004-03, until: 2004-12, value: 0.6}\n"
        "    - {from: 2006-01, until: 2009-10, value: 0.7}\n");
  const Policy found = find_policy("old.yaml@2020-10", folder_);
  EXPECT_EQ(found.id, "old@2020-10");
  EXPECT_EQ(found.enacted, Date::parse("2020-10"));
  EXPECT_EQ(held(found, "vote_quorum", "2021-07-31"), "0.6");
  EXPECT_EQ(held(found, "vote_quorum", "2021-08"), "nothing");
  EXPECT_EQ(held(found, "vote_quorum", "2022-08"), "0.7");
  EXPECT_EQ(held(found, "vote_quorum", "2050-01"), "0.7");
  EXPECT_EQ(held(find_policy("old.yaml", folder_), "vote_quorum", "2009-11"), "nothing");
}

TEST_F(PolicyFiles, AnAtInAFileNameIsNoDate) {
  write_policy("a@2020-10", "0.6");
  write_policy("b@home/a.yaml", "0.7");
  EXPECT_EQ(find_policy("a@2020-10", folder_).enacted, Date::parse("2020-01"));
  EXPECT_EQ(find_policy("b@home/a.yaml", folder_).enacted, Date::parse("2020-01"));
  EXPECT_EQ(find_policy("b@home/a.yaml@2021-05", folder_).enacted, Date::parse("2021-05"));
}

TEST_F(PolicyFiles, UnknownNamesHaveTheNearestOne) {
  for (const char* name : {"hybird", "hybird@2020-10"}) {
    try {
      static_cast<void>(find_policy(name, folder_));
      FAIL() << name;
    } catch (const UnknownNameError& error) {
      EXPECT_EQ(error.name(), "hybird");
      EXPECT_EQ(error.suggestion(), "hybrid");
    }
  }
  EXPECT_THROW(static_cast<void>(find_policy("", folder_)), UnknownNameError);
  EXPECT_THROW(static_cast<void>(find_policy("@2020-10", folder_)), UnknownNameError);
  EXPECT_THROW(static_cast<void>(find_policy("gone.yaml", folder_)), IoError);
  EXPECT_THROW(static_cast<void>(find_policy("gone/policy", folder_)), IoError);
}

TEST_F(PolicyFiles, ADateThatDoesNotExistIsAFault) {
  const auto faults = faults_in([] { static_cast<void>(find_policy("hybrid@2020-26-04")); });
  ASSERT_THAT(faults, SizeIs(1));
  EXPECT_EQ(faults[0].value, "2020-26-04");
  EXPECT_EQ(faults[0].suggestion, "2020-04-26");
  const auto timeless = faults_in([&] {
    write("t.yaml", "format: qsmo-policy/1\nid: t\nparameters: {}\n");
    static_cast<void>(find_policy("t.yaml@2020-10", folder_));
  });
  ASSERT_THAT(timeless, SizeIs(1));
  EXPECT_THAT(timeless[0].expected, HasSubstr("does not say when it was enacted"));
}

// --- writing ---

void expect_reads_back(const Policy& policy) {
  const std::string text = to_yaml(policy);
  const Policy again = parse_policy(text, "again.yaml");
  EXPECT_EQ(again, policy) << text;
  EXPECT_EQ(to_yaml(again), text);
}

PolicyValue stated(std::string parameter, std::string value, std::string reference = "") {
  PolicyValue out;
  out.parameter = std::move(parameter);
  out.value = std::move(value);
  out.reference = std::move(reference);
  return out;
}

TEST(ToYaml, IsReadable) {
  Policy policy;
  policy.id = "pilot";
  policy.name = "A \"pilot\"";
  policy.enacted = Date{2020, 10, 1};
  policy.values = {stated("mandate_areas", "HR|F M"), stated("eligible_states", "designated"),
                   stated("vote_quorum", "0.6", "memo, p. 3"), stated("vote_quorum", "0.7")};
  policy.values[2].from = Date{2021, 1, 0};
  policy.values[2].until = Date{2021, 12, 31};
  policy.values[2].unit = "share";
  EXPECT_EQ(to_yaml(policy), R"(format: qsmo-policy/1
id: pilot
name: "A \"pilot\""
enacted: 2020-10-01
parameters:
  eligible_states: designated
  mandate_areas: [HR, "F M"]
  vote_quorum:
    - {value: 0.7}
    - {from: 2021-01, until: 2021-12-31, value: 0.6, unit: "share", reference: "memo, p. 3"}
)");
  expect_reads_back(policy);
}

TEST(ToYaml, ReadyMadePoliciesReadBack) {
  for (const std::string_view id : ready_made_policies()) {
    expect_reads_back(ready_made_policy(id));
    expect_reads_back(find_policy(std::string(id) + "@2020-10"));
  }
}

TEST(ToYaml, WhateverStandsInATextReadsBack) {
  const std::vector<std::string> texts{"a",
                                       "true",
                                       "5",
                                       "1e3",
                                       "null",
                                       "~",
                                       "- a",
                                       "a: b",
                                       "a #b",
                                       "{a}",
                                       "[a",
                                       "*a",
                                       "&a",
                                       "!a",
                                       "'a'",
                                       "\"a\"",
                                       "\\",
                                       "\\n",
                                       "a\nb",
                                       "a\tb",
                                       "a\x1b[0m",
                                       "a\x7f",
                                       "\xc3\xa4 \xe2\x82\xac",
                                       "\xc2\x85",
                                       "%a",
                                       "@a",
                                       "`a",
                                       "a, b",
                                       "---",
                                       "...",
                                       "2020-10",
                                       "|",
                                       ">",
                                       "?",
                                       "=",
                                       "<<",
                                       "x y "};
  for (const std::string& text : texts) {
    Policy policy;
    policy.id = "x" + text + "x";
    policy.name = text;
    policy.summary = text + " " + text;
    policy.values = {stated("participation", "true", "see " + text + ".")};
    expect_reads_back(policy);
  }
  for (const std::string id : {"true", "null", "5", "2020-10", "1e3", "-", "p@2020-10", "p+r"}) {
    Policy policy;
    policy.id = id;
    expect_reads_back(policy);
  }
}

TEST(ToYaml, WhateverIsAValueReadsBack) {
  const std::vector<std::pair<std::string, std::string>> values{
      {"participation", "true"},
      {"periods_to_rise", "6"},
      {"periods_to_rise", "6.0"},
      {"onboarding_subsidy", "5e-1"},
      {"onboarding_subsidy", "0.50"},
      {"mandate_deadline", "2026-09"},
      {"mandate_deadline", "none"},
      {"largest_fit_gap", "none"},
      {"outside_marketplace", "open"},
      {"eligible_states", "none"},
      {"eligible_states", "designated"},
      {"eligible_states", "research|designated"},
      {"eligible_states", "research | designated"},
      {"mandate_areas", "true|5|null|a b|a, b|[c]|{d}|'e'|\"f\"|#g|~|- h|i: j"},
      {"mandate_areas", "HR|none"},
      {"mandate_areas", "null"},
      {"mandate_areas", "~"},
      {"mandate_areas", "- a"},
      {"mandate_areas", "a\tb|\xc3\xa4"}};
  for (const auto& [parameter, text] : values) {
    Policy policy;
    policy.id = "p";
    policy.values = {stated(parameter, text)};
    expect_reads_back(policy);
    policy.values[0].reference = "r";
    expect_reads_back(policy);
  }
}

TEST(ToYaml, IsTheSameForEqualPolicies) {
  Policy policy = ready_made_policy("qsmo-marketplace");
  const std::string text = to_yaml(policy);
  std::mt19937 random(1);
  for (int i = 0; i < 10; ++i) {
    std::shuffle(policy.values.begin(), policy.values.end(), random);
    EXPECT_EQ(to_yaml(policy), text);
  }
}

TEST(ToYaml, ReformsReadBackToo) {
  Reform reform;
  reform.id = "r";
  reform.name = "A reform";
  reform.values = {stated("participation", "true", "memo"), stated("vote_quorum", "0.6")};
  const auto again = parse_reforms(to_yaml(reform), "r.yaml");
  EXPECT_THAT(again, ElementsAre(reform));
  reform.values.clear();
  EXPECT_THAT(parse_reforms(to_yaml(reform), "r.yaml"), ElementsAre(reform));
}

// --- the page docs/policy-format.md ---

std::string page() {
  return detail::read_file(std::string(QSMO_SOURCE_DIR) + "/docs/policy-format.md");
}

/// The YAML examples of the page.
std::vector<std::string> examples() {
  std::vector<std::string> out;
  const std::string text = page(), fence = "```yaml\n";
  for (std::size_t at = text.find(fence); at != std::string::npos; at = text.find(fence, at)) {
    at += fence.size();
    out.push_back(text.substr(at, text.find("```", at) - at));
  }
  return out;
}

TEST_F(PolicyFiles, TheExamplesOfThePageCanBeRead) {
  const auto all = examples();
  ASSERT_THAT(all, SizeIs(4));
  const auto named = [&](const std::string& text) {
    return write(text.substr(2, text.find('\n') - 2), text);  // `# name`
  };
  const Policy pilot = parse_policy(all[0], "pilot.yaml");
  EXPECT_EQ(held(pilot, "onboarding_subsidy", "2022-01"), "0.5");
  EXPECT_EQ(held(pilot, "onboarding_subsidy", "1999-01"), "0");
  EXPECT_EQ(held(pilot, "mandate_deadline", "2022-01-14"), "nothing");

  named(all[1]);
  const auto reforms = read_reforms(named(all[2]));
  ASSERT_THAT(reforms, SizeIs(2));
  const Policy reformed_twice = reformed(reformed(pilot, reforms[0]).policy, reforms[1]).policy;
  EXPECT_EQ(held(reformed_twice, "onboarding_subsidy", "2025-01"), "0.5");
  EXPECT_EQ(held(reformed_twice, "onboarding_subsidy", "2025-10"), "0");
  EXPECT_EQ(held(reformed_twice, "subsidy_repayment_years", "2025-01"), "5");

  const Policy whole = read_policy(named(all[3]));
  EXPECT_EQ(held(whole, "mandates_bind", "2021-01-19"), "true");
  EXPECT_EQ(held(whole, "participation", "2021-01-20"), "true");
  EXPECT_EQ(held(whole, "onboarding_subsidy", "2023-01"), "0.5");
  EXPECT_EQ(held(whole, "participation", "2025-01-20"), "false");
  EXPECT_EQ(held(whole, "mandate_deadline", "2025-01-20"), "2030-12-30");
  EXPECT_NO_THROW(static_cast<void>(under(small::portfolio(), whole)));
}

/// What a parameter is, in words.
std::string is(bool) { return "true / false"; }
std::string is(int) { return "whole number"; }
template <int Places>
std::string is(Fixed<Places>) {
  return "number";
}
std::string is(const Date&) { return "date"; }
std::string is(const std::string&) { return "name"; }
template <class Enum>
requires std::is_enum_v<Enum> std::string is(Enum) {
  std::string out;
  for (const std::string_view name : EnumNames<Enum>::names)
    out += (out.empty() ? "`" : " / `") + std::string(name) + "`";
  return out;
}
template <class T>
std::string is(const std::optional<T>&) {
  return is(T{}) + ", or none";
}
template <class T>
std::string is(const std::vector<T>&) {
  return "list of " + is(T{});
}

TEST(PolicyPage, ListsEveryParameterAsItIs) {
  const std::string text = page();
  std::size_t rows = 0;
  auto expect_row = [&](const Field& field, const auto& value) {
    std::string initial;
    for (const char c : detail::field_text(value)) initial += c == '|' ? ", " : std::string(1, c);
    const std::string row = "\n| `" + std::string(field.name) + "` | " + is(value) + " | " +
                            std::string(field.unit) + " | `" + initial + "` | " +
                            std::string(field.doc) + " |\n";
    EXPECT_THAT(text, HasSubstr(row));
    ++rows;
  };
  const Parameters initial;
  Parameters::visit(expect_row, initial);
  const std::string table = text.substr(text.find("| parameter |"));
  EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), static_cast<long>(rows + 2));
}

}  // namespace
}  // namespace qsmo
