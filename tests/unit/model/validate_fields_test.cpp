#include "model/validate_fields.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "unit/model/full_scenario.hpp"

namespace qsmo {
namespace {

using full::pointers;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Edit = std::function<void(Scenario&)>;

std::vector<std::string> with_standard(const std::string& name) {
  return pointers([&](Scenario& s) { s.standards.push_back({name, ""}); });
}

TEST(FieldNames, RefuseWhatWouldNotSurviveAFile) {
  for (const std::string& name :
       {std::string(), std::string(" a"), std::string("a "), std::string("a|b"),
        std::string("a\nb"), std::string("a\tb"), std::string("\x7f"), std::string("a\0b", 3),
        std::string("=a"), std::string("+a"), std::string("-a"), std::string("@a"),
        std::string("\xff"), std::string("\xc0\x80"), std::string(201, 'a')}) {
    EXPECT_THAT(with_standard(name), ElementsAre("/standards/2/id"))
        << testing::PrintToString(name);
  }
}

TEST(FieldNames, MayHoldEverythingElse) {
  std::string long_name;
  for (int i = 0; i < 200; ++i) long_name += "\xe2\x82\xac";
  for (const std::string& name :
       {std::string("a b"), std::string("a/b~c"), std::string("\"a\",b"), std::string("'=a"),
        std::string("a=b"), std::string(200, 'a'), long_name}) {
    EXPECT_THAT(with_standard(name), IsEmpty()) << name;
  }
}

TEST(FieldNames, AreWhatSizeClassesAndFunctionsAre) {
  EXPECT_THAT(pointers([](Scenario& s) { s.workloads[1].size_class = "a|b"; }),
              ElementsAre("/workloads/1/size_class"));
  EXPECT_THAT(pointers([](Scenario& s) { s.services[0].fibf[1] = "a|b"; }),
              ElementsAre("/services/0/fibf/1"));
  EXPECT_THAT(pointers([](Scenario& s) { s.services[0].fibf[1] = ""; }),
              ElementsAre("/services/0/fibf/1"));
}

TEST(FieldTexts, HaveNoControlCharactersButTabsAndNewLines) {
  for (const std::string& text : {std::string("a\rb"), std::string("\x1b"), std::string("a\0", 2),
                                  std::string("\x7f"), std::string("\xff")}) {
    EXPECT_THAT(pointers([&](Scenario& s) { s.agencies[0].name = text; }),
                ElementsAre("/agencies/0/name"))
        << testing::PrintToString(text);
  }
  EXPECT_THAT(pointers([](Scenario& s) { s.agencies[0].name = "=a|b\n\t @ "; }), IsEmpty());
}

TEST(FieldValues, ThatAreRequiredMustBeThere) {
  const std::pair<std::string, Edit> cases[] = {
      {"/services/0/area", [](Scenario& s) { s.services[0].area = {}; }},
      {"/blackouts/0/agency", [](Scenario& s) { s.blackouts[0].agency = {}; }},
      {"/blackouts/0/from", [](Scenario& s) { s.blackouts[0].from = {}; }},
      {"/blackouts/0/to", [](Scenario& s) { s.blackouts[0].to = {}; }},
      {"/marketplaces/0/area", [](Scenario& s) { s.marketplaces[0].area = {}; }},
      {"/designations/0/date", [](Scenario& s) { s.designations[0].date = {}; }},
      {"/offerings/0/provider", [](Scenario& s) { s.offerings[0].provider = {}; }},
      {"/coverages/0/offering", [](Scenario& s) { s.coverages[0].offering = {}; }},
      {"/coverages/0/service", [](Scenario& s) { s.coverages[0].service = {}; }},
      {"/tiers/0/offering", [](Scenario& s) { s.tiers[0].offering = {}; }},
      {"/tiers/1/service", [](Scenario& s) { s.tiers[1].service = {}; }},
      {"/stages/0/date", [](Scenario& s) { s.stages[0].date = {}; }},
      {"/workloads/0/agency", [](Scenario& s) { s.workloads[0].agency = {}; }},
      {"/workloads/0/service", [](Scenario& s) { s.workloads[0].service = {}; }},
      {"/migrations_in_progress/0/cutover_from",
       [](Scenario& s) { s.migrations_in_progress[0].cutover_from = {}; }},
      {"/pins/0/workload", [](Scenario& s) { s.pins[0].workload = {}; }},
      {"/dependencies/0/prerequisite", [](Scenario& s) { s.dependencies[0].prerequisite = {}; }},
      {"/funds/0/agencies", [](Scenario& s) { s.funds[0].agencies.clear(); }},
      {"/funds/0/kinds", [](Scenario& s) { s.funds[0].kinds.clear(); }},
      {"/budgets/0/fund", [](Scenario& s) { s.budgets[0].fund = {}; }},
      {"/mandates/0/deadline", [](Scenario& s) { s.mandates[0].deadline = {}; }},
      {"/waivers/0/until", [](Scenario& s) { s.waivers[0].until = {}; }},
      {"/exceptions/0/date", [](Scenario& s) { s.exceptions[0].date = {}; }},
      {"/as_of", [](Scenario& s) { s.settings.as_of = {}; }},
      {"/periods", [](Scenario& s) { s.settings.periods = 0; }},
  };
  for (const auto& [pointer, edit] : cases) EXPECT_THAT(pointers(edit), ElementsAre(pointer));
}

TEST(FieldValues, LieInTheirRange) {
  const std::pair<std::string, Edit> cases[] = {
      {"/periods", [](Scenario& s) { s.settings.periods = 241; }},
      {"/fiscal_year_start", [](Scenario& s) { s.settings.fiscal_year_start = 13; }},
      {"/discount_rate", [](Scenario& s) { s.settings.discount_rate = full::decimal(1.000001); }},
      {"/discount_rate", [](Scenario& s) { s.settings.discount_rate = full::decimal(-0.000001); }},
      {"/base_year", [](Scenario& s) { s.settings.base_year = 2201; }},
      {"/agencies/0/headcount", [](Scenario& s) { s.agencies[0].headcount = -1; }},
      {"/agencies/1/participation_threshold",
       [](Scenario& s) {
         s.agencies[1].participation_threshold = Money::from_raw(-10'000'000'000'001);
       }},
      {"/offerings/1/annual_fee", [](Scenario& s) { s.offerings[1].annual_fee = -1; }},
      {"/offerings/0/annual_fee/1/value",
       [](Scenario& s) {
         s.offerings[0].annual_fee = Profile<Money>({{std::nullopt, 1}, {Date{2022, 1}, -1}});
       }},
      {"/tiers/2/unit_price", [](Scenario& s) { s.tiers[2].unit_price = 1'000'001; }},
      {"/stages/0/capacity", [](Scenario& s) { s.stages[0].capacity = -1; }},
      {"/workloads/0/stranded_share",
       [](Scenario& s) { s.workloads[0].stranded_share = full::decimal(1.5); }},
      {"/workloads/0/annual_cost",
       [](Scenario& s) { s.workloads[0].annual_cost = Money::from_raw(10'000'000'000'001); }},
      {"/workloads/0/fallback_factor", [](Scenario& s) { s.workloads[0].fallback_factor = 1001; }},
      {"/migration_parameters/0/selection_periods",
       [](Scenario& s) { s.migration_parameters[0].phases[1].periods = 241; }},
      {"/migration_parameters/0/migration_spend",
       [](Scenario& s) { s.migration_parameters[0].phases[3].spend = -1; }},
      {"/migrations_in_progress/0/phases_done",
       [](Scenario& s) { s.migrations_in_progress[0].phases_done = 5; }},
      {"/dependencies/0/lag", [](Scenario& s) { s.dependencies[0].lag = -1; }},
      {"/budgets/0/fiscal_year", [](Scenario& s) { s.budgets[0].fiscal_year = 1979; }},
  };
  for (const auto& [pointer, edit] : cases) EXPECT_THAT(pointers(edit), ElementsAre(pointer));
}

TEST(FieldValues, MayLieAtTheEndsOfTheirRange) {
  EXPECT_THAT(pointers([](Scenario& s) {
                s.settings.discount_rate = 1;
                s.agencies[1].participation_threshold = Money::from_raw(-10'000'000'000'000);
                s.workloads[0].stranded_share = 1;
                s.workloads[0].fallback_factor = 1000;
                s.workloads[1].annual_cost = Money::from_raw(10'000'000'000'000);
                s.migrations_in_progress[0].phases_done = 4;
              }),
              IsEmpty());
  EXPECT_THAT(pointers([](Scenario& s) { s.settings.discount_rate = 0, s.settings.periods = 240; }),
              IsEmpty());
}

TEST(FieldDates, ExistAndLieFrom1980To2200) {
  for (const Date date :
       {Date{2021, 2, 29}, Date{2021, 13}, Date{2021, 0}, Date{1979, 12, 31}, Date{2201, 1},
        Date{1970, 1, 1}, Date{-1, 1}, Date{0, 1}, Date{2021, 1, -1}, Date{99999, 1}}) {
    EXPECT_THAT(pointers([&](Scenario& s) { s.offerings[0].ends = date; }),
                ElementsAre("/offerings/0/ends"))
        << date.to_string();
    EXPECT_THAT(pointers([&](Scenario& s) { s.waivers[0].until = date; }),
                ElementsAre("/waivers/0/until"))
        << date.to_string();
  }
  for (const Date date : {Date{1980, 1}, Date{2200, 12, 31}, Date{2024, 2, 29}}) {
    EXPECT_THAT(pointers([&](Scenario& s) { s.waivers[0].until = date; }), IsEmpty())
        << date.to_string();
  }
}

TEST(FieldDates, ExplainThe1970OfEmptyCells) {
  const auto faults = full::faults([] {
    (void)Portfolio(full::changed([](Scenario& s) { s.waivers[0].until = {1970, 1, 1}; }));
  });
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].value, "1970-01-01");
  EXPECT_THAT(faults[0].expected, testing::HasSubstr("1970 is what an empty date becomes"));
}

TEST(FieldLists, NameEachItemOnce) {
  EXPECT_THAT(pointers([](Scenario& s) { s.offerings[0].standards[1] = "FIBF-1"; }),
              ElementsAre("/offerings/0/standards/1"));
  EXPECT_THAT(pointers([](Scenario& s) { s.funds[0].kinds[1] = FundedKind::phase; }),
              ElementsAre("/funds/0/kinds/1"));
  EXPECT_THAT(pointers([](Scenario& s) { s.services[0].fibf[1] = "HR.A1"; }),
              ElementsAre("/services/0/fibf/1"));
  EXPECT_THAT(
      pointers([](Scenario& s) { s.settings.eligible_states[1] = s.settings.eligible_states[0]; }),
      ElementsAre("/eligible_states/1"));
}

std::vector<std::string> with_fee(std::vector<Profile<Money>::Step> steps) {
  return pointers([&](Scenario& s) { s.offerings[0].annual_fee = Profile<Money>(steps); });
}

TEST(FieldProfiles, HaveAStep) {
  EXPECT_THAT(with_fee({}), ElementsAre("/offerings/0/annual_fee"));
}

TEST(FieldProfiles, BeginWithoutADateAndGoOnWithRisingDates) {
  const std::optional<Date> first, second = Date{2022, 1}, third = Date{2023, 1};
  EXPECT_THAT(with_fee({{second, 1}}), ElementsAre("/offerings/0/annual_fee/0/from"));
  EXPECT_THAT(with_fee({{first, 1}, {first, 2}}), ElementsAre("/offerings/0/annual_fee/1/from"));
  EXPECT_THAT(with_fee({{first, 1}, {second, 2}, {second, 3}}),
              ElementsAre("/offerings/0/annual_fee/2/from"));
  EXPECT_THAT(with_fee({{first, 1}, {third, 2}, {second, 3}}),
              ElementsAre("/offerings/0/annual_fee/2/from"));
  EXPECT_THAT(with_fee({{first, 1}, {Date{2022, 13}, 2}}),
              ElementsAre("/offerings/0/annual_fee/1/from"));
  EXPECT_THAT(with_fee({{first, 1}, {second, 2}, {third, 3}}), IsEmpty());
}

std::vector<std::string> with_provenance(const std::string& field, const std::string& text) {
  return pointers([&](Scenario& s) { s.workloads[0].provenance.entries = {{field, text}}; });
}

TEST(FieldProvenance, IsOfAFieldThatHoldsANumber) {
  EXPECT_THAT(with_provenance("volume", "assumed"), IsEmpty());
  EXPECT_THAT(with_provenance("*", "assumed"), IsEmpty());
  for (const char* field : {"agency", "contract_end", "volum", "", "provenance"}) {
    EXPECT_THAT(with_provenance(field, "assumed"),
                ElementsAre("/workloads/0/provenance/" + std::string(field)))
        << field;
  }
  EXPECT_THAT(with_provenance("a/b", "assumed"), ElementsAre("/workloads/0/provenance/a~1b"));
}

TEST(FieldProvenance, SaysWhereANumberComesFrom) {
  for (const char* text :
       {"assumed", "derived", "derived: by hand", "assumed: for now", "read: p. 7", "read:p. 7"}) {
    EXPECT_THAT(with_provenance("volume", text), IsEmpty()) << text;
  }
  for (const char* text :
       {"", "read", "read:", "read:  ", "guessed", "Assumed", "derived:", "assumed|x", "read: a|b",
        "read: a\nb", "read: \xff", " assumed", "assumed ", "read: p. 7 "}) {
    EXPECT_THAT(with_provenance("volume", text), ElementsAre("/workloads/0/provenance/volume"))
        << text;
  }
}

TEST(FieldProvenance, NamesEachFieldOnce) {
  EXPECT_THAT(pointers([](Scenario& s) {
                s.workloads[0].provenance.entries = {{"volume", "assumed"}, {"volume", "derived"}};
              }),
              ElementsAre("/workloads/0/provenance/volume"));
}

}  // namespace
}  // namespace qsmo
