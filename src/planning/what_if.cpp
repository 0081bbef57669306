#include "qsmo/planning/what_if.hpp"

#include <algorithm>
#include <unordered_map>

#include "planning/valuation.hpp"
#include "qsmo/planning/check.hpp"

namespace qsmo {
namespace {

bool is_feasible(const PlanResult& result) {
  return result.status == Status::optimal || result.status == Status::feasible;
}

/// The aims of one portfolio for another: matched by name.
Aims transplant_aims(const Portfolio& from, const Aims& aims, const Portfolio& to) {
  Aims out = aims;
  if (aims.changes)
    out.changes->published = transplant(from, aims.changes->published, to, Missing::leave_out);
  if (!aims.risk) return out;
  std::unordered_map<std::string_view, RiskBand> bands;
  for (std::size_t i = 0; i < aims.risk->band.size(); ++i) {
    const WorkloadId w(i);
    if (aims.risk->band[w]) bands.emplace(from[w].id, *aims.risk->band[w]);
  }
  out.risk->band = {};
  for (const Workload& w : to.scenario().workloads) {
    const auto band = bands.find(w.id);
    out.risk->band.push_back(band == bands.end() ? std::nullopt : std::optional(band->second));
  }
  return out;
}

/// Takes a plan of another variant over if it keeps all rules here and is better.
void adopt(const Portfolio& portfolio, const Aims& aims, const Plan& plan, PlanResult& result) {
  const Valuation valuation(portfolio, aims);
  if (is_feasible(result) && valuation.objective(plan) <= result.objective) return;
  if (!check(portfolio, plan).empty()) return;
  result.plan = plan;
  result.status = Status::feasible;
  result.infeasibility.reset();
  valuation.apply(result);
}

/// Progress of one of two runs.
std::function<void(const Progress&)> half(const std::function<void(const Progress&)>& progress,
                                          double begin) {
  if (!progress) return {};
  return [&progress, begin](Progress now) {
    now.share = begin + 0.5 * now.share;
    progress(now);
  };
}

std::vector<ChangedDecision> changed(const Portfolio& base, const Plan& before,
                                     const Portfolio& variant, const Plan& after) {
  std::vector<ChangedDecision> out;
  std::unordered_map<std::string_view, WorkloadId> in_variant;
  for (std::size_t i = 0; i < after.moves.size(); ++i)
    in_variant.emplace(variant[WorkloadId(i)].id, WorkloadId(i));
  const auto same = [&](const std::optional<Move>& a, const std::optional<Move>& b) {
    if (!a || !b) return !a && !b;
    return a->cutover == b->cutover && base[a->offering].id == variant[b->offering].id;
  };
  for (std::size_t i = 0; i < before.moves.size(); ++i) {
    const WorkloadId w(i);
    const auto other = in_variant.find(base[w].id);
    const auto move = other == in_variant.end() ? std::nullopt : after.moves[other->second];
    if (!same(before.moves[w], move)) out.push_back({base[w].id, before.moves[w], move});
    if (other != in_variant.end()) in_variant.erase(other);
  }
  for (std::size_t i = 0; i < after.moves.size(); ++i) {
    const WorkloadId w(i);
    if (in_variant.contains(variant[w].id) && after.moves[w])
      out.push_back({variant[w].id, std::nullopt, after.moves[w]});
  }
  return out;
}

}  // namespace

Comparison what_if(const Portfolio& base, const Portfolio& variant, const PlanOptions& options) {
  Comparison out;
  PlanOptions of_base = options;
  of_base.progress = half(options.progress, 0.0);
  out.base = plan(base, of_base);
  PlanOptions of_variant = options;
  of_variant.progress = half(options.progress, 0.5);
  of_variant.aims = transplant_aims(base, options.aims, variant);
  of_variant.warm_start = transplant(base, out.base.plan, variant, Missing::leave_out);
  out.variant = plan(variant, of_variant);
  adopt(base, options.aims, transplant(variant, out.variant.plan, base, Missing::leave_out),
        out.base);
  if (is_feasible(out.base) && is_feasible(out.variant)) {
    out.least = out.variant.objective - out.base.bound;
    out.most = out.variant.bound - out.base.objective;
  }
  out.changes = changed(base, out.base.plan, variant, out.variant.plan);
  return out;
}

}  // namespace qsmo
