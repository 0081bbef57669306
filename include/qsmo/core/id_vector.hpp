// A vector that is indexed by a strong id only.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "qsmo/core/id.hpp"

namespace qsmo {

/// One `Value` per entity of type `Entity`; `v[id]` in O(1). Out-of-range ids are undefined behaviour
/// (`at` throws std::out_of_range).
template <class Entity, class Value>
class IdVector {
 public:
  IdVector() = default;
  explicit IdVector(std::size_t size, const Value& value = Value()) : values_(size, value) {}

  [[nodiscard]] decltype(auto) operator[](Id<Entity> id) { return values_[id.index()]; }
  [[nodiscard]] decltype(auto) operator[](Id<Entity> id) const { return values_[id.index()]; }
  [[nodiscard]] decltype(auto) at(Id<Entity> id) const { return values_.at(id.index()); }
  [[nodiscard]] std::size_t size() const { return values_.size(); }
  void push_back(Value value) { values_.push_back(std::move(value)); }

  auto begin() { return values_.begin(); }
  auto end() { return values_.end(); }
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }

 private:
  std::vector<Value> values_;
};

}  // namespace qsmo
