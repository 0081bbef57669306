// Counts what operator new hands out, where it is asked to. Replaces the global operators: include it in one source.
#pragma once

#include <malloc.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace bench {

/// Bytes in use and their highest number since the count began. With the allocator's rounding.
struct Memory {
  bool counting = false;
  std::size_t held = 0;
  std::size_t peak = 0;

  void add(void* block) {
    if (!counting) return;
    held += malloc_usable_size(block);
    peak = std::max(peak, held);
  }
  void take(void* block) {
    if (counting) held -= malloc_usable_size(block);
  }
};

inline Memory memory;

inline void* counted(void* block) {
  if (block == nullptr) throw std::bad_alloc();
  memory.add(block);
  return block;
}

inline void release(void* block) {
  memory.take(block);
  std::free(block);
}

}  // namespace bench

void* operator new(std::size_t size) { return bench::counted(std::malloc(size)); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  const auto step = static_cast<std::size_t>(alignment);
  return bench::counted(std::aligned_alloc(step, (size + step - 1) / step * step));
}
void operator delete(void* block) noexcept { bench::release(block); }
void operator delete(void* block, std::size_t) noexcept { bench::release(block); }
void operator delete(void* block, std::align_val_t) noexcept { bench::release(block); }
void operator delete(void* block, std::size_t, std::align_val_t) noexcept { bench::release(block); }
