"""The flagship example does what it is there for."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import qsmo

SCENARIO = Path(__file__).parents[2] / "examples/federal/scenario.json"
# Lowering a capacity by this share breaks the plan only where the pool is full.
HAIR = 0.999


@pytest.fixture(scope="module")
def portfolio() -> qsmo.Portfolio:
    return qsmo.load(SCENARIO)


@pytest.fixture(scope="module")
def result(portfolio: qsmo.Portfolio) -> qsmo.Result:
    return qsmo.plan(portfolio)


def lowered(value: Any) -> Any:
    if isinstance(value, list):
        return [step | {"value": lowered(step["value"])} for step in value]
    return float((Decimal(str(value)) * Decimal(str(HAIR))).quantize(Decimal("0.01")))


def broken_when_lowered(portfolio: qsmo.Portfolio, plan: qsmo.Plan, table: str, fields: list[str]) -> set[str]:
    """Kinds of rules that the plan breaks once the capacities are a hair lower."""

    def lower(scenario: dict[str, Any]) -> None:
        for record in scenario[table]:
            for field in fields:
                if field in record:
                    record[field] = lowered(record[field])

    tighter = portfolio.replace(lower)
    # A plan belongs to its portfolio: the same decisions are read for the tighter one.
    same = qsmo.read_plan(tighter, plan_text(plan))
    return {violation.kind for violation in qsmo.check(tighter, same)}


def plan_text(plan: qsmo.Plan) -> str:
    import json

    moves = plan.to_frame()
    moves = moves[moves["action"] == "migrate"]
    decisions = [
        {"workload": row.workload, "action": "migrate", "offering": row.offering, "cutover": row.cutover}
        for row in moves.itertuples()
    ]
    return json.dumps({"format": "qsmo-plan/1", "decisions": decisions})


def test_it_is_as_large_as_it_claims(portfolio: qsmo.Portfolio) -> None:
    assert len(portfolio.table("workloads")) >= 220
    assert len(portfolio.table("services")) >= 10
    assert len(portfolio.table("marketplaces")) == 4
    assert portfolio.periods == 120


def test_its_status_quo_breaks_no_rule(portfolio: qsmo.Portfolio) -> None:
    assert qsmo.check(portfolio, qsmo.status_quo(portfolio)) == []


def test_its_plan_is_feasible_checked_and_saves_money(portfolio: qsmo.Portfolio, result: qsmo.Result) -> None:
    assert result.status == "feasible"
    assert qsmo.check(portfolio, result.plan) == []
    assert result.bound >= result.net_benefit > 1e9


def test_a_provider_pool_binds(portfolio: qsmo.Portfolio, result: qsmo.Result) -> None:
    kinds = broken_when_lowered(portfolio, result.plan, "providers", ["effort_capacity", "concurrent_migrations"])
    assert kinds & {"provider_effort", "provider_concurrent"}


def test_an_agency_pool_is_scarce(result: qsmo.Result) -> None:
    """By its price, not by one plan: which agencies a plan fills to the brim changes with the plan."""
    prices = result.shadow_prices
    assert (prices[prices["kind"] == "agency_effort"]["price"] > 1_000).any()


def test_a_budget_binds(portfolio: qsmo.Portfolio, result: qsmo.Result) -> None:
    assert "budget" in broken_when_lowered(portfolio, result.plan, "budgets", ["amount"])
