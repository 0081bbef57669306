"""The time-indexed model of a scenario in whole numbers: x[workload, offering, cutover] and what hangs on them.

Precedences and bridges speak of `by` columns, Z[w, t] = whether w has cut over by t: rows in sum form, as tight as can
be, and short. Bridges and breaks are priced period by period, tiers exactly (prices must fall as volume rises).
Participation is a row per agency.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_matrix

from .outcome import Choices
from .scenario import Arc, Floats, Ints, Scenario, Way

FREE = 2**60  # bound of a row that does not bind
SLACK = 0.5  # dollars by which all rounding together may move the value


def _full(count: int, value: int) -> Ints:
    return np.full(count, value, np.int64)


@dataclass(frozen=True)
class Entries:
    """Coordinates of a block of rows that is being built."""

    rows: Ints
    columns: Ints
    values: Ints


class Rows:
    """Rows of whole numbers, added in blocks."""

    def __init__(self) -> None:
        self._bounds: list[tuple[Ints, Ints]] = []
        self._parts: list[Entries] = []
        self.count = 0

    def add(self, lower: Ints, upper: Ints, parts: Sequence[Entries]) -> None:
        self._parts += [Entries(self.count + part.rows, part.columns, part.values) for part in parts]
        self._bounds.append((lower, upper))
        self.count += len(lower)

    def add_one(self, lower: int, upper: int, columns: Sequence[int] | Ints, values: Sequence[int] | Ints) -> None:
        cols, vals = np.asarray(columns, np.int64), np.asarray(values, np.int64)
        self.add(_full(1, lower), _full(1, upper), [Entries(np.zeros(len(cols), np.int64), cols, vals)])

    def bounds(self) -> tuple[Ints, Ints]:
        lower, upper = zip(*self._bounds, strict=True)
        return np.concatenate(lower), np.concatenate(upper)

    def matrix(self, columns: int) -> csr_matrix:
        """Repeated entries added up, zeros dropped. Takes the entries away: they may be many."""
        rows, cols, values = (
            np.concatenate([getattr(part, name) for part in self._parts]) for name in ("rows", "columns", "values")
        )
        self._parts.clear()
        matrix = csr_matrix((values, (rows, cols)), shape=(self.count, columns))
        matrix.sum_duplicates()
        matrix.eliminate_zeros()
        return matrix


class Model:
    """Most gain @ columns, in units of `unit` dollars; net benefit is that plus `constant`, in dollars.

    Without `effort`, `order` or `bridges` the model is left without effort pools, hard precedences or bridges, for
    those who say them in their own way.
    """

    def __init__(self, scenario: Scenario, effort: bool = True, order: bool = True, bridges: bool = True) -> None:
        self.scenario = scenario
        self.breaks: list[tuple[Arc, int, int]] = []
        """Soft arc, length of the dependent's way if that matters, first of the columns by its cutover."""
        self.bridge_columns: list[int] = []
        self.dearer: list[tuple[int, int, int, int, int]] = []
        """Workload, number of its way, tier, first of the columns that charge it, and of those that choose the tier."""
        self.tier_columns: dict[int, list[int]] = {}
        self.joining: list[int] = []
        """Columns that say that an agency takes part, where a row needs that."""
        self.rows = Rows()
        self.meaning: list[tuple[int, str, int]] = []  # of the first columns: workload, offering, cutover
        self.choices = 0  # columns that decide; all others follow
        self._gain: list[Floats] = []
        self._count = 0
        self._by: dict[int, int] = {}
        self._by_way: dict[tuple[int, int], int] = {}
        self.constant = scenario.status_quo - sum(workload.stay for workload in scenario.workloads)
        self._choose()
        self._pools(effort)
        for arc in scenario.arcs:
            if arc.price is not None:
                self._soft(arc)
            elif order:
                self._hard(arc)
        if bridges:
            self._bridges()
        self._tiers()
        self._round()
        if scenario.participation:
            self._participation()
            self._round()

    @property
    def columns(self) -> int:
        return self._count

    @cached_property
    def matrix(self) -> csr_matrix:
        return self.rows.matrix(self.columns)

    def size(self) -> dict[str, int]:
        return {"choices": self.choices, "columns": self.columns, "rows": self.rows.count, "entries": self.matrix.nnz}

    def columns_of(self, w: int) -> range:
        """All choices of a workload."""
        if not self.first[w]:
            return range(0)
        return range(self.first[w][0], self.first[w][-1] + len(self.scenario.workloads[w].ways[-1].cutovers))

    def chosen(self, values: Floats) -> Choices:
        """The plan in a solution."""
        taken = np.nonzero(values[: self.choices] > 0.5)[0]
        return {self.meaning[column][0]: self.meaning[column][1:] for column in taken.tolist()}

    def _new(self, gains: Floats) -> int:
        """The first of as many columns, each 0 or 1."""
        self._gain.append(gains)
        self._count += len(gains)
        return self._count - len(gains)

    def _choose(self) -> None:
        self.first: list[list[int]] = []  # column of each workload's each way
        for number, workload in enumerate(self.scenario.workloads):
            firsts = []
            for way in workload.ways:
                firsts.append(self._new(workload.stay - way.cost[way.cutovers]))
                self.meaning += [(number, way.offering, c) for c in way.cutovers.tolist()]
            self.first.append(firsts)
            if firsts or workload.must:
                columns = np.arange(firsts[0], self._count) if firsts else np.empty(0, np.int64)
                self.rows.add_one(int(workload.must), 1, columns, _full(len(columns), 1))
        self.choices = self._count

    def _pools(self, effort: bool) -> None:
        scenario = self.scenario
        parts = []
        for workload, firsts in zip(scenario.workloads, self.first, strict=True):
            for way, first in zip(workload.ways, firsts, strict=True):
                rows, positions, amounts = scenario.draws(way)
                parts.append(Entries(rows, first + positions, amounts))
        for (kind, name), pool in scenario.pools.items():
            if kind == "volume":
                volume = self._volume(int(name), 1)
                parts += [Entries(pool.first + part.rows, part.columns, part.values) for part in volume]
        kept = np.array(scenario.capacity, np.int64)
        if not effort:
            for (kind, _), pool in scenario.pools.items():
                if kind not in ("volume", "fund"):
                    kept[pool.first : pool.first + len(pool.capacity)] = FREE
        upper = np.where(kept < 10**18, kept, FREE)
        self.pool_rows = range(self.rows.count, self.rows.count + len(kept))
        self.rows.add(_full(len(upper), -FREE), upper, parts)

    # --- who has cut over by when ---

    def _define(self, arrivals: list[tuple[Ints, int]]) -> int:
        """Columns Z[t] = sum of the arrivals (cutovers, first column) up to t."""
        periods = self.scenario.periods
        first = self._new(np.zeros(periods))
        t = np.arange(periods)
        parts = [
            Entries(t, first + t, _full(periods, 1)),
            Entries(t[1:], first + t[:-1], _full(periods - 1, -1)),
            *(Entries(cs, start + np.arange(len(cs)), _full(len(cs), -1)) for cs, start in arrivals),
        ]
        self.rows.add(_full(periods, 0), _full(periods, 0), parts)
        return first

    def by(self, w: int) -> int | None:
        """First of the columns that say whether w has cut over by t; none if it cannot."""
        ways = self.scenario.workloads[w].ways
        if not ways:
            return None
        if w not in self._by:
            self._by[w] = self._define([(way.cutovers, first) for way, first in zip(ways, self.first[w], strict=True)])
        return self._by[w]

    def _by_of_way(self, w: int, number: int) -> int:
        if (w, number) not in self._by_way:
            way = self.scenario.workloads[w].ways[number]
            self._by_way[w, number] = self._define([(way.cutovers, self.first[w][number])])
        return self._by_way[w, number]

    # --- rules between workloads ---

    def _not_ready(self, arc: Arc, times: Ints) -> tuple[list[Entries], int]:
        """Entries of -(prerequisite cut over by t) for each row, less the excuse; and the excuse's constant."""
        first = self.by(arc.prerequisite)
        if first is None:
            return [], int(arc.allow)
        rows = np.arange(len(times))
        known = times >= 0
        parts = [Entries(rows[known], first + times[known], _full(int(known.sum()), -1))]
        if arc.allow:
            parts.append(Entries(rows, _full(len(rows), first + self.scenario.periods - 1), _full(len(rows), 1)))
        return parts, int(arc.allow)

    def _hard(self, arc: Arc) -> None:
        t = np.arange(self.scenario.periods)
        dependent = self.by(arc.dependent)
        if arc.kind == "together":
            self._both(arc)
            return
        if dependent is None:
            return
        if arc.kind == "cutover_before":
            parts, excuse = self._not_ready(arc, t - arc.lag)
            parts.append(Entries(t, dependent + t, _full(len(t), 1)))
        else:
            parts, excuse = self._not_ready(arc, t - arc.lag)
            started = self._started_by(arc.dependent)
            parts.append(Entries(t, started + t, _full(len(t), 1)))
        self.rows.add(_full(len(t), -FREE), _full(len(t), excuse), parts)

    def _both(self, arc: Arc) -> None:
        t = np.arange(self.scenario.periods)
        parts = []
        for w, sign in ((arc.dependent, 1), (arc.prerequisite, -1)):
            first = self.by(w)
            if first is not None:
                parts.append(Entries(t, first + t, _full(len(t), sign)))
        self.rows.add(_full(len(t), 0), _full(len(t), 0), parts)

    def _started_by(self, w: int) -> int:
        return self._define(
            [
                (np.maximum(way.cutovers - way.duration, 0), first)
                for way, first in zip(self.scenario.workloads[w].ways, self.first[w], strict=True)
            ]
        )

    def _soft(self, arc: Arc) -> None:
        """A break for each cutover of the dependent (and length of its way, where the start matters)."""
        assert arc.price is not None
        periods, discount = self.scenario.periods, self.scenario.discount
        groups: dict[int, list[tuple[Ints, int]]] = defaultdict(list)
        for way, first in zip(self.scenario.workloads[arc.dependent].ways, self.first[arc.dependent], strict=True):
            lead = way.duration if arc.kind == "start_after" else 0
            groups[lead].append((way.cutovers, first))
        for lead, members in groups.items():
            t = np.arange(periods)
            broken = self._new(-arc.price / 100 * discount)
            self.breaks.append((arc, lead, broken))
            parts, excuse = self._not_ready(arc, t - lead - arc.lag)
            parts += [Entries(cs, first + np.arange(len(cs)), _full(len(cs), 1)) for cs, first in members]
            parts.append(Entries(t, broken + t, _full(periods, -1)))
            self.rows.add(_full(periods, -FREE), _full(periods, excuse), parts)

    def _bridges(self) -> None:
        periods = self.scenario.periods
        t = np.arange(periods)
        for bridge in self.scenario.bridges:
            open_ = self._new(-bridge.cents / 100 * self.scenario.discount)
            self.bridge_columns.append(open_)
            ends = [self.by(bridge.a), self.by(bridge.b)]
            for signs in ((1, -1), (-1, 1)):
                parts = [Entries(t, open_ + t, _full(periods, -1))]
                for first, sign in zip(ends, signs, strict=True):
                    if first is not None:
                        parts.append(Entries(t, first + t, _full(periods, sign)))
                self.rows.add(_full(periods, -FREE), _full(periods, 0), parts)

    # --- tiers ---

    def _tiers(self) -> None:
        """y[tier] of an offering's service in a period only if its volume is reached; who is served pays the price
        above that of the best tier if y is another."""
        users: dict[int, list[tuple[int, int, Way]]] = defaultdict(list)
        for w, workload in enumerate(self.scenario.workloads):
            for number, way in enumerate(workload.ways):
                users[way.coverage].append((w, number, way))
        for coverage, ways in users.items():
            if len(self.scenario.coverages[coverage].thresholds) > 1:
                self._tier(coverage, ways)

    def _tier(self, coverage: int, ways: list[tuple[int, int, Way]]) -> None:
        periods = self.scenario.periods
        t = np.arange(periods)
        thresholds = self.scenario.coverages[coverage].thresholds
        tiers = [self._new(np.zeros(periods)) for _ in thresholds]
        self.tier_columns[coverage] = tiers
        self.rows.add(_full(periods, 1), _full(periods, 1), [Entries(t, y + t, _full(periods, 1)) for y in tiers])
        volume = self._volume(coverage, -1)
        for threshold, y in zip(thresholds, tiers, strict=True):
            # threshold * y <= today + volume
            parts = [Entries(t, y + t, _full(periods, threshold)), *volume]
            if threshold:
                self.rows.add(_full(periods, -FREE), self.scenario.today[coverage], parts)
        for w, number, way in ways:
            served = self._by_of_way(w, number)
            assert (np.diff(way.services, axis=0) <= 0).all(), "prices must fall as volume rises"
            for tier, y in enumerate(tiers):
                extra = way.services[tier] - way.best
                if extra.any():
                    pays = self._new(-extra / 100 * self.scenario.discount)
                    self.dearer.append((w, number, tier, pays, y))
                    parts = [
                        Entries(t, served + t, _full(periods, 1)),
                        Entries(t, y + t, _full(periods, 1)),
                        Entries(t, pays + t, _full(periods, -1)),
                    ]
                    self.rows.add(_full(periods, -FREE), _full(periods, 1), parts)

    def _volume(self, coverage: int, sign: int) -> list[Entries]:
        """What all workloads together add to today's volume in each period's row, times the sign."""
        parts = []
        t = np.arange(self.scenario.periods)
        for w, workload in enumerate(self.scenario.workloads):
            for number, way in enumerate(workload.ways):
                if way.coverage == coverage:
                    served = self._by_of_way(w, number)
                    parts.append(Entries(t, served + t, _full(len(t), sign * workload.volume)))
                if workload.coverage == coverage:
                    parts.append(self._gone(w, number, -sign * workload.volume))
        return parts

    def _gone(self, w: int, number: int, volume: int) -> Entries:
        """`volume` in every period from which the incumbent is gone if w goes this way."""
        periods = self.scenario.periods
        way = self.scenario.workloads[w].ways[number]
        dual_run = int((way.leaves - np.arange(periods)).max())
        t = np.arange(dual_run, periods)
        if (way.leaves == np.minimum(np.arange(periods) + dual_run, periods)).all():
            return Entries(t, self._by_of_way(w, number) + t - dual_run, _full(len(t), volume))
        positions, rows = np.nonzero(np.arange(periods) >= way.leaves[way.cutovers][:, None])
        return Entries(rows, self.first[w][number] + positions, _full(len(rows), volume))

    # --- money in whole numbers ---

    def _round(self) -> None:
        """The unit is the greatest power of ten dollars, up to a cent, with which all rounding stays below `SLACK`."""
        exact = np.concatenate(self._gain)
        # One way of a workload counts in a sum, the two ends of a bridge, but all periods of a dearer tier or break.
        others = sum(int(np.count_nonzero(exact[first : first + self.scenario.periods])) for first in self._others())
        terms = len(self.scenario.workloads) + 2 * len(self.scenario.bridges) + others
        self.unit = min(0.01, float(10.0 ** np.floor(np.log10(2 * SLACK / max(1, terms)))))
        self.slack = terms * self.unit / 2
        """Dollars by which the rounded gain of a solution may differ from the true one."""
        self.gain: Ints = np.rint(exact / self.unit).astype(np.int64)
        for first in self.bridge_columns:
            part = slice(first, first + self.scenario.periods)
            self.gain[part] = np.diff(np.rint(np.cumsum(exact[part]) / self.unit), prepend=0)

    def _others(self) -> list[int]:
        return [first for *_, first, _ in self.dearer] + [first for *_, first in self.breaks]

    # --- participation ---

    def _participation(self) -> None:
        """Gain of each agency that has a move not in progress, at least its threshold; relaxed by all rounding."""
        scenario = self.scenario
        own: dict[str, list[tuple[Ints, Floats]]] = defaultdict(list)
        gain = np.concatenate(self._gain)
        for w, workload in enumerate(scenario.workloads):
            for way, first in zip(workload.ways, self.first[w], strict=True):
                columns = first + np.arange(len(way.cutovers))
                own[workload.agency].append((columns, gain[columns]))
        others = self._charge_others(own, gain)
        quo = self._status_quo_gain()
        for agency, parts in own.items():
            columns = np.concatenate([part[0] for part in parts])
            gains = np.rint(np.concatenate([part[1] for part in parts]) / self.unit).astype(np.int64)
            least = scenario.thresholds[agency] + quo[agency]
            self._join(agency, columns, gains, least, agency in others)

    def _charge_others(self, own: dict[str, list[tuple[Ints, Floats]]], gain: Floats) -> set[str]:
        """Bridges, breaks and dearer tiers; the agencies that may be charged for what others do."""
        scenario, t = self.scenario, np.arange(self.scenario.periods)
        agency = [workload.agency for workload in scenario.workloads]
        shared = set()
        for bridge, first in zip(scenario.bridges, self.bridge_columns, strict=True):
            for w in (bridge.a, bridge.b):
                own[agency[w]].append((first + t, gain[first + t] / 2))
            if agency[bridge.a] != agency[bridge.b]:
                shared |= {agency[bridge.a], agency[bridge.b]}
        for arc, _, first in self.breaks:
            own[agency[arc.dependent]].append((first + t, gain[first + t]))
        for w, _, _, first, _ in self.dearer:
            own[agency[w]].append((first + t, gain[first + t]))
        return shared

    def _status_quo_gain(self) -> dict[str, float]:
        """By agency, in dollars: how much migrations in progress gain in the status quo, over staying."""
        import qsmo

        scenario = self.scenario
        statement = qsmo.evaluate(scenario.portfolio, qsmo.status_quo(scenario.portfolio))
        costs = statement.cents().sum(axis=1) @ scenario.discount / 100
        out = {name: -float(cost) for name, cost in zip(statement.agencies, costs, strict=True)}
        for workload in scenario.workloads:
            out[workload.agency] += workload.stay
        return out

    def _join(self, agency: str, columns: Ints, gains: Ints, least: float, shared: bool) -> None:
        members = [w for w, workload in enumerate(self.scenario.workloads) if workload.agency == agency]
        free = [w for w in members if self.first[w] and not self.scenario.workloads[w].in_progress]
        if not free:
            return
        low = int(np.floor((least - SLACK) / self.unit))
        if low <= 0 and not shared and not any(self.scenario.workloads[w].in_progress for w in members):
            self.rows.add_one(low, FREE, columns, gains)  # holds also where nothing moves
            return
        joins = self._new(np.zeros(1))
        self.joining.append(joins)
        worst = min(low, int(np.minimum(gains, 0).sum()))
        self.rows.add_one(worst, FREE, np.append(columns, joins), np.append(gains, worst - low))
        for w in free:
            ways = zip(self.scenario.workloads[w].ways, self.first[w], strict=True)
            moves = np.concatenate([first + np.arange(len(way.cutovers)) for way, first in ways])
            self.rows.add_one(-FREE, 0, np.append(moves, joins), np.append(_full(len(moves), 1), -1))
