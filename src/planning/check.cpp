#include "qsmo/planning/check.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "qsmo/planning/money.hpp"
#include "qsmo/policy/eligibility.hpp"
#include "qsmo/policy/explain_move.hpp"
#include "qsmo/policy/mandate.hpp"
#include "qsmo/policy/participation.hpp"
#include "qsmo/policy/windows.hpp"

namespace qsmo {
namespace {

struct Migration {
  WorkloadId workload;
  Move move;
  Way way;
  int start = 0;
  bool in_progress = false;
};

// One run of the checker: what it looks at, and what it has found so far.
struct Check {
  const Portfolio& portfolio;
  const Plan& plan;
  std::vector<Migration> migrations;
  std::vector<Violation> found;

  [[nodiscard]] const Calendar& calendar() const { return portfolio.calendar(); }
  [[nodiscard]] const std::string& name(WorkloadId id) const { return portfolio[id].id; }
};

struct Excess {
  double amount = 0;
  std::string unit;
};

void report(Check& check, ConstraintKind kind, std::vector<std::string> entities,
            std::optional<int> period, std::string message, std::optional<Excess> excess = {}) {
  Violation violation;
  violation.kind = kind;
  violation.entities = std::move(entities);
  violation.period = period;
  violation.message = std::move(message);
  if (excess) {
    violation.amount = excess->amount;
    violation.unit = std::move(excess->unit);
  }
  check.found.push_back(std::move(violation));
}

// ---- words

template <class... Parts>
std::string text(const Parts&... parts) {
  std::string out;
  ((out += parts), ...);
  return out;
}

std::string count(int periods) {
  return text(std::to_string(periods), periods == 1 ? " period" : " periods");
}

Excess periods(int amount) { return {static_cast<double>(amount), "periods"}; }

std::string dollars(Money amount) {
  const std::string digits = amount.to_string();
  const std::size_t point = digits.find('.');
  if (point == std::string::npos) return digits + ".00";
  return digits + std::string(point + 3 - digits.size(), '0');
}

std::string dollars(double amount) { return dollars(Money::nearest(amount)); }

// ---- 1: eligibility

// A migration in progress is bound by coverage alone.
Verdict verdict(const Check& check, const Migration& migration) {
  const Portfolio& portfolio = check.portfolio;
  const auto& [workload, move, way, start, in_progress] = migration;
  if (!in_progress) return eligibility(portfolio, workload, move.offering, start, move.cutover);
  AvailabilityFacts facts = availability_facts(portfolio, workload, move.offering, move.cutover);
  facts.is_incumbent = facts.ends_inside = facts.off_ramp_inside = false;
  return availability_rule(facts, {}, portfolio.parameters(move.cutover));
}

std::string why(const Check& check, const Migration& migration, Reason reason) {
  const auto& [workload, move, way, start, in_progress] = migration;
  return explain_move(check.portfolio, workload, move.offering, start, move.cutover, reason)
      .sentence;
}

std::optional<int> period_of(const Migration& migration, Rule rule, Reason reason) {
  if (rule == Rule::marketplace) return migration.start;
  const bool always =
      reason == Reason::is_incumbent || reason == Reason::ends || reason == Reason::off_ramp_inside;
  if (rule == Rule::availability && !always) return migration.move.cutover;
  return std::nullopt;
}

void check_eligibility(Check& check) {
  for (const Migration& migration : check.migrations) {
    const Verdict found = verdict(check, migration);
    if (!found.bars()) continue;
    const std::string& offering = check.portfolio[migration.move.offering].id;
    report(check, ConstraintKind::eligibility, {check.name(migration.workload), offering},
           period_of(migration, found.rule(), found.reason),
           text("workload ", check.name(migration.workload), " starts towards offering ", offering,
                " in ", check.calendar().label(migration.start), " and cuts over in ",
                check.calendar().label(migration.move.cutover), ": ",
                why(check, migration, found.reason)));
  }
}

// ---- 2: cutover periods

void check_cutover_window(Check& check, const Migration& migration) {
  const Workload& workload = check.portfolio[migration.workload];
  const int cutover = migration.move.cutover;
  const std::string what =
      text("workload ", workload.id, " cuts over in ", check.calendar().label(cutover));
  if (!cutover_rule_allows(check.portfolio, migration.workload, cutover)) {
    const Service& service = check.portfolio[workload.service.id()];
    report(check, ConstraintKind::cutover_rule, {workload.id, service.id}, cutover,
           text(what, ", but the rule of service ", service.id, " is ",
                name_of(service.cutover_rule)));
  }
  if (blacked_out(check.portfolio, migration.workload, cutover)) {
    report(check, ConstraintKind::blackout, {workload.id, workload.agency.name()}, cutover,
           text(what, ", inside a blackout of agency ", workload.agency.name()));
  }
}

// A retained workload is late by what is left of the horizon.
void check_deadline(Check& check, ConstraintKind kind, WorkloadId id, std::optional<int> deadline,
                    std::string_view demand) {
  const auto& move = check.plan.moves[id];
  const int cutover = move ? move->cutover : check.portfolio.periods();
  if (!deadline || cutover <= *deadline) return;
  const std::string what = move ? "cuts over in " + check.calendar().label(cutover) : "is retained";
  report(check, kind, {check.name(id)}, deadline,
         text("workload ", check.name(id), " ", what, " but ", demand, " ",
              check.calendar().label(*deadline), " (", count(cutover - *deadline), " late)"),
         periods(cutover - *deadline));
}

void check_cutovers(Check& check) {
  const MandateJudge mandates(check.portfolio);
  for (const Migration& migration : check.migrations) check_cutover_window(check, migration);
  for (std::size_t i = 0; i < check.plan.moves.size(); ++i) {
    const WorkloadId id(i);
    check_deadline(check, ConstraintKind::mandate, id, mandates.deadline(id), "is mandated by");
    check_deadline(check, ConstraintKind::incumbent_end, id,
                   incumbent_deadline(check.portfolio, id), "must have left its incumbent by");
  }
}

// ---- 3: start periods

void check_start(Check& check, const Migration& migration) {
  const Workload& workload = check.portfolio[migration.workload];
  const int earliest = earliest_start(check.portfolio, migration.workload);
  const int early = earliest - migration.start;
  const std::string what = text("the migration of workload ", workload.id, " starts in ",
                                check.calendar().label(migration.start));
  if (early > 0) {
    report(check, ConstraintKind::earliest_start, {workload.id}, migration.start,
           text(what, " but may not before ", check.calendar().label(earliest), " (", count(early),
                " early)"),
           periods(early));
  }
  if (migration.start >= 0 && start_frozen(check.portfolio, migration.workload, migration.start)) {
    report(check, ConstraintKind::start_freeze, {workload.id, workload.agency.name()},
           migration.start, text(what, ", inside a start freeze"));
  }
}

void check_starts(Check& check) {
  for (const Migration& migration : check.migrations) {
    if (!migration.in_progress) check_start(check, migration);
  }
}

// ---- 4, 5, 7: dependencies

void check_order(Check& check, const Dependency& arc) {
  const auto& prerequisite = check.plan.moves[arc.prerequisite.id()];
  const auto& dependent = check.plan.moves[arc.dependent.id()];
  const bool start_after = arc.kind == DependencyKind::start_after;
  if (!dependent || (!prerequisite && arc.if_retained == IfRetained::allow)) return;
  if (start_after && check.portfolio.in_progress(arc.dependent.id()) != nullptr) return;
  const int bound =
      start_after ? start_of(check.portfolio, arc.dependent.id(), *dependent) : dependent->cutover;
  const int earliest = (prerequisite ? prerequisite->cutover : check.portfolio.periods()) + arc.lag;
  if (prerequisite && bound >= earliest) return;
  const std::string what =
      text("workload ", arc.dependent.name(), start_after ? " starts" : " cuts over", " in ",
           check.calendar().label(bound));
  const std::string demand =
      prerequisite ? text(" but its prerequisite ", arc.prerequisite.name(), " demands ",
                          check.calendar().label(earliest), " or later")
                   : text(" although its prerequisite ", arc.prerequisite.name(), " is retained");
  report(check, start_after ? ConstraintKind::start_after : ConstraintKind::cutover_before,
         {arc.prerequisite.name(), arc.dependent.name()}, bound,
         text(what, demand, " (", count(earliest - bound), " short)"), periods(earliest - bound));
}

void check_together(Check& check, const Dependency& arc) {
  const auto& a = check.plan.moves[arc.prerequisite.id()];
  const auto& b = check.plan.moves[arc.dependent.id()];
  if (a.has_value() == b.has_value() && (!a || a->cutover == b->cutover)) return;
  const std::string pair =
      text("workloads ", arc.prerequisite.name(), " and ", arc.dependent.name());
  const std::vector<std::string> entities{arc.prerequisite.name(), arc.dependent.name()};
  if (!a || !b) {
    report(check, ConstraintKind::together, entities, (a ? a : b)->cutover,
           text(pair, " must move together but only ",
                (a ? arc.prerequisite : arc.dependent).name(), " moves"));
    return;
  }
  const int apart = std::abs(a->cutover - b->cutover);
  report(check, ConstraintKind::together, entities, std::min(a->cutover, b->cutover),
         text(pair, " must cut over together but do so in ", check.calendar().label(a->cutover),
              " and ", check.calendar().label(b->cutover), " (", count(apart), " apart)"),
         periods(apart));
}

void check_dependencies(Check& check) {
  for (const Dependency& arc : check.portfolio.scenario().dependencies) {
    if (arc.kind == DependencyKind::together) {
      check_together(check, arc);
    } else if (!arc.break_price) {
      check_order(check, arc);
    }
  }
}

// ---- 8, 9, 10: pools by period

using Demand = std::vector<Decimal>;

struct Pool {
  ConstraintKind kind = ConstraintKind::volume;
  std::vector<std::string> entities;
  std::string noun;
  std::string unit;
};

void check_period(Check& check, const Pool& pool, int t, Decimal demand,
                  std::optional<Decimal> cap) {
  if (!cap || demand <= *cap) return;
  const Decimal excess = demand - *cap;
  report(check, pool.kind, pool.entities, t,
         text(pool.noun, " needs ", demand.to_string(), " ", pool.unit, " in ",
              check.calendar().label(t), " but has ", cap->to_string(), " (excess ",
              excess.to_string(), ")"),
         Excess{excess.to_double(), pool.unit});
}

void check_profile(Check& check, const Pool& pool, const Demand& demand,
                   const std::optional<Profile<Decimal>>& capacity) {
  if (!capacity) return;
  for (int t = 0; t < check.portfolio.periods(); ++t) {
    check_period(check, pool, t, demand[static_cast<std::size_t>(t)],
                 capacity->at(check.calendar(), t));
  }
}

// Demands of all migrations, per period of the horizon.
struct Demands {
  IdVector<Provider, Demand> provider_effort, provider_concurrent;
  IdVector<Offering, Demand> offering_effort, offering_concurrent;
  IdVector<Agency, Demand> agency_effort;

  explicit Demands(const Portfolio& portfolio)
      : provider_effort(portfolio.scenario().providers.size(), none(portfolio)),
        provider_concurrent(provider_effort),
        offering_effort(portfolio.scenario().offerings.size(), none(portfolio)),
        offering_concurrent(offering_effort),
        agency_effort(portfolio.scenario().agencies.size(), none(portfolio)) {}

  static Demand none(const Portfolio& portfolio) {
    return Demand(static_cast<std::size_t>(portfolio.periods()));
  }
};

// Periods outside the horizon count nowhere.
void add(Demand& demand, int from, int to, Decimal amount) {
  const int end = std::min(to, static_cast<int>(demand.size()));
  for (int t = std::max(from, 0); t < end; ++t) demand[static_cast<std::size_t>(t)] += amount;
}

void add_efforts(const Portfolio& portfolio, const Migration& migration, int from, int to,
                 Decimal agency_effort, Decimal provider_effort, Demands& demands) {
  const OfferingId offering = migration.move.offering;
  add(demands.offering_effort[offering], from, to, provider_effort);
  add(demands.provider_effort[portfolio[offering].provider.id()], from, to, provider_effort);
  for (const AgencyId agency : portfolio.lineage(portfolio[migration.workload].agency.id())) {
    add(demands.agency_effort[agency], from, to, agency_effort);
  }
}

void add_demands(const Portfolio& portfolio, const Migration& migration, Demands& demands) {
  const auto& [workload, move, way, start, in_progress] = migration;
  int t = start;
  for (const Way::PhaseNeeds& phase : way.phases) {
    add_efforts(portfolio, migration, t, t + phase.periods, phase.agency_effort,
                phase.provider_effort, demands);
    t += phase.periods;
  }
  add_efforts(portfolio, migration, move.cutover, move.cutover + way.hypercare,
              way.hypercare_agency_effort, way.hypercare_provider_effort, demands);
  add(demands.offering_concurrent[move.offering], start, move.cutover, 1);
  add(demands.provider_concurrent[portfolio[move.offering].provider.id()], start, move.cutover, 1);
}

template <class Entity>
void check_seller(Check& check, const Entity& seller, std::string_view what, const Demand& effort,
                  ConstraintKind effort_kind, const Demand& concurrent,
                  ConstraintKind concurrent_kind) {
  const std::string noun = text(what, " ", seller.id);
  check_profile(check, {effort_kind, {seller.id}, noun, "effort"}, effort, seller.effort_capacity);
  check_profile(check, {concurrent_kind, {seller.id}, noun, "migrations"}, concurrent,
                seller.concurrent_migrations);
}

void check_efforts(Check& check) {
  const Scenario& scenario = check.portfolio.scenario();
  Demands demands(check.portfolio);
  for (const Migration& migration : check.migrations)
    add_demands(check.portfolio, migration, demands);
  for (std::size_t i = 0; i < scenario.providers.size(); ++i) {
    const ProviderId id(i);
    check_seller(check, check.portfolio[id], "provider", demands.provider_effort[id],
                 ConstraintKind::provider_effort, demands.provider_concurrent[id],
                 ConstraintKind::provider_concurrent);
  }
  for (std::size_t i = 0; i < scenario.offerings.size(); ++i) {
    const OfferingId id(i);
    check_seller(check, check.portfolio[id], "offering", demands.offering_effort[id],
                 ConstraintKind::offering_effort, demands.offering_concurrent[id],
                 ConstraintKind::offering_concurrent);
  }
  for (std::size_t i = 0; i < scenario.agencies.size(); ++i) {
    const Agency& agency = scenario.agencies[i];
    check_profile(check,
                  {ConstraintKind::agency_effort, {agency.id}, "agency " + agency.id, "effort"},
                  demands.agency_effort[AgencyId(i)], agency.effort_capacity);
  }
}

// A stage caps the volume of each of its services, whoever causes it.
std::optional<Decimal> stage_cap(const Stage* stage, ServiceId service) {
  if (stage == nullptr || !stage->capacity) return std::nullopt;
  const auto& services = stage->services;
  const bool listed =
      services.empty() || std::any_of(services.begin(), services.end(),
                                      [&](const auto& ref) { return ref.id() == service; });
  return listed ? stage->capacity : std::nullopt;
}

std::optional<Decimal> volume_cap(const Portfolio& portfolio, const Coverage& coverage, int t) {
  std::optional<Decimal> cap =
      stage_cap(portfolio.stage(coverage.offering.id(), t), coverage.service.id());
  if (coverage.max_volume) {
    const Decimal most = coverage.max_volume->at(portfolio.calendar(), t);
    cap = cap ? std::min(*cap, most) : most;
  }
  return cap;
}

void check_volumes(Check& check) {
  const auto volume = volumes(check.portfolio, check.plan);
  for (std::size_t i = 0; i < volume.size(); ++i) {
    const Coverage& coverage = check.portfolio[CoverageId(i)];
    const std::string& unit = check.portfolio[coverage.service.id()].unit;
    const Pool pool{
        ConstraintKind::volume,
        {coverage.offering.name(), coverage.service.name()},
        text("offering ", coverage.offering.name(), " for service ", coverage.service.name()),
        unit.empty() ? "units" : unit};
    for (int t = 0; t < check.portfolio.periods(); ++t) {
      check_period(check, pool, t, volume[CoverageId(i)][static_cast<std::size_t>(t)],
                   volume_cap(check.portfolio, coverage, t));
    }
  }
}

// ---- 11: budgets

void report_overspend(Check& check, const Fund& fund, int year, Money spend, Money budget) {
  const Money excess = spend - budget;
  report(check, ConstraintKind::budget, {fund.id}, std::nullopt,
         text("fund ", fund.id, " spends ", dollars(spend), " USD ",
              fund.carry_over ? "through" : "in", " fiscal year ", std::to_string(year),
              " but has ", dollars(budget), " (excess ", dollars(excess), ")"),
         Excess{excess.to_double(), "USD"});
  check.found.back().fiscal_year = year;
}

void check_budgets(Check& check, const Statement& money) {
  for (std::size_t i = 0; i < check.portfolio.scenario().funds.size(); ++i) {
    const FundId id(i);
    const Fund& fund = check.portfolio[id];
    Money spend;
    Money budget;
    for (const int year : money.fiscal_years()) {
      if (!fund.carry_over) spend = budget = Money();
      spend += money.spend(id, year);
      budget += check.portfolio.budget(id, year);
      if (spend > budget) report_overspend(check, fund, year, spend, budget);
    }
  }
}

// ---- 12: participation

double gain(const Portfolio& portfolio, const Statement& before, const Statement& after,
            AgencyId agency) {
  double sum = 0;
  for (int t = 0; t < portfolio.periods(); ++t) {
    const Money saving = before.total(agency, t) - after.total(agency, t);
    sum += static_cast<double>(saving.raw()) * portfolio.discount_factor(t) / 100;
  }
  return sum;
}

// Agencies with a migration that starts while the policy is voluntary.
IdVector<Agency, bool> joining(const Check& check) {
  IdVector<Agency, bool> out(check.portfolio.scenario().agencies.size());
  for (const Migration& migration : check.migrations) {
    if (!migration.in_progress && voluntary(check.portfolio, migration.start))
      out[check.portfolio[migration.workload].agency.id()] = true;
  }
  return out;
}

void check_participation(Check& check, const Statement& money) {
  if (!ever_voluntary(check.portfolio)) return;
  const Statement today = evaluate(check.portfolio, status_quo(check.portfolio));
  const auto joins = joining(check);
  for (std::size_t i = 0; i < joins.size(); ++i) {
    const AgencyId id(i);
    if (!joins[id]) continue;
    const double value = gain(check.portfolio, today, money, id);
    if (!participation(check.portfolio, id, value).bars()) continue;
    const double threshold = check.portfolio[id].participation_threshold.to_double();
    const std::string& name = check.portfolio[id].id;
    report(check, ConstraintKind::participation, {name}, std::nullopt,
           text("agency ", name, " gains ", dollars(value),
                " USD of present value but joins only for ", dollars(threshold), " (shortfall ",
                dollars(threshold - value), ")"),
           Excess{threshold - value, "USD"});
  }
}

// ---- 12: incentives

std::map<int, Money> incentives_by_year(const Check& check) {
  std::map<int, Money> spent;
  for (const Migration& migration : check.migrations) {
    for (const Instalment& part : incentive(check.portfolio, migration.workload,
                                            migration.move.offering, migration.move.cutover)) {
      if (part.period < check.portfolio.periods())
        spent[check.calendar().fiscal_year(part.period)] += part.amount;
    }
  }
  return spent;
}

void check_incentives(Check& check) {
  for (const auto& [year, spent] : incentives_by_year(check)) {
    const std::optional<Money> budget = incentive_budget(check.portfolio, year);
    if (!budget || spent <= *budget) continue;
    const Money over = spent - *budget;
    report(check, ConstraintKind::incentive_budget, {check.portfolio.settings().policy},
           std::nullopt,
           text("incentives come to ", dollars(spent), " USD in fiscal year ", std::to_string(year),
                ", ", dollars(over), " USD over the policy's ", dollars(*budget)),
           Excess{over.to_double(), "USD"});
    check.found.back().fiscal_year = year;
  }
}

// ---- 13: pins and migrations in progress

struct Obligation {
  ConstraintKind kind = ConstraintKind::pin;
  WorkloadId workload;
  Ref<Offering> offering;
  int from = 0;
  int to = 0;
  std::string subject;
};

void check_range(Check& check, const Obligation& duty, int cutover) {
  const int outside = std::max(duty.from - cutover, cutover - duty.to);
  if (outside <= 0) return;
  const Calendar& calendar = check.calendar();
  report(check, duty.kind, {check.name(duty.workload)}, cutover,
         text(duty.subject, " cuts over in ", calendar.label(cutover), " but must from ",
              calendar.label(duty.from), " to ", calendar.label(duty.to), " (", count(outside),
              " outside)"),
         periods(outside));
}

void check_obligation(Check& check, const Obligation& duty) {
  const auto& move = check.plan.moves[duty.workload];
  if (!move) {
    report(check, duty.kind, {check.name(duty.workload)}, std::nullopt,
           text(duty.subject, " is retained but must move"));
    return;
  }
  if (duty.offering.given() && duty.offering.id() != move->offering) {
    report(check, duty.kind, {check.name(duty.workload), duty.offering.name()}, std::nullopt,
           text(duty.subject, " moves onto offering ", check.portfolio[move->offering].id,
                " but must onto ", duty.offering.name()));
  }
  check_range(check, duty, move->cutover);
}

void check_pin(Check& check, const Pin& pin) {
  const WorkloadId workload = pin.workload.id();
  const std::string subject = text("pinned workload ", pin.workload.name());
  if (pin.action == PinAction::retain) {
    if (check.plan.moves[workload]) {
      report(check, ConstraintKind::pin, {pin.workload.name()}, std::nullopt,
             text(subject, " moves but must be retained"));
    }
    return;
  }
  const Calendar& calendar = check.calendar();
  const int from = pin.cutover_from ? calendar.begin_period(*pin.cutover_from) : 0;
  const int to = pin.cutover_to ? calendar.last_period(*pin.cutover_to) : calendar.periods() - 1;
  check_obligation(check, {ConstraintKind::pin, workload, pin.offering, from, to, subject});
}

void check_in_progress(Check& check, const MigrationInProgress& migration) {
  const Calendar& calendar = check.calendar();
  const int from = calendar.begin_period(migration.cutover_from);
  const int to = migration.cutover_to ? calendar.last_period(*migration.cutover_to) : from;
  check_obligation(check,
                   {ConstraintKind::in_progress, migration.workload.id(), migration.offering, from,
                    to, text("workload ", migration.workload.name(), ", in progress,")});
}

void check_pins(Check& check) {
  for (const Pin& pin : check.portfolio.scenario().pins) check_pin(check, pin);
  for (const MigrationInProgress& migration : check.portfolio.scenario().migrations_in_progress) {
    check_in_progress(check, migration);
  }
}

// ---- all

Check start_check(const Portfolio& portfolio, const Plan& plan) {
  Check check{portfolio, plan, {}, {}};
  for (std::size_t i = 0; i < plan.moves.size(); ++i) {
    const WorkloadId id(i);
    const auto& move = plan.moves[id];
    if (!move) continue;
    Way way = portfolio.way(id, move->offering);
    const int start = move->cutover - way.duration();
    check.migrations.push_back(
        {id, *move, std::move(way), start, portfolio.in_progress(id) != nullptr});
  }
  return check;
}

bool before(const Violation& a, const Violation& b) {
  return std::tie(a.kind, a.entities, a.period, a.fiscal_year, a.message) <
         std::tie(b.kind, b.entities, b.period, b.fiscal_year, b.message);
}

}  // namespace

std::vector<Violation> check(const Portfolio& portfolio, const Plan& plan) {
  const Statement money = evaluate(portfolio, plan);
  Check check = start_check(portfolio, plan);
  check_eligibility(check);
  check_cutovers(check);
  check_starts(check);
  check_dependencies(check);
  check_efforts(check);
  check_volumes(check);
  check_budgets(check, money);
  check_participation(check, money);
  check_incentives(check);
  check_pins(check);
  std::sort(check.found.begin(), check.found.end(), before);
  return std::move(check.found);
}

}  // namespace qsmo
