// The softer approach: voluntary participation, and incentives, as pure functions.
#pragma once

#include <optional>

#include "qsmo/model/policy_values.hpp"
#include "qsmo/policy/verdict.hpp"

namespace qsmo {

/// What joining is worth to an agency.
struct ParticipationFacts {
  Money value = {};
  Money threshold = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "value",
            .doc = "Present value of joining, all its lines, subsidies included.",
            .unit = "USD",
            .min = -1'000'000'000'000,
            .max = 1'000'000'000'000},
      self.value);
    v(Field{.name = "threshold",
            .doc = "Least value at which it joins.",
            .unit = "USD",
            .min = -1'000'000'000'000,
            .max = 1'000'000'000'000},
      self.threshold);
  }
  friend bool operator==(const ParticipationFacts&, const ParticipationFacts&) = default;
};

/// Whether an agency joins by itself, and what would make it.
struct ParticipationVerdict : Verdict {
  Money subsidy = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "subsidy",
            .doc = "max(0, threshold - value), whatever the policy: what would make it join.",
            .unit = "USD"},
      self.subsidy);
  }
  friend bool operator==(const ParticipationVerdict&, const ParticipationVerdict&) = default;
};

/// An agency joins if its own present value of joining is at least its threshold.
[[nodiscard]] ParticipationVerdict participation_rule(const ParticipationFacts& facts, Date date,
                                                      const Parameters& parameters);

/// What one migration costs its agency.
struct IncentiveFacts {
  Money onboarding = {};
  Money phase_spend = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "onboarding", .doc = "Onboarding fee.", .unit = "USD"}, self.onboarding);
    v(Field{.name = "phase_spend", .doc = "Spend of all its phases.", .unit = "USD"},
      self.phase_spend);
  }
  friend bool operator==(const IncentiveFacts&, const IncentiveFacts&) = default;
};

/// A subsidy: a transfer to the agency in the period of cutover.
struct IncentiveVerdict : Verdict {
  Money subsidy = {};
  int repayment_years = 0;

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "subsidy",
            .doc = "The transfer, rounded to cents half away from zero.",
            .unit = "USD"},
      self.subsidy);
    v(Field{.name = "repayment_years", .doc = "Years of repayment; 0: none.", .unit = "years"},
      self.repayment_years);
  }
  friend bool operator==(const IncentiveVerdict&, const IncentiveVerdict&) = default;
};

/// Subsidised onboarding and phases, as of the cutover.
[[nodiscard]] IncentiveVerdict incentive_rule(const IncentiveFacts& facts, Date date,
                                              const Parameters& parameters);

}  // namespace qsmo
