// Agencies, and the spans of time in which they cannot cut over or start.
#pragma once

#include <optional>
#include <string>

#include "qsmo/model/field.hpp"

namespace qsmo {

/// An organisation with needs; may have a parent (bureau of a department).
struct Agency {
  std::string id = {};
  std::string name = {};
  Ref<Agency> parent = {};
  std::optional<Decimal> headcount = {};
  std::optional<Profile<Decimal>> effort_capacity = {};
  Money participation_threshold = {};
  Provenance provenance = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "id", .doc = "Unique name, used as key.", .required = true}, self.id);
    v(Field{"name", "Full name, for people."}, self.name);
    v(Field{"parent", "The agency that this one is part of."}, self.parent);
    v(Field{"headcount", "Employees.", "people"}, self.headcount);
    v(Field{"effort_capacity",
            "Effort the agency, with all its descendants, can give to migrations in each period; "
            "absent: unlimited.",
            "effort/period"},
      self.effort_capacity);
    v(Field{.name = "participation_threshold",
            .doc = "Least present value of joining at which the agency joins under a voluntary "
                   "policy.",
            .unit = "USD, present value",
            .min = -100'000'000'000,
            .max = 100'000'000'000},
      self.participation_threshold);
    v(provenance_field, self.provenance);
  }
  friend bool operator==(const Agency&, const Agency&) = default;
};
using AgencyId = Id<Agency>;

/// A span in which an agency cannot cut over: every period that it touches, ends included. Not inherited.
struct Blackout {
  Ref<Agency> agency = {};
  Date from = {};
  Date to = {};
  std::string reason = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "agency", .doc = "Whose cutovers are barred.", .required = true}, self.agency);
    v(Field{.name = "from",
            .doc = "First date; the period that contains it is barred.",
            .required = true},
      self.from);
    v(Field{.name = "to",
            .doc = "Last date; the period that contains it is barred.",
            .required = true},
      self.to);
    v(Field{"reason", "Why, for people."}, self.reason);
  }
  friend bool operator==(const Blackout&, const Blackout&) = default;
};

/// A span in which no migration may start (a continuing resolution: no new starts). Not inherited.
struct StartFreeze {
  Ref<Agency> agency = {};
  Date from = {};
  Date to = {};
  std::string reason = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"agency", "Whose starts are barred; absent: every agency's."}, self.agency);
    v(Field{.name = "from",
            .doc = "First date; the period that contains it is barred.",
            .required = true},
      self.from);
    v(Field{.name = "to",
            .doc = "Last date; the period that contains it is barred.",
            .required = true},
      self.to);
    v(Field{"reason", "Why, for people."}, self.reason);
  }
  friend bool operator==(const StartFreeze&, const StartFreeze&) = default;
};

}  // namespace qsmo
