// One case of a file of policy cases, read: what is asked of which rules, and what they should say.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.hpp"
#include "policy/asked_rule.hpp"

namespace qsmo::detail {

/// What a case expects of one rule.
struct Expected {
  AskedRule asked = {};
  std::optional<Outcome> outcome = {};
  std::optional<Reason> reason = {};
  std::vector<FieldValue> values = {};
};

/// How far numbers may be off: within either margin is near enough.
struct Margins {
  Decimal absolute = {};
  Decimal relative = {};

  [[nodiscard]] bool allow(Int128 expected, Int128 got) const {
    const Int128 off = expected < got ? got - expected : expected - got;
    const Int128 size = expected < 0 ? -expected : expected;
    return off <= absolute.raw() || off * Decimal::scale <= size * relative.raw();
  }
};

/// Stands for a parameter that the policy states, but not for the date.
inline constexpr std::string_view unstated = "unstated";

/// A case as its file states it.
struct Case {
  std::size_t line = 0;
  std::string name = {};
  std::string description = {};
  Date period = {};
  std::string policy = {};
  std::vector<std::string> reforms = {};
  Margins margins = {};
  std::vector<PolicyValue> overrides = {};
  std::vector<Expected> rules = {};
  std::vector<FieldValue> in_force = {};  ///< Parameters of the policy, or `unstated`.

  template <class Visitor, class Self>
  static void visit(Visitor& v, Self& self) {
    v(Field{.name = "name", .doc = {}, .required = true}, self.name);
    v(Field{.name = "period", .doc = {}, .required = true}, self.period);
    v(Field{"description", {}}, self.description);
    v(Field{"policy", {}}, self.policy);
    v(Field{"reforms", {}}, self.reforms);
    v(Field{"absolute_error_margin", {}}, self.margins.absolute);
    v(Field{.name = "relative_error_margin", .doc = {}, .max = 1}, self.margins.relative);
  }
};

/// Reads one case, noting its faults.
class CaseReader {
 public:
  CaseReader(const Value& value, const std::string& file, const std::string& path,
             std::vector<Fault>& faults)
      : value_(value), file_(file), path_(path), faults_(faults) {}

  Case read() {
    Case out{.line = value_.line};
    if (value_.kind != Value::Kind::object) {
      add(value_, path_, shown(value_), "an object: a case");
      return out;
    }
    FactDecoder decoder(value_, file_, path_, faults_);
    Case::visit(decoder, out);
    for (const std::string_view name : {"parameters", "input", "output"}) decoder.accept(name);
    decoder.finish();
    require_name(out.name);
    read_parameters(out);
    read_rules(out);
    return out;
  }

 private:
  void add(const Value& value, std::string pointer, std::string stands, std::string expected,
           std::string suggestion = {}) {
    faults_.push_back({file_, value.line, std::move(pointer), std::move(stands),
                       std::move(expected), std::move(suggestion)});
  }
  void add_key(const Value::Member& member, const std::string& path, std::string expected,
               const std::vector<std::string_view>& names) {
    faults_.push_back({file_, member.line, path + "/" + pointer_step(member.key),
                       shortened(member.key), std::move(expected),
                       nearest_name(member.key, names)});
  }

  static constexpr std::size_t longest_name = 200;

  static bool is_text(const Value& value) { return value.kind == Value::Kind::string; }

  /// Names are matched by regular expressions, whose cost grows with them, and shown on one line.
  void require_name(const std::string& name) {
    const Value* value = value_.find("name");
    if (value == nullptr || !is_text(*value)) return;
    if (name.empty() || name.size() > longest_name || name.find('\n') != std::string::npos) {
      add(*value, path_ + "/name", shortened(name),
          "a line of 1 to " + std::to_string(longest_name) + " bytes");
    }
  }

  static Value empty_object() {
    Value out;
    out.kind = Value::Kind::object;
    return out;
  }

  /// The object of that name; an empty one if there is none.
  const Value& object(std::string_view name) {
    static const Value nothing = empty_object();
    const Value* value = value_.find(name);
    if (value == nullptr) return nothing;
    if (value->kind == Value::Kind::object) return *value;
    add(*value, path_ + "/" + std::string(name), shown(*value), "an object");
    return nothing;
  }

  void read_parameters(Case& out) {
    for (const FieldValue& value : parameters(object("parameters"), path_ + "/parameters")) {
      out.overrides.push_back({.parameter = std::string(value.name),
                               .value = value.text,
                               .reference = "stated by the case"});
    }
  }

  /// The parameters that an object states.
  std::vector<FieldValue> parameters(const Value& object, const std::string& path) {
    Parameters parameters;
    FactDecoder decoder(object, file_, path, faults_);
    Parameters::visit(decoder, parameters);
    std::vector<FieldValue> out = values_of(parameters);
    std::erase_if(out, [&](const FieldValue& value) { return object.find(value.name) == nullptr; });
    for (const Value::Member& member : object.members) {
      const bool known = std::any_of(out.begin(), out.end(), [&](const FieldValue& value) {
        return value.name == member.key;
      });
      if (!known) add_key(member, path, "a parameter", parameter_names());
    }
    return out;
  }

  /// Parameters that should be in force on the date.
  void read_in_force(const Value::Member& member, Case& out) {
    const std::string path = path_ + "/output/parameters";
    if (member.value.kind != Value::Kind::object || member.value.members.empty())
      return add(member.value, path, shown(member.value), "an object: parameters and their values");
    Value stated = empty_object();
    for (const Value::Member& each : member.value.members) {
      if (!is_text(each.value) || each.value.text != unstated) {
        stated.members.push_back(each);
      } else if (initial_value(each.key)) {
        out.in_force.push_back({each.key, std::string(unstated), {}});
      } else {
        add_key(each, path, "a parameter", parameter_names());
      }
    }
    for (FieldValue& value : parameters(stated, path)) out.in_force.push_back(std::move(value));
  }

  void read_rules(Case& out) {
    const std::size_t before = faults_.size();
    const Value& output = object("output");
    const Value& input = object("input");
    if (output.members.empty() && faults_.size() == before) {
      const Value* empty = value_.find("output");
      add(empty != nullptr ? *empty : value_, path_ + "/output", "",
          "at least one rule, with what it should say");
    }
    bool understood = true;
    for (const Value::Member& member : output.members) {
      if (member.key == "parameters") {
        read_in_force(member, out);
      } else {
        understood &= read_rule(member, input, out);
      }
    }
    // Facts of a rule whose name is wrong would seem to belong to none.
    if (understood) refuse_strangers(input, out);
  }

  /// Whether there is such a rule.
  bool read_rule(const Value::Member& member, const Value& input, Case& out) {
    const std::optional<Rule> rule = enum_from<Rule>(member.key);
    if (!rule) {
      std::vector<std::string_view> names(EnumNames<Rule>::names.begin(),
                                          EnumNames<Rule>::names.end());
      names.push_back("parameters");
      add_key(member, path_ + "/output", "a rule, or `parameters`", names);
      return false;
    }
    visit_rules([&](Rule each, std::string_view, auto function) {
      if (each == *rule) out.rules.push_back(expected(each, function, member.value, input));
    });
    return true;
  }

  template <class Facts, class VerdictOf>
  Expected expected(Rule rule, RuleFunction<Facts, VerdictOf> function, const Value& value,
                    const Value& input) {
    Expected out{asked_rule(rule, function, input, file_, path_ + "/input", faults_)};
    const std::string path = path_ + "/output/" + std::string(name_of(rule));
    if (is_text(value)) {
      read_word(rule, value, path, out);
    } else if (value.kind != Value::Kind::object) {
      add(value, path, shown(value), "an outcome, a reason or an object");
    } else if (value.members.empty()) {
      add(value, path, "", "an outcome, a reason or a value");
    } else {
      VerdictOf findings;
      FactDecoder decoder(value, file_, path, faults_, Range::any);
      out.outcome = named<Outcome>(value, "outcome", decoder);
      out.reason = named<Reason>(value, "reason", decoder);
      VerdictOf::visit(decoder, findings);
      decoder.finish();
      require_own_reason(rule, value, path, out);
      for (FieldValue& finding : values_of(findings)) {
        if (value.find(finding.name) != nullptr) out.values.push_back(std::move(finding));
      }
    }
    return out;
  }

  template <class Enum>
  static std::optional<Enum> named(const Value& value, std::string_view key, FactDecoder& decoder) {
    Enum out{};
    decoder(Field{key, {}}, out);
    return value.find(key) != nullptr ? std::optional(out) : std::nullopt;
  }

  void read_word(Rule rule, const Value& value, const std::string& path, Expected& out) {
    out.outcome = enum_from<Outcome>(value.text);
    out.reason = enum_from<Reason>(value.text);
    if (out.outcome) return;
    if (out.reason && info_of(*out.reason).rule == rule) return;
    std::vector<std::string_view> words = reasons_of(rule);
    words.insert(words.end(), EnumNames<Outcome>::names.begin(), EnumNames<Outcome>::names.end());
    add(value, path, shown(value), "an outcome, or a reason of " + std::string(name_of(rule)),
        nearest_name(value.text, words));
  }

  void require_own_reason(Rule rule, const Value& value, const std::string& path,
                          const Expected& expected) {
    if (!expected.reason || info_of(*expected.reason).rule == rule) return;
    const Value& reason = *value.find("reason");
    add(reason, path + "/reason", shown(reason), "a reason of " + std::string(name_of(rule)),
        nearest_name(reason.text, reasons_of(rule)));
  }

  static std::vector<std::string_view> reasons_of(Rule rule) {
    std::vector<std::string_view> out;
    for (const ReasonInfo& info : reasons) {
      if (info.rule == rule) out.push_back(info.name);
    }
    return out;
  }

  void refuse_strangers(const Value& input, const Case& out) {
    std::vector<std::string_view> facts;
    std::string rules;
    for (const Expected& rule : out.rules) {
      for (const NamedText& fact : rule.asked.facts) facts.push_back(fact.first);
      rules += (rules.empty() ? "" : ", ") + std::string(name_of(rule.asked.rule));
    }
    for (const Value::Member& member : input.members) {
      if (std::find(facts.begin(), facts.end(), member.key) == facts.end())
        add_key(member, path_ + "/input",
                rules.empty() ? "no facts: no rule is asked" : "a fact of " + rules, facts);
    }
  }

  const Value& value_;
  const std::string& file_;
  std::string path_;
  std::vector<Fault>& faults_;
};

}  // namespace qsmo::detail
