// Reading reforms, and those that they extend.
#pragma once

#include <set>
#include <vector>

#include "policy/reading.hpp"
#include "qsmo/policy/policy.hpp"

namespace qsmo::detail {

/// Gathers reforms, those that one extends before it, but none twice.
class ReformReader {
 public:
  explicit ReformReader(Reading& reading) : reading_(reading) {}

  void read(const std::filesystem::path& file, const FilePlace& place);
  void decode(std::string_view text, std::string_view name, const std::filesystem::path& folder);

  [[nodiscard]] std::vector<Reform> take() { return std::move(reforms_); }

 private:
  Reading& reading_;
  std::set<std::filesystem::path> done_;
  std::vector<Reform> reforms_;
};

}  // namespace qsmo::detail
