// What the engine found, in the user's words.
#pragma once

#include <string>
#include <vector>

#include "qsmo/planning/compile.hpp"
#include "qsmo/planning/planner.hpp"
#include "qsmo/scheduling/infeasibility.hpp"
#include "qsmo/scheduling/prices.hpp"

namespace qsmo {

/// The prices above a millionth of a dollar, by kind, entities and time.
[[nodiscard]] std::vector<ShadowPrice> shadow_prices(const Portfolio& portfolio,
                                                     const Compiled& compiled,
                                                     const scheduling::Prices& prices);

[[nodiscard]] Witness witness_of(const Portfolio& portfolio, const Compiled& compiled,
                                 const scheduling::Infeasibility& found);

/// A witness that it must move and has no way.
[[nodiscard]] Witness without_way(const Portfolio& portfolio, WorkloadId workload);

/// `a, b and 3 more`.
[[nodiscard]] std::string listed(const std::vector<std::string>& names);

}  // namespace qsmo
