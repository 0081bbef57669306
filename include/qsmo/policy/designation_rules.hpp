// The life cycle of a designation (OMB M-19-16; QSMO FAQ of April 2020), and what it means for agencies and providers. Pure
// functions; designation.hpp asks them of a portfolio.
#pragma once

#include <optional>
#include <vector>

#include "qsmo/model/governance.hpp"
#include "qsmo/model/policy_values.hpp"
#include "qsmo/policy/verdict.hpp"

namespace qsmo {

/// A step on the way to designation, and what came before it.
struct DesignationFacts {
  GovernanceStep step = GovernanceStep::lead_named;
  std::vector<GovernanceStep> done = {};
  bool plan_approved = true;
  int members = 0;
  int votes_for = 0;
  int votes_against = 0;

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"step", "The step to be taken."}, self.step);
    v(Field{"done", "Steps already taken."}, self.done);
    v(Field{"plan_approved", "The operational plan is approved, on condition or not."},
      self.plan_approved);
    v(Field{.name = "members", .doc = "Members of the board; for a vote.", .max = 1000},
      self.members);
    v(Field{.name = "votes_for", .doc = "Votes in favour.", .max = 1000}, self.votes_for);
    v(Field{.name = "votes_against", .doc = "Votes against.", .max = 1000}, self.votes_against);
  }
  friend bool operator==(const DesignationFacts&, const DesignationFacts&) = default;
};

/// The state that results.
struct DesignationVerdict : Verdict {
  DesignationState state = DesignationState::research;

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"state", "State of the marketplace after the step; before it, if the step is barred."},
      self.state);
  }
  friend bool operator==(const DesignationVerdict&, const DesignationVerdict&) = default;
};

/// Whether the step is legal; reasons in this order. Out of order: it needs the steps that governance_prerequisites() names.
/// Repeated: it is done already. No quorum: the votes cast, of which abstentions are none, are less than `vote_quorum` of the
/// members. No majority: those in favour are not more than `vote_majority` of the votes cast; a share of 1 is never exceeded,
/// and without votes there is no majority. Plan not approved: the announcement needs an approved plan. O(1).
[[nodiscard]] DesignationVerdict designation_rule(const DesignationFacts& facts, Date date,
                                                  const Parameters& parameters);

/// Where an operational plan stands.
struct OperationalPlanFacts {
  int version = 0;
  bool reviewed = false;
  int open_major = 0;
  int open_minor = 0;
  bool voted = false;

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "version", .doc = "Latest version submitted; 0: none.", .max = 1000},
      self.version);
    v(Field{"reviewed", "Board, programme office and OMB have reviewed it."}, self.reviewed);
    v(Field{.name = "open_major", .doc = "Open major findings.", .max = 100'000}, self.open_major);
    v(Field{.name = "open_minor", .doc = "Open minor findings.", .max = 100'000}, self.open_minor);
    v(Field{"voted", "The board has voted for it."}, self.voted);
  }
  friend bool operator==(const OperationalPlanFacts&, const OperationalPlanFacts&) = default;
};

/// Whether the plan is approved: submitted, reviewed, no finding open that blocks, voted; the first that is missing decides.
/// Minor findings that do not block are conditions of the approval.
[[nodiscard]] Verdict operational_plan_rule(const OperationalPlanFacts& facts, Date date,
                                            const Parameters& parameters);

/// A solicitation of an agency's own.
struct SolicitationFacts {
  DesignationState area_state = DesignationState::research;
  bool takes_offering = false;
  bool critical_maintenance = false;
  Money amount = {};
  std::vector<Approver> approved_by = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"area_state", "State of the area's marketplace."}, self.area_state);
    v(Field{"takes_offering", "It takes an offering of the marketplace."}, self.takes_offering);
    v(Field{"critical_maintenance",
            "It is critical operation, security or maintenance of what there is."},
      self.critical_maintenance);
    v(Field{.name = "amount", .doc = "Its worth.", .unit = "USD", .max = 1'000'000'000'000},
      self.amount);
    v(Field{"approved_by", "Who has approved a business case for it."}, self.approved_by);
  }
  friend bool operator==(const SolicitationFacts&, const SolicitationFacts&) = default;
};

/// Pre-designation: no new solicitation without an approved business case (OMB M-19-16, p. 4; threshold: footnote 18).
/// Reasons in the order of Reason. A solicitation of exactly the threshold needs one; every approver must have approved.
[[nodiscard]] Verdict solicitation_rule(const SolicitationFacts& facts, Date date,
                                        const Parameters& parameters);

/// What a provider outside the marketplace wants to do.
enum class ProviderRequest { new_customer, expansion, investment };

template <>
struct EnumNames<ProviderRequest> {
  static constexpr std::array<std::string_view, 3> names{"new_customer", "expansion", "investment"};
};

/// A request of a provider outside the marketplace.
struct LegacyProviderFacts {
  DesignationState area_state = DesignationState::research;
  ProviderRequest request = ProviderRequest::new_customer;
  bool critical_patch = false;
  bool ordered_by_law = false;
  bool joint_case_approved = false;

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"area_state", "State of the area's marketplace."}, self.area_state);
    v(Field{"request", "What it wants."}, self.request);
    v(Field{"critical_patch", "It is a critical operational, security or maintenance patch."},
      self.critical_patch);
    v(Field{"ordered_by_law", "Appropriations language orders it to serve others."},
      self.ordered_by_law);
    v(Field{"joint_case_approved", "OMB has approved a joint business case with the QSMO."},
      self.joint_case_approved);
  }
  friend bool operator==(const LegacyProviderFacts&, const LegacyProviderFacts&) = default;
};

/// Pre-designation: legacy providers grow only with a joint business case (OMB M-19-16, p. 5, footnotes 14 and 15).
/// Reasons in the order of Reason. New customers, expansion and investment are treated alike: `request` says what is asked.
[[nodiscard]] Verdict legacy_provider_rule(const LegacyProviderFacts& facts, Date date,
                                           const Parameters& parameters);

}  // namespace qsmo
