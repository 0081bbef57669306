#include "qsmo/model/portfolio.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "unit/model/full_scenario.hpp"

namespace qsmo {
namespace {

using full::pointers;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Portfolio portfolio(const std::function<void(Scenario&)>& edit = [](Scenario&) {}) {
  return Portfolio(full::changed(edit));
}

TEST(Portfolio, FindsIdsByName) {
  const Portfolio p = portfolio();
  EXPECT_EQ(p[p.agency("bureau")].parent.id(), p.agency("dept"));
  EXPECT_EQ(p[p.workload("w4")].id, "w4");
  EXPECT_EQ(p[p.offering("O2")].provider.name(), "Q");
  EXPECT_EQ(p[p.service("ledger")].area.name(), "FM");
  EXPECT_EQ(p[p.marketplace("M2")].id, "M2");
  EXPECT_EQ(p[p[p.offering("O")].provider.id()].id, "P");
}

TEST(Portfolio, SuggestsTheNearestNameForAnUnknownOne) {
  const Portfolio p = portfolio();
  try {
    (void)p.agency("buraeu");
    FAIL() << "no UnknownNameError";
  } catch (const UnknownNameError& error) {
    EXPECT_EQ(error.name(), "buraeu");
    EXPECT_EQ(error.suggestion(), "bureau");
  }
  EXPECT_THROW((void)p.workload(""), UnknownNameError);
  EXPECT_THROW((void)p.service("w1"), UnknownNameError);
}

TEST(Portfolio, LineageLeadsToTheRoot) {
  const Portfolio p =
      portfolio([](Scenario& s) { s.agencies.push_back({.id = "office", .parent = "bureau"}); });
  EXPECT_THAT(p.lineage(p.agency("office")),
              ElementsAre(p.agency("office"), p.agency("bureau"), p.agency("dept")));
  EXPECT_THAT(p.lineage(p.agency("dept")), ElementsAre(p.agency("dept")));
}

TEST(Portfolio, FindsCoveragesByOfferingAndService) {
  const Portfolio p = portfolio();
  EXPECT_EQ(p.coverage(p.offering("O2"), p.service("ledger")), CoverageId(2));
  EXPECT_EQ(p.coverage(p.offering("O"), p.service("ledger")), std::nullopt);
  EXPECT_THAT(p.coverages(p.service("payroll")), ElementsAre(CoverageId(0), CoverageId(1)));
}

TEST(Portfolio, TiersRiseByVolume) {
  const Portfolio p = portfolio();
  const auto tiers = p.tiers(CoverageId(0));
  ASSERT_EQ(tiers.size(), 2U);
  EXPECT_EQ(tiers[0]->from_volume, Decimal(0));
  EXPECT_EQ(tiers[1]->from_volume, Decimal(1000));
}

TEST(Portfolio, AStageHoldsFromThePeriodOfItsDate) {
  const Portfolio p = portfolio();
  const OfferingId o = p.offering("O");
  EXPECT_EQ(p.stage(o, 0), nullptr);
  ASSERT_NE(p.stage(o, 1), nullptr);
  EXPECT_EQ(p.stage(o, 1)->state, StageState::initial);
  EXPECT_EQ(p.stage(o, 4)->state, StageState::initial);
  EXPECT_EQ(p.stage(o, 5)->state, StageState::full);
  EXPECT_EQ(p.stage(o, 19)->state, StageState::full);
  EXPECT_TRUE(p.staged(o));
  EXPECT_FALSE(p.staged(p.offering("O2")));
  EXPECT_EQ(p.stage(p.offering("O2"), 5), nullptr);
}

TEST(Portfolio, OfSeveralStagesInOnePeriodTheLatestDateHolds) {
  const Portfolio p = portfolio([](Scenario& s) { s.stages[0].date = {2022, 3, 31}; });
  EXPECT_EQ(p.stage(p.offering("O"), 4), nullptr);
  EXPECT_EQ(p.stage(p.offering("O"), 5)->state, StageState::initial);
}

TEST(Portfolio, AStageBeforeTheHorizonHoldsFromItsStart) {
  const Portfolio p = portfolio([](Scenario& s) { s.stages[0].date = {2015, 3, 31}; });
  EXPECT_EQ(p.stage(p.offering("O"), 0)->state, StageState::initial);
}

TEST(Portfolio, ADesignationHoldsInTheWholePeriodOfItsDate) {
  const Portfolio p = portfolio();
  const MarketplaceId m = p.marketplace("M");
  EXPECT_EQ(p.designation(m, 0), DesignationState::pre_designated);
  EXPECT_EQ(p.designation(m, 1), DesignationState::pre_designated);
  EXPECT_EQ(p.designation(m, 2), DesignationState::designated);
  EXPECT_EQ(p.designation(p.marketplace("M2"), 19), DesignationState::research);
}

TEST(Portfolio, IsInResearchBeforeItsFirstDesignation) {
  const Portfolio p =
      portfolio([](Scenario& s) { s.designations.erase(s.designations.begin() + 1); });
  EXPECT_EQ(p.designation(p.marketplace("M"), 1), DesignationState::research);
  EXPECT_EQ(p.designation(p.marketplace("M"), 2), DesignationState::designated);
}

/// The five rows that can speak of (w1, O), most special first.
MigrationParameters row(int level) {
  switch (level) {
  case 0:
    return {.workload = "w1", .offering = "O"};
  case 1:
    return {.workload = "w1"};
  case 2:
    return {.offering = "O"};
  case 3:
    return {.service = "payroll", .size_class = "large"};
  default:
    return {.service = "payroll"};
  }
}

/// Every field of a row, in one order; the visitor of two rows at once.
void set_field(MigrationParameters& row, std::size_t field, int value) {
  std::size_t at = 0;
  auto visitor = [&](const Field&, auto& slot) {
    using Slot = std::remove_cvref_t<decltype(slot)>;
    if constexpr (std::is_same_v<Slot, std::optional<int>> ||
                  std::is_same_v<Slot, std::optional<Decimal>> ||
                  std::is_same_v<Slot, std::optional<Money>>) {
      if (at++ == field) slot = value;
    }
  };
  MigrationParameters::visit(visitor, row);
}

double get_field(const Way& way, std::size_t field) {
  if (field < 16) {
    const Way::PhaseNeeds& phase = way.phases[field / 4];
    const double values[] = {static_cast<double>(phase.periods), phase.agency_effort.to_double(),
                             phase.provider_effort.to_double(), phase.spend.to_double()};
    return values[field % 4];
  }
  const double rest[] = {static_cast<double>(way.hypercare),
                         way.hypercare_agency_effort.to_double(),
                         way.hypercare_provider_effort.to_double(),
                         static_cast<double>(way.dual_run), way.onboarding.to_double()};
  return rest[field - 16];
}

constexpr std::size_t way_fields = 21;

TEST(Way, TakesEachFieldFromTheMostSpecialRowThatStatesIt) {
  for (std::size_t field = 0; field < way_fields; ++field) {
    // For each set of rows that state the field: 31 sets, the value is the row's level plus 1, or 0 for an explicit 0.
    for (unsigned stated = 1; stated < 32; ++stated) {
      for (const bool zero : {false, true}) {
        int first = -1;
        const Portfolio p = portfolio([&](Scenario& s) {
          s.migration_parameters.clear();
          for (int level = 4; level >= 0; --level) {
            s.migration_parameters.push_back(row(level));
            if ((stated >> level & 1U) == 0) continue;
            first = level;
            set_field(s.migration_parameters.back(), field, level + 1);
          }
          if (zero)
            set_field(s.migration_parameters[static_cast<std::size_t>(4 - first)], field, 0);
        });
        const Way way = p.way(p.workload("w1"), p.offering("O"));
        for (std::size_t other = 0; other < way_fields; ++other) {
          ASSERT_EQ(get_field(way, other), other == field && !zero ? first + 1 : 0)
              << "field " << field << " rows " << stated << " other " << other;
        }
      }
    }
  }
}

TEST(Way, RowsOfOthersDoNotSpeak) {
  const Portfolio p = portfolio([](Scenario& s) {
    s.migration_parameters = {row(0), row(1), row(2), row(3)};
    for (MigrationParameters& r : s.migration_parameters) r.dual_run = 3;
  });
  EXPECT_EQ(p.way(p.workload("w2"), p.offering("O2")), Way());
  EXPECT_EQ(p.way(p.workload("w2"), p.offering("O")).dual_run, 3);
  EXPECT_EQ(p.way(p.workload("w1"), p.offering("O2")).dual_run, 3);
}

TEST(Way, IsAllZerosWithoutRows) {
  const Portfolio p = portfolio([](Scenario& s) { s.migration_parameters.clear(); });
  const Way way = p.way(p.workload("w1"), p.offering("O"));
  EXPECT_EQ(way, Way());
  EXPECT_EQ(way.duration(), 0);
}

TEST(Way, PhasesDoneTakeNothing) {
  for (int done = 0; done <= 4; ++done) {
    const Portfolio p = portfolio([&](Scenario& s) {
      MigrationParameters r{.service = "ledger"};
      for (PhaseParameters& phase : r.phases) phase = {2, 3, 4, 5};
      r.hypercare = 6;
      s.migration_parameters = {r};
      s.migrations_in_progress[0].phases_done = done;
    });
    const Way way = p.way(p.workload("w4"), p.offering("O2"));
    EXPECT_EQ(way.duration(), 2 * (4 - done));
    for (int i = 0; i < 4; ++i) {
      const Way::PhaseNeeds expected = i < done ? Way::PhaseNeeds{} : Way::PhaseNeeds{2, 3, 4, 5};
      EXPECT_EQ(way.phases[static_cast<std::size_t>(i)], expected) << done << " " << i;
    }
    EXPECT_EQ(way.hypercare, 6);
    // Another workload, or the same with another offering, starts from the beginning.
    EXPECT_EQ(p.way(p.workload("w3"), p.offering("O2")).duration(), 8);
    EXPECT_EQ(p.way(p.workload("w4"), p.offering("O")).duration(), 8);
  }
}

TEST(Portfolio, FindsWhatIsSaidOfAWorkload) {
  const Portfolio p = portfolio();
  EXPECT_EQ(p.in_progress(p.workload("w4"))->phases_done, 2);
  EXPECT_EQ(p.in_progress(p.workload("w1")), nullptr);
  EXPECT_EQ(p.pin(p.workload("w3"))->action, PinAction::retain);
  EXPECT_EQ(p.pin(p.workload("w2")), nullptr);
  ASSERT_EQ(p.exceptions(p.workload("w1")).size(), 1U);
  EXPECT_EQ(p.exceptions(p.workload("w1"))[0]->source, "IAP");
  EXPECT_EQ(p.waivers(p.workload("w1")).size(), 1U);
  EXPECT_THAT(p.waivers(p.workload("w2")), IsEmpty());
}

TEST(Portfolio, BlackoutsAreTheAgencysOwnAndFreezesMayBeEveryones) {
  const Portfolio p = portfolio();
  EXPECT_EQ(p.blackouts(p.agency("bureau")).size(), 1U);
  EXPECT_THAT(p.blackouts(p.agency("dept")), IsEmpty());
  EXPECT_EQ(p.start_freezes(p.agency("bureau")).size(), 2U);
  EXPECT_EQ(p.start_freezes(p.agency("dept")).size(), 1U);
}

TEST(Portfolio, FindsTheFundOfAnAgencyAndKind) {
  const Portfolio p = portfolio();
  EXPECT_EQ(p[*p.fund(p.agency("dept"), MoneyKind::phase)].id, "TMF");
  EXPECT_EQ(p[*p.fund(p.agency("bureau"), MoneyKind::transfer)].id, "F2");
  EXPECT_EQ(p.fund(p.agency("dept"), MoneyKind::transfer), std::nullopt);
  EXPECT_EQ(p.fund(p.agency("other"), MoneyKind::phase), std::nullopt);
  EXPECT_EQ(p.budget(FundId(0), 2021), Money(1000));
  EXPECT_EQ(p.budget(FundId(0), 2040), Money());
}

TEST(Portfolio, DiscountsByTheYear) {
  const Portfolio p = portfolio();
  EXPECT_EQ(p.discount_factor(0), 1.0);
  EXPECT_NEAR(p.discount_factor(4), 1 / 1.02, 1e-15);
  EXPECT_NEAR(p.discount_factor(2), 1 / std::sqrt(1.02), 1e-15);
}

TEST(Portfolio, AVariantLeavesTheBaselineUntouched) {
  const Portfolio base = portfolio();
  const std::string before = base.fingerprint();
  const Portfolio variant = base.replace([](Scenario& s) {
    s.agencies.insert(s.agencies.begin(), Agency{.id = "new"});
    s.workloads[0].volume = 7;
  });
  EXPECT_EQ(base.fingerprint(), before);
  EXPECT_EQ(base.scenario(), full::scenario());
  EXPECT_EQ(base.agency("dept"), AgencyId(0));
  EXPECT_EQ(variant.agency("dept"), AgencyId(1));
  EXPECT_EQ(variant[variant.workload("w1")].agency.id(), variant.agency("bureau"));
  EXPECT_EQ(variant[variant.workload("w1")].volume, Decimal(7));
  EXPECT_NE(base, variant);
}

TEST(Portfolio, AVariantIsValidatedAgain) {
  const Portfolio base = portfolio();
  EXPECT_THAT(pointers(full::faults([&] {
                (void)base.replace([](Scenario& s) { s.workloads[0].agency = "nobody"; });
              })),
              ElementsAre("/workloads/0/agency"));
  EXPECT_EQ(base.scenario(), full::scenario());
}

TEST(Portfolio, CopiesOutliveTheOriginal) {
  std::optional<Portfolio> original = portfolio();
  const Portfolio copy = *original;
  original.reset();
  EXPECT_EQ(copy[copy.workload("w1")].id, "w1");
  EXPECT_EQ(copy, portfolio());
}

TEST(Fingerprint, IsEqualForEqualContent) {
  EXPECT_EQ(portfolio().fingerprint(), portfolio().fingerprint());
  EXPECT_THAT(portfolio().fingerprint(), testing::MatchesRegex("fnv1a128:[0-9a-f]{32}"));
}

TEST(Fingerprint, DiffersWithEveryChange) {
  const std::string base = portfolio().fingerprint();
  EXPECT_NE(base, portfolio([](Scenario& s) {
                    s.workloads[0].volume += Decimal::from_raw(1);
                  }).fingerprint());
  EXPECT_NE(base, portfolio([](Scenario& s) { s.settings.name += "!"; }).fingerprint());
  EXPECT_NE(base, portfolio([](Scenario& s) {
                    std::swap(s.interfaces[0].a, s.interfaces[0].b);
                  }).fingerprint());
  EXPECT_NE(base,
            portfolio([](Scenario& s) { s.migration_parameters[4].dual_run = 0; }).fingerprint());
}

// What resolving references and indexing tables refuses: each rule with one fault at its place.

TEST(Names, AreUniqueInTheirTable) {
  EXPECT_THAT(pointers([](Scenario& s) {
                s.agencies[2].id = "dept", s.workloads[1].agency = "dept",
                s.workloads[3].agency = "dept";
              }),
              ElementsAre("/agencies/2/id"));
  EXPECT_THAT(pointers([](Scenario& s) { s.mandates.push_back(s.mandates[0]); }),
              ElementsAre("/mandates/1/id"));
  EXPECT_THAT(pointers([](Scenario& s) {
                s.standards.push_back({"FIBF-1", ""});
              }),
              ElementsAre("/standards/2/id"));
  EXPECT_THAT(pointers([](Scenario& s) {
                s.areas.push_back({"payroll", "a service has this name"});
              }),
              IsEmpty());
}

TEST(References, NameARecordThatExists) {
  const std::pair<std::string, std::function<void(Scenario&)>> cases[] = {
      {"/services/0/area", [](Scenario& s) { s.services[0].area = "nobody"; }},
      {"/services/0/standards/0", [](Scenario& s) { s.services[0].standards[0] = "nobody"; }},
      {"/agencies/1/parent", [](Scenario& s) { s.agencies[1].parent = "nobody"; }},
      {"/blackouts/0/agency", [](Scenario& s) { s.blackouts[0].agency = "nobody"; }},
      {"/start_freezes/0/agency", [](Scenario& s) { s.start_freezes[0].agency = "nobody"; }},
      {"/providers/0/agency", [](Scenario& s) { s.providers[0].agency = "nobody"; }},
      {"/marketplaces/0/area", [](Scenario& s) { s.marketplaces[0].area = "nobody"; }},
      {"/marketplaces/0/lead", [](Scenario& s) { s.marketplaces[0].lead = "nobody"; }},
      {"/designations/0/marketplace",
       [](Scenario& s) { s.designations[0].marketplace = "nobody"; }},
      {"/offerings/0/provider", [](Scenario& s) { s.offerings[0].provider = "nobody"; }},
      {"/offerings/0/marketplace", [](Scenario& s) { s.offerings[0].marketplace = "nobody"; }},
      {"/offerings/0/standards/1", [](Scenario& s) { s.offerings[0].standards[1] = "nobody"; }},
      {"/coverages/0/offering", [](Scenario& s) { s.coverages[0].offering = "nobody"; }},
      {"/coverages/0/service", [](Scenario& s) { s.coverages[0].service = "nobody"; }},
      {"/tiers/2/offering", [](Scenario& s) { s.tiers[2].offering = "nobody"; }},
      {"/tiers/2/service", [](Scenario& s) { s.tiers[2].service = "nobody"; }},
      {"/stages/0/offering", [](Scenario& s) { s.stages[0].offering = "nobody"; }},
      {"/stages/0/services/0", [](Scenario& s) { s.stages[0].services[0] = "nobody"; }},
      {"/workloads/0/agency", [](Scenario& s) { s.workloads[0].agency = "nobody"; }},
      {"/workloads/0/service", [](Scenario& s) { s.workloads[0].service = "nobody"; }},
      {"/workloads/0/incumbent", [](Scenario& s) { s.workloads[0].incumbent = "nobody"; }},
      {"/migration_parameters/0/workload",
       [](Scenario& s) { s.migration_parameters[0].workload = "nobody"; }},
      {"/migration_parameters/0/offering",
       [](Scenario& s) { s.migration_parameters[0].offering = "nobody"; }},
      {"/migration_parameters/4/service",
       [](Scenario& s) { s.migration_parameters[4].service = "nobody"; }},
      {"/migrations_in_progress/0/workload",
       [](Scenario& s) { s.migrations_in_progress[0].workload = "nobody"; }},
      {"/migrations_in_progress/0/offering",
       [](Scenario& s) { s.migrations_in_progress[0].offering = "nobody"; }},
      {"/pins/0/workload", [](Scenario& s) { s.pins[0].workload = "nobody"; }},
      {"/pins/0/offering", [](Scenario& s) { s.pins[0].offering = "nobody"; }},
      {"/dependencies/0/prerequisite",
       [](Scenario& s) { s.dependencies[0].prerequisite = "nobody"; }},
      {"/dependencies/0/dependent", [](Scenario& s) { s.dependencies[0].dependent = "nobody"; }},
      {"/interfaces/0/a", [](Scenario& s) { s.interfaces[0].a = "nobody"; }},
      {"/interfaces/0/b", [](Scenario& s) { s.interfaces[0].b = "nobody"; }},
      {"/funds/0/agencies/1", [](Scenario& s) { s.funds[0].agencies[1] = "nobody"; }},
      {"/budgets/0/fund", [](Scenario& s) { s.budgets[0].fund = "nobody"; }},
      {"/mandates/0/agencies/0", [](Scenario& s) { s.mandates[0].agencies[0] = "nobody"; }},
      {"/mandates/0/services/0", [](Scenario& s) { s.mandates[0].services[0] = "nobody"; }},
      {"/waivers/0/workload", [](Scenario& s) { s.waivers[0].workload = "nobody"; }},
      {"/exceptions/0/workload", [](Scenario& s) { s.exceptions[0].workload = "nobody"; }},
      {"/exceptions/0/offering", [](Scenario& s) { s.exceptions[0].offering = "nobody"; }},
  };
  for (const auto& [pointer, edit] : cases) EXPECT_THAT(pointers(edit), ElementsAre(pointer));
}

TEST(References, SuggestTheNearestName) {
  const auto faults = full::faults(
      [] { (void)Portfolio(full::changed([](Scenario& s) { s.workloads[0].agency = "burau"; })); });
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].value, "burau");
  EXPECT_EQ(faults[0].suggestion, "bureau");
  EXPECT_EQ(faults[0].expected, "the id of an agency");
}

TEST(References, InListsAreNeverEmpty) {
  EXPECT_THAT(pointers([](Scenario& s) { s.mandates[0].agencies[0] = ""; }),
              ElementsAre("/mandates/0/agencies/0"));
}

TEST(References, ToARecordWhoseNameIsMissingAreNotBlamed) {
  EXPECT_THAT(pointers([](Scenario& s) { s.agencies[2].id = ""; }), ElementsAre("/agencies/2/id"));
  EXPECT_THAT(pointers([](Scenario& s) { s.agencies[0].id = ""; }), ElementsAre("/agencies/0/id"));
  EXPECT_THAT(pointers([](Scenario& s) { s.offerings[1].id = ""; }),
              ElementsAre("/offerings/1/id"));
  EXPECT_THAT(pointers([](Scenario& s) { s.workloads[3].id = ""; }),
              ElementsAre("/workloads/3/id"));
}

TEST(Parents, FormNoCycle) {
  EXPECT_THAT(pointers([](Scenario& s) { s.agencies[0].parent = "dept"; }),
              ElementsAre("/agencies/0/parent"));
  EXPECT_THAT(pointers([](Scenario& s) { s.agencies[0].parent = "bureau"; }),
              ElementsAre("/agencies/0/parent"));
  EXPECT_THAT(pointers([](Scenario& s) {
                s.agencies[0].parent = "other", s.agencies[2].parent = "bureau";
              }),
              ElementsAre("/agencies/0/parent"));
  // An agency that only leads into the cycle is not at fault.
  EXPECT_THAT(pointers([](Scenario& s) {
                s.agencies.insert(s.agencies.begin(), Agency{.id = "office", .parent = "bureau"});
                s.agencies[1].parent = "bureau";
              }),
              ElementsAre("/agencies/1/parent"));
}

TEST(Coverages, AreOnePerOfferingAndService) {
  EXPECT_THAT(pointers([](Scenario& s) {
                s.coverages.push_back({"O", "payroll"});
              }),
              ElementsAre("/coverages/3/service"));
}

TEST(Tiers, BelongToACoverage) {
  EXPECT_THAT(pointers([](Scenario& s) {
                s.tiers.push_back({"O", "ledger", 0, 1, {}});
              }),
              ElementsAre("/tiers/4/service"));
}

TEST(MigrationsInProgress, AreOnePerWorkload) {
  EXPECT_THAT(pointers([](Scenario& s) {
                s.migrations_in_progress.push_back(s.migrations_in_progress[0]);
              }),
              ElementsAre("/migrations_in_progress/1/workload"));
}

TEST(Pins, AreOnePerWorkload) {
  EXPECT_THAT(pointers([](Scenario& s) { s.pins.push_back(s.pins[0]); }),
              ElementsAre("/pins/2/workload"));
}

TEST(Funds, AreOnePerAgencyAndKind) {
  EXPECT_THAT(pointers([](Scenario& s) { s.funds[1].kinds.push_back(FundedKind::phase); }),
              ElementsAre("/funds/1/kinds"));
  EXPECT_THAT(pointers([](Scenario& s) {
                s.funds[1].agencies.push_back("other"),
                    s.funds[1].kinds.push_back(FundedKind::bridge);
              }),
              IsEmpty());
}

TEST(Budgets, AreOnePerFundAndYear) {
  EXPECT_THAT(pointers([](Scenario& s) { s.budgets[1].fiscal_year = 2021; }),
              ElementsAre("/budgets/1/fiscal_year"));
  EXPECT_THAT(pointers([](Scenario& s) { s.budgets[1].fiscal_year = 1999; }), IsEmpty());
}

TEST(MigrationParameters, HaveOneOfTheFiveKeys) {
  const MigrationParameters wrong[] = {
      {},
      {.size_class = "large"},
      {.workload = "w2", .size_class = "large"},
      {.workload = "w2", .service = "payroll"},
      {.offering = "O2", .service = "payroll"},
      {.workload = "w2", .offering = "O2", .service = "payroll", .size_class = "large"}};
  for (const MigrationParameters& r : wrong) {
    EXPECT_THAT(pointers([&](Scenario& s) { s.migration_parameters.push_back(r); }),
                ElementsAre("/migration_parameters/5"));
  }
}

TEST(MigrationParameters, AreOneRowPerKey) {
  for (int level = 0; level < 5; ++level) {
    EXPECT_THAT(pointers([&](Scenario& s) { s.migration_parameters.push_back(row(level)); }),
                ElementsAre("/migration_parameters/5"))
        << level;
  }
  EXPECT_THAT(pointers([](Scenario& s) {
                s.migration_parameters.push_back({.workload = "w2", .offering = "O"});
              }),
              IsEmpty());
}

TEST(Portfolio, TellsAllFaultsAtOnce) {
  const auto found = pointers([](Scenario& s) {
    s.services[0].area = "nobody";
    s.blackouts[0].to = {2001, 1};
    s.workloads[1].volume = -1;
    s.coverages.push_back({"O", "payroll"});
    s.pins[1].offering = "O2";
    s.dependencies[0].dependent = "w1";
  });
  EXPECT_THAT(found, testing::UnorderedElementsAre(
                         "/services/0/area", "/blackouts/0/to", "/workloads/1/volume",
                         "/coverages/3/service", "/pins/1/offering", "/dependencies/0/dependent"));
}

}  // namespace
}  // namespace qsmo
