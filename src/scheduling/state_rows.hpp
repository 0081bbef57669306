// Many short lists in two arrays.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace qsmo::scheduling {

/// Lists 0 .. size()-1, filled one after the other.
template <class T>
class Rows {
 public:
  Rows() = default;
  explicit Rows(const std::vector<std::vector<T>>& lists) {
    for (const auto& list : lists) {
      items_.insert(items_.end(), list.begin(), list.end());
      end_row();
    }
  }

  void add(T item) { items_.push_back(std::move(item)); }
  void end_row() { ends_.push_back(static_cast<std::uint32_t>(items_.size())); }
  [[nodiscard]] std::size_t size() const { return ends_.size() - 1; }
  [[nodiscard]] std::span<const T> operator[](std::size_t row) const {
    return {items_.data() + ends_[row], items_.data() + ends_[row + 1]};
  }

 private:
  std::vector<T> items_;
  std::vector<std::uint32_t> ends_{0};
};

}  // namespace qsmo::scheduling
