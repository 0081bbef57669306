#include <algorithm>
#include <tuple>

#include "core/text.hpp"
#include "qsmo/model/detail/field_text.hpp"
#include "qsmo/policy/policy_files.hpp"

namespace qsmo {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

/// Whether YAML reads the text as it stands, as whatever kind of value.
bool is_plain(std::string_view text) {
  for (const std::string_view word : {"null", "Null", "NULL"}) {
    if (text == word) return false;
  }
  const std::string_view body = text.starts_with('-') ? text.substr(1) : text;
  const bool begins = !body.empty() && (is_digit(body.front()) ||
                                        (is_letter(body.front()) && body.size() == text.size()));
  return begins && std::all_of(body.begin(), body.end(), [](char c) {
           return is_letter(c) || is_digit(c) || c == '.' || c == '-';
         });
}

std::string hexadecimal(unsigned char byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  return {digits[byte >> 4], digits[byte & 15]};
}

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const char c = text.front();
    const std::size_t length = std::max<std::size_t>(detail::printable_length(text), 1);
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (c == '\n') {
      out += "\\n";
    } else if (detail::printable_length(text) > 0) {
      out += text.substr(0, length);
    } else if (text.substr(0, 2).size() == 2 && c == '\xc2') {  // U+0080 to U+009F
      out += "\\x" + hexadecimal(static_cast<unsigned char>(text[1]));
      text.remove_prefix(1);
    } else {
      out += "\\x" + hexadecimal(static_cast<unsigned char>(c));
    }
    text.remove_prefix(length);
  }
  return out + "\"";
}

std::string scalar(std::string_view text) {
  return is_plain(text) ? std::string(text) : in_quotes(text);
}

/// As a list if that is how it reads back.
std::string value_text(std::string_view text) {
  const auto items = detail::split(text, '|');
  std::string again, list;
  for (const std::string_view item : items) {
    if (item.empty() || item == detail::no_value) return in_quotes(text);
    again += (again.empty() ? "" : "|") + std::string(item);
    list += (list.empty() ? "" : ", ") + scalar(item);
  }
  if (items.size() < 2) return scalar(text);
  return again == text ? "[" + list + "]" : in_quotes(text);
}

/// A text that is read as text, whatever stands in it.
std::string text_line(std::string_view key, std::string_view text) {
  return text.empty() ? "" : std::string(key) + ": " + in_quotes(text) + "\n";
}

std::string header(std::string_view format, std::string_view id, std::string_view name,
                   std::string_view summary) {
  const bool is_word = is_plain(id) && is_letter(id.front()) && id != "true" && id != "false";
  return "format: " + std::string(format) + "\nid: " + (is_word ? std::string(id) : in_quotes(id)) +
         "\n" + text_line("name", name) + text_line("summary", summary);
}

bool is_value_alone(const PolicyValue& value) {
  return !value.from && !value.until && value.unit.empty() && value.reference.empty();
}

std::string entry(const PolicyValue& value) {
  std::string out = "{";
  if (value.from) out += "from: " + value.from->to_string() + ", ";
  if (value.until) out += "until: " + value.until->to_string() + ", ";
  out += "value: " + value_text(value.value);
  if (!value.unit.empty()) out += ", unit: " + in_quotes(value.unit);
  if (!value.reference.empty()) out += ", reference: " + in_quotes(value.reference);
  return out + "}";
}

std::string parameters(std::vector<PolicyValue> values) {
  if (values.empty()) return "parameters: {}\n";
  const auto& names = parameter_names();
  const auto key = [&](const PolicyValue& value) {
    const auto place = std::find(names.begin(), names.end(), value.parameter) - names.begin();
    return std::tuple(place, std::tie(value.parameter, value.from, value.until, value.value,
                                      value.unit, value.reference));
  };
  std::sort(values.begin(), values.end(),
            [&](const PolicyValue& a, const PolicyValue& b) { return key(a) < key(b); });
  std::string out = "parameters:\n";
  for (auto first = values.begin(); first != values.end();) {
    const auto last = std::find_if(first, values.end(), [&](const PolicyValue& value) {
      return value.parameter != first->parameter;
    });
    out += "  " + scalar(first->parameter) + ":";
    if (last - first == 1 && is_value_alone(*first)) {
      out += " " + value_text(first->value) + "\n";
    } else {
      out += "\n";
      for (auto value = first; value != last; ++value) out += "    - " + entry(*value) + "\n";
    }
    first = last;
  }
  return out;
}

}  // namespace

std::string to_yaml(const Policy& policy) {
  const std::string enacted =
      policy.enacted ? "enacted: " + policy.enacted->to_string() + "\n" : "";
  return header(policy_format, policy.id, policy.name, policy.summary) + enacted +
         parameters(policy.values);
}

std::string to_yaml(const Reform& reform) {
  return header(reform_format, reform.id, reform.name, reform.summary) + parameters(reform.values);
}

}  // namespace qsmo
