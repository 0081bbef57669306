// The validated, immutable form of a scenario, with every name resolved and every table indexed.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "qsmo/core/calendar.hpp"
#include "qsmo/core/error.hpp"
#include "qsmo/model/scenario.hpp"

namespace qsmo {

/// Says where in its source a record or a field of it stands. The readers supply one; for scenarios built in code
/// the pointer `/table/index/field` is the place.
class Locator {
 public:
  virtual ~Locator() = default;
  /// Fills file, line, pointer and value of a fault. `field` may be empty (the whole record) or reach into a
  /// list (`services/2`). `table` is empty for the settings.
  [[nodiscard]] virtual Fault locate(std::string_view table, std::size_t index,
                                     std::string_view field) const;
  /// Whether the record could not be read as it stands, so that its relations to others cannot be judged.
  [[nodiscard]] virtual bool broken(std::string_view table, std::size_t index) const;
  /// Whether every record of the table was there to be read, so that a name not among them does not exist.
  [[nodiscard]] virtual bool complete(std::string_view table) const;
};

/// A portfolio of agencies, services, offerings and rules. Immutable; cheap to copy (copies share their data);
/// safe to read from several threads.
class Portfolio {
 public:
  /// Validates and resolves. Throws InputError with every fault found: duplicate and misspelt names, values out of
  /// range, ends before starts, cycles of parents, dependency cycles with a positive lag sum, and so on.
  /// O(records x log records).
  explicit Portfolio(Scenario scenario, const Locator& locator = Locator());

  /// A variant: `edit` changes a copy of the scenario, which is validated again. This portfolio is untouched.
  [[nodiscard]] Portfolio replace(const std::function<void(Scenario&)>& edit) const;

  [[nodiscard]] const Scenario& scenario() const;
  [[nodiscard]] const Settings& settings() const;
  [[nodiscard]] const Calendar& calendar() const;
  [[nodiscard]] int periods() const;
  /// `(1 + r)^(-t/n)` for t in 0 .. periods()-1.
  [[nodiscard]] double discount_factor(int t) const;

  [[nodiscard]] const Agency& operator[](AgencyId id) const;
  [[nodiscard]] const Service& operator[](ServiceId id) const;
  [[nodiscard]] const Provider& operator[](ProviderId id) const;
  [[nodiscard]] const Marketplace& operator[](MarketplaceId id) const;
  [[nodiscard]] const Offering& operator[](OfferingId id) const;
  [[nodiscard]] const Coverage& operator[](CoverageId id) const;
  [[nodiscard]] const Workload& operator[](WorkloadId id) const;
  [[nodiscard]] const Fund& operator[](FundId id) const;

  /// Ids by name, O(1). Throw UnknownNameError with the nearest name.
  [[nodiscard]] AgencyId agency(std::string_view name) const;
  [[nodiscard]] ServiceId service(std::string_view name) const;
  [[nodiscard]] OfferingId offering(std::string_view name) const;
  [[nodiscard]] WorkloadId workload(std::string_view name) const;
  [[nodiscard]] MarketplaceId marketplace(std::string_view name) const;

  /// The agency itself, then its parent, and so on to the root.
  [[nodiscard]] std::span<const AgencyId> lineage(AgencyId agency) const;
  /// The coverage of `service` by `offering`, if there is one. O(log coverages).
  [[nodiscard]] std::optional<CoverageId> coverage(OfferingId offering, ServiceId service) const;
  /// Coverages of a service, in input order: the offerings that might serve it.
  [[nodiscard]] std::span<const CoverageId> coverages(ServiceId service) const;
  /// Tiers of a coverage by rising volume; at least one, the first from 0.
  [[nodiscard]] std::span<const Tier* const> tiers(CoverageId coverage) const;
  /// The stage in force in period t; null before the first, and for offerings without stages.
  [[nodiscard]] const Stage* stage(OfferingId offering, int t) const;
  /// Whether the offering has stages at all; one without is full from the start.
  [[nodiscard]] bool staged(OfferingId offering) const;
  /// State of the marketplace in period t; `research` before its first designation.
  [[nodiscard]] DesignationState designation(MarketplaceId marketplace, int t) const;

  /// What the policy sets in period t (before the horizon as in period 0). A value dated in a period holds in all of it.
  [[nodiscard]] const Parameters& parameters(int t) const;
  /// Number of the span of periods with the same parameters that holds t: 0, 1, ... Regimes may return.
  [[nodiscard]] std::size_t regime(int t) const;
  /// The parameters of each regime.
  [[nodiscard]] const std::vector<Parameters>& regimes() const;

  /// What the policy states, all dates floored to the first months of periods, and the settings' values of what it does not
  /// state: the values from which parameters() come.
  [[nodiscard]] const std::vector<PolicyValue>& values_by_period() const;

  /// What the migration takes, the rows of migration_parameters applied field by field. For the pair of a
  /// migration in progress, the phases done have length, efforts and spend 0.
  [[nodiscard]] Way way(WorkloadId workload, OfferingId offering) const;
  [[nodiscard]] const MigrationInProgress* in_progress(WorkloadId workload) const;
  [[nodiscard]] const Pin* pin(WorkloadId workload) const;
  [[nodiscard]] std::span<const Exception* const> exceptions(WorkloadId workload) const;
  [[nodiscard]] std::span<const Waiver* const> waivers(WorkloadId workload) const;
  [[nodiscard]] std::span<const Blackout* const> blackouts(AgencyId agency) const;
  /// The agency's own start freezes and those of every agency.
  [[nodiscard]] std::span<const StartFreeze* const> start_freezes(AgencyId agency) const;

  /// The fund that pays this kind of cost of this agency; none: the money is not limited.
  [[nodiscard]] std::optional<FundId> fund(AgencyId agency, MoneyKind kind) const;
  /// Listed budget of the fund in a fiscal year; 0 if not listed.
  [[nodiscard]] Money budget(FundId fund, int fiscal_year) const;

  /// `fnv1a128:` and 32 hex digits over the scenario's canonical JSON: equal for equal content.
  [[nodiscard]] std::string fingerprint() const;

  friend bool operator==(const Portfolio& a, const Portfolio& b) {
    return a.data_ == b.data_ || a.scenario() == b.scenario();
  }

  /// The resolved tables; built by portfolio.cpp, read through the accessors above.
  struct Data;

 private:
  std::shared_ptr<const Data> data_;
};

}  // namespace qsmo

#include "qsmo/model/detail/portfolio_data.hpp"
