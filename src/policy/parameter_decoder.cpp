#include "policy/parameter_decoder.hpp"

#include <algorithm>
#include <optional>

#include "core/text.hpp"
#include "model/record_decoder.hpp"
#include "policy/value_faults.hpp"
#include "qsmo/model/detail/field_text.hpp"

namespace qsmo::detail {
namespace {

using Kind = Value::Kind;

constexpr std::string_view item_separator = "|";

/// Where a value stands: an entry with fields, or the value alone.
struct Place {
  std::string pointer;
  const Value* entry = nullptr;
  bool alone = false;
};

class ParameterDecoder {
 public:
  ParameterDecoder(const std::string& file, std::vector<Fault>& faults)
      : file_(file), faults_(faults) {}

  std::vector<PolicyValue> decode(const Value& parameters, const std::string& path) {
    if (parameters.kind != Kind::object) {
      add(parameters, path, shown(parameters), "an object of parameters");
      return {};
    }
    for (const Value::Member& member : parameters.members)
      decode_parameter(member, path + "/" + pointer_step(member.key));
    for (const ValueFault& fault : value_faults(values_)) add_located(fault);
    return std::move(values_);
  }

 private:
  void decode_parameter(const Value::Member& member, const std::string& path) {
    const auto& names = parameter_names();
    if (std::find(names.begin(), names.end(), member.key) == names.end()) {
      faults_.push_back({file_, member.line, path, shortened(member.key), "a parameter",
                         nearest_name(member.key, names)});
      return;
    }
    const Value& value = member.value;
    const bool dated = std::any_of(value.items.begin(), value.items.end(),
                                   [](const Value& item) { return item.kind == Kind::object; });
    if (value.kind == Kind::object) {
      decode_entry(member.key, value, path);
    } else if (dated) {
      for (std::size_t i = 0; i < value.items.size(); ++i)
        decode_entry(member.key, value.items[i], path + "/" + std::to_string(i));
    } else if (auto text = text_of(value, path)) {
      PolicyValue stated;
      stated.parameter = member.key;
      stated.value = std::move(*text);
      keep(std::move(stated), {path, &value, true});
    }
  }

  /// One value with its dates.
  void decode_entry(const std::string& parameter, const Value& entry, const std::string& path) {
    if (entry.kind != Kind::object)
      return add(entry, path, shown(entry), "an object with `value`, as its neighbours");
    const std::size_t known = faults_.size();
    PolicyValue stated;
    stated.parameter = parameter;
    RecordDecoder decoder(entry, file_, path, faults_);
    decoder(Field{"from", {}}, stated.from);
    decoder(Field{"until", {}}, stated.until);
    decoder.accept("value");
    decoder(Field{"unit", {}}, stated.unit);
    decoder(Field{"reference", {}}, stated.reference);
    decoder.finish();
    refuse_blank(entry, path, "unit");
    refuse_blank(entry, path, "reference");
    if (const Value* value = entry.find("value")) {
      stated.value = text_of(*value, path + "/value").value_or("");
    } else {
      add(entry, path + "/value", "", "a value: the field is required");
    }
    if (faults_.size() == known) keep(std::move(stated), {path, &entry, false});
  }

  void keep(PolicyValue value, Place place) {
    values_.push_back(std::move(value));
    places_.push_back(std::move(place));
  }

  void refuse_blank(const Value& entry, const std::string& path, std::string_view field) {
    const Value* value = entry.find(field);
    if (value == nullptr || value->kind != Kind::string || !trimmed(value->text).empty()) return;
    add(*value, path + "/" + std::string(field), value->text,
        "a text: leave the field out if there is none");
  }

  /// As PolicyValue::value; none if there is a fault.
  std::optional<std::string> text_of(const Value& value, const std::string& path) {
    if (value.kind == Kind::null) return std::string(no_value);
    if (value.kind == Kind::array) return text_of_items(value, path);
    if (value.kind == Kind::object || trimmed(value.text).empty()) {
      add(value, path, shown(value), "a value, a list of values, or none");
      return std::nullopt;
    }
    return value.text;
  }

  std::optional<std::string> text_of_items(const Value& list, const std::string& path) {
    if (list.items.empty()) return std::string(no_value);
    const std::size_t known = faults_.size();
    std::string out;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      const Value& item = list.items[i];
      const bool nested = item.kind == Kind::array || item.kind == Kind::object;
      if (nested || item.kind == Kind::null || trimmed(item.text).empty() ||
          item.text == no_value || item.text.find(item_separator) != std::string::npos) {
        add(item, path + "/" + std::to_string(i), shown(item),
            "one item; a list without items is none");
      }
      out += (i == 0 ? "" : "|") + item.text;
    }
    if (faults_.size() > known) return std::nullopt;
    return out;
  }

  void add(const Value& at, std::string pointer, std::string value, std::string expected) {
    faults_.push_back(
        {file_, at.line, std::move(pointer), shortened(value), std::move(expected), {}});
  }

  /// The fault of a value with the place where it stands in the file.
  void add_located(const ValueFault& found) {
    const Place& place = places_[found.value];
    Fault fault = found.fault;
    const Value* at = place.alone ? place.entry : place.entry->find(fault.pointer);
    fault.pointer = place.alone ? place.pointer : place.pointer + "/" + fault.pointer;
    fault.file = file_;
    fault.line = (at != nullptr ? at : place.entry)->line;
    for (std::size_t i = 0; at != nullptr && i < at->items.size(); ++i) {
      if (shortened(at->items[i].text) != fault.value) continue;
      fault.pointer += "/" + std::to_string(i);
      fault.line = at->items[i].line;
      break;
    }
    faults_.push_back(std::move(fault));
  }

  const std::string& file_;
  std::vector<Fault>& faults_;
  std::vector<PolicyValue> values_;
  std::vector<Place> places_;  // of values_
};

}  // namespace

std::vector<PolicyValue> decode_parameters(const Value& parameters, const std::string& file,
                                           const std::string& path, std::vector<Fault>& faults) {
  return ParameterDecoder(file, faults).decode(parameters, path);
}

}  // namespace qsmo::detail
