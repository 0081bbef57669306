"""The page of results: tables by operation, and the targets of the issue."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence

from .cycles import EXACT, HEURISTIC
from .libraries import Qsmo
from .native import BARE, QSMO
from .online import PETGRAPH, REORDER, SAMPLES
from .peer import OPERATIONS
from .results import Entry, Results, Row, Trial

OURS = (QSMO, Qsmo.name)
DAG, DIRECTED, DEBIAN = "random DAG", "random directed", "Debian"
REDUCTION = "reduction of "
FULL_SIZE = 10**7  # arcs of which the targets speak


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(line)} |" for line in lines] + [""]


def digits(value: float) -> str:
    """Three significant digits, not in the scientific form."""
    if value == 0:
        return "0"
    value = float(f"{value:.3g}")
    decimals = max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:,.{decimals}f}"


def span(seconds: Sequence[float], unit: float = 1e-3) -> str:
    """Median and range."""
    low, middle, high = (digits(f(seconds) / unit) for f in (min, statistics.median, max))
    return f"{middle} ({low} .. {high})" if len(seconds) > 1 else f"{middle} (once)"


def count(number: int) -> str:
    power = round(math.log10(number)) if number else 0
    return f"10^{power}" if number == 10**power and power >= 4 else f"{number:,}"


# --- tables by operation ---


class _Tables:
    """Of one kind of graph, whatever its sizes."""

    def __init__(self, results: Results, kind: str) -> None:
        self._rows = [row for row in results.rows if row.kind == kind]
        self._sizes = sorted({(row.arcs, row.nodes) for row in self._rows})
        self._peers = list(dict.fromkeys(row.peer for row in self._rows))

    def lines(self) -> Iterator[str]:
        for operation, title in OPERATIONS.items():
            if any(row.operation == operation for row in self._rows):
                yield f"**{title[0].upper()}{title[1:]}**, ms\n"
                yield from table(["", *self._heads(), "of qsmo (C++)"], self._cells(operation))
        yield "Conversion, timed apart, ms:\n"
        yield from table(["", "what", *self._heads()], self._conversions())

    def _heads(self) -> list[str]:
        return [f"{count(arcs)} arcs, {count(nodes)} nodes" for arcs, nodes in self._sizes]

    def _find(self, operation: str, peer: str) -> list[Row | None]:
        by_size = {row.arcs: row for row in self._rows if (row.operation, row.peer) == (operation, peer)}
        return [by_size.get(arcs) for arcs, _ in self._sizes]

    def _cells(self, operation: str) -> Iterator[list[str]]:
        ours = self._find(operation, QSMO)
        for peer in self._peers:
            found = self._find(operation, peer)
            if any(found):
                yield [peer, *map(_cell, found), _times(found, ours)]

    def _conversions(self) -> Iterator[list[str]]:
        for peer in self._peers:
            build = self._find("build", peer)
            if any(row and row.preparation > 1e-4 for row in build):
                yield [peer, "columns → its input", *(_number(row, row.preparation if row else 0.0) for row in build)]
            for operation, title in OPERATIONS.items():
                found = self._find(operation, peer)
                times = [statistics.median(row.conversion) if row and row.conversion else 0.0 for row in found]
                if max(times, default=0.0) > 1e-4:
                    yield [peer, f"{title} → NumPy", *map(_number, found, times)]


def _cell(row: Row | None) -> str:
    if row is None:
        return ""
    return span(row.seconds) if row.seconds else row.note


def _number(row: Row | None, seconds: float) -> str:
    return digits(seconds * 1e3) if row and row.seconds and seconds else ""


def _times(found: list[Row | None], ours: list[Row | None]) -> str:
    """At the largest size that both have."""
    for row, our_row in zip(reversed(found), reversed(ours), strict=True):
        if row and our_row and row.seconds and our_row.seconds:
            return f"{digits(row.median / our_row.median)} x"
    return ""


# --- targets ---


class _Targets:
    """What the issue asks, beside what was measured."""

    def __init__(self, results: Results) -> None:
        self._results = results
        self.size = max((row.arcs for row in results.rows if row.kind == DAG), default=0)

    def lines(self) -> Iterator[str]:
        yield from table(["work", "target", "compared with", *OURS, ""], self._rows())

    def _rows(self) -> Iterator[list[str]]:
        at = f"{count(self.size)} arcs"
        if self.size:
            yield from self._faster(f"arrays → graph, {at}", DAG, "build", 20, only="python-igraph")
            yield from self._faster(f"arrays → graph, {at}", DAG, "build", 5, only="rustworkx")
            yield from self._faster(f"any valid order, {at}", DAG, "any_order", 4)
            yield from self._at_most_bare(f"any valid order, {at}")
            yield from self._faster(f"lexicographic order, {at}", DAG, "order", 3)
            yield from self._faster(f"waves, {at}", DAG, "waves", 3)
            for kind in (DAG, DIRECTED):
                yield from self._faster(f"components, {kind}, {at}", kind, "components", 3)
        for kind in dict.fromkeys(row.kind for row in self._results.rows if row.kind.startswith(REDUCTION)):
            yield from self._faster(f"transitive {kind}", kind, "reduction", 10)
        yield from self._cycles()
        yield from self._online()
        yield from self._memory()

    def _pick(self, kind: str, operation: str) -> dict[str, Row]:
        rows = [row for row in self._results.rows if (row.kind, row.operation) == (kind, operation)]
        largest = max((row.arcs for row in rows), default=0)
        return {row.peer: row for row in rows if row.arcs == largest}

    def _faster(self, work: str, kind: str, operation: str, factor: float, only: str = "") -> Iterator[list[str]]:
        rows = self._pick(kind, operation)
        peers = [row for row in rows.values() if row.peer not in (*OURS, BARE) and only in ("", row.peer)]
        done = [row for row in peers if row.seconds]
        if done:
            fastest = min(done, key=lambda row: row.median)
            name, seconds, over = f"{fastest.peer}, {digits(fastest.median * 1e3)} ms", fastest.median, ""
        else:
            name = "no peer came to an end: " + ", ".join(f"{row.peer} {row.note}" for row in peers)
            seconds, over = min((row.longer_than for row in peers if row.longer_than), default=0.0), "over "
        ratios = {peer: seconds / rows[peer].median for peer in OURS if peer in rows}
        cells = [f"{over}{digits(ratios[peer])} times" if peer in ratios else "" for peer in OURS]
        # That the peers which ran out of memory would be slower is not known.
        verdict = _verdict(min(ratios.values()) >= factor) if seconds else ""
        yield [work, f"{factor:g} times faster", name, *cells, verdict]

    def _at_most_bare(self, work: str) -> Iterator[list[str]]:
        rows = self._pick(DAG, "any_order")
        bare = rows[BARE].median
        ratios = {peer: rows[peer].median / bare for peer in OURS if peer in rows}
        cells = [f"{digits(ratios[peer])} times its time" if peer in ratios else "" for peer in OURS]
        verdict = _verdict(max(ratios.values()) <= 1.5)
        yield [work, "at most 1.5 times its time", f"bare Kahn loop, {digits(bare * 1e3)} ms", *cells, verdict]

    def _cycles(self) -> Iterator[list[str]]:
        trials = self._results.cycles
        finished = [trial for trial in trials if trial.entries[EXACT].seconds]
        if not trials:
            return
        of = f"{len(finished)} of {len(trials)} graphs that it finishes"
        yield self._cycle_row("never costlier", f"{EXACT}: {of}", finished, EXACT, _not_costlier)
        yield self._cycle_row("faster", f"{EXACT}: {of}", finished, EXACT, _is_faster)
        yield self._cycle_row("never costlier", f"{HEURISTIC}: {len(trials)} graphs", trials, HEURISTIC, _not_costlier)

    def _cycle_row(
        self, target: str, other: str, trials: list[Trial], peer: str, holds: Callable[[Entry, Entry], bool]
    ) -> list[str]:
        cells, met = [], True
        for name in OURS:
            pairs = [(trial.entries[name], trial.entries[peer]) for trial in trials if name in trial.entries]
            kept = sum(holds(ours, theirs) for ours, theirs in pairs)
            met &= kept == len(pairs)
            cells.append(f"on {kept} of {len(pairs)}" if pairs else "")
        return ["cycle breaking", target, other, *cells, _verdict(met)]

    def _online(self) -> Iterator[list[str]]:
        for trial in self._results.online:
            work = f"online insertion: {count(trial.arcs)} arcs, {trial.graph}"
            ours = trial.entries[QSMO].median
            for peer, factor, target in ((REORDER, 10, "10 times faster"), (PETGRAPH, 1, "no slower")):
                entry = trial.entries.get(peer)
                if not entry:
                    continue
                seconds = entry.median if entry.seconds else entry.longer_than
                name = f"{peer}, {f'{digits(seconds)} s' if entry.seconds else entry.note}"
                ratio = f"{'' if entry.seconds else 'over '}{digits(seconds / ours)} times" if seconds else ""
                yield [work, target, name, ratio, "", _verdict(seconds / ours >= factor) if seconds else ""]

    def _memory(self) -> Iterator[list[str]]:
        for row in self._results.memory:
            allowed = 12 * row.arcs + 24 * row.nodes
            work = f"memory of graph and any order, {count(row.arcs)} arcs, {count(row.nodes)} nodes"
            held = f"{row.peak / 1e6:,.1f} MB at the peak"
            verdict = _verdict(row.peak <= allowed)
            yield [work, "12 bytes an arc, 24 a node", f"{allowed / 1e6:,.1f} MB", held, "", verdict]


def _verdict(met: bool) -> str:
    return "met" if met else "**missed**"


def _not_costlier(ours: Entry, theirs: Entry) -> bool:
    assert ours.cost is not None and theirs.cost is not None
    return ours.cost <= theirs.cost


def _is_faster(ours: Entry, theirs: Entry) -> bool:
    return ours.median < theirs.median


# --- single experiments ---


def _reductions(results: Results) -> Iterator[str]:
    yield (
        "qsmo's runs take turns in one process. Each of the others has a process of its own, with two thirds of the "
        f"memory, which is ended if a run takes over {results.limit:g} s.\n"
    )
    kinds = dict.fromkeys(row.kind for row in results.rows if row.kind.startswith(REDUCTION))
    for kind in kinds:
        rows = [row for row in results.rows if row.kind == kind]
        ours = {row.peer: row for row in rows}[QSMO]
        yield f"Transitive {kind}, {rows[0].nodes:,} nodes, {rows[0].arcs:,} arcs:\n"
        cells = ([row.peer, _cell(row), _times([row], [ours])] for row in rows)
        yield from table(["", "ms", "of qsmo (C++)"], cells)


def _cycle_table(results: Results) -> Iterator[str]:
    yield (
        "What the arcs chosen cost, added up from the weights, and the time from graph and weights to those arcs; each "
        "choice is checked to leave no cycle. igraph's exact method has a process of its own, which is ended if a run "
        f"takes over {results.limit:g} s; the others take turns in one.\n"
    )
    ours = [name for name in OURS if any(name in trial.entries for trial in results.cycles)]
    timed = [*ours, EXACT, HEURISTIC]
    head = ["graph", "nodes", "arcs", "weights", "cost: qsmo", "its bound", EXACT, HEURISTIC]
    yield from table([*head, *(f"ms: {name}" for name in timed)], (_cycle_cells(t, timed) for t in results.cycles))


def _cycle_cells(trial: Trial, timed: list[str]) -> list[str]:
    entries = trial.entries
    ours = entries[QSMO]
    costs = map(_plain, (ours.cost, ours.bound, entries[EXACT].cost, entries[HEURISTIC].cost))
    times = [span(entries[name].seconds) if entries[name].seconds else entries[name].note for name in timed]
    return [trial.graph, f"{trial.nodes:,}", f"{trial.arcs:,}", trial.variant, *costs, *times]


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"


def _online_table(results: Results) -> Iterator[str]:
    rows = []
    for trial in results.online:
        for name, entry in trial.entries.items():
            what = f"{count(trial.arcs)}, {trial.graph}, {count(trial.nodes)} nodes"
            time = span(entry.seconds, 1) if entry.seconds else entry.note
            rows.append([what, f"{trial.accepted:,}", name, time])
    yield from table(["arcs", "inserted, the others refused", "", "s"], rows)
    yield (
        f"Ordering anew is not run after each of the arcs: qsmo's own any valid order is measured on the graphs after "
        f"{SAMPLES} insertions spread evenly, the graph being given for free, and the mean is multiplied by the arcs.\n"
    )


def _memory_table(results: Results) -> Iterator[str]:
    rows = []
    for row in results.memory:
        sizes = (row.graph, row.graph_and_order, row.peak)
        allowed = 12 * row.arcs + 24 * row.nodes
        rows.append([count(row.arcs), count(row.nodes), *(f"{size:,}" for size in sizes), f"{allowed:,}"])
    head = ["arcs", "nodes", "graph", "graph and order", "peak while both are made", "allowed: 12 an arc, 24 a node"]
    yield from table(head, rows)
    if len(results.memory) == 2:
        yield from table(["bytes", "an arc", "a node"], _memory_shares(results))
        yield "These solve the two rows for what an arc and a node take.\n"


def _memory_shares(results: Results) -> Iterator[list[str]]:
    """The same arcs with different nodes tell what a node takes; the rest is the arcs'."""
    a, b = results.memory
    for name in ("graph", "graph_and_order", "peak"):
        first, second = getattr(a, name), getattr(b, name)
        node = (second - first) / (b.nodes - a.nodes)
        arc = (first - node * a.nodes) / a.arcs
        yield [name.replace("_", " "), f"{arc:.2f}", f"{node:.2f}"]


# --- the page ---

INTRODUCTION = """\
Written by `benchmarks/ordering.py --{mode}` on {date}; nothing here is written by hand.

* {machine}.
* {versions}.
* All libraries get the same arcs: all different, no self arcs, in random order, node labels shuffled. A number is the
  median, with the range, of an odd number of runs: {runs} or fewer where a run takes long, three times as many where it
  takes under 20 ms. Runs of different libraries take turns, so each finds caches that the others have used.
* Times are from a library's own graph to its own result; what turns NumPy columns into its input, and its result into a
  NumPy array, is timed apart. Python's garbage collector is off. The arcs are two columns of 64-bit integers in Python,
  of 32-bit integers in C++.
* Each first result is checked: orders against the arcs, waves and components against NumPy and scipy, and the same
  waves, components, lexicographic orders and reductions from all.
* What was expected to take over {limit:g} s, going by a smaller size, is left out, and the table says how long was
  expected.
* The bare loop is a textbook's, over the same rows (CSR) with 32-bit counters: a queue, a heap for the lexicographic
  order.
"""

NOTES = {
    DAG: "Uniform pairs, turned round to obey a hidden order.",
    DIRECTED: "A component of about 70 % of the nodes, and before and after it nodes on no cycle.",
    DEBIAN: "Binary packages of Debian 12, Depends.",
    f"{DEBIAN}, condensed": "The same, each component one node.",
}


def page(results: Results, picture: str) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in results.versions.items())
    facts = {"mode": results.mode, "date": results.date, "runs": results.runs, "limit": results.limit}
    lines = ["# Results: ordering", INTRODUCTION.format(**facts, machine=results.machine, versions=versions)]
    lines += [f"* {remark}" for remark in results.remarks]
    lines += ["", "## Targets", *_Targets(results).lines()]
    if any(row.kind == DAG for row in results.rows):
        lines += ["## Growth", f"![Time an arc against the number of arcs]({picture})", ""]
    for kind, note in NOTES.items():
        if any(row.kind == kind for row in results.rows):
            lines += [f"## {kind[0].upper()}{kind[1:]}", note, "", *_Tables(results, kind).lines()]
    lines += _section("Transitive reduction", _reductions(results), results.rows)
    lines += _section("Breaking cycles", _cycle_table(results), results.cycles)
    lines += _section("Online insertion", _online_table(results), results.online)
    lines += _section("Memory, bytes", _memory_table(results), results.memory)
    return "\n".join(lines).rstrip() + "\n"


def _section(title: str, lines: Iterator[str], data: Sequence[object]) -> list[str]:
    body = list(lines) if data else []
    return [f"## {title}", *body] if body else []
