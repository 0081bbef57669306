// NumPy arrays from and to C++: results without copies, arguments with one where the interpreter's lock is released.
#pragma once

#include <pybind11/numpy.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace qsmo::bindings {

/// A contiguous array of exactly this type.
template <class T>
using Array = pybind11::array_t<T, pybind11::array::c_style>;

template <class T>
std::span<const T> span_of(const Array<T>& array) {
  return {array.data(), static_cast<std::size_t>(array.size())};
}

/// Nothing where there is no array.
template <class T>
std::span<const T> span_of(const std::optional<Array<T>>& array) {
  return array ? span_of(*array) : std::span<const T>();
}

/// A copy, for work without the interpreter's lock: meanwhile another thread may write to the array.
template <class T>
std::vector<T> values_of(const Array<T>& array) {
  return {array.data(), array.data() + array.size()};
}

/// Nothing where there is no array.
template <class T>
std::vector<T> values_of(const std::optional<Array<T>>& array) {
  return array ? values_of(*array) : std::vector<T>();
}

/// An array that owns what was the vector's.
template <class T>
Array<T> array_of(std::vector<T> values) {
  auto owned = std::make_unique<std::vector<T>>(std::move(values));
  const auto size = static_cast<pybind11::ssize_t>(owned->size());
  const T* data = owned->data();
  const pybind11::capsule owner(owned.get(),
                                [](void* vector) { delete static_cast<std::vector<T>*>(vector); });
  static_cast<void>(owned.release());
  return Array<T>(size, data, owner);
}

/// A look at what `owner` holds, and keeps as long as the array lives. Read-only.
template <class T>
Array<T> view(std::span<const T> values, const pybind11::object& owner) {
  Array<T> array(static_cast<pybind11::ssize_t>(values.size()), values.data(), owner);
  pybind11::detail::array_proxy(array.ptr())->flags &=
      ~pybind11::detail::npy_api::NPY_ARRAY_WRITEABLE_;
  return array;
}

template <class T>
Array<T> view(const std::vector<T>& values, const pybind11::object& owner) {
  return view(std::span(values), owner);
}

}  // namespace qsmo::bindings
