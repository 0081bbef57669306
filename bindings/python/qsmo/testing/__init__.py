"""A rule under test: state the situation, and say what the rule should say of it.

>>> from qsmo.testing import verify
>>> marketplace = verify("marketplace").under("qsmo-marketplace").on("2020-10")
>>> marketplace.given(state="designated").allows()
>>> marketplace.given(state="research").bars("marketplace_closed")
>>> marketplace.given(state="research").is_stricter_than(marketplace.given(state="designated"))

Under pytest, `pytest_plugins = ["qsmo.testing.plugin"]` in `conftest.py` makes tests of files of cases.
"""

from __future__ import annotations

from qsmo.policy_cases import CaseRun, find_case_files, run_cases
from qsmo.testing.situation import Situation, Verdict, ask, rule, verify

__all__ = ["CaseRun", "Situation", "Verdict", "ask", "find_case_files", "rule", "run_cases", "verify"]
