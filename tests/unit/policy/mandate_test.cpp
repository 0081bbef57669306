#include "qsmo/policy/mandate.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "qsmo/policy/first_way.hpp"
#include "unit/planning/random_portfolio.hpp"
#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

std::optional<int> deadline_of_w(const std::function<void(Scenario&)>& edit) {
  const Portfolio portfolio = small::portfolio(edit);
  return mandated_deadline(portfolio, portfolio.workload("w"));
}

std::optional<int> with_mandate(Date deadline, std::optional<Date> waived_until = {}) {
  return deadline_of_w([&](Scenario& s) {
    s.mandates = {{.id = "m", .deadline = deadline}};
    if (waived_until) s.waivers = {{"w", *waived_until, ""}};
  });
}

TEST(MandatedDeadline, IsThePeriodOfItsDate) {
  EXPECT_EQ(deadline_of_w([](Scenario&) {}), std::nullopt);
  EXPECT_EQ(with_mandate({2021, 1, 31}), 3);
  EXPECT_EQ(with_mandate({2021, 9}), 11);
}

TEST(MandatedDeadline, IsNoDutyBeyondTheHorizon) {
  EXPECT_EQ(with_mandate({2021, 10}), std::nullopt);
}

TEST(MandatedDeadline, ActsAsPeriodZeroIfPast) { EXPECT_EQ(with_mandate({2019, 1}), 0); }

TEST(MandatedDeadline, BindsOnlyWhereMandatesDo) {
  EXPECT_EQ(deadline_of_w([](Scenario& s) {
              s.settings.mandates_bind = false;
              s.mandates = {{.id = "m", .deadline = {2021, 1}}};
            }),
            std::nullopt);
}

TEST(MandatedDeadline, OrdersTheListedAgenciesAndServicesOnly) {
  const auto ordering = [](std::vector<Ref<Agency>> agencies, std::vector<Ref<Service>> services) {
    return deadline_of_w([&](Scenario& s) {
      s.services.push_back({.id = "travel", .area = "HR"});
      s.agencies[small::A].parent = "B";  // a parent's mandate is not inherited
      s.mandates = {{.id = "m", .agencies = agencies, .services = services, .deadline = {2021, 1}}};
    });
  };
  EXPECT_EQ(ordering({"A"}, {}), 3);
  EXPECT_EQ(ordering({"B"}, {}), std::nullopt);
  EXPECT_EQ(ordering({}, {"travel", "payroll"}), 3);
  EXPECT_EQ(ordering({"A"}, {"travel"}), std::nullopt);
}

TEST(MandatedDeadline, IsTheEarliestOfSeveral) {
  EXPECT_EQ(deadline_of_w([](Scenario& s) {
              s.mandates = {{.id = "m", .deadline = {2021, 3}}, {.id = "n", .deadline = {2021, 1}}};
            }),
            3);
}

TEST(MandatedDeadline, IsThePeriodAfterAWaiverIfThatIsLater) {
  EXPECT_EQ(with_mandate({2021, 1}, Date{2021, 3, 31}), 6);
  EXPECT_EQ(with_mandate({2021, 1}, Date{2020, 11}), 3);
  EXPECT_EQ(with_mandate({2021, 1}, Date{2020, 1}), 3);
  EXPECT_EQ(with_mandate({2020, 10}, Date{2020, 9}), 0);
}

TEST(MandatedDeadline, IsNoDutyIfTheWaiverLastsThroughTheHorizon) {
  EXPECT_EQ(with_mandate({2021, 1}, Date{2021, 8}), 11);
  EXPECT_EQ(with_mandate({2021, 1}, Date{2021, 9}), std::nullopt);
  EXPECT_EQ(with_mandate({2021, 1}, Date{2025, 9}), std::nullopt);
}

std::optional<int> with_incumbent_end(Date end, std::optional<Decimal> fallback = {}) {
  const Portfolio portfolio = small::portfolio([&](Scenario& s) {
    s.workloads[small::w].incumbent_end = end;
    s.workloads[small::w].fallback_factor = fallback;
  });
  return incumbent_deadline(portfolio, portfolio.workload("w"));
}

TEST(IncumbentDeadline, IsThePeriodAfterItsEnd) {
  EXPECT_EQ(with_incumbent_end({2021, 1, 31}), 4);
  EXPECT_EQ(with_incumbent_end({2021, 8}), 11);
  EXPECT_EQ(with_incumbent_end({2020, 1}), 0);
}

TEST(IncumbentDeadline, IsNoDutyIfItServesThroughTheHorizonOrMayBeKept) {
  EXPECT_EQ(with_incumbent_end({2021, 9}), std::nullopt);
  EXPECT_EQ(with_incumbent_end({2031, 9}), std::nullopt);
  EXPECT_EQ(with_incumbent_end({2021, 1}, Decimal(2)), std::nullopt);
  const Portfolio portfolio = small::portfolio();
  EXPECT_EQ(incumbent_deadline(portfolio, portfolio.workload("w")), std::nullopt);
}

// ---- under policies

PolicyValue states(const char* parameter, const char* value, std::optional<Date> from = {}) {
  return {.parameter = parameter, .from = from, .value = value};
}

/// Deadline of w, whose contract may end, under a policy.
std::optional<int> under(std::vector<PolicyValue> values, std::optional<Date> contract_end = {},
                         const std::function<void(Scenario&)>& edit = {}) {
  return deadline_of_w([&](Scenario& s) {
    s.policy_values = std::move(values);
    s.workloads[small::w].contract_end = contract_end;
    if (edit) edit(s);
  });
}

TEST(PolicysOrder, IsDueInThePeriodOfItsDeadline) {
  EXPECT_EQ(under({states("mandate_deadline", "2021-01-31")}), 3);
  EXPECT_EQ(under({states("mandate_deadline", "2019-01-31")}), 0);
  EXPECT_EQ(under({states("mandate_deadline", "2021-09-30")}), 11);
  EXPECT_EQ(under({states("mandate_deadline", "2021-10-01")}), std::nullopt);
  EXPECT_EQ(under({states("mandate_deadline", "none")}), std::nullopt);
}

TEST(PolicysOrder, ReachesItsAreasAndAgenciesOnly) {
  const auto reaches = [](const char* areas, const char* agencies) {
    return under({states("mandate_deadline", "2021-01"), states("mandate_areas", areas),
                  states("mandate_agencies", agencies)},
                 {}, [](Scenario& s) { s.agencies[small::A].parent = "B"; }) == 3;
  };
  EXPECT_TRUE(reaches("none", "none"));
  EXPECT_TRUE(reaches("FM|HR", "none"));
  EXPECT_TRUE(reaches("none", "B|A"));
  EXPECT_FALSE(reaches("FM", "none"));
  EXPECT_FALSE(reaches("none", "B")) << "a parent's order is not inherited";
  EXPECT_FALSE(reaches("HR", "B"));
}

TEST(PolicysOrder, IsDueInThePeriodAfterTheContractsEnd) {
  const auto ending = [](Date end) {
    return under({states("mandate_at_contract_end", "true")}, end);
  };
  EXPECT_EQ(ending({2021, 1, 1}), 4);
  EXPECT_EQ(ending({2021, 1, 31}), 4);
  EXPECT_EQ(ending({2020, 9, 30}), 0);
  EXPECT_EQ(ending({2011, 9, 30}), 0);
  EXPECT_EQ(ending({2021, 8}), 11);
  EXPECT_EQ(ending({2021, 9}), std::nullopt);
  EXPECT_EQ(under({states("mandate_at_contract_end", "true")}), std::nullopt);
  EXPECT_EQ(under({}, Date{2021, 1}), std::nullopt);
}

TEST(PolicysOrder, IsDueAtTheEarliestOfDeadlineContractAndMandate) {
  const auto due = [](const char* deadline, Date contract_end, Date mandate) {
    return under({states("mandate_deadline", deadline), states("mandate_at_contract_end", "true")},
                 contract_end,
                 [&](Scenario& s) { s.mandates = {{.id = "m", .deadline = mandate}}; });
  };
  EXPECT_EQ(due("2021-01", {2021, 3}, {2021, 4}), 3);
  EXPECT_EQ(due("2021-06", {2020, 12}, {2021, 4}), 3);
  EXPECT_EQ(due("2021-06", {2021, 3}, {2021, 1}), 3);
}

TEST(PolicysOrder, IsLiftedByWaiversThatAreHonoured) {
  const auto waived = [](const char* honoured) {
    return under({states("mandate_deadline", "2021-01"), states("waivers_honoured", honoured)}, {},
                 [](Scenario& s) {
                   s.waivers = {{"w", {2021, 3, 2}, ""}};
                 });
  };
  EXPECT_EQ(waived("true"), 6);
  EXPECT_EQ(waived("false"), 3);
}

TEST(PolicysOrder, WaitsForTheContractsEnd) {
  const std::vector<PolicyValue> waits{states("mandate_deadline", "2020-11"),
                                       states("waived_until_contract_end", "true")};
  EXPECT_EQ(under(waits), 1);
  EXPECT_EQ(under(waits, Date{2021, 1, 31}), 4);
  EXPECT_EQ(under(waits, Date{2020, 10}), 1);
  EXPECT_EQ(under(waits, Date{2021, 9}), std::nullopt);
  // Mandates that name the workload wait too.
  EXPECT_EQ(under({states("waived_until_contract_end", "true")}, Date{2021, 1, 31},
                  [](Scenario& s) {
                    s.mandates = {{.id = "m", .deadline = {2020, 11}}};
                  }),
            4);
}

TEST(PolicysOrder, BindsFromTheRegimeOnThatStatesIt) {
  const PolicyValue never = states("mandate_deadline", "none");
  // A deadline that is past when the regime begins is due at once.
  EXPECT_EQ(under({never, states("mandate_deadline", "2021-01", Date{2021, 3, 15})}), 5);
  EXPECT_EQ(under({never, states("mandate_deadline", "2021-05", Date{2021, 3, 15})}), 7);
  EXPECT_EQ(
      under({states("mandates_bind", "false"), states("mandates_bind", "true", Date{2021, 3, 15})},
            {},
            [](Scenario& s) {
              s.mandates = {{.id = "m", .deadline = {2021, 1}}};
            }),
      5);
  EXPECT_EQ(under({states("mandate_at_contract_end", "false"),
                   states("mandate_at_contract_end", "true", Date{2021, 3})},
                  Date{2020, 12}),
            5);
}

TEST(PolicysOrder, IsNoDutyOnceTheRegimeIsOverBeforeItIsDue) {
  EXPECT_EQ(under({states("mandate_deadline", "2021-03"),
                   states("mandate_deadline", "none", Date{2021, 3})}),
            std::nullopt);
  EXPECT_EQ(under({states("mandate_deadline", "2021-02"),
                   states("mandate_deadline", "none", Date{2021, 3})}),
            4)
      << "it was due before";
}

TEST(PolicysOrder, FloorsItsDatesToQuarters) {
  const auto quarterly = [](std::vector<PolicyValue> values, std::optional<Date> contract_end,
                            std::optional<Date> waived_until = {}) {
    return under(std::move(values), contract_end, [&](Scenario& s) {
      s.settings.period = PeriodLength::quarter;
      if (waived_until) s.waivers = {{"w", *waived_until, ""}};
    });
  };
  EXPECT_EQ(quarterly({states("mandate_deadline", "2021-03-31")}, {}), 1);
  EXPECT_EQ(quarterly({states("mandate_at_contract_end", "true")}, Date{2021, 1, 1}), 2);
  EXPECT_EQ(quarterly({states("mandate_deadline", "2021-01-01")}, {}, Date{2021, 4, 1}), 3);
}

TEST(MandateFacts, AreTheEarliestDeadlineAndTheLatestWaiverFloored) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.mandates = {{.id = "m", .deadline = {2021, 3, 9}},
                  {.id = "n", .agencies = {"A"}, .deadline = {2021, 1, 9}},
                  {.id = "o", .agencies = {"B"}, .deadline = {2020, 10}}};
    s.waivers = {{"w", {2021, 5, 5}, ""}, {"w", {2021, 2, 5}, ""}, {"u", {2021, 9}, ""}};
    s.workloads[small::w].contract_end = Date{2019, 5, 31};
  });
  EXPECT_EQ(mandate_facts(portfolio, portfolio.workload("w")),
            (MandateFacts{Date{2021, 1}, "HR", "A", Date{2019, 5}, Date{2021, 5}, true}));
}

TEST(MandateJudge, SaysPeriodByPeriodWhatIsOrdered) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.mandates = {{.id = "m", .deadline = {2021, 1}}};
    s.waivers = {{"w", {2020, 11}, ""}};
    s.policy_values = {states("mandates_bind", "true"),
                       states("mandates_bind", "false", Date{2021, 4})};
  });
  const MandateJudge judge(portfolio);
  const auto in = [&](int t) { return judge.at(portfolio.workload("w"), t).reason; };
  EXPECT_EQ(in(0), Reason::waived);
  EXPECT_EQ(in(1), Reason::waived);
  EXPECT_EQ(in(2), Reason::not_yet_due);
  EXPECT_EQ(in(3), Reason::deadline_reached);
  EXPECT_EQ(in(5), Reason::deadline_reached);
  EXPECT_EQ(in(6), Reason::mandate_without_force);
}

TEST(PolicysOrder, ExcusesWhoHasNoWayYet) {
  const auto excusing = [](const char* excuses, const std::function<void(Scenario&)>& edit) {
    return under({states("mandate_deadline", "2020-11"), states("excused_without_way", excuses)},
                 {}, edit);
  };
  const auto opens_late = [](Scenario& s) {
    s.designations[0].date = {2021, 1};
    s.migration_parameters = {small::one_phase(2)};
  };
  EXPECT_EQ(excusing("false", opens_late), 1);
  EXPECT_EQ(excusing("true", opens_late), 5) << "the first start in 3 takes two periods";
  EXPECT_EQ(excusing("true", [](Scenario&) {}), 1) << "the deadline lies later than the first way";
  EXPECT_EQ(excusing("true", [](Scenario& s) { s.designations.clear(); }), std::nullopt);
}

TEST(PolicysOrder, ExcusesOnlyInTheRegimeThatSaysSo) {
  EXPECT_EQ(under({states("mandate_deadline", "2020-11"), states("excused_without_way", "true"),
                   states("excused_without_way", "false", Date{2021, 3})},
                  {}, [](Scenario& s) { s.designations.clear(); }),
            5);
}

TEST(MandateJudge, LooksForAWayOnlyWhereThePolicyAsks) {
  const auto has_way = [](const char* excuses, int t) {
    const Portfolio portfolio = small::portfolio([=](Scenario& s) {
      s.designations[0].date = {2021, 1};
      s.policy_values = {states("excused_without_way", excuses)};
    });
    return MandateJudge(portfolio).facts(portfolio.workload("w"), t).has_way;
  };
  EXPECT_FALSE(has_way("true", 2));
  EXPECT_TRUE(has_way("true", 3));
  EXPECT_TRUE(has_way("true", 11));
  EXPECT_TRUE(has_way("false", 2)) << "left true";
}

TEST(MandateJudge, ExcusesAlsoTheOnlyWorkload) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.workloads.erase(s.workloads.begin() + small::u);
    s.designations[0].date = {2021, 1};
    s.policy_values = {states("mandate_deadline", "2020-11"),
                       states("excused_without_way", "true")};
  });
  const MandateJudge judge(portfolio);
  EXPECT_EQ(judge.at(portfolio.workload("w"), 2).reason, Reason::no_way_yet);
  EXPECT_EQ(judge.deadline(portfolio.workload("w")), 3);
}

/// "Required" of the page, written out from the tables for one workload and period.
bool required_by_page(const Portfolio& p, const Workload& need, std::optional<int> first_way,
                      int t) {
  const auto period = [&](Date date) { return p.calendar().period_of(date); };
  const Parameters& now = p.parameters(t);
  const auto listed = [](const std::vector<std::string>& list, const std::string& name) {
    return list.empty() || std::find(list.begin(), list.end(), name) != list.end();
  };
  const std::string& area = p[need.service.id()].area.name();
  const bool own =
      listed(now.mandate_areas, area) && listed(now.mandate_agencies, need.agency.name());
  bool due = own && now.mandate_deadline && period(*now.mandate_deadline) <= t;
  due = due ||
        (own && now.mandate_at_contract_end && need.contract_end && period(*need.contract_end) < t);
  for (const Mandate& one : p.scenario().mandates) {
    const bool named = one.agencies.empty() || std::find(one.agencies.begin(), one.agencies.end(),
                                                         need.agency) != one.agencies.end();
    due = due || (named && period(one.deadline) <= t);
  }
  bool waived =
      now.waived_until_contract_end && need.contract_end && t <= period(*need.contract_end);
  for (const Waiver& one : p.scenario().waivers)
    waived = waived || (one.workload == need.id && now.waivers_honoured && t <= period(one.until));
  const bool excused = now.excused_without_way && first_way.value_or(p.periods()) > t;
  return now.mandates_bind && due && !waived && !excused;
}

TEST(MandatedDeadline, IsWhatThePageSaysOnRandomPortfolios) {
  int due = 0, asked = 0;
  for (unsigned seed = 0; seed < 1'500; ++seed) {
    const Portfolio p = small::random_portfolio(seed, {.periods = 8});
    const MandateJudge judge(p);
    const auto ways = first_ways(p);
    for (std::size_t i = 0; i < p.scenario().workloads.size(); ++i) {
      std::optional<int> expected;
      for (int t = 0; t < p.periods(); ++t) {
        const bool required = required_by_page(p, p[WorkloadId(i)], ways[WorkloadId(i)], t);
        ASSERT_EQ(judge.at(WorkloadId(i), t).outcome() == Outcome::required, required)
            << "seed " << seed << " " << i << " " << t;
        if (required && !expected) expected = t;
      }
      ASSERT_EQ(mandated_deadline(p, WorkloadId(i)), expected) << "seed " << seed;
      ASSERT_EQ(judge.deadline(WorkloadId(i)), expected) << "seed " << seed;
      due += expected ? 1 : 0;
      ++asked;
    }
  }
  EXPECT_GT(due, asked / 10);
  EXPECT_LT(due, asked * 9 / 10);
}

}  // namespace
}  // namespace qsmo
