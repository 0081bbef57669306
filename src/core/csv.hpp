// CSV text as rows of cells (RFC 4180).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace qsmo::detail {

struct CsvRow {
  std::size_t line = 0;  ///< Line of its first cell, from 1.
  std::vector<std::string> cells;
};

/// Something wrong with the quoting of a file.
struct CsvFault {
  std::size_t line = 0;
  std::string expected;
};

struct CsvText {
  std::vector<CsvRow> rows;
  std::vector<CsvFault> faults;
};

/// Splits CSV text into rows. A byte order mark is skipped; LF, CRLF and CR end lines; quoted cells may span lines;
/// lines without any text in a cell are left out. O(bytes).
[[nodiscard]] CsvText parse_csv(std::string_view text, char separator = ',');

/// One cell as CSV writes it: quoted if it must be.
[[nodiscard]] std::string csv_cell(std::string_view text);

}  // namespace qsmo::detail
