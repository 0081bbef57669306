// A policy: dated, referenced values of parameters; reforms that overlay it; and policies that follow one another.
// Everything here makes a new policy and leaves the old one as it was.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "qsmo/model/policy_values.hpp"
#include "qsmo/model/portfolio.hpp"

namespace qsmo {

/// Values of parameters over time. What no value states has its initial value. The order of values does not matter.
struct Policy {
  std::string id = {};
  std::string name = {};
  std::string summary = {};
  std::optional<Date> enacted = {};  ///< The day that transposed() moves.
  std::vector<PolicyValue> values = {};

  /// Whatever the order of values.
  friend bool operator==(const Policy& a, const Policy& b);
};

/// An overlay: each value replaces what the policy says from its `from` up to its `until`, ends included; without `until`, up
/// to its next value in the reform or for good; without `from`, since ever.
struct Reform {
  std::string id = {};
  std::string name = {};
  std::string summary = {};
  std::vector<PolicyValue> values = {};

  /// Whatever the order of values.
  friend bool operator==(const Reform& a, const Reform& b);
};

/// What a reform changed: one parameter over one span of dates.
struct Change {
  std::string reform = {};
  std::string parameter = {};
  std::optional<Date> from = {};
  std::optional<Date> until = {};  ///< Last date; none: for good.
  /// Canonical text of the value before the reform; `unstated` where none held, before the first and after the last.
  std::string before = {};
  std::string after = {};  ///< Canonical text of the reform's value.
  std::string reference = {};

  friend bool operator==(const Change&, const Change&) = default;
};

/// A policy, and what was changed to make it.
struct Reformed {
  Policy policy;
  std::vector<Change>
      changes;  ///< In the order of the reform's values; spans that change nothing are left out.
};

/// The policy with the reform laid over it; its id becomes `POLICY+REFORM`. Where the policy does not state a parameter, the
/// reform's values change its initial one. Throws InputError with every fault of the reform: unknown parameters, values that
/// cannot be read, spans that overlap. O(values^2) in each parameter.
[[nodiscard]] Reformed reformed(const Policy& policy, const Reform& reform);

/// Moves all dates of a policy, values of dates among them, by the whole months from the month in which it was enacted to
/// `enacted`: an approach of another time as if it were taken then. Its id becomes `ID@DATE`. A day that its new month does not
/// have becomes the last one. Throws InputError if the policy does not say when it was enacted, or if a date would leave the
/// years 1980 to 2200.
[[nodiscard]] Policy transposed(const Policy& policy, Date enacted);

/// `first` up to the day before `from`, `next` from then on: a programme that a later administration replaces. A parameter
/// that `next` does not state returns to its initial value; values of `next` dated before `from` hold from `from` on. Name,
/// summary and date are those of `first`, the id is `FIRST+NEXT`.
[[nodiscard]] Policy succeeded(const Policy& first, Date from, const Policy& next);

/// A policy whose values no longer end, and what that glossed over: one sentence for each last value that ended.
struct Extended {
  Policy policy;
  std::vector<std::string> warnings;
};

/// For programs that must go on when a parameter has expired: its last value holds on. Ends that another value follows stay.
[[nodiscard]] Extended lenient(const Policy& policy);

/// Every fault of a policy: unknown parameters, values that cannot be read or are out of range, other units than the
/// parameter's, spans that overlap or end before they begin. `pointer` is `/parameters/NAME/PLACE/FIELD`, the place counting
/// the values of that parameter from 0. Empty: none.
[[nodiscard]] std::vector<Fault> faults_of(const Policy& policy);

/// All parameters on a date. Throws InputError as parameters_on() and in_force().
[[nodiscard]] Parameters parameters_on(const Policy& policy, Date date);

/// The portfolio under a policy: the policy's values take the place of all that its scenario states (mandates, waivers and
/// exceptions stay: they are facts). Throws InputError: as faults_of(), and as Portfolio.
[[nodiscard]] Portfolio under(const Portfolio& portfolio, const Policy& policy);

/// The policy that a portfolio's scenario states, its settings included; `stated` if the scenario does not name it.
[[nodiscard]] Policy stated_policy(const Portfolio& portfolio);

}  // namespace qsmo
