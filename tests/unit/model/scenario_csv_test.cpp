#include "qsmo/model/scenario_csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "qsmo/model/scenario_json.hpp"
#include "unit/model/full_scenario.hpp"

namespace qsmo {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string text_of(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

/// A folder of its own for each test, removed afterwards.
class ScenarioCsv : public ::testing::Test {
 protected:
  ScenarioCsv() {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    root_ = fs::path(::testing::TempDir()) /
            ("qsmo_csv_" + std::string(info->name()) + "_" + std::to_string(::getpid()));
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  ~ScenarioCsv() override { fs::remove_all(root_); }

  /// Writes a folder with good settings and these files.
  fs::path folder(const std::map<std::string, std::string>& files) {
    const fs::path path = root_ / "in";
    fs::remove_all(path);
    fs::create_directory(path);
    put(path / "settings.csv", "field,value\nformat,qsmo-scenario/1\nas_of,2020-10\nperiods,12\n");
    for (const auto& [name, text] : files) put(path / name, text);
    return path;
  }

  std::vector<Fault> faults(const std::map<std::string, std::string>& files) {
    const fs::path path = folder(files);
    return full::faults([&] { (void)read_scenario_csv(path); });
  }

  /// `file:line pointer` of each fault.
  std::vector<std::string> places(const std::map<std::string, std::string>& files) {
    std::vector<std::string> out;
    for (const Fault& fault : faults(files)) {
      out.push_back(fs::path(fault.file).filename().string() + ":" + std::to_string(fault.line) +
                    " " + fault.pointer);
    }
    return out;
  }

  static void put(const fs::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
  }
  std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(root_))
      out.push_back(entry.path().filename().string());
    std::sort(out.begin(), out.end());
    return out;
  }

  fs::path root_;
};

TEST_F(ScenarioCsv, WritesAScenarioThatReadsBackEqual) {
  write_scenario_csv(full::scenario(), root_ / "out");
  const Portfolio portfolio = read_scenario_csv(root_ / "out");
  EXPECT_EQ(portfolio.scenario(), full::scenario());
  EXPECT_EQ(portfolio.fingerprint(), Portfolio(full::scenario()).fingerprint());
  EXPECT_THAT(names(), ElementsAre("out"));
}

TEST_F(ScenarioCsv, OddTextsReadBackEqual) {
  int i = 0;
  for (const char* text :
       {"=1+1", "'=1+1", "''=1+1", "+1", "-1", "@x", "\tx", "'", "''", "'x", "a,\"b\"",
        "two\nlines", " blanks ", "a|b", "a = b", "\xf0\x9f\x9a\x80", "\n", "\"", "\xef\xbb\xbf"}) {
    const Scenario scenario = full::changed([&](Scenario& s) {
      s.agencies[0].name = s.settings.name = s.services[0].unit = text;
      s.waivers[0].source = text;
    });
    const fs::path path = root_ / std::to_string(++i);
    write_scenario_csv(scenario, path);
    EXPECT_EQ(read_scenario_csv(path).scenario(), scenario) << text;
    EXPECT_EQ(parse_scenario_json(to_json(scenario)).scenario(), scenario) << text;
  }
}

TEST_F(ScenarioCsv, NoCellIsAFormula) {
  write_scenario_csv(full::scenario(), root_ / "out");
  EXPECT_THAT(text_of(root_ / "out/agencies.csv"), HasSubstr(",'=department,"));
}

TEST_F(ScenarioCsv, LeavesOutEmptyTablesAndColumns) {
  const Scenario scenario =
      Portfolio(Scenario{.settings = {.as_of = {2020, 10}, .periods = 12},
                         .agencies = {{.id = "a"}, {.id = "b", .parent = "a"}}})
          .scenario();
  write_scenario_csv(scenario, root_ / "out");
  EXPECT_EQ(text_of(root_ / "out/agencies.csv"), "id,parent\na,\nb,a\n");
  EXPECT_EQ(text_of(root_ / "out/settings.csv"),
            "field,value\nformat,qsmo-scenario/1\nas_of,2020-10\nperiods,12\n");
  EXPECT_EQ(std::distance(fs::directory_iterator(root_ / "out"), {}), 2);
}

TEST_F(ScenarioCsv, ReadsEveryForm) {
  const Portfolio p = read_scenario_csv(
      folder({{"agencies.csv", "\xef\xbb\xbfid,effort_capacity,provenance\r\n\r\n\"a\",5 | "
                               "2020-12=8.5|2021-01=1e1,*=assumed | headcount=read: x=y\r\n"},
              {"mandates.csv", "deadline,id,agencies\n2021-03,m,a\n"},
              {"areas.csv", "id\n"},
              {"README.md", "not a table"}}));
  const Agency& a = p.scenario().agencies[0];
  EXPECT_EQ(a.effort_capacity->at(p.calendar(), 0), Decimal(5));
  EXPECT_EQ(a.effort_capacity->at(p.calendar(), 2), full::decimal(8.5));
  EXPECT_EQ(a.effort_capacity->at(p.calendar(), 11), Decimal(10));
  EXPECT_EQ(a.provenance, (Provenance{{{"*", "assumed"}, {"headcount", "read: x=y"}}}));
  EXPECT_EQ(p.scenario().mandates[0].agencies[0].id(), p.agency("a"));
}

TEST_F(ScenarioCsv, ADraftOfAnotherIsLeftAlone) {
  fs::create_directory(root_ / "out.part");
  put(root_ / "out.part/mine.txt", "precious");
  write_scenario_csv(full::scenario(), root_ / "out");
  EXPECT_EQ(text_of(root_ / "out.part/mine.txt"), "precious");
  EXPECT_THAT(names(), ElementsAre("out", "out.part"));
}

TEST_F(ScenarioCsv, RefusesAFolderWithFilesAndLeavesNothingBehind) {
  fs::create_directory(root_ / "out");
  put(root_ / "out/mine.txt", "precious");
  EXPECT_THROW(write_scenario_csv(full::scenario(), root_ / "out"), IoError);
  EXPECT_THROW(write_scenario_csv(full::scenario(), root_ / "out/"), IoError);
  EXPECT_THROW(write_scenario_csv(full::scenario(), root_ / "out/mine.txt"), IoError);
  EXPECT_EQ(text_of(root_ / "out/mine.txt"), "precious");
  EXPECT_THAT(names(), ElementsAre("out"));
  EXPECT_EQ(std::distance(fs::directory_iterator(root_ / "out"), {}), 1);
}

TEST_F(ScenarioCsv, TakesAnEmptyFolderANewOneAndATrailingSlash) {
  fs::create_directory(root_ / "empty");
  for (const char* name : {"empty", "new", "slash/", "deep/er"}) {
    write_scenario_csv(full::scenario(), root_ / name);
    EXPECT_EQ(read_scenario_csv(root_ / name).scenario(), full::scenario()) << name;
  }
  EXPECT_THAT(names(), ElementsAre("deep", "empty", "new", "slash"));
}

TEST_F(ScenarioCsv, WhereItCannotWriteIsAnIoError) {
  put(root_ / "file", "");
  EXPECT_THROW(write_scenario_csv(full::scenario(), root_ / "file/out"), IoError);
  EXPECT_THROW(write_scenario_csv(full::scenario(), ""), IoError);
  EXPECT_THROW(write_scenario_csv(full::scenario(), root_ / std::string(300, 'x')), IoError);
  EXPECT_THAT(names(), ElementsAre("file"));
}

TEST_F(ScenarioCsv, WhatItCannotReadIsAnIoError) {
  EXPECT_THROW((void)read_scenario_csv(root_ / "absent"), IoError);
  EXPECT_THROW((void)load_scenario(root_ / "absent"), IoError);
  EXPECT_THROW((void)load_scenario(root_ / std::string(5000, 'x')), IoError);
  const fs::path path = folder({});
  fs::create_directory(path / "agencies.csv");
  EXPECT_THROW((void)read_scenario_csv(path), IoError);
}

TEST_F(ScenarioCsv, LoadTakesAFolderOrAJsonFile) {
  write_scenario_csv(full::scenario(), root_ / "out");
  put(root_ / "s.json", to_json(full::scenario()));
  EXPECT_EQ(load_scenario(root_ / "out"), load_scenario(root_ / "s.json"));
}

TEST_F(ScenarioCsv, OtherCsvFilesAreFaults) {
  const auto found =
      faults({{"agencys.csv", "id\na\n"},
              {"workloads.csv", "id,agency,service,volume,annual_cost\nw,a,s,1,1\n"}});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].value, "agencys.csv");
  EXPECT_EQ(found[0].suggestion, "agencies.csv");
  EXPECT_THAT(places({{"AGENCIES.CSV", "id\na\n"}}), ElementsAre("AGENCIES.CSV:0 /AGENCIES"));
  EXPECT_THAT(places({{"agencies.CSV", "id\na\n"}}), ElementsAre("agencies.CSV:0 /agencies"));
}

TEST_F(ScenarioCsv, FaultsNameFileLineAndColumn) {
  EXPECT_THAT(places({{"agencies.csv", "id,parent,headcount\na,,x\n\nb,c,-1\n"}}),
              ElementsAre("agencies.csv:2 /agencies/0/headcount",
                          "agencies.csv:4 /agencies/1/headcount",
                          "agencies.csv:4 /agencies/1/parent"));
}

TEST_F(ScenarioCsv, ARaggedRowIsOneFault) {
  EXPECT_THAT(places({{"agencies.csv", "id,parent\na,,,\nb\nc,\n"}}),
              ElementsAre("agencies.csv:2 /agencies/0", "agencies.csv:3 /agencies/1"));
  EXPECT_THAT(places({{"agencies.csv", "id,parent\na\nb,a\n"}}),
              ElementsAre("agencies.csv:2 /agencies/0"));
  EXPECT_THAT(places({{"agencies.csv", "id\na\n"},
                      {"blackouts.csv", "agency,from,to,reason\na,2021-01,2020-01,,,\n"}}),
              ElementsAre("blackouts.csv:2 /blackouts/0"));
}

TEST_F(ScenarioCsv, AMisspeltColumnIsOneFault) {
  const std::map<std::string, std::string> files{
      {"areas.csv", "id\nHR\n"},
      {"services.csv", "id,area\ns,HR\n"},
      {"agencies.csv", "id\na\n"},
      {"workloads.csv", "id,agncy,service,volume,annual_cost\nw,a,s,1,1\nx,a,s,1,1\n"},
      {"pins.csv", "workload,action\nw,retain\n"}};
  const auto found = faults(files);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].pointer, "/workloads/agncy");
  EXPECT_EQ(found[0].line, 1U);
  EXPECT_EQ(found[0].suggestion, "agency");
  EXPECT_THAT(places({{"agencies.csv", "id,id\na,b\n"}}),
              ElementsAre("agencies.csv:1 /agencies/id"));
  // A required column that is not there at all is missed in each row.
  EXPECT_THAT(places({{"agencies.csv", "name\nx\n"}}),
              ElementsAre("agencies.csv:2 /agencies/0/id"));
}

TEST_F(ScenarioCsv, AMisspeltColumnOfOptionalsIsNoCauseForOthers) {
  EXPECT_THAT(places({{"areas.csv", "id\nHR\n"},
                      {"services.csv", "id,area\ns,HR\n"},
                      {"providers.csv", "id\nP\n"},
                      {"offerings.csv", "id,provider\nO,P\n"},
                      {"coverages.csv", "offering,service\nO,s\n"},
                      {"tiers.csv", "offering,service,from_volum,unit_price\nO,s,0,1\nO,s,5,1\n"}}),
              ElementsAre("tiers.csv:1 /tiers/from_volum"));
}

TEST_F(ScenarioCsv, AnUnclosedQuoteIsOneFault) {
  EXPECT_THAT(places({{"agencies.csv", "id,parent\na,\"b\nb,\n"},
                      {"blackouts.csv", "agency,from,to\nb,2021-01,2021-02\n"}}),
              ElementsAre("agencies.csv:2 /agencies"));
  EXPECT_THAT(places({{"settings.csv", "field,value\nformat,\"qsmo\n"}}),
              ElementsAre("settings.csv:2 "));
}

TEST_F(ScenarioCsv, TextThatIsNotUtf8IsOneFault) {
  EXPECT_THAT(places({{"agencies.csv", "id,parent\na,\nb\xff,a\n"},
                      {"blackouts.csv", "agency,from,to\na,2021-01,2021-02\n"}}),
              ElementsAre("agencies.csv:3 /agencies"));
}

TEST_F(ScenarioCsv, SettingsHaveTwoColumnsAndKnownFields) {
  EXPECT_THAT(places({{"settings.csv", ""}}), ElementsAre("settings.csv:0 "));
  EXPECT_THAT(places({{"settings.csv", "name,value\nformat,qsmo-scenario/1\n"}}),
              ElementsAre("settings.csv:1 "));
  EXPECT_THAT(places({{"settings.csv",
                       "field,value\nformat,qsmo-scenario/1\nas_of,2020-10\nperiods,12,\n"}}),
              ElementsAre("settings.csv:4 "));
  EXPECT_THAT(
      places({{"settings.csv",
               "field,value\nformat,qsmo-scenario/1\nas_of,2020-10\nperiods,12\nperiods,12\n"}}),
      ElementsAre("settings.csv:5 /periods"));
  EXPECT_THAT(
      places({{"settings.csv",
               "field,value\nformat,qsmo-scenario/1\nas_of,2020-10\nperiods,12\nagencies,x\n"}}),
      ElementsAre("settings.csv:5 /agencies"));
  EXPECT_THAT(
      places({{"settings.csv",
               "field,value\nformat,qsmo-scenario/1\nas_of,2020-10\nperiods,12\nzebra,x\n"}}),
      ElementsAre("settings.csv:5 /zebra"));
  EXPECT_THAT(places({{"settings.csv", "field,value\nformat,\nas_of,2020-10\nperiods,12\n"}}),
              ElementsAre("settings.csv:0 /format"));
}

TEST_F(ScenarioCsv, CellsThatAreWrongAreOneFaultEach) {
  const std::pair<std::string, std::string> cases[] = {
      {"id,headcount\na,1.0000001\n", "headcount"},
      {"id,headcount\na,\"1,000\"\n", "headcount"},
      {"id,headcount\na,$5\n", "headcount"},
      {"id,headcount\na,=1+1\n", "headcount"},
      {"id,headcount\na, \n", "headcount"},
      {"id,effort_capacity\na,5 | 8\n", "effort_capacity/1/from"},
      {"id,effort_capacity\na,5 | 2021-13=8\n", "effort_capacity"},
      {"id,effort_capacity\na,5 | x=8\n", "effort_capacity"},
      {"id,effort_capacity\na,5 | 2021-12=\n", "effort_capacity"},
      {"id,effort_capacity\na,2021-12=5\n", "effort_capacity/0/from"},
      {"id,provenance\na,assumed\n", "provenance"},
      {"id,provenance\na,headcount=guessed\n", "provenance/headcount"},
      {"id,provenance\na,*=assumed | *=derived\n", "provenance/*"},
      {"id,parent\na,a b\n", "parent"},
      {"id\n=a\n", "id"},
      {"id\n'=a\n", "id"},
  };
  for (const auto& [text, field] : cases)
    EXPECT_THAT(places({{"agencies.csv", text}}),
                ElementsAre("agencies.csv:2 /agencies/0/" + field))
        << text;
}

TEST_F(ScenarioCsv, BooleansAndKindsAreSpeltAsTheyAre) {
  EXPECT_THAT(
      places({{"agencies.csv", "id\na\n"},
              {"funds.csv",
               "id,agencies,kinds,carry_over\nf,a,phase | onboarding,true\ng,a,bridge,false\n"}}),
      IsEmpty());
  EXPECT_THAT(places({{"agencies.csv", "id\na\n"},
                      {"funds.csv", "id,agencies,kinds,carry_over\nf,a,phse | dual_run,TRUE\n"}}),
              ElementsAre("funds.csv:2 /funds/0/kinds", "funds.csv:2 /funds/0/carry_over"));
}

}  // namespace
}  // namespace qsmo
