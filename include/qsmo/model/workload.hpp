// Workloads: one agency's need for one service, and how it is met today.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "qsmo/model/agency.hpp"
#include "qsmo/model/offering.hpp"
#include "qsmo/model/service.hpp"

namespace qsmo {

/// One agency's need for one service, served today by an incumbent: a legacy system of its own, or an offering.
struct Workload {
  std::string id = {};
  Ref<Agency> agency = {};
  Ref<Service> service = {};
  Ref<Offering> incumbent = {};
  std::string size_class = {};
  Decimal volume = {};
  Money annual_cost = {};
  std::optional<Decimal> quality = {};
  std::optional<Date> contract_end = {};
  Decimal extension_premium = {};
  std::optional<Date> incumbent_end = {};
  std::optional<Decimal> fallback_factor = {};
  Decimal stranded_share = {};
  Money decommission_cost = {};
  std::optional<Date> earliest_start = {};
  std::vector<std::string> fibf = {};
  std::vector<std::string> approved_unique = {};
  Provenance provenance = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "id", .doc = "Unique name, used as key.", .required = true}, self.id);
    v(Field{.name = "agency", .doc = "Whose need it is.", .required = true}, self.agency);
    v(Field{.name = "service", .doc = "What is needed.", .required = true}, self.service);
    v(Field{"incumbent",
            "The offering that serves it today; absent: a legacy system of the agency's own."},
      self.incumbent);
    v(Field{"size_class", "Picks a row of `migration_parameters` together with the service."},
      self.size_class);
    v(Field{.name = "volume",
            .doc = "Units of the service it uses.",
            .unit = "units of the service",
            .required = true},
      self.volume);
    v(Field{.name = "annual_cost",
            .doc = "What the incumbent costs today (for an offering: what the agency pays it).",
            .unit = "USD/year",
            .required = true,
            .max = 100'000'000'000},
      self.annual_cost);
    v(Field{"quality",
            "Assessed quality of today's service, on the scale of the offerings' `quality`.",
            "score"},
      self.quality);
    v(Field{"contract_end", "Last date that the incumbent's contract covers; absent: no premium, "
                            "nothing stranded."},
      self.contract_end);
    v(Field{.name = "extension_premium",
            .doc = "Share added to the cost after the contract's end.",
            .unit = "share",
            .max = 100},
      self.extension_premium);
    v(Field{"incumbent_end",
            "Last date on which the incumbent serves (provider exit, end of support)."},
      self.incumbent_end);
    v(Field{.name = "fallback_factor",
            .doc = "Multiple of its cost at which the incumbent may be kept beyond its end; "
                   "absent: it may not.",
            .unit = "factor",
            .max = 1000},
      self.fallback_factor);
    v(Field{.name = "stranded_share",
            .doc = "Share of the cost that is still owed between leaving and the contract's end.",
            .unit = "share",
            .max = 1},
      self.stranded_share);
    v(Field{.name = "decommission_cost",
            .doc = "One amount when the incumbent is switched off.",
            .unit = "USD",
            .max = 100'000'000'000},
      self.decommission_cost);
    v(Field{"earliest_start",
            "No migration of it starts before the period that contains this date."},
      self.earliest_start);
    v(Field{"fibf", "Functions and activities of the Federal Integrated Business Framework that it "
                    "needs; absent: those of the service."},
      self.fibf);
    v(Field{"approved_unique",
            "Unique requirements, by activity, that are approved to be met otherwise."},
      self.approved_unique);
    v(provenance_field, self.provenance);
  }
  friend bool operator==(const Workload&, const Workload&) = default;
};
using WorkloadId = Id<Workload>;

}  // namespace qsmo
