#include <pybind11/numpy.h>

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include <qsmo/planning/check.hpp>
#include <qsmo/planning/money.hpp>
#include <qsmo/planning/plan_json.hpp>

#include "bindings.hpp"
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

/// The plan, if its ids are positions in the portfolio's tables: a plan that was unpickled may have any.
const Plan& fitting(const Portfolio& portfolio, const Plan& plan) {
  const Scenario& scenario = portfolio.scenario();
  const bool fits =
      plan.moves.size() == scenario.workloads.size() &&
      std::all_of(plan.moves.begin(), plan.moves.end(),
                  [&](const auto& move) {
                    return !move || move->offering.index() < scenario.offerings.size();
                  }) &&
      std::all_of(plan.transfers.begin(), plan.transfers.end(), [&](const Transfer& transfer) {
        return transfer.agency.index() < scenario.agencies.size() && transfer.period >= 0 &&
               transfer.period < portfolio.periods();
      });
  if (!fits) throw py::value_error("the plan is not one of this portfolio");
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
  module.def("transplant", &transplant, py::arg("source"), py::arg("plan"), py::arg("target"),
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

Violation make_violation(const std::string& kind, const std::vector<std::string>& entities,
                         std::optional<int> period, std::optional<int> fiscal_year,
                         std::optional<double> amount, const std::string& unit,
                         const std::string& message) {
  const std::optional<ConstraintKind> known = enum_from<ConstraintKind>(kind);
  if (!known) throw py::value_error("no kind of constraint: " + kind);
  return {*known, entities, period, fiscal_year, amount, unit, message};
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

PlanResult make_result(const std::string& status, const Plan& plan, double net_benefit,
                       double bound, double gap, double cost, std::uint64_t seed,
                       std::optional<std::uint64_t> work_limit, std::optional<double> time_limit,
                       bool stopped, const std::vector<std::string>& warnings) {
  const std::optional<Status> known = enum_from<Status>(status);
  if (!known) throw py::value_error("no status: " + status);
  return {*known, plan,       net_benefit, bound,   gap,     cost,
          seed,   work_limit, time_limit,  stopped, warnings};
}

void bind_planner(py::module_& module) {
  py::class_<Progress> progress(module, "Progress", doc("qsmo::Progress"));
  progress.def_readonly("net_benefit", &Progress::net_benefit,
                        doc("qsmo::PlanResult::net_benefit"));
  progress.def_readonly("bound", &Progress::bound, doc("qsmo::PlanResult::bound"));
  progress.def_readonly("gap", &Progress::gap, doc("qsmo::PlanResult::gap"));
  progress.def_readonly("share", &Progress::share, doc("qsmo::Progress::share"));
  progress.def("__repr__", [](const py::object& self) {
    return represent(self, {"net_benefit", "bound", "gap", "share"});
  });

  py::class_<PlanResult> type(module, "PlanResult", doc("qsmo::PlanResult"));
  type.def_property_readonly(
      "status", [](const PlanResult& self) { return name_of(self.status); }, doc("qsmo::Status"));
  type.def_readonly("plan", &PlanResult::plan, doc("qsmo::PlanResult::plan"));
  type.def_readonly("net_benefit", &PlanResult::net_benefit, doc("qsmo::PlanResult::net_benefit"));
  type.def_readonly("bound", &PlanResult::bound, doc("qsmo::PlanResult::bound"));
  type.def_readonly("gap", &PlanResult::gap, doc("qsmo::PlanResult::gap"));
  type.def_readonly("cost", &PlanResult::cost, doc("qsmo::PlanResult::cost"));
  type.def_readonly("seed", &PlanResult::seed);
  type.def_readonly("work_limit", &PlanResult::work_limit);
  type.def_readonly("time_limit", &PlanResult::time_limit);
  type.def_readonly("stopped", &PlanResult::stopped, doc("qsmo::PlanResult::stopped"));
  type.def_property_readonly(
      "warnings", [](const PlanResult& self) { return tuple_of(self.warnings); },
      doc("qsmo::PlanResult::warnings"));
  type.def(
      "to_json",
      [](const PlanResult& self, const Portfolio& portfolio) { return to_json(portfolio, self); },
      py::arg("portfolio"), ReleaseGil(),
      doc("qsmo::to_json(const Portfolio&, const PlanResult&)"));
  value_semantics(type,
                  {"status", "plan", "net_benefit", "bound", "gap", "cost", "seed", "work_limit",
                   "time_limit", "stopped", "warnings"},
                  &make_result);

  module.attr("DEFAULT_WORK_LIMIT") = default_work_limit;
  module.def("plan", &watched_plan, py::arg("portfolio"), py::kw_only(), py::arg("seed"),
             py::arg("work_limit"), py::arg("time_limit"), py::arg("threads"), py::arg("progress"),
             doc("qsmo::plan"));
}

}  // namespace

void bind_planning(py::module_& module) {
  bind_plan(module);
  module.def("_plan_columns", &plan_columns, py::arg("portfolio"), py::arg("plan"));
  module.def("_phase_columns", &phase_columns, py::arg("portfolio"), py::arg("plan"));
  bind_check(module);
  bind_money(module);
  bind_planner(module);
}

}  // namespace qsmo::bindings
