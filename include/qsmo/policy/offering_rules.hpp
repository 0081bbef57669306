// Rules about the offering that a workload may move to. Pure functions; eligibility.hpp asks them of a portfolio.
// Dates are compared as they stand: whoever counts in periods floors them to periods first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "qsmo/model/policy_values.hpp"
#include "qsmo/policy/verdict.hpp"

namespace qsmo {

/// Whether an offering serves a service at a time.
struct AvailabilityFacts {
  bool is_incumbent = false;
  bool covers_service = false;
  bool staged = false;
  std::optional<StageState> stage = {};
  bool stage_lists_service = true;
  bool ends_inside = false;
  bool off_ramp_inside = false;

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"is_incumbent", "The offering serves the workload today."}, self.is_incumbent);
    v(Field{"covers_service", "The offering covers the service."}, self.covers_service);
    v(Field{"staged", "The offering is rolled out in stages."}, self.staged);
    v(Field{"stage", "The stage in force at cutover; absent: none has begun."}, self.stage);
    v(Field{"stage_lists_service", "That stage lists the service."}, self.stage_lists_service);
    v(Field{"ends_inside", "The offering ends inside the horizon."}, self.ends_inside);
    v(Field{"off_ramp_inside", "The off-ramp of an approved exception lies inside the horizon."},
      self.off_ramp_inside);
  }
  friend bool operator==(const AvailabilityFacts&, const AvailabilityFacts&) = default;
};

/// Staged first offerings (docs/planning-problem.md, constraint 1). Reasons in the order of Reason.
[[nodiscard]] Verdict availability_rule(const AvailabilityFacts& facts, Date date,
                                        const Parameters& parameters);

/// Who sells.
struct ProviderFacts {
  ProviderKind kind = ProviderKind::federal;

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"kind", "Federal or commercial."}, self.kind);
  }
  friend bool operator==(const ProviderFacts&, const ProviderFacts&) = default;
};

/// Whether providers of that kind may take new customers.
[[nodiscard]] Verdict provider_rule(const ProviderFacts& facts, Date date,
                                    const Parameters& parameters);

/// Standards of a service and of an offering.
struct StandardsFacts {
  std::vector<std::string> required = {};
  std::vector<std::string> met = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"required", "Standards of the service."}, self.required);
    v(Field{"met", "Standards that the offering meets."}, self.met);
  }
  friend bool operator==(const StandardsFacts&, const StandardsFacts&) = default;
};

/// Whether the offering meets every standard of the service.
[[nodiscard]] Verdict standards_rule(const StandardsFacts& facts, Date date,
                                     const Parameters& parameters);

/// Activities of the Federal Integrated Business Framework, such as `FFM.030.070`; `FFM.030` stands for all below it.
struct FitGapFacts {
  std::vector<std::string> required = {};
  std::vector<std::string> covered = {};
  std::vector<std::string> approved_unique = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"required", "Activities that the agency needs."}, self.required);
    v(Field{"covered", "Activities that the offering covers."}, self.covered);
    v(Field{"approved_unique", "Unique requirements that are approved to be met otherwise."},
      self.approved_unique);
  }
  friend bool operator==(const FitGapFacts&, const FitGapFacts&) = default;
};

/// The fit gap: activities required, neither covered nor approved as unique.
struct FitGapVerdict : Verdict {
  std::vector<std::string> missing = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"missing", "The gap, in the order of `required`."}, self.missing);
  }
  friend bool operator==(const FitGapVerdict&, const FitGapVerdict&) = default;
};

/// Fit-gap analysis (M3 Playbook, phase 3). O(required x (covered + approved)).
[[nodiscard]] FitGapVerdict fit_gap_rule(const FitGapFacts& facts, Date date,
                                         const Parameters& parameters);

/// Where an offering is listed, and in which state.
struct MarketplaceFacts {
  bool listed = true;
  DesignationState state = DesignationState::research;
  DesignationState area_state = DesignationState::research;
  bool excepted = false;

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"listed", "A marketplace lists the offering."}, self.listed);
    v(Field{"state", "State of that marketplace at the start."}, self.state);
    v(Field{"area_state", "The furthest state of any marketplace of the service's area; for "
                          "offerings that none lists."},
      self.area_state);
    v(Field{"excepted", "An exception for the workload and the offering is in force."},
      self.excepted);
  }
  friend bool operator==(const MarketplaceFacts&, const MarketplaceFacts&) = default;
};

/// Whether a migration onto the offering may start (OMB M-19-16, pp. 3-5).
[[nodiscard]] Verdict marketplace_rule(const MarketplaceFacts& facts, Date date,
                                       const Parameters& parameters);

/// The assessed standing of an offering.
struct StandingFacts {
  Standing standing = Standing::good;

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"standing", "As last observed."}, self.standing);
  }
  friend bool operator==(const StandingFacts&, const StandingFacts&) = default;
};

/// Whether an offering of that standing takes new customers.
[[nodiscard]] Verdict standing_rule(const StandingFacts& facts, Date date,
                                    const Parameters& parameters);

/// Assessed qualities, on one scale.
struct QualityFacts {
  std::optional<Decimal> offered = {};
  std::optional<Decimal> today = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"offered", "Of the offering."}, self.offered);
    v(Field{"today", "Of today's service."}, self.today);
  }
  friend bool operator==(const QualityFacts&, const QualityFacts&) = default;
};

/// Under a voluntary policy with a quality floor: at least today's quality; an unknown one fails.
[[nodiscard]] Verdict quality_rule(const QualityFacts& facts, Date date,
                                   const Parameters& parameters);

}  // namespace qsmo
