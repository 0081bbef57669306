// A rule that is asked by name: facts are decoded by the fields of its own record, and what it finds is compared by name.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/record_decoder.hpp"
#include "qsmo/core/int128.hpp"
#include "qsmo/model/detail/field_text.hpp"
#include "qsmo/policy/explain.hpp"

namespace qsmo::detail {

/// Whether numbers must lie in the range of their field: what a rule finds may lie beyond it.
enum class Range { stated, any };

/// Decodes facts and findings. As RecordDecoder, but null and `none` mean no value and no items, and ranges are checked.
class FactDecoder {
 public:
  FactDecoder(const Value& object, const std::string& file, const std::string& path,
              std::vector<Fault>& faults, Range range = Range::stated)
      : object_(object),
        file_(file),
        path_(path),
        faults_(faults),
        range_(range),
        decoder_(object, file, path, faults) {}

  template <class T>
  void operator()(const Field& field, T& out) {
    const std::size_t known = faults_.size();
    decoder_(field, out);
    if (faults_.size() == known) require_range(field, out);
  }
  template <class T>
  void operator()(const Field& field, std::optional<T>& out) {
    if (is_nothing(field)) {
      accept(field.name);
      return out.reset();
    }
    const std::size_t known = faults_.size();
    T value{};
    (*this)(field, value);
    const bool given = object_.find(field.name) != nullptr;
    if (given && faults_.size() == known) out = std::move(value);
  }
  template <class T>
  void operator()(const Field& field, std::vector<T>& out) {
    if (is_nothing(field)) {
      accept(field.name);
      return out.clear();
    }
    decoder_(field, out);
  }

  /// As those of RecordDecoder.
  void accept(std::string_view name) { decoder_.accept(name); }
  void finish() { decoder_.finish(); }

 private:
  [[nodiscard]] bool is_nothing(const Field& field) const {
    const Value* value = object_.find(field.name);
    if (value == nullptr) return false;
    const bool text = value->kind == Value::Kind::string || value->kind == Value::Kind::cell;
    return value->kind == Value::Kind::null || (text && value->text == no_value);
  }

  template <class T>
  void require_range(const Field&, const T&) {}
  void require_range(const Field& field, int number) {
    if (number < field.min || number > field.max) refuse(field);
  }
  template <int Places>
  void require_range(const Field& field, Fixed<Places> number) {
    constexpr Int128 scale = Fixed<Places>::scale;
    if (number.raw() < field.min * scale || number.raw() > field.max * scale) refuse(field);
  }
  void refuse(const Field& field) {
    const Value* value = object_.find(field.name);
    if (value == nullptr || range_ == Range::any) return;
    faults_.push_back(
        {file_,
         value->line,
         path_ + "/" + std::string(field.name),
         shown(*value),
         "a number from " + std::to_string(field.min) + " to " + std::to_string(field.max),
         {}});
  }

  const Value& object_;
  const std::string& file_;
  const std::string& path_;
  std::vector<Fault>& faults_;
  Range range_;
  RecordDecoder decoder_;
};

/// A field by name, as text, and as a number if it is one.
struct FieldValue {
  std::string_view name = {};
  std::string text = {};
  std::optional<Int128> millionths = {};
};

/// Visitor that notes the fields of a record.
class FieldCollector {
 public:
  template <class T>
  void operator()(const Field& field, const T& value) {
    values_.push_back({field.name, field_text(value), number(value)});
  }
  [[nodiscard]] std::vector<FieldValue> take() { return std::move(values_); }

 private:
  template <class T>
  static std::optional<Int128> number(const T&) {
    return std::nullopt;
  }
  static std::optional<Int128> number(int value) { return Int128(value) * Decimal::scale; }
  template <int Places>
  static std::optional<Int128> number(Fixed<Places> value) {
    return Int128(value.raw()) * (Decimal::scale / Fixed<Places>::scale);
  }
  template <class T>
  static std::optional<Int128> number(const std::optional<T>& value) {
    return value ? number(*value) : std::nullopt;
  }

  std::vector<FieldValue> values_;
};

template <class Record>
[[nodiscard]] std::vector<FieldValue> values_of(const Record& record) {
  FieldCollector collector;
  Record::visit(collector, record);
  return collector.take();
}

/// What a rule replied.
struct Reply {
  Reason reason = Reason::available;
  std::vector<FieldValue> values = {};
};

/// A question to a rule, ready to be put under any policy.
struct AskedRule {
  Rule rule = Rule::availability;
  std::vector<NamedText> facts = {};
  std::function<Reply(Date, const Parameters&)> ask = {};
};

/// Decodes the facts that the rule knows; those that `object` lacks have their initial values.
template <class Facts, class VerdictOf>
[[nodiscard]] AskedRule asked_rule(Rule rule, RuleFunction<Facts, VerdictOf> function,
                                   const Value& object, const std::string& file,
                                   const std::string& path, std::vector<Fault>& faults) {
  Facts facts;
  FactDecoder decoder(object, file, path, faults);
  Facts::visit(decoder, facts);
  AskedRule out{rule, texts_of(facts), {}};
  out.ask = [function, facts = std::move(facts)](Date date, const Parameters& parameters) {
    const VerdictOf verdict = function(facts, date, parameters);
    return Reply{verdict.reason, values_of(verdict)};
  };
  return out;
}

}  // namespace qsmo::detail
