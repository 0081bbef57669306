// Decodes one record: the visitor that every reader of records uses (scenarios and plans).
#pragma once

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "core/text.hpp"
#include "model/document.hpp"
#include "qsmo/model/field.hpp"

namespace qsmo::detail {

class RecordDecoder {
 public:
  /// `path` is the pointer of the record, such as `/workloads/3`.
  RecordDecoder(const Value& object, std::string file, std::string path, std::vector<Fault>& faults)
      : object_(object), file_(std::move(file)), path_(std::move(path)), faults_(faults) {}

  template <class T>
  void operator()(const Field& field, T& out) {
    names_.push_back(field.name);
    const Value* value = object_.find(field.name);
    if (value != nullptr) {
      decode(*value, path_ + "/" + std::string(field.name), out);
    } else if (field.required && !object_.incomplete) {
      add(object_, path_ + "/" + std::string(field.name), {}, "a value: the field is required");
    }
  }

  /// Names that a reader has dealt with itself.
  void accept(std::string_view name) { names_.push_back(name); }

  /// Call last: members that no field has taken are faults.
  void finish() {
    for (const Value::Member& member : object_.members) {
      if (std::find(names_.begin(), names_.end(), member.key) != names_.end()) continue;
      faults_.push_back({file_, member.line, path_ + "/" + pointer_step(member.key),
                         shortened(member.key), "a field of this record",
                         nearest_name(member.key, names_)});
    }
  }

 private:
  using Kind = Value::Kind;

  void add(const Value& value, std::string pointer, std::string shown, std::string expected,
           std::string suggestion = {}) {
    faults_.push_back({file_, value.line, std::move(pointer), std::move(shown), std::move(expected),
                       std::move(suggestion)});
  }

  void wrong(const Value& value, const std::string& pointer, std::string_view expected) {
    const bool named = value.kind == Kind::cell;
    add(value, pointer, shown(value),
        std::string(expected) + (named ? "" : ", not " + std::string(kind_name(value.kind))));
  }

  void decode(const Value& value, const std::string& pointer, std::string& out) {
    if (value.kind == Kind::string || value.kind == Kind::cell) {
      out = value.text;
      if (value.kind == Kind::cell && out.starts_with('\'') && needs_apostrophe(out))
        out.erase(0, 1);
    } else {
      wrong(value, pointer, "a string");
    }
  }

  template <class Entity>
  void decode(const Value& value, const std::string& pointer, Ref<Entity>& out) {
    std::string name;
    decode(value, pointer, name);
    // A reference that is given but empty must not pass for an absent one.
    if (name.empty() && value.kind == Kind::string) add(value, pointer, "", "a name");
    out = Ref<Entity>(std::move(name));
  }

  void decode(const Value& value, const std::string& pointer, bool& out) {
    const bool written = value.kind == Kind::boolean || value.kind == Kind::cell;
    if (written && (value.text == "true" || value.text == "false")) {
      out = value.text == "true";
    } else {
      wrong(value, pointer, "true or false");
    }
  }

  template <int Places>
  void decode(const Value& value, const std::string& pointer, Fixed<Places>& out) {
    if (value.kind != Kind::number && value.kind != Kind::cell)
      return wrong(value, pointer, "a number");
    parse_number(value, value.text, pointer, out);
  }

  template <int Places>
  void parse_number(const Value& value, std::string_view text, const std::string& pointer,
                    Fixed<Places>& out) {
    switch (Fixed<Places>::parse(text, out)) {
    case ParseStatus::ok:
      return;
    case ParseStatus::not_a_number:
      return add(value, pointer, shortened(text), "a number");
    case ParseStatus::too_many_places:
      return add(value, pointer, shortened(text),
                 "at most " + std::to_string(Places) + " decimal places");
    case ParseStatus::out_of_range:
      return add(value, pointer, shortened(text), "a smaller number");
    }
  }

  void decode(const Value& value, const std::string& pointer, int& out) {
    Decimal number;
    if (value.kind != Kind::number && value.kind != Kind::cell)
      return wrong(value, pointer, "a whole number");
    const ParseStatus status = Decimal::parse(value.text, number);
    if (status == ParseStatus::not_a_number) return wrong(value, pointer, "a whole number");
    const std::int64_t whole = number.raw() / Decimal::scale;
    const bool fits =
        whole >= std::numeric_limits<int>::min() && whole <= std::numeric_limits<int>::max();
    if (status == ParseStatus::out_of_range || (status == ParseStatus::ok && !fits)) {
      return add(value, pointer, shown(value), "a smaller whole number");
    }
    if (status != ParseStatus::ok || number.raw() % Decimal::scale != 0)
      return add(value, pointer, shown(value), "a whole number");
    out = static_cast<int>(whole);
  }

  void decode(const Value& value, const std::string& pointer, Date& out) {
    if (value.kind != Kind::string && value.kind != Kind::cell)
      return wrong(value, pointer, date_form);
    if (const auto date = Date::parse(value.text)) {
      out = *date;
    } else {
      add(value, pointer, shown(value), std::string(date_form), day_before_month(value.text));
    }
  }

  /// The date that was meant by `2019-26-04`; empty if it is none of that kind.
  static std::string day_before_month(const std::string& text) {
    if (text.size() != 10) return {};
    const std::string swapped = text.substr(0, 5) + text.substr(8) + text.substr(4, 3);
    return Date::parse(swapped) ? swapped : std::string();
  }

  template <class Enum>
  requires std::is_enum_v<Enum>
  void decode(const Value& value, const std::string& pointer, Enum& out) {
    if (value.kind != Kind::string && value.kind != Kind::cell)
      return wrong(value, pointer, "a string");
    if (const auto found = enum_from<Enum>(value.text)) {
      out = *found;
      return;
    }
    std::string expected = "one of";
    for (const std::string_view name : EnumNames<Enum>::names)
      expected += (expected.size() == 6 ? " " : ", ") + std::string(name);
    const std::vector<std::string_view> names(EnumNames<Enum>::names.begin(),
                                              EnumNames<Enum>::names.end());
    add(value, pointer, shown(value), expected, nearest_name(value.text, names));
  }

  template <class T>
  void decode(const Value& value, const std::string& pointer, std::optional<T>& out) {
    T inner{};
    const std::size_t before = faults_.size();
    decode(value, pointer, inner);
    if (faults_.size() == before) out = std::move(inner);
  }

  template <class T>
  void decode(const Value& value, const std::string& pointer, std::vector<T>& out) {
    out.clear();
    const std::size_t known = faults_.size();
    if (value.kind == Kind::array) {
      for (std::size_t i = 0; i < value.items.size(); ++i)
        decode_item(value.items[i], pointer + "/" + std::to_string(i), out);
    } else if (value.kind == Kind::cell) {
      for (const std::string_view part : split(value.text, '|'))
        decode_item(cell(value, part), pointer, out);
    } else {
      wrong(value, pointer, "an array");
    }
    // Nor is a list empty because its items are wrong.
    if (out.empty() && faults_.size() > known) out.emplace_back();
  }

  template <class T>
  void decode_item(const Value& value, const std::string& pointer, std::vector<T>& out) {
    const std::size_t before = faults_.size();
    decode(value, pointer, out.emplace_back());
    // The default of an enumeration would pass for a repetition of an item that is right.
    if (std::is_enum_v<T> && faults_.size() > before) out.pop_back();
  }

  template <class Number>
  void decode(const Value& value, const std::string& pointer, Profile<Number>& out) {
    std::vector<typename Profile<Number>::Step> steps;
    if (value.kind == Kind::cell) {
      for (const std::string_view part : split(value.text, '|'))
        decode_step(cell(value, part), pointer, steps.emplace_back());
    } else if (value.kind == Kind::array) {
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        auto& step = steps.emplace_back();
        RecordDecoder decoder(value.items[i], file_, pointer + "/" + std::to_string(i), faults_);
        if (value.items[i].kind != Kind::object) {
          wrong(value.items[i], pointer + "/" + std::to_string(i),
                "an object with `from` and `value`");
          continue;
        }
        decoder(Field{"from", {}}, step.from);
        decoder(Field{.name = "value", .doc = {}, .required = true}, step.value);
        decoder.finish();
      }
    } else if (value.kind == Kind::number) {
      decode(value, pointer, steps.emplace_back().value);
    } else {
      return wrong(value, pointer, "a number or an array of steps");
    }
    // An empty list of steps is left to validation, which knows the field.
    out = Profile<Number>(std::move(steps));
  }

  /// `5` or `2022-10=8`.
  template <class Step>
  void decode_step(const Value& part, const std::string& pointer, Step& step) {
    const std::size_t equals = part.text.find('=');
    if (equals == std::string::npos) return decode(part, pointer, step.value);
    decode(cell(part, trimmed(std::string_view(part.text).substr(0, equals))), pointer, step.from);
    decode(cell(part, trimmed(std::string_view(part.text).substr(equals + 1))), pointer,
           step.value);
  }

  void decode(const Value& value, const std::string& pointer, Provenance& out) {
    if (value.kind == Kind::object) {
      for (const Value::Member& member : value.members) {
        std::string text;
        decode(member.value, pointer + "/" + pointer_step(member.key), text);
        out.entries.emplace_back(member.key, std::move(text));
      }
    } else if (value.kind == Kind::cell) {
      for (const std::string_view part : split(value.text, '|')) {
        const std::size_t equals = part.find('=');
        if (equals == std::string_view::npos) {
          add(value, pointer, shortened(part),
              "field=assumed, field=derived: how or field=read: source");
        } else {
          out.entries.emplace_back(std::string(trimmed(part.substr(0, equals))),
                                   std::string(trimmed(part.substr(equals + 1))));
        }
      }
    } else {
      wrong(value, pointer, "an object");
    }
  }

  static Value cell(const Value& whole, std::string_view part) {
    return {.kind = Kind::cell,
            .line = whole.line,
            .text = std::string(part),
            .items = {},
            .members = {}};
  }

  static constexpr std::string_view date_form = "a date as \"2021-10\" or \"2021-10-15\"";

  const Value& object_;
  std::string file_;
  std::string path_;
  std::vector<Fault>& faults_;
  std::vector<std::string_view> names_;
};

}  // namespace qsmo::detail
