#include <qsmo/core/calendar.hpp>
#include <qsmo/core/error.hpp>
#include <qsmo/graph/cycle.hpp>
#include <qsmo/model/field.hpp>

#include "bindings.hpp"

namespace qsmo::bindings {
namespace {

/// Raises the class of that name in qsmo.errors with these arguments.
template <class... Arguments>
void raise(const char* name, Arguments&&... arguments) {
  const py::object type = py::module_::import("qsmo.errors").attr(name);
  const py::tuple all = py::make_tuple(std::forward<Arguments>(arguments)...);
  PyErr_SetObject(type.ptr(), all.ptr());
}

/// A message may quote a file that is not UTF-8.
py::str text(const std::string& bytes) {
  return py::reinterpret_steal<py::str>(PyUnicode_DecodeUTF8(
      bytes.data(), static_cast<py::ssize_t>(bytes.size()), "backslashreplace"));
}

void translate(std::exception_ptr pointer) {
  try {
    std::rethrow_exception(std::move(pointer));
  } catch (const InputError& error) {
    raise("InputError", tuple_of(error.faults()), text(error.what()));
  } catch (const CycleError& error) {
    raise("CycleError", error.cycle(), text(error.what()));
  } catch (const IoError& error) {
    raise("IoError", text(error.path()), text(error.what()));
  } catch (const UnknownNameError& error) {
    raise("UnknownNameError", text(error.name()), text(error.suggestion()), text(error.what()));
  } catch (const OverflowError& error) {
    raise("OverflowError_", text(error.what()));
  }
}

Fault make_fault(const std::string& file, std::size_t line, const std::string& pointer,
                 const std::string& value, const std::string& expected,
                 const std::string& suggestion) {
  return {file, line, pointer, value, expected, suggestion};
}

/// Lets Python see a text field of Fault.
py::cpp_function text_of(std::string Fault::*field) {
  return py::cpp_function([field](const Fault& fault) { return text(fault.*field); });
}

void bind_fault(py::module_& module) {
  py::class_<Fault> type(module, "Fault", doc("qsmo::Fault"));
  type.def(py::init(&make_fault), py::kw_only(), py::arg("file") = "", py::arg("line") = 0,
           py::arg("pointer") = "", py::arg("value") = "", py::arg("expected") = "",
           py::arg("suggestion") = "");
  type.def_property_readonly("file", text_of(&Fault::file), doc("qsmo::Fault::file"));
  type.def_readonly("line", &Fault::line, doc("qsmo::Fault::line"));
  type.def_property_readonly("pointer", text_of(&Fault::pointer), doc("qsmo::Fault::pointer"));
  type.def_property_readonly("value", text_of(&Fault::value), doc("qsmo::Fault::value"));
  type.def_property_readonly("expected", text_of(&Fault::expected), doc("qsmo::Fault::expected"));
  type.def_property_readonly("suggestion", text_of(&Fault::suggestion),
                             doc("qsmo::Fault::suggestion"));
  type.def("__str__", [](const Fault& fault) { return text(to_string(fault)); });
  value_semantics(type, {"file", "line", "pointer", "value", "expected", "suggestion"},
                  &make_fault);
}

Date parse_date(const std::string& text) {
  if (const std::optional<Date> date = Date::parse(text)) return *date;
  throw py::value_error("not a date such as 2021-10 or 2021-10-15: " + text);
}

Calendar make_calendar(const std::string& as_of, const std::string& period, int periods,
                       int fiscal_year_start) {
  const std::optional<PeriodLength> length = enum_from<PeriodLength>(period);
  if (!length) throw py::value_error("period must be 'month' or 'quarter'");
  if (periods < 1 || periods > 240) throw py::value_error("periods must be in 1..240");
  if (fiscal_year_start < 1 || fiscal_year_start > 12)
    throw py::value_error("fiscal_year_start must be in 1..12");
  return {parse_date(as_of), *length, periods, fiscal_year_start};
}

void bind_calendar(py::module_& module) {
  py::class_<Calendar> type(module, "Calendar", doc("qsmo::Calendar"));
  type.def(py::init(&make_calendar), py::arg("as_of"), py::arg("period"), py::arg("periods"),
           py::arg("fiscal_year_start") = 10);
  type.def_property_readonly(
      "as_of", [](const Calendar& self) { return self.as_of().to_string(); },
      "First month of period 0.");
  type.def_property_readonly(
      "period", [](const Calendar& self) { return name_of(self.length()); },
      doc("qsmo::PeriodLength"));
  type.def_property_readonly("periods", &Calendar::periods, "Periods in the horizon.");
  type.def_property_readonly("periods_per_year", &Calendar::periods_per_year, "12 or 4.");
  type.def_property_readonly("fiscal_year_start", &Calendar::fiscal_year_start,
                             "Month in which the fiscal year starts.");
  type.def("label", &Calendar::label, py::arg("t"), doc("qsmo::Calendar::label"));
  type.def("fiscal_year", &Calendar::fiscal_year, py::arg("t"), "Fiscal year of period `t`.");
  type.def(
      "period_of",
      [](const Calendar& self, const std::string& date) {
        return self.period_of(parse_date(date));
      },
      py::arg("date"), doc("qsmo::Calendar::period_of"));
  value_semantics(type, {"as_of", "period", "periods", "fiscal_year_start"}, &make_calendar);
}

}  // namespace

void bind_core(py::module_& module) {
  py::register_exception_translator(&translate);
  bind_fault(module);
  bind_calendar(module);
}

}  // namespace qsmo::bindings
