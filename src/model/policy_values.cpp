#include "qsmo/model/policy_values.hpp"

#include <algorithm>
#include <map>

#include "core/text.hpp"
#include "model/policy_texts.hpp"
#include "model/record_decoder.hpp"
#include "qsmo/model/detail/field_text.hpp"

namespace qsmo {
namespace {

/// Writes a parameter as PolicyValue::value does.
struct TextOf {
  std::string_view wanted;
  std::optional<std::string> text = {};

  template <class T>
  void operator()(const Field& field, const T& value) {
    if (field.name == wanted) text = detail::field_text(value);
  }
};

/// Sets to nothing what is stated as `none`.
class NothingSetter {
 public:
  NothingSetter(std::string_view name, bool& done) : name_(name), done_(done) {}
  template <class T>
  void operator()(const Field& field, std::optional<T>& value) {
    if (field.name == name_) value.reset(), done_ = true;
  }
  template <class T>
  void operator()(const Field& field, std::vector<T>& values) {
    if (field.name == name_) values.clear(), done_ = true;
  }
  template <class T>
  void operator()(const Field&, T&) {}

 private:
  std::string_view name_;
  bool& done_;
};

struct RangeChecker {
  std::string_view wanted;
  std::string expected = {};

  template <class T>
  void operator()(const Field& field, const T& value) {
    if (field.name == wanted && !fits(field, value))
      expected = "a number from " + std::to_string(field.min) + " to " + std::to_string(field.max);
  }

  template <class T>
  static bool fits(const Field&, const T&) {
    return true;
  }
  static bool fits(const Field& field, int value) {
    return value >= field.min && value <= field.max;
  }
  template <int Places>
  static bool fits(const Field& field, Fixed<Places> value) {
    return value.raw() >= field.min * Fixed<Places>::scale &&
           value.raw() <= field.max * Fixed<Places>::scale;
  }
  template <class T>
  static bool fits(const Field& field, const std::optional<T>& value) {
    return !value || fits(field, *value);
  }
};

std::string dated(const Date& date) { return date.to_string(); }

/// Whether `a` takes precedence over `b`, both having begun.
bool later(const PolicyValue& a, const PolicyValue& b) {
  return a.from.value_or(Date{}) >= b.from.value_or(Date{});
}

const PolicyValue* latest_begun(const std::vector<PolicyValue>& values, std::string_view parameter,
                                Date date) {
  const PolicyValue* found = nullptr;
  for (const PolicyValue& value : values) {
    if (value.parameter != parameter || (value.from && *value.from > date)) continue;
    if (found == nullptr || later(value, *found)) found = &value;
  }
  return found;
}

const PolicyValue* first_stated(const std::vector<PolicyValue>& values,
                                std::string_view parameter) {
  const PolicyValue* found = nullptr;
  for (const PolicyValue& value : values) {
    if (value.parameter == parameter && (found == nullptr || !later(value, *found))) found = &value;
  }
  return found;
}

}  // namespace

namespace detail {

std::optional<Fault> set_parameter(const PolicyValue& stated, Parameters& parameters) {
  Fault fault{{}, 0, stated.parameter, stated.value, {}, {}};
  if (stated.value == no_value) {
    bool done = false;
    NothingSetter setter(stated.parameter, done);
    Parameters::visit(setter, parameters);
    if (done) return std::nullopt;
    fault.expected = "a value: only numbers that may be absent and lists can be none";
    return fault;
  }
  Value object, cell;
  object.kind = Value::Kind::object;
  cell.kind = Value::Kind::cell;
  cell.text = stated.value;
  object.members.push_back({stated.parameter, 0, std::move(cell)});
  std::vector<Fault> faults;
  RecordDecoder decoder(object, "", "", faults);
  Parameters::visit(decoder, parameters);
  if (!faults.empty()) {
    faults.front().pointer = stated.parameter;
    return faults.front();
  }
  RangeChecker checker{stated.parameter};
  Parameters::visit(checker, parameters);
  if (checker.expected.empty()) return std::nullopt;
  fault.expected = checker.expected;
  return fault;
}

std::string_view unit_of_parameter(std::string_view parameter) {
  std::string_view unit;
  auto find = [&](const Field& field, const auto&) {
    if (field.name == parameter) unit = field.unit;
  };
  const Parameters any;
  Parameters::visit(find, any);
  return unit;
}

std::optional<Fault> span_fault(const std::vector<PolicyValue>& values, std::size_t i) {
  const PolicyValue& value = values[i];
  if (value.until && value.from && ended(*value.until, *value.from)) {
    return Fault{{}, 0, "until", dated(*value.until), "a date not before " + dated(*value.from),
                 {}};
  }
  for (std::size_t k = 0; k < values.size(); ++k) {
    const PolicyValue& other = values[k];
    if (k == i || other.parameter != value.parameter) continue;
    if (k < i && other.from == value.from) {
      return Fault{{},
                   0,
                   "from",
                   value.from ? dated(*value.from) : "",
                   "a date of its own: another value of " + value.parameter + " begins then too",
                   {}};
    }
    const bool follows = other.from && (!value.from || *other.from > *value.from);
    if (follows && value.until && !ended(*value.until, *other.from)) {
      return Fault{{},
                   0,
                   "until",
                   dated(*value.until),
                   "a date before " + dated(*other.from) + ", when the next value of " +
                       value.parameter + " begins",
                   {}};
    }
  }
  return std::nullopt;
}

std::optional<Fault> value_missing(const std::vector<PolicyValue>& values,
                                   std::string_view parameter, Date date) {
  const PolicyValue* found = latest_begun(values, parameter, date);
  if (found == nullptr) {
    const PolicyValue* first = first_stated(values, parameter);
    if (first == nullptr) return std::nullopt;
    return Fault{{},
                 0,
                 std::string(parameter),
                 dated(date),
                 "a date from " + dated(*first->from) + " on, the first value of " +
                     std::string(parameter),
                 {}};
  }
  if (!found->until || !ended(*found->until, date)) return std::nullopt;
  return Fault{{},
               0,
               std::string(parameter),
               dated(date),
               "a value of " + std::string(parameter) + " on that date: the last one, " +
                   found->value + ", ended on " + dated(*found->until),
               {}};
}

}  // namespace detail

const std::vector<std::string_view>& parameter_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> out;
    auto note = [&](const Field& field, const auto&) { out.push_back(field.name); };
    const Parameters any;
    Parameters::visit(note, any);
    return out;
  }();
  return names;
}

std::optional<std::string> initial_value(std::string_view parameter) {
  TextOf text{parameter};
  const Parameters initial;
  Parameters::visit(text, initial);
  return text.text;
}

ParameterInForce in_force(const std::vector<PolicyValue>& values, std::string_view parameter,
                          Date date) {
  const std::optional<std::string> initial = initial_value(parameter);
  if (!initial) {
    throw InputError({{{},
                       0,
                       std::string(parameter),
                       std::string(parameter),
                       "a parameter",
                       nearest_name(parameter, parameter_names())}});
  }
  if (const auto fault = detail::value_missing(values, parameter, date)) throw InputError({*fault});
  const PolicyValue* stated = latest_begun(values, parameter, date);
  return {stated == nullptr ? *initial : stated->value, stated};
}

Parameters parameters_on(const std::vector<PolicyValue>& values, Date date,
                         const Parameters& initial) {
  Parameters out = initial;
  std::vector<Fault> faults;
  std::map<std::string_view, const PolicyValue*> latest;
  for (const PolicyValue& value : values) {
    if (value.from && *value.from > date) {
      latest.try_emplace(value.parameter, nullptr);
    } else if (const PolicyValue*& known = latest[value.parameter];
               known == nullptr || later(value, *known)) {
      known = &value;
    }
  }
  for (const auto& [parameter, value] : latest) {
    const auto& names = parameter_names();
    if (std::find(names.begin(), names.end(), parameter) == names.end()) {
      faults.push_back({{},
                        0,
                        std::string(parameter),
                        std::string(parameter),
                        "a parameter",
                        nearest_name(parameter, names)});
    } else if (const auto missing = detail::value_missing(values, parameter, date)) {
      faults.push_back(*missing);
    } else if (const auto wrong = detail::set_parameter(*value, out)) {
      faults.push_back(*wrong);
    }
  }
  if (!faults.empty()) throw InputError(std::move(faults));
  return out;
}

}  // namespace qsmo
