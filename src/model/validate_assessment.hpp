// Checks the measures of continuous assessment and what was observed of them.
#pragma once

#include "model/fault_list.hpp"
#include "qsmo/model/portfolio.hpp"

namespace qsmo::detail {

/// Faults: a measure with a blank unit; measures with a target that weigh 0 together in an area; an observation of a measure
/// that does not count for the offering, being of another area than that of its marketplace (of any, if no marketplace lists
/// it); two observations of a measure of an offering in one period. `data` has its references resolved and its calendar set.
void validate_assessment(const Portfolio::Data& data, FaultList& faults);

}  // namespace qsmo::detail
