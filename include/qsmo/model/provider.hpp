// Providers: who sells.
#pragma once

#include <optional>
#include <string>

#include "qsmo/model/agency.hpp"

namespace qsmo {

/// A provider that an agency runs is federal, any other one commercial.
enum class ProviderKind { federal, commercial };

template <>
struct EnumNames<ProviderKind> {
  static constexpr std::array<std::string_view, 2> names{"federal", "commercial"};
};

/// Who sells offerings: a federal shared-service provider or a vendor.
struct Provider {
  std::string id = {};
  std::string name = {};
  Ref<Agency> agency = {};
  std::optional<Profile<Decimal>> effort_capacity = {};
  std::optional<Profile<Decimal>> concurrent_migrations = {};
  Provenance provenance = {};

  [[nodiscard]] ProviderKind kind() const {
    return agency.given() ? ProviderKind::federal : ProviderKind::commercial;
  }

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "id", .doc = "Unique name, used as key.", .required = true}, self.id);
    v(Field{"name", "Full name, for people."}, self.name);
    v(Field{"agency", "The agency that runs it, if it is a federal provider."}, self.agency);
    v(Field{"effort_capacity",
            "Effort it can give to all migrations onto its offerings in each period; absent: "
            "unlimited.",
            "effort/period"},
      self.effort_capacity);
    v(Field{"concurrent_migrations",
            "Migrations onto its offerings that may run at once (start to cutover); absent: "
            "unlimited.",
            "migrations"},
      self.concurrent_migrations);
    v(provenance_field, self.provenance);
  }
  friend bool operator==(const Provider&, const Provider&) = default;
};
using ProviderId = Id<Provider>;

}  // namespace qsmo
