// A plan: for each workload, whether and where it moves and when it cuts over; and transfers between agencies and funds.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "qsmo/core/id_vector.hpp"
#include "qsmo/model/portfolio.hpp"

namespace qsmo {

/// One workload moves onto `offering`, which serves it from the start of period `cutover`.
struct Move {
  OfferingId offering = {};
  int cutover = 0;
  friend bool operator==(const Move&, const Move&) = default;
};

/// Money that the fund covering (agency, transfer) pays to an agency in a period.
struct Transfer {
  AgencyId agency = {};
  int period = 0;
  Money amount = {};
  friend bool operator==(const Transfer&, const Transfer&) = default;
};

/// The decisions of a plan. Feasibility is check()'s business, money is evaluate()'s.
struct Plan {
  IdVector<Workload, std::optional<Move>> moves;  ///< no value: retained
  std::vector<Transfer> transfers;

  friend bool operator==(const Plan& a, const Plan& b) {
    return std::equal(a.moves.begin(), a.moves.end(), b.moves.begin(), b.moves.end()) &&
           a.transfers == b.transfers;
  }
};

/// Everything is retained, except migrations in progress, which cut over in the first period of their range.
[[nodiscard]] Plan status_quo(const Portfolio& portfolio);

/// What transplant() does with what the other portfolio lacks.
enum class Missing {
  refuse,    ///< It throws UnknownNameError.
  leave_out  ///< The workload is as in the status quo; the transfer is dropped.
};

/// The decisions of a plan of one portfolio as a plan of another, by name: for variants of a scenario. Workloads that
/// only `to` has are as in its status quo; those that only `from` has are left out if they are retained. `missing` says
/// what becomes of moves of workloads or onto offerings that `to` lacks (with `leave_out`, also of those onto offerings that
/// do not cover the service there, or beyond its horizon) and of transfers to agencies that it lacks.
[[nodiscard]] Plan transplant(const Portfolio& from, const Plan& plan, const Portfolio& to,
                              Missing missing = Missing::refuse);

/// Start period of a move: its cutover less the duration of its way. May be negative for migrations in progress.
[[nodiscard]] int start_of(const Portfolio& portfolio, WorkloadId workload, const Move& move);

/// First period in which the incumbent is no longer paid and, if it is an offering, no longer counts the workload
/// in its volume (e_w of docs/planning-problem.md): after dual running; periods() if that is beyond or if retained.
[[nodiscard]] int release_of(const Portfolio& portfolio, WorkloadId workload,
                             const std::optional<Move>& move);

/// Volume V(t) of each coverage in each period: base volume, workloads that have cut over onto it, and workloads whose
/// incumbent it is until their release. Throws OverflowError. O((workloads + coverages) x periods).
[[nodiscard]] IdVector<Coverage, std::vector<Decimal>> volumes(const Portfolio& portfolio,
                                                               const Plan& plan);

}  // namespace qsmo
