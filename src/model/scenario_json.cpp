#include "qsmo/model/scenario_json.hpp"

#include "model/decode.hpp"
#include "model/json_writer.hpp"

namespace qsmo {

Portfolio parse_scenario_json(std::string_view text, std::string_view name) {
  detail::Document document = detail::parse_json(text, name);
  std::vector<Fault> faults = document.faults;
  // After a syntax fault the rest of the file is unknown: whatever else is missing would be noise.
  const bool broken_off =
      !faults.empty() && faults.back().expected.find("each key once") == std::string::npos;
  if (broken_off) throw InputError(std::move(faults));
  Scenario scenario = detail::decode_scenario(document, faults);
  if (document.root.kind != detail::Value::Kind::object) throw InputError(std::move(faults));
  return detail::portfolio_of(std::move(scenario), document, std::move(faults));
}

std::string to_json(const Scenario& scenario) {
  std::string out = "{\n  \"format\": \"" + std::string(scenario_format) + "\"";
  const Settings defaults;
  detail::RecordWriter settings(out, detail::RecordWriter::Layout::line_each);
  detail::write_fields(settings, scenario.settings, defaults);
  Scenario::visit_tables(
      [&](std::string_view name, std::string_view, const auto& table) {
        if (table.empty()) return;
        out += ",\n  \"" + std::string(name) + "\": [\n";
        const typename std::remove_cvref_t<decltype(table)>::value_type empty{};
        for (std::size_t i = 0; i < table.size(); ++i) {
          out += "    {";
          detail::RecordWriter writer(out, detail::RecordWriter::Layout::one_line);
          detail::write_fields(writer, table[i], empty);
          out += i + 1 < table.size() ? "},\n" : "}\n";
        }
        out += "  ]";
      },
      scenario);
  return out + "\n}\n";
}

}  // namespace qsmo
