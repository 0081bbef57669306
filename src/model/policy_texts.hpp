// Reading the text of one policy value: what scenario and policy files share.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "qsmo/core/error.hpp"
#include "qsmo/model/policy_values.hpp"

namespace qsmo::detail {

/// Sets the parameter that is stated; if its text cannot be read or is out of range, says why. The parameter's name must
/// be known.
[[nodiscard]] std::optional<Fault> set_parameter(const PolicyValue& stated, Parameters& parameters);

/// Unit of a parameter; empty if it has none or there is no such parameter.
[[nodiscard]] std::string_view unit_of_parameter(std::string_view parameter);

/// Whether a last date lies before a date. A month without a day lasts until its last day.
[[nodiscard]] constexpr bool ended(const Date& until, const Date& date) {
  return until.day == 0 ? until.month_index() < date.month_index() : until < date;
}

/// What is wrong with the dates of value `i` beside those of its parameter's other values: an end before its start, the same
/// start as an earlier one in the list, or an end beyond the start of the next. `pointer` is `from` or `until`.
[[nodiscard]] std::optional<Fault> span_fault(const std::vector<PolicyValue>& values,
                                              std::size_t i);

/// Why a parameter that is stated has no value on a date: before the first, or after the last one's end. None if it has
/// one or is not stated at all.
[[nodiscard]] std::optional<Fault> value_missing(const std::vector<PolicyValue>& values,
                                                 std::string_view parameter, Date date);

}  // namespace qsmo::detail
