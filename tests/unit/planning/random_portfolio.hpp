// Random variants of the small portfolio under random policies: what rules, checker and planner are
// compared on.
#pragma once

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "unit/planning/small_portfolio.hpp"

namespace qsmo::small {

/// How large and how troubled random portfolios are.
struct RandomShape {
  int periods = 12;
  int longest_way = 3;    ///< In periods.
  bool obstacles = true;  ///< What makes offerings not eligible, whatever the policy.
  bool duties = true;     ///< Mandates and waivers.
  bool third_workload = false;
  bool limits = false;  ///< Funds, capacities, dependencies and interfaces.
};

/// Draws one portfolio from a seed and a shape.
class RandomPortfolio {
 public:
  RandomPortfolio(unsigned seed, RandomShape shape) : random_(seed), shape_(shape) {}

  [[nodiscard]] Portfolio make() {
    Scenario s = scenario();
    set_time(s);
    add_workload(s);
    set_costs(s);
    set_way(s);
    set_marketplaces(s);
    set_offerings(s);
    set_needs(s);
    if (shape_.duties) set_duties(s);
    if (shape_.limits) set_limits(s);
    set_policy(s);
    return Portfolio(std::move(s));
  }

 private:
  unsigned below(unsigned n) { return static_cast<unsigned>(random_() % n); }
  int from_to(int low, int high) {
    return low + static_cast<int>(below(static_cast<unsigned>(high - low + 1)));
  }
  bool maybe(unsigned percent) { return below(100) < percent; }
  /// Whether an obstacle of that chance is drawn.
  bool obstacle(unsigned percent) { return maybe(percent) && shape_.obstacles; }

  /// A date in a period of the horizon or a little outside, with a day or without.
  Date date(int first, int last) {
    Date out = calendar_.first_month(from_to(first, last));
    const int month = out.month_index() + (months_ == 3 ? from_to(0, 2) : 0);
    return {month / 12, month % 12 + 1, maybe(30) ? from_to(1, 28) : 0};
  }
  Date date() { return date(-2, shape_.periods + 1); }
  std::optional<Date> maybe_date(unsigned percent) {
    if (!maybe(percent)) return std::nullopt;
    return date();
  }

  void set_time(Scenario& s) {
    s.settings.periods = shape_.periods;
    if (maybe(30)) s.settings.period = PeriodLength::quarter;
    months_ = s.settings.period == PeriodLength::quarter ? 3 : 1;
    s.settings.fiscal_year_start = months_ == 3 || maybe(50) ? 10 : 12;
    if (maybe(50)) s.settings.discount_rate = decimal(0.07);
    calendar_ =
        Calendar(s.settings.as_of, s.settings.period, shape_.periods, s.settings.fiscal_year_start);
  }

  void add_workload(Scenario& s) {
    if (!shape_.third_workload) return;
    Workload v = s.workloads[w];
    v.id = "v";
    v.agency = maybe(50) ? "A" : "B";
    s.workloads.push_back(v);
  }

  void set_costs(Scenario& s) {
    for (Workload& workload : s.workloads) {
      workload.annual_cost = cents(from_to(40'000, 400'000));
      if (maybe(30)) workload.stranded_share = decimal(0.25);
      if (maybe(30)) workload.extension_premium = decimal(0.5);
      if (maybe(70)) workload.contract_end = date();
    }
    for (Agency& agency : s.agencies) agency.participation_threshold = from_to(-4, 4) * 50;
    if (maybe(20)) s.agencies[A].parent = "B";
  }

  void set_way(Scenario& s) {
    for (const char* offering : {"O", "O2"}) {
      MigrationParameters row;
      row.offering = offering;
      row.onboarding = cents(from_to(0, 20'001));
      row.dual_run = from_to(0, 2);
      int left = from_to(0, shape_.longest_way);
      for (PhaseParameters& phase : row.phases) {
        phase = {from_to(0, left), from_to(0, 2), from_to(0, 2), cents(from_to(0, 15'001))};
        left -= *phase.periods;
      }
      s.migration_parameters.push_back(row);
    }
  }

  void set_marketplaces(Scenario& s) {
    s.areas.push_back({.id = "FM"});
    s.marketplaces.push_back({.id = "M2", .area = maybe(70) ? "HR" : "FM"});
    s.designations.clear();
    for (const char* marketplace : {"M", "M2"}) {
      if (maybe(20)) continue;
      const int first = from_to(-2, shape_.periods / 2);
      s.designations.push_back(
          {marketplace, DesignationState::pre_designated, date(first - 3, first - 1), ""});
      s.designations.push_back({marketplace, DesignationState::designated, date(first, first), ""});
    }
  }

  void set_offerings(Scenario& s) {
    for (Offering& offering : s.offerings) {
      if (obstacle(40)) offering.marketplace = {};
      if (obstacle(20)) offering.marketplace = s.marketplaces[1].id;
      if (obstacle(30)) offering.standing = static_cast<Standing>(below(5));
      if (obstacle(10)) offering.ends = date();
      if (!obstacle(20)) offering.quality = from_to(3, 5);
      if (obstacle(30)) add_stages(s, offering.id);
    }
    if (maybe(50)) s.providers[P].agency = "B";
    s.standards = {{.id = "S1"}, {.id = "S2"}};
    if (obstacle(40)) s.services[0].standards = {"S1"};
    for (Offering& offering : s.offerings) {
      if (maybe(60)) offering.standards = {"S2", "S1"};
    }
  }

  void add_stages(Scenario& s, const std::string& offering) {
    const int first = from_to(-2, shape_.periods - 1);
    const auto state = static_cast<StageState>(below(3));
    s.stages.push_back({.offering = offering, .state = state, .date = date(first, first)});
    if (maybe(60))
      s.stages.push_back(
          {.offering = offering, .state = StageState::full, .date = date(first + 1, first + 3)});
  }

  void set_needs(Scenario& s) {
    if (maybe(60)) s.services[0].fibf = {"HCM.010.010", "HCM.020", "HCM.030.010"};
    for (Coverage& coverage : s.coverages) {
      if (maybe(40)) coverage.fibf = {maybe(50) ? "HCM.010" : "HCM.02", "HCM.030"};
    }
    for (Workload& workload : s.workloads) {
      if (!obstacle(20)) workload.quality = from_to(2, 4);
      if (maybe(25)) workload.fibf = {"HCM.010.020", "HCM.040"};
      if (maybe(25)) workload.approved_unique = {maybe(50) ? "HCM.040" : "HCM.020"};
      if (obstacle(10)) workload.incumbent = "O2";
      if (obstacle(20)) workload.earliest_start = date();
      for (const char* offering : {"O", "O2"}) add_exception(s, workload.id, offering);
    }
  }

  void add_exception(Scenario& s, const std::string& workload, const char* offering) {
    if (!obstacle(35)) return;
    Exception out{.workload = workload, .offering = offering};
    out.kind = static_cast<ExceptionKind>(below(2));
    out.decision =
        maybe(75) ? ExceptionDecision::approved : static_cast<ExceptionDecision>(below(3));
    out.date = date(-3, shape_.periods / 2);
    if (maybe(40)) out.off_ramp = calendar_.first_month(shape_.periods + from_to(-2, 3));
    if (out.off_ramp && *out.off_ramp < out.date) out.off_ramp = out.date;
    s.exceptions.push_back(std::move(out));
  }

  void set_duties(Scenario& s) {
    if (maybe(25)) s.mandates.push_back({.id = "m", .agencies = {"A"}, .deadline = date()});
    if (maybe(25)) s.waivers.push_back({"w", date(), ""});
    if (maybe(10)) s.start_freezes.push_back({"", date(0, 0), date(1, 1), ""});
  }

  void set_limits(Scenario& s) {
    if (maybe(40)) {
      s.funds = {{.id = "F",
                  .agencies = {"A", "B"},
                  .kinds = {FundedKind::transfer, FundedKind::phase},
                  .carry_over = maybe(50)}};
      for (int year = 2020; year <= 2023; ++year)
        s.budgets.push_back({"F", year, from_to(0, 6) * 100, {}});
    }
    if (maybe(30)) s.providers[P].concurrent_migrations = 1;
    if (maybe(30)) s.agencies[B].effort_capacity = from_to(1, 3);
    if (maybe(30)) s.dependencies.push_back({.prerequisite = "u", .dependent = "w"});
    if (maybe(30)) s.interfaces.push_back({.a = "u", .b = "w", .cost_per_period = cents(1'501)});
    if (maybe(30))
      s.tiers.push_back(
          {.offering = "O", .service = "payroll", .from_volume = 120, .unit_price = 4});
  }

  // ---- the policy

  std::string one_of(const std::vector<const char*>& texts) {
    return texts[below(static_cast<unsigned>(texts.size()))];
  }

  /// Some values of a parameter: one that has always held, and at most two more.
  void state(Scenario& s, const char* parameter, const std::vector<const char*>& texts,
             unsigned percent = 50) {
    if (!maybe(percent)) return;
    s.policy_values.push_back({.parameter = parameter, .value = one_of(texts)});
    for (int more = from_to(0, 2), first = 0; more > 0; --more) {
      first = from_to(first + 1, shape_.periods);
      if (first >= shape_.periods) return;
      s.policy_values.push_back(
          {.parameter = parameter, .from = date(first, first), .value = one_of(texts)});
    }
  }

  void set_policy(Scenario& s) {
    s.settings.policy = "random";
    set_eligibility(s);
    if (shape_.duties) set_orders(s);
    set_incentives(s);
    state(s, "participation", {"true", "false"});
    state(s, "quality_floor", {"true", "false"}, 30);
    if (maybe(50)) std::shuffle(s.policy_values.begin(), s.policy_values.end(), random_);
  }

  void set_eligibility(Scenario& s) {
    state(s, "eligible_states",
          {"designated", "pre_designated|designated", "research|pre_designated|designated"});
    state(s, "outside_marketplace", {"exception", "until_pre_designation", "open"});
    state(s, "off_ramp_required", {"true", "false"}, 30);
    state(s, "starts_allowed", {"true", "true", "false"}, 30);
    if (!shape_.obstacles) return;
    state(s, "provider_kinds", {"federal", "commercial", "federal|commercial"}, 30);
    state(s, "open_stages", {"full", "initial|full", "planned|initial|full"});
    state(s, "barring_standings", {"none", "suspended|delisted", "watch|corrective_action"});
    state(s, "standards_bind", {"true", "false"});
    state(s, "largest_fit_gap", {"none", "0", "1", "2"});
  }

  void set_orders(Scenario& s) {
    state(s, "mandates_bind", {"true", "false"}, 40);
    const std::string early = date().to_string();
    const std::string late = date().to_string();
    state(s, "mandate_deadline", {"none", early.c_str(), late.c_str()}, 40);
    state(s, "mandate_areas", {"none", "HR", "FM"}, 30);
    state(s, "mandate_agencies", {"none", "A", "B"}, 30);
    state(s, "mandate_at_contract_end", {"true", "false"}, 30);
    state(s, "waivers_honoured", {"true", "false"}, 30);
    state(s, "waived_until_contract_end", {"true", "false"}, 30);
    state(s, "excused_without_way", {"true", "false"}, 40);
  }

  void set_incentives(Scenario& s) {
    state(s, "onboarding_subsidy", {"0", "0.5", "1", "0.333333"});
    state(s, "phase_subsidy", {"0", "0.25", "1", "0.666667"});
    state(s, "subsidy_repayment_years", {"0", "0", "1", "2"});
    state(s, "incentive_budget", {"none", "50", "120.01", "300"});
  }

  std::mt19937 random_;
  RandomShape shape_;
  Calendar calendar_;
  int months_ = 1;
};

[[nodiscard]] inline Portfolio random_portfolio(unsigned seed, RandomShape shape = {}) {
  return RandomPortfolio(seed, shape).make();
}

}  // namespace qsmo::small
