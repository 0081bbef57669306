"""The command line: what goes where, and what it exits with."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import qsmo

WORK = ("--work-limit", "5000")
OK, BAD_INPUT, NOT_FEASIBLE = 0, 2, 3


def run(*arguments, **options):
    command = [sys.executable, "-m", "qsmo", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=120, **options)


@pytest.fixture(scope="module")
def portfolio():
    return qsmo.generate(agencies=4, services=3, periods=24, seed=3)


@pytest.fixture(scope="module")
def scenario(portfolio, tmp_path_factory):
    path = tmp_path_factory.mktemp("scenario") / "scenario.json"
    portfolio.save(path)
    return path


@pytest.fixture(scope="module")
def plan_file(scenario):
    path = scenario.with_name("plan.json")
    assert run("plan", scenario, "-o", path, *WORK).returncode == OK
    return path


def bad_scenario(faults=1):
    records = [{"id": f"w{i}", "agency": "nobody", "service": "nothing"} for i in range(faults)]
    return json.dumps({"format": "qsmo-scenario/1", "as_of": "2020-10", "periods": 8, "workloads": records}).encode()


# --- usage ---


def test_usage_errors_exit_with_2(scenario):
    for arguments in (["validate"], ["nonsense"], ["plan", scenario, "--seed", "-1"], ["plan", scenario, "--seed", "x"],
                      ["plan", scenario, "--time-limit", "-1"], ["plan", scenario, "--work-limit", "-5"],
                      ["generate", "--periods", "0"], ["validate", scenario, "--format", "xml"], ["schema", "tables"],
                      ["check", "-", "-"]):  # fmt: skip
        outcome = run(*arguments)
        assert outcome.returncode == BAD_INPUT, arguments
        assert outcome.stdout == b"", arguments
        assert b"Traceback" not in outcome.stderr, arguments


def test_help_and_version_go_to_stdout():
    assert b"validate" in run("--help").stdout
    assert run("--version").stdout.decode().split() == ["qsmo", qsmo.__version__]


def test_the_installed_command_is_the_module(scenario):
    script = Path(sys.executable).with_name("qsmo")
    if not script.exists():
        pytest.skip("qsmo is not installed beside this interpreter")
    outcome = subprocess.run([script, "--version"], capture_output=True, timeout=60)
    assert outcome.stdout == run("--version").stdout


# --- validate, describe, schema, generate, convert ---


def test_validate_says_yes(scenario, portfolio):
    outcome = run("validate", scenario)
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (OK, b"synthetic: valid\n", b"")
    assert json.loads(run("validate", scenario, "--format", "json").stdout) == {
        "valid": True,
        "name": "synthetic",
        "fingerprint": portfolio.fingerprint,
        "warnings": [],
    }


def test_validate_warns_of_what_is_seldom_meant(scenario, tmp_path):
    content = json.loads(scenario.read_text())
    del content["designations"]
    path = tmp_path / "closed.json"
    path.write_text(json.dumps(content))
    outcome = run("validate", path)
    assert outcome.returncode == OK
    assert b"never in an eligible state" in outcome.stderr
    assert outcome.stdout.endswith(b"warnings\n")


def test_an_output_that_cannot_be_written_is_bad_input(scenario, tmp_path):
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "qsmo", "describe", str(scenario)]
        outcome = subprocess.run(command, stdout=full, stderr=subprocess.PIPE)
    assert (outcome.returncode, outcome.stderr.count(b"\n")) == (BAD_INPUT, 1)
    occupied = tmp_path / "occupied"
    occupied.write_text("")
    plan = tmp_path / "plan.json"
    run("plan", scenario, "-o", plan, "--work-limit", "0")
    assert run("show", scenario, plan, "-o", occupied).returncode == BAD_INPUT
    assert run("show", scenario, plan, "-o", "-").returncode == BAD_INPUT
    assert run("convert", scenario, tmp_path / "x.csv").returncode == BAD_INPUT
    assert not (tmp_path / "x.csv").exists()


def test_a_scenario_without_workloads_can_be_planned_and_shown(tmp_path):
    path, plan = tmp_path / "mini.json", tmp_path / "plan.json"
    path.write_text('{"format": "qsmo-scenario/1", "as_of": "2020-10", "periods": 3}')
    assert run("plan", path, "-o", plan).returncode == OK
    assert run("show", path, plan, "-o", tmp_path / "pictures").returncode == OK


def test_faults_are_listed_with_place_and_advice(tmp_path):
    path = tmp_path / "bad.json"
    path.write_text('{"format": "qsmo-scenario/1",\n "as_of": "2020-10",\n "periods": 8,\n "perriod": "month"}')
    outcome = run("validate", path)
    assert outcome.returncode == BAD_INPUT
    assert outcome.stdout == b""
    line = f'{path}:4: /perriod: "perriod": expected a field of this record; did you mean "period"?\n'
    assert outcome.stderr.decode() == line


def test_many_faults_are_capped_in_text_and_complete_in_json():
    outcome = run("validate", "-", input=bad_scenario(200))
    lines = outcome.stderr.decode().splitlines()
    assert outcome.returncode == BAD_INPUT
    assert len(lines) == 51
    whole = run("validate", "-", "--format", "json", input=bad_scenario(200))
    assert whole.returncode == BAD_INPUT
    answer = json.loads(whole.stdout)
    assert answer["error"] == "InputError"
    assert lines[-1] == f"and {len(answer['faults']) - 50} more faults (all of them with --format json)"
    assert set(answer["faults"][0]) == {"file", "line", "pointer", "value", "expected", "suggestion"}


@pytest.mark.parametrize("command", ["describe", "plan"])
def test_every_command_reports_faults(command):
    outcome = run(command, "-", "--format", "json", input=bad_scenario())
    assert outcome.returncode == BAD_INPUT
    assert json.loads(outcome.stdout)["faults"]


def test_a_missing_file_is_bad_input(tmp_path):
    outcome = run("validate", tmp_path / "none.json")
    assert outcome.returncode == BAD_INPUT
    assert b"No such file" in outcome.stderr
    answer = run("validate", tmp_path / "none.json", "--format", "json")
    assert json.loads(answer.stdout)["error"] == "IoError"


def test_names_cannot_steer_the_terminal(scenario):
    content = json.loads(scenario.read_text())
    content["name"] = "[bold]evil\u202e"
    content["areas"][0]["name"] = "name"
    content["workloads"][0]["agency"] = "\x1b[31m[red]nobody"
    outcome = run("validate", "-", input=json.dumps(content).encode())
    assert outcome.returncode == BAD_INPUT
    assert b"\x1b" not in outcome.stderr
    assert b"[red]nobody" in outcome.stderr
    del content["workloads"], content["dependencies"], content["interfaces"]
    content = {key: value for key, value in content.items() if key != "migration_parameters"}
    outcome = run("describe", "-", input=json.dumps(content).encode())
    assert outcome.stdout.decode().splitlines()[0] == "[bold]evil\\u202e"


def test_describe_counts(scenario, portfolio):
    facts = json.loads(run("describe", scenario, "--format", "json").stdout)
    assert facts == json.loads(json.dumps(portfolio.describe()))
    words = run("describe", scenario).stdout.decode()
    assert "synthetic" in words
    assert f"workloads {facts['tables']['workloads']:>12}".split()[1] in words


def test_schema_is_json():
    for document in ("scenario", "plan"):
        outcome = run("schema", document)
        assert json.loads(outcome.stdout)["$schema"].startswith("https://json-schema.org/")
        assert run("schema", document, "--format", "text").stdout == outcome.stdout


def test_generate_is_the_package_s(scenario, tmp_path):
    options = ("generate", "--agencies", "4", "--services", "3", "--periods", "24", "--seed", "3")
    assert run(*options).stdout == scenario.read_bytes()
    outcome = run(*options, "-o", tmp_path / "made.json")
    assert outcome.stdout.decode() == f"{tmp_path / 'made.json'}\n"
    assert (tmp_path / "made.json").read_bytes() == scenario.read_bytes()


def test_convert_goes_there_and_back(scenario, tmp_path):
    assert run("convert", scenario, tmp_path / "folder").returncode == OK
    assert (tmp_path / "folder/workloads.csv").exists()
    answer = run("convert", tmp_path / "folder", tmp_path / "back.json", "--format", "json")
    assert json.loads(answer.stdout) == {"written": [str(tmp_path / "back.json")]}
    assert (tmp_path / "back.json").read_bytes() == scenario.read_bytes()
    assert run("convert", "-", "-", input=scenario.read_bytes()).stdout == scenario.read_bytes()


# --- plan, check, show ---


def test_a_plan_is_told_in_words(scenario, tmp_path):
    outcome = run("plan", scenario, "-o", tmp_path / "plan.json", *WORK)
    assert outcome.returncode == OK
    words = outcome.stdout.decode()
    for label in ("status:", "net benefit:", "bound:", "gap:", "breakeven:", "migrations:", "no value beyond the horizon"):
        assert label in words
    assert outcome.stderr == b""  # nobody looks: no progress bar
    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"]


def test_a_plan_is_told_in_json(scenario, plan_file):
    answer = json.loads(run("plan", scenario, "--format", "json", *WORK).stdout)
    written = json.loads(plan_file.read_text())
    assert answer["net_benefit"] == written["net_benefit"]
    assert answer["status"] == written["status"]
    assert answer["migrations"] == sum(decision["action"] == "migrate" for decision in written["decisions"])


def test_a_plan_can_go_to_stdout(scenario, plan_file):
    outcome = run("plan", "-", "-o", "-", "--threads", "1", *WORK, input=scenario.read_bytes())
    assert outcome.stdout == plan_file.read_bytes()
    assert b"net benefit:" in outcome.stderr
    quiet = run("plan", scenario, "-o", "-", "--format", "json", *WORK)
    assert quiet.stdout == plan_file.read_bytes()
    assert quiet.stderr == b""


def test_seed_and_limits_reach_the_planner(scenario):
    answer = json.loads(run("plan", scenario, "--seed", "7", "--work-limit", "10000000000", "--time-limit", "0.3", "--format", "json").stdout)
    assert (answer["seed"], answer["work_limit"], answer["time_limit"], answer["stopped"]) == (7, 10**10, 0.3, True)


def test_an_output_that_cannot_be_written_is_bad_input(scenario, tmp_path):
    outcome = run("plan", scenario, "-o", tmp_path / "none/plan.json", *WORK)
    assert outcome.returncode == BAD_INPUT
    assert b"Traceback" not in outcome.stderr


def test_check_accepts_a_good_plan(scenario, plan_file):
    outcome = run("check", scenario, plan_file)
    assert outcome.returncode == OK
    feasible, money = outcome.stdout.decode().splitlines()
    assert feasible == "feasible: no rule is broken"
    assert money.startswith("net benefit: $")
    for arguments, source in (((scenario, "-"), plan_file), (("-", plan_file), scenario)):
        answer = run("check", *arguments, "--format", "json", input=source.read_bytes())
        stated = json.loads(plan_file.read_text())["net_benefit"]
        assert json.loads(answer.stdout) == {"feasible": True, "net_benefit": stated, "violations": []}


def retain_what_moves(portfolio, plan_file):
    frame = qsmo.read_plan(portfolio, plan_file).to_frame()
    moved = frame.loc[frame["action"] == "migrate", "workload"]
    return moved, portfolio.replace(pins=[{"workload": name, "action": "retain"} for name in moved])


def test_check_lists_what_a_plan_breaks(portfolio, plan_file, tmp_path):
    moved, pinned = retain_what_moves(portfolio, plan_file)
    pinned.save(tmp_path / "pinned.json")
    outcome = run("check", tmp_path / "pinned.json", plan_file)
    assert outcome.returncode == NOT_FEASIBLE
    assert len(outcome.stdout.splitlines()) == len(moved) + 1, "and what the plan saves"
    assert outcome.stderr.decode() == f"{len(moved)} violations\n"
    answer = run("check", tmp_path / "pinned.json", plan_file, "--format", "json")
    assert answer.returncode == NOT_FEASIBLE
    violations = json.loads(answer.stdout)["violations"]
    assert {violation["kind"] for violation in violations} == {"pin"}


def test_a_scenario_without_feasible_plan_exits_with_3(portfolio, tmp_path):
    workload = portfolio.table("workloads")["id"][0]
    impossible = portfolio.replace(mandates=[{"id": "M", "deadline": portfolio.as_of}])
    impossible.save(tmp_path / "scenario.json")
    outcome = run("plan", tmp_path / "scenario.json", "-o", tmp_path / "plan.json", *WORK)
    assert outcome.returncode == NOT_FEASIBLE, workload
    assert b"no feasible plan was found" in outcome.stderr
    assert json.loads((tmp_path / "plan.json").read_text())["status"] in {"infeasible", "unknown"}


def test_show_draws_both_pictures(scenario, plan_file, tmp_path):
    outcome = run("show", scenario, plan_file, "-o", tmp_path / "pictures", "--format", "json")
    assert outcome.returncode == OK
    written = [Path(name) for name in json.loads(outcome.stdout)["written"]]
    assert {path.name for path in written} == {"gantt.html", "gantt.png", "cumulative_cost.html", "cumulative_cost.png"}
    assert all(path.stat().st_size > 1000 for path in written)


# --- the terminal ---


def test_a_broken_pipe_is_quiet(scenario, portfolio, plan_file, tmp_path):
    qsmo.generate(agencies=24, services=12).save(tmp_path / "large.json")
    for arguments in (["convert", str(tmp_path / "large.json"), "-"], ["describe", str(scenario)]):
        read_end, write_end = os.pipe()
        os.close(read_end)
        with os.fdopen(write_end, "wb") as pipe:
            outcome = subprocess.run(
                [sys.executable, "-m", "qsmo", *arguments], stdout=pipe, stderr=subprocess.PIPE, timeout=60
            )
        assert outcome.stderr == b""
        assert outcome.returncode == OK


def test_output_survives_a_terminal_that_is_not_utf8(scenario):
    named = json.loads(scenario.read_text()) | {"name": "Épargne"}
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    outcome = run("validate", "-", input=json.dumps(named).encode(), env=environment)
    assert (outcome.returncode, outcome.stdout) == (OK, b"\\xc9pargne: valid\n")


def read_terminal(descriptor, until=None):
    """What is shown on a terminal, up to some text, or until its other end is closed."""
    seen = b""
    while until is None or until not in seen:
        try:
            chunk = os.read(descriptor, 4096)
        except OSError:
            break
        if not chunk:
            break
        seen += chunk
    return seen


def test_progress_is_shown_on_a_terminal_and_ctrl_c_keeps_the_best_plan(scenario, tmp_path):
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "qsmo", "plan", scenario, "-o", tmp_path / "plan.json", "--work-limit", str(10**12)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=follower) as process:
        os.close(follower)
        assert b"planning" in read_terminal(leader, until=b"planning")
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        read_terminal(leader)
        out = process.stdout.read().decode()
    os.close(leader)
    assert process.returncode == OK
    assert "stopped by its time limit or on request" in out
    assert json.loads((tmp_path / "plan.json").read_text())["stopped"] is True
