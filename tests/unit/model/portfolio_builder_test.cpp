#include "qsmo/model/portfolio_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/model/full_scenario.hpp"

namespace qsmo {
namespace {

using ::testing::ElementsAre;

TEST(PortfolioBuilder, PutsEachRecordIntoTheTableOfItsType) {
  const Scenario expected = full::scenario();
  PortfolioBuilder builder(expected.settings);
  Scenario::visit_tables(
      [&](std::string_view, std::string_view, const auto& table) {
        for (const auto& record : table) builder.add(record);
      },
      expected);
  EXPECT_EQ(builder.scenario(), expected);
  EXPECT_EQ(builder.build().scenario(), expected);
}

TEST(PortfolioBuilder, TakesNamesBeforeTheyAreDefined) {
  PortfolioBuilder builder({.as_of = {2020, 10}, .periods = 12});
  builder.add(Agency{.id = "bureau", .parent = "dept"}).add(Agency{.id = "dept"});
  const Portfolio portfolio = builder.build();
  EXPECT_THAT(portfolio.lineage(portfolio.agency("bureau")), ElementsAre(AgencyId(0), AgencyId(1)));
}

TEST(PortfolioBuilder, TellsAllFaultsAndCanBeMended) {
  PortfolioBuilder builder({.as_of = {2020, 10}, .periods = 12});
  builder.add(Agency{.id = "bureau", .parent = "dept"}).add(Area{.id = ""});
  EXPECT_THAT(full::pointers(full::faults([&] { (void)builder.build(); })),
              testing::UnorderedElementsAre("/agencies/0/parent", "/areas/0/id"));
  EXPECT_EQ(builder.scenario().agencies.size(), 1U);
  builder.add(Agency{.id = "dept"});
  EXPECT_THAT(full::pointers(full::faults([&] { (void)builder.build(); })),
              ElementsAre("/areas/0/id"));
}

}  // namespace
}  // namespace qsmo
