#include "qsmo/planning/plan.hpp"

#include <string_view>
#include <unordered_set>

namespace qsmo {
namespace {

// Never before the cutover, even if the incumbent ended long ago.
int release_after(const Portfolio& portfolio, const Workload& workload, int cutover, int dual_run) {
  int release = cutover + dual_run;
  if (workload.incumbent_end && !workload.fallback_factor) {
    release = std::min(release, portfolio.calendar().last_period(*workload.incumbent_end) + 1);
  }
  return std::max(std::min(release, portfolio.periods()), cutover);
}

void add_volume(std::vector<Decimal>& volume, Decimal amount, int from, int to) {
  for (int t = from; t < to; ++t) volume[static_cast<std::size_t>(t)] += amount;
}

std::vector<Decimal> base_volume(const Portfolio& portfolio, CoverageId coverage) {
  std::vector<Decimal> volume;
  for (int t = 0; t < portfolio.periods(); ++t) {
    volume.push_back(portfolio[coverage].base_volume.at(portfolio.calendar(), t));
  }
  return volume;
}

// A workload that moves onto its own incumbent is on it all the time, and counts once.
void add_workload(const Portfolio& portfolio, WorkloadId id, const std::optional<Move>& move,
                  IdVector<Coverage, std::vector<Decimal>>& out) {
  const Workload& workload = portfolio[id];
  int release = release_of(portfolio, id, move);
  if (move) {
    if (const auto coverage = portfolio.coverage(move->offering, workload.service.id())) {
      add_volume(out[*coverage], workload.volume, move->cutover, portfolio.periods());
    }
    if (workload.incumbent.given() && workload.incumbent.id() == move->offering) {
      release = move->cutover;
    }
  }
  if (!workload.incumbent.given()) return;
  if (const auto coverage = portfolio.coverage(workload.incumbent.id(), workload.service.id())) {
    add_volume(out[*coverage], workload.volume, 0, release);
  }
}

/// Names of a portfolio, to ask without being refused.
struct Names {
  explicit Names(const Portfolio& p) {
    for (const Workload& workload : p.scenario().workloads) workloads.insert(workload.id);
    for (const Offering& offering : p.scenario().offerings) offerings.insert(offering.id);
    for (const Agency& agency : p.scenario().agencies) agencies.insert(agency.id);
  }

  [[nodiscard]] bool allows(const Portfolio& p, WorkloadId workload, const std::string& offering,
                            int cutover) const {
    return cutover < p.periods() && offerings.contains(offering) &&
           p.coverage(p.offering(offering), p[workload].service.id()).has_value();
  }

  std::unordered_set<std::string_view> workloads, offerings, agencies;
};

}  // namespace

Plan status_quo(const Portfolio& portfolio) {
  const Scenario& scenario = portfolio.scenario();
  Plan plan;
  plan.moves = IdVector<Workload, std::optional<Move>>(scenario.workloads.size());
  for (const MigrationInProgress& migration : scenario.migrations_in_progress) {
    plan.moves[migration.workload.id()] =
        Move{migration.offering.id(), portfolio.calendar().begin_period(migration.cutover_from)};
  }
  return plan;
}

int start_of(const Portfolio& portfolio, WorkloadId workload, const Move& move) {
  return move.cutover - portfolio.way(workload, move.offering).duration();
}

int release_of(const Portfolio& portfolio, WorkloadId workload, const std::optional<Move>& move) {
  if (!move) return portfolio.periods();
  const int dual_run = portfolio.way(workload, move->offering).dual_run;
  return release_after(portfolio, portfolio[workload], move->cutover, dual_run);
}

IdVector<Coverage, std::vector<Decimal>> volumes(const Portfolio& portfolio, const Plan& plan) {
  IdVector<Coverage, std::vector<Decimal>> out;
  for (std::size_t i = 0; i < portfolio.scenario().coverages.size(); ++i) {
    out.push_back(base_volume(portfolio, CoverageId(i)));
  }
  for (std::size_t i = 0; i < plan.moves.size(); ++i) {
    add_workload(portfolio, WorkloadId(i), plan.moves[WorkloadId(i)], out);
  }
  return out;
}

Plan transplant(const Portfolio& from, const Plan& plan, const Portfolio& to, Missing missing) {
  Plan result = status_quo(to);
  const Names known(to);
  const bool lenient = missing == Missing::leave_out;
  for (std::size_t i = 0; i < plan.moves.size(); ++i) {
    const std::optional<Move>& move = plan.moves.at(WorkloadId(i));
    const std::string& name = from[WorkloadId(i)].id;
    if (!known.workloads.contains(name) && (!move || lenient)) continue;
    const WorkloadId workload = to.workload(name);
    if (!move) {
      result.moves[workload] = std::nullopt;
    } else if (!lenient || known.allows(to, workload, from[move->offering].id, move->cutover)) {
      result.moves[workload] = Move{to.offering(from[move->offering].id), move->cutover};
    }
  }
  for (const Transfer& transfer : plan.transfers) {
    const std::string& agency = from[transfer.agency].id;
    if (lenient && (!known.agencies.contains(agency) || transfer.period >= to.periods())) continue;
    result.transfers.push_back({to.agency(agency), transfer.period, transfer.amount});
  }
  return result;
}

}  // namespace qsmo
