"""How time grows with the number of arcs."""

from __future__ import annotations

from pathlib import Path

import altair as alt
import vl_convert

from .native import BARE, NATIVE, QSMO
from .peer import OPERATIONS
from .report import DAG, DIRECTED, OURS
from .results import Results

PANELS = [(DAG, operation) for operation in ("build", "any_order", "order", "waves", "components")]
PANELS.append((DIRECTED, "components"))
PER_ROW = 3
COLOURS = {
    QSMO: "#d7301f",
    OURS[1]: "#fc8d59",
    BARE: "#000000",
    "Boost compressed_sparse_row_graph": "#2171b5",
    "Boost adjacency_list": "#6baed6",
    "NetworkX": "#41ab5d",
    "rustworkx": "#8c510a",
    "python-igraph": "#807dba",
    "scipy.sparse.csgraph": "#bf812d",
    "NetworKit": "#01665e",
}
assert NATIVE.keys() <= COLOURS.keys()


def _panel(results: Results, kind: str, operation: str) -> alt.LayerChart | alt.FacetChart:
    rows = [
        {"arcs": row.arcs, "library": row.peer, "nanoseconds": 1e9 * row.median / row.arcs}
        for row in results.rows
        if (row.kind, row.operation) == (kind, operation) and row.seconds
    ]
    peers = list(dict.fromkeys(row.peer for row in results.rows if row.peer in COLOURS))
    scale = alt.Scale(domain=peers, range=[COLOURS[peer] for peer in peers])
    ticks = alt.Axis(values=[10**power for power in range(3, 10)], format="~s")
    lines = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("arcs:Q", scale=alt.Scale(type="log"), title="Arcs", axis=ticks),
        y=alt.Y("nanoseconds:Q", scale=alt.Scale(type="log"), title="Nanoseconds an arc", axis=alt.Axis(tickCount=5)),
        color=alt.Color("library:N", scale=scale, legend=alt.Legend(orient="right", title=None, labelLimit=300)),
    )
    title = f"{OPERATIONS[operation][0].upper()}{OPERATIONS[operation][1:]}: {kind}"
    return alt.layer(lines.mark_line(), lines.mark_point(filled=True, size=30)).properties(
        width=250, height=210, title=title
    )


def growth(results: Results) -> alt.ConcatChart:
    chart: alt.ConcatChart = (
        alt.concat(*(_panel(results, *panel) for panel in PANELS), columns=PER_ROW, spacing=28)
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=11, titleFontSize=12, gridColor="#e5e5e5", domainColor="#b0b0b0")
        .configure_title(anchor="start", fontSize=13)
        .configure_legend(labelFontSize=12)
    )
    return chart


def save_growth(results: Results, path: Path) -> None:
    version = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    path.write_text(vl_convert.vegalite_to_svg(growth(results).to_json(), vl_version=version))
