"""Testing policies from Python: `qsmo.testing`, its pytest plugin, and `qsmo policy`."""

import datetime
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
import qsmo
from qsmo.policy import Policy, PolicyValue, Reform, find_policy
from qsmo.testing import ask, find_case_files, rule, run_cases, verify

ROOT = Path(__file__).parents[2]
SUITES = ROOT / "policies/tests"
OK, BAD_INPUT, FAILED = 0, 2, 3

PASSES = """- name: open
  period: 2020-10
  policy: qsmo-marketplace
  input: {state: designated}
  output: {marketplace: allowed}
"""
FAILS = """- name: closed
  description: Research is not enough.
  period: 2020-10
  policy: qsmo-marketplace
  output: {marketplace: allowed}
"""


def run(*arguments, **options):
    command = [sys.executable, "-m", "qsmo", "policy", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=120, text=True, **options)


def written(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


# --- verify ---


def test_situations_are_asked_under_a_policy_on_a_date():
    marketplace = verify("marketplace").under("qsmo-marketplace").on("2020-10")
    marketplace.given(state="designated").allows().allows("marketplace_open")
    marketplace.given(state="pre_designated").bars("marketplace_closed")
    verify("marketplace", state="designated").on("2020-10").under("qsmo-marketplace").allows()


def test_each_outcome_has_a_check():
    verify("mandate", ordered_by="2020-10").on("2020-10").demands("deadline_reached")
    verify("mandate").on("2020-10").does_not_apply()
    verify("attainment", target=1).on("2020-10").lacks_data("not_observed")
    verify("score", total_weight=2, observed_weight=2, attained_weight=1).on("2020-10").finds("scored")


def test_a_situation_is_a_value():
    base = verify("marketplace", state="research").on("2020-10")
    base.given(state="designated").allows()
    base.under("lines-of-business").on("2005-01").allows()
    base.with_parameters(eligible_states=["research"]).allows()
    base.bars()


def test_facts_are_values_of_python():
    gap = verify("fit_gap", required=["FFM.010", "FFM.020"], covered=("FFM.010",)).on(datetime.date(2020, 10, 1))
    gap.gives("gap_within_limit", missing=["FFM.020"])
    gap.given(required=[]).gives("no_gap", missing=())
    verify("quality", offered=None, today=0.9).with_parameters(participation=True).on("2020-10").lacks_data()
    verify("start_window", earliest=datetime.date(2020, 11, 1)).on("2020-10").bars("before_earliest_start")
    verify("participation", value=Decimal("99.99"), threshold=100).on("2020-10").gives(subsidy=Decimal("0.01"))


def test_computed_numbers_are_rounded_as_files_would_hold_them():
    verify("participation", value=0.1 + 0.2, threshold=0.3).on("2020-10").gives(subsidy=0)
    verify("quality", offered=1 / 3, today=2 / 3).with_parameters(participation=True).on("2020-10").bars("quality_below")


def test_values_of_a_verdict_are_values_of_python():
    verdict = ask("exception", on="2021-10", kind="streamlined", decision="approved", decided="2021-01", off_ramp="2022-01")
    assert verdict.reason == "exception_in_force"
    assert verdict.outcome == "allowed"
    assert verdict.values == {"needed": "streamlined", "holds_until": "2022-01"}
    subsidy = ask("incentive", on="2021-10", under="hybrid", onboarding=1000)
    assert subsidy.values == {"subsidy": 500.0, "repayment_years": 5}
    assert ask("attainment", on="2021-10").values == {"attainment": None}


def test_a_rule_describes_itself():
    described = rule("incentive")
    assert [fact["name"] for fact in described["facts"]] == ["onboarding", "phase_spend"]
    assert [value["name"] for value in described["values"]] == ["subsidy", "repayment_years"]
    assert described["parameters"] == ["onboarding_subsidy", "phase_subsidy", "subsidy_repayment_years"]
    assert [reason["outcome"] for reason in described["reasons"]] == ["not_applicable", "found", "found"]
    with pytest.raises(qsmo.UnknownNameError, match="incentives"):
        rule("incentives")


def test_approximate_values_can_be_expected():
    score = verify("score", total_weight=3, observed_weight=3, attained_weight=2).on("2020-10")
    score.gives(score=pytest.approx(2 / 3, abs=1e-5))
    with pytest.raises(AssertionError, match="score"):
        score.gives(score=2 / 3)


def test_two_situations_can_be_compared():
    subsidy = verify("incentive", onboarding=1000).under("hybrid").on("2020-10")
    subsidy.differs_from(subsidy.under("qsmo-marketplace"))
    subsidy.agrees_with(subsidy.on("2025-01"))
    subsidy.changes_when(onboarding=2000).does_not_change_when(phase_spend=0)
    marketplace = verify("marketplace").under("qsmo-marketplace").on("2020-10")
    marketplace.is_stricter_than({"state": "designated"})
    marketplace.is_stricter_than(marketplace.with_parameters(eligible_states=["research"]))


def test_reforms_are_laid_over_the_policy():
    wide = Reform(id="wide", values=[PolicyValue(parameter="eligible_states", value="research|designated")])
    base = verify("marketplace").under("qsmo-marketplace").on("2020-10")
    base.bars()
    base.reformed_by(wide).allows()


def test_a_policy_of_ones_own():
    policy = Policy(id="own", values=[PolicyValue(parameter="starts_allowed", value="false")])
    verify("start_window").under(policy).on("2020-10").bars("starts_suspended")


@pytest.mark.parametrize(
    "check",
    [
        lambda s: s.allows(),
        lambda s: s.bars("outside_without_exception"),
        lambda s: s.demands(),
        lambda s: s.finds(),
        lambda s: s.does_not_apply(),
        lambda s: s.lacks_data(),
        lambda s: s.gives("marketplace_open"),
        lambda s: s.given(state="designated").is_stricter_than(s),
        lambda s: s.is_stricter_than(s),
        lambda s: s.differs_from(s),
        lambda s: s.agrees_with(s.given(state="designated")),
        lambda s: s.changes_when(area_state="designated"),
        lambda s: s.does_not_change_when(excepted=True),
    ],
)
def test_a_check_that_fails_says_so_in_words(check):
    situation = verify("marketplace", state="research").under("qsmo-marketplace").on("2020-10")
    with pytest.raises(AssertionError) as raised:
        check(situation)
    text = str(raised.value)
    assert text.startswith("expected ")
    assert "on 2020-10 under qsmo-marketplace" in text
    assert "marketplace: " in text
    assert "eligible_states = designated from 2019-04-26 (OMB M-19-16" in text


def test_the_words_say_facts_values_and_what_was_expected():
    situation = verify("incentive", onboarding=1000).under("hybrid").on("2020-10")
    with pytest.raises(AssertionError, match="expected a verdict that is subsidy 400") as raised:
        situation.gives(subsidy=400, repayment_years=5)
    assert "given onboarding 1000" in str(raised.value)
    assert "subsidy 500" in str(raised.value)


def test_misspelt_names_are_errors_not_failures():
    with pytest.raises(qsmo.UnknownNameError, match="marketplac"):
        verify("marketplac")
    situation = verify("marketplace").on("2020-10")
    with pytest.raises(qsmo.UnknownNameError, match="no reason of marketplace"):
        situation.bars("marketplace_close")
    with pytest.raises(qsmo.UnknownNameError, match="no value of marketplace"):
        situation.gives(subsidy=1)
    with pytest.raises(qsmo.InputError, match="a fact of marketplace"):
        situation.given(stat="designated").allows()
    with pytest.raises(qsmo.UnknownNameError):
        situation.under("qsmo-marketplac")


def test_bad_facts_and_dates_are_errors_not_failures():
    situation = verify("marketplace").under("qsmo-marketplace")
    with pytest.raises(ValueError, match="no date is given"):
        situation.allows()
    with pytest.raises(qsmo.InputError):
        situation.on("2020-13").allows()
    with pytest.raises(qsmo.InputError, match="eligible_states"):
        situation.on("2019-04-25").allows()
    with pytest.raises(qsmo.InputError):
        situation.on("2020-10").given(state="open").allows()
    with pytest.raises(qsmo.InputError):
        verify("participation", value=float("nan")).on("2020-10").does_not_apply()
    with pytest.raises(ValueError, match="cannot hold"):
        verify("standards", required=["a|b"]).on("2020-10").allows()


# --- files of cases ---


def test_files_of_cases_are_run(tmp_path):
    written(tmp_path, "a.policy.yaml", PASSES)
    written(tmp_path, "b.policy.yaml", FAILS)
    run = run_cases(tmp_path)
    assert [result.passed for result in run.results] == [True, False]
    (failed,) = run.failed
    assert failed.name == "closed"
    assert failed.line == 1
    assert failed.file.endswith("b.policy.yaml")
    (difference,) = failed.differences
    assert (difference.part, difference.field, difference.expected, difference.got) == ("marketplace", "outcome", "allowed", "barred")
    assert run.reason_counts["marketplace_open"] == 1
    assert run.coverage("marketplace") == pytest.approx(2 / 6)


def test_files_are_found_in_folders_once(tmp_path):
    (tmp_path / "deep").mkdir()
    for name in ("a.policy.yaml", "deep/b.policy.json", "c.yaml", "policy.yaml"):
        written(tmp_path, name, "")
    found = find_case_files([tmp_path, tmp_path / "a.policy.yaml"])
    assert [path.name for path in found] == ["a.policy.yaml", "b.policy.json"]
    assert find_case_files([tmp_path / "c.yaml"]) == [tmp_path / "c.yaml"]
    with pytest.raises(qsmo.IoError):
        find_case_files([tmp_path / "gone"])


def test_the_faults_of_all_files_are_raised_at_once(tmp_path):
    written(tmp_path, "a.policy.yaml", PASSES.replace("state:", "stat:"))
    written(tmp_path, "b.policy.yaml", FAILS.replace("marketplace: allowed", "marketplac: allowed"))
    with pytest.raises(qsmo.InputError) as raised:
        run_cases(tmp_path)
    assert [(Path(fault.file).name, fault.line, fault.suggestion) for fault in raised.value.faults] == [
        ("a.policy.yaml", 4, "state"),
        ("b.policy.yaml", 5, "marketplace"),
    ]


def test_results_have_value_semantics(tmp_path):
    import pickle

    written(tmp_path, "a.policy.yaml", FAILS)
    (result,) = run_cases(tmp_path).results
    assert pickle.loads(pickle.dumps(result)) == result
    assert "closed" in repr(result)


def test_the_shipped_suites_pass_and_give_every_reason():
    run = run_cases(SUITES)
    assert run.failed == ()
    assert run.coverage() == 1
    assert len(list(SUITES.glob("*.policy.yaml"))) == 5


def test_no_mutant_of_a_shipped_policy_survives(tmp_path):
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import mutate_policies
    finally:
        sys.path.pop(0)
    fates = list(mutate_policies.fates(tmp_path))
    assert len(fates) > 300
    assert [(fate.mutant.policy, fate.mutant.parameter, fate.mutant.change) for fate in fates if not fate.killed_by] == []


# --- the pytest plugin ---


def pytest_in(folder, *arguments):
    written(folder, "conftest.py", 'pytest_plugins = ["qsmo.testing.plugin"]\n')
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--rootdir", str(folder), *arguments, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=folder)


def test_cases_become_pytest_items(tmp_path):
    written(tmp_path, "a.policy.yaml", PASSES)
    outcome = pytest_in(tmp_path, "-v")
    assert outcome.returncode == 0, outcome.stdout
    assert "a.policy.yaml::open PASSED" in outcome.stdout


def test_a_case_that_fails_shows_its_difference(tmp_path):
    written(tmp_path, "a.policy.yaml", PASSES + FAILS)
    outcome = pytest_in(tmp_path)
    assert outcome.returncode == 1
    assert "marketplace.outcome: expected allowed, got barred" in outcome.stdout
    assert "its marketplace is research" in outcome.stdout
    assert "1 failed, 1 passed" in outcome.stdout
    assert "plugin.py" not in outcome.stdout


def test_a_file_with_faults_is_a_collection_error(tmp_path):
    written(tmp_path, "a.policy.yaml", PASSES.replace("state:", "stat:"))
    outcome = pytest_in(tmp_path)
    assert outcome.returncode == 2
    assert "a fact of marketplace" in outcome.stdout


def test_a_setting_names_the_policy(tmp_path):
    written(tmp_path, "a.policy.yaml", "- {name: old, period: 2005-01, output: {marketplace: allowed}}\n")
    assert pytest_in(tmp_path).returncode == 1
    written(tmp_path, "pytest.ini", "[pytest]\nqsmo_policy = lines-of-business\n")
    outcome = pytest_in(tmp_path)
    assert outcome.returncode == 0, outcome.stdout


# --- qsmo policy ---


def test_list_is_an_array():
    listed = json.loads(run("list", "--format", "json").stdout)
    assert [policy["id"] for policy in listed] == ["lines-of-business", "shared-first", "qsmo-marketplace", "hybrid"]
    assert listed[2]["enacted"] == "2019-04-26"
    text = run("list").stdout
    assert len(text.splitlines()) == 4
    assert "2019-04-26" in text


def test_show_gives_values_with_references():
    shown = json.loads(run("show", "qsmo-marketplace", "--format", "json").stdout)
    assert shown["id"] == "qsmo-marketplace"
    states = [value for value in shown["values"] if value["parameter"] == "eligible_states"]
    assert states[0]["value"] == "designated"
    assert states[0]["from"] == "2019-04-26"
    assert "M-19-16" in states[0]["reference"]
    assert "eligible_states = designated from 2019-04-26" in run("show", "qsmo-marketplace").stdout


def test_show_gives_all_parameters_on_a_date(tmp_path):
    states = "  eligible_states:\n    - {from: 2022-01, value: [research, designated]}\n"
    reform = written(tmp_path, "wide.yaml", "format: qsmo-reform/1\nid: wide\nparameters:\n" + states)
    shown = json.loads(run("show", "hybrid", "--date", "2022-06", "--reform", reform, "--format", "json").stdout)
    values = {value["parameter"]: value for value in shown["values"]}
    assert values["eligible_states"]["value"] == "research|designated"
    nothing = {"from": None, "until": None, "unit": None, "reference": None}
    assert values["largest_fit_gap"] == nothing | {"parameter": "largest_fit_gap", "value": "none"}
    assert [(change["parameter"], change["before"], change["after"]) for change in shown["changes"]] == [
        ("eligible_states", "designated", "research|designated")
    ]
    assert run("show", "hybrid", "--date", "2019-01").returncode == BAD_INPUT
    assert run("show", "hybird").returncode == BAD_INPUT


def test_explain_describes_a_rule():
    rule = json.loads(run("explain", "marketplace", "--format", "json").stdout)
    assert [fact["name"] for fact in rule["facts"]] == ["listed", "state", "area_state", "excepted"]
    assert rule["parameters"] == ["eligible_states", "outside_marketplace"]
    assert rule["reasons"][0]["name"] == "marketplace_open"
    text = run("explain", "marketplace", "--policy", "qsmo-marketplace").stdout
    assert "state (research / pre_designated / designated; initially research)" in text
    assert "marketplace_closed (barred)" in text
    assert "eligible_states = designated from 2019-04-26" in text


def test_explain_gives_a_verdict_in_words():
    asked = ("explain", "incentive", "--policy", "hybrid", "--date", "2020-10", "--fact", "onboarding=1000")
    text = run(*asked).stdout
    assert "incentive: found, subsidised_to_be_repaid: a subsidy of 0.5 of onboarding" in text
    assert "subsidy 500" in text
    data = json.loads(run(*asked, "--format", "json").stdout)
    assert data["reason"] == "subsidised_to_be_repaid"
    assert data["values"] == {"subsidy": "500", "repayment_years": "5"}
    assert data["parameters"][0]["from"] == "2020-10"


@pytest.mark.parametrize(
    "arguments",
    [
        ("explain", "marketplac"),
        ("explain", "marketplace", "--fact", "state=designated"),
        ("explain", "marketplace", "--date", "2020-10", "--fact", "state"),
        ("explain", "marketplace", "--date", "2020-10", "--fact", "stat=designated"),
        ("explain", "marketplace", "--date", "2020-13"),
        ("explain", "marketplace", "--policy", "hybrid", "--date", "2019-01"),
        ("show", "gone.yaml"),
        ("test", "gone"),
        ("test", "--threshold", "101", str(SUITES)),
        ("test", "--rule", "marketplac", str(SUITES)),
        ("test", "--run", "(", str(SUITES)),
        ("test", "--run", "no case has this name", str(SUITES)),
        ("test", "--policy", "hybird", str(SUITES)),
        ("test",),
    ],
)
def test_bad_input_exits_with_2(arguments):
    outcome = run(*arguments)
    assert outcome.returncode == BAD_INPUT, outcome.stdout
    assert outcome.stdout == ""
    assert outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_test_passes_with_full_coverage():
    outcome = run("test", SUITES, "--coverage", "--threshold", "100")
    assert outcome.returncode == OK, outcome.stderr
    assert "coverage: 100.0%" in outcome.stdout
    assert "marketplace: 6 of 6 reasons" in outcome.stdout
    assert "FAILED" not in outcome.stdout


def test_test_shows_what_differs(tmp_path):
    file = written(tmp_path, "a.policy.yaml", PASSES + FAILS)
    outcome = run("test", tmp_path)
    assert outcome.returncode == FAILED
    assert f"FAILED {file}:6: closed" in outcome.stdout
    assert "Research is not enough." in outcome.stdout
    assert "marketplace.outcome: expected allowed, got barred" in outcome.stdout
    assert "its marketplace is research, and starts need one of designated or an exception" in outcome.stdout
    assert f"{file}: 1 passed, 1 failed" in outcome.stdout
    assert "1 of 2 cases failed" in outcome.stderr


def test_test_as_json(tmp_path):
    written(tmp_path, "a.policy.yaml", PASSES + FAILS)
    outcome = run("test", tmp_path, "--format", "json", "--trace")
    assert outcome.returncode == FAILED
    data = json.loads(outcome.stdout)
    assert (data["passed"], data["failed"]) == (1, 1)
    assert data["cases"][1]["differences"] == [{"part": "marketplace", "field": "outcome", "expected": "allowed", "got": "barred"}]
    assert data["cases"][0]["trace"][0]["reason"] == "marketplace_open"
    assert 0 < data["coverage"]["share"] < 0.1
    assert "marketplace_open" not in data["coverage"]["not_given"]["marketplace"]


def test_test_runs_what_is_asked_for(tmp_path):
    written(tmp_path, "a.policy.yaml", PASSES + FAILS)
    assert run("test", tmp_path, "--run", "^open$").returncode == OK
    traced = run("test", tmp_path, "--run", "^open$", "--trace").stdout
    assert "passed" in traced
    assert "eligible_states = designated from 2019-04-26" in traced


def test_test_fails_below_the_threshold(tmp_path):
    written(tmp_path, "a.policy.yaml", PASSES)
    assert run("test", tmp_path, "--rule", "marketplace", "--threshold", "16").returncode == OK
    outcome = run("test", tmp_path, "--rule", "marketplace", "--threshold", "17", "--coverage")
    assert outcome.returncode == FAILED
    assert "coverage 16.7% is below 17%" in outcome.stderr
    assert "not given: marketplace_closed" in outcome.stdout


def test_test_reports_faults_by_line(tmp_path):
    file = written(tmp_path, "a.policy.yaml", PASSES.replace("designated}", "designed}").replace("2020-10", "2020-31-10"))
    outcome = run("test", tmp_path)
    assert outcome.returncode == BAD_INPUT
    assert f"{file}:2: " in outcome.stderr
    assert f"{file}:4: " in outcome.stderr
    assert "designated" in outcome.stderr


def test_an_empty_folder_is_no_pass(tmp_path):
    outcome = run("test", tmp_path)
    assert outcome.returncode == BAD_INPUT
    assert "*.policy.yaml" in outcome.stderr
