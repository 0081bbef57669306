// A field's value as the text that files write. Not for direct use.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "qsmo/model/field.hpp"

namespace qsmo::detail {

inline constexpr std::string_view no_value = "none";

inline std::string field_text(bool value) { return value ? "true" : "false"; }
inline std::string field_text(int value) { return std::to_string(value); }
inline std::string field_text(const std::string& value) { return value; }
inline std::string field_text(const Date& value) { return value.to_string(); }
template <int Places>
std::string field_text(Fixed<Places> value) {
  return value.to_string();
}
template <class Enum>
requires std::is_enum_v<Enum> std::string field_text(Enum value) {
  return std::string(name_of(value));
}
template <class T>
std::string field_text(const std::optional<T>& value) {
  return value ? field_text(*value) : std::string(no_value);
}
/// Items separated by |.
template <class T>
std::string field_text(const std::vector<T>& values) {
  std::string out;
  for (const T& value : values) out += (out.empty() ? "" : "|") + field_text(value);
  return values.empty() ? std::string(no_value) : out;
}

}  // namespace qsmo::detail
