// Strong ids: the dense index of an entity in its portfolio. Ids of different entities do not mix.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace qsmo {

/// Position of an entity of type `Entity` in its table, from 0, in the order of the input.
/// An id means nothing outside the portfolio that it came from.
template <class Entity>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(std::size_t index) : index_(static_cast<std::uint32_t>(index)) {}
  [[nodiscard]] constexpr std::size_t index() const { return index_; }
  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  std::uint32_t index_ = 0;
};

}  // namespace qsmo

template <class Entity>
struct std::hash<qsmo::Id<Entity>> {
  std::size_t operator()(qsmo::Id<Entity> id) const noexcept { return id.index(); }
};
