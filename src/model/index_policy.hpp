// The parameters of each period, from the policy values of a scenario.
#pragma once

#include "model/fault_list.hpp"
#include "qsmo/model/detail/portfolio_data.hpp"

namespace qsmo::detail {

/// Fills `regimes` and `regime`. Faults: unknown parameters, values that cannot be read or overlap, other units than the
/// parameter's, and periods of the horizon before the first value or beyond the last one's end. With faults, all periods have
/// the initial parameters.
void index_policy(Portfolio::Data& data, FaultList& faults);

}  // namespace qsmo::detail
