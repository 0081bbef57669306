// Writes records as JSON, field by field, leaving out what equals the default.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "qsmo/model/field.hpp"

namespace qsmo::detail {

inline std::string json_string(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

template <int Places>
std::string json_text(Fixed<Places> value) {
  return value.to_string();
}
inline std::string json_text(const std::string& value) { return json_string(value); }
inline std::string json_text(bool value) { return value ? "true" : "false"; }
inline std::string json_text(int value) { return std::to_string(value); }
inline std::string json_text(const Date& value) { return json_string(value.to_string()); }
template <class Entity>
std::string json_text(const Ref<Entity>& value) {
  return json_string(value.name());
}
template <class Enum>
requires std::is_enum_v<Enum> std::string json_text(Enum value) {
  return json_string(name_of(value));
}
template <class Number>
std::string json_text(const Profile<Number>& profile);
template <class T>
std::string json_text(const std::optional<T>& value) {
  return value ? json_text(*value) : "null";
}

template <class T>
std::string json_text(const std::vector<T>& values) {
  std::string out = "[";
  for (const T& value : values) out += (out.size() > 1 ? ", " : "") + json_text(value);
  return out + "]";
}

template <class Number>
std::string json_text(const Profile<Number>& profile) {
  if (profile.steps().size() == 1 && !profile.steps()[0].from)
    return json_text(profile.steps()[0].value);
  std::string out = "[";
  for (const auto& step : profile.steps()) {
    out += out.size() > 1 ? ", {" : "{";
    if (step.from) out += "\"from\": " + json_text(*step.from) + ", ";
    out += "\"value\": " + json_text(step.value) + "}";
  }
  return out + "]";
}

inline std::string json_text(const Provenance& provenance) {
  std::string out = "{";
  for (const auto& [field, text] : provenance.entries)
    out += (out.size() > 1 ? ", " : "") + json_string(field) + ": " + json_string(text);
  return out + "}";
}

/// Appends `"name": value` pairs to a text.
class RecordWriter {
 public:
  enum class Layout { one_line, line_each };
  RecordWriter(std::string& out, Layout layout) : out_(out), layout_(layout) {}

  template <class T>
  void write(std::string_view name, const T& value) {
    if (layout_ == Layout::line_each) {
      out_ += ",\n  ";
    } else if (!first_) {
      out_ += ", ";
    }
    first_ = false;
    out_ += json_string(name) + ": " + json_text(value);
  }

 private:
  std::string& out_;
  Layout layout_;
  bool first_ = true;
};

/// Calls `sink.write(name, value)` for each field of `record` that is required or differs from `empty`'s.
template <class Sink, class Record>
void write_fields(Sink& sink, const Record& record, const Record& empty) {
  std::vector<const void*> defaults;
  auto collect = [&](const Field&, const auto& value) { defaults.push_back(&value); };
  Record::visit(collect, empty);
  std::size_t i = 0;
  auto write = [&](const Field& field, const auto& value) {
    const auto& standard = *static_cast<const std::remove_cvref_t<decltype(value)>*>(defaults[i++]);
    if (field.required || !(value == standard)) sink.write(field.name, value);
  };
  Record::visit(write, record);
}

}  // namespace qsmo::detail
