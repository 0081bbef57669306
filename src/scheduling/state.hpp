// A solution under change: what it costs, what it uses, what it breaks, kept up to date move by move.
#pragma once

#include <vector>

#include "scheduling/state_layout.hpp"
#include "scheduling/state_tariffs.hpp"

namespace qsmo::scheduling {

class State {
 public:
  /// Pools that `start` overloads get its use as their limit: they are never loaded further.
  State(const Layout& layout, const Solution& start, Rounding rounding);

  [[nodiscard]] const Layout& layout() const { return *layout_; }
  [[nodiscard]] const Problem& problem() const { return *layout_->problem; }
  /// Tariffs as of the last update_tariffs().
  [[nodiscard]] Cost cost() const { return cost_; }
  /// Required activities that never take effect, and hard arcs broken.
  [[nodiscard]] std::uint64_t broken() const { return broken_; }
  /// Fixed activities that are out.
  [[nodiscard]] std::uint64_t fixed_out() const { return fixed_out_; }
  /// Buckets above their limit.
  [[nodiscard]] std::int64_t overloads() const { return overloads_; }
  /// Accounts above theirs.
  [[nodiscard]] std::int64_t bad_accounts() const { return bad_accounts_; }
  [[nodiscard]] bool admissible() const { return overloads_ == 0 && bad_accounts_ == 0; }
  [[nodiscard]] bool over_capacity() const;
  /// Of the accounts that the layout keeps; 0 for others.
  [[nodiscard]] const std::vector<Cost>& account_costs() const { return account_cost_; }
  [[nodiscard]] const Solution& solution() const { return choice_; }
  [[nodiscard]] bool placed(std::uint32_t activity) const {
    return slot_[activity] < layout_->horizon;
  }
  [[nodiscard]] const Choice& choice(std::uint32_t activity) const { return choice_[activity]; }
  /// Slot of an activity; the horizon stands for never.
  [[nodiscard]] int slot(std::uint32_t activity) const { return slot_[activity]; }
  /// Of an activity that is placed.
  [[nodiscard]] int start(std::uint32_t activity) const {
    return slot_[activity] - layout_->duration[choice_[activity].option];
  }

  /// Decides anew for one activity, whatever that breaks. Undone exactly by setting the old choice again.
  void set(std::uint32_t activity, const Choice& choice);
  /// set() in two steps: many changes, then the tariffs once.
  void put(std::uint32_t activity, const Choice& choice);
  void update_tariffs();
  /// As set() for every activity, with the tariffs counted once.
  void assign(const Solution& solution);

  /// Room left in each bucket of all pools (Layout::pools), negative where overloaded.
  [[nodiscard]] const Amount* room() const { return room_.data(); }
  /// As TariffSums::tail().
  void tariff_tail(std::uint32_t option, std::vector<Cost>& tail) const;
  [[nodiscard]] Amount use(std::uint32_t pool, int period) const {
    const std::size_t bucket = layout_->pools[pool].first + static_cast<std::size_t>(period);
    return limit_[bucket] - room_[bucket];
  }

 private:
  void empty_pools();
  void charge(std::uint32_t account, Cost amount);
  void judge(std::uint32_t account, int sign);
  void take(std::size_t bucket, Amount amount);
  void take_run(std::uint32_t pool, int from, int to, Amount amount);
  void take_demand(const Demand& demand, std::uint32_t activity, int slot, int release, int sign);
  void count_choice(std::uint32_t activity, int sign);
  void move_links(std::uint32_t activity, int from, int to);
  void count_link(const Link& link, int slot_a, int slot_b, int sign);
  void count_arcs(std::uint32_t activity, int sign);
  void count_arc(const ArcEnd& end, std::uint32_t prerequisite, std::uint32_t dependent, int sign);

  const Layout* layout_;
  Solution choice_;
  std::vector<std::int32_t> slot_;  // by activity
  std::vector<Amount> limit_;
  std::vector<Amount> room_;
  std::vector<Cost> account_cost_;
  std::vector<Cost> account_margin_;  // how far lines rounded together may be from the true cost
  std::vector<int> account_movers_;
  TariffSums tariffs_;
  Cost cost_ = 0;
  Cost margin_ = 0;  // of one activity under an incremental tariff
  std::uint64_t broken_ = 0;
  std::uint64_t fixed_out_ = 0;
  std::int64_t overloads_ = 0;
  std::int64_t bad_accounts_ = 0;
};

}  // namespace qsmo::scheduling
