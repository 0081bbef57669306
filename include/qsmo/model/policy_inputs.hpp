// Facts that policy rules read: mandates, waivers, exceptions. The rules themselves are in policy/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "qsmo/model/workload.hpp"

namespace qsmo {

/// "You will migrate": workloads of these agencies and services must cut over by the deadline, save waivers.
struct Mandate {
  std::string id = {};
  std::vector<Ref<Agency>> agencies = {};
  std::vector<Ref<Service>> services = {};
  Date deadline = {};
  std::string source = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "id", .doc = "Unique name, used as key.", .required = true}, self.id);
    v(Field{"agencies", "Agencies it orders (bureaus listed separately); absent: all."},
      self.agencies);
    v(Field{"services", "Services it orders; absent: all."}, self.services);
    v(Field{.name = "deadline",
            .doc = "Cutover lies at the latest in the period that contains it; beyond the horizon "
                   "it is no duty.",
            .required = true},
      self.deadline);
    v(Field{"source", "Memo or law."}, self.source);
  }
  friend bool operator==(const Mandate&, const Mandate&) = default;
};

/// Lifts every mandate of one workload until a date; afterwards the mandate binds again.
struct Waiver {
  Ref<Workload> workload = {};
  Date until = {};
  std::string source = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "workload", .doc = "The workload that is excused.", .required = true},
      self.workload);
    v(Field{.name = "until",
            .doc = "Last date of the waiver; cutover is due in the next period, or at the deadline "
                   "if that is later.",
            .required = true},
      self.until);
    v(Field{"source", "Who granted it."}, self.source);
  }
  friend bool operator==(const Waiver&, const Waiver&) = default;
};

/// Outcome of an Investment Action Plan.
enum class ExceptionDecision { pending, approved, denied };

template <>
struct EnumNames<ExceptionDecision> {
  static constexpr std::array<std::string_view, 3> names{"pending", "approved", "denied"};
};

/// How much an Investment Action Plan has to show.
enum class ExceptionKind { streamlined, comprehensive };

template <>
struct EnumNames<ExceptionKind> {
  static constexpr std::array<std::string_view, 2> names{"streamlined", "comprehensive"};
};

/// An Investment Action Plan: if approved, from its date on the workload may start onto this offering whatever the
/// state of its marketplace, or without one. An off-ramp inside the horizon makes the offering not eligible for it.
struct Exception {
  Ref<Workload> workload = {};
  Ref<Offering> offering = {};
  ExceptionKind kind = ExceptionKind::comprehensive;
  ExceptionDecision decision = ExceptionDecision::pending;
  Date date = {};
  std::optional<Date> off_ramp = {};
  std::string source = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "workload", .doc = "The workload it is for.", .required = true}, self.workload);
    v(Field{.name = "offering", .doc = "The offering it allows.", .required = true}, self.offering);
    v(Field{"kind", "How much the plan shows."}, self.kind);
    v(Field{.name = "decision", .doc = "Only an approved one allows anything.", .required = true},
      self.decision);
    v(Field{.name = "date", .doc = "First date on which it holds.", .required = true}, self.date);
    v(Field{"off_ramp", "Date by which the solution must be left again; inside the horizon, the "
                        "workload may not go there at all, also not through a marketplace."},
      self.off_ramp);
    v(Field{"source", "Reference of the plan or memo."}, self.source);
  }
  friend bool operator==(const Exception&, const Exception&) = default;
};

}  // namespace qsmo
