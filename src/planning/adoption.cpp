#include "qsmo/planning/adoption.hpp"

#include <algorithm>

namespace qsmo {
namespace {

bool listed(const Portfolio& portfolio, OfferingId offering) {
  return portfolio[offering].marketplace.given();
}

/// Whether an offering of a marketplace serves the workload in period t.
bool adopted(const Portfolio& portfolio, const Workload& workload, const std::optional<Move>& move,
             int t) {
  if (move && move->cutover <= t) return listed(portfolio, move->offering);
  return workload.incumbent.given() && listed(portfolio, workload.incumbent.id());
}

void count(const Portfolio& portfolio, const Plan& plan, WorkloadId id, int t,
           AdoptionFacts& facts) {
  const std::optional<Move>& move = plan.moves[id];
  ++facts.workloads;
  if (adopted(portfolio, portfolio[id], move, t)) {
    ++facts.adopted;
  } else if (move && move->cutover > t && listed(portfolio, move->offering)) {
    ++(start_of(portfolio, id, *move) <= t ? facts.under_way : facts.planned);
  }
}

AreaId area_of(const Portfolio& portfolio, WorkloadId id) {
  return portfolio[portfolio[id].service.id()].area.id();
}

bool belongs_to(const Portfolio& portfolio, WorkloadId id, AgencyId agency) {
  const auto line = portfolio.lineage(portfolio[id].agency.id());
  return std::find(line.begin(), line.end(), agency) != line.end();
}

AdoptionVerdict judge(const Portfolio& portfolio, const AdoptionFacts& facts, int t) {
  return adoption_rule(facts, portfolio.calendar().first_month(t), portfolio.parameters(t));
}

}  // namespace

AdoptionFacts adoption_facts(const Portfolio& portfolio, const Plan& plan, AgencyId agency,
                             AreaId area, int t) {
  AdoptionFacts facts;
  for (std::size_t i = 0; i < plan.moves.size(); ++i) {
    const WorkloadId id(i);
    if (area_of(portfolio, id) == area && belongs_to(portfolio, id, agency))
      count(portfolio, plan, id, t, facts);
  }
  return facts;
}

AdoptionVerdict adoption_status(const Portfolio& portfolio, const Plan& plan, AgencyId agency,
                                AreaId area, int t) {
  return judge(portfolio, adoption_facts(portfolio, plan, agency, area, t), t);
}

std::vector<Adoption> adoption(const Portfolio& portfolio, const Plan& plan, int t) {
  const std::size_t areas = portfolio.scenario().areas.size();
  std::vector<AdoptionFacts> facts(portfolio.scenario().agencies.size() * areas);
  for (std::size_t i = 0; i < plan.moves.size(); ++i) {
    const WorkloadId id(i);
    for (const AgencyId agency : portfolio.lineage(portfolio[id].agency.id()))
      count(portfolio, plan, id, t, facts[agency.index() * areas + area_of(portfolio, id).index()]);
  }
  std::vector<Adoption> out;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (facts[i].workloads > 0)
      out.push_back(
          {AgencyId(i / areas), AreaId(i % areas), facts[i], judge(portfolio, facts[i], t)});
  }
  return out;
}

}  // namespace qsmo
