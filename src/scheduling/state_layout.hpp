// The problem laid out for speed: everything that a walker reads and never writes, in flat arrays.
#pragma once

#include <cstdint>
#include <vector>

#include "qsmo/scheduling/problem.hpp"
#include "scheduling/state_rows.hpp"

namespace qsmo::scheduling {

/// Where a pool's buckets lie in the flat array of all buckets.
struct PoolShape {
  std::uint32_t first = 0;
  std::uint32_t buckets = 0;
  bool plain = false;   ///< Bucket t is period t, and nothing carries over.
  bool yearly = false;  ///< Each bucket is an unbroken run of periods, and nothing carries over.
  bool cumulative = false;
  bool limits = false;  ///< Some bucket has a capacity.
};

/// `amount` in each of the periods slot + from .. slot + to - 1 within the horizon.
struct Draw {
  std::uint32_t pool = 0;
  std::uint32_t first = 0;  ///< Of the pool's buckets in the flat array.
  std::int32_t from = 0;
  std::int32_t to = 0;
  Amount amount = 0;
};

/// One end of a precedence, seen from the other.
struct ArcEnd {
  std::uint32_t other = 0;
  std::uint32_t arc = 0;
  std::int32_t lag = 0;
  bool to_start = false;
  bool allow = false;
  bool soft = false;
};

/// One end of a link, seen from the other.
struct Tie {
  std::uint32_t other = 0;
  std::uint32_t link = 0;
};

/// Whose accounts are kept: all (they are asked for), or those that bind.
enum class Accounts { all, binding };

struct Layout {
  Layout(const Problem& problem, Accounts accounts);

  const Problem* problem;
  int horizon;

  std::vector<PoolShape> pools;
  std::size_t buckets = 0;               ///< Of all pools.
  std::vector<std::uint32_t> bucket_of;  ///< [pool * horizon + t], relative to the pool's first.
  std::vector<std::int32_t>
      run_end;  ///< [pool * horizon + t]: first later period of another bucket.
  std::vector<std::uint32_t> tariff_of_pool;  ///< None if there is none.

  std::vector<std::int32_t> duration;  ///< By option.
  std::vector<std::uint32_t> tariff;   ///< By option.
  Rows<Draw> plain_draws;  ///< By option: each by itself must find room, in plain pools.
  Rows<std::vector<Draw>>
      yearly_draws;            ///< By option and yearly pool: together they must find room.
  Rows<Demand> other_demands;  ///< By option: all that is not in these two and may find no room.
  std::vector<bool> pays_outside;  ///< By activity: its links or soft arcs draw on pools.

  Rows<ArcEnd> arcs_out;         ///< By prerequisite.
  Rows<ArcEnd> arcs_in;          ///< By dependent.
  std::vector<bool> soft_in;     ///< By activity: some arc into it is soft.
  Rows<Tie> ties;                ///< By activity.
  std::vector<Cost> link_costs;  ///< [link * (horizon + 1) + t]: both sides' prefix.
  std::vector<bool>
      link_is_plain;  ///< By link: it draws on no pool and on no account that is kept.

  std::vector<std::uint32_t> account;  ///< By activity; none if its account is not kept.
  std::vector<std::uint32_t> block_of;
  Rows<Amount> series_sums;  ///< By activity: series of periods 0 .. t-1; empty if it has none.

  // Tariffs. Members of one tariff and account make a row of sums (TariffSums).
  std::vector<std::vector<Cost>>
      tier_costs;                     ///< By option of an all-units tariff: [tier * horizon + t].
  std::vector<std::uint32_t> row_of;  ///< By option.
  std::vector<std::uint32_t> row_account;  ///< By row.
  std::vector<std::uint32_t> first_row;    ///< By tariff, and the end.
  bool incremental = false;                ///< There is an incremental tariff.

  [[nodiscard]] const Cost* link_cost(std::uint32_t link) const {
    return link_costs.data() +
           static_cast<std::size_t>(link) * static_cast<std::size_t>(horizon + 1);
  }

 private:
  void lay_pools();
  void lay_activities(Accounts accounts);
  void lay_options();
  void lay_demands(const Option& option, const std::vector<std::uint32_t>& outside);
  void lay_arcs();
  void lay_links();
  void lay_tariffs();
  void lay_rows(std::uint32_t tariff, const std::vector<std::uint32_t>& members);
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> outside_pools() const;
};

}  // namespace qsmo::scheduling
