#include "qsmo/policy/assessment_rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "qsmo/core/error.hpp"
#include "qsmo/core/int128.hpp"
#include "qsmo/core/random.hpp"

namespace qsmo {
namespace {

const Date a_date{2021, 3};

Decimal micro(std::int64_t raw) { return Decimal::from_raw(raw); }

// --- attainment ---

AttainmentVerdict attained(Direction direction, std::optional<Decimal> target,
                           std::optional<Decimal> value) {
  return attainment_rule({direction, target, value}, a_date, {});
}

TEST(AttainmentRule, MeetsATargetAtItsEdge) {
  for (const Direction direction : {Direction::at_least, Direction::at_most, Direction::equal}) {
    const AttainmentVerdict verdict = attained(direction, 98, 98);
    EXPECT_EQ(verdict.reason, Reason::target_met);
    EXPECT_EQ(verdict.attainment, Decimal(1));
  }
}

TEST(AttainmentRule, GivesNothingForBeingBetterThanTheTarget) {
  EXPECT_EQ(attained(Direction::at_least, 98, 100).attainment, Decimal(1));
  EXPECT_EQ(attained(Direction::at_most, 60, 0).attainment, Decimal(1));
}

TEST(AttainmentRule, IsTheRatioWhereATargetIsMissed) {
  const auto missed = [](Direction direction, Decimal target, Decimal value) {
    const AttainmentVerdict verdict = attained(direction, target, value);
    EXPECT_EQ(verdict.reason, Reason::target_missed);
    return verdict.attainment;
  };
  EXPECT_EQ(missed(Direction::at_least, 80, 60), micro(750'000));
  EXPECT_EQ(missed(Direction::at_most, 60, 80), micro(750'000));
  EXPECT_EQ(missed(Direction::equal, 100, 80), micro(800'000));
  EXPECT_EQ(missed(Direction::equal, 80, 100), micro(800'000));
  EXPECT_EQ(missed(Direction::at_least, 3, 1), micro(333'333));
  EXPECT_EQ(missed(Direction::at_least, 3, 2), micro(666'667));
  // Half a millionth goes up.
  EXPECT_EQ(missed(Direction::at_least, 2'000'000, 1), micro(1));
  EXPECT_EQ(missed(Direction::at_least, 2'000'001, 1), micro(0));
}

TEST(AttainmentRule, IsZeroWhereThereIsNoRatio) {
  EXPECT_EQ(attained(Direction::at_least, 98, 0).attainment, Decimal());
  EXPECT_EQ(attained(Direction::at_least, 98, -98).attainment, Decimal());
  EXPECT_EQ(attained(Direction::at_most, 0, 3).attainment, Decimal());
  EXPECT_EQ(attained(Direction::at_most, -2, -1).attainment, Decimal());
  EXPECT_EQ(attained(Direction::equal, 0, 3).attainment, Decimal());
  EXPECT_EQ(attained(Direction::equal, -3, 3).attainment, Decimal());
  EXPECT_EQ(attained(Direction::equal, 0, 0).attainment, Decimal(1));
}

TEST(AttainmentRule, NeverTakesWhatIsNotObservedForAPass) {
  const AttainmentVerdict verdict = attained(Direction::at_most, 60, std::nullopt);
  EXPECT_EQ(verdict.reason, Reason::not_observed);
  EXPECT_EQ(verdict.outcome(), Outcome::missing);
  EXPECT_TRUE(verdict.bars());
  EXPECT_EQ(verdict.attainment, std::nullopt);
}

TEST(AttainmentRule, CountsAVolumeWithoutJudgingIt) {
  for (const std::optional<Decimal> value : {std::optional<Decimal>(), std::optional<Decimal>(7)}) {
    const AttainmentVerdict verdict = attained(Direction::at_least, std::nullopt, value);
    EXPECT_EQ(verdict.reason, Reason::volume_only);
    EXPECT_EQ(verdict.outcome(), Outcome::not_applicable);
    EXPECT_EQ(verdict.attainment, std::nullopt);
  }
}

/// Whether `result` is numerator / denominator rounded to millionths, half away from zero; both positive.
bool is_rounded(Decimal result, Decimal numerator, Decimal denominator) {
  const Int128 error =
      2 * (Int128(numerator.raw()) * 1'000'000 - Int128(result.raw()) * denominator.raw());
  return -error <= denominator.raw() && error < denominator.raw();
}

TEST(AttainmentRule, RoundsExactlyWhateverTheNumbers) {
  Random random(7);
  for (int i = 0; i < 20'000; ++i) {
    const auto draw = [&] {
      const std::uint64_t size = std::uint64_t(1) << random.below(60);
      return micro(static_cast<std::int64_t>(1 + random.below(size)));
    };
    const Decimal less = draw(), more = less + draw();
    ASSERT_TRUE(is_rounded(*attained(Direction::at_least, more, less).attainment, less, more));
    ASSERT_TRUE(is_rounded(*attained(Direction::at_most, less, more).attainment, less, more));
    ASSERT_TRUE(is_rounded(*attained(Direction::equal, less, more).attainment, less, more));
    ASSERT_TRUE(is_rounded(*attained(Direction::equal, more, less).attainment, less, more));
  }
}

// --- score ---

ScoreVerdict scored(Decimal total, Decimal observed, Decimal attained_weight,
                    Decimal least = micro(500'000)) {
  Parameters parameters;
  parameters.least_observed_weight = least;
  return score_rule({total, observed, attained_weight}, a_date, parameters);
}

TEST(ScoreRule, IsTheWeightedMeanOfWhatIsObserved) {
  const ScoreVerdict verdict = scored(4, 3, 2);
  EXPECT_EQ(verdict.reason, Reason::scored);
  EXPECT_EQ(verdict.score, micro(666'667));
  EXPECT_EQ(scored(3, 3, 3).score, Decimal(1));
  EXPECT_EQ(scored(3, 3, 0).score, Decimal());
}

TEST(ScoreRule, NeedsTheLeastShareOfTheWeights) {
  EXPECT_EQ(scored(4, 2, 2).reason, Reason::scored) << "exactly the share is enough";
  const ScoreVerdict verdict = scored(4, micro(1'999'999), micro(1'999'999));
  EXPECT_EQ(verdict.reason, Reason::too_little_observed);
  EXPECT_EQ(verdict.outcome(), Outcome::missing);
  EXPECT_EQ(verdict.score, std::nullopt);
  EXPECT_EQ(scored(4, 4, 2, 1).reason, Reason::scored);
  EXPECT_EQ(scored(4, micro(3'999'999), 2, 1).reason, Reason::too_little_observed);
}

TEST(ScoreRule, GivesNoScoreForNothing) {
  EXPECT_EQ(scored(4, 0, 0, 0).reason, Reason::too_little_observed);
  EXPECT_EQ(scored(0, 0, 0, 0).reason, Reason::too_little_observed);
  EXPECT_EQ(scored(4, micro(1), micro(1), 0).score, Decimal(1));
}

TEST(ScoreRule, RefusesWhatDoesNotFit) {
  const Decimal most = micro(std::numeric_limits<std::int64_t>::max());
  EXPECT_THROW((void)scored(1, micro(1), most, 0), OverflowError);
}

// --- assessment ---

const Decimal good = 1, watch = micro(900'000), corrective = micro(800'000),
              suspended = micro(600'000), delisted = micro(400'000);

AssessmentVerdict assessed(AssessmentFacts facts, const Parameters& parameters = {}) {
  return assessment_rule(facts, a_date, parameters);
}

TEST(AssessmentRule, KeepsAStandingThatTheScoreCallsFor) {
  const AssessmentVerdict verdict = assessed({Standing::watch, watch, 1, 2, 3});
  EXPECT_EQ(verdict.reason, Reason::standing_kept);
  EXPECT_EQ(verdict.standing, Standing::watch);
  EXPECT_EQ(verdict.low_periods, 0) << "both runs end";
  EXPECT_EQ(verdict.high_periods, 0);
  EXPECT_EQ(verdict.missing_periods, 0);
}

TEST(AssessmentRule, FallsByOneWhenEnoughScoresCallForIt) {
  const AssessmentVerdict first = assessed({Standing::good, delisted, 0, 0, 0});
  EXPECT_EQ(first.reason, Reason::standing_kept) << "one bad period moves nothing";
  EXPECT_EQ(first.standing, Standing::good);
  EXPECT_EQ(first.low_periods, 1);
  const AssessmentVerdict second = assessed({Standing::good, watch, 1, 0, 0});
  EXPECT_EQ(second.reason, Reason::standing_fell) << "different scores below make one run";
  EXPECT_EQ(second.standing, Standing::watch) << "one step, however low the scores";
  EXPECT_EQ(second.low_periods, 0) << "the next step needs a run of its own";
}

TEST(AssessmentRule, RisesByOneWhenEnoughScoresCallForIt) {
  const AssessmentVerdict second = assessed({Standing::suspended, good, 0, 1, 0});
  EXPECT_EQ(second.reason, Reason::standing_kept);
  EXPECT_EQ(second.high_periods, 2);
  const AssessmentVerdict third = assessed({Standing::suspended, corrective, 0, 2, 0});
  EXPECT_EQ(third.reason, Reason::standing_rose);
  EXPECT_EQ(third.standing, Standing::corrective_action);
  EXPECT_EQ(third.high_periods, 0);
}

TEST(AssessmentRule, EndsARunWhenAScoreCallsForTheOtherSide) {
  EXPECT_EQ(assessed({Standing::watch, good, 1, 0, 0}).low_periods, 0);
  EXPECT_EQ(assessed({Standing::watch, good, 1, 0, 0}).high_periods, 1);
  EXPECT_EQ(assessed({Standing::watch, corrective, 0, 2, 0}).high_periods, 0);
  EXPECT_EQ(assessed({Standing::watch, corrective, 0, 2, 0}).low_periods, 1);
}

TEST(AssessmentRule, ReadsAScoreAtAThresholdAsNotBelowIt) {
  const Parameters p;
  const auto calls_for_worse = [](Standing standing, Decimal score) {
    return assessed({standing, score, 0, 0, 0}).low_periods == 1;
  };
  const std::pair<Standing, Decimal> edges[] = {{Standing::good, p.watch_below},
                                                {Standing::watch, p.corrective_below},
                                                {Standing::corrective_action, p.suspended_below},
                                                {Standing::suspended, p.delisted_below}};
  for (const auto& [standing, threshold] : edges) {
    EXPECT_FALSE(calls_for_worse(standing, threshold)) << name_of(standing);
    EXPECT_TRUE(calls_for_worse(standing, threshold - micro(1))) << name_of(standing);
    // From one below it is what calls for better.
    const auto below = static_cast<Standing>(static_cast<int>(standing) + 1);
    if (below == Standing::delisted) continue;
    EXPECT_EQ(assessed({below, threshold, 0, 0, 0}).high_periods, 1) << name_of(below);
    EXPECT_EQ(assessed({below, threshold - micro(1), 0, 0, 0}).high_periods, 0) << name_of(below);
  }
}

TEST(AssessmentRule, NeverTakesAMissingScoreForAPass) {
  const AssessmentVerdict verdict = assessed({Standing::watch, std::nullopt, 1, 2, 5});
  EXPECT_EQ(verdict.reason, Reason::score_missing);
  EXPECT_EQ(verdict.outcome(), Outcome::missing);
  EXPECT_EQ(verdict.standing, Standing::watch);
  EXPECT_EQ(verdict.low_periods, 0) << "a missing score ends both runs";
  EXPECT_EQ(verdict.high_periods, 0);
  EXPECT_EQ(verdict.missing_periods, 6);
}

TEST(AssessmentRule, PutsAGoodStandingOnWatchWhenScoresStayAway) {
  EXPECT_EQ(assessed({Standing::good, std::nullopt, 0, 0, 0}).reason, Reason::score_missing);
  const AssessmentVerdict second = assessed({Standing::good, std::nullopt, 0, 0, 1});
  EXPECT_EQ(second.reason, Reason::fell_for_missing_data);
  EXPECT_EQ(second.standing, Standing::watch);
  EXPECT_EQ(second.missing_periods, 2);
  for (const Standing standing :
       {Standing::watch, Standing::corrective_action, Standing::suspended}) {
    const AssessmentVerdict verdict = assessed({standing, std::nullopt, 0, 0, 100});
    EXPECT_EQ(verdict.reason, Reason::score_missing) << "silence moves nobody further down";
    EXPECT_EQ(verdict.standing, standing);
  }
}

TEST(AssessmentRule, KeepsWhatIsDelisted) {
  for (const std::optional<Decimal> score : {std::optional<Decimal>(), std::optional(good)}) {
    const AssessmentVerdict verdict = assessed({Standing::delisted, score, 4, 50, 4});
    EXPECT_EQ(verdict.reason, Reason::stays_delisted);
    EXPECT_EQ(verdict.standing, Standing::delisted);
    EXPECT_EQ(verdict.low_periods, 0);
    EXPECT_EQ(verdict.high_periods, 0);
    EXPECT_EQ(verdict.missing_periods, score ? 0 : 5);
  }
}

TEST(AssessmentRule, ReachesEveryStandingAndBack) {
  AssessmentFacts facts;
  const auto run = [&](Decimal score, int periods) {
    for (int i = 0; i < periods; ++i) {
      facts.score = score;
      const AssessmentVerdict v = assessed(facts);
      facts = {v.standing, {}, v.low_periods, v.high_periods, v.missing_periods};
    }
    return facts.standing;
  };
  EXPECT_EQ(run(suspended, 2), Standing::watch);
  EXPECT_EQ(run(suspended, 2), Standing::corrective_action);
  EXPECT_EQ(run(suspended, 2), Standing::suspended);
  EXPECT_EQ(run(suspended, 20), Standing::suspended) << "no further than the scores call for";
  EXPECT_EQ(run(good, 9), Standing::good);
  EXPECT_EQ(run(delisted, 8), Standing::delisted);
  EXPECT_EQ(run(good, 50), Standing::delisted);
}

TEST(AssessmentRule, CountsAsManyPeriodsAsTheParametersSay) {
  Parameters p;
  p.periods_to_fall = p.periods_to_rise = p.missing_periods_to_watch = 1;
  EXPECT_EQ(assessed({Standing::good, delisted, 0, 0, 0}, p).standing, Standing::watch);
  EXPECT_EQ(assessed({Standing::watch, good, 0, 0, 0}, p).standing, Standing::good);
  EXPECT_EQ(assessed({Standing::good, std::nullopt, 0, 0, 0}, p).standing, Standing::watch);
}

// --- sequences ---

using Scores = std::vector<std::optional<Decimal>>;

std::vector<AssessmentVerdict> folded(Standing start, const Scores& scores, const Parameters& p) {
  std::vector<AssessmentVerdict> out;
  AssessmentFacts facts;
  facts.standing = start;
  for (const auto& score : scores) {
    facts.score = score;
    out.push_back(assessed(facts, p));
    const AssessmentVerdict& v = out.back();
    facts = {v.standing, {}, v.low_periods, v.high_periods, v.missing_periods};
  }
  return out;
}

/// The same told from the whole history, without any counters: how many of the last periods, back to the last change of
/// standing, were all low (high); and how many of the last periods were all missing.
std::vector<Standing> simulated(Standing start, const Scores& scores, const Parameters& p) {
  const Decimal below[] = {p.watch_below, p.corrective_below, p.suspended_below, p.delisted_below};
  const auto level_of = [&](Decimal score) {
    int level = 0;
    for (int i = 0; i < 4; ++i) {
      if (score < below[i]) level = i + 1;
    }
    return level;
  };
  std::vector<Standing> out;
  int standing = static_cast<int>(start);
  std::size_t since = 0;
  for (std::size_t t = 0; t < scores.size(); ++t) {
    const auto trailing = [&](std::size_t from, auto&& is) {
      int count = 0;
      for (std::size_t i = t + 1; i > from && is(scores[i - 1]); --i) ++count;
      return count;
    };
    const int low = trailing(since, [&](const auto& s) { return s && level_of(*s) > standing; });
    const int high = trailing(since, [&](const auto& s) { return s && level_of(*s) < standing; });
    const int missing = trailing(0, [](const auto& s) { return !s; });
    const int before = standing;
    if (standing != 4) {
      if (low >= p.periods_to_fall) ++standing;
      if (high >= p.periods_to_rise) --standing;
      if (before == 0 && missing >= p.missing_periods_to_watch) standing = 1;
    }
    if (standing != before) since = t + 1;
    out.push_back(static_cast<Standing>(standing));
  }
  return out;
}

Parameters random_parameters(Random& random) {
  Parameters p;
  p.periods_to_fall = 1 + static_cast<int>(random.below(4));
  p.periods_to_rise = 1 + static_cast<int>(random.below(4));
  p.missing_periods_to_watch = 1 + static_cast<int>(random.below(4));
  return p;
}

/// Scores that dwell, so that runs happen, and often lie on a threshold.
Scores random_scores(Random& random, double missing) {
  const std::int64_t marks[] = {0,       400'000, 499'999, 500'000, 699'999,  700'000,
                                849'999, 850'000, 949'999, 950'000, 1'000'000};
  Scores scores;
  std::int64_t mark = 1'000'000;
  for (int t = 0; t < 60; ++t) {
    if (random.uniform() < 0.4) mark = marks[random.below(std::size(marks))];
    scores.push_back(random.uniform() < missing ? std::nullopt : std::optional(micro(mark)));
  }
  return scores;
}

Standing random_standing(Random& random) { return static_cast<Standing>(random.below(5)); }

TEST(AssessmentRule, AgreesWithASimulationOfTheWholeHistory) {
  Random random(1);
  std::vector<int> reasons(reason_count, 0);
  for (int i = 0; i < 5'000; ++i) {
    const Parameters p = random_parameters(random);
    const Scores scores = random_scores(random, 0.15);
    const Standing start = random_standing(random);
    const auto verdicts = folded(start, scores, p);
    const auto expected = simulated(start, scores, p);
    for (std::size_t t = 0; t < scores.size(); ++t) {
      ASSERT_EQ(verdicts[t].standing, expected[t]) << "sequence " << i << ", period " << t;
      ++reasons[static_cast<std::size_t>(verdicts[t].reason)];
    }
  }
  for (const ReasonInfo& info : qsmo::reasons) {
    if (info.rule == Rule::assessment) {
      EXPECT_GT(reasons[static_cast<std::size_t>(info.reason)], 100) << info.name;
    }
  }
}

TEST(AssessmentRule, DoesNotFlap) {
  Random random(2);
  int changes = 0;
  for (int i = 0; i < 5'000; ++i) {
    const Parameters p = random_parameters(random);
    const int least = std::min({p.periods_to_fall, p.periods_to_rise, p.missing_periods_to_watch});
    const Standing start = random_standing(random);
    Standing before = start;
    int last_change = 0, t = 0;
    for (const AssessmentVerdict& verdict : folded(start, random_scores(random, 0.15), p)) {
      ++t;
      ASSERT_LE(std::abs(static_cast<int>(verdict.standing) - static_cast<int>(before)), 1);
      if (verdict.standing == before) continue;
      ASSERT_GE(t - last_change, least) << "sequence " << i;
      last_change = t;
      before = verdict.standing;
      ++changes;
    }
  }
  EXPECT_GT(changes, 5'000);
}

TEST(AssessmentRule, ReachesWhatAConstantScoreCallsForAndStaysThere) {
  Random random(3);
  for (const Decimal score : {good, watch, corrective, suspended, delisted}) {
    for (int start = 0; start < 4; ++start) {
      const Parameters p = random_parameters(random);
      const auto verdicts = folded(static_cast<Standing>(start), Scores(40, score), p);
      const Standing called =
          folded(Standing::good, Scores(40, score), Parameters()).back().standing;
      EXPECT_EQ(verdicts.back().standing, called) << start;
    }
  }
}

TEST(AssessmentRule, EndsNoWorseUnderABetterConstantScore) {
  Random random(4);
  for (int i = 0; i < 2'000; ++i) {
    const Parameters p = random_parameters(random);
    const Standing start = random_standing(random);
    const std::size_t periods = 1 + random.below(30);
    const Decimal lower = micro(static_cast<std::int64_t>(random.below(1'000'001)));
    const Decimal higher = lower + micro(static_cast<std::int64_t>(random.below(
                                       static_cast<std::uint64_t>(1'000'001 - lower.raw()))));
    const auto end = [&](Decimal score) {
      return folded(start, Scores(periods, score), p).back().standing;
    };
    ASSERT_LE(end(higher), end(lower)) << lower.to_string() << " " << higher.to_string();
  }
}

}  // namespace
}  // namespace qsmo
