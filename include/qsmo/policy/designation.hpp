// What the designation of a marketplace allows.
#pragma once

#include "qsmo/model/portfolio.hpp"

namespace qsmo {

/// Whether the marketplace accepts starts in period t: its state then is one of the scenario's eligible states.
[[nodiscard]] bool accepts_starts(const Portfolio& portfolio, MarketplaceId marketplace, int t);

}  // namespace qsmo
