// Writes the JSON Schema of a record from its field descriptions.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "qsmo/model/field.hpp"

namespace qsmo::detail {

using Json = nlohmann::ordered_json;

// The patterns say what validate_fields.cpp checks.
inline const Json name_schema{
    {"type", "string"},
    {"maxLength", 200},
    {"pattern",
     "^[^ =+@|\\u0000-\\u001f\\u007f-]([^|\\u0000-\\u001f\\u007f]*[^ |\\u0000-\\u001f\\u007f])?$"}};
inline const Json text_schema{{"type", "string"},
                              {"pattern", "^[^\\u0000-\\u0008\\u000b-\\u001f\\u007f]*$"}};
inline const Json date_schema{
    {"type", "string"},
    {"pattern",
     "^(19[89][0-9]|20[0-9][0-9]|21[0-9][0-9]|2200)-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$"}};
inline const Json provenance_schema{
    {"type", "object"},
    {"additionalProperties",
     {{"type", "string"},
      {"pattern",
       "^(assumed|derived|(assumed|derived|read): *[^ "
       "|\\u0000-\\u001f\\u007f]([^|\\u0000-\\u001f\\u007f]*[^ |\\u0000-\\u001f\\u007f])?)$"}}}};

class SchemaWriter {
 public:
  template <class T>
  void operator()(const Field& field, const T& value) {
    Json schema = of(field, value);
    std::string doc(field.doc);
    if (!field.unit.empty()) doc += (doc.empty() ? "In " : " In ") + std::string(field.unit) + ".";
    schema["description"] = doc;
    if (!field.required) add_default(schema, value);
    properties_[std::string(field.name)] = std::move(schema);
    if (field.required) required_.push_back(field.name);
  }

  /// `{"type": "object", ...}` with the fields seen so far and no others.
  [[nodiscard]] Json object() const {
    Json out{{"type", "object"}, {"additionalProperties", false}, {"properties", properties_}};
    if (!required_.empty()) out["required"] = required_;
    return out;
  }

 private:
  /// What an absent field means, where that is a value. Absent text, names and lists are empty; absent optional
  /// fields are as their description says.
  template <class T>
  static void add_default(Json& schema, const T& value) {
    if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, int>) schema["default"] = value;
    if constexpr (std::is_enum_v<T>) schema["default"] = name_of(value);
  }
  template <int Places>
  static void add_default(Json& schema, const Fixed<Places>& value) {
    schema["default"] = value.to_double();
  }
  template <class Number>
  static void add_default(Json& schema, const Profile<Number>& value) {
    if (!value.steps().empty()) schema["default"] = value.steps().front().value.to_double();
  }
  template <class Enum>
  requires std::is_enum_v<Enum>
  static void add_default(Json& schema, const std::vector<Enum>& values) {
    schema["default"] = Json::array();
    for (const Enum value : values) schema["default"].push_back(name_of(value));
  }

  static Json of(const Field& field, const std::string&) {
    if (field.name == "id") return name_schema;
    if (field.name != "size_class") return text_schema;
    return {{"anyOf", Json::array({name_schema, Json{{"const", ""}}})}};
  }
  template <class Entity>
  static Json of(const Field&, const Ref<Entity>&) {
    return name_schema;
  }
  static Json of(const Field&, bool) { return {{"type", "boolean"}}; }
  static Json of(const Field& field, int) {
    return {{"type", "integer"}, {"minimum", field.min}, {"maximum", field.max}};
  }
  template <int Places>
  static Json of(const Field& field, const Fixed<Places>&) {
    return {{"type", "number"}, {"minimum", field.min}, {"maximum", field.max}};
  }
  static Json of(const Field&, const Date&) { return date_schema; }
  template <class Enum>
  requires std::is_enum_v<Enum>
  static Json of(const Field&, Enum) {
    Json names = Json::array();
    for (const std::string_view name : EnumNames<Enum>::names) names.push_back(name);
    return {{"enum", names}};
  }
  template <class T>
  static Json of(const Field& field, const std::optional<T>&) {
    return of(field, T{});
  }
  template <class T>
  static Json of(const Field& field, const std::vector<T>&) {
    Json out{{"type", "array"}, {"items", item(field, T{})}, {"uniqueItems", true}};
    if (field.required || field.name == "eligible_states") out["minItems"] = 1;
    return out;
  }
  static Json item(const Field&, const std::string&) { return name_schema; }
  template <class T>
  static Json item(const Field& field, const T& value) {
    return of(field, value);
  }

  template <class Number>
  static Json of(const Field& field, const Profile<Number>&) {
    const Json value = of(field, Number{});
    const Json first{{"type", "object"},
                     {"additionalProperties", false},
                     {"properties", {{"value", value}}},
                     {"required", {"value"}}};
    const Json later{{"type", "object"},
                     {"additionalProperties", false},
                     {"properties", {{"from", date_schema}, {"value", value}}},
                     {"required", {"from", "value"}}};
    return {{"oneOf", Json::array({value, Json{{"type", "array"},
                                               {"minItems", 1},
                                               {"prefixItems", Json::array({first})},
                                               {"items", later}}})}};
  }
  static Json of(const Field&, const Provenance&) { return provenance_schema; }

  Json properties_ = Json::object();
  std::vector<std::string_view> required_;
};

}  // namespace qsmo::detail
