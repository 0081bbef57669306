// The search for a cheap feasible solution: large neighbourhoods, guided by prices.
#pragma once

#include <cstdint>
#include <memory>

#include "qsmo/core/stop.hpp"
#include "qsmo/scheduling/prices.hpp"
#include "qsmo/scheduling/problem.hpp"

namespace qsmo::scheduling {

struct SearchOptions {
  std::uint64_t seed = 1;
  int threads = 1;  ///< The result does not depend on it.
};

/// A few walkers, each with a solution of its own, that remove related activities, insert each at its best option and
/// slot, and accept by simulated annealing. What `start` keeps is kept: if it breaks nothing, no solution ever does, and
/// pools that it overloads are never loaded further. The same seed and the same calls give the same solutions.
class Search {
 public:
  /// `start` places the fixed activities; it may place any others.
  Search(const Problem& problem, const Solution& start, const SearchOptions& options);
  ~Search();
  Search(Search&&) noexcept;
  Search& operator=(Search&&) noexcept;

  /// Inserts activities with all they require, by falling benefit, at the prices set; required ones first.
  void construct(const StopPoint& stop);
  /// From now on insertion prefers what uses cheap buckets. Acceptance stays by true cost.
  void set_prices(const Prices& prices);
  /// `moves` moves over all walkers while the share of the whole search's work goes from `begin` to `end` (0..1: the
  /// temperature falls with it). Returns the moves done: fewer only where `stop` was reached.
  std::uint64_t run(std::uint64_t moves, double begin, double end, const StopPoint& stop);
  /// All walkers go on from this solution if it is admissible.
  void adopt(const Solution& solution);

  /// Nothing is left to decide.
  [[nodiscard]] bool idle() const;
  [[nodiscard]] const Solution& best() const;
  [[nodiscard]] Cost cost() const;  ///< Of best().
  /// Required activities that never take effect, and hard arcs broken, in best().
  [[nodiscard]] std::uint64_t broken() const;

 private:
  struct Team;
  std::unique_ptr<Team> team_;
};

}  // namespace qsmo::scheduling
