// Checks each field of each record by itself: spelling of names, ranges of numbers and dates, profiles, provenance.
#pragma once

#include "model/fault_list.hpp"
#include "qsmo/model/scenario.hpp"

namespace qsmo::detail {

void validate_fields(const Scenario& scenario, FaultList& faults);

}  // namespace qsmo::detail
