// Collects the faults of an array that may be wrong in every place.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "qsmo/core/error.hpp"

namespace qsmo::detail {

/// Keeps the first 100 faults, and one more that says how many there are besides.
class CappedFaults {
 public:
  void add(std::string pointer, std::string value, std::string expected) {
    if (++found_ > most) return;
    faults_.push_back({"", 0, std::move(pointer), std::move(value), std::move(expected), ""});
  }
  /// Throws InputError if there was any; `all` is the pointer of the whole.
  void raise_if_any(const std::string& all) {
    if (found_ == 0) return;
    if (found_ > most)
      faults_.push_back({"", 0, all, std::to_string(found_ - most) + " more", "no fault", ""});
    throw InputError(std::move(faults_));
  }

 private:
  static constexpr std::size_t most = 100;
  std::size_t found_ = 0;
  std::vector<Fault> faults_;
};

}  // namespace qsmo::detail
