"""What the graph layer answers with: waves, components, cycles, bridges, times; by name where there are names."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qsmo import _core
from qsmo.errors import CycleError, UnknownNameError
from qsmo.graph_input import name_numbers, nearest, read_only, refuse
from qsmo.terminal import safe

if TYPE_CHECKING:
    import pandas as pd

    from qsmo.graph import DependencyGraph

__all__ = [
    "Chain",
    "ComponentBreak",
    "Components",
    "Condensation",
    "CriticalPath",
    "Cycle",
    "CycleBreak",
    "NodeList",
    "NodeNames",
    "TransitiveClosure",
    "Waves",
    "counted",
    "named_cycle",
]

NodeList = Any
"""Names in a list if the graph has names, else numbers in an array."""

NAMES_SHOWN = 20


def counted(count: int, what: str) -> str:
    """`1 arc`, `2 arcs`."""
    return f"{count} {what}{'' if count == 1 else 's'}"


class Cycle(NamedTuple):
    """Nodes, each a dependent of the one before, the first a dependent of the last."""

    nodes: NodeList
    shortest: bool
    """Whether it is known that no other is shorter; False if the work limit ended the comparison."""


class Chain(NamedTuple):
    """A chain of dependencies, from a node without prerequisites to one without dependents."""

    nodes: NodeList
    length: int
    """Durations of its nodes and lags of its arcs."""


class NodeNames:
    """Nodes as numbers within, as names without."""

    __slots__ = ("_numbers", "count", "names")

    def __init__(self, count: int, names: list[Any] | None) -> None:
        self.count = count
        self.names = names
        self._numbers: dict[Any, int] | None = None

    def list(self, numbers: NDArray[np.uint32]) -> NodeList:
        if self.names is None:
            return numbers
        return [self.names[number] for number in numbers.tolist()]

    def of(self, number: int) -> Any:
        return number if self.names is None else self.names[number]

    def number(self, node: Any) -> int:
        if self.names is None:
            return self._checked(node)
        if self._numbers is None:
            self._numbers = name_numbers(self.names)
        try:
            return self._numbers[node]
        except (KeyError, TypeError):
            near = nearest(node, self.names)
            hint = f'; did you mean "{safe(near)}"?' if near else ""
            raise UnknownNameError(str(node), near, f"no node {node!r}{hint}") from None

    def _checked(self, node: Any) -> int:
        try:
            number = operator.index(node)
        except TypeError:
            number = -1
        if not 0 <= number < self.count or isinstance(node, (bool, np.bool_)):
            expected = f"a node from 0 to {self.count - 1}" if self.count else "no node, as there are none"
            raise refuse("/node", node, expected)
        return number

    def numbers(self, nodes: Any) -> NDArray[np.uint32]:
        if isinstance(nodes, str) or not isinstance(nodes, Iterable):
            nodes = [nodes]
        if self.names is None and isinstance(nodes, np.ndarray) and nodes.dtype.kind in "iu" and nodes.ndim == 1:
            bad = np.flatnonzero((nodes < 0) | (nodes >= self.count))
            if len(bad):
                self._checked(nodes[bad[0]])
            return np.ascontiguousarray(nodes, np.uint32)
        return np.array([self.number(node) for node in nodes], np.uint32)

    def all(self) -> NodeList:
        return np.arange(self.count, dtype=np.uint32) if self.names is None else list(self.names)

    def add(self, name: Any) -> None:
        self.count += 1
        if self.names is not None:
            self.names.append(name)
            if self._numbers is not None:
                self._numbers[name] = len(self.names) - 1

    def has(self, name: Any) -> bool:
        if self._numbers is None:
            self._numbers = name_numbers(self.names or ())
        return name in self._numbers


def named_cycle(error: CycleError, nodes: NodeNames) -> CycleError:
    cycle = nodes.list(np.array(error.cycle, np.uint32))
    if nodes.names is None:
        return CycleError(cycle.tolist(), str(error))
    shown = [safe(node) for node in cycle[:NAMES_SHOWN]]
    if len(cycle) > NAMES_SHOWN:
        shown.append(f"... ({len(cycle)} nodes)")
    way = " -> ".join([*shown, shown[0]])
    return CycleError(cycle, f"there is no order, because of the cycle {way}")


class NodeGroups:
    """Every node in one of several groups."""

    _group = "group"

    def __init__(self, nodes: NodeNames, of: NDArray[np.uint32], count: int) -> None:
        self._nodes = nodes
        self.of = read_only(of)
        """The group of each node."""
        self.count = count
        """How many groups."""

    @cached_property
    def _members(self) -> _core.NodeLists:
        return _core.NodeLists(self.of, self.count)

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, group: Any) -> Any:
        """The nodes of one group, rising."""
        if isinstance(group, slice):
            return [self[one] for one in range(self.count)[group]]
        place = operator.index(group)
        if not -self.count <= place < self.count:
            raise IndexError(f"{type(self).__name__} has {self.count}, not number {place}")
        return self._nodes.list(self._members[place % self.count])

    def __iter__(self) -> Iterator[Any]:
        return (self[group] for group in range(self.count))

    @property
    def sizes(self) -> NDArray[np.int64]:
        """How many nodes each group has."""
        return np.bincount(self.of, minlength=self.count)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return self.count == other.count and np.array_equal(self.of, other.of) and self._nodes.names == other._nodes.names

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        largest = int(self.sizes.max(initial=0))
        nodes = counted(len(self.of), "node")
        return f"<{type(self).__name__}: {counted(self.count, self._group)} of {nodes}, the largest of {largest}>"

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "_members"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, of=read_only(state["of"]))


class Waves(NodeGroups):
    """Nodes that can move together, one wave after the other. `waves[i]` are the nodes of wave i, `of` is the wave of
    each node."""

    _group = "wave"

    def __init__(self, nodes: NodeNames, of: NDArray[np.uint32], count: int, bound: int) -> None:
        super().__init__(nodes, of, count)
        self.bound = bound
        """No way to keep the limits has fewer waves."""

    @property
    def optimal(self) -> bool:
        """Whether it is proven that fewer waves do not do."""
        return self.count == self.bound

    def to_frame(self) -> pd.DataFrame:
        """One row per node: node, wave."""
        import pandas as pd

        return pd.DataFrame({"node": self._nodes.all(), "wave": self.of})


class Components(NodeGroups):
    """Strongly connected components: nodes that require each other. `components[i]` are the nodes of one, `of` is the
    component of each node. They are numbered in a topological order."""

    _group = "component"

    def __init__(self, nodes: NodeNames, of: NDArray[np.uint32], count: int, graph: _core.DependencyGraph) -> None:
        super().__init__(nodes, of, count)
        self._graph = graph

    @cached_property
    def cyclic(self) -> NDArray[np.uint32]:
        """Components that hold a cycle, rising: those of two or more nodes, and nodes with a self arc."""
        return read_only(_core.cyclic_components(self._graph, self.of, self.count))

    def __getstate__(self) -> dict[str, Any]:
        _ = self.cyclic  # known from now on, without the graph
        return {name: value for name, value in super().__getstate__().items() if name != "_graph"}


class Condensation(NamedTuple):
    """The graph of the components, which is acyclic: its node i is component i of `components`."""

    graph: DependencyGraph
    components: Components


class ComponentBreak(NamedTuple):
    """What breaking the cycles of one component costs."""

    component: int
    """By the numbers of `components()`."""
    rows: NDArray[np.int64]
    """Rows of its arcs to bridge, rising."""
    cost: float
    """Their weight."""
    bound: float
    """No set of arcs that breaks its cycles weighs less."""

    @property
    def optimal(self) -> bool:
        """Whether it is proven that nothing is cheaper."""
        return self.cost == self.bound


class CycleBreak:
    """Arcs without which the graph is acyclic. None of them is spare: put back alone, each would close a cycle."""

    def __init__(
        self,
        graph: DependencyGraph,
        weights: NDArray[np.float64] | None,
        rows: NDArray[np.int64],
        cost: float,
        bound: float,
        components: list[ComponentBreak],
    ) -> None:
        self._graph = graph
        self._weights = weights
        self.rows = read_only(rows)
        """Rows of the arcs to bridge, rising."""
        self.cost = cost
        """Their weight."""
        self.bound = bound
        """No set of arcs that breaks all cycles weighs less."""
        self.components = components
        """The same for each cyclic component, rising."""

    @property
    def optimal(self) -> bool:
        """Whether it is proven that nothing is cheaper."""
        return self.cost == self.bound

    @cached_property
    def graph(self) -> DependencyGraph:
        """The graph without these arcs, which is acyclic."""
        return self._graph.without_arcs(self.rows)

    def to_frame(self) -> pd.DataFrame:
        """One row per arc to bridge: row, prerequisite, dependent, weight."""
        frame = self._graph.to_frame().loc[self.rows, ["prerequisite", "dependent"]]
        frame["weight"] = 1.0 if self._weights is None else self._weights[self.rows]
        frame.insert(0, "row", self.rows)
        return frame.reset_index(drop=True)

    def __repr__(self) -> str:
        proof = "proven the least" if self.optimal else f"no set costs less than {self.bound:g}"
        return f"<CycleBreak: {counted(len(self.rows), 'arc')}, cost {self.cost:g}, {proof}>"


class CriticalPath:
    """Times of the critical path method, per node: a node starts at or after 0, and at or after the end of each
    prerequisite plus the arc's lag; it ends its duration later."""

    def __init__(self, graph: DependencyGraph, durations: NDArray[np.int64] | None, native: _core.CriticalPath) -> None:
        self._graph = graph
        self._durations = durations
        self.length: int = native.length
        """Earliest end of all."""
        self.earliest: NDArray[np.int64] = native.earliest
        """Earliest start of each node."""
        self.latest: NDArray[np.int64] = native.latest
        """Latest start of each node that keeps the deadline."""
        self.total_slack: NDArray[np.int64] = native.total_slack
        """latest - earliest; below 0 if the deadline cannot be kept."""
        self.free_slack: NDArray[np.int64] = native.free_slack
        """How far each node can slip and delay no dependent's earliest start, nor the earliest end of all; the deadline
        makes no difference."""
        self.driver: NDArray[np.int64] = read_only(graph._rows_or_none(native.driver))
        """Row of the arc that decides the earliest start of each node; -1 if the node can start at 0."""
        self.chain: NodeList = graph._nodes.list(native.chain)
        """A critical path: the drivers followed back from the node that ends last."""

    def to_frame(self) -> pd.DataFrame:
        """One row per node: node, duration, earliest, latest, total_slack, free_slack, driver (the prerequisite that decides
        the start, or None)."""
        import pandas as pd

        graph = self._graph
        has_driver = self.driver >= 0
        drivers = np.full(graph.nodes, None, object)
        drivers[has_driver] = graph._nodes.list(graph.prerequisites[self.driver[has_driver]])
        return pd.DataFrame(
            {
                "node": graph._nodes.all(),
                "duration": 1 if self._durations is None else self._durations,
                "earliest": self.earliest,
                "latest": self.latest,
                "total_slack": self.total_slack,
                "free_slack": self.free_slack,
                "driver": pd.Series(drivers, dtype=object),  # which keeps None
            }
        )

    def __repr__(self) -> str:
        nodes = counted(len(self.earliest), "node")
        return f"<CriticalPath: length {self.length}, a chain of {len(self.chain)} of {nodes}>"


class TransitiveClosure:
    """Who waits for whom, directly or through others. Made by `DependencyGraph.transitive_closure`."""

    def __init__(self, graph: DependencyGraph, native: _core.TransitiveClosure) -> None:
        self._nodes = graph._nodes
        self._wrap = graph._wrap
        self._native = native

    def reaches(self, prerequisite: Any, dependent: Any) -> bool:
        """Whether `dependent` waits for `prerequisite`; a node waits for itself only if it lies on a cycle."""
        return self._native.reaches(self._nodes.number(prerequisite), self._nodes.number(dependent))

    @property
    def pairs(self) -> int:
        """How many pairs there are."""
        return self._native.pairs()

    def graph(self) -> DependencyGraph:
        """All pairs as a graph."""
        return self._wrap(self._native.graph(), self._nodes.names)

    def __repr__(self) -> str:
        return f"<TransitiveClosure of {counted(self._nodes.count, 'node')}>"
