"""Files of policy cases, run: docs/policy-testing.md describes the format."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qsmo import _core
from qsmo._core import CaseDifference, CaseResult, Explanation, Fault, ParameterUsed
from qsmo.errors import InputError, IoError
from qsmo.files import StrPath

__all__ = [
    "CASE_SUFFIXES",
    "CaseDifference",
    "CaseResult",
    "CaseRun",
    "Explanation",
    "ParameterUsed",
    "case_data",
    "explanation_data",
    "explanation_lines",
    "failure_lines",
    "find_case_files",
    "reasons_not_given",
    "run_cases",
]

CASE_SUFFIXES = (".policy.yaml", ".policy.json")


@dataclass(frozen=True)
class CaseRun:
    """What a run of cases gave."""

    results: tuple[CaseResult, ...] = ()
    reason_counts: dict[str, int] = field(default_factory=dict)
    """How often each reason of each rule was given; cases that fail count too."""

    @property
    def failed(self) -> tuple[CaseResult, ...]:
        return tuple(result for result in self.results if not result.passed)

    def coverage(self, *rules: str) -> float:
        """Share of the reasons of these rules, or of all, that were given."""
        return _core.coverage(self.reason_counts, list(rules))


def find_case_files(paths: Iterable[StrPath]) -> list[Path]:
    """The files among the paths, and those named `*.policy.yaml` or `*.policy.json` in the folders; each once.

    Raises IoError for what is not there.
    """
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if path.is_dir():
            inside = (file for file in path.rglob("*.policy.*") if file.name.endswith(CASE_SUFFIXES) and file.is_file())
            found |= dict.fromkeys(sorted(inside))
        elif path.exists():
            found[path] = None
        else:
            raise IoError(str(path), f"{path}: there is no such file or folder")
    return list(found)


def run_cases(*paths: StrPath, run: str = "", policy: StrPath = "", trace: bool = False) -> CaseRun:
    """Run the cases of some files, and of the files in some folders.

    `run` is a regular expression that is searched for in the names of cases, `policy` the policy of cases that name none, nor
    does their file. Raises InputError with the faults of all files, and IoError; then no file's results are given.
    """
    results: list[CaseResult] = []
    counts: Counter[str] = Counter()
    faults: list[Fault] = []
    for path in find_case_files(paths):
        try:
            some, reason_counts = _core.run_cases(os.fsencode(path), run, os.fsencode(policy), trace)
        except InputError as error:
            faults += (fault for fault in error.faults if fault not in faults)
            continue
        results += some
        counts.update(reason_counts)
    if faults:
        raise InputError(faults)
    return CaseRun(tuple(results), dict(counts))


def failure_lines(result: CaseResult) -> Iterator[str]:
    """What differs in a case that failed, and why the rules said so."""
    for difference in result.differences:
        yield f"{difference.part}.{difference.field}: expected {in_words(difference.expected)}, got {in_words(difference.got)}"
    for said in result.trace:
        yield from explanation_lines(said)


def explanation_lines(said: Explanation) -> Iterator[str]:
    """A verdict in words, and the parameters that it speaks of."""
    yield f"{said.rule}: {said.outcome}, {said.reason}: {said.sentence}"
    for used in said.parameters:
        since = f" from {used.since}" if used.since else ""
        reference = f" ({used.reference})" if used.reference else ""
        yield f"  {used.name} = {in_words(used.value)}{since}{reference}"


def in_words(text: str) -> str:
    """Items of lists are separated by | in files and by commas in words."""
    return text.replace("|", ", ")


def case_data(result: CaseResult) -> dict[str, Any]:
    """A result as plain data."""
    differences = [{name: getattr(each, name) for name in ("part", "field", "expected", "got")} for each in result.differences]
    head = {name: getattr(result, name) for name in ("file", "line", "name", "description", "passed")}
    return head | {"differences": differences, "trace": [explanation_data(said) for said in result.trace]}


def explanation_data(said: Explanation) -> dict[str, Any]:
    """A verdict in words as plain data."""
    parameters = [
        {"name": used.name, "value": used.value, "from": used.since or None, "reference": used.reference or None}
        for used in said.parameters
    ]
    head = {name: getattr(said, name) for name in ("rule", "reason", "outcome", "sentence")}
    return head | {"parameters": parameters}


def reasons_not_given(run: CaseRun, rule: str) -> list[str]:
    """Reasons of a rule that no case brought about."""
    return [reason["name"] for reason in _core.rule_info(rule)["reasons"] if not run.reason_counts.get(reason["name"])]
