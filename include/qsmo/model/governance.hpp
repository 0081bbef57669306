// How a marketplace comes to be designated: the QSMO's operational plan with its findings, and the steps of governance.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "qsmo/model/marketplace.hpp"

namespace qsmo {

/// A step on the way to designation (OMB M-19-16; QSMO FAQ of April 2020), in the order in which they are taken. The three
/// reviews may come in any order among themselves.
enum class GovernanceStep {
  lead_named,                 ///< research -> pre_designated
  plan_submitted,             ///< the five-year operational plan
  board_reviewed,             ///< by the governance board (SSGB)
  programme_office_reviewed,  ///< by the programme office (OSSPI)
  omb_reviewed,
  questions_answered,  ///< the consolidated questions of the reviewers
  presented,           ///< to the board
  voted,               ///< by the board
  funding_agreed,
  announced  ///< pre_designated -> designated
};

template <>
struct EnumNames<GovernanceStep> {
  static constexpr std::array<std::string_view, 10> names{
      "lead_named",     "plan_submitted",     "board_reviewed", "programme_office_reviewed",
      "omb_reviewed",   "questions_answered", "presented",      "voted",
      "funding_agreed", "announced"};
};

/// Steps that must be taken before `step`.
[[nodiscard]] std::span<const GovernanceStep> governance_prerequisites(GovernanceStep step);

/// Whether the step is about one version of the operational plan, so that another version needs it anew: all from
/// plan_submitted to funding_agreed.
[[nodiscard]] constexpr bool of_plan_version(GovernanceStep step) {
  return step >= GovernanceStep::plan_submitted && step <= GovernanceStep::funding_agreed;
}

/// A step that was taken. The events of a marketplace keep these rules, or its scenario is refused:
/// - Each has its prerequisites before it. Dates are compared as they stand (a month stands for its first day); events of one
///   date happened in the order of the table.
/// - No step is taken twice, but a vote, which may have failed. Another version of the operational plan starts the steps of
///   of_plan_version() anew; the lead stays named and an announcement made.
/// - Each plan_submitted lies on the date of a version of the operational plan, and each version has one.
/// - A vote, and nothing else, states members and votes; no more votes than members.
/// - lead_named and announced lie on the dates from which `designations` has pre_designated and designated. Designations without
///   events are fine: events are what has happened, a designation may be expected.
///
/// Whether a vote carried and whether the plan was approved is for the policy to say (policy/designation.hpp).
struct GovernanceEvent {
  Ref<Marketplace> marketplace = {};
  GovernanceStep step = GovernanceStep::lead_named;
  Date date = {};
  std::optional<int> members = {};
  std::optional<int> votes_for = {};
  std::optional<int> votes_against = {};
  std::string source = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "marketplace", .doc = "Whose designation it is about.", .required = true},
      self.marketplace);
    v(Field{.name = "step", .doc = "The step.", .required = true}, self.step);
    v(Field{.name = "date", .doc = "When it was taken.", .required = true}, self.date);
    v(Field{.name = "members", .doc = "Members of the board; for a vote.", .max = 1000},
      self.members);
    v(Field{.name = "votes_for", .doc = "Votes in favour; for a vote.", .max = 1000},
      self.votes_for);
    v(Field{.name = "votes_against", .doc = "Votes against; for a vote.", .max = 1000},
      self.votes_against);
    v(Field{"source", "Minutes, memo or announcement."}, self.source);
  }
  friend bool operator==(const GovernanceEvent&, const GovernanceEvent&) = default;
};

/// Places in `events` of the events of one marketplace, in the order in which they happened: by date; those of one date as
/// listed. O(events log events).
[[nodiscard]] std::vector<std::size_t> in_order(const std::vector<GovernanceEvent>& events,
                                                MarketplaceId marketplace);

/// A version of a QSMO's operational plan. Versions of a plan have different numbers, and higher ones later dates.
struct OperationalPlan {
  Ref<Marketplace> marketplace = {};
  int version = 1;
  Date submitted = {};
  std::string source = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "marketplace", .doc = "Whose plan it is.", .required = true}, self.marketplace);
    v(Field{.name = "version", .doc = "1, 2, ...", .required = true, .min = 1, .max = 1000},
      self.version);
    v(Field{.name = "submitted", .doc = "When it was submitted.", .required = true},
      self.submitted);
    v(Field{"source", "Where that is said."}, self.source);
  }
  friend bool operator==(const OperationalPlan&, const OperationalPlan&) = default;
};

/// How grave a finding is.
enum class Severity { minor, major };

template <>
struct EnumNames<Severity> {
  static constexpr std::array<std::string_view, 2> names{"minor", "major"};
};

/// What a reviewer found in a version of an operational plan. It is about that version alone: if the next one does not mend
/// it, it must be raised again. Raised on the day of submission or later, resolved on the day it was raised or later.
struct Finding {
  Ref<Marketplace> marketplace = {};
  int version = 1;
  std::string reviewer = {};
  Severity severity = Severity::minor;
  std::string text = {};
  Date raised = {};
  std::optional<Date> resolved = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "marketplace", .doc = "Whose plan it is about.", .required = true},
      self.marketplace);
    v(Field{.name = "version",
            .doc = "The version it is about.",
            .required = true,
            .min = 1,
            .max = 1000},
      self.version);
    v(Field{"reviewer", "Who found it."}, self.reviewer);
    v(Field{"severity", "Open major findings hold the plan up; minor ones become conditions."},
      self.severity);
    v(Field{"text", "What was found."}, self.text);
    v(Field{.name = "raised", .doc = "When it was raised.", .required = true}, self.raised);
    v(Field{"resolved", "When it was resolved; absent: it is open."}, self.resolved);
  }
  friend bool operator==(const Finding&, const Finding&) = default;
};

}  // namespace qsmo
