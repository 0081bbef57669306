#include "qsmo/policy/observation_generator.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "core/wide_integer.hpp"
#include "qsmo/core/error.hpp"
#include "qsmo/core/random.hpp"
#include "qsmo/policy/assessment.hpp"

namespace qsmo {
namespace {

/// A number in millionths.
using Micro = std::int64_t;
constexpr Micro one = 1'000'000;
constexpr Micro cent = 10'000;

Micro times(Micro a, Micro b) { return round_half_away(static_cast<Int128>(a) * b, one); }
Micro rounded(Micro value, Micro unit) { return round_half_away(Int128(value), unit) * unit; }

Micro draw(Random& random) { return static_cast<Micro>(random.below(one)); }
bool chance(Random& random, Decimal share) { return draw(random) < share.raw(); }

/// Standard normal up to a small error: the sum of twelve uniforms less six.
Micro draw_normal(Random& random) {
  Micro sum = -6 * one;
  for (int i = 0; i < 12; ++i) sum += draw(random);
  return sum;
}

/// Checks the options against their own fields.
class OptionChecker {
 public:
  void operator()(const Field& field, int value) {
    if (value < field.min || value > field.max) report(field, std::to_string(value));
  }
  void operator()(const Field& field, Decimal value) {
    if (value.raw() < field.min * one || value.raw() > field.max * one)
      report(field, value.to_string());
  }

  std::vector<Fault> faults = {};

 private:
  void report(const Field& field, std::string value) {
    Fault fault;
    fault.pointer = "/" + std::string(field.name);
    fault.value = std::move(value);
    fault.expected =
        "a number from " + std::to_string(field.min) + " to " + std::to_string(field.max);
    faults.push_back(std::move(fault));
  }
};

void check(const ObservationOptions& options) {
  OptionChecker checker;
  ObservationOptions::visit(checker, options);
  if (checker.faults.empty() && options.first > options.last) {
    Fault fault;
    fault.pointer = "/first";
    fault.value = std::to_string(options.first);
    fault.expected = "a period up to the last one, " + std::to_string(options.last);
    checker.faults.push_back(std::move(fault));
  }
  if (!checker.faults.empty()) throw InputError(std::move(checker.faults));
}

/// The quality of one offering, period after period.
class QualityWalk {
 public:
  QualityWalk(Random random, const ObservationOptions& options)
      : random_(random),
        options_(options),
        quality_(options.level.raw() + times(options.spread.raw(), draw_normal(random_))) {}

  /// Draws a period.
  void advance() {
    if (!std::exchange(first_, false)) {
      quality_ += times(options_.pull.raw(), options_.level.raw() - quality_) +
                  times(options_.step.raw(), draw_normal(random_));
      lost_ -= times(options_.shock_recovery.raw(), lost_);
    }
    if (chance(random_, options_.shock_share)) lost_ += options_.shock_size.raw();
    silent_ = chance(random_, options_.silent_share);
  }

  [[nodiscard]] Micro quality() const { return quality_ - lost_; }
  [[nodiscard]] bool silent() const { return silent_; }

 private:
  Random random_;
  const ObservationOptions& options_;
  Micro quality_;
  Micro lost_ = 0;
  bool first_ = true, silent_ = false;
};

/// What is handed in of one measure of one offering, period after period.
class Reporter {
 public:
  Reporter(Random random, const Measure& measure, const ObservationOptions& options)
      : random_(random),
        measure_(measure),
        options_(options),
        size_(one + times(options.spread.raw(), draw_normal(random_))) {}

  /// Draws a period in which the offering has this quality; none if nothing is handed in.
  std::optional<Decimal> report(Micro quality) {
    const Micro noise = times(options_.noise.raw(), draw_normal(random_));
    const bool missing = chance(random_, options_.missing_share);
    if (missing) return std::nullopt;
    Micro value = measure_.target ? near_target(quality + noise)
                                  : times(options_.volume.raw(), times(size_, one + noise));
    const Micro most = measure_.unit == "percent" ? 100 : 1'000'000'000;
    value = std::clamp<Micro>(rounded(value, cent), 0, most * one);
    return Decimal::from_raw(value);
  }

 private:
  [[nodiscard]] Micro near_target(Micro quality) const {
    const Micro target = measure_.target->raw();
    const bool at_most = measure_.direction == Direction::at_most;
    if (target == 0 && measure_.direction != Direction::at_least)
      return rounded(times(options_.count_per_quality.raw(), std::max<Micro>(-quality, 0)), one);
    if (measure_.direction == Direction::equal) quality = std::min<Micro>(quality, 0);
    return times(target, at_most ? one - quality : one + quality);
  }

  Random random_;
  const Measure& measure_;
  const ObservationOptions& options_;
  Micro size_;  // of what has no target
};

class Generator {
 public:
  Generator(const Portfolio& portfolio, std::uint64_t seed, const ObservationOptions& options)
      : portfolio_(portfolio), root_(seed), options_(options) {}

  std::vector<Observation> run() {
    for (std::size_t i = 0; i < portfolio_.scenario().offerings.size(); ++i) {
      if (portfolio_[OfferingId(i)].marketplace.given()) observe(OfferingId(i));
    }
    return std::move(out_);
  }

 private:
  void observe(OfferingId offering) {
    const Random stream = root_.split(offering.index());
    QualityWalk walk(stream.split(0), options_);
    const std::vector<MeasureId> measures = measures_of(portfolio_, offering);
    std::vector<Reporter> reporters;
    for (const MeasureId id : measures)
      reporters.emplace_back(stream.split(id.index() + 1), measure(id), options_);
    for (int t = options_.first; t <= options_.last; ++t) {
      walk.advance();
      const bool heard = !walk.silent() && serves_in(portfolio_, offering, t);
      for (std::size_t k = 0; k < measures.size(); ++k) {
        const std::optional<Decimal> value = reporters[k].report(walk.quality());
        if (heard && value) add(offering, measures[k], t, *value);
      }
    }
  }

  [[nodiscard]] const Measure& measure(MeasureId id) const {
    return portfolio_.scenario().measures[id.index()];
  }

  void add(OfferingId offering, MeasureId id, int t, Decimal value) {
    Observation observation;
    observation.offering = portfolio_[offering].id;
    observation.measure = measure(id).id;
    observation.date = portfolio_.calendar().first_month(t);
    observation.value = value;
    observation.source = "generated";
    out_.push_back(std::move(observation));
  }

  const Portfolio& portfolio_;
  Random root_;
  const ObservationOptions& options_;
  std::vector<Observation> out_;
};

}  // namespace

std::vector<Observation> generate_observations(const Portfolio& portfolio, std::uint64_t seed,
                                               const ObservationOptions& options) {
  check(options);
  return Generator(portfolio, seed, options).run();
}

}  // namespace qsmo
