#include "qsmo/graph/dependency_graph.hpp"

#include <algorithm>

#include "graph/capped_faults.hpp"

namespace qsmo {
namespace {

constexpr std::size_t most_nodes = 0xfffffffe;
constexpr std::size_t most_arcs = 0xffffffff;
constexpr std::size_t faults_told = 100;

[[noreturn]] void raise(std::string pointer, std::string value, std::string expected) {
  throw InputError({Fault{"", 0, std::move(pointer), std::move(value), std::move(expected), ""}});
}

void require_arc_numbers(std::size_t arcs, std::span<const std::uint32_t> numbers) {
  detail::CappedFaults faults;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (numbers[i] < arcs) continue;
    faults.add("/numbers/" + std::to_string(i), std::to_string(numbers[i]),
               "an arc number below " + std::to_string(arcs));
  }
  faults.raise_if_any("/numbers");
}

}  // namespace

namespace detail {

void require_graph_size(std::size_t nodes, std::size_t arcs) {
  if (nodes > most_nodes)
    raise("/nodes", std::to_string(nodes), "at most " + std::to_string(most_nodes) + " nodes");
  if (arcs > most_arcs)
    raise("/arcs", std::to_string(arcs), "at most " + std::to_string(most_arcs) + " arcs");
}

void require_same_length(std::size_t prerequisites, std::size_t dependents) {
  if (prerequisites == dependents) return;
  raise("/dependents", std::to_string(dependents) + " rows",
        "as many rows as prerequisites, which has " + std::to_string(prerequisites));
}

void ArcFaults::add(std::size_t row, const char* end, std::string value) {
  if (++found_ > faults_told) return;
  const std::string expected = nodes_ == 0 ? "no arcs, as there are no nodes"
                                           : "a node from 0 to " + std::to_string(nodes_ - 1);
  faults_.push_back(
      {"", 0, "/arcs/" + std::to_string(row) + "/" + end, std::move(value), expected, ""});
}

void ArcFaults::raise() {
  if (found_ > faults_told) {
    faults_.push_back({"", 0, "/arcs", std::to_string(found_ - faults_told) + " more",
                       "no node out of range", ""});
  }
  throw InputError(std::move(faults_));
}

}  // namespace detail

std::vector<std::uint32_t> arc_numbers(const DependencyGraph& graph, std::span<const Arc> arcs) {
  const auto differ = [](std::size_t row) {
    raise("/arcs/" + std::to_string(row), "another arc", "the arcs that the graph was built from");
  };
  if (arcs.size() != graph.arcs()) differ(std::min(arcs.size(), graph.arcs()));
  std::vector<std::uint32_t> next(graph.offsets().begin(), graph.offsets().end() - 1);
  std::vector<std::uint32_t> out(arcs.size());
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    const auto [prerequisite, dependent] = arcs[i];
    if (prerequisite >= graph.nodes() || next[prerequisite] >= graph.offsets()[prerequisite + 1] ||
        graph.dependents()[next[prerequisite]] != dependent)
      differ(i);
    out[i] = next[prerequisite]++;
  }
  return out;
}

DependencyGraph reversed(const DependencyGraph& graph) {
  std::vector<Node> prerequisites(graph.arcs());
  for (Node node = 0; node < graph.nodes(); ++node) {
    std::fill(prerequisites.begin() + graph.offsets()[node],
              prerequisites.begin() + graph.offsets()[node + 1], node);
  }
  return DependencyGraph::from_columns(graph.nodes(), graph.dependents(), prerequisites);
}

DependencyGraph without_repeats(const DependencyGraph& graph) {
  // Turned round twice, the dependents of each node rise: repeats are neighbours.
  const DependencyGraph sorted = reversed(reversed(graph));
  std::vector<Arc> arcs;
  arcs.reserve(graph.arcs());
  for (Node node = 0; node < sorted.nodes(); ++node) {
    for (const Node to : sorted.dependents(node)) {
      if (to != node && (arcs.empty() || arcs.back() != Arc{node, to})) arcs.push_back({node, to});
    }
  }
  return {graph.nodes(), arcs};
}

DependencyGraph without_arcs(const DependencyGraph& graph, std::span<const std::uint32_t> numbers) {
  require_arc_numbers(graph.arcs(), numbers);
  std::vector<bool> out(graph.arcs(), false);
  for (const std::uint32_t number : numbers) out[number] = true;
  std::vector<Arc> arcs;
  arcs.reserve(graph.arcs());
  for (Node node = 0; node < graph.nodes(); ++node) {
    for (std::uint32_t number = graph.offsets()[node]; number < graph.offsets()[node + 1];
         ++number) {
      if (!out[number]) arcs.push_back({node, graph.dependents()[number]});
    }
  }
  return {graph.nodes(), arcs};
}

}  // namespace qsmo
