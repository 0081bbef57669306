// Areas and the common mission-support services in them.
#pragma once

#include <string>
#include <vector>

#include "qsmo/model/field.hpp"
#include "qsmo/model/standard.hpp"

namespace qsmo {

/// A field of mission support (HR, FM, CYB, GRM ...) that a QSMO may be designated for.
struct Area {
  std::string id = {};
  std::string name = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "id", .doc = "Unique name, used as key.", .required = true}, self.id);
    v(Field{"name", "Full name, for people."}, self.name);
  }
  friend bool operator==(const Area&, const Area&) = default;
};
using AreaId = Id<Area>;

/// Periods in which a workload of a service may cut over.
enum class CutoverRule { any, fiscal_year_start, calendar_year_start, quarter_start };

template <>
struct EnumNames<CutoverRule> {
  static constexpr std::array<std::string_view, 4> names{"any", "fiscal_year_start",
                                                         "calendar_year_start", "quarter_start"};
};

/// A common mission-support function (payroll, core accounting, SOC ...) with a unit of volume.
struct Service {
  std::string id = {};
  std::string name = {};
  Ref<Area> area = {};
  std::string unit = {};
  CutoverRule cutover_rule = CutoverRule::any;
  std::vector<Ref<Standard>> standards = {};
  std::vector<std::string> fibf = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "id", .doc = "Unique name, used as key.", .required = true}, self.id);
    v(Field{"name", "Full name, for people."}, self.name);
    v(Field{.name = "area", .doc = "The area it belongs to.", .required = true}, self.area);
    v(Field{"unit", "What volume counts: employees, invoices, awards ..."}, self.unit);
    v(Field{"cutover_rule", "Periods in which its workloads may cut over."}, self.cutover_rule);
    v(Field{"standards", "Standards that an offering must meet to serve it."}, self.standards);
    v(Field{"fibf", "Identifiers of the functions and activities of the Federal Integrated "
                    "Business Framework."},
      self.fibf);
  }
  friend bool operator==(const Service&, const Service&) = default;
};
using ServiceId = Id<Service>;

}  // namespace qsmo
