// What must come before what, and which workloads exchange data.
#pragma once

#include <optional>

#include "qsmo/model/workload.hpp"

namespace qsmo {

/// What an arc demands of the cutovers c_u (prerequisite) and c_w (dependent, which starts at s_w).
/// cutover_before: c_w >= c_u + lag; start_after: s_w >= c_u + lag; together: c_w = c_u, or both retained.
enum class DependencyKind { cutover_before, start_after, together };

template <>
struct EnumNames<DependencyKind> {
  static constexpr std::array<std::string_view, 3> names{"cutover_before", "start_after",
                                                         "together"};
};

/// What a retained prerequisite means for its dependent: it must be retained too, or it is free.
enum class IfRetained { retain, allow };

template <>
struct EnumNames<IfRetained> {
  static constexpr std::array<std::string_view, 2> names{"retain", "allow"};
};

/// An arc prerequisite -> dependent. With a break price it is soft: it may be violated at that price.
struct Dependency {
  Ref<Workload> prerequisite = {};
  Ref<Workload> dependent = {};
  DependencyKind kind = DependencyKind::cutover_before;
  int lag = 0;
  IfRetained if_retained = IfRetained::retain;
  std::optional<Money> break_price = {};
  Provenance provenance = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "prerequisite", .doc = "The workload that must go first.", .required = true},
      self.prerequisite);
    v(Field{.name = "dependent", .doc = "The workload that must wait.", .required = true},
      self.dependent);
    v(Field{"kind",
            "`cutover_before`: cutover of the dependent at or after the prerequisite's plus lag; "
            "`start_after`: its start; `together`: same cutover or both retained."},
      self.kind);
    v(Field{.name = "lag",
            .doc = "Whole periods; 0 for `together`.",
            .unit = "periods",
            .max = 240},
      self.lag);
    v(Field{"if_retained", "`retain`: a retained prerequisite holds the dependent too; `allow`: it "
                           "frees it. Not for `together`."},
      self.if_retained);
    v(Field{.name = "break_price",
            .doc = "The arc is soft and may be violated at this price, paid by the dependent's "
                   "agency. Not for `together`.",
            .unit = "USD",
            .max = 100'000'000'000},
      self.break_price);
    v(provenance_field, self.provenance);
  }
  friend bool operator==(const Dependency&, const Dependency&) = default;
};

/// An undirected data link that needs a temporary bridge while exactly one of the two has cut over.
struct Interface {
  Ref<Workload> a = {};
  Ref<Workload> b = {};
  Money cost_per_period = {};
  Provenance provenance = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "a", .doc = "One workload.", .required = true}, self.a);
    v(Field{.name = "b", .doc = "The other workload.", .required = true}, self.b);
    v(Field{.name = "cost_per_period",
            .doc = "Cost of the bridge per period (not per year), half to each side.",
            .unit = "USD/period",
            .required = true,
            .max = 10'000'000'000},
      self.cost_per_period);
    v(provenance_field, self.provenance);
  }
  friend bool operator==(const Interface&, const Interface&) = default;
};

}  // namespace qsmo
