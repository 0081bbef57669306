// The verdicts on one move in words.
#pragma once

#include "qsmo/model/portfolio.hpp"
#include "qsmo/policy/explain.hpp"

namespace qsmo {

/// Why a rule about offerings, windows or mandates said so of moving `workload` onto `offering` with that start and cutover: the
/// sentence of the reason with the portfolio's facts, and the parameters in force (those of the start; for stages and cutover
/// windows those of the cutover). Starts before the horizon act as 0.
[[nodiscard]] Explanation explain_move(const Portfolio& portfolio, WorkloadId workload,
                                       OfferingId offering, int start, int cutover, Reason reason);

/// The same of a rule that concerns no offering: mandate and windows, in period t.
[[nodiscard]] Explanation explain_workload(const Portfolio& portfolio, WorkloadId workload, int t,
                                           Reason reason);

}  // namespace qsmo
