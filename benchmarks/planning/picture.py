"""How the gap falls over time, by method: one picture a scale."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert

from .instances import FEDERAL, QUARTERS, RATIO, SCALES
from .methods import CPSAT, HIGHS, HINTED, INTERVALS, QSMO
from .results import Results, Run, gap

COLOURS = {QSMO: "#d7301f", CPSAT: "#2171b5", INTERVALS: "#6baed6", HINTED: "#807dba", HIGHS: "#41ab5d"}
EARLIEST = 0.05  # seconds; from here on the axis runs


def _points(run: Run) -> Iterator[dict[str, Any]]:
    """Steps of the run's own trace, its end as it was checked. Without a plan or bound the gap is all of it."""
    for at, value, bound in run.trace:
        if at <= run.limit:
            yield {"seconds": max(at, EARLIEST), "gap": _gap(value, bound), "end": False}
    yield {"seconds": float(run.limit), "gap": _gap(run.value, run.bound), "end": True}


def _gap(value: float | None, bound: float | None) -> float:
    return 100.0 if bound is None else min(100.0, gap(max(value or 0.0, 0.0), bound))


def _rows(results: Results, scale: str) -> list[dict[str, Any]]:
    periods_and_ratio = {(run.periods, run.ratio) for run in results.runs if run.scale == scale}
    wanted = (QUARTERS, RATIO) if scale != FEDERAL else next(iter(periods_and_ratio), None)
    runs = [run for run in results.runs if run.scale == scale and (run.periods, run.ratio) == wanted]
    longest = max((run.limit for run in runs), default=0)
    return [
        {"method": run.method, "seed": run.scenario_seed, **point}
        for run in runs
        if run.limit == longest
        for point in _points(run)
    ]


def _chart(rows: list[dict[str, Any]], title: str) -> alt.LayerChart:
    methods = [method for method in COLOURS if any(row["method"] == method for row in rows)]
    last = max(row["seconds"] for row in rows)
    colour = alt.Scale(domain=methods, range=[COLOURS[method] for method in methods])
    data: Any = alt.Chart(alt.Data(values=rows))  # type: ignore[no-untyped-call]
    lines = data.encode(
        x=alt.X("seconds:Q", scale=alt.Scale(type="log", domain=[EARLIEST, last], nice=False), title="Seconds"),
        y=alt.Y("gap:Q", scale=alt.Scale(domain=[0, 100]), title="Gap, % of the own bound"),
        color=alt.Color("method:N", scale=colour, legend=alt.Legend(title=None)),
        detail="seed:N",
    )
    steps = lines.mark_line(interpolate="step-after", opacity=0.75, strokeWidth=1.3)
    ends = lines.mark_point(filled=True, size=30).transform_filter("datum.end")
    chart: alt.LayerChart = (
        alt.layer(steps, ends, title=title)
        .properties(width=420, height=240)
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=11, titleFontSize=12, gridColor="#e5e5e5", domainColor="#b0b0b0")
        .configure_title(anchor="start", fontSize=13)
        .configure_legend(labelFontSize=12)
    )
    return chart


def save(results: Results, folder: Path) -> list[str]:
    """One line a seed; the names of the files."""
    version = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    names = []
    for scale in SCALES:
        rows = _rows(results, scale)
        if rows:
            title = "Federal scenario" if scale == FEDERAL else f"About {int(scale):,} workloads, ratio {RATIO}"
            names.append(f"planning_{scale}.svg")
            text = vl_convert.vegalite_to_svg(_chart(rows, title).to_json(), vl_version=version)
            (folder / names[-1]).write_text(text)
    return names
