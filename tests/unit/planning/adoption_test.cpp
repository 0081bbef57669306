#include "qsmo/planning/adoption.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

using small::Choice;
using ::testing::SizeIs;

constexpr AreaId HR(0);

/// Bureau A belongs to department B; a migration takes 3 periods; O2 is outside every marketplace.
Portfolio department(const std::function<void(Scenario&)>& edit = [](Scenario&) {}) {
  return small::portfolio([&](Scenario& s) {
    s.agencies[small::A].parent = "B";
    s.migration_parameters = {small::one_phase(3)};
    s.offerings[small::O2].marketplace = {};
    edit(s);
  });
}

AdoptionFacts facts(const Portfolio& portfolio, const std::vector<Choice>& choices, int t,
                    const char* agency = "B") {
  return adoption_facts(portfolio, small::plan(portfolio, choices), portfolio.agency(agency), HR,
                        t);
}

AdoptionFacts counts(int workloads, int adopted, int under_way, int planned) {
  return {workloads, adopted, under_way, planned};
}

TEST(AdoptionFacts, GoFromPlannedToUnderWayToAdopted) {
  const Portfolio portfolio = department();
  const auto at = [&](int t) { return facts(portfolio, {{"w", "O", 7}}, t, "A"); };
  EXPECT_EQ(at(3), counts(1, 0, 0, 1));
  EXPECT_EQ(at(4), counts(1, 0, 1, 0)) << "it starts";
  EXPECT_EQ(at(6), counts(1, 0, 1, 0));
  EXPECT_EQ(at(7), counts(1, 1, 0, 0)) << "it cuts over";
  EXPECT_EQ(at(11), counts(1, 1, 0, 0));
}

TEST(AdoptionFacts, CountDescendantsButNotParents) {
  const Portfolio portfolio = department();
  const std::vector<Choice> choices{{"w", "O", 5}, {"u", "O", 9}};
  EXPECT_EQ(facts(portfolio, choices, 6, "B"), counts(2, 1, 1, 0));
  EXPECT_EQ(facts(portfolio, choices, 6, "A"), counts(1, 1, 0, 0));
}

TEST(AdoptionFacts, LeaveOutWhatIsRetained) {
  EXPECT_EQ(facts(department(), {}, 6), counts(2, 0, 0, 0));
}

TEST(AdoptionFacts, CountIncumbentsThatAMarketplaceLists) {
  const Portfolio on_o = department([](Scenario& s) { s.workloads[small::w].incumbent = "O"; });
  EXPECT_EQ(facts(on_o, {}, 0, "A"), counts(1, 1, 0, 0));
  const Portfolio on_o2 = department([](Scenario& s) { s.workloads[small::w].incumbent = "O2"; });
  EXPECT_EQ(facts(on_o2, {}, 0, "A"), counts(1, 0, 0, 0));
  EXPECT_EQ(facts(on_o2, {{"w", "O", 3}}, 2, "A"), counts(1, 0, 1, 0));
}

TEST(AdoptionFacts, OfAWorkloadThatChangesItsOfferingAreAdoptedThroughout) {
  const Portfolio portfolio = department([](Scenario& s) {
    s.workloads[small::w].incumbent = "O";
    s.offerings[small::O2].marketplace = "M";
  });
  for (const int t : {0, 4, 5, 8})
    EXPECT_EQ(facts(portfolio, {{"w", "O2", 5}}, t, "A"), counts(1, 1, 0, 0)) << t;
}

TEST(AdoptionFacts, OutsideTheMarketplacesAreNone) {
  const Portfolio portfolio = department();
  for (const int t : {0, 3, 5})
    EXPECT_EQ(facts(portfolio, {{"w", "O2", 5}}, t, "A"), counts(1, 0, 0, 0)) << t;
  const Portfolio leaves = department([](Scenario& s) { s.workloads[small::w].incumbent = "O"; });
  EXPECT_EQ(facts(leaves, {{"w", "O2", 5}}, 4, "A"), counts(1, 1, 0, 0));
  EXPECT_EQ(facts(leaves, {{"w", "O2", 5}}, 5, "A"), counts(1, 0, 0, 0)) << "it has left";
}

TEST(AdoptionFacts, AreOfOneArea) {
  const Portfolio portfolio = department([](Scenario& s) {
    s.areas.push_back({"FM", ""});
    s.services.push_back({"ledger", "", "FM", "users"});
    s.workloads.push_back({.id = "x", .agency = "A", .service = "ledger", .volume = 1});
  });
  const Plan plan = small::plan(portfolio, {{"w", "O", 5}});
  EXPECT_EQ(adoption_facts(portfolio, plan, portfolio.agency("A"), AreaId(1), 6),
            counts(1, 0, 0, 0));
  EXPECT_EQ(adoption_facts(portfolio, plan, portfolio.agency("A"), HR, 6), counts(1, 1, 0, 0));
}

TEST(AdoptionStatusOf, IsOneOfTheFourValues) {
  const Portfolio portfolio = department();
  const Plan plan = small::plan(portfolio, {{"w", "O", 5}, {"u", "O", 9}});
  const auto status = [&](int t) {
    return adoption_status(portfolio, plan, portfolio.agency("B"), HR, t).status;
  };
  EXPECT_EQ(status(1), AdoptionStatus::not_started);
  EXPECT_EQ(status(2), AdoptionStatus::partial);
  EXPECT_EQ(status(8), AdoptionStatus::partial);
  EXPECT_EQ(status(9), AdoptionStatus::complete);
  EXPECT_EQ(adoption_status(portfolio, status_quo(portfolio), portfolio.agency("B"), HR, 9).status,
            AdoptionStatus::not_planned);
}

TEST(AdoptionTable, HasEachAgencyWithItsAreas) {
  const Portfolio portfolio = department([](Scenario& s) {
    s.areas.push_back({"FM", ""});
    s.services.push_back({"ledger", "", "FM", "users"});
    s.workloads.push_back({.id = "x", .agency = "A", .service = "ledger", .volume = 1});
    s.agencies.push_back({.id = "C"});
    s.workloads.push_back({.id = "y", .agency = "C", .service = "payroll", .volume = 1});
  });
  const Plan plan = small::plan(portfolio, {{"w", "O", 5}, {"u", "O", 9}});
  for (int t = 0; t < portfolio.periods(); ++t) {
    const auto rows = adoption(portfolio, plan, t);
    ASSERT_THAT(rows, SizeIs(5)) << "A and B with HR and FM, C with HR";
    EXPECT_EQ(rows[4].agency, portfolio.agency("C"));
    for (const Adoption& row : rows) {
      EXPECT_EQ(row.facts, adoption_facts(portfolio, plan, row.agency, row.area, t));
      EXPECT_EQ(row.verdict, adoption_status(portfolio, plan, row.agency, row.area, t));
    }
  }
}

}  // namespace
}  // namespace qsmo
