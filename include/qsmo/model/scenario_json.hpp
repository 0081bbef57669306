// Reading and writing scenarios as JSON (docs/scenario-format.md).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "qsmo/model/portfolio.hpp"

namespace qsmo {

/// Reads and validates a scenario from JSON text. Throws InputError with every fault and its line. `name` stands for
/// the file in messages. Values keep all their digits: numbers never pass through floating point.
[[nodiscard]] Portfolio parse_scenario_json(std::string_view text,
                                            std::string_view name = "scenario.json");

/// Canonical JSON: fields in the order of the format, absent fields left out, two spaces of indentation, one record
/// a line. Reading it back gives an equal scenario.
[[nodiscard]] std::string to_json(const Scenario& scenario);

/// JSON Schema (2020-12) of the format. The reader accepts nothing that the schema rejects.
[[nodiscard]] std::string scenario_schema();

}  // namespace qsmo
