"""Results in words and small tables: for the command line, notebooks and reports."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from qsmo.planning import evaluate, status_quo

if TYPE_CHECKING:
    import pandas as pd

    from qsmo.model import Portfolio
    from qsmo.planning import Plan, Result

__all__ = ["dollars", "money_by_fiscal_year", "moves_by_area", "summary", "summary_lines", "table_lines"]

UNITS = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K"))


def dollars(amount: float) -> str:
    """An amount for people, with three significant digits: `$1.23 B`, `-$45.6 M`, `$0`."""
    if not math.isfinite(amount):
        return "unlimited" if amount > 0 else "unknown"
    sign = "-" if round(amount) < 0 else ""
    size = abs(amount)
    for scale, unit in UNITS:
        if size >= 0.9995 * scale:
            digits = max(0, 2 - int(math.log10(size / scale * 1.0005)))
            return f"{sign}${size / scale:,.{digits}f} {unit}"
    return f"{sign}${size:,.0f}"


def dollar_terms(portfolio: Portfolio) -> str:
    """What dollars are meant, and up to when they count."""
    year = portfolio.settings["base_year"]
    which = f"constant {year} dollars" if year else "constant dollars"
    return f"{which}, no value beyond the horizon"


def moves_by_area(plan: Plan) -> dict[str, dict[int, int]]:
    """How many workloads of each area cut over in each fiscal year."""
    counts: dict[str, dict[int, int]] = {}
    moves = plan.to_frame()
    moves = moves[moves["action"] == "migrate"]
    for area, year in sorted(zip(moves["area"], moves["fiscal_year"].astype(int), strict=True)):
        of_area = counts.setdefault(area, {})
        of_area[year] = of_area.get(year, 0) + 1
    return counts


def money_by_fiscal_year(plan: Plan) -> pd.DataFrame:
    """Dollars of the plan and of the status quo, one row per fiscal year and case: each kind of money, and the total."""
    import pandas as pd

    cases = {"status quo": status_quo(plan.portfolio), "plan": plan}
    years = {case: evaluate(plan.portfolio, of_case).by_fiscal_year() for case, of_case in cases.items()}
    return pd.concat(years, names=["case"]).swaplevel().sort_index(level=0, sort_remaining=False)


def _finite(number: float) -> float | None:
    """The number if JSON has it."""
    return number if math.isfinite(number) else None


def summary(result: Result) -> dict[str, Any]:
    """What a result says, as plain data."""
    breakeven = result.breakeven
    money = evaluate(result.portfolio, result.plan).by_fiscal_year().to_dict("index")
    return {
        "scenario": result.portfolio.name,
        "status": result.status,
        "net_benefit": _finite(result.net_benefit),
        "bound": _finite(result.bound),
        "gap": _finite(result.gap),
        "cost": _finite(result.cost),
        "dollars": f"present value, {dollar_terms(result.portfolio)}",
        "breakeven": None if breakeven is None else result.portfolio.calendar.label(breakeven),
        "workloads": result.plan.workloads,
        "migrations": result.plan.migrations,
        "migrations_by_area_and_fiscal_year": moves_by_area(result.plan),
        "money_by_fiscal_year": {
            year: {kind: round(amount, 2) for kind, amount in row.items() if amount} for year, row in money.items()
        },
        "warnings": result.warnings,
        "stopped": result.stopped,
        "seed": result.seed,
        "work_limit": result.work_limit,
        "time_limit": result.time_limit,
    }


def headline(result: Result) -> list[tuple[str, str]]:
    """The figures that come first, as label and text."""
    breakeven = result.breakeven
    stopped = ", stopped by its time limit or on request" if result.stopped else ""
    return [
        ("status", result.status + stopped),
        ("net benefit", f"{dollars(result.net_benefit)} (present value, {dollar_terms(result.portfolio)})"),
        ("bound", f"{dollars(result.bound)}: no plan has a higher net benefit"),
        ("gap", f"{result.gap:.2%}" if math.isfinite(result.gap) else "unknown"),
        ("breakeven", "none within the horizon" if breakeven is None else result.portfolio.calendar.label(breakeven)),
        ("migrations", f"{result.plan.migrations} of {result.plan.workloads} workloads"),
    ]


def summary_lines(result: Result) -> Iterator[str]:
    """What a result says, in words and small tables."""
    for label, text in headline(result):
        yield f"{label + ':':13}{text}"
    yield ""
    yield from table_lines(*_moves_table(result.plan))
    yield ""
    yield from table_lines(*_money_table(result.plan))
    if result.warnings:
        yield ""
    for warning in result.warnings:
        yield f"warning: {warning}"


Table = tuple[list[str], list[list[object]]]


def _moves_table(plan: Plan) -> Table:
    counts = moves_by_area(plan)
    years = sorted({year for of_year in counts.values() for year in of_year})
    rows: list[list[object]] = [
        [area, *(of_year.get(year, "") for year in years), sum(of_year.values())] for area, of_year in counts.items()
    ]
    return ["migrations", *(f"FY{year}" for year in years), "all"], rows


def _money_table(plan: Plan) -> Table:
    totals = money_by_fiscal_year(plan)["total"].unstack("case")
    rows: list[list[object]] = [
        [f"FY{year}", dollars(row["status quo"]), dollars(row["plan"]), dollars(row["status quo"] - row["plan"])]
        for year, row in totals.to_dict("index").items()
    ]
    return ["undiscounted", "status quo", "plan", "saving"], rows


def table_lines(header: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A table as text; columns after the first are aligned to the right."""
    lines = [[str(cell) for cell in row] for row in (header, *rows)]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    for first, *others in lines:
        padded = [first + " " * (widths[0] - cell_len(first))]
        padded += [" " * (width - cell_len(cell)) + cell for cell, width in zip(others, widths[1:], strict=True)]
        yield "  ".join(padded).rstrip()


def html_table(rows: Iterable[Sequence[object]], header: Sequence[object] = ()) -> str:
    """A table with every cell escaped."""

    def line(cells: Sequence[object], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{html.escape(str(cell))}</{tag}>" for cell in cells) + "</tr>"

    head = f"<thead>{line(header, 'th')}</thead>" if header else ""
    return f"<table>{head}<tbody>{''.join(line(row, 'td') for row in rows)}</tbody></table>"


def portfolio_html(portfolio: Portfolio) -> str:
    facts = portfolio.describe()
    rows = [
        ("horizon", f"{facts['periods']} {facts['period']}s from {facts['as_of']}"),
        ("cost today", f"{dollars(facts['annual_cost'])} a year"),
        *((name, size) for name, size in facts["tables"].items() if size),
    ]
    return f"<b>Portfolio {html.escape(portfolio.name)}</b>" + html_table(rows)


def plan_html(plan: Plan) -> str:
    waves = plan.waves()
    columns = ["cutover", "fiscal_year", "migrations", "agencies", "offerings"]
    title = f"<b>Plan of {html.escape(plan.portfolio.name)}</b>: {plan.migrations} migrations in {len(waves)} waves"
    return title + html_table(waves[columns].itertuples(index=False), columns)


def result_html(result: Result) -> str:
    warnings = "".join(f"<li>{html.escape(warning)}</li>" for warning in result.warnings)
    listed = f"<p>Warnings:</p><ul>{warnings}</ul>" if warnings else ""
    return f"<b>Result for {html.escape(result.portfolio.name)}</b>{html_table(headline(result))}{listed}"
