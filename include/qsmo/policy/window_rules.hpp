// Rules about when a workload may start and cut over (docs/planning-problem.md, constraints 2 and 3). Pure functions.
#pragma once

#include <optional>

#include "qsmo/model/policy_values.hpp"
#include "qsmo/policy/verdict.hpp"

namespace qsmo {

/// What holds in the period of a start.
struct StartWindowFacts {
  bool frozen = false;
  std::optional<Date> earliest = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"frozen", "A start freeze of the agency, or of all, touches the period."}, self.frozen);
    v(Field{"earliest", "No start before it."}, self.earliest);
  }
  friend bool operator==(const StartWindowFacts&, const StartWindowFacts&) = default;
};

/// Whether a migration may start on the date.
[[nodiscard]] Verdict start_window_rule(const StartWindowFacts& facts, Date date,
                                        const Parameters& parameters);

/// What holds in the period of a cutover.
struct CutoverWindowFacts {
  CutoverRule cutover_rule = CutoverRule::any;
  bool starts_fiscal_year = false;
  bool starts_calendar_year = false;
  bool starts_quarter = false;
  bool blacked_out = false;

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"cutover_rule", "The rule of the service."}, self.cutover_rule);
    v(Field{"starts_fiscal_year", "The period starts a fiscal year."}, self.starts_fiscal_year);
    v(Field{"starts_calendar_year", "The period starts a calendar year."},
      self.starts_calendar_year);
    v(Field{"starts_quarter", "The period starts a fiscal quarter."}, self.starts_quarter);
    v(Field{"blacked_out", "A blackout of the agency touches the period."}, self.blacked_out);
  }
  friend bool operator==(const CutoverWindowFacts&, const CutoverWindowFacts&) = default;
};

/// Whether a workload may cut over then.
[[nodiscard]] Verdict cutover_window_rule(const CutoverWindowFacts& facts, Date date,
                                          const Parameters& parameters);

}  // namespace qsmo
