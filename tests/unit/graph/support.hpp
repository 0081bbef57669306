// Graphs to test on, and slow and plain oracles to compare with.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "qsmo/core/error.hpp"
#include "qsmo/core/random.hpp"
#include "qsmo/graph/dependency_graph.hpp"

namespace graph_test {

using qsmo::Arc;
using qsmo::DependencyGraph;
using qsmo::Node;

/// Calls `use(graph)` with each of the 2^(n*n) graphs of `nodes` nodes without repeated arcs.
template <class Use>
void for_each_digraph(std::size_t nodes, Use&& use) {
  const std::size_t pairs = nodes * nodes;
  for (std::uint64_t mask = 0; mask < std::uint64_t{1} << pairs; ++mask) {
    std::vector<Arc> arcs;
    for (std::size_t pair = 0; pair < pairs; ++pair) {
      if ((mask >> pair) % 2 == 1)
        arcs.push_back({static_cast<Node>(pair / nodes), static_cast<Node>(pair % nodes)});
    }
    use(DependencyGraph(nodes, arcs));
    if (::testing::Test::HasFatalFailure()) return;
  }
}

/// The same for every size up to `most` nodes.
template <class Use>
void for_each_digraph_up_to(std::size_t most, Use&& use) {
  for (std::size_t nodes = 0; nodes <= most; ++nodes) for_each_digraph(nodes, use);
}

/// Arcs between nodes drawn at random: cycles, self arcs and repeats as they fall.
inline std::vector<Arc> random_arcs(qsmo::Random& random, std::size_t nodes, std::size_t arcs) {
  std::vector<Arc> out(nodes == 0 ? 0 : arcs);
  for (Arc& arc : out)
    arc = {static_cast<Node>(random.below(nodes)), static_cast<Node>(random.below(nodes))};
  return out;
}

inline DependencyGraph random_graph(qsmo::Random& random, std::size_t nodes, std::size_t arcs) {
  return {nodes, random_arcs(random, nodes, arcs)};
}

inline std::vector<Node> random_permutation(qsmo::Random& random, std::size_t nodes) {
  std::vector<Node> out(nodes);
  std::iota(out.begin(), out.end(), Node{0});
  for (std::size_t i = nodes; i > 1; --i) std::swap(out[i - 1], out[random.below(i)]);
  return out;
}

/// An acyclic graph: random arcs turned to agree with a hidden order. Repeated arcs as they fall.
inline DependencyGraph random_acyclic(qsmo::Random& random, std::size_t nodes, std::size_t arcs) {
  const std::vector<Node> name = random_permutation(random, nodes);
  std::vector<Arc> out;
  for (Arc arc : random_arcs(random, nodes, arcs)) {
    if (arc.prerequisite > arc.dependent) std::swap(arc.prerequisite, arc.dependent);
    if (arc.prerequisite != arc.dependent)
      out.push_back({name[arc.prerequisite], name[arc.dependent]});
  }
  return {nodes, out};
}

/// 0 -> 1 -> ... -> nodes-1, and back to 0 if it is closed.
inline DependencyGraph path(std::size_t nodes, bool closed = false) {
  std::vector<Arc> arcs;
  for (std::size_t i = 0; i + 1 < nodes; ++i)
    arcs.push_back({static_cast<Node>(i), static_cast<Node>(i + 1)});
  if (closed) arcs.push_back({static_cast<Node>(nodes - 1), 0});
  return {nodes, arcs};
}

/// Arcs in the order of their numbers.
inline std::vector<Arc> arcs_of(const DependencyGraph& graph) {
  std::vector<Arc> out;
  for (Node node = 0; node < graph.nodes(); ++node) {
    for (const Node to : graph.dependents(node)) out.push_back({node, to});
  }
  return out;
}

/// Arcs on the shortest way of at least one arc from each node to each; `nodes + 1` if there is none.
inline std::vector<std::vector<std::size_t>> distances(const DependencyGraph& graph) {
  const std::size_t nodes = graph.nodes(), none = nodes + 1;
  std::vector out(nodes, std::vector<std::size_t>(nodes, none));
  for (const Arc& arc : arcs_of(graph)) out[arc.prerequisite][arc.dependent] = 1;
  for (std::size_t via = 0; via < nodes; ++via) {
    for (std::size_t a = 0; a < nodes; ++a) {
      for (std::size_t b = 0; b < nodes; ++b)
        out[a][b] = std::min(out[a][b], out[a][via] + out[via][b]);
    }
  }
  return out;
}

/// Nodes of a shortest cycle; 0 if the graph is acyclic.
inline std::size_t girth(const DependencyGraph& graph) {
  const auto distance = distances(graph);
  std::size_t best = graph.nodes() + 1;
  for (std::size_t node = 0; node < graph.nodes(); ++node)
    best = std::min(best, distance[node][node]);
  return best == graph.nodes() + 1 ? 0 : best;
}

inline bool has_arc(const DependencyGraph& graph, Node prerequisite, Node dependent) {
  const auto dependents = graph.dependents(prerequisite);
  return std::find(dependents.begin(), dependents.end(), dependent) != dependents.end();
}

/// Whether the nodes follow each other along arcs and the last leads back to the first, none twice.
inline bool is_cycle(const DependencyGraph& graph, const std::vector<Node>& nodes) {
  std::vector<Node> sorted = nodes;
  std::sort(sorted.begin(), sorted.end());
  if (nodes.empty() || std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end())
    return false;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!has_arc(graph, nodes[i], nodes[(i + 1) % nodes.size()])) return false;
  }
  return true;
}

/// What the InputError says that `action` throws; nothing if it throws none.
template <class Action>
std::vector<qsmo::Fault> faults_of(Action&& action) {
  try {
    action();
  } catch (const qsmo::InputError& error) {
    return error.faults();
  }
  return {};
}

/// A dependency graph of the reference data, whose lines `a b` say that a depends on b; none without that folder.
inline std::optional<DependencyGraph> real_graph(const std::string& name) {
  const char* const folder = std::getenv("QSMO_REFERENCE_DATA");
  if (folder == nullptr || *folder == 0) return std::nullopt;
  const std::string command =
      "xz -dc '" + std::string(folder) + "/data/graphs/" + name + ".edges.xz'";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
  if (!pipe) throw std::runtime_error("cannot run " + command);
  std::size_t nodes = 0;
  std::vector<Arc> arcs;
  std::vector<char> line(4096);
  while (std::fgets(line.data(), static_cast<int>(line.size()), pipe.get()) != nullptr) {
    if (line.front() == '#') {
      // "# 838 nodes ...": the last nodes may have no arcs.
      nodes = std::max<std::size_t>(nodes, std::strtoul(line.data() + 1, nullptr, 10));
      continue;
    }
    char* rest = nullptr;
    const auto dependent = static_cast<Node>(std::strtoul(line.data(), &rest, 10));
    const auto prerequisite = static_cast<Node>(std::strtoul(rest, nullptr, 10));
    arcs.push_back({prerequisite, dependent});
    nodes = std::max({nodes, std::size_t{prerequisite} + 1, std::size_t{dependent} + 1});
  }
  if (arcs.empty()) throw std::runtime_error("no arcs from " + command);
  return DependencyGraph(nodes, arcs);
}

/// Why a test on real graphs is skipped.
inline constexpr const char* no_reference_data =
    "QSMO_REFERENCE_DATA is not set: it names the folder with data/graphs/*.edges.xz";

}  // namespace graph_test
