// The object `parameters` of policy and reform files (docs/policy-format.md).
#pragma once

#include <string>
#include <vector>

#include "model/document.hpp"
#include "qsmo/model/policy_values.hpp"

namespace qsmo::detail {

/// Values that the object states, in its order. `path` is its pointer, such as `/parameters`. Adds every fault: of form,
/// of names, of values, units and dates. Values with faults of form are left out.
[[nodiscard]] std::vector<PolicyValue> decode_parameters(const Value& parameters,
                                                         const std::string& file,
                                                         const std::string& path,
                                                         std::vector<Fault>& faults);

}  // namespace qsmo::detail
