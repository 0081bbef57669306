// Deterministic random numbers: the same bits on every platform, for any number of threads.
#pragma once

#include <cstdint>

#include "qsmo/core/int128.hpp"

namespace qsmo {

/// SplitMix64 (Steele, Lea, Flood 2014): 64-bit state, one addition and three mixes a draw. Not for cryptography.
/// Streams with different seeds are independent for our purposes; derive one per walker with `split`.
class Random {
 public:
  explicit constexpr Random(std::uint64_t seed) : state_(seed) {}

  constexpr std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  /// Uniform in [0, 1), 53 bits.
  constexpr double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  /// Uniform in [low, high).
  constexpr double uniform(double low, double high) { return low + (high - low) * uniform(); }
  /// Uniform in 0 .. n-1; n > 0. Bias below n / 2^64.
  constexpr std::uint64_t below(std::uint64_t n) {
    return static_cast<std::uint64_t>((static_cast<UInt128>(next()) * n) >> 64);
  }
  /// Standard normal by the polar-free Box-Muller transform; two draws each.
  double normal();
  /// A stream of its own for (this seed, key).
  [[nodiscard]] constexpr Random split(std::uint64_t key) const {
    Random mixed(state_ ^ (key * 0xd1342543de82ef95ULL + 0x2545f4914f6cdd1dULL));
    mixed.next();
    return mixed;
  }

 private:
  std::uint64_t state_;
};

}  // namespace qsmo
