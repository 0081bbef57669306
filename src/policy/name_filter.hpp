// Names that a regular expression is found in.
#pragma once

// g++ 12 takes parts of <regex> for uninitialised when its sanitizers are on.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <regex>
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

#include <string>

#include "core/text.hpp"
#include "qsmo/core/error.hpp"

namespace qsmo::detail {

/// Which names are wanted.
class NameFilter {
 public:
  explicit NameFilter(const std::string& pattern) : pattern_(pattern) {
    if (pattern.size() > longest_pattern) refuse();
    try {
      regex_.assign(pattern, std::regex::ECMAScript);
    } catch (const std::regex_error&) {
      refuse();
    }
  }

  [[nodiscard]] bool wants(const std::string& name) const {
    try {
      return pattern_.empty() || std::regex_search(name, regex_);
    } catch (const std::regex_error&) {
      refuse();
    }
  }

 private:
  static constexpr std::size_t longest_pattern = 1000;

  [[noreturn]] void refuse() const {
    throw InputError({{{},
                       0,
                       "run",
                       shortened(pattern_),
                       "an ECMAScript regular expression of at most " +
                           std::to_string(longest_pattern) + " bytes",
                       {}}});
  }

  std::string pattern_;
  std::regex regex_;
};

}  // namespace qsmo::detail
