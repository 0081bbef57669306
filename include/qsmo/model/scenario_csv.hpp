// Reading and writing scenarios as a folder of CSV tables (docs/scenario-format.md).
#pragma once

#include <filesystem>

#include "qsmo/model/portfolio.hpp"

namespace qsmo {

/// Reads and validates a folder with `settings.csv` (columns field, value) and one file per table (`agencies.csv` ...).
/// Missing files are empty tables. Throws InputError with every fault, its file, row and column; IoError.
[[nodiscard]] Portfolio read_scenario_csv(const std::filesystem::path& folder);

/// Writes the folder; empty tables are left out, columns without a value too. Cells that a spreadsheet would run as a
/// formula are prefixed with an apostrophe, which the reader takes off. The folder appears whole or not at all.
void write_scenario_csv(const Scenario& scenario, const std::filesystem::path& folder);

/// Reads a scenario from a JSON file or a folder of CSV tables.
[[nodiscard]] Portfolio load_scenario(const std::filesystem::path& path);

}  // namespace qsmo
