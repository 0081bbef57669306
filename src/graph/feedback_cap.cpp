#include "feedback_cap.hpp"

#include <algorithm>
#include <cmath>

#include "qsmo/graph/components.hpp"
#include "qsmo/graph/dependency_graph.hpp"

namespace qsmo::detail {
namespace {

/// Whether the arcs above this weight hold no cycle.
bool acyclic_above(const FeedbackProblem& problem, std::span<const double> weights, double limit) {
  std::vector<Arc> arcs;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] > limit) arcs.push_back({problem.arcs[i].from, problem.arcs[i].to});
  }
  return components(DependencyGraph(problem.nodes, arcs)).count == problem.nodes;
}

/// What all arcs up to some weight weigh together, if cutting them is enough: no cheapest set weighs more. The least
/// such weight.
double enough(const FeedbackProblem& problem, std::span<const double> weights) {
  std::vector<double> sorted(weights.begin(), weights.end());
  std::sort(sorted.begin(), sorted.end());
  const auto limit = std::partition_point(sorted.begin(), sorted.end(), [&](double weight) {
    return !acyclic_above(problem, weights, weight);
  });
  double sum = 0;
  for (const double weight : weights) sum += weight <= *limit ? weight : 0;
  return sum;
}

}  // namespace

std::vector<double> capped_weights(const FeedbackProblem& problem,
                                   std::span<const double> weights) {
  std::vector<double> out(weights.begin(), weights.end());
  if (out.empty()) return out;
  constexpr double wide = 1000;  // a narrower range costs no precision
  double least = *std::max_element(out.begin(), out.end());
  const double greatest = least;
  for (const double weight : out) least = weight > 0 ? std::min(least, weight) : least;
  if (greatest <= least * wide) return out;
  // Twice as much, so that rounding changes nothing, and a power of two, which is as short as a number can be.
  const double cap = std::exp2(std::ceil(std::log2(2 * enough(problem, weights))));
  for (double& weight : out) weight = std::min(weight, std::max(cap, least));
  return out;
}

}  // namespace qsmo::detail
