"""Dependency ordering while things change: an order that is kept, a queue of what can start."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from qsmo import _core
from qsmo.graph import DependencyGraph
from qsmo.graph_input import Columns, checked_names, node_columns, refuse, whole
from qsmo.graph_results import NodeList, NodeNames, counted

__all__ = ["OnlineOrder", "ReadyQueue"]


class OnlineOrder:
    """A graph under change that never has a cycle, and a valid order of its nodes at all times.

    Starts from a number of nodes, from names, or from a graph, which must be acyclic. Not thread safe.
    """

    def __init__(self, start: int | Iterable[Hashable] | DependencyGraph = 0) -> None:
        if isinstance(start, DependencyGraph):
            self._nodes = NodeNames(start.nodes, start.names)
            with start._in_my_terms():
                self._native = _core.OnlineOrder(start._native)
            return
        names = None if hasattr(start, "__index__") else checked_names(start)
        count = whole(start, "/nodes") if names is None else len(names)
        _core._require_graph_size(count, 0)
        self._nodes = NodeNames(count, names)
        self._native = _core.OnlineOrder(count)

    @property
    def nodes(self) -> int:
        """How many nodes."""
        return self._native.nodes

    @property
    def arcs(self) -> int:
        """How many arcs."""
        return self._native.arcs

    def add_node(self, name: Hashable = None) -> int:
        """A new node at the end of the order; its number. A name is needed where nodes have names."""
        if self._nodes.names is None:
            if name is not None:
                raise refuse("/name", name, "no name, as nodes are numbers here")
        elif name is None or self._nodes.has(name):
            raise refuse("/name", name, "a new name")
        number = self._native.add_node()
        self._nodes.add(name)
        return number

    def add_arc(self, prerequisite: Hashable, dependent: Hashable) -> NodeList | None:
        """Adds an arc. If it would close a cycle, nothing changes and the cycle is returned, from the dependent on to the
        prerequisite; else None."""
        cycle = self._native.add_arc(self._nodes.number(prerequisite), self._nodes.number(dependent))
        return self._nodes.list(cycle) if len(cycle) else None

    def add_arcs(self, prerequisites: Any, dependents: Any) -> NDArray[np.uint32]:
        """Adds arcs one after the other, and gives the rows of those that would have closed a cycle and were left out."""
        names = self._nodes.names
        columns, _, _ = node_columns(prerequisites, dependents, None if names is not None else self.nodes, names)
        return self._native.add_arcs(*self._checked(columns))

    def _checked(self, columns: Columns) -> Columns:
        for column, end in zip(columns, ("prerequisite", "dependent"), strict=True):
            bad = np.flatnonzero((column < 0) | (column >= self.nodes))
            if len(bad):
                raise refuse(f"/arcs/{bad[0]}/{end}", column[bad[0]], f"a node below {self.nodes}")
        return columns[0].astype(np.uint32), columns[1].astype(np.uint32)

    def remove_arc(self, prerequisite: Hashable, dependent: Hashable) -> bool:
        """Takes one such arc away, and says whether there was one. The order stays."""
        return self._native.remove_arc(self._nodes.number(prerequisite), self._nodes.number(dependent))

    def order(self) -> NodeList:
        """The nodes in their present order."""
        return self._nodes.list(self._native.order())

    def position(self, node: Hashable) -> int:
        """Place of a node in that order."""
        return self._native.position(self._nodes.number(node))

    def before(self, a: Hashable, b: Hashable) -> bool:
        """Whether `a` stands before `b` in that order. Cheaper than their positions."""
        return self._native.before(self._nodes.number(a), self._nodes.number(b))

    def __len__(self) -> int:
        return self.nodes

    def __repr__(self) -> str:
        return f"<OnlineOrder: {counted(self.nodes, 'node')}, {counted(self.arcs, 'arc')}>"


class ReadyQueue:
    """Hands out nodes whose prerequisites are done. Several may be under way at a time; the caller decides how many.

    Of the ready nodes the one of the least key goes first, of equal keys the least number; without keys by number.
    Raises CycleError. Not thread safe.
    """

    def __init__(self, graph: DependencyGraph, key: ArrayLike | dict[Any, float] | None = None) -> None:
        self._nodes = graph._nodes
        keys = graph._keys(key)
        with graph._in_my_terms():
            self._native = _core.ReadyQueue(graph._native, keys)

    def take(self) -> Any:
        """The next ready node, which is then under way; None if no node is ready."""
        number = self._native.take()
        return None if number is None else self._nodes.of(number)

    def done(self, node: Hashable) -> None:
        """Says that a node under way is done, which may make others ready. Raises InputError if it is not under way."""
        number = self._nodes.number(node)
        try:
            self._native.done(number)
        except RuntimeError:
            raise refuse("/node", node, "a node under way") from None

    @property
    def ready(self) -> int:
        """How many nodes are ready, and not taken."""
        return self._native.ready

    @property
    def under_way(self) -> int:
        """How many nodes are under way."""
        return self._native.under_way

    @property
    def finished(self) -> bool:
        """Whether every node is done."""
        return self._native.finished

    def __repr__(self) -> str:
        return f"<ReadyQueue: {self.ready} ready, {self.under_way} under way>"
