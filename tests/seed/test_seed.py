"""The state of affairs of 16 September 2020, claim by claim, against the federal scenario.

Each claim of claims.csv that is true has a check here that passes. A claim that is not yet true says what is missing.
It may have no check yet; if it has one, the check must fail, so that whoever makes the claim true has to promote it.
"""

from __future__ import annotations

import csv
import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SCENARIO = ROOT / "examples/federal/scenario.json"
THAT_DAY = "2020-09-16"

# Listed here too, so that no claim becomes pending unseen.
NOT_YET_TRUE: list[str] = []

# From best to worst.
STANDINGS = ["good", "watch", "corrective_action", "suspended", "delisted"]

Row = dict[str, str]
Record = dict[str, Any]
Check = Callable[[], None]

CHECKS: dict[str, Check] = {}


def check(function: Check) -> Check:
    CHECKS[function.__name__] = function
    return function


@functools.cache
def claims() -> list[Row]:
    with (HERE / "claims.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@functools.cache
def scenario() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(SCENARIO.read_text(encoding="utf-8"))
    return content


def rows(table: str) -> list[Record]:
    records: list[Record] = scenario().get(table, [])
    return records


def by_id(table: str) -> dict[str, Record]:
    return {row["id"]: row for row in rows(table)}


def state_on(marketplace: str, day: str) -> str:
    """State of a marketplace on a day; a month counts from its first day."""
    past = [row for row in rows("designations") if row["marketplace"] == marketplace and row["date"] <= day]
    return max(past, key=lambda row: row["date"])["state"] if past else "research"


def leads_designated_on(day: str) -> set[str]:
    return {row["lead"] for row in rows("marketplaces") if state_on(row["id"], day) == "designated"}


def designation_dates() -> dict[str, str]:
    """Date on which each lead agency was designated."""
    leads = {row["id"]: row["lead"] for row in rows("marketplaces")}
    return {leads[row["marketplace"]]: row["date"] for row in rows("designations") if row["state"] == "designated"}


@check
def four_leads_were_pre_designated() -> None:
    assert {row["lead"] for row in rows("marketplaces")} == {"TREAS", "GSA", "HHS", "DHS-CISA"}
    assert by_id("agencies")["DHS-CISA"]["parent"] == "DHS"
    for row in rows("marketplaces"):
        assert state_on(row["id"], "2019-04-25") == "research"
        assert state_on(row["id"], "2019-04-26") == "pre_designated"


@check
def cisa_was_first() -> None:
    assert leads_designated_on("2020-04-26") == set()
    assert leads_designated_on("2020-04-27") == {"DHS-CISA"}


@check
def treasury_and_gsa_followed() -> None:
    assert leads_designated_on("2020-06-28") == {"DHS-CISA"}
    assert leads_designated_on("2020-06-29") == {"DHS-CISA", "TREAS", "GSA"}


@check
def hr_scope_is_narrow() -> None:
    activities = [activity for row in rows("services") if row["area"] == "HR" for activity in row["fibf"]]
    assert activities
    assert all(activity.startswith(("HCM.A5-1.", "HCM.A5-2.")) for activity in activities)


@check
def three_are_designated() -> None:
    assert leads_designated_on(THAT_DAY) == {"DHS-CISA", "TREAS", "GSA"}


@check
def grants_is_not_yet_designated() -> None:
    grants = next(row for row in rows("marketplaces") if row["area"] == "GRM")
    assert grants["lead"] == "HHS"
    assert state_on(grants["id"], THAT_DAY) == "pre_designated"
    # At the start of the plan nothing of it can be chosen: only a designated marketplace counts.
    assert scenario().get("eligible_states", ["designated"]) == ["designated"]
    assert state_on(grants["id"], scenario()["as_of"] + "-31") == "pre_designated"


@check
def hhs_awaits_approval_of_its_plan() -> None:
    """Its plan is submitted, reviewed and presented, but not voted on; the plans of the other three are approved."""
    import qsmo

    portfolio = qsmo.load(SCENARIO)
    markets = {row["lead"]: row["id"] for row in rows("marketplaces")}
    for day in (THAT_DAY, "2020-10-16"):
        plans = {lead: qsmo.operational_plan(portfolio, market, day) for lead, market in markets.items()}
        assert {lead for lead, plan in plans.items() if plan.approved} == {"DHS-CISA", "TREAS", "GSA"}
        assert plans["HHS"].version == 1
        assert plans["HHS"].reason == "plan_awaits_vote"
        state = qsmo.governance_state(portfolio, markets["HHS"], day)
        assert state.state == "pre_designated"
        assert {"plan_submitted", "presented"} <= set(state.done)
        assert state.open == ("voted",)
    # In the end it is approved, and every step was legal.
    assert qsmo.operational_plan(portfolio, markets["HHS"], "2021-01").approved
    for market in markets.values():
        steps = qsmo.designation_steps(portfolio, market)
        assert set(steps["outcome"]) == {"allowed"}
        assert steps["state"].iloc[-1] == "designated"


@check
def three_advance_first_offerings() -> None:
    """New offerings, announced but not yet open, of three marketplaces; of the grants marketplace none."""
    offerings = by_id("offerings")
    announced = {
        offerings[row["offering"]]["marketplace"]
        for row in rows("stages")
        if row["state"] == "planned" and row["date"] <= THAT_DAY
    }
    opened = {row["offering"] for row in rows("stages") if row["state"] != "planned" and row["date"] <= THAT_DAY}
    assert announced == {"HR-QSMO", "FM-QSMO", "CYB-QSMO"}
    assert not opened


@check
def standards_bind_offerings() -> None:
    services = by_id("services")
    assert {row["area"] for row in services.values() if row.get("standards")} == {"HR", "FM", "CYB", "GRM"}
    assert all(row.get("standards") for row in services.values())
    met = {row["id"]: set(row.get("standards", [])) for row in rows("offerings")}
    listed = {row["id"] for row in rows("offerings") if "marketplace" in row}
    for row in rows("coverages"):
        if row["offering"] in listed:
            assert set(services[row["service"]]["standards"]) <= met[row["offering"]], row
    short = [row["id"] for row in rows("offerings") if not met[row["id"]]]
    assert short, "no provider fails the standards: they would mean nothing"


@check
def quality_is_assessed() -> None:
    assert scenario()["participation"] is True
    assert all("quality" in row for row in rows("offerings"))
    assert all("quality" in row for row in rows("workloads"))


@check
def offerings_are_assessed_continuously() -> None:
    """Every offering of every marketplace has a standing in each month; a bad quarter alone suspends nobody, a lasting failure
    does, and missing data never passes."""
    import qsmo

    assert {row.get("area") for row in rows("measures")} == {None, "HR", "FM", "CYB", "GRM"}
    assert all(row["unit"] and row["source"] for row in rows("measures"))
    four_years = range(48)
    federal = qsmo.load(SCENARIO)
    observed = qsmo.generate_observations(federal, seed=1, first=0, last=four_years[-1])
    table = qsmo.assess(observed)
    listed = [row["id"] for row in rows("offerings") if "marketplace" in row]
    opened = {row["offering"]: federal.calendar.period_of(row["date"]) for row in reversed(rows("stages")) if row["state"] != "planned"}
    assert sorted(table["offering"].unique()) == sorted(listed)
    for name in listed:
        months = table[table["offering"] == name]
        assert months["period"].tolist() == [t for t in four_years if t >= opened.get(name, 0)]
        # Before anything is observed of it, the standing is the stated one.
        assert {qsmo.standing_at(observed, name, federal.calendar.label(t)) for t in (0, 24, 60)} <= set(STANDINGS)
    assert not table.loc[table["score"].isna(), "reason"].isin(["standing_kept", "standing_rose"]).any()

    asked = qsmo.attainments(observed).dropna(subset="target")

    def standings(bad: range, value: float | None) -> dict[str, list[str]]:
        """By offering, if it meets every target but in the bad ones of its months."""
        first = {name: opened.get(name, 0) for name in listed}
        made = [
            {"offering": row.offering, "measure": row.measure, "date": row.label, "value": value if failing else row.target}
            for row in asked.itertuples()
            if not (failing := row.period - first[row.offering] in bad) or value is not None
        ]
        result = qsmo.assess(federal.replace(observations=made), last=four_years[-1])
        return {name: result.loc[result["offering"] == name, "standing"].tolist() for name in listed}

    for path in standings(range(3, 6), 0).values():
        assert "watch" in path
        assert "good" in path[6:]
        assert not {"suspended", "delisted"} & set(path)
    for path in standings(range(3, 15), 0).values():
        assert [standing for standing in STANDINGS if standing in path] == STANDINGS
        assert path[-1] == "delisted"
    for path in standings(range(3, 48), None).values():
        assert path[:4] == ["good"] * 4
        assert set(path[4:]) == {"watch"}


@check
def horizon_is_ten_years() -> None:
    assert scenario()["as_of"] == "2020-10"
    assert scenario()["periods"] == 120
    assert scenario().get("period", "month") == "month"


@check
def nobody_is_ordered_to_migrate() -> None:
    assert rows("mandates") == []
    assert scenario()["participation"] is True
    assert all(row["action"] == "retain" for row in rows("pins"))
    # Whoever loses its provider may stay on at a price.
    assert all("fallback_factor" in row for row in rows("workloads") if "incumbent_end" in row)


@check
def softer_and_mandated_can_be_compared() -> None:
    """The free, the mandated and the voluntary plan of this scenario, with the price of each force as an interval."""
    import qsmo

    approaches = {"softer": "qsmo-marketplace", "you will migrate": "lines-of-business@2020-10"}
    found = qsmo.compare_policies(SCENARIO, approaches, delays=False, work_limit=4_000)
    softer, ordered = found["softer"], found["you will migrate"]
    assert softer.price_of_mandate is None
    assert ordered.price_of_voluntariness is None
    for outcome, price in ((softer, softer.price_of_voluntariness), (ordered, ordered.price_of_mandate)):
        assert outcome.result.status in ("optimal", "feasible")
        assert qsmo.check(outcome.result.portfolio, outcome.result.plan) == []
        assert price is not None
        assert 0 <= price[0] <= price[1]
        assert price[0] <= outcome.free.bound - outcome.result.net_benefit <= price[1] + 0.01
        assert outcome.free.net_benefit >= outcome.result.net_benefit - 0.01
    # Nobody joins the marketplace at a loss; the order cannot be kept by all.
    assert softer.worse_off.empty
    assert len(ordered.excuses) > 0


@check
def most_agencies_gain() -> None:
    """In a plan that keeps every rule, most agencies pay less over the ten years."""
    import qsmo

    portfolio = qsmo.load(SCENARIO)
    result = qsmo.plan(portfolio, work_limit=20_000)
    assert result.status in ("optimal", "feasible")
    assert qsmo.check(portfolio, result.plan) == []
    assert 0 < result.net_benefit <= result.bound
    before = qsmo.evaluate(portfolio, qsmo.status_quo(portfolio)).cents().sum(axis=(1, 2))
    after = qsmo.evaluate(portfolio, result.plan).cents().sum(axis=(1, 2))
    agencies = {row["agency"] for row in rows("workloads")}
    assert (after < before).sum() > len(agencies) / 2


@check
def hhs_was_fourth() -> None:
    dates = designation_dates()
    assert len(dates) == 4
    assert max(dates, key=lambda lead: dates[lead]) == "HHS"
    assert dates["HHS"].startswith("2021-01")


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: claim["id"])
def test_claim(claim: Row) -> None:
    if claim["status"] == "true":
        CHECKS[claim["check"]]()
    elif claim["check"]:
        with pytest.raises(AssertionError):
            CHECKS[claim["check"]]()
            pytest.fail(f"{claim['id']} has become true: promote it in claims.csv")


def test_what_is_not_yet_true_is_listed() -> None:
    assert [claim["id"] for claim in claims() if claim["status"] != "true"] == NOT_YET_TRUE


def test_claims_are_well_formed() -> None:
    assert len({claim["id"] for claim in claims()}) == len(claims())
    assert [claim["date"] for claim in claims()] == sorted(claim["date"] for claim in claims())
    for claim in claims():
        assert all(claim[field] for field in ("id", "date", "speaker", "claim", "source")), claim
        assert claim["status"] in ("true", "not yet true"), claim
        assert bool(claim["missing"]) == (claim["status"] == "not yet true"), claim
        assert claim["check"] or claim["missing"], claim
    assert {claim["check"] for claim in claims() if claim["check"]} == set(CHECKS), "each check belongs to a claim"
