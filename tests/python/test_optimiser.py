"""Warm starts, further aims, shadow prices, witnesses and limits, from Python and from the command line."""

import csv
import json
import os
import pickle
import signal
import subprocess
import sys
import time

import pytest
import qsmo

WORK = 5_000
OK, BAD_INPUT, NOT_FEASIBLE = 0, 2, 3


def run(*arguments, **options):
    command = [sys.executable, "-m", "qsmo", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=120, **options)


@pytest.fixture(scope="module")
def portfolio():
    return qsmo.generate(agencies=4, services=4, periods=32, capacity_ratio=0.5, seed=3)


@pytest.fixture(scope="module")
def result(portfolio):
    return qsmo.plan(portfolio, work_limit=WORK)


@pytest.fixture(scope="module")
def scenario(portfolio, tmp_path_factory):
    path = tmp_path_factory.mktemp("scenario") / "scenario.json"
    portfolio.save(path)
    return path


@pytest.fixture(scope="module")
def plan_file(result, scenario):
    path = scenario.with_name("plan.json")
    result.save(path)
    return path


def keep(plan, price):
    return qsmo.Aims(published=plan, change_price=price)


def amounts(result):
    return {term.name: term.amount for term in result.objective_terms}


# --- warm starts ---


def test_a_warm_start_is_never_lost(portfolio, result):
    again = qsmo.plan(portfolio, seed=77, work_limit=50, warm_start=result.plan)
    assert again.net_benefit >= result.net_benefit - 1e-6
    assert again.warnings == []


def test_a_partial_warm_start_is_completed(portfolio, result):
    first = result.plan.to_frame().query("action == 'migrate'").iloc[0]
    text = json.dumps({
        "format": "qsmo-plan/1",
        "decisions": [{"workload": first.workload, "action": "migrate", "offering": first.offering, "cutover": first.cutover}],
    })  # fmt: skip
    partial = qsmo.read_plan(portfolio, text)
    assert partial.migrations == 1
    completed = qsmo.plan(portfolio, work_limit=WORK, warm_start=partial)
    assert completed.net_benefit > qsmo.compare(portfolio, partial).net_benefit
    assert qsmo.check(portfolio, completed.plan) == []


def test_what_a_warm_start_cannot_keep_is_said(portfolio, result):
    moved = result.plan.to_frame().query("action == 'migrate'")["workload"].iloc[0]
    pinned = portfolio.replace(pins=[{"workload": moved, "action": "retain"}])
    found = qsmo.plan(pinned, work_limit=WORK, warm_start=result.plan)
    assert any(moved in warning and "warm start" in warning for warning in found.warnings)
    assert moved not in set(found.plan.to_frame().query("action == 'migrate'")["workload"])
    assert qsmo.check(pinned, found.plan) == []


def test_a_warm_start_may_be_of_a_variant_that_lacks_things(portfolio, result):
    offering = result.plan.to_frame().query("action == 'migrate'")["offering"].iloc[0]

    variant = qsmo.variants.variant(portfolio, f"offering:{offering}=none")
    found = qsmo.plan(variant, work_limit=WORK, warm_start=result.plan)
    assert qsmo.check(variant, found.plan) == []
    assert found.net_benefit > 0


# --- aims ---


def test_aims_are_reported_beside_net_benefit(portfolio, result):
    first = portfolio.table("workloads")["id"][0]
    aims = qsmo.Aims(risk_price={"high": 1_000}, risk_band={first: "high"}, disruption_price=10)
    found = qsmo.plan(portfolio, work_limit=WORK, aims=aims, warm_start=result.plan)
    moves = set(found.plan.to_frame().query("action == 'migrate'")["workload"])
    assert amounts(found) == {"risk": 1_000.0 if first in moves else 0.0, "disruption": 10.0 * len(moves)}
    assert found.objective == pytest.approx(found.net_benefit - sum(amounts(found).values()))
    assert found.net_benefit == pytest.approx(qsmo.compare(portfolio, found.plan).net_benefit)
    assert found.gap == pytest.approx((found.bound - found.objective) / max(abs(found.bound), 1))
    assert pickle.loads(pickle.dumps(found)) == found


def test_aims_are_values(result):
    def make(price):
        return qsmo.Aims(published=result.plan, change_price=5, risk_price={"low": price}, disruption_price={1: 2})

    assert make(1) == make(1) == pickle.loads(pickle.dumps(make(1)))
    assert hash(make(1)) == hash(make(1))
    assert make(1) != make(2)


def test_without_aims_the_objective_is_the_net_benefit(result):
    assert result.objective == result.net_benefit
    assert result.objective_terms == []


def test_a_high_price_keeps_the_published_plan_and_none_frees_it(portfolio, result):
    tight = portfolio.replace(lambda scenario: [budget.update(amount=budget["amount"] * 2) for budget in scenario["budgets"]] and None)
    kept = qsmo.plan(tight, work_limit=WORK, aims=keep(result.plan, 1e9))
    assert amounts(kept) == {"changes": 0.0}
    assert kept.plan.to_frame().equals(result.plan.to_frame())
    free = qsmo.plan(tight, work_limit=WORK, aims=keep(result.plan, 0))
    assert free.plan == qsmo.plan(tight, work_limit=WORK).plan


def test_disruption_is_avoided_where_it_is_dear(portfolio):
    free = qsmo.plan(portfolio, work_limit=WORK)
    months = {cutover[5:] for cutover in free.plan.to_frame()["cutover"].dropna()}
    dear = min(months)
    found = qsmo.plan(portfolio, work_limit=WORK, aims=qsmo.Aims(disruption_price={int(dear): 1e10}))
    assert all(cutover[5:] != dear for cutover in found.plan.to_frame()["cutover"].dropna())


@pytest.mark.parametrize(
    "aims",
    [
        {"change_price": -1},
        {"change_price": float("nan")},
        {"risk_price": {"huge": 1}},
        {"risk_price": {"low": 1}, "risk_band": {"nobody": "low"}},
        {"disruption_price": {13: 1}},
        {"disruption_price": {1: -1}},
        {"disruption_price": float("inf")},
    ],
)
def test_aims_that_mean_nothing_are_refused(portfolio, aims):
    with pytest.raises((ValueError, qsmo.UnknownNameError)):
        qsmo.plan(portfolio, work_limit=0, aims=qsmo.Aims(**aims))


def test_a_band_that_does_not_exist_is_refused(portfolio):
    first = portfolio.table("workloads")["id"][0]
    with pytest.raises(ValueError, match="no risk band"):
        qsmo.plan(portfolio, work_limit=0, aims=qsmo.Aims(risk_price={"low": 1}, risk_band={first: "grave"}))


# --- shadow prices ---


def test_shadow_prices_are_a_table_in_the_words_of_the_scenario(portfolio, result):
    prices = result.shadow_prices
    assert list(prices.columns) == ["kind", "entities", "period", "label", "fiscal_year", "price", "unit"]
    assert len(prices) > 0
    assert (prices["price"] > 0).all()
    kinds = {"provider_effort", "provider_concurrent", "offering_effort", "offering_concurrent", "agency_effort", "volume", "budget"}
    assert set(prices["kind"]) <= kinds
    assert (prices["period"].isna() == (prices["kind"] == "budget")).all()
    funds = set(portfolio.table("funds")["id"])
    assert set(prices.loc[prices["kind"] == "budget", "entities"]) <= funds


def test_shadow_prices_are_in_the_plan_file_and_in_the_summary(result, plan_file, scenario, tmp_path):
    rows = json.loads(plan_file.read_text())["shadow_prices"]
    assert [row["price"] for row in rows] == result.shadow_prices["price"].tolist()
    path = tmp_path / "prices.csv"
    outcome = run("plan", scenario, "--work-limit", WORK, "--prices", path, "--format", "json")
    assert outcome.returncode == OK
    listed = json.loads(outcome.stdout)["shadow_prices"]
    assert [row["price"] for row in listed] == result.shadow_prices["price"].tolist()
    with path.open() as file:
        assert [float(row["price"]) for row in csv.DictReader(file)] == result.shadow_prices["price"].tolist()


# --- no feasible plan ---


def test_a_witness_names_who_cannot_move(portfolio):
    impossible = portfolio.replace(mandates=[{"id": "M", "deadline": portfolio.as_of}])
    found = qsmo.plan(impossible, work_limit=200)
    assert found.status == "infeasible"
    assert found.infeasibility.kind is None
    assert set(found.infeasibility.workloads) <= set(portfolio.table("workloads")["id"])
    assert found.infeasibility.message in found.warnings
    assert pickle.loads(pickle.dumps(found)) == found


def scarce_slots(deadline):
    """Two workloads must move onto an offering that takes one at a time, each for two months."""
    return qsmo.loads(json.dumps({
        "format": "qsmo-scenario/1", "as_of": "2020-10", "periods": 12,
        "areas": [{"id": "HR"}], "services": [{"id": "pay", "area": "HR"}], "agencies": [{"id": "A"}],
        "providers": [{"id": "P", "concurrent_migrations": 1}], "marketplaces": [{"id": "M", "area": "HR"}],
        "designations": [{"marketplace": "M", "state": "designated", "date": "2019-10"}],
        "offerings": [{"id": "O", "provider": "P", "marketplace": "M"}],
        "coverages": [{"offering": "O", "service": "pay"}],
        "tiers": [{"offering": "O", "service": "pay", "unit_price": 1}],
        "workloads": [{"id": name, "agency": "A", "service": "pay", "volume": 1, "annual_cost": 100} for name in ("u", "w")],
        "migration_parameters": [{"service": "pay", "migration_periods": 2}],
        "mandates": [{"id": "m", "deadline": deadline}],
    }))  # fmt: skip


def test_a_witness_names_the_pool_the_workloads_and_the_time():
    assert qsmo.plan(scarce_slots("2021-02")).status in {"optimal", "feasible"}
    found = qsmo.plan(scarce_slots("2020-12"))
    assert found.status == "infeasible"
    witness = found.infeasibility
    assert (witness.kind, witness.entities, witness.unit) == ("provider_concurrent", ("P",), "migrations")
    assert witness.workloads == ("u", "w")
    assert 0 <= witness.period <= witness.last_period <= 2
    assert witness.need > witness.capacity
    assert sum(witness.draws) == witness.need
    assert "provider P" in witness.message


def test_the_witness_is_in_the_plan_file(tmp_path):
    scarce_slots("2020-12").save(tmp_path / "scenario.json")
    outcome = run("plan", tmp_path / "scenario.json", "-o", tmp_path / "plan.json")
    assert outcome.returncode == NOT_FEASIBLE
    assert b"provider P" in outcome.stdout
    assert json.loads((tmp_path / "plan.json").read_text())["infeasibility"]["entities"] == ["P"]


# --- limits and odd sizes ---


def test_the_same_run_gives_the_same_bytes_on_any_number_of_threads(portfolio, result):
    aims = qsmo.Aims(published=result.plan, change_price=1_000, disruption_price={10: 500})
    texts = {
        qsmo.plan(portfolio, work_limit=2_000, threads=threads, aims=aims, warm_start=result.plan).to_json() for threads in (1, 2, 4, 16)
    }
    assert len(texts) == 1


def test_without_time_the_status_quo_or_the_warm_start_is_the_answer(portfolio, result):
    nothing = qsmo.plan(portfolio, time_limit=0)
    assert (nothing.status, nothing.stopped, nothing.plan.migrations) == ("feasible", True, 0)
    assert nothing.bound >= result.net_benefit
    assert qsmo.plan(portfolio, time_limit=0, warm_start=result.plan).plan == result.plan


def test_a_memory_limit_that_is_too_small_is_refused_with_the_figure(portfolio):
    with pytest.raises(qsmo.InputError) as caught:
        qsmo.plan(portfolio, memory_limit=1_000)
    (fault,) = caught.value.faults
    assert (fault.pointer, fault.value) == ("/memory_limit", "1000")
    needed = int(fault.expected.split()[2])
    assert qsmo.plan(portfolio, memory_limit=needed, work_limit=10).status == "feasible"


@pytest.mark.parametrize("periods", [1, 2])
def test_one_period_is_a_horizon(portfolio, periods):
    short = qsmo.generate(agencies=2, services=2, periods=periods)
    found = qsmo.plan(short, work_limit=100)
    assert found.status in {"optimal", "feasible"}
    assert qsmo.check(short, found.plan) == []


def test_without_offerings_nothing_moves_and_that_is_optimal(portfolio):
    bare = portfolio.replace(offerings=[], coverages=[], tiers=[], migration_parameters=[], stages=[])
    found = qsmo.plan(bare, work_limit=100)
    assert (found.status, found.net_benefit, found.bound, found.plan.migrations) == ("optimal", 0, 0, 0)
    assert len(found.shadow_prices) == 0


def test_costs_at_the_limit_of_the_format_are_planned(portfolio):
    def dearest(scenario):
        for workload in scenario["workloads"]:
            workload["annual_cost"] = 100_000_000_000

    huge = portfolio.replace(dearest)
    found = qsmo.plan(huge, work_limit=1_000, aims=qsmo.Aims(disruption_price=1e11))
    assert qsmo.check(huge, found.plan) == []
    assert found.bound >= found.objective - 0.01


# --- command line ---


def test_the_command_takes_warm_start_and_published_plan(scenario, plan_file, tmp_path):
    outcome = run(
        "plan", scenario, "--work-limit", 500, "--warm-start", plan_file, "--published", plan_file, "--change-price", "1e9",
        "-o", tmp_path / "new.json", "--format", "json",
    )  # fmt: skip
    assert outcome.returncode == OK, outcome.stderr
    assert json.loads(outcome.stdout)["objective_terms"] == [{"name": "changes", "count": 0, "amount": 0.0}]
    old, new = (json.loads(path.read_text()) for path in (plan_file, tmp_path / "new.json"))
    assert new["decisions"] == old["decisions"]
    assert new["objective"] == new["net_benefit"]


def test_the_command_takes_risk_and_disruption(portfolio, scenario, tmp_path):
    bands = tmp_path / "bands.csv"
    names = portfolio.table("workloads")["id"]
    bands.write_text("workload,band\n" + "".join(f"{name},high\n" for name in names))
    outcome = run(
        "plan", scenario, "--work-limit", 500, "--risk-price", "high=1e9", "--risk-bands", bands, "--disruption-price", "1=5",
        "--format", "json",
    )  # fmt: skip
    assert outcome.returncode == OK, outcome.stderr
    answer = json.loads(outcome.stdout)
    assert answer["migrations"] == 0, "at that price nothing moves"
    assert [term["name"] for term in answer["objective_terms"]] == ["risk", "disruption"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--change-price", "5"],
        ["--risk-price", "high=1"],
        ["--risk-price", "high"],
        ["--disruption-price", "13=1"],
        ["--disruption-price", "1=-1"],
        ["--memory-limit", "much"],
        ["--memory-limit", "1K"],
        ["--warm-start", "/nonexistent.json"],
    ],
)
def test_options_that_mean_nothing_are_bad_input(scenario, arguments):
    outcome = run("plan", scenario, *arguments)
    assert outcome.returncode == BAD_INPUT
    assert b"Traceback" not in outcome.stderr


def test_bands_that_are_none_are_listed(scenario, tmp_path):
    bands = tmp_path / "bands.csv"
    bands.write_text("workload,band\nx,grave\ny,\n")
    outcome = run("plan", scenario, "--risk-price", "high=1", "--risk-bands", bands)
    assert outcome.returncode == BAD_INPUT
    assert len(outcome.stderr.splitlines()) == 2


def test_sigterm_ends_a_run_with_the_best_plan(scenario, tmp_path):
    path = tmp_path / "plan.json"
    command = [sys.executable, "-m", "qsmo", "plan", str(scenario), "-o", str(path), "--work-limit", str(10**14)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ) as process:
        time.sleep(3)
        assert process.poll() is None, process.stderr.read()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert process.returncode == OK
    assert json.loads(path.read_text())["stopped"] is True


def test_show_says_that_a_plan_breaks_rules(portfolio, scenario, result, plan_file, tmp_path):
    moved = result.plan.to_frame().query("action == 'migrate'")["workload"].iloc[0]
    portfolio.replace(pins=[{"workload": moved, "action": "retain"}]).save(tmp_path / "pinned.json")
    outcome = run("show", tmp_path / "pinned.json", plan_file, "-o", tmp_path / "pictures")
    assert outcome.returncode == OK
    assert b"breaks 1 rule" in outcome.stderr
