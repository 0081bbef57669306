// How a migration runs (M3 phases), those in progress, and what is pinned.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "qsmo/model/workload.hpp"

namespace qsmo {

/// The M3 phases before cutover, in order.
enum class Phase { readiness, selection, engagement, migration };
inline constexpr int phase_count = 4;

template <>
struct EnumNames<Phase> {
  static constexpr std::array<std::string_view, 4> names{"readiness", "selection", "engagement",
                                                         "migration"};
};

/// What one phase takes, in one row of MigrationParameters; absent fields come from a more general row.
struct PhaseParameters {
  std::optional<int> periods = {};
  std::optional<Decimal> agency_effort = {};
  std::optional<Decimal> provider_effort = {};
  std::optional<Money> spend = {};
  friend bool operator==(const PhaseParameters&, const PhaseParameters&) = default;
};

/// What a migration takes. A row is keyed by (workload, offering), workload, offering, (service, size class) or
/// service; each field is taken from the first of these rows that states it, else it is 0. An explicit 0 is a value.
struct MigrationParameters {
  Ref<Workload> workload = {};
  Ref<Offering> offering = {};
  Ref<Service> service = {};
  std::string size_class = {};
  std::array<PhaseParameters, phase_count> phases = {};
  std::optional<int> hypercare = {};
  std::optional<Decimal> hypercare_agency_effort = {};
  std::optional<Decimal> hypercare_provider_effort = {};
  std::optional<int> dual_run = {};
  std::optional<Money> onboarding = {};
  Provenance provenance = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"workload", "The workload it is for; alone or with `offering`."}, self.workload);
    v(Field{"offering", "The offering it is for; alone or with `workload`."}, self.offering);
    v(Field{"service", "The service it is for; alone or with `size_class`."}, self.service);
    v(Field{"size_class", "The size class of workloads of `service` that it is for."},
      self.size_class);
    constexpr std::array<std::array<std::string_view, 4>, phase_count> names{{
        {"readiness_periods", "readiness_agency_effort", "readiness_provider_effort",
         "readiness_spend"},
        {"selection_periods", "selection_agency_effort", "selection_provider_effort",
         "selection_spend"},
        {"engagement_periods", "engagement_agency_effort", "engagement_provider_effort",
         "engagement_spend"},
        {"migration_periods", "migration_agency_effort", "migration_provider_effort",
         "migration_spend"},
    }};
    for (std::size_t i = 0; i < phase_count; ++i) {
      auto& phase = self.phases[i];
      v(Field{.name = names[i][0], .doc = "Length of the phase.", .unit = "periods", .max = 240},
        phase.periods);
      v(Field{names[i][1], "Effort of the agency in each period of the phase.", "effort/period"},
        phase.agency_effort);
      v(Field{names[i][2], "Effort of the provider in each period of the phase.", "effort/period"},
        phase.provider_effort);
      v(Field{.name = names[i][3],
              .doc = "Spend in each period of the phase.",
              .unit = "USD/period",
              .max = 10'000'000'000},
        phase.spend);
    }
    v(Field{.name = "hypercare",
            .doc = "Periods of heightened service from cutover on.",
            .unit = "periods",
            .max = 240},
      self.hypercare);
    v(Field{"hypercare_agency_effort", "Effort of the agency in each period of hypercare.",
            "effort/period"},
      self.hypercare_agency_effort);
    v(Field{"hypercare_provider_effort", "Effort of the provider in each period of hypercare.",
            "effort/period"},
      self.hypercare_provider_effort);
    v(Field{.name = "dual_run",
            .doc = "Periods from cutover on in which the incumbent is still paid in full.",
            .unit = "periods",
            .max = 240},
      self.dual_run);
    v(Field{.name = "onboarding",
            .doc = "One fee in the cutover period.",
            .unit = "USD",
            .max = 100'000'000'000},
      self.onboarding);
    v(provenance_field, self.provenance);
  }
  friend bool operator==(const MigrationParameters&, const MigrationParameters&) = default;
};

/// What a migration of one workload onto one offering takes, all rows of MigrationParameters considered.
struct Way {
  struct PhaseNeeds {
    int periods = 0;
    Decimal agency_effort;    ///< per period
    Decimal provider_effort;  ///< per period
    Money spend;              ///< per period
    friend bool operator==(const PhaseNeeds&, const PhaseNeeds&) = default;
  };
  std::array<PhaseNeeds, phase_count> phases = {};
  int hypercare = 0;
  Decimal hypercare_agency_effort = {};
  Decimal hypercare_provider_effort = {};
  int dual_run = 0;
  Money onboarding = {};

  /// Periods from start to cutover.
  [[nodiscard]] int duration() const {
    int sum = 0;
    for (const PhaseNeeds& phase : phases) sum += phase.periods;
    return sum;
  }
  friend bool operator==(const Way&, const Way&) = default;
};

/// A migration in progress at the as-of date: its offering is fixed, its cutover lies in a range.
struct MigrationInProgress {
  Ref<Workload> workload = {};
  Ref<Offering> offering = {};
  Date cutover_from = {};
  std::optional<Date> cutover_to = {};
  int phases_done = 0;
  Provenance provenance = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "workload", .doc = "The workload under way.", .required = true}, self.workload);
    v(Field{.name = "offering", .doc = "Where it goes.", .required = true}, self.offering);
    v(Field{.name = "cutover_from",
            .doc = "First date at which it may cut over (the status quo's cutover).",
            .required = true},
      self.cutover_from);
    v(Field{"cutover_to",
            "Last date at which it may cut over; absent: `cutover_from` is the only one."},
      self.cutover_to);
    v(Field{.name = "phases_done",
            .doc = "How many of the four phases are over: they take no time, effort or money any "
                   "more.",
            .unit = "phases",
            .max = 4},
      self.phases_done);
    v(provenance_field, self.provenance);
  }
  friend bool operator==(const MigrationInProgress&, const MigrationInProgress&) = default;
};

/// What a pin demands of a workload: `retain`: stays; `migrate`: moves (within the stated offering and range).
enum class PinAction { retain, migrate };

template <>
struct EnumNames<PinAction> {
  static constexpr std::array<std::string_view, 2> names{"retain", "migrate"};
};

/// A decision that the plan must keep.
struct Pin {
  Ref<Workload> workload = {};
  PinAction action = PinAction::retain;
  Ref<Offering> offering = {};
  std::optional<Date> cutover_from = {};
  std::optional<Date> cutover_to = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "workload", .doc = "The workload that is pinned.", .required = true},
      self.workload);
    v(Field{.name = "action",
            .doc = "`retain`: it is not migrated; `migrate`: it is, as the other fields say.",
            .required = true},
      self.action);
    v(Field{"offering", "With `migrate`: onto this offering; absent: onto any."}, self.offering);
    v(Field{"cutover_from", "With `migrate`: first date at which it may cut over."},
      self.cutover_from);
    v(Field{"cutover_to", "With `migrate`: last date at which it may cut over; the same as "
                          "`cutover_from` pins the period."},
      self.cutover_to);
  }
  friend bool operator==(const Pin&, const Pin&) = default;
};

}  // namespace qsmo
