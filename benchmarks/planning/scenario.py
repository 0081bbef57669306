"""A scenario as the peers see it: ways, pools and rules in plain numbers.

Read from the file by what docs/planning-problem.md says, without qsmo's compiler; only the rules of policy are asked
of qsmo (eligibility, deadlines), and what the status quo costs. Refused are funds that pay bridges, breaks or transfers
and incremental tiers, which nothing that is measured has.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Record = dict[str, Any]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

MICRO = 1_000_000
PHASES = ("readiness", "selection", "engagement", "migration")
KINDS = {"phase", "onboarding", "dual_run", "decommission"}  # that funds may pay here


def exact(value: Any, places: int) -> int:
    """A decimal in units of its last place."""
    scaled = Decimal(str(value)).scaleb(places)
    assert scaled == int(scaled)
    return int(scaled)


def micro(value: Any) -> int:
    return exact(value, 6)


def cents(value: Any) -> int:
    return exact(value, 2)


def rounded(value: Fraction) -> int:
    """Half away from zero."""
    sign = -1 if value < 0 else 1
    return sign * ((2 * abs(value.numerator) + value.denominator) // (2 * value.denominator))


@dataclass(eq=False)
class Block:
    """Effort and spend in periods c + begin .. c + end - 1 of a migration that cuts over in c."""

    begin: int
    end: int
    agency: int  # millionths
    provider: int
    spend: int  # cents


@dataclass(eq=False)
class Way:
    """One workload onto one offering."""

    workload: int
    offering: str
    coverage: int
    duration: int
    cutovers: Ints
    blocks: list[Block]
    onboarding: int  # cents
    leaves: Ints  # by cutover: the period from which the incumbent is gone
    cost: Floats  # by cutover: present value of the workload's own lines in dollars, service at the best tier
    services: Ints  # [tier, period]: cents of the service line
    best: Ints  # by period: the cheapest of the tiers that can be reached


@dataclass(eq=False)
class Workload:
    name: str
    agency: str
    coverage: int | None  # that of an incumbent which is an offering
    volume: int  # millionths
    legacy: Ints  # cents by period, as if it stayed
    stay: float  # present value of that
    must: bool
    in_progress: bool
    ways: list[Way] = field(default_factory=list)


@dataclass(frozen=True)
class Arc:
    prerequisite: int
    dependent: int
    kind: str
    lag: int
    allow: bool
    price: int | None  # cents; none: hard


@dataclass(frozen=True)
class Bridge:
    a: int
    b: int
    cents: int  # per period


@dataclass(eq=False)
class Coverage:
    offering: str
    service: str
    base: Ints  # volume by period, without workloads
    thresholds: list[int]
    incremental: bool


@dataclass(eq=False)
class Pool:
    """Rows of capacity, one a bucket."""

    name: str
    first: int  # row
    capacity: Sequence[int | None]


class Scenario:
    """All of it, with a table of pool rows; `draws` says what a way takes from them."""

    def __init__(self, path: Path) -> None:
        import qsmo

        self.portfolio = qsmo.load(path)
        self._data: Record = json.loads(path.read_text(), parse_float=Decimal)
        self.participation = bool(self._data.get("participation", False))
        self.thresholds = {row["id"]: float(row.get("participation_threshold", 0)) for row in self._rows("agencies")}
        self.calendar = self.portfolio.calendar
        self.periods = self.portfolio.periods
        self.per_year = self.calendar.periods_per_year
        self.discount: Floats = np.array(self.portfolio.discount_factors)
        self.years = [self.calendar.fiscal_year(t) for t in range(self.periods)]
        self._services = {row["id"]: row for row in self._rows("services")}
        self._offerings = {row["id"]: row for row in self._rows("offerings")}
        self._agencies = {row["id"]: row for row in self._rows("agencies")}
        self._parameters = self._index_parameters()
        self._read_coverages()
        self._read_workloads()
        self._make_pools()
        self.arcs = [self._arc(row) for row in self._rows("dependencies")]
        self.bridges = [
            Bridge(self.number[row["a"]], self.number[row["b"]], cents(row["cost_per_period"]))
            for row in self._rows("interfaces")
        ]
        quo = qsmo.evaluate(self.portfolio, qsmo.status_quo(self.portfolio))
        kept = [kind != "transfer" for kind in quo.kinds]
        self.status_quo = float(quo.cents()[:, kept, :].sum(axis=(0, 1)) @ self.discount) / 100
        """Present value in dollars."""

    # --- reading ---

    def _rows(self, table: str) -> list[Record]:
        rows: list[Record] = self._data.get(table, [])
        return rows

    def _period(self, date: str) -> int:
        """Unclamped."""
        return self.calendar.period_of(date)

    def _profile(self, value: Any, scale: Any) -> list[Any]:
        """By period; all None if there is none."""
        if value is None:
            return [None] * self.periods
        steps = value if isinstance(value, list) else [{"value": value}]
        out = [scale(steps[0]["value"])] * self.periods
        for step in steps[1:]:
            begin = max(0, self._period(step["from"]))
            out[begin:] = [scale(step["value"])] * len(out[begin:])
        return out

    def _index_parameters(self) -> dict[tuple[str | None, ...], Record]:
        keys = ("workload", "offering", "service", "size_class")
        return {tuple(row.get(key) for key in keys): row for row in self._rows("migration_parameters")}

    def _parameter(self, workload: Record, offering: str) -> dict[str, Any]:
        """Each field from the first row that states it, the most special one first."""
        name, service, size = workload["id"], workload["service"], workload.get("size_class")
        order: list[tuple[str | None, ...]] = [
            (None, None, service, None),
            (None, None, service, size),
            (None, offering, None, None),
            (name, None, None, None),
            (name, offering, None, None),
        ]
        out: dict[str, Any] = defaultdict(int)
        for key in order:
            out.update(self._parameters.get(key, {}))
        return out

    def _read_coverages(self) -> None:
        self.coverages: list[Coverage] = []
        self._coverage_of: dict[tuple[str, str], int] = {}
        self._prices: list[list[list[int]]] = []  # by coverage, tier and period: millionths
        tiers = defaultdict(list)
        for row in self._rows("tiers"):
            tiers[row["offering"], row["service"]].append(row)
        for row in self._rows("coverages"):
            key = row["offering"], row["service"]
            steps = sorted(tiers[key], key=lambda tier: micro(tier.get("from_volume", 0)))
            self._coverage_of[key] = len(self.coverages)
            base = np.array(self._profile(row.get("base_volume", 0), micro), np.int64)
            thresholds = [micro(step.get("from_volume", 0)) for step in steps]
            incremental = row.get("pricing", "all_units") == "incremental"
            self.coverages.append(Coverage(*key, base, thresholds, incremental))
            self._prices.append([self._profile(step["unit_price"], micro) for step in steps])

    def _read_workloads(self) -> None:
        self.workloads: list[Workload] = []
        self.number = {row["id"]: i for i, row in enumerate(self._rows("workloads"))}
        self._progress = {row["workload"]: row for row in self._rows("migrations_in_progress")}
        self._pins = {row["workload"]: row for row in self._rows("pins")}
        self._excepted = {row["workload"] for row in self._rows("exceptions")}
        self._verdicts: dict[tuple[Any, ...], bool] = {}
        self._blocked_starts, self._blocked_cutovers = self._windows()
        self._allowed = {service: self._cutover_rule(row) for service, row in self._services.items()}
        covering = defaultdict(list)
        for offering, service in self._coverage_of:
            covering[service].append(offering)
        for row in self._rows("workloads"):
            self.workloads.append(self._workload(row, covering[row["service"]]))

    def _windows(self) -> tuple[dict[str | None, set[int]], dict[str, set[int]]]:
        starts: dict[str | None, set[int]] = defaultdict(set)
        cutovers: dict[str, set[int]] = defaultdict(set)
        for row in self._rows("start_freezes"):
            starts[row.get("agency")] |= set(range(self._period(row["from"]), self._period(row["to"]) + 1))
        for row in self._rows("blackouts"):
            cutovers[row["agency"]] |= set(range(self._period(row["from"]), self._period(row["to"]) + 1))
        return starts, cutovers

    def _cutover_rule(self, service: Record) -> set[int]:
        rule = service.get("cutover_rule", "any")
        months = [int(self.calendar.label(t)[5:7]) for t in range(self.periods)]
        first = self.calendar.fiscal_year_start
        step = 12 // self.per_year
        tests: dict[str, Callable[[int], bool]] = {
            "any": lambda _: True,
            "quarter_start": lambda month: (month - first) % 3 == 0,
            "fiscal_year_start": lambda month: month == first,
            "calendar_year_start": lambda month: month == 1 and (step == 1 or (month - first) % step == 0),
        }
        return {t for t, month in enumerate(months) if tests[rule](month)}

    def _deadlines(self, row: Record) -> list[int]:
        """Last cutovers of all duties."""
        import qsmo

        mandate = qsmo.mandated_deadline(self.portfolio, row["id"]) if self._rows("mandates") else None
        end = qsmo.incumbent_deadline(self.portfolio, row["id"]) if "incumbent_end" in row else None
        return [deadline for deadline in (mandate, end) if deadline is not None]

    def _workload(self, row: Record, offerings: Iterable[str]) -> Workload:
        name = row["id"]
        legacy = self._legacy(row)
        incumbent = row.get("incumbent")
        pin = self._pins.get(name, {})
        deadlines = self._deadlines(row)
        in_progress = name in self._progress
        must = in_progress or pin.get("action") == "migrate" or bool(deadlines)
        workload = Workload(
            name,
            row["agency"],
            self._coverage_of.get((incumbent, row["service"])) if incumbent else None,
            micro(row["volume"]),
            legacy,
            float(legacy @ self.discount) / 100,
            must,
            in_progress,
        )
        if pin.get("action") == "retain":
            return workload
        last = min([self.periods - 1, *deadlines])
        for offering in offerings:
            way = self._way(row, workload, offering, last)
            if way is not None and len(way.cutovers):
                workload.ways.append(way)
        return workload

    def _legacy(self, row: Record) -> Ints:
        """Cents by period of the incumbent, if it stays."""
        annual = cents(row["annual_cost"])
        contract = self._period(row["contract_end"]) if "contract_end" in row else self.periods
        end = self._period(row["incumbent_end"]) if "incumbent_end" in row else self.periods
        premium = 1 + Fraction(micro(row.get("extension_premium", 0)), MICRO)
        fallback = Fraction(micro(row.get("fallback_factor", 1)), MICRO)
        contract, end = max(contract, -1), max(end, -1)
        values = {
            key: rounded(Fraction(annual, self.per_year) * (premium if key[0] else 1) * (fallback if key[1] else 1))
            for key in ((False, False), (False, True), (True, False), (True, True))
        }
        return np.array([values[t > contract, t > end] for t in range(self.periods)], np.int64)

    def _way(self, row: Record, workload: Workload, offering: str, last: int) -> Way | None:
        if row.get("incumbent") == offering:
            return None
        progress, pin = self._progress.get(row["id"]), self._pins.get(row["id"], {})
        if progress and progress["offering"] != offering or pin.get("offering", offering) != offering:
            return None
        if not progress and self.participation and not self._quality_holds(row, offering):
            return None
        parameter = self._parameter(row, offering)
        blocks, duration = self._blocks(parameter, progress)
        cutovers = [c for c in range(last + 1) if self._may_cut_over(row, offering, c, duration, progress, pin)]
        coverage = self._coverage_of[offering, row["service"]]
        way = Way(
            self.number[row["id"]],
            offering,
            coverage,
            duration,
            np.array(cutovers, np.int64),
            blocks,
            cents(parameter["onboarding"]),
            self._leaves(row, parameter["dual_run"]),
            np.zeros(self.periods),
            self._service_lines(row, offering, coverage),
            np.zeros(self.periods, np.int64),
        )
        way.best = way.services.min(axis=0)
        way.cost = self._cost(row, workload, way)
        return way

    def _quality_holds(self, row: Record, offering: str) -> bool:
        today, then = row.get("quality"), self._offerings[offering].get("quality")
        return today is not None and then is not None and then >= today

    def _blocks(self, parameter: dict[str, Any], progress: Record | None) -> tuple[list[Block], int]:
        done = progress.get("phases_done", 0) if progress else 0
        blocks, begin = [], 0
        for phase in reversed(PHASES[done:]):
            length = parameter[f"{phase}_periods"]
            agency, provider = (micro(parameter[f"{phase}_{side}_effort"]) for side in ("agency", "provider"))
            blocks.append(Block(begin - length, begin, agency, provider, cents(parameter[f"{phase}_spend"])))
            begin -= length
        agency, provider = (micro(parameter[f"hypercare_{side}_effort"]) for side in ("agency", "provider"))
        blocks.append(Block(0, parameter["hypercare"], agency, provider, 0))
        return [block for block in blocks if block.begin < block.end], -begin

    def _may_cut_over(
        self, row: Record, offering: str, c: int, duration: int, progress: Record | None, pin: Record
    ) -> bool:
        if c in self._blocked_cutovers[row["agency"]] or c not in self._allowed[row["service"]]:
            return False
        for bound in (progress, pin):
            if bound and "cutover_from" in bound and c < self._period(bound["cutover_from"]):
                return False
            if bound and "cutover_to" in bound and c > self._period(bound["cutover_to"]):
                return False
        if progress:
            return progress.get("cutover_to") is not None or c == self._period(progress["cutover_from"])
        start = c - duration
        if start < 0 or "earliest_start" in row and start < self._period(row["earliest_start"]):
            return False
        if start in self._blocked_starts[None] or start in self._blocked_starts[row["agency"]]:
            return False
        return self._eligible(row, offering, start, c)

    def _eligible(self, row: Record, offering: str, start: int, c: int) -> bool:
        """As the rules say of all workloads with this service that have no exception of their own."""
        import qsmo

        own = row["id"] if row["id"] in self._excepted or "incumbent" in row else None
        key = own, row["service"], offering, start, c
        if key not in self._verdicts:
            verdict = qsmo.eligibility(self.portfolio, row["id"], offering, start, c)
            self._verdicts[key] = verdict == "eligible"
        return self._verdicts[key]

    def _leaves(self, row: Record, dual_run: int) -> Ints:
        c = np.arange(self.periods)
        ends = np.minimum(c + dual_run, self.periods)
        if "incumbent_end" in row and "fallback_factor" not in row:
            ends = np.minimum(ends, max(-1, self._period(row["incumbent_end"])) + 1)
        return np.maximum(ends, c)

    def _service_lines(self, row: Record, offering: str, coverage: int) -> Ints:
        volume = micro(row["volume"])
        fees = self._profile(self._offerings[offering].get("annual_fee", 0), cents)
        assert not self.coverages[coverage].incremental or len(self.coverages[coverage].thresholds) == 1
        known: dict[tuple[int, int], int] = {}
        lines = []
        for prices in self._prices[coverage]:
            for key in set(zip(prices, fees, strict=True)) - known.keys():
                price, fee = key
                known[key] = rounded((Fraction(volume * price, 10**10) + fee) / self.per_year)
            lines.append([known[key] for key in zip(prices, fees, strict=True)])
        return np.array(lines, np.int64)

    def _cost(self, row: Record, workload: Workload, way: Way) -> Floats:
        """Present value in dollars by cutover."""
        periods, c, e = self.periods, np.arange(self.periods), way.leaves
        legacy = np.concatenate([[0], np.cumsum(workload.legacy * self.discount)])
        service = np.concatenate([[0], np.cumsum(way.best * self.discount)])
        out = legacy[e] + service[periods] - service[c] + way.onboarding * self.discount
        after = np.append(self.discount, 0.0)
        out += cents(row.get("decommission_cost", 0)) * after[e]
        if "contract_end" in row:
            share = Fraction(micro(row.get("stranded_share", 0)), MICRO)
            line = rounded(share * cents(row["annual_cost"]) / self.per_year)
            factors = np.concatenate([[0], np.cumsum(self.discount)])
            end = min(max(self._period(row["contract_end"]), -1), periods - 1) + 1
            out += line * np.maximum(0, factors[max(end, 0)] - factors[np.minimum(e, end)])
        for block in way.blocks:
            for offset in range(block.begin, block.end):
                t = c + offset
                inside = (t >= 0) & (t < periods)
                out[inside] += block.spend * self.discount[t[inside]]
        cost: Floats = out / 100
        return cost

    def _arc(self, row: Record) -> Arc:
        price = row.get("break_price")
        return Arc(
            self.number[row["prerequisite"]],
            self.number[row["dependent"]],
            row.get("kind", "cutover_before"),
            row.get("lag", 0),
            row.get("if_retained", "retain") == "allow",
            None if price is None else cents(price),
        )

    # --- pools ---

    def _make_pools(self) -> None:
        self.pools: dict[tuple[str, str], Pool] = {}
        self.capacity: list[int] = []  # by row; what is used in any case is taken off
        for name, row in self._agencies.items():
            self._pool("agency", name, self._profile(row.get("effort_capacity"), micro))
        for table in ("providers", "offerings"):
            for row in self._rows(table):
                self._pool(f"{table} effort", row["id"], self._profile(row.get("effort_capacity"), micro))
                limit = self._profile(row.get("concurrent_migrations"), micro)
                self._pool(f"{table} concurrent", row["id"], limit)
        self._volume_pools()
        self._fund_pools()
        self._ancestors = {name: list(self._with_ancestors(name)) for name in self._agencies}

    def _pool(self, kind: str, name: str, capacity: Sequence[int | None]) -> None:
        if any(value is not None for value in capacity):
            self.pools[kind, name] = Pool(f"{kind} {name}", len(self.capacity), capacity)
            self.capacity += [10**18 if value is None else value for value in capacity]

    def _with_ancestors(self, agency: str | None) -> Iterator[str]:
        while agency is not None:
            yield agency
            agency = self._agencies[agency].get("parent")

    def _volume_pools(self) -> None:
        """What is left above base volume and today's customers, who give theirs back when they leave."""
        self.today = np.array([coverage.base for coverage in self.coverages])
        for workload in self.workloads:
            if workload.coverage is not None:
                self.today[workload.coverage] += workload.volume
        limits = {(row["offering"], row["service"]): row.get("max_volume") for row in self._rows("coverages")}
        for number, coverage in enumerate(self.coverages):
            key = coverage.offering, coverage.service
            caps = self._profile(limits[key], micro)
            for t, stage in enumerate(self._stage_caps(*key)):
                if stage is not None:
                    caps[t] = stage if caps[t] is None else min(stage, caps[t])
            left = [None if cap is None else cap - int(self.today[number][t]) for t, cap in enumerate(caps)]
            self._pool("volume", str(number), left)

    def _stage_caps(self, offering: str, service: str) -> list[int | None]:
        rows = sorted((row for row in self._rows("stages") if row["offering"] == offering), key=lambda row: row["date"])
        out: list[int | None] = [None] * self.periods
        for row in rows:
            begin = max(0, self._period(row["date"]))
            open_here = service in row.get("services", [service])
            cap = micro(row["capacity"]) if "capacity" in row and open_here else None
            out[begin:] = [cap] * len(out[begin:])
        return out

    def _fund_pools(self) -> None:
        self._fund_of: dict[tuple[str, str], str] = {}
        self._carries = {row["id"]: row.get("carry_over", False) for row in self._rows("funds")}
        first, last = min(self.years), max(self.years)
        self.budget_years = list(range(first, last + 1))
        budgets: dict[str, list[int]] = {row["id"]: [0] * len(self.budget_years) for row in self._rows("funds")}
        for row in self._rows("budgets"):
            if first <= row["fiscal_year"] <= last:
                budgets[row["fund"]][row["fiscal_year"] - first] += cents(row["amount"])
        for row in self._rows("funds"):
            if not KINDS.issuperset(row["kinds"]):
                raise NotImplementedError(f"funds that pay {', '.join(set(row['kinds']) - KINDS)}")
            self._fund_of |= {(agency, kind): row["id"] for agency in row["agencies"] for kind in row["kinds"]}
            amounts = budgets[row["id"]]
            self._pool("fund", row["id"], np.cumsum(amounts).tolist() if self._carries[row["id"]] else amounts)

    # --- what a way draws ---

    def efforts(self, way: Way) -> Iterator[tuple[int, int, dict[tuple[str, str], int]]]:
        """Spans around the cutover, with what they draw in each period from pools of effort and number."""
        provider = self._offerings[way.offering]["provider"]
        sellers = (("providers", provider), ("offerings", way.offering))
        agencies = self._ancestors[self.workloads[way.workload].agency]
        for block in way.blocks:
            demands = {("agency", name): block.agency for name in agencies}
            demands |= {(f"{table} effort", name): block.provider for table, name in sellers}
            yield block.begin, block.end, demands
        yield -way.duration, 0, {(f"{table} concurrent", name): MICRO for table, name in sellers}

    def draws(self, way: Way) -> tuple[Ints, Ints, Ints]:
        """Rows, positions in `way.cutovers`, and amounts; a pair may occur more than once. Of all pools but those of
        volume, which `served` and `left` speak of."""
        parts: list[tuple[Ints, Ints, Ints]] = []
        workload = self.workloads[way.workload]
        for begin, end, demands in self.efforts(way):
            for key, amount in demands.items():
                self._draw(parts, key, way, begin, end, amount)
        self._draw_money(parts, way, workload)
        if not parts:
            empty = np.empty(0, np.int64)
            return empty, empty, empty
        rows, positions, amounts = (np.concatenate(column) for column in zip(*parts, strict=True))
        return rows, positions, amounts

    def _draw(
        self, parts: list[tuple[Ints, Ints, Ints]], key: tuple[str, str], way: Way, begin: int, end: int, amount: int
    ) -> None:
        pool = self.pools.get(key)
        if pool is None or amount == 0 or begin >= end:
            return
        t = way.cutovers[:, None] + np.arange(begin, end)
        inside = (t >= 0) & (t < self.periods)
        positions = np.broadcast_to(np.arange(len(way.cutovers))[:, None], t.shape)[inside]
        parts.append((pool.first + t[inside], positions, np.full(len(positions), amount, np.int64)))

    def _spend(self, way: Way, workload: Workload, c: int) -> Iterator[tuple[str, int, int]]:
        """Kind, period, cents."""
        for block in way.blocks:
            for t in range(max(0, c + block.begin), min(self.periods, c + block.end)):
                yield "phase", t, block.spend
        yield "onboarding", c, way.onboarding
        for t in range(c, int(way.leaves[c])):
            yield "dual_run", t, int(workload.legacy[t])
        if way.leaves[c] < self.periods:
            yield "decommission", int(way.leaves[c]), self._decommission(workload)

    def _decommission(self, workload: Workload) -> int:
        row = self._rows("workloads")[self.number[workload.name]]
        return cents(row.get("decommission_cost", 0))

    def _draw_money(self, parts: list[tuple[Ints, Ints, Ints]], way: Way, workload: Workload) -> None:
        payers = {kind: self._fund_of.get((workload.agency, kind)) for kind in KINDS}
        funds = {kind: fund for kind, fund in payers.items() if fund is not None}
        if not funds:
            return
        entries: list[tuple[int, int, int]] = []
        for position, c in enumerate(way.cutovers.tolist()):
            spent: dict[int, int] = defaultdict(int)
            for kind, t, amount in self._spend(way, workload, c):
                if kind in funds and amount:
                    pool = self.pools["fund", funds[kind]]
                    year = self.years[t] - self.budget_years[0]
                    last = len(self.budget_years) if self._carries[funds[kind]] else year + 1
                    for k in range(year, last):
                        spent[pool.first + k] += amount
            entries += [(row, position, amount) for row, amount in spent.items()]
        if entries:
            columns = np.array(entries, np.int64).T
            parts.append((columns[0], columns[1], columns[2]))

    # --- plans ---

    def free_bound(self) -> float:
        """Net benefit if every workload went its best way by itself: without pools, dependencies and bridges."""
        best = sum(
            max([0.0, *(float((workload.stay - way.cost[way.cutovers]).max()) for way in workload.ways)])
            for workload in self.workloads
        )
        return best + self.status_quo - sum(workload.stay for workload in self.workloads)

    def plan_text(self, choices: dict[int, tuple[str, int]]) -> str:
        """A plan file of these migrations (offering and cutover by workload); all else is retained."""
        decisions = []
        for number, workload in enumerate(self.workloads):
            if number in choices:
                offering, c = choices[number]
                label = self.calendar.label(c)
                row = {"workload": workload.name, "action": "migrate", "offering": offering, "cutover": label}
            else:
                row = {"workload": workload.name, "action": "retain"}
            decisions.append(row)
        return json.dumps({"format": "qsmo-plan/1", "decisions": decisions})

    def judge(self, choices: dict[int, tuple[str, int]]) -> tuple[float, list[str]]:
        """Net benefit by qsmo's evaluator, and what qsmo's checker finds wrong."""
        import qsmo

        plan = qsmo.read_plan(self.portfolio, self.plan_text(choices))
        faults = [str(fault) for fault in qsmo.check(self.portfolio, plan)]
        return qsmo.compare(self.portfolio, plan).net_benefit, faults
