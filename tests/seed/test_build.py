"""The federal scenario is what its facts say, and its page says what it holds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILDER = ROOT / "examples/federal/build_scenario.py"


def build(*arguments: str) -> str:
    command = [sys.executable, str(BUILDER), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout


def test_the_scenario_is_what_the_facts_give(tmp_path: Path) -> None:
    fresh = tmp_path / "scenario.json"
    build(str(fresh))
    assert fresh.read_bytes() == BUILDER.with_name("scenario.json").read_bytes(), f"run {BUILDER.relative_to(ROOT)}"


def test_the_page_shows_the_summary() -> None:
    page = (ROOT / "docs/federal-scenario.md").read_text(encoding="utf-8")
    shown = page.split("<!-- summary -->\n")[1].split("<!-- /summary -->")[0]
    assert shown == build("--summary"), f"put the output of {BUILDER.relative_to(ROOT)} --summary there"
