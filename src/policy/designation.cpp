#include "qsmo/policy/designation.hpp"

#include <algorithm>

namespace qsmo {

bool accepts_starts(const Portfolio& portfolio, MarketplaceId marketplace, int t) {
  const auto& eligible = portfolio.settings().eligible_states;
  const DesignationState state = portfolio.designation(marketplace, std::max(t, 0));
  return std::find(eligible.begin(), eligible.end(), state) != eligible.end();
}

}  // namespace qsmo
