#include "qsmo/policy/assessment_rules.hpp"

#include <algorithm>

#include "core/wide_integer.hpp"

namespace qsmo {
namespace {

/// a / b, for b > 0: 6 places, half away from zero.
Decimal quotient(Decimal a, Decimal b) {
  return Decimal::from_raw(round_half_away(Int128(a.raw()) * Decimal::scale, b.raw()));
}

bool meets(Direction direction, Decimal value, Decimal target) {
  switch (direction) {
  case Direction::at_least:
    return value >= target;
  case Direction::at_most:
    return value <= target;
  case Direction::equal:
    return value == target;
  }
  return false;
}

/// How near a value comes that misses its target. Ratios say nothing where one side is not positive.
Decimal nearness(Direction direction, Decimal value, Decimal target) {
  if (value <= Decimal() || target <= Decimal()) return {};
  const Decimal less = direction == Direction::at_least  ? value
                       : direction == Direction::at_most ? target
                                                         : std::min(value, target);
  return quotient(less, less == value ? target : value);
}

bool enough_observed(const ScoreFacts& facts, const Parameters& parameters) {
  if (facts.observed_weight <= Decimal()) return false;
  return Int128(facts.observed_weight.raw()) * Decimal::scale >=
         Int128(parameters.least_observed_weight.raw()) * facts.total_weight.raw();
}

Standing called_for(Decimal score, const Parameters& parameters) {
  if (score < parameters.delisted_below) return Standing::delisted;
  if (score < parameters.suspended_below) return Standing::suspended;
  if (score < parameters.corrective_below) return Standing::corrective_action;
  if (score < parameters.watch_below) return Standing::watch;
  return Standing::good;
}

Standing one_step(Standing from, int step) {
  return static_cast<Standing>(static_cast<int>(from) + step);
}

AssessmentVerdict keep(Reason reason, Standing standing) {
  AssessmentVerdict verdict;
  verdict.reason = reason;
  verdict.standing = standing;
  return verdict;
}

/// Whatever is measured of it: only who lists it anew can change that.
AssessmentVerdict delisted(const AssessmentFacts& facts) {
  AssessmentVerdict verdict = keep(Reason::stays_delisted, Standing::delisted);
  if (!facts.score) verdict.missing_periods = facts.missing_periods + 1;
  return verdict;
}

AssessmentVerdict without_score(const AssessmentFacts& facts, const Parameters& parameters) {
  AssessmentVerdict verdict = keep(Reason::score_missing, facts.standing);
  verdict.missing_periods = facts.missing_periods + 1;
  if (facts.standing == Standing::good &&
      verdict.missing_periods >= parameters.missing_periods_to_watch) {
    verdict.reason = Reason::fell_for_missing_data;
    verdict.standing = Standing::watch;
  }
  return verdict;
}

AssessmentVerdict with_score(const AssessmentFacts& facts, const Parameters& parameters) {
  AssessmentVerdict verdict = keep(Reason::standing_kept, facts.standing);
  const Standing called = called_for(*facts.score, parameters);
  if (called > facts.standing) verdict.low_periods = facts.low_periods + 1;
  if (called < facts.standing) verdict.high_periods = facts.high_periods + 1;
  if (verdict.low_periods >= parameters.periods_to_fall && called > facts.standing)
    return keep(Reason::standing_fell, one_step(facts.standing, 1));
  if (verdict.high_periods >= parameters.periods_to_rise && called < facts.standing)
    return keep(Reason::standing_rose, one_step(facts.standing, -1));
  return verdict;
}

}  // namespace

AttainmentVerdict attainment_rule(const AttainmentFacts& facts, Date, const Parameters&) {
  AttainmentVerdict verdict;
  if (!facts.target) {
    verdict.reason = Reason::volume_only;
  } else if (!facts.value) {
    verdict.reason = Reason::not_observed;
  } else if (meets(facts.direction, *facts.value, *facts.target)) {
    verdict.reason = Reason::target_met;
    verdict.attainment = Decimal(1);
  } else {
    verdict.reason = Reason::target_missed;
    verdict.attainment = nearness(facts.direction, *facts.value, *facts.target);
  }
  return verdict;
}

ScoreVerdict score_rule(const ScoreFacts& facts, Date, const Parameters& parameters) {
  ScoreVerdict verdict;
  verdict.reason = Reason::too_little_observed;
  if (!enough_observed(facts, parameters)) return verdict;
  verdict.reason = Reason::scored;
  verdict.score = quotient(facts.attained_weight, facts.observed_weight);
  return verdict;
}

AssessmentVerdict assessment_rule(const AssessmentFacts& facts, Date,
                                  const Parameters& parameters) {
  if (facts.standing == Standing::delisted) return delisted(facts);
  return facts.score ? with_score(facts, parameters) : without_score(facts, parameters);
}

}  // namespace qsmo
