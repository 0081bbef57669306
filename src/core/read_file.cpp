#include "core/read_file.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "qsmo/core/error.hpp"

namespace qsmo::detail {

std::string read_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw IoError(path, std::strerror(errno));
  std::string text;
  std::array<char, 1 << 16> part;
  do {
    stream.read(part.data(), part.size());
    text.append(part.data(), static_cast<std::size_t>(stream.gcount()));
  } while (stream);
  if (stream.bad()) throw IoError(path, "cannot be read");
  return text;
}

}  // namespace qsmo::detail
