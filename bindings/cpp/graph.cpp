// The native half of qsmo.graph. Arrays come checked: contiguous, and of the type that is named here.
#include <algorithm>
#include <limits>
#include <tuple>

#include <qsmo/graph/arc_files.hpp>
#include <qsmo/graph/components.hpp>
#include <qsmo/graph/critical_path.hpp>
#include <qsmo/graph/cycle.hpp>
#include <qsmo/graph/cycle_breaking.hpp>
#include <qsmo/graph/dependency_graph.hpp>
#include <qsmo/graph/longest_chains.hpp>
#include <qsmo/graph/node_lists.hpp>
#include <qsmo/graph/online_order.hpp>
#include <qsmo/graph/order.hpp>
#include <qsmo/graph/reach.hpp>
#include <qsmo/graph/ready_queue.hpp>
#include <qsmo/graph/transitive_closure.hpp>
#include <qsmo/graph/transitive_reduction.hpp>
#include <qsmo/graph/waves.hpp>

#include "arrays.hpp"
#include "bindings.hpp"
#include "watched.hpp"

namespace qsmo::bindings {
namespace {

using Nodes = Array<Node>;
using Numbers = Array<std::uint32_t>;
using Times = Array<std::int64_t>;
using Weights = Array<double>;

template <class Work>
auto without_gil(const Work& work) {
  const py::gil_scoped_release release;
  return work();
}

[[noreturn]] void raise(std::string pointer, std::string value, std::string expected) {
  throw InputError({Fault{"", 0, std::move(pointer), std::move(value), std::move(expected), ""}});
}

// --- building ---

// Without a stated number of nodes, a slip of a number must not take all the memory.
constexpr std::uint64_t most_unstated_nodes = 100'000'000;

template <class T>
void check_unstated(std::span<const T> column, const char* end, std::uint64_t most) {
  const auto above = [&](T value) { return std::cmp_greater_equal(value, most); };
  const auto found = std::find_if(column.begin(), column.end(), above);
  if (found == column.end()) return;
  raise("/arcs/" + std::to_string(found - column.begin()) + "/" + end, std::to_string(*found),
        "a node number below " + std::to_string(most) +
            "; nodes= allows more, names=True makes names of the numbers");
}

/// One more than the highest node.
template <class T>
std::size_t count_nodes(std::span<const T> prerequisites, std::span<const T> dependents) {
  T highest = 0;
  for (const T value : prerequisites) highest = std::max(highest, value);
  for (const T value : dependents) highest = std::max(highest, value);
  const std::uint64_t most =
      std::max<std::uint64_t>(most_unstated_nodes, 10 * prerequisites.size());
  if (std::cmp_greater_equal(highest, most)) {
    check_unstated(prerequisites, "prerequisite", most);
    check_unstated(dependents, "dependent", most);
  }
  return prerequisites.empty() ? 0 : static_cast<std::size_t>(highest) + 1;
}

/// Calls `use` with both columns as spans of whichever integers they hold.
template <class Use>
auto with_columns(const py::array& prerequisites, const py::array& dependents, const Use& use) {
  const auto as = [&]<class T>(T) {
    return use(span_of(Array<T>(prerequisites)), span_of(Array<T>(dependents)));
  };
  const auto holds = [&]<class T>(T) {
    return py::isinstance<Array<T>>(prerequisites) && py::isinstance<Array<T>>(dependents);
  };
  if (holds(std::int64_t{})) return as(std::int64_t{});
  if (holds(std::uint32_t{})) return as(std::uint32_t{});
  if (holds(std::int32_t{})) return as(std::int32_t{});
  if (holds(std::uint64_t{})) return as(std::uint64_t{});
  if (holds(std::int16_t{})) return as(std::int16_t{});
  if (holds(std::uint16_t{})) return as(std::uint16_t{});
  if (holds(std::int8_t{})) return as(std::int8_t{});
  if (holds(std::uint8_t{})) return as(std::uint8_t{});
  throw py::type_error("not two contiguous columns of the same integers");
}

DependencyGraph make_graph(const py::array& prerequisites, const py::array& dependents,
                           std::optional<std::size_t> nodes) {
  return with_columns(
      prerequisites, dependents, [&]<class T>(std::span<const T> from, std::span<const T> to) {
        detail::require_same_length(from.size(), to.size());
        return without_gil([&] {
          // They are read several times, and NumPy writes to arrays without the interpreter's lock.
          const std::vector<T> a(from.begin(), from.end()), b(to.begin(), to.end());
          const auto count = [&] { return count_nodes(std::span(a), std::span(b)); };
          return DependencyGraph::from_columns(nodes ? *nodes : count(), a, b);
        });
      });
}

/// The arc number of each row.
Numbers row_numbers(const DependencyGraph& graph, const py::array& prerequisites,
                    const py::array& dependents) {
  const auto node = [](auto value) {
    constexpr Node none = std::numeric_limits<Node>::max();
    return std::in_range<Node>(value) ? static_cast<Node>(value) : none;
  };
  return array_of(with_columns(prerequisites, dependents,
                               [&]<class T>(std::span<const T> from, std::span<const T> to) {
                                 return without_gil([&] {
                                   std::vector<Arc> arcs(std::min(from.size(), to.size()));
                                   for (std::size_t i = 0; i < arcs.size(); ++i)
                                     arcs[i] = {node(from[i]), node(to[i])};
                                   return arc_numbers(graph, arcs);
                                 });
                               }));
}

/// The prerequisite of each arc, by number.
Nodes prerequisites_by_number(const DependencyGraph& graph) {
  return array_of(without_gil([&] {
    std::vector<Node> out(graph.arcs());
    for (Node node = 0; node < graph.nodes(); ++node) {
      std::fill(out.begin() + graph.offsets()[node], out.begin() + graph.offsets()[node + 1], node);
    }
    return out;
  }));
}

Node checked(const DependencyGraph& graph, Node node) {
  if (node >= graph.nodes())
    raise("/node", std::to_string(node), "a node below " + std::to_string(graph.nodes()));
  return node;
}

void bind_dependency_graph(py::module_& module) {
  using Type = DependencyGraph;
  py::class_<Type> type(module, "DependencyGraph", doc("qsmo::DependencyGraph"));
  type.def(py::init(&make_graph), py::arg("prerequisites"), py::arg("dependents"),
           py::arg("nodes") = py::none(), doc("qsmo::DependencyGraph::from_columns"));
  type.def_property_readonly("nodes", &Type::nodes, doc("qsmo::DependencyGraph::nodes"));
  type.def_property_readonly("arcs", &Type::arcs, doc("qsmo::DependencyGraph::arcs"));
  type.def_property_readonly(
      "offsets",
      [](const py::object& self) { return view(self.cast<const Type&>().offsets(), self); },
      doc("qsmo::DependencyGraph::offsets"));
  type.def_property_readonly(
      "dependents",
      [](const py::object& self) { return view(self.cast<const Type&>().dependents(), self); },
      doc("qsmo::DependencyGraph::dependents()"));
  type.def_property_readonly("prerequisites", &prerequisites_by_number,
                             "Prerequisite of each arc, by arc number.");
  type.def(
      "dependents_of",
      [](const py::object& self, Node node) {
        const auto& graph = self.cast<const Type&>();
        return view(graph.dependents(checked(graph, node)), self);
      },
      py::arg("node"), doc("qsmo::DependencyGraph::dependents(Node)"));
  type.def("row_numbers", &row_numbers, py::arg("prerequisites"), py::arg("dependents"),
           doc("qsmo::arc_numbers"));
  type.def(
      "reversed", [](const Type& self) { return without_gil([&] { return reversed(self); }); },
      doc("qsmo::reversed"));
  type.def(
      "equals", [](const Type& self, const Type& other) { return self == other; }, py::arg("other"),
      "Whether nodes and arcs are the same, and in the same order.");
}

// --- files ---

using Table = std::tuple<std::size_t, std::vector<std::string>, Nodes, Nodes, Times, Weights>;

Table table_of(ArcTable table) {
  std::vector<Node> prerequisites(table.arcs.size()), dependents(table.arcs.size());
  for (std::size_t i = 0; i < table.arcs.size(); ++i) {
    prerequisites[i] = table.arcs[i].prerequisite;
    dependents[i] = table.arcs[i].dependent;
  }
  return {table.nodes,
          std::move(table.names),
          array_of(std::move(prerequisites)),
          array_of(std::move(dependents)),
          array_of(std::move(table.lags)),
          array_of(std::move(table.weights))};
}

/// Calls `write` with what is known of the graph.
template <class Write>
py::str written(const Write& write, const DependencyGraph& graph,
                const std::vector<std::string>& names, const std::optional<Times>& lags,
                const std::optional<Weights>& weights, const std::optional<Numbers>& bridged,
                const std::optional<Numbers>& waves) {
  const GraphText text{names, span_of(lags), span_of(weights), span_of(bridged), span_of(waves)};
  return write(graph, text);
}

template <class Write>
void bind_writer(py::module_& module, const char* name, const Write& write, const char* text) {
  module.def(
      name,
      [write](const DependencyGraph& graph, const std::vector<std::string>& names,
              const std::optional<Times>& lags, const std::optional<Weights>& weights,
              const std::optional<Numbers>& bridged, const std::optional<Numbers>& waves) {
        return written(write, graph, names, lags, weights, bridged, waves);
      },
      py::arg("graph"), py::kw_only(), py::arg("names"), py::arg("lags"), py::arg("weights"),
      py::arg("bridged"), py::arg("waves"), text);
}

void bind_files(py::module_& module) {
  module.def(
      "read_arcs",
      [](const py::bytes& path) {
        const std::string name = path;
        return table_of(without_gil([&] { return read_arcs(name); }));
      },
      py::arg("path"), doc("qsmo::read_arcs"));
  module.def(
      "parse_arcs",
      [](const py::bytes& text, const std::string& file) {
        const std::string_view view = text;
        return table_of(without_gil([&] { return parse_arcs(view, file); }));
      },
      py::arg("text"), py::arg("file"), doc("qsmo::parse_arcs"));
  bind_writer(module, "to_dot", &to_dot, doc("qsmo::to_dot"));
  bind_writer(module, "to_graphml", &to_graphml, doc("qsmo::to_graphml"));
}

// --- order, waves, components ---

void bind_node_lists(py::module_& module) {
  py::class_<NodeLists> type(module, "NodeLists", doc("qsmo::NodeLists"));
  type.def(py::init([](const Numbers& label_of, std::size_t count) {
             const auto labels = span_of(label_of);
             if (!labels.empty() && *std::max_element(labels.begin(), labels.end()) >= count)
               throw py::value_error("a label is not below count");
             return NodeLists(labels, count);
           }),
           py::arg("label_of"), py::arg("count"));
  type.def("__len__", &NodeLists::size);
  type.def(
      "__getitem__",
      [](const py::object& self, std::size_t list) {
        const auto& lists = self.cast<const NodeLists&>();
        if (list >= lists.size()) throw py::index_error();
        return view(lists[list], self);
      },
      py::arg("list"));
}

void bind_orders(py::module_& module) {
  module.def(
      "order",
      [](const DependencyGraph& graph, const std::optional<Weights>& keys) {
        const auto all = values_of(keys);
        return array_of(without_gil(
            [&] { return keys ? order(graph, std::span<const double>(all)) : order(graph); }));
      },
      py::arg("graph"), py::arg("keys") = py::none(), doc("qsmo::order"));
  module.def(
      "any_order",
      [](const DependencyGraph& graph) {
        return array_of(without_gil([&] { return any_order(graph); }));
      },
      py::arg("graph"), doc("qsmo::any_order"));
  module.def(
      "is_valid_order",
      [](const DependencyGraph& graph, const Nodes& order) {
        const auto nodes = values_of(order);
        return without_gil([&] { return is_valid_order(graph, std::span<const Node>(nodes)); });
      },
      py::arg("graph"), py::arg("order"), doc("qsmo::is_valid_order"));
}

void bind_waves(py::module_& module) {
  module.def(
      "waves",
      [](const DependencyGraph& graph) {
        Waves found = without_gil([&] { return waves(graph); });
        return std::pair(array_of(std::move(found.of)), found.count);
      },
      py::arg("graph"), doc("qsmo::waves"));
  module.def(
      "limited_waves",
      [](const DependencyGraph& graph, std::optional<std::size_t> size,
         const std::optional<Times>& effort, std::optional<std::int64_t> capacity) {
        const auto efforts = values_of(effort);
        const WaveLimits limits{size.value_or(WaveLimits::any_size), efforts,
                                capacity.value_or(WaveLimits::any_effort)};
        LimitedWaves found = without_gil([&] { return waves(graph, limits); });
        return std::tuple(array_of(std::move(found.waves.of)), found.waves.count, found.bound);
      },
      py::arg("graph"), py::kw_only(), py::arg("size"), py::arg("effort"), py::arg("capacity"),
      doc("qsmo::waves(const DependencyGraph&, const WaveLimits&)"));
}

void bind_components(py::module_& module) {
  module.def(
      "components",
      [](const DependencyGraph& graph) {
        Components found = without_gil([&] { return components(graph); });
        return std::tuple(array_of(std::move(found.of)), found.count);
      },
      py::arg("graph"), doc("qsmo::components"));
  module.def(
      "cyclic_components",
      [](const DependencyGraph& graph, const Numbers& of, std::size_t count) {
        const Components parts{values_of(of), count};
        const bool fits = parts.of.size() == graph.nodes() &&
                          std::all_of(parts.of.begin(), parts.of.end(),
                                      [&](auto label) { return label < count; });
        if (!fits) throw py::value_error("not a component below count for each node");
        return array_of(without_gil([&] { return cyclic_components(graph, parts); }));
      },
      py::arg("graph"), py::arg("of"), py::arg("count"), doc("qsmo::cyclic_components"));
  module.def(
      "condensation",
      [](const DependencyGraph& graph) {
        return without_gil([&] { return condensation(graph).graph; });
      },
      py::arg("graph"), doc("qsmo::condensation"));
}

// --- cycles ---

using FoundCycle = std::optional<std::pair<Nodes, bool>>;

FoundCycle found_cycle(std::optional<Cycle> cycle) {
  if (!cycle || cycle->nodes.empty()) return {};
  return std::pair(array_of(std::move(cycle->nodes)), cycle->shortest);
}

using Break = std::tuple<Numbers, double, double>;

Break break_of(std::vector<std::uint32_t> arcs, double cost, double bound) {
  return {array_of(std::move(arcs)), cost, bound};
}

std::pair<Break, std::vector<std::pair<std::uint32_t, Break>>>
broken(const DependencyGraph& graph, const std::optional<Weights>& weights,
       std::uint64_t work_limit, std::optional<double> time_limit) {
  StopSource stop;
  const auto by_number = values_of(weights);
  const auto work = [&](std::optional<double> limit) {
    return break_cycles(graph, by_number,
                        {.work_limit = work_limit, .time_limit = limit, .stop = &stop});
  };
  CycleBreak found = watched_if_long(stop, work, time_limit);
  std::vector<std::pair<std::uint32_t, Break>> components;
  for (ComponentBreak& one : found.components)
    components.emplace_back(one.component, break_of(std::move(one.arcs), one.cost, one.bound));
  return {break_of(std::move(found.arcs), found.cost, found.bound), std::move(components)};
}

void bind_cycles(py::module_& module) {
  module.def(
      "find_cycle",
      [](const DependencyGraph& graph, const std::optional<Nodes>& among,
         std::uint64_t work_limit) {
        const auto nodes = values_of(among);
        return found_cycle(without_gil([&] {
          return among ? find_cycle(graph, nodes, work_limit) : find_cycle(graph, work_limit);
        }));
      },
      py::arg("graph"), py::arg("among"), py::arg("work_limit"), doc("qsmo::find_cycle"));
  module.def(
      "find_cycles",
      [](const DependencyGraph& graph, std::uint64_t work_limit) {
        std::vector<std::pair<Nodes, bool>> out;
        for (Cycle& cycle : without_gil([&] { return find_cycles(graph, work_limit); }))
          out.emplace_back(array_of(std::move(cycle.nodes)), cycle.shortest);
        return out;
      },
      py::arg("graph"), py::arg("work_limit"), doc("qsmo::find_cycles"));
  module.def(
      "shortest_cycle_through",
      [](const DependencyGraph& graph, Node node) {
        checked(graph, node);
        return array_of(without_gil([&] { return shortest_cycle_through(graph, node); }));
      },
      py::arg("graph"), py::arg("node"), doc("qsmo::shortest_cycle_through"));
  module.def("break_cycles", &broken, py::arg("graph"), py::arg("weights"), py::arg("work_limit"),
             py::arg("time_limit"), doc("qsmo::break_cycles"));
  module.attr("BREAK_WORK_LIMIT") = CycleBreakOptions{}.work_limit;
}

// --- what follows from what ---

void bind_reach(py::module_& module) {
  module.def(
      "reachable_from",
      [](const DependencyGraph& graph, const Nodes& starts) {
        const auto nodes = values_of(starts);
        return array_of(without_gil([&] { return reachable_from(graph, nodes); }));
      },
      py::arg("graph"), py::arg("starts"), doc("qsmo::reachable_from"));
  module.def(
      "reachable_to",
      [](const DependencyGraph& graph, const Nodes& targets) {
        const auto nodes = values_of(targets);
        return array_of(without_gil([&] { return reachable_to(graph, nodes); }));
      },
      py::arg("graph"), py::arg("targets"), doc("qsmo::reachable_to"));
  module.def(
      "blocked_counts",
      [](const DependencyGraph& graph) {
        return array_of(without_gil([&] { return blocked_counts(graph); }));
      },
      py::arg("graph"), doc("qsmo::blocked_counts"));
  module.def(
      "irredundant_arcs",
      [](const DependencyGraph& graph) {
        return array_of(without_gil([&] { return irredundant_arcs(graph); }));
      },
      py::arg("graph"), doc("qsmo::irredundant_arcs"));
}

void bind_closure(py::module_& module) {
  using Type = TransitiveClosure;
  py::class_<Type> type(module, "TransitiveClosure", doc("qsmo::TransitiveClosure"));
  type.def(py::init<const DependencyGraph&, std::size_t>(), py::arg("graph"),
           py::arg("memory_limit"), ReleaseGil(),
           doc("qsmo::TransitiveClosure::TransitiveClosure"));
  type.def(
      "reaches",
      [](const Type& self, Node from, Node to) {
        const std::size_t nodes = self.components().of.size();
        if (from >= nodes || to >= nodes)
          raise("/node", std::to_string(std::max(from, to)),
                "a node below " + std::to_string(nodes));
        return self.reaches(from, to);
      },
      py::arg("from_"), py::arg("to"), doc("qsmo::TransitiveClosure::reaches"));
  type.def("pairs", &Type::pairs, ReleaseGil(), doc("qsmo::TransitiveClosure::pairs"));
  type.def("graph", &Type::graph, ReleaseGil(), doc("qsmo::TransitiveClosure::graph"));
}

// --- time ---

/// Lets Python look at an array of the result.
template <class T>
py::cpp_function look(std::vector<T> CriticalPath::*values) {
  return py::cpp_function([values](const py::object& self) {
    return view(self.cast<const CriticalPath&>().*values, self);
  });
}

void bind_critical_path(py::module_& module) {
  py::class_<CriticalPath> type(module, "CriticalPath", doc("qsmo::CriticalPath"));
  type.def_readonly("length", &CriticalPath::length, doc("qsmo::CriticalPath::length"));
  type.def_property_readonly("earliest", look(&CriticalPath::earliest),
                             doc("qsmo::CriticalPath::earliest"));
  type.def_property_readonly("latest", look(&CriticalPath::latest),
                             doc("qsmo::CriticalPath::latest"));
  type.def_property_readonly("total_slack", look(&CriticalPath::total_slack),
                             doc("qsmo::CriticalPath::total_slack"));
  type.def_property_readonly("free_slack", look(&CriticalPath::free_slack),
                             doc("qsmo::CriticalPath::free_slack"));
  type.def_property_readonly("driver", look(&CriticalPath::driver),
                             doc("qsmo::CriticalPath::driver"));
  type.def_property_readonly("chain", look(&CriticalPath::chain), doc("qsmo::CriticalPath::chain"));
  module.def(
      "critical_path",
      [](const DependencyGraph& graph, const std::optional<Times>& durations,
         const std::optional<Times>& lags, std::optional<std::int64_t> deadline) {
        const auto of_nodes = values_of(durations), of_arcs = values_of(lags);
        const Durations all{of_nodes, of_arcs};
        return without_gil([&] { return critical_path(graph, all, deadline); });
      },
      py::arg("graph"), py::arg("durations"), py::arg("lags"), py::arg("deadline"),
      doc("qsmo::critical_path"));
  module.def(
      "longest_chains",
      [](const DependencyGraph& graph, std::size_t count, const std::optional<Times>& durations,
         const std::optional<Times>& lags) {
        const auto of_nodes = values_of(durations), of_arcs = values_of(lags);
        const Durations all{of_nodes, of_arcs};
        std::vector<std::pair<Nodes, std::int64_t>> chains;
        for (Chain& chain : without_gil([&] { return longest_chains(graph, count, all); }))
          chains.emplace_back(array_of(std::move(chain.nodes)), chain.length);
        return chains;
      },
      py::arg("graph"), py::arg("count"), py::arg("durations"), py::arg("lags"),
      doc("qsmo::longest_chains"));
}

// --- while things change ---

/// Rows of the arcs that would have closed a cycle, and were left out.
Numbers add_arcs(OnlineOrder& self, const Nodes& prerequisites, const Nodes& dependents) {
  const auto from = span_of(prerequisites);
  const auto to = span_of(dependents);
  detail::require_same_length(from.size(), to.size());
  std::vector<std::uint32_t> refused;
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (!self.add_arc({from[i], to[i]}).empty()) refused.push_back(static_cast<std::uint32_t>(i));
  }
  return array_of(std::move(refused));
}

void bind_online_order(py::module_& module) {
  using Type = OnlineOrder;
  py::class_<Type> type(module, "OnlineOrder", doc("qsmo::OnlineOrder"));
  type.def(py::init<std::size_t>(), py::arg("nodes"),
           doc("qsmo::OnlineOrder::OnlineOrder(std::size_t)"));
  type.def(py::init<const DependencyGraph&>(), py::arg("graph"),
           doc("qsmo::OnlineOrder::OnlineOrder(const DependencyGraph&)"));
  type.def_property_readonly("nodes", &Type::nodes, "How many nodes.");
  type.def_property_readonly("arcs", &Type::arcs, "How many arcs.");
  type.def("add_node", &Type::add_node, doc("qsmo::OnlineOrder::add_node"));
  type.def(
      "add_arc",
      [](Type& self, Node prerequisite, Node dependent) {
        return array_of(self.add_arc({prerequisite, dependent}));
      },
      py::arg("prerequisite"), py::arg("dependent"), doc("qsmo::OnlineOrder::add_arc"));
  type.def("add_arcs", &add_arcs, py::arg("prerequisites"), py::arg("dependents"),
           "Adds many arcs, and gives the rows of those that would have closed a cycle.");
  type.def(
      "remove_arc",
      [](Type& self, Node prerequisite, Node dependent) {
        return self.remove_arc({prerequisite, dependent});
      },
      py::arg("prerequisite"), py::arg("dependent"), doc("qsmo::OnlineOrder::remove_arc"));
  type.def(
      "order",
      [](const Type& self) {
        const auto order = self.order();
        return array_of(std::vector<Node>(order.begin(), order.end()));
      },
      doc("qsmo::OnlineOrder::order"));
  type.def("position", &Type::position, py::arg("node"), doc("qsmo::OnlineOrder::position"));
  type.def("before", &Type::before, py::arg("a"), py::arg("b"), doc("qsmo::OnlineOrder::before"));
}

void bind_ready_queue(py::module_& module) {
  using Type = ReadyQueue;
  py::class_<Type> type(module, "ReadyQueue", doc("qsmo::ReadyQueue"));
  type.def(py::init([](const DependencyGraph& graph, const std::optional<Weights>& keys) {
             return Type(graph, span_of(keys));
           }),
           py::arg("graph"), py::arg("keys"), py::keep_alive<1, 2>(),
           doc("qsmo::ReadyQueue::ReadyQueue"));
  type.def("take", &Type::take, doc("qsmo::ReadyQueue::take"));
  type.def("done", &Type::done, py::arg("node"), doc("qsmo::ReadyQueue::done"));
  type.def_property_readonly("ready", &Type::ready, doc("qsmo::ReadyQueue::ready"));
  type.def_property_readonly("under_way", &Type::under_way, doc("qsmo::ReadyQueue::under_way"));
  type.def_property_readonly("finished", &Type::finished, doc("qsmo::ReadyQueue::finished"));
}

}  // namespace

void bind_graph(py::module_& module) {
  bind_dependency_graph(module);
  bind_files(module);
  bind_node_lists(module);
  bind_orders(module);
  bind_waves(module);
  bind_components(module);
  bind_cycles(module);
  bind_reach(module);
  bind_closure(module);
  bind_critical_path(module);
  bind_online_order(module);
  bind_ready_queue(module);
  module.def("_require_graph_size", &detail::require_graph_size, py::arg("nodes"), py::arg("arcs"));
  module.def("_require_same_length", &detail::require_same_length, py::arg("prerequisites"),
             py::arg("dependents"));
  module.def("nearest_name", &nearest_name, py::arg("name"), py::arg("candidates"),
             doc("qsmo::nearest_name"));
}

}  // namespace qsmo::bindings
