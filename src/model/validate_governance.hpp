// Checks the way to designation: operational plans, findings and the order of governance events.
#pragma once

#include "model/fault_list.hpp"
#include "qsmo/model/portfolio.hpp"

namespace qsmo::detail {

/// The rules of qsmo/model/governance.hpp, with every fault. `data` has its references resolved. Tables with a record that
/// is broken already are not compared to others.
void validate_governance(const Portfolio::Data& data, FaultList& faults);

}  // namespace qsmo::detail
