// Where the parts of a compiled problem come from, in the words of the scenario.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "qsmo/model/portfolio.hpp"
#include "qsmo/planning/check.hpp"

namespace qsmo {

/// What a pool, arc, link, tariff or account of the compiled problem stands for: a constraint, or (a link, a tariff)
/// the money that it causes; and the record that states it.
struct Source {
  std::variant<ConstraintKind, MoneyKind> rule;
  /// Position in the table of the rule: providers, offerings, agencies, coverages (volume, service), funds,
  /// dependencies, interfaces (bridge); 0 for the policy's incentive budget.
  std::size_t record = 0;
  friend bool operator==(const Source&, const Source&) = default;
};

/// The same in the user's words. Names as in Violation, so that both can be joined.
struct Origin {
  std::string_view kind;              ///< Name of the rule.
  std::vector<std::string> entities;  ///< Names, the most specific first.
  std::optional<int> period;          ///< Of a bucket that is a period.
  std::optional<int> fiscal_year;     ///< Of a bucket that is a fiscal year.
  std::string unit;  ///< Of a capacity: `effort`, `migrations`, `USD`, units of the service.
  std::string text;  ///< For people: `effort of provider P in 2021-10`.
  friend bool operator==(const Origin&, const Origin&) = default;
};

/// `bucket` is one of a pool's; without it, of all time.
[[nodiscard]] Origin origin_of(const Portfolio& portfolio, const Source& source,
                               std::optional<std::uint32_t> bucket = std::nullopt);

/// Smallest units (millionths, cents) in one unit of what the source limits.
[[nodiscard]] std::int64_t amounts_per_unit(const Source& source);

}  // namespace qsmo
