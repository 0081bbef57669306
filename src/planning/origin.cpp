#include "qsmo/planning/origin.hpp"

namespace qsmo {
namespace {

bool is_budget(const Source& source) {
  const auto* kind = std::get_if<ConstraintKind>(&source.rule);
  return kind != nullptr &&
         (*kind == ConstraintKind::budget || *kind == ConstraintKind::incentive_budget);
}

bool carries_over(const Portfolio& portfolio, const Source& source) {
  return std::get<ConstraintKind>(source.rule) == ConstraintKind::budget &&
         portfolio.scenario().funds[source.record].carry_over;
}

/// The same as of another rule, with other words.
class Words {
 public:
  Words(const Portfolio& p, const Source& source) : p_(p), s_(p.scenario()), i_(source.record) {
    std::visit([&](auto rule) { say(rule); }, source.rule);
  }
  Origin take() && { return std::move(origin_); }

 private:
  void say(ConstraintKind kind) {
    origin_.kind = name_of(kind);
    switch (kind) {
    case ConstraintKind::provider_effort:
      return capacity("effort of provider ", s_.providers[i_].id, "effort");
    case ConstraintKind::provider_concurrent:
      return capacity("concurrent migrations of provider ", s_.providers[i_].id, "migrations");
    case ConstraintKind::offering_effort:
      return capacity("effort for offering ", s_.offerings[i_].id, "effort");
    case ConstraintKind::offering_concurrent:
      return capacity("concurrent migrations onto offering ", s_.offerings[i_].id, "migrations");
    case ConstraintKind::agency_effort:
      return capacity("effort of agency ", s_.agencies[i_].id, "effort");
    case ConstraintKind::budget:
      return capacity("budget of fund ", s_.funds[i_].id, "USD");
    case ConstraintKind::incentive_budget:
      return capacity("incentive budget of policy ", p_.settings().policy, "USD");
    case ConstraintKind::volume:
      return volume("volume of ");
    case ConstraintKind::cutover_before:
      return arc(" must cut over before ");
    case ConstraintKind::start_after:
      return arc(" must cut over before the start of ");
    case ConstraintKind::participation:
      return capacity("participation of agency ", s_.agencies[i_].id, "USD");
    default:
      break;
    }
  }

  void say(MoneyKind kind) {
    origin_.kind = name_of(kind);
    if (kind == MoneyKind::service) return volume("price tiers of ");
    if (kind != MoneyKind::bridge) return;
    const Interface& link = s_.interfaces[i_];
    origin_.entities = {link.a.name(), link.b.name()};
    origin_.text = "bridge between " + link.a.name() + " and " + link.b.name();
  }

  void capacity(const char* words, const std::string& name, const char* unit) {
    origin_.entities = {name};
    origin_.unit = unit;
    origin_.text = words + name;
  }

  void volume(const char* words) {
    const Coverage& coverage = s_.coverages[i_];
    const std::string& unit = p_[coverage.service.id()].unit;
    origin_.entities = {coverage.offering.name(), coverage.service.name()};
    origin_.unit = unit.empty() ? "units" : unit;
    origin_.text = words + coverage.offering.name() + " for " + coverage.service.name();
  }

  void arc(const char* words) {
    const Dependency& d = s_.dependencies[i_];
    origin_.entities = {d.prerequisite.name(), d.dependent.name()};
    origin_.text = d.prerequisite.name() + words + d.dependent.name();
    if (d.lag > 0) origin_.text += ", lag " + std::to_string(d.lag);
  }

  const Portfolio& p_;
  const Scenario& s_;
  std::size_t i_;
  Origin origin_;
};

}  // namespace

Origin origin_of(const Portfolio& portfolio, const Source& source,
                 std::optional<std::uint32_t> bucket) {
  Origin origin = Words(portfolio, source).take();
  if (!bucket) return origin;
  const Calendar& calendar = portfolio.calendar();
  if (is_budget(source)) {
    const int year = calendar.fiscal_year(0) + static_cast<int>(*bucket);
    const bool carried = carries_over(portfolio, source);
    origin.fiscal_year = year;
    origin.text += (carried ? " through fiscal year " : " in fiscal year ") + std::to_string(year);
  } else {
    origin.period = static_cast<int>(*bucket);
    origin.text += " in " + calendar.label(*origin.period);
  }
  return origin;
}

std::int64_t amounts_per_unit(const Source& source) {
  return is_budget(source) ? Money::scale : Decimal::scale;
}

}  // namespace qsmo
