// Tasks that wait for each other, two of them in a circle: break the cycle at the least price, then order the rest, see
// what can go on side by side and what decides the end. examples/python/order_tasks.py is the same case.

#include <iostream>
#include <span>
#include <string>
#include <vector>

#include <qsmo/graph/arc_files.hpp>
#include <qsmo/graph/components.hpp>
#include <qsmo/graph/critical_path.hpp>
#include <qsmo/graph/cycle.hpp>
#include <qsmo/graph/cycle_breaking.hpp>
#include <qsmo/graph/order.hpp>
#include <qsmo/graph/reach.hpp>
#include <qsmo/graph/waves.hpp>

namespace {

constexpr const char* arcs = R"(prerequisite,dependent,lag,weight
network,identity,0,9
identity,payroll,0,9
payroll,ledger,1,4
ledger,payroll,0,1
identity,travel,0,9
ledger,reports,0,9
)";

void print(const std::string& what, std::span<const qsmo::Node> nodes,
           const std::vector<std::string>& names) {
  std::cout << what << ':';
  for (const qsmo::Node node : nodes) std::cout << ' ' << names[node];
  std::cout << '\n';
}

}  // namespace

int main() {
  const qsmo::ArcTable table = qsmo::parse_arcs(arcs, "arcs.csv");
  const qsmo::DependencyGraph graph(table.nodes, table.arcs);
  // Weights and lags are given in the order of the rows; the graph wants them by arc number.
  const auto numbers = qsmo::arc_numbers(graph, table.arcs);
  const auto weights = qsmo::by_number(std::span(numbers), std::span(table.weights));
  const auto lags = qsmo::by_number(std::span(numbers), std::span(table.lags));

  try {
    print("order", qsmo::order(graph), table.names);
  } catch (const qsmo::CycleError& error) {
    print("cycle", error.cycle(), table.names);
  }

  const qsmo::CycleBreak bridges = qsmo::break_cycles(graph, weights);
  for (const std::uint32_t number : bridges.arcs) {
    const auto [prerequisite, dependent] = graph.arc(number);
    std::cout << "bridge " << table.names[prerequisite] << " -> " << table.names[dependent]
              << " at a price of " << weights[number]
              << (bridges.optimal() ? ", the least there is\n" : "\n");
  }

  const qsmo::DependencyGraph rest = qsmo::without_arcs(graph, bridges.arcs);
  std::vector<std::int64_t> lags_left;
  for (std::uint32_t number = 0, next = 0; number < graph.arcs(); ++number) {
    if (next < bridges.arcs.size() && bridges.arcs[next] == number) {
      ++next;
    } else {
      lags_left.push_back(lags[number]);
    }
  }
  print("order", qsmo::order(rest), table.names);
  const qsmo::NodeLists waves = qsmo::waves(rest).members();
  for (std::size_t wave = 0; wave < waves.size(); ++wave)
    print("wave " + std::to_string(wave + 1), waves[wave], table.names);

  const qsmo::CriticalPath path = qsmo::critical_path(rest, {.lags = lags_left});
  print("critical path of length " + std::to_string(path.length), path.chain, table.names);
  const std::vector<qsmo::Node> travel{4};
  print("travel requires", qsmo::reachable_to(rest, travel), table.names);
}
