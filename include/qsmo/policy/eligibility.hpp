// Which offering a workload may move to (docs/planning-problem.md, constraint 1). Pure functions of the portfolio.
#pragma once

#include <array>

#include "qsmo/model/portfolio.hpp"

namespace qsmo {

/// Why a move is not eligible; the first reason in this order, or `eligible`.
enum class Eligibility {
  eligible,
  is_incumbent,         ///< The offering already serves the workload.
  service_not_covered,  ///< It does not cover the service, or no initial or full stage that lists it is in force at cutover.
  standard_not_met,     ///< It misses a standard that the service requires.
  marketplace_closed,  ///< Its marketplace accepts no starts in the start period, and no exception is in force.
  standing,  ///< It is suspended or delisted.
  quality,   ///< Under a voluntary policy: its quality is below today's, or either is unknown.
  ends       ///< It ends, or the off-ramp of the workload's exception lies, inside the horizon.
};

template <>
struct EnumNames<Eligibility> {
  static constexpr std::array<std::string_view, 8> names{"eligible",
                                                         "is_incumbent",
                                                         "service_not_covered",
                                                         "standard_not_met",
                                                         "marketplace_closed",
                                                         "standing",
                                                         "quality",
                                                         "ends"};
};

/// Whether `offering` covers `service` in period t: covered at all, and in a stage `initial` or `full` that lists it.
[[nodiscard]] bool covered(const Portfolio& portfolio, OfferingId offering, ServiceId service,
                           int t);

/// Verdict on moving `workload` onto `offering` with the start in period `start` and cutover in period `cutover`.
/// A start before the horizon acts as 0. Does not look at windows, pins or capacity. O(stages + exceptions + standards).
[[nodiscard]] Eligibility eligibility(const Portfolio& portfolio, WorkloadId workload,
                                      OfferingId offering, int start, int cutover);

}  // namespace qsmo
