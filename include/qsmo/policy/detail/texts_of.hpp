// Body of texts_of(). Not for direct use.
#pragma once

#include "qsmo/model/detail/field_text.hpp"
#include "qsmo/policy/explain.hpp"

namespace qsmo {

template <class Record>
std::vector<NamedText> texts_of(const Record& record) {
  std::vector<NamedText> out;
  auto note = [&](const Field& field, const auto& value) {
    out.emplace_back(field.name, detail::field_text(value));
  };
  Record::visit(note, record);
  return out;
}

}  // namespace qsmo
