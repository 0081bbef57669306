// Continuous assessment: attainment of a measure, score of a period, and standing with hysteresis. Pure functions;
// assessment.hpp folds them over the observations of a portfolio.
#pragma once

#include <optional>

#include "qsmo/model/assessment.hpp"
#include "qsmo/model/policy_values.hpp"
#include "qsmo/policy/verdict.hpp"

namespace qsmo {

/// One measure in one period.
struct AttainmentFacts {
  Direction direction = Direction::at_least;
  std::optional<Decimal> target = {};
  std::optional<Decimal> value = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"direction", "Which side of the target is good."}, self.direction);
    v(Field{"target", "The target; absent: a volume, which is only counted."}, self.target);
    v(Field{"value", "What was observed; absent: nothing was."}, self.value);
  }
  friend bool operator==(const AttainmentFacts&, const AttainmentFacts&) = default;
};

/// How far the target was attained.
struct AttainmentVerdict : Verdict {
  std::optional<Decimal> attainment = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"attainment",
            "1 where the target is met; else value / target (at_least), target / value (at_most) "
            "or the lesser of the two (equal), and 0 where value or target is not above 0; 6 "
            "places, "
            "half away from zero."},
      self.attainment);
  }
  friend bool operator==(const AttainmentVerdict&, const AttainmentVerdict&) = default;
};

/// Missing data is a verdict of its own, never a pass.
[[nodiscard]] AttainmentVerdict attainment_rule(const AttainmentFacts& facts, Date date,
                                                const Parameters& parameters);

/// The measures of one offering in one period, summed.
struct ScoreFacts {
  Decimal total_weight = {};
  Decimal observed_weight = {};
  Decimal attained_weight = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "total_weight",
            .doc = "Weights of all measures with a target.",
            .max = 1'000'000},
      self.total_weight);
    v(Field{.name = "observed_weight", .doc = "Weights of those observed.", .max = 1'000'000},
      self.observed_weight);
    v(Field{.name = "attained_weight",
            .doc = "Sum of weight x attainment over those observed.",
            .max = 1'000'000},
      self.attained_weight);
  }
  friend bool operator==(const ScoreFacts&, const ScoreFacts&) = default;
};

/// The score of a period, 0 to 1.
struct ScoreVerdict : Verdict {
  std::optional<Decimal> score = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"score", "attained_weight / observed_weight, 6 places, half away from zero; absent if "
                     "too little is observed."},
      self.score);
  }
  friend bool operator==(const ScoreVerdict&, const ScoreVerdict&) = default;
};

/// A weighted mean of what was observed, if that is enough: at least the share `least_observed_weight` of the weights, and
/// more than nothing. Throws OverflowError if facts out of their range lead beyond 64 bits.
[[nodiscard]] ScoreVerdict score_rule(const ScoreFacts& facts, Date date,
                                      const Parameters& parameters);

/// A standing and what was counted up to now.
struct AssessmentFacts {
  Standing standing = Standing::good;
  std::optional<Decimal> score = {};
  int low_periods = 0;
  int high_periods = 0;
  int missing_periods = 0;

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"standing", "Before this period."}, self.standing);
    v(Field{"score", "Of this period; absent: missing."}, self.score);
    v(Field{"low_periods",
            "Consecutive periods before this one whose score called for a worse standing."},
      self.low_periods);
    v(Field{"high_periods",
            "Consecutive periods before this one whose score called for a better standing."},
      self.high_periods);
    v(Field{"missing_periods", "Consecutive periods before this one without a score."},
      self.missing_periods);
  }
  friend bool operator==(const AssessmentFacts&, const AssessmentFacts&) = default;
};

/// The standing after this period and the counts to hand on.
struct AssessmentVerdict : Verdict {
  Standing standing = Standing::good;
  int low_periods = 0;
  int high_periods = 0;
  int missing_periods = 0;

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"standing", "After this period."}, self.standing);
    v(Field{"low_periods",
            "As in the facts, this period included; 0 after a change and for what is delisted."},
      self.low_periods);
    v(Field{"high_periods",
            "As in the facts, this period included; 0 after a change and for what is delisted."},
      self.high_periods);
    v(Field{"missing_periods", "As in the facts, this period included."}, self.missing_periods);
  }
  friend bool operator==(const AssessmentVerdict&, const AssessmentVerdict&) = default;
};

/// One step of the standing: down or up by one when enough consecutive scores call for it, so that it does not flap. A score
/// calls for the worst standing whose threshold it is below; exactly at a threshold it is not below it. A score that calls
/// for the standing as it is ends both runs, and one that calls for the other side ends the one. A missing score ends both;
/// enough of them move `good` to `watch`. `delisted` stays.
[[nodiscard]] AssessmentVerdict assessment_rule(const AssessmentFacts& facts, Date date,
                                                const Parameters& parameters);

}  // namespace qsmo
