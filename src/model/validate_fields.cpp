#include "model/validate_fields.hpp"

#include <algorithm>
#include <optional>

#include "core/text.hpp"

namespace qsmo::detail {
namespace {

constexpr int first_year = 1980;
constexpr int last_year = 2200;

bool has_control(std::string_view text, std::string_view allowed) {
  return std::any_of(text.begin(), text.end(), [&](char c) {
    const unsigned char byte = static_cast<unsigned char>(c);
    return (byte < 0x20 || byte == 0x7f) && allowed.find(c) == std::string_view::npos;
  });
}

/// What a name lacks; none if it is fine.
std::optional<std::string> fault_of_name(std::string_view name) {
  if (name.empty()) return "a name";
  if (!is_utf8(name)) return "text in UTF-8";
  if (characters(name) > 200) return "a name of at most 200 characters";
  if (name.front() == ' ' || name.back() == ' ') return "a name without blanks at its ends";
  if (has_control(name, "")) return "a name without control characters";
  if (name.find('|') != std::string_view::npos) return "a name without |";
  if (looks_like_formula(name))
    return "a name that does not begin with =, +, - or @ (spreadsheets would run it)";
  return std::nullopt;
}

std::optional<std::string> fault_of_text(std::string_view text) {
  if (!is_utf8(text)) return "text in UTF-8";
  if (has_control(text, "\n\t")) return "text without control characters";
  return std::nullopt;
}

template <class T>
constexpr bool is_number = false;
template <>
constexpr bool is_number<int> = true;
template <int Places>
constexpr bool is_number<Fixed<Places>> = true;
template <class Number>
constexpr bool is_number<Profile<Number>> = true;
template <class T>
constexpr bool is_number<std::optional<T>> = is_number<T>;

/// Visits the fields of one record.
class FieldValidator {
 public:
  FieldValidator(std::string_view table, std::size_t index, FaultList& faults)
      : table_(table), index_(index), faults_(faults) {}

  void operator()(const Field& field, const std::string& value) {
    if (field.name == "id") {
      report(field, "", value, fault_of_name(value));
    } else if (field.name == "size_class" && !value.empty()) {
      report(field, "", value, fault_of_name(value));
    } else {
      report(field, "", value, fault_of_text(value));
    }
  }

  template <class Entity>
  void operator()(const Field& field, const Ref<Entity>& value) {
    // What it refers to is checked when references are resolved.
    if (field.required && !value.given()) report(field, "", "", "a name: the field is required");
  }

  template <int Places>
  void operator()(const Field& field, const Fixed<Places>& value) {
    check_range(field, "", value);
  }

  void operator()(const Field& field, int value) {
    if (value < field.min || value > field.max)
      report(field, "", std::to_string(value), range(field));
  }

  void operator()(const Field& field, const Date& value) { check_date(field, "", value); }
  void operator()(const Field&, bool) {}

  template <class Enum>
  requires std::is_enum_v<Enum>
  void operator()(const Field&, Enum) {}

  template <class T>
  void operator()(const Field& field, const std::optional<T>& value) {
    if (value) (*this)(field, *value);
  }

  template <class T>
  void operator()(const Field& field, const std::vector<T>& values) {
    if (field.required && values.empty()) report(field, "", "", "at least one item");
    for (std::size_t i = 0; i < values.size(); ++i) {
      const bool repeated =
          std::find(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(i), values[i]) !=
          values.begin() + static_cast<std::ptrdiff_t>(i);
      if (repeated) report(field, "/" + std::to_string(i), "", "each item once");
      if constexpr (std::is_same_v<T, std::string>)
        report(field, "/" + std::to_string(i), values[i], fault_of_name(values[i]));
    }
  }

  template <class Number>
  void operator()(const Field& field, const Profile<Number>& profile) {
    const auto& steps = profile.steps();
    if (steps.empty()) report(field, "", "", "a number or at least one step");
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const std::string step =
          profile.steps().size() == 1 && !steps[0].from ? "" : "/" + std::to_string(i);
      if (i == 0 && steps[i].from)
        report(field, step + "/from", steps[i].from->to_string(),
               "no date in the first step: it holds from period 0");
      if (i > 0 && !steps[i].from)
        report(field, step + "/from", "", "a date `from` in every step but the first");
      if (steps[i].from) check_date(field, step + "/from", *steps[i].from);
      const bool rising =
          i < 2 || !steps[i].from || !steps[i - 1].from || *steps[i - 1].from < *steps[i].from;
      if (!rising)
        report(field, step + "/from", steps[i].from->to_string(),
               "a date after the one before, " + steps[i - 1].from->to_string());
      check_range(field, step.empty() ? step : step + "/value", steps[i].value);
    }
  }

  void operator()(const Field& field, const Provenance& provenance) {
    std::vector<std::string_view> seen;
    for (const auto& [name, text] : provenance.entries) {
      const std::string place = "/" + pointer_step(name);
      if (name != "*" && std::find(numbers_.begin(), numbers_.end(), name) == numbers_.end()) {
        report(field, place, name, "a field of this record that holds a number, or *",
               nearest_name(name, numbers_));
      }
      if (std::find(seen.begin(), seen.end(), name) != seen.end())
        report(field, place, name, "each field once");
      seen.push_back(name);
      report(field, place, text, fault_of_provenance(text));
    }
  }

  /// Called for every field, so that provenance, the last one, knows which of them hold numbers.
  template <class T>
  void note(const Field& field, const T&) {
    if (is_number<T>) numbers_.push_back(field.name);
  }

 private:
  static std::optional<std::string> fault_of_provenance(std::string_view text) {
    const std::size_t colon = text.find(':');
    const std::string_view kind = text.substr(0, colon);
    const bool detailed =
        colon != std::string_view::npos && !trimmed(text.substr(colon + 1)).empty();
    if (text.find('|') != std::string_view::npos || has_control(text, "") || !is_utf8(text))
      return "text without | and control characters";
    if (text.ends_with(' ')) return "text without blanks at its end";
    if (kind == "read" && !detailed) return "read: and the source";
    if (kind == "read" ||
        ((kind == "assumed" || kind == "derived") && (colon == std::string_view::npos || detailed)))
      return std::nullopt;
    return "assumed, derived, derived: how, or read: source";
  }

  void report(const Field& field, const std::string& inside, std::string_view value,
              const std::optional<std::string>& expected, std::string suggestion = {}) {
    if (expected)
      faults_.add(table_, index_, std::string(field.name) + inside, value, *expected,
                  std::move(suggestion));
  }

  static std::string range(const Field& field) {
    return "a number from " + std::to_string(field.min) + " to " + std::to_string(field.max);
  }

  template <int Places>
  void check_range(const Field& field, const std::string& inside, Fixed<Places> value) {
    const std::int64_t scale = Fixed<Places>::scale;
    // The limits of every field fit, scaled, into 64 bits.
    if (value.raw() < field.min * scale || value.raw() > field.max * scale)
      report(field, inside, value.to_string(), range(field));
  }

  void check_date(const Field& field, const std::string& inside, const Date& date) {
    if (field.required && date == Date{})
      return report(field, inside, "", "a date: the field is required");
    const bool exists = Date::parse(date.to_string()).has_value();
    if (exists && date.year >= first_year && date.year <= last_year) return;
    std::string expected =
        "a date from " + std::to_string(first_year) + " to " + std::to_string(last_year);
    if (date.year == 1970) expected += " (1970 is what an empty date becomes in many tools)";
    report(field, inside, date.to_string(), expected);
  }

  std::string_view table_;
  std::size_t index_;
  FaultList& faults_;
  std::vector<std::string_view> numbers_;
};

template <class Record>
void validate_record(std::string_view table, std::size_t index, const Record& record,
                     FaultList& faults) {
  FieldValidator validator(table, index, faults);
  auto visit = [&](const Field& field, const auto& value) {
    validator(field, value);
    validator.note(field, value);
  };
  Record::visit(visit, record);
}

}  // namespace

void validate_fields(const Scenario& scenario, FaultList& faults) {
  validate_record("", 0, scenario.settings, faults);
  Scenario::visit_tables(
      [&](std::string_view name, std::string_view, const auto& table) {
        for (std::size_t i = 0; i < table.size(); ++i) validate_record(name, i, table[i], faults);
      },
      scenario);
}

}  // namespace qsmo::detail
