// "You will migrate": mandates and waivers as a pure function; mandate.hpp asks it of a portfolio.
#pragma once

#include <optional>
#include <string>

#include "qsmo/model/policy_values.hpp"
#include "qsmo/policy/verdict.hpp"

namespace qsmo {

/// What is ordered of one workload.
struct MandateFacts {
  std::optional<Date> ordered_by = {};
  std::string area = {};
  std::string agency = {};
  std::optional<Date> contract_end = {};
  std::optional<Date> waived_until = {};
  bool has_way = true;

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"ordered_by", "Earliest deadline of the mandates that name the workload."},
      self.ordered_by);
    v(Field{"area", "Area of its service."}, self.area);
    v(Field{"agency", "Its agency."}, self.agency);
    v(Field{"contract_end", "Last date that its contract covers."}, self.contract_end);
    v(Field{"waived_until", "Last date of its waivers."}, self.waived_until);
    v(Field{"has_way", "Some offering could have taken it over by the date."}, self.has_way);
  }
  friend bool operator==(const MandateFacts&, const MandateFacts&) = default;
};

/// What the mandates in force on the date say. Required from the deadline on, and after the contract's end if the policy orders that; a waiver lifts both until its last date.
[[nodiscard]] Verdict mandate_rule(const MandateFacts& facts, Date date,
                                   const Parameters& parameters);

}  // namespace qsmo
