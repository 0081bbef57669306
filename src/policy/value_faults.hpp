// What is wrong with values of parameters: what policies and their files share.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "qsmo/core/error.hpp"
#include "qsmo/model/policy_values.hpp"

namespace qsmo::detail {

/// A fault of one value. `pointer` of the fault is the field: `parameter`, `from`, `until`, `value` or `unit`.
struct ValueFault {
  std::size_t value = 0;  ///< Its place in the list.
  Fault fault;
};

/// Every fault of the values, in their order; at most one for each field. O(values^2).
[[nodiscard]] std::vector<ValueFault> value_faults(const std::vector<PolicyValue>& values);

/// The same, each with the pointer `/parameters/NAME/PLACE/FIELD`; the place counts the values of the parameter.
[[nodiscard]] std::vector<Fault> located_faults(const std::vector<PolicyValue>& values);

}  // namespace qsmo::detail
