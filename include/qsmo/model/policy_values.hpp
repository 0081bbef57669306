// What a policy sets: parameters, and the dated values that a scenario or a policy file states for them.
// The rules that read them are in policy/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "qsmo/model/marketplace.hpp"
#include "qsmo/model/offering.hpp"
#include "qsmo/model/provider.hpp"

namespace qsmo {

/// When a workload may start onto an offering that no marketplace lists.
enum class OutsideMarketplace {
  exception,              ///< Only with an approved exception.
  until_pre_designation,  ///< Until a marketplace of the area is pre-designated; then only with an exception.
  open                    ///< Always.
};

template <>
struct EnumNames<OutsideMarketplace> {
  static constexpr std::array<std::string_view, 3> names{"exception", "until_pre_designation",
                                                         "open"};
};

/// Who approves a business case.
enum class Approver { sapoc, cio, qsmo, omb };

template <>
struct EnumNames<Approver> {
  static constexpr std::array<std::string_view, 4> names{"sapoc", "cio", "qsmo", "omb"};
};

/// The parameters in force at one time. A member's initial value is what holds if a policy does not state it.
struct Parameters {
  // Eligibility, as of the start of a migration.
  std::vector<DesignationState> eligible_states{DesignationState::designated};
  OutsideMarketplace outside_marketplace = OutsideMarketplace::exception;
  std::vector<ProviderKind> provider_kinds{ProviderKind::federal, ProviderKind::commercial};
  std::vector<StageState> open_stages{StageState::initial, StageState::full};
  std::vector<Standing> barring_standings{Standing::suspended, Standing::delisted};
  bool standards_bind = true;
  std::optional<int> largest_fit_gap = {};
  bool starts_allowed = true;
  // Mandate.
  bool mandates_bind = true;
  std::optional<Date> mandate_deadline = {};
  std::vector<std::string> mandate_areas = {};
  std::vector<std::string> mandate_agencies = {};
  bool mandate_at_contract_end = false;
  bool waivers_honoured = true;
  bool waived_until_contract_end = false;
  bool excused_without_way = false;
  // Voluntary participation.
  bool participation = false;
  bool quality_floor = true;
  // Incentives.
  Decimal onboarding_subsidy = {};
  Decimal phase_subsidy = {};
  int subsidy_repayment_years = 0;
  std::optional<Money> incentive_budget = {};
  // Pre-designation: what agencies may still buy on their own, and what providers outside may still do.
  DesignationState solicitation_frozen_from = DesignationState::pre_designated;
  std::vector<Approver> business_case_approvers{Approver::sapoc, Approver::cio, Approver::qsmo,
                                                Approver::omb};
  Money solicitation_threshold = {};
  DesignationState providers_frozen_from = DesignationState::pre_designated;
  // Exceptions.
  int exception_review_days = 10;
  bool off_ramp_required = false;
  // Designation.
  Decimal vote_quorum = Decimal::from_raw(500'000);
  Decimal vote_majority = Decimal::from_raw(500'000);
  bool minor_findings_block = false;
  // Continuous assessment.
  Decimal watch_below = Decimal::from_raw(950'000);
  Decimal corrective_below = Decimal::from_raw(850'000);
  Decimal suspended_below = Decimal::from_raw(700'000);
  Decimal delisted_below = Decimal::from_raw(500'000);
  int periods_to_fall = 2;
  int periods_to_rise = 3;
  int missing_periods_to_watch = 2;
  Decimal least_observed_weight = Decimal::from_raw(500'000);

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{"eligible_states", "Marketplace states in which migrations may start."},
      self.eligible_states);
    v(Field{"outside_marketplace",
            "When a migration may start onto an offering that no marketplace lists."},
      self.outside_marketplace);
    v(Field{"provider_kinds", "Kinds of provider that may take new customers."},
      self.provider_kinds);
    v(Field{"open_stages", "Stages of an offering that accept cutovers."}, self.open_stages);
    v(Field{"barring_standings", "Assessed standings in which an offering takes no new customers."},
      self.barring_standings);
    v(Field{"standards_bind", "An offering must meet the standards of the service."},
      self.standards_bind);
    v(Field{.name = "largest_fit_gap",
            .doc = "Most required activities that an offering may leave uncovered, approved unique "
                   "requirements apart; none: any number.",
            .unit = "activities",
            .max = 10'000},
      self.largest_fit_gap);
    v(Field{"starts_allowed", "Migrations may start at all."}, self.starts_allowed);
    v(Field{"mandates_bind", "Mandates are duties; false: facts without force."},
      self.mandates_bind);
    v(Field{"mandate_deadline",
            "Date by which every workload that the policy orders must have cut over; none: no "
            "general order."},
      self.mandate_deadline);
    v(Field{"mandate_areas", "Areas that the policy orders; none: all."}, self.mandate_areas);
    v(Field{"mandate_agencies",
            "Agencies that the policy orders (bureaus listed separately); none: all."},
      self.mandate_agencies);
    v(Field{"mandate_at_contract_end",
            "A workload that the policy orders must have cut over in the period after its contract "
            "ends: contracts are not renewed."},
      self.mandate_at_contract_end);
    v(Field{"waivers_honoured", "Waivers lift mandates until their end."}, self.waivers_honoured);
    v(Field{"waived_until_contract_end", "While its contract runs, no mandate binds a workload."},
      self.waived_until_contract_end);
    v(Field{"excused_without_way",
            "No mandate binds a workload until some offering could serve it: eligible, in open "
            "windows and as it is pinned."},
      self.excused_without_way);
    v(Field{"participation", "The policy is voluntary: an agency with a migration that starts now "
                             "must be better off."},
      self.participation);
    v(Field{"quality_floor", "Under a voluntary policy an offering's assessed quality must be at "
                             "least today's."},
      self.quality_floor);
    v(Field{.name = "onboarding_subsidy",
            .doc = "Share of the onboarding fee that a fund pays.",
            .unit = "share",
            .max = 1},
      self.onboarding_subsidy);
    v(Field{.name = "phase_subsidy",
            .doc = "Share of the spend of the phases that a fund pays at cutover.",
            .unit = "share",
            .max = 1},
      self.phase_subsidy);
    v(Field{.name = "subsidy_repayment_years",
            .doc = "Years, from the period after cutover, in which the subsidy is repaid in equal "
                   "instalments; 0: never.",
            .unit = "years",
            .max = 20},
      self.subsidy_repayment_years);
    v(Field{.name = "incentive_budget",
            .doc = "Most that subsidies, less repayments, may come to in a fiscal year; none: no "
                   "limit but the funds'.",
            .unit = "USD/year",
            .max = 1'000'000'000'000},
      self.incentive_budget);
    v(Field{"solicitation_frozen_from", "State of an area's marketplace from which agencies need "
                                        "a business case for solicitations of their own."},
      self.solicitation_frozen_from);
    v(Field{"business_case_approvers", "Who must approve such a business case."},
      self.business_case_approvers);
    v(Field{.name = "solicitation_threshold",
            .doc = "Solicitations below it need no business case.",
            .unit = "USD",
            .max = 1'000'000'000'000},
      self.solicitation_threshold);
    v(Field{"providers_frozen_from", "State of an area's marketplace from which providers outside "
                                     "it need a joint business case to grow."},
      self.providers_frozen_from);
    v(Field{.name = "exception_review_days",
            .doc = "Business days that the QSMO has for its preliminary review.",
            .unit = "days",
            .max = 366},
      self.exception_review_days);
    v(Field{"off_ramp_required", "An approved exception without an off-ramp date is not in force."},
      self.off_ramp_required);
    v(Field{.name = "vote_quorum",
            .doc = "Least share of the board's members that must vote.",
            .unit = "share",
            .max = 1},
      self.vote_quorum);
    v(Field{.name = "vote_majority",
            .doc = "Share of the votes cast that those in favour must exceed.",
            .unit = "share",
            .max = 1},
      self.vote_majority);
    v(Field{"minor_findings_block", "Open minor findings hold an operational plan up as major ones "
                                    "do; false: it is approved on condition."},
      self.minor_findings_block);
    v(Field{.name = "watch_below",
            .doc = "Scores below it call for watch.",
            .unit = "score",
            .max = 1},
      self.watch_below);
    v(Field{.name = "corrective_below",
            .doc = "Scores below it call for corrective action.",
            .unit = "score",
            .max = 1},
      self.corrective_below);
    v(Field{.name = "suspended_below",
            .doc = "Scores below it call for suspension.",
            .unit = "score",
            .max = 1},
      self.suspended_below);
    v(Field{.name = "delisted_below",
            .doc = "Scores below it call for delisting.",
            .unit = "score",
            .max = 1},
      self.delisted_below);
    v(Field{.name = "periods_to_fall",
            .doc = "Consecutive periods with a score that calls for a worse standing that move it "
                   "down by one.",
            .unit = "periods",
            .min = 1,
            .max = 240},
      self.periods_to_fall);
    v(Field{.name = "periods_to_rise",
            .doc = "Consecutive periods with a score that calls for a better standing that move it "
                   "up by one.",
            .unit = "periods",
            .min = 1,
            .max = 240},
      self.periods_to_rise);
    v(Field{.name = "missing_periods_to_watch",
            .doc = "Consecutive periods without a score that move a good standing to watch.",
            .unit = "periods",
            .min = 1,
            .max = 240},
      self.missing_periods_to_watch);
    v(Field{.name = "least_observed_weight",
            .doc = "Least share of the weights that must be observed for a score.",
            .unit = "share",
            .max = 1},
      self.least_observed_weight);
  }
  friend bool operator==(const Parameters&, const Parameters&) = default;
};

/// From a date on a parameter has a value (until a later one takes over). The table `policy_values` of a scenario; policy
/// files state the same more readably.
struct PolicyValue {
  std::string parameter = {};
  std::optional<Date> from = {};
  std::optional<Date> until = {};
  std::string value = {};
  std::string unit = {};
  std::string reference = {};

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "parameter", .doc = "Name of the parameter.", .required = true},
      self.parameter);
    v(Field{"from", "First date of the value; absent: it has always held."}, self.from);
    v(Field{"until", "Last date of the value, if nothing takes over: asking beyond it is a fault."},
      self.until);
    v(Field{.name = "value",
            .doc = "As text: `true`, `0.5`, `2024-09-30`, a name, items separated by |; `none` for "
                   "no value or no items.",
            .required = true},
      self.value);
    v(Field{"unit", "Unit of the value, if the parameter has one; to be safe."}, self.unit);
    v(Field{"reference", "Memo and page, law, or `assumed: why`."}, self.reference);
  }
  friend bool operator==(const PolicyValue&, const PolicyValue&) = default;
};

/// A value that holds on a date and where it comes from; `stated` is null if no value is stated and the initial one holds.
struct ParameterInForce {
  std::string text;  ///< As PolicyValue::value.
  const PolicyValue* stated = nullptr;
};

/// Text of the initial value of a parameter, as PolicyValue::value; none if there is no such parameter.
[[nodiscard]] std::optional<std::string> initial_value(std::string_view parameter);

/// Names of all parameters, in the order of Parameters::visit.
[[nodiscard]] const std::vector<std::string_view>& parameter_names();

/// Value of a parameter on a date. Dates are compared as they stand: floor them to periods first where periods count.
/// Throws InputError, naming the parameter, if it is unknown, if the date lies before its first value, or beyond the
/// last one's `until`. Of several values that began, the latest counts, then the last stated. O(values).
[[nodiscard]] ParameterInForce in_force(const std::vector<PolicyValue>& values,
                                        std::string_view parameter, Date date);

/// All parameters on a date; what no value states is as in `initial`. Throws InputError with every fault: as in_force(),
/// and values that cannot be read.
[[nodiscard]] Parameters parameters_on(const std::vector<PolicyValue>& values, Date date,
                                       const Parameters& initial = {});

}  // namespace qsmo
