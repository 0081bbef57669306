// What the rules of a policy say of a whole portfolio, counted: where it binds before anything is planned.
#pragma once

#include <array>
#include <cstddef>

#include "qsmo/model/portfolio.hpp"
#include "qsmo/policy/verdict.hpp"

namespace qsmo {

/// How often each reason was given.
using ReasonCounts = std::array<std::size_t, reason_count>;

/// Asks, for every workload and period: its start window, its cutover window and its mandate; and for every offering that covers
/// its service and starts that cut over within the horizon: availability, provider, standards, fit gap, marketplace, standing and quality.
/// All of them are asked, also when one bars. O(workloads x offerings of a service x periods); independent of the number of
/// threads (0: as many as the machine has).
[[nodiscard]] ReasonCounts tally_rules(const Portfolio& portfolio, int threads = 0);

}  // namespace qsmo
