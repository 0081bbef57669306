"""Shows, at the end of a run, which claims are not yet true."""

import csv
from pathlib import Path

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    with Path(__file__).with_name("claims.csv").open(encoding="utf-8", newline="") as file:
        claims = list(csv.DictReader(file))
    pending = [claim for claim in claims if claim["status"] != "true"]
    holding = len(claims) - len(pending)
    terminalreporter.section(f"state of affairs of 16 September 2020: {holding} of {len(claims)} claims hold")
    for claim in pending:
        terminalreporter.line(f"{claim['id']} not yet true: {claim['claim']}")
        terminalreporter.line(f"    missing: {claim['missing']}")
