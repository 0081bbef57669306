#include "qsmo/policy/participation.hpp"

namespace qsmo {

std::optional<double> participation_threshold(const Portfolio& portfolio, AgencyId agency) {
  if (!portfolio.settings().participation) return std::nullopt;
  return portfolio[agency].participation_threshold.to_double();
}

}  // namespace qsmo
