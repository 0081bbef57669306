// What is allowed in a portfolio but seldom meant.
#pragma once

#include <string>
#include <vector>

#include "qsmo/model/portfolio.hpp"

namespace qsmo {

/// Sentences for people, in the order of the tables: workloads whose every way takes no time and costs nothing because
/// no row of migration_parameters applies, rows that apply to nothing, workloads that no offering can serve,
/// marketplaces that never accept a start within the horizon, funds without a budget and budgets outside the horizon.
/// O(workloads x offerings + marketplaces x periods).
[[nodiscard]] std::vector<std::string> warnings(const Portfolio& portfolio);

}  // namespace qsmo
