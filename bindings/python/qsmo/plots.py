"""Pictures of plans with Altair, and saving them so that they work offline."""

from __future__ import annotations

import functools
import html
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert

from qsmo._core import Benefit
from qsmo.files import StrPath, write_atomically
from qsmo.model import Portfolio
from qsmo.planning import Plan, _native, compare, evaluate, status_quo
from qsmo.report import dollar_terms, dollars
from qsmo.standing_plot import standings

__all__ = ["cumulative_cost", "gantt", "save_all", "save_chart", "standings"]

# Paler to darker on the way to cutover, then warm while two systems are looked after.
PHASES = {
    "readiness": ("Readiness", "#c6dbef"),
    "selection": ("Selection", "#9ecae1"),
    "engagement": ("Engagement", "#6baed6"),
    "migration": ("Migration", "#2171b5"),
    "hypercare": ("Hypercare", "#fdae61"),
    "dual_run": ("Both systems paid", "#d7301f"),
}
AREA_COLOURS = ["#4e79a7", "#59a14f", "#b07aa1", "#9c755f", "#76b7b2", "#edc948", "#ff9da7", "#bab0ac"]
CASE_COLOURS = ["#737373", "#2171b5"]
GAIN_COLOUR, LOSS_COLOUR = "#41ab5d", "#d7301f"
ROW_HEIGHT = 13
PANEL_WIDTH = 560
MOST_YEAR_LABELS = 12
LABEL_LENGTH = 44
LABEL_WIDTH = 270
MONEY_WIDTH = 860
MOVE_FACTS = ("agency", "service", "offering", "provider", "start", "cutover")


class _Canvas:
    """What the parts of one picture share: the axis of time, and the data, which stands apart from the charts because
    Altair copies and checks again and again what is inside them."""

    def __init__(self, portfolio: Portfolio) -> None:
        self.portfolio = portfolio
        self.datasets: dict[str, list[dict[str, Any]]] = {}

    def chart(self, rows: list[dict[str, Any]]) -> alt.Chart:
        name = f"rows_{len(self.datasets)}"
        self.datasets[name] = rows
        return alt.Chart(alt.NamedData(name=name))

    def year_starts(self) -> dict[int, str]:
        """Period to label for the first period of each fiscal year, thinned out where there are many."""
        year, periods = self.portfolio.calendar.fiscal_year, self.portfolio.periods
        starts = [t for t in range(periods) if t == 0 or year(t) != year(t - 1)]
        step = -(-len(starts) // MOST_YEAR_LABELS)
        return {t: f"FY{year(t)}" for t in starts[::step]}

    def time(self, field: str, *, title: str | None = None) -> alt.X:
        """The horizon, with a line where each fiscal year starts."""
        starts = self.year_starts()
        axis = alt.Axis(
            values=list(starts), labelExpr=f"({json.dumps(starts)})[datum.value]", labelAlign="left", title=title
        )
        scale = alt.Scale(domain=[0, self.portfolio.periods], nice=False)
        return alt.X(field, type="quantitative", scale=scale, axis=axis)

    def finish(self, parts: Sequence[Any], title: str, subtitle: Sequence[str]) -> alt.VConcatChart:
        """The parts below each other as one picture."""
        heading = alt.TitleParams(text=title, subtitle=list(subtitle), fontSize=20, subtitleFontSize=13, offset=14)
        picture: alt.VConcatChart = (
            alt.vconcat(*parts, spacing=24)
            .resolve_scale(color="independent")
            .properties(title=heading, datasets=self.datasets)
            .configure_view(stroke=None)
            .configure_axis(labelFontSize=11, titleFontSize=12, gridColor="#e5e5e5", domainColor="#b0b0b0")
            .configure_title(anchor="start", frame="group", fontSize=14)
            .configure_legend(labelFontSize=12)
        )
        return picture


def _tooltip(*names: str) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{name}:N") for name in names]


# --- the wave plan ---


def gantt(portfolio: Portfolio, plan: Plan, *, rows: int = 400) -> alt.VConcatChart:
    """The wave plan: cutovers over time, then one row per migration, by area and in the order of cutover.

    Each row shows the phases up to cutover, hypercare, and how long both systems are paid; at its end stands the
    offering. Of more than `rows` migrations only those with the largest cost today are drawn.
    """
    canvas, plan = _Canvas(portfolio), Plan(portfolio, _native(portfolio, plan))
    moves = _moves(portfolio, plan)
    largest = sorted(moves, key=lambda move: -move["annual_cost"])[:rows]
    drawn = {move["workload"] for move in largest}
    segments = [segment for segment in _segments(plan) if segment["workload"] in drawn]
    panels = []
    for area in _areas(portfolio, moves):
        of_area = [move for move in moves if move["area"] == area and move["workload"] in drawn]
        if of_area:
            panels.append((len(of_area), _panel(canvas, area, of_area, segments)))
    columns = _columns(panels)
    parts: list[Any] = [_overview(canvas, moves, wide=len(columns) > 1)]
    if columns:
        parts.append(alt.hconcat(*columns, spacing=30))
    return canvas.finish(parts, f"Wave plan: {portfolio.name}", _gantt_subtitle(plan, len(moves), len(drawn)))


def _gantt_subtitle(plan: Plan, moves: int, drawn: int) -> list[str]:
    counts = f"{moves} of {plan.workloads} workloads migrate, {plan.workloads - moves} stay where they are."
    if drawn < moves:
        counts += f" The rows show the {drawn} migrations with the largest cost today."
    return [counts, "Each row is one service of one agency; the black mark is the cutover, beside it the offering."]


def _titles(portfolio: Portfolio, table: str) -> dict[str, str]:
    """Key to full name, or to the key where there is none."""
    columns = portfolio._columns(table)
    assert columns is not None
    return {key: name or key for key, name in zip(columns["id"], columns["name"], strict=True)}


def _areas(portfolio: Portfolio, moves: list[dict[str, Any]]) -> list[str]:
    """Full names of the areas in which anything moves, in the portfolio's order."""
    used = {move["area"] for move in moves}
    return [title for title in dict.fromkeys(_titles(portfolio, "areas").values()) if title in used]


def _moves(portfolio: Portfolio, plan: Plan) -> list[dict[str, Any]]:
    """The migrations, by cutover, with what the pictures say of them."""
    columns = portfolio._columns("workloads")
    assert columns is not None
    cost = dict(zip(columns["id"], columns["annual_cost"], strict=True))
    areas, services = _titles(portfolio, "areas"), _titles(portfolio, "services")
    frame = plan.to_frame()
    moves = frame[frame["action"] == "migrate"].sort_values(["cutover_period", "start_period"], kind="stable")
    return [
        {
            **{key: row[key] for key in ("workload", "agency", "offering", "provider", "start", "cutover")},
            "area": areas[row["area"]],
            "service": services[row["service"]],
            "start_period": max(0, int(row["start_period"])),
            "cutover_period": int(row["cutover_period"]),
            "annual_cost": cost[row["workload"]],
        }
        for row in moves.to_dict("records")
    ]


def _segments(plan: Plan) -> list[dict[str, Any]]:
    return [
        {
            "workload": row["workload"],
            "phase": PHASES[row["phase"]][0],
            "begin": int(row["begin_period"]),
            "end": int(row["end_period"]),
        }
        for row in plan.phases().to_dict("records")
    ]


def _overview(canvas: _Canvas, moves: list[dict[str, Any]], *, wide: bool) -> alt.Chart:
    """How many workloads cut over in each period, by area."""
    areas = _areas(canvas.portfolio, moves)
    counts = Counter((move["cutover_period"], areas.index(move["area"])) for move in moves)
    stacked, rows = Counter[int](), []
    for (t, area), size in sorted(counts.items()):
        span = {"begin": t, "end": t + 0.9, "low": stacked[t], "high": stacked[t] + size}
        rows.append(span | {"cutover": canvas.portfolio.calendar.label(t), "area": areas[area], "workloads": size})
        stacked[t] += size
    scale = alt.Scale(domain=[0, max(stacked.values(), default=1)])
    colour = alt.Color(
        "area:N",
        scale=alt.Scale(domain=areas, range=AREA_COLOURS),
        legend=alt.Legend(orient="top", title=None, labelLimit=400) if areas else None,  # an empty one has no size
    )
    chart: alt.Chart = (
        canvas.chart(rows)
        .mark_rect()
        .encode(
            x=canvas.time("begin"),
            x2="end:Q",
            y=alt.Y("low:Q", title="Workloads", scale=scale, axis=alt.Axis(tickMinStep=1, tickCount=4)),
            y2="high:Q",
            color=colour,
            tooltip=_tooltip("cutover", "area", "workloads"),
        )
        .properties(
            width=2 * PANEL_WIDTH + 300 if wide else PANEL_WIDTH,
            height=110,
            title="Workloads that cut over in each period",
        )
    )
    return chart


def _panel(
    canvas: _Canvas, area: str, moves: list[dict[str, Any]], segments: list[dict[str, Any]]
) -> alt.LayerChart | alt.FacetChart:
    """The rows of one area."""
    by_workload = {move["workload"]: move for move in moves}
    known = [segment | by_workload[segment["workload"]] for segment in segments if segment["workload"] in by_workload]
    end = {move["workload"]: move["cutover_period"] + 1 for move in moves}
    for segment in known:
        end[segment["workload"]] = max(end[segment["workload"]], segment["end"])
    marks = [move | {"end": end[move["workload"]], "text": _short(move["offering"], 22)} for move in moves]
    y = alt.Y("workload:N", sort=list(by_workload), title=None, axis=_row_axis(moves))
    layers = [*_phase_layers(canvas, known, y), _cutover_layer(canvas, marks, y), *_offering_layers(canvas, marks, y)]
    title = f"{area} ({len(moves)} migration{'s' if len(moves) > 1 else ''})"
    return alt.layer(*layers).properties(width=PANEL_WIDTH, height=alt.Step(ROW_HEIGHT), title=title)


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _row_axis(moves: list[dict[str, Any]]) -> alt.Axis:
    """Rows are keyed by workload and labelled by agency and service."""
    labels = {move["workload"]: _short(f"{move['agency']}  {move['service']}", LABEL_LENGTH) for move in moves}
    return alt.Axis(
        labelExpr=f"({json.dumps(labels)})[datum.value]",
        labelLimit=LABEL_WIDTH,
        labelFontSize=10,
        ticks=False,
        domain=False,
        grid=False,
        labelOverlap=False,
        minExtent=LABEL_WIDTH,
        maxExtent=LABEL_WIDTH,
    )


def _phase_layers(canvas: _Canvas, segments: list[dict[str, Any]], y: alt.Y) -> Iterator[alt.Chart]:
    """Phases as bars; the time in which both systems are paid as a thin line below the others."""
    dual = PHASES["dual_run"][0]
    colour = alt.Color(
        "phase:N",
        scale=alt.Scale(domain=[name for name, _ in PHASES.values()], range=[colour for _, colour in PHASES.values()]),
        legend=alt.Legend(orient="top", title=None, symbolType="square"),
    )
    tooltip = _tooltip("phase", *MOVE_FACTS)
    for thin, height, shift in ((False, 8, 0), (True, 2, 5)):
        rows = [row for row in segments if (row["phase"] == dual) is thin]
        bars = canvas.chart(rows).mark_bar(height=height, yOffset=shift)
        yield bars.encode(x=canvas.time("begin"), x2="end:Q", y=y, color=colour, tooltip=tooltip)


def _cutover_layer(canvas: _Canvas, moves: list[dict[str, Any]], y: alt.Y) -> alt.Chart:
    ticks = canvas.chart(moves).mark_tick(color="black", thickness=2, height=ROW_HEIGHT - 2)
    chart: alt.Chart = ticks.encode(x=canvas.time("cutover_period"), y=y, tooltip=_tooltip(*MOVE_FACTS))
    return chart


def _offering_layers(canvas: _Canvas, moves: list[dict[str, Any]], y: alt.Y) -> Iterator[alt.Chart]:
    """The offering after the bar, or before it where there is no room after."""
    latest = 0.8 * canvas.portfolio.periods
    for late, field, align, shift in ((False, "end", "left", 4), (True, "start_period", "right", -4)):
        rows = [move for move in moves if (move["end"] > latest) is late]
        text = canvas.chart(rows).mark_text(align=align, dx=shift, fontSize=9, color="#555555")  # type: ignore[arg-type]
        yield text.encode(x=canvas.time(field), y=y, text="text:N")


def _columns(panels: list[tuple[int, Any]]) -> list[alt.VConcatChart]:
    """The panels in one or two columns of about the same height."""
    if sum(rows for rows, _ in panels) <= 40:
        return [alt.vconcat(*(panel for _, panel in panels), spacing=24)] if panels else []
    columns: list[list[Any]] = [[], []]
    heights = [0, 0]
    for rows, panel in panels:
        shorter = heights.index(min(heights))
        columns[shorter].append(panel)
        heights[shorter] += rows + 4
    return [alt.vconcat(*column, spacing=24) for column in columns if column]


# --- money ---


def cumulative_cost(portfolio: Portfolio, plan: Plan) -> alt.VConcatChart:
    """What plan and status quo cost up to each period, in present value, and what the plan has saved by then.

    Breakeven, from where the cumulative saving stays positive, is marked.
    """
    canvas, benefit = _Canvas(portfolio), compare(portfolio, plan)
    costs = {
        "Status quo": _cumulative(portfolio, status_quo(portfolio)),
        "Plan": _cumulative(portfolio, plan),
    }
    parts = [_cost_lines(canvas, costs), _saving_area(canvas, benefit.cumulative_saving.tolist(), benefit.breakeven)]
    return canvas.finish(parts, f"What the plan costs and saves: {portfolio.name}", _cost_subtitle(portfolio, benefit))


def _cumulative(portfolio: Portfolio, plan: Plan) -> list[float]:
    """Present value of the government's total up to each period, in dollars."""
    statement = evaluate(portfolio, plan)
    cents = statement.cents().sum(axis=0)
    totals = cents.sum(axis=0) - cents[statement.kinds.index("transfer")]
    return [float(amount) / 100 for amount in (totals * portfolio.discount_factors).cumsum()]


def _cost_subtitle(portfolio: Portfolio, benefit: Benefit) -> list[str]:
    breakeven = "no breakeven within the horizon"
    if benefit.breakeven is not None:
        t = benefit.breakeven
        breakeven = f"breakeven in {portfolio.calendar.label(t)} (FY{portfolio.calendar.fiscal_year(t)})"
    verb = "saves" if benefit.net_benefit >= 0 else "costs"
    return [
        f"The plan {verb} {dollars(abs(benefit.net_benefit))} against the status quo; {breakeven}.",
        f"Present value at {100 * portfolio.settings['discount_rate']:g} % a year, {dollar_terms(portfolio)}.",
    ]


def _series(portfolio: Portfolio, amounts: Sequence[float], scale: float) -> list[dict[str, Any]]:
    """What has come together by the end of a period stands at the start of the next one; at first there is nothing."""
    label = portfolio.calendar.label
    return [
        {"period": t, "until": f"start of {label(t)}", "amount": amount / scale, "dollars": dollars(amount)}
        for t, amount in enumerate([0.0, *amounts])
    ]


def _money_unit(amounts: Iterable[float]) -> tuple[float, str]:
    largest = max(map(abs, amounts))
    if largest >= 2e9:
        return 1e9, "$ billions"
    return (1e6, "$ millions") if largest >= 2e6 else (1e3, "$ thousands")


def _amount(title: str) -> alt.Y:
    return alt.Y("amount:Q", title=title, axis=alt.Axis(minExtent=50))


def _cost_lines(canvas: _Canvas, costs: dict[str, list[float]]) -> alt.LayerChart | alt.FacetChart:
    scale, unit = _money_unit(amount for amounts in costs.values() for amount in amounts)
    series = {case: _series(canvas.portfolio, amounts, scale) for case, amounts in costs.items()}
    rows = [row | {"case": case} for case, of_case in series.items() for row in of_case]
    colour = alt.Color("case:N", scale=alt.Scale(domain=list(costs), range=CASE_COLOURS), legend=None)
    x, y = canvas.time("period"), _amount(f"Cumulative cost ({unit})")
    lines = canvas.chart(rows).mark_line(strokeWidth=3)
    layers = [lines.encode(x=x, y=y, color=colour, tooltip=_tooltip("case", "until", "dollars"))]
    upper = max(costs, key=lambda case: costs[case][-1])
    for case, of_case in series.items():
        # The ends may lie on each other: one label goes up, the other down.
        last = canvas.chart([of_case[-1] | {"case": case, "text": f"{case} {of_case[-1]['dollars']}"}])
        text = last.mark_text(align="left", dx=6, dy=-9 if case == upper else 9, fontSize=13, fontWeight="bold")
        layers.append(text.encode(x=x, y=y, color=colour, text="text:N"))
    return alt.layer(*layers).properties(width=MONEY_WIDTH, height=300, title="Cumulative cost")


def _saving_area(canvas: _Canvas, amounts: list[float], breakeven: int | None) -> alt.LayerChart | alt.FacetChart:
    scale, unit = _money_unit(amounts)
    rows = _series(canvas.portfolio, amounts, scale)
    x, y = canvas.time("period", title="Start of fiscal year"), _amount(f"Cumulative saving ({unit})")
    tooltip = _tooltip("until", "dollars")
    layers = [
        canvas.chart([row | {"amount": side(0.0, row["amount"])} for row in rows])
        .mark_area(color=colour, opacity=0.7)
        .encode(x=x, y=y, tooltip=tooltip)
        for side, colour in ((max, GAIN_COLOUR), (min, LOSS_COLOUR))
    ]
    layers.append(canvas.chart(rows).mark_line(color="#333333", strokeWidth=1.5).encode(x=x, y=y, tooltip=tooltip))
    last = canvas.chart(rows[-1:]).mark_text(align="left", dx=6, fontSize=13, fontWeight="bold")
    layers.append(last.encode(x=x, y=y, text="dollars:N"))
    if breakeven is not None:
        layers += _breakeven_layers(canvas, breakeven, x)
    title = "Cumulative saving of the plan against the status quo (below zero: still an investment)"
    return alt.layer(*layers).properties(width=MONEY_WIDTH, height=220, title=title)


def _breakeven_layers(canvas: _Canvas, breakeven: int, x: alt.X) -> list[alt.Chart]:
    # The period with which the saving is positive ends where the next one starts.
    base = canvas.chart([{"period": breakeven + 1, "text": f"Breakeven {canvas.portfolio.calendar.label(breakeven)}"}])
    rule = base.mark_rule(strokeDash=[5, 4], strokeWidth=1.5)
    late = breakeven > 0.8 * canvas.portfolio.periods
    label = base.mark_text(align="right" if late else "left", dx=-6 if late else 6, fontSize=13, fontWeight="bold")
    return [rule.encode(x=x), label.encode(x=x, y=alt.value(8), text="text:N")]


# --- files ---

PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>body {{ font-family: sans-serif; margin: 1.5em; }}</style>
</head>
<body>
<div id="chart"></div>
<script>
{bundle}
</script>
<script>
vegaEmbed("#chart", {specification}, {options});
</script>
</body>
</html>
"""
# The page may load nothing at all; Vega compiles expressions, hence eval.
POLICY = "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:"
OPTIONS = {"renderer": "svg", "actions": {"export": True, "source": False, "compiled": False, "editor": False}}
# In a script element these could end it, open a comment or break a string.
SCRIPT_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


@functools.cache
def _bundle() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script."""
    return vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", vl_version=_vega_lite_version())


def _vega_lite_version() -> str:
    """`v6.1.0` as vl-convert wants it: `6.1`."""
    return ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])


def _script(value: object) -> str:
    return json.dumps(value).translate(SCRIPT_ESCAPES)


def _page(chart: alt.TopLevelMixin, title: str) -> str:
    return PAGE.format(
        policy=POLICY,
        title=html.escape(title),
        bundle=_bundle(),
        specification=_script(chart.to_dict()),
        options=_script(OPTIONS),
    )


def save_chart(chart: alt.TopLevelMixin, path: StrPath, *, scale: float = 1.5) -> None:
    """Save a chart as `.html`, `.png` or `.svg`, whole or not at all.

    The HTML page carries all its scripts, loads nothing from anywhere, and treats names from the scenario as text.
    Raises IoError, and ValueError for another suffix.
    """
    suffix = Path(path).suffix.lower()
    if suffix == ".html":
        write_atomically(path, _page(chart, Path(path).stem))
    elif suffix == ".png":
        png = vl_convert.vegalite_to_png(chart.to_json(), vl_version=_vega_lite_version(), scale=scale)
        write_atomically(path, png)
    elif suffix == ".svg":
        write_atomically(path, vl_convert.vegalite_to_svg(chart.to_json(), vl_version=_vega_lite_version()))
    else:
        raise ValueError(f"a chart can be saved as .html, .png or .svg, not as {suffix or 'a name without suffix'}")


def save_all(portfolio: Portfolio, plan: Plan, folder: StrPath) -> list[Path]:
    """Save both pictures as HTML and PNG into a folder, which is made if need be; the paths."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, chart in (("gantt", gantt(portfolio, plan)), ("cumulative_cost", cumulative_cost(portfolio, plan))):
        for suffix in (".html", ".png"):
            paths.append(target / f"{name}{suffix}")
            save_chart(chart, paths[-1])
    return paths
