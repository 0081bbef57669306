// One walker of the search: inserts blocks at their best, removes related ones, accepts by simulated annealing.
#pragma once

#include <utility>
#include <vector>

#include "qsmo/core/random.hpp"
#include "qsmo/core/stop.hpp"
#include "scheduling/insertion.hpp"
#include "scheduling/state.hpp"
#include "scheduling/walker_relations.hpp"

namespace qsmo::scheduling {

/// Order of solutions: what is fixed stays in; fewer broken rules (accounts above their limit among them), then less cost.
struct Value {
  std::uint64_t fixed_out = 0;
  std::uint64_t faults = 0;
  Cost cost = 0;
  friend auto operator<=>(const Value&, const Value&) = default;
};

/// Temperatures by the share of the whole run.
struct Cooling {
  double hot = 0;
  double begin = 0;
  double end = 1;
  /// At the i-th of n moves; falls to 0 at share 1.
  [[nodiscard]] double at(std::uint64_t i, std::uint64_t n) const {
    const double share = begin + (end - begin) * static_cast<double>(i) / static_cast<double>(n);
    return hot * (1.0 - share) * (1.0 - share);
  }
};

class Walker {
 public:
  Walker(const Layout& layout, const Relations& relations, const Scores& scores,
         const Solution& start, Random random);
  Walker(const Walker&) = delete;  // its parts point at each other
  Walker& operator=(const Walker&) = delete;

  /// Inserts blocks, with what they require, by falling benefit; required ones first.
  void construct(const StopPoint& stop);
  /// `moves` large-neighbourhood moves. Returns those done.
  std::uint64_t anneal(std::uint64_t moves, const Cooling& cooling, const StopPoint& stop);

  /// Goes on from another solution if that is admissible.
  void adopt(const Solution& solution);
  [[nodiscard]] const Solution& best() const { return best_; }
  [[nodiscard]] Value best_value() const { return best_value_; }
  /// Required activities that never take effect, and hard arcs broken, in best().
  [[nodiscard]] std::uint64_t best_broken() const { return best_broken_; }
  /// How often best() changed.
  [[nodiscard]] std::uint64_t improvements() const { return improvements_; }

 private:
  [[nodiscard]] Value value() {
    state_.update_tariffs();
    return {state_.fixed_out(), state_.broken() + static_cast<std::uint64_t>(state_.bad_accounts()),
            state_.cost()};
  }
  /// No pool is overloaded, and no more accounts are than before.
  [[nodiscard]] bool admissible(std::int64_t bad_accounts) {
    state_.update_tariffs();
    return state_.overloads() == 0 && state_.bad_accounts() <= bad_accounts;
  }
  void begin(const StopPoint& stop);
  [[nodiscard]] bool halted();
  void set(std::uint32_t activity, const Choice& choice);
  void rollback(std::size_t to);
  void remember();

  bool remove_block(std::uint32_t block);
  bool insert_block(std::uint32_t block, Mode mode);
  bool insert_one(std::uint32_t activity, Mode mode, int only_slot);
  bool insert_together(const Blocks& block, Mode mode);
  [[nodiscard]] std::vector<std::pair<double, int>> common_slots(const Blocks& block);
  [[nodiscard]] bool is_placed(std::uint32_t block) const;
  void insert_account(std::uint32_t account);
  void construct_block(std::uint32_t block);
  [[nodiscard]] bool constructed(std::uint32_t block);
  void await(std::uint32_t block, bool awaited);
  void settle();
  [[nodiscard]] bool is_required(std::uint32_t block) const;
  template <class Change>
  void attempt(const Change& change);
  [[nodiscard]] double benefit(std::uint32_t block) const;
  bool insert_closure(std::uint32_t block, Mode prerequisites);
  [[nodiscard]] bool closure(std::uint32_t block, Blocks& out);

  void draw_weight();
  void move(double temperature);
  void ruin();
  bool exchange();
  [[nodiscard]] Blocks group_around(std::uint32_t block);
  void insert_group(const Blocks& group);
  void polish(const Blocks& group);
  [[nodiscard]] Blocks cone_of(std::uint32_t block);
  bool shift_cone();
  bool regroup();
  bool accepts(const Value& before, const Value& after, double temperature);
  std::uint32_t any_movable();
  bool crowd_in(std::uint32_t block);
  bool make_room(std::uint32_t activity);
  std::uint32_t least_worthy(std::uint32_t pool, std::uint32_t bucket);
  [[nodiscard]] Amount use_of(std::uint32_t activity, std::uint32_t pool,
                              std::uint32_t bucket) const;
  void pick_related(Blocks& out);
  void pick_from(const Blocks& pool, Blocks& out);
  void pick_users(Blocks& out);
  void pick_window(Blocks& out);
  void pick_cluster(Blocks& out);
  void reinsert(Blocks& blocks);
  [[nodiscard]] bool near(std::uint32_t block, int from, int to);

  const Problem* problem_;
  const Layout* layout_;
  const Relations* relations_;
  const Scores* scores_;
  State state_;
  Random random_;
  Insertion insertion_;
  double weight_ = 0;        // of prices, in the current move
  bool shy_ = false;         // the current move keeps clear of slots that make a limit bind
  bool may_be_shy_ = false;  // some bound account's limit binds at some slots only
  std::vector<std::pair<std::uint32_t, Choice>>
      journal_;  // choices before each change of the current move
  Solution best_;
  Value best_value_;
  std::uint64_t best_broken_ = 0;
  std::uint64_t improvements_ = 0;
  std::vector<bool> changed_;           // by activity: may differ from best_
  std::vector<std::uint32_t> changes_;  // those
  std::vector<std::uint32_t> mark_;     // by block
  std::uint32_t mark_round_ = 0;
  Blocks held_;                          // blocks that the current exchange holds in place
  double gain_ = 0;                      // of insertions, prices included, since it was set to 0
  std::uint32_t failed_ = none;          // block for which the last insert_closure() found no place
  std::vector<std::uint32_t> restored_;  // by activity: round of the last rollback that did
  std::uint32_t restore_round_ = 0;
  std::vector<bool> hopeless_;  // by block: construct() found no place
  Blocks picked_;
  const StopPoint* stop_ = nullptr;  // of the running construct() or anneal()
  std::uint32_t until_poll_ = 0;
  bool halted_ = false;
};

}  // namespace qsmo::scheduling
