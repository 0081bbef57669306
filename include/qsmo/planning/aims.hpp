// Further aims: what a plan should respect besides money, each with a price in dollars
// (docs/planning-problem.md, "Further aims").
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "qsmo/core/id_vector.hpp"
#include "qsmo/model/portfolio.hpp"
#include "qsmo/planning/plan.hpp"

namespace qsmo {

/// Risk of a migration, as in the risk review of M3.
enum class RiskBand { low, medium, high };
inline constexpr std::size_t risk_band_count = 3;

template <>
struct EnumNames<RiskBand> {
  static constexpr std::array<std::string_view, risk_band_count> names{"low", "medium", "high"};
};

/// Keep to a published plan: each decision that differs from it costs the price.
struct ChangeAim {
  Plan published;
  Money price;
};

/// Each migration costs the price of its workload's band; a workload without a band costs nothing.
struct RiskAim {
  std::array<Money, risk_band_count> price = {};
  IdVector<Workload, std::optional<RiskBand>> band;
};

/// A cutover costs the highest price among the months of its period.
struct DisruptionAim {
  std::array<Money, 12> price = {};  ///< By calendar month, January first.
};

/// Prices in dollars of present value, from 0 to 100 billion; they are not discounted.
struct Aims {
  std::optional<ChangeAim> changes;
  std::optional<RiskAim> risk;
  std::optional<DisruptionAim> disruption;

  [[nodiscard]] bool any() const { return changes || risk || disruption; }
};

/// What a plan pays for one aim.
struct ObjectiveTerm {
  std::string name;       ///< `changes`, `risk` or `disruption`.
  std::size_t count = 0;  ///< Workloads that pay.
  double amount = 0;      ///< Dollars of present value.
  friend bool operator==(const ObjectiveTerm&, const ObjectiveTerm&) = default;
};

/// One term for each aim that is given. The objective is net benefit less these. Throws InputError as require_aims().
[[nodiscard]] std::vector<ObjectiveTerm> objective_terms(const Portfolio& portfolio,
                                                         const Plan& plan, const Aims& aims);

/// Throws InputError with every fault: prices out of range, plans and bands that are not of this portfolio.
void require_aims(const Portfolio& portfolio, const Aims& aims);

}  // namespace qsmo
