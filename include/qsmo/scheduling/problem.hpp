// The scheduling problem without any domain word: activities that may take effect at a slot, by one of several
// options, under pools of capacity; cheapest wins. planning/ compiles a portfolio to it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace qsmo::scheduling {

/// Present-value cost in units of Problem::dollars_per_cost: integers, so that doing and undoing a move cancels exactly.
using Cost = std::int64_t;
/// Use of a pool, in the pool's own unit (millionths, cents): integers again.
using Amount = std::int64_t;

/// Cost of what is not allowed.
inline constexpr Cost forbidden = std::numeric_limits<Cost>::max() / 4;
/// Capacity of a pool that does not bind.
inline constexpr Amount unlimited = std::numeric_limits<Amount>::max() / 4;
/// Index that stands for nothing.
inline constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);

/// A capacity per bucket. Each period belongs to one bucket (itself, or its fiscal year).
struct Pool {
  std::vector<Amount> capacity;       ///< By bucket.
  std::vector<Amount> initial;        ///< Use by bucket before anything takes effect.
  std::vector<std::uint32_t> bucket;  ///< By period.
  bool cumulative =
      false;  ///< Use in a bucket counts in all later ones too (budgets that carry over).
  std::uint32_t tag = none;  ///< The caller's.
};

/// Periods in which an option draws on a pool, for a slot s that releases at r (see Option::release).
enum class Span : std::uint8_t {
  around,         ///< s + from .. s + to - 1
  after_release,  ///< r .. horizon - 1
  at_release,     ///< r, if inside the horizon
  until_release   ///< s .. r - 1, times the activity's series
};

/// `amount` in each period of the span, as far as it lies within the horizon. May be negative (capacity given back).
struct Demand {
  std::uint32_t pool = 0;
  Span span = Span::around;
  std::int32_t from = 0;
  std::int32_t to = 0;
  Amount amount = 0;
};

/// One way in which an activity can take effect.
struct Option {
  std::uint32_t tag = 0;   ///< The caller's.
  int duration = 0;        ///< Periods from start to slot.
  std::vector<Cost> cost;  ///< By slot; `forbidden` where it may not take effect.
  /// By slot: what further aims add to the cost. Counts for no account. Empty: nothing.
  std::vector<Cost> aim;
  /// By slot: what the account is spared of the cost, because others pay it. Counts for the account alone. Empty: nothing.
  std::vector<Cost> credit;
  /// By slot: whether taking effect there makes the account's limit bind. Empty: everywhere.
  std::vector<bool> joins;
  std::vector<std::int16_t>
      release;  ///< By slot: when what was there before is gone; slot <= release <= horizon.
  std::vector<Demand> demands;
  std::uint32_t tariff = none;  ///< Costs that depend on what others do, on top of `cost`.
  Amount volume = 0;            ///< Volume under the tariff.
  Amount fee =
      0;  ///< Fixed part of the tariff's line, in cents per year; by period in `fees` if that is given.
  std::vector<Amount> fees;  ///< By period; empty: `fee` in all.
};

/// Something that takes effect once or never.
struct Activity {
  std::uint32_t tag = 0;           ///< The caller's.
  std::uint32_t first_option = 0;  ///< Its options are consecutive.
  std::uint32_t option_count = 0;
  Cost never = 0;         ///< Cost if it never takes effect.
  Cost never_aim = 0;     ///< What further aims add then; counts for no account.
  bool required = false;  ///< It must take effect.
  bool fixed =
      false;  ///< It always takes effect (only its slot is open), and counts for no account.
  std::uint32_t account = none;
  std::vector<Amount> series;  ///< By period, for Span::until_release.
};

/// prerequisite -> dependent: slot (or start, if `to_start`) of the dependent >= slot of the prerequisite + lag.
struct Precedence {
  std::uint32_t prerequisite = 0;
  std::uint32_t dependent = 0;
  int lag = 0;
  bool to_start = false;
  bool allow = false;         ///< A prerequisite that never takes effect frees the dependent.
  bool soft = false;          ///< May be broken at `price`.
  std::vector<Cost> price;    ///< By slot of the dependent; soft arcs only.
  std::uint32_t pool = none;  ///< Pool that pays a broken arc, in the dependent's slot.
  Amount amount = 0;
  std::uint32_t tag = none;  ///< The caller's.
};

/// A pair that costs money in every period in which exactly one of the two has taken effect.
struct Link {
  struct Side {
    std::uint32_t activity = 0;
    std::vector<Cost> prefix;  ///< prefix[t]: its share of the cost of periods 0 .. t-1.
    std::uint32_t pool = none;
    Amount amount = 0;  ///< Per period.
  };
  Side a;
  Side b;
  std::uint32_t tag = none;  ///< The caller's.
};

/// A price that depends on the total volume, which is the use of a pool.
struct Tariff {
  std::uint32_t pool = 0;
  bool incremental =
      false;  ///< Each unit pays its slice's price; else all pay that of the tier reached.
  std::vector<Amount> from_volume;  ///< Rising, from 0.
  std::vector<std::vector<Amount>>
      unit_price;            ///< By tier and period: millionths of a dollar per unit and year.
  std::uint32_t tag = none;  ///< The caller's.
};

/// Signed sum of the costs of its activities less their credits: if a non-fixed one takes effect where it joins, the sum
/// must be at most `limit`.
struct Account {
  bool bound = false;
  Cost limit = 0;
  std::uint32_t tag = none;  ///< The caller's.
};

struct Problem {
  int horizon = 0;
  int periods_per_year = 1;
  std::vector<double> discount;  ///< By period, times 1e-6 / dollars_per_cost.
  double dollars_per_cost =
      1e-6;  ///< A millionth of a dollar, coarser where sums would not fit into 64 bits.
  std::vector<Activity> activities;
  std::vector<Option> options;
  std::vector<Pool> pools;
  std::vector<Precedence> precedences;
  std::vector<Link> links;
  std::vector<Tariff> tariffs;
  std::vector<Account> accounts;
  std::vector<std::vector<std::uint32_t>>
      blocks;  ///< A partition of the activities: those of one block take effect in one slot, or none does.

  [[nodiscard]] int never() const { return horizon; }
};

/// What is decided for an activity. `option` is an index into Problem::options; `none`: never.
struct Choice {
  std::uint32_t option = none;
  int slot = 0;
  friend bool operator==(const Choice&, const Choice&) = default;
};

/// One choice per activity.
using Solution = std::vector<Choice>;

/// Cents of one period's line under a price in millionths of a dollar per unit and year, rounded half away from zero.
[[nodiscard]] std::int64_t line_cents(Amount volume, Amount unit_price, Amount fee_cents,
                                      int periods_per_year);

/// Discounted cents as Cost; `discount` is one of Problem::discount.
[[nodiscard]] Cost present_cost(double cents, double discount);

}  // namespace qsmo::scheduling
