"""The Python libraries, each used as its documentation says."""

from __future__ import annotations

import importlib.metadata
from typing import Any

import igraph
import networkit
import networkx
import numpy as np
import rustworkx
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from .instances import Arcs, Ints
from .peer import Peer, PythonPeer, as_array, labels_of_lists

try:
    import qsmo

    HAS_QSMO = hasattr(qsmo, "DependencyGraph")
except ImportError:
    HAS_QSMO = False


def qsmo_graph(arcs: Arcs) -> Any:
    return qsmo.DependencyGraph(arcs.prerequisites, arcs.dependents, nodes=arcs.nodes)


def qsmo_rows(result: Any) -> Ints:
    """Arcs of a CycleBreak, as they were given."""
    return np.asarray(result.rows, dtype=np.int64)


def tuples(arcs: Arcs) -> list[tuple[int, int]]:
    return list(zip(arcs.prerequisites.tolist(), arcs.dependents.tolist(), strict=True))


class Qsmo(PythonPeer):
    name = "qsmo (Python)"
    to_array = {
        "any_order": as_array,
        "order": as_array,
        "waves": lambda waves, _: as_array(waves.of, _),
        "components": lambda components, _: as_array(components.of, _),
        "reduction": lambda graph, nodes: np.sort(
            as_array(graph.prerequisites, nodes) * nodes + as_array(graph.dependents, nodes)
        ),
    }

    def convert(self, arcs: Arcs) -> tuple[Ints, Ints]:
        return arcs.prerequisites, arcs.dependents

    def build(self, given: tuple[Ints, Ints], nodes: int) -> Any:
        return qsmo.DependencyGraph(*given, nodes=nodes)

    def settle(self) -> None:
        """The columns stay, see below."""

    def before(self, operation: str) -> None:
        if operation == "reduction":  # which row an arc came from is found out once for a graph, and then kept
            self._graph = self.build(self._given, self._nodes)

    def any_order(self, graph: Any) -> Any:
        return graph.any_order()

    def order(self, graph: Any) -> Any:
        return graph.order()

    def waves(self, graph: Any) -> Any:
        return graph.waves()

    def components(self, graph: Any) -> Any:
        return graph.components()

    def reduction(self, graph: Any) -> Any:
        return graph.transitive_reduction()


def _networkx_keys(graph: Any, nodes: int) -> Ints:
    prerequisites, dependents = np.array(list(graph.edges), dtype=np.int64).reshape(-1, 2).T
    return np.sort(prerequisites * nodes + dependents)


class NetworkX(PythonPeer):
    name = "NetworkX"
    most_arcs = 10**6  # it takes hundreds of bytes an arc
    to_array = {
        "any_order": as_array,
        "order": as_array,
        "waves": labels_of_lists,
        "components": labels_of_lists,
        "reduction": _networkx_keys,
    }

    def convert(self, arcs: Arcs) -> list[tuple[int, int]]:
        return tuples(arcs)

    def build(self, given: list[tuple[int, int]], nodes: int) -> Any:
        graph = networkx.DiGraph()
        graph.add_nodes_from(range(nodes))
        graph.add_edges_from(given)
        return graph

    def any_order(self, graph: Any) -> list[int]:
        return list(networkx.topological_sort(graph))

    def order(self, graph: Any) -> list[int]:
        return list(networkx.lexicographical_topological_sort(graph))

    def waves(self, graph: Any) -> list[list[int]]:
        return list(networkx.topological_generations(graph))

    def components(self, graph: Any) -> list[set[int]]:
        return list(networkx.strongly_connected_components(graph))

    def reduction(self, graph: Any) -> Any:
        return networkx.transitive_reduction(graph)


def _rustworkx_keys(reduction: tuple[Any, dict[int, int]], nodes: int) -> Ints:
    graph, new_of = reduction
    old_of = np.empty(nodes, np.int64)
    old_of[np.array(list(new_of.values()), dtype=np.int64)] = list(new_of)
    prerequisites, dependents = old_of[np.array(list(graph.edge_list()), dtype=np.int64).reshape(-1, 2).T]
    return np.sort(prerequisites * nodes + dependents)


class Rustworkx(PythonPeer):
    name = "rustworkx"
    to_array = {
        "any_order": as_array,
        "order": as_array,
        "waves": labels_of_lists,
        "components": labels_of_lists,
        "reduction": _rustworkx_keys,
    }

    def convert(self, arcs: Arcs) -> list[tuple[int, int]]:
        # It orders by strings: numbers need leading zeros.
        self._names = [f"{node:08d}" for node in range(arcs.nodes)]
        return tuples(arcs)

    def build(self, given: list[tuple[int, int]], nodes: int) -> Any:
        graph = rustworkx.PyDiGraph()
        graph.add_nodes_from(range(nodes))
        graph.add_edges_from_no_data(given)
        return graph

    def any_order(self, graph: Any) -> Any:
        return rustworkx.topological_sort(graph)

    def order(self, graph: Any) -> Any:
        return rustworkx.lexicographical_topological_sort(graph, key=self._names.__getitem__)

    def waves(self, graph: Any) -> Any:
        return rustworkx.topological_generations(graph)

    def components(self, graph: Any) -> Any:
        return rustworkx.strongly_connected_components(graph)

    def reduction(self, graph: Any) -> Any:
        return rustworkx.transitive_reduction(graph)


class Igraph(PythonPeer):
    name = "python-igraph"
    to_array = {"any_order": as_array, "components": as_array}

    def convert(self, arcs: Arcs) -> Ints:
        return np.column_stack([arcs.prerequisites, arcs.dependents])

    def build(self, given: Ints, nodes: int) -> Any:
        return igraph.Graph(nodes, given, directed=True)

    def any_order(self, graph: Any) -> Any:
        return graph.topological_sorting()

    def components(self, graph: Any) -> Any:
        return graph.connected_components("strong").membership


class Scipy(PythonPeer):
    name = "scipy.sparse.csgraph"
    to_array = {"components": as_array}

    def convert(self, arcs: Arcs) -> tuple[Any, tuple[Any, Any]]:
        ones = np.ones(arcs.size, np.int8)
        return ones, (arcs.prerequisites.astype(np.int32), arcs.dependents.astype(np.int32))

    def build(self, given: tuple[Any, tuple[Any, Any]], nodes: int) -> csr_array:
        return csr_array(given, shape=(nodes, nodes))

    def components(self, graph: csr_array) -> Any:
        return connected_components(graph, connection="strong")[1]


class NetworKit(PythonPeer):
    name = "NetworKit"
    to_array = {
        "any_order": as_array,
        "components": lambda components, nodes: as_array(components.getPartition().getVector(), nodes),
    }

    def convert(self, arcs: Arcs) -> tuple[Any, Any]:
        return arcs.prerequisites.astype(np.uint64), arcs.dependents.astype(np.uint64)

    def build(self, given: tuple[Any, Any], nodes: int) -> Any:
        return networkit.GraphFromCoo(given, n=nodes, directed=True)

    def any_order(self, graph: Any) -> Any:
        return networkit.graphtools.topologicalSort(graph)

    def components(self, graph: Any) -> Any:
        return networkit.components.StronglyConnectedComponents(graph).run()


def own_peers() -> list[Peer]:
    return [Qsmo()] if HAS_QSMO else []


def foreign_peers() -> list[Peer]:
    return [NetworkX(), Rustworkx(), Igraph(), Scipy(), NetworKit()]


def versions() -> dict[str, str]:
    packages = ("networkx", "rustworkx", "igraph", "scipy", "networkit", "numpy")
    return {name: importlib.metadata.version(name) for name in packages}
