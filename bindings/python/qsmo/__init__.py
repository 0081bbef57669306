"""Planner of shared-service migrations: who moves which service to which provider when, and what it saves.

>>> import qsmo
>>> portfolio = qsmo.generate(agencies=3, services=2, periods=16)
>>> result = qsmo.plan(portfolio)
>>> qsmo.check(portfolio, result.plan)
[]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qsmo._core import Benefit, Calendar, Fault, ObjectiveTerm, Progress, Violation, Witness, __version__
from qsmo.assessment import (
    assess,
    assessed_standings,
    attainments,
    generate_observations,
    parse_target,
    read_measures,
    standing_at,
)
from qsmo.comparison import WhatIf, what_if
from qsmo.designation import (
    GovernanceState,
    OperationalPlan,
    adoption,
    designation_steps,
    governance_state,
    operational_plan,
)
from qsmo.errors import CycleError, Error, InputError, IoError, OverflowError_, UnknownNameError
from qsmo.frames import violations_frame
from qsmo.graph import DependencyGraph
from qsmo.graph_online import OnlineOrder, ReadyQueue
from qsmo.model import Portfolio, generate, load, loads, scenario_schema
from qsmo.policy import (
    Change,
    Policy,
    PolicyValue,
    Reform,
    find_policy,
    parse_policy,
    parse_reforms,
    read_policy,
    read_reforms,
    ready_made_policies,
    stated_policy,
    tally_rules,
    under,
)
from qsmo.policy_comparison import PolicyComparison, PolicyOutcome, compare_policies
from qsmo.planning import (
    DEFAULT_WORK_LIMIT,
    Aims,
    Plan,
    Result,
    Statement,
    check,
    compare,
    eligibility,
    evaluate,
    incumbent_deadline,
    mandated_deadline,
    warnings,
    plan,
    plan_schema,
    read_plan,
    status_quo,
)

if TYPE_CHECKING:
    from types import ModuleType

__all__ = [
    "DEFAULT_WORK_LIMIT",
    "Aims",
    "Benefit",
    "Calendar",
    "Change",
    "CycleError",
    "DependencyGraph",
    "Error",
    "Fault",
    "InputError",
    "IoError",
    "ObjectiveTerm",
    "OnlineOrder",
    "OverflowError_",
    "Plan",
    "Policy",
    "PolicyComparison",
    "PolicyOutcome",
    "PolicyValue",
    "Portfolio",
    "Progress",
    "ReadyQueue",
    "Reform",
    "Result",
    "Statement",
    "UnknownNameError",
    "Violation",
    "WhatIf",
    "Witness",
    "__version__",
    "assess",
    "assessed_standings",
    "attainments",
    "generate_observations",
    "parse_target",
    "read_measures",
    "standing_at",
    "GovernanceState",
    "OperationalPlan",
    "adoption",
    "designation_steps",
    "governance_state",
    "operational_plan",
    "check",
    "compare",
    "compare_policies",
    "eligibility",
    "evaluate",
    "find_policy",
    "generate",
    "incumbent_deadline",
    "load",
    "loads",
    "mandated_deadline",
    "warnings",
    "plan",
    "parse_policy",
    "parse_reforms",
    "read_policy",
    "plan_schema",
    "read_plan",
    "read_reforms",
    "ready_made_policies",
    "scenario_schema",
    "stated_policy",
    "status_quo",
    "tally_rules",
    "under",
    "violations_frame",
    "what_if",
]


def __getattr__(name: str) -> ModuleType:
    """`qsmo.plots` is loaded when it is first used: Altair takes a while to import."""
    if name == "plots":
        import importlib

        return importlib.import_module("qsmo.plots")
    raise AttributeError(f"module 'qsmo' has no attribute {name!r}")
