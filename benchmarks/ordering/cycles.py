"""Breaking cycles: what the arcs chosen cost, and how long the choice took."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import igraph
import numpy as np
from numpy.typing import NDArray

from . import libraries
from .capped import capped
from .instances import REAL_GRAPHS, Arcs, Ints, random_cyclic, real_graph
from .measure import Say
from .native import QSMO, Program
from .peer import timed
from .results import Entry, Trial
from .verify import breaks_cycles

Weights = NDArray[np.float64]

EXACT, HEURISTIC = "igraph ip", "igraph eades"


def cases(sizes: Sequence[int], densities: Sequence[float], folder: Path | None) -> Iterator[tuple[Arcs, str, Weights]]:
    """Graphs, each with all weights 1 and with weights of 1 to 9."""
    graphs = [real_graph(name, folder) for name in REAL_GRAPHS] if folder else []
    graphs += [random_cyclic(nodes, round(nodes * density)) for nodes in sizes for density in densities]
    for arcs in graphs:
        yield arcs, "1", np.ones(arcs.size)
        yield arcs, "1 to 9", np.random.default_rng(1).integers(1, 10, arcs.size).astype(np.float64)


def _igraph(arcs: Arcs) -> igraph.Graph:
    return igraph.Graph(arcs.nodes, np.column_stack([arcs.prerequisites, arcs.dependents]), directed=True)


def _exact_runs(arcs: Arcs, weights: Weights, runs: int, limit: float) -> Iterator[tuple[list[int], float] | None]:
    graph, list_of_weights = _igraph(arcs), weights.tolist()
    yield None  # ready
    spent = 0.0
    for _ in range(runs):
        rows, seconds = timed(lambda: graph.feedback_arc_set(weights=list_of_weights, method="ip"))
        yield rows, seconds
        spent += seconds
        if spent + seconds > limit:
            return


class _Comparison:
    """All ways on one graph."""

    def __init__(self, arcs: Arcs, variant: str, weights: Weights, program: Program) -> None:
        self._arcs, self._weights, self._program = arcs, weights, program
        self.trial = Trial(arcs.name, arcs.nodes, arcs.size, variant)
        self._graph, self._list = _igraph(arcs), weights.tolist()

    def take_turns(self, runs: int) -> None:
        for _ in range(runs):
            self._qsmo()
            if libraries.HAS_QSMO:
                self._qsmo_python()
            self._heuristic()

    def exact(self, runs: int, limit: float) -> None:
        outcome = capped(_exact_runs, self._arcs, self._weights, runs, limit, seconds=limit)
        for rows, seconds in filter(None, outcome.results):
            self._add(EXACT, np.array(rows, np.int64), seconds)
        if EXACT not in self.trial.entries:
            self.trial.entries[EXACT] = Entry(note=outcome.ended)

    def _qsmo(self) -> None:
        self._program.load(self._arcs)
        answer = self._program.ask("break", self._program.write("weights", self._weights))
        entry = self._add(QSMO, self._program.numbers(), answer["seconds"])
        assert np.isclose(entry.cost, answer["cost"]), "the cost told is not that of the arcs"
        assert answer["bound"] <= answer["cost"]
        entry.bound = answer["bound"]

    def _qsmo_python(self) -> None:
        graph = libraries.qsmo_graph(self._arcs)  # anew: it keeps which row an arc came from
        result, seconds = timed(lambda: graph.break_cycles(self._weights))
        entry = self._add(libraries.Qsmo.name, libraries.qsmo_rows(result), seconds)
        entry.bound = result.bound

    def _heuristic(self) -> None:
        rows, seconds = timed(lambda: self._graph.feedback_arc_set(weights=self._list, method="eades"))
        self._add(HEURISTIC, np.array(rows, np.int64), seconds)

    def _add(self, name: str, rows: Ints, seconds: float) -> Any:
        """The first run's answer is checked."""
        entry = self.trial.entries.setdefault(name, Entry())
        if entry.cost is None:
            assert breaks_cycles(self._arcs, rows), f"{name} leaves a cycle in {self._arcs.name}"
            entry.cost = float(self._weights[rows].sum())
        entry.seconds.append(seconds)
        return entry


def compare_cycles(
    program: Program,
    sizes: Sequence[int],
    densities: Sequence[float],
    folder: Path | None,
    runs: int,
    limit: float,
    say: Say,
) -> list[Trial]:
    trials = []
    for arcs, variant, weights in cases(sizes, densities, folder):
        say(f"breaking cycles: {arcs.name}, weights {variant}")
        comparison = _Comparison(arcs, variant, weights, program)
        comparison.take_turns(runs)
        comparison.exact(runs, limit)
        trials.append(comparison.trial)
    return trials
