"""Plans: making, checking and pricing them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from qsmo import _core
from qsmo._core import DEFAULT_WORK_LIMIT, Benefit, ObjectiveTerm, Progress, Violation, Witness
from qsmo.errors import IoError, UnknownNameError
from qsmo.files import StrPath, write_atomically
from qsmo.frames import frame
from qsmo.model import Portfolio, load

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "DEFAULT_WORK_LIMIT",
    "Aims",
    "Plan",
    "Result",
    "Statement",
    "check",
    "compare",
    "eligibility",
    "evaluate",
    "incumbent_deadline",
    "mandated_deadline",
    "warnings",
    "plan",
    "plan_schema",
    "read_plan",
    "status_quo",
]

CENTS_PER_DOLLAR = 100
MONEY_KINDS = _core.money_kinds()
LONGEST_TIME_LIMIT = 1e9
"""Seconds; more than anyone waits, and little enough for every clock."""
HIGHEST_PRICE = 1e11
RISK_BANDS = ("low", "medium", "high")
MONTHS = range(1, 13)


class Plan:
    """For each workload of a portfolio, whether and where it moves and when it cuts over. Immutable.

    Made by `plan`, `read_plan` and `status_quo`.
    """

    __slots__ = ("_native", "_portfolio")

    def __init__(self, portfolio: Portfolio, native: _core.Plan) -> None:
        self._portfolio = portfolio
        self._native = native

    @property
    def portfolio(self) -> Portfolio:
        """The portfolio that the plan is for."""
        return self._portfolio

    @property
    def workloads(self) -> int:
        """How many workloads there are."""
        return len(self._native.moves)

    @property
    def migrations(self) -> int:
        """How many workloads move."""
        return sum(move is not None for move in self._native.moves)

    def to_frame(self) -> pd.DataFrame:
        """One row per workload, in the portfolio's order.

        Columns: workload, agency, service, area, action (`migrate` or `retain`), offering, provider, start and cutover
        (labels such as `2021-10`, and `start_period`, `cutover_period` as numbers), duration in periods, fiscal_year of
        the cutover, and in_progress (under way at the as-of date; its start may lie before period 0).
        """
        columns = _core._plan_columns(self._portfolio, self._native)
        label, year = self._portfolio.calendar.label, self._portfolio.calendar.fiscal_year
        starts, cutovers = columns["start_period"], columns["cutover_period"]
        columns["start"] = [None if t is None else label(t) for t in starts]
        columns["cutover"] = [None if t is None else label(t) for t in cutovers]
        columns["duration"] = [None if t is None else t - s for s, t in zip(starts, cutovers, strict=True)]
        columns["fiscal_year"] = [None if t is None else year(t) for t in cutovers]
        order = ["workload", "agency", "service", "area", "action", "offering", "provider", "start", "cutover"]
        order += ["start_period", "cutover_period", "duration", "fiscal_year", "in_progress"]
        return frame({name: columns[name] for name in order})

    def phases(self) -> pd.DataFrame:
        """One row per phase of each migration, and per hypercare and dual running: periods from begin up to end."""
        return frame(_core._phase_columns(self._portfolio, self._native))

    def reasons(self) -> pd.DataFrame:
        """Which rules of the policy bore on each workload: one row per workload, offering (if it is about one) and reason.

        Columns: workload, offering, rule, reason, outcome, first and last (labels) and periods in which it was given (of starts;
        of cutovers for availability and cutover windows), sentence, reference (memos of the parameters that it names).
        What barred a way, what opened the way taken, what obliged it, what it was paid.
        """
        columns = _core._bearing_columns(self._portfolio, self._native)
        label = self._portfolio.calendar.label
        columns["first"] = [label(t) for t in columns["first_period"]]
        columns["last"] = [label(t) for t in columns["last_period"]]
        order = ["workload", "offering", "rule", "reason", "outcome", "first", "last", "periods", "sentence", "reference"]
        return frame({name: columns[name] for name in order})

    def waves(self) -> pd.DataFrame:
        """One row per wave, the migrations that share a cutover period: how many, of whom, onto what."""
        moves = self.to_frame()
        moves = moves[moves["action"] == "migrate"]
        groups = list(moves.groupby("cutover_period", sort=True))
        return frame(
            {
                "wave": list(range(1, len(groups) + 1)),
                "cutover": [group["cutover"].iloc[0] for _, group in groups],
                "cutover_period": [int(group["cutover_period"].iloc[0]) for _, group in groups],
                "fiscal_year": [int(group["fiscal_year"].iloc[0]) for _, group in groups],
                "migrations": [len(group) for _, group in groups],
                "agencies": [group["agency"].nunique() for _, group in groups],
                "offerings": [group["offering"].nunique() for _, group in groups],
                "workloads": [list(group["workload"]) for _, group in groups],
            }
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Plan):
            return NotImplemented
        return self._native == other._native and self._portfolio == other._portfolio

    def __hash__(self) -> int:
        return hash((self._portfolio, self._native))

    def __repr__(self) -> str:
        return f"<Plan of {self._portfolio.name!r}: {self.migrations} of {self.workloads} workloads migrate>"

    def _repr_html_(self) -> str:
        from qsmo.report import plan_html

        return plan_html(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return Plan, (self._portfolio, self._native)


@dataclass(frozen=True)
class Aims:
    """What a plan should respect besides money, each at a price in dollars of present value. Immutable.

    - `published`, `change_price`: each workload whose decision differs from the published plan's costs the price. The plan
      may be one of another variant: it is matched by name, and what does not fit is as in the status quo.
    - `risk_price` by band (`low`, `medium`, `high`), `risk_band` by workload: each new migration costs the price of its
      workload's band; a workload without a band costs nothing.
    - `disruption_price` by calendar month 1..12, or one for all: a cutover costs the highest price among the months of its
      period.

    Net benefit is not touched: `objective` is what is maximised. Prices are rounded to cents.
    """

    published: Plan | None = None
    change_price: float = 0
    risk_price: Mapping[str, float] = field(default_factory=dict)
    risk_band: Mapping[str, str] = field(default_factory=dict)
    disruption_price: float | Mapping[int, float] = 0

    def __hash__(self) -> int:
        price = self.disruption_price
        disruption = frozenset(price.items()) if isinstance(price, Mapping) else price
        risk = frozenset(self.risk_price.items()), frozenset(self.risk_band.items())
        return hash((self.published, self.change_price, risk, disruption))

    def _native(self, portfolio: Portfolio) -> _core.NativeAims:
        published = None if self.published is None else _carried(portfolio, self.published)
        risk = [_cents(self.risk_price.get(band, 0)) for band in RISK_BANDS] if self.risk_price else None
        return _core.NativeAims(
            published=published,
            change_price=_cents(self.change_price),
            risk=risk,
            bands=self._bands(portfolio) if risk else [],
            disruption=self._disruption(),
        )

    def _bands(self, portfolio: Portfolio) -> list[str | None]:
        if unknown := set(self.risk_price) - set(RISK_BANDS):
            raise ValueError(f"risk_price is by {', '.join(RISK_BANDS)}, not {sorted(unknown)}")
        columns = portfolio._columns("workloads")
        assert columns is not None
        for name in sorted(set(self.risk_band) - set(columns["id"])):
            raise UnknownNameError(name, "", f'no workload "{name}" in risk_band')
        return [self.risk_band.get(name) for name in columns["id"]]

    def _disruption(self) -> list[int] | None:
        price = self.disruption_price
        if not isinstance(price, Mapping):
            return [_cents(price)] * len(MONTHS) if price else None
        if unknown := set(price) - set(MONTHS):
            raise ValueError(f"disruption_price is by month 1..12, not {sorted(unknown)}")
        return [_cents(price.get(month, 0)) for month in MONTHS] if price else None


def _cents(dollars: float) -> int:
    if not 0 <= dollars <= HIGHEST_PRICE:
        raise ValueError(f"a price must be in 0..{HIGHEST_PRICE:g} dollars")
    return round(dollars * CENTS_PER_DOLLAR)


class Result:
    """A plan with what is known about it: status, value, bound. Money in dollars of present value. Immutable."""

    def __init__(self, portfolio: Portfolio, native: _core.PlanResult) -> None:
        self._portfolio = portfolio
        self._native = native

    @property
    def portfolio(self) -> Portfolio:
        """The portfolio that was planned."""
        return self._portfolio

    @property
    def status(self) -> str:
        """`optimal`, `feasible`, `infeasible` or `unknown`; with the last two the plan breaks a rule."""
        return self._native.status

    @cached_property
    def plan(self) -> Plan:
        """The best plan found."""
        return Plan(self._portfolio, self._native.plan)

    @property
    def net_benefit(self) -> float:
        """Cost of the status quo less cost of the plan."""
        return self._native.net_benefit

    @property
    def objective(self) -> float:
        """Net benefit less the terms of the aims: what was maximised."""
        return self._native.objective

    @property
    def objective_terms(self) -> list[ObjectiveTerm]:
        """What the plan pays for each aim that was given: name, count of workloads, amount in dollars."""
        return list(self._native.objective_terms)

    @property
    def bound(self) -> float:
        """No feasible plan has a higher objective; without aims, a higher net benefit."""
        return self._native.bound

    @property
    def gap(self) -> float:
        """(bound - objective) / max(|bound|, $1)."""
        return self._native.gap

    @cached_property
    def shadow_prices(self) -> pd.DataFrame:
        """What one more unit of each scarce capacity is worth, one row per capacity and period or fiscal year.

        Columns: kind and entities (as in `violations_frame`), period and label or fiscal_year, price in dollars of present
        value per unit, unit. Marginal estimates: the prices that prove the bound.
        """
        prices, label = self._native.shadow_prices, self._portfolio.calendar.label
        return frame(
            {
                "kind": [price.kind for price in prices],
                "entities": [" | ".join(price.entities) for price in prices],
                "period": [price.period for price in prices],
                "label": [None if price.period is None else label(price.period) for price in prices],
                "fiscal_year": [price.fiscal_year for price in prices],
                "price": [price.price for price in prices],
                "unit": [price.unit for price in prices],
            }
        )

    @property
    def infeasibility(self) -> Witness | None:
        """With status `infeasible`: what cannot hold together."""
        return self._native.infeasibility

    @property
    def cost(self) -> float:
        """Cost of the plan."""
        return self._native.cost

    @cached_property
    def benefit(self) -> Benefit:
        """The plan against the status quo, period by period."""
        return compare(self._portfolio, self.plan)

    @property
    def breakeven(self) -> int | None:
        """Least period from which the cumulative discounted saving stays >= 0; None if it ends below 0."""
        return self.benefit.breakeven

    @property
    def warnings(self) -> list[str]:
        """For people: cycles that cannot move, workloads that must move but have no way."""
        return list(self._native.warnings)

    @property
    def stopped(self) -> bool:
        """A time limit or Ctrl-C ended the run: another run may give another plan."""
        return self._native.stopped

    @property
    def seed(self) -> int:
        """The seed that was used."""
        return self._native.seed

    @property
    def work_limit(self) -> int | None:
        """The work limit that was used; None if only a time limit held."""
        return self._native.work_limit

    @property
    def time_limit(self) -> float | None:
        """The time limit that was used, in seconds."""
        return self._native.time_limit

    def to_json(self) -> str:
        """The plan file: decisions, value, bound and money, with what is needed to repeat the run."""
        return self._native.to_json(self._portfolio)

    def save(self, path: StrPath) -> None:
        """Write the plan file, whole or not at all. Raises IoError."""
        write_atomically(path, self.to_json())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Result):
            return NotImplemented
        return self._native == other._native and self._portfolio == other._portfolio

    def __hash__(self) -> int:
        return hash((self._portfolio, self._native))

    def __repr__(self) -> str:
        value = f"net benefit {self.net_benefit:,.2f}"
        if self.objective_terms:
            value += f", objective {self.objective:,.2f}"
        return (
            f"<Result {self.status}: {value}, bound {self.bound:,.2f}, gap {self.gap:.2%}, "
            f"{self.plan.migrations} migrations>"
        )

    def _repr_html_(self) -> str:
        from qsmo.report import result_html

        return result_html(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return Result, (self._portfolio, self._native)


class Statement:
    """The money of one plan: exact cents by agency, kind and period. Immutable. Made by `evaluate`."""

    def __init__(self, portfolio: Portfolio, native: _core.Plan) -> None:
        self._portfolio = portfolio
        self._native = native
        self._cents = _core.cents(portfolio, native)
        self._cents.flags.writeable = False

    @property
    def agencies(self) -> list[str]:
        """Names along the first axis of `cents`."""
        columns = self._portfolio._columns("agencies")
        assert columns is not None
        return list(columns["id"])

    @property
    def kinds(self) -> tuple[str, ...]:
        """Names along the second axis of `cents`."""
        return MONEY_KINDS

    def cents(self) -> NDArray[np.int64]:
        """Cents by [agency, kind, period], undiscounted; an agency's own lines, without its descendants'.

        A transfer is negative where it is received. The array is read-only.
        """
        return self._cents

    def to_frame(self) -> pd.DataFrame:
        """The cells that are not zero, one a row: agency, kind, period, label, fiscal_year, amount in dollars."""
        calendar, agencies = self._portfolio.calendar, self.agencies
        cells = np.argwhere(self._cents).tolist()
        return frame(
            {
                "agency": [agencies[agency] for agency, _, _ in cells],
                "kind": [MONEY_KINDS[kind] for _, kind, _ in cells],
                "period": [t for _, _, t in cells],
                "label": [calendar.label(t) for _, _, t in cells],
                "fiscal_year": [calendar.fiscal_year(t) for _, _, t in cells],
                "amount": (self._cents[self._cents != 0] / CENTS_PER_DOLLAR).tolist(),
            }
        )

    def by_fiscal_year(self) -> pd.DataFrame:
        """Dollars by fiscal year (rows) and kind (columns), and the government's `total`, without transfers."""
        import pandas as pd

        calendar = self._portfolio.calendar
        years = [calendar.fiscal_year(t) for t in range(self._portfolio.periods)]
        cents = pd.DataFrame(self._cents.sum(axis=0).T, columns=list(MONEY_KINDS), index=years)
        yearly = cents.groupby(level=0).sum().rename_axis("fiscal_year")
        yearly["total"] = yearly.drop(columns="transfer").sum(axis=1)
        return yearly / CENTS_PER_DOLLAR

    def by_fund(self) -> pd.DataFrame:
        """What each fund has and spends in each fiscal year, in dollars."""
        return frame(_core._fund_columns(self._portfolio, self._native))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Statement):
            return NotImplemented
        return self._portfolio == other._portfolio and np.array_equal(self._cents, other._cents)

    def __hash__(self) -> int:
        return hash((self._portfolio, self._cents.tobytes()))

    def __repr__(self) -> str:
        shape = "{} agencies, {} kinds, {} periods".format(*self._cents.shape)
        total = self.by_fiscal_year()["total"].sum()
        return f"<Statement of {self._portfolio.name!r}: {shape}, total {total:,.2f}>"

    def _repr_html_(self) -> str:
        return self.by_fiscal_year().to_html(float_format="{:,.0f}".format)

    def __reduce__(self) -> tuple[Any, ...]:
        return Statement, (self._portfolio, self._native)


def plan(
    portfolio: Portfolio | StrPath,
    *,
    seed: int = 1,
    work_limit: int | None = None,
    time_limit: float | None = None,
    memory_limit: int | None = None,
    threads: int = 0,
    warm_start: Plan | None = None,
    aims: Aims | None = None,
    progress: Callable[[Progress], object] | None = None,
) -> Result:
    """Plan for the most net benefit, less the prices of further aims.

    The same portfolio, aims, warm start, seed and work limit give the same plan, whatever the number of threads (0: as many
    as the machine has). The work limit counts search moves; without one it is DEFAULT_WORK_LIMIT, or none if there is a time
    limit. A time limit in seconds, or Ctrl-C, ends the run with the best plan so far and `stopped`. What would need more
    bytes than the memory limit is refused before it is begun.
    `warm_start` is any plan, also one of another variant or one that breaks rules: what cannot be kept is left out, with a
    warning.
    `progress` is called now and then with value, bound, gap, moves and share; what it raises ends the run and is raised.
    Raises InputError if a dependency cycle that cannot move contains a pinned move or one in progress, and if the memory
    limit is too small.
    """
    if not isinstance(portfolio, Portfolio):
        portfolio = load(portfolio)
    options = plan_options(
        portfolio,
        seed=seed,
        work_limit=work_limit,
        time_limit=time_limit,
        memory_limit=memory_limit,
        threads=threads,
        warm_start=warm_start,
        aims=aims,
    )
    return Result(portfolio, _core.plan(portfolio, options, progress))


def plan_options(
    portfolio: Portfolio,
    *,
    seed: int = 1,
    work_limit: int | None = None,
    time_limit: float | None = None,
    memory_limit: int | None = None,
    threads: int = 0,
    warm_start: Plan | None = None,
    aims: Aims | None = None,
) -> _core.PlanOptions:
    """The options of `plan`, as the library takes them."""
    if threads < 0:
        raise ValueError("threads must not be negative")
    if time_limit is not None and not 0 <= time_limit <= LONGEST_TIME_LIMIT:
        raise ValueError(f"time_limit must be in 0..{LONGEST_TIME_LIMIT:g} seconds")
    return _core.PlanOptions(
        seed=seed,
        work_limit=work_limit,
        time_limit=time_limit,
        memory_limit=memory_limit,
        threads=threads,
        warm_start=None if warm_start is None else _carried(portfolio, warm_start),
        aims=None if aims is None else aims._native(portfolio),
    )


def status_quo(portfolio: Portfolio) -> Plan:
    """The plan in which everything is retained, except migrations in progress, which go on."""
    return Plan(portfolio, _core.status_quo(portfolio))


def read_plan(portfolio: Portfolio, source: StrPath | bytes) -> Plan:
    """Read the decisions of a plan file, or of its JSON text, for this portfolio.

    A workload that is not listed is as in the status quo. Raises InputError with every fault; IoError.
    """
    if isinstance(source, str) and source.lstrip().startswith("{"):
        source = source.encode()
    if isinstance(source, bytes):
        return Plan(portfolio, _core.parse_plan_json(portfolio, source, "plan.json"))
    name = os.fspath(source)
    try:
        text = Path(source).read_bytes()
    except OSError as error:
        raise IoError(name, f"{name}: {error.strerror or error}") from error
    return Plan(portfolio, _core.parse_plan_json(portfolio, text, name))


def _native(portfolio: Portfolio, plan: Plan) -> _core.Plan:
    """The plan's decisions for this portfolio, which may be a variant of the plan's own."""
    if portfolio == plan._portfolio:
        return plan._native
    return _core.transplant(plan._portfolio, plan._native, portfolio)


def _carried(portfolio: Portfolio, plan: Plan) -> _core.Plan:
    """The same, without what the portfolio lacks."""
    if portfolio == plan._portfolio:
        return plan._native
    return _core.transplant(plan._portfolio, plan._native, portfolio, leave_out=True)


def check(portfolio: Portfolio, plan: Plan) -> list[Violation]:
    """Every rule that the plan breaks, by a checker that shares nothing with the planner; none: it is feasible.

    The plan may be one of another variant of the portfolio: it is matched by name.
    """
    return _core.check(portfolio, _native(portfolio, plan))


def evaluate(portfolio: Portfolio, plan: Plan) -> Statement:
    """Every line of money of the plan, which may be infeasible, and may be one of another variant of the portfolio."""
    return Statement(portfolio, _native(portfolio, plan))


def compare(portfolio: Portfolio, plan: Plan) -> Benefit:
    """The plan against the status quo: net benefit, breakeven, and cumulative saving by period, in present value."""
    return _core.compare(portfolio, _native(portfolio, plan))


def eligibility(portfolio: Portfolio, workload: str, offering: str, start: int, cutover: int) -> str:
    """Whether the policy lets a workload move onto an offering: `eligible`, or the first reason why not.

    Does not look at windows, pins or capacity. Raises UnknownNameError.
    """
    if not 0 <= cutover < portfolio.periods:
        raise ValueError(f"cutover must be in 0..{portfolio.periods - 1}")
    if start > cutover:
        raise ValueError("start must not lie after cutover")
    return _core.eligibility(portfolio, workload, offering, start, cutover)


def warnings(portfolio: Portfolio) -> list[str]:
    """What is allowed in the portfolio but seldom meant, in sentences.

    Such as workloads to which no row of migration_parameters applies, marketplaces that never accept a start, funds
    without a budget.
    """
    return _core.warnings(portfolio)


def mandated_deadline(portfolio: Portfolio, workload: str) -> int | None:
    """Last cutover period that the mandates allow, waivers applied; None if there is no duty. Raises UnknownNameError."""
    return _core.mandated_deadline(portfolio, workload)


def incumbent_deadline(portfolio: Portfolio, workload: str) -> int | None:
    """Last cutover period that the incumbent's end allows; None if there is no duty. Raises UnknownNameError."""
    return _core.incumbent_deadline(portfolio, workload)


def plan_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of plan files."""
    schema: dict[str, Any] = json.loads(_core.plan_schema())
    return schema
