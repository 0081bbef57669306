#include <pybind11/numpy.h>

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include <qsmo/planning/bearings.hpp>
#include <qsmo/planning/check.hpp>
#include <qsmo/planning/money.hpp>
#include <qsmo/planning/plan_json.hpp>
#include <qsmo/planning/price_of_policy.hpp>
#include <qsmo/policy/participation.hpp>

#include "bindings.hpp"
#include "fitting.hpp"
#include "watched_run.hpp"

namespace qsmo::bindings {
namespace {

// A move as (offering, cutover) and a transfer as (agency, period, cents), by position in the portfolio's tables.
using MoveState = std::optional<std::pair<std::size_t, int>>;
using TransferState = std::tuple<std::size_t, int, std::int64_t>;

std::vector<MoveState> moves_of(const Plan& plan) {
  std::vector<MoveState> moves;
  for (const std::optional<Move>& move : plan.moves) {
    moves.push_back(move ? MoveState({move->offering.index(), move->cutover}) : std::nullopt);
  }
  return moves;
}

std::vector<TransferState> transfers_of(const Plan& plan) {
  std::vector<TransferState> transfers;
  for (const Transfer& transfer : plan.transfers) {
    transfers.emplace_back(transfer.agency.index(), transfer.period, transfer.amount.raw());
  }
  return transfers;
}

Plan make_plan(const std::vector<MoveState>& moves, const std::vector<TransferState>& transfers) {
  Plan plan;
  for (const MoveState& move : moves) {
    plan.moves.push_back(move ? std::optional(Move{OfferingId(move->first), move->second})
                              : std::nullopt);
  }
  for (const auto& [agency, period, cents] : transfers) {
    plan.transfers.push_back({AgencyId(agency), period, Money::from_raw(cents)});
  }
  return plan;
}

Plan parse(const Portfolio& portfolio, const py::bytes& text, std::string_view name) {
  const std::string_view view = text;
  const py::gil_scoped_release release;
  return parse_plan_json(portfolio, view, name);
}

void bind_plan(py::module_& module) {
  py::class_<Plan> type(module, "Plan", doc("qsmo::Plan"));
  type.def(py::init<const Plan&>(), py::arg("plan"));
  type.def_property_readonly(
      "moves", [](const Plan& self) { return tuple_of(moves_of(self)); },
      "By workload, in the portfolio's order: None, or positions (offering, cutover).");
  type.def_property_readonly(
      "transfers", [](const Plan& self) { return tuple_of(transfers_of(self)); },
      "As (agency, period, cents).");
  value_semantics(type, {"moves", "transfers"}, &make_plan);

  module.def("status_quo", &status_quo, py::arg("portfolio"), doc("qsmo::status_quo"));
  module.def(
      "transplant",
      [](const Portfolio& source, const Plan& plan, const Portfolio& target, bool leave_out) {
        return transplant(source, fitting(source, plan), target,
                          leave_out ? Missing::leave_out : Missing::refuse);
      },
      py::arg("source"), py::arg("plan"), py::arg("target"), py::arg("leave_out") = false,
      doc("qsmo::transplant"));
  module.def("parse_plan_json", &parse, py::arg("portfolio"), py::arg("text"), py::arg("name"),
             doc("qsmo::parse_plan_json"));
  module.def("plan_schema", &plan_schema, doc("qsmo::plan_schema"));
}

/// One row per workload: what the plan does with it.
Columns plan_columns(const Portfolio& portfolio, const Plan& plan) {
  Columns columns;
  for (const char* column : {"workload", "agency", "service", "area", "action", "offering",
                             "provider", "start_period", "cutover_period", "in_progress"})
    columns[column] = py::list();
  const auto put = [&](const char* column, auto&& value) {
    columns[column].template cast<py::list>().append(std::forward<decltype(value)>(value));
  };
  for (std::size_t i = 0; i < fitting(portfolio, plan).moves.size(); ++i) {
    const WorkloadId id(i);
    const Workload& workload = portfolio[id];
    const std::optional<Move>& move = plan.moves[id];
    put("workload", workload.id);
    put("agency", workload.agency.name());
    put("service", workload.service.name());
    put("area", portfolio[workload.service.id()].area.name());
    put("action", name_of(move ? PinAction::migrate : PinAction::retain));
    put("offering", move ? py::object(py::str(portfolio[move->offering].id)) : py::none());
    put("provider",
        move ? py::object(py::str(portfolio[move->offering].provider.name())) : py::none());
    put("start_period", move ? std::optional(start_of(portfolio, id, *move)) : std::nullopt);
    put("cutover_period", move ? std::optional(move->cutover) : std::nullopt);
    put("in_progress", portfolio.in_progress(id) != nullptr);
  }
  return columns;
}

/// One row per phase, hypercare and dual running of each move, with the periods [begin, end) inside the horizon.
Columns phase_columns(const Portfolio& portfolio, const Plan& plan) {
  py::list workloads, phases, begins, ends;
  const auto put = [&](const Workload& workload, std::string_view phase, int begin, int end) {
    begin = std::max(begin, 0);
    end = std::min(end, portfolio.periods());
    if (begin >= end) return;
    workloads.append(workload.id);
    phases.append(phase);
    begins.append(begin);
    ends.append(end);
  };
  for (std::size_t i = 0; i < fitting(portfolio, plan).moves.size(); ++i) {
    const WorkloadId id(i);
    const std::optional<Move>& move = plan.moves[id];
    if (!move) continue;
    const Way way = portfolio.way(id, move->offering);
    int begin = start_of(portfolio, id, *move);
    for (std::size_t k = 0; k < phase_count; ++k) {
      put(portfolio[id], name_of(static_cast<Phase>(k)), begin, begin + way.phases[k].periods);
      begin += way.phases[k].periods;
    }
    put(portfolio[id], "hypercare", move->cutover, move->cutover + way.hypercare);
    put(portfolio[id], "dual_run", move->cutover, release_of(portfolio, id, move));
  }
  Columns columns;
  columns["workload"] = workloads;
  columns["phase"] = phases;
  columns["begin_period"] = begins;
  columns["end_period"] = ends;
  return columns;
}

/// The kind of that name; `none` if there is no name.
std::optional<ConstraintKind> kind_of(const std::optional<std::string>& name) {
  if (!name) return std::nullopt;
  const std::optional<ConstraintKind> known = enum_from<ConstraintKind>(*name);
  if (!known) throw py::value_error("no kind of constraint: " + *name);
  return known;
}

Violation make_violation(const std::string& kind, const std::vector<std::string>& entities,
                         std::optional<int> period, std::optional<int> fiscal_year,
                         std::optional<double> amount, const std::string& unit,
                         const std::string& message) {
  return {*kind_of(kind), entities, period, fiscal_year, amount, unit, message};
}

void bind_check(py::module_& module) {
  py::class_<Violation> type(module, "Violation", doc("qsmo::Violation"));
  type.def(py::init(&make_violation), py::arg("kind"), py::arg("entities"),
           py::arg("period") = py::none(), py::arg("fiscal_year") = py::none(),
           py::arg("amount") = py::none(), py::arg("unit") = "", py::arg("message") = "");
  type.def_property_readonly(
      "kind", [](const Violation& self) { return name_of(self.kind); },
      doc("qsmo::ConstraintKind"));
  type.def_property_readonly(
      "entities", [](const Violation& self) { return tuple_of(self.entities); },
      doc("qsmo::Violation::entities"));
  type.def_readonly("period", &Violation::period, doc("qsmo::Violation::period"));
  type.def_readonly("fiscal_year", &Violation::fiscal_year, doc("qsmo::Violation::fiscal_year"));
  type.def_readonly("amount", &Violation::amount, doc("qsmo::Violation::amount"));
  type.def_readonly("unit", &Violation::unit, doc("qsmo::Violation::unit"));
  type.def_readonly("message", &Violation::message, doc("qsmo::Violation::message"));
  type.def("__str__", [](const Violation& self) { return self.message; });
  value_semantics(type, {"kind", "entities", "period", "fiscal_year", "amount", "unit", "message"},
                  &make_violation);

  module.def(
      "check",
      [](const Portfolio& portfolio, const Plan& plan) {
        return check(portfolio, fitting(portfolio, plan));
      },
      py::arg("portfolio"), py::arg("plan"), ReleaseGil(), doc("qsmo::check"));
}

/// Cents by [agency, kind, period].
py::array_t<std::int64_t> cents(const Portfolio& portfolio, const Plan& plan) {
  const Statement statement = evaluate(portfolio, fitting(portfolio, plan));
  py::array_t<std::int64_t> array(
      {statement.agencies(), money_kind_count, static_cast<std::size_t>(statement.periods())});
  auto cells = array.mutable_unchecked<3>();
  for (std::size_t agency = 0; agency < statement.agencies(); ++agency) {
    for (std::size_t kind = 0; kind < money_kind_count; ++kind) {
      for (int t = 0; t < statement.periods(); ++t) {
        cells(static_cast<py::ssize_t>(agency), static_cast<py::ssize_t>(kind), t) =
            statement.amount(AgencyId(agency), static_cast<MoneyKind>(kind), t).raw();
      }
    }
  }
  return array;
}

/// One row per fund and fiscal year: budget and spend in dollars.
Columns fund_columns(const Portfolio& portfolio, const Plan& plan) {
  const Statement statement = evaluate(portfolio, fitting(portfolio, plan));
  py::list names, years, budgets, spends;
  for (std::size_t i = 0; i < portfolio.scenario().funds.size(); ++i) {
    for (const int year : statement.fiscal_years()) {
      names.append(portfolio[FundId(i)].id);
      years.append(year);
      budgets.append(portfolio.budget(FundId(i), year).to_double());
      spends.append(statement.spend(FundId(i), year).to_double());
    }
  }
  Columns columns;
  columns["fund"] = names;
  columns["fiscal_year"] = years;
  columns["budget"] = budgets;
  columns["spend"] = spends;
  return columns;
}

Benefit make_benefit(double net_benefit, std::optional<int> breakeven,
                     const std::vector<double>& cumulative_saving) {
  return {net_benefit, breakeven, cumulative_saving};
}

void bind_money(py::module_& module) {
  py::class_<Benefit> type(module, "Benefit", doc("qsmo::Benefit"));
  type.def_readonly("net_benefit", &Benefit::net_benefit, doc("qsmo::Benefit::net_benefit"));
  type.def_readonly("breakeven", &Benefit::breakeven, doc("qsmo::Benefit::breakeven"));
  type.def_property_readonly(
      "cumulative_saving",
      [](const Benefit& self) {
        return py::array_t<double>(static_cast<py::ssize_t>(self.cumulative_saving.size()),
                                   self.cumulative_saving.data());
      },
      doc("qsmo::Benefit::cumulative_saving"));
  type.def_property_readonly("_savings",
                             [](const Benefit& self) { return tuple_of(self.cumulative_saving); });
  value_semantics(type, {"net_benefit", "breakeven", "_savings"}, &make_benefit);

  module.def(
      "money_kinds",
      [] {
        return tuple_of(std::vector<std::string_view>(EnumNames<MoneyKind>::names.begin(),
                                                      EnumNames<MoneyKind>::names.end()));
      },
      doc("qsmo::MoneyKind"));
  module.def("cents", &cents, py::arg("portfolio"), py::arg("plan"), doc("qsmo::evaluate"));
  module.def("_fund_columns", &fund_columns, py::arg("portfolio"), py::arg("plan"));
  module.def(
      "compare",
      [](const Portfolio& portfolio, const Plan& plan) {
        return compare(portfolio, evaluate(portfolio, status_quo(portfolio)),
                       evaluate(portfolio, fitting(portfolio, plan)),
                       any_new_move(portfolio, plan));
      },
      py::arg("portfolio"), py::arg("plan"), ReleaseGil(), doc("qsmo::compare"));
}

ObjectiveTerm make_term(const std::string& name, std::size_t count, double amount) {
  return {name, count, amount};
}

ShadowPrice make_price(const std::string& kind, const std::vector<std::string>& entities,
                       std::optional<int> period, std::optional<int> fiscal_year, double price,
                       const std::string& unit) {
  return {*kind_of(kind), entities, period, fiscal_year, price, unit};
}

Witness make_witness(const std::optional<std::string>& kind,
                     const std::vector<std::string>& entities, std::optional<int> period,
                     std::optional<int> last_period, std::optional<int> fiscal_year,
                     std::optional<int> last_fiscal_year, const std::vector<std::string>& workloads,
                     const std::vector<double>& draws, double need, double capacity,
                     const std::string& unit, const std::string& message) {
  return {kind_of(kind), entities, period, last_period, fiscal_year, last_fiscal_year,
          workloads,     draws,    need,   capacity,    unit,        message};
}

/// A property whose vector becomes a tuple, so that it can be hashed.
template <class Type, class Value>
void tuple_property(py::class_<Type>& type, const char* name, std::vector<Value> Type::*member,
                    const char* text) {
  type.def_property_readonly(
      name, [member](const Type& self) { return tuple_of(self.*member); }, text);
}

void bind_findings(py::module_& module) {
  py::class_<ObjectiveTerm> term(module, "ObjectiveTerm", doc("qsmo::ObjectiveTerm"));
  term.def_readonly("name", &ObjectiveTerm::name, doc("qsmo::ObjectiveTerm::name"));
  term.def_readonly("count", &ObjectiveTerm::count, doc("qsmo::ObjectiveTerm::count"));
  term.def_readonly("amount", &ObjectiveTerm::amount, doc("qsmo::ObjectiveTerm::amount"));
  value_semantics(term, {"name", "count", "amount"}, &make_term);

  py::class_<ShadowPrice> price(module, "ShadowPrice", doc("qsmo::ShadowPrice"));
  price.def_property_readonly(
      "kind", [](const ShadowPrice& self) { return name_of(self.kind); },
      doc("qsmo::ConstraintKind"));
  tuple_property(price, "entities", &ShadowPrice::entities, doc("qsmo::ShadowPrice::entities"));
  price.def_readonly("period", &ShadowPrice::period);
  price.def_readonly("fiscal_year", &ShadowPrice::fiscal_year,
                     doc("qsmo::ShadowPrice::fiscal_year"));
  price.def_readonly("price", &ShadowPrice::price, doc("qsmo::ShadowPrice::price"));
  price.def_readonly("unit", &ShadowPrice::unit, doc("qsmo::ShadowPrice::unit"));
  value_semantics(price, {"kind", "entities", "period", "fiscal_year", "price", "unit"},
                  &make_price);

  py::class_<Witness> witness(module, "Witness", doc("qsmo::Witness"));
  witness.def_property_readonly(
      "kind",
      [](const Witness& self) {
        return self.kind ? std::optional(name_of(*self.kind)) : std::nullopt;
      },
      doc("qsmo::Witness::kind"));
  tuple_property(witness, "entities", &Witness::entities, doc("qsmo::Witness::entities"));
  witness.def_readonly("period", &Witness::period, doc("qsmo::Witness::period"));
  witness.def_readonly("last_period", &Witness::last_period);
  witness.def_readonly("fiscal_year", &Witness::fiscal_year, doc("qsmo::Witness::fiscal_year"));
  witness.def_readonly("last_fiscal_year", &Witness::last_fiscal_year);
  tuple_property(witness, "workloads", &Witness::workloads, "Names of what must move.");
  tuple_property(witness, "draws", &Witness::draws, doc("qsmo::Witness::draws"));
  witness.def_readonly("need", &Witness::need, doc("qsmo::Witness::need"));
  witness.def_readonly("capacity", &Witness::capacity, doc("qsmo::Witness::capacity"));
  witness.def_readonly("unit", &Witness::unit);
  witness.def_readonly("message", &Witness::message, doc("qsmo::Witness::message"));
  witness.def("__str__", [](const Witness& self) { return self.message; });
  value_semantics(witness,
                  {"kind", "entities", "period", "last_period", "fiscal_year", "last_fiscal_year",
                   "workloads", "draws", "need", "capacity", "unit", "message"},
                  &make_witness);
}

/// Aims from plain values: prices in cents, a band or None for each workload.
Aims make_aims(const std::optional<Plan>& published, std::int64_t change_price,
               const std::optional<std::array<std::int64_t, risk_band_count>>& risk,
               const std::vector<std::optional<std::string>>& bands,
               const std::optional<std::array<std::int64_t, 12>>& disruption) {
  Aims aims;
  if (published) aims.changes = {*published, Money::from_raw(change_price)};
  if (risk) {
    aims.risk = RiskAim{};
    std::transform(risk->begin(), risk->end(), aims.risk->price.begin(), &Money::from_raw);
    for (const auto& name : bands) {
      const auto band = name ? enum_from<RiskBand>(*name) : std::nullopt;
      if (name && !band) throw py::value_error("no risk band: " + *name);
      aims.risk->band.push_back(band);
    }
  }
  if (disruption) {
    aims.disruption = DisruptionAim{};
    std::transform(disruption->begin(), disruption->end(), aims.disruption->price.begin(),
                   &Money::from_raw);
  }
  return aims;
}

PlanOptions make_options(std::uint64_t seed, std::optional<std::uint64_t> work_limit,
                         std::optional<double> time_limit,
                         std::optional<std::uint64_t> memory_limit, int threads,
                         std::optional<Plan> warm_start, const std::optional<Aims>& aims) {
  PlanOptions options;
  options.seed = seed;
  options.work_limit = work_limit;
  options.time_limit = time_limit;
  options.memory_limit = memory_limit;
  options.threads = threads;
  options.warm_start = std::move(warm_start);
  if (aims) options.aims = *aims;
  return options;
}

PlanResult make_result(const std::string& status, const Plan& plan, double net_benefit,
                       double objective, double bound, double gap, double cost,
                       const std::vector<ObjectiveTerm>& objective_terms,
                       const std::vector<ShadowPrice>& shadow_prices,
                       const std::optional<Witness>& infeasibility, std::uint64_t seed,
                       std::optional<std::uint64_t> work_limit, std::optional<double> time_limit,
                       bool stopped, const std::vector<std::string>& warnings) {
  const std::optional<Status> known = enum_from<Status>(status);
  if (!known) throw py::value_error("no status: " + status);
  return {*known, plan,       net_benefit,     objective,     bound,
          gap,    cost,       objective_terms, shadow_prices, infeasibility,
          seed,   work_limit, time_limit,      stopped,       warnings};
}

void bind_result(py::module_& module) {
  py::class_<PlanResult> type(module, "PlanResult", doc("qsmo::PlanResult"));
  type.def_property_readonly(
      "status", [](const PlanResult& self) { return name_of(self.status); }, doc("qsmo::Status"));
  type.def_readonly("plan", &PlanResult::plan, doc("qsmo::PlanResult::plan"));
  type.def_readonly("net_benefit", &PlanResult::net_benefit, doc("qsmo::PlanResult::net_benefit"));
  type.def_readonly("objective", &PlanResult::objective, doc("qsmo::PlanResult::objective"));
  type.def_readonly("bound", &PlanResult::bound, doc("qsmo::PlanResult::bound"));
  type.def_readonly("gap", &PlanResult::gap, doc("qsmo::PlanResult::gap"));
  type.def_readonly("cost", &PlanResult::cost, doc("qsmo::PlanResult::cost"));
  tuple_property(type, "objective_terms", &PlanResult::objective_terms,
                 doc("qsmo::PlanResult::objective_terms"));
  tuple_property(type, "shadow_prices", &PlanResult::shadow_prices,
                 doc("qsmo::PlanResult::shadow_prices"));
  type.def_readonly("infeasibility", &PlanResult::infeasibility,
                    doc("qsmo::PlanResult::infeasibility"));
  type.def_readonly("seed", &PlanResult::seed);
  type.def_readonly("work_limit", &PlanResult::work_limit);
  type.def_readonly("time_limit", &PlanResult::time_limit);
  type.def_readonly("stopped", &PlanResult::stopped, doc("qsmo::PlanResult::stopped"));
  tuple_property(type, "warnings", &PlanResult::warnings, doc("qsmo::PlanResult::warnings"));
  type.def(
      "to_json",
      [](const PlanResult& self, const Portfolio& portfolio) { return to_json(portfolio, self); },
      py::arg("portfolio"), ReleaseGil(),
      doc("qsmo::to_json(const Portfolio&, const PlanResult&)"));
  value_semantics(type,
                  {"status", "plan", "net_benefit", "objective", "bound", "gap", "cost",
                   "objective_terms", "shadow_prices", "infeasibility", "seed", "work_limit",
                   "time_limit", "stopped", "warnings"},
                  &make_result);
}

void bind_planner(py::module_& module) {
  py::class_<Progress> progress(module, "Progress", doc("qsmo::Progress"));
  progress.def_readonly("value", &Progress::value, doc("qsmo::Progress::value"));
  progress.def_readonly("bound", &Progress::bound, doc("qsmo::PlanResult::bound"));
  progress.def_readonly("gap", &Progress::gap, doc("qsmo::PlanResult::gap"));
  progress.def_readonly("moves", &Progress::moves, doc("qsmo::Progress::moves"));
  progress.def_readonly("share", &Progress::share, doc("qsmo::Progress::share"));
  progress.def("__repr__", [](const py::object& self) {
    return represent(self, {"value", "bound", "gap", "moves", "share"});
  });

  py::class_<Aims> aims(module, "NativeAims", doc("qsmo::Aims"));
  aims.def(py::init(&make_aims), py::kw_only(), py::arg("published"), py::arg("change_price"),
           py::arg("risk"), py::arg("bands"), py::arg("disruption"));
  py::class_<PlanOptions> options(module, "PlanOptions",
                                  "How long, from where and for what to plan.");
  options.def(py::init(&make_options), py::kw_only(), py::arg("seed"), py::arg("work_limit"),
              py::arg("time_limit"), py::arg("memory_limit"), py::arg("threads"),
              py::arg("warm_start"), py::arg("aims"));
  bind_findings(module);
  bind_result(module);

  module.attr("DEFAULT_WORK_LIMIT") = default_work_limit;
  module.def("plan", &watched_plan, py::arg("portfolio"), py::arg("options"), py::arg("progress"),
             doc("qsmo::plan"));
  module.def("memory_need", &memory_need, py::arg("portfolio"), doc("qsmo::memory_need"));
}

/// A move as (offering's name, cutover).
using NamedMove = std::optional<std::pair<std::string, int>>;

NamedMove named(const Portfolio& portfolio, const std::optional<Move>& move) {
  if (!move) return std::nullopt;
  return std::pair(portfolio[move->offering].id, move->cutover);
}

void bind_what_if(py::module_& module) {
  py::class_<Comparison> type(module, "Comparison", doc("qsmo::Comparison"));
  type.def_readonly("base", &Comparison::base);
  type.def_readonly("variant", &Comparison::variant);
  type.def_readonly("least", &Comparison::least, doc("qsmo::Comparison::least"));
  type.def_readonly("most", &Comparison::most);
  type.def(
      "changes",
      [](const Comparison& self, const Portfolio& base, const Portfolio& variant) {
        std::vector<std::tuple<std::string, NamedMove, NamedMove>> rows;
        for (const ChangedDecision& change : self.changes)
          rows.emplace_back(change.workload, named(base, change.base),
                            named(variant, change.variant));
        return rows;
      },
      py::arg("base"), py::arg("variant"), doc("qsmo::Comparison::changes"));
  module.def("what_if", &watched_what_if, py::arg("base"), py::arg("variant"), py::arg("options"),
             py::arg("progress"), doc("qsmo::what_if"));
}

/// Columns of the bearings of a plan, by name.
py::dict bearing_columns(const Portfolio& portfolio, const Plan& plan) {
  const std::vector<Bearing> found = bearings(portfolio, fitting(portfolio, plan));
  const std::vector<Explanation> words = explain(portfolio, plan, found);
  py::list workload, offering, rule, reason, outcome, first, last, periods, sentence, reference;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Bearing& bearing = found[i];
    workload.append(portfolio[bearing.workload].id);
    offering.append(bearing.offering ? py::cast(portfolio[*bearing.offering].id) : py::none());
    rule.append(name_of(info_of(bearing.reason).rule));
    reason.append(name_of(bearing.reason));
    outcome.append(name_of(info_of(bearing.reason).outcome));
    first.append(bearing.first);
    last.append(bearing.last);
    periods.append(bearing.periods);
    sentence.append(words[i].sentence);
    std::string references;
    for (const ParameterUsed& used : words[i].parameters) {
      if (used.reference.empty()) continue;
      references += (references.empty() ? "" : "; ") + used.name + ": " + used.reference;
    }
    reference.append(references);
  }
  py::dict columns;
  columns["workload"] = workload;
  columns["offering"] = offering;
  columns["rule"] = rule;
  columns["reason"] = reason;
  columns["outcome"] = outcome;
  columns["first_period"] = first;
  columns["last_period"] = last;
  columns["periods"] = periods;
  columns["sentence"] = sentence;
  columns["reference"] = reference;
  return columns;
}

/// Columns of the stakes of agencies, by name.
py::dict stake_columns(const Portfolio& portfolio, const Plan& plan) {
  py::list agency, value, threshold, subsidy, migrations;
  for (const AgencyStake& stake : stakes(portfolio, fitting(portfolio, plan))) {
    agency.append(portfolio[stake.agency].id);
    value.append(stake.value);
    threshold.append(stake.threshold.to_double());
    subsidy.append(stake.subsidy.to_double());
    migrations.append(stake.migrations);
  }
  py::dict columns;
  columns["agency"] = agency;
  columns["value"] = value;
  columns["threshold"] = threshold;
  columns["subsidy"] = subsidy;
  columns["migrations"] = migrations;
  return columns;
}

void bind_price_of_policy(py::module_& module) {
  module.def("without_mandates", &without_mandates, py::arg("portfolio"),
             doc("qsmo::without_mandates"));
  module.def("without_participation", &without_participation, py::arg("portfolio"),
             doc("qsmo::without_participation"));
  module.def("ever_voluntary", &ever_voluntary, py::arg("portfolio"), doc("qsmo::ever_voluntary"));
  module.def("has_mandates", &has_mandates, py::arg("portfolio"), doc("qsmo::has_mandates"));
  module.def(
      "price_of_force",
      [](const Comparison& comparison) -> std::optional<std::pair<double, double>> {
        const std::optional<Interval> price = price_of_force(comparison);
        if (!price) return std::nullopt;
        return std::pair(price->least, price->most);
      },
      py::arg("comparison"), doc("qsmo::price_of_force"));
  module.def("_stake_columns", &stake_columns, py::arg("portfolio"), py::arg("plan"));
  module.def("_bearing_columns", &bearing_columns, py::arg("portfolio"), py::arg("plan"));
  module.def(
      "quality_shortfalls",
      [](const Portfolio& portfolio, const Plan& plan) {
        std::vector<std::string> names;
        for (const WorkloadId w : quality_shortfalls(portfolio, fitting(portfolio, plan)))
          names.push_back(portfolio[w].id);
        return names;
      },
      py::arg("portfolio"), py::arg("plan"), doc("qsmo::quality_shortfalls"));
}

}  // namespace

void bind_planning(py::module_& module) {
  bind_plan(module);
  module.def("_plan_columns", &plan_columns, py::arg("portfolio"), py::arg("plan"));
  module.def("_phase_columns", &phase_columns, py::arg("portfolio"), py::arg("plan"));
  bind_check(module);
  bind_money(module);
  bind_planner(module);
  bind_what_if(module);
  bind_price_of_policy(module);
}

}  // namespace qsmo::bindings
