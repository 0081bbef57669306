// Synthetic portfolios of any size, for benchmarks and tests. Frozen: a version's output never changes.
#pragma once

#include <cstdint>

#include "qsmo/model/scenario.hpp"

namespace qsmo {

inline constexpr int generator_version = 1;

/// What to generate. `capacity_ratio` scales effort capacities and budgets: capacity divided by what would be needed
/// if everyone took its favourite offering, each of the three offerings of a service being the favourite of a third.
/// Smaller is tighter.
struct GeneratorOptions {
  int agencies = 24;
  int services = 12;
  int periods = 40;  ///< Quarters, 1 .. 240.
  double capacity_ratio = 0.6;
  std::uint64_t seed = 1;
};

/// A seeded synthetic scenario (docs/generator.md): about 0.9 x agencies x services workloads, three offerings per
/// service, dependencies from one template in every agency, interfaces, provider and agency effort, yearly budgets.
/// Throws InputError if an option is out of range. O(workloads x services).
[[nodiscard]] Scenario generate_scenario(const GeneratorOptions& options);

}  // namespace qsmo
