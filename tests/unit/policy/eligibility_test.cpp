#include "qsmo/policy/eligibility.hpp"

#include <gtest/gtest.h>

#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

Reason w_onto_o(const Portfolio& portfolio, int start = 2, int cutover = 4) {
  return eligibility(portfolio, portfolio.workload("w"), portfolio.offering("O"), start, cutover)
      .reason;
}

Reason w_onto_o(const std::function<void(Scenario&)>& edit, int start = 2, int cutover = 4) {
  return w_onto_o(small::portfolio(edit), start, cutover);
}

TEST(Eligibility, AllowsWhatNothingBars) {
  EXPECT_EQ(w_onto_o(small::portfolio()), Reason::available);
}

TEST(Eligibility, BarsTheIncumbent) {
  EXPECT_EQ(w_onto_o([](Scenario& s) { s.workloads[small::w].incumbent = "O"; }),
            Reason::is_incumbent);
  EXPECT_EQ(w_onto_o([](Scenario& s) { s.workloads[small::w].incumbent = "O2"; }),
            Reason::available);
}

TEST(Eligibility, NeedsACoveredService) {
  EXPECT_EQ(w_onto_o([](Scenario& s) {
              s.services.push_back({.id = "travel", .area = "HR"});
              s.workloads[small::w].service = "travel";
            }),
            Reason::service_not_covered);
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
  EXPECT_EQ(w_onto_o(staged(StageState::initial, {}), 2, 3), Reason::not_yet_offered);
  EXPECT_EQ(w_onto_o(staged(StageState::initial, {}), 2, 4), Reason::available);
  EXPECT_EQ(w_onto_o(staged(StageState::full, {"payroll"}), 2, 4), Reason::available);
  EXPECT_EQ(w_onto_o(staged(StageState::full, {"travel"}), 2, 4), Reason::service_not_in_stage);
  EXPECT_EQ(w_onto_o(staged(StageState::planned, {}), 2, 4), Reason::stage_closed);
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
  EXPECT_EQ(w_onto_o(meeting({"S2", "S3", "S1"})), Reason::available);
  EXPECT_EQ(w_onto_o(meeting({"S1", "S3"})), Reason::standard_missing);
}

TEST(Eligibility, LooksAtTheMarketplaceInTheStartPeriod) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.designations[0].date = {2021, 1};
  });
  EXPECT_EQ(w_onto_o(portfolio, 2, 8), Reason::marketplace_closed);
  EXPECT_EQ(w_onto_o(portfolio, 3, 8), Reason::available);
}

TEST(Eligibility, TakesAStartBeforeTheHorizonAsPeriodZero) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.designations[0].date = {2020, 10};
  });
  EXPECT_EQ(w_onto_o(portfolio, -2, 3), Reason::available);
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
            Reason::outside_without_exception);
  EXPECT_EQ(w_onto_o(exception(ExceptionDecision::approved, {2020, 1})), Reason::available);
  EXPECT_EQ(w_onto_o(exception(ExceptionDecision::pending, {2020, 1})),
            Reason::outside_without_exception);
  EXPECT_EQ(w_onto_o(exception(ExceptionDecision::denied, {2020, 1})),
            Reason::outside_without_exception);
}

TEST(Eligibility, HonoursAnExceptionFromItsDateOn) {
  const auto from_december = exception(ExceptionDecision::approved, {2020, 12, 24});
  EXPECT_EQ(w_onto_o(from_december, 1), Reason::outside_without_exception);
  EXPECT_EQ(w_onto_o(from_december, 2), Reason::available);
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
    return eligibility(portfolio, portfolio.workload(workload), portfolio.offering(offering), 2, 4)
        .reason;
  };
  EXPECT_EQ(verdict("w", "O"), Reason::available);
  EXPECT_EQ(verdict("w", "O2"), Reason::marketplace_closed);
  EXPECT_EQ(verdict("u", "O"), Reason::marketplace_closed);
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
  EXPECT_EQ(w_onto_o(off_ramp({2021, 9})), Reason::off_ramp_inside);  // the last period
  EXPECT_EQ(w_onto_o(off_ramp({2021, 10})), Reason::available);       // beyond the horizon
  EXPECT_EQ(w_onto_o(off_ramp({2021, 9}, ExceptionDecision::denied)), Reason::available);
}

TEST(Eligibility, BarsSuspendedAndDelistedOfferingsOnly) {
  const auto standing = [](Standing value) {
    return [=](Scenario& s) { s.offerings[small::O].standing = value; };
  };
  EXPECT_EQ(w_onto_o(standing(Standing::watch)), Reason::available);
  EXPECT_EQ(w_onto_o(standing(Standing::corrective_action)), Reason::available);
  EXPECT_EQ(w_onto_o(standing(Standing::suspended)), Reason::standing_bars);
  EXPECT_EQ(w_onto_o(standing(Standing::delisted)), Reason::standing_bars);
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
  EXPECT_EQ(w_onto_o(quality(7, 7)), Reason::available);
  EXPECT_EQ(w_onto_o(quality(6, 7)), Reason::quality_below);
  EXPECT_EQ(w_onto_o(quality(6, 7, false)), Reason::available);
  EXPECT_EQ(w_onto_o(quality(7, std::nullopt)), Reason::quality_unknown);
  EXPECT_EQ(w_onto_o(quality(std::nullopt, 7)), Reason::quality_unknown);
  EXPECT_EQ(w_onto_o(quality(std::nullopt, std::nullopt)), Reason::quality_unknown);
}

TEST(Eligibility, BarsOfferingsThatEndInsideTheHorizon) {
  EXPECT_EQ(w_onto_o([](Scenario& s) {
              s.offerings[small::O].ends = Date{2021, 9, 30};
            }),
            Reason::ends);
  EXPECT_EQ(w_onto_o([](Scenario& s) {
              s.offerings[small::O].ends = Date{2021, 10};
            }),
            Reason::available);
  EXPECT_EQ(w_onto_o([](Scenario& s) {
              s.offerings[small::O].ends = Date{2020, 1};
            }),
            Reason::ends);
}

TEST(Eligibility, NamesTheFirstReason) {
  EXPECT_EQ(w_onto_o([](Scenario& s) {
              s.offerings[small::O].ends = Date{2021, 1};
              s.offerings[small::O].standing = Standing::delisted;
            }),
            Reason::standing_bars);
}

}  // namespace
}  // namespace qsmo
