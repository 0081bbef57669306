#include "qsmo/planning/compile.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "planning/cost_table.hpp"
#include "planning/decision_price.hpp"
#include "planning/ways.hpp"
#include "qsmo/graph/components.hpp"
#include "qsmo/planning/cycles.hpp"
#include "qsmo/policy/mandate.hpp"
#include "qsmo/policy/participation.hpp"
#include "qsmo/scheduling/evaluate.hpp"

namespace qsmo {
namespace {

namespace sch = scheduling;
using sch::Amount;
using sch::Cost;

std::size_t index(int t) { return static_cast<std::size_t>(t); }

/// An agency that ends this little short still takes part (the page allows half a cent): room for rounded tables.
constexpr Cost participation_slack = 2'000;

/// Undiscounted dollars that the lines of a workload cannot exceed in any plan.
double most_dollars(const Portfolio& p, WorkloadId id) {
  const Workload& w = p[id];
  const double years = static_cast<double>(p.periods()) / p.calendar().periods_per_year();
  const double factor = std::max(1.0, w.fallback_factor.value_or(Decimal(1)).to_double());
  double sum = w.decommission_cost.to_double() +
               w.annual_cost.to_double() * (1 + w.extension_premium.to_double()) * factor * years;
  for (const CoverageId coverage : p.coverages(w.service.id())) {
    const Way way = p.way(id, p[coverage].offering.id());
    double price = 0, fee = 0, once = way.onboarding.to_double();
    for (const Tier* tier : p.tiers(coverage)) {
      for (const auto& step : tier->unit_price.steps())
        price = std::max(price, step.value.to_double());
    }
    for (const auto& step : p[p[coverage].offering.id()].annual_fee.steps())
      fee = std::max(fee, step.value.to_double());
    for (const Way::PhaseNeeds& phase : way.phases) once += phase.spend.to_double() * phase.periods;
    sum += (w.volume.to_double() * price + fee) * years + once;
  }
  return sum;
}

/// 1, or the power of ten that makes room for all costs of the portfolio in 64 bits of millionths of a dollar.
double cost_scale(const Portfolio& p, const Aims& aims) {
  double most =
      static_cast<double>(p.scenario().workloads.size()) * dearest_decision(aims).to_double();
  for (std::size_t i = 0; i < p.scenario().workloads.size(); ++i)
    most += most_dollars(p, WorkloadId(i));
  for (const Interface& link : p.scenario().interfaces)
    most += link.cost_per_period.to_double() * p.periods();
  for (const Dependency& arc : p.scenario().dependencies)
    most += arc.break_price.value_or(Money()).to_double();
  constexpr double room = 1e12;  // dollars; 1e18 units of the 9.2e18 that fit
  double scale = 1;
  while (most * scale > room) scale /= 10;
  return scale;
}

class Compiler {
 public:
  Compiler(const Portfolio& portfolio, const Aims& aims, const StopPoint& stop)
      : p_(portfolio),
        s_(portfolio.scenario()),
        aims_(aims),
        stop_(stop),
        groups_(move_groups(portfolio)),
        standings_(last_standings(portfolio)),
        mandates_(portfolio) {
    problem_.horizon = p_.periods();
    problem_.periods_per_year = p_.calendar().periods_per_year();
    const double scale = cost_scale(p_, aims_);
    problem_.dollars_per_cost = 1e-6 / scale;
    for (int t = 0; t < p_.periods(); ++t)
      problem_.discount.push_back(p_.discount_factor(t) * scale);
  }

  /// Nothing if the stop was reached; nearly all of the work is in the activities.
  std::optional<Compiled> run() {
    add_effort_pools();
    add_funds();
    add_incentive_budgets();
    add_coverages();
    if (!add_activities()) return std::nullopt;
    add_precedences();
    add_links();
    add_blocks();
    spread_obligations();
    set_status_quo();
    set_accounts();
    leave_barred_slots();
    join_fixed();
    std::vector<WorkloadId> hopeless = impossible();
    return Compiled{std::move(problem_), std::move(status_quo_), std::move(sources_),
                    groups_.warnings, std::move(hopeless)};
  }

 private:
  template <class Rule>
  std::uint32_t tag(Rule rule, std::size_t record) {
    sources_.push_back({rule, record});
    return static_cast<std::uint32_t>(sources_.size() - 1);
  }

  /// A pool by period. `initial` is 0.
  std::uint32_t add_pool(ConstraintKind kind, std::size_t record, std::vector<Amount> capacity) {
    sch::Pool pool;
    pool.tag = tag(kind, record);
    pool.initial.assign(capacity.size(), 0);
    for (int t = 0; t < p_.periods(); ++t) pool.bucket.push_back(static_cast<std::uint32_t>(t));
    pool.capacity = std::move(capacity);
    problem_.pools.push_back(std::move(pool));
    return static_cast<std::uint32_t>(problem_.pools.size() - 1);
  }

  std::uint32_t add_pool(ConstraintKind kind, std::size_t record,
                         const std::optional<Profile<Decimal>>& capacity) {
    if (!capacity) return sch::none;
    std::vector<Amount> by_period;
    for (int t = 0; t < p_.periods(); ++t)
      by_period.push_back(capacity->at(p_.calendar(), t).raw());
    return add_pool(kind, record, std::move(by_period));
  }

  void add_effort_pools() {
    for (std::size_t i = 0; i < s_.providers.size(); ++i) {
      const Provider& provider = s_.providers[i];
      provider_effort_.push_back(
          add_pool(ConstraintKind::provider_effort, i, provider.effort_capacity));
      provider_concurrent_.push_back(
          add_pool(ConstraintKind::provider_concurrent, i, provider.concurrent_migrations));
    }
    for (std::size_t i = 0; i < s_.offerings.size(); ++i) {
      const Offering& offering = s_.offerings[i];
      offering_effort_.push_back(
          add_pool(ConstraintKind::offering_effort, i, offering.effort_capacity));
      offering_concurrent_.push_back(
          add_pool(ConstraintKind::offering_concurrent, i, offering.concurrent_migrations));
    }
    for (std::size_t i = 0; i < s_.agencies.size(); ++i)
      agency_effort_.push_back(
          add_pool(ConstraintKind::agency_effort, i, s_.agencies[i].effort_capacity));
  }

  void add_funds() {
    const int first = p_.calendar().fiscal_year(0);
    const int last = p_.calendar().fiscal_year(p_.periods() - 1);
    for (std::size_t i = 0; i < s_.funds.size(); ++i) {
      sch::Pool pool;
      pool.tag = tag(ConstraintKind::budget, i);
      pool.cumulative = s_.funds[i].carry_over;
      Amount sum = 0;
      for (int year = first; year <= last; ++year) {
        const Amount budget = p_.budget(FundId(i), year).raw();
        sum += budget;
        pool.capacity.push_back(pool.cumulative ? sum : budget);
      }
      pool.initial.assign(pool.capacity.size(), 0);
      for (int t = 0; t < p_.periods(); ++t)
        pool.bucket.push_back(static_cast<std::uint32_t>(p_.calendar().fiscal_year(t) - first));
      fund_.push_back(static_cast<std::uint32_t>(problem_.pools.size()));
      problem_.pools.push_back(std::move(pool));
    }
  }

  /// One pool for all subsidies, by fiscal year, if the policy limits them in any.
  void add_incentive_budgets() {
    const int first = p_.calendar().fiscal_year(0);
    const int last = p_.calendar().fiscal_year(p_.periods() - 1);
    sch::Pool pool;
    bool limited = false;
    for (int year = first; year <= last; ++year) {
      const std::optional<Money> budget = incentive_budget(p_, year);
      limited = limited || budget.has_value();
      pool.capacity.push_back(budget ? budget->raw() : sch::unlimited);
    }
    if (!limited) return;
    pool.tag = tag(ConstraintKind::incentive_budget, 0);
    pool.initial.assign(pool.capacity.size(), 0);
    for (int t = 0; t < p_.periods(); ++t)
      pool.bucket.push_back(static_cast<std::uint32_t>(p_.calendar().fiscal_year(t) - first));
    incentives_ = static_cast<std::uint32_t>(problem_.pools.size());
    problem_.pools.push_back(std::move(pool));
  }

  std::uint32_t fund_pool(AgencyId agency, MoneyKind kind) const {
    const auto fund = p_.fund(agency, kind);
    return fund ? fund_[fund->index()] : sch::none;
  }

  /// Volume that the coverage may serve in period t: its own maximum or its stage's cap, the lower.
  Amount volume_cap(CoverageId id, int t) const {
    const Coverage& coverage = p_[id];
    Amount cap =
        coverage.max_volume ? coverage.max_volume->at(p_.calendar(), t).raw() : sch::unlimited;
    const Stage* stage = p_.stage(coverage.offering.id(), t);
    if (stage == nullptr || !stage->capacity) return cap;
    const auto& services = stage->services;
    const bool listed = services.empty() || std::find(services.begin(), services.end(),
                                                      coverage.service) != services.end();
    return listed ? std::min(cap, stage->capacity->raw()) : cap;
  }

  void add_coverages() {
    for (std::size_t i = 0; i < s_.coverages.size(); ++i) {
      const CoverageId id(i);
      std::vector<Amount> capacity;
      for (int t = 0; t < p_.periods(); ++t) capacity.push_back(volume_cap(id, t));
      const bool capped = std::any_of(capacity.begin(), capacity.end(),
                                      [](Amount cap) { return cap < sch::unlimited; });
      const bool tariffed = p_.tiers(id).size() > 1;
      volume_.push_back(capped || tariffed
                            ? add_pool(ConstraintKind::volume, i, std::move(capacity))
                            : sch::none);
      tariff_.push_back(tariffed ? add_tariff(id, volume_.back()) : sch::none);
      if (volume_.back() == sch::none) continue;
      for (int t = 0; t < p_.periods(); ++t) {
        problem_.pools[volume_.back()].initial[index(t)] +=
            s_.coverages[i].base_volume.at(p_.calendar(), t).raw();
      }
    }
  }

  std::uint32_t add_tariff(CoverageId id, std::uint32_t pool) {
    sch::Tariff tariff;
    tariff.pool = pool;
    tariff.incremental = p_[id].pricing == Pricing::incremental;
    tariff.tag = tag(MoneyKind::service, id.index());
    for (const Tier* tier : p_.tiers(id)) {
      tariff.from_volume.push_back(tier->from_volume.raw());
      auto& prices = tariff.unit_price.emplace_back();
      for (int t = 0; t < p_.periods(); ++t)
        prices.push_back(tier->unit_price.at(p_.calendar(), t).raw());
    }
    problem_.tariffs.push_back(std::move(tariff));
    return static_cast<std::uint32_t>(problem_.tariffs.size() - 1);
  }

  /// False if the stop was reached.
  bool add_activities() {
    std::vector<bool> blocked(s_.workloads.size(), false);
    for (std::size_t g = 0; g < groups_.groups.size(); ++g) {
      for (const WorkloadId w : groups_.groups[g]) blocked[w.index()] = groups_.blocked[g];
    }
    for (std::size_t i = 0; i < s_.workloads.size(); ++i) {
      if (stop_.reached()) return false;
      add_activity(WorkloadId(i), blocked[i]);
    }
    return true;
  }

  void add_activity(WorkloadId id, bool blocked) {
    const Workload& w = p_[id];
    const IncumbentCosts incumbent(p_, id, problem_.discount);
    sch::Activity activity;
    activity.tag = static_cast<std::uint32_t>(id.index());
    activity.first_option = static_cast<std::uint32_t>(problem_.options.size());
    activity.never = incumbent.paid(0, p_.periods());
    activity.never_aim = aim_cost(id, std::nullopt);
    activity.account = static_cast<std::uint32_t>(w.agency.id().index());
    activity.fixed = p_.in_progress(id) != nullptr;
    const Pin* pin = p_.pin(id);
    latest_.push_back(p_.periods());
    for (const std::optional<int> due : {mandates_.deadline(id), incumbent_deadline(p_, id)}) {
      if (due) latest_.back() = std::min(latest_.back(), *due);
      activity.required = activity.required || due.has_value();
    }
    activity.required = activity.required || activity.fixed ||
                        (pin != nullptr && pin->action == PinAction::migrate);
    const std::uint32_t dual_fund = fund_pool(w.agency.id(), MoneyKind::dual_run);
    if (dual_fund != sch::none) activity.series = incumbent.cents();
    if (!blocked) {
      for (const WayOpen& way : open_ways(p_, id, standings_)) add_option(id, incumbent, way);
    }
    activity.option_count =
        static_cast<std::uint32_t>(problem_.options.size()) - activity.first_option;
    count_incumbent_volume(w);
    problem_.activities.push_back(std::move(activity));
  }

  /// What aims charge for a decision. Their prices are present values already.
  [[nodiscard]] Cost aim_cost(WorkloadId w, const std::optional<Move>& move) const {
    const Money price = decision_price(p_, aims_, w, move).sum();
    return sch::present_cost(static_cast<double>(price.raw()), problem_.discount.front());
  }

  /// By slot; empty if there is nothing to charge.
  [[nodiscard]] std::vector<Cost> aim_costs(WorkloadId w, OfferingId offering) const {
    std::vector<Cost> costs;
    for (int c = 0; aims_.any() && c < p_.periods(); ++c)
      costs.push_back(aim_cost(w, Move{offering, c}));
    const bool all_zero = std::all_of(costs.begin(), costs.end(), [](Cost c) { return c == 0; });
    return all_zero ? std::vector<Cost>() : costs;
  }

  void count_incumbent_volume(const Workload& w) {
    const std::uint32_t pool = incumbent_pool(w);
    if (pool == sch::none) return;
    for (Amount& use : problem_.pools[pool].initial) use += w.volume.raw();
  }

  std::uint32_t incumbent_pool(const Workload& w) const {
    if (!w.incumbent.given()) return sch::none;
    return volume_[p_.coverage(w.incumbent.id(), w.service.id())->index()];
  }

  void add_option(WorkloadId id, const IncumbentCosts& incumbent, const WayOpen& way) {
    const Workload& w = p_[id];
    sch::Option option;
    option.tag = static_cast<std::uint32_t>(way.offering.index());
    option.duration = way.way.duration();
    option.tariff = tariff_[way.coverage.index()];
    if (option.tariff != sch::none) {
      option.volume = w.volume.raw();
      set_fees(option, p_[way.offering].annual_fee);
    }
    option.aim = aim_costs(id, way.offering);
    // The status quo's slot of a migration in progress needs a cost even if a window bars it.
    WayOpen priced = way;
    if (const MigrationInProgress* m = p_.in_progress(id)) {
      const std::size_t from = index(p_.calendar().begin_period(m->cutover_from));
      if (!priced.open[from]) barred_.push_back(static_cast<std::uint32_t>(id.index()));
      priced.open[from] = true;
    }
    const auto service = option.tariff == sch::none
                             ? service_tail(p_, id, way.coverage, problem_.discount)
                             : std::vector<Cost>();
    option.cost = way_costs(p_, id, incumbent, priced, service, problem_.discount);
    for (int c = 0; c < p_.periods(); ++c)
      option.release.push_back(static_cast<std::int16_t>(incumbent.release(c, way.way.dual_run)));
    set_joins(option);
    add_effort_demands(option, w, way);
    add_money_demands(option, w, way.way);
    add_volume_demands(option, w, way);
    add_with_incentives(std::move(option), id, way);
  }

  /// Where the policy is voluntary at some starts only.
  void set_joins(sch::Option& option) const {
    const auto& regimes = p_.regimes();
    const bool always = std::all_of(regimes.begin(), regimes.end(),
                                    [](const Parameters& p) { return p.participation; });
    if (always || !ever_voluntary(p_)) return;
    for (int c = 0; c < p_.periods(); ++c)
      option.joins.push_back(voluntary(p_, c - option.duration));
  }

  /// Subsidies depend on the regime at cutover, and demands cannot: where regimes differ, the option is split.
  void add_with_incentives(sch::Option option, WorkloadId id, const WayOpen& way) {
    std::vector<sch::Option> parts{std::move(option)};
    const std::size_t regimes = p_.regimes().size();
    const bool split = subsidised() && regimes > 1 && p_.in_progress(id) == nullptr;
    if (split) parts = split_by_regime(parts.front());
    for (sch::Option& part : parts) {
      add_incentive(part, id, way);
      problem_.options.push_back(std::move(part));
    }
  }

  [[nodiscard]] bool subsidised() const {
    return std::any_of(p_.regimes().begin(), p_.regimes().end(), [](const Parameters& parameters) {
      return parameters.onboarding_subsidy != Decimal() || parameters.phase_subsidy != Decimal();
    });
  }

  [[nodiscard]] std::vector<sch::Option> split_by_regime(const sch::Option& option) const {
    std::vector<sch::Option> parts;
    for (std::size_t regime = 0; regime < p_.regimes().size(); ++regime) {
      sch::Option part = option;
      bool any = false;
      for (int c = 0; c < p_.periods(); ++c) {
        Cost& cost = part.cost[index(c)];
        if (p_.regime(c) != regime) cost = sch::forbidden;
        any = any || cost < sch::forbidden;
      }
      if (any) parts.push_back(std::move(part));
    }
    return parts.empty() ? std::vector<sch::Option>{option} : parts;
  }

  /// The agency is spared what the subsidy is worth to it; the funds pay.
  void add_incentive(sch::Option& option, WorkloadId id, const WayOpen& way) const {
    if (!subsidised()) return;
    const AgencyId agency = p_[id].agency.id();
    std::vector<Instalment> parts;
    bool charged = false;  // demands are the same for every cutover of a regime
    for (int c = 0; c < p_.periods(); ++c) {
      Cost credit = 0;
      if (option.cost[index(c)] < sch::forbidden) {
        parts = incentive(p_, id, way.offering, c);
        for (const Instalment& part : parts) {
          if (part.period < p_.periods())
            credit += sch::present_cost(static_cast<double>(part.amount.raw()),
                                        problem_.discount[index(part.period)]);
        }
        if (!charged) add_incentive_demands(option, agency, parts, c);
        charged = charged || !parts.empty();
      }
      option.credit.push_back(credit);
    }
  }

  /// One demand for each run of equal instalments.
  void add_incentive_demands(sch::Option& option, AgencyId agency,
                             const std::vector<Instalment>& parts, int c) const {
    const std::uint32_t fund = fund_pool(agency, MoneyKind::transfer);
    for (std::size_t i = 0, next = 0; i < parts.size(); i = next) {
      while (next < parts.size() && parts[next].amount == parts[i].amount) ++next;
      for (const std::uint32_t pool : {fund, incentives_})
        demand(option, pool, sch::Span::around, parts[i].period - c, parts[next - 1].period - c + 1,
               parts[i].amount.raw());
    }
  }

  void set_fees(sch::Option& option, const Profile<Money>& fee) const {
    option.fee = fee.at(p_.calendar(), 0).raw();
    if (fee.steps().size() == 1) return;
    for (int t = 0; t < p_.periods(); ++t) option.fees.push_back(fee.at(p_.calendar(), t).raw());
  }

  static void demand(sch::Option& option, std::uint32_t pool, sch::Span span, int from, int to,
                     Amount amount) {
    if (pool != sch::none && amount != 0 && (span != sch::Span::around || to > from))
      option.demands.push_back({pool, span, from, to, amount});
  }

  void add_effort_demands(sch::Option& option, const Workload& w, const WayOpen& way) {
    const std::size_t provider = p_[way.offering].provider.id().index();
    const std::size_t offering = way.offering.index();
    const auto both = [&](int from, int to, Decimal agency_effort, Decimal provider_effort) {
      for (const std::uint32_t pool : {provider_effort_[provider], offering_effort_[offering]}) {
        demand(option, pool, sch::Span::around, from, to, provider_effort.raw());
      }
      for (const AgencyId agency : p_.lineage(w.agency.id())) {
        demand(option, agency_effort_[agency.index()], sch::Span::around, from, to,
               agency_effort.raw());
      }
    };
    int at = -way.way.duration();
    for (const Way::PhaseNeeds& phase : way.way.phases) {
      both(at, at + phase.periods, phase.agency_effort, phase.provider_effort);
      at += phase.periods;
    }
    both(0, way.way.hypercare, way.way.hypercare_agency_effort, way.way.hypercare_provider_effort);
    for (const std::uint32_t pool :
         {provider_concurrent_[provider], offering_concurrent_[offering]}) {
      demand(option, pool, sch::Span::around, -way.way.duration(), 0, Decimal::scale);
    }
  }

  void add_money_demands(sch::Option& option, const Workload& w, const Way& way) {
    const AgencyId agency = w.agency.id();
    int at = -way.duration();
    for (const Way::PhaseNeeds& phase : way.phases) {
      demand(option, fund_pool(agency, MoneyKind::phase), sch::Span::around, at, at + phase.periods,
             phase.spend.raw());
      at += phase.periods;
    }
    demand(option, fund_pool(agency, MoneyKind::onboarding), sch::Span::around, 0, 1,
           way.onboarding.raw());
    demand(option, fund_pool(agency, MoneyKind::dual_run), sch::Span::until_release, 0, 0, 1);
    demand(option, fund_pool(agency, MoneyKind::decommission), sch::Span::at_release, 0, 0,
           w.decommission_cost.raw());
  }

  void add_volume_demands(sch::Option& option, const Workload& w, const WayOpen& way) {
    const std::uint32_t pool = volume_[way.coverage.index()];
    // Also a volume of 0 is listed: it tells the search that the tariff is concerned.
    if (pool != sch::none)
      option.demands.push_back({pool, sch::Span::around, 0, p_.periods(), w.volume.raw()});
    demand(option, incumbent_pool(w), sch::Span::after_release, 0, 0, -w.volume.raw());
  }

  void add_precedences() {
    for (std::size_t i = 0; i < s_.dependencies.size(); ++i) {
      const Dependency& d = s_.dependencies[i];
      const bool to_start = d.kind == DependencyKind::start_after;
      if (d.kind == DependencyKind::together) continue;  // blocks say it
      if (to_start && p_.in_progress(d.dependent.id()) != nullptr) continue;
      sch::Precedence arc{
          static_cast<std::uint32_t>(d.prerequisite.id().index()),
          static_cast<std::uint32_t>(d.dependent.id().index()),
          d.lag,
          to_start,
          d.if_retained == IfRetained::allow,
          d.break_price.has_value(),
          {},
          sch::none,
          0,
          tag(to_start ? ConstraintKind::start_after : ConstraintKind::cutover_before, i)};
      if (d.break_price) {
        for (const double discount : problem_.discount)
          arc.price.push_back(
              sch::present_cost(static_cast<double>(d.break_price->raw()), discount));
        arc.pool = fund_pool(p_[d.dependent.id()].agency.id(), MoneyKind::break_price);
        arc.amount = d.break_price->raw();
      }
      problem_.precedences.push_back(std::move(arc));
    }
  }

  sch::Link::Side link_side(WorkloadId w, Amount cents) const {
    sch::Link::Side side{static_cast<std::uint32_t>(w.index()),
                         {0},
                         fund_pool(p_[w].agency.id(), MoneyKind::bridge),
                         cents};
    for (const double discount : problem_.discount)
      side.prefix.push_back(side.prefix.back() +
                            sch::present_cost(static_cast<double>(cents), discount));
    return side;
  }

  void add_links() {
    for (std::size_t i = 0; i < s_.interfaces.size(); ++i) {
      const Interface& link = s_.interfaces[i];
      const Amount cents = link.cost_per_period.raw();
      const bool a_is_lesser = link.a.name() < link.b.name();
      const Amount odd = cents % 2;
      problem_.links.push_back({link_side(link.a.id(), cents / 2 + (a_is_lesser ? odd : 0)),
                                link_side(link.b.id(), cents / 2 + (a_is_lesser ? 0 : odd)),
                                tag(MoneyKind::bridge, i)});
    }
  }

  void add_blocks() {
    std::vector<std::size_t> group_of(s_.workloads.size());
    for (std::size_t g = 0; g < groups_.groups.size(); ++g) {
      auto& block = problem_.blocks.emplace_back();
      for (const WorkloadId w : groups_.groups[g]) {
        block.push_back(static_cast<std::uint32_t>(w.index()));
        group_of[w.index()] = g;
      }
      // What is fixed stands first: it tells what the block is.
      std::stable_partition(block.begin(), block.end(),
                            [&](std::uint32_t a) { return problem_.activities[a].fixed; });
    }
    // Within a block all slots are equal, so a start can only follow a slot if the way takes no time.
    for (const sch::Precedence& arc : problem_.precedences) {
      if (!arc.to_start || arc.soft || arc.allow ||
          group_of[arc.prerequisite] != group_of[arc.dependent])
        continue;
      for_options(arc.dependent, [](sch::Option& option) {
        if (option.duration > 0) std::fill(option.cost.begin(), option.cost.end(), sch::forbidden);
      });
    }
  }

  template <class Change>
  void for_options(std::uint32_t a, const Change& change) {
    const sch::Activity& activity = problem_.activities[a];
    for (std::uint32_t i = 0; i < activity.option_count; ++i)
      change(problem_.options[activity.first_option + i]);
  }

  int shortest(std::uint32_t a) {
    int least = p_.periods();
    for_options(a, [&](const sch::Option& option) { least = std::min(least, option.duration); });
    return least;
  }

  /// What must move takes its prerequisites and partners along, in time for it: the late times of the critical path
  /// method, component after component from the last. Inside a component times go round until they settle.
  void spread_obligations() {
    const Components parts = obligation_components();
    const NodeLists arcs =
        by_component(problem_.precedences, parts, [](const auto& arc) { return arc.dependent; });
    const NodeLists blocks =
        by_component(problem_.blocks, parts, [](const auto& block) { return block.front(); });
    for (std::size_t part = parts.count; part-- > 0;) {
      bool changed = true;
      while (changed) {
        changed = false;
        for (const std::uint32_t arc : arcs[part])
          changed |= oblige_prerequisite(problem_.precedences[arc]);
        for (const std::uint32_t block : blocks[part])
          changed |= oblige_partners(problem_.blocks[block]);
      }
    }
    for (std::uint32_t a = 0; a < problem_.activities.size(); ++a) bar_after_latest(a);
  }

  /// Components of what obliges: hard precedences, and the partners of a block one another.
  [[nodiscard]] Components obligation_components() const {
    std::vector<Arc> arcs;
    for (const sch::Precedence& arc : problem_.precedences) {
      if (!arc.soft && !arc.allow) arcs.push_back({arc.prerequisite, arc.dependent});
    }
    for (const auto& block : problem_.blocks) {
      for (std::size_t i = 0; i < block.size(); ++i)
        arcs.push_back({block[i], block[(i + 1) % block.size()]});
    }
    return components(DependencyGraph(problem_.activities.size(), arcs));
  }

  template <class Things, class ActivityOf>
  static NodeLists by_component(const Things& things, const Components& parts,
                                const ActivityOf& activity_of) {
    std::vector<std::uint32_t> labels;
    for (const auto& thing : things) labels.push_back(parts.of[activity_of(thing)]);
    return {labels, parts.count};
  }

  /// Whether that said something new.
  bool oblige(std::uint32_t a, int latest) {
    sch::Activity& activity = problem_.activities[a];
    latest = std::max(latest, -1);  // never; also ends the descent around a cycle that cannot move
    if (activity.required && latest_[a] <= latest) return false;
    activity.required = true;
    latest_[a] = std::min(latest_[a], latest);
    return true;
  }

  bool oblige_prerequisite(const sch::Precedence& arc) {
    if (arc.soft || arc.allow || !problem_.activities[arc.dependent].required) return false;
    return oblige(arc.prerequisite,
                  latest_[arc.dependent] - arc.lag - (arc.to_start ? shortest(arc.dependent) : 0));
  }

  bool oblige_partners(const std::vector<std::uint32_t>& block) {
    const bool must = std::any_of(block.begin(), block.end(),
                                  [&](std::uint32_t a) { return problem_.activities[a].required; });
    if (block.size() == 1 || !must) return false;
    int latest = p_.periods();
    for (const std::uint32_t a : block) latest = std::min(latest, latest_[a]);
    bool changed = false;
    for (const std::uint32_t a : block) changed |= oblige(a, latest);
    return changed;
  }

  void bar_after_latest(std::uint32_t a) {
    // The status quo's slot keeps its price: it is what the accounts start from (see leave_barred_slots).
    const MigrationInProgress* m = p_.in_progress(WorkloadId(a));
    const int priced = m != nullptr ? p_.calendar().begin_period(m->cutover_from) : -1;
    if (priced > latest_[a]) barred_.push_back(a);
    for_options(a, [&](sch::Option& option) {
      for (int c = std::max(0, latest_[a] + 1); c < p_.periods(); ++c) {
        if (c != priced) option.cost[index(c)] = sch::forbidden;
      }
    });
  }

  /// Migrations in progress that must cut over together but have different first slots start from their first common
  /// one, if there is one.
  void join_fixed() {
    for (const auto& block : problem_.blocks) {
      const auto end = std::find_if(block.begin(), block.end(),
                                    [&](std::uint32_t a) { return !problem_.activities[a].fixed; });
      const auto open = [&](std::uint32_t a, int s) {
        return problem_.options[status_quo_[a].option].cost[index(s)] < sch::forbidden;
      };
      const bool apart = std::any_of(block.begin(), end, [&](std::uint32_t a) {
        return status_quo_[a].slot != status_quo_[block.front()].slot;
      });
      for (int s = 0; apart && s < p_.periods(); ++s) {
        if (!std::all_of(block.begin(), end, [&](std::uint32_t a) { return open(a, s); })) continue;
        std::for_each(block.begin(), end, [&](std::uint32_t a) { status_quo_[a].slot = s; });
        break;
      }
    }
  }

  /// A migration in progress whose first slot is barred (blackout, rule, stage, duty) starts from its first open one.
  void leave_barred_slots() {
    for (const std::uint32_t a : barred_) {
      sch::Choice& choice = status_quo_[a];
      std::vector<Cost>& cost = problem_.options[choice.option].cost;
      const Cost priced = std::exchange(cost[index(choice.slot)], sch::forbidden);
      if (priced >= sch::forbidden) continue;  // listed twice
      const auto open =
          std::find_if(cost.begin(), cost.end(), [](Cost c) { return c < sch::forbidden; });
      if (open != cost.end()) {
        choice.slot = static_cast<int>(open - cost.begin());
      } else {
        cost[index(choice.slot)] = priced;
        stuck_.push_back(a);
      }
    }
  }

  void set_status_quo() {
    status_quo_.resize(s_.workloads.size());
    const Plan plan = qsmo::status_quo(p_);
    for (std::uint32_t a = 0; a < status_quo_.size(); ++a) {
      const auto& move = plan.moves[WorkloadId(a)];
      if (!move) continue;
      const sch::Activity& activity = problem_.activities[a];
      for (std::uint32_t i = 0; i < activity.option_count; ++i) {
        const std::uint32_t o = activity.first_option + i;
        if (problem_.options[o].tag == move->offering.index()) status_quo_[a] = {o, move->cutover};
      }
    }
  }

  void set_accounts() {
    for (std::size_t i = 0; i < s_.agencies.size(); ++i)
      problem_.accounts.push_back({false, 0, tag(ConstraintKind::participation, i)});
    if (!ever_voluntary(p_)) return;
    const std::vector<Cost> costs = sch::evaluate(problem_, status_quo_).account_costs;
    const double scale = 1e-6 / problem_.dollars_per_cost;
    for (std::size_t i = 0; i < s_.agencies.size(); ++i) {
      const double threshold = p_[AgencyId(i)].participation_threshold.to_double();
      problem_.accounts[i].bound = true;
      problem_.accounts[i].limit = costs[i] - sch::present_cost(threshold * 100.0, scale) +
                                   (scale < 1 ? 0 : participation_slack);
    }
  }

  std::vector<WorkloadId> impossible() {
    std::vector<WorkloadId> out;
    for (std::uint32_t a = 0; a < problem_.activities.size(); ++a) {
      bool any = std::find(stuck_.begin(), stuck_.end(), a) != stuck_.end();
      if (any) out.emplace_back(a);
      for_options(a, [&](const sch::Option& option) {
        any = any || std::any_of(option.cost.begin(), option.cost.end(),
                                 [](Cost c) { return c < sch::forbidden; });
      });
      if (problem_.activities[a].required && !any) out.emplace_back(a);
    }
    return out;
  }

  const Portfolio& p_;
  const Scenario& s_;
  const Aims& aims_;
  const StopPoint& stop_;
  MoveGroups groups_;
  Standings standings_;
  MandateJudge mandates_;
  sch::Problem problem_;
  sch::Solution status_quo_;
  std::vector<Source> sources_;
  std::vector<std::uint32_t> provider_effort_, provider_concurrent_, offering_effort_,
      offering_concurrent_, agency_effort_, fund_;
  std::vector<std::uint32_t> volume_, tariff_;  // by coverage
  std::uint32_t incentives_ = sch::none;
  std::vector<std::uint32_t> barred_;  // in progress, and the status quo's slot breaks a rule
  std::vector<std::uint32_t> stuck_;   // of these, those without an open slot
  std::vector<int> latest_;            // by workload: last cutover that duties leave
};

}  // namespace

Compiled compile(const Portfolio& portfolio, const Aims& aims) {
  return *compile(portfolio, aims, StopPoint());
}

std::optional<Compiled> compile(const Portfolio& portfolio, const Aims& aims,
                                const StopPoint& stop) {
  require_aims(portfolio, aims);
  if (stop.reached()) return std::nullopt;
  return Compiler(portfolio, aims, stop).run();
}

Plan plan_of(const Portfolio& portfolio, const scheduling::Problem& problem,
             const scheduling::Solution& solution) {
  Plan plan{IdVector<Workload, std::optional<Move>>(portfolio.scenario().workloads.size()), {}};
  for (std::size_t a = 0; a < solution.size(); ++a) {
    if (solution[a].option == scheduling::none) continue;
    plan.moves[WorkloadId(a)] =
        Move{OfferingId(problem.options[solution[a].option].tag), solution[a].slot};
  }
  return plan;
}

}  // namespace qsmo
