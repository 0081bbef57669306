// A rule under test: state the situation, and say what the rule should say of it.
//
//   verify(marketplace_rule).under(policy).on({2020, 10}).given({.state = DesignationState::designated}).allows();
//
// A situation is a value: each call makes a new one, so that one can be the start of several, and two can be compared where
// a number is not the point:
//
//   const auto today = verify(incentive_rule).under(policy).on({2020, 10}).given({.onboarding = 1000});
//   today.does_not_change_when([](IncentiveFacts& facts) { facts.phase_spend = 500; });
//   today.differs_from(today.under(reformed(policy, reform).policy));
//
// A check that fails is a non-fatal failure of the running GoogleTest test, at the line of the check, with facts and verdict in
// words.
#pragma once

#include <gtest/gtest.h>

#include <concepts>
#include <optional>
#include <source_location>
#include <string>
#include <utility>

#include "qsmo/policy/explain.hpp"
#include "qsmo/testing/matchers.hpp"

namespace qsmo::testing {

/// A rule with facts, date and parameters.
template <class Facts, class VerdictOf>
class Situation {
 public:
  using Place = std::source_location;

  explicit Situation(RuleFunction<Facts, VerdictOf> rule) : rule_(rule) {}

  /// Under a policy, whose values of the date count; what it does not state is initial.
  [[nodiscard]] Situation under(Policy policy) const {
    Situation out = *this;
    out.policy_ = std::move(policy);
    return out;
  }
  /// Under these very parameters.
  [[nodiscard]] Situation under(const Parameters& parameters) const {
    Policy policy;
    for (const auto& [name, value] : texts_of(parameters))
      policy.values.push_back({.parameter = name, .value = value});
    return under(std::move(policy));
  }
  [[nodiscard]] Situation on(Date date) const {
    Situation out = *this;
    out.date_ = date;
    return out;
  }
  [[nodiscard]] Situation given(Facts facts) const {
    Situation out = *this;
    out.facts_ = std::move(facts);
    return out;
  }
  /// With some facts changed by `edit(Facts&)`.
  template <std::invocable<Facts&> Edit>
  [[nodiscard]] Situation when(Edit&& edit) const {
    Situation out = *this;
    std::forward<Edit>(edit)(out.facts_);
    return out;
  }

  /// What the rule says. Throws InputError if the policy has no parameters for the date.
  [[nodiscard]] VerdictOf verdict() const {
    return rule_(facts_, day(), parameters_on(policy_, day()));
  }

  // Checks. Each returns the situation, so that several can follow one another.
  const Situation& allows(Place place = Place::current()) const { return gives(Allows(), place); }
  const Situation& allows_for(Reason reason, Place place = Place::current()) const {
    return gives(Allows(reason), place);
  }
  const Situation& bars(Place place = Place::current()) const { return gives(Bars(), place); }
  const Situation& bars_for(Reason reason, Place place = Place::current()) const {
    return gives(Bars(reason), place);
  }
  const Situation& demands(Place place = Place::current()) const {
    return gives(Requires(), place);
  }
  const Situation& demands_for(Reason reason, Place place = Place::current()) const {
    return gives(Requires(reason), place);
  }
  const Situation& does_not_apply(Place place = Place::current()) const {
    return gives(DoesNotApply(), place);
  }
  const Situation& lacks_data(Place place = Place::current()) const {
    return gives(IsMissing(), place);
  }
  /// The verdict matches: any matcher of verdicts, such as Field of GoogleMock on a member.
  template <class Matcher>
  const Situation& gives(const Matcher& matcher, Place place = Place::current()) const {
    return checked(place, [&]() -> std::string {
      const VerdictOf got = verdict();
      const auto wanted = ::testing::SafeMatcherCast<const VerdictOf&>(matcher);
      ::testing::StringMatchResultListener why;
      if (wanted.MatchAndExplain(got, &why)) return {};
      return "a verdict that " + ::testing::DescribeMatcher<const VerdictOf&>(wanted);
    });
  }

  /// This one binds (bars, demands, or lacks data) where the other is free.
  const Situation& is_stricter_than(const Situation& other, Place place = Place::current()) const {
    return checked(place, [&]() -> std::string {
      if (binds(verdict()) && !binds(other.verdict())) return {};
      return "a situation that binds while this one does not:\n" + other.in_words();
    });
  }
  const Situation& is_stricter_than(const Facts& other, Place place = Place::current()) const {
    return is_stricter_than(given(other), place);
  }
  /// Reason or values differ.
  const Situation& differs_from(const Situation& other, Place place = Place::current()) const {
    return checked(place, [&]() -> std::string {
      if (verdict() != other.verdict()) return {};
      return "another verdict than here:\n" + other.in_words();
    });
  }
  const Situation& agrees_with(const Situation& other, Place place = Place::current()) const {
    return checked(place, [&]() -> std::string {
      if (verdict() == other.verdict()) return {};
      return "the same verdict as here:\n" + other.in_words();
    });
  }
  /// `edit(Facts&)` makes a difference.
  template <std::invocable<Facts&> Edit>
  const Situation& changes_when(Edit&& edit, Place place = Place::current()) const {
    return differs_from(when(std::forward<Edit>(edit)), place);
  }
  template <std::invocable<Facts&> Edit>
  const Situation& does_not_change_when(Edit&& edit, Place place = Place::current()) const {
    return agrees_with(when(std::forward<Edit>(edit)), place);
  }

  /// Facts, date and verdict in words.
  [[nodiscard]] std::string in_words() const {
    const VerdictOf got = verdict();
    const Explanation said = explain(got, facts_, day(), policy_);
    std::string out = "  given " + listed(texts_of(facts_)) + "\n  on " + day().to_string() +
                      (policy_.id.empty() ? "" : " under " + policy_.id) + "\n  " +
                      ::testing::PrintToString(got) + ": " + said.sentence;
    for (const ParameterUsed& used : said.parameters) {
      out += "\n    " + used.name + " = " + used.value +
             (used.from.empty() ? "" : " from " + used.from) +
             (used.reference.empty() ? "" : " (" + used.reference + ")");
    }
    return out;
  }

 private:
  static bool binds(const Verdict& verdict) {
    return verdict.bars() || verdict.outcome() == Outcome::required;
  }

  static std::string listed(const std::vector<NamedText>& texts) {
    std::string out;
    for (const auto& [name, text] : texts) out += (out.empty() ? "" : ", ") + name + " " + text;
    return out;
  }

  [[nodiscard]] Date day() const { return date_.value_or(Date{}); }

  /// `check` says what was expected, or nothing if all is well.
  template <class Check>
  const Situation& checked(const Place& place, const Check& check) const {
    std::string wrong;
    if (!date_) {
      wrong = "No date is given: say on(date).";
    } else {
      try {
        if (const std::string expected = check(); !expected.empty())
          wrong = "Expected: " + expected + "\nGot:\n" + in_words();
      } catch (const InputError& error) {
        wrong = "The policy has no parameters for the date: " + std::string(error.what());
      }
    }
    if (!wrong.empty()) ADD_FAILURE_AT(place.file_name(), static_cast<int>(place.line())) << wrong;
    return *this;
  }

  RuleFunction<Facts, VerdictOf> rule_;
  Facts facts_ = {};
  Policy policy_ = {};
  std::optional<Date> date_ = {};
};

/// The rule with initial facts and parameters, and no date yet.
template <class Facts, class VerdictOf>
[[nodiscard]] Situation<Facts, VerdictOf> verify(VerdictOf (*rule)(const Facts&, Date,
                                                                   const Parameters&)) {
  return Situation<Facts, VerdictOf>(rule);
}

}  // namespace qsmo::testing
