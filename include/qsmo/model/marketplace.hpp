// Marketplaces that QSMOs run, and the dated states of their designation.
#pragma once

#include <string>

#include "qsmo/model/agency.hpp"
#include "qsmo/model/service.hpp"

namespace qsmo {

/// The set of offerings that one QSMO manages for one area.
struct Marketplace {
  std::string id = {};
  std::string name = {};
  Ref<Area> area = {};
  Ref<Agency> lead = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "id", .doc = "Unique name, used as key.", .required = true}, self.id);
    v(Field{"name", "Full name, for people."}, self.name);
    v(Field{.name = "area", .doc = "The area it serves.", .required = true}, self.area);
    v(Field{"lead", "The agency whose QSMO manages it."}, self.lead);
  }
  friend bool operator==(const Marketplace&, const Marketplace&) = default;
};
using MarketplaceId = Id<Marketplace>;

/// Where a marketplace stands on the way to designation (OMB M-19-16).
enum class DesignationState { research, pre_designated, designated };

template <>
struct EnumNames<DesignationState> {
  static constexpr std::array<std::string_view, 3> names{"research", "pre_designated",
                                                         "designated"};
};

/// From this date on, the marketplace is in this state (until a later designation changes it).
/// Before its first one a marketplace is in `research`.
struct Designation {
  Ref<Marketplace> marketplace = {};
  DesignationState state = DesignationState::research;
  Date date = {};
  std::string source = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "marketplace", .doc = "Whose state changes.", .required = true},
      self.marketplace);
    v(Field{.name = "state",
            .doc = "The state from then on. Legal only in the order research, pre_designated, "
                   "designated.",
            .required = true},
      self.state);
    v(Field{.name = "date",
            .doc = "First date of the state; it holds in the whole period that contains it.",
            .required = true},
      self.date);
    v(Field{"source", "Memo, letter or announcement."}, self.source);
  }
  friend bool operator==(const Designation&, const Designation&) = default;
};

}  // namespace qsmo
