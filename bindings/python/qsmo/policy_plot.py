"""The picture of a comparison of policies."""

from __future__ import annotations

from typing import Any

import altair as alt

from qsmo.policy_comparison import FEASIBLE, PolicyComparison, PolicyOutcome
from qsmo.report import dollar_terms, dollars

__all__ = ["comparison"]

VALUE, ROOM = "#2171b5", "#c6dbef"
MANDATE, VOLUNTARY = "#d7301f", "#6a51a3"
WIDTH = 560
# Vega says giga where money says billion.
DOLLARS = alt.Axis(format="$~s", labelExpr="replace(datum.label, 'G', 'B')", labelOverlap=True)


def comparison(found: PolicyComparison) -> alt.VConcatChart:
    """Per policy, the net benefit found and how much more the bound leaves open; below, what its force costs, as intervals."""
    names = [outcome.name for outcome in found.outcomes]
    parts: list[Any] = [_benefits(found, names)]
    if prices := _prices(found):
        parts.append(_price_chart(prices, names))
    heading = alt.TitleParams(
        text=f"Policies compared: {found.portfolio.name}",
        subtitle=[f"present value, {dollar_terms(found.portfolio)}"],
        fontSize=20,
        subtitleFontSize=13,
        offset=14,
    )
    picture: alt.VConcatChart = (
        alt.vconcat(*parts, spacing=28)
        .resolve_scale(color="independent")
        .properties(title=heading)
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=12, titleFontSize=12, gridColor="#e5e5e5", domainColor="#b0b0b0", labelLimit=260)
        .configure_title(anchor="start", frame="group", fontSize=14)
        .configure_legend(labelFontSize=12)
    )
    return picture


def _benefits(found: PolicyComparison, names: list[str]) -> alt.LayerChart:
    rows = [
        {
            "policy": outcome.name,
            # What breaks a rule is worth nothing here.
            "value": outcome.result.net_benefit if _kept(outcome) else 0,
            "bound": outcome.result.bound if _kept(outcome) else 0,
            "label": f"{dollars(outcome.result.net_benefit)} of at most {dollars(outcome.result.bound)}, "
            f"{outcome.result.plan.migrations} migrations, {len(outcome.worse_off)} agencies worse off"
            if _kept(outcome)
            else f"{outcome.result.status}: no plan keeps every rule",
        }
        for outcome in found.outcomes
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(y=alt.Y("policy:N", sort=names, title=None))
    room = base.mark_bar(color=ROOM, height=20).encode(x=alt.X("value:Q", title="net benefit, dollars", axis=DOLLARS), x2="bound:Q")
    value = base.mark_bar(color=VALUE, height=20).encode(x="value:Q")
    text = base.mark_text(align="left", dx=4, dy=18, fontSize=11).encode(x=alt.datum(0), text="label:N")
    chart: alt.LayerChart = alt.layer(room, value, text).properties(width=WIDTH, height=alt.Step(56), title="Net benefit: found (dark), and what the bound leaves open (pale)")
    return chart


def _kept(outcome: PolicyOutcome) -> bool:
    return outcome.result.status in FEASIBLE


def _prices(found: PolicyComparison) -> list[dict[str, Any]]:
    rows = []
    for outcome in found.outcomes:
        for kind, interval in (("mandate", outcome.price_of_mandate), ("voluntariness", outcome.price_of_voluntariness)):
            if interval is not None:
                rows.append(
                    {
                        "policy": outcome.name,
                        "price": f"price of {'the ' if kind == 'mandate' else ''}{kind}",
                        "least": interval[0],
                        "most": interval[1],
                        "label": f"{dollars(interval[0])} to {dollars(interval[1])}",
                    }
                )
    return rows


def _price_chart(rows: list[dict[str, Any]], names: list[str]) -> alt.LayerChart:
    kinds = ["price of the mandate", "price of voluntariness"]
    colour = alt.Color("price:N", scale=alt.Scale(domain=kinds, range=[MANDATE, VOLUNTARY]), legend=alt.Legend(title=None, orient="top"))
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("policy:N", sort=names, title=None), yOffset=alt.YOffset("price:N", sort=kinds)
    )
    bar = base.mark_bar(height=10, cornerRadius=4).encode(
        x=alt.X("least:Q", title="dollars", axis=DOLLARS), x2="most:Q", color=colour
    )
    text = base.mark_text(align="left", dx=6, fontSize=11).encode(x="most:Q", text="label:N")
    chart: alt.LayerChart = alt.layer(bar, text).properties(width=WIDTH, height=alt.Step(28), title="What its force costs: the price lies within the bar")
    return chart
