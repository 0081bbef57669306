#include "model/index_policy.hpp"

#include <algorithm>

#include "model/policy_texts.hpp"
#include "qsmo/model/detail/field_text.hpp"

namespace qsmo::detail {
namespace {

constexpr std::string_view table = "policy_values";

class PolicyIndexer {
 public:
  PolicyIndexer(Portfolio::Data& data, FaultList& faults)
      : data_(data),
        faults_(faults),
        values_(data.scenario.policy_values),
        floored_(data.values_by_period) {}

  void run() {
    floor_to_periods();
    add_settings();
    const bool sound = judge_values() && judge_horizon();
    for (int t = 0; t < data_.calendar.periods(); ++t) add_period(t, sound);
  }

 private:
  /// Values of the settings, for parameters that no value states.
  void add_settings() {
    const Settings& settings = data_.scenario.settings;
    add_setting("eligible_states", field_text(settings.eligible_states));
    add_setting("participation", field_text(settings.participation));
    add_setting("mandates_bind", field_text(settings.mandates_bind));
  }

  void add_setting(const char* parameter, std::string text) {
    const bool stated = std::any_of(values_.begin(), values_.end(), [&](const PolicyValue& value) {
      return value.parameter == parameter;
    });
    if (!stated)
      floored_.push_back({parameter, {}, {}, std::move(text), {}, "a setting of the scenario"});
  }

  bool judge_values() {
    bool sound = true;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      sound = sound && !faults_.broken(table, i);
      if (!faults_.broken(table, i)) sound = judge_value(i) && sound;
    }
    return sound;
  }

  bool judge_value(std::size_t i) {
    const PolicyValue& value = values_[i];
    const auto& names = parameter_names();
    if (std::find(names.begin(), names.end(), value.parameter) == names.end()) {
      faults_.add(table, i, "parameter", value.parameter, "a parameter",
                  nearest_name(value.parameter, names));
      return false;
    }
    Parameters scratch;
    if (const auto fault = set_parameter(value, scratch)) {
      faults_.add(table, i, "value", fault->value, fault->expected, fault->suggestion);
      return false;
    }
    return judge_unit(i) && judge_span(i);
  }

  bool judge_unit(std::size_t i) {
    const std::string_view unit = unit_of_parameter(values_[i].parameter);
    if (values_[i].unit.empty() || values_[i].unit == unit) return true;
    faults_.add(table, i, "unit", values_[i].unit,
                unit.empty() ? "no unit: the parameter has none" : std::string(unit));
    return false;
  }

  bool judge_span(std::size_t i) {
    if (const auto fault = span_fault(values_, i)) {
      faults_.add(table, i, fault->pointer, fault->value, fault->expected);
      return false;
    }
    return true;
  }

  /// Every parameter that is stated has a value in every period.
  bool judge_horizon() {
    bool sound = true;
    std::vector<std::string_view> judged;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const std::string_view parameter = values_[i].parameter;
      if (std::find(judged.begin(), judged.end(), parameter) != judged.end()) continue;
      judged.push_back(parameter);
      sound = judge_horizon_of(i) && sound;
    }
    return sound;
  }

  bool judge_horizon_of(std::size_t i) {
    for (int t = 0; t < data_.calendar.periods(); ++t) {
      const auto missing =
          value_missing(floored_, values_[i].parameter, data_.calendar.first_month(t));
      if (!missing) continue;
      faults_.add(table, i, "", missing->value, missing->expected);
      return false;
    }
    return true;
  }

  [[nodiscard]] Date floored(const Date& date) const {
    return data_.calendar.first_month(data_.calendar.period_of(date));
  }

  void floor_to_periods() {
    floored_ = values_;
    // Of two dates in one period the later counts, and then they will be equal.
    std::stable_sort(floored_.begin(), floored_.end(),
                     [](const auto& a, const auto& b) { return a.from < b.from; });
    for (PolicyValue& value : floored_) {
      if (value.from) value.from = floored(*value.from);
      if (value.until) value.until = floored(*value.until);
    }
  }

  void add_period(int t, bool sound) {
    Parameters now;
    if (sound) now = parameters_on(floored_, data_.calendar.first_month(t));
    if (now.mandate_deadline) now.mandate_deadline = floored(*now.mandate_deadline);
    const auto known = std::find(data_.regimes.begin(), data_.regimes.end(), now);
    data_.regime.push_back(static_cast<std::size_t>(known - data_.regimes.begin()));
    if (known == data_.regimes.end()) data_.regimes.push_back(now);
  }

  Portfolio::Data& data_;
  FaultList& faults_;
  const std::vector<PolicyValue>& values_;
  std::vector<PolicyValue>& floored_;
};

}  // namespace

void index_policy(Portfolio::Data& data, FaultList& faults) { PolicyIndexer(data, faults).run(); }

}  // namespace qsmo::detail
