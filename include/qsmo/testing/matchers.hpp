// GoogleMock matchers for verdicts, and how verdicts and their values are printed:
//
//   EXPECT_THAT(marketplace_rule(facts, date, parameters), Bars(Reason::marketplace_closed));
//   EXPECT_THAT(fit_gap_rule(facts, date, parameters), AllOf(Bars(), Field(&FitGapVerdict::missing, SizeIs(2))));
//
// In a target of its own, qsmo::testing, so that only tests need GoogleTest. verifier.hpp also has a sentence for what failed.
#pragma once

#include <gmock/gmock-matchers.h>

#include <concepts>
#include <optional>
#include <ostream>
#include <string>

#include "qsmo/model/detail/field_text.hpp"
#include "qsmo/policy/verdict.hpp"

namespace qsmo {

template <int Places>
void PrintTo(Fixed<Places> value, std::ostream* os) {
  *os << value.to_string();
}

inline void PrintTo(const Date& value, std::ostream* os) { *os << value.to_string(); }

/// `marketplace: barred, marketplace_closed`, and the values found, such as `, missing FFM.020`.
template <std::derived_from<Verdict> AnyVerdict>
void PrintTo(const AnyVerdict& verdict, std::ostream* os) {
  *os << name_of(verdict.rule()) << ": " << name_of(verdict.outcome()) << ", "
      << name_of(verdict.reason);
  auto print = [&](const Field& field, const auto& value) {
    *os << ", " << field.name << " " << detail::field_text(value);
  };
  AnyVerdict::visit(print, verdict);
}

}  // namespace qsmo

namespace qsmo::testing {

/// Matches verdicts of one outcome and, if a reason is stated, of that reason.
class OutcomeMatcher {
 public:
  using is_gtest_matcher = void;

  OutcomeMatcher(Outcome outcome, std::optional<Reason> reason)
      : outcome_(outcome), reason_(reason) {}

  bool MatchAndExplain(const Verdict& verdict, std::ostream* listener) const {
    const bool matches = verdict.outcome() == outcome_ && (!reason_ || verdict.reason == *reason_);
    if (!matches && listener != nullptr)
      *listener << "because " << info_of(verdict.reason).sentence;
    return matches;
  }
  void DescribeTo(std::ostream* os) const { describe("is ", os); }
  void DescribeNegationTo(std::ostream* os) const { describe("is not ", os); }

 private:
  void describe(const char* is, std::ostream* os) const {
    *os << is << name_of(outcome_);
    if (reason_) *os << ", " << name_of(*reason_);
  }

  Outcome outcome_;
  std::optional<Reason> reason_;
};

/// Matches verdicts of one reason.
class ReasonMatcher {
 public:
  using is_gtest_matcher = void;

  explicit ReasonMatcher(Reason reason) : reason_(reason) {}

  bool MatchAndExplain(const Verdict& verdict, std::ostream* listener) const {
    const bool matches = verdict.reason == reason_;
    if (!matches && listener != nullptr)
      *listener << "because " << info_of(verdict.reason).sentence;
    return matches;
  }
  void DescribeTo(std::ostream* os) const { *os << "has the reason " << name_of(reason_); }
  void DescribeNegationTo(std::ostream* os) const {
    *os << "does not have the reason " << name_of(reason_);
  }

 private:
  Reason reason_;
};

/// It may be done.
[[nodiscard]] inline OutcomeMatcher Allows(std::optional<Reason> reason = {}) {
  return {Outcome::allowed, reason};
}
/// It may not be done. Missing data bar too, but are no bar in themselves: IsMissing().
[[nodiscard]] inline OutcomeMatcher Bars(std::optional<Reason> reason = {}) {
  return {Outcome::barred, reason};
}
/// It must be done.
[[nodiscard]] inline OutcomeMatcher Requires(std::optional<Reason> reason = {}) {
  return {Outcome::required, reason};
}
/// The rule found values; match these with the matcher Field of GoogleMock.
[[nodiscard]] inline OutcomeMatcher Finds(std::optional<Reason> reason = {}) {
  return {Outcome::found, reason};
}
/// The rule does not concern it, or has no force.
[[nodiscard]] inline OutcomeMatcher DoesNotApply(std::optional<Reason> reason = {}) {
  return {Outcome::not_applicable, reason};
}
/// The data to judge it are missing.
[[nodiscard]] inline OutcomeMatcher IsMissing(std::optional<Reason> reason = {}) {
  return {Outcome::missing, reason};
}
/// Whatever the outcome, this is why.
[[nodiscard]] inline ReasonMatcher HasReason(Reason reason) { return ReasonMatcher(reason); }

}  // namespace qsmo::testing
