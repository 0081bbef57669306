// Observations of the measures of a portfolio, made up from a seed: for demonstrations and tests of continuous assessment, not
// a forecast of anybody's service.
#pragma once

#include <cstdint>
#include <vector>

#include "qsmo/model/portfolio.hpp"

namespace qsmo {

/// What to generate. Each offering has a latent quality that walks from period to period: 0 means that every measure lies at
/// its target, 0.1 that it lies a tenth of the target on the good side, -0.1 a tenth on the bad one.
struct ObservationOptions {
  int first = -12;
  int last = -1;
  Decimal level = Decimal::from_raw(10'000);
  Decimal spread = Decimal::from_raw(60'000);
  Decimal step = Decimal::from_raw(25'000);
  Decimal pull = Decimal::from_raw(100'000);
  Decimal noise = Decimal::from_raw(15'000);
  Decimal shock_share = Decimal::from_raw(12'000);
  Decimal shock_size = Decimal::from_raw(350'000);
  Decimal shock_recovery = Decimal::from_raw(300'000);
  Decimal missing_share = Decimal::from_raw(30'000);
  Decimal silent_share = Decimal::from_raw(10'000);
  Decimal count_per_quality = Decimal(100);
  Decimal volume = Decimal(1000);

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "first",
            .doc = "First period; negative before the horizon.",
            .unit = "period",
            .min = -1200,
            .max = 1200},
      self.first);
    v(Field{.name = "last",
            .doc = "Last period; the as-of date begins period 0.",
            .unit = "period",
            .min = -1200,
            .max = 1200},
      self.last);
    v(Field{.name = "level",
            .doc = "Quality to which every offering is drawn back.",
            .unit = "share",
            .min = -1,
            .max = 1},
      self.level);
    v(Field{.name = "spread",
            .doc = "Standard deviation of an offering's quality in the first period.",
            .unit = "share",
            .max = 1},
      self.spread);
    v(Field{.name = "step",
            .doc = "Standard deviation of what quality walks in a period.",
            .unit = "share",
            .max = 1},
      self.step);
    v(Field{.name = "pull",
            .doc = "Share of the way back to the level that quality goes in a period.",
            .unit = "share",
            .max = 1},
      self.pull);
    v(Field{.name = "noise",
            .doc = "Standard deviation of one observation around the quality.",
            .unit = "share",
            .max = 1},
      self.noise);
    v(Field{.name = "shock_share",
            .doc = "Share of periods in which something breaks in an offering.",
            .unit = "share",
            .max = 1},
      self.shock_share);
    v(Field{.name = "shock_size",
            .doc = "By how much its quality falls then.",
            .unit = "share",
            .max = 1},
      self.shock_size);
    v(Field{.name = "shock_recovery",
            .doc = "Share of what shocks took that comes back in a period; 0: it never does.",
            .unit = "share",
            .max = 1},
      self.shock_recovery);
    v(Field{.name = "missing_share",
            .doc = "Share of observations that are not handed in.",
            .unit = "share",
            .max = 1},
      self.missing_share);
    v(Field{.name = "silent_share",
            .doc = "Share of periods in which an offering hands in nothing at all.",
            .unit = "share",
            .max = 1},
      self.silent_share);
    v(Field{.name = "count_per_quality",
            .doc = "Count observed where the target is 0: this times the quality below 0.",
            .unit = "count",
            .max = 1'000'000},
      self.count_per_quality);
    v(Field{.name = "volume",
            .doc = "Mean of what is observed of measures without a target.",
            .max = 1'000'000},
      self.volume);
  }
  friend bool operator==(const ObservationOptions&, const ObservationOptions&) = default;
};

/// Observations of every offering that a marketplace lists, of each measure that counts for it (measures_of()), in each of
/// the periods in which its stage is `initial` or `full` and it has not ended; dated by the first month, with the source
/// `generated`. By offering, period and measure, in the order of the tables. Values have 2 places and lie
/// within 0 .. 1e9, or 0 .. 100 where the unit is `percent`. A measure that is to equal its target lies at it if its quality is 0 or more.
///
/// The same for the same portfolio, seed and options, on every machine: no floating point. Every offering and measure draws
/// from a stream of its own, by its place in its table, so that records added at the end of a table leave the others'
/// observations as they were. Throws InputError if an option is out of range or `first` is after `last`.
/// O(offerings x periods x measures).
[[nodiscard]] std::vector<Observation>
generate_observations(const Portfolio& portfolio, std::uint64_t seed,
                      const ObservationOptions& options = {});

}  // namespace qsmo
