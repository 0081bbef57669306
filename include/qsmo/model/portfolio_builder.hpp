// Builds a portfolio in code, record by record.
#pragma once

#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "qsmo/model/portfolio.hpp"

namespace qsmo {

/// Collects records in any order; names may be used before they are defined. `build` validates everything at once.
///
///     PortfolioBuilder builder({.name = "demo", .as_of = {2020, 10}, .periods = 60});
///     builder.add(Agency{.id = "USDA"}).add(Area{.id = "HR"});
///     Portfolio portfolio = builder.build();
class PortfolioBuilder {
 public:
  explicit PortfolioBuilder(Settings settings) { scenario_.settings = std::move(settings); }

  /// Appends one record to the table of its type.
  template <class Record>
  PortfolioBuilder& add(Record record) {
    Scenario::visit_tables(
        [&](std::string_view, std::string_view, auto& table) {
          if constexpr (std::is_same_v<std::remove_cvref_t<decltype(table)>, std::vector<Record>>) {
            table.push_back(std::move(record));
          }
        },
        scenario_);
    return *this;
  }

  /// What has been added so far, unvalidated.
  [[nodiscard]] const Scenario& scenario() const { return scenario_; }
  /// Throws InputError with every fault; the builder stays as it was.
  [[nodiscard]] Portfolio build() const { return Portfolio(scenario_); }

 private:
  Scenario scenario_;
};

}  // namespace qsmo
