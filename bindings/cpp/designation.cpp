#include <qsmo/planning/adoption.hpp>
#include <qsmo/policy/designation.hpp>

#include "bindings.hpp"
#include "fitting.hpp"

namespace qsmo::bindings {
namespace {

Date parse_date(const std::string& text) {
  if (const std::optional<Date> date = Date::parse(text)) return *date;
  throw py::value_error("not a date such as 2021-10 or 2021-10-15: " + text);
}

/// The names of steps, as a list.
std::vector<std::string_view> names_of(const std::vector<GovernanceStep>& steps) {
  std::vector<std::string_view> names;
  for (const GovernanceStep step : steps) names.push_back(name_of(step));
  return names;
}

/// Outcome and reason of operational_plan_rule, and the facts that it was asked with.
py::typing::Dict<py::str, py::object> plan_on(const Portfolio& portfolio, std::string_view name,
                                              const std::string& date) {
  const MarketplaceId marketplace = portfolio.marketplace(name);
  const Date day = parse_date(date);
  const Verdict verdict = operational_plan(portfolio, marketplace, day);
  py::dict out;
  out["outcome"] = name_of(verdict.outcome());
  out["reason"] = name_of(verdict.reason);
  auto add = [&](const Field& field, const auto& value) {
    out[py::str(std::string(field.name))] = value;
  };
  const OperationalPlanFacts facts = operational_plan_facts(portfolio, marketplace, day);
  OperationalPlanFacts::visit(add, facts);
  return out;
}

Columns step_columns(const Portfolio& portfolio, std::string_view name) {
  Columns columns;
  for (const char* column : {"step", "date", "outcome", "reason", "state", "members", "votes_for",
                             "votes_against", "source"})
    columns[column] = py::list();
  const auto put = [&](const char* column, auto&& value) {
    columns[column].template cast<py::list>().append(std::forward<decltype(value)>(value));
  };
  for (const DesignationStep& step : designation_steps(portfolio, portfolio.marketplace(name))) {
    put("step", name_of(step.event->step));
    put("date", step.event->date.to_string());
    put("outcome", name_of(step.verdict.outcome()));
    put("reason", name_of(step.verdict.reason));
    put("state", name_of(step.verdict.state));
    put("members", step.event->members);
    put("votes_for", step.event->votes_for);
    put("votes_against", step.event->votes_against);
    put("source", step.event->source);
  }
  return columns;
}

using StateTuple =
    std::tuple<std::string_view, std::vector<std::string_view>, std::vector<std::string_view>>;

StateTuple state_on(const Portfolio& portfolio, std::string_view name, const std::string& date) {
  const GovernanceState state =
      governance_state(portfolio, portfolio.marketplace(name), parse_date(date));
  return {name_of(state.state), names_of(state.done), names_of(state.open)};
}

Columns adoption_columns(const Portfolio& portfolio, const Plan& plan, int t) {
  Columns columns;
  for (const char* column :
       {"agency", "area", "status", "workloads", "adopted", "under_way", "planned"})
    columns[column] = py::list();
  const auto put = [&](const char* column, auto&& value) {
    columns[column].template cast<py::list>().append(std::forward<decltype(value)>(value));
  };
  for (const Adoption& row : adoption(portfolio, fitting(portfolio, plan), t)) {
    put("agency", portfolio[row.agency].id);
    put("area", portfolio.scenario().areas[row.area.index()].id);
    put("status", name_of(row.verdict.status));
    put("workloads", row.facts.workloads);
    put("adopted", row.facts.adopted);
    put("under_way", row.facts.under_way);
    put("planned", row.facts.planned);
  }
  return columns;
}

}  // namespace

void bind_designation(py::module_& module) {
  module.def("operational_plan", &plan_on, py::arg("portfolio"), py::arg("marketplace"),
             py::arg("date"), doc("qsmo::operational_plan"));
  module.def("_designation_columns", &step_columns, py::arg("portfolio"), py::arg("marketplace"),
             doc("qsmo::designation_steps"));
  module.def("governance_state", &state_on, py::arg("portfolio"), py::arg("marketplace"),
             py::arg("date"), doc("qsmo::governance_state"));
  module.def("_adoption_columns", &adoption_columns, py::arg("portfolio"), py::arg("plan"),
             py::arg("t"), doc("qsmo::adoption"));
}

}  // namespace qsmo::bindings
