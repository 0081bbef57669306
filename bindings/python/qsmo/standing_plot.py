"""A picture of continuous assessment: the standing of offerings over time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import altair as alt

from qsmo.assessment import assessment_rows
from qsmo.model import Portfolio

__all__ = ["standings"]

# In words, as a colour and as the colour of text on it. From blue over pale yellow to red: told apart with every kind of
# colour blindness.
STANDINGS = {
    "good": ("Good", "#4a90c4", "#ffffff"),
    "watch": ("Watch", "#a3d2e8", "#000000"),
    "corrective_action": ("Corrective action", "#fee08b", "#000000"),
    "suspended": ("Suspended: no new customers", "#e8743b", "#000000"),
    "delisted": ("Delisted", "#6b0f1a", "#ffffff"),
}
ROW_HEIGHT = 20
MOST_WIDTH = 960
WIDEST_CELL, NARROWEST_CELL = 34, 5
# Below it a score has no room in its cell.
LEAST_FOR_TEXT = 20
MOST_YEAR_LABELS = 14
LABEL_WIDTH = 190
# On each side of a cell, as a share of a period: of one with its score, of one without room for it, and of a ring.
GAP, NARROW_GAP, RING_GAP = 0.03, 0.0, 0.12
TOOLTIPS = [alt.Tooltip(f"{name}:N") for name in ("offering", "period", "standing", "score", "why")]


def standings(portfolio: Portfolio, *, last: int | None = None) -> alt.VConcatChart:
    """A row for each offering that is assessed and a cell for each period, coloured by the standing after it, with the score.

    A period without a score is a ring in the colour of the standing, with a question mark: missing data never looks like a
    pass. Where nothing is drawn, there was nothing to assess. `last` is the last period, as in `assess`.
    """
    rows = assessment_rows(portfolio, last)
    canvas = _Canvas(portfolio, rows)
    panels = [canvas.panel(area, offerings) for area, offerings in _by_area(portfolio, rows)]
    return canvas.finish(panels or [canvas.nothing()])


def _by_area(portfolio: Portfolio, rows: Iterable[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """Names of areas with their offerings that are assessed, in the order of the tables; outside marketplaces last."""
    assessed = dict.fromkeys(row["offering"] for row in rows)
    tables = {name: portfolio._columns(name) for name in ("areas", "marketplaces", "offerings")}
    names = _pairs(tables["areas"], "id", "name")
    area_of = _pairs(tables["marketplaces"], "id", "area")
    market_of = _pairs(tables["offerings"], "id", "marketplace")
    groups = []
    for area in [*names, None]:
        of_area = [offering for offering in assessed if area_of.get(market_of[offering]) == area]
        if of_area:
            groups.append(((names[area] or area) if area else "Outside marketplaces", of_area))
    return groups


def _pairs(columns: dict[str, list[Any]] | None, key: str, value: str) -> dict[Any, Any]:
    assert columns is not None
    return dict(zip(columns[key], columns[value], strict=True))


class _Canvas:
    """What the panels of one picture share. Data stands apart from the charts, as in `qsmo.plots`."""

    def __init__(self, portfolio: Portfolio, rows: list[dict[str, Any]]) -> None:
        self.portfolio = portfolio
        self.rows = rows
        self.datasets: dict[str, list[dict[str, Any]]] = {}
        periods = [row["period"] for row in rows]
        self.first, self.end = min(periods, default=0), max(periods, default=0) + 1
        self.cell = max(NARROWEST_CELL, min(WIDEST_CELL, MOST_WIDTH // (self.end - self.first)))
        self.roomy = self.cell >= LEAST_FOR_TEXT

    def chart(self, rows: list[dict[str, Any]]) -> alt.Chart:
        name = f"rows_{len(self.datasets)}"
        self.datasets[name] = rows
        return alt.Chart(alt.NamedData(name=name))

    def panel(self, area: str, offerings: list[str]) -> alt.LayerChart | alt.FacetChart:
        """The offerings of one area."""
        cells = [self._cell(row) for row in self.rows if row["offering"] in set(offerings)]
        y = alt.Y(
            "offering:N",
            sort=offerings,
            title=None,
            scale=alt.Scale(paddingInner=0.12, paddingOuter=0.06),
            axis=alt.Axis(ticks=False, domain=False, grid=False, labelLimit=LABEL_WIDTH, minExtent=LABEL_WIDTH, maxExtent=LABEL_WIDTH),
        )
        layers = [self._cells(cells, y), self._rings(cells, y), *self._texts(cells, y), *self._horizon()]
        return alt.layer(*layers).properties(width=self.cell * (self.end - self.first), height=alt.Step(ROW_HEIGHT), title=area)

    def nothing(self) -> alt.Chart:
        chart: alt.Chart = self.chart([{"text": "no observations"}]).mark_text(fontSize=14).encode(text="text:N")
        return chart.properties(width=400, height=60)

    def finish(self, panels: list[Any]) -> alt.VConcatChart:
        heading = alt.TitleParams(
            text=f"Standing of offerings: {self.portfolio.name}",
            subtitle=self._subtitle(),
            fontSize=20,
            subtitleFontSize=13,
            offset=14,
        )
        picture: alt.VConcatChart = (
            alt.vconcat(*panels, spacing=18)
            .properties(title=heading, datasets=self.datasets)
            .configure_view(stroke=None)
            .configure_axis(labelFontSize=11, titleFontSize=12, gridColor="#e5e5e5", domainColor="#b0b0b0")
            .configure_title(anchor="start", frame="group", fontSize=14)
            .configure_legend(labelFontSize=12)
        )
        return picture

    def _subtitle(self) -> list[str]:
        if not self.rows:
            return ["Nothing is assessed: the scenario has no observations of measures with a target."]
        number = ", its number the score in percent" if self.roomy else ""
        line = " The black line is the as-of date." if self.first < 0 < self.end else ""
        return [
            f"Each cell is one {self.portfolio.calendar.period} of one offering; its colour is the standing after it{number}.",
            f"A ring with ? has no score, because too little was observed; its colour is the standing after it.{line}",
        ]

    def _cell(self, row: dict[str, Any]) -> dict[str, Any]:
        score = row["score"]
        words, colour, on_colour = STANDINGS[row["standing"]]
        gap = RING_GAP if score is None else GAP if self.roomy else NARROW_GAP
        return {
            "offering": row["offering"],
            "period": row["label"],
            "begin": row["period"] + gap,
            "middle": row["period"] + 0.5,
            "end": row["period"] + 1 - gap,
            "standing": words,
            "colour": colour,
            "text_colour": "#000000" if score is None else on_colour,
            "missing": score is None,
            "score": "missing" if score is None else f"{100 * score:.1f} %",
            "text": "?" if score is None else f"{100 * score:.0f}",
            "why": row["reason"].replace("_", " "),
        }

    def _time(self, field: str) -> alt.X:
        """The periods, with a mark where each fiscal year begins."""
        calendar = self.portfolio.calendar
        starts = [t for t in range(self.first, self.end) if t == self.first or calendar.fiscal_year(t) != calendar.fiscal_year(t - 1)]
        starts = starts[:: -(-len(starts) // MOST_YEAR_LABELS)]
        labels = json.dumps({t: f"FY{calendar.fiscal_year(t)}" for t in starts})
        axis = alt.Axis(values=starts, labelExpr=f"({labels})[datum.value]", labelAlign="left", title=None, grid=False, labelFlush=False)
        scale = alt.Scale(domain=[self.first, self.end], nice=False)
        return alt.X(field, type="quantitative", scale=scale, axis=axis)

    def _cells(self, cells: list[dict[str, Any]], y: alt.Y) -> alt.Chart:
        """Periods with a score."""
        names, colours = [name for name, _, _ in STANDINGS.values()], [colour for _, colour, _ in STANDINGS.values()]
        legend = alt.Legend(orient="top", title=None, symbolType="square", symbolStrokeWidth=0, symbolSize=180, labelLimit=300)
        colour = alt.Color("standing:N", scale=alt.Scale(domain=names, range=colours), legend=legend)
        marks = self.chart([cell for cell in cells if not cell["missing"]]).mark_rect()
        chart: alt.Chart = marks.encode(x=self._time("begin"), x2="end:Q", y=y, color=colour, tooltip=TOOLTIPS)
        return chart

    def _rings(self, cells: list[dict[str, Any]], y: alt.Y) -> alt.Chart:
        """Periods without one."""
        marks = self.chart([cell for cell in cells if cell["missing"]]).mark_rect(filled=False, strokeWidth=2)
        ring = alt.Stroke("colour:N", scale=None)
        chart: alt.Chart = marks.encode(x=self._time("begin"), x2="end:Q", y=y, stroke=ring, tooltip=TOOLTIPS)
        return chart

    def _texts(self, cells: list[dict[str, Any]], y: alt.Y) -> Iterator[alt.Chart]:
        """Scores where there is room for them, and the question marks."""
        shown = [cell for cell in cells if cell["missing"] or self.roomy]
        marks = self.chart(shown).mark_text(fontSize=10 if self.roomy else 8)
        colour = alt.Color("text_colour:N", scale=None)
        yield marks.encode(x=self._time("middle"), y=y, text="text:N", color=colour, tooltip=TOOLTIPS)

    def _horizon(self) -> Iterator[alt.Chart]:
        """Where the plan begins, if that lies within the picture."""
        if self.first < 0 < self.end:
            rule = self.chart([{"as_of": 0, "meaning": f"as of {self.portfolio.as_of}"}]).mark_rule(strokeWidth=2)
            yield rule.encode(x=self._time("as_of"), tooltip=[alt.Tooltip("meaning:N")])
