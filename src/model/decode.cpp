#include "model/decode.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

#include "model/record_decoder.hpp"

namespace qsmo::detail {
namespace {

bool is_text(const Value& value) {
  return value.kind == Value::Kind::string || value.kind == Value::Kind::cell;
}

/// A file that says it is something else of ours (a plan, another version) is not judged as a scenario.
void refuse_other_formats(const Document& document) {
  const Value* format = document.root.find("format");
  if (format == nullptr || !is_text(*format) || format->text == scenario_format) return;
  if (!format->text.starts_with("qsmo-")) return;
  throw InputError({{document.file_of(""),
                     format->line,
                     "/format",
                     shown(*format),
                     std::string(scenario_format) + ": this is not a scenario of that version",
                     {}}});
}

/// Decodes the settings, which stand among the tables at the top level.
void decode_settings(const Document& document, Scenario& scenario, std::vector<Fault>& faults) {
  RecordDecoder decoder(document.root, document.file_of(""), "", faults);
  std::string format;
  decoder(Field{.name = "format", .doc = {}, .required = true}, format);
  if (const Value* value = document.root.find("format");
      value != nullptr && is_text(*value) && format != scenario_format) {
    faults.push_back({document.file_of(""),
                      value->line,
                      "/format",
                      shown(*value),
                      std::string(scenario_format),
                      {}});
  }
  Settings::visit(decoder, scenario.settings);
  Scenario::visit_tables(
      [&](std::string_view name, std::string_view, auto&) { decoder.accept(name); }, scenario);
  decoder.finish();
}

template <class Record>
void decode_table(const Document& document, std::string_view name, std::vector<Record>& table,
                  std::vector<Fault>& faults) {
  const Value* value = document.root.find(name);
  if (value == nullptr) return;
  const std::string file = document.file_of(name);
  const std::string path = "/" + std::string(name);
  if (value->kind != Value::Kind::array) {
    faults.push_back({file, value->line, path, shown(*value), "an array of records", {}});
    return;
  }
  table.resize(value->items.size());
  for (std::size_t i = 0; i < table.size(); ++i) {
    const Value& item = value->items[i];
    const std::string place = path + "/" + std::to_string(i);
    if (item.kind != Value::Kind::object) {
      faults.push_back({file, item.line, place, shown(item), "an object", {}});
      continue;
    }
    RecordDecoder decoder(item, file, place, faults);
    Record::visit(decoder, table[i]);
    decoder.finish();
  }
}

/// A fault of meaning where a fault of form has been found already says nothing new.
std::vector<Fault> merged(const Document& document, std::vector<Fault> form,
                          const std::vector<Fault>& meaning) {
  std::set<std::pair<std::string, std::string>> places;
  for (const Fault& fault : form) places.emplace(fault.file, fault.pointer);
  const auto known = [&](const Fault& fault) {
    if (document.unread(fault.pointer)) return true;
    std::string pointer = fault.pointer;
    for (;;) {
      if (places.contains({fault.file, pointer})) return true;
      const std::size_t slash = pointer.rfind('/');
      if (slash == std::string::npos || slash == 0) return false;
      pointer.resize(slash);
    }
  };
  std::vector<Fault> all = form;
  std::copy_if(meaning.begin(), meaning.end(), std::back_inserter(all),
               [&](const Fault& fault) { return !known(fault); });
  std::stable_sort(all.begin(), all.end(), [](const Fault& a, const Fault& b) {
    return std::tie(a.file, a.line) < std::tie(b.file, b.line);
  });
  return all;
}

}  // namespace

Scenario decode_scenario(const Document& document, std::vector<Fault>& faults) {
  Scenario scenario;
  if (document.root.kind != Value::Kind::object) {
    faults.push_back({document.name,
                      document.root.line,
                      "",
                      shown(document.root),
                      "an object with the format qsmo-scenario/1",
                      {}});
    return scenario;
  }
  refuse_other_formats(document);
  decode_settings(document, scenario, faults);
  Scenario::visit_tables([&](std::string_view name, std::string_view,
                             auto& table) { decode_table(document, name, table, faults); },
                         scenario);
  return scenario;
}

Portfolio portfolio_of(Scenario scenario, const Document& document, std::vector<Fault> faults) {
  try {
    Portfolio portfolio(std::move(scenario), DocumentLocator(document, faults));
    if (faults.empty()) return portfolio;
  } catch (const InputError& error) {
    throw InputError(merged(document, std::move(faults), error.faults()));
  }
  throw InputError(merged(document, std::move(faults), {}));
}

}  // namespace qsmo::detail
