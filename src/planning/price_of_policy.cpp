#include "qsmo/planning/price_of_policy.hpp"

#include <algorithm>

#include "qsmo/planning/money.hpp"
#include "qsmo/policy/mandate.hpp"
#include "qsmo/policy/offering_rules.hpp"
#include "qsmo/policy/participation.hpp"

namespace qsmo {
namespace {

/// The portfolio with a switch of its policy off at all times.
Portfolio switched_off(const Portfolio& portfolio, const char* parameter) {
  return portfolio.replace([&](Scenario& scenario) {
    std::erase_if(scenario.policy_values,
                  [&](const PolicyValue& value) { return value.parameter == parameter; });
    scenario.policy_values.push_back({parameter, {}, {}, "false", {}, "lifted to compare"});
  });
}

bool is_feasible(const PlanResult& result) {
  return result.status == Status::optimal || result.status == Status::feasible;
}

bool is_new(const Portfolio& portfolio, const Plan& plan, WorkloadId w) {
  return plan.moves[w].has_value() && portfolio.in_progress(w) == nullptr;
}

}  // namespace

Portfolio without_mandates(const Portfolio& portfolio) {
  return switched_off(portfolio, "mandates_bind");
}

Portfolio without_participation(const Portfolio& portfolio) {
  return switched_off(portfolio, "participation");
}

bool has_mandates(const Portfolio& portfolio) {
  const MandateJudge mandates(portfolio);
  for (std::size_t i = 0; i < portfolio.scenario().workloads.size(); ++i) {
    if (mandates.deadline(WorkloadId(i))) return true;
  }
  return false;
}

std::optional<Interval> price_of_force(const Comparison& comparison) {
  const PlanResult& with = comparison.base;
  const PlanResult& without = comparison.variant;
  if (!is_feasible(with) || !is_feasible(without)) return std::nullopt;
  const double bound = std::min(with.bound, without.bound);
  return Interval{std::max(0.0, without.net_benefit - bound),
                  std::max(0.0, without.bound - with.net_benefit)};
}

std::vector<AgencyStake> stakes(const Portfolio& portfolio, const Plan& plan) {
  const Statement today = evaluate(portfolio, status_quo(portfolio));
  const Statement then = evaluate(portfolio, plan);
  IdVector<Agency, int> migrations(portfolio.scenario().agencies.size());
  for (std::size_t i = 0; i < plan.moves.size(); ++i) {
    const WorkloadId w(i);
    if (is_new(portfolio, plan, w)) ++migrations[portfolio[w].agency.id()];
  }
  std::vector<AgencyStake> out;
  for (std::size_t i = 0; i < migrations.size(); ++i) {
    const AgencyId agency(i);
    if (migrations[agency] == 0) continue;
    const double value =
        present_value(portfolio, today, agency) - present_value(portfolio, then, agency);
    out.push_back({agency, value, portfolio[agency].participation_threshold,
                   participation(portfolio, agency, value).subsidy, migrations[agency]});
  }
  return out;
}

std::vector<WorkloadId> quality_shortfalls(const Portfolio& portfolio, const Plan& plan) {
  Parameters asking;
  asking.participation = asking.quality_floor = true;
  std::vector<WorkloadId> out;
  for (std::size_t i = 0; i < plan.moves.size(); ++i) {
    const WorkloadId w(i);
    if (!is_new(portfolio, plan, w)) continue;
    const QualityFacts facts{portfolio[plan.moves[w]->offering].quality, portfolio[w].quality};
    if (quality_rule(facts, {}, asking).bars()) out.push_back(w);
  }
  return out;
}

}  // namespace qsmo
