#include "qsmo/policy/assessment.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "qsmo/core/random.hpp"
#include "qsmo/policy/eligibility.hpp"
#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

using small::O;
using small::O2;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// The small scenario from October 2020 with a second marketplace, of FM, that lists O3, and O4 outside of any. `speed` counts
/// in all areas, `errors` and `tickets` in HR only; `tickets` has no target.
Scenario scenario() {
  Scenario s = small::scenario();
  s.areas.push_back({.id = "FM"});
  s.marketplaces.push_back({.id = "M2", .area = "FM"});
  s.offerings.push_back({.id = "O3", .provider = "P", .marketplace = "M2"});
  s.offerings.push_back({.id = "O4", .provider = "P"});
  s.measures = {{.id = "tickets", .area = "HR", .unit = "count"},
                {.id = "speed", .unit = "percent", .target = 80},
                {.id = "errors",
                 .area = "HR",
                 .unit = "percent",
                 .direction = Direction::at_most,
                 .target = 4,
                 .weight = 3}};
  return s;
}

using Edit = std::function<void(Scenario&)>;

Portfolio portfolio(const Edit& edit) {
  Scenario s = scenario();
  edit(s);
  return Portfolio(std::move(s));
}

Date month(int t) { return Date{2020 + (9 + t + 120) / 12 - 10, (9 + t + 120) % 12 + 1}; }

/// `speed` of an offering in these periods.
void observe(Scenario& s, const char* offering, std::vector<int> periods, Decimal value = 80) {
  for (const int t : periods) s.observations.push_back({offering, "speed", month(t), value, ""});
}

std::vector<int> periods(const std::vector<PeriodAssessment>& assessed) {
  std::vector<int> out;
  for (const PeriodAssessment& one : assessed) out.push_back(one.period);
  return out;
}

std::vector<Standing> standings(const std::vector<PeriodAssessment>& assessed) {
  std::vector<Standing> out;
  for (const PeriodAssessment& one : assessed) out.push_back(one.verdict.standing);
  return out;
}

std::vector<int> periods_of(const Portfolio& p, const char* offering,
                            std::optional<int> last = {}) {
  return periods(assess(p, p.offering(offering), last));
}

std::vector<std::string> measures_of(const Portfolio& p, const char* offering) {
  std::vector<std::string> out;
  for (const MeasureId id : measures_of(p, p.offering(offering)))
    out.push_back(p.scenario().measures[id.index()].id);
  return out;
}

TEST(MeasuresOf, AreThoseOfAllAreasAndOfTheMarketplacesArea) {
  const Portfolio p = portfolio([](Scenario&) {});
  EXPECT_THAT(measures_of(p, "O"), ElementsAre("tickets", "speed", "errors"));
  EXPECT_THAT(measures_of(p, "O3"), ElementsAre("speed"));
  EXPECT_THAT(measures_of(p, "O4"), ElementsAre("speed"));
}

TEST(ServesIn, FollowsStagesAndTheEnd) {
  const Portfolio p = portfolio([](Scenario& s) {
    s.stages = {{.offering = "O", .state = StageState::planned, .date = month(-5)},
                {.offering = "O", .state = StageState::initial, .date = month(2)}};
    s.offerings[O].ends = month(4);
  });
  const auto serves = [&](int t) { return serves_in(p, p.offering("O"), t); };
  EXPECT_FALSE(serves(-6));
  EXPECT_FALSE(serves(1));
  EXPECT_TRUE(serves(2));
  EXPECT_TRUE(serves(4));
  EXPECT_FALSE(serves(5));
  EXPECT_TRUE(serves_in(p, p.offering("O2"), -100));
}

// --- which periods ---

TEST(Assess, GoesFromTheFirstToTheLastObservationOfTheArea) {
  const Portfolio p = portfolio([](Scenario& s) {
    observe(s, "O", {-3});
    observe(s, "O2", {-5, 1});
  });
  EXPECT_THAT(periods_of(p, "O"), ElementsAre(-5, -4, -3, -2, -1, 0, 1));
  EXPECT_EQ(periods_of(p, "O2"), periods_of(p, "O"));
  EXPECT_THAT(periods_of(p, "O3"), IsEmpty()) << "of another area nothing was observed";
}

TEST(Assess, CountsWhoNeverReportsAsMissing) {
  const Portfolio p = portfolio([](Scenario& s) { observe(s, "O2", {0, 1, 2}); });
  const auto assessed = assess(p, p.offering("O"));
  EXPECT_THAT(standings(assessed), ElementsAre(Standing::good, Standing::watch, Standing::watch));
  EXPECT_EQ(assessed[1].verdict.reason, Reason::fell_for_missing_data);
  for (const PeriodAssessment& one : assessed) {
    EXPECT_EQ(one.score.reason, Reason::too_little_observed);
    EXPECT_EQ(one.attainments[1].verdict.reason, Reason::not_observed);
  }
}

TEST(Assess, BeginsWhenTheOfferingServes) {
  const auto staged = [](int from, std::vector<int> own) {
    return portfolio([=](Scenario& s) {
      s.stages = {{.offering = "O", .state = StageState::planned, .date = month(-20)},
                  {.offering = "O", .state = StageState::initial, .date = month(from)}};
      observe(s, "O2", {-2, -1, 0, 1, 2});
      observe(s, "O", own);
    });
  };
  EXPECT_THAT(periods_of(staged(1, {}), "O"), ElementsAre(1, 2));
  EXPECT_THAT(periods_of(staged(1, {0}), "O"), ElementsAre(0, 1, 2)) << "or is observed before";
  EXPECT_THAT(periods_of(staged(5, {}), "O"), IsEmpty());
  EXPECT_THAT(periods_of(staged(5, {2}), "O"), ElementsAre(2));
}

TEST(Assess, EndsWithTheOffering) {
  const Portfolio p = portfolio([](Scenario& s) {
    s.offerings[O].ends = month(1);
    observe(s, "O2", {0, 3});
  });
  EXPECT_THAT(periods_of(p, "O"), ElementsAre(0, 1));
}

TEST(Assess, TakesAnOfferingOutsideByItself) {
  const Portfolio p = portfolio([](Scenario& s) {
    observe(s, "O", {-9, 9});
    observe(s, "O4", {2, 4});
  });
  EXPECT_THAT(periods_of(p, "O4"), ElementsAre(2, 3, 4));
}

TEST(Assess, GoesToAStatedPeriod) {
  const Portfolio p = portfolio([](Scenario& s) { observe(s, "O", {-2, 0}); });
  EXPECT_THAT(periods_of(p, "O", -1), ElementsAre(-2, -1));
  EXPECT_THAT(periods_of(p, "O", 2), ElementsAre(-2, -1, 0, 1, 2));
  EXPECT_THAT(periods_of(p, "O", -3), IsEmpty());
  EXPECT_EQ(periods_of(p, "O", 1'000'000).back(), 11) << "not beyond the horizon";
  const Portfolio late = portfolio([](Scenario& s) { observe(s, "O", {30}); });
  EXPECT_THAT(periods_of(late, "O", 1'000'000), ElementsAre(30)) << "but to what was observed";
}

TEST(Assess, NeedsAMeasureWithATarget) {
  const Portfolio p = portfolio([](Scenario& s) {
    s.measures[1].target.reset();
    observe(s, "O3", {0, 1});
    observe(s, "O", {0, 1});
  });
  EXPECT_THAT(periods_of(p, "O3"), IsEmpty());
  EXPECT_THAT(periods_of(p, "O"), ElementsAre(0, 1));
}

// --- what is said of a period ---

TEST(Assess, WeighsWhatWasObserved) {
  const Portfolio p = portfolio([](Scenario& s) {
    s.observations = {{"O", "speed", month(0), 60, ""},
                      {"O", "errors", {2020, 10, 31}, 5, ""},
                      {"O", "tickets", month(0), 700, ""}};
  });
  const PeriodAssessment one = assess(p, p.offering("O")).at(0);
  ASSERT_EQ(one.attainments.size(), 3u);
  EXPECT_EQ(one.attainments[0].value, Decimal(700));
  EXPECT_EQ(one.attainments[0].verdict.reason, Reason::volume_only);
  EXPECT_EQ(one.attainments[1].verdict.attainment, small::decimal(0.75));
  EXPECT_EQ(one.attainments[2].verdict.attainment, small::decimal(0.8));
  EXPECT_EQ(one.score.reason, Reason::scored);
  // (1 x 0.75 + 3 x 0.8) / 4; the volume has no part in it.
  EXPECT_EQ(one.score.score, small::decimal(0.7875));
}

TEST(Assess, GivesNoScoreWhenTooLittleOfTheWeightsIsObserved) {
  const Portfolio p = portfolio([](Scenario& s) {
    s.observations = {{"O", "speed", month(0), 80, ""}, {"O", "errors", month(1), 4, ""}};
  });
  const auto assessed = assess(p, p.offering("O"));
  EXPECT_EQ(assessed[0].score.reason, Reason::too_little_observed) << "1 of 4";
  EXPECT_EQ(assessed[1].score.score, Decimal(1)) << "3 of 4";
}

TEST(Assess, RoundsTheSumOfWeightsOnce) {
  const Portfolio p = portfolio([](Scenario& s) {
    s.measures.clear();
    for (const char* id : {"a", "b"}) {
      s.measures.push_back(
          {.id = id, .unit = "percent", .target = 3, .weight = Decimal::from_raw(1)});
      s.observations.push_back({"O", id, month(0), 1, ""});
    }
  });
  // Each product is a third of a millionth: both together are nearer to 1 than to 0.
  EXPECT_EQ(assess(p, p.offering("O")).at(0).score.score, small::decimal(0.5));
}

TEST(Assess, StartsFromTheStatedStanding) {
  const auto from = [](Standing standing) {
    const Portfolio p = portfolio([=](Scenario& s) {
      s.offerings[O2].standing = standing;
      observe(s, "O2", {0, 1, 2});
      s.measures.erase(s.measures.begin() + 2);
    });
    return standings(assess(p, p.offering("O2")));
  };
  EXPECT_THAT(from(Standing::suspended),
              ElementsAre(Standing::suspended, Standing::suspended, Standing::corrective_action));
  EXPECT_THAT(from(Standing::delisted),
              ElementsAre(Standing::delisted, Standing::delisted, Standing::delisted));
}

TEST(Assess, UsesTheParametersOfThePeriod) {
  const auto fall_by_one = [](std::optional<Date> from) {
    const Portfolio p = portfolio([=](Scenario& s) {
      s.policy_values = {
          {.parameter = "periods_to_fall", .value = "12", .unit = "periods"},
          {.parameter = "periods_to_fall", .from = from, .value = "1", .unit = "periods"}};
      if (!from) s.policy_values.erase(s.policy_values.begin());
      observe(s, "O3", {-2, 0, 3, 4, 13}, 0);
    });
    std::vector<int> changed;
    for (const PeriodAssessment& one : assess(p, p.offering("O3"))) {
      if (one.verdict.reason == Reason::standing_fell) changed.push_back(one.period);
    }
    return changed;
  };
  EXPECT_THAT(fall_by_one(month(4)), ElementsAre(4, 13)) << "beyond the horizon as at its end";
  EXPECT_THAT(fall_by_one(std::nullopt), ElementsAre(-2, 0, 3, 4)) << "until it is delisted";
}

// --- standings ---

TEST(StandingAt, HoldsFromThePeriodAfterThatAssessed) {
  const Portfolio p = portfolio([](Scenario& s) { observe(s, "O3", {0, 1, 2, 3}, 0); });
  const auto on = [&](Date date) { return standing_at(p, p.offering("O3"), date); };
  EXPECT_EQ(on(month(-50)), Standing::good);
  EXPECT_EQ(on(month(1)), Standing::good);
  EXPECT_EQ(on({2020, 11, 30}), Standing::good) << "the period is not over";
  EXPECT_EQ(on(month(2)), Standing::watch);
  EXPECT_EQ(on(month(3)), Standing::watch);
  EXPECT_EQ(on(month(4)), Standing::corrective_action);
  EXPECT_EQ(on(month(50)), Standing::corrective_action) << "as last observed";
}

TEST(StandingAt, KnowsNothingOfWhatIsObservedLater) {
  const Edit edit = [](Scenario& s) {
    s.offerings[O2].standing = Standing::good;
    observe(s, "O3", {-6}, 80);
  };
  const Portfolio without = portfolio(edit);
  const Portfolio with = portfolio([&](Scenario& s) {
    edit(s);
    observe(s, "O3", {5}, 80);
  });
  EXPECT_EQ(standings(assess(with, with.offering("O3")))[2], Standing::watch)
      << "seen from period 5, periods were missing";
  EXPECT_EQ(assessed_standing(with, with.offering("O3")), Standing::good);
  EXPECT_EQ(assessed_standing(without, without.offering("O3")), Standing::good);
}

TEST(AssessedStanding, CountsWhatIsMissingUpToTheLastObservationOfTheArea) {
  const auto last_of_other = [](int t) {
    const Portfolio p = portfolio([=](Scenario& s) {
      observe(s, "O", {-6});
      observe(s, "O2", {-6, t});
      s.measures.erase(s.measures.begin() + 2);
    });
    return assessed_standing(p, p.offering("O"));
  };
  EXPECT_EQ(last_of_other(-5), Standing::good);
  EXPECT_EQ(last_of_other(-4), Standing::watch);
  EXPECT_EQ(last_of_other(0), Standing::good) << "the horizon is not yet observed";
}

TEST(AssessedStanding, IsTheStatedOneWithoutObservations) {
  const Portfolio p =
      portfolio([](Scenario& s) { s.offerings[O].standing = Standing::corrective_action; });
  EXPECT_EQ(assessed_standing(p, p.offering("O")), Standing::corrective_action);
  EXPECT_EQ(assessed_standings(p)[p.offering("O")], Standing::corrective_action);
  EXPECT_EQ(assessed_standings(p)[p.offering("O4")], Standing::good);
}

TEST(AssessedStandings, AreThoseOfEachOffering) {
  const Portfolio p = portfolio([](Scenario& s) {
    observe(s, "O3", {-4, -3}, 0);
    observe(s, "O4", {-4, -3, -2, -1}, 0);
    observe(s, "O2", {-3, -2, -1});
  });
  const auto all = assessed_standings(p);
  ASSERT_EQ(all.size(), 4u);
  for (std::size_t i = 0; i < all.size(); ++i)
    EXPECT_EQ(all[OfferingId(i)], assessed_standing(p, OfferingId(i))) << i;
  EXPECT_EQ(all[p.offering("O4")], Standing::corrective_action);
}

TEST(AssessedStanding, DecidesWhetherAnOfferingTakesNewCustomers) {
  const auto verdict = [](int bad_periods) {
    const Portfolio p = portfolio([=](Scenario& s) {
      s.measures.erase(s.measures.begin() + 2);
      for (int t = -bad_periods; t < 0; ++t) observe(s, "O", {t}, 8);
    });
    return eligibility(p, p.workload("w"), p.offering("O"), 2, 4).reason;
  };
  EXPECT_EQ(verdict(0), Reason::available);
  EXPECT_EQ(verdict(3), Reason::available) << "a bad quarter bars nobody";
  EXPECT_EQ(verdict(6), Reason::standing_bars);
}

// --- against a naive retelling ---

/// Standings told from the tables alone: a map from (offering, measure, period) to value, doubles, and loops over everything.
class Retelling {
 public:
  explicit Retelling(const Portfolio& p) : p_(p), s_(p.scenario()) {
    for (const Observation& o : s_.observations)
      value_[{o.offering.name(), o.measure.name(), p.calendar().period_of(o.date)}] =
          o.value.to_double();
  }

  std::map<int, Standing> of(const Offering& offering) const {
    std::map<int, Standing> out;
    int first = 1000, last = -1000;
    for (const auto& [key, value] : value_) {
      const auto& [name, measure, t] = key;
      if (area(name) != area(offering.id)) continue;
      if (area(name).empty() && name != offering.id) continue;
      first = std::min(first, t);
      last = std::max(last, t);
    }
    int standing = static_cast<int>(offering.standing), low = 0, high = 0, missing = 0;
    for (int t = first; t <= last; ++t) {
      const double score = score_of(offering.id, t);
      const int called = score < 0      ? -1
                         : score < 0.5  ? 4
                         : score < 0.7  ? 3
                         : score < 0.85 ? 2
                         : score < 0.95 ? 1
                                        : 0;
      low = called > standing ? low + 1 : 0;
      high = called >= 0 && called < standing ? high + 1 : 0;
      missing = called < 0 ? missing + 1 : 0;
      const int step = standing == 4 ? 0 : low == 2 ? 1 : high == 3 ? -1 : 0;
      if (step != 0) low = high = 0;
      standing += step;
      if (standing == 0 && missing >= 2) standing = 1;
      out[t] = static_cast<Standing>(standing);
    }
    return out;
  }

 private:
  std::string area(const std::string& offering) const {
    for (const Offering& o : s_.offerings) {
      for (const Marketplace& m : s_.marketplaces) {
        if (o.id == offering && o.marketplace.name() == m.id) return m.area.name();
      }
    }
    return "";
  }

  /// -1: missing.
  double score_of(const std::string& offering, int t) const {
    double total = 0, seen = 0, sum = 0;
    for (const Measure& m : s_.measures) {
      if (!m.target || (m.area.given() && m.area.name() != area(offering))) continue;
      const double weight = m.weight.to_double(), target = m.target->to_double();
      total += weight;
      const auto found = value_.find({offering, m.id, t});
      if (found == value_.end()) continue;
      const double v = found->second;
      seen += weight;
      if (m.direction == Direction::at_least) sum += weight * std::min(1.0, v / target);
      if (m.direction == Direction::at_most) sum += weight * (v <= target ? 1.0 : target / v);
      if (m.direction == Direction::equal && v > 0)
        sum += weight * std::min(v / target, target / v);
    }
    return seen == 0 || 2 * seen < total ? -1 : sum / seen;
  }

  const Portfolio& p_;
  const Scenario& s_;
  std::map<std::tuple<std::string, std::string, int>, double> value_;
};

TEST(Assess, AgreesWithANaiveRetelling) {
  Random random(11);
  std::size_t compared = 0;
  std::map<Standing, int> met;
  for (int i = 0; i < 400; ++i) {
    const Portfolio p = portfolio([&](Scenario& s) {
      s.measures.push_back({.id = "exact",
                            .unit = "percent",
                            .direction = Direction::equal,
                            .target = 60,
                            .weight = 2});
      for (Offering& offering : s.offerings) {
        offering.standing = static_cast<Standing>(random.below(5));
        std::int64_t level = 80;
        for (int t = -10; t < 14; ++t) {
          if (random.uniform() < 0.3) level = static_cast<std::int64_t>(5 + random.below(96));
          for (const Measure& m : s.measures) {
            const bool counts = !m.area.given() || offering.id == "O" || offering.id == "O2";
            if (!counts || random.uniform() < 0.25) continue;
            const Decimal value = m.id == "errors"
                                      ? Decimal::nearest(300.0 / static_cast<double>(level))
                                      : Decimal(static_cast<int>(level));
            s.observations.push_back({offering.id, m.id, month(t), value, ""});
          }
        }
      }
    });
    for (std::size_t k = 0; k < p.scenario().offerings.size(); ++k) {
      const auto expected = Retelling(p).of(p.scenario().offerings[k]);
      const auto assessed = assess(p, OfferingId(k));
      ASSERT_EQ(assessed.size(), expected.size()) << i << " " << k;
      for (const PeriodAssessment& one : assessed) {
        ASSERT_EQ(one.verdict.standing, expected.at(one.period))
            << "scenario " << i << ", offering " << k << ", period " << one.period;
        ++met[one.verdict.standing];
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 30'000u);
  EXPECT_EQ(met.size(), 5u);
}

}  // namespace
}  // namespace qsmo
