"""Files of policy cases as pytest tests: `pytest_plugins = ["qsmo.testing.plugin"]` in `conftest.py`.

Every file named `*.policy.yaml` or `*.policy.json` that pytest comes across is one of cases. The setting `qsmo_policy` names the
policy of cases that name none.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qsmo.errors import Error
from qsmo.policy_cases import CASE_SUFFIXES, CaseResult, failure_lines, run_cases

__all__: list[str] = []


class CaseFailed(Exception):
    """A case whose rules said something else."""


class CaseItem(pytest.Item):
    """One case. Rules are pure functions, so that the file's cases are run when they are collected."""

    def __init__(self, *, result: CaseResult, **others: Any) -> None:
        super().__init__(**others)
        self.result = result

    def runtest(self) -> None:
        if not self.result.passed:
            raise CaseFailed

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if not isinstance(excinfo.value, CaseFailed):
            return super().repr_failure(excinfo, style)
        place = f"{self.result.file}:{self.result.line}: {self.result.name}"
        description = [self.result.description] if self.result.description else []
        return "\n".join([place, *description, *(f"  {line}" for line in failure_lines(self.result))])

    def reportinfo(self) -> tuple[os.PathLike[str] | str, int | None, str]:
        return self.path, self.result.line - 1, self.result.name


class CaseFile(pytest.File):
    """A file of cases."""

    def collect(self) -> Iterator[CaseItem]:
        try:
            run = run_cases(self.path, policy=str(self.config.getini("qsmo_policy")))
        except Error as error:
            raise self.CollectError(str(error)) from None
        for result in run.results:
            yield CaseItem.from_parent(self, name=result.name, result=result)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini("qsmo_policy", "Policy of cases that name none, nor does their file.", default="")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> CaseFile | None:
    if not file_path.name.endswith(CASE_SUFFIXES):
        return None
    return CaseFile.from_parent(parent, path=file_path)
