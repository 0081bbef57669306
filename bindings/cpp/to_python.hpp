// Values of a record as Python has them.
#pragma once

#include <qsmo/model/field.hpp>

#include "bindings.hpp"

namespace qsmo::bindings {

// As the JSON format has them; absent ones are None.

inline py::object to_python(int value) { return py::int_(value); }
inline py::object to_python(bool value) { return py::bool_(value); }
inline py::object to_python(const Date& date) { return py::str(date.to_string()); }

inline py::object to_python(const std::string& text) {
  if (text.empty()) return py::none();
  return py::str(text);
}

template <int Places>
py::object to_python(Fixed<Places> number) {
  return py::float_(number.to_double());
}

template <class Entity>
py::object to_python(const Ref<Entity>& reference) {
  return to_python(reference.name());
}

template <class Enum>
requires std::is_enum_v<Enum> py::object to_python(Enum value) {
  return py::str(std::string(name_of(value)));
}

template <class Number>
py::object to_python(const Profile<Number>& profile) {
  if (profile.steps().size() == 1 && !profile.steps()[0].from)
    return to_python(profile.steps()[0].value);
  py::list steps;
  for (const auto& step : profile.steps()) {
    py::dict entry;
    if (step.from) entry["from"] = to_python(*step.from);
    entry["value"] = to_python(step.value);
    steps.append(entry);
  }
  return steps;
}

inline py::object to_python(const Provenance& provenance) {
  if (provenance.entries.empty()) return py::none();
  py::dict entries;
  for (const auto& [field, source] : provenance.entries) entries[py::str(field)] = source;
  return entries;
}

template <class Value>
py::object to_python(const std::optional<Value>& value) {
  if (!value) return py::none();
  return to_python(*value);
}

template <class Value>
py::object to_python(const std::vector<Value>& values) {
  py::list list;
  for (const Value& value : values) list.append(to_python(value));
  return list;
}

}  // namespace qsmo::bindings
