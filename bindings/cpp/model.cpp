#include <filesystem>

#include <qsmo/model/generator.hpp>
#include <qsmo/model/portfolio.hpp>
#include <qsmo/model/scenario_csv.hpp>
#include <qsmo/model/scenario_json.hpp>

#include "bindings.hpp"
#include "to_python.hpp"

namespace qsmo::bindings {
namespace {

/// The fields of a record as a dictionary.
template <class Record>
py::typing::Dict<py::str, py::object> fields(const Record& record) {
  py::dict result;
  auto visitor = [&](const Field& field, const auto& value) {
    result[py::str(std::string(field.name))] = to_python(value);
  };
  Record::visit(visitor, record);
  return result;
}

/// Field name to the values of all records; all fields are there even if no record is.
template <class Record>
Columns columns_of(const std::vector<Record>& table) {
  Columns columns;
  auto name_columns = [&](const Field& field, const auto&) {
    columns[py::str(std::string(field.name))] = py::list();
  };
  const Record any{};
  Record::visit(name_columns, any);
  for (const Record& record : table) {
    auto append = [&](const Field& field, const auto& value) {
      columns[py::str(std::string(field.name))].template cast<py::list>().append(to_python(value));
    };
    Record::visit(append, record);
  }
  return columns;
}

std::optional<Columns> columns(const Portfolio& portfolio, std::string_view wanted) {
  std::optional<Columns> found;
  Scenario::visit_tables(
      [&](std::string_view name, std::string_view, const auto& table) {
        if (name == wanted) found = columns_of(table);
      },
      portfolio.scenario());
  return found;
}

py::typing::Dict<py::str, py::int_> table_sizes(const Portfolio& portfolio) {
  py::dict sizes;
  Scenario::visit_tables(
      [&](std::string_view name, std::string_view, const auto& table) {
        sizes[py::str(std::string(name))] = table.size();
      },
      portfolio.scenario());
  return sizes;
}

template <class Value>
constexpr bool is_money = false;
template <>
constexpr bool is_money<Money> = true;
template <>
constexpr bool is_money<Profile<Money>> = true;
template <class Value>
constexpr bool is_money<std::optional<Value>> = is_money<Value>;

/// Names of the fields, in any table, that hold money and so have 2 places.
py::typing::Tuple<std::string, py::ellipsis> money_fields() {
  std::vector<std::string> names;
  const auto visit_record = [&]<class Record>(const Record& record) {
    auto visitor = [&]<class Value>(const Field& field, const Value&) {
      if (is_money<Value>) names.emplace_back(field.name);
    };
    Record::visit(visitor, record);
  };
  const Scenario any;
  Scenario::visit_tables([&]<class Record>(std::string_view, std::string_view,
                                           const std::vector<Record>&) { visit_record(Record()); },
                         any);
  return tuple_of(names);
}

py::typing::Tuple<double, py::ellipsis> discount_factors(const Portfolio& portfolio) {
  std::vector<double> factors;
  for (int t = 0; t < portfolio.periods(); ++t) factors.push_back(portfolio.discount_factor(t));
  return tuple_of(factors);
}

Portfolio generate(int agencies, int services, int periods, double capacity_ratio,
                   std::uint64_t seed) {
  return Portfolio(generate_scenario({.agencies = agencies,
                                      .services = services,
                                      .periods = periods,
                                      .capacity_ratio = capacity_ratio,
                                      .seed = seed}));
}

// Texts and paths come as bytes: a file need not be UTF-8, nor its name.

Portfolio parse(const py::bytes& text, std::string_view name) {
  const std::string_view view = text;
  const py::gil_scoped_release release;
  return parse_scenario_json(view, name);
}

Portfolio load(const py::bytes& path) {
  const std::string name = path;
  const py::gil_scoped_release release;
  return load_scenario(name);
}

void write_csv(const Portfolio& portfolio, const py::bytes& folder) {
  const std::string name = folder;
  const py::gil_scoped_release release;
  write_scenario_csv(portfolio.scenario(), name);
}

}  // namespace

void bind_model(py::module_& module) {
  py::class_<Portfolio> type(module, "Portfolio", doc("qsmo::Portfolio"));
  type.def(py::init<const Portfolio&>(), py::arg("portfolio"));
  type.def_property_readonly(
      "name", [](const Portfolio& self) { return self.settings().name; }, "Name of the scenario.");
  type.def_property_readonly("periods", &Portfolio::periods, "Periods in the horizon.");
  type.def_property_readonly(
      "as_of", [](const Portfolio& self) { return self.calendar().as_of().to_string(); },
      "First month of period 0.");
  type.def_property_readonly("calendar", &Portfolio::calendar, doc("qsmo::Calendar"));
  type.def_property_readonly("discount_factors", &discount_factors,
                             "By period: what a dollar is worth in period 0.");
  type.def_property_readonly("fingerprint", &Portfolio::fingerprint,
                             doc("qsmo::Portfolio::fingerprint"));
  type.def(
      "to_json", [](const Portfolio& self) { return to_json(self.scenario()); }, ReleaseGil(),
      doc("qsmo::to_json(const Scenario&)"));
  type.def("_settings", [](const Portfolio& self) { return fields(self.settings()); });
  type.def("_table_sizes", &table_sizes);
  type.def("_columns", &columns, py::arg("table"));
  type.def("_write_csv", &write_csv, py::arg("folder"));
  type.def(
      "__eq__", [](const Portfolio& a, const Portfolio& b) { return a == b; }, py::is_operator());
  type.def("__hash__", [](const Portfolio& self) { return py::hash(py::str(self.fingerprint())); });
  type.def(py::pickle([](const Portfolio& self) { return to_json(self.scenario()); },
                      [](const std::string& text) { return parse_scenario_json(text); }));

  module.def("money_fields", &money_fields,
             "Names of the fields, in any table, that hold money and so have 2 places.");
  module.def("load_scenario", &load, py::arg("path"), doc("qsmo::load_scenario"));
  module.def("parse_scenario_json", &parse, py::arg("text"), py::arg("name"),
             doc("qsmo::parse_scenario_json"));
  module.def("generate", &generate, py::kw_only(), py::arg("agencies"), py::arg("services"),
             py::arg("periods"), py::arg("capacity_ratio"), py::arg("seed"), ReleaseGil(),
             doc("qsmo::generate_scenario"));
  module.def("scenario_schema", &scenario_schema, doc("qsmo::scenario_schema"));
}

}  // namespace qsmo::bindings
