// Checks what the records of a resolved scenario mean to one another.
#pragma once

#include "model/fault_list.hpp"
#include "qsmo/model/portfolio.hpp"

namespace qsmo::detail {

/// `data` has its references resolved. Records whose references are faulty are not there to be judged: call only
/// when every reference resolved.
void validate_relations(const Portfolio::Data& data, FaultList& faults);

}  // namespace qsmo::detail
