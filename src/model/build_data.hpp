// From the tables of a scenario to the indexed, validated storage of a portfolio.
#pragma once

#include <memory>

#include "qsmo/model/detail/portfolio_data.hpp"

namespace qsmo::detail {

/// Throws InputError with every fault: of fields, of names, of relations.
[[nodiscard]] std::shared_ptr<const Portfolio::Data> build_data(Scenario scenario,
                                                                const Locator& locator);

}  // namespace qsmo::detail
