#include "qsmo/policy/policy.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "model/policy_texts.hpp"
#include "policy/timeline.hpp"
#include "policy/value_faults.hpp"
#include "qsmo/model/detail/field_text.hpp"

namespace qsmo {
namespace {

using detail::Piece;
using detail::Timeline;

constexpr std::string_view unstated = "unstated";
constexpr std::string_view nameless = "stated";

/// The parameters that are stated, in the order in which they first are.
std::vector<std::string> stated_parameters(const std::vector<PolicyValue>& values) {
  std::vector<std::string> out;
  for (const PolicyValue& value : values) {
    if (std::find(out.begin(), out.end(), value.parameter) == out.end())
      out.push_back(value.parameter);
  }
  return out;
}

bool is_stated(const std::vector<PolicyValue>& values, std::string_view parameter) {
  return std::any_of(values.begin(), values.end(),
                     [&](const PolicyValue& value) { return value.parameter == parameter; });
}

void append(std::vector<PolicyValue>& values, const Timeline& line) {
  for (PolicyValue& value : detail::values_of(line)) values.push_back(std::move(value));
}

/// Calls `v(field, value)` of the one field with that name.
template <class Visitor>
void visit_parameter(std::string_view name, Visitor&& v) {
  const Parameters initial;
  auto visitor = [&](const Field& field, const auto& value) {
    if (field.name == name) v(field, value);
  };
  Parameters::visit(visitor, initial);
}

/// The same text for the same value: `0.50` as `0.5`. What cannot be read stays as it is.
std::string canonical(const PolicyValue& value) {
  Parameters read;
  if (detail::set_parameter(value, read)) return value.value;
  std::string text;
  auto note = [&](const Field& field, const auto& parameter) {
    if (field.name == value.parameter) text = detail::field_text(parameter);
  };
  Parameters::visit(note, read);
  return text;
}

// --- reforms ---

/// Lays the values of a reform over those of one parameter.
class Overlay {
 public:
  Overlay(const Policy& policy, const Reform& reform, const std::string& parameter)
      : reform_(reform),
        before_(detail::whole_timeline(policy.values, parameter)),
        over_(detail::timeline(reform.values, parameter)) {}

  [[nodiscard]] Timeline after() const {
    Timeline rest = before_;
    for (const Piece& piece : over_) rest = detail::without(rest, piece.begin, piece.end);
    return detail::joined(std::move(rest), over_);
  }

  /// What the value at that place of the reform changes.
  void add_changes(std::size_t place, std::vector<Change>& changes) const {
    const auto piece =
        std::find_if(over_.begin(), over_.end(), [&](const Piece& p) { return p.source == place; });
    if (piece != over_.end()) add_changes(*piece, changes);
  }

 private:
  void add_changes(const Piece& piece, std::vector<Change>& changes) const {
    const std::string after = canonical(piece.value);
    bool extends = false;
    for (const Piece& old : replaced_by(piece)) {
      const std::string before = stated(old) ? canonical(old.value) : std::string(unstated);
      const auto until = old.end ? std::optional(detail::day_before(*old.end)) : std::nullopt;
      if (before == after) {
        extends = false;
      } else if (extends && changes.back().before == before) {
        changes.back().until = until;
      } else {
        extends = true;
        changes.push_back({reform_.id, piece.value.parameter, old.begin, until, before, after,
                           piece.value.reference});
      }
    }
  }

  /// What was said of the dates of a piece, a piece without a parameter where nothing was.
  [[nodiscard]] Timeline replaced_by(const Piece& piece) const {
    Timeline gaps{{{}, piece.begin, piece.end, 0}};
    for (const Piece& old : before_) gaps = detail::without(gaps, old.begin, old.end);
    return detail::joined(detail::within(before_, piece.begin, piece.end), gaps);
  }
  static bool stated(const Piece& piece) { return !piece.value.parameter.empty(); }

  const Reform& reform_;
  Timeline before_;
  Timeline over_;
};

// --- other times ---

std::optional<Date> moved(const std::optional<Date>& date, int months) {
  return date ? std::optional(detail::moved(*date, months)) : std::nullopt;
}

PolicyValue moved(PolicyValue value, int months) {
  value.from = moved(value.from, months);
  value.until = moved(value.until, months);
  visit_parameter(value.parameter, [&](const Field&, const auto& initial) {
    if constexpr (std::is_same_v<decltype(initial), const std::optional<Date>&>) {
      if (const auto date = moved(Date::parse(value.value), months))
        value.value = date->to_string();
    }
  });
  return value;
}

/// `ID@DATE`; another date that the id ends with is replaced.
std::string dated(const std::string& id, const Date& enacted) {
  const std::size_t at = id.rfind('@');
  const bool was_dated = at != std::string::npos && Date::parse(id.substr(at + 1));
  return (was_dated ? id.substr(0, at) : id) + "@" + enacted.to_string();
}

auto key(const PolicyValue& value) {
  return std::tie(value.parameter, value.from, value.until, value.value, value.unit,
                  value.reference);
}

bool same_values(std::vector<PolicyValue> a, std::vector<PolicyValue> b) {
  const auto less = [](const auto& x, const auto& y) { return key(x) < key(y); };
  std::sort(a.begin(), a.end(), less);
  std::sort(b.begin(), b.end(), less);
  return a == b;
}

}  // namespace

bool operator==(const Policy& a, const Policy& b) {
  return std::tie(a.id, a.name, a.summary, a.enacted) ==
             std::tie(b.id, b.name, b.summary, b.enacted) &&
         same_values(a.values, b.values);
}

bool operator==(const Reform& a, const Reform& b) {
  return std::tie(a.id, a.name, a.summary) == std::tie(b.id, b.name, b.summary) &&
         same_values(a.values, b.values);
}

Reformed reformed(const Policy& policy, const Reform& reform) {
  if (auto faults = detail::located_faults(reform.values); !faults.empty())
    throw InputError(std::move(faults));
  std::map<std::string, Overlay> overlays;
  for (const std::string& parameter : stated_parameters(reform.values))
    overlays.try_emplace(parameter, policy, reform, parameter);

  Reformed out{policy, {}};
  if (!reform.id.empty()) out.policy.id += "+" + reform.id;
  out.policy.values.clear();
  for (const PolicyValue& value : policy.values) {
    if (!overlays.contains(value.parameter)) out.policy.values.push_back(value);
  }
  for (const std::string& parameter : stated_parameters(reform.values))
    append(out.policy.values, overlays.at(parameter).after());
  for (std::size_t i = 0; i < reform.values.size(); ++i)
    overlays.at(reform.values[i].parameter).add_changes(i, out.changes);
  return out;
}

Policy transposed(const Policy& policy, Date enacted) {
  if (!policy.enacted) {
    throw InputError({{{},
                       0,
                       "/enacted",
                       "",
                       "a date: the policy" + (policy.id.empty() ? "" : " " + policy.id) +
                           " does not say when it was enacted, so that it cannot be moved",
                       {}}});
  }
  const int months = enacted.month_index() - policy.enacted->month_index();
  // Two days may become one, the last of a short month: then the later of them counts.
  std::vector<PolicyValue> values = policy.values;
  std::stable_sort(values.begin(), values.end(),
                   [](const auto& a, const auto& b) { return a.from < b.from; });
  for (PolicyValue& value : values) value = moved(std::move(value), months);

  Policy out = policy;
  out.id = dated(policy.id, enacted);
  out.enacted = enacted;
  out.values.clear();
  for (const std::string& parameter : stated_parameters(values))
    append(out.values, detail::timeline(values, parameter));
  if (auto faults = faults_of(out); !faults.empty()) throw InputError(std::move(faults));
  return out;
}

Policy succeeded(const Policy& first, Date from, const Policy& next) {
  std::vector<PolicyValue> all = first.values;
  all.insert(all.end(), next.values.begin(), next.values.end());
  Policy out = first;
  if (!next.id.empty()) out.id += "+" + next.id;
  out.values.clear();
  for (const std::string& parameter : stated_parameters(all)) {
    const Timeline before = detail::whole_timeline(first.values, parameter);
    const Timeline after = detail::whole_timeline(next.values, parameter);
    append(out.values,
           detail::joined(detail::within(before, {}, from), detail::within(after, from, {})));
  }
  return out;
}

Extended lenient(const Policy& policy) {
  Extended out{policy, {}};
  for (const std::string& parameter : stated_parameters(policy.values)) {
    PolicyValue* last = nullptr;
    for (PolicyValue& value : out.policy.values) {
      if (value.parameter == parameter && (last == nullptr || value.from >= last->from))
        last = &value;
    }
    if (!last->until) continue;
    out.warnings.push_back(parameter + " has no value after " + last->until->to_string() +
                           "; the last one, " + last->value + ", is taken to hold on");
    last->until.reset();
  }
  return out;
}

std::vector<Fault> faults_of(const Policy& policy) { return detail::located_faults(policy.values); }

Parameters parameters_on(const Policy& policy, Date date) {
  return parameters_on(policy.values, date);
}

Portfolio under(const Portfolio& portfolio, const Policy& policy) {
  if (auto faults = faults_of(policy); !faults.empty()) throw InputError(std::move(faults));
  return portfolio.replace([&](Scenario& scenario) {
    const Settings initial;
    Settings& settings = scenario.settings;
    settings.mandates_bind = initial.mandates_bind;
    settings.participation = initial.participation;
    settings.eligible_states = initial.eligible_states;
    settings.policy = policy.id;
    scenario.policy_values = policy.values;
  });
}

Policy stated_policy(const Portfolio& portfolio) {
  const Settings& settings = portfolio.settings();
  Policy out;
  out.id = settings.policy.empty() ? std::string(nameless) : settings.policy;
  out.values = portfolio.scenario().policy_values;
  const auto add_setting = [&](std::string_view parameter, const auto& value) {
    const std::string text = detail::field_text(value);
    if (text == initial_value(parameter) || is_stated(out.values, parameter)) return;
    PolicyValue stated;
    stated.parameter = std::string(parameter);
    stated.value = text;
    stated.reference = "settings of the scenario";
    out.values.push_back(std::move(stated));
  };
  add_setting("eligible_states", settings.eligible_states);
  add_setting("mandates_bind", settings.mandates_bind);
  add_setting("participation", settings.participation);
  return out;
}

}  // namespace qsmo
