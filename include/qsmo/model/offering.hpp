// Offerings: what providers sell, for which services, at which price, from when and how much of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "qsmo/model/marketplace.hpp"
#include "qsmo/model/provider.hpp"
#include "qsmo/model/service.hpp"

namespace qsmo {

/// Standing of an offering under continuous assessment, as last observed.
enum class Standing { good, watch, corrective_action, suspended, delisted };

template <>
struct EnumNames<Standing> {
  static constexpr std::array<std::string_view, 5> names{"good", "watch", "corrective_action",
                                                         "suspended", "delisted"};
};

/// One thing that a provider sells.
struct Offering {
  std::string id = {};
  std::string name = {};
  Ref<Provider> provider = {};
  Ref<Marketplace> marketplace = {};
  Profile<Money> annual_fee = Money();
  std::vector<Ref<Standard>> standards = {};
  std::optional<Decimal> quality = {};
  Standing standing = Standing::good;
  std::optional<Date> ends = {};
  std::optional<Profile<Decimal>> effort_capacity = {};
  std::optional<Profile<Decimal>> concurrent_migrations = {};
  Provenance provenance = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "id", .doc = "Unique name, used as key.", .required = true}, self.id);
    v(Field{"name", "Full name, for people."}, self.name);
    v(Field{.name = "provider", .doc = "Who sells it.", .required = true}, self.provider);
    v(Field{"marketplace", "The marketplace that lists it; absent: outside any, so only an "
                           "approved exception makes it eligible."},
      self.marketplace);
    v(Field{.name = "annual_fee",
            .doc = "Fixed fee per workload and year; may change over time.",
            .unit = "USD/year",
            .max = 100'000'000'000},
      self.annual_fee);
    v(Field{"standards", "Standards that it meets."}, self.standards);
    v(Field{"quality", "Assessed quality, on the scale of the workloads' `quality`.", "score"},
      self.quality);
    v(Field{"standing", "Assessed standing as last observed; suspended and delisted offerings "
                        "accept no new starts."},
      self.standing);
    v(Field{"ends",
            "Last date of service; an offering that ends inside the horizon is not eligible."},
      self.ends);
    v(Field{"effort_capacity",
            "Effort it can give to migrations in each period; binds besides the provider's; "
            "absent: unlimited.",
            "effort/period"},
      self.effort_capacity);
    v(Field{"concurrent_migrations",
            "Migrations onto it that may run at once; binds besides the provider's; absent: "
            "unlimited.",
            "migrations"},
      self.concurrent_migrations);
    v(provenance_field, self.provenance);
  }
  friend bool operator==(const Offering&, const Offering&) = default;
};
using OfferingId = Id<Offering>;

/// How the price tiers of a coverage apply.
enum class Pricing { all_units, incremental };

template <>
struct EnumNames<Pricing> {
  static constexpr std::array<std::string_view, 2> names{"all_units", "incremental"};
};

/// An offering covers a service: the customers it has outside the scenario and the most it can take.
struct Coverage {
  Ref<Offering> offering = {};
  Ref<Service> service = {};
  Pricing pricing = Pricing::all_units;
  Profile<Decimal> base_volume = Decimal();
  std::optional<Profile<Decimal>> max_volume = {};
  std::vector<std::string> fibf = {};
  Provenance provenance = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "offering", .doc = "The offering.", .required = true}, self.offering);
    v(Field{.name = "service", .doc = "A service that it covers.", .required = true}, self.service);
    v(Field{"pricing", "`all_units`: every unit pays the price of the tier reached; `incremental`: "
                       "each unit pays the price of its slice."},
      self.pricing);
    v(Field{"base_volume", "Volume of customers outside the scenario, in each period.",
            "units of the service"},
      self.base_volume);
    v(Field{"max_volume",
            "Most volume it can serve in each period, base volume included; absent: unlimited.",
            "units of the service"},
      self.max_volume);
    v(Field{"fibf", "Functions and activities of the Federal Integrated Business Framework that it "
                    "covers; absent: all of the service."},
      self.fibf);
    v(provenance_field, self.provenance);
  }
  friend bool operator==(const Coverage&, const Coverage&) = default;
};
using CoverageId = Id<Coverage>;

/// One price tier of a coverage. The first tier starts at volume 0.
struct Tier {
  Ref<Offering> offering = {};
  Ref<Service> service = {};
  Decimal from_volume = {};
  Profile<Decimal> unit_price = Decimal();
  Provenance provenance = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "offering", .doc = "The offering.", .required = true}, self.offering);
    v(Field{.name = "service", .doc = "The service.", .required = true}, self.service);
    v(Field{"from_volume",
            "Total volume of the offering for the service from which the tier applies.",
            "units of the service"},
      self.from_volume);
    v(Field{.name = "unit_price",
            .doc = "Price per unit and year; may change over time.",
            .unit = "USD/unit/year",
            .required = true,
            .max = 1'000'000},
      self.unit_price);
    v(provenance_field, self.provenance);
  }
  friend bool operator==(const Tier&, const Tier&) = default;
};

/// How far an offering has been rolled out.
enum class StageState { planned, initial, full };

template <>
struct EnumNames<StageState> {
  static constexpr std::array<std::string_view, 3> names{"planned", "initial", "full"};
};

/// From this date on the offering is in this stage. An offering without stages is `full` from the start, for all
/// its services and without a cap; one with stages is not available before the first.
struct Stage {
  Ref<Offering> offering = {};
  StageState state = StageState::planned;
  Date date = {};
  std::vector<Ref<Service>> services = {};
  std::optional<Decimal> capacity = {};
  Provenance provenance = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "offering", .doc = "The offering.", .required = true}, self.offering);
    v(Field{.name = "state", .doc = "Only `initial` and `full` accept cutovers.", .required = true},
      self.state);
    v(Field{.name = "date",
            .doc = "First date of the stage; it holds in the whole period that contains it.",
            .required = true},
      self.date);
    v(Field{"services", "Services open in this stage; absent: all that the offering covers."},
      self.services);
    v(Field{"capacity",
            "Cap on the volume of each of its services while the stage is in force; absent: none.",
            "units of the service"},
      self.capacity);
    v(provenance_field, self.provenance);
  }
  friend bool operator==(const Stage&, const Stage&) = default;
};

}  // namespace qsmo
