// What the binding files share.
#pragma once

#include <pybind11/functional.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <concepts>
#include <string>
#include <utility>
#include <vector>

#include "docstrings.hpp"

namespace qsmo::bindings {

namespace py = pybind11;

void bind_core(py::module_& module);
void bind_graph(py::module_& module);
void bind_model(py::module_& module);
void bind_policy(py::module_& module);
void bind_policy_cases(py::module_& module);
void bind_assessment(py::module_& module);
void bind_designation(py::module_& module);
void bind_planning(py::module_& module);

using ReleaseGil = py::call_guard<py::gil_scoped_release>;

using Objects = py::typing::Tuple<py::object, py::ellipsis>;
/// Column name to values, one per row: what a frame is made of.
using Columns = py::typing::Dict<py::str, py::typing::List<py::object>>;

/// The attributes of these names.
inline Objects attributes(const py::object& self, const std::vector<const char*>& names) {
  py::tuple values(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) values[i] = self.attr(names[i]);
  return values;
}

/// `Type(name=value, ...)`, private names left out.
inline std::string represent(const py::object& self, const std::vector<const char*>& names) {
  std::string text = py::str(py::type::of(self).attr("__name__"));
  const char* separator = "(";
  for (const char* name : names) {
    if (*name == '_') continue;
    text += separator + std::string(name) + "=" + std::string(py::repr(self.attr(name)));
    separator = ", ";
  }
  return text + ")";
}

template <class T>
bool equal(const T& a, const T& b, const std::vector<const char*>& names) {
  if constexpr (std::equality_comparable<T>) return a == b;
  const auto borrowed = [](const T& value) {
    return py::cast(&value, py::return_value_policy::reference);
  };
  return attributes(borrowed(a), names).equal(attributes(borrowed(b), names));
}

/// Gives a type ==, hash, repr and pickle through the named attributes, which a constructor with these arguments,
/// in this order, takes back.
template <class T, class... Arguments>
void value_semantics(py::class_<T>& type, std::vector<const char*> names, T (*make)(Arguments...)) {
  type.def(
      "__eq__", [names](const T& a, const T& b) { return equal(a, b, names); }, py::is_operator());
  type.def("__hash__",
           [names](const py::object& self) { return py::hash(attributes(self, names)); });
  type.def("__repr__", [names](const py::object& self) { return represent(self, names); });
  type.def(py::pickle([names](const py::object& self) { return attributes(self, names); },
                      [make](const Objects& state) {
                        if (state.size() != sizeof...(Arguments))
                          throw py::value_error("not the state of this type");
                        return [&]<std::size_t... I>(std::index_sequence<I...>) {
                          return make(state[I].template cast<std::remove_cvref_t<Arguments>>()...);
                        }
                        (std::index_sequence_for<Arguments...>());
                      }));
}

/// A sequence as a tuple, so that it can be hashed.
template <class Value>
py::typing::Tuple<Value, py::ellipsis> tuple_of(const std::vector<Value>& values) {
  py::tuple result(values.size());
  std::size_t i = 0;
  for (const auto& value : values) result[i++] = py::cast(value);
  return result;
}

}  // namespace qsmo::bindings
