// qsmo's graph layer, and what only it is measured at here: memory, cycle breaking, online insertion.
#pragma once

#include <numeric>
#include <span>

#include "counted_memory.hpp"
#include "peer.hpp"
#include "qsmo/graph/components.hpp"
#include "qsmo/graph/cycle_breaking.hpp"
#include "qsmo/graph/dependency_graph.hpp"
#include "qsmo/graph/online_order.hpp"
#include "qsmo/graph/order.hpp"
#include "qsmo/graph/transitive_reduction.hpp"
#include "qsmo/graph/waves.hpp"

namespace bench {

inline qsmo::DependencyGraph graph_of(const Given& given, std::size_t arcs) {
  return qsmo::DependencyGraph::from_columns(given.nodes,
                                             std::span(given.prerequisites).first(arcs),
                                             std::span(given.dependents).first(arcs));
}

inline qsmo::DependencyGraph graph_of(const Given& given) {
  return graph_of(given, given.dependents.size());
}

inline Numbers columns_of(const qsmo::DependencyGraph& graph) {
  Numbers out;
  for (qsmo::Node node = 0; node < graph.nodes(); ++node)
    out.insert(out.end(), graph.dependents(node).size(), node);
  out.insert(out.end(), graph.dependents().begin(), graph.dependents().end());
  return out;
}

class QsmoPeer : public Peer {
 public:
  double build(const Given& given) override {
    graph_ = {};
    auto [seconds, graph] = timed([&] { return graph_of(given); });
    graph_ = std::move(graph);
    return seconds;
  }
  void drop() override { graph_ = {}; }
  Run run(const std::string& operation) override {
    if (operation == "any_order") return run_of([&] { return qsmo::any_order(graph_); });
    if (operation == "order") return run_of([&] { return qsmo::order(graph_); });
    if (operation == "waves") return labels([&] { return qsmo::waves(graph_); });
    if (operation == "components") return labels([&] { return qsmo::components(graph_); });
    if (operation == "reduction") {
      const auto [seconds, reduction] = timed([&] { return qsmo::transitive_reduction(graph_); });
      return {seconds, columns_of(reduction)};
    }
    no_such_operation(operation);
  }

 private:
  template <class Work>
  static Run labels(Work&& work) {
    auto [seconds, result] = timed(work);
    return {seconds, std::move(result.of)};
  }

  qsmo::DependencyGraph graph_;
};

/// Bytes, of the graph alone and with an order beside it.
struct MemoryUse {
  std::size_t graph = 0;
  std::size_t graph_and_order = 0;
  std::size_t peak = 0;
};

inline MemoryUse memory_use(const Given& given) {
  memory = {.counting = true};
  MemoryUse use;
  {
    const qsmo::DependencyGraph graph = graph_of(given);
    use.graph = memory.held;
    const std::vector<qsmo::Node> order = qsmo::any_order(graph);
    use.graph_and_order = memory.held;
  }
  use.peak = memory.peak;
  memory.counting = false;
  return use;
}

struct CycleBreakRun {
  double seconds = 0;
  double cost = 0;
  double bound = 0;
  Numbers rows;  // of the arcs as given
};

inline CycleBreakRun break_given(const Given& given, std::span<const double> weights) {
  std::vector<qsmo::Arc> arcs(given.dependents.size());
  for (std::size_t i = 0; i < arcs.size(); ++i)
    arcs[i] = {given.prerequisites[i], given.dependents[i]};
  const qsmo::DependencyGraph graph(given.nodes, arcs);
  const Numbers number_of = qsmo::arc_numbers(graph, arcs);
  const std::vector<double> by_number = qsmo::by_number(std::span(number_of), weights);
  const auto [seconds, result] = timed([&] { return qsmo::break_cycles(graph, by_number); });
  Numbers row_of(number_of.size());
  for (std::uint32_t row = 0; row < row_of.size(); ++row) row_of[number_of[row]] = row;
  CycleBreakRun out{seconds, result.cost, result.bound, {}};
  for (const std::uint32_t number : result.arcs) out.rows.push_back(row_of[number]);
  return out;
}

/// Inserts the arcs one after the other. The result says of each whether it went in.
inline Run insert_online(const Given& given) {
  qsmo::OnlineOrder order(given.nodes);
  Run run = run_of([&] {
    Numbers accepted(given.dependents.size());
    for (std::size_t i = 0; i < accepted.size(); ++i)
      accepted[i] = order.add_arc({given.prerequisites[i], given.dependents[i]}).empty();
    return accepted;
  });
  for (std::size_t i = 0; i < run.result.size(); ++i) {
    if (run.result[i] != 0 &&
        order.position(given.prerequisites[i]) >= order.position(given.dependents[i]))
      throw std::logic_error("the online order breaks arc " + std::to_string(i));
  }
  return run;
}

/// Mean seconds to find an order anew of the graph that stands after an insertion, at `samples` places evenly spread.
/// The graph itself is given for free.
inline double reorder_seconds(const Given& given, std::size_t samples) {
  double sum = 0;
  for (std::size_t i = 0; i < samples; ++i) {
    const auto graph = graph_of(given, (2 * i + 1) * given.dependents.size() / (2 * samples));
    sum += timed([&] { return qsmo::any_order(graph); }).first;
  }
  return sum / static_cast<double>(samples);
}

}  // namespace bench
