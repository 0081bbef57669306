#include <qsmo/core/error.hpp>
#include <qsmo/model/measure_target.hpp>
#include <qsmo/policy/assessment.hpp>
#include <qsmo/policy/observation_generator.hpp>

#include <iterator>

#include "bindings.hpp"

namespace qsmo::bindings {
namespace {

py::object number(const std::optional<Decimal>& value) {
  if (!value) return py::none();
  return py::float_(value->to_double());
}

py::object text(std::string_view value) {
  if (value.empty()) return py::none();
  return py::str(std::string(value));
}

/// Columns that are filled row by row.
class Table {
 public:
  explicit Table(const std::vector<const char*>& names) {
    for (const char* name : names) {
      lists_.emplace_back();
      columns_[name] = lists_.back();
    }
  }
  void add(const std::vector<py::object>& row) {
    for (std::size_t i = 0; i < row.size(); ++i) lists_[i].append(row[i]);
  }
  [[nodiscard]] Columns columns() const { return columns_; }

 private:
  py::dict columns_;
  std::vector<py::list> lists_;
};

/// What is assessed of every offering, in the order of the table.
template <class Visitor>
void visit_assessments(const Portfolio& portfolio, std::optional<int> last, Visitor&& visit) {
  const Assessor assessor(portfolio);
  for (std::size_t i = 0; i < portfolio.scenario().offerings.size(); ++i) {
    for (const PeriodAssessment& one : assessor.assess(OfferingId(i), last))
      visit(OfferingId(i), one);
  }
}

Columns assessment_columns(const Portfolio& portfolio, std::optional<int> last) {
  Table table({"offering", "period", "label", "score", "standing", "low_periods", "high_periods",
               "missing_periods", "reason"});
  visit_assessments(portfolio, last, [&](OfferingId offering, const PeriodAssessment& one) {
    const AssessmentVerdict& verdict = one.verdict;
    table.add({text(portfolio[offering].id), py::int_(one.period),
               text(portfolio.calendar().label(one.period)), number(one.score.score),
               text(name_of(verdict.standing)), py::int_(verdict.low_periods),
               py::int_(verdict.high_periods), py::int_(verdict.missing_periods),
               text(name_of(verdict.reason))});
  });
  return table.columns();
}

Columns attainment_columns(const Portfolio& portfolio, std::optional<int> last) {
  Table table({"offering", "measure", "period", "label", "value", "unit", "direction", "target",
               "weight", "attainment", "reason"});
  visit_assessments(portfolio, last, [&](OfferingId offering, const PeriodAssessment& one) {
    for (const Attainment& attainment : one.attainments) {
      const Measure& measure = portfolio.scenario().measures[attainment.measure.index()];
      table.add({text(portfolio[offering].id), text(measure.id), py::int_(one.period),
                 text(portfolio.calendar().label(one.period)), number(attainment.value),
                 text(measure.unit), text(name_of(measure.direction)), number(measure.target),
                 number(measure.weight), number(attainment.verdict.attainment),
                 text(name_of(attainment.verdict.reason))});
    }
  });
  return table.columns();
}

std::string_view standing_on(const Portfolio& portfolio, std::string_view offering,
                             const std::string& date) {
  const std::optional<Date> when = Date::parse(date);
  if (!when) throw py::value_error("not a date such as 2021-10 or 2021-10-15: " + date);
  return name_of(standing_at(portfolio, portfolio.offering(offering), *when));
}

py::typing::Dict<py::str, py::str> assessed(const Portfolio& portfolio) {
  const IdVector<Offering, Standing> standings = assessed_standings(portfolio);
  py::dict out;
  for (std::size_t i = 0; i < standings.size(); ++i)
    out[text(portfolio[OfferingId(i)].id)] = text(name_of(standings[OfferingId(i)]));
  return out;
}

/// Sets the options that are given.
class OptionSetter {
 public:
  explicit OptionSetter(const py::dict& given) : given_(given) {}
  void operator()(const Field& field, int& value) {
    if (const py::object number = take(field)) value = cast<int>(field, number);
  }
  void operator()(const Field& field, Decimal& value) {
    if (const py::object number = take(field))
      value = Decimal::nearest(cast<double>(field, number));
  }
  [[nodiscard]] std::size_t taken() const { return taken_; }

 private:
  py::object take(const Field& field) {
    const py::str name{std::string(field.name)};
    if (!given_.contains(name)) return {};
    ++taken_;
    return given_[name];
  }

  template <class Number>
  static Number cast(const Field& field, const py::object& number) {
    try {
      return number.cast<Number>();
    } catch (const py::cast_error&) {
      throw py::type_error(std::string(field.name) +
                           ": not such a number: " + std::string(py::repr(number)));
    }
  }

  const py::dict& given_;
  std::size_t taken_ = 0;
};

Portfolio with_observations(const Portfolio& portfolio, std::uint64_t seed,
                            const py::dict& options) {
  ObservationOptions chosen;
  OptionSetter setter(options);
  ObservationOptions::visit(setter, chosen);
  if (setter.taken() != options.size()) throw py::type_error("an option that does not exist");
  const py::gil_scoped_release release;
  std::vector<Observation> made = generate_observations(portfolio, seed, chosen);
  return portfolio.replace([&](Scenario& scenario) {
    std::move(made.begin(), made.end(), std::back_inserter(scenario.observations));
  });
}

/// Options by name: the initial value, the unit and the meaning.
class OptionLister {
 public:
  void operator()(const Field& field, int value) { add(field, py::int_(value)); }
  void operator()(const Field& field, Decimal value) { add(field, py::float_(value.to_double())); }
  Table table{{"option", "initial", "unit", "meaning"}};

 private:
  void add(const Field& field, const py::object& value) {
    table.add({text(field.name), value, text(field.unit), text(field.doc)});
  }
};

Columns option_columns() {
  OptionLister lister;
  const ObservationOptions initial;
  ObservationOptions::visit(lister, initial);
  return lister.table.columns();
}

std::tuple<std::string_view, std::optional<double>, std::string>
target_of(const std::string& written) {
  const MeasureTarget target = parse_target(written);
  std::optional<double> value;
  if (target.target) value = target.target->to_double();
  return {name_of(target.direction), value, target.unit};
}

}  // namespace

void bind_assessment(py::module_& module) {
  module.def("assessment_columns", &assessment_columns, py::arg("portfolio"), py::arg("last"),
             doc("qsmo::Assessor::assess"));
  module.def("attainment_columns", &attainment_columns, py::arg("portfolio"), py::arg("last"),
             doc("qsmo::Attainment"));
  module.def("standing_at", &standing_on, py::arg("portfolio"), py::arg("offering"),
             py::arg("date"), doc("qsmo::standing_at"));
  module.def("assessed_standings", &assessed, py::arg("portfolio"),
             doc("qsmo::assessed_standings"));
  module.def("with_observations", &with_observations, py::arg("portfolio"), py::arg("seed"),
             py::arg("options"), doc("qsmo::generate_observations"));
  module.def("observation_option_columns", &option_columns, doc("qsmo::ObservationOptions"));
  module.def("parse_target", &target_of, py::arg("text"), doc("qsmo::parse_target"));
}

}  // namespace qsmo::bindings
