#include "qsmo/graph/cycle_breaking.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

#include "capped_faults.hpp"
#include "feedback_cap.hpp"
#include "feedback_quanta.hpp"
#include "feedback_search.hpp"
#include "feedback_spare.hpp"
#include "qsmo/core/error.hpp"
#include "qsmo/graph/components.hpp"

namespace qsmo {
namespace {

using detail::FeedbackAnswer;
using detail::FeedbackProblem;
using detail::Quanta;

std::string shown(double weight) {
  if (std::isnan(weight)) return "NaN";
  if (std::isinf(weight)) return weight > 0 ? "inf" : "-inf";
  std::array<char, 32> text{};
  return {text.data(), std::to_chars(text.begin(), text.end(), weight).ptr};
}

void require_weights(std::size_t arcs, std::span<const double> weights) {
  detail::CappedFaults faults;
  if (!weights.empty() && weights.size() != arcs) {
    faults.add("/weights", std::to_string(weights.size()) + " weights",
               "one weight an arc: " + std::to_string(arcs));
  }
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (std::isfinite(weights[i]) && weights[i] >= 0) continue;
    faults.add("/weights/" + std::to_string(i), shown(weights[i]), "a finite number of at least 0");
  }
  faults.raise_if_any("/weights");
  if (std::isfinite(std::accumulate(weights.begin(), weights.end(), 0.0))) return;
  faults.add("/weights", "an infinite sum", "weights with a finite sum");
  faults.raise_if_any("/weights");
}

/// One component by itself, with nodes from 0. Self arcs stand apart; the problem's weights are set later, in quanta.
struct Part {
  FeedbackProblem problem;
  std::vector<std::uint32_t> numbers;  // of its arcs in the graph
  std::vector<double> weights;         // likewise
  std::vector<std::uint32_t> self_arcs;
  double self_weight = 0;
};

class Parts {
 public:
  Parts(const DependencyGraph& graph, std::span<const double> weights)
      : graph_(graph),
        weights_(weights),
        components_(components(graph)),
        members_(components_.members()),
        place_(graph.nodes()) {
    for (std::size_t list = 0; list < members_.size(); ++list) {
      for (Node i = 0; i < members_[list].size(); ++i) place_[members_[list][i]] = i;
    }
  }

  [[nodiscard]] std::vector<std::uint32_t> cyclic() const {
    return cyclic_components(graph_, components_);
  }

  [[nodiscard]] Part part(std::uint32_t component) const {
    Part part;
    part.problem.nodes = members_[component].size();
    for (const Node node : members_[component]) {
      const auto dependents = graph_.dependents(node);
      for (std::uint32_t i = 0; i < dependents.size(); ++i) {
        if (components_.of[dependents[i]] == component)
          add_arc(part, node, dependents[i], graph_.first_arc(node) + i);
      }
    }
    return part;
  }

 private:
  void add_arc(Part& part, Node from, Node to, std::uint32_t number) const {
    const double weight = weights_.empty() ? 1.0 : weights_[number];
    if (from == to) {
      part.self_arcs.push_back(number);
      part.self_weight += weight;
      return;
    }
    part.problem.arcs.push_back({place_[from], place_[to], 0});
    part.numbers.push_back(number);
    part.weights.push_back(weight);
  }

  const DependencyGraph& graph_;
  std::span<const double> weights_;
  Components components_;
  NodeLists members_;
  std::vector<Node> place_;  // of each node among its component's
};

/// Arcs of weight 0 are free to cut: the search need not know them.
FeedbackProblem without_free_arcs(const FeedbackProblem& problem) {
  FeedbackProblem paid{problem.nodes, {}};
  std::copy_if(problem.arcs.begin(), problem.arcs.end(), std::back_inserter(paid.arcs),
               [](const detail::FeedbackArc& arc) { return arc.weight > 0; });
  return paid;
}

/// Which arcs of the part to cut, by an order: as few as that order allows, the heaviest spared first.
std::vector<bool> cut_by(const Part& part, std::span<const Node> order, const StopPoint& stop) {
  std::vector<std::uint32_t> heaviest_first(part.numbers.size());
  std::iota(heaviest_first.begin(), heaviest_first.end(), 0U);
  std::stable_sort(
      heaviest_first.begin(), heaviest_first.end(),
      [&](std::uint32_t a, std::uint32_t b) { return part.weights[a] > part.weights[b]; });
  return detail::without_spare(part.problem, order, heaviest_first, stop);
}

/// A bound in quanta as a weight. Where nothing is left between it and the cost the two are the same number.
double as_weight(const Quanta& quanta, std::int64_t bound, std::int64_t cost_quanta, double cost) {
  if (bound == cost_quanta) return cost;
  if (quanta.exact) return quanta.weight(bound);
  // Each weight may have been rounded up by half a quantum.
  const double slack = static_cast<double>(quanta.values.size()) / 2 + 1;
  return std::clamp((static_cast<double>(bound) - slack) * quanta.part, 0.0, cost);
}

/// Where there is a cycle one arc must be cut, whatever the search has found out.
std::int64_t least_cost(const Quanta& quanta, const FeedbackProblem& problem) {
  if (problem.nodes < 2) return 0;
  return *std::min_element(quanta.values.begin(), quanta.values.end());
}

ComponentBreak break_part(std::uint32_t component, Part part, std::uint64_t work_limit,
                          const StopPoint& stop) {
  const std::vector<double> weights = detail::capped_weights(part.problem, part.weights);
  const Quanta quanta = detail::quanta_of(weights);
  for (std::size_t i = 0; i < quanta.values.size(); ++i)
    part.problem.arcs[i].weight = quanta.values[i];
  const FeedbackAnswer answer =
      detail::solve_feedback(without_free_arcs(part.problem), work_limit, stop);
  const std::vector<bool> cut = cut_by(part, answer.order, stop);
  ComponentBreak out{component, std::move(part.self_arcs), 0, 0};
  std::int64_t cost_quanta = 0;
  bool capped = false;
  for (std::size_t i = 0; i < cut.size(); ++i) {
    if (!cut[i]) continue;
    out.arcs.push_back(part.numbers[i]);
    out.cost += part.weights[i];
    cost_quanta += quanta.values[i];
    capped |= part.weights[i] > weights[i];
  }
  std::sort(out.arcs.begin(), out.arcs.end());
  if (quanta.exact && !capped) out.cost = quanta.weight(cost_quanta);
  const std::int64_t bound = std::max(answer.bound, least_cost(quanta, part.problem));
  out.bound = as_weight(quanta, bound, cost_quanta, out.cost) + part.self_weight;
  out.cost += part.self_weight;
  return out;
}

}  // namespace

CycleBreak break_cycles(const DependencyGraph& graph, std::span<const double> weights,
                        const CycleBreakOptions& options) {
  require_weights(graph.arcs(), weights);
  const StopPoint stop(options.stop, options.time_limit);
  const Parts parts(graph, weights);
  CycleBreak out;
  for (const std::uint32_t component : parts.cyclic()) {
    out.components.push_back(
        break_part(component, parts.part(component), options.work_limit, stop));
    const ComponentBreak& broken = out.components.back();
    out.arcs.insert(out.arcs.end(), broken.arcs.begin(), broken.arcs.end());
    out.cost += broken.cost;
    out.bound += broken.bound;
  }
  std::sort(out.arcs.begin(), out.arcs.end());
  return out;
}

}  // namespace qsmo
