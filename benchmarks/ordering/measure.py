"""Peers side by side: the same arcs, runs that take turns, results that must agree."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence

from .capped import capped
from .instances import Arcs, Ints
from .peer import OPERATIONS, Peer, Timing
from .results import Row
from .verify import Judge

Say = Callable[[str], None]

GROWTH = 1.5  # time for ten times the arcs, over ten times the time: what is expected
SHORT = 0.02  # seconds; shorter runs are repeated three times as often


class Bench:
    """Measures what is affordable: `limit` seconds for the runs of one peer, operation and graph."""

    def __init__(self, peers: Sequence[Peer], runs: int, limit: float, say: Say) -> None:
        assert runs % 2 == 1
        self.rows: list[Row] = []
        self._peers, self._runs, self._limit, self._say = peers, runs, limit, say
        self._last: dict[tuple[str, str, str], tuple[int, float]] = {}

    def compare(self, kind: str, arcs: Arcs, operations: Sequence[str], judge: Judge | None = None) -> None:
        """Builds and these operations, by all peers that have them."""
        judge = judge or Judge(arcs)
        peers = self._measure_build(kind, arcs)
        for operation in operations:
            able = [peer for peer in peers if operation in peer.operations]
            self._measure(kind, arcs, operation, able, judge)
        for peer in self._peers:
            peer.drop()
        gc.collect()

    def _measure_build(self, kind: str, arcs: Arcs) -> list[Peer]:
        """The peers that have a graph now."""
        affordable = [peer for peer in self._peers if not self._leave_out(kind, arcs, "build", peer)]
        preparation = {peer.name: peer.prepare(arcs) for peer in affordable}
        for row in self._measure(kind, arcs, "build", affordable, None):
            row.preparation = preparation[row.peer]
        for peer in affordable:
            peer.settle()
        return affordable

    def _measure(self, kind: str, arcs: Arcs, operation: str, peers: Sequence[Peer], judge: Judge | None) -> list[Row]:
        self._say(f"{kind}, {arcs.size} arcs: {OPERATIONS[operation]}")
        runs: list[tuple[Peer, Row, int]] = []
        for peer in peers:
            if operation != "build" and self._leave_out(kind, arcs, operation, peer):
                continue
            row = Row(kind, arcs.nodes, arcs.size, operation, peer.name)
            first = peer.run(operation)
            if judge:
                judge.check(operation, peer.numbers(), peer.name)
            count = self._affordable(first)
            if count == 1:
                _add(row, first)
            runs.append((peer, row, count))
        for turn in range(max((count for _, _, count in runs), default=0)):
            for peer, row, count in runs:
                if turn < count > 1:
                    _add(row, peer.run(operation))
        rows = [row for _, row, _ in runs]
        self._keep(rows)
        return rows

    def _keep(self, rows: list[Row]) -> None:
        self.rows += rows
        for row in rows:
            self._last[row.peer, row.operation, row.kind] = (row.arcs, row.median)

    def _affordable(self, first: Timing) -> int:
        """An odd number of runs. Of 1, the first is the only one."""
        once = first.seconds + first.conversion
        if once < SHORT:
            return 3 * self._runs
        fitting = min(self._runs, int(self._limit / once))
        return max(1, fitting - (fitting % 2 == 0))

    def _leave_out(self, kind: str, arcs: Arcs, operation: str, peer: Peer) -> bool:
        """With a row that says why."""
        note = ""
        if arcs.size > peer.most_arcs:
            note = "left out: memory"
        size, seconds = self._last.get((peer.name, operation, kind), (arcs.size, 0.0))
        expected = seconds * arcs.size / size * (GROWTH if arcs.size > size else 1)
        if expected > self._limit:
            note = f"left out: about {expected:.0f} s expected"
        if note:
            self.rows.append(Row(kind, arcs.nodes, arcs.size, operation, peer.name, note=note))
        return bool(note)


def _add(row: Row, timing: Timing) -> None:
    row.seconds.append(timing.seconds)
    row.conversion.append(timing.conversion)


# --- transitive reduction ---


def compare_reductions(
    kind: str,
    arcs: Arcs,
    ours: Sequence[Peer],
    others: dict[str, Callable[[], Peer]],
    runs: int,
    limit: float,
    say: Say,
) -> list[Row]:
    """`ours` take turns in this process; each other peer has a process of its own, because it may take hours or all
    memory."""
    judge = Judge(arcs)
    bench = Bench(ours, runs, limit, say)
    bench.compare(kind, arcs, ["reduction"], judge)
    rows = [row for row in bench.rows if row.operation == "reduction"]
    for name, make in others.items():
        say(f"{kind}, {arcs.size} arcs: transitive reduction by {name}")
        row = Row(kind, arcs.nodes, arcs.size, "reduction", name)
        _reduce_apart(row, arcs, make, judge, runs, limit)
        rows.append(row)
    return rows


def _reduce_apart(row: Row, arcs: Arcs, make: Callable[[], Peer], judge: Judge, runs: int, limit: float) -> None:
    outcome = capped(_reduction_runs, make, arcs, runs, limit, seconds=limit)
    for timing, numbers in filter(None, outcome.results):
        judge.check("reduction", numbers, row.peer)
        _add(row, timing)
    if not row.seconds:
        row.note, row.longer_than = outcome.ended, outcome.longer_than
    elif len(row.seconds) % 2 == 0:
        row.seconds.pop()
        row.conversion.pop()


def _reduction_runs(
    make: Callable[[], Peer], arcs: Arcs, runs: int, limit: float
) -> Iterator[tuple[Timing, Ints] | None]:
    gc.disable()
    peer = make()
    peer.prepare(arcs)
    peer.run("build")
    peer.settle()
    yield None  # ready
    spent = 0.0
    for _ in range(runs):
        timing = peer.run("reduction")
        yield timing, peer.numbers()
        spent += timing.seconds
        if spent + timing.seconds > limit:
            return
