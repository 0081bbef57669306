// When the values of one parameter hold: the dates between its changes.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "qsmo/model/policy_values.hpp"

namespace qsmo::detail {

/// A value that holds over dates [begin, end).
struct Piece {
  PolicyValue value;
  std::optional<Date> begin = {};  ///< None: since ever.
  std::optional<Date> end = {};    ///< None: for good.
  std::size_t source = 0;          ///< Its place in the list of values that it was taken from.
};

/// Of one parameter, by begin. Pieces do not overlap; between them nothing holds.
using Timeline = std::vector<Piece>;

/// The last date and the first one after it. A month without a day lasts until its last day.
[[nodiscard]] Date day_after(Date last);
[[nodiscard]] Date day_before(Date first);

/// The same day some months later, or the last one of a month that has no such day.
[[nodiscard]] Date moved(Date date, int months);

/// What in_force() says of every date. Values that never hold are left out.
[[nodiscard]] Timeline timeline(const std::vector<PolicyValue>& values, std::string_view parameter);

/// As timeline(), but if no value is stated, the initial one since ever and for good.
[[nodiscard]] Timeline whole_timeline(const std::vector<PolicyValue>& values,
                                      std::string_view parameter);

/// What is left when nothing holds on the dates [begin, end) any more.
[[nodiscard]] Timeline without(const Timeline& line, std::optional<Date> begin,
                               std::optional<Date> end);

/// What holds on the dates [begin, end).
[[nodiscard]] Timeline within(const Timeline& line, std::optional<Date> begin,
                              std::optional<Date> end);

/// Both together; their dates must not overlap.
[[nodiscard]] Timeline joined(Timeline a, const Timeline& b);

/// Values that say what the timeline says, with an `until` only where it was stated or nothing follows.
[[nodiscard]] std::vector<PolicyValue> values_of(const Timeline& line);

}  // namespace qsmo::detail
