// Collects the faults of a scenario, with their places.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "qsmo/model/portfolio.hpp"

namespace qsmo::detail {

class FaultList {
 public:
  explicit FaultList(const Locator& locator) : locator_(locator) {}

  /// `value` is what stands there, for inputs whose locator does not know.
  void add(std::string_view table, std::size_t index, std::string_view field,
           std::string_view value, std::string expected, std::string suggestion = {}) {
    Fault fault = locator_.locate(table, index, field);
    if (fault.value.empty()) fault.value = shortened(value);
    fault.expected = std::move(expected);
    fault.suggestion = std::move(suggestion);
    faults_.push_back(std::move(fault));
    broken_.emplace(table, index);
  }

  /// Marks a record whose faults cannot be known because of another fault.
  void doubt(std::string_view table, std::size_t index) { broken_.emplace(table, index); }
  /// Whether all names of the table are known.
  [[nodiscard]] bool complete(std::string_view table) const { return locator_.complete(table); }

  /// Whether a fault of this record is known. What it means to other records is then not judged: a wrong reason is
  /// worse than none.
  [[nodiscard]] bool broken(std::string_view table, std::size_t index) const {
    return broken_.contains(std::pair(table, index)) || locator_.broken(table, index);
  }
  /// Whether a fault of any record of the table is known.
  [[nodiscard]] bool any_broken(std::string_view table, std::size_t records) const {
    for (std::size_t i = 0; i < records; ++i) {
      if (broken(table, i)) return true;
    }
    return false;
  }

  [[nodiscard]] bool empty() const { return faults_.empty(); }
  [[nodiscard]] std::vector<Fault> take() { return std::move(faults_); }

 private:
  const Locator& locator_;
  std::vector<Fault> faults_;
  std::set<std::pair<std::string_view, std::size_t>> broken_;  // table names are literals
};

}  // namespace qsmo::detail
