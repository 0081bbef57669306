#include "qsmo/policy/eligibility.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "qsmo/policy/assessment.hpp"
#include "unit/planning/random_portfolio.hpp"
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
  EXPECT_EQ(w_onto_o(staged(StageState::full, {"travel", "payroll"}), 2, 4), Reason::available);
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

// ---- under policies

PolicyValue states(const char* parameter, const char* value, std::optional<Date> from = {}) {
  return {.parameter = parameter, .from = from, .value = value};
}

TEST(Eligibility, AdmitsTheProviderKindsOfThePolicy) {
  const auto under = [](const char* kinds, Ref<Agency> runs_it) {
    return w_onto_o([=](Scenario& s) {
      s.providers[small::P].agency = runs_it;
      s.policy_values = {states("provider_kinds", kinds)};
    });
  };
  EXPECT_EQ(under("federal", "B"), Reason::available);
  EXPECT_EQ(under("federal", {}), Reason::provider_kind_barred);
  EXPECT_EQ(under("commercial", {}), Reason::available);
  EXPECT_EQ(under("commercial", "B"), Reason::provider_kind_barred);
  EXPECT_EQ(under("none", "B"), Reason::provider_kind_barred);
}

TEST(Eligibility, ForgivesMissingStandardsWhereTheyDoNotBind) {
  EXPECT_EQ(w_onto_o([](Scenario& s) {
              s.standards = {{.id = "S1"}};
              s.services[0].standards = {"S1"};
              s.policy_values = {states("standards_bind", "false")};
            }),
            Reason::available);
}

Reason under_fit_gap(const char* limit, const std::function<void(Scenario&)>& edit) {
  return w_onto_o([&](Scenario& s) {
    s.services[0].fibf = {"HCM.010", "HCM.020"};
    s.policy_values = {states("largest_fit_gap", limit)};
    edit(s);
  });
}

TEST(Eligibility, TakesAnOfferingThatListsNoActivitiesForOneThatCoversTheService) {
  EXPECT_EQ(under_fit_gap("0", [](Scenario&) {}), Reason::available);
  // Of another service it is not covered at all, whatever it lists.
  EXPECT_EQ(under_fit_gap("0", [](Scenario& s) { s.workloads[small::w].fibf = {"HCM.010.050"}; }),
            Reason::available);
  EXPECT_EQ(under_fit_gap("0", [](Scenario& s) { s.workloads[small::w].fibf = {"FFM.010"}; }),
            Reason::gap_too_large);
}

TEST(Eligibility, CountsWhatTheCoverageDoesNotList) {
  const auto covers_one = [](Scenario& s) { s.coverages[small::O].fibf = {"HCM.020"}; };
  EXPECT_EQ(under_fit_gap("0", covers_one), Reason::gap_too_large);
  EXPECT_EQ(under_fit_gap("1", covers_one), Reason::available);
  EXPECT_EQ(under_fit_gap("none", covers_one), Reason::available);
}

TEST(Eligibility, CountsTheNeedsOfTheWorkloadInsteadOfTheServices) {
  const auto needs = [](std::vector<std::string> fibf, std::vector<std::string> unique = {}) {
    return [=](Scenario& s) {
      s.coverages[small::O].fibf = {"HCM.020"};
      s.workloads[small::w].fibf = fibf;
      s.workloads[small::w].approved_unique = unique;
    };
  };
  EXPECT_EQ(under_fit_gap("0", needs({"HCM.020.010"})), Reason::available);
  EXPECT_EQ(under_fit_gap("1", needs({"HCM.030", "HCM.040"})), Reason::gap_too_large);
  EXPECT_EQ(under_fit_gap("1", needs({"HCM.030", "HCM.040"}, {"HCM.040"})), Reason::available);
  EXPECT_EQ(under_fit_gap("0", needs({}, {"HCM.010"})), Reason::available)
      << "also of the service's activities";
}

/// O outside every marketplace; M of its area is pre-designated from January, designated from April
/// on.
std::function<void(Scenario&)> outside(const char* rule,
                                       const std::function<void(Scenario&)>& edit = {}) {
  return [=](Scenario& s) {
    s.offerings[small::O].marketplace = {};
    s.designations = {{"M", DesignationState::pre_designated, {2021, 1, 20}, ""},
                      {"M", DesignationState::designated, {2021, 4}, ""}};
    s.policy_values = {states("outside_marketplace", rule)};
    if (edit) edit(s);
  };
}

TEST(Eligibility, AllowsOutsideByTheStateOfTheArea) {
  // Research until 2, pre-designated from 3, designated from 6.
  for (const int start : {-1, 0, 2, 3, 5, 6, 11}) {
    EXPECT_EQ(w_onto_o(outside("exception"), start, 11), Reason::outside_without_exception);
    EXPECT_EQ(w_onto_o(outside("until_pre_designation"), start, 11),
              start < 3 ? Reason::available : Reason::outside_without_exception);
    EXPECT_EQ(w_onto_o(outside("open"), start, 11), Reason::available);
  }
}

TEST(Eligibility, TakesTheFurthestMarketplaceOfTheArea) {
  const auto with_another = [](const char* area) {
    return outside("until_pre_designation", [=](Scenario& s) {
      s.areas.push_back({.id = "FM"});
      s.marketplaces.push_back({.id = "M2", .area = area});
      s.designations.push_back({"M2", DesignationState::pre_designated, {2020, 11}, ""});
    });
  };
  EXPECT_EQ(w_onto_o(with_another("HR"), 0, 11), Reason::available);
  EXPECT_EQ(w_onto_o(with_another("HR"), 1, 11), Reason::outside_without_exception);
  EXPECT_EQ(w_onto_o(with_another("FM"), 2, 11), Reason::available);
}

TEST(Eligibility, AllowsOutsideForeverInAnAreaWithoutAMarketplace) {
  EXPECT_EQ(w_onto_o(outside("until_pre_designation",
                             [](Scenario& s) {
                               s.areas.push_back({.id = "FM"});
                               s.services[0].area = "FM";
                             }),
                     11, 11),
            Reason::available);
}

TEST(Eligibility, NeedsAComprehensivePlanOutsideOnceAMarketplaceOperates) {
  const auto with_plan = [](ExceptionKind kind) {
    return outside("exception", [=](Scenario& s) {
      s.exceptions = {{.workload = "w",
                       .offering = "O",
                       .kind = kind,
                       .decision = ExceptionDecision::approved,
                       .date = {2020, 1}}};
    });
  };
  for (const int start : {0, 5, 6, 11}) {
    EXPECT_EQ(w_onto_o(with_plan(ExceptionKind::comprehensive), start, 11), Reason::available);
    EXPECT_EQ(w_onto_o(with_plan(ExceptionKind::streamlined), start, 11),
              start < 6 ? Reason::available : Reason::outside_without_exception);
  }
}

TEST(Eligibility, TakesAStreamlinedPlanForAListedOfferingAlways) {
  const auto listed = [](Scenario& s) {
    s.marketplaces.push_back({.id = "M2", .area = "HR"});  // in research
    s.offerings[small::O].marketplace = "M2";
    s.exceptions = {{.workload = "w",
                     .offering = "O",
                     .kind = ExceptionKind::streamlined,
                     .decision = ExceptionDecision::approved,
                     .date = {2020, 1}}};
  };
  EXPECT_EQ(w_onto_o(listed), Reason::available);
  EXPECT_EQ(w_onto_o([&](Scenario& s) {
              listed(s);
              s.exceptions.clear();
            }),
            Reason::marketplace_closed);
}

TEST(Eligibility, NeedsAnOffRampWhereThePolicySaysSo) {
  const auto with_off_ramp = [](std::optional<Date> off_ramp) {
    return [=](Scenario& s) {
      exception(ExceptionDecision::approved, {2020, 1}, off_ramp)(s);
      s.policy_values = {states("off_ramp_required", "false"),
                         states("off_ramp_required", "true", Date{2021, 1, 30})};
    };
  };
  EXPECT_EQ(w_onto_o(with_off_ramp({}), 2), Reason::available);
  EXPECT_EQ(w_onto_o(with_off_ramp({}), 3), Reason::outside_without_exception);
  EXPECT_EQ(w_onto_o(with_off_ramp(Date{2021, 10}), 3), Reason::available);
}

TEST(Eligibility, OpensByAnyOfSeveralExceptions) {
  EXPECT_EQ(w_onto_o([](Scenario& s) {
              exception(ExceptionDecision::denied, {2020, 1})(s);
              s.exceptions.push_back(s.exceptions[0]);
              s.exceptions[1].decision = ExceptionDecision::approved;
            }),
            Reason::available);
}

TEST(Eligibility, BarsTheStandingsOfThePolicy) {
  const auto under = [](const char* barring, Standing standing) {
    return w_onto_o([=](Scenario& s) {
      s.offerings[small::O].standing = standing;
      s.policy_values = {states("barring_standings", barring)};
    });
  };
  EXPECT_EQ(under("watch|delisted", Standing::watch), Reason::standing_bars);
  EXPECT_EQ(under("watch|delisted", Standing::suspended), Reason::available);
  EXPECT_EQ(under("none", Standing::delisted), Reason::available);
}

TEST(Eligibility, AsksForQualityOnlyWithAFloor) {
  const auto under = [](const char* floor) {
    return w_onto_o([=](Scenario& s) {
      s.policy_values = {states("participation", "true"), states("quality_floor", floor)};
    });
  };
  EXPECT_EQ(under("true"), Reason::quality_unknown);
  EXPECT_EQ(under("false"), Reason::available);
}

TEST(Eligibility, FollowsARegimeChangeInsideTheHorizonByTheStart) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.designations = {{"M", DesignationState::pre_designated, {2019, 1}, ""}};
    s.policy_values = {states("eligible_states", "designated"),
                       states("eligible_states", "pre_designated|designated", Date{2021, 1, 20}),
                       states("eligible_states", "designated", Date{2021, 4})};
  });
  for (int start = -2; start < 12; ++start) {
    const bool open = start >= 3 && start < 6;
    for (const int cutover : {std::max(start, 0), 11})
      EXPECT_EQ(w_onto_o(portfolio, start, cutover),
                open ? Reason::available : Reason::marketplace_closed);
  }
}

TEST(Eligibility, FollowsARegimeChangeForEachRuleByTheStart) {
  const auto changing = [](const char* parameter, const char* before, const char* after) {
    return [=](Scenario& s) {
      s.standards = {{.id = "S1"}};
      s.services[0].standards = {"S1"};
      s.services[0].fibf = {"HCM.010"};
      s.coverages[small::O].fibf = {"HCM.020"};
      s.offerings[small::O].standing = Standing::watch;
      s.policy_values = {states("standards_bind", "false")};
      if (s.policy_values[0].parameter == parameter) s.policy_values.clear();
      s.policy_values.push_back(states(parameter, before));
      s.policy_values.push_back(states(parameter, after, Date{2021, 1}));
    };
  };
  const auto barred_from_january = [&](const char* parameter, const char* before,
                                       const char* after) {
    EXPECT_EQ(w_onto_o(changing(parameter, before, after), 2, 8), Reason::available);
    return w_onto_o(changing(parameter, before, after), 3, 8);
  };
  EXPECT_EQ(barred_from_january("provider_kinds", "commercial", "federal"),
            Reason::provider_kind_barred);
  EXPECT_EQ(barred_from_january("standards_bind", "false", "true"), Reason::standard_missing);
  EXPECT_EQ(barred_from_january("largest_fit_gap", "none", "0"), Reason::gap_too_large);
  EXPECT_EQ(barred_from_january("barring_standings", "none", "watch"), Reason::standing_bars);
  EXPECT_EQ(barred_from_january("participation", "false", "true"), Reason::quality_unknown);
}

TEST(Eligibility, FollowsARegimeChangeOfStagesByTheCutover) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.stages = {{.offering = "O", .state = StageState::initial, .date = {2020, 1}}};
    s.policy_values = {states("open_stages", "full"),
                       states("open_stages", "initial|full", Date{2021, 1}),
                       states("open_stages", "none", Date{2021, 6})};
  });
  for (int cutover = 0; cutover < 12; ++cutover) {
    const bool open = cutover >= 3 && cutover < 8;
    for (const int start : {0, cutover})
      EXPECT_EQ(w_onto_o(portfolio, start, cutover),
                open ? Reason::available : Reason::stage_closed);
    EXPECT_EQ(covered(portfolio, portfolio.offering("O"), portfolio.service("payroll"), cutover),
              open);
    // What has no stages is in full use.
    EXPECT_EQ(covered(portfolio, portfolio.offering("O2"), portfolio.service("payroll"), cutover),
              cutover < 8);
  }
}

// ---- compared

/// The rules asked by hand, in the order in which the page judges.
std::array<Verdict, 7> by_hand(const Portfolio& p, WorkloadId w, OfferingId o, int start,
                               int cutover) {
  const Parameters& then = p.parameters(start);
  const Date date = p.calendar().first_month(std::max(start, 0));
  const Offering& offering = p[o];
  return {availability_rule(availability_facts(p, w, o, cutover), p.calendar().first_month(cutover),
                            p.parameters(cutover)),
          provider_rule({p[offering.provider.id()].kind()}, date, then),
          standards_rule(standards_facts(p, w, o), date, then),
          fit_gap_rule(fit_gap_facts(p, w, o), date, then),
          marketplace_rule(marketplace_facts(p, w, o, start), date, then),
          standing_rule({assessed_standing(p, o)}, date, then),
          quality_rule({offering.quality, p[w].quality}, date, then)};
}

/// The first that bars; the availability of what ends comes last.
Reason first_that_bars(const std::array<Verdict, 7>& verdicts) {
  const Verdict available = verdicts.front();
  const bool ends = available.reason == Reason::ends || available.reason == Reason::off_ramp_inside;
  if (available.bars() && !ends) return available.reason;
  for (std::size_t i = 1; i < verdicts.size(); ++i) {
    if (verdicts[i].bars()) return verdicts[i].reason;
  }
  return available.reason;
}

/// Calls `each` for every pair and every start and cutover of use.
void for_all_ways(const Portfolio& p,
                  const std::function<void(WorkloadId, OfferingId, int start, int cutover)>& each) {
  for (std::size_t w = 0; w < p.scenario().workloads.size(); ++w) {
    for (std::size_t o = 0; o < p.scenario().offerings.size(); ++o) {
      for (int cutover = 0; cutover < p.periods(); ++cutover) {
        for (int start = -2; start <= cutover; ++start)
          each(WorkloadId(w), OfferingId(o), start, cutover);
      }
    }
  }
}

TEST(EligibilityJudge, AgreesWithEachRuleAskedByHand) {
  std::vector<int> met(reason_count, 0);
  for (unsigned seed = 0; seed < 300; ++seed) {
    const Portfolio p = small::random_portfolio(seed, {.periods = 8});
    for_all_ways(p, [&](WorkloadId w, OfferingId o, int start, int cutover) {
      const auto expected = by_hand(p, w, o, start, cutover);
      const EligibilityJudge judge(p, w, o, assessed_standing(p, o));
      ASSERT_EQ(judge.all(start, cutover), expected) << "seed " << seed;
      ASSERT_EQ(judge.at(start, cutover).reason, first_that_bars(expected)) << "seed " << seed;
      ASSERT_EQ(eligibility(p, w, o, start, cutover), judge.at(start, cutover));
      ++met[static_cast<std::size_t>(first_that_bars(expected))];
    });
  }
  // Each reason of these rules that bars comes first somewhere, or nothing was compared. Here every
  // service is covered, and stages list all services.
  for (const ReasonInfo& info : reasons) {
    if (info.rule > Rule::quality || info.reason == Reason::service_not_covered) continue;
    const bool expected = info.reason == Reason::available || Verdict{info.reason}.bars();
    if (expected && info.reason != Reason::service_not_in_stage) {
      EXPECT_GT(met[static_cast<std::size_t>(info.reason)], 100) << info.name;
    }
  }
}

/// Constraint 1 of the page, written out from the tables. Shares nothing with facts and rules.
class PageOfEligibility {
 public:
  PageOfEligibility(const Portfolio& p, WorkloadId w, OfferingId o)
      : p_(p), need_(p[w]), offer_(p[o]), service_(p[need_.service.id()]) {}

  [[nodiscard]] bool allows(int start, int cutover) const {
    const int s = std::max(start, 0);
    const Parameters& then = p_.parameters(s);
    return need_.incumbent != offer_.id && stage_open(cutover) && kind_admitted(then) &&
           standards_met(then) && gap_fits(then) && market_open(s, then) &&
           !has(then.barring_standings, offer_.standing) && quality_kept(then) &&
           !inside(offer_.ends) && !off_ramp_inside();
  }

 private:
  template <class T>
  static bool has(const std::vector<T>& values, const T& value) {
    return std::find(values.begin(), values.end(), value) != values.end();
  }
  [[nodiscard]] int period(Date date) const { return p_.calendar().period_of(date); }
  [[nodiscard]] bool inside(const std::optional<Date>& date) const {
    return date && period(*date) < p_.periods();
  }

  [[nodiscard]] bool stage_open(int cutover) const {
    const auto& open = p_.parameters(cutover).open_stages;
    const Stage* in_force = nullptr;
    bool staged = false;
    for (const Stage& stage : p_.scenario().stages) {
      if (stage.offering != offer_.id) continue;
      staged = true;
      if (period(stage.date) <= cutover && (in_force == nullptr || in_force->date < stage.date))
        in_force = &stage;
    }
    if (!staged) return has(open, StageState::full);
    return in_force != nullptr && has(open, in_force->state);
  }

  [[nodiscard]] bool kind_admitted(const Parameters& then) const {
    const bool federal = p_[offer_.provider.id()].agency.given();
    return has(then.provider_kinds, federal ? ProviderKind::federal : ProviderKind::commercial);
  }

  [[nodiscard]] bool standards_met(const Parameters& then) const {
    return !then.standards_bind ||
           std::all_of(service_.standards.begin(), service_.standards.end(),
                       [&](const auto& standard) { return has(offer_.standards, standard); });
  }

  static bool listed(const std::vector<std::string>& list, const std::string& activity) {
    return std::any_of(list.begin(), list.end(), [&](const std::string& id) {
      return id == activity || activity.rfind(id + ".", 0) == 0;
    });
  }

  [[nodiscard]] bool gap_fits(const Parameters& then) const {
    const Coverage& coverage = p_[*p_.coverage(p_.offering(offer_.id), need_.service.id())];
    const auto& required = need_.fibf.empty() ? service_.fibf : need_.fibf;
    const auto& covered = coverage.fibf.empty() ? service_.fibf : coverage.fibf;
    const auto gap =
        std::count_if(required.begin(), required.end(), [&](const std::string& activity) {
          return !listed(covered, activity) && !listed(need_.approved_unique, activity);
        });
    return !then.largest_fit_gap || gap <= *then.largest_fit_gap;
  }

  [[nodiscard]] DesignationState state(const std::string& marketplace, int t) const {
    const Designation* last = nullptr;
    for (const Designation& designation : p_.scenario().designations) {
      if (designation.marketplace == marketplace && period(designation.date) <= t &&
          (last == nullptr || last->date < designation.date))
        last = &designation;
    }
    return last == nullptr ? DesignationState::research : last->state;
  }

  [[nodiscard]] DesignationState furthest(int t) const {
    DesignationState out = DesignationState::research;
    for (const Marketplace& marketplace : p_.scenario().marketplaces) {
      if (marketplace.area == service_.area) out = std::max(out, state(marketplace.id, t));
    }
    return out;
  }

  [[nodiscard]] bool excepted(int s, const Parameters& then) const {
    const bool outside = !offer_.marketplace.given();
    const bool must_show_all = outside && furthest(s) == DesignationState::designated;
    const auto& exceptions = p_.scenario().exceptions;
    return std::any_of(exceptions.begin(), exceptions.end(), [&](const Exception& one) {
      return one.workload == need_.id && one.offering == offer_.id &&
             one.decision == ExceptionDecision::approved && period(one.date) <= s &&
             (one.off_ramp ? period(*one.off_ramp) >= s : !then.off_ramp_required) &&
             (one.kind == ExceptionKind::comprehensive || !must_show_all);
    });
  }

  [[nodiscard]] bool market_open(int s, const Parameters& then) const {
    if (excepted(s, then)) return true;
    if (offer_.marketplace.given())
      return has(then.eligible_states, state(offer_.marketplace.name(), s));
    return then.outside_marketplace == OutsideMarketplace::open ||
           (then.outside_marketplace == OutsideMarketplace::until_pre_designation &&
            furthest(s) == DesignationState::research);
  }

  [[nodiscard]] bool quality_kept(const Parameters& then) const {
    return !then.participation || !then.quality_floor ||
           (offer_.quality && need_.quality && *offer_.quality >= *need_.quality);
  }

  [[nodiscard]] bool off_ramp_inside() const {
    const auto& exceptions = p_.scenario().exceptions;
    return std::any_of(exceptions.begin(), exceptions.end(), [&](const Exception& one) {
      return one.workload == need_.id && one.offering == offer_.id &&
             one.decision == ExceptionDecision::approved && inside(one.off_ramp);
    });
  }

  const Portfolio& p_;
  const Workload& need_;
  const Offering& offer_;
  const Service& service_;
};

TEST(Eligibility, IsWhatThePageSaysOnRandomPortfolios) {
  int allowed = 0, asked = 0;
  for (unsigned seed = 1'000; seed < 1'400; ++seed) {
    const Portfolio p = small::random_portfolio(seed, {.periods = 8});
    for_all_ways(p, [&](WorkloadId w, OfferingId o, int start, int cutover) {
      const bool expected = PageOfEligibility(p, w, o).allows(start, cutover);
      ASSERT_EQ(!eligibility(p, w, o, start, cutover).bars(), expected)
          << "seed " << seed << " " << p[w].id << " " << p[o].id << " " << start << " " << cutover;
      allowed += expected ? 1 : 0;
      ++asked;
    });
  }
  EXPECT_GT(allowed, asked / 10);
  EXPECT_LT(allowed, asked / 2);
}

}  // namespace
}  // namespace qsmo
