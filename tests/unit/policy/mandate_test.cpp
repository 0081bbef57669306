#include "qsmo/policy/mandate.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace qsmo
