"""Dependency ordering: orders, waves, cycles and their price, what waits for what, critical paths.

>>> import qsmo
>>> graph = qsmo.DependencyGraph(["plan", "build", "plan"], ["build", "test", "test"])
>>> graph.order()
['plan', 'build', 'test']
>>> graph.waves()[1]
['build']
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Hashable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from qsmo import _core
from qsmo.errors import CycleError, InputError, UnknownNameError
from qsmo.files import StrPath
from qsmo.graph_input import (
    Columns,
    by_node,
    fault,
    input_error,
    name_numbers,
    nearest,
    node_columns,
    node_faults,
    numbered_faults,
    read_only,
    real_numbers,
    refuse,
    refuse_many,
    seconds,
    weight_numbers,
    whole,
    whole_numbers,
)
from qsmo.graph_results import (
    Chain,
    ComponentBreak,
    Components,
    Condensation,
    CriticalPath,
    Cycle,
    CycleBreak,
    NodeList,
    NodeNames,
    TransitiveClosure,
    Waves,
    counted,
    named_cycle,
)

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

__all__ = ["DependencyGraph"]

BREAK_WORK_LIMIT: int = _core.BREAK_WORK_LIMIT
CYCLE_WORK_LIMIT = 200_000_000
CLOSURE_MEMORY_LIMIT = 4 << 30


class DependencyGraph:
    """Nodes and arcs prerequisite -> dependent: `prerequisites[i]` must come before `dependents[i]`. Immutable.

    Columns of integers (arrays, pandas series, lists) are node numbers 0 .. nodes-1; without `nodes` there is one more
    than the highest number. Columns of texts, or of other objects that can be hashed, are names, numbered by first
    appearance row by row, or by their place in `names`; with `names=True` every cell is a name, integers too. Repeated
    arcs and self arcs are kept; a repeated arc says nothing new, and a self arc is a cycle of one node.

    Lists of nodes are given as names if the graph has names, else as arrays of numbers; values of nodes are arrays in
    the order of the numbers. Arcs are told by row: their place in the columns that the graph was made from, whatever
    index those have. The graph refers to those columns; they must stay as they are.

    `lags` (whole numbers) and `weights` (finite, at least 0) are values for each row. Raises InputError that names each
    bad row with its value: the first 100, and how many more.
    """

    def __init__(
        self,
        prerequisites: ArrayLike | Iterable[Hashable],
        dependents: ArrayLike | Iterable[Hashable],
        *,
        nodes: int | None = None,
        names: Iterable[Hashable] | bool | None = None,
        lags: ArrayLike | None = None,
        weights: ArrayLike | None = None,
    ) -> None:
        columns, count, listed = node_columns(prerequisites, dependents, nodes, names)
        self._fill(_core.DependencyGraph(*columns, count), columns, listed)
        self._take_values(lags, weights)

    def _fill(self, native: _core.DependencyGraph, columns: Columns | None, names: list[Any] | None) -> None:
        self._native = native
        self._columns = None if columns is None else (read_only(columns[0]), read_only(columns[1]))
        self._nodes = NodeNames(native.nodes, names)
        self._lags: NDArray[np.int64] | None = None
        self._weights: NDArray[np.float64] | None = None

    def _take_values(self, lags: ArrayLike | None, weights: ArrayLike | None) -> None:
        self._lags = None if lags is None else read_only(whole_numbers(lags, self.arcs, "lags", "arc"))
        self._weights = None if weights is None else read_only(weight_numbers(weights, self.arcs))

    @classmethod
    def _wrap(cls, native: _core.DependencyGraph, names: list[Any] | None) -> DependencyGraph:
        """A graph whose rows are its arc numbers."""
        graph = cls.__new__(cls)
        graph._fill(native, None, names)
        return graph

    # --- making ---

    @classmethod
    def from_arcs(
        cls,
        arcs: ArrayLike | Iterable[tuple[Hashable, Hashable]],
        *,
        nodes: int | None = None,
        names: Iterable[Hashable] | bool | None = None,
    ) -> DependencyGraph:
        """From pairs (prerequisite, dependent), or an array of two columns."""
        if isinstance(arcs, np.ndarray):
            if arcs.ndim != 2 or arcs.shape[1] != 2:
                raise refuse("/arcs", f"shape {arcs.shape}", "two columns")
            return cls(arcs[:, 0], arcs[:, 1], nodes=nodes, names=names)
        pairs: list[Any] = list(arcs)  # type: ignore[arg-type]
        for row, pair in enumerate(pairs):
            if isinstance(pair, (str, bytes)) or not hasattr(pair, "__len__") or len(pair) != 2:
                raise refuse(f"/arcs/{row}", pair, "a pair: prerequisite and dependent")
        return cls([pair[0] for pair in pairs], [pair[1] for pair in pairs], nodes=nodes, names=names)

    @classmethod
    def from_frame(
        cls,
        frame: pd.DataFrame,
        prerequisite: str = "prerequisite",
        dependent: str = "dependent",
        *,
        lag: str | None = None,
        weight: str | None = None,
        nodes: int | None = None,
        names: Iterable[Hashable] | bool | None = None,
    ) -> DependencyGraph:
        """From columns of a pandas frame; row i of the frame, by place, is arc i."""
        if not hasattr(frame, "columns"):
            raise refuse("/frame", type(frame).__name__, "a pandas frame")
        for column in (prerequisite, dependent, lag, weight):
            if column is not None and column not in frame.columns:
                known = ", ".join(map(str, frame.columns))
                raise refuse("/columns", known, f'a column "{column}"', nearest(column, frame.columns))
        return cls(
            frame[prerequisite],
            frame[dependent],
            nodes=nodes,
            names=names,
            lags=None if lag is None else frame[lag],
            weights=None if weight is None else frame[weight],
        )

    @classmethod
    def read(cls, path: StrPath) -> DependencyGraph:
        """From a file: CSV or TSV with the columns `prerequisite` and `dependent`, and perhaps `lag` and `weight`; or plain
        lines `a b` of two numbers, which mean that node a depends on node b. Row i of the file is arc i.

        Raises IoError, and InputError with every fault, its line and its value.
        """
        return cls._of_table(_core.read_arcs(os.fsencode(path)))

    @classmethod
    def parse(cls, text: str | bytes, file: str = "arcs") -> DependencyGraph:
        """From the text of such a file; `file` stands in messages."""
        content = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        return cls._of_table(_core.parse_arcs(content, file))

    @classmethod
    def _of_table(cls, table: tuple[Any, ...]) -> DependencyGraph:
        nodes, names, prerequisites, dependents, lags, weights = table
        columns = prerequisites, dependents
        graph = cls.__new__(cls)
        graph._fill(_core.DependencyGraph(*columns, nodes), columns, names if len(names) == nodes else None)
        graph._take_values(lags if len(lags) else None, weights if len(weights) else None)
        return graph

    @classmethod
    def from_networkx(cls, graph: nx.DiGraph[Any], *, lag: str | None = None, weight: str | None = None) -> DependencyGraph:
        """From a directed graph of NetworkX, whose edges lead from prerequisite to dependent. Its nodes are the names,
        unless they are the numbers 0 .. n-1. Row i is edge i of `graph.edges`; `lag` and `weight` are edge attributes."""
        if not hasattr(graph, "is_directed"):
            raise refuse("/graph", type(graph).__name__, "a directed graph of NetworkX")
        if not graph.is_directed():
            raise refuse("/graph", type(graph).__name__, "a directed graph")
        edges = list(graph.edges(data=True))
        ends = [edge[0] for edge in edges], [edge[1] for edge in edges]

        def values(key: str | None, what: str) -> list[Any] | None:
            if key is None:
                return None
            lacking = [row for row, edge in enumerate(edges) if key not in edge[2]]
            if lacking:
                expected = f'an edge with the attribute "{key}"'
                raise refuse_many(
                    lacking, lambda row: fault(f"/{what}/{row}", f"{edges[row][0]} -> {edges[row][1]}", expected)
                )
            return [edge[2][key] for edge in edges]

        names = list(graph.nodes)
        numbered = all(type(name) is int for name in names) and set(names) == set(range(len(names)))
        given: dict[str, Any] = {"lags": values(lag, "lags"), "weights": values(weight, "weights")}
        if numbered:
            return cls(*ends, nodes=len(names), **given)
        numbers = name_numbers(names)
        columns = (np.array([numbers[name] for name in column], np.uint32) for column in ends)
        return cls(*columns, names=names, **given)

    # --- looking ---

    @property
    def nodes(self) -> int:
        """How many nodes."""
        return self._native.nodes

    @property
    def arcs(self) -> int:
        """How many arcs, repeated ones and self arcs counted."""
        return self._native.arcs

    @property
    def names(self) -> list[Any] | None:
        """Name of each node, or None: the numbers."""
        return None if self._nodes.names is None else list(self._nodes.names)

    @property
    def prerequisites(self) -> NDArray[Any]:
        """Prerequisite of each arc, by row, as a node number. Read-only, as are all arrays that the graph keeps."""
        return self._by_row[0]

    @property
    def dependents(self) -> NDArray[Any]:
        """Dependent of each arc, by row, as a node number."""
        return self._by_row[1]

    @property
    def _by_row(self) -> Columns:
        if self._columns is None:
            self._columns = read_only(self._native.prerequisites), read_only(self._native.dependents)
            self.__dict__["_arc_numbers"] = None
        return self._columns

    @property
    def lags(self) -> NDArray[np.int64] | None:
        """Lag of each arc, by row, or None."""
        return self._lags

    @property
    def weights(self) -> NDArray[np.float64] | None:
        """Weight of each arc, by row, or None."""
        return self._weights

    def number(self, node: Hashable) -> int:
        """The number of a node. Raises UnknownNameError with the nearest name, or InputError."""
        return self._nodes.number(node)

    def dependents_of(self, node: Hashable) -> NodeList:
        """Nodes that must wait for `node` directly, one for each arc."""
        return self._nodes.list(self._native.dependents_of(self.number(node)))

    def prerequisites_of(self, node: Hashable) -> NodeList:
        """Nodes that `node` requires directly, one for each arc, rising."""
        return self._nodes.list(self._reversed.dependents_of(self.number(node)))

    @cached_property
    def _reversed(self) -> _core.DependencyGraph:
        return self._native.reversed()

    def to_frame(self) -> pd.DataFrame:
        """One row per arc: prerequisite, dependent, and lag and weight if they are known."""
        import pandas as pd

        columns: dict[str, Any] = {
            "prerequisite": self._nodes.list(self.prerequisites),
            "dependent": self._nodes.list(self.dependents),
        }
        if self._lags is not None:
            columns["lag"] = self._lags
        if self._weights is not None:
            columns["weight"] = self._weights
        return pd.DataFrame(columns)

    def to_networkx(self) -> nx.DiGraph[Any]:
        """A graph of NetworkX with the edge attributes `row`, and `lag` and `weight` if they are known; a DiGraph, or a
        MultiDiGraph if arcs are repeated."""
        import networkx as nx

        frame = self.to_frame()
        frame["row"] = np.arange(self.arcs)
        repeated = bool(frame.duplicated(["prerequisite", "dependent"]).any())
        graph = (nx.MultiDiGraph if repeated else nx.DiGraph)()
        graph.add_nodes_from(self._nodes.all() if self._nodes.names is not None else range(self.nodes))
        attributes = [name for name in frame.columns if name not in {"prerequisite", "dependent"}]
        values = [frame[name].tolist() for name in ("prerequisite", "dependent", *attributes)]
        for prerequisite, dependent, *of_arc in zip(*values, strict=True):
            graph.add_edge(prerequisite, dependent, **dict(zip(attributes, of_arc, strict=True)))
        return graph

    def without_arcs(self, rows: ArrayLike) -> DependencyGraph:
        """The graph without the arcs of these rows; the others keep their order."""
        left = np.ones(self.arcs, bool)
        left[self._checked_rows(rows)] = False
        return self._part(np.flatnonzero(left))

    def _part(self, rows: NDArray[np.int64]) -> DependencyGraph:
        columns = self.prerequisites[rows], self.dependents[rows]
        graph = type(self).__new__(type(self))
        graph._fill(_core.DependencyGraph(*columns, self.nodes), columns, self._nodes.names)
        graph._lags = None if self._lags is None else read_only(self._lags[rows])
        graph._weights = None if self._weights is None else read_only(self._weights[rows])
        return graph

    # --- rows and arc numbers ---

    @cached_property
    def _arc_numbers(self) -> NDArray[np.uint32] | None:
        """The arc number of each row; None where they are the same."""
        return None if self._columns is None else self._native.row_numbers(*self._columns)

    @cached_property
    def _rows(self) -> NDArray[np.int64] | None:
        """The row of each arc number; None where they are the same."""
        if self._arc_numbers is None:
            return None
        rows = np.empty(self.arcs, np.int64)
        rows[self._arc_numbers] = np.arange(self.arcs)
        return rows

    def _by_number(self, values: NDArray[Any] | None) -> NDArray[Any] | None:
        numbers = self._arc_numbers
        if values is None or numbers is None:
            return values
        out = np.empty_like(values)
        out[numbers] = values
        return out

    def _rows_of(self, numbers: NDArray[np.uint32]) -> NDArray[np.int64]:
        rows = numbers.astype(np.int64) if self._rows is None else self._rows[numbers]
        rows.sort()
        return rows

    def _rows_or_none(self, numbers: NDArray[np.uint32]) -> NDArray[np.int64]:
        none = numbers == np.uint32(0xFFFFFFFF)
        known = np.where(none, 0, numbers)
        rows = known.astype(np.int64) if self._rows is None or not self.arcs else self._rows[known]
        rows[none] = -1
        return rows

    def _checked_rows(self, rows: ArrayLike) -> NDArray[np.int64]:
        listed = np.asarray(rows)
        if listed.size == 0:
            return np.empty(0, np.int64)
        if listed.ndim != 1 or listed.dtype.kind not in "iu":
            raise refuse("/rows", listed.dtype, "rows: whole numbers")
        bad = np.flatnonzero((listed < 0) | (listed >= self.arcs))
        if len(bad):
            raise refuse(f"/rows/{bad[0]}", listed[bad[0]], f"a row below {self.arcs}")
        return listed.astype(np.int64)

    @contextlib.contextmanager
    def _in_my_terms(self) -> Iterator[None]:
        """Errors speak of names and rows, not of numbers."""
        try:
            yield
        except CycleError as error:
            raise named_cycle(error, self._nodes) from None
        except InputError as error:
            raise input_error(numbered_faults(error, self._rows, {"lags", "weights"})) from None

    def _lags_by_number(self, lags: ArrayLike | None) -> NDArray[np.int64] | None:
        given = self._lags if lags is None else whole_numbers(lags, self.arcs, "lags", "arc")
        return self._by_number(given)

    def _weights_by_row(self, weights: ArrayLike | None) -> NDArray[np.float64] | None:
        return self._weights if weights is None else weight_numbers(weights, self.arcs)

    def _whole_by_node(self, values: Any, what: str) -> NDArray[np.int64] | None:
        if values is None:
            return None
        return whole_numbers(by_node(values, self._nodes.names, self.nodes, what), self.nodes, what, "node")

    def _keys(self, key: Any) -> NDArray[np.float64] | None:
        if key is None:
            return None
        return real_numbers(by_node(key, self._nodes.names, self.nodes, "key"), self.nodes, "key", "node")

    # --- order ---

    def order(self, key: ArrayLike | dict[Any, float] | None = None) -> NodeList:
        """The lexicographically smallest order that puts every prerequisite before its dependents: of the nodes whose
        prerequisites are all placed, always the one of the least key is next, and of equal keys the least number; without
        a key, the least number. `key` is a number for each node: in the order of the nodes, or a dictionary or an indexed
        pandas series by name. Raises CycleError with a cycle."""
        keys = self._keys(key)
        with self._in_my_terms():
            return self._nodes.list(_core.order(self._native, keys))

    def any_order(self) -> NodeList:
        """A valid order, the fastest to find. Raises CycleError with a cycle."""
        with self._in_my_terms():
            return self._nodes.list(_core.any_order(self._native))

    def is_valid_order(self, order: Iterable[Any]) -> bool:
        """Whether `order` holds every node once, each after all of its prerequisites. Raises InputError if it holds what
        cannot be a node, such as floats."""
        if isinstance(order, (str, bytes)) or not isinstance(order, Iterable):
            raise refuse("/order", repr(order), "a list of nodes")
        listed = order if isinstance(order, np.ndarray) else list(order)
        try:
            numbers = self._nodes.numbers(listed)
        except (InputError, UnknownNameError):
            node_faults(listed, "/order", named=self._nodes.names is not None)
            return False
        return _core.is_valid_order(self._native, numbers)

    def waves(
        self, size: int | None = None, effort: ArrayLike | dict[Any, int] | None = None, capacity: int | None = None
    ) -> Waves:
        """Waves of nodes that can move together: every node's wave comes after those of its prerequisites.

        Without limits each node stands in its earliest wave, and there are as few waves as possible. `size` limits the
        nodes a wave, `capacity` the sum of their `effort` (a whole number for each node, in order or by name); then there
        are few waves, with a `bound` on how few there must be. Raises CycleError; InputError if a limit can never be kept.
        """
        efforts = self._whole_by_node(effort, "effort")
        if (efforts is None) != (capacity is None):
            lacking = "/effort" if efforts is None else "/capacity"
            raise refuse(lacking, "", "effort and capacity together")
        with self._in_my_terms():
            if size is None and efforts is None:
                of, count = _core.waves(self._native)
                return Waves(self._nodes, of, count, count)
            most = None if size is None else whole(size, "/size")
            room = None if capacity is None else whole(capacity, "/capacity")
            found = _core.limited_waves(self._native, size=most, effort=efforts, capacity=room)
            return Waves(self._nodes, *found)

    # --- cycles ---

    def components(self) -> Components:
        """The strongly connected components, in a topological order."""
        return Components(self._nodes, *_core.components(self._native), self._native)

    def condensation(self) -> Condensation:
        """The graph of the components, each arc between two components once, and the components themselves."""
        return Condensation(self._wrap(_core.condensation(self._native), None), self.components())

    def find_cycle(self, among: Iterable[Hashable] | None = None, *, work_limit: int = CYCLE_WORK_LIMIT) -> Cycle | None:
        """A shortest cycle, from its least node on, or None; `among` keeps to these nodes, such as those of a component.

        `work_limit` is how many arcs are looked at before the best cycle so far is good enough."""
        numbers = None if among is None else self._nodes.numbers(among)
        found = _core.find_cycle(self._native, numbers, whole(work_limit, "/work_limit"))
        return None if found is None else Cycle(self._nodes.list(found[0]), found[1])

    def find_cycles(self, *, work_limit: int = CYCLE_WORK_LIMIT) -> list[Cycle]:
        """A shortest cycle of each cyclic component, in the order of `components().cyclic`."""
        found = _core.find_cycles(self._native, whole(work_limit, "/work_limit"))
        return [Cycle(self._nodes.list(nodes), shortest) for nodes, shortest in found]

    def shortest_cycle_through(self, node: Hashable) -> NodeList:
        """A shortest cycle through `node`, from that node on; empty if there is none."""
        return self._nodes.list(_core.shortest_cycle_through(self._native, self.number(node)))

    def break_cycles(
        self,
        weights: ArrayLike | None = None,
        *,
        work_limit: int = BREAK_WORK_LIMIT,
        time_limit: float | None = None,
    ) -> CycleBreak:
        """The set of arcs of the least weight without which there is no cycle, with a bound that proves it or says how far
        it can be from the least.

        `weights` is a weight for each row; without it the graph's own weights, or 1 each. `work_limit` is steps of the
        exact search for each component; the answer up to it is always the same. `time_limit` (seconds, in all) and Ctrl-C
        end the search with the best arcs so far. Raises InputError that names each bad weight.
        """
        by_row = self._weights_by_row(weights)
        steps = min(whole(work_limit, "/work_limit"), 2**63)
        with self._in_my_terms():
            total, parts = _core.break_cycles(self._native, self._by_number(by_row), steps, seconds(time_limit))
        numbers, cost, bound = total
        components = [
            ComponentBreak(component, self._rows_of(arcs), of_component, least)
            for component, (arcs, of_component, least) in parts
        ]
        return CycleBreak(self, by_row, self._rows_of(numbers), cost, bound, components)

    # --- what follows from what ---

    def irredundant_arcs(self) -> NDArray[np.int64]:
        """Rows of the arcs that no chain of other arcs implies, rising. Of repeated arcs the one given first."""
        return self._rows_of(_core.irredundant_arcs(self._native))

    def transitive_reduction(self) -> DependencyGraph:
        """The graph of those arcs alone."""
        return self._part(self.irredundant_arcs())

    def transitive_closure(self, *, memory_limit: int = CLOSURE_MEMORY_LIMIT) -> TransitiveClosure:
        """Who waits for whom, directly or through others, as a table of bits. Raises InputError if it would take more than
        `memory_limit` bytes."""
        limit = min(whole(memory_limit, "/memory_limit"), 2**63)
        return TransitiveClosure(self, _core.TransitiveClosure(self._native, limit))

    def reachable_from(self, nodes: Any) -> NodeList:
        """Nodes that wait for any of these, directly or through others, rising; of these themselves those that do."""
        return self._nodes.list(_core.reachable_from(self._native, self._nodes.numbers(nodes)))

    def reachable_to(self, nodes: Any) -> NodeList:
        """Nodes that any of these requires, directly or through others, rising; of these themselves those that are."""
        return self._nodes.list(_core.reachable_to(self._native, self._nodes.numbers(nodes)))

    def requires(self, node: Hashable) -> NodeList:
        """What must move before `node`, directly or not. A node on a cycle requires itself."""
        return self.reachable_to([node])

    def unblocks(self, node: Hashable) -> NodeList:
        """What waits for `node`, directly or not. A node on a cycle waits for itself."""
        return self.reachable_from([node])

    def blocked_counts(self) -> NDArray[np.uint32]:
        """How many nodes wait for each node, directly or through others; a node on a cycle counts itself."""
        return _core.blocked_counts(self._native)

    # --- time ---

    def critical_path(
        self,
        durations: ArrayLike | dict[Any, int] | None = None,
        lags: ArrayLike | None = None,
        deadline: int | None = None,
    ) -> CriticalPath:
        """Earliest and latest times, slack and drivers of all nodes.

        `durations` is a whole number for each node, 1 each without it: in the order of the nodes, or a dictionary or an
        indexed pandas series by name; `lags` one for each row (from the end of the prerequisite to the start of the
        dependent, negative for an overlap), without it the graph's own lags, or 0 each. `deadline` is the latest end of
        all; without it, the earliest end. Raises CycleError; InputError that names each bad duration; OverflowError_ if
        times leave 62 bits.
        """
        times = self._whole_by_node(durations, "durations")
        end = None if deadline is None else whole(deadline, "/deadline")
        with self._in_my_terms():
            native = _core.critical_path(self._native, times, self._lags_by_number(lags), end)
        return CriticalPath(self, times, native)

    def longest_chains(
        self, count: int, durations: ArrayLike | dict[Any, int] | None = None, lags: ArrayLike | None = None
    ) -> list[Chain]:
        """The `count` longest chains, or all if there are fewer, longest first. Durations and lags as in
        `critical_path`. With negative lags the longest chain may be shorter than the critical path, whose first node may
        have prerequisites that do not hold it up. Raises as that."""
        times = self._whole_by_node(durations, "durations")
        number = min(whole(count, "/count"), 2**63)
        if number < 0:
            raise refuse("/count", count, "a whole number of at least 0")
        with self._in_my_terms():
            chains = _core.longest_chains(self._native, number, times, self._lags_by_number(lags))
        return [Chain(self._nodes.list(nodes), length) for nodes, length in chains]

    # --- writing ---

    def to_dot(self, *, bridged: ArrayLike = ()) -> str:
        """The graph in the DOT language of Graphviz: names are labels, their control characters spelt out; nodes of one wave
        stand side by side, and the arcs of the rows `bridged` are dashed and take no part in the waves."""
        return self._written(_core.to_dot, bridged)

    def to_graphml(self, *, bridged: ArrayLike = ()) -> str:
        """The graph in GraphML, with the attributes `name`, `wave`, `lag`, `weight` and `bridged` as far as they are known."""
        return self._written(_core.to_graphml, bridged)

    def _written(self, write: Any, bridged: ArrayLike) -> str:
        rows = self._checked_rows(bridged)
        numbers = rows if self._arc_numbers is None else self._arc_numbers[rows]
        rest = self.without_arcs(rows) if len(rows) else self
        try:
            waves = _core.waves(rest._native)[0]
        except CycleError:
            waves = None
        names = self._nodes.names or ()
        return write(  # type: ignore[no-any-return]
            self._native,
            names=[str(name).encode("utf-8", "backslashreplace").decode() for name in names],
            lags=self._by_number(self._lags),
            weights=self._by_number(self._weights),
            bridged=np.unique(numbers.astype(np.uint32)),
            waves=waves,
        )

    # --- as a value ---

    def __len__(self) -> int:
        return self.nodes

    def __repr__(self) -> str:
        parts = {"names": self._nodes.names, "lags": self._lags, "weights": self._weights}
        known = "".join(f", {name}" for name, values in parts.items() if values is not None)
        return f"<DependencyGraph: {counted(self.nodes, 'node')}, {counted(self.arcs, 'arc')}{known}>"

    def __eq__(self, other: object) -> bool:
        """Whether nodes, names, arcs, lags and weights are the same, the arcs of each prerequisite in the same order."""
        if not isinstance(other, DependencyGraph):
            return NotImplemented
        return (
            self._native.equals(other._native)
            and self._nodes.names == other._nodes.names
            and _same(self._by_number(self._lags), other._by_number(other._lags))
            and _same(self._by_number(self._weights), other._by_number(other._weights))
        )

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), *self._by_row, self.nodes, self._nodes.names, self._lags, self._weights)


def _restore(
    kind: type[DependencyGraph],
    prerequisites: NDArray[Any],
    dependents: NDArray[Any],
    nodes: int,
    names: list[Any] | None,
    lags: NDArray[np.int64] | None,
    weights: NDArray[np.float64] | None,
) -> DependencyGraph:
    return kind(prerequisites, dependents, nodes=nodes, names=names, lags=lags, weights=weights)


def _same(a: NDArray[Any] | None, b: NDArray[Any] | None) -> bool:
    return a is b is None if a is None or b is None else np.array_equal(a, b)
