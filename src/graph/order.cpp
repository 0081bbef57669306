#include "qsmo/graph/order.hpp"

#include <cmath>
#include <utility>

#include "graph/capped_faults.hpp"

namespace qsmo {
namespace detail {

void raise_cycle(const DependencyGraph& graph) {
  // Any cycle will do, a short one is better: worth a moment, not a long search.
  constexpr std::uint64_t worth = 10'000'000;
  throw CycleError(find_cycle(graph, worth)->nodes);
}

std::vector<Node> nodes_by_key(std::size_t nodes, std::span<const double> keys) {
  CappedFaults faults;
  if (keys.size() != nodes) {
    faults.add("/keys", std::to_string(keys.size()) + " keys",
               "one key a node: " + std::to_string(nodes));
  }
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (std::isnan(keys[i])) faults.add("/keys/" + std::to_string(i), "NaN", "a number");
  }
  faults.raise_if_any("/keys");
  std::vector<std::pair<double, Node>> sorted(nodes);
  for (Node node = 0; node < nodes; ++node) sorted[node] = {keys[node], node};
  std::sort(sorted.begin(), sorted.end());
  std::vector<Node> out(nodes);
  std::transform(sorted.begin(), sorted.end(), out.begin(),
                 [](const auto& pair) { return pair.second; });
  return out;
}

}  // namespace detail

template std::vector<Node> any_order(const DependencyGraph& graph);
template std::vector<Node> order(const DependencyGraph& graph);
template std::vector<Node> order(const DependencyGraph& graph, std::span<const double> keys);
template bool is_valid_order(const DependencyGraph& graph, std::span<const Node> order);

}  // namespace qsmo
