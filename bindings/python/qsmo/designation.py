"""How marketplaces come to be designated, and how far agencies have adopted them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qsmo import _core
from qsmo.frames import frame
from qsmo.model import Portfolio
from qsmo.planning import Plan, _native

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["GovernanceState", "OperationalPlan", "adoption", "designation_steps", "governance_state", "operational_plan"]


@dataclass(frozen=True)
class OperationalPlan:
    """Where the operational plan of a marketplace stands. Made by `operational_plan`."""

    outcome: str
    """`allowed` if it is approved, on condition or not; else `barred`."""
    reason: str
    """`plan_not_submitted`, `plan_awaits_review`, `plan_returned`, `plan_awaits_vote`, `plan_approved_on_condition` or
    `plan_approved`."""
    version: int
    """The latest version submitted; 0: none."""
    reviewed: bool
    """Board, programme office and OMB have reviewed that version."""
    open_major: int
    """Its open major findings."""
    open_minor: int
    """Its open minor findings."""
    voted: bool
    """The board has voted for it."""

    @property
    def approved(self) -> bool:
        """Whether it is approved, on condition or not."""
        return self.outcome == "allowed"


@dataclass(frozen=True)
class GovernanceState:
    """Where a marketplace stands on its way to designation. Made by `governance_state`."""

    state: str
    """`research`, `pre_designated` or `designated`."""
    done: tuple[str, ...]
    """Steps taken and not to be taken anew, in order."""
    open: tuple[str, ...]
    """Steps that may be taken next; none once the marketplace is designated."""


def operational_plan(portfolio: Portfolio, marketplace: str, date: str) -> OperationalPlan:
    """Where the latest version of the marketplace's operational plan stands on a date such as `2020-09-16`, that day included.

    Another version needs reviews and a vote of its own. Raises UnknownNameError; ValueError if it is no date.
    """
    return OperationalPlan(**_core.operational_plan(portfolio, marketplace, date))


def designation_steps(portfolio: Portfolio, marketplace: str) -> pd.DataFrame:
    """The steps that the marketplace has taken, in the order in which they happened, each with what the policy says of it.

    Columns: step, date, outcome (`allowed` or `barred`), reason, state of the marketplace after it, members, votes_for,
    votes_against, source. A step that is barred does not count as taken for those after it. Raises UnknownNameError.
    """
    return frame(_core._designation_columns(portfolio, marketplace))


def governance_state(portfolio: Portfolio, marketplace: str, date: str) -> GovernanceState:
    """Where the marketplace stands on a date such as `2020-09-16`, that day included, and what comes next.

    Raises UnknownNameError; ValueError if it is no date.
    """
    state, done, open_steps = _core.governance_state(portfolio, marketplace, date)
    return GovernanceState(state, tuple(done), tuple(open_steps))


def adoption(portfolio: Portfolio, plan: Plan, period: int) -> pd.DataFrame:
    """How far each agency, its bureaus included, has adopted each area in a period under a plan: one row for each agency and
    area in which it has workloads.

    `status` is one of the official values: "Adoption Complete - Optimizing Utilization", "Partial Adoption / Adoption
    In-Progress", "Adoption Not Started", "Not Planning to Adopt". Of `workloads`, `adopted` are served by an offering of a
    marketplace, `under_way` are migrating onto one, `planned` are to do so later. The plan may be one of another variant of the
    portfolio. Raises ValueError if the period lies outside the horizon.
    """
    if not 0 <= period < portfolio.periods:
        raise ValueError(f"period must be in 0..{portfolio.periods - 1}")
    return frame(_core._adoption_columns(portfolio, _native(portfolio, plan), period))
