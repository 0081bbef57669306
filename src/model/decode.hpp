// Turns the tree of a file into the tables of a scenario, collecting every fault of form.
#pragma once

#include <vector>

#include "model/document.hpp"
#include "qsmo/model/scenario.hpp"

namespace qsmo::detail {

/// Names of a record's fields, in the order of the format.
template <class Record>
[[nodiscard]] std::vector<std::string_view> field_names() {
  std::vector<std::string_view> names;
  auto collect = [&](const Field& field, const auto&) { names.push_back(field.name); };
  const Record record{};
  Record::visit(collect, record);
  return names;
}

/// Decodes what can be decoded; what cannot keeps its default and is a fault. Tables keep their length, so that
/// record i is item i of the file.
[[nodiscard]] Scenario decode_scenario(const Document& document, std::vector<Fault>& faults);

/// Validates the decoded scenario and throws InputError with the faults of form and of meaning, in the order of the file.
[[nodiscard]] Portfolio portfolio_of(Scenario scenario, const Document& document,
                                     std::vector<Fault> faults);

}  // namespace qsmo::detail
