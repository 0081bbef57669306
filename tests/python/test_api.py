"""The Python package: what it hands over from the library, and what it promises of its own."""

import copy
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pandas as pd
import pytest
import qsmo
from qsmo.files import write_atomically

WORK = 5_000


@pytest.fixture(scope="module")
def portfolio():
    return qsmo.generate(agencies=4, services=3, periods=24, seed=3)


@pytest.fixture(scope="module")
def result(portfolio):
    return qsmo.plan(portfolio, work_limit=WORK)


# --- portfolios ---


def test_json_and_csv_bring_the_same_portfolio_back(portfolio, tmp_path):
    for name in ("scenario.json", "folder"):
        portfolio.save(tmp_path / name)
        assert qsmo.load(tmp_path / name) == portfolio
        assert qsmo.load(str(tmp_path / name)).fingerprint == portfolio.fingerprint
    assert qsmo.loads(portfolio.to_json()) == qsmo.loads(portfolio.to_json().encode()) == portfolio


def test_saving_leaves_nothing_else_behind(portfolio, tmp_path):
    portfolio.save(tmp_path / "scenario.json")
    portfolio.save(tmp_path / "scenario.json")
    assert [path.name for path in tmp_path.iterdir()] == ["scenario.json"]


def test_a_failed_write_leaves_the_old_file(portfolio, tmp_path, monkeypatch):
    path = tmp_path / "scenario.json"
    path.write_text("old")

    def fail(*_):
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(qsmo.IoError, match="no space"):
        portfolio.save(path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_device_is_written_to_and_not_replaced():
    write_atomically("/dev/null", "text")
    assert os.path.exists("/dev/null")
    assert not os.path.isfile("/dev/null")


def test_calendar_names_periods_and_fiscal_years():
    calendar = qsmo.Calendar("2020-10", "quarter", 8)
    assert [calendar.label(t) for t in (0, 1, 7)] == ["2020-10", "2021-01", "2022-07"]
    assert [calendar.fiscal_year(t) for t in (0, 3, 4)] == [2021, 2021, 2022]
    assert calendar.period_of("2021-02-15") == 1
    assert calendar.periods_per_year == 4
    with pytest.raises(ValueError, match="quarter"):
        qsmo.Calendar("2020-10", "week", 8)


def test_portfolio_says_what_it_is(portfolio):
    assert portfolio.periods == portfolio.calendar.periods == 24
    assert portfolio.as_of == portfolio.calendar.label(0)
    assert portfolio.fingerprint.startswith("fnv1a128:")
    assert len(portfolio.discount_factors) == 24
    assert portfolio.discount_factors[0] == 1
    facts = portfolio.describe()
    assert facts["tables"]["workloads"] == len(portfolio.table("workloads"))
    assert facts["annual_cost"] == pytest.approx(portfolio.table("workloads")["annual_cost"].sum())
    assert sum(area["workloads"] for area in facts["areas"]) == facts["tables"]["workloads"]
    json.dumps(facts)


def test_every_table_is_a_frame_that_can_be_put_back(portfolio):
    for name in portfolio.tables:
        table = portfolio.table(name)
        assert len(table.columns) > 1, name
        assert portfolio.replace(**{name: table}) == portfolio, name


def test_an_unknown_table_is_a_key_error(portfolio):
    with pytest.raises(KeyError, match='no table "workload"'):
        portfolio.table("workload")


def test_replace_leaves_the_portfolio_alone(portfolio):
    before = portfolio.to_json()

    def dearer(scenario):
        for workload in scenario["workloads"]:
            workload["annual_cost"] *= 1.1

    variant = portfolio.replace(dearer)
    assert portfolio.to_json() == before
    assert variant != portfolio
    assert variant.fingerprint != portfolio.fingerprint
    grown = variant.table("workloads")["annual_cost"] / portfolio.table("workloads")["annual_cost"]
    assert grown.between(1.0999, 1.1001).all()


def test_replace_takes_tables_and_settings(portfolio):
    workloads = portfolio.table("workloads")
    workloads["annual_cost"] = (workloads["annual_cost"] * np.float64(0.5)).round(2)
    variant = portfolio.replace(workloads=workloads, name="half", pins=[{"workload": workloads["id"][0], "action": "retain"}])
    assert variant.name == "half"
    assert len(variant.table("pins")) == 1
    assert variant.describe()["annual_cost"] == pytest.approx(portfolio.describe()["annual_cost"] / 2, abs=1)
    assert variant.replace(pins=None) == portfolio.replace(workloads=workloads, name="half")


def test_replace_reports_faults(portfolio):
    with pytest.raises(qsmo.InputError) as error:
        portfolio.replace(pins=[{"workload": "nobody", "action": "retain"}, {"workload": "nobody", "action": "sell"}])
    assert len(error.value.faults) >= 2
    assert error.value.faults[0].pointer.startswith("/pins/")


def test_generate_is_seeded():
    assert qsmo.generate(2, 2, 8, seed=5) == qsmo.generate(2, 2, 8, seed=5) != qsmo.generate(2, 2, 8, seed=6)
    with pytest.raises(qsmo.InputError):
        qsmo.generate(periods=1000)


def test_schemas_are_json_schemas():
    jsonschema = pytest.importorskip("jsonschema")
    for schema in (qsmo.scenario_schema(), qsmo.plan_schema()):
        jsonschema.Draft202012Validator.check_schema(schema)


# --- errors ---


def test_faults_carry_place_and_advice():
    with pytest.raises(ValueError) as caught:
        qsmo.loads('{"format": "qsmo-scenario/1",\n "as_off": "2020-10"}', "my.json")
    error = caught.value
    assert isinstance(error, qsmo.InputError)
    assert isinstance(error, qsmo.Error)
    slip = next(fault for fault in error.faults if fault.suggestion)
    assert (slip.file, slip.line, slip.pointer, slip.suggestion) == ("my.json", 2, "/as_off", "as_of")
    assert str(slip).startswith('my.json:2: /as_off: "as_off": expected ')
    assert str(slip).endswith('did you mean "as_of"?')


def test_input_that_is_not_utf8_is_a_fault():
    with pytest.raises(qsmo.InputError):
        qsmo.loads(b'{"format": "qsmo-scenario/1", "name": "\xff"}')


def test_a_missing_file_is_an_io_error(tmp_path, portfolio):
    for read in (qsmo.load, qsmo.plan, lambda path: qsmo.read_plan(portfolio, path)):
        with pytest.raises(OSError) as caught:
            read(tmp_path / "none.json")
        assert isinstance(caught.value, qsmo.IoError)
        assert caught.value.path == str(tmp_path / "none.json")


def test_unknown_names_carry_the_nearest(portfolio):
    workload, offering = portfolio.table("workloads")["id"][0], portfolio.table("offerings")["id"][0]
    with pytest.raises(KeyError) as caught:
        qsmo.eligibility(portfolio, workload + "x", offering, 0, 1)
    assert isinstance(caught.value, qsmo.UnknownNameError)
    assert caught.value.name == workload + "x"
    assert caught.value.suggestion
    assert str(caught.value).startswith("no workload ")


def test_errors_survive_pickling():
    faults = [qsmo.Fault(file="f", line=3, pointer="/a", value="b", expected="c", suggestion="d")]
    for error in (
        qsmo.InputError(faults),
        qsmo.IoError("path", "path: gone"),
        qsmo.UnknownNameError("a", "b", "no workload a"),
        qsmo.OverflowError_("too much"),
    ):
        again = pickle.loads(pickle.dumps(error))
        assert type(again) is type(error)
        assert str(again) == str(error)
        assert vars(again) == vars(error)


# --- plans ---


def test_a_plan_is_feasible_and_below_its_bound(portfolio, result):
    assert result.status in {"optimal", "feasible"}
    assert qsmo.check(portfolio, result.plan) == []
    assert 0 < result.net_benefit <= result.bound
    assert result.gap == pytest.approx((result.bound - result.net_benefit) / max(abs(result.bound), 1))
    assert result.seed == 1
    assert result.work_limit == WORK
    assert result.time_limit is None
    assert not result.stopped


def test_threads_do_not_change_the_plan(portfolio, result):
    for threads in (1, 2, 3):
        assert qsmo.plan(portfolio, work_limit=WORK, threads=threads).to_json() == result.to_json()


def test_a_path_can_be_planned(portfolio, result, tmp_path):
    portfolio.save(tmp_path / "scenario.json")
    assert qsmo.plan(tmp_path / "scenario.json", work_limit=WORK) == result


def test_options_out_of_range_are_value_errors(portfolio):
    for option in ({"threads": -1}, {"time_limit": -1}, {"time_limit": float("nan")}, {"time_limit": 1e300}):
        with pytest.raises(ValueError, match=next(iter(option))):
            qsmo.plan(portfolio, **option)
    with pytest.raises(TypeError):
        qsmo.plan(portfolio, seed=-1)
    with pytest.raises(TypeError):
        qsmo.plan(portfolio, 1)


def test_limits_have_a_default(portfolio):
    result = qsmo.plan(portfolio)
    assert result.work_limit == qsmo.DEFAULT_WORK_LIMIT
    assert not result.stopped
    timed = qsmo.plan(portfolio, time_limit=0.2)
    assert timed.work_limit is None
    assert timed.time_limit == 0.2
    assert timed.stopped
    assert pickle.loads(pickle.dumps(timed)) == timed


def test_a_plan_file_brings_the_plan_back(portfolio, result, tmp_path):
    result.save(tmp_path / "plan.json")
    assert (tmp_path / "plan.json").read_text() == result.to_json()
    for source in (tmp_path / "plan.json", str(tmp_path / "plan.json"), result.to_json(), result.to_json().encode()):
        assert qsmo.read_plan(portfolio, source) == result.plan
    with pytest.raises(qsmo.InputError) as error:
        qsmo.read_plan(portfolio, '{"format": "qsmo-plan/1", "decisions": [{"workload": "nobody", "action": "retain"}]}')
    assert error.value.faults[0].value == "nobody"


def test_the_frame_of_a_plan_has_a_row_per_workload(portfolio, result):
    frame = result.plan.to_frame()
    workloads = portfolio.table("workloads")
    assert list(frame["workload"]) == list(workloads["id"])
    moves = frame[frame["action"] == "migrate"]
    assert len(moves) == result.plan.migrations > 0
    assert (moves["cutover_period"] - moves["start_period"] == moves["duration"]).all()
    assert list(moves["cutover"]) == [portfolio.calendar.label(t) for t in moves["cutover_period"]]
    assert list(moves["fiscal_year"]) == [portfolio.calendar.fiscal_year(t) for t in moves["cutover_period"]]
    assert frame.loc[frame["action"] == "retain", ["offering", "provider", "start", "cutover"]].isna().all(axis=None)


def test_waves_are_the_cutovers_in_order(result):
    waves, moves = result.plan.waves(), result.plan.to_frame()
    assert waves["migrations"].sum() == result.plan.migrations
    assert list(waves["cutover_period"]) == sorted(set(moves["cutover_period"].dropna()))
    assert sorted(name for wave in waves["workloads"] for name in wave) == sorted(moves.dropna(subset="cutover")["workload"])


def test_phases_fill_the_time_from_start_to_cutover(result):
    phases = result.plan.phases()
    before = phases[~phases["phase"].isin(["hypercare", "dual_run"])]
    spans = (before["end_period"] - before["begin_period"]).groupby(before["workload"]).sum()
    moves = result.plan.to_frame().dropna(subset="cutover").set_index("workload")
    assert (spans == moves["duration"].loc[spans.index].astype(int)).all()


def test_an_empty_plan_has_empty_frames(portfolio):
    plan = qsmo.status_quo(portfolio)
    assert plan.migrations == 0
    assert len(plan.waves()) == len(plan.phases()) == 0
    assert (plan.to_frame()["action"] == "retain").all()
    assert qsmo.compare(portfolio, plan).net_benefit == 0
    assert qsmo.compare(portfolio, plan).breakeven is None


def test_check_names_what_is_broken(portfolio, result):
    frame = result.plan.to_frame()
    moved = frame.loc[frame["action"] == "migrate", "workload"].iloc[0]
    variant = portfolio.replace(pins=[{"workload": moved, "action": "retain"}])
    violations = qsmo.check(variant, result.plan)
    assert [violation.kind for violation in violations] == ["pin"]
    assert violations[0].entities[0] == moved
    assert moved in violations[0].message == str(violations[0])
    table = qsmo.violations_frame(violations)
    assert list(table["kind"]) == ["pin"]
    assert list(qsmo.violations_frame([]).columns) == list(table.columns)


def test_a_plan_is_matched_to_a_variant_by_name(portfolio, result):
    variant = portfolio.replace(lambda scenario: scenario["workloads"].reverse())
    assert qsmo.check(variant, result.plan) == []
    assert qsmo.evaluate(variant, result.plan).by_fiscal_year().equals(
        qsmo.evaluate(portfolio, result.plan).by_fiscal_year()
    )
    moved = result.plan.to_frame().dropna(subset="cutover")["workload"].iloc[0]
    renamed = portfolio.replace(lambda scenario: json.loads(json.dumps(scenario).replace(json.dumps(moved), '"renamed"')))
    with pytest.raises(qsmo.UnknownNameError) as error:
        qsmo.check(renamed, result.plan)
    assert error.value.name == moved


# --- money ---


def test_the_statement_adds_up_to_the_result(portfolio, result):
    statement = qsmo.evaluate(portfolio, result.plan)
    cents = statement.cents()
    assert cents.dtype == np.int64
    assert cents.shape == (len(portfolio.table("agencies")), len(statement.kinds), portfolio.periods)
    transfer = statement.kinds.index("transfer")
    totals = cents.sum(axis=(0, 1)) - cents[:, transfer].sum(axis=0)
    assert (totals / 100 * portfolio.discount_factors).sum() == pytest.approx(result.cost)
    with pytest.raises(ValueError):
        cents[0, 0, 0] = 1


def test_frames_of_money_agree(portfolio, result):
    statement = qsmo.evaluate(portfolio, result.plan)
    frame, yearly = statement.to_frame(), statement.by_fiscal_year()
    assert (frame["amount"] != 0).all()
    assert list(frame["label"]) == [portfolio.calendar.label(t) for t in frame["period"]]
    pivot = frame.pivot_table(index="fiscal_year", columns="kind", values="amount", aggfunc="sum", fill_value=0)
    pd.testing.assert_frame_equal(pivot, yearly[pivot.columns], check_names=False, check_dtype=False)
    assert yearly["total"].sum() == pytest.approx(frame.loc[frame["kind"] != "transfer", "amount"].sum())
    funds = statement.by_fund()
    assert (funds["spend"] <= funds["budget"]).all()


def test_the_benefit_ends_at_the_net_benefit(portfolio, result):
    benefit = qsmo.compare(portfolio, result.plan)
    assert benefit == result.benefit
    assert benefit.net_benefit == pytest.approx(result.net_benefit, abs=0.01)
    assert benefit.cumulative_saving.shape == (portfolio.periods,)
    assert benefit.cumulative_saving[-1] == pytest.approx(benefit.net_benefit)
    assert result.breakeven == benefit.breakeven
    if benefit.breakeven is not None:
        assert (benefit.cumulative_saving[benefit.breakeven :] >= -0.005).all()


# --- policy ---


def test_policy_speaks_in_names(portfolio, result):
    move = result.plan.to_frame().dropna(subset="cutover").iloc[0]
    ask = (portfolio, move["workload"], move["offering"])
    assert qsmo.eligibility(*ask, int(move["start_period"]), int(move["cutover_period"])) == "eligible"
    with pytest.raises(ValueError, match="cutover"):
        qsmo.eligibility(*ask, 0, portfolio.periods)
    with pytest.raises(ValueError, match="start"):
        qsmo.eligibility(*ask, 5, 4)
    assert qsmo.mandated_deadline(portfolio, move["workload"]) is None
    ordered = portfolio.replace(mandates=[{"id": "M", "deadline": portfolio.calendar.label(7)}])
    assert qsmo.mandated_deadline(ordered, move["workload"]) == 7
    assert qsmo.incumbent_deadline(portfolio, move["workload"]) is None


# --- values ---


def values(portfolio, result):
    variant = portfolio.replace(pins=[{"workload": name, "action": "retain"} for name in portfolio.table("workloads")["id"]])
    return {
        "portfolio": portfolio,
        "calendar": portfolio.calendar,
        "result": result,
        "plan": result.plan,
        "statement": qsmo.evaluate(portfolio, result.plan),
        "benefit": qsmo.compare(portfolio, result.plan),
        "violation": qsmo.check(variant, result.plan)[0],
        "fault": qsmo.Fault(file="f", line=1, expected="e"),
    }


def test_values_are_values(portfolio, result):
    first, second = values(portfolio, result), values(portfolio, result)
    for name, value in first.items():
        for twin in (second[name], copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
            assert twin == value, name
            assert hash(twin) == hash(value), name
        assert value != 1, name
        assert all(value != other for key, other in first.items() if key != name), name
        assert len(repr(value)) < 500 or name == "violation", name
        assert "0x" not in repr(value), name


def test_values_that_differ_are_not_equal(portfolio, result):
    other = qsmo.plan(portfolio.replace(name="other"), work_limit=WORK)
    assert other != result
    assert other.plan != result.plan
    assert qsmo.status_quo(portfolio) != result.plan
    assert qsmo.evaluate(portfolio, qsmo.status_quo(portfolio)) != qsmo.evaluate(portfolio, result.plan)


def test_notebook_views_escape_names():
    evil = "<script>alert(1)</script>"
    portfolio = qsmo.generate(agencies=2, services=2, periods=16).replace(name=evil)
    result = qsmo.plan(portfolio, work_limit=WORK)
    for value in (portfolio, result, result.plan, qsmo.evaluate(portfolio, result.plan)):
        assert "<table" in value._repr_html_()
        assert "<script" not in value._repr_html_()


def test_an_unpickled_plan_that_does_not_fit_is_refused(portfolio, result):
    small = qsmo.generate(agencies=1, services=1, periods=8)
    with pytest.raises(ValueError, match="not one of this portfolio"):
        qsmo.Plan(small, result.plan._native).to_frame()


# --- long runs ---


def test_progress_is_reported_from_the_calling_thread(portfolio):
    seen = []
    qsmo.plan(portfolio, work_limit=WORK, progress=lambda now: seen.append((threading.get_ident(), now)))
    assert {thread for thread, _ in seen} == {threading.get_ident()}
    shares = [now.share for _, now in seen]
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1
    assert all(now.value <= now.bound for _, now in seen)


def test_what_progress_raises_ends_the_run(portfolio):
    def fail(_):
        raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        qsmo.plan(portfolio, work_limit=50 * WORK, progress=fail)


def test_other_threads_run_during_a_run(portfolio):
    ticks = 0
    done = threading.Event()

    def tick():
        nonlocal ticks
        while not done.wait(0.005):
            ticks += 1

    thread = threading.Thread(target=tick)
    thread.start()
    try:
        qsmo.plan(portfolio, work_limit=10**12, time_limit=0.5)
    finally:
        done.set()
        thread.join()
    assert ticks > 10


def test_the_time_limit_is_kept(portfolio):
    start = time.monotonic()
    result = qsmo.plan(portfolio, work_limit=10**12, time_limit=0.5)
    assert time.monotonic() - start < 5
    assert result.stopped
    assert qsmo.check(portfolio, result.plan) == []


INTERRUPTED = """
import sys
import qsmo
portfolio = qsmo.generate(agencies=4, services=3, periods=24, seed=3)
print("planning", flush=True)
result = qsmo.plan(portfolio, work_limit=10**12)
print(result.stopped, result.status, len(qsmo.check(portfolio, result.plan)))
"""


def test_ctrl_c_returns_the_best_plan_so_far():
    with subprocess.Popen([sys.executable, "-c", INTERRUPTED], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "planning\n"
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert out.split() == ["True", "feasible", "0"]
