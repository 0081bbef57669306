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

    from qsmo.comparison import WhatIf
    from qsmo.model import Portfolio
    from qsmo.planning import Plan, Result

__all__ = [
    "dollars",
    "money_by_fiscal_year",
    "moves_by_area",
    "summary",
    "summary_lines",
    "table_lines",
    "what_if_lines",
    "what_if_summary",
]

PRICES_SHOWN = 8
CHANGES_SHOWN = 20

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
        "objective": _finite(result.objective),
        "objective_terms": [{"name": t.name, "count": t.count, "amount": t.amount} for t in result.objective_terms],
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
        "shadow_prices": price_rows(result),
        "infeasibility": witness_data(result),
        "warnings": result.warnings,
        "stopped": result.stopped,
        "seed": result.seed,
        "work_limit": result.work_limit,
        "time_limit": result.time_limit,
    }


def price_rows(result: Result) -> list[dict[str, Any]]:
    """The shadow prices as plain data."""
    table = result.shadow_prices
    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    return [row | {"entities": row["entities"].split(" | ")} for row in rows]


def witness_data(result: Result) -> dict[str, Any] | None:
    """Why no plan is feasible, as plain data."""
    witness = result.infeasibility
    if witness is None:
        return None
    names = ["message", "kind", "entities", "period", "last_period", "fiscal_year", "last_fiscal_year"]
    names += ["workloads", "draws", "need", "capacity", "unit"]
    return {name: getattr(witness, name) for name in names}


def headline(result: Result) -> list[tuple[str, str]]:
    """The figures that come first, as label and text."""
    breakeven = result.breakeven
    stopped = ", stopped by its time limit or on request" if result.stopped else ""
    terms = ", ".join(f"{term.name} {dollars(term.amount)} for {term.count}" for term in result.objective_terms)
    return [
        ("status", result.status + stopped),
        ("net benefit", f"{dollars(result.net_benefit)} (present value, {dollar_terms(result.portfolio)})"),
        *([("objective", f"{dollars(result.objective)}: net benefit less {terms}")] if terms else []),
        *_proof(result, "objective" if terms else "net benefit"),
        ("breakeven", "none within the horizon" if breakeven is None else result.portfolio.calendar.label(breakeven)),
        ("migrations", f"{result.plan.migrations} of {result.plan.workloads} workloads"),
    ]


def _proof(result: Result, aim: str) -> list[tuple[str, str]]:
    """Bound and gap, of a plan that keeps the rules. Of another they would say nothing."""
    if result.status not in ("optimal", "feasible"):
        return []
    return [
        ("bound", f"{dollars(result.bound)}: no plan has a higher {aim}"),
        ("gap", f"{result.gap:.2%}" if math.isfinite(result.gap) else "unknown"),
    ]


def summary_lines(result: Result) -> Iterator[str]:
    """What a result says, in words and small tables."""
    for label, text in headline(result):
        yield f"{label + ':':13}{text}"
    yield ""
    yield from table_lines(*_moves_table(result.plan))
    yield ""
    yield from table_lines(*_money_table(result.plan))
    if len(result.shadow_prices):
        yield ""
        yield from table_lines(*_price_table(result))
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


def _price_table(result: Result) -> Table:
    """The dearest scarce capacities."""
    dearest = result.shadow_prices.sort_values("price", ascending=False, kind="stable")
    rows: list[list[object]] = [
        [
            f"{row.kind} {row.entities}",
            row.label if isinstance(row.label, str) else f"FY{row.fiscal_year}",
            f"{price(row.price)} per {row.unit.removesuffix('s')}",
        ]
        for row in dearest.head(PRICES_SHOWN).itertuples()
    ]
    return ["one more unit of (dearest first)", "when", "is worth about"], rows


def price(amount: float) -> str:
    """An amount for people, with cents if it is small."""
    return dollars(amount) if amount >= UNITS[-1][0] else f"${amount:,.2f}"


def what_if_summary(found: WhatIf) -> dict[str, Any]:
    """What a comparison says, as plain data."""
    changes = found.changes
    rows = changes.astype(object).where(changes.notna(), None).to_dict("records")
    return {
        "base": summary(found.base),
        "variant": summary(found.variant),
        "difference": _finite(found.difference),
        "least": found.least,
        "most": found.most,
        "decisions": rows,
    }


def what_if_lines(found: WhatIf) -> Iterator[str]:
    """What a comparison says, in words and small tables."""
    sides = (found.base, found.variant)
    rows: list[list[object]] = [["status", *(side.status for side in sides)]]
    rows += [["net benefit", *(dollars(side.net_benefit) for side in sides)]]
    if found.base.objective_terms:
        rows += [["objective", *(dollars(side.objective) for side in sides)]]
    rows += [["bound", *(dollars(side.bound) for side in sides)]]
    rows += [["gap", *(f"{side.gap:.2%}" for side in sides)]]
    rows += [["migrations", *(side.plan.migrations for side in sides)]]
    yield from table_lines(["", "base", "variant"], rows)
    yield ""
    if found.least is None or found.most is None:
        yield "what the change is worth is unknown: a feasible plan is missing"
    else:
        yield f"the change is worth between {dollars(found.least)} and {dollars(found.most)}; the plans differ by {dollars(found.difference)}"
    yield f"(present value, {dollar_terms(found.base.portfolio)}, each against its own status quo)"
    changes = found.changes
    yield ""
    yield f"{len(changes)} decision{'' if len(changes) == 1 else 's'} differ{'s' if len(changes) == 1 else ''}"
    for row in changes.head(CHANGES_SHOWN).to_dict("records"):
        yield f"  {row['workload']}: {_decision(row, 'base')} -> {_decision(row, 'variant')}"
    if len(changes) > CHANGES_SHOWN:
        yield f"  and {len(changes) - CHANGES_SHOWN} more (all of them with --format json)"
    for word, side in zip(("base", "variant"), sides, strict=True):
        for warning in side.warnings:
            yield f"warning ({word}): {warning}"


def _decision(row: dict[str, Any], side: str) -> str:
    offering = row[f"{side}_offering"]
    return f"{offering} in {row[f'{side}_cutover']}" if isinstance(offering, str) else "retained"


def what_if_html(found: WhatIf) -> str:
    lines = "\n".join(html.escape(line) for line in what_if_lines(found))
    return f"<b>What if, for {html.escape(found.base.portfolio.name)}</b><pre>{lines}</pre>"


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
