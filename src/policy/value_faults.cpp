#include "policy/value_faults.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "model/policy_texts.hpp"

namespace qsmo::detail {
namespace {

// As for the dates of a scenario.
constexpr int first_year = 1980;
constexpr int last_year = 2200;

class ValueJudge {
 public:
  explicit ValueJudge(const std::vector<PolicyValue>& values) : values_(values) {}

  std::vector<ValueFault> judge_all() {
    for (at_ = 0; at_ < values_.size(); ++at_) judge(values_[at_]);
    return std::move(faults_);
  }

 private:
  void judge(const PolicyValue& value) {
    const auto& names = parameter_names();
    if (std::find(names.begin(), names.end(), value.parameter) == names.end())
      return add("parameter", value.parameter, "a parameter", nearest_name(value.parameter, names));
    judge_text(value);
    judge_unit(value);
    const bool dates_exist = judge_date("from", value.from) && judge_date("until", value.until);
    const auto span = dates_exist ? span_fault(values_, at_) : std::nullopt;
    if (span) add(span->pointer, span->value, span->expected);
  }

  void judge_text(const PolicyValue& value) {
    Parameters scratch;
    if (const auto fault = set_parameter(value, scratch))
      return add("value", fault->value, fault->expected, fault->suggestion);
    DateFinder finder{value.parameter};
    Parameters::visit(finder, scratch);
    judge_date("value", finder.date);
  }

  void judge_unit(const PolicyValue& value) {
    const std::string_view unit = unit_of_parameter(value.parameter);
    if (value.unit.empty() || value.unit == unit) return;
    add("unit", value.unit,
        unit.empty() ? "no unit: " + value.parameter + " has none" : std::string(unit));
  }

  bool judge_date(std::string_view field, const std::optional<Date>& date) {
    if (!date) return true;
    const bool exists = Date::parse(date->to_string()).has_value();
    if (exists && date->year >= first_year && date->year <= last_year) return true;
    add(field, date->to_string(),
        "a date from " + std::to_string(first_year) + " to " + std::to_string(last_year));
    return false;
  }

  /// The value of the parameter, if it is a date.
  struct DateFinder {
    std::string_view parameter;
    std::optional<Date> date = {};

    void operator()(const Field& field, const std::optional<Date>& value) {
      if (field.name == parameter) date = value;
    }
    template <class T>
    void operator()(const Field&, const T&) {}
  };

  void add(std::string_view field, std::string_view value, std::string expected,
           std::string suggestion = {}) {
    faults_.push_back({at_,
                       {{},
                        0,
                        std::string(field),
                        shortened(value),
                        std::move(expected),
                        std::move(suggestion)}});
  }

  const std::vector<PolicyValue>& values_;
  std::size_t at_ = 0;
  std::vector<ValueFault> faults_;
};

}  // namespace

std::vector<ValueFault> value_faults(const std::vector<PolicyValue>& values) {
  return ValueJudge(values).judge_all();
}

std::vector<Fault> located_faults(const std::vector<PolicyValue>& values) {
  std::vector<Fault> out;
  for (auto& [at, fault] : value_faults(values)) {
    const std::string& parameter = values[at].parameter;
    const auto place =
        std::count_if(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at),
                      [&](const auto& value) { return value.parameter == parameter; });
    fault.pointer = "/parameters/" + pointer_step(parameter) + "/" + std::to_string(place) + "/" +
                    fault.pointer;
    out.push_back(std::move(fault));
  }
  return out;
}

}  // namespace qsmo::detail
