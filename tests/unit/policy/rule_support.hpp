// What the tests of the pure rules share: every subset of an enumeration, and what becomes of
// verdicts when a policy grows stricter.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <set>
#include <string_view>
#include <vector>

#include "qsmo/policy/rules.hpp"
#include "unit/policy/random_record.hpp"

namespace qsmo {

template <class T>
[[nodiscard]] bool contains(const std::vector<T>& values, const T& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

/// Every subset of the enumeration's values, the empty one first.
template <class Enum>
[[nodiscard]] std::vector<std::vector<Enum>> subsets() {
  std::vector<std::vector<Enum>> out;
  const std::size_t count = EnumNames<Enum>::names.size();
  for (unsigned set = 0; set < 1U << count; ++set) {
    auto& subset = out.emplace_back();
    for (std::size_t i = 0; i < count; ++i) {
      if ((set >> i & 1U) != 0) subset.push_back(static_cast<Enum>(i));
    }
  }
  return out;
}

template <class Enum>
[[nodiscard]] std::vector<Enum> values_of() {
  return subsets<Enum>().back();
}

/// How often a random comparison is drawn: enough to meet each reason hundreds of times.
inline constexpr int draws = 20'000;

/// Draws facts, a date and parameters; `change` makes the one or the other stricter. What was
/// barred must stay so. Fails also if strictness never bars anything, for then nothing was tested.
template <class Facts, class VerdictOf>
void expect_no_relief(RuleFunction<Facts, VerdictOf> rule,
                      const std::function<void(Facts&, Parameters&)>& change) {
  std::mt19937 random(20'190'426);
  int newly_barred = 0;
  for (int i = 0; i < draws; ++i) {
    auto facts = random_record<Facts>(random);
    auto parameters = random_record<Parameters>(random);
    const Date date{2020, static_cast<int>(1 + random() % 5)};
    const Verdict before = rule(facts, date, parameters);
    change(facts, parameters);
    const Verdict after = rule(facts, date, parameters);
    if (before.bars()) {
      ASSERT_TRUE(after.bars()) << name_of(before.reason) << " became " << name_of(after.reason);
    }
    newly_barred += !before.bars() && after.bars() ? 1 : 0;
  }
  EXPECT_GT(newly_barred, 0) << "the change bars nothing";
}

/// That random facts and parameters bring out every reason of the rule, and no other's.
template <class Facts, class VerdictOf>
void expect_every_reason(Rule rule, RuleFunction<Facts, VerdictOf> function) {
  std::mt19937 random(1916);
  std::set<std::string_view> given, own;
  for (int i = 0; i < draws; ++i) {
    const Date date{2020, static_cast<int>(1 + random() % 5)};
    const Verdict verdict =
        function(random_record<Facts>(random), date, random_record<Parameters>(random));
    given.insert(name_of(verdict.reason));
  }
  for (const ReasonInfo& info : reasons) {
    if (info.rule == rule) own.insert(info.name);
  }
  EXPECT_EQ(given, own);
}

}  // namespace qsmo
