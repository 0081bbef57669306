// What there is to know of a rule before it is asked: its facts, findings and parameters by name. For documentation,
// command lines and other languages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "qsmo/policy/verdict.hpp"

namespace qsmo {

/// What a fact or finding may be.
enum class FieldKind { boolean, integer, decimal, money, date, text, choice };

template <>
struct EnumNames<FieldKind> {
  static constexpr std::array<std::string_view, 7> names{"boolean", "integer", "decimal", "money",
                                                         "date",    "text",    "choice"};
};

/// A fact of a rule, or a value that its verdict finds.
struct FieldInfo {
  std::string_view name = {};
  std::string_view doc = {};
  std::string_view unit = {};
  FieldKind kind = FieldKind::text;
  bool list = false;      ///< Any number of items of that kind.
  bool optional = false;  ///< May be `none`.
  std::vector<std::string_view> choices = {};
  std::string initial = {};  ///< What holds if it is not stated, as PolicyValue::value.
};

/// A rule, described by its own records.
struct RuleInfo {
  Rule rule = Rule::availability;
  std::string_view doc = {};
  std::vector<FieldInfo> facts = {};
  std::vector<FieldInfo> values = {};             ///< Of its verdict, besides reason and outcome.
  std::vector<std::string_view> parameters = {};  ///< That bear on it, in the order of Parameters.
};

/// The rule's description. O(1).
[[nodiscard]] const RuleInfo& info_of(Rule rule);

}  // namespace qsmo
