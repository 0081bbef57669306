#include <qsmo/core/error.hpp>
#include <qsmo/policy/ask.hpp>
#include <qsmo/policy/policy_cases.hpp>
#include <qsmo/policy/rule_info.hpp>

#include "bindings.hpp"

namespace qsmo::bindings {
namespace {

/// The enumeration value of that name; `kind` is what the error calls it.
template <class Enum>
Enum named(const char* kind, const std::string& name) {
  if (const std::optional<Enum> found = enum_from<Enum>(name)) return *found;
  const auto& names = EnumNames<Enum>::names;
  throw UnknownNameError(kind, name, nearest_name(name, {names.begin(), names.end()}));
}

Date date_of(const std::string& text) {
  if (const std::optional<Date> date = Date::parse(text)) return *date;
  throw InputError({{{}, 0, "date", text, "a date as \"2021-10\" or \"2021-10-15\"", {}}});
}

ParameterUsed make_parameter(const std::string& name, const std::string& value,
                             const std::string& since, const std::string& reference) {
  return {name, value, since, reference};
}

Explanation make_explanation(const std::string& rule, const std::string& reason,
                             const std::string& outcome, const std::string& sentence,
                             const std::vector<ParameterUsed>& parameters) {
  return {named<Rule>("rule", rule), named<Reason>("reason", reason),
          named<Outcome>("outcome", outcome), sentence, parameters};
}

CaseDifference make_difference(const std::string& part, const std::string& field,
                               const std::string& expected, const std::string& got) {
  return {part, field, expected, got};
}

CaseResult make_result(const std::string& file, std::size_t line, const std::string& name,
                       const std::string& description, bool passed,
                       const std::vector<CaseDifference>& differences,
                       const std::vector<Explanation>& trace) {
  return {file, line, name, description, passed, differences, trace};
}

void bind_explanation(py::module_& module) {
  py::class_<ParameterUsed> parameter(module, "ParameterUsed", doc("qsmo::ParameterUsed"));
  parameter.def_readonly("name", &ParameterUsed::name, "Of the parameter.");
  parameter.def_readonly("value", &ParameterUsed::value,
                         "As policy files write it; items of lists are separated by |.");
  parameter.def_readonly("since", &ParameterUsed::from, doc("qsmo::ParameterUsed::from"));
  parameter.def_readonly("reference", &ParameterUsed::reference,
                         doc("qsmo::ParameterUsed::reference"));
  value_semantics(parameter, {"name", "value", "since", "reference"}, &make_parameter);

  py::class_<Explanation> type(module, "Explanation", doc("qsmo::Explanation"));
  type.def_property_readonly(
      "rule", [](const Explanation& self) { return name_of(self.rule); }, "Who says it.");
  type.def_property_readonly(
      "reason", [](const Explanation& self) { return name_of(self.reason); }, "Why.");
  type.def_property_readonly(
      "outcome", [](const Explanation& self) { return name_of(self.outcome); },
      doc("qsmo::Outcome"));
  type.def_readonly("sentence", &Explanation::sentence, "The reason with facts filled in.");
  type.def_property_readonly(
      "parameters", [](const Explanation& self) { return tuple_of(self.parameters); },
      "Those that the sentence speaks of.");
  value_semantics(type, {"rule", "reason", "outcome", "sentence", "parameters"}, &make_explanation);
}

void bind_results(py::module_& module) {
  py::class_<CaseDifference> difference(module, "CaseDifference", doc("qsmo::CaseDifference"));
  difference.def_readonly("part", &CaseDifference::part, doc("qsmo::CaseDifference::part"));
  difference.def_readonly("field", &CaseDifference::field, doc("qsmo::CaseDifference::field"));
  difference.def_readonly("expected", &CaseDifference::expected, "By the case.");
  difference.def_readonly("got", &CaseDifference::got, "From the rule.");
  value_semantics(difference, {"part", "field", "expected", "got"}, &make_difference);

  py::class_<CaseResult> type(module, "CaseResult", doc("qsmo::CaseResult"));
  type.def_property_readonly(
      "file",
      [](const CaseResult& self) {
        return py::reinterpret_steal<py::str>(PyUnicode_DecodeFSDefaultAndSize(
            self.file.data(), static_cast<py::ssize_t>(self.file.size())));
      },
      "As it was named.");
  type.def_readonly("line", &CaseResult::line, "Where the case begins.");
  type.def_readonly("name", &CaseResult::name, "Of the case.");
  type.def_readonly("description", &CaseResult::description, "Of the case; may be empty.");
  type.def_readonly("passed", &CaseResult::passed, "Nothing differs.");
  type.def_property_readonly(
      "differences", [](const CaseResult& self) { return tuple_of(self.differences); },
      "What was expected and what there was instead.");
  type.def_property_readonly(
      "trace", [](const CaseResult& self) { return tuple_of(self.trace); },
      doc("qsmo::CaseResult::trace"));
  value_semantics(type, {"file", "line", "name", "description", "passed", "differences", "trace"},
                  &make_result);
}

using NamedResults =
    std::pair<py::typing::Tuple<CaseResult, py::ellipsis>, py::typing::Dict<py::str, py::int_>>;

/// Results, and how often each reason was given.
NamedResults named_results(const CaseRun& run) {
  py::typing::Dict<py::str, py::int_> counts;
  for (const ReasonInfo& info : reasons)
    counts[py::str(info.name)] = run.reason_counts[static_cast<std::size_t>(info.reason)];
  return {tuple_of(run.results), counts};
}

void bind_runs(py::module_& module) {
  module.def(
      "run_cases",
      [](const py::bytes& file, const std::string& run, const py::bytes& policy, bool trace) {
        const std::filesystem::path path = std::string(file);
        const CaseOptions options{run, policy, trace};
        CaseRun done;
        {
          const py::gil_scoped_release release;
          done = run_cases(path, options);
        }
        return named_results(done);
      },
      py::arg("file"), py::arg("run") = "", py::arg("policy") = py::bytes(),
      py::arg("trace") = false, doc("qsmo::run_cases"));
  module.def(
      "run_cases_text",
      [](const py::bytes& text, const std::string& name, const py::bytes& folder,
         const std::string& run, const py::bytes& policy, bool trace) {
        const std::string_view view = text;
        const std::filesystem::path place = std::string(folder);
        const CaseOptions options{run, policy, trace};
        CaseRun done;
        {
          const py::gil_scoped_release release;
          done = run_cases(view, name, place, options);
        }
        return named_results(done);
      },
      py::arg("text"), py::arg("name"), py::arg("folder") = py::bytes(), py::arg("run") = "",
      py::arg("policy") = py::bytes(), py::arg("trace") = false, "run_cases() of a text.");
  module.def(
      "coverage",
      [](const std::map<std::string, std::size_t>& counts, const std::vector<std::string>& rules) {
        CaseRun run;
        run.reason_counts.resize(reason_count);
        for (const auto& [name, count] : counts)
          run.reason_counts[static_cast<std::size_t>(named<Reason>("reason", name))] = count;
        std::vector<Rule> asked;
        for (const std::string& rule : rules) asked.push_back(named<Rule>("rule", rule));
        return coverage(run, asked);
      },
      py::arg("reason_counts"), py::arg("rules"), doc("qsmo::coverage"));
}

using Data = py::typing::Dict<py::str, py::object>;

py::list data_of(const std::vector<FieldInfo>& fields) {
  py::list out;
  for (const FieldInfo& field : fields) {
    Data data;
    data["name"] = field.name;
    data["doc"] = field.doc;
    data["unit"] = field.unit;
    data["kind"] = name_of(field.kind);
    data["list"] = field.list;
    data["optional"] = field.optional;
    data["choices"] = field.choices;
    data["initial"] = field.initial;
    out.append(data);
  }
  return out;
}

Data data_of(const RuleInfo& info) {
  py::list own_reasons;
  for (const ReasonInfo& reason : reasons) {
    if (reason.rule != info.rule) continue;
    Data data;
    data["name"] = reason.name;
    data["outcome"] = name_of(reason.outcome);
    data["sentence"] = reason.sentence;
    own_reasons.append(data);
  }
  Data data;
  data["rule"] = name_of(info.rule);
  data["doc"] = info.doc;
  data["facts"] = data_of(info.facts);
  data["values"] = data_of(info.values);
  data["parameters"] = info.parameters;
  data["reasons"] = own_reasons;
  return data;
}

void bind_rules(py::module_& module) {
  module.def(
      "rule_names",
      [] {
        const auto& names = EnumNames<Rule>::names;
        return std::vector<std::string_view>(names.begin(), names.end());
      },
      doc("qsmo::Rule"));
  module.def(
      "rule_info",
      [](const std::string& rule) { return data_of(info_of(named<Rule>("rule", rule))); },
      py::arg("rule"), doc("qsmo::info_of"));
  module.def(
      "ask",
      [](const std::string& rule, const std::vector<NamedText>& facts, const std::string& date,
         const Policy& policy) {
        const Answer answer = ask(named<Rule>("rule", rule), facts, date_of(date), policy);
        return std::pair(answer.explanation, answer.values);
      },
      py::arg("rule"), py::arg("facts"), py::arg("date"), py::arg("policy"), doc("qsmo::ask"));
}

}  // namespace

void bind_policy_cases(py::module_& module) {
  bind_explanation(module);
  bind_results(module);
  bind_runs(module);
  bind_rules(module);
}

}  // namespace qsmo::bindings
