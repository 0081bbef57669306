"""Compares qsmo's figures of two runs of the benchmark: OLD.json NEW.json. Fails where the new one is worse than noise.

Only instances and limits that both runs have are compared, class by class (scale, horizon, ratio, limit), by the median
over the seeds of the change. Runs of two machines, or of a busy one, are not comparable.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parents[1]))

from planning.methods import QSMO
from planning.results import Results, Run, load

NOISE = {"30": 0.5, "260": 0.7, "850": 1.0, "3000": 1.5, "20000": 2.0, "federal": 0.5}
"""Points of gap that a class may lose; twice that where only a second was given."""
MEMORY = 1.25  # times the old peak, and 50 MB

Class = tuple[str, int, float, int]


@dataclass(frozen=True)
class Change:
    """Medians over the seeds of a class."""

    kind: Class
    old: float
    new: float
    by: float  # points of gap, positive is worse
    noise: float
    faults: tuple[str, ...]

    @property
    def worse(self) -> bool:
        return self.by > self.noise or bool(self.faults)


def _pairs(old: Results, new: Results) -> Iterator[tuple[Run, Run]]:
    for run in new.runs:
        before = old.find(run.of, run.limit, QSMO) if run.method == QSMO else None
        if before:
            yield before, run


def _faults(before: Run, run: Run) -> Iterator[str]:
    seed = f"seed {run.scenario_seed}"
    if run.value is None and before.value is not None:
        yield f"{seed}: {run.note or 'no plan'}"
    if run.bound is None and before.bound is not None:
        yield f"{seed}: no bound"
    if before.proven and not run.proven:
        yield f"{seed}: no longer proven"
    if run.memory > MEMORY * before.memory + 50:
        yield f"{seed}: {run.memory:,.0f} MB instead of {before.memory:,.0f}"


def changes(old: Results, new: Results) -> list[Change]:
    classes: dict[Class, list[tuple[Run, Run]]] = {}
    for before, run in _pairs(old, new):
        classes.setdefault((*run.kind, run.limit), []).append((before, run))
    out = []
    for kind, pairs in classes.items():
        gaps = [(_gap(before), _gap(run)) for before, run in pairs]
        noise = NOISE[kind[0]] * (2 if kind[3] <= 1 else 1)
        by = statistics.median(after - first for first, after in gaps)
        middle = [statistics.median(column) for column in zip(*gaps, strict=True)]
        faults = tuple(fault for before, run in pairs for fault in _faults(before, run))
        out.append(Change(kind, middle[0], middle[1], by, noise, faults))
    return out


def _gap(run: Run) -> float:
    """Without a bound: all of it."""
    return 100.0 if run.gap is None else run.gap


def lines(found: list[Change]) -> Iterator[str]:
    yield "| workloads | periods | ratio | limit | old gap, % | new gap, % | change, points | may lose | |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for change in found:
        scale, periods, ratio, limit = change.kind
        verdict = "; ".join((["worse"] if change.by > change.noise else []) + list(change.faults))
        yield (
            f"| {scale} | {periods} | {ratio:g} | {limit} s | {change.old:.2f} | {change.new:.2f} | {change.by:+.2f} "
            f"| {change.noise:g} | {verdict} |"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    arguments = parser.parse_args()
    found = changes(load(arguments.old), load(arguments.new))
    if not found:
        sys.exit("nothing to compare: the runs have no instance and limit of qsmo in common")
    print("\n".join(lines(found)))
    worse = [change for change in found if change.worse]
    if worse:
        sys.exit(f"{len(worse)} of {len(found)} classes are worse")


if __name__ == "__main__":
    main()
