"""What `qsmo order` says about a graph: as plain data, and in words that stay readable for big graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.cells import cell_len, set_cell_size

from qsmo.graph import DependencyGraph
from qsmo.graph_results import ComponentBreak, Cycle, CycleBreak
from qsmo.terminal import safe

__all__ = ["OrderReport"]

WIDTH = 80
NAME_WIDTH = 38
COMPONENTS_SHOWN = 8
WAVES_SHOWN = 12
ARCS_SHOWN = 5


class OrderReport:
    """Components, cycles with the price of breaking them, and order, waves and critical path of what is left then."""

    def __init__(
        self, graph: DependencyGraph, weights: NDArray[np.float64] | None = None, time_limit: float | None = None
    ) -> None:
        """`weights` is what bridging the arc of each row costs; without it, 1 each. `time_limit` is for finding the arcs to
        bridge, in seconds."""
        self.graph = graph
        self._weights = np.ones(graph.arcs) if weights is None else weights
        self._time_limit = time_limit
        self._leaves_weights = weights is None and graph.weights is not None

    @cached_property
    def breaking(self) -> CycleBreak:
        """The arcs to bridge."""
        return self.graph.break_cycles(self._weights, time_limit=self._time_limit)

    def data(self) -> dict[str, Any]:
        """The report as plain data."""
        components, rest = self.graph.components(), self.breaking.graph
        parts = zip(self.breaking.components, self.graph.find_cycles(), strict=True)
        path = rest.critical_path()
        return {
            **_counts(self.graph),
            "order": _listed(rest.order()),
            "waves": [_listed(wave) for wave in rest.waves()],
            "cycles": [self._cycle_data(components[part.component], part, cycle) for part, cycle in parts],
            "cost": self.breaking.cost,
            "bound": self.breaking.bound,
            "critical_path": {"length": path.length, "chain": _listed(path.chain)},
        }

    def _cycle_data(self, members: Any, part: ComponentBreak, cycle: Cycle) -> dict[str, Any]:
        return {
            "size": len(members),
            "nodes": _listed(members),
            "shortest_cycle": _listed(cycle.nodes),
            "bridge": [
                {"prerequisite": prerequisite, "dependent": dependent, "weight": float(self._weights[row])}
                for row, (prerequisite, dependent) in zip(part.rows, self._ends(part.rows), strict=True)
            ],
            "cost": part.cost,
            "bound": part.bound,
        }

    def _ends(self, rows: NDArray[np.int64]) -> list[tuple[Any, Any]]:
        graph = self.graph
        names = graph.names
        columns = (column[rows].tolist() for column in (graph.prerequisites, graph.dependents))
        pairs = zip(*columns, strict=True)
        return list(pairs) if names is None else [(names[a], names[b]) for a, b in pairs]

    # --- in words ---

    def lines(self) -> Iterator[str]:
        """The report in words, within 80 columns unless a number is huge."""
        counts = _counts(self.graph)
        yield f"{_of(counts['nodes'], 'node')}, {_of(counts['arcs'], 'arc')}"
        yield from self._component_lines(counts)
        if counts["cyclic_components"]:
            yield from self._cycle_lines()
        rest = self.breaking.graph
        if len(self.breaking.rows):
            yield ""
            yield "Waves, critical path and order are those without the arcs to bridge."
        if counts["nodes"]:
            yield from _wave_lines(rest)
            yield from _path_lines(rest)
            order = rest.order()
            yield ""
            yield from _listing("Order: ", order)

    def _component_lines(self, counts: dict[str, int]) -> Iterator[str]:
        cyclic = counts["cyclic_components"]
        if not cyclic:
            yield "no cycles"
            return
        largest = _of(counts["largest_component"], "node")
        yield f"{_of(counts['components'], 'component')}, {cyclic:,} with cycles; the largest has {largest}"

    def _cycle_lines(self) -> Iterator[str]:
        breaking = self.breaking
        yield ""
        summary = f"all are broken by bridging {_of(len(breaking.rows), 'arc')}, {_price(breaking)}"
        yield from _wrapped("Cycles: ", summary.split(" "), indent=2)
        if self._leaves_weights:
            yield "each arc counts 1 (the file has weights: --weights)"
        yield "(a -> b: a must come before b)"
        components, cycles = self.graph.components(), self.graph.find_cycles()
        sizes = components.sizes[components.cyclic]
        for place in np.argsort(-sizes, kind="stable")[:COMPONENTS_SHOWN].tolist():
            part = breaking.components[place]
            yield from _listing(f"  {_of(int(sizes[place]), 'node')}: ", components[part.component], indent=4)
            yield from self._part_lines(part, cycles[place])
        left = len(cycles) - COMPONENTS_SHOWN
        if left > 0:
            yield f"  and {_of(left, 'smaller component')} with cycles"

    def _part_lines(self, part: ComponentBreak, cycle: Cycle) -> Iterator[str]:
        what = "a shortest cycle" if cycle.shortest else "a cycle"
        yield from _listing(f"    {what}: ", [*cycle.nodes, cycle.nodes[0]], joint=" ->", indent=6)
        yield f"    bridge {_of(len(part.rows), 'arc')}, {_price(part)}:"
        for prerequisite, dependent in self._ends(part.rows[:ARCS_SHOWN]):
            yield f"      {_clipped(prerequisite, 34)} -> {_clipped(dependent, 34)}"
        if len(part.rows) > ARCS_SHOWN:
            yield f"      and {len(part.rows) - ARCS_SHOWN:,} more"


def _counts(graph: DependencyGraph) -> dict[str, int]:
    components = graph.components()
    return {
        "nodes": graph.nodes,
        "arcs": graph.arcs,
        "components": components.count,
        "cyclic_components": len(components.cyclic),
        "largest_component": int(components.sizes.max(initial=0)),
    }


def _wave_lines(rest: DependencyGraph) -> Iterator[str]:
    waves = rest.waves()
    yield ""
    yield f"Waves: {waves.count:,}; the largest has {_of(int(waves.sizes.max(initial=0)), 'node')}"
    for wave in range(min(waves.count, WAVES_SHOWN)):
        nodes = waves[wave]
        yield from _listing(f"  wave {wave + 1}, {_of(len(nodes), 'node')}: ", nodes, indent=4, most_lines=2)
    if waves.count > WAVES_SHOWN:
        yield f"  and {_of(waves.count - WAVES_SHOWN, 'more wave')}"


def _path_lines(rest: DependencyGraph) -> Iterator[str]:
    path = rest.critical_path()
    lags = ", plus lags" if rest.lags is not None else ""
    yield ""
    yield f"Critical path: {_of(path.length, 'unit')} of time; each node takes one{lags}"
    yield from _listing("  ", path.chain, joint=" ->", indent=4)


def _price(of: CycleBreak | ComponentBreak) -> str:
    """`cost 3, the least there is`."""
    least = "the least there is" if of.optimal else f"no set costs less than {_amount(of.bound)}"
    return f"cost {_amount(of.cost)}, {least}"


def _amount(number: float) -> str:
    return f"{number:,.0f}" if number.is_integer() and number < 1e9 else f"{number:.6g}"


def _of(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _listed(nodes: Any) -> list[Any]:
    return nodes.tolist() if isinstance(nodes, np.ndarray) else list(nodes)


def _clipped(name: object, width: int = NAME_WIDTH) -> str:
    text = safe(name)
    return text if cell_len(text) <= width else set_cell_size(text, width - 3).rstrip() + "..."


def _listing(first: str, nodes: Sequence[Any], *, joint: str = ",", indent: int = 2, most_lines: int = 3) -> Iterator[str]:
    """The nodes after `first`, on a few lines; what does not fit is counted."""
    tail_joint = joint if joint == "," else joint + " ..."
    words = [_clipped(node) + joint for node in nodes[: most_lines * WIDTH // 3]]
    while True:
        left = len(nodes) - len(words)
        if left:
            # What leads on to the words left out stays with the last one shown.
            shown = [*words[:-1], words[-1].removesuffix(joint) + tail_joint] if words else []
            lines = list(_wrapped(first, [*shown, f"and {left:,} more"], indent))
        else:
            lines = list(_wrapped(first, [*words[:-1], *(word.removesuffix(joint) for word in words[-1:])], indent))
        if len(lines) <= most_lines or len(words) <= 1:
            yield from lines
            return
        words.pop()


def _wrapped(first: str, words: Iterable[str], indent: int) -> Iterator[str]:
    line, is_fresh = first, True
    for word in words:
        if not is_fresh and cell_len(line) + 1 + cell_len(word) > WIDTH:
            yield line
            line, is_fresh = " " * indent, True
        line += word if is_fresh else f" {word}"
        is_fresh = False
    yield line.rstrip()
