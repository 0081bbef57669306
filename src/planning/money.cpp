#include "qsmo/planning/money.hpp"

#include <array>
#include <string>
#include <utility>

#include "core/wide_integer.hpp"
#include "qsmo/policy/participation.hpp"

namespace qsmo {
namespace {

constexpr Int128 million = Decimal::scale;

std::vector<int> fiscal_years_of(const Calendar& calendar) {
  std::vector<int> years;
  for (int year = calendar.fiscal_year(0); year <= calendar.fiscal_year(calendar.periods() - 1);
       ++year) {
    years.push_back(year);
  }
  return years;
}

Statement empty_statement(const Portfolio& portfolio) {
  const Scenario& scenario = portfolio.scenario();
  return Statement(scenario.agencies.size(), portfolio.periods(), scenario.funds.size(),
                   fiscal_years_of(portfolio.calendar()));
}

// Books lines into a statement, and each also with the fund that pays it.
class Book {
 public:
  explicit Book(const Portfolio& portfolio)
      : statement_(empty_statement(portfolio)),
        funds_(portfolio.scenario().agencies.size() * money_kind_count) {
    for (std::size_t i = 0; i < funds_.size(); ++i) {
      const auto kind = static_cast<MoneyKind>(i % money_kind_count);
      funds_[i] = portfolio.fund(AgencyId(i / money_kind_count), kind);
    }
    for (int t = 0; t < portfolio.periods(); ++t) {
      years_.push_back(portfolio.calendar().fiscal_year(t));
    }
  }

  void add(AgencyId agency, MoneyKind kind, int t, Money amount) {
    add(agency, kind, t, amount, amount);
  }

  void add_transfer(const Transfer& transfer) {
    add(transfer.agency, MoneyKind::transfer, transfer.period, -transfer.amount, transfer.amount);
  }

  [[nodiscard]] Statement take() { return std::move(statement_); }

 private:
  void add(AgencyId agency, MoneyKind kind, int t, Money line, Money spend) {
    if (line == Money()) return;
    statement_.add(agency, kind, t, line);
    const auto& fund = funds_[agency.index() * money_kind_count + static_cast<std::size_t>(kind)];
    if (fund) statement_.add_spend(*fund, years_[static_cast<std::size_t>(t)], spend);
  }

  Statement statement_;
  std::vector<std::optional<FundId>> funds_;  // (agency, kind)
  std::vector<int> years_;
};

Money rounded(Int128 numerator, Int128 denominator) {
  return Money::from_raw(round_half_away(numerator, denominator));
}

// ---- what the incumbent costs

// One period of the incumbent, before and after the ends of its contract and of itself.
class IncumbentCost {
 public:
  IncumbentCost(const Calendar& calendar, const Workload& workload)
      : contract_end_(last_period(calendar, workload.contract_end)),
        incumbent_end_(last_period(calendar, workload.incumbent_end)) {
    const Int128 premium = million + workload.extension_premium.raw();
    const Int128 factor =
        workload.fallback_factor ? Int128(workload.fallback_factor->raw()) : million;
    for (bool extended : {false, true}) {
      for (bool kept : {false, true}) {
        const Int128 factors = (extended ? premium : million) * (kept ? factor : million);
        amounts_[index(extended, kept)] = rounded(workload.annual_cost.raw() * factors,
                                                  million * million * calendar.periods_per_year());
      }
    }
  }

  [[nodiscard]] Money at(int t) const {
    return amounts_[index(t > contract_end_, t > incumbent_end_)];
  }

 private:
  static std::size_t index(bool extended, bool kept) {
    return (extended ? 2U : 0U) + (kept ? 1U : 0U);
  }
  static int last_period(const Calendar& calendar, const std::optional<Date>& date) {
    return date ? calendar.last_period(*date) : calendar.periods();
  }

  int contract_end_;
  int incumbent_end_;
  std::array<Money, 4> amounts_;
};

Money stranded_amount(const Calendar& calendar, const Workload& workload) {
  return rounded(Int128(workload.annual_cost.raw()) * workload.stranded_share.raw(),
                 million * calendar.periods_per_year());
}

void add_incumbent(const Portfolio& portfolio, WorkloadId id, const std::optional<Move>& move,
                   Book& book) {
  const Workload& workload = portfolio[id];
  const Calendar& calendar = portfolio.calendar();
  const AgencyId agency = workload.agency.id();
  const int cutover = move ? move->cutover : portfolio.periods();
  const int release = release_of(portfolio, id, move);
  const IncumbentCost cost(calendar, workload);
  for (int t = 0; t < cutover; ++t) book.add(agency, MoneyKind::legacy, t, cost.at(t));
  for (int t = cutover; t < release; ++t) book.add(agency, MoneyKind::dual_run, t, cost.at(t));
  if (release == portfolio.periods()) return;
  book.add(agency, MoneyKind::decommission, release, workload.decommission_cost);
  if (!workload.contract_end) return;
  const int owed_until =
      std::min(calendar.last_period(*workload.contract_end), portfolio.periods() - 1);
  const Money stranded = stranded_amount(calendar, workload);
  for (int t = release; t <= owed_until; ++t) book.add(agency, MoneyKind::stranded, t, stranded);
}

// ---- what the offering costs

// A unit price in millionths of a dollar, exact: incremental prices are averages.
struct Price {
  Int128 numerator = 0;
  Int128 denominator = 1;
  friend bool operator==(const Price&, const Price&) = default;
};

Price all_units_price(const Portfolio& portfolio, std::span<const Tier* const> tiers,
                      Decimal volume, int t) {
  const Tier* reached = tiers.front();
  for (const Tier* tier : tiers) {
    if (tier->from_volume <= volume) reached = tier;
  }
  return {reached->unit_price.at(portfolio.calendar(), t).raw(), 1};
}

// Average over the volume, each unit at the price of its slice.
Price incremental_price(const Portfolio& portfolio, std::span<const Tier* const> tiers,
                        Decimal volume, int t) {
  if (volume == Decimal()) return all_units_price(portfolio, tiers, volume, t);
  Int128 sum = 0;
  for (std::size_t i = 0; i < tiers.size() && tiers[i]->from_volume < volume; ++i) {
    const Decimal end = i + 1 < tiers.size() ? std::min(tiers[i + 1]->from_volume, volume) : volume;
    const Int128 slice = Int128(end.raw()) - tiers[i]->from_volume.raw();
    sum += slice * tiers[i]->unit_price.at(portfolio.calendar(), t).raw();
  }
  return {sum, volume.raw()};
}

std::vector<Price> prices(const Portfolio& portfolio, CoverageId coverage,
                          const std::vector<Decimal>& volume) {
  const auto tiers = portfolio.tiers(coverage);
  const bool incremental = portfolio[coverage].pricing == Pricing::incremental;
  std::vector<Price> out;
  for (int t = 0; t < portfolio.periods(); ++t) {
    const Decimal reached = volume[static_cast<std::size_t>(t)];
    out.push_back(incremental ? incremental_price(portfolio, tiers, reached, t)
                              : all_units_price(portfolio, tiers, reached, t));
  }
  return out;
}

std::vector<Money> annual_fees(const Portfolio& portfolio, OfferingId offering) {
  std::vector<Money> out;
  for (int t = 0; t < portfolio.periods(); ++t) {
    out.push_back(portfolio[offering].annual_fee.at(portfolio.calendar(), t));
  }
  return out;
}

// (volume x price + fee) / n in cents. Prices and volumes are in millionths, so their product is in
// 1e-12 dollars; 1e10 of these are a cent. Only averages over large volumes exceed 128 bits.
Money service_amount(Decimal volume, const Price& price, Money fee, int periods_per_year) {
  constexpr Int128 cent = 10'000'000'000;
  const Int128 denominator = price.denominator * cent * periods_per_year;
  Int128 units = 0;
  Int128 fees = 0;
  Int128 sum = 0;
  if (!__builtin_mul_overflow(Int128(volume.raw()), price.numerator, &units) &&
      !__builtin_mul_overflow(fee.raw() * cent, price.denominator, &fees) &&
      !__builtin_add_overflow(units, fees, &sum)) {
    return rounded(sum, denominator);
  }
  const WideInteger wide_sum = WideInteger(volume.raw()) * WideInteger(price.numerator) +
                               WideInteger(fee.raw() * cent) * WideInteger(price.denominator);
  return Money::from_raw(round_half_away(wide_sum, WideInteger(denominator)));
}

// Prices of coverages and fees of offerings by period, of those that somebody moves onto.
class PriceList {
 public:
  PriceList(const Portfolio& portfolio, const Plan& plan)
      : prices_(portfolio.scenario().coverages.size()),
        fees_(portfolio.scenario().offerings.size()) {
    const auto volume = volumes(portfolio, plan);
    for (std::size_t i = 0; i < plan.moves.size(); ++i) {
      const auto& move = plan.moves[WorkloadId(i)];
      if (!move) continue;
      const CoverageId coverage = coverage_of(portfolio, WorkloadId(i), *move);
      if (prices_[coverage].empty())
        prices_[coverage] = prices(portfolio, coverage, volume[coverage]);
      auto& fees = fees_[move->offering];
      if (fees.empty()) fees = annual_fees(portfolio, move->offering);
    }
  }

  [[nodiscard]] static CoverageId coverage_of(const Portfolio& portfolio, WorkloadId workload,
                                              const Move& move) {
    return portfolio.coverage(move.offering, portfolio[workload].service.id()).value();
  }
  [[nodiscard]] const std::vector<Price>& prices_of(CoverageId coverage) const {
    return prices_[coverage];
  }
  [[nodiscard]] const std::vector<Money>& fees_of(OfferingId offering) const {
    return fees_[offering];
  }

 private:
  IdVector<Coverage, std::vector<Price>> prices_;
  IdVector<Offering, std::vector<Money>> fees_;
};

void add_service(const Portfolio& portfolio, WorkloadId id, const Move& move, const PriceList& list,
                 Book& book) {
  const Workload& workload = portfolio[id];
  const auto& prices = list.prices_of(PriceList::coverage_of(portfolio, id, move));
  const auto& fees = list.fees_of(move.offering);
  const int n = portfolio.calendar().periods_per_year();
  Money amount;
  for (int t = move.cutover; t < portfolio.periods(); ++t) {
    const auto i = static_cast<std::size_t>(t);
    const bool changed = t == move.cutover || prices[i] != prices[i - 1] || fees[i] != fees[i - 1];
    if (changed) amount = service_amount(workload.volume, prices[i], fees[i], n);
    book.add(workload.agency.id(), MoneyKind::service, t, amount);
  }
}

// What was spent before the horizon is sunk.
void add_migration(const Portfolio& portfolio, WorkloadId id, const Move& move, Book& book) {
  const AgencyId agency = portfolio[id].agency.id();
  const Way way = portfolio.way(id, move.offering);
  int t = move.cutover - way.duration();
  for (const Way::PhaseNeeds& phase : way.phases) {
    const int end = t + phase.periods;
    for (t = std::max(t, 0); t < end; ++t) book.add(agency, MoneyKind::phase, t, phase.spend);
    t = end;
  }
  book.add(agency, MoneyKind::onboarding, move.cutover, way.onboarding);
}

// Subsidies come by the policy, beside the transfers that the plan decides.
void add_incentive(const Portfolio& portfolio, WorkloadId id, const Move& move, Book& book) {
  for (const Instalment& part : incentive(portfolio, id, move.offering, move.cutover)) {
    if (part.period < portfolio.periods())
      book.add_transfer({portfolio[id].agency.id(), part.period, part.amount});
  }
}

// ---- what ties workloads together costs

int cutover_or_horizon(const Portfolio& portfolio, const Plan& plan, WorkloadId workload) {
  const auto& move = plan.moves[workload];
  return move ? move->cutover : portfolio.periods();
}

void add_bridge(const Portfolio& portfolio, const Plan& plan, const Interface& link, Book& book) {
  const bool a_first = link.a.name() < link.b.name();  // compares bytes
  const WorkloadId lesser = a_first ? link.a.id() : link.b.id();
  const WorkloadId greater = a_first ? link.b.id() : link.a.id();
  const std::int64_t cents = link.cost_per_period.raw();
  const auto [from, to] = std::minmax(
      {cutover_or_horizon(portfolio, plan, lesser), cutover_or_horizon(portfolio, plan, greater)});
  for (int t = from; t < to; ++t) {
    book.add(portfolio[lesser].agency.id(), MoneyKind::bridge, t,
             Money::from_raw(cents - cents / 2));
    book.add(portfolio[greater].agency.id(), MoneyKind::bridge, t, Money::from_raw(cents / 2));
  }
}

// A start that is sunk cannot come too early, so start_after does not bind a migration in progress.
bool violated(const Portfolio& portfolio, const Plan& plan, const Dependency& arc) {
  const WorkloadId dependent = arc.dependent.id();
  const auto& move = plan.moves[dependent];
  const auto& prerequisite = plan.moves[arc.prerequisite.id()];
  const bool after = arc.kind == DependencyKind::start_after;
  if (!move || (after && portfolio.in_progress(dependent) != nullptr)) return false;
  if (!prerequisite) return arc.if_retained == IfRetained::retain;
  const int bound_period = after ? start_of(portfolio, dependent, *move) : move->cutover;
  return bound_period < prerequisite->cutover + arc.lag;
}

void add_break(const Portfolio& portfolio, const Plan& plan, const Dependency& arc, Book& book) {
  if (!arc.break_price || !violated(portfolio, plan, arc)) return;
  const WorkloadId dependent = arc.dependent.id();
  book.add(portfolio[dependent].agency.id(), MoneyKind::break_price, plan.moves[dependent]->cutover,
           *arc.break_price);
}

// ---- plans that have no money

class PlanFaults {
 public:
  void add(std::string pointer, std::string value, std::string expected) {
    faults_.push_back(Fault{"", 0, std::move(pointer), std::move(value), std::move(expected), ""});
  }
  void add_period(std::string pointer, int period, int periods) {
    if (period >= 0 && period < periods) return;
    add(std::move(pointer), std::to_string(period),
        "a period of 0.." + std::to_string(periods - 1));
  }
  void raise() {
    if (!faults_.empty()) throw InputError(std::move(faults_));
  }

 private:
  std::vector<Fault> faults_;
};

void check_move(const Portfolio& portfolio, WorkloadId id, const Move& move, PlanFaults& faults) {
  const std::string pointer = "/moves/" + std::to_string(id.index());
  const Workload& workload = portfolio[id];
  faults.add_period(pointer + "/cutover", move.cutover, portfolio.periods());
  if (move.offering.index() >= portfolio.scenario().offerings.size()) {
    faults.add(pointer + "/offering", std::to_string(move.offering.index()),
               "an offering of the portfolio");
  } else if (!portfolio.coverage(move.offering, workload.service.id())) {
    faults.add(pointer + "/offering", portfolio[move.offering].id,
               "an offering that covers " + workload.service.name() + ", for workload " +
                   workload.id);
  }
}

void check_plan(const Portfolio& portfolio, const Plan& plan) {
  const Scenario& scenario = portfolio.scenario();
  PlanFaults faults;
  if (plan.moves.size() != scenario.workloads.size()) {
    faults.add("/moves", std::to_string(plan.moves.size()),
               "one entry for each of " + std::to_string(scenario.workloads.size()) + " workloads");
    faults.raise();
  }
  for (std::size_t i = 0; i < plan.moves.size(); ++i) {
    const WorkloadId id(i);
    if (plan.moves[id]) check_move(portfolio, id, *plan.moves[id], faults);
  }
  for (std::size_t i = 0; i < plan.transfers.size(); ++i) {
    const std::string pointer = "/transfers/" + std::to_string(i);
    const Transfer& transfer = plan.transfers[i];
    faults.add_period(pointer + "/period", transfer.period, portfolio.periods());
    if (transfer.agency.index() >= scenario.agencies.size()) {
      faults.add(pointer + "/agency", std::to_string(transfer.agency.index()),
                 "an agency of the portfolio");
    }
  }
  faults.raise();
}

std::optional<std::size_t> year_offset(const std::vector<int>& years, int year) {
  if (years.empty() || year < years.front() || year > years.back()) return std::nullopt;
  return static_cast<std::size_t>(year - years.front());
}

double discounted(const Portfolio& portfolio, int t, Money amount) {
  return static_cast<double>(amount.raw()) * portfolio.discount_factor(t) / 100;
}

}  // namespace

Statement::Statement(std::size_t agencies, int periods, std::size_t funds,
                     std::vector<int> fiscal_years)
    : agencies_(agencies),
      periods_(periods),
      fiscal_years_(std::move(fiscal_years)),
      cells_(agencies * static_cast<std::size_t>(periods) * money_kind_count),
      spend_(funds * fiscal_years_.size()) {}

Money Statement::amount(AgencyId agency, MoneyKind kind, int period) const {
  return cells_[cell(agency, kind, period)];
}

Money Statement::total(int period) const {
  Money sum;
  for (std::size_t i = 0; i < agencies_; ++i) {
    sum += total(AgencyId(i), period);
    sum -= amount(AgencyId(i), MoneyKind::transfer, period);
  }
  return sum;
}

Money Statement::total(AgencyId agency, int period) const {
  Money sum;
  const std::size_t first = cell(agency, MoneyKind{}, period);
  for (std::size_t kind = 0; kind < money_kind_count; ++kind) sum += cells_[first + kind];
  return sum;
}

Money Statement::spend(FundId fund, int fiscal_year) const {
  const auto offset = year_offset(fiscal_years_, fiscal_year);
  return offset ? spend_.at(fund.index() * fiscal_years_.size() + *offset) : Money();
}

void Statement::add(AgencyId agency, MoneyKind kind, int period, Money amount) {
  cells_[cell(agency, kind, period)] += amount;
}

void Statement::add_spend(FundId fund, int fiscal_year, Money amount) {
  const auto offset = year_offset(fiscal_years_, fiscal_year);
  if (!offset) throw UnknownNameError("fiscal year", std::to_string(fiscal_year), "");
  spend_.at(fund.index() * fiscal_years_.size() + *offset) += amount;
}

std::size_t Statement::cell(AgencyId agency, MoneyKind kind, int period) const {
  if (agency.index() >= agencies_)
    throw UnknownNameError("agency", std::to_string(agency.index()), "");
  if (period < 0 || period >= periods_)
    throw UnknownNameError("period", std::to_string(period), "");
  const auto row =
      agency.index() * static_cast<std::size_t>(periods_) + static_cast<std::size_t>(period);
  return row * money_kind_count + static_cast<std::size_t>(kind);
}

Statement evaluate(const Portfolio& portfolio, const Plan& plan) {
  check_plan(portfolio, plan);
  const PriceList list(portfolio, plan);
  Book book(portfolio);
  for (std::size_t i = 0; i < plan.moves.size(); ++i) {
    const WorkloadId id(i);
    const auto& move = plan.moves[id];
    add_incumbent(portfolio, id, move, book);
    if (!move) continue;
    add_service(portfolio, id, *move, list, book);
    add_migration(portfolio, id, *move, book);
    add_incentive(portfolio, id, *move, book);
  }
  for (const Interface& link : portfolio.scenario().interfaces)
    add_bridge(portfolio, plan, link, book);
  for (const Dependency& arc : portfolio.scenario().dependencies)
    add_break(portfolio, plan, arc, book);
  for (const Transfer& transfer : plan.transfers) book.add_transfer(transfer);
  return book.take();
}

double present_value(const Portfolio& portfolio, const Statement& statement) {
  double sum = 0;
  for (int t = 0; t < statement.periods(); ++t) sum += discounted(portfolio, t, statement.total(t));
  return sum;
}

double present_value(const Portfolio& portfolio, const Statement& statement, AgencyId agency) {
  double sum = 0;
  for (int t = 0; t < statement.periods(); ++t) {
    sum += discounted(portfolio, t, statement.total(agency, t));
  }
  return sum;
}

Benefit compare(const Portfolio& portfolio, const Statement& status_quo, const Statement& plan,
                bool any_move) {
  Benefit benefit;
  for (int t = 0; t < plan.periods(); ++t) {
    benefit.net_benefit += discounted(portfolio, t, status_quo.total(t) - plan.total(t));
    benefit.cumulative_saving.push_back(benefit.net_benefit);
  }
  if (!any_move) return benefit;
  // From the end back to the last period that is still short.
  int t = plan.periods();
  while (t > 0 && -benefit.cumulative_saving[static_cast<std::size_t>(t) - 1] < half_a_cent) --t;
  if (t < plan.periods()) benefit.breakeven = t;
  return benefit;
}

bool any_new_move(const Portfolio& portfolio, const Plan& plan) {
  for (std::size_t i = 0; i < plan.moves.size(); ++i) {
    if (plan.moves[WorkloadId(i)] && portfolio.in_progress(WorkloadId(i)) == nullptr) return true;
  }
  return false;
}

}  // namespace qsmo
