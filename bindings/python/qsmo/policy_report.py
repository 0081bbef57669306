"""Comparisons of policies in words, small tables and plain data."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from qsmo.report import dollar_terms, dollars, table_lines

if TYPE_CHECKING:
    import pandas as pd

    from qsmo.planning import Plan
    from qsmo.policy_comparison import Interval, PolicyComparison, PolicyOutcome

__all__ = ["comparison_lines", "comparison_summary", "reason_lines"]

AGENCIES_SHOWN = 8
EXCUSES_SHOWN = 6


def comparison_summary(comparison: PolicyComparison) -> dict[str, Any]:
    """What a comparison says, as plain data."""
    costs = comparison.cost_by_fiscal_year
    return {
        "scenario": comparison.portfolio.name,
        "dollars": f"present value, {dollar_terms(comparison.portfolio)}",
        "differences": comparison.differences.astype(object).where(comparison.differences.notna(), None).to_dict("records"),
        "policies": [_outcome_data(comparison, outcome) for outcome in comparison.outcomes],
        "status_quo_cost_by_fiscal_year": _by_year(costs["status quo"]),
    }


def _outcome_data(comparison: PolicyComparison, outcome: PolicyOutcome) -> dict[str, Any]:
    result = outcome.result
    return {
        "policy": outcome.name,
        "status": result.status,
        "excuses": [{"workload": excuse.workload, "reason": excuse.reason} for excuse in outcome.excuses],
        "net_benefit": _finite(result.net_benefit),
        "bound": _finite(result.bound),
        "gap": _finite(result.gap),
        "free_net_benefit": _finite(outcome.free.net_benefit),
        "free_bound": _finite(outcome.free.bound),
        "migrations": result.plan.migrations,
        "price_of_mandate": _interval_data(outcome.price_of_mandate),
        "price_of_voluntariness": _interval_data(outcome.price_of_voluntariness),
        "agencies_worse_off": outcome.worse_off.to_dict("records"),
        "quality_shortfalls": outcome.quality_shortfalls,
        "cost_by_fiscal_year": _by_year(comparison.cost_by_fiscal_year[outcome.name]),
        "delays": [
            {"marketplace": delay.marketplace, "due": delay.due, "value": delay.value, "cost": _interval_data(delay.cost)}
            for delay in outcome.delays
        ],
        "warnings": result.warnings,
    }


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None


def _interval_data(interval: Interval | None) -> dict[str, float] | None:
    return None if interval is None else {"least": interval[0], "most": interval[1]}


def _by_year(costs: pd.Series) -> dict[int, float]:
    return {int(year): round(float(amount), 2) for year, amount in costs.items()}


def comparison_lines(comparison: PolicyComparison) -> Iterator[str]:
    """What a comparison says, in words and small tables."""
    outcomes = comparison.outcomes
    yield from table_lines(
        ["", *(outcome.name for outcome in outcomes)],
        [
            ["status", *(outcome.result.status for outcome in outcomes)],
            ["waivers its mandate needs", *(len(outcome.excuses) if outcome.mandatory else "" for outcome in outcomes)],
            ["net benefit", *(dollars(outcome.result.net_benefit) for outcome in outcomes)],
            ["at most (bound)", *(dollars(outcome.result.bound) for outcome in outcomes)],
            ["free of its force", *(dollars(outcome.free.net_benefit) for outcome in outcomes)],
            ["at most (bound)", *(dollars(outcome.free.bound) for outcome in outcomes)],
            ["migrations", *(outcome.result.plan.migrations for outcome in outcomes)],
            ["price of the mandate", *(_mandate(outcome) for outcome in outcomes)],
            ["price of voluntariness", *(_interval(outcome.price_of_voluntariness, "not voluntary") for outcome in outcomes)],
            ["agencies worse off", *(f"{len(outcome.worse_off)} of {len(outcome.agencies)}" for outcome in outcomes)],
            ["subsidy they would need", *(dollars(outcome.worse_off["subsidy"].sum()) for outcome in outcomes)],
            ["moves to unproven quality", *(len(outcome.quality_shortfalls) for outcome in outcomes)],
        ],
    )
    yield f"(present value, {dollar_terms(comparison.portfolio)}; a price lies between the two numbers)"
    yield from _difference_lines(comparison)
    yield ""
    yield from _cost_lines(comparison)
    yield from _agency_lines(comparison)
    yield from _excuse_lines(comparison)
    yield from _delay_lines(comparison)
    for outcome in outcomes:
        for warning in outcome.result.warnings:
            yield f"warning ({outcome.name}): {warning}"


def _mandate(outcome: PolicyOutcome) -> str:
    if not outcome.mandatory:
        return "no mandate"
    return _interval(outcome.price_of_mandate, "no plan found")


def _interval(interval: Interval | None, otherwise: str) -> str:
    return otherwise if interval is None else f"{dollars(interval[0])} to {dollars(interval[1])}"


def _difference_lines(comparison: PolicyComparison) -> Iterator[str]:
    rows = [
        [row["policy"], row["over"], dollars(row["value"]), _interval((row["least"], row["most"]), "unknown")]
        for row in comparison.differences.dropna().to_dict("records")
    ]
    if rows:
        yield ""
        yield from table_lines(["what it is worth more", "than", "plans found", "best plans"], rows)


def _cost_lines(comparison: PolicyComparison) -> Iterator[str]:
    costs = comparison.cost_by_fiscal_year
    rows = [[f"FY{year}", *(dollars(cost) for cost in row)] for year, row in zip(costs.index, costs.to_numpy(), strict=True)]
    yield from table_lines(["cost, undiscounted", *costs.columns], rows)


def _agency_lines(comparison: PolicyComparison) -> Iterator[str]:
    for outcome in comparison.outcomes:
        worst = outcome.worse_off.sort_values("subsidy", ascending=False, kind="stable")
        if worst.empty:
            continue
        yield ""
        rows = [[row.agency, row.migrations, dollars(row.value), dollars(row.subsidy)] for row in worst.head(AGENCIES_SHOWN).itertuples()]
        yield from table_lines([f"worse off under {outcome.name}", "migrations", "value to it", "subsidy to join"], rows)
        if len(worst) > AGENCIES_SHOWN:
            yield f"and {len(worst) - AGENCIES_SHOWN} more (all of them with --format json)"


def _excuse_lines(comparison: PolicyComparison) -> Iterator[str]:
    for outcome in comparison.outcomes:
        if not outcome.excuses:
            continue
        yield ""
        yield f"waivers without which no plan was found under {outcome.name}: {len(outcome.excuses)}, such as"
        for excuse in outcome.excuses[:EXCUSES_SHOWN]:
            yield f"  {excuse.workload}: {excuse.reason}"


def _delay_lines(comparison: PolicyComparison) -> Iterator[str]:
    rows = [
        [f"{delay.marketplace}, due {delay.due}", outcome.name, dollars(delay.value), _interval(delay.cost, "unknown")]
        for outcome in comparison.outcomes
        for delay in outcome.delays
    ]
    if rows:
        length = comparison.portfolio.calendar.period
        yield ""
        yield from table_lines([f"designated one {length} later", "policy", "plans found lose", "the best plan loses"], rows)


def reason_lines(plan: Plan) -> Iterator[str]:
    """Which rules of the policy bore on how many workloads of a plan."""
    reasons = plan.reasons()
    if reasons.empty:
        return
    counts = reasons.groupby(["rule", "reason", "outcome"], sort=False)["workload"].nunique().reset_index()
    rows = [[f"{row.rule}: {row.reason}", row.outcome, row.workload] for row in counts.sort_values("workload", ascending=False, kind="stable").itertuples()]
    yield from table_lines(["rules of the policy that bore", "outcome", "workloads"], rows)
