// A verdict in words: the sentence of its reason with facts and parameters filled in, and where the parameters come from.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "qsmo/policy/policy.hpp"
#include "qsmo/policy/rules.hpp"

namespace qsmo {

/// A fact, finding or parameter as text: what PolicyValue::value would say; absent ones are `none`.
using NamedText = std::pair<std::string, std::string>;

/// A parameter that a reason speaks of.
struct ParameterUsed {
  std::string name = {};
  std::string value = {};
  std::string from = {};       ///< Date since when; empty: initial, or always.
  std::string reference = {};  ///< As stated; empty: none.
  friend bool operator==(const ParameterUsed&, const ParameterUsed&) = default;
};

/// A verdict that can be shown.
struct Explanation {
  Rule rule = Rule::availability;
  Reason reason = Reason::available;
  Outcome outcome = Outcome::allowed;
  std::string sentence = {};
  std::vector<ParameterUsed> parameters = {};
  friend bool operator==(const Explanation&, const Explanation&) = default;
};

namespace detail {
/// `facts` by name; `values` are those that the rule was asked with. Dates that are not given are taken as initial.
[[nodiscard]] Explanation explain(Reason reason, const std::vector<NamedText>& facts,
                                  const std::vector<PolicyValue>& values, Date date);
}  // namespace detail

/// Fields of a record as texts, in its order.
template <class Record>
[[nodiscard]] std::vector<NamedText> texts_of(const Record& record);

/// The verdict that the rule gave for these facts on that date under that policy, in words.
template <class Facts>
[[nodiscard]] Explanation explain(const Verdict& verdict, const Facts& facts, Date date,
                                  const Policy& policy) {
  return detail::explain(verdict.reason, texts_of(facts), policy.values, date);
}

}  // namespace qsmo

#include "qsmo/policy/detail/texts_of.hpp"
