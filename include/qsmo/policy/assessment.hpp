// Continuous assessment of the offerings of a portfolio: attainments, scores and standings, period by period, folded over its
// observations by the rules of assessment_rules.hpp.
//
// The standing of a period is what it is once the period is over and assessed: it holds from the next period on. Parameters
// are those of the period; before the horizon those of period 0, beyond it those of the last period.
#pragma once

#include <optional>
#include <vector>

#include "qsmo/core/id_vector.hpp"
#include "qsmo/model/portfolio.hpp"
#include "qsmo/policy/assessment_rules.hpp"

namespace qsmo {

/// Measures that count for an offering, in the order of the table: those of all areas, and those of the area of its
/// marketplace. O(measures).
[[nodiscard]] std::vector<MeasureId> measures_of(const Portfolio& portfolio, OfferingId offering);

/// Whether there is anything to observe of the offering in period t: its stage is `initial` or `full`, if it has stages, and
/// it ends not before. O(stages).
[[nodiscard]] bool serves_in(const Portfolio& portfolio, OfferingId offering, int t);

/// One measure of an offering in one period.
struct Attainment {
  MeasureId measure;
  std::optional<Decimal> value;  ///< Absent: nothing was observed.
  AttainmentVerdict verdict;

  friend bool operator==(const Attainment&, const Attainment&) = default;
};

/// One offering in one period.
struct PeriodAssessment {
  int period = 0;                       ///< Negative before the horizon.
  std::vector<Attainment> attainments;  ///< One for each of measures_of().
  ScoreVerdict score;
  AssessmentVerdict verdict;  ///< With the standing after this period.

  friend bool operator==(const PeriodAssessment&, const PeriodAssessment&) = default;
};

/// Assesses the offerings of one portfolio, whose observations it puts in order once. Keeps a reference to the portfolio.
///
/// An offering is assessed in every period, without a gap, whether or not anything was observed of it then: from the first
/// period that was observed of any offering of its area and in which its stage is `initial` or `full`, or from its own first
/// observation if that is earlier, to the last period that was observed of any offering of its area. Who falls silent, or
/// never reports while others do, has missing periods. Nothing is assessed after the period in which the offering ends. One
/// without a marketplace is assessed from its own first observation to its own last one. An offering for which no measure
/// with a target counts is not assessed at all; observations of measures that do not count for their offering play no part.
class Assessor {
 public:
  /// O(observations log observations + offerings x measures).
  explicit Assessor(const Portfolio& portfolio);

  /// The periods in which the offering is assessed, in order, starting from its stated standing; up to and including `last`
  /// if that is given, be it before the last one observed or after it (then not beyond the horizon). Empty if it is not
  /// assessed. O(periods x measures x log observations).
  [[nodiscard]] std::vector<PeriodAssessment> assess(OfferingId offering,
                                                     std::optional<int> last = {}) const;

  /// The standing in force in period t: the stated one, moved by what was observed before t. It is as if the observations
  /// ended there: no period is missing only because later ones were observed. O(as assess()).
  [[nodiscard]] Standing standing_in(OfferingId offering, int t) const;

 private:
  struct Entry {
    int period = 0;
    MeasureId measure;
    Decimal value;
  };

  void add_entries();
  void add_observed_periods();
  [[nodiscard]] const std::vector<int>& observed_with(OfferingId offering) const;
  [[nodiscard]] std::optional<int> first_period(OfferingId offering) const;
  [[nodiscard]] std::optional<Decimal> value(OfferingId offering, MeasureId measure, int t) const;
  [[nodiscard]] PeriodAssessment assess_period(OfferingId offering, int t,
                                               const AssessmentVerdict& before) const;

  const Portfolio* portfolio_;
  std::vector<std::vector<MeasureId>> measures_;  // by offering; none if it is not assessed
  std::vector<std::vector<Entry>> entries_;       // by offering; by period and measure
  std::vector<std::vector<int>> observed_;        // by offering: the periods that were, in order
  std::vector<std::vector<int>> of_area_;         // by area: those of its offerings
};

/// Assessor::assess() of one offering: to ask for several, make an Assessor.
[[nodiscard]] std::vector<PeriodAssessment> assess(const Portfolio& portfolio, OfferingId offering,
                                                   std::optional<int> last = {});

/// The standing in force on a date: Assessor::standing_in() of the period that contains it.
[[nodiscard]] Standing standing_at(const Portfolio& portfolio, OfferingId offering, Date date);

/// The standing as last observed when the plan is made: that in force on the as-of date. Observations within the horizon do
/// not count.
[[nodiscard]] Standing assessed_standing(const Portfolio& portfolio, OfferingId offering);

/// assessed_standing() of every offering, at the cost of one.
[[nodiscard]] IdVector<Offering, Standing> assessed_standings(const Portfolio& portfolio);

}  // namespace qsmo
