#include "qsmo/model/governance.hpp"

#include <algorithm>

namespace qsmo {

std::span<const GovernanceStep> governance_prerequisites(GovernanceStep step) {
  using enum GovernanceStep;
  static constexpr std::array<GovernanceStep, 9> order{
      lead_named,    plan_submitted,     board_reviewed, programme_office_reviewed,
      omb_reviewed,  questions_answered, presented,      voted,
      funding_agreed};
  const auto position = static_cast<std::size_t>(step);
  const bool review = step >= board_reviewed && step <= omb_reviewed;
  return std::span(order).first(review ? 2 : position);
}

std::vector<std::size_t> in_order(const std::vector<GovernanceEvent>& events,
                                  MarketplaceId marketplace) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (events[i].marketplace.id() == marketplace) places.push_back(i);
  }
  std::stable_sort(places.begin(), places.end(),
                   [&](std::size_t a, std::size_t b) { return events[a].date < events[b].date; });
  return places;
}

}  // namespace qsmo
