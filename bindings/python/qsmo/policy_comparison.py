"""The same portfolio under several policies: what each plan is worth, what its force costs, and who is worse off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from qsmo import _core
from qsmo._core import Progress
from qsmo.comparison import what_if
from qsmo.files import StrPath
from qsmo.frames import frame
from qsmo.model import Portfolio, load
from qsmo.planning import Result, check, evaluate, plan, plan_options
from qsmo.policy import Policy, find_policy, under

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Delay", "Excuse", "PolicyComparison", "PolicyOutcome", "compare_policies"]

Interval = tuple[float, float]
"""Least and most, in dollars of present value."""
FEASIBLE = ("optimal", "feasible")


@dataclass(frozen=True)
class Delay:
    """What it costs if the designation of a marketplace comes one period later. Dollars of present value."""

    marketplace: str
    due: str
    """The period in which it is designated, as planned."""
    value: float
    """Net benefit of the two plans found, the one without the delay less the one with it."""
    cost: Interval | None
    """What the best plan loses lies in between; None if a plan is missing."""


@dataclass(frozen=True)
class Excuse:
    """A waiver that a mandate needs to be kept by all others, and why."""

    workload: str
    reason: str


@dataclass(frozen=True)
class PolicyOutcome:
    """A portfolio planned under one policy, and without its force. Made by `compare_policies`."""

    name: str
    result: Result
    """The plan under the policy."""
    free: Result
    """The plan under the same policy without mandates and without participation constraints."""
    price_of_mandate: Interval | None
    """Net benefit of the best free plan less that of the best one with the mandates. None: no mandates, or nobody can keep them."""
    price_of_voluntariness: Interval | None
    """Net benefit of the best free plan less that of the best voluntary one. None: the policy is not voluntary."""
    delays: tuple[Delay, ...]
    excuses: tuple[Excuse, ...] = ()
    """Waivers without which no plan was found that keeps the mandates. Enough, not the fewest."""

    @property
    def mandatory(self) -> bool:
        """Whether the policy orders anybody to move within the horizon."""
        return _core.has_mandates(self.result.portfolio)

    @property
    def voluntary(self) -> bool:
        """Whether agencies must be better off, at least for a time."""
        return _core.ever_voluntary(self.result.portfolio)

    @cached_property
    def agencies(self) -> pd.DataFrame:
        """One row per agency with new migrations: migrations, value, threshold, subsidy (what would make it join by itself), in dollars."""
        columns = _core._stake_columns(self.result.portfolio, self.result.plan._native)
        return frame({name: columns[name] for name in ("agency", "migrations", "value", "threshold", "subsidy")})

    @property
    def worse_off(self) -> pd.DataFrame:
        """The agencies whose value lies below their threshold."""
        return self.agencies[self.agencies["subsidy"] > 0].reset_index(drop=True)

    @cached_property
    def quality_shortfalls(self) -> list[str]:
        """Workloads that move onto an offering that is not known to be as good as today's service."""
        return _core.quality_shortfalls(self.result.portfolio, self.result.plan._native)


class PolicyComparison:
    """Several policies on one portfolio. A sequence of outcomes, and mapping by name. Immutable. Made by `compare_policies`."""

    def __init__(self, portfolio: Portfolio, outcomes: tuple[PolicyOutcome, ...]) -> None:
        self._portfolio = portfolio
        self._outcomes = outcomes

    @property
    def portfolio(self) -> Portfolio:
        """The portfolio under the policy that its own scenario states."""
        return self._portfolio

    @property
    def outcomes(self) -> tuple[PolicyOutcome, ...]:
        """In the order asked for."""
        return self._outcomes

    def __getitem__(self, name: str) -> PolicyOutcome:
        for outcome in self._outcomes:
            if outcome.name == name:
                return outcome
        raise KeyError(name)

    def __len__(self) -> int:
        return len(self._outcomes)

    @cached_property
    def summary(self) -> pd.DataFrame:
        """One row per policy.

        Columns: policy, status, excuses (waivers that its mandates need), net_benefit, bound, gap, free_net_benefit, free_bound,
        migrations, agencies (with new migrations), worse_off, subsidy (of all that are worse off), quality_shortfalls, and least and most of price_of_mandate and
        price_of_voluntariness (missing where there is none). Money in dollars of present value.
        """
        return frame(_columns([_summary_row(outcome) for outcome in self._outcomes]))

    @cached_property
    def cost_by_fiscal_year(self) -> pd.DataFrame:
        """Cost of each plan by fiscal year (rows), the status quo first, in undiscounted dollars."""
        import pandas as pd

        from qsmo.planning import status_quo

        today = evaluate(self._portfolio, status_quo(self._portfolio)).by_fiscal_year()["total"]
        costs = {"status quo": today}
        for outcome in self._outcomes:
            costs[outcome.name] = evaluate(outcome.result.portfolio, outcome.result.plan).by_fiscal_year()["total"]
        return pd.DataFrame(costs)

    @cached_property
    def differences(self) -> pd.DataFrame:
        """What one policy is worth more than another, one row per pair: policy, over, value, least, most.

        `value` is the net benefit of the plan found under `policy` less that of the one under `over`; the best plans differ by
        something between `least` and `most`. Missing where a plan is missing. Dollars of present value.
        """
        rows = [
            _difference(one, other)
            for i, one in enumerate(self._outcomes)
            for other in self._outcomes[:i]
        ]
        return frame(_columns(rows, names=("policy", "over", "value", "least", "most")))

    @cached_property
    def agencies(self) -> pd.DataFrame:
        """`PolicyOutcome.agencies` of all policies, with a column policy."""
        import pandas as pd

        return pd.concat([outcome.agencies.assign(policy=outcome.name) for outcome in self._outcomes], ignore_index=True)

    @cached_property
    def delays(self) -> pd.DataFrame:
        """What a delay of one period of each designation to come costs: policy, marketplace, due, value, cost_least, cost_most."""
        rows = [
            {
                "policy": outcome.name,
                "marketplace": delay.marketplace,
                "due": delay.due,
                "value": delay.value,
                "cost_least": delay.cost and delay.cost[0],
                "cost_most": delay.cost and delay.cost[1],
            }
            for outcome in self._outcomes
            for delay in outcome.delays
        ]
        return frame(_columns(rows, names=("policy", "marketplace", "due", "value", "cost_least", "cost_most")))

    def __repr__(self) -> str:
        return f"<PolicyComparison of {self._portfolio.name!r}: {', '.join(outcome.name for outcome in self._outcomes)}>"

    def _repr_html_(self) -> str:
        return self.summary.to_html(float_format="{:,.2f}".format, index=False)

    def __reduce__(self) -> tuple[Any, ...]:
        return PolicyComparison, (self._portfolio, self._outcomes)


def _difference(one: PolicyOutcome, other: PolicyOutcome) -> dict[str, Any]:
    a, b = one.result, other.result
    known = a.status in FEASIBLE and b.status in FEASIBLE
    return {
        "policy": one.name,
        "over": other.name,
        "value": a.net_benefit - b.net_benefit if known else None,
        "least": a.net_benefit - b.bound if known else None,
        "most": a.bound - b.net_benefit if known else None,
    }


def _columns(rows: list[dict[str, Any]], names: Iterable[str] = ()) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in (rows[0] if rows else names)}


def _summary_row(outcome: PolicyOutcome) -> dict[str, Any]:
    result, agencies = outcome.result, outcome.agencies
    mandate, voluntariness = outcome.price_of_mandate, outcome.price_of_voluntariness
    return {
        "policy": outcome.name,
        "status": result.status,
        "excuses": len(outcome.excuses),
        "net_benefit": result.net_benefit,
        "bound": result.bound,
        "gap": result.gap,
        "free_net_benefit": outcome.free.net_benefit,
        "free_bound": outcome.free.bound,
        "migrations": result.plan.migrations,
        "agencies": len(agencies),
        "worse_off": len(outcome.worse_off),
        "subsidy": float(agencies["subsidy"].sum()),
        "quality_shortfalls": len(outcome.quality_shortfalls),
        "price_of_mandate_least": mandate and mandate[0],
        "price_of_mandate_most": mandate and mandate[1],
        "price_of_voluntariness_least": voluntariness and voluntariness[0],
        "price_of_voluntariness_most": voluntariness and voluntariness[1],
    }


def compare_policies(
    portfolio: Portfolio | StrPath,
    policies: Iterable[str | Policy] | Mapping[str, str | Policy],
    *,
    excuse: bool = True,
    delays: bool = True,
    progress: Callable[[Progress], object] | None = None,
    **options: Any,
) -> PolicyComparison:
    """Plan a portfolio under several policies, each with and without its force.

    A policy is a `Policy`, the name of a ready-made one, a file, or either with `@DATE` (transposed to that date); a mapping gives
    them names of its own. For each, its plan and the free one (no mandate, no participation constraint) are sought with the same
    seed and limits, which are those of each run; a policy with both forces takes two more pairs. With `delays`, a run more for each
    marketplace that is designated within the horizon.
    Mandates that cannot all be kept have no plan and no price. With `excuse`, waivers are added until a plan is found: whom the proof of
    infeasibility names (of a capacity, whoever draws most on it), or else whose mandate the best plan breaks, each with what
    must wait for it. They are `excuses`, enough and not the fewest. `options` are those of `plan`, but for aims and warm starts.
    Raises InputError, also if a policy does not fit the portfolio; UnknownNameError.
    """
    if unknown := {"aims", "warm_start"} & set(options):
        raise TypeError(f"compare_policies has no {', '.join(sorted(unknown))}: prices of force are about net benefit")
    if not isinstance(portfolio, Portfolio):
        portfolio = load(portfolio)
    named = policies.items() if isinstance(policies, Mapping) else [(_name(policy), policy) for policy in policies]
    governed = [(name, under(portfolio, find_policy(policy) if isinstance(policy, str) else policy)) for name, policy in named]
    if len({name for name, _ in governed}) < len(governed):
        raise ValueError("two policies have the same name: give names of their own in a mapping")
    outcomes = tuple(_outcome(name, one, excuse, delays, progress, options) for name, one in governed)
    return PolicyComparison(portfolio, outcomes)


def _name(policy: str | Policy) -> str:
    return policy if isinstance(policy, str) else policy.id


def _outcome(
    name: str,
    portfolio: Portfolio,
    excuse: bool,
    delays: bool,
    progress: Callable[[Progress], object] | None,
    options: dict[str, Any],
) -> PolicyOutcome:
    excuses: tuple[Excuse, ...] = ()
    if excuse and _core.has_mandates(portfolio):
        portfolio, excuses = _excused(portfolio, options)

    def compared(base: Portfolio, variant: Portfolio) -> Any:
        return _core.what_if(base, variant, plan_options(base, **options), progress)

    mandatory, voluntary = _core.has_mandates(portfolio), _core.ever_voluntary(portfolio)
    free = Portfolio(_core.without_participation(_core.without_mandates(portfolio)))
    whole = compared(portfolio, free)
    with_mandates = compared(Portfolio(_core.without_participation(portfolio)), free) if mandatory and voluntary else whole
    with_participation = compared(Portfolio(_core.without_mandates(portfolio)), free) if mandatory and voluntary else whole
    return PolicyOutcome(
        name,
        Result(portfolio, whole.base),
        Result(free, whole.variant),
        _core.price_of_force(with_mandates) if mandatory else None,
        _core.price_of_force(with_participation) if voluntary else None,
        tuple(_delays(portfolio, progress, options)) if delays else (),
        excuses,
    )


def _excused(portfolio: Portfolio, options: dict[str, Any]) -> tuple[Portfolio, tuple[Excuse, ...]]:
    """The portfolio with waivers for those who cannot all keep its mandates."""
    waiting = _waiting(portfolio)
    ordered = {row for row in waiting if _core.mandated_deadline(portfolio, row) is not None}
    excuses: dict[str, Excuse] = {}
    while True:
        result = plan(portfolio, **options)
        new = [
            Excuse(name, reason if name == culprit else f"waits for {culprit}: {reason}")
            for culprit, reason in _culprits(result)
            for name in _closure(culprit, waiting)
            if name in ordered and name not in excuses
        ]
        if not new:
            return portfolio, tuple(excuses.values())
        excuses |= {excuse.workload: excuse for excuse in new}
        portfolio = portfolio.replace(partial(_waive, names=list(dict.fromkeys(excuse.workload for excuse in new))))


def _waive(scenario: dict[str, Any], names: list[str]) -> None:
    scenario.setdefault("waivers", []).extend({"workload": name, "until": "2200-12", "source": "needed to keep the mandate of all others"} for name in names)


def _culprits(result: Result) -> list[tuple[str, str]]:
    """Who cannot keep a mandate, and why. Empty if all can, or if something else than mandates is in the way."""
    if result.status in FEASIBLE:
        return []
    witness = result.infeasibility
    if witness is None:
        broken = [violation for violation in check(result.portfolio, result.plan) if violation.kind == "mandate"]
        return [(violation.entities[0], "the best plan found does not keep it") for violation in broken]
    if witness.kind is None:
        return [(name, witness.message) for name in witness.workloads]
    return [(max(zip(witness.draws, witness.workloads, strict=True))[1], witness.message)]


def _waiting(portfolio: Portfolio) -> dict[str, list[str]]:
    """By workload, who must wait for it: hard arcs, and partners."""
    workloads, rows = portfolio._columns("workloads"), portfolio._columns("dependencies")
    assert workloads is not None and rows is not None
    waiting: dict[str, list[str]] = {name: [] for name in workloads["id"]}
    columns = (rows[name] for name in ("prerequisite", "dependent", "kind", "if_retained", "break_price"))
    for prerequisite, dependent, kind, if_retained, price in zip(*columns, strict=True):
        if if_retained != "allow" and price is None:
            waiting[prerequisite].append(dependent)
        if kind == "together":
            waiting[dependent].append(prerequisite)
    return waiting


def _closure(name: str, waiting: dict[str, list[str]]) -> list[str]:
    reached = {name: None}
    todo = [name]
    while todo:
        for later in waiting[todo.pop()]:
            if later not in reached:
                reached[later] = None
                todo.append(later)
    return list(reached)


def _delays(portfolio: Portfolio, progress: Callable[[Progress], object] | None, options: dict[str, Any]) -> Iterable[Delay]:
    calendar = portfolio.calendar
    rows = portfolio._columns("designations")
    assert rows is not None
    for marketplace, state, date in zip(rows["marketplace"], rows["state"], rows["date"], strict=True):
        period = calendar.period_of(date)
        if state != "designated" or not 0 < period < portfolio.periods:
            continue
        found = what_if(portfolio, f"designation:{marketplace}=+1", progress=progress, **options)
        known = found.least is not None and found.most is not None
        cost = (max(0.0, -found.most), max(0.0, -found.least)) if known else None  # type: ignore[operator]
        yield Delay(marketplace, calendar.label(period), -found.difference, cost)
