"""The page of results."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence

from . import instances, minelib
from .methods import CPSAT, HIGHS, HINTED, INTERVALS, METHODS, QSMO
from .results import Facts, Results, Run, gap

Kind = tuple[str, int, float]
SLACKNESS = 30  # per cent by which the bound without pools must exceed the best plan
TARGETS = {
    ("260", 10): 8,
    ("260", 60): 5,
    ("850", 10): 16,
    ("850", 60): 12,
    ("3000", 10): 20,
    ("3000", 60): 15,
    (instances.FEDERAL, 10): 5,
}
"""Gap in per cent, at ratio 0.6 and 40 quarters."""
TIE = 1e-6  # of the value: less decides nothing

ABOUT = f"""Every method reads the same scenario file (generator version 1, seeds as stated; `examples/federal`), has
the same number of threads and of seconds, and a process of its own. The seconds are the solver's own: what a peer takes
to read the scenario and to build its model comes on top, and is in a table of its own. Every plan is checked by qsmo's
checker, which shares nothing with any of the methods; its value is what qsmo's evaluator says, not what the method
claims. Gap is (bound - net benefit) / bound with the method's own bound; a method without a plan counts as the status
quo, which is worth 0. A peer's bound has all its rounding added, which is less than $1. Medians over the seeds, with
the range.

* **{CPSAT}**: OR-Tools CP-SAT on the time-indexed model, all 0/1, with the search `max_lp` beside its own large
  neighbourhoods: with two workers its default does not work on the linear relaxation in earnest.
* **{INTERVALS}**: the same solver on a model in its own words: optional intervals, cumulative pools, precedences
  between integers, costs by the literals of a table; its default searches. It has no participation, and so no
  federal scenario.
* **{HINTED}**: the first model, given qsmo's plan of the same seconds as a complete hint: it has had twice the time.
  The benchmark asserts that the plan is feasible in this model and worth the same.
* **{HIGHS}**: the time-indexed model with columns for "has cut over by t" (sum form).

All stop at a relative gap of 1e-6. The models are exact: tiers, participation, soft dependencies, budgets that carry
over, and bridges discounted period by period are in them (`benchmarks/planning/linear.py`). The generator knows
quarters only, so that 120 quarters stand for 120 months.
"""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(line)} |" for line in lines] + [""]


def span(values: Sequence[float], show: Callable[[float], str]) -> str:
    """Median and range."""
    if not values:
        return ""
    middle = show(statistics.median(values))
    return f"{middle} ({show(min(values))} .. {show(max(values))})" if len(values) > 1 else f"{middle} (once)"


def percent(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 1000 else f"{value:,.0f}"


def _whole(value: float) -> str:
    return f"{value:,.0f}"


def seconds(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:,.0f}"


class _Page:
    def __init__(self, results: Results) -> None:
        self._results = results
        order = {scale: number for number, scale in enumerate(instances.SCALES)}
        kinds = {run.kind for run in results.runs}
        self._kinds = sorted(kinds, key=lambda kind: (kind[1], order[kind[0]], kind[2]))
        self._methods = [method for method in METHODS if any(run.method == method for run in results.runs)]
        self._best = self._best_known()

    def _best_known(self) -> dict[tuple[str, int, float, int], tuple[float, float | None]]:
        """Of each instance the best value and the best bound of all runs."""
        out = {}
        for of in {run.of for run in self._results.runs}:
            runs = [run for run in self._results.runs if run.of == of]
            bounds = [run.bound for run in runs if run.bound is not None]
            out[of] = max((run.value or 0.0 for run in runs), default=0.0), min(bounds, default=None)
        return out

    def _title(self, kind: Kind) -> str:
        scale, periods, ratio = kind
        if scale == instances.FEDERAL:
            return "federal scenario"
        return f"{scale}, ratio {ratio:g}" + (f", {periods} quarters" if periods != instances.QUARTERS else "")

    def _limits(self, kind: Kind) -> list[int]:
        return sorted({run.limit for run in self._results.runs if run.kind == kind})

    def _runs(self, kind: Kind, limit: int | None, method: str) -> list[Run]:
        return [
            run
            for run in self._results.runs
            if run.kind == kind and run.method == method and limit in (None, run.limit)
        ]

    def _grid(self, cell: Callable[[list[Run]], str]) -> list[str]:
        """A row for each class and limit, a column for each method."""
        rows = []
        for kind in self._kinds:
            for limit in self._limits(kind):
                cells = [cell(self._runs(kind, limit, method)) for method in self._methods]
                rows.append([self._title(kind), f"{limit} s", *cells])
        return table(["workloads", "limit", *self._methods], rows)

    # --- cells ---

    @staticmethod
    def _gap(runs: list[Run]) -> str:
        if not runs:
            return ""
        gaps = [run.gap for run in runs if run.gap is not None]
        proven = sum(run.proven for run in runs)
        without = len(runs) - len(gaps)
        parts = [span(gaps, percent)] if gaps else []
        parts += [f"{without} of {len(runs)} without a bound"] if without else []
        parts += [f"{proven} of {len(runs)} proven"] if proven else []
        return ", ".join(parts)

    def _behind_value(self, runs: list[Run]) -> str:
        """Per cent of the best plan's net benefit."""
        return span([gap(run.value or 0.0, self._best[run.of][0]) for run in runs], percent)

    def _behind_bound(self, runs: list[Run]) -> str:
        found = []
        for run in runs:
            best = self._best[run.of][1]
            if run.bound is not None and best is not None:
                found.append(100 * (run.bound - best) / max(abs(best), 1.0))
        return span(found, percent) or ("none" if runs else "")

    # --- sections ---

    def lines(self) -> Iterator[str]:
        yield from self._targets()
        yield "## Gap, % of the method's own bound\n"
        yield from self._grid(self._gap)
        yield "## Who is ahead\n"
        yield (
            "Of the instances of a class: how often qsmo is ahead of, level with, behind the best of the peers that "
            "had no help from it, in the same seconds.\n"
        )
        yield from self._ahead()
        yield "## Plans: net benefit below the best plan known, %\n"
        yield "The best of all methods and limits in this run.\n"
        yield from self._grid(self._behind_value)
        yield "## Bounds: above the best bound known, %\n"
        yield from self._grid(self._behind_bound)
        yield "## Where the gap lies\n"
        yield from self._decomposition()
        yield "## Are the scenarios tight?\n"
        yield from self._slackness()
        yield "## Models, time to load, memory\n"
        yield from self._models()
        yield "## What did not end well\n"
        yield from self._notes()

    def _targets(self) -> Iterator[str]:
        rows = []
        for (scale, limit), target in TARGETS.items():
            periods = instances.QUARTERS if scale != instances.FEDERAL else None
            runs = [
                run
                for run in self._results.runs
                if run.scale == scale and run.limit == limit and run.method == QSMO
                and (periods is None or (run.periods, run.ratio) == (periods, instances.RATIO))
            ]
            gaps = [run.gap for run in runs if run.gap is not None]
            if gaps:
                met = "met" if statistics.median(gaps) <= target else "missed"
                name = "federal scenario" if periods is None else f"{scale} workloads"
                rows.append([f"{name}, {limit} s: gap at most {target} %", span(gaps, percent), met])
        rows += self._mines()
        if rows:
            yield "## Targets\n"
            yield from table(["target", "measured", ""], rows)

    def _mines(self) -> Iterator[list[str]]:
        for mine in self._results.mines:
            below = 100 * (minelib.BEST_KNOWN - mine.value) / minelib.BEST_KNOWN
            measured = f"value {mine.value:,.0f} ({below:.2f} % below the best known), bound {mine.bound:,.0f}"
            met = "met" if below <= 0.3 and mine.bound <= minelib.BOUND_TARGET else "missed"
            title = f"within 0.3 % of {minelib.BEST_KNOWN:,}, bound at most {minelib.BOUND_TARGET:,}"
            yield [f"MineLib {mine.name}, {mine.limit} s: {title}", measured, met]

    def _ahead(self) -> list[str]:
        rows = []
        for kind in self._kinds:
            for limit in self._limits(kind):
                counts = [self._score(kind, limit, *side) for side in ((_value, 1), (_bound, -1))]
                if any(counts):
                    rows.append([self._title(kind), f"{limit} s", *counts])
        return table(["workloads", "limit", "value: ahead, level, behind", "bound: ahead, level, behind"], rows)

    def _score(self, kind: Kind, limit: int, of: Callable[[Run], float | None], sign: int) -> str:
        counts = [0, 0, 0]
        for run in self._runs(kind, limit, QSMO):
            others = [self._results.find(run.of, limit, peer) for peer in (CPSAT, INTERVALS, HIGHS)]
            values = [sign * value for other in others if other and (value := of(other)) is not None]
            mine = of(run)
            if not any(others):
                continue
            if mine is None or values and max(values) > sign * mine + TIE * abs(mine):
                counts[2] += 1
            else:
                counts[1 if values and max(values) >= sign * mine - TIE * abs(mine) else 0] += 1
        return f"{counts[0]}, {counts[1]}, {counts[2]}" if any(counts) else ""

    def _decomposition(self) -> Iterator[str]:
        """The gap of qsmo, cut at the best that any method found."""
        yield (
            "Per cent of qsmo's bound, medians: its bound above the best bound of any method, what no method closed, "
            "and its plan below the best plan of any method.\n"
        )
        rows = []
        for kind in self._kinds:
            limits = self._limits(kind)
            runs = [run for run in self._runs(kind, limits[-1], QSMO) if run.bound is not None] if limits else []
            parts = []
            for run in runs:
                value, bound = self._best[run.of]
                assert run.bound is not None and bound is not None
                scale = 100 / max(abs(run.bound), 1.0)
                below = value - (run.value or 0.0)
                parts.append((scale * (run.bound - bound), scale * (bound - value), scale * below))
            if parts:
                cells = [percent(statistics.median(column)) for column in zip(*parts, strict=True)]
                rows.append([self._title(kind), f"{limits[-1]} s", *cells])
        yield from table(["workloads", "limit", "bound could be lower by", "open", "plan could be better by"], rows)

    def _slackness(self) -> Iterator[str]:
        yield (
            "How much the bound that ignores pools, dependencies and bridges exceeds the best plan known, %. At ratio "
            f"{instances.RATIO} it should be at least {SLACKNESS}.\n"
        )
        rows = []
        for kind in self._kinds:
            facts = [fact for fact in self._results.facts if fact.of[:3] == kind and fact.of in self._best]
            excess = [
                100 * (fact.free_bound - self._best[fact.of][0]) / self._best[fact.of][0]
                for fact in facts
                if self._best[fact.of][0] > 0
            ]
            if excess:
                rows.append([self._title(kind), span(excess, percent)])
        yield from table(["workloads", "excess"], rows)

    def _models(self) -> Iterator[str]:
        yield (
            "Columns and rows of the model, seconds from the scenario in memory to the model in the solver, peak "
            "memory of the process, seconds until the first plan that is better than the status quo; medians of the "
            "runs with the largest limit.\n"
        )
        rows = []
        for kind in self._kinds:
            limit = self._limits(kind)[-1]
            for method in self._methods:
                runs = self._runs(kind, limit, method)
                if runs:
                    rows.append([self._title(kind), method, *self._model(runs)])
        head = ["workloads", "method", "columns", "rows", "build, s", "took, s", "memory, MB", "first plan, s"]
        yield from table(head, rows)
        yield "What the instances hold:\n"
        facts = [self._holds(kind) for kind in self._kinds]
        head = ["instances", "workloads", "ways", "dependencies", "interfaces", "file, MB"]
        yield from table(head, filter(None, facts))

    @staticmethod
    def _model(runs: list[Run]) -> list[str]:
        def median(of: Callable[[Run], float | None], show: Callable[[float], str]) -> str:
            values = [value for run in runs if (value := of(run)) is not None]
            return show(statistics.median(values)) if values else "none"

        own = runs[0].method == QSMO
        model = [
            median(lambda run: run.size.get("columns"), _whole),
            median(lambda run: run.size.get("rows"), _whole),
            median(lambda run: run.build or None, seconds),
        ]
        return [
            *(["", "", ""] if own else model),
            median(lambda run: run.seconds or None, seconds),
            median(lambda run: run.memory, _whole),
            median(lambda run: run.first_plan, seconds),
        ]

    def _holds(self, kind: Kind) -> list[str]:
        facts = [fact for fact in self._results.facts if fact.of[:3] == kind]
        if not facts:
            return []

        def middle(of: Callable[[Facts], float], show: Callable[[float], str] = _whole) -> str:
            return show(statistics.median(of(fact) for fact in facts))

        return [
            self._title(kind),
            middle(lambda it: it.workloads),
            middle(lambda it: it.ways),
            middle(lambda it: it.arcs),
            middle(lambda it: it.bridges),
            middle(lambda it: it.megabytes, seconds),
        ]

    def _notes(self) -> Iterator[str]:
        seen: dict[tuple[str, str, str], int] = {}
        for run in self._results.runs:
            late = run.seconds > 1.1 * run.limit + 0.5
            note = run.note or (f"took {run.seconds:.0f} s of {run.limit}" if late else "")
            if note:
                key = self._title(run.kind), f"{run.limit} s, {run.method}", note
                seen[key] = seen.get(key, 0) + 1
        rows = [[*key, str(times)] for key, times in seen.items()]
        yield from table(["workloads", "run", "note", "times"], rows) if rows else ["Nothing.\n"]


def _value(run: Run) -> float | None:
    return run.value


def _bound(run: Run) -> float | None:
    return run.bound


def page(results: Results, pictures: Sequence[str]) -> str:
    programs = ", ".join(f"{name} {version}" for name, version in results.versions.items())
    lines = [
        "# Results: planning",
        f"{results.date}, {results.machine}; {results.threads} threads. {programs}.",
        "",
        f"`.venv/bin/python benchmarks/planning.py --{results.mode} --out benchmarks/results`",
        "",
        *ABOUT.splitlines(),
        "",
        *(f"![gap over time]({picture})" for picture in pictures),
        "",
        *_Page(results).lines(),
        *results.remarks,
    ]
    return "\n".join(lines).rstrip("\n") + "\n"
