#include "qsmo/policy/rule_info.hpp"

#include "qsmo/model/detail/field_text.hpp"
#include "qsmo/policy/rules.hpp"

namespace qsmo {
namespace {

/// Visitor that describes the fields of a record.
class FieldDescriber {
 public:
  template <class T>
  void operator()(const Field& field, const T& initial) {
    FieldInfo info{.name = field.name, .doc = field.doc, .unit = field.unit};
    describe(info, initial);
    info.initial = detail::field_text(initial);
    fields_.push_back(std::move(info));
  }
  [[nodiscard]] std::vector<FieldInfo> take() { return std::move(fields_); }

 private:
  static void describe(FieldInfo& info, bool) { info.kind = FieldKind::boolean; }
  static void describe(FieldInfo& info, int) { info.kind = FieldKind::integer; }
  static void describe(FieldInfo& info, Decimal) { info.kind = FieldKind::decimal; }
  static void describe(FieldInfo& info, Money) { info.kind = FieldKind::money; }
  static void describe(FieldInfo& info, Date) { info.kind = FieldKind::date; }
  static void describe(FieldInfo& info, const std::string&) { info.kind = FieldKind::text; }
  template <class Enum>
  requires std::is_enum_v<Enum>
  static void describe(FieldInfo& info, Enum) {
    info.kind = FieldKind::choice;
    info.choices.assign(EnumNames<Enum>::names.begin(), EnumNames<Enum>::names.end());
  }
  template <class T>
  static void describe(FieldInfo& info, const std::optional<T>&) {
    info.optional = true;
    describe(info, T{});
  }
  template <class T>
  static void describe(FieldInfo& info, const std::vector<T>&) {
    info.list = true;
    describe(info, T{});
  }

  std::vector<FieldInfo> fields_;
};

template <class Record>
std::vector<FieldInfo> fields_of() {
  FieldDescriber describer;
  const Record initial{};
  Record::visit(describer, initial);
  return describer.take();
}

/// The bodies of the rules say which parameters they read; rule_info_test asks them whether this is true.
std::vector<std::string_view> parameters_of(Rule rule) {
  switch (rule) {
  case Rule::availability:
    return {"open_stages"};
  case Rule::provider:
    return {"provider_kinds"};
  case Rule::standards:
    return {"standards_bind"};
  case Rule::fit_gap:
    return {"largest_fit_gap"};
  case Rule::marketplace:
    return {"eligible_states", "outside_marketplace"};
  case Rule::standing:
    return {"barring_standings"};
  case Rule::quality:
    return {"participation", "quality_floor"};
  case Rule::start_window:
    return {"starts_allowed"};
  case Rule::exception:
    return {"off_ramp_required"};
  case Rule::mandate:
    return {"mandates_bind",
            "mandate_deadline",
            "mandate_areas",
            "mandate_agencies",
            "mandate_at_contract_end",
            "waivers_honoured",
            "waived_until_contract_end",
            "excused_without_way"};
  case Rule::participation:
    return {"participation"};
  case Rule::incentive:
    return {"onboarding_subsidy", "phase_subsidy", "subsidy_repayment_years"};
  case Rule::solicitation:
    return {"solicitation_frozen_from", "business_case_approvers", "solicitation_threshold"};
  case Rule::legacy_provider:
    return {"providers_frozen_from"};
  case Rule::designation:
    return {"vote_quorum", "vote_majority"};
  case Rule::operational_plan:
    return {"minor_findings_block"};
  case Rule::score:
    return {"least_observed_weight"};
  case Rule::assessment:
    return {"watch_below",     "corrective_below", "suspended_below",         "delisted_below",
            "periods_to_fall", "periods_to_rise",  "missing_periods_to_watch"};
  case Rule::cutover_window:
  case Rule::attainment:
  case Rule::adoption:
    break;
  }
  return {};
}

template <class Facts, class VerdictOf>
RuleInfo described(Rule rule, std::string_view doc, RuleFunction<Facts, VerdictOf>) {
  return {rule, doc, fields_of<Facts>(), fields_of<VerdictOf>(), parameters_of(rule)};
}

}  // namespace

const RuleInfo& info_of(Rule rule) {
  static const std::vector<RuleInfo> infos = [] {
    std::vector<RuleInfo> out;
    visit_rules([&](Rule each, std::string_view doc, auto function) {
      out.push_back(described(each, doc, function));
    });
    return out;
  }();
  return infos[static_cast<std::size_t>(rule)];
}

}  // namespace qsmo
