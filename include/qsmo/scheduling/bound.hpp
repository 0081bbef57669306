// A lower bound on the cost of every feasible solution, and the prices of capacity that prove it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "qsmo/core/stop.hpp"
#include "qsmo/scheduling/prices.hpp"
#include "qsmo/scheduling/problem.hpp"

namespace qsmo::scheduling {

struct BoundOptions {
  int threads = 1;  ///< The result does not depend on it.
};

/// What the bound may take as given.
struct BoundTarget {
  Cost cost = 0;  ///< Of a good solution: what the steps aim at.
  /// Solutions that cost this much or more do not matter; the bound then holds for all others.
  Cost cutoff = forbidden;
};

/// Lagrangian relaxation of all pools. With a price on every bucket, what is left to minimise is, per component of
/// precedences and links, a minimum cut:
///
///   L(prices) = sum over components of min { cost + price * use } - sum over buckets of price * capacity
///
/// and L is at most the cost of every feasible solution, whatever the prices. improve() looks for the prices of the
/// greatest L by subgradient steps. Then it does better than any linear programme: components are split into leaves (a
/// window of slots for each block), each with prices of its own for pools that the component can overload alone, and
/// the least leaf stands for the component; where that ends, branch and bound on the windows of all blocks.
/// Participation accounts, soft and `allow` arcs are relaxed; tariffs are charged at each unit's cheapest tier; start
/// lags at the shortest duration; `fixed` and `required` activities never stay out.
class Bound {
 public:
  Bound(const Problem& problem, const Solution& start, const BoundOptions& options);
  ~Bound();
  Bound(Bound&&) noexcept;
  Bound& operator=(Bound&&) noexcept;

  /// About so many evaluations of L towards a higher bound. Returns those done: 0 if nothing more can be gained.
  std::uint64_t improve(std::uint64_t evaluations, const BoundTarget& target,
                        const StopPoint& stop);
  /// The first steps are still far from where they lead.
  [[nodiscard]] bool converging() const;
  /// Greatest bound proved so far: no feasible solution costs less than this or than the cutoff.
  [[nodiscard]] Cost value() const;
  /// The prices that proved it.
  [[nodiscard]] const Prices& prices() const;
  /// Work of one evaluation, in nodes of the cuts.
  [[nodiscard]] std::size_t nodes() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace qsmo::scheduling
