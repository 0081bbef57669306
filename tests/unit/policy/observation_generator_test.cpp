#include "qsmo/policy/observation_generator.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "qsmo/core/error.hpp"
#include "qsmo/policy/assessment.hpp"
#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

using small::decimal;
using small::O;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Edit = std::function<void(Scenario&)>;

/// The small scenario with one measure of each kind.
Portfolio portfolio(const Edit& edit = [](Scenario&) {}) {
  return small::portfolio([&](Scenario& s) {
    s.measures = {{.id = "speed", .unit = "percent", .target = 80},
                  {.id = "errors", .unit = "score", .direction = Direction::at_most, .target = 40},
                  {.id = "exact", .unit = "percent", .direction = Direction::equal, .target = 50},
                  {.id = "none", .unit = "count", .direction = Direction::equal, .target = 0},
                  {.id = "tickets", .area = "HR", .unit = "count"}};
    edit(s);
  });
}

/// Nothing but the level: no spread, walk, noise, shocks or gaps.
ObservationOptions still(double level) {
  ObservationOptions options;
  options.level = decimal(level);
  options.spread = options.step = options.noise = options.shock_share = {};
  options.missing_share = options.silent_share = {};
  return options;
}

/// Values by measure of one offering, in order of time.
std::map<std::string, std::vector<double>> values(const std::vector<Observation>& observations,
                                                  const char* offering = "O") {
  std::map<std::string, std::vector<double>> out;
  for (const Observation& o : observations) {
    if (o.offering.name() == offering) out[o.measure.name()].push_back(o.value.to_double());
  }
  return out;
}

std::set<int> periods(const Portfolio& p, const std::vector<Observation>& observations,
                      const char* offering) {
  std::set<int> out;
  for (const Observation& o : observations) {
    if (o.offering.name() == offering) out.insert(p.calendar().period_of(o.date));
  }
  return out;
}

TEST(GenerateObservations, GivesTheSameForTheSameSeed) {
  const Portfolio p = portfolio();
  EXPECT_EQ(generate_observations(p, 5), generate_observations(p, 5));
  EXPECT_NE(generate_observations(p, 5), generate_observations(p, 6));
}

TEST(GenerateObservations, KeepsItsNumbers) {
  // What other machines, compilers and versions have to give too.
  const std::vector<Observation> all = generate_observations(portfolio(), 1);
  std::uint64_t hash = 14695981039346656037u;
  for (const Observation& o : all)
    hash = (hash ^ static_cast<std::uint64_t>(o.value.raw())) * 1099511628211u;
  EXPECT_EQ(all.size(), 116u);
  EXPECT_EQ(hash, 3912144704345752549u);
  EXPECT_EQ(all.front().source, "generated");
}

TEST(GenerateObservations, MakesAValidPortfolio) {
  const Portfolio p = portfolio();
  const Portfolio observed =
      p.replace([&](Scenario& s) { s.observations = generate_observations(p, 3); });
  EXPECT_EQ(assess(observed, observed.offering("O")).size(), 12u);
}

TEST(GenerateObservations, LiesAtTheTargetsWhereQualityIsZero) {
  const auto found = values(generate_observations(portfolio(), 1, still(0)));
  EXPECT_EQ(found.at("speed"), std::vector<double>(12, 80));
  EXPECT_EQ(found.at("errors"), std::vector<double>(12, 40));
  EXPECT_EQ(found.at("exact"), std::vector<double>(12, 50));
  EXPECT_EQ(found.at("none"), std::vector<double>(12, 0));
  EXPECT_EQ(found.at("tickets"), std::vector<double>(12, 1000));
}

TEST(GenerateObservations, LiesOnTheGoodSideWhereQualityIsAbove) {
  const auto found = values(generate_observations(portfolio(), 1, still(0.1)));
  EXPECT_EQ(found.at("speed")[0], 88);
  EXPECT_EQ(found.at("errors")[0], 36);
  EXPECT_EQ(found.at("exact")[0], 50);
  EXPECT_EQ(found.at("none")[0], 0);
  EXPECT_EQ(values(generate_observations(portfolio(), 1, still(0.5))).at("speed")[0], 100)
      << "no more than all";
}

TEST(GenerateObservations, LiesOnTheBadSideWhereQualityIsBelow) {
  const auto found = values(generate_observations(portfolio(), 1, still(-0.1)));
  EXPECT_EQ(found.at("speed")[0], 72);
  EXPECT_EQ(found.at("errors")[0], 44);
  EXPECT_EQ(found.at("exact")[0], 45);
  EXPECT_EQ(found.at("none")[0], 10);
  EXPECT_EQ(values(generate_observations(portfolio(), 1, still(-1))).at("speed")[0], 0);
}

TEST(GenerateObservations, IsDrawnBackToTheLevel) {
  ObservationOptions options = still(0);
  options.shock_share = options.shock_recovery = 1;
  options.shock_size = decimal(0.3);
  const auto all_broken = values(generate_observations(portfolio(), 1, options)).at("speed");
  EXPECT_EQ(all_broken, std::vector<double>(12, 56)) << "a shock in each period, gone in the next";
  options.shock_recovery = 0;
  EXPECT_THAT(values(generate_observations(portfolio(), 1, options)).at("speed"),
              ElementsAre(56, 32, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0))
      << "shocks that stay add up";

  options = still(0.1);
  options.spread = decimal(0.2);
  options.pull = decimal(0.5);
  const auto walk = values(generate_observations(portfolio(), 3, options)).at("errors");
  EXPECT_GT(std::abs(walk[0] - 36), 1);
  for (std::size_t t = 1; t < walk.size(); ++t)
    EXPECT_NEAR(walk[t] - 36, (walk[t - 1] - 36) / 2, 0.02) << t;
}

TEST(GenerateObservations, SpreadsAsItIsTold) {
  ObservationOptions options = still(0);
  options.first = -1200;
  options.last = 1200;
  options.noise = decimal(0.05);
  const auto found = values(generate_observations(portfolio(), 1, options)).at("errors");
  double sum = 0, squares = 0;
  for (const double value : found) sum += value, squares += value * value;
  const double n = static_cast<double>(found.size()), mean = sum / n;
  EXPECT_NEAR(mean, 40, 0.15);
  EXPECT_NEAR(std::sqrt(squares / n - mean * mean), 2, 0.15);
}

TEST(GenerateObservations, LeavesOutTheSharesThatAreMissing) {
  const auto count = [](double missing, double silent) {
    ObservationOptions options = still(0);
    options.first = -1200;
    options.last = 1200;
    options.missing_share = decimal(missing);
    options.silent_share = decimal(silent);
    return static_cast<double>(generate_observations(portfolio(), 1, options).size()) / (2401 * 10);
  };
  EXPECT_EQ(count(0, 0), 1);
  EXPECT_NEAR(count(0.2, 0), 0.8, 0.01);
  EXPECT_NEAR(count(0, 0.2), 0.8, 0.02);
  EXPECT_EQ(count(1, 0), 0);
  EXPECT_EQ(count(0, 1), 0);
}

TEST(GenerateObservations, IsSilentOfAllMeasuresAtOnce) {
  ObservationOptions options = still(0);
  options.silent_share = decimal(0.5);
  std::map<std::string, std::set<int>> by_measure;
  const Portfolio p = portfolio();
  for (const Observation& o : generate_observations(p, 2, options)) {
    if (o.offering.name() == "O")
      by_measure[o.measure.name()].insert(p.calendar().period_of(o.date));
  }
  EXPECT_EQ(by_measure.size(), 5u);
  for (const auto& [measure, seen] : by_measure) {
    EXPECT_EQ(seen, by_measure.at("speed")) << measure;
    EXPECT_LT(seen.size(), 12u);
  }
}

TEST(GenerateObservations, CoversThePeriodsInWhichAListedOfferingServes) {
  const Portfolio p = portfolio([](Scenario& s) {
    s.offerings[O].ends = Date{2020, 9};
    s.stages = {{.offering = "O", .state = StageState::planned, .date = {2020, 1}},
                {.offering = "O", .state = StageState::full, .date = {2020, 8}}};
    s.offerings.push_back({.id = "outside", .provider = "P"});
  });
  ObservationOptions options = still(0);
  options.first = -4;
  options.last = 1;
  const auto all = generate_observations(p, 1, options);
  EXPECT_THAT(periods(p, all, "O"), ElementsAre(-2, -1));
  EXPECT_THAT(periods(p, all, "O2"), ElementsAre(-4, -3, -2, -1, 0, 1));
  EXPECT_THAT(periods(p, all, "outside"), IsEmpty());
}

TEST(GenerateObservations, LeavesTheOthersAsTheyWereWhenRecordsAreAdded) {
  const auto before = values(generate_observations(portfolio(), 4), "O2");
  const Portfolio larger = portfolio([](Scenario& s) {
    s.measures.push_back({.id = "new", .unit = "percent", .target = 50});
    s.offerings.push_back({.id = "O3", .provider = "P", .marketplace = "M"});
  });
  auto after = values(generate_observations(larger, 4), "O2");
  EXPECT_EQ(after.erase("new"), 1u);
  EXPECT_EQ(before, after);
  ObservationOptions longer;
  longer.last = 3;
  auto extended = values(generate_observations(portfolio(), 4, longer), "O2");
  for (const auto& [measure, values] : before) {
    ASSERT_GE(extended[measure].size(), values.size());
    extended[measure].resize(values.size());
    EXPECT_EQ(extended[measure], values) << measure;
  }
}

TEST(GenerateObservations, RefusesOptionsOutOfRange) {
  const auto refused = [](const std::function<void(ObservationOptions&)>& edit) {
    ObservationOptions options;
    edit(options);
    std::vector<std::string> pointers;
    try {
      (void)generate_observations(portfolio(), 1, options);
    } catch (const InputError& error) {
      for (const Fault& fault : error.faults()) pointers.push_back(fault.pointer);
    }
    return pointers;
  };
  EXPECT_THAT(refused([](auto&) {}), IsEmpty());
  EXPECT_THAT(refused([](auto& o) { o.first = -1201, o.last = 1201; }),
              ElementsAre("/first", "/last"));
  EXPECT_THAT(refused([](auto& o) { o.last = -13; }), ElementsAre("/first"));
  EXPECT_THAT(refused([](auto& o) { o.level = decimal(-1.000001); }), ElementsAre("/level"));
  EXPECT_THAT(refused([](auto& o) { o.level = -1; }), IsEmpty());
  EXPECT_THAT(refused([](auto& o) {
                o.spread = o.step = o.pull = o.noise = o.shock_share = o.shock_size =
                    o.shock_recovery = o.missing_share = o.silent_share = decimal(1.000001);
                o.count_per_quality = o.volume = decimal(-0.000001);
              }),
              ElementsAre("/spread", "/step", "/pull", "/noise", "/shock_share", "/shock_size",
                          "/shock_recovery", "/missing_share", "/silent_share",
                          "/count_per_quality", "/volume"));
}

}  // namespace
}  // namespace qsmo
