#include "qsmo/policy/ask.hpp"

#include <set>

#include "policy/asked_rule.hpp"

namespace qsmo {
namespace {

using detail::AskedRule;
using detail::Value;

/// Texts as a record of cells.
Value record_of(const std::vector<NamedText>& facts) {
  Value object;
  object.kind = Value::Kind::object;
  for (const auto& [name, text] : facts) {
    Value cell;
    cell.kind = Value::Kind::cell;
    cell.text = text;
    object.members.push_back({name, 0, std::move(cell)});
  }
  return object;
}

void note_strangers(Rule rule, const std::vector<NamedText>& given,
                    const std::vector<NamedText>& facts, std::vector<Fault>& faults) {
  std::set<std::string_view> known;
  std::vector<std::string_view> names;
  for (const auto& fact : facts) names.push_back(fact.first);
  known.insert(names.begin(), names.end());
  for (const auto& [name, text] : given) {
    if (known.erase(name) > 0) continue;
    const bool repeated = std::find(names.begin(), names.end(), name) != names.end();
    faults.push_back({{},
                      0,
                      "/" + detail::pointer_step(name),
                      detail::shortened(repeated ? text : name),
                      repeated ? "each fact once" : "a fact of " + std::string(name_of(rule)),
                      repeated ? "" : nearest_name(name, names)});
  }
}

}  // namespace

Answer ask(Rule rule, const std::vector<NamedText>& facts, Date date, const Policy& policy) {
  const Value record = record_of(facts);
  std::vector<Fault> faults;
  AskedRule asked;
  visit_rules([&](Rule each, std::string_view, auto function) {
    if (each == rule) asked = detail::asked_rule(rule, function, record, "", "", faults);
  });
  note_strangers(rule, facts, asked.facts, faults);
  if (!faults.empty()) throw InputError(std::move(faults));
  const detail::Reply reply = asked.ask(date, parameters_on(policy, date));
  Answer answer;
  answer.explanation = detail::explain(reply.reason, asked.facts, policy.values, date);
  for (const detail::FieldValue& value : reply.values)
    answer.values.emplace_back(value.name, value.text);
  return answer;
}

}  // namespace qsmo
