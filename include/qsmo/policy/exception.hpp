// Investment Action Plans: exceptions from the marketplace (Investment Planning Guidance, 26 March 2021). Pure functions.
#pragma once

#include <optional>

#include "qsmo/model/policy_inputs.hpp"
#include "qsmo/model/policy_values.hpp"
#include "qsmo/policy/verdict.hpp"

namespace qsmo {

/// An Investment Action Plan.
struct ExceptionFacts {
  ExceptionKind kind = ExceptionKind::comprehensive;
  ExceptionDecision decision = ExceptionDecision::pending;
  std::optional<Date> decided = {};
  std::optional<Date> off_ramp = {};
  bool marketplace_operates = false;
  bool new_or_replacement_system = false;
  bool several_qsmos = false;
  bool provider_outside = false;
  bool qsmo_asks = false;

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"kind", "The plan that was handed in."}, self.kind);
    v(Field{"decision", "OMB's decision."}, self.decision);
    v(Field{"decided", "First date on which an approval holds."}, self.decided);
    v(Field{"off_ramp", "Date by which the solution must be left."}, self.off_ramp);
    v(Field{"marketplace_operates", "A marketplace of the area operates."},
      self.marketplace_operates);
    v(Field{"new_or_replacement_system", "It is for a new or replacement system."},
      self.new_or_replacement_system);
    v(Field{"several_qsmos", "The investment crosses several QSMOs."}, self.several_qsmos);
    v(Field{"provider_outside", "Its provider is outside an operating marketplace."},
      self.provider_outside);
    v(Field{"qsmo_asks", "The QSMO asks for a comprehensive plan."}, self.qsmo_asks);
  }
  friend bool operator==(const ExceptionFacts&, const ExceptionFacts&) = default;
};

/// What an Investment Action Plan allows.
struct ExceptionVerdict : Verdict {
  ExceptionKind needed = ExceptionKind::streamlined;
  std::optional<Date> holds_until = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"needed", "The kind of plan that the investment needs: streamlined where no "
                      "marketplace operates and nothing asks for more."},
      self.needed);
    v(Field{"holds_until", "Last date on which it holds: the off-ramp."}, self.holds_until);
  }
  friend bool operator==(const ExceptionVerdict&, const ExceptionVerdict&) = default;
};

/// Whether the plan is in force on the date. An expired one binds again.
[[nodiscard]] ExceptionVerdict exception_rule(const ExceptionFacts& facts, Date date,
                                              const Parameters& parameters);

}  // namespace qsmo
