// One walker of the search: inserts blocks at their best, removes related ones, accepts by simulated annealing.
#pragma once

#include <utility>
#include <vector>

#include "qsmo/core/random.hpp"
#include "qsmo/core/stop.hpp"
#include "scheduling/state.hpp"

namespace qsmo::scheduling {

/// Which blocks are alike; computed once.
struct Relations {
  Relations(const Problem& problem, const Neighbours& neighbours);

  std::vector<std::vector<std::uint32_t>> by_account;  ///< Blocks by account.
  std::vector<std::vector<std::uint32_t>>
      by_pool;  ///< Blocks by pool that one of their options draws on.
  std::vector<std::vector<std::uint32_t>> adjacent;  ///< Blocks by block: arcs and links.
  std::vector<std::vector<std::uint32_t>>
      prerequisites;  ///< Blocks by block: hard arcs that hold even if retained.
  std::vector<std::vector<std::uint32_t>> dependents;  ///< The same arcs, the other way.
  std::vector<std::uint32_t> rank;     ///< By block: place in a topological order of these arcs.
  std::vector<std::uint32_t> movable;  ///< Blocks all of whose activities have a way.
};

/// Order of solutions: fewer broken rules, then less cost.
struct Value {
  std::uint64_t broken = 0;
  Cost cost = 0;
  friend auto operator<=>(const Value&, const Value&) = default;
};

class Walker {
 public:
  Walker(const Problem& problem, const Neighbours& neighbours, const Relations& relations,
         const Solution& start, Random random);

  /// Inserts blocks, with what they require, by falling benefit; required ones first.
  void construct(const StopPoint& stop);
  /// `moves` large-neighbourhood moves at temperatures that fall from `hot` to `cold`. Returns those done.
  std::uint64_t anneal(std::uint64_t moves, double hot, double cold, const StopPoint& stop);

  /// Goes on from another solution.
  void adopt(const Solution& solution);
  [[nodiscard]] const Solution& best() const { return best_; }
  [[nodiscard]] Value best_value() const { return best_value_; }
  [[nodiscard]] const State& state() const { return state_; }
  /// Mean cost of an activity, the unit of temperature.
  [[nodiscard]] double mean_cost() const;

 private:
  /// Insert only if that saves; at the cheapest place in any case; at the earliest place in any case.
  enum class Mode { if_cheaper, force, earliest };

  [[nodiscard]] Value value() {
    state_.update_tariffs();
    return {state_.broken(), state_.cost()};
  }
  [[nodiscard]] bool admissible() {
    state_.update_tariffs();
    return state_.admissible();
  }
  void set(std::uint32_t activity, const Choice& choice);
  void rollback(std::size_t to);
  void remember();

  void remove_block(std::uint32_t block);
  bool insert_block(std::uint32_t block, Mode mode);
  bool insert_one(std::uint32_t activity, Mode mode, int only_slot);
  bool insert_one(std::uint32_t activity, Mode mode, int only_slot, bool links);
  bool insert_together(const std::vector<std::uint32_t>& block, Mode mode);
  [[nodiscard]] bool is_placed(std::uint32_t block) const;
  void insert_account(std::uint32_t account);
  bool insert_closure(std::uint32_t block, Mode prerequisites);
  void closure(std::uint32_t block, std::vector<std::uint32_t>& out);

  bool move(double temperature);
  void pick_related(std::vector<std::uint32_t>& out);
  void pick_from(const std::vector<std::uint32_t>& pool, std::vector<std::uint32_t>& out);
  void pick_window(std::vector<std::uint32_t>& out);
  void pick_cluster(std::vector<std::uint32_t>& out);
  void reinsert(std::vector<std::uint32_t>& blocks);

  const Problem* problem_;
  const Neighbours* neighbours_;
  const Relations* relations_;
  State state_;
  Random random_;
  std::vector<std::pair<std::uint32_t, Choice>>
      journal_;  // choices before each change of the current move
  Solution best_;
  Value best_value_;
  std::vector<Cost> extra_;
  std::vector<Cost> tail_;
  std::vector<std::uint32_t> mark_;
  std::uint32_t mark_round_ = 0;
  const StopPoint* stop_ = nullptr;  // of the running construct() or anneal()
};

}  // namespace qsmo::scheduling
