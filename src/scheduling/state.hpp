// A solution under change: what it costs, what it uses, what it breaks, kept up to date move by move.
#pragma once

#include <vector>

#include "qsmo/scheduling/problem.hpp"

namespace qsmo::scheduling {

/// What depends only on the problem and helps to change a solution fast. Shared by all walkers.
struct Neighbours {
  explicit Neighbours(const Problem& problem);

  std::vector<std::vector<std::uint32_t>> arcs_out;  ///< Precedences by prerequisite.
  std::vector<std::vector<std::uint32_t>> arcs_in;   ///< Precedences by dependent.
  std::vector<std::vector<std::uint32_t>> links;     ///< Links by activity.
  std::vector<std::uint32_t> tariff_of_pool;         ///< By pool; none if there is none.
  std::vector<std::vector<Cost>>
      tier_costs;  ///< By option with an all-units tariff: [tier * horizon + t].
  std::vector<std::uint32_t> block_of;  ///< By activity.
};

class State {
 public:
  /// Pools that `start` overloads get its use as their limit: they are never loaded further.
  State(const Problem& problem, const Neighbours& neighbours, const Solution& start);

  [[nodiscard]] const Problem& problem() const { return *problem_; }
  [[nodiscard]] Cost cost() const { return cost_; }
  /// Required activities that never take effect, and hard arcs broken.
  [[nodiscard]] std::uint64_t broken() const { return broken_; }
  /// No pool above its limit, no account above its own.
  [[nodiscard]] bool admissible() const { return overloads_ == 0 && bad_accounts_ == 0; }
  /// No pool above its limit.
  [[nodiscard]] bool admissible_pools() const { return overloads_ == 0; }
  [[nodiscard]] bool over_capacity() const;
  [[nodiscard]] const std::vector<Cost>& account_costs() const { return account_cost_; }
  [[nodiscard]] const Solution& solution() const { return choice_; }
  [[nodiscard]] bool placed(std::uint32_t activity) const {
    return choice_[activity].option != none;
  }
  [[nodiscard]] const Choice& choice(std::uint32_t activity) const { return choice_[activity]; }
  /// Slot of an activity; the horizon stands for never.
  [[nodiscard]] int slot(std::uint32_t activity) const {
    return placed(activity) ? choice_[activity].slot : problem_->horizon;
  }
  [[nodiscard]] int duration(std::uint32_t activity) const {
    return problem_->options[choice_[activity].option].duration;
  }

  /// Decides anew for one activity, whatever that breaks. Undone exactly by setting the old choice again.
  void set(std::uint32_t activity, const Choice& choice);
  /// set() in two steps: many changes, then the tariffs once.
  void put(std::uint32_t activity, const Choice& choice);
  void update_tariffs();
  /// As set() for every activity, with the tariffs counted once.
  void assign(const Solution& solution);
  /// Overloads of pools that there would be if this activity, not placed now, took effect so; with or without what its
  /// links draw on pools.
  [[nodiscard]] std::int64_t overloads_with(std::uint32_t activity, const Choice& choice,
                                            bool links);
  [[nodiscard]] std::int64_t overloads() const { return overloads_; }
  /// Whether each demand of the option by itself finds room at the slot. Necessary, not sufficient.
  [[nodiscard]] bool finds_room(const Option& option, int slot) const;
  /// Cost of the option's tariff at each slot if its volume came on top of today's (others' prices unchanged).
  void tariff_tail(const Option& option, std::vector<Cost>& tail) const;

 private:
  struct PoolState {
    std::vector<Amount> use;
    std::vector<Amount> limit;
  };

  void charge(std::uint32_t account, Cost amount);
  void judge(std::uint32_t account, int sign);
  void use(std::uint32_t pool, int period, Amount amount);
  void use_span(const Demand& demand, const Activity& activity, int slot, int release, Amount sign);
  void count_choice(std::uint32_t activity, int sign);
  void count_links(std::uint32_t activity, int sign);
  void count_arcs(std::uint32_t activity, int sign);
  void count_arc(const Precedence& arc, int sign);
  void update_tariff(std::uint32_t tariff);
  void charge_member(std::uint32_t activity, Cost cost);
  [[nodiscard]] Cost member_cost(std::uint32_t tariff, std::uint32_t activity) const;
  [[nodiscard]] std::size_t tier_at(const Tariff& tariff, Amount volume) const;
  [[nodiscard]] double average_price(const Tariff& tariff, Amount volume, int t) const;
  [[nodiscard]] Cost average_cost(const Tariff& tariff, const Option& option, Amount volume,
                                  double price, int t) const;
  [[nodiscard]] Cost period_cost(const Tariff& tariff, std::uint32_t option, Amount volume,
                                 int t) const;

  const Problem* problem_;
  const Neighbours* neighbours_;
  Solution choice_;
  std::vector<PoolState> pools_;
  std::vector<Cost> account_cost_;
  std::vector<int> account_movers_;
  std::vector<std::vector<std::uint32_t>> members_;  // by tariff: activities now under it
  std::vector<std::vector<std::uint32_t>> tiers_;    // by tariff and period, as last counted
  std::vector<Cost> member_cost_;                    // by activity: tariff cost as charged
  std::vector<std::uint32_t> dirty_;                 // tariffs to update
  std::vector<std::uint32_t> changed_members_;
  std::vector<double> averages_;  // by period, of the incremental tariff being updated
  Cost cost_ = 0;
  std::uint64_t broken_ = 0;
  std::int64_t overloads_ = 0;
  std::int64_t bad_accounts_ = 0;
};

}  // namespace qsmo::scheduling
