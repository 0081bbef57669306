// Asks a rule by its name, with facts as texts: for command lines, case files and other languages.
#pragma once

#include <vector>

#include "qsmo/policy/explain.hpp"

namespace qsmo {

/// What a rule said.
struct Answer {
  Explanation explanation = {};
  std::vector<NamedText> values = {};  ///< What the verdict found, in its order.
  friend bool operator==(const Answer&, const Answer&) = default;
};

/// Asks the rule under the policy on the date. Facts are written as PolicyValue::value; those that are not given have their
/// initial values. Throws InputError with every fault: unknown or repeated facts, texts that cannot be read, numbers out of
/// range, and parameters that have no value on the date.
[[nodiscard]] Answer ask(Rule rule, const std::vector<NamedText>& facts, Date date,
                         const Policy& policy);

}  // namespace qsmo
