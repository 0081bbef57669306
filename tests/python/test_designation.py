"""The way to designation and adoption, from Python. The rules themselves are tested in C++."""

import json
from typing import Any

import pytest
import qsmo

STEPS = [
    ("lead_named", "2020-01-15"),
    ("plan_submitted", "2020-06-01"),
    ("board_reviewed", "2020-07"),
    ("programme_office_reviewed", "2020-07"),
    ("omb_reviewed", "2020-07"),
    ("questions_answered", "2020-08"),
    ("presented", "2020-09-01"),
    ("voted", "2020-10-01"),
    ("funding_agreed", "2020-11"),
    ("announced", "2021-01"),
]
STATUSES = (
    "Adoption Complete - Optimizing Utilization",
    "Partial Adoption / Adoption In-Progress",
    "Adoption Not Started",
    "Not Planning to Adopt",
)


def event(step: str, date: str) -> dict[str, Any]:
    votes = {"members": 8, "votes_for": 5, "votes_against": 2} if step == "voted" else {}
    return {"marketplace": "M", "step": step, "date": date, **votes}


def scenario() -> dict[str, Any]:
    """One marketplace on its way, one department with a bureau, two workloads that may move onto its offering."""
    return {
        "format": "qsmo-scenario/1",
        "as_of": "2020-10",
        "periods": 12,
        "areas": [{"id": "HR"}],
        "services": [{"id": "payroll", "area": "HR"}],
        "agencies": [{"id": "dept"}, {"id": "bureau", "parent": "dept"}],
        "providers": [{"id": "P"}],
        "marketplaces": [{"id": "M", "area": "HR"}],
        "designations": [
            {"marketplace": "M", "state": "pre_designated", "date": "2020-01-15"},
            {"marketplace": "M", "state": "designated", "date": "2021-01"},
        ],
        "operational_plans": [{"marketplace": "M", "version": 1, "submitted": "2020-06-01"}],
        "findings": [
            {"marketplace": "M", "version": 1, "severity": "major", "raised": "2020-07-10", "resolved": "2020-08-20"},
            {"marketplace": "M", "version": 1, "severity": "minor", "raised": "2020-07-10"},
        ],
        "governance_events": [event(step, date) for step, date in STEPS],
        "offerings": [{"id": "O", "provider": "P", "marketplace": "M"}],
        "coverages": [{"offering": "O", "service": "payroll"}],
        "tiers": [{"offering": "O", "service": "payroll", "unit_price": 1}],
        "workloads": [
            {"id": "w", "agency": "dept", "service": "payroll", "volume": 1, "annual_cost": 1200},
            {"id": "u", "agency": "bureau", "service": "payroll", "volume": 1, "annual_cost": 1200},
        ],
        "migration_parameters": [{"service": "payroll", "migration_periods": 2}],
    }


def loaded(**changes: Any) -> qsmo.Portfolio:
    return qsmo.loads(json.dumps(scenario() | changes))


@pytest.fixture
def portfolio() -> qsmo.Portfolio:
    return loaded()


@pytest.mark.parametrize(
    ("date", "reason"),
    [
        ("2020-05-31", "plan_not_submitted"),
        ("2020-06-01", "plan_awaits_review"),
        ("2020-07-10", "plan_returned"),
        ("2020-08-20", "plan_awaits_vote"),
        ("2020-10-01", "plan_approved_on_condition"),
    ],
)
def test_the_plan_goes_its_way(portfolio: qsmo.Portfolio, date: str, reason: str) -> None:
    plan = qsmo.operational_plan(portfolio, "M", date)
    assert plan.reason == reason
    assert plan.approved == (reason == "plan_approved_on_condition")
    assert plan.outcome == ("allowed" if plan.approved else "barred")


def test_the_plan_has_its_facts(portfolio: qsmo.Portfolio) -> None:
    assert qsmo.operational_plan(portfolio, "M", "2020-08") == qsmo.designation.OperationalPlan(
        outcome="barred", reason="plan_returned", version=1, reviewed=True, open_major=1, open_minor=1, voted=False
    )


def test_steps_are_a_table_in_the_order_of_their_dates() -> None:
    steps = qsmo.designation_steps(loaded(governance_events=[event(*step) for step in reversed(STEPS)]), "M")
    assert set(steps["step"][2:5]) == {"board_reviewed", "programme_office_reviewed", "omb_reviewed"}
    assert list(steps["date"]) == [date for _, date in STEPS]
    assert list(steps["outcome"]) == ["allowed"] * 10
    assert list(steps["state"]) == ["pre_designated"] * 9 + ["designated"]
    assert list(steps.dropna(subset="members")["step"]) == ["voted"]
    assert steps["members"].dtype == "Int64"
    assert list(steps["reason"][[0, 7, 9]]) == ["pre_designates", "step_taken", "designates"]


def test_a_vote_that_fails_bars_what_comes_after() -> None:
    events = [event(*step) for step in STEPS]
    events[7] |= {"votes_for": 2, "votes_against": 1}
    steps = qsmo.designation_steps(loaded(governance_events=events), "M")
    assert list(steps["reason"][7:]) == ["no_quorum", "step_out_of_order", "step_out_of_order"]


def test_the_state_says_what_comes_next(portfolio: qsmo.Portfolio) -> None:
    state = qsmo.governance_state(portfolio, "M", "2020-09-16")
    assert state.state == "pre_designated"
    assert state.done == tuple(step for step, date in STEPS if date < "2020-09-16")
    assert state.open == ("voted",)
    assert qsmo.governance_state(portfolio, "M", "2021-01-31").open == ()


@pytest.mark.parametrize("ask", [qsmo.operational_plan, qsmo.governance_state])
def test_what_is_no_date_or_marketplace_is_refused(portfolio: qsmo.Portfolio, ask: Any) -> None:
    for text in ("2020-13", "16 September 2020", "", "2020-02-30"):
        with pytest.raises(ValueError, match="not a date"):
            ask(portfolio, "M", text)
    with pytest.raises(qsmo.UnknownNameError):
        ask(portfolio, "N", "2020-09-16")
    with pytest.raises(qsmo.UnknownNameError):
        qsmo.designation_steps(portfolio, "N")


def test_an_illegal_transition_is_a_fault_with_its_line(tmp_path: Any) -> None:
    content = scenario()
    del content["governance_events"][5]
    path = tmp_path / "scenario.json"
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
    with pytest.raises(qsmo.InputError) as caught:
        qsmo.load(path)
    (fault,) = caught.value.faults
    assert fault.pointer == "/governance_events/5/step"
    assert fault.value == "presented"
    assert fault.expected == "questions_answered before it"
    assert '"presented"' in path.read_text(encoding="utf-8").splitlines()[fault.line - 1]


def test_faults_of_csv_tables_name_file_and_row(tmp_path: Any) -> None:
    loaded().save(tmp_path / "s")
    table = tmp_path / "s/governance_events.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    assert "voted" in lines[8]
    lines[8] = lines[8].replace(",8,5,2", ",8,7,2")
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(qsmo.InputError) as caught:
        qsmo.load(tmp_path / "s")
    (fault,) = caught.value.faults
    assert fault.file.endswith("governance_events.csv")
    assert fault.line == 9
    assert fault.value == "7"


def moved(portfolio: qsmo.Portfolio, **cutovers: str) -> qsmo.Plan:
    decisions = [
        {"workload": workload, "action": "migrate", "offering": "O", "cutover": cutover} for workload, cutover in cutovers.items()
    ]
    return qsmo.read_plan(portfolio, json.dumps({"format": "qsmo-plan/1", "decisions": decisions}))


def test_adoption_is_one_of_the_four_official_values(portfolio: qsmo.Portfolio) -> None:
    plan = moved(portfolio, w="2021-05", u="2021-08")
    found = {t: qsmo.adoption(portfolio, plan, t).set_index("agency") for t in range(12)}
    assert list(found[0].index) == ["dept", "bureau"]
    assert [found[t].loc["dept", "status"] for t in (4, 5, 9, 10)] == [STATUSES[2], STATUSES[1], STATUSES[1], STATUSES[0]]
    assert [found[t].loc["bureau", "status"] for t in (7, 8, 10)] == [STATUSES[2], STATUSES[1], STATUSES[0]]
    counts = found[7].loc["dept", ["area", "workloads", "adopted", "under_way", "planned"]]
    assert list(counts) == ["HR", 2, 1, 0, 1]
    status_quo = qsmo.adoption(portfolio, qsmo.status_quo(portfolio), 11)
    assert set(status_quo["status"]) == {STATUSES[3]}


def test_adoption_needs_a_period_of_the_horizon(portfolio: qsmo.Portfolio) -> None:
    for period in (-1, 12):
        with pytest.raises(ValueError, match=r"0\.\.11"):
            qsmo.adoption(portfolio, qsmo.status_quo(portfolio), period)


def test_a_later_designation_moves_the_steps_along(portfolio: qsmo.Portfolio) -> None:
    later = qsmo.what_if(portfolio, "designation:M=+2", work_limit=10).variant.portfolio
    assert qsmo.governance_state(later, "M", "2021-03").state == "designated"
    assert qsmo.operational_plan(later, "M", "2020-09-16").reason == "plan_returned"
