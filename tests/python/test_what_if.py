"""What a change is worth: the forms of changes, and the comparison that comes of them."""

import json
import pickle
import subprocess
import sys

import pytest
import qsmo
from qsmo.variants import variant

WORK = 2_000
OK, BAD_INPUT, NOT_FEASIBLE = 0, 2, 3


def run(*arguments, **options):
    command = [sys.executable, "-m", "qsmo", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=120, **options)


CONTENT = {
    "format": "qsmo-scenario/1", "as_of": "2020-10", "periods": 24, "discount_rate": 0.05,
    "areas": [{"id": "HR"}], "services": [{"id": "pay", "area": "HR"}],
    "agencies": [{"id": "A", "effort_capacity": [{"value": 2}, {"from": "2021-10", "value": 3}]}, {"id": "B/C"}],
    "providers": [{"id": "P", "concurrent_migrations": 1}], "marketplaces": [{"id": "M", "area": "HR"}],
    "designations": [{"marketplace": "M", "state": "designated", "date": "2020-10"}],
    "offerings": [{"id": "O", "provider": "P", "marketplace": "M"}, {"id": "O2", "provider": "P", "marketplace": "M"}],
    "coverages": [{"offering": "O", "service": "pay", "max_volume": 15}, {"offering": "O2", "service": "pay"}],
    "tiers": [{"offering": "O", "service": "pay", "unit_price": 1}, {"offering": "O2", "service": "pay", "unit_price": 5}],
    "workloads": [
        {"id": "u", "agency": "A", "service": "pay", "volume": 10, "annual_cost": 200},
        {"id": "w", "agency": "B/C", "service": "pay", "volume": 10, "annual_cost": 300},
    ],
    "migration_parameters": [{"service": "pay", "migration_periods": 2, "migration_spend": 20, "migration_agency_effort": 1}],
    "blackouts": [{"agency": "A", "from": "2021-01", "to": "2021-03-15"}, {"agency": "A", "from": "2021-08", "to": "2021-08"}],
    "funds": [{"id": "F", "agencies": ["A", "B/C"], "kinds": ["phase"]}],
    "budgets": [{"fund": "F", "fiscal_year": 2021, "amount": 40}],
}  # fmt: skip


@pytest.fixture(scope="module")
def portfolio():
    return qsmo.loads(json.dumps(CONTENT))


@pytest.fixture(scope="module")
def scenario(portfolio, tmp_path_factory):
    path = tmp_path_factory.mktemp("scenario") / "scenario.json"
    portfolio.save(path)
    return path


def content(portfolio):
    return json.loads(portfolio.to_json())


# --- changes ---


@pytest.mark.parametrize(
    ("change", "pointer", "expected"),
    [
        ("budget:F@2021=+5.5", ("budgets", 0, "amount"), 45.5),
        ("budget:F@2021=-50", ("budgets", 0, "amount"), 0),
        ("budget:F@2021=7", ("budgets", 0, "amount"), 7),
        ("budget:F=+1", ("budgets", 1), {"fund": "F", "fiscal_year": 2022, "amount": 1}),
        ("provider_concurrent:P=+1", ("providers", 0, "concurrent_migrations"), 2),
        ("provider_concurrent:P@2020-12=+1", ("providers", 0, "concurrent_migrations"),
         [{"value": 1}, {"from": "2020-12", "value": 2}, {"from": "2021-01", "value": 1}]),
        ("agency_effort:A=+1", ("agencies", 0, "effort_capacity"), [{"value": 3}, {"from": "2021-10", "value": 4}]),
        ("agency_effort:A@2020-10=3", ("agencies", 0, "effort_capacity"),
         [{"value": 3}, {"from": "2020-11", "value": 2}, {"from": "2021-10", "value": 3}]),
        ("agency_effort:B/C=4", ("agencies", 1, "effort_capacity"), 4),
        ("volume:O|pay=+5", ("coverages", 0, "max_volume"), 20),
        ("offering_effort:O2=2", ("offerings", 1, "effort_capacity"), 2),
        ("designation:M=+3", ("designations", 0, "date"), "2021-01"),
        ("blackout:A=-1", ("blackouts",), [{"agency": "A", "from": "2021-01", "to": "2021-02-15"}]),
        ("/discount_rate=0.07", ("discount_rate",), 0.07),
        ("/workloads/u/annual_cost=250", ("workloads", 0, "annual_cost"), 250),
        ("/workloads/1/annual_cost=250", ("workloads", 1, "annual_cost"), 250),
        ("/agencies/B~1C/effort_capacity=1", ("agencies", 1, "effort_capacity"), 1),
        ("/designations/0/date=2022-01", ("designations", 0, "date"), "2022-01"),
        ('/pins=[{"workload": "u", "action": "retain"}]', ("pins", 0, "workload"), "u"),
        ('/blackouts/-={"agency": "B/C", "from": "2021-01", "to": "2021-02"}', ("blackouts", 2, "agency"), "B/C"),
        ("/budgets/0=null", ("budgets",), None),
    ],
)  # fmt: skip
def test_a_change_changes_just_what_it_says(portfolio, change, pointer, expected):
    changed = content(variant(portfolio, change))
    here = changed
    for step in pointer:
        here = here.get(step) if isinstance(here, dict) else here[step]
    assert here == expected
    before = content(portfolio)
    assert {key for key in before | changed if before.get(key) != changed.get(key)} == {pointer[0]}


def test_limits_and_blackouts_can_go(portfolio):
    changed = content(variant(portfolio, "provider_concurrent:P=none", "blackout:A=none", "volume:O|pay=none"))
    assert "concurrent_migrations" not in changed["providers"][0]
    assert "blackouts" not in changed
    assert "max_volume" not in changed["coverages"][0]


def test_an_offering_goes_with_all_that_is_said_of_it(portfolio):
    changed = content(variant(portfolio, "offering:O=none"))
    assert '"O"' not in json.dumps(changed)
    assert [record["id"] for record in changed["offerings"]] == ["O2"]


def test_records_are_added_from_a_file(portfolio, tmp_path):
    path = tmp_path / "more.json"
    path.write_text(json.dumps({
        "offerings": [{"id": "O3", "provider": "P", "marketplace": "M"}],
        "coverages": [{"offering": "O3", "service": "pay"}],
        "tiers": [{"offering": "O3", "service": "pay", "unit_price": 0.5}],
    }))  # fmt: skip
    found = qsmo.what_if(portfolio, f"add={path}", work_limit=WORK)
    assert found.difference > 0
    assert "O3" in set(found.changes["variant_offering"])


@pytest.mark.parametrize(
    "change",
    [
        "nonsense", "colour:O=blue", "budget:X=+1", "budget:F@soon=+1", "budget:F=much", "provider_effort:P=+1",
        "provider_concurrent:P@1999-01=+1", "provider_concurrent:P@x=+1", "volume:O=+1", "volume:O|tax=+1", "blackout:B/C=-1", "blackout:A=x",
        "designation:M=soon", "offering:O9=none", "offering:O=5", "/workloads/x/volume=1", "/workloads/7=1", "/a/b=1", "=5",
        "/workloads/u/volume=-1", "add=/nonexistent.json",
    ],
)  # fmt: skip
def test_a_change_that_cannot_be_made_is_refused(portfolio, change):
    with pytest.raises(qsmo.Error):
        variant(portfolio, change)


@pytest.mark.parametrize("change", ["nonsense", "budget:X=+1", "/workloads/u/volume=-1", "add=/nonexistent.json"])
def test_the_command_refuses_a_change_that_cannot_be_made(scenario, change):
    outcome = run("what-if", scenario, change)
    assert outcome.returncode == BAD_INPUT
    assert b"Traceback" not in outcome.stderr


def test_changes_may_be_functions_or_the_variant_itself(portfolio):
    def cheaper(content):
        content["tiers"][0]["unit_price"] = 0.5

    by_function = qsmo.what_if(portfolio, cheaper, work_limit=WORK)
    by_portfolio = qsmo.what_if(portfolio, portfolio.replace(cheaper), work_limit=WORK)
    assert by_function.variant == by_portfolio.variant
    with pytest.raises(TypeError):
        qsmo.what_if(portfolio, portfolio, cheaper)


# --- the comparison ---


def test_the_range_contains_the_difference_of_the_plans(portfolio):
    for change in ("blackout:A=none", "designation:M=+6", "offering:O=none", "provider_concurrent:P=+1", "budget:F@2021=-20"):
        found = qsmo.what_if(portfolio, change, work_limit=WORK)
        assert found.least - 0.01 <= found.difference <= found.most + 0.01
        assert qsmo.check(found.variant.portfolio, found.variant.plan) == []
        assert found.base.portfolio == portfolio


def test_more_is_never_worth_less_than_nothing_and_less_never_more(portfolio):
    for change in ("provider_concurrent:P=+1", "budget:F@2021=+20", "blackout:A=none", "volume:O|pay=none"):
        assert qsmo.what_if(portfolio, change, work_limit=200).difference >= -1e-6
    for change in ("provider_concurrent:P=0", "budget:F@2021=-20", "offering:O=none", "designation:M=+2"):
        assert qsmo.what_if(portfolio, change, work_limit=200).difference <= 1e-6


def test_the_decisions_that_differ_are_a_table(portfolio):
    found = qsmo.what_if(portfolio, "offering:O=none", work_limit=WORK)
    assert list(found.changes.columns) == ["workload", "base_offering", "base_cutover", "variant_offering", "variant_cutover"]
    assert set(found.changes["base_offering"].dropna()) == {"O"}
    assert qsmo.what_if(portfolio, "/description=the same", work_limit=WORK).changes.empty


def test_a_duty_that_cannot_be_met_leaves_no_range(portfolio):
    found = qsmo.what_if(portfolio, '/mandates=[{"id": "m", "deadline": "2020-10"}]', work_limit=200)
    assert found.variant.status == "infeasible"
    assert found.least is None and found.most is None


def test_a_comparison_is_a_value(portfolio):
    found = qsmo.what_if(portfolio, "offering:O=none", work_limit=100)
    again = qsmo.what_if(portfolio, "offering:O=none", work_limit=100)
    assert found == again == pickle.loads(pickle.dumps(found))
    assert hash(found) == hash(again)
    assert repr(found).startswith("<WhatIf: -")
    assert "<pre>" in found._repr_html_()


def test_the_same_call_gives_the_same_answer_on_any_number_of_threads(portfolio):
    found = [qsmo.what_if(portfolio, "budget:F@2021=+20", work_limit=500, threads=threads) for threads in (1, 4)]
    assert found[0].base == found[1].base
    assert found[0].variant == found[1].variant


def test_the_command_says_it_in_words_and_in_json(scenario):
    outcome = run("what-if", scenario, "provider_concurrent:P=+1", "blackout:A=none", "--work-limit", WORK)
    assert outcome.returncode == OK, outcome.stderr
    assert b"the change is worth between" in outcome.stdout
    answer = json.loads(run("what-if", scenario, "blackout:A=none", "--work-limit", WORK, "--format", "json").stdout)
    assert answer["changes"] == ["blackout:A=none"]
    assert answer["least"] <= answer["difference"] <= answer["most"]
    assert answer["variant"]["net_benefit"] >= answer["base"]["net_benefit"]
    assert {row["workload"] for row in answer["decisions"]} <= {"u", "w"}


def test_the_command_exits_with_3_where_a_plan_is_missing(scenario):
    outcome = run("what-if", scenario, '/mandates=[{"id": "m", "deadline": "2020-10"}]', "--work-limit", 100)
    assert outcome.returncode == NOT_FEASIBLE
    assert b"unknown" in outcome.stdout


@pytest.mark.parametrize(
    "change",
    [
        "provider_effort:s1-p1=1e400",
        "budget:migration-fund=inf",
        "/workloads/0/annual_cost=1e400",
        "/workloads/0/annual_cost=" + "[" * 100_000,
    ],
)
def test_refuses_numbers_that_no_file_can_hold(change: str) -> None:
    portfolio = qsmo.generate(agencies=2, services=2, periods=8)
    with pytest.raises(qsmo.InputError, match="number"):
        qsmo.what_if(portfolio, change, work_limit=10)
