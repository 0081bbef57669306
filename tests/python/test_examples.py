"""The examples run and print what they are said to print."""

import subprocess
import sys
from pathlib import Path

import pytest
import qsmo

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples/python").glob("*.py"))


def run(script, *arguments):
    command = [sys.executable, "-W", "error", str(script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize("script", EXAMPLES, ids=lambda path: path.stem)
def test_example_prints_its_golden_text(script):
    outcome = run(script)
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout == script.with_suffix(".out").read_text()


def test_there_are_examples():
    assert EXAMPLES


def test_the_demonstration_writes_what_it_says(tmp_path):
    outcome = run(ROOT / "examples/federal/demo.py", "--out", tmp_path / "demo", "--work-limit", "5000")
    assert outcome.returncode == 0, outcome.stderr
    names = ["plan.json", "money_by_fiscal_year.csv", "gantt.html", "gantt.png", "cumulative_cost.html", "cumulative_cost.png"]
    assert sorted(path.name for path in (tmp_path / "demo").iterdir()) == sorted(names)
    for name in names:
        assert f"{tmp_path / 'demo' / name}: " in outcome.stdout
    portfolio = qsmo.load(ROOT / "examples/federal/scenario.json")
    assert qsmo.check(portfolio, qsmo.read_plan(portfolio, tmp_path / "demo/plan.json")) == []
