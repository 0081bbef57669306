from __future__ import annotations
import collections.abc
import numpy
import numpy.typing
import typing
__all__: list[str] = ['Benefit', 'Calendar', 'DEFAULT_WORK_LIMIT', 'Fault', 'Plan', 'PlanResult', 'Portfolio', 'Progress', 'Violation', 'cents', 'check', 'compare', 'eligibility', 'generate', 'incumbent_deadline', 'load_scenario', 'mandated_deadline', 'money_fields', 'money_kinds', 'parse_plan_json', 'parse_scenario_json', 'plan', 'plan_schema', 'scenario_schema', 'status_quo', 'transplant', 'warnings']
class Fault:
    """
    One thing wrong with an input: where it is, what stands there, and what was expected
    instead.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, *, file: str = '', line: typing.SupportsInt | typing.SupportsIndex = 0, pointer: str = '', value: str = '', expected: str = '', suggestion: str = '') -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def __str__(self) -> str:
        ...
    @property
    def expected(self) -> str:
        """
        What would have been right.
        """
    @property
    def file(self) -> str:
        """
        File name as the user gave it; empty for input built in code.
        """
    @property
    def line(self) -> int:
        """
        Line in that file, from 1; 0 where lines mean nothing.
        """
    @property
    def pointer(self) -> str:
        """
        JSON pointer (`/workloads/3/agency`), or table, row and column of a CSV folder.
        """
    @property
    def suggestion(self) -> str:
        """
        The nearest right name, if a name is misspelt; else empty.
        """
    @property
    def value(self) -> str:
        """
        What stands there, as written, shortened to 80 bytes.
        """
class Calendar:
    """
    Maps dates to periods `0 .. periods()-1` from the as-of date, and periods to fiscal
    years. A fiscal year starts in a stated month and bears the number of the calendar year
    in which it ends (a year that starts in January bears its own). All functions are O(1)
    and total.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, as_of: str, period: str, periods: typing.SupportsInt | typing.SupportsIndex, fiscal_year_start: typing.SupportsInt | typing.SupportsIndex = 10) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def fiscal_year(self, t: typing.SupportsInt | typing.SupportsIndex) -> int:
        """
        Fiscal year of period `t`.
        """
    def label(self, t: typing.SupportsInt | typing.SupportsIndex) -> str:
        """
        The period as written in files: its first month, `2021-10`.
        """
    def period_of(self, date: str) -> int:
        """
        Period that contains `date`, unclamped: negative before the horizon, >= periods() beyond
        it.
        """
    @property
    def as_of(self) -> str:
        """
        First month of period 0.
        """
    @property
    def fiscal_year_start(self) -> int:
        """
        Month in which the fiscal year starts.
        """
    @property
    def period(self) -> str:
        """
        Length of a period.
        """
    @property
    def periods(self) -> int:
        """
        Periods in the horizon.
        """
    @property
    def periods_per_year(self) -> int:
        """
        12 or 4.
        """
class Portfolio:
    """
    A portfolio of agencies, services, offerings and rules. Immutable; cheap to copy (copies
    share their data); safe to read from several threads.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> str:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, portfolio: Portfolio) -> None:
        ...
    def __setstate__(self, arg0: str) -> None:
        ...
    def _columns(self, table: str) -> dict[str, list[typing.Any]] | None:
        ...
    def _settings(self) -> dict[str, typing.Any]:
        ...
    def _table_sizes(self) -> dict[str, int]:
        ...
    def _write_csv(self, folder: bytes) -> None:
        ...
    def to_json(self) -> str:
        """
        Canonical JSON: fields in the order of the format, absent fields left out, two spaces of
        indentation, one record a line. Reading it back gives an equal scenario.
        """
    @property
    def as_of(self) -> str:
        """
        First month of period 0.
        """
    @property
    def calendar(self) -> Calendar:
        """
        Maps dates to periods `0 .. periods()-1` from the as-of date, and periods to fiscal
        years. A fiscal year starts in a stated month and bears the number of the calendar year
        in which it ends (a year that starts in January bears its own). All functions are O(1)
        and total.
        """
    @property
    def discount_factors(self) -> tuple[float, ...]:
        """
        By period: what a dollar is worth in period 0.
        """
    @property
    def fingerprint(self) -> str:
        """
        `fnv1a128:` and 32 hex digits over the scenario's canonical JSON: equal for equal
        content.
        """
    @property
    def name(self) -> str:
        """
        Name of the scenario.
        """
    @property
    def periods(self) -> int:
        """
        Periods in the horizon.
        """
class Plan:
    """
    The decisions of a plan. Feasibility is check()'s business, money is evaluate()'s.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, plan: Plan) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def moves(self) -> tuple[tuple[int, int] | None, ...]:
        """
        By workload, in the portfolio's order: None, or positions (offering, cutover).
        """
    @property
    def transfers(self) -> tuple[tuple[int, int, int], ...]:
        """
        As (agency, period, cents).
        """
class Violation:
    """
    One broken rule. Names, not ids, so that it can be shown and compared as it is.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __hash__(self) -> int:
        ...
    def __init__(self, kind: str, entities: collections.abc.Sequence[str], period: typing.SupportsInt | typing.SupportsIndex | None = None, fiscal_year: typing.SupportsInt | typing.SupportsIndex | None = None, amount: typing.SupportsFloat | typing.SupportsIndex | None = None, unit: str = '', message: str = '') -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def __str__(self) -> str:
        ...
    @property
    def amount(self) -> float | None:
        """
        Excess over the bound in the constraint's unit; none for yes/no rules.
        """
    @property
    def entities(self) -> tuple[str, ...]:
        """
        Names, the most specific first: workload(s), then offering, service, agency, provider or
        fund.
        """
    @property
    def fiscal_year(self) -> int | None:
        """
        Fiscal year concerned, for budgets.
        """
    @property
    def kind(self) -> str:
        """
        Which rule is broken. In the order of the table of constraints.
        """
    @property
    def message(self) -> str:
        """
        One sentence for people.
        """
    @property
    def period(self) -> int | None:
        """
        Period concerned, if it is one: the cutover, the start (may be < 0), the deadline, or
        that of the pool.
        """
    @property
    def unit(self) -> str:
        """
        `USD`, `effort`, `migrations`, units of the service, `periods`; empty without amount.
        """
class Benefit:
    """
    A plan against the status quo.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def _savings(self) -> tuple[float, ...]:
        ...
    @property
    def breakeven(self) -> int | None:
        """
        Least period from which the cumulative discounted saving stays >= 0; none if it ends
        below 0.
        """
    @property
    def cumulative_saving(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        Discounted, by period, in dollars.
        """
    @property
    def net_benefit(self) -> float:
        """
        Present value saved, in dollars; negative if the plan costs more.
        """
class Progress:
    """
    State of a run, for progress bars.
    """
    def __repr__(self) -> str:
        ...
    @property
    def bound(self) -> float:
        """
        No feasible plan has a higher net benefit. Rounded up.
        """
    @property
    def gap(self) -> float:
        """
        (bound - net_benefit) / max(|bound|, $1).
        """
    @property
    def net_benefit(self) -> float:
        """
        cost(status quo) - cost(plan).
        """
    @property
    def share(self) -> float:
        """
        Share of the work limit done, 0..1.
        """
class PlanResult:
    """
    A plan with what is known about it. Money in dollars of present value.
    """
    def __eq__(self, arg0: object) -> bool:
        ...
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __hash__(self) -> int:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def to_json(self, portfolio: Portfolio) -> str:
        """
        The plan file of a result: format, status, net benefit, bound, gap, decisions,
        transfers, money by fiscal year, kind and agency, input fingerprint, library version,
        seed and limits. The same result gives the same bytes.
        """
    @property
    def bound(self) -> float:
        """
        No feasible plan has a higher net benefit. Rounded up.
        """
    @property
    def cost(self) -> float:
        """
        cost(plan).
        """
    @property
    def gap(self) -> float:
        """
        (bound - net_benefit) / max(|bound|, $1).
        """
    @property
    def net_benefit(self) -> float:
        """
        cost(status quo) - cost(plan).
        """
    @property
    def plan(self) -> Plan:
        """
        The best plan found; if status is infeasible or unknown, it breaks a rule.
        """
    @property
    def seed(self) -> int:
        ...
    @property
    def status(self) -> str:
        """
        What is known of a result. `optimal` only when bound - net benefit <= max(1 cent, 1e-6 x
        |bound|).
        """
    @property
    def stopped(self) -> bool:
        """
        A time limit or a stop ended the run before the work limit.
        """
    @property
    def time_limit(self) -> float | None:
        ...
    @property
    def warnings(self) -> tuple[str, ...]:
        """
        For people: cycles that cannot move, workloads that must move but have no way.
        """
    @property
    def work_limit(self) -> int | None:
        ...
def _fund_columns(portfolio: Portfolio, plan: Plan) -> dict[str, list[typing.Any]]:
    ...
def _phase_columns(portfolio: Portfolio, plan: Plan) -> dict[str, list[typing.Any]]:
    ...
def _plan_columns(portfolio: Portfolio, plan: Plan) -> dict[str, list[typing.Any]]:
    ...
def cents(portfolio: Portfolio, plan: Plan) -> numpy.typing.NDArray[numpy.int64]:
    """
    Every line of money of the plan. The plan may be infeasible; moves need a covered
    service (throws InputError if an offering does not cover the service, or a cutover or
    transfer lies outside 0 .. periods-1). Throws OverflowError. O(workloads x periods).
    """
def check(portfolio: Portfolio, plan: Plan) -> list[Violation]:
    """
    All violations of the plan, by kind, then entities, then period. Empty: the plan is
    feasible. The starting state counts too: base volume or work in progress over a pool is
    reported. Cutovers must lie in 0 .. periods-1 and moves onto covered services (else
    InputError, as evaluate()). O(workloads x periods).
    """
def compare(portfolio: Portfolio, plan: Plan) -> Benefit:
    """
    `any_move` says whether a migration that is not in progress moves; without one there is
    no breakeven. A discounted shortfall below half a cent is none.
    """
def eligibility(portfolio: Portfolio, workload: str, offering: str, start: typing.SupportsInt | typing.SupportsIndex, cutover: typing.SupportsInt | typing.SupportsIndex) -> str:
    """
    Verdict on moving `workload` onto `offering` with the start in period `start` and
    cutover in period `cutover`. A start before the horizon acts as 0. Does not look at
    windows, pins or capacity. O(stages + exceptions + standards).
    """
def generate(*, agencies: typing.SupportsInt | typing.SupportsIndex, services: typing.SupportsInt | typing.SupportsIndex, periods: typing.SupportsInt | typing.SupportsIndex, capacity_ratio: typing.SupportsFloat | typing.SupportsIndex, seed: typing.SupportsInt | typing.SupportsIndex) -> Portfolio:
    """
    A seeded synthetic scenario (docs/generator.md): about 0.9 x agencies x services
    workloads, three offerings per service, dependencies from one template in every agency,
    interfaces, provider and agency effort, yearly budgets. Throws InputError if an option
    is out of range. O(workloads x services).
    """
def incumbent_deadline(portfolio: Portfolio, workload: str) -> int | None:
    """
    Last cutover period that the incumbent's end allows: the period after it; none if the
    incumbent does not end inside the horizon or may be kept at a fallback factor.
    """
def load_scenario(path: bytes) -> Portfolio:
    """
    Reads a scenario from a JSON file or a folder of CSV tables.
    """
def mandated_deadline(portfolio: Portfolio, workload: str) -> int | None:
    """
    Last cutover period that the mandates allow, waivers applied; none if there is no duty
    (no mandate, mandates do not bind in this scenario, or the deadline lies beyond the
    horizon). With several mandates the earliest counts.
    """
def money_fields() -> tuple[str, ...]:
    """
    Names of the fields, in any table, that hold money and so have 2 places.
    """
def money_kinds() -> tuple[str, ...]:
    """
    The lines of money of a plan (docs/planning-problem.md, "Money"). A transfer is negative
    where it is received.
    """
def parse_plan_json(portfolio: Portfolio, text: bytes, name: str) -> Plan:
    """
    Reads the decisions and transfers of a plan file for this portfolio; the other fields
    are optional and not believed. A workload that is not listed is as in the status quo.
    Throws InputError with every fault: unknown names, dates outside the horizon, a stated
    start that the way's duration contradicts, a workload listed twice.
    """
def parse_scenario_json(text: bytes, name: str) -> Portfolio:
    """
    Reads and validates a scenario from JSON text. Throws InputError with every fault and
    its line. `name` stands for the file in messages. Values keep all their digits: numbers
    never pass through floating point.
    """
def plan(portfolio: Portfolio, *, seed: typing.SupportsInt | typing.SupportsIndex, work_limit: typing.SupportsInt | typing.SupportsIndex | None, time_limit: typing.SupportsFloat | typing.SupportsIndex | None, threads: typing.SupportsInt | typing.SupportsIndex, progress: typing.Any) -> PlanResult:
    """
    Plans for the most net benefit. If the status quo is feasible, the result is a feasible
    plan. Throws InputError if a dependency cycle that cannot move contains a pinned move or
    one in progress.
    """
def plan_schema() -> str:
    """
    JSON Schema (2020-12) of plan files.
    """
def scenario_schema() -> str:
    """
    JSON Schema (2020-12) of the format. The reader accepts nothing that the schema rejects.
    """
def status_quo(portfolio: Portfolio) -> Plan:
    """
    Everything is retained, except migrations in progress, which cut over in the first
    period of their range.
    """
def transplant(source: Portfolio, plan: Plan, target: Portfolio) -> Plan:
    """
    The decisions of a plan of one portfolio as a plan of another, by name: for variants of
    a scenario. Workloads that only `to` has are as in its status quo; those that only
    `from` has are left out if they are retained. Throws UnknownNameError if `to` lacks a
    workload that moves, its offering, or the agency of a transfer.
    """
def warnings(portfolio: Portfolio) -> list[str]:
    """
    Sentences for people, in the order of the tables: workloads whose every way takes no
    time and costs nothing because no row of migration_parameters applies, rows that apply
    to nothing, workloads that no offering can serve, marketplaces that never accept a start
    within the horizon, funds without a budget and budgets outside the horizon. O(workloads
    x offerings + marketplaces x periods).
    """
DEFAULT_WORK_LIMIT: int = 50000
__version__: str
