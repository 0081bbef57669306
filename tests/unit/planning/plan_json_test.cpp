#include "qsmo/planning/plan_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

Portfolio timed() {
  return small::portfolio(
      [](Scenario& s) { s.migration_parameters.push_back(small::one_phase(2, {}, {}, 10)); });
}

std::vector<Fault> faults_of(const Portfolio& portfolio, const std::string& text) {
  try {
    (void)parse_plan_json(portfolio, text);
  } catch (const InputError& error) {
    return error.faults();
  }
  return {};
}

std::string decision(const std::string& fields) {
  return "{\"format\": \"qsmo-plan/1\",\n \"decisions\": [\n  " + fields + "]}";
}

TEST(PlanJson, ReadsBackWhatItWrites) {
  const Portfolio portfolio = timed();
  PlanResult result = plan(portfolio);
  result.plan.transfers.push_back({portfolio.agency("B"), 3, small::cents(12'345)});
  EXPECT_EQ(parse_plan_json(portfolio, to_json(portfolio, result)), result.plan);
}

TEST(PlanJson, StatesResultLimitsAndMoney) {
  const Portfolio portfolio = timed();
  const auto json =
      nlohmann::json::parse(to_json(portfolio, plan(portfolio, {.seed = 7, .work_limit = 50})));
  EXPECT_EQ(json["format"], "qsmo-plan/1");
  EXPECT_EQ(json["seed"], 7);
  EXPECT_EQ(json["work_limit"], 50);
  EXPECT_EQ(json["input"], portfolio.fingerprint());
  EXPECT_EQ(json["decisions"][1]["workload"], "w");
  EXPECT_EQ(json["decisions"][1]["start"], "2020-10");
  EXPECT_EQ(json["decisions"][1]["cutover"], "2020-12");
  EXPECT_FALSE(json.contains("time_limit"));
  double spent = 0;
  for (const auto& row : json["money"]) spent += row["plan"].get<double>();
  EXPECT_NEAR(spent, json["money_by_fiscal_year"][0]["plan"].get<double>(), 1e-9);
  // Phases: 2 workloads x 2 months x 10 dollars.
  for (const auto& row : json["money"]) {
    if (row["kind"] == "phase") {
      EXPECT_EQ(row["plan"], 20.0);
    }
  }
}

TEST(PlanJson, TakesWorkloadsThatAreNotListedAsInTheStatusQuo) {
  const Portfolio portfolio = timed();
  const Plan read = parse_plan_json(
      portfolio,
      decision(R"({"workload": "w", "action": "migrate", "offering": "O", "cutover": "2021-01"})"));
  EXPECT_EQ(read, small::plan(portfolio, {{"w", "O", 3}}));
}

TEST(PlanJson, RefusesWhatDoesNotFitThePortfolio) {
  const Portfolio portfolio = timed();
  const auto pointer = [&](const std::string& fields) {
    const auto faults = faults_of(portfolio, decision(fields));
    return faults.size() == 1 ? faults[0].pointer : std::to_string(faults.size()) + " faults";
  };
  EXPECT_EQ(pointer(R"({"workload": "x", "action": "retain"})"), "/decisions/0/workload");
  EXPECT_EQ(pointer(R"({"workload": "w", "action": "stay"})"), "/decisions/0/action");
  EXPECT_EQ(
      pointer(R"({"workload": "w", "action": "migrate", "offering": "0", "cutover": "2021-01"})"),
      "/decisions/0/offering");
  EXPECT_EQ(pointer(R"({"workload": "w", "action": "migrate", "offering": "O"})"), "/decisions/0");
  EXPECT_EQ(
      pointer(R"({"workload": "w", "action": "migrate", "offering": "O", "cutover": "2031-01"})"),
      "/decisions/0/cutover");
  EXPECT_EQ(
      pointer(
          R"({"workload": "w", "action": "migrate", "offering": "O", "cutover": "2021-01", "start": "2020-10"})"),
      "/decisions/0/start");
  EXPECT_EQ(pointer(R"({"workload": "w", "action": "retain", "offering": "O"})"), "/decisions/0");
  EXPECT_EQ(
      pointer(R"({"workload": "w", "action": "retain"}, {"workload": "w", "action": "retain"})"),
      "/decisions/1/workload");
  EXPECT_EQ(pointer(R"({"workload": "w", "action": "retain", "colour": "red"})"),
            "/decisions/0/colour");
}

TEST(PlanJson, ReportsAllFaultsWithLinesAndSuggestions) {
  const auto faults = faults_of(timed(), "{\"format\": \"qsmo-plan/1\",\n\"decisions\": "
                                         "[\n{\"workload\": \"W\", \"action\": \"retain\"},\n5]}");
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0].line, 3U);
  EXPECT_EQ(faults[0].suggestion, "w");
  EXPECT_EQ(faults[1].line, 4U);
}

TEST(PlanJson, RefusesOtherFormatsAndBrokenText) {
  EXPECT_EQ(faults_of(timed(), "{}").size(), 1U);
  EXPECT_EQ(faults_of(timed(), "").size(), 1U);
  EXPECT_EQ(faults_of(timed(), R"({"format": "qsmo-scenario/1", "decisions": []})").size(), 1U);
  EXPECT_EQ(faults_of(timed(), R"({"format": "qsmo-plan/1"})").size(), 1U);
}

TEST(PlanSchema, IsJsonThatNamesEveryFieldThatIsWritten) {
  const auto schema = nlohmann::json::parse(plan_schema());
  const Portfolio portfolio = timed();
  const auto plan_file =
      nlohmann::json::parse(to_json(portfolio, plan(portfolio, {.time_limit = 5.0})));
  for (const auto& [key, value] : plan_file.items())
    EXPECT_TRUE(schema["properties"].contains(key)) << key;
}

/// A run with a witness, aims and prices.
nlohmann::json everything(const Portfolio& portfolio) {
  PlanResult result;
  result.plan = status_quo(portfolio);
  result.objective_terms = {{"changes", 2, 30.5}};
  result.shadow_prices = {{ConstraintKind::volume, {"O", "payroll"}, 2, std::nullopt, 1.5, "units"},
                          {ConstraintKind::budget, {"F"}, std::nullopt, 2021, 0.25, "USD"}};
  result.infeasibility = Witness{.kind = ConstraintKind::volume,
                                 .entities = {"O", "payroll"},
                                 .period = 1,
                                 .last_period = 3,
                                 .workloads = {"w"},
                                 .draws = {4},
                                 .need = 5,
                                 .capacity = 2,
                                 .unit = "units",
                                 .message = "why"};
  return nlohmann::json::parse(to_json(portfolio, result));
}

TEST(PlanJson, StatesTermsPricesAndWitness) {
  const auto json = everything(timed());
  EXPECT_EQ(json["objective_terms"][0],
            (nlohmann::json{{"name", "changes"}, {"count", 2}, {"amount", 30.5}}));
  EXPECT_EQ(json["shadow_prices"][0]["period"], "2020-12");
  EXPECT_FALSE(json["shadow_prices"][0].contains("fiscal_year"));
  EXPECT_EQ(json["shadow_prices"][1]["fiscal_year"], 2021);
  EXPECT_EQ(json["infeasibility"]["last_period"], "2021-01");
  EXPECT_EQ(json["infeasibility"]["message"], "why");
}

TEST(PlanSchema, NamesTheFieldsOfRows) {
  const auto schema = nlohmann::json::parse(plan_schema());
  const auto json = everything(timed());
  const auto expect_known = [](const nlohmann::json& row, const nlohmann::json& known) {
    for (const auto& [key, value] : row.items()) EXPECT_TRUE(known.contains(key)) << key;
  };
  expect_known(json["infeasibility"], schema["properties"]["infeasibility"]["properties"]);
  for (const char* list : {"objective_terms", "shadow_prices"}) {
    for (const auto& row : json[list])
      expect_known(row, schema["properties"][list]["items"]["properties"]);
  }
}

}  // namespace
}  // namespace qsmo
