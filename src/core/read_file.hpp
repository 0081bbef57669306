// A file as text.
#pragma once

#include <string>

namespace qsmo::detail {

/// Reads a whole file. Throws IoError.
[[nodiscard]] std::string read_file(const std::string& path);

}  // namespace qsmo::detail
