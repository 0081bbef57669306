#include <qsmo/policy/eligibility.hpp>
#include <qsmo/policy/mandate.hpp>
#include <qsmo/policy/policy_files.hpp>
#include <qsmo/policy/ready_made.hpp>
#include <qsmo/policy/tally.hpp>
#include <qsmo/policy/warnings.hpp>

#include "bindings.hpp"
#include "to_python.hpp"

namespace qsmo::bindings {
namespace {

using Text = std::optional<std::string>;

Text text_of(const std::optional<Date>& date) {
  return date ? Text(date->to_string()) : std::nullopt;
}

Date date_from(const std::string& text) {
  if (const std::optional<Date> date = Date::parse(text)) return *date;
  throw InputError({{{}, 0, "date", text, "a date as \"2021-10\" or \"2021-10-15\"", {}}});
}

std::optional<Date> date_from(const Text& text) {
  return text ? std::optional(date_from(*text)) : std::nullopt;
}

PolicyValue make_value(const std::string& parameter, const Text& from, const Text& until,
                       const std::string& value, const std::string& unit,
                       const std::string& reference) {
  return {parameter, date_from(from), date_from(until), value, unit, reference};
}

Change make_change(const std::string& reform, const std::string& parameter, const Text& from,
                   const Text& until, const std::string& before, const std::string& after,
                   const std::string& reference) {
  return {reform, parameter, date_from(from), date_from(until), before, after, reference};
}

Reform make_reform(const std::string& id, const std::string& name, const std::string& summary,
                   const std::vector<PolicyValue>& values) {
  return {id, name, summary, values};
}

/// The date fields of a record as texts.
template <class Record>
void date_property(py::class_<Record>& type, const char* name, std::optional<Date> Record::*member,
                   const char* doc_text) {
  type.def_property_readonly(
      name, [member](const Record& self) { return text_of(self.*member); }, doc_text);
}

void bind_values(py::module_& module) {
  py::class_<PolicyValue> type(module, "PolicyValue", doc("qsmo::PolicyValue"));
  type.def(py::init(&make_value), py::arg("parameter"), py::arg("since") = py::none(),
           py::arg("until") = py::none(), py::arg("value") = "", py::arg("unit") = "",
           py::arg("reference") = "");
  type.def_readonly("parameter", &PolicyValue::parameter);
  date_property(type, "since", &PolicyValue::from, "First date; None: it has always held.");
  date_property(type, "until", &PolicyValue::until, "Last date, if nothing takes over.");
  type.def_readonly("value", &PolicyValue::value);
  type.def_readonly("unit", &PolicyValue::unit);
  type.def_readonly("reference", &PolicyValue::reference);
  value_semantics(type, {"parameter", "since", "until", "value", "unit", "reference"}, &make_value);

  py::class_<Change> change(module, "Change", doc("qsmo::Change"));
  change.def(py::init(&make_change), py::arg("reform"), py::arg("parameter"), py::arg("since"),
             py::arg("until"), py::arg("before"), py::arg("after"), py::arg("reference"));
  change.def_readonly("reform", &Change::reform);
  change.def_readonly("parameter", &Change::parameter);
  date_property(change, "since", &Change::from, "First date; None: ever since.");
  date_property(change, "until", &Change::until, "Last date; None: for good.");
  change.def_readonly("before", &Change::before, doc("qsmo::Change::before"));
  change.def_readonly("after", &Change::after);
  change.def_readonly("reference", &Change::reference);
  change.def("__str__", [](const Change& self) {
    return self.parameter + ": " + self.before + " -> " + self.after +
           (self.from ? " from " + self.from->to_string() : "") +
           (self.until ? " until " + self.until->to_string() : "");
  });
  value_semantics(change, {"reform", "parameter", "since", "until", "before", "after", "reference"},
                  &make_change);
}

template <class Type>
void bind_overlay(py::class_<Type>& type) {
  type.def_readonly("id", &Type::id);
  type.def_readonly("name", &Type::name);
  type.def_readonly("summary", &Type::summary);
  type.def_property_readonly(
      "values", [](const Type& self) { return tuple_of(self.values); },
      "What it states, in the order of its file.");
  type.def(
      "to_yaml", [](const Type& self) { return to_yaml(self); },
      "As a file that reads back to an equal one.");
  type.def(py::init<const Type&>());
  type.def(
      "__eq__", [](const Type& a, const Type& b) { return a == b; }, py::is_operator());
  // The order of values does not matter to ==, and neither to the file.
  type.def("__hash__", [](const Type& self) { return py::hash(py::str(to_yaml(self))); });
}

Policy make_policy(const std::string& id, const std::string& name, const std::string& summary,
                   const Text& enacted, const std::vector<PolicyValue>& values) {
  return {id, name, summary, date_from(enacted), values};
}

/// Parameters as Python has them, by name.
py::typing::Dict<py::str, py::object> typed(const Parameters& parameters) {
  py::typing::Dict<py::str, py::object> out;
  auto note = [&](const Field& field, const auto& value) {
    out[py::str(std::string(field.name))] = to_python(value);
  };
  Parameters::visit(note, parameters);
  return out;
}

/// One parameter as Python has it; others may have no value then.
py::object typed(const Policy& policy, const std::string& parameter, const Date& date) {
  (void)in_force(policy.values, parameter, date);  // tells why there is none
  std::vector<PolicyValue> own;
  std::copy_if(policy.values.begin(), policy.values.end(), std::back_inserter(own),
               [&](const PolicyValue& value) { return value.parameter == parameter; });
  return typed(parameters_on(own, date))[py::str(parameter)];
}

using InForce = std::tuple<std::string, std::string, std::optional<PolicyValue>>;

std::vector<InForce> all_in_force(const Policy& policy, const Date& date) {
  (void)parameters_on(policy, date);  // tells every fault at once
  std::vector<InForce> rows;
  for (const std::string_view name : parameter_names()) {
    const ParameterInForce found = in_force(policy.values, name, date);
    rows.emplace_back(std::string(name), found.text,
                      found.stated ? std::optional(*found.stated) : std::nullopt);
  }
  return rows;
}

void bind_policies(py::module_& module) {
  py::class_<Reform> reform(module, "Reform", doc("qsmo::Reform"));
  reform.def(py::init(&make_reform), py::kw_only(), py::arg("id") = "", py::arg("name") = "",
             py::arg("summary") = "", py::arg("values") = std::vector<PolicyValue>());
  bind_overlay(reform);

  py::class_<Policy> type(module, "Policy", doc("qsmo::Policy"));
  type.def(py::init(&make_policy), py::kw_only(), py::arg("id") = "", py::arg("name") = "",
           py::arg("summary") = "", py::arg("enacted") = py::none(),
           py::arg("values") = std::vector<PolicyValue>());
  bind_overlay(type);
  date_property(type, "enacted", &Policy::enacted, doc("qsmo::Policy::enacted"));
  type.def_property_readonly(
      "faults", [](const Policy& self) { return tuple_of(faults_of(self)); },
      doc("qsmo::faults_of"));
  type.def("_value", [](const Policy& self, const std::string& parameter, const std::string& date) {
    return typed(self, parameter, date_from(date));
  });
  type.def("_parameters", [](const Policy& self, const std::string& date) {
    return typed(parameters_on(self, date_from(date)));
  });
  type.def("_in_force", [](const Policy& self, const std::string& date) {
    return all_in_force(self, date_from(date));
  });
  type.def("_reformed", [](const Policy& self, const Reform& reform) {
    Reformed out = reformed(self, reform);
    return std::pair(std::move(out.policy), std::move(out.changes));
  });
  type.def("_transposed", [](const Policy& self, const std::string& date) {
    return transposed(self, date_from(date));
  });
  type.def("_succeeded", [](const Policy& self, const std::string& date, const Policy& next) {
    return succeeded(self, date_from(date), next);
  });
  type.def("_lenient", [](const Policy& self) {
    Extended out = lenient(self);
    return std::pair(std::move(out.policy), std::move(out.warnings));
  });
}

std::filesystem::path path_of(const py::bytes& path) { return std::string(path); }

void bind_files(py::module_& module) {
  module.def(
      "find_policy",
      [](const py::bytes& name, const py::bytes& folder) {
        return find_policy(std::string(name), path_of(folder));
      },
      py::arg("name_or_file"), py::arg("folder"), doc("qsmo::find_policy"));
  module.def(
      "read_policy", [](const py::bytes& file) { return read_policy(path_of(file)); },
      py::arg("file"), doc("qsmo::read_policy"));
  module.def(
      "parse_policy",
      [](const py::bytes& text, const std::string& name, const py::bytes& folder) {
        return parse_policy(std::string(text), name, path_of(folder));
      },
      py::arg("text"), py::arg("name"), py::arg("folder"), doc("qsmo::parse_policy"));
  module.def(
      "read_reforms", [](const py::bytes& file) { return read_reforms(path_of(file)); },
      py::arg("file"), doc("qsmo::read_reforms"));
  module.def(
      "parse_reforms",
      [](const py::bytes& text, const std::string& name, const py::bytes& folder) {
        return parse_reforms(std::string(text), name, path_of(folder));
      },
      py::arg("text"), py::arg("name"), py::arg("folder"), "read_reforms() of a text.");
  module.def(
      "ready_made_policies",
      [] {
        const auto ids = ready_made_policies();
        return std::vector<std::string>(ids.begin(), ids.end());
      },
      doc("qsmo::ready_made_policies"));
}

void bind_under(py::module_& module) {
  module.def("under", &under, py::arg("portfolio"), py::arg("policy"), ReleaseGil(),
             doc("qsmo::under"));
  module.def("stated_policy", &stated_policy, py::arg("portfolio"), doc("qsmo::stated_policy"));
  module.def(
      "tally_rules",
      [](const Portfolio& portfolio, int threads) {
        ReasonCounts counts{};
        {
          const py::gil_scoped_release release;
          counts = tally_rules(portfolio, threads);
        }
        py::typing::Dict<py::str, py::int_> named;
        for (const ReasonInfo& info : reasons)
          named[py::str(std::string(info.name))] = counts[static_cast<std::size_t>(info.reason)];
        return named;
      },
      py::arg("portfolio"), py::arg("threads") = 0, doc("qsmo::tally_rules"));
}

}  // namespace

void bind_policy(py::module_& module) {
  bind_values(module);
  bind_policies(module);
  bind_files(module);
  bind_under(module);
  module.def("warnings", &warnings, py::arg("portfolio"), doc("qsmo::warnings"));
  module.def(
      "eligibility",
      [](const Portfolio& portfolio, std::string_view workload, std::string_view offering,
         int start, int cutover) {
        const WorkloadId id = portfolio.workload(workload);
        const Verdict verdict =
            eligibility(portfolio, id, portfolio.offering(offering), start, cutover);
        return verdict.bars() ? name_of(verdict.reason) : std::string_view("eligible");
      },
      py::arg("portfolio"), py::arg("workload"), py::arg("offering"), py::arg("start"),
      py::arg("cutover"), doc("qsmo::eligibility"));
  module.def(
      "mandated_deadline",
      [](const Portfolio& portfolio, std::string_view workload) {
        return mandated_deadline(portfolio, portfolio.workload(workload));
      },
      py::arg("portfolio"), py::arg("workload"), doc("qsmo::mandated_deadline"));
  module.def(
      "incumbent_deadline",
      [](const Portfolio& portfolio, std::string_view workload) {
        return incumbent_deadline(portfolio, portfolio.workload(workload));
      },
      py::arg("portfolio"), py::arg("workload"), doc("qsmo::incumbent_deadline"));
}

}  // namespace qsmo::bindings
