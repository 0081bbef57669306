#include "qsmo/policy/policy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <random>

#include "policy/timeline.hpp"
#include "unit/planning/small_portfolio.hpp"

namespace qsmo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::optional<Date> date(std::string_view text) {
  const auto parsed = Date::parse(text);
  EXPECT_TRUE(text.empty() || parsed) << text;
  return parsed;
}

/// `2020-10 .. 2021-03-15 participation = true`; without dates: since ever and for good.
PolicyValue value(std::string parameter, std::string from, std::string until, std::string text,
                  std::string reference = "") {
  PolicyValue out;
  out.parameter = std::move(parameter);
  out.from = date(from);
  out.until = date(until);
  out.value = std::move(text);
  out.reference = std::move(reference);
  return out;
}

Policy policy(std::vector<PolicyValue> values) {
  Policy out;
  out.id = "p";
  out.values = std::move(values);
  return out;
}

Reform reform(std::vector<PolicyValue> values, std::string id = "r") {
  Reform out;
  out.id = std::move(id);
  out.values = std::move(values);
  return out;
}

constexpr std::string_view nothing = "nothing";

/// What holds on a date; `nothing` before the first and after the last value.
std::string held(const Policy& p, std::string_view parameter, const Date& on) {
  try {
    return in_force(p.values, parameter, on).text;
  } catch (const InputError&) {
    return std::string(nothing);
  }
}

std::string held(const Policy& p, std::string_view parameter, std::string_view on) {
  return held(p, parameter, *date(on));
}

/// `from..until before -> after`, for tables.
std::string shown(const Change& change) {
  const auto text = [](const std::optional<Date>& d) { return d ? d->to_string() : ""; };
  return text(change.from) + ".." + text(change.until) + " " + change.before + " -> " +
         change.after;
}

std::vector<std::string> shown(const std::vector<Change>& changes) {
  std::vector<std::string> out;
  for (const Change& change : changes) out.push_back(shown(change));
  return out;
}

std::vector<Fault> faults_in(const std::function<void()>& call) {
  try {
    call();
  } catch (const InputError& error) {
    return error.faults();
  }
  return {};
}

// --- reforms by hand ---

TEST(Reformed, ReplacesAValueFromItsDateOn) {
  const Policy before = policy({value("onboarding_subsidy", "2020-01", "", "0.1")});
  const Reformed found =
      reformed(before, reform({value("onboarding_subsidy", "2021-04-01", "", "0.5", "memo")}));
  EXPECT_EQ(held(found.policy, "onboarding_subsidy", "2021-03-31"), "0.1");
  EXPECT_EQ(held(found.policy, "onboarding_subsidy", "2021-04-01"), "0.5");
  EXPECT_EQ(held(found.policy, "onboarding_subsidy", "2030-01"), "0.5");
  EXPECT_THAT(shown(found.changes), ElementsAre("2021-04-01.. 0.1 -> 0.5"));
  EXPECT_EQ(found.changes[0].reform, "r");
  EXPECT_EQ(found.changes[0].parameter, "onboarding_subsidy");
  EXPECT_EQ(found.changes[0].reference, "memo");
}

TEST(Reformed, EndsWithItsLastDateAndWhatWasThereComesBack) {
  const Policy before = policy({value("onboarding_subsidy", "2020-01", "", "0.1"),
                                value("onboarding_subsidy", "2021-03", "", "0.2")});
  const Reformed found =
      reformed(before, reform({value("onboarding_subsidy", "2021-02-10", "2021-03-31", "0.5")}));
  EXPECT_EQ(held(found.policy, "onboarding_subsidy", "2021-02-09"), "0.1");
  EXPECT_EQ(held(found.policy, "onboarding_subsidy", "2021-02-10"), "0.5");
  EXPECT_EQ(held(found.policy, "onboarding_subsidy", "2021-03-31"), "0.5");
  EXPECT_EQ(held(found.policy, "onboarding_subsidy", "2021-04"), "0.2");
  EXPECT_EQ(held(found.policy, "onboarding_subsidy", "2021-04-01"), "0.2");
  EXPECT_THAT(shown(found.changes),
              ElementsAre("2021-02-10..2021-02-28 0.1 -> 0.5", "2021-03..2021-03-31 0.2 -> 0.5"));
}

TEST(Reformed, AMonthAsLastDateIsTheWholeMonth) {
  const Policy before = policy({value("onboarding_subsidy", "", "", "0.1")});
  const Reformed found =
      reformed(before, reform({value("onboarding_subsidy", "2020-02", "2020-02", "0.5")}));
  EXPECT_EQ(held(found.policy, "onboarding_subsidy", "2020-01-31"), "0.1");
  EXPECT_EQ(held(found.policy, "onboarding_subsidy", "2020-02-29"), "0.5");
  EXPECT_EQ(held(found.policy, "onboarding_subsidy", "2020-03-01"), "0.1");
  EXPECT_THAT(shown(found.changes), ElementsAre("2020-02..2020-02-29 0.1 -> 0.5"));
}

TEST(Reformed, WithoutAFirstDateItHoldsSinceEver) {
  const Policy before = policy({value("participation", "2020-01", "", "true")});
  const Reformed found = reformed(before, reform({value("participation", "", "", "false")}));
  EXPECT_EQ(held(found.policy, "participation", "1990-01"), "false");
  EXPECT_THAT(shown(found.changes),
              ElementsAre("..2019-12-31 unstated -> false", "2020-01.. true -> false"));
}

TEST(Reformed, ChangesTheInitialValueOfWhatThePolicyDoesNotState) {
  const Reformed found =
      reformed(policy({}), reform({value("periods_to_rise", "2021-01", "2021-12", "6")}));
  EXPECT_EQ(held(found.policy, "periods_to_rise", "1990-01"), "3");
  EXPECT_EQ(held(found.policy, "periods_to_rise", "2021-06"), "6");
  EXPECT_EQ(held(found.policy, "periods_to_rise", "2022-01"), "3");
  EXPECT_THAT(shown(found.changes), ElementsAre("2021-01..2021-12-31 3 -> 6"));
}

TEST(Reformed, FillsWhatWasUnstatedBeforeAndAfter) {
  const Policy before = policy({value("onboarding_subsidy", "2020-01", "2020-12", "0.1")});
  const Reformed found =
      reformed(before, reform({value("onboarding_subsidy", "2019-07", "2021-06-30", "0.5")}));
  EXPECT_EQ(held(found.policy, "onboarding_subsidy", "2019-06-30"), nothing);
  EXPECT_EQ(held(found.policy, "onboarding_subsidy", "2021-06-30"), "0.5");
  EXPECT_EQ(held(found.policy, "onboarding_subsidy", "2021-07-01"), nothing);
  EXPECT_THAT(shown(found.changes),
              ElementsAre("2019-07..2019-12-31 unstated -> 0.5", "2020-01..2020-12-31 0.1 -> 0.5",
                          "2021-01..2021-06-30 unstated -> 0.5"));
}

TEST(Reformed, LeavesOutWhatChangesNothing) {
  const Policy before = policy({value("onboarding_subsidy", "2020-01", "", "0.50"),
                                value("eligible_states", "2020-01", "", "designated | research")});
  const Reformed found =
      reformed(before, reform({value("onboarding_subsidy", "2021-01", "", "0.5"),
                               value("eligible_states", "2021-01", "", "designated|research")}));
  EXPECT_THAT(found.changes, IsEmpty());
}

TEST(Reformed, ReportsChangesInTheOrderOfTheReform) {
  const Reformed found =
      reformed(policy({}), reform({value("participation", "2022-01", "", "true"),
                                   value("vote_quorum", "2021-01", "", "0.6"),
                                   value("participation", "2021-01", "2021-06-30", "true")}));
  EXPECT_THAT(shown(found.changes), ElementsAre("2022-01.. false -> true", "2021-01.. 0.5 -> 0.6",
                                                "2021-01..2021-06-30 false -> true"));
}

TEST(Reformed, JoinsSpansThatSaidTheSame) {
  const Policy before = policy({value("onboarding_subsidy", "2020-01", "", "0.1", "one memo"),
                                value("onboarding_subsidy", "2021-01", "", "0.1", "another")});
  const Reformed found =
      reformed(before, reform({value("onboarding_subsidy", "2020-07", "2021-07-15", "0.2")}));
  EXPECT_THAT(shown(found.changes), ElementsAre("2020-07..2021-07-15 0.1 -> 0.2"));
}

TEST(Reformed, StatesAnEndOnlyWhereNothingFollows) {
  const Policy before = policy({value("vote_quorum", "2020-01", "", "0.6")});
  const Policy after =
      reformed(before, reform({value("vote_quorum", "2021-01", "2021-12", "0.7")})).policy;
  EXPECT_EQ(after, [&] {
    Policy expected = policy({value("vote_quorum", "2020-01", "", "0.6"),
                              value("vote_quorum", "2021-01", "2021-12", "0.7"),
                              value("vote_quorum", "2022-01", "", "0.6")});
    expected.id = "p+r";
    return expected;
  }());
}

TEST(Reformed, OfTwoValuesThatHaveAlwaysHeldTheLastStatedCounts) {
  const Policy before =
      policy({value("vote_quorum", "", "", "0.6"), value("vote_quorum", "", "", "0.7")});
  const Reformed found = reformed(before, reform({value("vote_quorum", "2021-01", "", "0.8")}));
  EXPECT_EQ(held(found.policy, "vote_quorum", "2020-12"), "0.7");
  EXPECT_THAT(shown(found.changes), ElementsAre("2021-01.. 0.7 -> 0.8"));
}

TEST(Reformed, LeavesThePolicyAndOtherParametersAsTheyWere) {
  const Policy before = policy({value("vote_quorum", "2020-01", "2025-12", "0.6", "charter"),
                                value("participation", "2020-01", "", "true")});
  const Policy copy = before;
  const Reformed found = reformed(before, reform({value("participation", "", "", "false")}));
  EXPECT_EQ(before, copy);
  EXPECT_THAT(found.policy.values, ::testing::Contains(copy.values[0]));
  EXPECT_EQ(found.policy.id, "p+r");
}

TEST(Reformed, KeepsReferencesOfWhatItDoesNotReplace) {
  const Policy before = policy({value("onboarding_subsidy", "2020-01", "", "0.1", "the old memo")});
  const Policy after =
      reformed(before, reform({value("onboarding_subsidy", "2021-01", "2021-12", "0.2", "new")}))
          .policy;
  const auto reference = [&](std::string_view on) {
    return in_force(after.values, "onboarding_subsidy", *date(on)).stated->reference;
  };
  EXPECT_EQ(reference("2020-06"), "the old memo");
  EXPECT_EQ(reference("2021-06"), "new");
  EXPECT_EQ(reference("2022-06"), "the old memo");
}

TEST(Reformed, AReformOfNothingChangesNothing) {
  const Policy before = policy({value("participation", "2020-01", "", "true")});
  const Reformed found = reformed(before, reform({}, ""));
  EXPECT_EQ(found.policy, before);
  EXPECT_THAT(found.changes, IsEmpty());
}

TEST(Reformed, RefusesEveryFaultOfTheReform) {
  const auto faults = faults_in([] {
    static_cast<void>(reformed(
        policy({}),
        reform({value("particpation", "", "", "true"), value("vote_quorum", "2020-01", "", "many"),
                value("phase_subsidy", "2020-01", "2020-07", "0"),
                value("phase_subsidy", "2020-06", "", "1")})));
  });
  ASSERT_THAT(faults, SizeIs(3));
  EXPECT_EQ(faults[0].pointer, "/parameters/particpation/0/parameter");
  EXPECT_EQ(faults[0].suggestion, "participation");
  EXPECT_EQ(faults[1].pointer, "/parameters/vote_quorum/0/value");
  EXPECT_EQ(faults[1].value, "many");
  EXPECT_EQ(faults[2].pointer, "/parameters/phase_subsidy/0/until");
  EXPECT_THAT(faults[2].expected, HasSubstr("before 2020-06"));
}

// --- random timelines against a definition that looks at one day ---

constexpr std::array<std::string_view, 3> parameters{"onboarding_subsidy", "participation",
                                                     "mandate_deadline"};

class RandomTimelines : public ::testing::TestWithParam<unsigned> {
 protected:
  RandomTimelines() : random_(GetParam()) {}

  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }

  Date day_between(int first_year, int last_year, int last_day = 28) {
    return {first_year + below(last_year - first_year + 1), 1 + below(12), below(last_day + 1)};
  }

  std::string text_for(std::string_view parameter) {
    if (parameter == "participation") return below(2) == 0 ? "true" : "false";
    if (parameter == "mandate_deadline")
      return below(3) == 0 ? "none" : day_between(2025, 2026).to_string();
    return "0." + std::to_string(1 + below(3));
  }

  /// Values whose dates do not overlap, in any order.
  std::vector<PolicyValue> values(int most = 4) {
    std::vector<PolicyValue> out;
    for (const std::string_view parameter : parameters) {
      std::vector<Date> begins;
      for (int n = below(most + 1); n > 0; --n) begins.push_back(day_between(2020, 2021, 31));
      std::sort(begins.begin(), begins.end());
      begins.erase(std::unique(begins.begin(), begins.end(), same_day), begins.end());
      for (std::size_t i = 0; i < begins.size(); ++i) {
        PolicyValue stated;
        stated.parameter = std::string(parameter);
        if (i > 0 || below(4) > 0) stated.from = real(begins[i]);
        if (below(3) == 0)
          stated.until =
              end_between(begins[i], i + 1 < begins.size() ? begins[i + 1] : Date{2022, 6, 0});
        stated.value = text_for(parameter);
        out.push_back(stated);
      }
    }
    std::shuffle(out.begin(), out.end(), random_);
    return out;
  }

  std::mt19937 random_;

 private:
  static Date real(Date d) {
    while (!Date::parse(d.to_string())) --d.day;
    return d;
  }
  /// A month and its first day are too near to be told apart.
  static bool same_day(const Date& a, const Date& b) {
    return a.month_index() == b.month_index() && real(b).day - real(a).day <= 1;
  }
  /// None if there is no day between.
  std::optional<Date> end_between(Date first, Date next) {
    for (int tries = 0; tries < 20; ++tries) {
      const Date end = real(day_between(first.year, next.year, 31));
      const bool month_passes = end.day == 0 && end.month_index() >= next.month_index();
      if (real(first) <= end && end < real(next) && !month_passes &&
          !(end.day == 0 && end.month_index() == first.month_index()))
        return end;
    }
    return std::nullopt;
  }
};

template <class Visitor>
void each_day(Visitor&& v) {
  for (Date day{2019, 12, 1}; day < Date{2022, 9, 1};) {
    v(day);
    ++day.day;
    if (!Date::parse(day.to_string()))
      day = {day.month == 12 ? day.year + 1 : day.year, day.month % 12 + 1, 1};
  }
}

/// Whether a value speaks of a day, as Reform says, without a look at any other day.
bool speaks_of(const std::vector<PolicyValue>& values, const PolicyValue& stated, const Date& day) {
  if (stated.from && *stated.from > day) return false;
  if (stated.until) {
    return stated.until->day == 0 ? stated.until->month_index() >= day.month_index()
                                  : *stated.until >= day;
  }
  return std::none_of(values.begin(), values.end(), [&](const PolicyValue& other) {
    return other.parameter == stated.parameter && other.from > stated.from && *other.from <= day;
  });
}

std::string naively_reformed(const std::string& before, const Reform& over,
                             std::string_view parameter, const Date& day) {
  std::string found = before;
  for (const PolicyValue& stated : over.values) {
    if (stated.parameter == parameter && speaks_of(over.values, stated, day)) found = stated.value;
  }
  return found;
}

std::size_t changes_of(const std::vector<Change>& changes, std::string_view parameter,
                       const Date& day, const std::string& before, const std::string& after) {
  return static_cast<std::size_t>(
      std::count_if(changes.begin(), changes.end(), [&](const Change& change) {
        const bool inside =
            (!change.from || *change.from <= day) && (!change.until || *change.until >= day);
        const std::string old = before == nothing ? "unstated" : before;
        return change.parameter == parameter && inside && change.before == old &&
               change.after == after;
      }));
}

TEST_P(RandomTimelines, ReformsSayWhatTheirDefinitionSaysDayByDay) {
  for (int round = 0; round < 20; ++round) {
    const Policy base = policy(values());
    const Reform over = reform(values(3));
    ASSERT_THAT(faults_of(base), IsEmpty()) << to_string(faults_of(base).front());
    const Reformed found = reformed(base, over);
    ASSERT_THAT(faults_of(found.policy), IsEmpty()) << to_string(faults_of(found.policy).front());
    each_day([&](const Date& day) {
      std::size_t expected_changes = 0;
      for (const std::string_view parameter : parameters) {
        const std::string before = held(base, parameter, day);
        const std::string after = naively_reformed(before, over, parameter, day);
        ASSERT_EQ(held(found.policy, parameter, day), after)
            << parameter << " on " << day.to_string() << " in round " << round;
        ASSERT_EQ(changes_of(found.changes, parameter, day, before, after), before != after)
            << parameter << " on " << day.to_string();
        expected_changes += before != after;
      }
      const auto all =
          std::count_if(found.changes.begin(), found.changes.end(), [&](const Change& change) {
            return (!change.from || *change.from <= day) && (!change.until || *change.until >= day);
          });
      ASSERT_EQ(static_cast<std::size_t>(all), expected_changes) << day.to_string();
    });
  }
}

TEST_P(RandomTimelines, ChainedReformsLieOneOverTheOther) {
  for (int round = 0; round < 10; ++round) {
    const Policy base = policy(values());
    const Reform first = reform(values(2), "a"), second = reform(values(2), "b");
    const Policy found = reformed(reformed(base, first).policy, second).policy;
    EXPECT_EQ(found.id, "p+a+b");
    each_day([&](const Date& day) {
      for (const std::string_view parameter : parameters) {
        const std::string once =
            naively_reformed(held(base, parameter, day), first, parameter, day);
        ASSERT_EQ(held(found, parameter, day), naively_reformed(once, second, parameter, day))
            << parameter << " on " << day.to_string();
      }
    });
  }
}

TEST_P(RandomTimelines, TheOrderOfValuesDoesNotMatter) {
  const Policy base = policy(values());
  const Reform over = reform(values(3));
  Policy other = base;
  Reform other_over = over;
  for (int round = 0; round < 20; ++round) {
    std::shuffle(other.values.begin(), other.values.end(), random_);
    std::shuffle(other_over.values.begin(), other_over.values.end(), random_);
    EXPECT_EQ(other, base);
    EXPECT_EQ(other_over, over);
    EXPECT_EQ(reformed(other, other_over).policy, reformed(base, over).policy);
    EXPECT_EQ(succeeded(other, {2021, 1}, base), succeeded(base, {2021, 1}, other));
    EXPECT_THAT(lenient(other).warnings, SizeIs(lenient(base).warnings.size()));
    EXPECT_EQ(lenient(other).policy, lenient(base).policy);
  }
}

TEST_P(RandomTimelines, ASuccessorHoldsFromItsDateOnAndNotBefore) {
  for (int round = 0; round < 20; ++round) {
    const Policy first = policy(values()), next = policy(values());
    const Date from{2020 + below(2), 1 + below(12), 1 + below(28)};
    const Policy found = succeeded(first, from, next);
    ASSERT_THAT(faults_of(found), IsEmpty()) << to_string(faults_of(found).front());
    each_day([&](const Date& day) {
      for (const std::string_view parameter : parameters) {
        ASSERT_EQ(held(found, parameter, day), held(day < from ? first : next, parameter, day))
            << parameter << " on " << day.to_string() << ", succeeded on " << from.to_string();
      }
    });
  }
}

TEST_P(RandomTimelines, TranspositionMovesEveryDay) {
  for (int round = 0; round < 10; ++round) {
    Policy base = policy(values());
    for (PolicyValue& stated : base.values) {  // days that every month has
      if (stated.from) stated.from->day = std::min(stated.from->day, 28);
      if (stated.until) stated.until->day = std::min(stated.until->day, 28);
    }
    if (!faults_of(base).empty()) continue;
    base.enacted = Date{2020, 3, 15};
    const int months = below(400) - 150;
    const Policy found = transposed(base, detail::moved(*base.enacted, months));
    each_day([&](const Date& day) {
      if (day.day > 28) return;
      const Date then = detail::moved(day, months);
      for (const std::string_view parameter : {"onboarding_subsidy", "participation"})
        ASSERT_EQ(held(found, parameter, then), held(base, parameter, day)) << day.to_string();
      const auto deadline = Date::parse(held(base, "mandate_deadline", day));
      ASSERT_EQ(Date::parse(held(found, "mandate_deadline", then)),
                deadline ? std::optional(detail::moved(*deadline, months)) : std::nullopt);
    });
  }
}

TEST_P(RandomTimelines, LenienceChangesOnlyWhatHadEnded) {
  for (int round = 0; round < 10; ++round) {
    const Policy base = policy(values());
    const Policy found = lenient(base).policy;
    for (const std::string_view parameter : parameters) {
      std::string last(nothing);
      each_day([&](const Date& day) {
        const std::string before = held(base, parameter, day);
        const bool gap = before == nothing && held(base, parameter, Date{2022, 8, 31}) != nothing;
        const bool later = std::any_of(base.values.begin(), base.values.end(), [&](const auto& v) {
          return v.parameter == parameter && v.from && *v.from > day;
        });
        if (before != nothing) last = before;
        ASSERT_EQ(held(found, parameter, day), before != nothing || gap || later ? before : last)
            << parameter << " on " << day.to_string();
      });
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomTimelines, ::testing::Range(1U, 4U));

// --- other times ---

TEST(Transposed, MovesByWholeMonths) {
  Policy base = policy({value("participation", "2004-03", "2009-10-31", "true"),
                        value("mandate_deadline", "2006-01-15", "", "2009-09-30"),
                        value("vote_quorum", "", "", "0.6")});
  base.enacted = Date{2004, 3, 0};
  const Policy found = transposed(base, {2020, 10, 0});
  Policy expected = policy({value("participation", "2020-10", "2026-05-31", "true"),
                            value("mandate_deadline", "2022-08-15", "", "2026-04-30"),
                            value("vote_quorum", "", "", "0.6")});
  expected.id = "p@2020-10";
  expected.enacted = Date{2020, 10, 0};
  EXPECT_EQ(found, expected);
}

TEST(Transposed, TakesTheLastDayOfAShortMonth) {
  Policy base = policy({value("participation", "2021-01-31", "", "true")});
  base.enacted = Date{2021, 1, 1};
  EXPECT_EQ(transposed(base, {2021, 2, 1}).values[0].from, date("2021-02-28"));
  EXPECT_EQ(transposed(base, {2024, 2, 1}).values[0].from, date("2024-02-29"));
}

TEST(Transposed, TheLaterOfTwoDaysThatBecomeOneCounts) {
  Policy base = policy({value("vote_quorum", "2021-01-31", "", "0.3"),
                        value("vote_quorum", "2021-01-30", "", "0.2"),
                        value("vote_quorum", "2020-12", "2021-01-29", "0.1")});
  base.enacted = Date{2021, 1, 0};
  const Policy found = transposed(base, {2021, 2, 0});
  EXPECT_THAT(faults_of(found), IsEmpty());
  EXPECT_EQ(held(found, "vote_quorum", "2021-02-27"), "0.1");
  EXPECT_EQ(held(found, "vote_quorum", "2021-02-28"), "0.3");
}

TEST(Transposed, ReplacesAnEarlierTransposition) {
  Policy base = policy({});
  base.enacted = Date{2020, 1, 0};
  EXPECT_EQ(transposed(transposed(base, {2021, 1, 0}), {2022, 5, 3}).id, "p@2022-05-03");
  base.id = "me@home";
  EXPECT_EQ(transposed(base, {2021, 1, 0}).id, "me@home@2021-01");
}

TEST(Transposed, NeedsADayOfEnactmentAndYearsThatExist) {
  Policy base = policy({value("participation", "2021-01", "", "true")});
  const auto nowhere = faults_in([&] { static_cast<void>(transposed(base, {2021, 1, 0})); });
  ASSERT_THAT(nowhere, SizeIs(1));
  EXPECT_EQ(nowhere[0].pointer, "/enacted");
  base.enacted = Date{1990, 1, 0};
  const auto far = faults_in([&] { static_cast<void>(transposed(base, {2190, 1, 0})); });
  ASSERT_THAT(far, SizeIs(1));
  EXPECT_EQ(far[0].value, "2221-01");
  EXPECT_THAT(far[0].expected, HasSubstr("2200"));
}

TEST(Succeeded, ReturnsToInitialValuesAndKeepsWhatHasBegun) {
  Policy first = policy({value("participation", "2017-01", "", "true", "memo")});
  first.name = "First";
  Policy next = policy(
      {value("vote_quorum", "2010-01", "", "0.6"), value("vote_quorum", "2022-01", "", "0.7")});
  next.id = "q";
  const Policy found = succeeded(first, {2021, 1, 20}, next);
  EXPECT_EQ(found.id, "p+q");
  EXPECT_EQ(found.name, "First");
  EXPECT_EQ(held(found, "participation", "2021-01-19"), "true");
  EXPECT_EQ(held(found, "participation", "2021-01-20"), "false");
  EXPECT_EQ(held(found, "vote_quorum", "2015-01"), "0.5");
  EXPECT_EQ(held(found, "vote_quorum", "2021-01-20"), "0.6");
  EXPECT_EQ(held(found, "vote_quorum", "2022-01"), "0.7");
}

TEST(Lenient, LastValuesHoldOnAndSayWhichEndedWhen) {
  const Policy base = policy({value("vote_quorum", "2020-01", "2020-06", "0.6"),
                              value("vote_quorum", "2021-01", "2021-12-31", "0.7"),
                              value("participation", "2020-01", "", "true")});
  const Extended found = lenient(base);
  EXPECT_EQ(held(found.policy, "vote_quorum", "2030-01"), "0.7");
  EXPECT_EQ(held(found.policy, "vote_quorum", "2020-09"), nothing);
  EXPECT_THAT(found.warnings, ElementsAre("vote_quorum has no value after 2021-12-31; the last "
                                          "one, 0.7, is taken to hold on"));
  EXPECT_EQ(held(base, "vote_quorum", "2030-01"), nothing);
}

TEST(Lenient, HasNothingToSayOfAPolicyThatHolds) {
  const Policy base = policy({value("participation", "2020-01", "", "true")});
  EXPECT_EQ(lenient(base).policy, base);
  EXPECT_THAT(lenient(base).warnings, IsEmpty());
}

// --- faults ---

struct FaultCase {
  PolicyValue stated;
  std::string field;
  std::string expected;
  std::string suggestion = {};
};

TEST(FaultsOf, NamesTheFieldOfEachValue) {
  PolicyValue in_days = value("periods_to_rise", "", "", "3");
  in_days.unit = "days";
  PolicyValue with_unit = value("participation", "", "", "true");
  with_unit.unit = "USD";
  PolicyValue no_such_day = value("participation", "", "", "true");
  no_such_day.from = Date{2021, 2, 29};
  const std::vector<FaultCase> cases{
      {value("elligible_states", "", "", "designated"), "parameter", "a parameter",
       "eligible_states"},
      {value("eligible_states", "", "", "designatd"), "value", "one of research", "designated"},
      {value("participation", "", "", "1"), "value", "true or false"},
      {value("participation", "", "", "none"), "value", "can be none"},
      {value("onboarding_subsidy", "", "", "1.5"), "value", "from 0 to 1"},
      {value("onboarding_subsidy", "", "", "half"), "value", "a number"},
      {value("periods_to_rise", "", "", "0"), "value", "from 1 to 240"},
      {value("periods_to_rise", "", "", "2.5"), "value", "a whole number"},
      {value("mandate_deadline", "", "", "2026-31-12"), "value", "a date", "2026-12-31"},
      {value("mandate_deadline", "", "", "1970-01-01"), "value", "1980 to 2200"},
      {value("participation", "1970-01-01", "", "true"), "from", "1980 to 2200"},
      {value("participation", "2020-01", "2201-01", "true"), "until", "1980 to 2200"},
      {value("participation", "2020-02", "2020-01", "true"), "until", "not before 2020-02"},
      {in_days, "unit", "periods"},
      {with_unit, "unit", "participation has none"},
      {no_such_day, "from", "a date"}};
  for (const FaultCase& c : cases) {
    const auto faults = faults_of(policy({c.stated}));
    const std::string name = c.stated.parameter + " " + c.stated.value;
    ASSERT_THAT(faults, SizeIs(1)) << name;
    EXPECT_EQ(faults[0].pointer, "/parameters/" + c.stated.parameter + "/0/" + c.field) << name;
    EXPECT_THAT(faults[0].expected, HasSubstr(c.expected)) << name;
    EXPECT_EQ(faults[0].suggestion, c.suggestion) << name;
  }
}

TEST(FaultsOf, CountsTheValuesOfTheParameter) {
  const auto faults = faults_of(policy({value("participation", "2020-01", "", "true"),
                                        value("vote_quorum", "2020-01", "", "0.5"),
                                        value("participation", "2020-01", "", "false"),
                                        value("participation", "2021-01", "", "maybe")}));
  ASSERT_THAT(faults, SizeIs(2));
  EXPECT_EQ(faults[0].pointer, "/parameters/participation/1/from");
  EXPECT_THAT(faults[0].expected, HasSubstr("a date of its own"));
  EXPECT_EQ(faults[1].pointer, "/parameters/participation/2/value");
}

TEST(FaultsOf, AMonthThatHoldsTheNextStartOverlapsIt) {
  EXPECT_THAT(faults_of(policy({value("vote_quorum", "2020-01", "2020-06", "0.6"),
                                value("vote_quorum", "2020-06-15", "", "0.7")})),
              SizeIs(1));
  EXPECT_THAT(faults_of(policy({value("vote_quorum", "2020-01", "2020-06", "0.6"),
                                value("vote_quorum", "2020-07", "", "0.7")})),
              IsEmpty());
  EXPECT_THAT(faults_of(policy({value("vote_quorum", "2020-06-15", "2020-06", "0.6")})), IsEmpty());
}

TEST(ParametersOn, AMonthAsLastDateHoldsToItsLastDay) {
  const Policy base = policy({value("vote_quorum", "2020-01", "2020-06", "0.6")});
  EXPECT_EQ(held(base, "vote_quorum", "2020-06-30"), "0.6");
  EXPECT_EQ(held(base, "vote_quorum", "2020-07"), nothing);
}

TEST(ParametersOn, ReadsAllThatThePolicyStates) {
  const Policy base = policy({value("eligible_states", "2020-01", "", "research|designated"),
                              value("solicitation_threshold", "2020-01", "", "2500.50"),
                              value("mandate_deadline", "2020-01", "", "2026-09-30")});
  const Parameters found = parameters_on(base, {2020, 6, 0});
  EXPECT_THAT(found.eligible_states,
              ElementsAre(DesignationState::research, DesignationState::designated));
  EXPECT_EQ(found.solicitation_threshold, Money::from_raw(250'050));
  EXPECT_EQ(found.mandate_deadline, date("2026-09-30"));
  EXPECT_EQ(found.periods_to_rise, Parameters().periods_to_rise);
}

TEST(ParametersOn, NamesEveryParameterThatHasNoValue) {
  const auto faults = faults_in([] {
    static_cast<void>(parameters_on(policy({value("vote_quorum", "2021-01", "", "0.5"),
                                            value("participation", "2019-01", "2019-12", "true")}),
                                    {2020, 6, 0}));
  });
  ASSERT_THAT(faults, SizeIs(2));
  EXPECT_THAT(to_string(faults[0]), HasSubstr("participation"));
  EXPECT_THAT(faults[0].expected, HasSubstr("ended on 2019-12"));
  EXPECT_THAT(to_string(faults[1]), HasSubstr("the first value of vote_quorum"));
}

// --- portfolios ---

TEST(Under, ThePolicyTakesThePlaceOfAllThatTheScenarioStates) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.settings.participation = true;
    s.settings.mandates_bind = false;
    s.settings.eligible_states = {DesignationState::research};
    s.policy_values = {value("vote_quorum", "", "", "0.9")};
  });
  const Portfolio found = under(portfolio, policy({value("quality_floor", "", "", "false")}));
  Parameters expected;
  expected.quality_floor = false;
  EXPECT_EQ(found.regimes(), std::vector{expected});
  EXPECT_EQ(found.settings().policy, "p");
  EXPECT_TRUE(portfolio.parameters(0).participation);
  EXPECT_EQ(portfolio.parameters(0).vote_quorum, small::decimal(0.9));
}

TEST(Under, ValuesChangeWithinTheHorizon) {
  const Portfolio found =
      under(small::portfolio(), policy({value("participation", "2020-10", "", "true"),
                                        value("participation", "2021-01-20", "", "false")}));
  EXPECT_TRUE(found.parameters(2).participation);
  EXPECT_FALSE(found.parameters(3).participation);
}

TEST(Under, RefusesAPolicyThatDoesNotSpeakOfTheWholeHorizon) {
  const auto faults = faults_in([] {
    static_cast<void>(
        under(small::portfolio(), policy({value("vote_quorum", "2015-01", "2020-12", "0.6")})));
  });
  ASSERT_THAT(faults, SizeIs(1));
  EXPECT_THAT(faults[0].expected, HasSubstr("ended on 2020-12"));
}

TEST(Under, RefusesFaultsByTheirPlaceInThePolicy) {
  const auto faults = faults_in([] {
    static_cast<void>(under(small::portfolio(), policy({value("vote_quorum", "", "", "2")})));
  });
  ASSERT_THAT(faults, SizeIs(1));
  EXPECT_EQ(faults[0].pointer, "/parameters/vote_quorum/0/value");
}

TEST(StatedPolicy, HoldsWhatTheScenarioStates) {
  const Portfolio portfolio = small::portfolio([](Scenario& s) {
    s.settings.participation = true;
    s.settings.mandates_bind = false;
    s.policy_values = {value("mandates_bind", "", "", "true", "memo")};
  });
  const Policy found = stated_policy(portfolio);
  EXPECT_EQ(found.id, "stated");
  EXPECT_EQ(found.values,
            (std::vector{value("mandates_bind", "", "", "true", "memo"),
                         value("participation", "", "", "true", "settings of the scenario")}));
  EXPECT_EQ(under(portfolio, found).regimes(), portfolio.regimes());
}

TEST(StatedPolicy, IsThePolicyThatThePortfolioIsUnder) {
  const Policy given = policy({value("participation", "2020-10", "", "true", "memo")});
  EXPECT_EQ(stated_policy(under(small::portfolio(), given)), given);
  EXPECT_THAT(stated_policy(small::portfolio()).values, IsEmpty());
}

// --- timelines ---

TEST(Timeline, DaysFollowOneAnother) {
  EXPECT_EQ(detail::day_after({2020, 2, 28}), (Date{2020, 2, 29}));
  EXPECT_EQ(detail::day_after({2020, 2, 29}), (Date{2020, 3, 0}));
  EXPECT_EQ(detail::day_after({2020, 12, 0}), (Date{2021, 1, 0}));
  EXPECT_EQ(detail::day_before({2020, 3, 0}), (Date{2020, 2, 29}));
  EXPECT_EQ(detail::day_before({2021, 1, 1}), (Date{2020, 12, 31}));
  EXPECT_EQ(detail::day_before({2021, 1, 2}), (Date{2021, 1, 1}));
  EXPECT_EQ(detail::moved({2021, 1, 31}, -11), (Date{2020, 2, 29}));
}

}  // namespace
}  // namespace qsmo
