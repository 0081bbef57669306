// Where one activity fits best.
#pragma once

#include <optional>
#include <vector>

#include "qsmo/core/random.hpp"
#include "qsmo/scheduling/prices.hpp"
#include "scheduling/state.hpp"

namespace qsmo::scheduling {

/// What each option costs at each slot, flat: [option * horizon + slot]. Shared by all walkers.
struct Scores {
  explicit Scores(const Problem& problem);
  /// O(options x horizon).
  void set_prices(const Problem& problem, const Prices& prices);

  [[nodiscard]] std::size_t at(const Choice& choice) const {
    return static_cast<std::size_t>(choice.option) * horizon +
           static_cast<std::size_t>(choice.slot);
  }

  std::size_t horizon;
  std::vector<double> cost;   ///< Infinity where it may not take effect.
  std::vector<float> priced;  ///< Price of all that it uses; empty while all prices are 0.
};

/// Insert only if that saves; at the cheapest place in any case; at the earliest place in any case.
enum class Mode { if_cheaper, force, earliest };

/// How to look for a place.
struct Request {
  Mode mode = Mode::if_cheaper;
  double weight = 0;    ///< Of the price of use.
  int only_slot = -1;   ///< -1: any.
  bool outside = true;  ///< Whether what its links and soft arcs draw on pools must find room, too.
  bool crowd = false;   ///< Whether it need not find room at all.
  bool shy = false;     ///< Not where it would make its account's limit bind.
};

class Insertion {
 public:
  Insertion(const State& state, const Scores& scores, Random& random);

  /// The best place found for an activity that is not placed. Pools are never loaded above their limits.
  [[nodiscard]] std::optional<Choice> place(std::uint32_t activity, const Request& request);
  /// What the last place() found saves, prices included.
  [[nodiscard]] double gain() const { return gain_; }
  /// Links to an activity that is awaited, and not placed, cost nothing: it is about to follow.
  void await(std::uint32_t activity, bool awaited) { awaited_[activity] = awaited; }
  /// Adds what a slot would cost under the option's tariff.
  void add_tariff(std::uint32_t option, std::vector<double>& score);

 private:
  struct Window;
  struct Best;
  [[nodiscard]] Window window(std::uint32_t activity) const;
  void neighbour_costs(std::uint32_t activity, int from, int to);
  [[nodiscard]] Cost soft_in(std::uint32_t activity, int slot, int duration) const;
  void score(std::uint32_t activity, std::uint32_t option, int from, int to, double weight);
  void scan(std::uint32_t activity, std::uint32_t option, int from, int to, const Request& request,
            Best& best);
  [[nodiscard]] int first_with_room(std::uint32_t option, int slot) const;
  [[nodiscard]] std::int64_t overloads_added(std::uint32_t activity, std::uint32_t option, int slot,
                                             bool outside);
  void add(std::uint32_t pool, int from, int to, Amount amount);
  void add_bucket(std::uint32_t bucket, Amount amount);
  void add_demand(const Demand& demand, std::uint32_t activity, int slot, int release);
  void add_outside(std::uint32_t activity, int slot, int duration);

  const State* state_;
  const Layout* layout_;
  const Scores* scores_;
  Random* random_;
  std::vector<Cost> extra_;  // by slot; the horizon stands for never
  bool has_extra_ = false;
  double gain_ = 0;
  std::vector<char> awaited_;  // by activity
  std::vector<double> score_;
  std::vector<Cost> tail_;
  std::vector<Amount> added_;  // by bucket, 0 between calls
  std::vector<std::uint32_t> touched_;
};

}  // namespace qsmo::scheduling
