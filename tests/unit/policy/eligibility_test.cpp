#include "qsmo/policy/eligibility.hpp"

#include <gtest/gtest.h>

#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

Eligibility w_onto_o(const Portfolio& portfolio, int start = 2, int cutover = 4) {
  return eligibility(portfolio, portfolio.workload("w"), portfolio.offering("O"), start, cutover);
}

Eligibility w_onto_o(const std::function<void(Scenario&)>& edit, int start = 2, int cutover = 4) {
  return w_onto_o(small::portfolio(edit), start, cutover);
}

TEST(Eligibility, AllowsWhatNothingBars) {
  EXPECT_EQ(w_onto_o(small::portfolio()), Eligibility::eligible);
}

TEST(Eligibility, BarsTheIncumbent) {
  EXPECT_EQ(w_onto_o([](Scenario& s) { s.workloads[small::w].incumbent = "O"; }),
            Eligibility::is_incumbent);
  EXPECT_EQ(w_onto_o([](Scenario& s) { s.workloads[small::w].incumbent = "O2"; }),
            Eligibility::eligible);
}

TEST(Eligibility, NeedsACoveredService) {
  EXPECT_EQ(w_onto_o([](Scenario& s) {
              s.services.push_back({.id = "travel", .area = "HR"});
              s.workloads[small::w].service = "travel";
            }),
            Eligibility::service_not_covered);
}

TEST(Eligibility, NeedsAnOpenStageAtCutover) {
  const auto staged = [](StageState state, std::vector<Ref<Service>> services) {
    return [=](Scenario& s) {
      s.services.push_back({.id = "travel", .area = "HR"});
      s.coverages.push_back({.offering = "O", .service = "travel"});
      s.tiers.push_back({.offering = "O", .service = "travel", .unit_price = 1});
      s.stages = {{.offering = "O", .state = state, .date = {2021, 2, 10}, .services = services}};
    };
  };
  EXPECT_EQ(w_onto_o(staged(StageState::initial, {}), 2, 3), Eligibility::service_not_covered);
  EXPECT_EQ(w_onto_o(staged(StageState::initial, {}), 2, 4), Eligibility::eligible);
  EXPECT_EQ(w_onto_o(staged(StageState::full, {"payroll"}), 2, 4), Eligibility::eligible);
  EXPECT_EQ(w_onto_o(staged(StageState::full, {"travel"}), 2, 4), Eligibility::service_not_covered);
  EXPECT_EQ(w_onto_o(staged(StageState::planned, {}), 2, 4), Eligibility::service_not_covered);
}

TEST(Covered, FollowsTheStageInForce) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.stages = {{.offering = "O", .state = StageState::full, .date = {2021, 6}},
                {.offering = "O", .state = StageState::initial, .date = {2019, 1}},
                {.offering = "O", .state = StageState::planned, .date = {2021, 1}}};
  });
  const auto in = [&](int t) {
    return covered(portfolio, portfolio.offering("O"), portfolio.service("payroll"), t);
  };
  EXPECT_TRUE(in(0));
  EXPECT_TRUE(in(2));
  EXPECT_FALSE(in(3));
  EXPECT_FALSE(in(7));
  EXPECT_TRUE(in(8));
}

TEST(Eligibility, NeedsEveryStandardOfTheService) {
  const auto meeting = [](std::vector<Ref<Standard>> met) {
    return [=](Scenario& s) {
      s.standards = {{.id = "S1"}, {.id = "S2"}, {.id = "S3"}};
      s.services[0].standards = {"S1", "S2"};
      s.offerings[small::O].standards = met;
    };
  };
  EXPECT_EQ(w_onto_o(meeting({"S2", "S3", "S1"})), Eligibility::eligible);
  EXPECT_EQ(w_onto_o(meeting({"S1", "S3"})), Eligibility::standard_not_met);
}

TEST(Eligibility, LooksAtTheMarketplaceInTheStartPeriod) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.designations[0].date = {2021, 1};
  });
  EXPECT_EQ(w_onto_o(portfolio, 2, 8), Eligibility::marketplace_closed);
  EXPECT_EQ(w_onto_o(portfolio, 3, 8), Eligibility::eligible);
}

TEST(Eligibility, TakesAStartBeforeTheHorizonAsPeriodZero) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.designations[0].date = {2020, 10};
  });
  EXPECT_EQ(w_onto_o(portfolio, -2, 3), Eligibility::eligible);
}

// w's exception for O, which has no marketplace.
std::function<void(Scenario&)> exception(ExceptionDecision decision, Date date,
                                         std::optional<Date> off_ramp = {}) {
  return [=](Scenario& s) {
    s.offerings[small::O].marketplace = {};
    s.exceptions = {{.workload = "w",
                     .offering = "O",
                     .decision = decision,
                     .date = date,
                     .off_ramp = off_ramp}};
  };
}

TEST(Eligibility, NeedsAnApprovedExceptionOutsideMarketplaces) {
  EXPECT_EQ(w_onto_o([](Scenario& s) { s.offerings[small::O].marketplace = {}; }),
            Eligibility::marketplace_closed);
  EXPECT_EQ(w_onto_o(exception(ExceptionDecision::approved, {2020, 1})), Eligibility::eligible);
  EXPECT_EQ(w_onto_o(exception(ExceptionDecision::pending, {2020, 1})),
            Eligibility::marketplace_closed);
  EXPECT_EQ(w_onto_o(exception(ExceptionDecision::denied, {2020, 1})),
            Eligibility::marketplace_closed);
}

TEST(Eligibility, HonoursAnExceptionFromItsDateOn) {
  const auto from_december = exception(ExceptionDecision::approved, {2020, 12, 24});
  EXPECT_EQ(w_onto_o(from_december, 1), Eligibility::marketplace_closed);
  EXPECT_EQ(w_onto_o(from_december, 2), Eligibility::eligible);
}

TEST(Eligibility, HonoursAnExceptionForItsWorkloadAndOfferingOnly) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.designations.clear();
    s.exceptions = {{.workload = "w",
                     .offering = "O",
                     .decision = ExceptionDecision::approved,
                     .date = {2020, 1}}};
  });
  const auto verdict = [&](const char* workload, const char* offering) {
    return eligibility(portfolio, portfolio.workload(workload), portfolio.offering(offering), 2, 4);
  };
  EXPECT_EQ(verdict("w", "O"), Eligibility::eligible);
  EXPECT_EQ(verdict("w", "O2"), Eligibility::marketplace_closed);
  EXPECT_EQ(verdict("u", "O"), Eligibility::marketplace_closed);
}

TEST(Eligibility, BarsAnOffRampInsideTheHorizonAlsoThroughAMarketplace) {
  const auto off_ramp = [](Date date, ExceptionDecision decision = ExceptionDecision::approved) {
    return [=](Scenario& s) {
      s.exceptions = {{.workload = "w",
                       .offering = "O",
                       .decision = decision,
                       .date = {2020, 1},
                       .off_ramp = date}};
    };
  };
  EXPECT_EQ(w_onto_o(off_ramp({2021, 9})), Eligibility::ends);       // the last period
  EXPECT_EQ(w_onto_o(off_ramp({2021, 10})), Eligibility::eligible);  // beyond the horizon
  EXPECT_EQ(w_onto_o(off_ramp({2021, 9}, ExceptionDecision::denied)), Eligibility::eligible);
}

TEST(Eligibility, BarsSuspendedAndDelistedOfferingsOnly) {
  const auto standing = [](Standing value) {
    return [=](Scenario& s) { s.offerings[small::O].standing = value; };
  };
  EXPECT_EQ(w_onto_o(standing(Standing::watch)), Eligibility::eligible);
  EXPECT_EQ(w_onto_o(standing(Standing::corrective_action)), Eligibility::eligible);
  EXPECT_EQ(w_onto_o(standing(Standing::suspended)), Eligibility::standing);
  EXPECT_EQ(w_onto_o(standing(Standing::delisted)), Eligibility::standing);
}

TEST(Eligibility, NeedsQualityAtLeastTodaysUnderAVoluntaryPolicy) {
  const auto quality = [](std::optional<Decimal> offered, std::optional<Decimal> today,
                          bool voluntary = true) {
    return [=](Scenario& s) {
      s.settings.participation = voluntary;
      s.offerings[small::O].quality = offered;
      s.workloads[small::w].quality = today;
    };
  };
  EXPECT_EQ(w_onto_o(quality(7, 7)), Eligibility::eligible);
  EXPECT_EQ(w_onto_o(quality(6, 7)), Eligibility::quality);
  EXPECT_EQ(w_onto_o(quality(6, 7, false)), Eligibility::eligible);
  EXPECT_EQ(w_onto_o(quality(7, std::nullopt)), Eligibility::quality);
  EXPECT_EQ(w_onto_o(quality(std::nullopt, 7)), Eligibility::quality);
  EXPECT_EQ(w_onto_o(quality(std::nullopt, std::nullopt)), Eligibility::quality);
}

TEST(Eligibility, BarsOfferingsThatEndInsideTheHorizon) {
  EXPECT_EQ(w_onto_o([](Scenario& s) {
              s.offerings[small::O].ends = Date{2021, 9, 30};
            }),
            Eligibility::ends);
  EXPECT_EQ(w_onto_o([](Scenario& s) {
              s.offerings[small::O].ends = Date{2021, 10};
            }),
            Eligibility::eligible);
  EXPECT_EQ(w_onto_o([](Scenario& s) {
              s.offerings[small::O].ends = Date{2020, 1};
            }),
            Eligibility::ends);
}

TEST(Eligibility, NamesTheFirstReason) {
  EXPECT_EQ(w_onto_o([](Scenario& s) {
              s.offerings[small::O].ends = Date{2021, 1};
              s.offerings[small::O].standing = Standing::delisted;
            }),
            Eligibility::standing);
}

}  // namespace
}  // namespace qsmo
