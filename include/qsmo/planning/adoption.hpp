// How far agencies have adopted the marketplaces' offerings under a plan, in the official values (policy/adoption.hpp).
#pragma once

#include <vector>

#include "qsmo/planning/plan.hpp"
#include "qsmo/policy/adoption.hpp"

namespace qsmo {

/// The workloads of an agency and all its descendants in an area, in period t under the plan. Adopted are those that an
/// offering of a marketplace serves then, be it that they have cut over onto it, be it that it was their incumbent and they have
/// not left it. Of the others, those that move onto such an offering are under way from start to cutover, and planned before; a
/// move onto an offering that no marketplace lists is no adoption. O(workloads).
[[nodiscard]] AdoptionFacts adoption_facts(const Portfolio& portfolio, const Plan& plan,
                                           AgencyId agency, AreaId area, int t);

/// adoption_rule for it. O(workloads).
[[nodiscard]] AdoptionVerdict adoption_status(const Portfolio& portfolio, const Plan& plan,
                                              AgencyId agency, AreaId area, int t);

/// The adoption of one agency in one area.
struct Adoption {
  AgencyId agency = {};
  AreaId area = {};
  AdoptionFacts facts = {};
  AdoptionVerdict verdict = {};
};

/// Each agency, in the order of the table, with each area, in the order of the table, in which it or a descendant has a
/// workload. O(workloads x depth + agencies x areas).
[[nodiscard]] std::vector<Adoption> adoption(const Portfolio& portfolio, const Plan& plan, int t);

}  // namespace qsmo
