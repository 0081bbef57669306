#include "model/schema_writer.hpp"
#include "qsmo/model/scenario_json.hpp"

namespace qsmo {

std::string scenario_schema() {
  using detail::Json;
  detail::SchemaWriter settings;
  const Scenario scenario;
  Settings::visit(settings, scenario.settings);
  Json schema = settings.object();
  Json properties{
      {"format", {{"const", scenario_format}, {"description", "Name and version of the format."}}}};
  properties.update(schema["properties"]);
  Scenario::visit_tables(
      [&](std::string_view name, std::string_view doc, const auto& table) {
        using Record = typename std::remove_cvref_t<decltype(table)>::value_type;
        detail::SchemaWriter record;
        const Record empty{};
        Record::visit(record, empty);
        properties[std::string(name)] = {
            {"type", "array"}, {"description", doc}, {"items", record.object()}};
      },
      scenario);
  schema["properties"] = std::move(properties);
  schema["required"].insert(schema["required"].begin(), "format");
  Json out{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
           {"title", "qsmo scenario, version 1"}};
  out.update(schema);
  return out.dump(2) + "\n";
}

}  // namespace qsmo
